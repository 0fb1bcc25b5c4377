//! Pictures of a screen, as SVG, PNG, text, ANSI or HTML.

pub(crate) mod ansi;
pub(crate) mod canvas;
pub(crate) mod face;
pub(crate) mod glyph;
mod html;
pub(crate) mod palette;
mod png;
pub(crate) mod raster;
pub(crate) mod screen;
pub(crate) mod svg;
mod txt;

pub use crate::picture::{
    palette::Palette,
    screen::{PICTURE_FORMATS, Picture, PictureFormat},
};
