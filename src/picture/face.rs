//! Rasterises characters of the embedded font. For its licence and origin see `assets/fonts`.

use ab_glyph::{Font, FontRef, PxScale, point};
use std::collections::BTreeMap;

const REGULAR: &[u8] = include_bytes!("../../assets/fonts/JetBrainsMono-Regular-subset.ttf");
const BOLD: &[u8] = include_bytes!("../../assets/fonts/JetBrainsMono-Bold-subset.ttf");

/// The line height of the font in pixels at scale 1, at which letters are 9 pixels wide.
const LINE: f32 = 19.8;
/// The distance from the top of a cell to the baseline, in pixels at scale 1.
const BASELINE: f32 = 15.0;

/// The coverage of a character, positioned in pixels from the top left corner of its cell.
#[derive(Clone, Debug, Default)]
pub(crate) struct GlyphMask {
    pub(crate) left: i32,
    pub(crate) top: i32,
    pub(crate) width: usize,
    /// The coverage of each pixel, row by row, in 255ths.
    pub(crate) coverage: Vec<u8>,
}

/// The font at one size, with a cache of masks.
#[derive(Debug)]
pub(crate) struct Face {
    regular: FontRef<'static>,
    bold: FontRef<'static>,
    scale: f32,
    masks: BTreeMap<(char, bool), Option<GlyphMask>>,
}

impl Face {
    /// Loads the font at `scale`.
    ///
    /// # Errors
    /// The font cannot be parsed.
    pub(crate) fn new(scale: f32) -> Result<Self, String> {
        let read = |bytes| FontRef::try_from_slice(bytes).map_err(|error| error.to_string());
        Ok(Self {
            regular: read(REGULAR)?,
            bold: read(BOLD)?,
            scale,
            masks: BTreeMap::new(),
        })
    }

    /// Returns the mask of `c`, or `None` if the font lacks it.
    pub(crate) fn mask(&mut self, c: char, bold: bool) -> Option<&GlyphMask> {
        let font = if bold { &self.bold } else { &self.regular };
        let scale = self.scale;
        let mask = self.masks.entry((c, bold));
        mask.or_insert_with(|| rasterize(font, c, scale)).as_ref()
    }
}

fn rasterize(font: &FontRef<'_>, c: char, scale: f32) -> Option<GlyphMask> {
    let id = font.glyph_id(c);
    if id.0 == 0 {
        return None;
    }
    let at = point(0.0, BASELINE * scale);
    let glyph = id.with_scale_and_position(PxScale::from(LINE * scale), at);
    let Some(outline) = font.outline_glyph(glyph) else {
        // A blank has no outline.
        return Some(GlyphMask::default());
    };
    let bounds = outline.px_bounds();
    let width = bounds.width() as usize;
    let mut coverage = vec![0; width * bounds.height() as usize];
    outline.draw(|x, y, part| {
        if let Some(pixel) = coverage.get_mut(y as usize * width + x as usize) {
            *pixel = (part.clamp(0.0, 1.0) * 255.0 + 0.5) as u8;
        }
    });
    Some(GlyphMask {
        left: bounds.min.x as i32,
        top: bounds.min.y as i32,
        width,
        coverage,
    })
}
