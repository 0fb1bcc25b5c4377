//! The dialog that explains a figure or an input.
//!
//! Must not compute a result or round a number.

mod rows;

use rows::{Rows, in_words};

use crate::model::{Attribution, Figure, Input, simulate::Metric};
use crate::text::{self, Style, Words};
use crate::tui::{
    ExplainDialog, Range, State, Subject, Target,
    dialogs::frame::open_box,
    screens::inputs::input::lines as lines_of_input,
    theme::Role,
    widgets::{
        first_shown,
        painter::{Painter, row, width, wrapped},
    },
};

/// The widest the dialog gets: a bar longer than this says no more.
const WIDEST: u16 = 132;
/// What the dialog says: lines, then rows the cursor visits, then lines.
struct Content<'s> {
    title: String,
    above: Vec<(String, Role)>,
    rows: Rows<'s>,
    below: Vec<(String, Role)>,
}

pub(crate) fn draw(painter: &mut Painter<'_>, state: &State, explained: &ExplainDialog) {
    let (subject, at) = (explained.subject, explained.row);
    let columns = painter.screen().width.saturating_sub(8).min(WIDEST);
    let mut content = match subject {
        Subject::Figure(figure) => of_figure(painter, state, figure, columns),
        Subject::Input(input) => of_input(painter, state, input, columns),
        Subject::Term(_) => of_term(painter, state, subject, columns),
    };
    if !explained.trail.is_empty() {
        let before = explained.trail.iter().map(|step| step.0);
        let subjects = before.chain([subject]);
        let names = subjects.map(|subject| name(painter, state, subject));
        let trail = names.collect::<Vec<_>>().join(" ▸ ");
        content
            .above
            .insert(0, (trail_end(&trail, columns), Role::Dim));
    }
    let total = content.rows.len();
    let most = usize::from(painter.screen().height.saturating_sub(3));
    let lines = content.above.len() + content.below.len();
    // A small screen keeps a few rows in sight, whatever else there is to say.
    let room = total.min(most.saturating_sub(lines).max(4));
    let above = content.above.len().min(most.saturating_sub(room));
    let wanted = (above + room + content.below.len()).min(most);
    let inside = open_box(painter, &content.title, columns, wanted as u16);
    for (y, (line, role)) in content.above.iter().take(above).enumerate() {
        painter.put_cut(row(inside, y as u16), line, *role);
    }
    let first = first_shown(at, total, room);
    for index in first..(first + room).min(total) {
        let line = row(inside, (above + index - first) as u16);
        painter.hit(line, Target::Explained(index));
        content.rows.draw(painter, line, state, index, index == at);
    }
    for (y, (line, role)) in content.below.iter().enumerate() {
        painter.put_cut(row(inside, (above + room + y) as u16), line, *role);
    }
}

fn name(painter: &Painter<'_>, state: &State, subject: Subject) -> String {
    match subject {
        Subject::Figure(figure) => figure.label(state.scenario()),
        Subject::Input(input) => input.named(state.scenario()),
        Subject::Term(term) => in_words(painter, state).name(term),
    }
}

/// The end of a long trail: where one is matters more than where one began.
fn trail_end(trail: &str, columns: u16) -> String {
    let mut rest = trail;
    while width(rest) + 4 > columns {
        match rest.split_once(" ▸ ") {
            Some((_, later)) => rest = later,
            None => break,
        }
    }
    if rest.len() < trail.len() {
        format!("… ▸ {rest}")
    } else {
        trail.to_owned()
    }
}

fn of_figure<'s>(
    painter: &Painter<'_>,
    state: &'s State,
    figure: Figure,
    columns: u16,
) -> Content<'s> {
    let (scenario, words) = (state.scenario(), painter.words);
    let unit = figure.spec().unit;
    let value = figure.of(state.outcome());
    let full = Words::new(&scenario.currency, true);
    let shown = words.format(value, unit, Style::Result);
    let title = format!("{}: {shown}", figure.label(scenario));
    let mut above = vec![(
        format!(
            "{} · in full {}",
            figure.path(scenario),
            full.format(value, unit, Style::Result)
        ),
        Role::Dim,
    )];
    above.extend(spread(state, figure, &words).map(|text| (text, Role::Text)));
    above.push((String::new(), Role::Text));
    if !state.shows_change() {
        let terms = state.terms_explained();
        above.extend(formula_lines(painter, state, columns));
        return Content {
            title,
            above,
            rows: Rows::Terms(state.formula_explained(), terms),
            below: Vec::new(),
        };
    }
    let mut below = Vec::new();
    let mut rows = Rows::None;
    let tell = |lines: &mut Vec<_>, text: &str, role| {
        lines.extend(wrapped(text, columns).into_iter().map(|line| (line, role)));
    };
    match state.change_explained() {
        Some(Ok(attribution)) if attribution.parts.is_empty() => {
            let text = format!(
                "As {}: nothing it comes from has changed.",
                state.baseline_title()
            );
            tell(&mut below, &text, Role::Text);
        }
        Some(Ok(attribution)) => {
            tell(&mut above, &change(state, attribution, &words), Role::Title);
            tell(&mut below, &text::method(attribution), Role::Dim);
            rows = Rows::Parts(attribution);
        }
        Some(Err(unlike)) => tell(&mut below, text::unlike(*unlike), Role::Text),
        None => {}
    }
    Content {
        title,
        above,
        rows,
        below,
    }
}

/// A formula is cut after so many lines: its terms are below in full.
const LINES: usize = 5;

/// The formula in words, and with numbers in their places.
fn formula_lines(painter: &Painter<'_>, state: &State, columns: u16) -> Vec<(String, Role)> {
    let told = in_words(painter, state);
    let formula = state.term_explained().zip(state.formula_explained());
    let Some((term, formula)) = formula else {
        let text = match state.terms_explained().is_empty() {
            true => "Nothing that can be set goes into it.",
            false => "It is what the input says:",
        };
        return vec![(text.into(), Role::Text)];
    };
    let (named, numbers) = (told.in_words(term, &formula), told.in_numbers(&formula));
    let mut lines = Vec::new();
    for (text, role) in [(named, Role::Text), (numbers, Role::Value)] {
        let mut wrapped = wrapped(&format!("= {text}"), columns.saturating_sub(1));
        if wrapped.len() > LINES {
            wrapped.truncate(LINES);
            if let Some(last) = wrapped.last_mut() {
                last.push('…');
            }
        }
        lines.extend(wrapped.into_iter().map(|line| (line, role)));
    }
    lines.push((String::new(), Role::Text));
    lines
}

fn of_term<'s>(
    painter: &Painter<'_>,
    state: &'s State,
    subject: Subject,
    columns: u16,
) -> Content<'s> {
    let value = match subject {
        Subject::Term(term) => in_words(painter, state).value(term),
        _ => String::new(),
    };
    Content {
        title: format!("{}: {value}", name(painter, state, subject)),
        above: formula_lines(painter, state, columns),
        rows: Rows::Terms(state.formula_explained(), state.terms_explained()),
        below: Vec::new(),
    }
}

/// Where 8 of 10 draws lie, for a figure that the simulation follows.
fn spread(state: &State, figure: Figure, words: &Words<'_>) -> Option<String> {
    match state.range(Metric::following(figure)?) {
        Range::Known { low, high, error } => {
            let range = words.range(figure.spec().unit, low, high, error);
            Some(format!("8 in 10 draws: {range}"))
        }
        Range::Certain | Range::Awaited => None,
    }
}

/// The change in a line: from what, to what, by how much.
fn change(state: &State, attribution: &Attribution, words: &Words<'_>) -> String {
    let unit = attribution.figure.spec().unit;
    let title = state.baseline_title();
    let (from, to) = (
        words.format(attribution.from, unit, Style::Result),
        words.format(attribution.to, unit, Style::Result),
    );
    let by = words.change_or_zero(attribution.change(), unit);
    let by = if attribution.change().is_finite() {
        format!(", {by}")
    } else {
        String::new()
    };
    format!("Since {title}: {from} {} {to}{by}", words.arrow())
}

fn of_input<'s>(
    painter: &Painter<'_>,
    state: &'s State,
    input: Input,
    columns: u16,
) -> Content<'s> {
    let words = painter.words;
    let slider = state.slider(input);
    let mut above = slider.map_or_else(Vec::new, |slider| {
        lines_of_input(painter, state, input, &slider, columns)
    });
    above.push((String::new(), Role::Text));
    let step = state.step_of_input().zip(slider);
    let text = match step {
        Some((to, slider)) => format!(
            "A step, to {}, moves these, the most moved first:",
            words.format(to, slider.unit, Style::Brief)
        ),
        None => "It cannot be moved, so nothing moves with it.".into(),
    };
    above.push((text, Role::Title));
    let value = slider.map_or_else(String::new, |slider| {
        words.format(slider.value, slider.unit, Style::Brief)
    });
    Content {
        title: format!("{}: {value}", input.named(state.scenario())),
        above,
        rows: Rows::MovedFigure(state.moved_by_input()),
        below: Vec::new(),
    }
}
