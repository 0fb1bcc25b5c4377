//! Draws the dialog that is open over a view.

mod explain;
mod form;
pub(crate) mod frame;
mod list;

use crate::tui::{overlay::Dialog, pointer::Target, state::State, widgets::painter::Painter};
use ratatui::layout::Rect;

/// Draws the dialog that is open, if one is.
pub(crate) fn draw(painter: &mut Painter<'_>, state: &State) {
    let Some(dialog) = state.dialog() else { return };
    if *dialog == Dialog::Find {
        // The line is typed in the table it narrows down.
        return;
    }
    // The footer stays in reach: its hints are those of the dialog.
    let screen = painter.screen();
    let behind = Rect {
        height: screen.height.saturating_sub(1),
        ..screen
    };
    painter.hit(behind, Target::Backdrop);
    match dialog {
        Dialog::List(list) => list::draw_list(painter, state, list),
        Dialog::Text(field) => list::draw_text(painter, state, field),
        Dialog::About => list::draw_about(painter, state),
        Dialog::Form(form) => form::draw(painter, state, form),
        Dialog::Explain(explained) => explain::draw(painter, state, explained),
        Dialog::Find => {}
    }
}
