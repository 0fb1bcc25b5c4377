//! The plan's own levers: attrition first, redeploy, funding rule.
//!
//! Must not compute a result or round a number.

use crate::model::Input;
use crate::text;
use crate::tui::{
    Control, Pane, PlanRow, State, Target,
    theme::Role,
    widgets::{
        painter::{Painter, column, row},
        slider::{Ticks, at_cursor, draw_row},
    },
};
use ratatui::layout::Rect;

pub(crate) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    for (index, kind) in PlanRow::ALL
        .into_iter()
        .enumerate()
        .take(usize::from(area.height))
    {
        let line = row(area, index as u16);
        painter.hit(line, Target::Row(Pane::Plan, index));
        match kind {
            PlanRow::Lever(lever) => {
                let Some(slider) = state.slider(Input::Plan(lever)) else {
                    continue;
                };
                let ticks = Ticks::of(&slider, Some(lever.of(state.baseline().plan)));
                let here = at_cursor(state, &slider);
                draw_row(painter, line, lever.spec().label, &slider, ticks, here);
            }
            PlanRow::Funding => draw_funding(painter, line, state),
        }
    }
    PlanRow::ALL.len().saturating_sub(usize::from(area.height))
}

fn draw_funding(painter: &mut Painter<'_>, line: Rect, state: &State) {
    let at_cursor = state.control() == Some(Control::Funding);
    let role = if at_cursor { Role::Cursor } else { Role::Text };
    painter.put(line, "fund AI", role);
    let now = state.current_plan().funding;
    let rule = format!("← {} →", text::funding(now));
    let role = if at_cursor {
        Role::FillCursor
    } else {
        Role::Value
    };
    let used = painter.put_right(column(line, 8, line.width), &rule, role);
    painter.hit(
        column(line, line.width - used, used),
        Target::Funding(now.other()),
    );
}
