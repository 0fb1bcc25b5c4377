//! The dialog that explains a figure or an input.
//!
//! Must not compute a result or round a number.

use super::dialog::open_box;
use super::figure::draw_change;
use super::layout::first_shown;
use super::look::Role;
use super::painter::{Painter, column, cut_left, row, width, wrapped};
use super::panes::lines_of_input;
use super::words::{self, Words, kind_of};
use super::{Target, track};
use crate::app::{Explained, Moved, Range, State, Subject};
use crate::model::simulate::METRICS;
use crate::model::{Attribution, Figure, Formula, Input, Part};
use ratatui::layout::Rect;

/// The widest the dialog gets: a bar longer than this says no more.
const WIDEST: u16 = 132;
/// Columns of an amount with its sign.
const AMOUNT: u16 = 12;

/// What the dialog says: lines, then rows the cursor visits, then lines.
struct Content<'s> {
    title: String,
    above: Vec<(String, Role)>,
    rows: Rows<'s>,
    below: Vec<(String, Role)>,
}

/// Rows the cursor visits.
enum Rows<'s> {
    None,
    Parts(&'s Attribution),
    Terms(Option<Formula>, Vec<usize>),
    Moved(&'s [Moved]),
}

pub(super) fn draw(painter: &mut Painter<'_>, state: &State, explained: &Explained) {
    let Some((subject, at)) = explained.here() else {
        return;
    };
    let columns = painter.screen().width.saturating_sub(8).min(WIDEST);
    let mut content = match subject {
        Subject::Figure(figure) => of_figure(painter, state, figure, columns),
        Subject::Input(input) => of_input(painter, state, input, columns),
        Subject::Term(_) => of_term(painter, state, subject, columns),
    };
    if explained.trail.len() > 1 {
        let names = explained
            .trail
            .iter()
            .map(|step| name(painter, state, step.0));
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

/// The explanation of the plan at hand, in words.
fn told<'s>(painter: &Painter<'s>, state: &'s State) -> words::Explained<'s> {
    words::Explained {
        scenario: state.scenario(),
        explanation: state.explanation(),
        words: painter.words,
    }
}

fn name(painter: &Painter<'_>, state: &State, subject: Subject) -> String {
    match subject {
        Subject::Figure(figure) => figure.label(state.scenario()),
        Subject::Input(input) => words::input(state.scenario(), input),
        Subject::Term(term) => told(painter, state).name(term),
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
    let mut above = vec![(
        format!(
            "{} · in full {}",
            figure.path(scenario),
            full.value(value, unit)
        ),
        Role::Dim,
    )];
    above.extend(spread(state, figure, &words).map(|text| (text, Role::Text)));
    above.push((String::new(), Role::Text));
    if !state.shows_change() {
        let terms = state.terms_explained();
        above.extend(formula_lines(painter, state, columns));
        return Content {
            title: format!("{}: {}", figure.label(scenario), words.value(value, unit)),
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
            tell(&mut below, &words::method(attribution), Role::Dim);
            rows = Rows::Parts(attribution);
        }
        Some(Err(unlike)) => tell(&mut below, words::unlike(*unlike), Role::Text),
        None => {}
    }
    Content {
        title: format!("{}: {}", figure.label(scenario), words.value(value, unit)),
        above,
        rows,
        below,
    }
}

/// A formula is cut after so many lines: its terms are below in full.
const LINES: usize = 5;

/// The formula in words, and with numbers in their places.
fn formula_lines(painter: &Painter<'_>, state: &State, columns: u16) -> Vec<(String, Role)> {
    let told = told(painter, state);
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
        Subject::Term(term) => told(painter, state).value(term),
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
    let path = figure.path(state.scenario());
    let metric = METRICS.iter().find(|spec| spec.name == path)?.metric;
    match state.range(metric) {
        Range::Known { low, high, error } => {
            let range = words.range(kind_of(figure.spec().unit), low, high, error);
            Some(format!("8 in 10 draws: {range}"))
        }
        Range::Certain | Range::Awaited => None,
    }
}

/// The change in a line: from what, to what, by how much.
fn change(state: &State, attribution: &Attribution, words: &Words<'_>) -> String {
    let unit = attribution.figure.spec().unit;
    let kind = kind_of(unit);
    let title = state.baseline_title();
    let (from, to) = (
        words.value(attribution.from, unit),
        words.value(attribution.to, unit),
    );
    let by = words.change_of(kind, attribution.change());
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
            words.brief(to, slider.unit)
        ),
        None => "It cannot be moved, so nothing moves with it.".into(),
    };
    above.push((text, Role::Title));
    let value = slider.map_or_else(String::new, |slider| words.brief(slider.value, slider.unit));
    Content {
        title: format!("{}: {value}", words::input(state.scenario(), input)),
        above,
        rows: Rows::Moved(state.moved_by_input()),
        below: Vec::new(),
    }
}

impl Rows<'_> {
    fn len(&self) -> usize {
        match self {
            Self::None => 0,
            Self::Parts(attribution) => attribution.parts.len(),
            Self::Terms(_, terms) => terms.len(),
            Self::Moved(moved) => moved.len() + 1,
        }
    }

    fn draw(&self, painter: &mut Painter<'_>, line: Rect, state: &State, index: usize, here: bool) {
        match self {
            Self::None => {}
            Self::Parts(attribution) => draw_part(painter, line, state, attribution, index, here),
            Self::Terms(formula, terms) => {
                draw_term(painter, line, state, formula.as_ref(), terms[index], here);
            }
            Self::Moved(moved) => match index.checked_sub(1) {
                None => {
                    painter.put_cut(line, "go to where it is set", marked(here, Role::Text));
                }
                Some(index) => draw_moved(painter, line, state, &moved[index], here),
            },
        }
    }
}

fn marked(here: bool, role: Role) -> Role {
    if here { Role::Cursor } else { role }
}

/// Columns of a value, of a share, and of the ends of a range.
const VALUE: u16 = 16;
const SHARE: u16 = 9;

/// Columns for the names of terms: as many as the longest wants, as far as there is room.
fn name_columns(painter: &Painter<'_>, state: &State, columns: u16) -> u16 {
    let told = told(painter, state);
    let names = state.terms_explained().into_iter();
    let longest = names.map(|term| width(&told.name(term))).max();
    let most = if columns < 90 { 60 } else { 50 };
    (longest.unwrap_or(0) + 1).min(columns * most / 100)
}

/// A term: its value, how much of the whole it is, and for an input how sure it is and who says so.
fn draw_term(
    painter: &mut Painter<'_>,
    line: Rect,
    state: &State,
    formula: Option<&Formula>,
    term: usize,
    here: bool,
) {
    let words = painter.words;
    let subject = state.subject_of(term);
    let names = name_columns(painter, state, line.width);
    let (name, text, unit) = {
        let told = told(painter, state);
        (told.name(term), told.value(term), told.unit(term))
    };
    painter.put_cut(column(line, 0, names), &name, marked(here, Role::Text));
    let value = column(line, names, VALUE);
    painter.put_right(value, &text, Role::Value);
    let share = formula.and_then(|formula| state.share_of_term(formula, term));
    if let Some(share) = share {
        let place = column(line, names + VALUE, SHARE);
        painter.put_right(place, &words.share(share), Role::Dim);
    }
    let Subject::Input(input) = subject else {
        return;
    };
    let mut notes = Vec::new();
    if let Some(quantiles) = state.quantiles(input) {
        let range = words.from_to(quantiles.at(0.1), quantiles.at(0.9), unit);
        notes.push(format!("8 in 10: {range}"));
    }
    notes.push(match state.source(input) {
        Some(source) => words::source(source),
        None => "no source is given".into(),
    });
    let rest = cut_left(line, names + VALUE + SHARE + 2);
    painter.put_cut(rest, &notes.join(" · "), Role::Dim);
}

/// A change, from what to what, what it accounts for, and that as a bar from the middle.
fn draw_part(
    painter: &mut Painter<'_>,
    line: Rect,
    state: &State,
    attribution: &Attribution,
    index: usize,
    here: bool,
) {
    let part = &attribution.parts[index];
    let (name, from_to) = painter.words.changed(state, &part.changed);
    // A name that ends in what changed is cut last.
    let all = attribution.parts.iter();
    let longest = all.map(|part| width(&painter.words.changed(state, &part.changed).0));
    let names = longest.max().unwrap_or(0).min(line.width / 2);
    let values = (line.width / 4).min(24);
    painter.put_cut(column(line, 0, names), &name, marked(here, Role::Text));
    painter.put_cut(
        column(line, names + 1, values.saturating_sub(1)),
        &from_to,
        Role::Dim,
    );
    let amount = column(line, names + values, AMOUNT);
    if !part.amount.is_finite() {
        painter.put_right(amount, words::UNDEFINED, Role::Dim);
        return;
    }
    let kind = kind_of(attribution.figure.spec().unit);
    let text = painter.words.change_of(kind, part.amount);
    painter.put_right(amount, &text, Role::Value);
    let most = attribution
        .parts
        .iter()
        .map(|part: &Part| part.amount.abs());
    let most = most.fold(0.0, f64::max);
    draw_bar(
        painter,
        cut_left(line, names + values + AMOUNT + 1),
        part.amount,
        most,
    );
}

/// A bar from the middle: to the right what adds, to the left what takes away.
fn draw_bar(painter: &mut Painter<'_>, area: Rect, amount: f64, most: f64) {
    if area.width < 3 || most == 0.0 {
        return;
    }
    let half = (area.width - 1) / 2;
    let (whole, eighths) = track(amount.abs() / most, half);
    let length = (whole + u16::from(eighths >= 4)).min(half);
    let (x, role) = if amount < 0.0 {
        (half - length, Role::Loss)
    } else {
        (half + 1, Role::Gain)
    };
    painter.fill(column(area, x, length), "█", role);
    painter.put(column(area, half, 1), "│", Role::Dim);
}

fn draw_moved(painter: &mut Painter<'_>, line: Rect, state: &State, moved: &Moved, here: bool) {
    let kind = kind_of(moved.figure.spec().unit);
    let words = painter.words;
    let change = AMOUNT + 2;
    let values = (line.width * 2 / 5).min(30);
    let names = line.width.saturating_sub(change + values);
    let label = moved.figure.label(state.scenario());
    painter.put_cut(
        column(line, 0, names.saturating_sub(1)),
        &label,
        marked(here, Role::Text),
    );
    let text = format!(
        "{} {} {}",
        words.figure(kind, moved.from),
        words.arrow(),
        words.figure(kind, moved.to)
    );
    painter.put_right(column(line, names, values), &text, Role::Value);
    let place = column(line, names + values + 1, change);
    draw_change(painter, place, kind, moved.from, moved.to);
}
