//! The layout and colours of the caption bar below a film, in pixels at scale 1.

use crate::demo::film::Film;
use crate::picture::{
    glyph::{self, WIDTH},
    palette::Rgb,
    screen::PictureLayout,
};

/// The height of the bar.
pub(crate) const HEIGHT: u32 = 46;
/// The size of caption text relative to that of cells.
pub(crate) const TEXT_SCALE: f32 = 1.2;
/// The mark before a caption: left, top, width, height; vertical positions are relative to the bar.
pub(crate) const MARK: (i32, i32, i32, i32) = (14, 14, 4, 20);
/// The left edge of captions.
pub(crate) const LEFT: i32 = 30;
/// The top of caption text.
pub(crate) const TEXT_TOP: i32 = 12;
/// The top of the keys.
pub(crate) const KEYS_TOP: i32 = 14;
/// The padding between the keys and their box.
pub(crate) const KEY_EDGE: i32 = 8;

/// The layout of a film.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FilmLayout {
    /// The layout of the window and its cells.
    pub(crate) picture: PictureLayout,
    /// The height of the film, with the caption bar.
    pub(crate) height: u32,
}

impl FilmLayout {
    pub(crate) fn of(film: &Film<'_>) -> Self {
        let picture = film.picture(&film.blank()).layout();
        let bar = if film.frames.captioned { HEIGHT } else { 0 };
        Self {
            picture,
            height: picture.height + bar,
        }
    }
}

/// The colours of the caption bar.
pub(crate) struct CaptionColors {
    pub(crate) background: Rgb,
    pub(crate) line: Rgb,
    pub(crate) mark: Rgb,
    pub(crate) caption: Rgb,
    pub(crate) keys: Rgb,
}

impl CaptionColors {
    pub(crate) fn of(film: &Film<'_>) -> Self {
        let palette = &film.palette;
        Self {
            background: palette.title_bar(),
            line: palette.faint(),
            mark: palette.accent(),
            caption: palette.foreground,
            keys: palette.foreground.over(palette.background, 200),
        }
    }
}

/// Returns the left edge and the width of the box around `keys`, which is aligned to the right.
pub(crate) fn key_box(keys: &str, width: u32) -> (i32, i32) {
    let length = keys.chars().count() as i32 * WIDTH + 2 * KEY_EDGE;
    (width as i32 - 14 - length, length)
}

/// Returns the tip of the pointer on a cell.
pub(crate) fn pointer_tip(picture: PictureLayout, (column, row): (u16, u16)) -> (i32, i32) {
    let left = picture.left as i32 + i32::from(column) * WIDTH;
    let top = picture.top as i32 + i32::from(row) * glyph::HEIGHT;
    (left + WIDTH / 2, top + glyph::HEIGHT / 2)
}
