//! Screens one after the other, what is said below them, and the formats they are written in.
//!
//! Must not play anything or know what the cells mean; a format is a file of its own.

mod caption;
mod cast;
mod gif;
mod svg;

use std::sync::Arc;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

use crate::picture::{palette::Palette, screen::Picture};
use crate::safe::safe;

/// Screens one after the other. Times are in hundredths of a second.
#[derive(Clone, Debug)]
pub struct Frames {
    /// Columns and rows that hold every screen.
    pub size: (u16, u16),
    /// Whether anything is said below them.
    pub captioned: bool,
    /// When the last one has been shown.
    pub length: u32,
    list: Vec<Frame>,
    /// What a new frame begins with.
    last_rows: Vec<Row>,
}

/// A row of cells; frames share those that stay as they are.
pub(crate) type Row = Arc<[Cell]>;

/// A screen and what is around it.
#[derive(Clone, Debug)]
pub struct Frame {
    /// When it appears.
    pub at: u32,
    pub(crate) columns: u16,
    pub(crate) rows: Vec<Row>,
    /// What else there is to see.
    pub around: Around,
}

/// What is to be seen besides the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Around {
    /// What is said.
    pub caption: String,
    /// Which keys are pressed.
    pub keys: String,
    /// The cell that the pointer is on, from 0.
    pub pointer: Option<(u16, u16)>,
}

impl Frames {
    /// None yet.
    pub fn new(size: (u16, u16), captioned: bool) -> Self {
        Self {
            size,
            captioned,
            length: 0,
            list: Vec::new(),
            last_rows: Vec::new(),
        }
    }

    /// All of them, each different from the one before it.
    pub fn list(&self) -> &[Frame] {
        &self.list
    }

    /// From `at` on this is to be seen. What was to be seen from the same time on never was.
    pub fn show(&mut self, at: u32, cells: &Buffer, around: &Around) {
        let width = usize::from(cells.area.width).max(1);
        let rows = cells.content.chunks(width).enumerate();
        let rows: Vec<Row> = rows
            .map(|(y, row)| match self.last_rows.get(y) {
                Some(known) if **known == *row => Arc::clone(known),
                _ => row.into(),
            })
            .collect();
        self.last_rows.clone_from(&rows);
        let frame = Frame {
            at,
            columns: cells.area.width,
            rows,
            around: self.seen(around),
        };
        if self.list.last().is_some_and(|last| last.at == at) {
            self.list.pop();
        }
        if self.list.last().is_none_or(|last| !last.looks_like(&frame)) {
            self.list.push(frame);
        }
        self.length = self.length.max(at);
    }

    /// What is to be seen of `around`: words only where there is room for them.
    fn seen(&self, around: &Around) -> Around {
        let words = |text: &str| {
            let text = if self.captioned { text } else { "" };
            safe(text).into_owned()
        };
        Around {
            caption: words(&around.caption),
            keys: words(&around.keys),
            pointer: around.pointer,
        }
    }

    /// Each frame and how long it is shown.
    pub(crate) fn timed(&self) -> impl Iterator<Item = (&Frame, u32)> {
        let ends = self.list.iter().skip(1).map(|frame| frame.at);
        let ends = ends.chain([self.length]);
        self.list
            .iter()
            .zip(ends)
            .map(|(frame, end)| (frame, end - frame.at))
    }
}

impl Frame {
    /// The screen.
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
        let alike = |(a, b): (&Row, &Row)| Arc::ptr_eq(a, b) || a == b;
        self.around == other.around
            && (self.columns, self.rows.len()) == (other.columns, other.rows.len())
            && self.rows.iter().zip(&other.rows).all(alike)
    }
}

/// Frames and how to show them.
#[derive(Clone, Debug)]
pub struct Film<'a> {
    /// What is to be seen.
    pub frames: &'a Frames,
    /// The colours of cells.
    pub palette: Palette,
    /// What it is called.
    pub title: &'a str,
    /// What it shows, in a sentence.
    pub description: &'a str,
    /// What made it.
    pub software: &'a str,
    /// Pixels per pixel of the design, 1 to 4.
    pub scale: u32,
    /// Whether there is a window around the screen, with the title.
    pub frame: bool,
    /// Pixels of background around the cells, at scale 1.
    pub padding: u32,
}

impl<'a> Film<'a> {
    /// One screen of it as a picture.
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

    /// A screen as large as the largest, with nothing on it.
    pub(crate) fn blank(&self) -> Buffer {
        let (columns, rows) = self.frames.size;
        Buffer::empty(Rect::new(0, 0, columns, rows))
    }
}

/// A way to write a film.
#[derive(Debug)]
pub struct FilmFormat {
    /// What it is called.
    pub name: &'static str,
    /// How names of its files end.
    pub ending: &'static str,
    /// Whether it is text that a terminal can show.
    pub is_text: bool,
    /// Whether it has room for a frame, padding and a scale.
    pub is_drawn: bool,
    write: fn(&Film<'_>) -> Result<Vec<u8>, String>,
}

/// All formats of films; of those with one ending the first is meant by it.
pub const FILM_FORMATS: &[FilmFormat] = &[
    FilmFormat {
        name: "gif",
        ending: "gif",
        is_text: false,
        is_drawn: true,
        write: gif::gif,
    },
    FilmFormat {
        name: "svg",
        ending: "svg",
        is_text: true,
        is_drawn: true,
        write: |film| Ok(svg::film_svg(film).into_bytes()),
    },
    FilmFormat {
        name: "cast",
        ending: "cast",
        is_text: true,
        is_drawn: false,
        write: |film| Ok(cast::cast(film, cast::Version::Two).into_bytes()),
    },
    FilmFormat {
        name: "cast3",
        ending: "cast",
        is_text: true,
        is_drawn: false,
        write: |film| Ok(cast::cast(film, cast::Version::Three).into_bytes()),
    },
];

impl FilmFormat {
    /// The bytes of `film`.
    ///
    /// # Errors
    /// Why it cannot be written, as a sentence.
    pub fn write(&self, film: &Film<'_>) -> Result<Vec<u8>, String> {
        (self.write)(film)
    }
}
