//! Explanations: the kernel run on a number that leaves a trace, the formulas read from it, and the attribution of a
//! change to its causes.

pub(crate) mod attribution;
pub(crate) mod explanation;
pub(crate) mod formula;
pub(crate) mod mixture;
pub(crate) mod shapley;
mod simplify;
pub(crate) mod tape;
