//! Explore: divisions, levers and portfolio beside people, savings, AI money and cash.

pub(crate) mod ai;
pub(crate) mod cash;
pub(crate) mod division;
pub(crate) mod divisions;
pub(crate) mod headcount;
pub(crate) mod plan;
pub(crate) mod portfolio;
pub(crate) mod savings;
pub(crate) mod warnings;
