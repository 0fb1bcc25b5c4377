//! Money saved and what it costs first: each figure labelled, the charge line by line.

use crate::tui::{
    Pane, State, figures,
    widgets::{
        figure::{self, FigureCell},
        painter::Painter,
    },
};
use ratatui::layout::Rect;

pub(crate) fn title(painter: &Painter<'_>, _: &State) -> String {
    format!(
        "Savings and cost, {}",
        painter.words.currency_sign().trim_end()
    )
}

pub(crate) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    let figures = FigureCell::of_all(&figures::savings(state.scenario()), state);
    figure::draw(painter, area, state, (Pane::Savings, 0), figures)
}
