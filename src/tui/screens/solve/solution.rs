//! What the solver found: whether the target is reached, what it costs first, who gives it.
//!
//! Must not compute a result or round a number.

use crate::model::{Input, Lever};
use crate::tui::{
    Pane, SolveFor, State, Target,
    figures::SOLUTION,
    theme::Role,
    widgets::{
        figure::{self, FigureCell},
        first_shown,
        painter::{Painter, column, cut_left, row, wrapped},
        slider::{Ticks, draw_track},
    },
};
use ratatui::layout::Rect;

pub(crate) fn title(_: &Painter<'_>, state: &State) -> String {
    let form = state.solver_form();
    match form.solve_for {
        SolveFor::Cuts => format!("Cuts: {}", form.least.spec().title),
        SolveFor::Input => "The value that does it".into(),
        SolveFor::Failure => "The nearest way to fail".into(),
    }
}

pub(crate) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    match state.solver_form().solve_for {
        SolveFor::Cuts => draw_cuts(painter, area, state),
        SolveFor::Input => draw_sought(painter, area, state),
        SolveFor::Failure => {
            let lines = painter
                .words
                .stress(state.solver_form().failing, state.stress());
            put_lines(painter, area, &lines, usize::from(area.height));
            0
        }
    }
}

/// Lines of text from the top, the first one standing out; returns what is left below.
fn put_lines(painter: &mut Painter<'_>, area: Rect, lines: &[String], most: usize) -> Rect {
    let mut used = 0;
    for (index, text) in lines.iter().enumerate() {
        let role = if index == 0 {
            Role::Headline
        } else {
            Role::Text
        };
        for part in wrapped(text, area.width) {
            if usize::from(used) >= most {
                break;
            }
            painter.put_cut(row(area, used), &part, role);
            used += 1;
        }
    }
    below(area, used)
}

fn below(area: Rect, used: u16) -> Rect {
    let used = used.min(area.height);
    Rect {
        y: area.y + used,
        height: area.height - used,
        ..area
    }
}

fn draw_sought(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    let (scenario, goal) = (state.scenario(), state.goal());
    let Some(sought) = state.sought() else {
        painter.put_cut(row(area, 0), "the scenario has no such input", Role::Dim);
        return 0;
    };
    let mut lines = painter.words.sought(scenario, &goal, sought);
    lines.push(painter.words.searched(&goal, sought));
    put_lines(painter, area, &lines, usize::from(area.height));
    0
}

fn draw_cuts(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    let (scenario, ask, answer) = (state.scenario(), state.ask(), state.answer());
    let words = painter.words;
    let solution = &answer.solution;
    let verdict = vec![words.verdict(scenario, &ask, answer)];
    let rest = put_lines(painter, area, &verdict, 3);
    let figures = figures(state);
    let rows = if rest.height >= 16 { 3 } else { 2 };
    let place = Rect {
        height: rows.min(rest.height),
        ..rest
    };
    figure::draw_all(painter, place, figures.iter().collect());
    let rest = below(rest, rows);
    let mut lines = Vec::new();
    lines.extend(words.price(scenario, &ask, solution));
    lines.push(format!(
        "{}. {}",
        words.binding(scenario, &ask, solution),
        words.certainty(&ask, answer)
    ));
    let most = if rest.height >= 12 { 4 } else { 2 };
    let mut used = 0;
    for part in lines.iter().flat_map(|line| wrapped(line, rest.width)) {
        if used < most {
            painter.put_cut(row(rest, used), &part, Role::Text);
            used += 1;
        }
    }
    draw_table(painter, below(rest, used), state)
}

/// Returns what the cuts come to, beside the plan as it is.
fn figures(state: &State) -> Vec<FigureCell> {
    let (now, was) = (&state.answer().solution.outcome, state.outcome());
    let figure = |row| FigureCell::of(row, state, |figure| figure.of(now), |figure| figure.of(was));
    SOLUTION.iter().map(figure).collect()
}

/// `12.5 %`, and what it was before.
const SHARE: u16 = 7;

fn draw_table(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    if area.height < 2 {
        return state.scenario().divisions.len();
    }
    let name = (area.width * 2 / 5).clamp(10, 34);
    let head = row(area, 0);
    let tail = 2 * SHARE + 2;
    painter.put_cut(column(head, 2, name), "space keeps a cut", Role::Dim);
    painter.put_right(
        cut_left(head, head.width.saturating_sub(tail)),
        "now    found",
        Role::Dim,
    );
    let total = state.scenario().divisions.len();
    let room = usize::from(area.height - 1);
    let first = first_shown(state.row(Pane::Solution), total, room);
    for (index, y) in (first..total).take(room).zip(1..) {
        draw_division(painter, row(area, y), state, index, (name, tail));
    }
    total.saturating_sub(room)
}

fn draw_division(
    painter: &mut Painter<'_>,
    line: Rect,
    state: &State,
    division: usize,
    (name, tail): (u16, u16),
) {
    let here = state.pane() == Pane::Solution && state.row(Pane::Solution) == division;
    painter.hit(line, Target::Row(Pane::Solution, division));
    let role = if here { Role::Cursor } else { Role::Text };
    let lock = if state.solver_form().locked[division] {
        "×"
    } else {
        " "
    };
    painter.put(column(line, 0, 1), lock, Role::Limit);
    let title = &state.scenario().divisions[division].name;
    painter.put_cut(column(line, 2, name.saturating_sub(3)), title, role);
    let now = state.current_plan().levers[division].cut;
    let solution = &state.answer().solution;
    let found = solution.plan.levers[division].cut;
    let bar = column(line, name, line.width.saturating_sub(name + tail + 1));
    if let Some(slider) = state.slider(Input::Lever(division, Lever::Cut)) {
        let top = slider.top.max(found);
        let shown = crate::tui::Slider {
            value: found,
            top,
            ..slider
        };
        let guardrail = state.scenario().inputs.divisions[division].max_cut;
        let ticks = Ticks {
            baseline: (now != found).then_some(now),
            limit: (guardrail < top).then_some(guardrail),
        };
        draw_track(painter, bar, &shown, ticks, here);
        // The track shows what was found; it is no slider.
        painter.hit(bar, Target::Row(Pane::Solution, division));
    }
    let words = painter.words;
    let ends = cut_left(line, line.width.saturating_sub(tail));
    let share = |share| figure::fitting(words, SHARE, |words| words.share(share));
    painter.put_right(column(ends, 0, SHARE), &share(now), Role::Dim);
    let at_cap = solution.at_cap.contains(&division);
    let role = if at_cap { Role::Limit } else { Role::Value };
    let mark = match (at_cap, solution.marginal.contains(&division)) {
        (true, _) => "┆",
        (_, true) => "←",
        _ => " ",
    };
    painter.put_right(column(ends, SHARE, SHARE + 1), &share(found), role);
    painter.put_right(ends, mark, role);
}
