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

pub use crate::picture::{palette::Palette, screen::Picture};

/// A file format of pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFormat {
    Svg,
    Png,
    Txt,
    Ansi,
    Html,
}

impl PictureFormat {
    /// All picture formats.
    pub const ALL: [Self; 5] = [Self::Svg, Self::Png, Self::Txt, Self::Ansi, Self::Html];

    /// Returns the name of the format, which is the extension of its files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Txt => "txt",
            Self::Ansi => "ansi",
            Self::Html => "html",
        }
    }

    /// Returns whether it is text that can be printed to a terminal.
    pub fn is_text(self) -> bool {
        self != Self::Png
    }

    /// Returns whether it supports a frame, padding and a scale.
    pub fn is_drawn(self) -> bool {
        matches!(self, Self::Svg | Self::Png)
    }

    /// Returns the format that matches the extension of a file name.
    pub fn from_file_name(name: &str) -> Option<Self> {
        let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
        let mut formats = Self::ALL.into_iter();
        formats.find(|format| format.name() == ending)
    }

    /// Draws `picture` and returns the bytes of its file.
    ///
    /// # Errors
    /// Why it cannot be drawn, in words.
    pub fn write(self, picture: &Picture<'_>) -> Result<Vec<u8>, String> {
        Ok(match self {
            Self::Svg => svg::svg(picture).into_bytes(),
            Self::Png => png::png(picture)?,
            Self::Txt => txt::txt(picture).into_bytes(),
            Self::Ansi => ansi::ansi(picture).into_bytes(),
            Self::Html => html::html(picture).into_bytes(),
        })
    }
}
