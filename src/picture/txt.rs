//! A picture as plain text: the glyphs of the screen, a line for each row.
//!
//! Must not write anything a terminal would obey.

use crate::picture::screen::Picture;

/// The glyphs of `picture`, without blanks at the ends of lines.
pub(crate) fn txt(picture: &Picture<'_>) -> String {
    let mut text = String::new();
    for row in picture.rows() {
        for spot in &row {
            text.push_str(spot.cell.symbol());
        }
        text.truncate(text.trim_end_matches(' ').len());
        text.push('\n');
    }
    text
}
