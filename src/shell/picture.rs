//! A picture of what a state looks like, as a command asks for it and as a key in the program does.
//!
//! Must not know how a view is drawn or how a format is written.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::picture::{Palette, Picture, PictureFormat};
use crate::safe::safe;
use crate::tui::{Look, State, draw};

/// How a picture is made.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Colours by role, and glyphs.
    pub look: Look,
    /// What the colours are.
    pub palette: Palette,
    /// Columns and rows of the screen.
    pub size: (u16, u16),
    /// What it is called; nothing for the scenario and its plan.
    pub title: Option<String>,
    /// Pixels of the picture per pixel of the design, 1 to 4.
    pub scale: u32,
    /// Whether there is a window around it.
    pub frame: bool,
    /// Pixels of background around the cells.
    pub padding: u32,
}

/// The bytes of a picture of `state`.
///
/// # Errors
/// Why it cannot be drawn, as a sentence.
pub fn picture(
    state: &State,
    setting: &Setting,
    format: &PictureFormat,
) -> Result<Vec<u8>, String> {
    let (columns, rows) = setting.size;
    let mut cells = Buffer::empty(Rect::new(0, 0, columns, rows));
    draw(state, &setting.look, &mut cells);
    let subject = format!("{} ▸ {}", state.scenario().name, state.current_plan().name);
    let software = concat!("reallot ", env!("CARGO_PKG_VERSION"));
    let view = state.view().spec().title;
    let odds = match state.simulation() {
        Some(known) => {
            let seed = state.simulation_settings().seed;
            format!(", {} draws from seed {seed}", known.n_draws())
        }
        None => String::new(),
    };
    let description = format!(
        "The {view} view of {software} with {subject}, {columns} columns by {rows} rows{odds}"
    );
    format.write(&Picture {
        cells: &cells,
        palette: setting.palette,
        title: &safe(setting.title.as_deref().unwrap_or(&subject)),
        description: &safe(&description),
        software,
        scale: setting.scale,
        frame: setting.frame,
        padding: setting.padding,
    })
}
