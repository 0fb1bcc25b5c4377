//! The table of all inputs: value, distribution, and where each comes from.
//!
//! Draws only the rows that fit, whatever the number of inputs.
//!
//! Must not compute a result or round a number.

use crate::model::Input;
use crate::text::{self, Style};
use crate::tui::{
    Dialog, Group, Pane, Scope, State, Target,
    dialogs::frame::draw_line,
    theme::Role,
    widgets::{
        first_shown,
        painter::{Painter, column, cut_left, row},
    },
};
use ratatui::layout::Rect;

pub(crate) fn title(_: &Painter<'_>, state: &State) -> String {
    let all = state.input_index().len();
    let shown = state.inputs_shown();
    let at = (state.row(Pane::Inputs) + 1).min(shown);
    let only = match state.inputs_scope() {
        Scope::All => "",
        Scope::Uncertain => " · only uncertain",
        Scope::Changed => " · only changed",
        Scope::Unsourced => " · only without a source",
    };
    let of = if shown == all {
        all.to_string()
    } else {
        format!("{shown} of {all}")
    };
    let (kinds, none) = state.source_counts();
    let kinds = kinds.map(|(kind, count)| format!("{count} {}", text::kind(kind)));
    format!("Inputs {at}/{of}{only} · {} {none} none", kinds.join(" "))
}

/// Columns of the table, by the width there is; each has a blank before it.
struct Columns {
    group: u16,
    label: u16,
    value: u16,
    varies: u16,
    range: u16,
    kind: u16,
}

/// Columns for the mark of what is not as it was saved.
const MARK: u16 = 3;
/// The beginning of a source says something from so many columns on.
const LEAST_TEXT: u16 = 16;

impl Columns {
    fn of(width: u16) -> Self {
        let (value, kind) = (11, 13);
        let left = width.saturating_sub(value + MARK + kind);
        let range = if width >= 100 { 17 } else { 0 };
        let rest = left.saturating_sub(range);
        let label = (rest * 37 / 100).clamp(12, 23);
        let varies = (rest * 39 / 100).clamp(8, 28);
        Self {
            group: rest.saturating_sub(label + varies).clamp(9, 30),
            label,
            value,
            varies,
            range,
            kind,
        }
    }
}

pub(crate) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    let columns = Columns::of(area.width);
    let head = row(area, 0);
    if state.dialog() == Some(&Dialog::Find) || !state.inputs_filter().value().is_empty() {
        draw_filter(painter, head, state);
    } else {
        draw_head(painter, head, &columns);
    }
    let room = usize::from(area.height.saturating_sub(1));
    let total = state.inputs_shown();
    if total == 0 {
        let hint = "no match; esc shows all";
        painter.put_cut(row(area, 1), hint, Role::Dim);
    }
    let first = first_shown(state.row(Pane::Inputs), total, room);
    let last = (first + room).min(total);
    let mut group = None;
    for at in first..last {
        let line = row(area, (at - first) as u16 + 1);
        let own = state
            .inputs
            .place(state.input_index(), at)
            .map(|place| state.input_index().group(place));
        draw_row(
            painter,
            line,
            &columns,
            state,
            at,
            own.filter(|_| own != group),
        );
        group = own;
    }
    total - (last - first)
}

fn draw_filter(painter: &mut Painter<'_>, line: Rect, state: &State) {
    let used = painter.put(line, "find: ", Role::Key);
    let place = cut_left(line, used);
    if state.dialog() == Some(&Dialog::Find) {
        draw_line(painter, place, state.inputs_filter());
    } else {
        painter.put_cut(place, state.inputs_filter().value(), Role::Text);
    }
}

fn draw_head(painter: &mut Painter<'_>, line: Rect, columns: &Columns) {
    let mut x = columns.group + columns.label;
    painter.put_right(column(line, x, columns.value), "value", Role::Dim);
    x += columns.value + MARK;
    painter.put_cut(
        column(line, x, columns.varies - 1),
        "uncertainty",
        Role::Dim,
    );
    x += columns.varies;
    if columns.range > 0 {
        painter.put(column(line, x, columns.range), "P10 to P90", Role::Dim);
        x += columns.range;
    }
    painter.put_cut(cut_left(line, x), "source", Role::Dim);
}

fn draw_row(
    painter: &mut Painter<'_>,
    line: Rect,
    columns: &Columns,
    state: &State,
    at: usize,
    group: Option<Group>,
) {
    let Some((input, slider)) = state
        .input_in_row(at)
        .and_then(|input| Some((input, state.slider(input)?)))
    else {
        return;
    };
    painter.hit(line, Target::Row(Pane::Inputs, at));
    let name = column(line, 0, columns.group - 1);
    painter.put_cut(
        name,
        group.map_or("", |group| group_name(state, group)),
        Role::Title,
    );
    let label = column(line, columns.group, columns.label - 1);
    let role = if at == state.row(Pane::Inputs) {
        painter.fill(label, " ", Role::Cursor);
        Role::Cursor
    } else {
        Role::Text
    };
    painter.put_cut(label, input.label(), role);
    let mut x = columns.group + columns.label;
    let value = painter
        .words
        .format(slider.value, slider.unit, Style::Brief);
    painter.put_right(column(line, x, columns.value), &value, Role::Value);
    x += columns.value;
    if state.is_changed(input) {
        painter.put(column(line, x + 1, 1), "●", Role::Unsaved);
    }
    x += MARK;
    draw_uncertainty(
        painter,
        column(line, x, columns.varies + columns.range - 1),
        columns,
        state,
        input,
    );
    x += columns.varies + columns.range;
    draw_source(painter, cut_left(line, x), columns, state, input);
}

/// What the inputs of a group are of.
fn group_name(state: &State, group: Group) -> &str {
    match group {
        Group::Scenario => "Scenario",
        Group::Assumptions => "Assumptions",
        Group::Capex => "AI",
        Group::Option(option) => &state.scenario().options[option].name,
        Group::Plan => "Plan",
        Group::Division(division) => &state.scenario().divisions[division].name,
    }
}

fn draw_uncertainty(
    painter: &mut Painter<'_>,
    area: Rect,
    columns: &Columns,
    state: &State,
    input: Input,
) {
    let unit = state
        .slider(input)
        .map_or(crate::model::Unit::Ratio, |slider| slider.unit);
    let varies = column(area, 0, columns.varies - 1);
    let Some(uncertain) = state.uncertain(input) else {
        let is_lever = !input.may_be_uncertain() && input != Input::Horizon;
        painter.put_cut(varies, if is_lever { "decision" } else { "" }, Role::Dim);
        return;
    };
    let text = painter
        .words
        .rounded()
        .brief_distribution(&uncertain.distribution, unit);
    painter.put_cut(varies, &text, Role::Value);
    if let Some(quantiles) = state.quantiles(input).filter(|_| columns.range > 0) {
        let words = painter.words.rounded();
        let text = words.from_to(quantiles.at(0.1), quantiles.at(0.9), unit);
        painter.put_cut(cut_left(area, columns.varies), &text, Role::Value);
    }
}

/// The kind of a source, and its text as far as there is room.
fn draw_source(
    painter: &mut Painter<'_>,
    area: Rect,
    columns: &Columns,
    state: &State,
    input: Input,
) {
    let Some(source) = state.source(input) else {
        let value = state.slider(input).map(|slider| slider.value);
        let is_default = value.is_some() && value == state.default_of(input);
        painter.put_cut(area, if is_default { "default" } else { "–" }, Role::Dim);
        return;
    };
    let kind = text::kind(source.kind);
    let role = match source.kind {
        crate::model::SourceKind::Sourced | crate::model::SourceKind::Derived => Role::Value,
        _ => Role::Dim,
    };
    painter.put_cut(column(area, 0, columns.kind), kind, role);
    let text = cut_left(area, columns.kind);
    if text.width >= LEAST_TEXT {
        painter.put_cut(text, &source.text, Role::Dim);
    }
}
