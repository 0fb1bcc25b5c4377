//! The box that a dialog is drawn in, and the line that is typed in one.

use crate::tui::{
    pointer::Target,
    theme::Role,
    widgets::painter::{Painter, column},
};
use ratatui::layout::Rect;
use tui_input::Input as TextLine;

/// Draws a box in the middle of the screen, with room for `columns` × `rows` inside, and returns its
/// inside.
pub(crate) fn open_box(painter: &mut Painter<'_>, title: &str, columns: u16, rows: u16) -> Rect {
    let screen = painter.screen();
    let width = columns.saturating_add(4).min(screen.width);
    let height = rows.saturating_add(2).min(screen.height);
    let area = Rect {
        x: screen.x + (screen.width - width) / 2,
        y: screen.y + (screen.height - height) / 3,
        width,
        height,
    };
    painter.clear(area);
    painter.hit(area, Target::Inert);
    let inside = painter.frame(area, title, true);
    column(inside, 1, inside.width.saturating_sub(2))
}

/// Draws a typed line with its cursor, scrolled so that the cursor is in sight.
pub(crate) fn draw_line(painter: &mut Painter<'_>, line: Rect, typed: &TextLine) {
    let room = usize::from(line.width.saturating_sub(1));
    let start = typed.visual_scroll(room);
    let shown: String = visible_from(typed.value(), start);
    painter.put(line, &shown, Role::Text);
    let at = typed.visual_cursor().saturating_sub(start) as u16;
    painter.reverse(column(line, at, 1));
}

/// Returns what is left of `text` after `columns` columns.
fn visible_from(text: &str, columns: usize) -> String {
    use unicode_width::UnicodeWidthChar;
    let mut skipped = 0;
    let kept = text.chars().skip_while(|c| {
        let keep = skipped >= columns;
        skipped += c.width().unwrap_or(0);
        !keep
    });
    kept.collect()
}
