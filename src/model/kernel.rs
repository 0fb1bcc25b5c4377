//! The kernel: every formula between a plan and its results, in one place and in any number type.

pub(crate) mod ai;
pub(crate) mod cash;
pub(crate) mod company;
pub(crate) mod division;
pub(crate) mod flow;
pub(crate) mod number;
pub(crate) mod outcome;
pub(crate) mod people;
mod power;
pub(crate) mod timing;
