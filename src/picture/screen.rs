//! A picture of a screen: its cells, colours and layout.

use crate::picture::{glyph, palette::Palette};
use crate::safe::safe_line;
use ratatui::buffer::{Buffer, Cell};
use unicode_width::UnicodeWidthStr;

/// A screen and how to draw it.
#[derive(Clone, Debug)]
pub struct Picture<'a> {
    pub cells: &'a Buffer,
    pub palette: Palette,
    pub title: &'a str,
    /// What the picture shows, in a sentence.
    pub description: &'a str,
    /// The name and version of the program.
    pub software: &'a str,
    /// Pixels of the picture per pixel of the design, 1 to 4.
    pub scale: u32,
    /// Whether to draw a window frame with the title.
    pub frame: bool,
    /// The padding around the cells, in pixels at scale 1.
    pub padding: u32,
}

/// The height of the title bar, in pixels at scale 1.
pub(crate) const TITLE_BAR: u32 = 32;

/// The size of a picture and the position of its cells, in pixels at scale 1.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PictureLayout {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// The left edge of the cells.
    pub(crate) left: u32,
    /// The top edge of the cells.
    pub(crate) top: u32,
}

impl Picture<'_> {
    pub(crate) fn layout(&self) -> PictureLayout {
        let (edge, title_bar) = if self.frame { (1, TITLE_BAR) } else { (0, 0) };
        let area = self.cells.area;
        let around = 2 * (self.padding + edge);
        PictureLayout {
            width: u32::from(area.width) * glyph::WIDTH as u32 + around,
            height: u32::from(area.height) * glyph::HEIGHT as u32 + around + title_bar,
            left: self.padding + edge,
            top: self.padding + edge + title_bar,
        }
    }

    /// Returns the title, shortened to fit the title bar.
    pub(crate) fn fitted_title(&self, layout: PictureLayout) -> String {
        let buttons = 70;
        let room = layout.width.saturating_sub(2 * buttons) / glyph::WIDTH as u32;
        safe_line(self.title, room as usize).into_owned()
    }

    /// Returns the rows of cells, without those hidden by a wide glyph.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Vec<PlacedCell<'_>>> {
        let width = usize::from(self.cells.area.width).max(1);
        self.cells.content.chunks(width).map(placed_cells)
    }
}

/// A cell and its position in a row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlacedCell<'a> {
    pub(crate) x: usize,
    /// The width of its glyph: one column or two.
    pub(crate) columns: usize,
    pub(crate) cell: &'a Cell,
}

pub(crate) fn placed_cells(row: &[Cell]) -> Vec<PlacedCell<'_>> {
    let mut found = Vec::with_capacity(row.len());
    let mut x = 0;
    while let Some(cell) = row.get(x) {
        let columns = cell.symbol().width().clamp(1, (row.len() - x).min(2));
        found.push(PlacedCell { x, columns, cell });
        x += columns;
    }
    found
}

/// Escapes `text` for XML and HTML, and drops characters that XML forbids.
pub(crate) fn escape(text: &str) -> String {
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
