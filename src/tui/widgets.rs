//! Pieces that screens are drawn with: text, figures, sliders, columns.

pub(crate) mod columns;
pub(crate) mod figure;
pub(crate) mod painter;
pub(crate) mod shape;
pub(crate) mod slider;
pub(crate) mod track;
