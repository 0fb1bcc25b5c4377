//! Charts of a page as SVG: per cent across, so that they fit any width, and em down, so that letters
//! keep their size.
//!
//! Tones are classes, not colours; less certain parts are hatched, so that they differ without colour too.

use crate::report::{
    chart::{Bar, Chart, Drawing, Mark, Series, Slot, Tick, Tone},
    formats::page::markup::{Ids, Markup},
};
use crate::safe::safe_line;

/// Writes a chart with its title, its description and its key.
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
        let frame = ChartIds {
            title: &title,
            text: &text,
        };
        match &chart.drawing {
            Drawing::Bars(rows) => push_bars(out, &frame, chart, rows),
            Drawing::Columns { .. } | Drawing::Lines { .. } => push_plot(out, &frame, chart),
        }
    });
}

/// Hatched tones, with the name and the line width of their hatching.
const HATCHED: [(Tone, &str, &str); 3] = [
    (Tone::InSoft, "hatched-in", "2.8"),
    (Tone::OutSoft, "hatched-out", "2.8"),
    (Tone::Unsure, "hatched-rest", "1.2"),
];

/// Writes the hatchings that charts refer to.
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

/// The ids of the title and the description of a chart.
struct ChartIds<'a> {
    title: &'a str,
    text: &'a str,
}

impl ChartIds<'_> {
    /// Writes a drawing `height` em high.
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

/// The distance between two rows of bars and, within a row, those of the letters and the bar, in em.
const ROW: f64 = 2.7;
const BASE: f64 = 1.0;
const BAR_TOP: f64 = 1.35;
const BAR_HEIGHT: f64 = 0.8;
/// Letters of a name and its figure that fit on a line, on a large and on a small screen; the tables
/// have names in full.
const LETTERS_ACROSS: usize = 56;
const LETTERS_NARROW: usize = 30;
/// The least letters of a name.
const LEAST_NAME: usize = 8;

/// Draws rows of bars, each below a line with its name and figure, so that names have room on any screen.
fn push_bars(out: &mut Markup, frame: &ChartIds<'_>, chart: &Chart, rows: &[Bar]) {
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
            let (y, height) = (em(top + BAR_TOP), em(BAR_HEIGHT));
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

/// The part of the width that is drawn on, in per cent; the rest is for figures.
const ACROSS: f64 = 84.0;
/// The heights of the plot and of a line of text, in em.
const PLOT: f64 = 15.0;
const LINE: f64 = 1.4;
/// The part of a slot that its column fills.
const COLUMN: f64 = 0.72;
/// The most names of slots and of groups that fit on a small screen.
const MOST_NAMES: usize = 12;
const MOST_GROUPS: usize = 5;
/// A narrower group, in per cent of the width, has no room for its name on a small screen.
const NARROW: f64 = 10.0;
/// The size of the drawing of lines, which is stretched to its place.
const UNITS: f64 = 1000.0;
const LONGEST_NAME: usize = 40;

/// Draws columns or lines over an axis from left to right, with round figures at the right edge.
fn push_plot(out: &mut Markup, frame: &ChartIds<'_>, chart: &Chart) {
    let (slots, ticks, marks) = match &chart.drawing {
        Drawing::Bars(_) => return,
        Drawing::Columns { slots, ticks, .. } => (slots, ticks, &[][..]),
        Drawing::Lines {
            slots,
            ticks,
            marks,
            ..
        } => (slots, ticks, &marks[..]),
    };
    let place = PlotGeometry::of(slots.len(), ticks, marks);
    frame.svg(out, place.height(), |out| {
        axis(out, &place, ticks);
        names(out, &place, slots);
        match &chart.drawing {
            Drawing::Bars(_) => {}
            Drawing::Columns { values, .. } => columns(out, &place, chart, values),
            Drawing::Lines { values, .. } => {
                for mark in marks {
                    leader(out, &place, mark, marks);
                }
                lines(out, &place, chart, values);
                for mark in marks {
                    dot(out, &place, mark);
                }
            }
        }
    });
}

/// The geometry of a plot.
struct PlotGeometry {
    n_slots: f64,
    low: f64,
    high: f64,
    /// Lines of text for marks above the plot, and below it.
    above: f64,
    below: f64,
}

impl PlotGeometry {
    fn of(n_slots: usize, ticks: &[Tick], marks: &[Mark]) -> Self {
        let ends = ticks.iter().map(|tick| tick.at);
        let n_above = marks.iter().filter(|mark| mark.above).count();
        Self {
            n_slots: n_slots as f64,
            low: ends.clone().fold(f64::INFINITY, f64::min),
            high: ends.fold(f64::NEG_INFINITY, f64::max),
            above: n_above.max(1) as f64,
            below: (marks.len() - n_above) as f64,
        }
    }

    /// Returns per cent from the left.
    fn x(&self, slots: f64) -> f64 {
        ACROSS * slots / self.n_slots
    }

    /// Returns em from the top.
    fn y(&self, value: f64) -> f64 {
        self.top() + PLOT * self.down(value)
    }

    /// Returns how far down the plot a value is, from 0 to 1.
    fn down(&self, value: f64) -> f64 {
        ((self.high - value) / (self.high - self.low)).clamp(0.0, 1.0)
    }

    fn top(&self) -> f64 {
        LINE * self.above
    }

    fn bottom(&self) -> f64 {
        self.top() + PLOT + LINE * self.below
    }

    fn height(&self) -> f64 {
        self.bottom() + 2.0 * LINE + 0.4
    }
}

fn axis(out: &mut Markup, place: &PlotGeometry, ticks: &[Tick]) {
    for tick in ticks {
        let y = place.y(tick.at);
        let class = if tick.at == 0.0 { "zero" } else { "grid" };
        let at = em(y);
        let line = [("class", class), ("x2", "100%"), ("y1", &at), ("y2", &at)];
        out.empty("line", &line);
        text(out, "tick", ["100%", &em(y - 0.3)], "end", &tick.name);
    }
}

/// Writes the names of slots and groups; of many, every so manyth.
fn names(out: &mut Markup, place: &PlotGeometry, slots: &[Slot]) {
    let first = em(place.bottom() + 1.1);
    let grouped = slots.iter().any(|slot| !slot.group.is_empty());
    let every = slots.len().div_ceil(MOST_NAMES).max(1);
    for (index, slot) in slots.iter().enumerate() {
        if index % every == 0 && (every == 1 || !grouped) {
            let x = percent(place.x(index as f64 + 0.5));
            let name = safe_line(&slot.name, 8);
            text(out, "tick", [&x, &first], "middle", &name);
        }
    }
    group_names(out, place, slots, every == 1);
}

/// Writes the names of groups below their slots; of many, every so manyth, at its left border.
fn group_names(out: &mut Markup, place: &PlotGeometry, slots: &[Slot], slots_named: bool) {
    let groups = groups(slots);
    let every = groups.len().div_ceil(MOST_GROUPS).max(1);
    let y = em(place.bottom() + if slots_named { 2.4 } else { 1.1 });
    let top = em(place.bottom() + 0.3);
    for &(name, from, to) in groups.iter().step_by(every) {
        let left = percent(place.x(from as f64));
        let border = [
            ("class", "grid"),
            ("x1", left.as_str()),
            ("x2", &left),
            ("y1", &top),
            ("y2", &y),
        ];
        if from > 0 {
            out.empty("line", &border);
        }
        let (name, width) = (safe_line(name, 8), place.x((to - from) as f64));
        if every > 1 {
            let place = [("class", "tick"), ("x", &left), ("y", &y), ("dx", "0.3em")];
            out.line("text", &place, &name);
        } else {
            let class = if width < NARROW { "tick wide" } else { "tick" };
            let middle = percent(place.x((from + to) as f64 / 2.0));
            text(out, class, [&middle, &y], "middle", &name);
        }
    }
}

/// Returns each group with its first slot and the one after its last.
fn groups(slots: &[Slot]) -> Vec<(&str, usize, usize)> {
    let mut groups: Vec<(&str, usize, usize)> = Vec::new();
    for (index, slot) in slots.iter().enumerate() {
        match groups.last_mut() {
            Some(last) if last.0 == slot.group => last.2 = index + 1,
            _ => groups.push((&slot.group, index, index + 1)),
        }
    }
    groups.retain(|(name, ..)| !name.is_empty());
    groups
}

fn columns(out: &mut Markup, place: &PlotGeometry, chart: &Chart, values: &[Vec<f64>]) {
    let zero = place.y(0.0);
    for (values, series) in values.iter().zip(&chart.series) {
        for (index, &value) in values.iter().enumerate() {
            if value == 0.0 {
                continue;
            }
            let left = place.x(index as f64 + (1.0 - COLUMN) / 2.0);
            let end = place.y(value);
            let rectangle = [
                percent(left),
                em(zero.min(end)),
                percent(place.x(COLUMN)),
                em((zero - end).abs()),
            ];
            rect(out, series.tone, rectangle.each_ref().map(String::as_str));
        }
    }
}

fn lines(out: &mut Markup, place: &PlotGeometry, chart: &Chart, values: &[Vec<f64>]) {
    let stretched = [
        ("class", "plot"),
        ("y", &em(place.top())),
        ("width", &percent(ACROSS)),
        ("height", &em(PLOT)),
        ("viewBox", "0 0 1000 1000"),
        ("preserveAspectRatio", "none"),
    ];
    out.block("svg", &stretched, |out| {
        // The first line is drawn last, on top of the others.
        for (index, (values, series)) in values.iter().zip(&chart.series).enumerate().rev() {
            let mut path = format!("M0 {}", coordinate(UNITS * place.down(0.0)));
            for (slot, &value) in values.iter().enumerate() {
                let x = coordinate(UNITS * (slot as f64 + 1.0) / place.n_slots);
                let y = coordinate(UNITS * place.down(value));
                path.push_str(&format!("L{x} {y}"));
            }
            let class = line_class(series.tone, index);
            out.empty("path", &[("class", &class), ("d", &path)]);
        }
    });
    for (values, series) in values.iter().zip(&chart.series) {
        if let Some(&last) = values.last() {
            let (x, y) = (percent(ACROSS), em(place.y(last)));
            circle(out, class(series.tone), &x, &y);
        }
    }
}

/// Draws a line from a mark to its name, and the name.
fn leader(out: &mut Markup, place: &PlotGeometry, mark: &Mark, marks: &[Mark]) {
    let earlier = marks.iter().take_while(|other| *other != mark);
    let n_before = earlier.filter(|other| other.above == mark.above).count() as f64;
    let y = if mark.above {
        LINE * n_before + 0.9
    } else {
        place.bottom() - LINE * (place.below - 1.0 - n_before) - 0.4
    };
    let across = place.x(mark.at);
    let x = percent(across);
    let edge = if mark.above { y + 0.3 } else { y - 0.9 };
    let (y1, y2) = (em(place.y(mark.value)), em(edge));
    let line = [
        ("class", "leader"),
        ("x1", &x),
        ("x2", &x),
        ("y1", &y1),
        ("y2", &y2),
    ];
    out.empty("line", &line);
    let (anchor, gap) = if across < ACROSS / 2.0 {
        ("start", "0.4em")
    } else {
        ("end", "-0.4em")
    };
    let name = safe_line(&mark.name, LONGEST_NAME);
    let y = em(y);
    let place = [("class", "mark"), ("x", &x), ("y", &y), ("dx", gap)];
    let attributes = [&place[..], &[("text-anchor", anchor)]].concat();
    out.line("text", &attributes, &name);
}

fn dot(out: &mut Markup, place: &PlotGeometry, mark: &Mark) {
    let (x, y) = (percent(place.x(mark.at)), em(place.y(mark.value)));
    circle(out, "dot", &x, &y);
}

fn circle(out: &mut Markup, class: &str, x: &str, y: &str) {
    out.empty(
        "circle",
        &[("class", class), ("cx", x), ("cy", y), ("r", "0.28em")],
    );
}

/// Writes a rectangle: left, top, width and height.
pub(super) fn rect(out: &mut Markup, tone: Tone, [x, y, width, height]: [&str; 4]) {
    let place = [("x", x), ("y", y), ("width", width), ("height", height)];
    let [x, y, width, height] = place;
    out.empty("rect", &[("class", class(tone)), x, y, width, height]);
}

/// Returns the class of a tone.
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

/// Returns the tone that a hatched tone is drawn with.
fn solid(tone: Tone) -> Tone {
    match tone {
        Tone::InSoft => Tone::In,
        Tone::OutSoft => Tone::Out,
        Tone::Unsure => Tone::Rest,
        Tone::In | Tone::Out | Tone::Ai | Tone::Rest => tone,
    }
}

/// Returns the class of a line; all but the first are dashed.
fn line_class(tone: Tone, index: usize) -> String {
    let dashed = if index > 0 { " dashed" } else { "" };
    format!("line {}{dashed}", class(tone))
}

/// Writes text at a place, `anchor`ed there.
fn text(out: &mut Markup, class: &str, [x, y]: [&str; 2], anchor: &'static str, text: &str) {
    let attributes = [
        ("class", class),
        ("x", x),
        ("y", y),
        ("text-anchor", anchor),
    ];
    out.line("text", &attributes, text);
}

/// Formats a part of the width.
pub(super) fn percent(share: f64) -> String {
    format!("{}%", coordinate(share))
}

/// Formats a part of the height.
fn em(height: f64) -> String {
    format!("{}em", coordinate(height))
}

/// Rounds to hundredths, which are finer than any eye; anything undefined is at the edge.
fn coordinate(value: f64) -> f64 {
    let hundredths = (value * 100.0).round() / 100.0;
    if hundredths.is_finite() {
        hundredths + 0.0
    } else {
        0.0
    }
}
