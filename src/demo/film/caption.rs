//! The strip below the screens of a film: what is said, and which keys are pressed.
//!
//! Must not draw: it says where things are, in pixels at scale 1.

use crate::demo::film::Film;
use crate::picture::{
    glyph::{self, WIDTH},
    palette::Rgb,
    screen::Place,
};

/// How high it is.
pub(crate) const HEIGHT: u32 = 46;
/// How large the letters of captions are beside those of cells.
pub(crate) const LARGE: f32 = 1.2;
/// The mark before a caption: left, top, width, height, from the strip's own top.
pub(crate) const MARK: (i32, i32, i32, i32) = (14, 14, 4, 20);
/// Where captions begin.
pub(crate) const LEFT: i32 = 30;
/// The top of the cells that large letters and keys stand in.
pub(crate) const TEXT_TOP: i32 = 12;
pub(crate) const KEYS_TOP: i32 = 14;
/// Between a key and the edge around it.
pub(crate) const KEY_EDGE: i32 = 8;

/// Where everything of a film is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Layout {
    /// The window and its cells.
    pub(crate) place: Place,
    /// Everything.
    pub(crate) height: u32,
}

impl Layout {
    pub(crate) fn of(film: &Film<'_>) -> Self {
        let place = film.picture(&film.blank()).place();
        let strip = if film.frames.captioned { HEIGHT } else { 0 };
        Self {
            place,
            height: place.height + strip,
        }
    }
}

/// The colours of the strip.
pub(crate) struct Colors {
    pub(crate) ground: Rgb,
    pub(crate) line: Rgb,
    pub(crate) mark: Rgb,
    pub(crate) caption: Rgb,
    pub(crate) keys: Rgb,
}

impl Colors {
    pub(crate) fn of(film: &Film<'_>) -> Self {
        let palette = &film.palette;
        Self {
            ground: palette.bar(),
            line: palette.faint(),
            mark: palette.accent(),
            caption: palette.foreground,
            keys: palette.foreground.over(palette.background, 200),
        }
    }
}

/// Left and width of the box around `keys`, so that it ends near the right edge.
pub(crate) fn key_box(keys: &str, width: u32) -> (i32, i32) {
    let length = keys.chars().count() as i32 * WIDTH + 2 * KEY_EDGE;
    (width as i32 - 14 - length, length)
}

/// The tip of a pointer that is on a cell.
pub(crate) fn tip(place: Place, (column, row): (u16, u16)) -> (i32, i32) {
    let left = place.left as i32 + i32::from(column) * WIDTH;
    let top = place.top as i32 + i32::from(row) * glyph::HEIGHT;
    (left + WIDTH / 2, top + glyph::HEIGHT / 2)
}
