//! The picture below an answer: the best plans from little to the most, the way of a figure, or the
//! assumptions at the breaking point.
//!
//! Must not compute a result or round a number.

use crate::model::{
    Unit, defined,
    solve::{Objective, Point, Stress},
};
use crate::text::Style;
use crate::tui::{
    Pane, SolveFor, State, Target,
    screens::solve::curve,
    theme::Role,
    widgets::{
        columns, first_shown,
        painter::{Painter, column, cut_left, row, width},
    },
};
use ratatui::layout::Rect;

pub(crate) fn title(painter: &Painter<'_>, state: &State) -> String {
    let (scenario, form) = (state.scenario(), state.solver_form());
    match form.solve_for {
        SolveFor::Cuts => format!(
            "Frontier: {} against {}, {}",
            form.least.spec().label,
            form.target.figure().label(scenario),
            painter.words.currency_sign().trim_end()
        ),
        SolveFor::Input => format!(
            "{} against {}",
            form.figure.label(scenario),
            form.input.named(scenario)
        ),
        SolveFor::Failure => "What would have to be so · bars are shares of the way".into(),
    }
}

pub(crate) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    match state.solver_form().solve_for {
        SolveFor::Cuts => draw_frontier(painter, area, state),
        SolveFor::Input => curve::draw(painter, area, state),
        SolveFor::Failure => return draw_moved(painter, area, state),
    }
    0
}

fn draw_frontier(painter: &mut Painter<'_>, area: Rect, state: &State) {
    let points = &state.frontier().points;
    let (Some(at), true) = (state.point(), area.height >= 4) else {
        painter.put_cut(row(area, 0), "nothing of it can be reached", Role::Dim);
        return;
    };
    put_point(painter, row(area, 0), state, &points[at]);
    let kind = state.solver_form().least.spec().unit;
    let plans = state.plan_points();
    let last = points[points.len() - 1].reach;
    let in_sight = plans.iter().filter(|(x, _)| *x <= last * 1.02);
    let highest = points.iter().filter_map(|point| defined(point.harm));
    let highest = highest.chain(in_sight.filter_map(|(_, y)| defined(*y)));
    let highest = highest.fold(0.0, f64::max);
    let label = painter.words.rounded().format(highest, kind, Style::Bare);
    let side = (width(&label) + 1).min(area.width / 3);
    let plot = Rect {
        x: area.x + side,
        y: area.y + 1,
        width: area.width - side,
        height: area.height - 2,
    };
    let edge = column(area, 0, side.saturating_sub(1));
    painter.put_right(row(edge, 1), &label, Role::Dim);
    painter.put_right(row(edge, area.height - 2), "0", Role::Dim);
    put_bars(painter, plot, state, at, highest);
    // Points are evenly apart, the first a step from nothing.
    let place = |&(x, y): &(f64, f64)| (x / last - 0.5 / points.len() as f64, y / highest);
    for plan in plans {
        columns::dot(painter, plot, place(plan), "●", Role::Text);
    }
    if let Some(own) = plans.get(state.plan_index()) {
        columns::dot(painter, plot, place(own), "◆", Role::Headline);
    }
    put_scale(painter, row(area, area.height - 1), plot, points, at);
}

/// A bar for each point, the current one standing out.
fn put_bars(painter: &mut Painter<'_>, plot: Rect, state: &State, at: usize, highest: f64) {
    let points = &state.frontier().points;
    for (index, point) in points.iter().enumerate() {
        let (left, right) = columns::span(plot, index, points.len());
        let slot = Rect {
            x: left,
            width: right - left,
            ..plot
        };
        painter.hit(slot, Target::Row(Pane::Frontier, index));
        let role = if index == at {
            Role::FillCursor
        } else {
            Role::Bar
        };
        let bar = Rect {
            width: slot.width.saturating_sub(u16::from(slot.width > 2)),
            ..slot
        };
        let share = defined(point.harm / highest).unwrap_or(0.0);
        columns::rise(
            painter,
            bar,
            plot.height,
            share * f64::from(plot.height),
            role,
        );
    }
}

/// A point in words: what it costs first.
fn put_point(painter: &mut Painter<'_>, line: Rect, state: &State, point: &Point) {
    let words = painter.words.rounded();
    let unit = state.solver_form().target.figure().spec().unit;
    let mut parts = vec![format!(
        "{}:",
        words.format(point.reached, unit, Style::Result)
    )];
    if state.solver_form().least != Objective::LaidOff {
        let spec = state.solver_form().least.spec();
        parts.push(format!(
            "{} {}",
            spec.label,
            words.format(point.harm, spec.unit, Style::Result)
        ));
    }
    parts.push(format!("laid off {}", words.people(point.laid_off)));
    parts.push(format!("charge {}", words.money(point.charge)));
    parts.push(format!("payback {}", words.months(point.payback)));
    parts.push(format!("uncovered {}", words.people(point.uncovered)));
    let text = format!("{} {}", parts[0], parts[1..].join(" · "));
    let used = painter.put_cut(line, &text, Role::Headline);
    let keys = "◆ this plan ● others · a adds the point";
    if used + 2 + width(keys) <= line.width {
        painter.put_right(line, keys, Role::Dim);
    }
}

/// Figures of the target below the columns, as many as have room.
fn put_scale(painter: &mut Painter<'_>, line: Rect, plot: Rect, points: &[Point], at: usize) {
    let words = painter.words.rounded();
    let mut taken: Vec<(u16, u16)> = Vec::new();
    let order = std::iter::once(at)
        .chain([points.len() - 1, 0])
        .chain(0..points.len());
    for index in order {
        let (left, right) = columns::span(plot, index, points.len());
        let text = words.amount(points[index].reach);
        let length = width(&text);
        let middle = left + (right - left) / 2;
        let from = middle
            .saturating_sub(length / 2)
            .max(plot.x)
            .min(plot.right().saturating_sub(length));
        let is_free = taken.iter().all(|&(a, b)| from + length < a || from > b);
        if is_free {
            let role = if index == at { Role::Cursor } else { Role::Dim };
            painter.put(
                Rect {
                    x: from,
                    width: length,
                    ..line
                },
                &text,
                role,
            );
            taken.push((from, from + length));
        }
    }
}

fn draw_moved(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    let Stress::At { moved, outcome, .. } = state.stress() else {
        painter.put_cut(row(area, 0), "nothing to show", Role::Dim);
        return 0;
    };
    let words = painter.words;
    let savings = &outcome.savings;
    let told = format!(
        "The plan is then: run-rate {} · NPV {} · payback {}",
        words.format(savings.run_rate, Unit::Money, Style::Result),
        words.format(savings.npv, Unit::Money, Style::Result),
        words.months(savings.payback_months)
    );
    painter.put_cut(row(area, 0), &told, Role::Text);
    let room = usize::from(area.height.saturating_sub(1));
    let first = first_shown(state.row(Pane::Frontier), moved.len(), room);
    let name = (area.width * 2 / 5).clamp(12, 46);
    for (index, moved) in moved.iter().enumerate().skip(first).take(room) {
        let line = row(area, (index - first) as u16 + 1);
        painter.hit(line, Target::Row(Pane::Frontier, index));
        let here = state.pane() == Pane::Frontier && state.row(Pane::Frontier) == index;
        let role = if here { Role::Cursor } else { Role::Text };
        let label = moved.input.named(state.scenario());
        painter.put_cut(column(line, 0, name - 1), &label, role);
        let [change, place] = words.moved(moved);
        let rest = cut_left(line, name);
        let values = (rest.width / 2).min(26);
        painter.put_cut(column(rest, 0, values), &change, Role::Value);
        painter.put_right(column(rest, values, 11), &place, Role::Dim);
        let share = words.format(moved.part, Unit::Share, Style::Bare);
        painter.put_right(column(rest, values + 11, 8), &share, Role::Dim);
        let bar = cut_left(rest, values + 20);
        columns::bar(painter, bar, moved.part);
    }
    moved.len().saturating_sub(room)
}
