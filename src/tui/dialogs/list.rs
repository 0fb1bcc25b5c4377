//! Draws lists to choose from, lines to type, and what the scenario is about.

use crate::text::{self, Style};
use crate::tui::{
    After, List, ListKind, ListRow, Question, SolverRow, State, Target, TextField, TextPurpose,
    dialogs::frame::{draw_line, open_box},
    theme::Role,
    widgets::{
        first_shown,
        painter::{Painter, column, cut_left, row, width, wrapped},
    },
};
use ratatui::layout::Rect;

fn list_title(kind: &ListKind) -> String {
    match kind {
        ListKind::Actions => "What can be done here".into(),
        ListKind::Plans => "Plans".into(),
        ListKind::Views => "Go to".into(),
        ListKind::Baselines => "Compare figures with".into(),
        ListKind::Choices(row) => solver_title(*row).into(),
        ListKind::Answers(Question::Unsaved(After::Quit)) => "Quit with unsaved changes?".into(),
        ListKind::Answers(Question::Unsaved(After::Open(_))) => {
            "Open another scenario with unsaved changes?".into()
        }
        ListKind::Answers(Question::Exists(_, path)) => format!("{path} exists already"),
        ListKind::Answers(Question::Changed(path)) => {
            format!("{path} was changed by somebody else")
        }
    }
}

fn solver_title(row: SolverRow) -> &'static str {
    match row {
        SolverRow::SolveFor => "What to find",
        SolverRow::Target => "Which figure should be reached?",
        SolverRow::Reach => "What should it be at least?",
        SolverRow::Least => "What should be least?",
        SolverRow::Caps => "Guardrails",
        SolverRow::CashLimit => "How far may net cash fall?",
        SolverRow::Chance => "In how many draws?",
        SolverRow::Input => "What may change?",
        SolverRow::Figure => "Which figure?",
        SolverRow::To => "What should it be?",
        SolverRow::Failing => "When has the plan failed?",
        SolverRow::Limit => "Where does failing begin?",
    }
}

pub(super) fn draw_list(painter: &mut Painter<'_>, state: &State, list: &List) {
    let rows = list.rows(state);
    let title = list_title(&list.kind);
    let label = rows.iter().map(|row| width(&row.label)).max().unwrap_or(0);
    let detail = rows.iter().map(|row| width(&row.detail)).max().unwrap_or(0);
    let columns = label
        .saturating_add(detail)
        .saturating_add(4)
        .max(width(&title))
        .max(40);
    let head = u16::from(list.can_filter());
    let inside = open_box(
        painter,
        &title,
        columns,
        (rows.len().clamp(1, 500) as u16) + head,
    );
    if list.can_filter() {
        draw_filter(painter, row(inside, 0), list);
    }
    let room = usize::from(inside.height.saturating_sub(head));
    let first = first_shown(list.cursor, rows.len(), room);
    if rows.is_empty() {
        painter.put(
            row(inside, head),
            "nothing matches; bksp widens the search",
            Role::Dim,
        );
    }
    for (index, entry) in rows.iter().enumerate().skip(first).take(room) {
        let line = row(inside, (index - first) as u16 + head);
        draw_entry(painter, line, entry, label, index == list.cursor);
        painter.hit(line, Target::Choice(index));
    }
}

fn draw_filter(painter: &mut Painter<'_>, line: Rect, list: &List) {
    let typed = list.filter.value();
    let used = painter.put(line, "find: ", Role::Dim);
    let used = used + painter.put(cut_left(line, used), typed, Role::Text);
    painter.put(cut_left(line, used), " ", Role::Cursor);
}

fn draw_entry(painter: &mut Painter<'_>, line: Rect, entry: &ListRow, label: u16, at_cursor: bool) {
    let role = match (&entry.msg, at_cursor) {
        (_, true) => Role::Cursor,
        (Some(_), false) => Role::Text,
        (None, false) => Role::Dim,
    };
    if at_cursor {
        painter.fill(line, " ", Role::Cursor);
    }
    painter.put_cut(column(line, 0, label), &entry.label, role);
    let detail = if at_cursor { Role::Cursor } else { Role::Dim };
    painter.put_cut(cut_left(line, label + 2), &entry.detail, detail);
}

pub(super) fn draw_text(painter: &mut Painter<'_>, state: &State, field: &TextField) {
    let scenario = state.scenario();
    let (title, hint) = match field.purpose {
        TextPurpose::Number(input) => (input.named(scenario), number_hint(painter, state, input)),
        TextPurpose::SaveAs => (
            "Save as".into(),
            "a file name, usually ending in .ron".into(),
        ),
        TextPurpose::Picture => (
            "A picture of this screen".into(),
            "a file name ending in .png, .svg, .txt, .ansi or .html".into(),
        ),
        TextPurpose::Target(metric) => (
            format!("What should {} reach?", metric.spec().label),
            "such as 3 bn, 400k or 12 %".into(),
        ),
        TextPurpose::Solver(row) => (
            solver_title(row).into(),
            "such as 3 bn, 400k, 80 % or 6".into(),
        ),
        TextPurpose::Seed => (
            "Seed".into(),
            format!("a whole number; now {}", state.simulation_settings().seed),
        ),
        TextPurpose::Draws => (
            "Draws to simulate".into(),
            format!("a whole number; now {}", state.simulation_settings().draws),
        ),
        TextPurpose::Open => (
            "Open".into(),
            "a file, or a built-in one such as amazon-2025".into(),
        ),
        TextPurpose::Rename => ("Rename the plan".into(), "another name".into()),
        TextPurpose::Duplicate => ("Duplicate the plan".into(), "the name of the copy".into()),
    };
    let (text, role) = match &field.error {
        Some(error) => (painter.words.entry_error(error), Role::Warning),
        None => (hint, Role::Dim),
    };
    let most = painter.screen().width.saturating_sub(8).min(70);
    let columns = width(&title).max(width(&text)).max(44).min(most);
    let lines = wrapped(&text, columns);
    let rows = lines.len().min(4);
    let inside = open_box(painter, &title, columns, rows as u16 + 1);
    draw_line(painter, row(inside, 0), &field.line);
    for (index, line) in lines.iter().take(rows).enumerate() {
        painter.put_cut(row(inside, index as u16 + 1), line, role);
    }
}

fn number_hint(painter: &Painter<'_>, state: &State, input: crate::model::Input) -> String {
    let Some(slider) = state.slider(input) else {
        return String::new();
    };
    let words = painter.words;
    format!(
        "now {}; {}; also +3, -3, *1.1",
        words.format(slider.value, slider.unit, Style::Brief),
        words.limits(&slider.limits, slider.unit)
    )
}

/// The summary, the frame of the scenario, and how many of its numbers are sourced.
pub(super) fn draw_about(painter: &mut Painter<'_>, state: &State) {
    let scenario = state.scenario();
    let words = painter.words;
    let columns = painter.screen().width.saturating_sub(8).min(86);
    let mut lines = Vec::new();
    if !scenario.summary.is_empty() {
        lines.extend(wrapped(&scenario.summary, columns));
        lines.push(String::new());
    }
    let quarters = if scenario.horizon == 1 {
        "quarter"
    } else {
        "quarters"
    };
    lines.push(format!(
        "{} {quarters} from {}, in {}, discounted at {} a year.",
        scenario.horizon,
        scenario.start,
        scenario.currency,
        words.lever_share(scenario.inputs.discount_rate)
    ));
    lines.extend(wrapped(&sources_words(state), columns));
    lines.push(match state.document.path() {
        Some(path) => format!("File {path}"),
        None => "No file yet; saving asks for a name.".into(),
    });
    let rows = lines.len().min(usize::from(painter.screen().height));
    let inside = open_box(painter, &scenario.name, columns, rows as u16);
    for (y, line) in lines.iter().enumerate().take(rows) {
        painter.put(row(inside, y as u16), line, Role::Text);
    }
}

/// How many inputs of the scenario and of the plan that is shown come from where.
fn sources_words(state: &State) -> String {
    let (kinds, _) = state.source_counts();
    if kinds.iter().all(|&(_, count)| count == 0) {
        return "The scenario does not say where its inputs come from.".into();
    }
    let kinds = kinds.map(|(kind, count)| format!("{count} {}", text::kind(kind)));
    format!(
        "Inputs that say where they come from: {}.",
        kinds.join(", ")
    )
}
