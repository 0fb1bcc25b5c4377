//! Encodes a film as GIF, with one colour table and only the changed pixels of each frame.
//!
//! The bytes depend on the film alone, not on the machine or the time.

use std::collections::BTreeSet;

use gif::{
    AnyExtension, DisposalMethod, Encoder, EncodingError, Extension, Frame as Image, Repeat,
};

use crate::demo::film::{
    Film, Frame,
    caption::{self, CaptionColors, FilmLayout},
};
use crate::picture::{
    canvas::Canvas,
    face::Face,
    glyph::{self, HEIGHT, WIDTH},
    palette::Rgb,
    raster::Rasterizer,
};

/// The most pixels per frame that players cope with.
const MAX_PIXELS: u64 = 16_000_000;
/// The colour index of pixels that do not change.
const TRANSPARENT: u8 = 255;

/// Encodes `film` as GIF.
///
/// # Errors
/// The film is too large, or cannot be encoded.
pub(crate) fn gif(film: &Film<'_>) -> Result<Vec<u8>, String> {
    let layout = FilmLayout::of(film);
    let size = (
        layout.picture.width * film.scale,
        layout.height * film.scale,
    );
    let is_too_large = u64::from(size.0) * u64::from(size.1) > MAX_PIXELS;
    let (Ok(width), Ok(height), false) =
        (u16::try_from(size.0), u16::try_from(size.1), is_too_large)
    else {
        let (width, height) = size;
        return Err(format!(
            "a GIF of {width}×{height} pixels is too large; choose a smaller size or scale"
        ));
    };
    let mut renderer = FrameRenderer::new(film, layout, size)?;
    let table = ColorTable::of(&mut renderer, film);
    encode(film, (width, height), &mut renderer, &table).map_err(|error| error.to_string())
}

fn encode(
    film: &Film<'_>,
    (width, height): (u16, u16),
    renderer: &mut FrameRenderer<'_>,
    table: &ColorTable,
) -> Result<Vec<u8>, EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height, &table.colors)?;
    encoder.set_repeat(Repeat::Infinite)?;
    let comment = format!("{}\n{}\n{}", film.title, film.description, film.software);
    encoder.write_raw_extension(
        AnyExtension(Extension::Comment as u8),
        &[comment.as_bytes()],
    )?;
    let mut shown: Vec<u8> = Vec::new();
    let mut waiting: Option<Image<'static>> = None;
    for (frame, time) in film.frames.with_durations() {
        renderer.draw(frame);
        let indices = table.indices(&renderer.raster.canvas);
        let time = u16::try_from(time).unwrap_or(u16::MAX);
        match (changed_area(&shown, &indices, width), &mut waiting) {
            // Frames can differ in cells without differing in pixels.
            (None, Some(waiting)) => waiting.delay = waiting.delay.saturating_add(time),
            (image, _) => {
                if let Some(image) = waiting.take() {
                    encoder.write_frame(&image)?;
                }
                waiting = image.map(|image| Image {
                    delay: time,
                    ..image
                });
            }
        }
        shown = indices;
    }
    if let Some(image) = waiting {
        encoder.write_frame(&image)?;
    }
    drop(encoder);
    Ok(bytes)
}

/// Returns the smallest rectangle with all changed pixels, the others in it transparent; `None` if
/// nothing changed.
fn changed_area(shown: &[u8], wanted: &[u8], width: u16) -> Option<Image<'static>> {
    let image = |left: usize, top: usize, width: usize, buffer: Vec<u8>| Image {
        left: left as u16,
        top: top as u16,
        width: width as u16,
        height: (buffer.len() / width.max(1)) as u16,
        dispose: DisposalMethod::Keep,
        transparent: (!shown.is_empty()).then_some(TRANSPARENT),
        buffer: buffer.into(),
        ..Image::default()
    };
    let width = usize::from(width);
    if shown.is_empty() {
        return Some(image(0, 0, width, wanted.to_vec()));
    }
    let (mut left, mut right, mut top, mut bottom) = (width, 0, None, 0);
    for (y, (was, is)) in shown.chunks(width).zip(wanted.chunks(width)).enumerate() {
        if was == is {
            continue;
        }
        let differs = |x: &usize| was[*x] != is[*x];
        left = (0..width).find(differs).map_or(left, |x| left.min(x));
        right = (0..width)
            .rfind(differs)
            .map_or(right, |x| right.max(x + 1));
        top.get_or_insert(y);
        bottom = y + 1;
    }
    let top = top?;
    let mut buffer = Vec::with_capacity((right - left) * (bottom - top));
    for y in top..bottom {
        let row = y * width + left..y * width + right;
        let pixels = shown[row.clone()].iter().zip(&wanted[row]);
        buffer.extend(pixels.map(|(was, is)| if was == is { TRANSPARENT } else { *is }));
    }
    Some(image(left, top, right - left, buffer))
}

/// The colours of a film: first those it is drawn with, then the most frequent blends of them.
struct ColorTable {
    /// Red, green and blue of each colour.
    colors: Vec<u8>,
    /// The index of the nearest colour in the table, for every RGB colour.
    index_of: Vec<u8>,
}

impl ColorTable {
    fn of(renderer: &mut FrameRenderer<'_>, film: &Film<'_>) -> Self {
        let mut counts = vec![0_u32; N_COLORS];
        let mut used: Vec<[u8; 3]> = Vec::new();
        let mut base_colors: BTreeSet<[u8; 3]> = BTreeSet::new();
        for (frame, _) in film.frames.with_durations() {
            renderer.draw(frame);
            let pixels = renderer.raster.canvas.pixels.as_chunks::<3>().0;
            for run in pixels.chunk_by(|a, b| a == b) {
                let count = &mut counts[color_key(run[0])];
                if *count == 0 {
                    used.push(run[0]);
                }
                *count = count.saturating_add(run.len() as u32);
            }
            let frame_colors = renderer.base_colors(frame);
            base_colors.extend(frame_colors.iter().map(|color| [color.0, color.1, color.2]));
        }
        used.sort_by_key(|color| {
            let is_blend = !base_colors.contains(color);
            (is_blend, u32::MAX - counts[color_key(*color)], *color)
        });
        let chosen: Vec<[u8; 3]> = used
            .iter()
            .copied()
            .take(usize::from(TRANSPARENT))
            .collect();
        let mut index_of = vec![0; N_COLORS];
        for color in used {
            index_of[color_key(color)] = nearest_color(color, &chosen);
        }
        let mut colors: Vec<u8> = chosen.concat();
        colors.resize(3 * 256, 0);
        Self { colors, index_of }
    }

    /// Returns the colour index of each pixel.
    fn indices(&self, canvas: &Canvas) -> Vec<u8> {
        let pixels = canvas.pixels.as_chunks::<3>().0;
        let mut indices = Vec::with_capacity(pixels.len());
        for run in pixels.chunk_by(|a, b| a == b) {
            indices.extend(std::iter::repeat_n(
                self.index_of[color_key(run[0])],
                run.len(),
            ));
        }
        indices
    }
}

/// The number of RGB colours.
const N_COLORS: usize = 1 << 24;

fn color_key([red, green, blue]: [u8; 3]) -> usize {
    usize::from(red) << 16 | usize::from(green) << 8 | usize::from(blue)
}

fn nearest_color(color: [u8; 3], chosen: &[[u8; 3]]) -> u8 {
    let off = |other: &[u8; 3]| -> u32 {
        let sides = color.iter().zip(other);
        sides.map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum()
    };
    let found = chosen
        .iter()
        .enumerate()
        .min_by_key(|(_, other)| off(other));
    found.map_or(0, |(index, _)| index as u8)
}

/// Draws the frames of a film.
struct FrameRenderer<'a> {
    film: &'a Film<'a>,
    layout: FilmLayout,
    raster: Rasterizer,
    caption_face: Face,
    /// The pixels of an empty window and caption bar.
    empty: Vec<u8>,
}

/// The pointer, with its tip at the top left; `#` is the outline and `.` the inside.
const ARROW: [&str; 17] = [
    "#",
    "##",
    "#.#",
    "#..#",
    "#...#",
    "#....#",
    "#.....#",
    "#......#",
    "#.......#",
    "#........#",
    "#.....#####",
    "#..#..#",
    "#.# #..#",
    "##  #..#",
    "#    #..#",
    "     #..#",
    "      ##",
];

impl<'a> FrameRenderer<'a> {
    fn new(film: &'a Film<'a>, layout: FilmLayout, size: (u32, u32)) -> Result<Self, String> {
        let mut raster = Rasterizer::new(film.scale, size, film.palette.background)?;
        if film.frame {
            raster.window(&film.picture(&film.blank()), layout.picture);
        }
        if film.frames.captioned {
            let colors = CaptionColors::of(film);
            let width = layout.picture.width as i32;
            let top = layout.picture.height as i32;
            let all = raster.area((0, 0), 0, top, width, caption::HEIGHT as i32);
            raster.canvas.fill(all, colors.background);
            let line = raster.area((0, 0), 0, top, width, 1);
            raster.canvas.fill(line, colors.line);
        }
        Ok(Self {
            film,
            layout,
            empty: raster.canvas.pixels.clone(),
            caption_face: Face::new(film.scale as f32 * caption::TEXT_SCALE)?,
            raster,
        })
    }

    fn draw(&mut self, frame: &Frame) {
        self.raster.canvas.pixels.clone_from(&self.empty);
        let cells = frame.cells();
        self.outside((cells.area.width, cells.area.height));
        let picture = self.film.picture(&cells);
        self.raster.cells(&picture, self.layout.picture);
        if self.film.frames.captioned {
            self.caption(&frame.overlay.caption);
            self.keys(&frame.overlay.keys);
        }
        if let Some(cell) = frame.overlay.pointer {
            self.pointer(cell);
        }
    }

    /// Fills the area outside a screen that is smaller than the film.
    fn outside(&mut self, (columns, rows): (u16, u16)) {
        let most = self.film.frames.size;
        if (columns, rows) == most {
            return;
        }
        let (left, top) = (
            self.layout.picture.left as i32,
            self.layout.picture.top as i32,
        );
        let cells = |n: u16, size: i32| i32::from(n) * size;
        let (width, height) = (cells(columns, WIDTH), cells(rows, HEIGHT));
        let (all_width, all_height) = (cells(most.0, WIDTH), cells(most.1, HEIGHT));
        let palette = &self.film.palette;
        for (x, y, right, bottom, color) in [
            (width, 0, all_width, all_height, palette.outside()),
            (0, height, all_width, all_height, palette.outside()),
            (width, 0, width + 1, height + 1, palette.faint()),
            (0, height, width + 1, height + 1, palette.faint()),
        ] {
            let (right, bottom) = (right.min(all_width), bottom.min(all_height));
            let (wide, high) = (right - x, bottom - y);
            let area = self.raster.area((0, 0), left + x, top + y, wide, high);
            self.raster.canvas.fill(area, color);
        }
    }

    fn caption(&mut self, caption: &str) {
        if caption.is_empty() {
            return;
        }
        let colors = CaptionColors::of(self.film);
        let scale = self.raster.scale;
        let top = self.layout.picture.height as i32;
        let (x, y, width, height) = caption::MARK;
        let mark = self.raster.area((0, 0), x, top + y, width, height);
        self.raster.canvas.fill(mark, colors.mark);
        let mut left = (caption::LEFT * scale) as f32;
        for c in caption.chars() {
            if let Some(mask) = self.caption_face.mask(c, false) {
                let at = (left as i32, (top + caption::TEXT_TOP) * scale);
                self.raster
                    .canvas
                    .draw_mask(mask, at.0, at.1, colors.caption);
            }
            left += WIDTH as f32 * caption::TEXT_SCALE * scale as f32;
        }
    }

    fn keys(&mut self, keys: &str) {
        if keys.is_empty() {
            return;
        }
        let colors = CaptionColors::of(self.film);
        let scale = self.raster.scale;
        let top = self.layout.picture.height as i32 + caption::KEYS_TOP;
        let (left, width) = caption::key_box(keys, self.layout.picture.width);
        let key_box = self.raster.area((0, 0), left, top - 3, width, HEIGHT + 5);
        self.raster.canvas.outline(key_box, scale, colors.line);
        self.raster.text(
            keys,
            ((left + caption::KEY_EDGE) * scale, top * scale),
            colors.keys,
        );
    }

    fn pointer(&mut self, (column, row): (u16, u16)) {
        let picture = self.layout.picture;
        let pointer_tip = caption::pointer_tip(picture, (column, row));
        let palette = &self.film.palette;
        for (y, line) in ARROW.iter().enumerate() {
            for (x, mark) in line.chars().enumerate() {
                let color = match mark {
                    '#' => palette.background,
                    '.' => palette.foreground,
                    _ => continue,
                };
                let (x, y) = (pointer_tip.0 + x as i32, pointer_tip.1 + y as i32);
                let pixel = self.raster.area((0, 0), x, y, 1, 1);
                self.raster.canvas.fill(pixel, color);
            }
        }
    }

    /// Returns the colours of the cells and the caption bar, without those of antialiasing.
    fn base_colors(&self, frame: &Frame) -> Vec<Rgb> {
        let palette = &self.film.palette;
        let colors = CaptionColors::of(self.film);
        let mut base_colors = vec![palette.foreground, palette.background, palette.faint()];
        base_colors.extend([
            colors.background,
            colors.mark,
            colors.caption,
            colors.keys,
            palette.outside(),
        ]);
        let mut last = None;
        for cell in frame.rows.iter().flat_map(|row| row.iter()) {
            let style = palette.style(cell);
            if last != Some(style) {
                base_colors.extend([style.foreground, style.background]);
                last = Some(style);
            }
            let shape = glyph::shape(cell.symbol()).filter(|shape| shape.alpha < 255);
            base_colors
                .extend(shape.map(|shape| style.foreground.over(style.background, shape.alpha)));
        }
        base_colors
    }
}
