//! Risk: the distribution of a figure and what drives it.

pub(crate) mod distribution;
pub(crate) mod drivers;
pub(crate) mod metrics;
pub(crate) mod tornado;
