//! Accepted screens: what the program shows, as glyphs and as roles.
//!
//! `UPDATE=1 cargo test screens` writes them anew; read the difference before committing it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use reallot::app::{State, keys, on_key, update};
use reallot::ui::{Look, draw};

fn amazon() -> State {
    let text = include_str!("../../scenarios/amazon-2025.ron");
    State::new(reallot::file::parse(text).unwrap(), None)
}

fn press(state: &mut State, script: &str) {
    for key in keys(script).unwrap() {
        if let Some(msg) = on_key(state, key) {
            update(state, msg);
        }
    }
}

fn glyphs(buffer: &Buffer) -> String {
    let width = usize::from(buffer.area.width);
    let line = |cells: &[ratatui::buffer::Cell]| -> String {
        cells
            .iter()
            .map(|cell| cell.symbol())
            .collect::<String>()
            .trim_end()
            .to_owned()
    };
    buffer
        .content
        .chunks(width.max(1))
        .map(line)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn dump() {
    for (w, h, script) in [
        (120, 40, "lll"),
        (80, 24, "lll"),
        (200, 60, "jlll"),
        (120, 40, "?"),
        (120, 40, "2"),
    ] {
        let mut state = amazon();
        press(&mut state, script);
        let mut buffer = Buffer::empty(Rect::new(0, 0, w, h));
        draw(&state, &Look::many(), &mut buffer);
        println!("{}", glyphs(&buffer));
    }
}
