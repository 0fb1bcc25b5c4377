//! Timeline: the quarters as a table below a chart.

pub(crate) mod quarters;
