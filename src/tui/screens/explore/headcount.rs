//! People: before → after, who leaves how, managers, span, layers, and work left uncovered.

use crate::model::{Figure, Headcount, Outcome, Unit};
use crate::text::apportion;
use crate::tui::{
    Pane, State, Target,
    figures::{HEADCOUNT, PaneRow, Shows},
    theme::Role,
    widgets::{
        columns,
        figure::{self, FigureCell},
        painter::{Painter, column, cut_left, row, width},
    },
};
use ratatui::layout::Rect;

pub(crate) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    let figures = figures(state);
    let place = (Pane::Headcount, 1);
    if area.height == 1 && state.cursor_in(Pane::Headcount) > Some(0) {
        // The only row goes to the figure at the cursor.
        return 1 + figure::draw(painter, area, state, place, figures);
    }
    draw_headline(painter, row(area, 0), state);
    let past = &state.scenario().history;
    let spare = usize::from(area.height).saturating_sub(figures.len() + 2);
    // The years before get a row, and a picture where there is room for one.
    let rows = match (past.is_empty(), area.height) {
        (true, _) | (_, 0..=5) => 0,
        _ if spare >= 5 => spare as u16,
        _ => 1,
    };
    let height = area.height.saturating_sub(1 + rows);
    let left_out = figure::draw(
        painter,
        Rect {
            y: area.y + 1,
            height,
            ..area
        },
        state,
        place,
        figures,
    );
    let below = Rect {
        y: area.bottom() - rows,
        height: rows,
        ..area
    };
    match rows {
        0 => left_out + usize::from(!past.is_empty()),
        1 => {
            draw_history(painter, below, state);
            left_out
        }
        _ => {
            draw_years(painter, below, state);
            left_out
        }
    }
}

/// The years before as columns with their figures: the hiring boom as a picture.
fn draw_years(painter: &mut Painter<'_>, area: Rect, state: &State) {
    let history = &state.scenario().history;
    let words = painter.words;
    let scope = if of_another_scope(state) {
        ", of another scope"
    } else {
        ""
    };
    painter.put(
        row(area, 0),
        &format!("headcount in the years before{scope}"),
        Role::Dim,
    );
    let values: Vec<f64> = history.iter().map(|point| point.headcount).collect();
    let plot = Rect {
        y: area.y + 2,
        height: area.height.saturating_sub(3),
        ..area
    };
    columns::columns(painter, plot, &values, &[], Role::Bar);
    for (index, point) in history.iter().enumerate() {
        let (left, right) = columns::span(plot, index, history.len());
        let place = Rect {
            x: left,
            width: right - left,
            ..area
        };
        painter.put_cut(row(place, 1), &words.amount(point.headcount), Role::Value);
        painter.put_cut(row(place, area.height - 1), &point.period, Role::Dim);
    }
}

fn draw_headline(painter: &mut Painter<'_>, line: Rect, state: &State) {
    let now = &state.outcome().headcount;
    let base = &state.baseline().outcome.headcount;
    painter.hit(line, Target::Row(Pane::Headcount, 0));
    let role = match state.cursor_in(Pane::Headcount) {
        Some(0) => Role::Cursor,
        _ => Role::Headline,
    };
    let words = painter.words;
    let (before, after) = (words.people(now.before), words.people(now.after));
    let mut used = painter.put(line, &format!("{before} {} {after}", words.arrow()), role);
    if let Some((up, text)) = words.difference(Unit::People, now.before, now.after) {
        let share = words.share(now.after / now.before - 1.0);
        let role = if up { Role::Gain } else { Role::Loss };
        let room = line.width.saturating_sub(used);
        let texts = [format!("  {text} ({share})"), format!("  {text}")];
        let text = texts.iter().find(|text| width(text) <= room);
        used += text.map_or(0, |text| painter.put(cut_left(line, used), text, role));
    }
    let change = cut_left(line, used + 1);
    let place = column(change, change.width.saturating_sub(9), 9);
    figure::draw_change(painter, place, Unit::People, base.after, now.after);
}

fn figures(state: &State) -> Vec<FigureCell> {
    let (now, base) = (state.outcome(), &state.baseline().outcome);
    let (ways, ways_base) = (Ways::of(now), Ways::of(base));
    let figure = |row: &PaneRow| {
        let figure = FigureCell::of(
            row,
            state,
            |figure| ways.value(figure, now),
            |figure| ways_base.value(figure, base),
        );
        match row.shows {
            Shows::PerSurvivor => figure.shares(
                ("uncovered, of a survivor's work", "each takes"),
                now.headcount.uncovered_per_survivor(),
                base.headcount.uncovered_per_survivor(),
            ),
            Shows::Value | Shows::ChangeFrom(_) => figure,
        }
    };
    HEADCOUNT.iter().map(figure).collect()
}

/// The ways in which people leave, in whole people that add up to the positions cut.
struct Ways(Vec<f64>);

impl Ways {
    fn of(outcome: &Outcome) -> Self {
        let ways = [
            Headcount::LAID_OFF,
            Headcount::ATTRITION,
            Headcount::REDEPLOYED,
        ];
        Self(apportion(&ways.map(|way| way.of(outcome))))
    }

    fn value(&self, figure: Figure, outcome: &Outcome) -> f64 {
        match figure {
            Headcount::LAID_OFF => self.0[0],
            Headcount::ATTRITION => self.0[1],
            Headcount::REDEPLOYED => self.0[2],
            Headcount::ELIMINATED => self.0.iter().sum(),
            figure => figure.of(outcome),
        }
    }
}

/// Whether the years before count others than the plan does: all staff beside a part of it, say.
fn of_another_scope(state: &State) -> bool {
    let last = state
        .scenario()
        .history
        .last()
        .map_or(1.0, |point| point.headcount);
    !(0.5..=1.5).contains(&(last / state.outcome().headcount.before))
}

/// The years before, as bars from 0: the hiring boom in one row.
fn draw_history(painter: &mut Painter<'_>, line: Rect, state: &State) {
    let history = &state.scenario().history;
    let words = painter.words;
    let (Some(first), Some(last)) = (history.first(), history.last()) else {
        return;
    };
    let most = history
        .iter()
        .map(|point| point.headcount)
        .fold(0.0, f64::max);
    let begin = format!("{} {} ", first.period, words.amount(first.headcount));
    let mut used = painter.put(line, &begin, Role::Dim);
    let room = usize::from(line.width).saturating_sub(2 * begin.len());
    let bar = (room / history.len()).clamp(1, 4) as u16;
    for point in history.iter().take(room) {
        let level = columns::level(point.headcount / most);
        painter.fill(column(line, used, bar), level, Role::Bar);
        used += bar;
    }
    let end = format!(" {} {}", words.amount(last.headcount), last.period);
    used += painter.put(cut_left(line, used), &end, Role::Dim);
    let legend = if of_another_scope(state) {
        " · another scope"
    } else {
        " · years before"
    };
    if width(legend) + used <= line.width {
        painter.put(cut_left(line, used), legend, Role::Dim);
    }
}
