//! What is asked of the solver: a row for each thing that can be said.
//!
//! Must not compute a result or round a number.

use crate::model::solve::Failing;
use crate::text::{Style, Words};
use crate::tui::{
    Find, Pane, QuestRow, State, Target,
    layout::first_shown,
    theme::Role,
    widgets::painter::{Painter, column, row, width, wrapped},
};
use ratatui::layout::Rect;

pub(crate) fn title(_: &Painter<'_>, _: &State) -> String {
    "What to find".into()
}

pub(crate) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    let rows = state.quest().rows();
    let room = usize::from(area.height);
    let at = state.row(Pane::Quest).min(rows.len() - 1);
    let first = first_shown(at, rows.len(), room);
    for (index, &quest_row) in rows.iter().enumerate().skip(first).take(room) {
        let line = row(area, (index - first) as u16);
        painter.hit(line, Target::Row(Pane::Quest, index));
        draw_row(painter, line, state, quest_row, index == at);
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

fn draw_row(painter: &mut Painter<'_>, line: Rect, state: &State, of: QuestRow, here: bool) {
    let here = here && state.pane() == Pane::Quest;
    let role = if here { Role::Cursor } else { Role::Text };
    let used = painter.put(line, name(state, of), role) + 1;
    let value = value(state, of, &painter.words);
    let is_choice = state.quest().unit(of).is_none() || of == QuestRow::Chance;
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

fn name(state: &State, of: QuestRow) -> &'static str {
    match of {
        QuestRow::Find => "find",
        QuestRow::Target => "so that",
        QuestRow::Reach => "is at least",
        QuestRow::Least => "with least",
        QuestRow::Caps => "guardrails",
        QuestRow::CashLimit => "net cash above",
        QuestRow::Chance => "counted on",
        QuestRow::Input => "change",
        QuestRow::Figure => "so that",
        QuestRow::To => "is",
        QuestRow::Failing => "fails with",
        QuestRow::Limit => match state.quest().failing {
            Failing::Payback(_) => "later than",
            _ => "below",
        },
    }
}

fn value(state: &State, of: QuestRow, words: &Words<'_>) -> String {
    let (scenario, quest) = (state.scenario(), state.quest());
    let number = |number: f64| {
        let unit = quest.unit(of).unwrap_or(crate::model::Unit::Ratio);
        words.format(number, unit, Style::Result)
    };
    match of {
        QuestRow::Find => match quest.find {
            Find::Cuts => "the cuts".into(),
            Find::Input => "one input".into(),
            Find::Failure => "the breaking point".into(),
        },
        QuestRow::Target => quest.target.figure().label(scenario),
        QuestRow::Reach if quest.reach.is_none() => format!("{}, as now", number(state.reach())),
        QuestRow::To if quest.to.is_none() => format!("{}, as now", number(state.goal().reach)),
        QuestRow::Least => quest.least.spec().label.into(),
        QuestRow::Caps => if quest.caps { "kept" } else { "ignored" }.into(),
        QuestRow::CashLimit => match quest.cash_limit {
            Some(limit) => number(-limit),
            None => "no limit".into(),
        },
        QuestRow::Chance => match quest.chance.filter(|_| state.is_uncertain()) {
            Some(share) => format!("{} of draws", words.lever_share(share)),
            None => "the base value".into(),
        },
        QuestRow::Input => quest.input.named(scenario),
        QuestRow::Figure => quest.figure.label(scenario),
        QuestRow::Failing => match quest.failing {
            Failing::NoPayback => "no payback",
            Failing::Npv => "NPV not above zero",
            Failing::RunRate(_) => "run-rate savings",
            Failing::Payback(_) => "payback",
        }
        .into(),
        QuestRow::Reach | QuestRow::To | QuestRow::Limit => state
            .quest_number(of)
            .map_or_else(|| number(f64::NAN), number),
    }
}

fn help(state: &State, of: QuestRow) -> &'static str {
    match of {
        QuestRow::Find => {
            "enter chooses: all cuts at once, one input, or what would break the plan"
        }
        QuestRow::Target => "the figure that the cuts should reach",
        QuestRow::Reach | QuestRow::To => {
            "type it: 3 bn, 12 %, 6; bksp: as the plan at hand has it"
        }
        QuestRow::Least => state.quest().least.spec().help,
        QuestRow::Caps => "whether no cut may be above its division's guardrail",
        QuestRow::CashLimit => "how far net cash may fall on the way; type 500 m, bksp: no limit",
        QuestRow::Chance if state.is_uncertain() => {
            "the base value, or so many of 1,000 draws; type 80 %"
        }
        QuestRow::Chance => "no input of this scenario is uncertain",
        QuestRow::Input => "any lever or assumption; enter, then type to find",
        QuestRow::Figure => "any result; enter, then type to find",
        QuestRow::Failing => "when the plan counts as failed",
        QuestRow::Limit => "type where failing begins",
    }
}
