//! Films: timed frames with captions.

mod caption;
pub(super) mod cast;
pub(super) mod gif;
pub(super) mod svg;

use std::sync::Arc;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

use crate::picture::{palette::Palette, screen::Picture};
use crate::safe::safe;

/// A sequence of frames. Times are in hundredths of a second.
#[derive(Clone, Debug)]
pub struct Frames {
    /// The columns and rows that hold every screen.
    pub(crate) size: (u16, u16),
    /// Whether there is a caption bar below the screen.
    pub(crate) captioned: bool,
    /// The total duration.
    pub length: u32,
    list: Vec<Frame>,
    /// The rows of the latest frame, shared by the next where they are the same.
    last_rows: Vec<CellRow>,
}

/// A row of cells; frames share the rows that do not change.
pub(crate) type CellRow = Arc<[Cell]>;

/// A screen and its overlay.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The time when it appears.
    pub at: u32,
    pub(crate) columns: u16,
    pub(crate) rows: Vec<CellRow>,
    pub overlay: Overlay,
}

/// What is shown in addition to the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overlay {
    pub caption: String,
    /// The keys pressed.
    pub keys: String,
    /// The column and row of the pointer, from 0.
    pub pointer: Option<(u16, u16)>,
}

impl Frames {
    /// Creates an empty film for screens of at most `size` columns and rows.
    pub(crate) fn new(size: (u16, u16), captioned: bool) -> Self {
        Self {
            size,
            captioned,
            length: 0,
            list: Vec::new(),
            last_rows: Vec::new(),
        }
    }

    /// Returns all frames; each differs from the previous one.
    pub fn list(&self) -> &[Frame] {
        &self.list
    }

    /// Adds a frame at the time `at`; it replaces an earlier one with the same time.
    pub(crate) fn show(&mut self, at: u32, cells: &Buffer, overlay: &Overlay) {
        let width = usize::from(cells.area.width).max(1);
        let rows = cells.content.chunks(width).enumerate();
        let rows: Vec<CellRow> = rows
            .map(|(y, row)| match self.last_rows.get(y) {
                Some(last) if **last == *row => Arc::clone(last),
                _ => row.into(),
            })
            .collect();
        self.last_rows.clone_from(&rows);
        let frame = Frame {
            at,
            columns: cells.area.width,
            rows,
            overlay: self.visible(overlay),
        };
        if self.list.last().is_some_and(|last| last.at == at) {
            self.list.pop();
        }
        if self.list.last().is_none_or(|last| !last.looks_like(&frame)) {
            self.list.push(frame);
        }
        self.length = self.length.max(at);
    }

    /// Returns what can be shown of `overlay`: caption and keys only if there is a caption bar.
    fn visible(&self, overlay: &Overlay) -> Overlay {
        let in_bar = |text: &str| {
            let text = if self.captioned { text } else { "" };
            safe(text).into_owned()
        };
        Overlay {
            caption: in_bar(&overlay.caption),
            keys: in_bar(&overlay.keys),
            pointer: overlay.pointer,
        }
    }

    /// Returns each frame and its duration.
    pub(crate) fn with_durations(&self) -> impl Iterator<Item = (&Frame, u32)> {
        let ends = self.list.iter().skip(1).map(|frame| frame.at);
        let ends = ends.chain([self.length]);
        self.list
            .iter()
            .zip(ends)
            .map(|(frame, end)| (frame, end - frame.at))
    }
}

impl Frame {
    /// Returns the cells of the screen.
    pub fn cells(&self) -> Buffer {
        let content: Vec<Cell> = self
            .rows
            .iter()
            .flat_map(|row| row.iter().cloned())
            .collect();
        let rows = content.len() / usize::from(self.columns).max(1);
        Buffer {
            area: Rect::new(0, 0, self.columns, rows as u16),
            content,
        }
    }

    fn looks_like(&self, other: &Self) -> bool {
        let alike = |(a, b): (&CellRow, &CellRow)| Arc::ptr_eq(a, b) || a == b;
        self.overlay == other.overlay
            && (self.columns, self.rows.len()) == (other.columns, other.rows.len())
            && self.rows.iter().zip(&other.rows).all(alike)
    }
}

/// Frames and how to draw them.
#[derive(Clone, Debug)]
pub struct Film<'a> {
    pub frames: &'a Frames,
    pub palette: Palette,
    pub title: &'a str,
    /// What the film shows, in a sentence.
    pub description: &'a str,
    /// The name and version of the program.
    pub software: &'a str,
    /// Pixels per pixel of the design, 1 to 4.
    pub scale: u32,
    /// Whether to draw a window frame with the title.
    pub frame: bool,
    /// The padding around the cells, in pixels at scale 1.
    pub padding: u32,
}

impl<'a> Film<'a> {
    /// Returns one screen as a picture, with the settings of the film.
    pub(crate) fn picture<'b>(&'b self, cells: &'b Buffer) -> Picture<'b>
    where
        'a: 'b,
    {
        Picture {
            cells,
            palette: self.palette,
            title: self.title,
            description: self.description,
            software: self.software,
            scale: self.scale,
            frame: self.frame,
            padding: self.padding,
        }
    }

    /// Returns an empty screen of the size of the film.
    pub(crate) fn blank(&self) -> Buffer {
        let (columns, rows) = self.frames.size;
        Buffer::empty(Rect::new(0, 0, columns, rows))
    }
}
