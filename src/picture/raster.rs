//! Cells → pixels, with the window around them.
//!
//! Must not know a file format.

use crate::picture::{
    canvas::{Canvas, Pixels},
    face::Face,
    glyph::{self, Arc, HEIGHT, Part, UNIT, WIDTH},
    palette::{Ink, Rgb},
    screen::{BAR, Picture, Place, Spot},
};
use unicode_width::UnicodeWidthChar;

/// A canvas, and what is drawn on it with.
pub(crate) struct Raster {
    pub(crate) scale: i32,
    face: Face,
    pub(crate) canvas: Canvas,
}

impl Raster {
    pub(crate) fn new(scale: u32, size: (u32, u32), ground: Rgb) -> Result<Self, String> {
        Ok(Self {
            scale: scale as i32,
            face: Face::new(scale as f32)?,
            canvas: Canvas::new(size.0, size.1, ground),
        })
    }

    pub(crate) fn cells(&mut self, picture: &Picture<'_>, place: Place) {
        let rows: Vec<Vec<Spot<'_>>> = picture.rows().collect();
        // All grounds first: a letter may reach into the next cell.
        for grounds in [true, false] {
            for (y, row) in rows.iter().enumerate() {
                let top = (place.top as i32 + y as i32 * HEIGHT) * self.scale;
                for spot in row {
                    let left = (place.left as i32 + spot.x as i32 * WIDTH) * self.scale;
                    let ink = picture.palette.ink(spot.cell);
                    if !grounds {
                        self.glyph(spot, ink, left, top);
                    } else if ink.background != picture.palette.background {
                        let columns = spot.columns as i32;
                        let area = self.pixels((left, top), 0, 0, WIDTH * columns, HEIGHT);
                        self.canvas.fill(area, ink.background);
                    }
                }
            }
        }
    }

    /// An area in pixels of scale 1 from a corner in pixels.
    pub(crate) fn pixels(
        &self,
        (left, top): (i32, i32),
        x: i32,
        y: i32,
        width: i32,
        height: i32,
    ) -> Pixels {
        Pixels {
            left: left + x * self.scale,
            top: top + y * self.scale,
            right: left + (x + width) * self.scale,
            bottom: top + (y + height) * self.scale,
        }
    }

    fn glyph(&mut self, spot: &Spot<'_>, ink: Ink, left: i32, top: i32) {
        let symbol = spot.cell.symbol();
        if ink.underlined {
            let line = self.pixels((left, top), 0, 17, WIDTH * spot.columns as i32, 1);
            self.canvas.fill(line, ink.foreground);
        }
        if symbol == " " {
            return;
        }
        let Some(shape) = glyph::shape(symbol) else {
            return self.letter(spot, ink, left, top);
        };
        let color = ink.foreground.over(ink.background, shape.strength);
        for part in shape.parts {
            let area = self.snapped(part, left, top);
            self.canvas.fill(area, color);
        }
        if let Some(arc) = shape.arc {
            self.arc(arc, left, top, color);
        }
    }

    /// The whole pixels nearest to a part of a cell, at least one of them each way.
    fn snapped(&self, part: Part, left: i32, top: i32) -> Pixels {
        let snap = |units: i32| (units * self.scale + UNIT / 2) / UNIT;
        let (x, y) = (snap(part.x), snap(part.y));
        Pixels {
            left: left + x,
            top: top + y,
            right: left + snap(part.x + part.width).max(x + 1),
            bottom: top + snap(part.y + part.height).max(y + 1),
        }
    }

    fn arc(&mut self, arc: Arc, left: i32, top: i32, color: Rgb) {
        let scale = self.scale as f32;
        // The bend has a middle radius of half a cell, around a point on the cell's side.
        let (x, bend, stem) = (
            if arc.left { 0 } else { 4 },
            9,
            if arc.above { 0 } else { 14 },
        );
        let centre = (
            left as f32 + if arc.left { 0.0 } else { 9.0 * scale },
            top as f32 + if arc.above { 5.0 } else { 14.0 } * scale,
        );
        let area = self.pixels((left, top), x, if arc.above { 5 } else { bend }, 5, 5);
        let radii = (4.0 * scale, 5.0 * scale);
        self.canvas.ring(area, centre, radii, color);
        let length = if arc.above { 5 } else { HEIGHT - stem };
        let stem = self.pixels((left, top), 4, stem, 1, length);
        self.canvas.fill(stem, color);
    }

    fn letter(&mut self, spot: &Spot<'_>, ink: Ink, left: i32, top: i32) {
        let mut is_drawn = false;
        // The font's letters take one column; a wide cell has them in its middle.
        let middle = left + (spot.columns as i32 - 1) * WIDTH * self.scale / 2;
        for c in spot.cell.symbol().chars() {
            if let Some(stamp) = self.face.stamp(c, ink.bold) {
                // A mark reaches back over the letter before it.
                let back = c.width() == Some(0);
                let left = middle + if back { WIDTH * self.scale } else { 0 };
                self.canvas.stamp(stamp, left, top, ink.foreground);
                is_drawn = true;
            }
        }
        if !is_drawn {
            let width = WIDTH * spot.columns as i32 - 2;
            let area = self.pixels((left, top), 1, 4, width, 12);
            let color = ink.foreground.over(ink.background, 160);
            self.canvas.outline(area, self.scale, color);
        }
    }

    pub(crate) fn window(&mut self, picture: &Picture<'_>, place: Place) {
        let palette = &picture.palette;
        let (width, height) = (place.width as i32, place.height as i32);
        let bar = self.pixels((0, 0), 0, 0, width, BAR as i32);
        self.canvas.fill(bar, palette.bar());
        let all = self.pixels((0, 0), 0, 0, width, height);
        self.canvas.outline(all, self.scale, palette.faint());
        let scale = self.scale as f32;
        for x in [18, 36, 54] {
            let centre = (x as f32 * scale, BAR as f32 / 2.0 * scale);
            let area = self.pixels((0, 0), x - 6, BAR as i32 / 2 - 6, 12, 12);
            self.canvas
                .ring(area, centre, (-1.0, 5.0 * scale), palette.faint());
        }
        let title = picture.bar_title(place);
        let length = title.chars().count() as i32 * WIDTH;
        let left = (width - length) / 2 * self.scale;
        let color = palette.foreground.over(palette.background, 180);
        self.text(&title, (left, 6 * self.scale), color);
    }

    /// Letters one beside the other, the first in the cell whose corner is at `left`, `top`.
    pub(crate) fn text(&mut self, text: &str, (mut left, top): (i32, i32), color: Rgb) {
        for c in text.chars() {
            if let Some(stamp) = self.face.stamp(c, false) {
                self.canvas.stamp(stamp, left, top, color);
            }
            left += WIDTH * self.scale;
        }
    }
}
