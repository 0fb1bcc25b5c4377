//! Putting text and glyphs into cells, always inside the area given and inside the buffer.
//!
//! Every text is made safe here on its way to a cell. Must not know what a text means.

use crate::safe::{is_forbidden, is_plain, safe};
use crate::text::Words;
use crate::tui::{
    Hit, Target,
    theme::{self, Look, Role, ascii},
};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The buffer being drawn, how to draw, and what can be clicked.
pub(crate) struct Painter<'a> {
    buffer: &'a mut Buffer,
    look: &'a Look,
    /// How numbers are written.
    pub(crate) words: Words<'a>,
    hits: Vec<Hit>,
}

impl<'a> Painter<'a> {
    pub(crate) fn new(buffer: &'a mut Buffer, look: &'a Look, words: Words<'a>) -> Self {
        Self {
            buffer,
            look,
            words,
            hits: Vec::with_capacity(96),
        }
    }

    /// The whole screen.
    pub(crate) fn screen(&self) -> Rect {
        self.buffer.area
    }

    /// Sweeps the finished buffer and returns what can be clicked.
    pub(crate) fn finish(self) -> Vec<Hit> {
        for cell in &mut self.buffer.content {
            let symbol = cell.symbol();
            if matches!(symbol.as_bytes(), [b' '..=b'~']) {
                continue;
            }
            if symbol.chars().any(is_forbidden) {
                // Every text is made safe on its way to a cell, so this is only a second wall.
                debug_assert!(false, "{symbol:?} reached a cell");
                cell.set_symbol("\u{fffd}");
            } else if self.look.is_ascii() {
                let stand_in = ascii(symbol);
                cell.set_symbol(stand_in);
            }
        }
        self.hits
    }

    /// Declares that a click in `area` means `target`; the last declared wins.
    pub(crate) fn hit(&mut self, area: Rect, target: Target) {
        let area = area.intersection(self.buffer.area);
        if !area.is_empty() {
            self.hits.push(Hit { area, target });
        }
    }

    /// Writes `text` from the left of the first row of `area`; returns the columns used.
    pub(crate) fn put(&mut self, area: Rect, text: &str, role: Role) -> u16 {
        let area = area.intersection(self.buffer.area);
        if area.is_empty() {
            return 0;
        }
        let style = self.look.style(role);
        let row = usize::from(area.y - self.buffer.area.y) * usize::from(self.buffer.area.width);
        let start = row + usize::from(area.x - self.buffer.area.x);
        let room = usize::from(area.width);
        if text.chars().all(is_plain) {
            let mut n_columns = 0;
            for (cell, c) in self.buffer.content[start..start + room]
                .iter_mut()
                .zip(text.chars())
            {
                cell.reset();
                cell.set_char(c).set_style(style);
                n_columns += 1;
            }
            return n_columns;
        }
        let mut used = 0;
        for cluster in safe(text).graphemes(true) {
            let width = cluster.width();
            if width == 0 {
                continue;
            }
            if used + width > room {
                break;
            }
            let cells = &mut self.buffer.content[start + used..start + used + width];
            for (index, cell) in cells.iter_mut().enumerate() {
                // What follows a wide cluster is empty, so that no terminal draws there twice.
                cell.reset();
                cell.set_symbol(if index == 0 { cluster } else { " " })
                    .set_style(style);
            }
            used += width;
        }
        used as u16
    }

    /// Writes `text` so that it ends at the right of the first row of `area`.
    pub(crate) fn put_right(&mut self, area: Rect, text: &str, role: Role) -> u16 {
        let width = width(text).min(area.width);
        let shift = area.width - width;
        self.put(
            Rect {
                x: area.x + shift,
                width,
                ..area
            },
            text,
            role,
        )
    }

    /// Writes `text`, cut with `…` where it does not fit.
    pub(crate) fn put_cut(&mut self, area: Rect, text: &str, role: Role) -> u16 {
        if width(text) <= area.width {
            return self.put(area, text, role);
        }
        let shorter = Rect {
            width: area.width.saturating_sub(1),
            ..area
        };
        let used = self.put(shorter, text, role);
        used + self.put(cut_left(area, used), "…", role)
    }

    /// Fills the first row of `area` with a glyph one column wide.
    pub(crate) fn fill(&mut self, area: Rect, glyph: &str, role: Role) {
        let area = area.intersection(self.buffer.area);
        let style = self.look.style(role);
        for x in area.left()..area.right() {
            if let Some(cell) = self.buffer.cell_mut((x, area.y)) {
                // A style only adds to what is there: a dim axis must not dim the bar drawn over it.
                cell.reset();
                cell.set_symbol(glyph).set_style(style);
            }
        }
    }

    /// Whether the first cell of `area` shows `glyph`.
    pub(crate) fn shows(&self, area: Rect, glyph: &str) -> bool {
        let cell = self.buffer.cell((area.x, area.y));
        !area.is_empty() && cell.is_some_and(|cell| cell.symbol() == glyph)
    }

    /// Draws the style of the cells of `area` with light and dark swapped.
    pub(crate) fn reverse(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    theme::swap(cell);
                }
            }
        }
    }

    /// Empties `area`.
    pub(crate) fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                }
            }
        }
    }

    /// Says at the bottom of a frame how many things had no room, and what makes room.
    pub(crate) fn more(&mut self, area: Rect, left_out: usize, remedy: &str) {
        if left_out > 0 && area.height > 2 {
            let bottom = column(row(area, area.height - 1), 2, area.width.saturating_sub(4));
            self.put_right(bottom, &format!(" {left_out} more{remedy} "), Role::Dim);
        }
    }

    /// Says something at the top right of a frame: the first of `texts` that fits beside the title.
    pub(crate) fn note(&mut self, area: Rect, title: &str, texts: &[String]) {
        let top = cut_left(row(area, 0), width(title) + 5);
        let top = column(top, 0, top.width.saturating_sub(2));
        let fitting = texts.iter().find(|text| width(text) + 2 <= top.width);
        if let Some(text) = fitting {
            self.put_right(top, &format!(" {text} "), Role::Dim);
        }
    }

    /// A box with a title; returns the area inside.
    pub(crate) fn frame(&mut self, area: Rect, title: &str, focused: bool) -> Rect {
        if area.width < 2 || area.height < 2 {
            return Rect {
                width: 0,
                height: 0,
                ..area
            };
        }
        let role = if focused { Role::Focus } else { Role::Border };
        let top = row(area, 0);
        let bottom = row(area, area.height - 1);
        self.fill(top, "─", role);
        self.fill(bottom, "─", role);
        for y in 1..area.height - 1 {
            let line = row(area, y);
            self.put(line, "│", role);
            self.put(column(line, area.width - 1, 1), "│", role);
        }
        for (line, left, right) in [(top, "╭", "╮"), (bottom, "╰", "╯")] {
            self.put(line, left, role);
            self.put(column(line, area.width - 1, 1), right, role);
        }
        let title_role = if focused { Role::Focus } else { Role::Title };
        if !title.is_empty() && area.width > 4 {
            let used = self.put_cut(column(top, 2, area.width - 4), title, title_role);
            self.put(column(top, 1, 1), " ", role);
            self.put(column(top, 2 + used, 1), " ", role);
        }
        Rect {
            x: area.x + 1,
            y: area.y + 1,
            width: area.width - 2,
            height: area.height - 2,
        }
    }
}

/// The columns `text` takes once it is safe.
pub(crate) fn width(text: &str) -> u16 {
    if text.chars().all(is_plain) {
        return text.chars().count().min(usize::from(u16::MAX)) as u16;
    }
    safe(text).width().min(usize::from(u16::MAX)) as u16
}

/// Row `y` of `area`; empty when there is none.
pub(crate) fn row(area: Rect, y: u16) -> Rect {
    let height = u16::from(y < area.height);
    Rect {
        y: area.y.saturating_add(y),
        height,
        ..area
    }
}

/// `width` columns of `area` from column `x`, as far as there are any.
pub(crate) fn column(area: Rect, x: u16, width: u16) -> Rect {
    let x = x.min(area.width);
    Rect {
        x: area.x + x,
        width: width.min(area.width - x),
        ..area
    }
}

/// What is left of `area` after `used` columns.
pub(crate) fn cut_left(area: Rect, used: u16) -> Rect {
    column(area, used, area.width)
}

/// `text` in lines of at most `columns` columns, broken between words.
pub(crate) fn wrapped(text: &str, columns: u16) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let Some(line) = lines.last_mut() else { break };
        if line.is_empty() {
            line.push_str(word);
        } else if width(line) + 1 + width(word) <= columns {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}
