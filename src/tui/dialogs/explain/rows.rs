//! The rows of an explanation: terms, changes, and what an input moves.
//!
//! Must not compute a result or round a number.

use crate::model::{Attribution, Formula, Part};
use crate::text::{self, Style};
use crate::tui::{
    MovedFigure, State, Subject,
    theme::Role,
    track,
    widgets::{
        figure::draw_change,
        painter::{Painter, column, cut_left, width},
    },
};
use ratatui::layout::Rect;

/// Columns of an amount with its sign.
const AMOUNT: u16 = 12;

/// Rows the cursor visits.
pub(super) enum Rows<'s> {
    None,
    Parts(&'s Attribution),
    Terms(Option<Formula>, Vec<usize>),
    MovedFigure(&'s [MovedFigure]),
}

impl Rows<'_> {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::None => 0,
            Self::Parts(attribution) => attribution.parts.len(),
            Self::Terms(_, terms) => terms.len(),
            Self::MovedFigure(moved) => moved.len() + 1,
        }
    }

    pub(super) fn draw(
        &self,
        painter: &mut Painter<'_>,
        line: Rect,
        state: &State,
        index: usize,
        here: bool,
    ) {
        match self {
            Self::None => {}
            Self::Parts(attribution) => draw_part(painter, line, state, attribution, index, here),
            Self::Terms(formula, terms) => {
                draw_term(painter, line, state, formula.as_ref(), terms[index], here);
            }
            Self::MovedFigure(moved) => match index.checked_sub(1) {
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
    let told = in_words(painter, state);
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
        let told = in_words(painter, state);
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
        Some(source) => text::source(source),
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
    let (name, from_to) = painter.words.changed(state.scenario(), &part.changed);
    // A name that ends in what changed is cut last.
    let all = attribution.parts.iter();
    let longest = all.map(|part| width(&painter.words.changed(state.scenario(), &part.changed).0));
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
        painter.put_right(amount, text::UNDEFINED, Role::Dim);
        return;
    }
    let kind = attribution.figure.spec().unit;
    let text = painter.words.change_or_zero(part.amount, kind);
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

fn draw_moved(
    painter: &mut Painter<'_>,
    line: Rect,
    state: &State,
    moved: &MovedFigure,
    here: bool,
) {
    let kind = moved.figure.spec().unit;
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
        words.format(moved.from, kind, Style::Bare),
        words.arrow(),
        words.format(moved.to, kind, Style::Bare)
    );
    painter.put_right(column(line, names, values), &text, Role::Value);
    let place = column(line, names + values + 1, change);
    draw_change(painter, place, kind, moved.from, moved.to);
}

/// Returns the explanation of the plan that is shown, in words.
pub(super) fn in_words<'s>(painter: &Painter<'s>, state: &'s State) -> text::Explained<'s> {
    text::Explained {
        scenario: state.scenario(),
        explanation: state.explanation(),
        words: painter.words,
    }
}
