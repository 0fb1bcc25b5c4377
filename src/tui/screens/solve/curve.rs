//! The way of a figure as one input goes through its range, with what it should be and where it is so.
//!
//! Must not compute a result or round a number.

use crate::model::{
    Input,
    solve::{Goal, Sought},
};
use crate::text::Style;
use crate::tui::{
    State,
    theme::Role,
    widgets::{
        columns,
        painter::{Painter, column, cut_left, row, width},
    },
};
use ratatui::layout::Rect;

pub(crate) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) {
    let (goal, Some(sought)) = (state.goal(), state.sought()) else {
        return;
    };
    let words = painter.words.rounded();
    let unit = goal.figure.spec().unit;
    let (low, high) = ends(&goal, sought);
    let (Some(first), Some(last)) = (sought.curve.first(), shown_end(state)) else {
        painter.put_cut(row(area, 0), "it is not defined anywhere", Role::Dim);
        return;
    };
    let labels = [
        words.format(high, unit, Style::Result),
        words.format(low, unit, Style::Result),
    ];
    let side = labels.iter().map(|text| width(text)).max().unwrap_or(0) + 1;
    let side = side.min(area.width / 3);
    let plot = Rect {
        x: area.x + side,
        width: area.width - side,
        height: area.height.saturating_sub(1),
        ..area
    };
    let edge = column(area, 0, side.saturating_sub(1));
    painter.put_right(row(edge, 0), &labels[0], Role::Dim);
    painter.put_right(
        row(edge, plot.height.saturating_sub(1)),
        &labels[1],
        Role::Dim,
    );
    let across = |x: f64| (x - first.0) / (last - first.0);
    let up = |y: f64| (y - low) / (high - low);
    columns::level_line(painter, plot, up(goal.reach));
    columns::curve(
        painter,
        plot,
        sought.curve.iter().map(|&(x, y)| (across(x), up(y))),
    );
    columns::dot(
        painter,
        plot,
        (across(sought.now), up(sought.figure_now)),
        "◆",
        Role::Headline,
    );
    for root in &sought.roots {
        columns::dot(
            painter,
            plot,
            (across(root.value), up(root.reached)),
            "●",
            Role::Gain,
        );
    }
    let line = cut_left(row(area, area.height.saturating_sub(1)), side);
    put_scale(painter, line, goal.input, (first.0, last));
}

/// The lowest and the highest figure in the picture.
fn ends(goal: &Goal, sought: &Sought) -> (f64, f64) {
    let figures = sought.curve.iter().map(|point| point.1);
    let figures = figures
        .chain([goal.reach])
        .filter(|figure| figure.is_finite());
    figures.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), figure| {
        (low.min(figure), high.max(figure))
    })
}

/// Where the picture of a curve ends: nothing far beyond what matters.
fn shown_end(state: &State) -> Option<f64> {
    let sought = state.sought()?;
    let furthest = sought.roots.iter().map(|root| root.value);
    let furthest = furthest.chain([sought.now]).fold(0.0, f64::max);
    let last = sought.curve.last()?.0;
    let is_open = last > 4.0 * furthest && furthest > 0.0;
    Some(if is_open { 4.0 * furthest } else { last })
}

/// The ends of the input below the curve, and what the marks are.
fn put_scale(painter: &mut Painter<'_>, line: Rect, input: Input, (from, to): (f64, f64)) {
    let words = painter.words.rounded();
    let unit = input.unit();
    painter.put(line, &words.format(from, unit, Style::Computed), Role::Dim);
    painter.put_right(line, &words.format(to, unit, Style::Computed), Role::Dim);
    let keys = "◆ now  ● does it  ┄ what it should be";
    let middle = column(
        line,
        line.width.saturating_sub(width(keys)) / 2,
        width(keys),
    );
    painter.put(middle, keys, Role::Dim);
}
