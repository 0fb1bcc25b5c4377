//! Charts of a page as SVG: per cent across, so that they fit any width, and em down, so that letters
//! keep their size.
//!
//! Must not know what the figures mean, and must not name a colour: tones are classes, and parts
//! that are less sure are hatched, so that they differ without colour too.

mod bars;
mod plot;

use crate::report::{
    chart::{Chart, Drawing, Series, Tone},
    formats::page::{Ids, markup::Markup},
};

/// One chart with its title, what is to be seen in it, and its key.
pub(super) fn push(out: &mut Markup, chart: &Chart, ids: &mut Ids) {
    let (title, text) = (ids.next("chart"), ids.next("text"));
    let class = match &chart.drawing {
        Drawing::Lines { .. } => "time",
        Drawing::Columns { slots, .. } if slots.iter().any(|slot| !slot.group.is_empty()) => "time",
        Drawing::Columns { .. } => "short",
        Drawing::Bars(_) => "tall",
    };
    out.block("figure", &[("class", class)], |out| {
        out.block("figcaption", &[], |out| {
            out.line("h3", &[("id", &title)], &chart.title);
            out.line("p", &[("id", &text)], &chart.text);
        });
        key(out, chart);
        let frame = Frame {
            title: &title,
            text: &text,
        };
        match &chart.drawing {
            Drawing::Bars(rows) => bars::push(out, &frame, chart, rows),
            Drawing::Columns { .. } | Drawing::Lines { .. } => plot::push(out, &frame, chart),
        }
    });
}

/// Tones that are hatched, what their hatching is called, and how thick its lines are.
const HATCHED: [(Tone, &str, &str); 3] = [
    (Tone::InSoft, "hatched-in", "2.8"),
    (Tone::OutSoft, "hatched-out", "2.8"),
    (Tone::Unsure, "hatched-rest", "1.2"),
];

/// Hatchings that any chart may use.
pub(super) fn patterns(out: &mut Markup) {
    let hidden = [("class", "patterns"), ("aria-hidden", "true")];
    out.block("svg", &hidden, |out| {
        for (tone, id, width) in HATCHED {
            let pattern = [
                ("id", id),
                ("width", "5"),
                ("height", "5"),
                ("patternUnits", "userSpaceOnUse"),
                ("patternTransform", "rotate(45)"),
            ];
            out.block("pattern", &pattern, |out| {
                let tone = solid(tone);
                rect(out, tone, ["0", "0", width, "5"]);
            });
        }
    });
}

fn key(out: &mut Markup, chart: &Chart) {
    let named: Vec<&Series> = chart
        .series
        .iter()
        .filter(|series| !series.name.is_empty())
        .collect();
    if named.is_empty() {
        return;
    }
    let is_line = matches!(chart.drawing, Drawing::Lines { .. });
    out.block("ul", &[("class", "key")], |out| {
        for (index, series) in named.into_iter().enumerate() {
            out.element("li", &[], |out| {
                out.element("svg", &[("aria-hidden", "true")], |out| {
                    if is_line {
                        let class = line_class(series.tone, index);
                        let line = [("x2", "100%"), ("y1", "50%"), ("y2", "50%")];
                        out.empty("line", &[("class", &class), line[0], line[1], line[2]]);
                    } else {
                        rect(out, series.tone, ["0", "0", "100%", "100%"]);
                    }
                });
                out.text(&series.name);
            });
        }
    });
}

/// What says what a chart shows.
struct Frame<'a> {
    title: &'a str,
    text: &'a str,
}

impl Frame<'_> {
    /// A drawing `height` em high.
    fn svg(&self, out: &mut Markup, height: f64, content: impl FnOnce(&mut Markup)) {
        let attributes = [
            ("role", "img"),
            ("aria-labelledby", self.title),
            ("aria-describedby", self.text),
            ("class", "chart"),
            ("width", "100%"),
            ("height", &em(height)),
        ];
        out.block("svg", &attributes, content);
    }
}

/// A rectangle of a tone: left, top, width and height.
pub(super) fn rect(out: &mut Markup, tone: Tone, [x, y, width, height]: [&str; 4]) {
    let place = [("x", x), ("y", y), ("width", width), ("height", height)];
    let [x, y, width, height] = place;
    out.empty("rect", &[("class", class(tone)), x, y, width, height]);
}

/// The class of a tone.
fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::In => "in",
        Tone::InSoft => "in-soft",
        Tone::Out => "out",
        Tone::OutSoft => "out-soft",
        Tone::Ai => "ai",
        Tone::Rest => "rest",
        Tone::Unsure => "unsure",
    }
}

/// What the hatching of a tone is made of.
fn solid(tone: Tone) -> Tone {
    match tone {
        Tone::InSoft => Tone::In,
        Tone::OutSoft => Tone::Out,
        Tone::Unsure => Tone::Rest,
        Tone::In | Tone::Out | Tone::Ai | Tone::Rest => tone,
    }
}

/// All lines but the first are dashed.
fn line_class(tone: Tone, index: usize) -> String {
    let dashed = if index > 0 { " dashed" } else { "" };
    format!("line {}{dashed}", class(tone))
}

/// Text at a place, `anchor`ed there.
fn text(out: &mut Markup, class: &str, [x, y]: [&str; 2], anchor: &'static str, text: &str) {
    let attributes = [
        ("class", class),
        ("x", x),
        ("y", y),
        ("text-anchor", anchor),
    ];
    out.line("text", &attributes, text);
}

/// A part of the width.
pub(super) fn percent(share: f64) -> String {
    format!("{}%", coordinate(share))
}

/// A part of the height.
fn em(height: f64) -> String {
    format!("{}em", coordinate(height))
}

/// Hundredths are finer than any eye; what is no number is at the edge.
fn coordinate(value: f64) -> f64 {
    let hundredths = (value * 100.0).round() / 100.0;
    if hundredths.is_finite() {
        hundredths + 0.0
    } else {
        0.0
    }
}
