//! A figure in a pane: its name, its value, and its change against the baseline.

use super::look::Role;
use super::painter::{Painter, column, row, width};
use super::words::Words;
use ratatui::layout::Rect;

/// One figure.
pub(super) struct Figure {
    /// Its name; shorter ones for narrow cells follow after `|`.
    label: String,
    value: String,
    change: Option<(bool, String)>,
    loud: bool,
}

/// How a kind of figure is written.
pub(super) type Shown<'a> = fn(&Words<'a>, f64) -> String;

impl Figure {
    /// A figure and the same of the baseline.
    pub(super) fn new<'a>(
        words: &Words<'a>,
        label: impl Into<String>,
        shown: Shown<'a>,
        now: f64,
        before: f64,
    ) -> Self {
        let text = words.change(now - before, shown);
        Self {
            label: label.into(),
            value: shown(words, now),
            change: text.map(|text| (now > before, text)),
            loud: false,
        }
    }

    /// From one value to another, with the change of the latter against the baseline.
    pub(super) fn pair<'a>(
        words: &Words<'a>,
        label: &str,
        shown: Shown<'a>,
        (from, to): (f64, f64),
        baseline_to: f64,
    ) -> Self {
        let mut figure = Self::new(words, label, shown, to, baseline_to);
        figure.value = format!("{} → {}", shown(words, from), figure.value);
        figure
    }

    /// The figure its pane is about.
    pub(super) fn loud(mut self) -> Self {
        self.loud = true;
        self
    }
}

/// A cell narrower than this shows the direction of a change, not its size.
const ROOM_FOR_CHANGES: u16 = 27;
/// A column of figures that is comfortable to read, the narrowest there is, and the widest.
const COMFORTABLE: u16 = 28;
const NARROWEST: u16 = 18;
const WIDEST: u16 = 52;
/// Columns for a change.
const CHANGE: u16 = 10;

/// Draws as many figures as fit, column by column, and returns how many did not.
pub(super) fn draw(painter: &mut Painter<'_>, area: Rect, figures: &[Figure]) -> usize {
    if area.is_empty() {
        return figures.len();
    }
    let columns = columns(area, figures.len());
    let wanted = figures.len().div_ceil(usize::from(columns));
    let rows = wanted.min(usize::from(area.height));
    let cell_width = (area.width / columns).min(WIDEST);
    for (index, figure) in figures.iter().take(rows * usize::from(columns)).enumerate() {
        let (across, down) = ((index / rows) as u16, (index % rows) as u16);
        let gap = u16::from(across + 1 < columns) * 2;
        let cell = column(row(area, down), across * cell_width, cell_width - gap);
        draw_one(painter, cell, figure);
    }
    figures.len().saturating_sub(rows * usize::from(columns))
}

/// As few columns as hold all the figures, and no more than can be read.
fn columns(area: Rect, figures: usize) -> u16 {
    let wanted = figures.div_ceil(usize::from(area.height)).min(3) as u16;
    let comfortable = (area.width / COMFORTABLE).max(1);
    let tightest = (area.width / NARROWEST).clamp(1, 2);
    wanted.clamp(1, comfortable.max(tightest))
}

fn draw_one(painter: &mut Painter<'_>, cell: Rect, figure: &Figure) {
    let role = if figure.loud {
        Role::Headline
    } else {
        Role::Value
    };
    let change_width = if cell.width >= ROOM_FOR_CHANGES {
        CHANGE
    } else {
        2
    };
    let value_width = width(&figure.value);
    let figures = column(cell, 0, cell.width.saturating_sub(change_width));
    let room = figures.width.saturating_sub(value_width + 1);
    let label = figure.label.split('|').find(|label| width(label) <= room);
    let shortest = figure.label.rsplit('|').next().unwrap_or_default();
    painter.put_cut(
        column(figures, 0, room),
        label.unwrap_or(shortest),
        Role::Dim,
    );
    painter.put_right(figures, &figure.value, role);
    let Some((up, text)) = &figure.change else {
        return;
    };
    let (glyph, role) = if *up {
        ("▲", Role::Gain)
    } else {
        ("▼", Role::Loss)
    };
    let change = column(cell, figures.width + 1, change_width - 1);
    painter.put(change, glyph, role);
    if change_width > 2 {
        painter.put_cut(column(change, 1, change_width), text, role);
    }
}
