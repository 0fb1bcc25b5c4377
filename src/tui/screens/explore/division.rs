//! The levers of the selected division that have no column: start, duration, managers.
//!
//! Must not compute a result or round a number.

use crate::model::{Input, Lever};
use crate::tui::{
    Pane, State, Target,
    views::division_levers,
    widgets::{
        painter::{Painter, row},
        slider::{Ticks, at_cursor, draw_row},
    },
};
use ratatui::layout::Rect;

pub(crate) fn title(_: &Painter<'_>, state: &State) -> String {
    state.scenario().divisions[state.division()].name.clone()
}

pub(crate) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    let division = state.division();
    let room = usize::from(area.height);
    for (index, lever) in division_levers().enumerate().take(room) {
        let Some(slider) = state.slider(Input::Lever(division, lever)) else {
            break;
        };
        let line = row(area, index as u16);
        painter.hit(line, Target::Row(Pane::Division, index));
        let own = state.scenario().inputs.divisions[division].manager_share();
        let baseline = state.baseline().plan.levers[division].get(lever);
        let baseline = baseline.or((lever == Lever::Managers).then_some(own));
        let ticks = Ticks::of(&slider, baseline);
        draw_row(
            painter,
            line,
            lever.spec().label,
            &slider,
            ticks,
            at_cursor(state, &slider),
        );
    }
    division_levers().count().saturating_sub(room)
}
