//! Columns above and below zero, in eighths of a cell, with the baseline as a mark.
//!
//! Must not know what is charted.

use super::look::Role;
use super::painter::{Painter, column, row};
use super::words::Words;
use ratatui::layout::Rect;

const LOWER: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

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

/// Draws amounts at the left and returns what is left for the columns.
pub(super) fn axis(
    painter: &mut Painter<'_>,
    area: Rect,
    values: &[f64],
    baseline: &[f64],
    words: &Words<'_>,
) -> Rect {
    let width = 9.min(area.width / 4);
    let (low, high) = range(values, baseline);
    let side = column(area, 0, width);
    let zero = zero_row(area.height, low, high);
    for (y, value) in [(0, high), (area.height.saturating_sub(1), low), (zero, 0.0)] {
        if value != 0.0 || y == zero {
            painter.fill(row(side, y), " ", Role::Dim);
            painter.put_right(
                column(row(side, y), 0, width.saturating_sub(1)),
                &words.amount(value),
                Role::Dim,
            );
        }
    }
    column(area, width, area.width)
}

/// The row just below the zero line.
fn zero_row(height: u16, low: f64, high: f64) -> u16 {
    let above = (high / (high - low) * f64::from(height)).round() as u16;
    above
        .min(height.saturating_sub(1))
        .max(u16::from(high > 0.0 && height > 1))
}

/// The columns of quarter `index` of `total`: from, and just after; at least one.
pub(super) fn span(plot: Rect, index: usize, total: usize) -> (u16, u16) {
    let width = usize::from(plot.width);
    let total = total.max(1);
    let left = index * width / total;
    let right = ((index + 1) * width / total)
        .max(left + 1)
        .min(width.max(left + 1));
    (plot.x + left as u16, plot.x + right as u16)
}

/// Draws `values` as columns, positive ones up and negative ones down from zero.
pub(super) fn columns(painter: &mut Painter<'_>, plot: Rect, values: &[f64], baseline: &[f64]) {
    if plot.is_empty() || values.is_empty() {
        return;
    }
    let (low, high) = range(values, baseline);
    let zero = zero_row(plot.height, low, high);
    painter.fill(row(plot, zero.min(plot.height - 1)), "┄", Role::Track);
    for (index, &value) in values.iter().enumerate() {
        let (left, right) = span(plot, index, values.len());
        let gap = u16::from(right - left >= 3);
        let at = Rect {
            x: left,
            width: right - left - gap,
            ..plot
        };
        let (above, below) = (zero, plot.height - zero);
        if value >= 0.0 && high > 0.0 {
            rise(painter, at, zero, value / high * f64::from(above));
        } else if low < 0.0 {
            hang(painter, at, zero, value / low * f64::from(below));
        }
    }
}

/// A column of `cells` upwards from row `zero`.
fn rise(painter: &mut Painter<'_>, at: Rect, zero: u16, cells: f64) {
    let eighths = (cells * 8.0).round() as u16;
    for step in 0..zero {
        let fill = eighths.saturating_sub(step * 8).min(8);
        if fill == 0 {
            break;
        }
        painter.fill(
            row(at, zero - 1 - step),
            LOWER[usize::from(fill)],
            Role::Gain,
        );
    }
}

/// A column of `cells` downwards from row `zero`: what is not filled is drawn, with the colours swapped.
fn hang(painter: &mut Painter<'_>, at: Rect, zero: u16, cells: f64) {
    let eighths = (cells * 8.0).round() as u16;
    for step in 0..at.height - zero {
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
