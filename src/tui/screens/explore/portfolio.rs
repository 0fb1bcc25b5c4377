//! The AI portfolio: linked shares that always sum to 100 %, with locks and the rule in sight.
//!
//! Must not compute a result or round a number.

use crate::model::{Input, Unit};
use crate::text::shares_of_whole;
use crate::tui::{
    Pane, State, Target, reserve,
    theme::Role,
    widgets::{
        figure, first_shown,
        painter::{Painter, column, row},
        slider::{Ticks, at_cursor, draw_track},
    },
};
use ratatui::layout::Rect;

pub(crate) fn title(painter: &Painter<'_>, state: &State) -> String {
    let locks = state.locks();
    let rule = "others follow in proportion";
    if locks.iter().any(|&lock| lock) {
        let at = state.row(Pane::Portfolio);
        if locks[at] {
            return "AI portfolio = 100 % · locked here".into();
        }
        let most = reserve(&state.current_plan().portfolio, locks, at);
        return format!(
            "AI portfolio = 100 % · at most {} here",
            painter.words.lever_share(most)
        );
    }
    format!("AI portfolio = 100 % · {rule}")
}

pub(crate) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    let total = state.scenario().options.len();
    let room = usize::from(area.height);
    let first = first_shown(state.row(Pane::Portfolio), total, room);
    let last = (first + room).min(total);
    let shares = shares_of_whole(&state.current_plan().portfolio);
    for (line, (index, &share)) in shares.iter().enumerate().take(last).skip(first).enumerate() {
        draw_row(painter, row(area, line as u16), state, index, share);
    }
    total - (last - first)
}

fn draw_row(painter: &mut Painter<'_>, line: Rect, state: &State, index: usize, shown: f64) {
    let Some(slider) = state.slider(Input::Share(index)) else {
        return;
    };
    let option = &state.scenario().options[index];
    let outcome = &state.outcome().ai.options[index];
    let words = painter.words;
    painter.hit(line, Target::Row(Pane::Portfolio, index));
    let here = at_cursor(state, &slider);
    let (share, money) = (8, if line.width >= 46 { 9 } else { 0 });
    let name = (line.width.saturating_sub(share + money) * 9 / 20).clamp(8, 24);
    let role = if here { Role::Cursor } else { Role::Text };
    let locked = state.locks()[index];
    let lock = column(line, 0, 2);
    painter.put(lock, if locked { "×" } else { " " }, Role::Limit);
    painter.hit(lock, Target::Lock(index));
    painter.put_cut(column(line, 2, name), &option.name, role);
    let width = line.width.saturating_sub(name + share + money + 3);
    let ticks = Ticks::of(&slider, Some(state.baseline().plan.portfolio[index]));
    draw_track(painter, column(line, name + 3, width), &slider, ticks, here);
    let x = name + 3 + width;
    let text = figure::fitting(words, share - 1, |words| words.share(shown));
    painter.put_right(column(line, x, share), &text, Role::Value);
    let place = column(line, x + share, money);
    figure::put(painter, place, Unit::Money, outcome.run_rate, Role::Dim);
}
