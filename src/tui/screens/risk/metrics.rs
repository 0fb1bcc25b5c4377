//! The figures a simulation follows: what the plan says, and where 8 of 10 draws lie.
//!
//! Must not compute a result or round a number.

use crate::model::simulate::{METRICS, MetricSpec};
use crate::text::Style;
use crate::tui::{
    Pane, Range, State, Target,
    theme::Role,
    widgets::{
        figure, first_shown,
        painter::{Painter, column, row},
    },
};
use ratatui::layout::Rect;

pub(crate) fn title(painter: &Painter<'_>, _: &State) -> String {
    let currency = painter.words.currency_sign();
    format!("Figures, {}", currency.trim_end())
}

/// Columns of the plan's own figure, and of each end of the range.
const FIGURE: u16 = 9;

pub(crate) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    let ends = if area.width >= 44 { 2 } else { 0 };
    let name = area.width.saturating_sub(FIGURE * (1 + ends));
    let head = row(area, 0);
    painter.put_right(column(head, name, FIGURE), "plan", Role::Dim);
    if ends > 0 {
        for (index, text) in ["P10", "P90"].into_iter().enumerate() {
            let x = name + FIGURE * (1 + index as u16);
            painter.put_right(column(head, x, FIGURE), text, Role::Dim);
        }
    }
    let room = usize::from(area.height.saturating_sub(1));
    let first = first_shown(state.row(Pane::Metrics), METRICS.len(), room);
    for (index, spec) in METRICS.iter().enumerate().skip(first).take(room) {
        let line = row(area, (index - first) as u16 + 1);
        painter.hit(line, Target::Row(Pane::Metrics, index));
        let role = if index == state.row(Pane::Metrics) {
            Role::Cursor
        } else {
            Role::Text
        };
        painter.put_cut(column(line, 0, name.saturating_sub(1)), spec.label, role);
        draw_figures(
            painter,
            column(line, name, area.width),
            state,
            spec,
            ends > 0,
        );
    }
    METRICS.len().saturating_sub(room)
}

fn draw_figures(
    painter: &mut Painter<'_>,
    line: Rect,
    state: &State,
    spec: &MetricSpec,
    with_range: bool,
) {
    let kind = spec.unit;
    let plan = spec.metric.of(state.outcome());
    figure::put(painter, column(line, 0, FIGURE), kind, plan, Role::Value);
    if !with_range {
        return;
    }
    let ends = match state.range(spec.metric) {
        Range::Certain => return,
        Range::Awaited => ["…".to_owned(), "…".to_owned()],
        Range::Known { low, high, error } => {
            [low, high].map(|end| painter.words.format(end, kind, Style::Estimate(error)))
        }
    };
    for (index, end) in ends.iter().enumerate() {
        let place = column(line, FIGURE * (1 + index as u16), FIGURE);
        painter.put_right(place, end, Role::Dim);
    }
}
