//! The kernel: every formula between a plan and its results, in one place and in any number type.

pub(crate) mod ai;
pub(crate) mod before;
pub(crate) mod cash;
pub(crate) mod charge;
pub(crate) mod company;
pub(crate) mod cost;
pub(crate) mod flow;
pub(crate) mod moves;
pub(crate) mod number;
pub(crate) mod outcome;
pub(crate) mod people;
mod power;
pub(crate) mod tally;
pub(crate) mod timing;
