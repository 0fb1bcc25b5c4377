//! Demos: scripts, the player that runs them, and films of the result.

mod film;
pub mod player;
pub mod script;

pub use crate::demo::{
    film::{Film, Frame, Frames, Overlay},
    player::script::{FILM_DRAWS, Played, play},
};

use crate::demo::film::{cast, gif, svg};

/// A file format of films.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilmFormat {
    Gif,
    Svg,
    /// asciicast, version 2.
    Cast,
    /// asciicast, version 3.
    Cast3,
}

impl FilmFormat {
    /// All film formats.
    pub const ALL: [Self; 4] = [Self::Gif, Self::Svg, Self::Cast, Self::Cast3];

    /// Returns the name of the format, which is the extension of its files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gif => "gif",
            Self::Svg => "svg",
            Self::Cast => "cast",
            Self::Cast3 => "cast3",
        }
    }

    /// Returns whether it is text that can be printed to a terminal.
    pub fn is_text(self) -> bool {
        self != Self::Gif
    }

    /// Returns whether it supports a frame, padding and a scale.
    pub fn is_drawn(self) -> bool {
        matches!(self, Self::Gif | Self::Svg)
    }

    /// Encodes `film` and returns the bytes of its file.
    ///
    /// # Errors
    /// Why it cannot be encoded, in words.
    pub fn write(self, film: &Film<'_>) -> Result<Vec<u8>, String> {
        Ok(match self {
            Self::Gif => gif::gif(film)?,
            Self::Svg => svg::film_svg(film).into_bytes(),
            Self::Cast => cast::cast(film, cast::Version::Two).into_bytes(),
            Self::Cast3 => cast::cast(film, cast::Version::Three).into_bytes(),
        })
    }
}
