//! A picture of a screen: its cells, its colours, what surrounds them, and the formats it is written in.
//!
//! Must not draw a view or know what the cells mean; a format is a file of its own.

use crate::picture::{ansi, glyph, html, palette::Palette, png, svg, txt};
use crate::safe::safe_line;
use ratatui::buffer::{Buffer, Cell};
use unicode_width::UnicodeWidthStr;

/// A screen and how to show it.
#[derive(Clone, Debug)]
pub struct Picture<'a> {
    /// The cells.
    pub cells: &'a Buffer,
    /// Their colours.
    pub palette: Palette,
    /// What it is called.
    pub title: &'a str,
    /// What it shows, in a sentence.
    pub description: &'a str,
    /// What made it.
    pub software: &'a str,
    /// Pixels of the picture per pixel of the design, 1 to 4.
    pub scale: u32,
    /// Whether there is a window around it, with the title.
    pub frame: bool,
    /// Pixels of background around the cells, at scale 1.
    pub padding: u32,
}

/// A way to write a picture.
#[derive(Debug)]
pub struct PictureFormat {
    /// What it is called, and how names of its files end.
    pub name: &'static str,
    /// Whether it is text that a terminal can show.
    pub is_text: bool,
    /// Whether it has room for a frame, padding and a scale.
    pub is_drawn: bool,
    write: fn(&Picture<'_>) -> Result<Vec<u8>, String>,
}

/// All formats of pictures.
pub const PICTURE_FORMATS: &[PictureFormat] = &[
    PictureFormat {
        name: "svg",
        is_text: true,
        is_drawn: true,
        write: |picture| Ok(svg::svg(picture).into_bytes()),
    },
    PictureFormat {
        name: "png",
        is_text: false,
        is_drawn: true,
        write: png::png,
    },
    PictureFormat {
        name: "txt",
        is_text: true,
        is_drawn: false,
        write: |picture| Ok(txt::txt(picture).into_bytes()),
    },
    PictureFormat {
        name: "ansi",
        is_text: true,
        is_drawn: false,
        write: |picture| Ok(ansi::ansi(picture).into_bytes()),
    },
    PictureFormat {
        name: "html",
        is_text: true,
        is_drawn: false,
        write: |picture| Ok(html::html(picture).into_bytes()),
    },
];

impl PictureFormat {
    /// The format whose name a file of this name ends with.
    pub fn of_file(name: &str) -> Option<&'static Self> {
        let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
        PICTURE_FORMATS.iter().find(|format| format.name == ending)
    }

    /// The bytes of `picture`.
    ///
    /// # Errors
    /// Why it cannot be drawn, as a sentence.
    pub fn write(&self, picture: &Picture<'_>) -> Result<Vec<u8>, String> {
        (self.write)(picture)
    }
}

/// The title bar of a window.
pub(crate) const BAR: u32 = 32;

/// Where things are, in pixels at scale 1.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Left of the cells.
    pub(crate) left: u32,
    /// Above the cells.
    pub(crate) top: u32,
}

impl Picture<'_> {
    pub(crate) fn place(&self) -> Place {
        let (edge, bar) = if self.frame { (1, BAR) } else { (0, 0) };
        let area = self.cells.area;
        let around = 2 * (self.padding + edge);
        Place {
            width: u32::from(area.width) * glyph::WIDTH as u32 + around,
            height: u32::from(area.height) * glyph::HEIGHT as u32 + around + bar,
            left: self.padding + edge,
            top: self.padding + edge + bar,
        }
    }

    /// The title as far as the title bar has room for it.
    pub(crate) fn bar_title(&self, place: Place) -> String {
        let marks = 70;
        let room = place.width.saturating_sub(2 * marks) / glyph::WIDTH as u32;
        safe_line(self.title, room as usize).into_owned()
    }

    /// The rows of cells, what stands behind a wide glyph left out.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Vec<Spot<'_>>> {
        let width = usize::from(self.cells.area.width).max(1);
        self.cells.content.chunks(width).map(spots)
    }
}

/// A cell that shows something, and where in its row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spot<'a> {
    pub(crate) x: usize,
    /// One column, or two.
    pub(crate) columns: usize,
    pub(crate) cell: &'a Cell,
}

pub(crate) fn spots(row: &[Cell]) -> Vec<Spot<'_>> {
    let mut found = Vec::with_capacity(row.len());
    let mut x = 0;
    while let Some(cell) = row.get(x) {
        let columns = cell.symbol().width().clamp(1, (row.len() - x).min(2));
        found.push(Spot { x, columns, cell });
        x += columns;
    }
    found
}

/// `text` as XML and HTML: escaped, and without the characters XML forbids.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}
