//! Draws cells and the window around them as pixels.

use crate::picture::{
    canvas::{Canvas, PixelRect},
    face::Face,
    glyph::{self, CornerArc, GlyphRect, HEIGHT, UNITS, WIDTH},
    palette::{CellStyle, Rgb},
    screen::{Picture, PictureLayout, PlacedCell, TITLE_BAR},
};
use unicode_width::UnicodeWidthChar;

/// Draws cells and text on a canvas at a fixed scale.
pub(crate) struct Rasterizer {
    pub(crate) scale: i32,
    face: Face,
    pub(crate) canvas: Canvas,
}

impl Rasterizer {
    pub(crate) fn new(scale: u32, size: (u32, u32), background: Rgb) -> Result<Self, String> {
        Ok(Self {
            scale: scale as i32,
            face: Face::new(scale as f32)?,
            canvas: Canvas::new(size.0, size.1, background),
        })
    }

    pub(crate) fn cells(&mut self, picture: &Picture<'_>, layout: PictureLayout) {
        let rows: Vec<Vec<PlacedCell<'_>>> = picture.rows().collect();
        // Backgrounds are drawn first, since a letter may reach into the next cell.
        for backgrounds in [true, false] {
            for (y, row) in rows.iter().enumerate() {
                let top = (layout.top as i32 + y as i32 * HEIGHT) * self.scale;
                for placed in row {
                    let left = (layout.left as i32 + placed.x as i32 * WIDTH) * self.scale;
                    let style = picture.palette.style(placed.cell);
                    if !backgrounds {
                        self.glyph(placed, style, left, top);
                    } else if style.background != picture.palette.background {
                        let columns = placed.columns as i32;
                        let area = self.area((left, top), 0, 0, WIDTH * columns, HEIGHT);
                        self.canvas.fill(area, style.background);
                    }
                }
            }
        }
    }

    /// Scales a rectangle given in pixels at scale 1 from a corner given in pixels of the canvas.
    pub(crate) fn area(
        &self,
        (left, top): (i32, i32),
        x: i32,
        y: i32,
        width: i32,
        height: i32,
    ) -> PixelRect {
        PixelRect {
            left: left + x * self.scale,
            top: top + y * self.scale,
            right: left + (x + width) * self.scale,
            bottom: top + (y + height) * self.scale,
        }
    }

    fn glyph(&mut self, placed: &PlacedCell<'_>, style: CellStyle, left: i32, top: i32) {
        let symbol = placed.cell.symbol();
        if style.underlined {
            let line = self.area((left, top), 0, 17, WIDTH * placed.columns as i32, 1);
            self.canvas.fill(line, style.foreground);
        }
        if symbol == " " {
            return;
        }
        let Some(shape) = glyph::shape(symbol) else {
            return self.letter(placed, style, left, top);
        };
        let color = style.foreground.over(style.background, shape.alpha);
        for rect in shape.rects {
            let area = self.snap(rect, left, top);
            self.canvas.fill(area, color);
        }
        if let Some(arc) = shape.arc {
            self.arc(arc, left, top, color);
        }
    }

    /// Rounds a rectangle of a glyph to whole pixels, at least one in each direction.
    fn snap(&self, rect: GlyphRect, left: i32, top: i32) -> PixelRect {
        let snap = |units: i32| (units * self.scale + UNITS / 2) / UNITS;
        let (x, y) = (snap(rect.x), snap(rect.y));
        PixelRect {
            left: left + x,
            top: top + y,
            right: left + snap(rect.x + rect.width).max(x + 1),
            bottom: top + snap(rect.y + rect.height).max(y + 1),
        }
    }

    fn arc(&mut self, arc: CornerArc, left: i32, top: i32, color: Rgb) {
        let scale = self.scale as f32;
        // The arc has a radius of half a cell, around a point on the side of the cell.
        let (x, bend, stem) = (
            if arc.left { 0 } else { 4 },
            9,
            if arc.above { 0 } else { 14 },
        );
        let centre = (
            left as f32 + if arc.left { 0.0 } else { 9.0 * scale },
            top as f32 + if arc.above { 5.0 } else { 14.0 } * scale,
        );
        let area = self.area((left, top), x, if arc.above { 5 } else { bend }, 5, 5);
        let radii = (4.0 * scale, 5.0 * scale);
        self.canvas.ring(area, centre, radii, color);
        let length = if arc.above { 5 } else { HEIGHT - stem };
        let stem = self.area((left, top), 4, stem, 1, length);
        self.canvas.fill(stem, color);
    }

    fn letter(&mut self, placed: &PlacedCell<'_>, style: CellStyle, left: i32, top: i32) {
        let mut is_drawn = false;
        // The font's letters are one column wide, and centred in a wide cell.
        let middle = left + (placed.columns as i32 - 1) * WIDTH * self.scale / 2;
        for c in placed.cell.symbol().chars() {
            if let Some(mask) = self.face.mask(c, style.bold) {
                // The outline of a combining mark extends to the left, over its base.
                let back = c.width() == Some(0);
                let left = middle + if back { WIDTH * self.scale } else { 0 };
                self.canvas.draw_mask(mask, left, top, style.foreground);
                is_drawn = true;
            }
        }
        if !is_drawn {
            let width = WIDTH * placed.columns as i32 - 2;
            let area = self.area((left, top), 1, 4, width, 12);
            let color = style.foreground.over(style.background, 160);
            self.canvas.outline(area, self.scale, color);
        }
    }

    pub(crate) fn window(&mut self, picture: &Picture<'_>, layout: PictureLayout) {
        let palette = &picture.palette;
        let (width, height) = (layout.width as i32, layout.height as i32);
        let title_bar = self.area((0, 0), 0, 0, width, TITLE_BAR as i32);
        self.canvas.fill(title_bar, palette.title_bar());
        let all = self.area((0, 0), 0, 0, width, height);
        self.canvas.outline(all, self.scale, palette.faint());
        let scale = self.scale as f32;
        for x in [18, 36, 54] {
            let centre = (x as f32 * scale, TITLE_BAR as f32 / 2.0 * scale);
            let area = self.area((0, 0), x - 6, TITLE_BAR as i32 / 2 - 6, 12, 12);
            self.canvas
                .ring(area, centre, (-1.0, 5.0 * scale), palette.faint());
        }
        let title = picture.fitted_title(layout);
        let length = title.chars().count() as i32 * WIDTH;
        let left = (width - length) / 2 * self.scale;
        let color = palette.foreground.over(palette.background, 180);
        self.text(&title, (left, 6 * self.scale), color);
    }

    /// Draws a line of text; `left`, `top` is the top left corner of the first letter's cell.
    pub(crate) fn text(&mut self, text: &str, (mut left, top): (i32, i32), color: Rgb) {
        for c in text.chars() {
            if let Some(mask) = self.face.mask(c, false) {
                self.canvas.draw_mask(mask, left, top, color);
            }
            left += WIDTH * self.scale;
        }
    }
}
