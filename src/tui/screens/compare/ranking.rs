//! Which plan is better at what: every plan a letter on a line from the worst to the best of them.
//!
//! Must not compute a result or round a number.

use crate::model::Figure;
use crate::tui::{
    Pane, State, Target,
    screens::compare::plans::letter,
    theme::Role,
    widgets::{
        first_shown,
        painter::{Painter, column, cut_left, row},
        track::column_at,
    },
};
use ratatui::layout::Rect;

pub(crate) fn title(_: &Painter<'_>, _: &State) -> String {
    "Which plan is better at what".into()
}

pub(crate) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    let contests = state.ranked_figures();
    let name = match area.width {
        0..=49 => (area.width * 2 / 5).max(8),
        _ => 28,
    };
    let head = cut_left(row(area, 0), name + 1);
    painter.put(head, "worst", Role::Dim);
    painter.put_right(head, "best", Role::Dim);
    let room = usize::from(area.height.saturating_sub(1));
    let at = state.row(Pane::Ranking);
    let first = first_shown(at, contests.len(), room);
    for (index, &figure) in contests.iter().enumerate().skip(first).take(room) {
        let line = row(area, (index - first) as u16 + 1);
        painter.hit(line, Target::Row(Pane::Ranking, index));
        let is_at_cursor = index == at && state.pane() == Pane::Ranking;
        let role = if is_at_cursor {
            Role::Cursor
        } else {
            Role::Text
        };
        painter.put_cut(column(line, 0, name), figure.spec().label, role);
        draw_line(painter, cut_left(line, name + 1), state, figure);
    }
    contests.len().saturating_sub(room)
}

/// A plan, and how far it is from the worst (0) to the best (1).
type Place = (usize, f64);

fn draw_line(painter: &mut Painter<'_>, track: Rect, state: &State, figure: Figure) {
    let places = places(state, figure, track.width);
    if places.is_empty() {
        painter.put_cut(track, "equal", Role::Dim);
        return;
    }
    painter.fill(track, "·", Role::Track);
    for (plan, x) in spread(&places, track.width) {
        let role = if plan == state.plan_index() {
            Role::Cursor
        } else if plan == state.base() {
            Role::Focus
        } else {
            Role::Value
        };
        let place = column(track, x, 1);
        painter.put(place, letter(plan).encode_utf8(&mut [0; 4]), role);
        painter.hit(
            place,
            Target::Plan(
                Pane::Ranking,
                row_of(state, figure),
                state.document.ids()[plan],
            ),
        );
    }
}

fn row_of(state: &State, figure: Figure) -> usize {
    state
        .ranked_figures()
        .iter()
        .position(|&known| known == figure)
        .unwrap_or(0)
}

/// Where the plans lie, the worst first; none where all are alike. Where there are more than there is
/// room for, the plan that is shown and the base are among those that are left.
fn places(state: &State, figure: Figure, room: u16) -> Vec<Place> {
    let Some(better) = figure.spec().better else {
        return Vec::new();
    };
    let values = state.in_all_plans(figure);
    if !state.best_at(figure, &values).contains(&true) {
        return Vec::new();
    }
    let unit = figure.spec().unit;
    let merits: Vec<f64> = values
        .iter()
        .map(|&value| better.merit(unit, value))
        .collect();
    let known = || merits.iter().copied().filter(|merit| merit.is_finite());
    let (worst, best) = (
        known().fold(f64::INFINITY, f64::min),
        known().fold(f64::NEG_INFINITY, f64::max),
    );
    let mut order: Vec<usize> = (0..values.len())
        .filter(|&plan| !merits[plan].is_nan())
        .collect();
    order.sort_by_key(|&plan| (plan != state.plan_index(), plan != state.base()));
    order.truncate(usize::from(room));
    order.sort_by(|&a, &b| merits[a].total_cmp(&merits[b]).then(a.cmp(&b)));
    let fraction = |plan: usize| match merits[plan] {
        merit if merit.is_infinite() => 0.0,
        merit if best > worst => (merit - worst) / (best - worst),
        _ => 1.0,
    };
    order
        .into_iter()
        .map(|plan| (plan, fraction(plan)))
        .collect()
}

/// The column of each plan: letters that would meet stand beside each other in their order.
fn spread(places: &[Place], width: u16) -> Vec<(usize, u16)> {
    let mut columns: Vec<u16> = Vec::with_capacity(places.len());
    for &(_, fraction) in places {
        let after = columns.last().map_or(0, |last| last + 1);
        columns.push(column_at(fraction, width).max(after));
    }
    let mut end = width;
    for column in columns.iter_mut().rev() {
        *column = (*column).min(end.saturating_sub(1));
        end = *column;
    }
    places.iter().map(|&(plan, _)| plan).zip(columns).collect()
}
