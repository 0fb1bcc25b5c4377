//! The looks that pictures can have, by name, and sizes of screens as people write them.
//!
//! Must not say how a role is drawn or which red is red: looks and palettes do.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::demo::script::{LookName, MAX_SCREEN, size_of};
use crate::picture::Palette;
use crate::tui::{Ground, Look};

impl LookName {
    /// Roles as a program shows them.
    pub(super) fn look(self) -> Look {
        match self {
            Self::Dark => Look::many(Ground::Dark),
            Self::Light => Look::many(Ground::Light),
            Self::Mono => Look::mono(),
            Self::Ascii => Look::many(Ground::Dark).with_ascii(),
        }
    }

    /// Colours as a terminal shows them.
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

/// Columns and rows, or what would be right.
pub(super) fn size(text: &str) -> Result<(u16, u16), String> {
    let (columns, rows) = MAX_SCREEN;
    size_of(text).ok_or_else(|| format!("a size is like 120x40, from 1x1 to {columns}x{rows}"))
}
