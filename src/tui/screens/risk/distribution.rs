//! How one figure is spread: in words, as a histogram, as twenty dots that can be counted, as chances.
//!
//! Must not compute a result or round a number.

use crate::model::simulate::{Metric, MetricSpec, Simulation};
use crate::text::Style;
use crate::tui::{
    State,
    theme::Role,
    widgets::{
        columns,
        painter::{Painter, column, cut_left, row, width, wrapped},
    },
};
use ratatui::layout::Rect;

pub(crate) fn title(painter: &Painter<'_>, state: &State) -> String {
    let spec = state.metric().spec();
    let settings = state.simulation_settings();
    let draws = |n: usize| painter.words.count(n as f64);
    let made = match state.simulation().map(Simulation::n_draws) {
        Some(made) if made == settings.draws => format!("{} draws", draws(made)),
        Some(made) => format!("{} of {} draws", draws(made), draws(settings.draws)),
        None => format!("{} draws asked for", draws(settings.draws)),
    };
    format!("How sure: {} · {made}, seed {}", spec.label, settings.seed)
}

pub(crate) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    let Some(odds) = state.simulation() else {
        let text = if state.is_uncertain() {
            "simulating …"
        } else {
            "no input of this scenario is uncertain"
        };
        painter.put_cut(row(area, 0), text, Role::Dim);
        return 0;
    };
    let sorted = state.sorted_draws();
    let spec = state.metric().spec();
    let mut rest = put_words(painter, area, odds, spec);
    let chances = chances(painter, state, odds);
    let below = (chances.len() as u16).min(rest.height);
    for (index, (text, chance)) in chances.iter().take(usize::from(below)).enumerate() {
        let line = row(rest, rest.height - below + index as u16);
        let used = painter.put_right(column(line, 0, 11), chance, Role::Headline);
        painter.put_cut(cut_left(line, used.max(11) + 1), text, Role::Text);
    }
    rest.height -= below;
    if let Some(scale) = Scale::of(sorted, state).filter(|_| rest.height >= 4) {
        let dots = if rest.height >= 11 { 4 } else { 0 };
        rest.height -= dots;
        draw_histogram(painter, rest, sorted, &scale, state, odds);
        if dots > 0 {
            let place = Rect {
                y: rest.bottom(),
                height: dots,
                ..rest
            };
            draw_dots(painter, place, sorted, &scale, state);
        }
    }
    0
}

/// Percentiles in words, with only the digits they support; returns what is left below.
fn put_words(painter: &mut Painter<'_>, area: Rect, odds: &Simulation, spec: &MetricSpec) -> Rect {
    let spread = odds.spread(spec.metric);
    let kind = spec.unit;
    let sign = painter.words.sign(kind);
    let at = |name| {
        let text = painter.words.format(
            spread.percentile(name),
            kind,
            Style::Estimate(spread.standard_error),
        );
        format!("{sign}{text}")
    };
    let text = format!(
        "8 in 10 draws lie between {} and {}; half are below {}; 1 in 10 is below the first, 1 in 10 above the second.",
        at("p10"),
        at("p90"),
        at("p50")
    );
    let lines = wrapped(&text, area.width);
    let shown = lines.len().min(usize::from(area.height / 4).max(1));
    for (y, line) in lines.iter().take(shown).enumerate() {
        painter.put_cut(row(area, y as u16), line, Role::Text);
    }
    let used = shown as u16;
    Rect {
        y: area.y + used,
        height: area.height - used,
        ..area
    }
}

/// Chances worth knowing: of what, and how large.
fn chances(painter: &Painter<'_>, state: &State, odds: &Simulation) -> Vec<(String, String)> {
    let words = &painter.words;
    let chance = |metric, is: &dyn Fn(f64) -> bool| {
        words.likelihood(odds.chance(metric, is), odds.n_draws())
    };
    let mut chances = vec![
        (
            "payback within the horizon".into(),
            chance(Metric::PaybackMonths, &f64::is_finite),
        ),
        (
            "net present value above zero".into(),
            chance(Metric::Npv, &|npv| npv > 0.0),
        ),
    ];
    let spec = state.metric().spec();
    chances.push(match state.target(spec.metric) {
        Some(target) => {
            let text = words.format(target, spec.unit, Style::Bare);
            (
                format!("{} at least {text}; = types another target", spec.label),
                chance(spec.metric, &|value| value >= target),
            )
        }
        None => (
            format!("= types what {} should reach", spec.label),
            String::new(),
        ),
    });
    chances
}

/// From a figure to a column.
struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    /// Nearly all draws, and the plan's own figure; nothing when there is nothing to spread.
    fn of(sorted: &[f64], state: &State) -> Option<Self> {
        let last = sorted.len().checked_sub(1)?;
        let plan = state.metric().of(state.outcome());
        let plan = if plan.is_finite() {
            plan
        } else {
            sorted[last / 2]
        };
        let low = sorted[last / 400].min(plan);
        let high = sorted[last - last / 400].max(plan);
        (high > low).then_some(Self { low, high })
    }

    fn column(&self, value: f64, columns: u16) -> Option<u16> {
        let at = (value - self.low) / (self.high - self.low);
        let column = at * f64::from(columns);
        (0.0..=1.0)
            .contains(&at)
            .then(|| (column as u16).min(columns.saturating_sub(1)))
    }

    /// The figure at the left edge of a column.
    fn edge(&self, column: u16, columns: u16) -> f64 {
        self.low + (self.high - self.low) * f64::from(column) / f64::from(columns)
    }
}

fn draw_histogram(
    painter: &mut Painter<'_>,
    area: Rect,
    sorted: &[f64],
    scale: &Scale,
    state: &State,
    odds: &Simulation,
) {
    let plot = Rect {
        height: area.height - 2,
        ..area
    };
    let below = |value: f64| sorted.partition_point(|&draw| draw < value);
    let counts: Vec<usize> = (0..area.width)
        .map(|x| below(scale.edge(x + 1, area.width)) - below(scale.edge(x, area.width)))
        .collect();
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let spread = odds.spread(state.metric());
    let inner = spread.percentile("p10")..=spread.percentile("p90");
    for (x, &count) in counts.iter().enumerate() {
        let middle =
            scale.edge(x as u16, area.width) * 0.5 + scale.edge(x as u16 + 1, area.width) * 0.5;
        let role = if inner.contains(&middle) {
            Role::Fill
        } else {
            Role::Track
        };
        let at = column(plot, x as u16, 1);
        let cells = count as f64 / most as f64 * f64::from(plot.height);
        columns::rise(painter, at, plot.height, cells, role);
    }
    draw_axis(painter, area, scale, state, odds);
}

/// The line below the histogram: percentiles, the plan's own figure, and the target.
fn draw_axis(
    painter: &mut Painter<'_>,
    area: Rect,
    scale: &Scale,
    state: &State,
    odds: &Simulation,
) {
    let spread = odds.spread(state.metric());
    let kind = state.metric().spec().unit;
    let axis = row(area, area.height - 2);
    let labels = row(area, area.height - 1);
    painter.fill(axis, "─", Role::Track);
    let plan = state.metric().of(state.outcome());
    let mut marks = vec![(
        "◆",
        plan,
        format!("plan {}", painter.words.format(plan, kind, Style::Bare)),
        Role::Headline,
    )];
    if let Some(target) = state.target(state.metric()) {
        let text = format!("target {}", painter.words.format(target, kind, Style::Bare));
        marks.push(("┃", target, text, Role::Limit));
    }
    for (name, label) in [("p50", "P50"), ("p10", "P10"), ("p90", "P90")] {
        let value = spread.percentile(name);
        let text = painter
            .words
            .format(value, kind, Style::Estimate(spread.standard_error));
        marks.push(("┴", value, format!("{label} {text}"), Role::Dim));
    }
    // What comes first is never covered.
    let mut taken: Vec<(u16, u16)> = Vec::new();
    for (glyph, value, text, role) in marks {
        let Some(x) = scale.column(value, area.width) else {
            continue;
        };
        painter.put(column(axis, x, 1), glyph, role);
        let length = width(&text);
        let from = x
            .saturating_sub(length / 2)
            .min(area.width.saturating_sub(length));
        let is_free = taken.iter().all(|&(a, b)| from + length < a || from > b);
        if is_free && length <= area.width {
            painter.put(column(labels, from, length), &text, role);
            taken.push((from, from + length));
        }
    }
}

/// How many dots: each is one chance in so many.
const DOTS: usize = 20;

/// Twenty equally likely outcomes, stacked where they fall.
fn draw_dots(painter: &mut Painter<'_>, area: Rect, sorted: &[f64], scale: &Scale, state: &State) {
    let target = state.target(state.metric());
    let slots = area.width / 2;
    let mut heights = vec![0u16; usize::from(slots)];
    for index in 0..DOTS {
        let at = (sorted.len() * (2 * index + 1)) / (2 * DOTS);
        let value = sorted[at.min(sorted.len() - 1)];
        let Some(slot) = scale.column(value, slots) else {
            continue;
        };
        let height = &mut heights[usize::from(slot)];
        if *height + 1 < area.height {
            let (glyph, role) = match target {
                Some(target) if value < target => ("×", Role::Dim),
                _ => ("●", Role::Fill),
            };
            let line = row(area, area.height - 2 - *height);
            painter.put(column(line, slot * 2, 1), glyph, role);
            *height += 1;
        }
    }
    let text = match target {
        Some(_) => "each dot is one chance in 20; ● reaches the target, × does not",
        None => "each dot is one chance in 20",
    };
    painter.put_cut(row(area, area.height - 1), text, Role::Dim);
}
