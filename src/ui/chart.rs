//! Columns above and below zero, in eighths of a cell, with the baseline as a mark.
//!
//! Must not know what is charted.

use super::look::Role;
use super::painter::{Painter, column, row, width};
use super::words::Words;
use ratatui::layout::Rect;

const LOWER: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// A column any wider would be a wall.
const WIDEST: u16 = 5;

/// A column one row high, filled to `fraction` of it; nothing where that is undefined.
pub(super) fn level(fraction: f64) -> &'static str {
    LOWER[((fraction * 8.0).round() as usize).min(8)]
}

/// The range of values shown: it always holds 0.
fn range(values: &[f64], baseline: &[f64]) -> (f64, f64) {
    let all = || {
        values
            .iter()
            .chain(baseline)
            .copied()
            .filter(|value| value.is_finite())
    };
    let (low, high) = (all().fold(0.0, f64::min), all().fold(0.0, f64::max));
    if low == high { (0.0, 1.0) } else { (low, high) }
}

/// Draws amounts at the left, in the width they take, and returns what is left for the columns.
pub(super) fn axis(
    painter: &mut Painter<'_>,
    area: Rect,
    values: &[f64],
    baseline: &[f64],
    words: Words<'_>,
) -> Rect {
    let (low, high) = range(values, baseline);
    let zero = zero_row(area.height, low, high);
    let marks = [(0, high), (area.height.saturating_sub(1), low), (zero, 0.0)];
    let marks = marks.map(|(y, value)| (y, value, words.rounded().amount(value)));
    let taken = marks.iter().map(|mark| width(&mark.2)).max().unwrap_or(0) + 1;
    let side = column(area, 0, taken.min(area.width / 3));
    for (y, value, text) in &marks {
        if *value != 0.0 || *y == zero {
            let place = column(row(side, *y), 0, side.width.saturating_sub(1));
            painter.fill(place, " ", Role::Dim);
            painter.put_right(place, text, Role::Dim);
        }
    }
    column(area, side.width, area.width)
}

/// The row just below the zero line; each side that is used has a row at least.
fn zero_row(height: u16, low: f64, high: f64) -> u16 {
    let above = (high / (high - low) * f64::from(height)).round() as u16;
    let least = u16::from(high > 0.0);
    let most = height.saturating_sub(u16::from(low < 0.0));
    above.min(most).max(least.min(most))
}

/// Cells per unit, the same above and below zero.
fn scale(height: u16, low: f64, high: f64) -> f64 {
    let zero = zero_row(height, low, high);
    let above = if high > 0.0 {
        f64::from(zero) / high
    } else {
        f64::INFINITY
    };
    let below = if low < 0.0 {
        f64::from(height - zero) / -low
    } else {
        f64::INFINITY
    };
    above.min(below)
}

/// The columns of quarter `index` of `total`: from, and just after; at least one.
pub(super) fn span(plot: Rect, index: usize, total: usize) -> (u16, u16) {
    let width = usize::from(plot.width);
    let total = total.max(1);
    let left = index * width / total;
    let right = ((index + 1) * width / total).max(left + 1);
    (plot.x + left as u16, plot.x + right as u16)
}

/// Draws `values` as columns, positive ones up and negative ones down from zero, with the
/// baseline's as marks where they differ.
pub(super) fn columns(
    painter: &mut Painter<'_>,
    plot: Rect,
    values: &[f64],
    baseline: &[f64],
    above: Role,
) {
    if plot.is_empty() || values.is_empty() {
        return;
    }
    let (low, high) = range(values, baseline);
    let zero = zero_row(plot.height, low, high);
    let scale = scale(plot.height, low, high);
    painter.fill(row(plot, zero.min(plot.height - 1)), "┄", Role::Track);
    for (index, &value) in values.iter().enumerate() {
        let (left, right) = span(plot, index, values.len());
        // Columns are all as wide; what is left over widens the gaps.
        let narrowest = plot.width / values.len().min(usize::from(u16::MAX)) as u16;
        let gap = if narrowest >= 3 {
            right - left - (narrowest - 1).min(WIDEST)
        } else {
            0
        };
        let at = Rect {
            x: left,
            width: right - left - gap,
            ..plot
        };
        if value >= 0.0 {
            rise(painter, at, zero, value * scale, above);
        } else {
            hang(painter, at, zero, -value * scale);
        }
        if let Some(&before) = baseline.get(index) {
            mark(painter, at, zero, value * scale, before * scale);
        }
    }
}

/// A mark where the baseline's column ends, when that is another row.
fn mark(painter: &mut Painter<'_>, at: Rect, zero: u16, now: f64, before: f64) {
    if (now - before).abs() < 0.5 {
        return;
    }
    let level = f64::from(zero) - before;
    let y = level.max(0.0).min(f64::from(at.height - 1)) as u16;
    painter.put(column(row(at, y), at.width / 2, 1), "◆", Role::Text);
}

/// A column of `cells` upwards from row `zero`.
fn rise(painter: &mut Painter<'_>, at: Rect, zero: u16, cells: f64, role: Role) {
    let eighths = eighths(cells);
    for step in 0..zero {
        let fill = eighths.saturating_sub(step * 8).min(8);
        if fill == 0 {
            break;
        }
        painter.fill(row(at, zero - 1 - step), LOWER[usize::from(fill)], role);
    }
}

/// A column of `cells` downwards from row `zero`: what is not filled is drawn, with the colours swapped.
fn hang(painter: &mut Painter<'_>, at: Rect, zero: u16, cells: f64) {
    let eighths = eighths(cells);
    for step in 0..at.height.saturating_sub(zero) {
        let fill = eighths.saturating_sub(step * 8).min(8);
        if fill == 0 {
            break;
        }
        let cell = row(at, zero + step);
        if fill == 8 {
            painter.fill(cell, "█", Role::Loss);
        } else {
            painter.fill(cell, LOWER[usize::from(8 - fill)], Role::Loss);
            painter.reverse(cell);
        }
    }
}

/// What is not 0 is never drawn as nothing.
fn eighths(cells: f64) -> u16 {
    let eighths = (cells * 8.0).round() as u16;
    eighths.max(u16::from(cells > 0.0))
}
