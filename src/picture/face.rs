//! The embedded font: how much of each pixel a character covers.
//!
//! Must not know colours or places. Licence and making: `assets/fonts`.

use ab_glyph::{Font, FontRef, PxScale, point};
use std::collections::BTreeMap;

const REGULAR: &[u8] = include_bytes!("../../assets/fonts/JetBrainsMono-Regular-subset.ttf");
const BOLD: &[u8] = include_bytes!("../../assets/fonts/JetBrainsMono-Bold-subset.ttf");

/// Pixels from the lowest descender to the highest accent; a letter is then 9 wide.
const LINE: f32 = 19.8;
/// Pixels from the top of a cell to the line letters stand on.
const BASELINE: f32 = 15.0;

/// What a character covers, in pixels from the top left corner of its cell.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stamp {
    pub(crate) left: i32,
    pub(crate) top: i32,
    pub(crate) width: usize,
    /// Row by row, in 255ths.
    pub(crate) coverage: Vec<u8>,
}

/// The font in one size.
#[derive(Debug)]
pub(crate) struct Face {
    regular: FontRef<'static>,
    bold: FontRef<'static>,
    scale: f32,
    stamps: BTreeMap<(char, bool), Option<Stamp>>,
}

impl Face {
    /// The font `scale` times as large as at scale 1.
    pub(crate) fn new(scale: f32) -> Result<Self, String> {
        let read = |bytes| FontRef::try_from_slice(bytes).map_err(|error| error.to_string());
        Ok(Self {
            regular: read(REGULAR)?,
            bold: read(BOLD)?,
            scale,
            stamps: BTreeMap::new(),
        })
    }

    /// What `c` covers; nothing when the font does not have it.
    pub(crate) fn stamp(&mut self, c: char, bold: bool) -> Option<&Stamp> {
        let font = if bold { &self.bold } else { &self.regular };
        let scale = self.scale;
        let stamp = self.stamps.entry((c, bold));
        stamp.or_insert_with(|| stamp_of(font, c, scale)).as_ref()
    }
}

fn stamp_of(font: &FontRef<'_>, c: char, scale: f32) -> Option<Stamp> {
    let id = font.glyph_id(c);
    if id.0 == 0 {
        return None;
    }
    let at = point(0.0, BASELINE * scale);
    let glyph = id.with_scale_and_position(PxScale::from(LINE * scale), at);
    let Some(outline) = font.outline_glyph(glyph) else {
        // A blank.
        return Some(Stamp::default());
    };
    let bounds = outline.px_bounds();
    let width = bounds.width() as usize;
    let mut coverage = vec![0; width * bounds.height() as usize];
    outline.draw(|x, y, part| {
        if let Some(pixel) = coverage.get_mut(y as usize * width + x as usize) {
            *pixel = (part.clamp(0.0, 1.0) * 255.0 + 0.5) as u8;
        }
    });
    Some(Stamp {
        left: bounds.min.x as i32,
        top: bounds.min.y as i32,
        width,
        coverage,
    })
}
