//! Writes a picture as text with colours for `cat` in a terminal with 256 colours.
//!
//! The only escape sequence used is SGR (`ESC [ … m`). The default background is the terminal's own.

use crate::picture::{palette::name_index, screen::Picture};
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// Returns the text of `picture` with SGR sequences.
pub(crate) fn ansi(picture: &Picture<'_>) -> String {
    let mut text = String::new();
    for row in picture.rows() {
        let mut current = rendition(&Cell::EMPTY);
        let plain = current.clone();
        for placed in &row {
            let wanted = rendition(placed.cell);
            if wanted != current {
                text.push_str(&format!("\u{1b}[{wanted}m"));
                current = wanted;
            }
            text.push_str(placed.cell.symbol());
        }
        if current == plain {
            text.truncate(text.trim_end_matches(' ').len());
        } else {
            text.push_str("\u{1b}[0m");
        }
        text.push('\n');
    }
    text
}

/// Returns the SGR parameters of a cell, starting with a reset.
pub(crate) fn rendition(cell: &Cell) -> String {
    const MODIFIERS: [(Modifier, &str); 7] = [
        (Modifier::BOLD, ";1"),
        (Modifier::DIM, ";2"),
        (Modifier::ITALIC, ";3"),
        (Modifier::UNDERLINED, ";4"),
        (Modifier::REVERSED, ";7"),
        (Modifier::HIDDEN, ";8"),
        (Modifier::CROSSED_OUT, ";9"),
    ];
    let mut numbers = "0".to_owned();
    for (modifier, number) in MODIFIERS {
        if cell.modifier.contains(modifier) {
            numbers.push_str(number);
        }
    }
    for (color, kind) in [(cell.fg, 38), (cell.bg, 48)] {
        match (color, name_index(color)) {
            (Color::Indexed(index), _) | (_, Some(index)) => {
                numbers.push_str(&format!(";{kind};5;{index}"));
            }
            (Color::Rgb(r, g, b), _) => numbers.push_str(&format!(";{kind};2;{r};{g};{b}")),
            _ => {}
        }
    }
    numbers
}
