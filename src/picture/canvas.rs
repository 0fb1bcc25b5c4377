//! Pixels, and what can be done to them: filling, stamping, bending a line.
//!
//! Whatever lies outside is not drawn. Must not know cells.

use crate::picture::{face::Stamp, palette::Rgb};
use std::collections::BTreeMap;

/// Red, green and blue of every pixel, row by row.
#[derive(Debug)]
pub(crate) struct Canvas {
    width: i32,
    height: i32,
    pub(crate) pixels: Vec<u8>,
}

/// A rectangle of pixels.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pixels {
    pub(crate) left: i32,
    pub(crate) top: i32,
    pub(crate) right: i32,
    pub(crate) bottom: i32,
}

impl Canvas {
    pub(crate) fn new(width: u32, height: u32, ground: Rgb) -> Self {
        let n_pixels = width as usize * height as usize;
        Self {
            width: width as i32,
            height: height as i32,
            pixels: [ground.0, ground.1, ground.2].repeat(n_pixels),
        }
    }

    pub(crate) fn fill(&mut self, area: Pixels, color: Rgb) {
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

    /// The edge of `area`, `thick` pixels wide, within it.
    pub(crate) fn outline(&mut self, area: Pixels, thick: i32, color: Rgb) {
        let Pixels {
            left,
            top,
            right,
            bottom,
        } = area;
        let edges = [
            (left, top, right, top + thick),
            (left, bottom - thick, right, bottom),
            (left, top, left + thick, bottom),
            (right - thick, top, right, bottom),
        ];
        for (left, top, right, bottom) in edges {
            let edge = Pixels {
                left,
                top,
                right,
                bottom,
            };
            self.fill(edge, color);
        }
    }

    /// Lays `part` 255ths of `color` on a pixel, in sixteen steps: no eye sees more, and a screen
    /// then has few enough colours for a table of them.
    pub(crate) fn blend(&mut self, x: i32, y: i32, color: Rgb, part: u8) {
        if part == 0 || x < 0 || y < 0 || x >= self.width || y >= self.height {
            return;
        }
        let part = (u16::from(part) + 8) / 17 * 17;
        let start = self.offset(x, y);
        if let [r, g, b] = &mut self.pixels[start..start + 3] {
            let mixed = color.over(Rgb(*r, *g, *b), part as u8);
            (*r, *g, *b) = (mixed.0, mixed.1, mixed.2);
        }
    }

    /// A character in the cell whose top left corner is at `left`, `top`.
    pub(crate) fn stamp(&mut self, stamp: &Stamp, left: i32, top: i32, color: Rgb) {
        let rows = stamp.coverage.chunks(stamp.width.max(1));
        for (y, row) in rows.enumerate() {
            for (x, part) in row.iter().enumerate() {
                let (x, y) = (left + stamp.left + x as i32, top + stamp.top + y as i32);
                self.blend(x, y, color, *part);
            }
        }
    }

    /// What of `area` is nearer to the centre (in pixels) than `outer` and not than `inner`.
    pub(crate) fn ring(
        &mut self,
        area: Pixels,
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
                let part = ((within - without) * 255.0 + 0.5) as u8;
                self.blend(x, y, color, part);
            }
        }
    }

    /// The colours of all pixels, and for each pixel which it has; nothing when there are more than 256.
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
