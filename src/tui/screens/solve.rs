//! Solve: a target, the solution, and the picture behind it.

mod choices;
mod curve;
pub(crate) mod form;
pub(crate) mod found;
pub(crate) mod frontier;
pub(crate) mod goal;
pub(crate) mod solution;
