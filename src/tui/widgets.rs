//! Pieces that screens are drawn with: text, figures, sliders, columns.

pub(crate) mod columns;
pub(crate) mod figure;
pub(crate) mod painter;
pub(crate) mod shape;
pub(crate) mod slider;
pub(crate) mod track;

/// Returns the first of `total` rows to show in `room` rows so that `cursor` is among them, in the middle
/// where there is a middle.
pub(in crate::tui) fn first_shown(cursor: usize, total: usize, room: usize) -> usize {
    cursor
        .saturating_sub(room / 2)
        .min(total.saturating_sub(room))
}
