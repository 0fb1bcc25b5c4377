//! Columns and lines over an axis from left to right, with round figures at the right edge.
//!
//! Must not know what is measured.

use crate::report::{
    chart::{Chart, Drawing, Mark, Slot, Tick},
    formats::page::{
        drawing::{Frame, class, coordinate, em, line_class, percent, rect, text},
        markup::Markup,
    },
};
use crate::safe::safe_line;

/// How much of the width is for figures drawn; the rest is for those written.
const ACROSS: f64 = 84.0;
/// Heights in em.
const PLOT: f64 = 15.0;
const LINE: f64 = 1.4;
/// How much of its slot a column fills.
const COLUMN: f64 = 0.72;
/// Names of slots and groups that fit beside each other on a small screen.
const MOST_NAMES: usize = 12;
const MOST_GROUPS: usize = 5;
/// A group that takes less of the width than this has no room for its name on a small screen.
const NARROW: f64 = 10.0;
/// Inside a drawing that is stretched to its place.
const UNITS: f64 = 1000.0;
const LONGEST_NAME: usize = 40;

pub(super) fn push(out: &mut Markup, frame: &Frame<'_>, chart: &Chart) {
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
    let place = Place::of(slots.len(), ticks, marks);
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

/// Where figures are.
struct Place {
    n_slots: f64,
    low: f64,
    high: f64,
    /// Lines for names of marks above the plot, and below it.
    above: f64,
    below: f64,
}

impl Place {
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

    /// Per cent from the left.
    fn x(&self, slots: f64) -> f64 {
        ACROSS * slots / self.n_slots
    }

    /// Em from the top.
    fn y(&self, value: f64) -> f64 {
        self.top() + PLOT * self.down(value)
    }

    /// How far down the plot, from 0 to 1.
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

fn axis(out: &mut Markup, place: &Place, ticks: &[Tick]) {
    for tick in ticks {
        let y = place.y(tick.at);
        let class = if tick.at == 0.0 { "zero" } else { "grid" };
        let at = em(y);
        let line = [("class", class), ("x2", "100%"), ("y1", &at), ("y2", &at)];
        out.empty("line", &line);
        text(out, "tick", ["100%", &em(y - 0.3)], "end", &tick.name);
    }
}

/// What slots and the groups they belong to are called; where there are many, every so manyth.
fn names(out: &mut Markup, place: &Place, slots: &[Slot]) {
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

/// Groups below their slots; where there are many, every so manyth, at its left border.
fn group_names(out: &mut Markup, place: &Place, slots: &[Slot], slots_named: bool) {
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

/// Names of groups, and the slots they begin at and end before.
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

fn columns(out: &mut Markup, place: &Place, chart: &Chart, values: &[Vec<f64>]) {
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

fn lines(out: &mut Markup, place: &Place, chart: &Chart, values: &[Vec<f64>]) {
    let stretched = [
        ("class", "plot"),
        ("y", &em(place.top())),
        ("width", &percent(ACROSS)),
        ("height", &em(PLOT)),
        ("viewBox", "0 0 1000 1000"),
        ("preserveAspectRatio", "none"),
    ];
    out.block("svg", &stretched, |out| {
        // The first line is drawn last, so that it is seen where others lie on it.
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

/// A line from a mark to its name.
fn leader(out: &mut Markup, place: &Place, mark: &Mark, marks: &[Mark]) {
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

fn dot(out: &mut Markup, place: &Place, mark: &Mark) {
    let (x, y) = (percent(place.x(mark.at)), em(place.y(mark.value)));
    circle(out, "dot", &x, &y);
}

fn circle(out: &mut Markup, class: &str, x: &str, y: &str) {
    out.empty(
        "circle",
        &[("class", class), ("cx", x), ("cy", y), ("r", "0.28em")],
    );
}
