//! A picture as text with colours: what `cat` shows in a terminal of 256 colours.
//!
//! Only the sequence that selects a rendition (`ESC [ … m`) is written. The ground stays the terminal's own.

use crate::picture::{palette::name_index, screen::Picture};
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// The glyphs of `picture` with their colours.
pub(crate) fn ansi(picture: &Picture<'_>) -> String {
    let mut text = String::new();
    for row in picture.rows() {
        let mut current = rendition(&Cell::EMPTY);
        let plain = current.clone();
        for spot in &row {
            let wanted = rendition(spot.cell);
            if wanted != current {
                text.push_str(&format!("\u{1b}[{wanted}m"));
                current = wanted;
            }
            text.push_str(spot.cell.symbol());
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

/// The numbers that select how a cell looks, from nothing.
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
