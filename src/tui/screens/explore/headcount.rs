//! People: before → after, who leaves how, managers, span, layers, and work left uncovered.
//!
//! Must not compute a result or round a number.

use crate::model::{
    Headcount,
    Unit::{Days, People, Ratio, Share},
    simulate::Metric,
};
use crate::text::apportion;
use crate::tui::{
    Pane, Range, State, Target,
    theme::Role,
    widgets::{
        columns,
        figure::{self, Figure},
        painter::{Painter, column, cut_left, row, width},
    },
};
use ratatui::layout::Rect;

pub(crate) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    let (now, base) = (
        state.outcome().headcount,
        state.baseline().outcome.headcount,
    );
    let figures = figures(&now, &base, state.range(Metric::Eliminated));
    let place = (Pane::Headcount, 1);
    if area.height == 1 && state.cursor_in(Pane::Headcount) > Some(0) {
        // The only row goes to the figure at hand.
        return 1 + figure::draw(painter, area, state, place, figures);
    }
    draw_headline(painter, row(area, 0), state, &now, &base);
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

fn draw_headline(
    painter: &mut Painter<'_>,
    line: Rect,
    state: &State,
    now: &Headcount,
    base: &Headcount,
) {
    painter.hit(line, Target::Row(Pane::Headcount, 0));
    let role = match state.cursor_in(Pane::Headcount) {
        Some(0) => Role::Cursor,
        _ => Role::Headline,
    };
    let words = painter.words;
    let (before, after) = (words.people(now.before), words.people(now.after));
    let mut used = painter.put(line, &format!("{before} {} {after}", words.arrow()), role);
    if let Some((up, text)) = words.difference(People, now.before, now.after) {
        let share = words.share(now.after / now.before - 1.0);
        let role = if up { Role::Gain } else { Role::Loss };
        let room = line.width.saturating_sub(used);
        let texts = [format!("  {text} ({share})"), format!("  {text}")];
        let text = texts.iter().find(|text| width(text) <= room);
        used += text.map_or(0, |text| painter.put(cut_left(line, used), text, role));
    }
    let change = cut_left(line, used + 1);
    let place = column(change, change.width.saturating_sub(9), 9);
    figure::draw_change(painter, place, People, base.after, now.after);
}

fn figures(now: &Headcount, base: &Headcount, cut: Range) -> Vec<Figure> {
    let mut figures = comings_and_goings(now, base, cut);
    figures.extend(structure(now, base));
    figures.push(Figure::new(
        6,
        ("uncovered, of a survivor's work", "each takes"),
        Share,
        now.uncovered_per_survivor(),
        base.uncovered_per_survivor(),
    ));
    figures.push(Figure::new(
        5,
        ("later hired back", "hired back"),
        People,
        now.rehired,
        base.rehired,
    ));
    figures
}

/// Who leaves how, what that leaves undone, and who comes.
fn comings_and_goings(now: &Headcount, base: &Headcount, cut_range: Range) -> Vec<Figure> {
    let ways = |h: &Headcount| apportion(&[h.laid_off, h.attrition, h.redeployed]);
    let (ways_now, ways_base) = (ways(now), ways(base));
    let cut = |ways: &[f64]| ways.iter().sum::<f64>();
    let figure = |rank, names, kind, now, base| Figure::new(rank, names, kind, now, base);
    vec![
        figure(
            2,
            ("positions cut", "positions"),
            People,
            cut(&ways_now),
            cut(&ways_base),
        )
        .in_range(cut_range),
        figure(
            1,
            ("  laid off", "laid off"),
            People,
            ways_now[0],
            ways_base[0],
        ),
        figure(
            2,
            ("  natural quits, left unfilled", "attrition"),
            People,
            ways_now[1],
            ways_base[1],
        ),
        figure(
            2,
            ("  redeployed to AI roles", "redeployed"),
            People,
            ways_now[2],
            ways_base[2],
        ),
        figure(
            2,
            ("uncovered work", "uncovered"),
            People,
            now.uncovered,
            base.uncovered,
        ),
        figure(
            3,
            ("extra quits of survivors", "extra quits"),
            People,
            now.extra_quits,
            base.extra_quits,
        ),
        figure(
            3,
            ("hired for AI", "AI hires"),
            People,
            now.ai_hires,
            base.ai_hires,
        ),
    ]
}

/// Managers, their spans and the layers between top and bottom.
fn structure(now: &Headcount, base: &Headcount) -> [Figure; 4] {
    let pair =
        |rank, names, kind, (from, to), base| Figure::new(rank, names, kind, to, base).from(from);
    let (span, layers) = (("span of control", "span"), ("layers", "layers"));
    let (managers, decision) = (
        ("managers after", "managers"),
        ("time of a decision", "decision"),
    );
    let days = (now.decision_days_before, now.decision_days_after);
    [
        pair(
            3,
            span,
            Ratio,
            (now.span_before, now.span_after),
            base.span_after,
        ),
        pair(
            3,
            layers,
            Ratio,
            (now.layers_before, now.layers_after),
            base.layers_after,
        ),
        Figure::new(4, managers, People, now.managers_after, base.managers_after),
        pair(5, decision, Days, days, base.decision_days_after),
    ]
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
