//! The plan that is shown against the base, draw by draw: how often it is better, and how far apart they are.
//!
//! Must not compute a result or round a number.

use crate::model::simulate::{METRICS, MetricSpec, Paired};
use crate::text::Style;
use crate::tui::{
    Pane, State, Target,
    screens::compare::plans::letter,
    theme::Role,
    widgets::{
        first_shown,
        painter::{Painter, column, cut_left, row, width},
        track::column_at,
    },
};
use ratatui::layout::Rect;

pub(crate) fn title(_: &Painter<'_>, state: &State) -> String {
    let (one, other) = (letter(state.plan_index()), letter(state.base()));
    match one == other {
        true => "Draw by draw".into(),
        false => format!("{one} against {other}, draw by draw"),
    }
}

/// `all draws`, with a gap.
const SHARE: u16 = 10;
/// `+690 m to +1.21 bn`, with a gap.
const GAP: u16 = 20;
/// A percentile is off by more than the mean, up to twice as much.
const ERROR_OF_PERCENTILE: f64 = 2.0;

pub(crate) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    let missing = if !state.is_uncertain() {
        Some("no input is uncertain: every draw is the plan")
    } else if state.plan_index() == state.base() {
        Some("the others are compared with this plan: ← → choose another")
    } else {
        None
    };
    if let Some(text) = missing {
        for (y, line) in crate::tui::widgets::painter::wrapped(text, area.width)
            .iter()
            .enumerate()
        {
            painter.put_cut(row(area, y as u16), line, Role::Dim);
        }
        return 0;
    }
    let name = area.width.saturating_sub(SHARE + GAP).clamp(8, 22);
    let versus = state.head_to_head();
    let head = row(area, 0);
    painter.put_right(column(head, name, SHARE), "better", Role::Dim);
    let gap = match versus.and_then(|rows| rows.iter().flatten().next()) {
        Some(known) => format!("8 in 10 of {}", painter.words.people(known.n_draws as f64)),
        None => "8 in 10 draws".into(),
    };
    let gap_place = cut_left(head, name + SHARE);
    if width(&gap) < gap_place.width {
        painter.put_right(gap_place, &gap, Role::Dim);
    }
    let room = usize::from(area.height.saturating_sub(1));
    let at = state.row(Pane::HeadToHead);
    let looked_at = state.head_to_head_metric();
    let cursor = METRICS
        .iter()
        .position(|row| looked_at == Some(row.metric))
        .unwrap_or(at);
    let first = first_shown(cursor, METRICS.len(), room);
    for (index, spec) in METRICS.iter().enumerate().skip(first).take(room) {
        let line = row(area, (index - first) as u16 + 1);
        painter.hit(line, Target::Row(Pane::HeadToHead, index));
        let role = match looked_at == Some(spec.metric) {
            true if state.pane() == Pane::HeadToHead => Role::Cursor,
            true => Role::Headline,
            false => Role::Text,
        };
        painter.put_cut(column(line, 0, name), spec.label, role);
        let rest = cut_left(line, name);
        match versus {
            None => {
                painter.put_right(column(rest, 0, SHARE), "…", Role::Dim);
            }
            Some(rows) => draw_row(painter, rest, spec, rows[index].as_ref()),
        }
    }
    METRICS.len().saturating_sub(room)
}

fn draw_row(painter: &mut Painter<'_>, rest: Rect, spec: &MetricSpec, versus: Option<&Paired>) {
    let share = column(rest, 0, SHARE);
    let Some(versus) = versus else {
        painter.put_right(share, "–", Role::Dim);
        return;
    };
    if versus.equal == 1.0 {
        painter.put_right(share, "equal", Role::Dim);
        return;
    }
    let role = if versus.beats > versus.loses {
        Role::Gain
    } else {
        Role::Loss
    };
    let likely = painter.words.likelihood(versus.beats, versus.n_draws);
    painter.put_right(share, &likely, role);
    let kind = spec.unit;
    let error = ERROR_OF_PERCENTILE * versus.standard_error;
    let [low, high] =
        [versus.p10, versus.p90].map(|gap| painter.words.format(gap, kind, Style::Gap(error)));
    let text = format!("{low} to {high}");
    let place = cut_left(rest, SHARE);
    let used = width(&text) + 1;
    if used <= place.width {
        painter.put_right(place, &text, Role::Value);
        let room = place.width.saturating_sub(used.max(GAP + 2) + 3);
        draw_bar(painter, column(place, 2, room), versus);
    }
}

/// How the draws are shared out: better, and worse; between them, equal.
fn draw_bar(painter: &mut Painter<'_>, bar: Rect, versus: &Paired) {
    if bar.width < 6 {
        return;
    }
    painter.fill(bar, "·", Role::Track);
    let beats = column_at(versus.beats, bar.width + 1);
    let loses = column_at(versus.loses, bar.width + 1);
    painter.fill(column(bar, 0, beats), "█", Role::Gain);
    painter.fill(
        cut_left(bar, bar.width.saturating_sub(loses)),
        "░",
        Role::Loss,
    );
}
