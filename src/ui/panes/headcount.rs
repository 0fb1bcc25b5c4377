//! People: before → after, who leaves how, managers, span, layers, and work left uncovered.

use crate::app::State;
use crate::model::Headcount;
use crate::ui::chart;
use crate::ui::figure::{self, Figure};
use crate::ui::look::Role;
use crate::ui::painter::{Painter, column, cut_left, row, width};
use crate::ui::words::{Words, apportion};
use ratatui::layout::Rect;

pub(super) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    let words = painter.words;
    let (now, base) = (
        state.outcome().headcount,
        state.baseline().outcome.headcount,
    );
    draw_headline(painter, row(area, 0), &now, &base);
    let figures = figures(&words, &now, &base);
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
        &figures,
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
    painter.put(row(area, 0), "headcount in the years before", Role::Dim);
    let values: Vec<f64> = history.iter().map(|point| point.headcount).collect();
    let plot = Rect {
        y: area.y + 2,
        height: area.height.saturating_sub(3),
        ..area
    };
    chart::columns(painter, plot, &values, &[], Role::Bar);
    for (index, point) in history.iter().enumerate() {
        let (left, right) = chart::span(plot, index, history.len());
        let place = Rect {
            x: left,
            width: right - left,
            ..area
        };
        painter.put_cut(row(place, 1), &words.amount(point.headcount), Role::Value);
        painter.put_cut(row(place, area.height - 1), &point.period, Role::Dim);
    }
}

fn draw_headline(painter: &mut Painter<'_>, line: Rect, now: &Headcount, base: &Headcount) {
    let words = painter.words;
    let text = format!("{} → {}", words.people(now.before), words.people(now.after));
    let mut used = painter.put(line, &text, Role::Headline);
    let change = now.after - now.before;
    let share = change / now.before;
    let text = format!(
        "  {} ({})",
        words.change(change, Words::people).unwrap_or_default(),
        words.share(share)
    );
    if change != 0.0 {
        used += painter.put(
            cut_left(line, used),
            &text,
            if change < 0.0 { Role::Loss } else { Role::Gain },
        );
    }
    let Some(text) = words.change(now.after - base.after, Words::people) else {
        return;
    };
    let (glyph, role) = if now.after > base.after {
        ("▲", Role::Gain)
    } else {
        ("▼", Role::Loss)
    };
    let place = cut_left(line, used + 1);
    let text = format!("{glyph}{text}");
    let fits = width(&text) <= place.width;
    painter.put_right(place, if fits { &text } else { glyph }, role);
}

fn figures(words: &Words<'_>, now: &Headcount, base: &Headcount) -> Vec<Figure> {
    let ways = |h: &Headcount| apportion(&[h.laid_off, h.attrition, h.redeployed]);
    let (ways_now, ways_base) = (ways(now), ways(base));
    let people = |label, now, base| Figure::new(words, label, Words::people, now, base);
    let ratio = |label, pair, base| Figure::pair(words, label, Words::ratio, pair, base);
    vec![
        people("laid off", ways_now[0], ways_base[0]).loud(),
        people("by attrition|attrition", ways_now[1], ways_base[1]),
        people("redeployed", ways_now[2], ways_base[2]),
        people("uncovered work|uncovered", now.uncovered, base.uncovered),
        people(
            "survivors quit|extra quits",
            now.extra_quits,
            base.extra_quits,
        ),
        people("positions cut|positions", now.eliminated, base.eliminated),
        people("AI hires", now.ai_hires, base.ai_hires),
        ratio("span", (now.span_before, now.span_after), base.span_after),
        ratio(
            "layers",
            (now.layers_before, now.layers_after),
            base.layers_after,
        ),
        people("managers", now.managers_after, base.managers_after),
        Figure::pair(
            words,
            "decision time|decision",
            Words::days,
            (now.decision_days_before, now.decision_days_after),
            base.decision_days_after,
        ),
        people("rehired", now.rehired, base.rehired),
    ]
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
        let level = chart::level(point.headcount / most);
        painter.fill(column(line, used, bar), level, Role::Bar);
        used += bar;
    }
    let end = format!(" {} {}", words.amount(last.headcount), last.period);
    used += painter.put(cut_left(line, used), &end, Role::Dim);
    let legend = " · the years before";
    if width(legend) + used <= line.width {
        painter.put(cut_left(line, used), legend, Role::Dim);
    }
}
