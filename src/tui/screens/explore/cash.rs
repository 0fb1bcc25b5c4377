//! The cash curve: cumulative net cash by quarter, its lowest point and its payback.
//!
//! Must not compute a result or round a number.

use crate::model::defined;
use crate::tui::{
    Pane, State, Target, View,
    theme::Role,
    widgets::{
        columns::{self, Band},
        painter::{Painter, row, width},
    },
};
use ratatui::layout::Rect;

pub(crate) fn title(painter: &Painter<'_>, state: &State) -> String {
    let words = painter.words;
    let savings = &state.outcome().savings;
    let mut title = format!("Net cash to date, {}", words.currency_sign().trim_end());
    if let Some(quarter) = state.cursor_in(Pane::Cash) {
        let label = state.scenario().start.plus(quarter);
        let value = state.outcome().quarters[quarter].cumulative;
        title += &format!(" · {label}: {}", words.amount(value));
    }
    if savings.peak_negative < 0.0 {
        title += &format!(" · low {}", words.rounded().amount(savings.peak_negative));
    }
    match defined(savings.payback_months) {
        Some(0.0) => {}
        Some(months) => title += &format!(" · payback {}", words.rounded().months(months)),
        None => title += " · no payback by the horizon",
    }
    if fan(state).is_some() {
        title += " · ◆ plan ─ median █ 8 in 10 draws";
    }
    title
}

pub(crate) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    let outcome = state.outcome();
    let values: Vec<f64> = outcome
        .quarters
        .iter()
        .map(|quarter| quarter.cumulative)
        .collect();
    let baseline: Vec<f64> = state
        .baseline()
        .outcome
        .quarters
        .iter()
        .map(|quarter| quarter.cumulative)
        .collect();
    let words = painter.words;
    let labels = Rect {
        height: area.height.saturating_sub(1),
        ..area
    };
    let plot = match fan(state) {
        Some(bands) => {
            let ends: Vec<f64> = bands
                .iter()
                .flat_map(|band| [band.low, band.high])
                .collect();
            let plot = columns::axis(painter, labels, &values, &ends, words);
            columns::fan(painter, plot, &bands, &values);
            plot
        }
        None => {
            let plot = columns::axis(painter, labels, &values, &baseline, words);
            columns::columns(painter, plot, &values, &baseline, Role::Bar);
            plot
        }
    };
    let marks = Marks::of(state);
    draw_labels(
        painter,
        plot,
        row(area, area.height.saturating_sub(1)),
        state,
        &marks,
    );
    0
}

/// Where 8 of 10 draws lie, quarter by quarter, where there is room to see it.
fn fan(state: &State) -> Option<Vec<Band>> {
    let odds = state
        .simulation()
        .filter(|_| state.view() == View::Timeline)?;
    let band = |band: &crate::model::simulate::Band| Band {
        low: band.p10,
        middle: band.p50,
        high: band.p90,
    };
    Some(odds.fan.iter().map(band).collect())
}

/// Quarters worth pointing at.
struct Marks {
    lowest: Option<usize>,
    payback: Option<usize>,
}

impl Marks {
    fn of(state: &State) -> Self {
        let savings = &state.outcome().savings;
        let payback = defined(savings.payback_months).filter(|&months| months > 0.0);
        Self {
            lowest: defined(savings.peak_negative_quarter).map(|quarter| quarter as usize),
            payback: payback.map(|months| (months / 3.0) as usize),
        }
    }
}

/// Quarters under the columns; the year where it begins, marks where they belong.
fn draw_labels(painter: &mut Painter<'_>, plot: Rect, line: Rect, state: &State, marks: &Marks) {
    let scenario = state.scenario();
    let (pane, selected) = match state.view() {
        View::Timeline => (Pane::Quarters, Some(state.row(Pane::Quarters))),
        _ => (Pane::Cash, state.cursor_in(Pane::Cash)),
    };
    let mut free = plot.x;
    let mut at_hand = None;
    for quarter in 0..scenario.horizon {
        let (left, right) = columns::span(plot, quarter, scenario.horizon);
        let slot = Rect {
            x: left,
            width: right - left,
            height: plot.height + 1,
            ..plot
        };
        painter.hit(slot, Target::Row(pane, quarter));
        let label = scenario.start.plus(quarter);
        if selected == Some(quarter) {
            at_hand = Some((left, label.to_string()));
        }
        if left < free {
            continue;
        }
        let lowest = marks.lowest == Some(quarter);
        let payback = marks.payback == Some(quarter);
        let room = right.saturating_sub(left);
        let marked = lowest || payback;
        let name = match (label.of_year(), room) {
            (_, 0..=4) if marked => String::new(),
            (_, 8..) => label.to_string(),
            (1, _) => label.year().to_string(),
            (quarter, 3..) => format!("Q{quarter}"),
            _ => continue,
        };
        let (mark, role) = match (lowest, payback) {
            (true, _) => ("↓", Role::Loss),
            (_, true) => ("✓", Role::Gain),
            _ => ("", Role::Dim),
        };
        let role = if selected == Some(quarter) {
            at_hand = None;
            Role::Cursor
        } else {
            role
        };
        let text = format!("{mark}{name}");
        let at = Rect {
            x: left,
            width: plot.right().saturating_sub(left),
            ..line
        };
        free = left + painter.put(at, &text, role) + 1;
    }
    // The quarter at the cursor is named also where there is no room for every name.
    if let Some((left, label)) = at_hand {
        let x = left.min(plot.right().saturating_sub(width(&label)));
        painter.put(Rect { x, ..line }, &label, Role::Cursor);
    }
}
