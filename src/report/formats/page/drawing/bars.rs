//! Rows of parts: a line with name and figure, and the bar below it, so that names have room on any screen.
//!
//! Must not know what a part means.

use crate::report::{
    chart::{Bar, Chart},
    formats::page::{
        drawing::{Frame, em, percent, rect, text},
        markup::Markup,
    },
};
use crate::safe::safe_line;

/// From one row to the next, and within it, in em.
const ROW: f64 = 2.7;
const BASE: f64 = 1.0;
const LEAST_NAME: usize = 8;
const TOP: f64 = 1.35;
const THICK: f64 = 0.8;
/// Letters of name and figure that fit beside each other, and on a small screen. Tables have names whole.
const LETTERS_ACROSS: usize = 56;
const LETTERS_NARROW: usize = 30;

pub(super) fn push(out: &mut Markup, frame: &Frame<'_>, chart: &Chart, rows: &[Bar]) {
    let length = |bar: &Bar| bar.parts.iter().map(|part| part.max(0.0)).sum::<f64>();
    let longest = rows.iter().map(length).fold(0.0, f64::max);
    frame.svg(out, ROW * rows.len() as f64, |out| {
        for (index, bar) in rows.iter().enumerate() {
            let top = ROW * index as f64;
            let letters = em(top + BASE);
            let figure = safe_line(&bar.figure, LETTERS_NARROW - LEAST_NAME);
            let left = |room: usize| room - figure.chars().count();
            let name = safe_line(&bar.name, left(LETTERS_ACROSS));
            let short = safe_line(&bar.name, left(LETTERS_NARROW));
            if name == short {
                text(out, "name", ["0", &letters], "start", &name);
            } else {
                text(out, "name wide", ["0", &letters], "start", &name);
                text(out, "name narrow", ["0", &letters], "start", &short);
            }
            text(out, "figure", ["100%", &letters], "end", &figure);
            let (y, height) = (em(top + TOP), em(THICK));
            let mut left = 0.0;
            for (part, series) in bar.parts.iter().zip(&chart.series) {
                let width = 100.0 * part.max(0.0) / longest;
                if width > 0.0 {
                    let place = [&percent(left), &y, &percent(width), &height];
                    rect(out, series.tone, place.map(String::as_str));
                }
                left += width;
            }
        }
    });
}
