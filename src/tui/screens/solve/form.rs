//! What is asked of the solver: a row for each thing that can be said.
//!
//! Must not compute a result or round a number.

use crate::model::solve::Failing;
use crate::text::{Style, Words};
use crate::tui::{
    Pane, SolveFor, SolverRow, State, Target,
    theme::Role,
    widgets::{
        first_shown,
        painter::{Painter, column, row, width, wrapped},
    },
};
use ratatui::layout::Rect;

pub(crate) fn title(_: &Painter<'_>, _: &State) -> String {
    "What to find".into()
}

pub(crate) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    let rows = state.solver_form().rows();
    let room = usize::from(area.height);
    let at = state.row(Pane::SolverForm).min(rows.len() - 1);
    let first = first_shown(at, rows.len(), room);
    for (index, &form_row) in rows.iter().enumerate().skip(first).take(room) {
        let line = row(area, (index - first) as u16);
        painter.hit(line, Target::Row(Pane::SolverForm, index));
        draw_row(painter, line, state, form_row, index == at);
    }
    let used = rows.len().min(room) as u16;
    for (y, text) in wrapped(help(state, rows[at]), area.width)
        .iter()
        .enumerate()
    {
        let line = row(area, used + 1 + y as u16);
        painter.put_cut(line, text, Role::Dim);
    }
    rows.len().saturating_sub(room)
}

fn draw_row(painter: &mut Painter<'_>, line: Rect, state: &State, of: SolverRow, here: bool) {
    let here = here && state.pane() == Pane::SolverForm;
    let role = if here { Role::Cursor } else { Role::Text };
    let used = painter.put(line, name(state, of), role) + 1;
    let value = value(state, of, &painter.words);
    let is_choice = state.solver_form().unit(of).is_none() || of == SolverRow::Chance;
    let marked = format!("← {value} →");
    let place = column(line, used, line.width);
    let fits = is_choice && width(&marked) <= place.width;
    let text = if fits { marked } else { value };
    let role = if here { Role::FillCursor } else { Role::Value };
    if width(&text) <= place.width {
        painter.put_right(place, &text, role);
    } else {
        painter.put_cut(place, &text, role);
    }
}

fn name(state: &State, of: SolverRow) -> &'static str {
    match of {
        SolverRow::SolveFor => "find",
        SolverRow::Target => "so that",
        SolverRow::Reach => "is at least",
        SolverRow::Least => "with least",
        SolverRow::Caps => "guardrails",
        SolverRow::CashLimit => "net cash above",
        SolverRow::Chance => "counted on",
        SolverRow::Input => "change",
        SolverRow::Figure => "so that",
        SolverRow::To => "is",
        SolverRow::Failing => "fails with",
        SolverRow::Limit => match state.solver_form().failing {
            Failing::Payback(_) => "later than",
            _ => "below",
        },
    }
}

fn value(state: &State, of: SolverRow, words: &Words<'_>) -> String {
    let (scenario, form) = (state.scenario(), state.solver_form());
    let number = |number: f64| {
        let unit = form.unit(of).unwrap_or(crate::model::Unit::Ratio);
        words.format(number, unit, Style::Result)
    };
    match of {
        SolverRow::SolveFor => match form.solve_for {
            SolveFor::Cuts => "the cuts".into(),
            SolveFor::Input => "one input".into(),
            SolveFor::Failure => "the breaking point".into(),
        },
        SolverRow::Target => form.target.figure().label(scenario),
        SolverRow::Reach if form.reach.is_none() => format!("{}, as now", number(state.reach())),
        SolverRow::To if form.to.is_none() => format!("{}, as now", number(state.goal().reach)),
        SolverRow::Least => form.least.spec().label.into(),
        SolverRow::Caps => if form.caps { "kept" } else { "ignored" }.into(),
        SolverRow::CashLimit => match form.cash_limit {
            Some(limit) => number(-limit),
            None => "no limit".into(),
        },
        SolverRow::Chance => match form.chance.filter(|_| state.is_uncertain()) {
            Some(share) => format!("{} of draws", words.lever_share(share)),
            None => "the base value".into(),
        },
        SolverRow::Input => form.input.named(scenario),
        SolverRow::Figure => form.figure.label(scenario),
        SolverRow::Failing => match form.failing {
            Failing::NoPayback => "no payback",
            Failing::Npv => "NPV not above zero",
            Failing::RunRate(_) => "run-rate savings",
            Failing::Payback(_) => "payback",
        }
        .into(),
        SolverRow::Reach | SolverRow::To | SolverRow::Limit => state
            .solver_number(of)
            .map_or_else(|| number(f64::NAN), number),
    }
}

fn help(state: &State, of: SolverRow) -> &'static str {
    match of {
        SolverRow::SolveFor => {
            "enter chooses: all cuts at once, one input, or what would break the plan"
        }
        SolverRow::Target => "the figure that the cuts should reach",
        SolverRow::Reach | SolverRow::To => "type it: 3 bn, 12 %, 6; bksp: as in the current plan",
        SolverRow::Least => state.solver_form().least.spec().help,
        SolverRow::Caps => "whether no cut may be above its division's guardrail",
        SolverRow::CashLimit => "how far net cash may fall on the way; type 500 m, bksp: no limit",
        SolverRow::Chance if state.is_uncertain() => {
            "the base value, or so many of 1,000 draws; type 80 %"
        }
        SolverRow::Chance => "no input of this scenario is uncertain",
        SolverRow::Input => "any lever or assumption; enter, then type to find",
        SolverRow::Figure => "any result; enter, then type to find",
        SolverRow::Failing => "when the plan counts as failed",
        SolverRow::Limit => "type where failing begins",
    }
}
