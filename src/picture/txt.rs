//! Writes a picture as plain text without control sequences, one line for each row.

use crate::picture::screen::Picture;

/// Returns the text of `picture`, without trailing blanks.
pub(crate) fn txt(picture: &Picture<'_>) -> String {
    let mut text = String::new();
    for row in picture.rows() {
        for placed in &row {
            text.push_str(placed.cell.symbol());
        }
        text.truncate(text.trim_end_matches(' ').len());
        text.push('\n');
    }
    text
}
