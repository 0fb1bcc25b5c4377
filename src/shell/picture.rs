//! Exports a picture of the screen, for the `snapshot` command and the key in the program.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::picture::{Palette, Picture, PictureFormat};
use crate::safe::safe;
use crate::tui::{Look, State, draw};

/// How to draw a picture.
#[derive(Clone, Debug)]
pub struct PictureOptions {
    pub look: Look,
    pub palette: Palette,
    /// Columns and rows of the screen.
    pub size: (u16, u16),
    /// The title; by default the names of the scenario and its plan.
    pub title: Option<String>,
    /// Pixels of the picture per pixel of the design, 1 to 4.
    pub scale: u32,
    /// Whether to draw a window frame around the screen.
    pub frame: bool,
    /// The padding around the cells, in pixels of the design.
    pub padding: u32,
}

/// Draws a picture of `state` and returns the bytes of its file.
///
/// # Errors
/// Why it cannot be drawn, in words.
pub fn picture(
    state: &State,
    options: &PictureOptions,
    format: PictureFormat,
) -> Result<Vec<u8>, String> {
    let (columns, rows) = options.size;
    let mut cells = Buffer::empty(Rect::new(0, 0, columns, rows));
    draw(state, &options.look, &mut cells);
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
        palette: options.palette,
        title: &safe(options.title.as_deref().unwrap_or(&subject)),
        description: &safe(&description),
        software,
        scale: options.scale,
        frame: options.frame,
        padding: options.padding,
    })
}
