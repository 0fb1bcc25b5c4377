//! Columns above and below zero, in eighths of a cell, with the baseline as a mark.
//!
//! Must not know what is charted.

use crate::text::Words;
use crate::tui::{
    theme::Role,
    widgets::painter::{Painter, column, row, width},
};
use ratatui::layout::Rect;

const LOWER: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// A column any wider would be a wall.
const WIDEST: u16 = 5;

/// A column one row high, filled to `fraction` of it; nothing where that is undefined.
pub(crate) fn level(fraction: f64) -> &'static str {
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
pub(crate) fn axis(
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
pub(crate) fn span(plot: Rect, index: usize, total: usize) -> (u16, u16) {
    let width = usize::from(plot.width);
    let total = total.max(1);
    let left = index * width / total;
    let right = ((index + 1) * width / total).max(left + 1);
    (plot.x + left as u16, plot.x + right as u16)
}

/// Draws `values` as columns, positive ones up and negative ones down from zero, with the
/// baseline's as marks where they differ.
pub(crate) fn columns(
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

/// Where 8 of 10 draws lie at one time.
#[derive(Clone, Copy)]
pub(crate) struct Band {
    pub(crate) low: f64,
    pub(crate) middle: f64,
    pub(crate) high: f64,
}

impl Band {
    /// Between this one and `other`.
    fn towards(self, other: Self, part: f64) -> Self {
        let mix = |a: f64, b: f64| a + (b - a) * part;
        Self {
            low: mix(self.low, other.low),
            middle: mix(self.middle, other.middle),
            high: mix(self.high, other.high),
        }
    }
}

/// Draws the bands as one fan with its middle as a line, and `plan` as dots on it.
pub(crate) fn fan(painter: &mut Painter<'_>, plot: Rect, bands: &[Band], plan: &[f64]) {
    let all = || bands.iter().flat_map(|band| [band.low, band.high]);
    let values: Vec<f64> = all().chain(plan.iter().copied()).collect();
    let (low, high) = range(&values, &[]);
    let zero = zero_row(plot.height, low, high);
    let scale = scale(plot.height, low, high);
    let y_of = |value: f64| f64::from(zero) - value * scale;
    painter.fill(
        row(plot, zero.min(plot.height.saturating_sub(1))),
        "┄",
        Role::Track,
    );
    for x in 0..plot.width {
        let at = (f64::from(x) + 0.5) / f64::from(plot.width) * bands.len() as f64 - 0.5;
        let at = at.clamp(0.0, bands.len() as f64 - 1.0);
        let left = bands[at as usize];
        let right = bands[(at as usize + 1).min(bands.len() - 1)];
        let band = left.towards(right, at.fract());
        let at = column(plot, x, 1);
        stripe(painter, at, y_of(band.high), y_of(band.low));
        line(painter, at, y_of(band.middle));
    }
    for (index, &value) in plan.iter().enumerate() {
        let (left, right) = span(plot, index, plan.len());
        let middle = left - plot.x + (right - left) / 2;
        let y = y_of(value).clamp(0.0, f64::from(plot.height.saturating_sub(1)));
        carve(
            painter,
            column(row(plot, y as u16), middle, 1),
            "◆",
            Role::Headline,
        );
    }
}

/// One column of a band, in eighths of a row; never nothing.
fn stripe(painter: &mut Painter<'_>, at: Rect, top: f64, bottom: f64) {
    let eighths = |y: f64| (y.clamp(0.0, f64::from(at.height)) * 8.0).round() as u16;
    let (top, bottom) = (eighths(top), eighths(bottom));
    let bottom = bottom.max(top + 1);
    for y in top / 8..=(bottom - 1) / 8 {
        let (from, to) = (top.max(y * 8), bottom.min(y * 8 + 8));
        let cell = row(at, y);
        let filled = usize::from(to - from);
        if to == y * 8 + 8 {
            painter.put(cell, LOWER[filled], Role::Bar);
        } else if from == y * 8 {
            painter.put(cell, LOWER[8 - filled], Role::Bar);
            painter.reverse(cell);
        } else {
            painter.put(cell, "─", Role::Bar);
        }
    }
}

/// A piece of a line at `y` rows from the top, to a third of a row.
fn line(painter: &mut Painter<'_>, at: Rect, y: f64) {
    let within = y.clamp(0.0, f64::from(at.height) - 0.01);
    let glyph = match within.fract() {
        part if part < 1.0 / 3.0 => "▔",
        part if part < 2.0 / 3.0 => "─",
        _ => "▁",
    };
    carve(painter, row(at, within as u16), glyph, Role::Text);
}

/// Puts a glyph into what is filled, or on the ground beside it.
fn carve(painter: &mut Painter<'_>, cell: Rect, glyph: &str, role: Role) {
    if painter.shows(cell, "█") {
        painter.put(cell, glyph, Role::Bar);
        painter.reverse(cell);
    } else {
        painter.put(cell, glyph, role);
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
pub(crate) fn rise(painter: &mut Painter<'_>, at: Rect, zero: u16, cells: f64, role: Role) {
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

/// A glyph where a share of the width and a share of the height meet; nothing outside.
pub(crate) fn dot(
    painter: &mut Painter<'_>,
    plot: Rect,
    (across, up): (f64, f64),
    glyph: &str,
    role: Role,
) {
    let is_inside = (0.0..=1.0).contains(&across) && (0.0..=1.0).contains(&up);
    if !is_inside || plot.is_empty() {
        return;
    }
    let (x, y) = cell(plot, across, up);
    carve(painter, column(row(plot, y), x, 1), glyph, role);
}

/// The cell of two shares.
fn cell(plot: Rect, across: f64, up: f64) -> (u16, u16) {
    let place = |share: f64, cells: u16| {
        let last = cells.saturating_sub(1);
        ((share * f64::from(cells)) as u16).min(last)
    };
    (
        place(across, plot.width),
        plot.height.saturating_sub(1) - place(up, plot.height),
    )
}

/// A dotted line across at a share of the height.
pub(crate) fn level_line(painter: &mut Painter<'_>, plot: Rect, up: f64) {
    if (0.0..=1.0).contains(&up) && !plot.is_empty() {
        let (_, y) = cell(plot, 0.0, up);
        painter.fill(row(plot, y), "┄", Role::Track);
    }
}

/// A line through points that are shares of width and height, their widths rising.
pub(crate) fn curve(
    painter: &mut Painter<'_>,
    plot: Rect,
    points: impl Iterator<Item = (f64, f64)>,
) {
    let points: Vec<(f64, f64)> = points.filter(|(_, up)| up.is_finite()).collect();
    for x in 0..plot.width {
        let across = (f64::from(x) + 0.5) / f64::from(plot.width);
        let after = points.partition_point(|point| point.0 < across);
        let (Some(&from), Some(&to)) = (points.get(after.wrapping_sub(1)), points.get(after))
        else {
            continue;
        };
        let part = (across - from.0) / (to.0 - from.0);
        let up = from.1 + part * (to.1 - from.1);
        let y = (1.0 - up.clamp(0.0, 1.0)) * f64::from(plot.height);
        line(painter, column(plot, x, 1), y);
    }
}

/// A bar from the left, as long as a share of the row.
pub(crate) fn bar(painter: &mut Painter<'_>, area: Rect, share: f64) {
    let cells = (share.clamp(0.0, 1.0) * f64::from(area.width)).round() as u16;
    painter.fill(
        column(area, 0, cells.max(u16::from(share > 0.005))),
        "█",
        Role::Bar,
    );
}
