//! The cuts of every division in every plan: those of the plan that is shown as sliders.
//!
//! Must not compute a result or round a number.

use crate::model::{Input, Lever};
use crate::tui::{
    Pane, State, Target,
    screens::compare::plans::{beside, letter},
    theme::Role,
    widgets::{
        first_shown,
        painter::{Painter, column, row},
        slider::{Ticks, at_cursor, draw_track},
    },
};
use ratatui::layout::Rect;

pub(crate) fn title(painter: &Painter<'_>, state: &State) -> String {
    let top = state
        .slider(Input::Lever(state.division(), Lever::Cut))
        .map_or(1.0, |s| s.top);
    format!(
        "Cuts, 0 to {} · [ ] another plan",
        painter.words.lever_share(top)
    )
}

/// `12.5 %` and a gap.
const SHARE: u16 = 7;

/// Where columns lie.
struct Columns {
    name: u16,
    /// Of the slider of the plan that is shown.
    track: u16,
    /// The plans that are shown, in their order.
    plans: Vec<usize>,
}

impl Columns {
    fn of(width: u16, state: &State) -> Self {
        let name = (width / 4).clamp(10, 30);
        let least = 8;
        let room = usize::from((width.saturating_sub(name + least) / SHARE).max(1));
        // The base has a column of its own, and the plan that is shown may be it.
        let (mut plans, _) = beside(state, room.saturating_sub(1).max(1));
        if room > 1 || plans.is_empty() {
            plans.push(state.base());
        }
        if !plans.contains(&state.plan_index()) {
            plans = vec![state.plan_index()];
        }
        plans.sort_unstable();
        let track = width
            .saturating_sub(name + SHARE * plans.len() as u16)
            .min(24);
        Self { name, track, plans }
    }

    /// The plans with the column where each begins and its width.
    fn places(&self, state: &State) -> Vec<(usize, u16, u16)> {
        let mut x = self.name;
        let place = |&plan: &usize| {
            let at_hand = plan == state.plan_index();
            let width = SHARE + if at_hand { self.track } else { 0 };
            x += width;
            (plan, x - width, width)
        };
        self.plans.iter().map(place).collect()
    }
}

pub(crate) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    let columns = Columns::of(area.width, state);
    let places = columns.places(state);
    let head = row(area, 0);
    for &(plan, x, width) in &places {
        let at_hand = plan == state.plan_index();
        let role = if at_hand { Role::Cursor } else { Role::Title };
        let place = column(head, x + 1, width - 1);
        let mark = if plan == state.base() { "◆" } else { "" };
        let text = format!("{}{mark}", letter(plan));
        if at_hand {
            let name = &state.scenario().plans[plan].name;
            painter.put_cut(place, &format!("{} {mark}{name}", letter(plan)), role);
        } else {
            painter.put_right(place, &text, role);
        }
        painter.hit(
            column(head, x, width),
            Target::Plan(Pane::Matrix, state.division(), state.document.ids()[plan]),
        );
    }
    let total = state.scenario().divisions.len();
    let room = usize::from(area.height.saturating_sub(1));
    let first = first_shown(state.division(), total, room);
    for division in first..(first + room).min(total) {
        let line = row(area, (division - first) as u16 + 1);
        draw_division(painter, line, &columns, state, division);
    }
    total.saturating_sub(room)
}

fn draw_division(
    painter: &mut Painter<'_>,
    line: Rect,
    columns: &Columns,
    state: &State,
    division: usize,
) {
    let at_division = division == state.division();
    let role = if at_division {
        Role::Cursor
    } else {
        Role::Text
    };
    let name = &state.scenario().divisions[division].name;
    painter.hit(line, Target::Row(Pane::Matrix, division));
    painter.put_cut(column(line, 0, columns.name), name, role);
    let guardrail = state.scenario().inputs.divisions[division].max_cut;
    for (plan, x, width) in columns.places(state) {
        let place = column(line, x, width);
        let id = state.document.ids()[plan];
        painter.hit(place, Target::Plan(Pane::Matrix, division, id));
        let cut = state.scenario().plans[plan].levers[division].cut;
        let over = cut > guardrail;
        let at_hand = plan == state.plan_index();
        if at_hand && let Some(slider) = state.slider(Input::Lever(division, Lever::Cut)) {
            let base = state.scenario().plans[state.base()].levers[division].cut;
            let mut ticks = Ticks::of(&slider, Some(base));
            ticks.limit = (guardrail < slider.top).then_some(guardrail);
            let track = column(place, 1, columns.track.saturating_sub(1));
            draw_track(painter, track, &slider, ticks, at_cursor(state, &slider));
        }
        let role = match (over, cut == 0.0, at_hand) {
            (true, ..) => Role::Warning,
            (_, _, true) => Role::Headline,
            (_, true, _) => Role::Dim,
            _ => Role::Value,
        };
        painter.put_right(place, &painter.words.rounded().lever_share(cut), role);
    }
}
