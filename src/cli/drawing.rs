//! Options of pictures and films: size, look, scale, what is around the screen, and the names of formats.

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use crate::cli::failure::Failure;
use crate::demo::FilmFormat;
use crate::demo::script::{LookName, MAX_SCREEN, size_of};
use crate::picture::{Palette, PictureFormat};
use crate::tui::{Ground, Look};

/// How a picture or a film is drawn.
#[derive(Args, Debug)]
pub(super) struct Drawing {
    /// Scale of the pixels, 1 to 4
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=4))]
    scale: Option<u32>,
    /// Draw a window with a title around the screen
    #[arg(long)]
    pub(super) frame: bool,
    /// Pixels of background around the screen
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=400))]
    padding: Option<u32>,
}

impl Drawing {
    pub(super) fn scale(&self) -> u32 {
        self.scale.unwrap_or(1)
    }

    pub(super) fn padding(&self) -> u32 {
        self.padding.unwrap_or(if self.frame { 12 } else { 0 })
    }

    /// Refuses options that a format without pixels cannot have; `drawn` names formats that can.
    pub(super) fn check(&self, format: &str, is_drawn: bool, drawn: &str) -> Result<(), Failure> {
        let is_asked = self.frame || self.scale.is_some() || self.padding.is_some();
        if is_drawn || !is_asked {
            return Ok(());
        }
        Err(Failure::Unusable {
            reason: format!("{format} has no frame, padding or scale"),
            help: Some(format!("{drawn} have them")),
        })
    }
}

impl LookName {
    /// Returns the roles as a program shows them.
    pub(super) fn look(self) -> Look {
        match self {
            Self::Dark => Look::many(Ground::Dark),
            Self::Light => Look::many(Ground::Light),
            Self::Mono => Look::mono(),
            Self::Ascii => Look::many(Ground::Dark).with_ascii(),
        }
    }

    /// Returns the colours as a terminal shows them.
    pub(super) fn palette(self) -> Palette {
        match self {
            Self::Light => Palette::LIGHT,
            Self::Dark | Self::Mono | Self::Ascii => Palette::DARK,
        }
    }
}

impl ValueEnum for LookName {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            Self::Dark => "256 colours on dark",
            Self::Light => "256 colours on light",
            Self::Mono => "No colours, on dark",
            Self::Ascii => "Only ASCII glyphs, with the colours of dark",
        };
        Some(PossibleValue::new(self.name()).help(help))
    }
}

impl ValueEnum for PictureFormat {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

impl ValueEnum for FilmFormat {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

/// Reads columns and rows: `120x40`.
pub(super) fn size(text: &str) -> Result<(u16, u16), String> {
    let (columns, rows) = MAX_SCREEN;
    size_of(text).ok_or_else(|| format!("a size is like 120x40, from 1x1 to {columns}x{rows}"))
}
