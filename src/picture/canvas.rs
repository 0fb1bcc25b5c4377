//! An RGB image with drawing operations, which clip at its edges.

use crate::picture::{face::GlyphMask, palette::Rgb};
use std::collections::BTreeMap;

/// An RGB image.
#[derive(Debug)]
pub(crate) struct Canvas {
    width: i32,
    height: i32,
    /// Red, green and blue of every pixel, row by row.
    pub(crate) pixels: Vec<u8>,
}

/// A rectangle, in pixels of the image.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PixelRect {
    pub(crate) left: i32,
    pub(crate) top: i32,
    pub(crate) right: i32,
    pub(crate) bottom: i32,
}

impl Canvas {
    pub(crate) fn new(width: u32, height: u32, background: Rgb) -> Self {
        let n_pixels = width as usize * height as usize;
        Self {
            width: width as i32,
            height: height as i32,
            pixels: [background.0, background.1, background.2].repeat(n_pixels),
        }
    }

    pub(crate) fn fill(&mut self, area: PixelRect, color: Rgb) {
        let left = area.left.clamp(0, self.width);
        let right = area.right.clamp(left, self.width);
        for y in area.top.max(0)..area.bottom.min(self.height) {
            let start = self.offset(left, y);
            let end = start + 3 * (right - left) as usize;
            for pixel in self.pixels[start..end].chunks_exact_mut(3) {
                pixel.copy_from_slice(&[color.0, color.1, color.2]);
            }
        }
    }

    /// Draws a border of `width` pixels inside `area`.
    pub(crate) fn outline(&mut self, area: PixelRect, width: i32, color: Rgb) {
        let PixelRect {
            left,
            top,
            right,
            bottom,
        } = area;
        let edges = [
            (left, top, right, top + width),
            (left, bottom - width, right, bottom),
            (left, top, left + width, bottom),
            (right - width, top, right, bottom),
        ];
        for (left, top, right, bottom) in edges {
            let edge = PixelRect {
                left,
                top,
                right,
                bottom,
            };
            self.fill(edge, color);
        }
    }

    /// Blends `color` onto a pixel with an opacity of `alpha` 255ths, rounded to sixteen levels so that
    /// a screen has few enough colours for an indexed image.
    pub(crate) fn blend(&mut self, x: i32, y: i32, color: Rgb, alpha: u8) {
        if alpha == 0 || x < 0 || y < 0 || x >= self.width || y >= self.height {
            return;
        }
        let alpha = (u16::from(alpha) + 8) / 17 * 17;
        let start = self.offset(x, y);
        if let [r, g, b] = &mut self.pixels[start..start + 3] {
            let mixed = color.over(Rgb(*r, *g, *b), alpha as u8);
            (*r, *g, *b) = (mixed.0, mixed.1, mixed.2);
        }
    }

    /// Draws a character in the cell whose top left corner is at `left`, `top`.
    pub(crate) fn draw_mask(&mut self, mask: &GlyphMask, left: i32, top: i32, color: Rgb) {
        let rows = mask.coverage.chunks(mask.width.max(1));
        for (y, row) in rows.enumerate() {
            for (x, alpha) in row.iter().enumerate() {
                let (x, y) = (left + mask.left + x as i32, top + mask.top + y as i32);
                self.blend(x, y, color, *alpha);
            }
        }
    }

    /// Draws the part of a ring within `area`, with antialiasing. Radii are in pixels.
    pub(crate) fn ring(
        &mut self,
        area: PixelRect,
        centre: (f32, f32),
        (inner, outer): (f32, f32),
        color: Rgb,
    ) {
        for y in area.top..area.bottom {
            for x in area.left..area.right {
                let across = x as f32 + 0.5 - centre.0;
                let down = y as f32 + 0.5 - centre.1;
                let distance = (across * across + down * down).sqrt();
                let within = (outer - distance + 0.5).clamp(0.0, 1.0);
                let without = (inner - distance + 0.5).clamp(0.0, 1.0);
                let alpha = ((within - without) * 255.0 + 0.5) as u8;
                self.blend(x, y, color, alpha);
            }
        }
    }

    /// Returns the colours in use and the index of each pixel's, or `None` for more than 256 colours.
    pub(crate) fn indexed(&self) -> Option<(Vec<u8>, Vec<u8>)> {
        let mut known: BTreeMap<[u8; 3], u8> = BTreeMap::new();
        let mut colors: Vec<u8> = Vec::new();
        let mut indices = Vec::with_capacity(self.pixels.len() / 3);
        let mut last = ([0; 3], None);
        for pixel in self.pixels.as_chunks::<3>().0 {
            if last.1.is_none() || last.0 != *pixel {
                let index = match known.get(pixel) {
                    Some(index) => *index,
                    None => {
                        let index = u8::try_from(known.len()).ok()?;
                        known.insert(*pixel, index);
                        colors.extend(pixel);
                        index
                    }
                };
                last = (*pixel, Some(index));
            }
            indices.extend(last.1);
        }
        Some((colors, indices))
    }

    fn offset(&self, x: i32, y: i32) -> usize {
        3 * (y as usize * self.width as usize + x as usize)
    }
}
