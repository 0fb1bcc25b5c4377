//! Explanations: the kernel run on a number that remembers, and what its record says in formulas and shares.

pub(crate) mod attribution;
pub(crate) mod explanation;
pub(crate) mod formula;
mod mixture;
mod shapley;
mod simplify;
pub(crate) mod tape;
