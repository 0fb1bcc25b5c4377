//! Writes a film as asciicast, the format of asciinema, with only the changed cells of each frame.
//!
//! Captions are in two rows below the screen, and also markers. The text depends on the film alone, not
//! on the machine or the time.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use crate::demo::film::{Film, Frame};
use crate::picture::ansi::rendition;

/// The number of rows below the screen for captions.
const CAPTION_ROWS: u16 = 2;

/// The version of the asciicast format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Version {
    /// Times are absolute; read by all players.
    Two,
    /// Times are relative to the previous event.
    Three,
}

/// Writes the lines of an asciicast.
struct CastWriter {
    version: Version,
    text: String,
    /// The time of the previous event.
    last: u32,
}

/// Returns `film` as asciicast.
pub(crate) fn cast(film: &Film<'_>, version: Version) -> String {
    let captioned = film.frames.captioned;
    let size = film
        .frames
        .list()
        .first()
        .map_or(film.frames.size, |first| {
            let cells = compose(first, captioned);
            (cells.area.width, cells.area.height)
        });
    let mut cast = CastWriter {
        version,
        text: header(film, version, size).to_string() + "\n",
        last: 0,
    };
    // The current contents of the terminal.
    let mut shown = Buffer::empty(Rect::new(0, 0, size.0, size.1));
    let mut last_caption = "";
    cast.event(0, "o", "\u{1b}[?25l\u{1b}[?7l\u{1b}[0m\u{1b}[2J");
    for frame in film.frames.list() {
        let caption = frame.overlay.caption.as_str();
        if caption != last_caption && !caption.is_empty() {
            cast.event(frame.at, "m", caption);
        }
        last_caption = caption;
        let wanted = compose(frame, captioned);
        let area = wanted.area;
        let mut output = String::new();
        if area != shown.area {
            cast.event(frame.at, "r", &format!("{}x{}", area.width, area.height));
            shown = Buffer::empty(area);
            output.push_str("\u{1b}[0m\u{1b}[2J");
        }
        paint(&mut output, &shown.diff(&wanted));
        cast.event(frame.at, "o", &output);
        shown = wanted;
    }
    cast.event(film.frames.length, "o", "\u{1b}[0m");
    cast.text
}

fn header(film: &Film<'_>, version: Version, (columns, rows): (u16, u16)) -> Value {
    let (foreground, background, named) = film.palette.all();
    let named: Vec<String> = named.iter().map(ToString::to_string).collect();
    let theme = json!({
        "fg": foreground.to_string(), "bg": background.to_string(), "palette": named.join(":"),
    });
    let title = format!("{} · {}", film.title, film.description);
    let command = film.software;
    match version {
        Version::Two => json!({
            "version": 2, "width": columns, "height": rows, "title": title, "command": command,
            "env": { "TERM": "xterm-256color" }, "theme": theme,
        }),
        Version::Three => json!({
            "version": 3, "title": title, "command": command,
            "term": { "cols": columns, "rows": rows, "type": "xterm-256color", "theme": theme },
        }),
    }
}

impl CastWriter {
    fn event(&mut self, at: u32, kind: &str, data: &str) {
        if data.is_empty() {
            return;
        }
        let time = match self.version {
            Version::Two => at,
            Version::Three => at - self.last,
        };
        self.last = at;
        let (seconds, hundredths) = (time / 100, time % 100);
        let data = Value::from(data);
        let _ = writeln!(self.text, "[{seconds}.{hundredths:02},\"{kind}\",{data}]");
    }
}

/// Returns the cells of a frame, with the caption rows.
fn compose(frame: &Frame, captioned: bool) -> Buffer {
    let screen = frame.cells();
    if !captioned {
        return screen;
    }
    let Rect { width, height, .. } = screen.area;
    let mut cells = Buffer::empty(Rect::new(0, 0, width, height + CAPTION_ROWS));
    cells.content[..screen.content.len()].clone_from_slice(&screen.content);
    let plain = Style::new();
    let dim = plain.add_modifier(Modifier::DIM);
    cells.set_string(0, height, "─".repeat(usize::from(width)), dim);
    let line = height + 1;
    let overlay = &frame.overlay;
    if !overlay.caption.is_empty() && width > 3 {
        let room = usize::from(width - 3);
        cells.set_string(1, line, "▌", plain.fg(Color::Cyan));
        let bold = plain.add_modifier(Modifier::BOLD);
        cells.set_stringn(3, line, &overlay.caption, room, bold);
    }
    if let Some(left) = usize::from(width).checked_sub(overlay.keys.width() + 2) {
        cells.set_string(left as u16, line, &overlay.keys, dim);
    }
    cells
}

/// Writes cells, without assuming a cursor position or style.
fn paint(out: &mut String, updates: &[(u16, u16, &Cell)]) {
    let (mut next, mut style) = (None, String::new());
    for (x, y, cell) in updates {
        if next != Some((*x, *y)) {
            let _ = write!(out, "\u{1b}[{};{}H", y + 1, x + 1);
        }
        let wanted = rendition(cell);
        if wanted != style {
            let _ = write!(out, "\u{1b}[{wanted}m");
            style = wanted;
        }
        out.push_str(cell.symbol());
        next = Some((x + cell.symbol().width().max(1) as u16, *y));
    }
}
