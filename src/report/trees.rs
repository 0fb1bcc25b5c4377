//! Results as trees for programs: JSON nests them, CSV flattens them.

pub(crate) mod comparison;
pub(crate) mod outcome;
pub(crate) mod simulation;
pub(crate) mod solution;
