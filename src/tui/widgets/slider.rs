//! One slider in a row: name, track, value. Shared by every pane of levers.
//!
//! Must not compute a result or round a number.

use crate::text::Style;
use crate::tui::{
    Slider, State, Target,
    theme::Role,
    widgets::{
        figure,
        painter::{Painter, column},
        track::{EIGHTHS, column_at, track},
    },
};
use ratatui::layout::Rect;

/// Draws the track of `slider` in `area`, with the baseline's value and a limit as ticks.
pub(crate) fn draw_track(
    painter: &mut Painter<'_>,
    area: Rect,
    slider: &Slider,
    ticks: Ticks,
    at_cursor: bool,
) {
    let fill = if at_cursor {
        Role::FillCursor
    } else {
        Role::Fill
    };
    painter.fill(area, "·", Role::Track);
    for (tick, glyph, role) in [
        (ticks.limit, "┆", Role::Limit),
        (ticks.baseline, "◆", Role::Dim),
    ] {
        if let Some(value) = tick {
            let at = column_at(value / slider.top, area.width);
            painter.put(column(area, at, 1), glyph, role);
        }
    }
    let (whole, eighths) = track(slider.value / slider.top, area.width);
    let rest = column(area, whole, 1);
    if at_cursor {
        painter.fill(column(area, 0, whole), "█", fill);
        painter.put(rest, EIGHTHS[usize::from(eighths)], fill);
    } else {
        // The slider at the cursor is the one that stands out; the others are lines, to half a column.
        painter.fill(column(area, 0, whole), "━", fill);
        let half = match eighths {
            0 => "",
            1..=5 => "╸",
            _ => "━",
        };
        painter.put(rest, half, fill);
    }
    painter.hit(area, Target::Track(slider.input));
}

/// Marks on a track.
#[derive(Clone, Copy, Default)]
pub(crate) struct Ticks {
    /// Where the baseline has it, if elsewhere.
    pub(crate) baseline: Option<f64>,
    /// What it should not exceed.
    pub(crate) limit: Option<f64>,
}

impl Ticks {
    /// The baseline's value where it differs.
    pub(crate) fn of(slider: &Slider, baseline: Option<f64>) -> Self {
        let baseline = baseline.filter(|&value| value != slider.value && value <= slider.top);
        Self {
            baseline,
            limit: None,
        }
    }
}

/// A row of `name  ████····  value`, for panes that list a few levers.
pub(crate) fn draw_row(
    painter: &mut Painter<'_>,
    area: Rect,
    name: &str,
    slider: &Slider,
    ticks: Ticks,
    at_cursor: bool,
) {
    let name_width = (area.width * 2 / 5).clamp(9, 16);
    let value_width = 7;
    let role = if at_cursor { Role::Cursor } else { Role::Text };
    painter.put_cut(column(area, 0, name_width), name, role);
    let track_width = area.width.saturating_sub(name_width + value_width + 2);
    draw_track(
        painter,
        column(area, name_width + 1, track_width),
        slider,
        ticks,
        at_cursor,
    );
    let value = figure::fitting(painter.words, value_width, |words| {
        words.format(slider.value, slider.unit, Style::Lever)
    });
    painter.put_right(area, &value, Role::Value);
}

/// Whether the cursor is on `slider`.
pub(crate) fn at_cursor(state: &State, slider: &Slider) -> bool {
    state.input_at_cursor() == Some(slider.input)
}
