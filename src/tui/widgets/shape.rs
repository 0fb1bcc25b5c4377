//! The shape of a distribution as a small hill, from the values that equal shares of cases fall between.
//!
//! Must not know an input or round a number.

use crate::tui::{
    theme::Role,
    widgets::{
        columns,
        painter::{Painter, column, row},
    },
};
use ratatui::layout::Rect;

/// So many equal shares: enough for a smooth hill, few enough for every frame.
const SHARES: usize = 96;
/// A hill narrower or lower than this shows nothing.
const LEAST: (u16, u16) = (12, 3);

/// Draws the density of what has the value `at` of a share below it, with the percentiles marked.
pub(crate) fn draw(painter: &mut Painter<'_>, area: Rect, at: impl Fn(f64) -> f64) {
    if area.width < LEAST.0 || area.height < LEAST.1 {
        return;
    }
    // The share in the middle of each part, so that long tails end where few cases are left.
    let middle = |index: usize| at((index as f64 + 0.5) / SHARES as f64);
    let values: Vec<f64> = (0..SHARES).map(middle).collect();
    let (low, high) = (values[0], values[SHARES - 1]);
    if high <= low {
        return;
    }
    let place = |value: f64| (value - low) / (high - low) * f64::from(area.width);
    let plot = Rect {
        height: area.height - 1,
        ..area
    };
    let marks = [0.1, 0.5, 0.9].map(|share| (place(at(share)) as u16).min(area.width - 1));
    let heights = density(&values, area.width, place);
    for (x, height) in heights.into_iter().enumerate() {
        let x = x as u16;
        let role = match x {
            _ if marks.contains(&x) => Role::Headline,
            _ if (marks[0]..=marks[2]).contains(&x) => Role::Bar,
            _ => Role::Dim,
        };
        hill(painter, column(plot, x, 1), height, role);
    }
    draw_marks(painter, row(area, area.height - 1), marks);
}

/// How much lies in each of `width` columns, the fullest 1: each pair of values has the same share
/// between them, spread evenly.
fn density(values: &[f64], width: u16, place: impl Fn(f64) -> f64) -> Vec<f64> {
    let last = usize::from(width) - 1;
    let mut heights = vec![0.0; usize::from(width)];
    for pair in values.windows(2) {
        let (from, to) = (place(pair[0]), place(pair[1]));
        let (first, end) = ((from as usize).min(last), (to as usize).min(last));
        if pair[0] == pair[1] {
            // A value of its own is seen when it is a bar.
            let bar = first.saturating_sub(1)..=(first + 1).min(last);
            heights[bar].iter_mut().for_each(|height| *height += 1.0);
            continue;
        }
        if first == end {
            heights[first] += 1.0;
            continue;
        }
        for (x, height) in heights.iter_mut().enumerate().take(end + 1).skip(first) {
            let overlap = to.min(x as f64 + 1.0) - from.max(x as f64);
            *height += overlap.max(0.0) / (to - from);
        }
    }
    let most = heights
        .iter()
        .fold(f64::MIN_POSITIVE, |most: f64, &x| most.max(x));
    heights.iter().map(|height| height / most).collect()
}

/// A column filled from below to `height` of it.
fn hill(painter: &mut Painter<'_>, area: Rect, height: f64, role: Role) {
    let cells = height * f64::from(area.height);
    for step in 0..area.height {
        let fill = (cells - f64::from(step)).clamp(0.0, 1.0);
        painter.put(
            row(area, area.height - 1 - step),
            columns::level(fill),
            role,
        );
    }
}

/// The names of the percentiles below their columns, as far as they have room; the middle one last.
fn draw_marks(painter: &mut Painter<'_>, line: Rect, marks: [u16; 3]) {
    const NAMES: [&str; 3] = ["P10", "P50", "P90"];
    let start = |mark: u16| mark.saturating_sub(1).min(line.width - 3);
    let mut taken: Vec<u16> = Vec::new();
    for index in [0, 2, 1] {
        let x = start(marks[index]);
        if taken.iter().all(|&other| x.abs_diff(other) > 3) {
            painter.put(column(line, x, 3), NAMES[index], Role::Dim);
            taken.push(x);
        }
    }
}
