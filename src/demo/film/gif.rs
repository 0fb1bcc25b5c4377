//! A film as GIF: one table of colours, and of each frame only what changed.
//!
//! Must not hold anything about the machine or the time it was made.

use std::collections::BTreeSet;

use gif::{
    AnyExtension, DisposalMethod, Encoder, EncodingError, Extension, Frame as Image, Repeat,
};

use crate::demo::film::{
    Film, Frame,
    caption::{self, Colors, Layout},
};
use crate::picture::{
    canvas::Canvas,
    face::Face,
    glyph::{self, HEIGHT, WIDTH},
    palette::Rgb,
    raster::Raster,
};

/// More pixels than this would make a film that nobody can play.
const MOST_PIXELS: u64 = 16_000_000;
/// Stands for what stays as it was.
const SAME: u8 = 255;

/// The GIF of `film`, or why there is none.
pub(crate) fn gif(film: &Film<'_>) -> Result<Vec<u8>, String> {
    let layout = Layout::of(film);
    let size = (layout.place.width * film.scale, layout.height * film.scale);
    let is_too_large = u64::from(size.0) * u64::from(size.1) > MOST_PIXELS;
    let (Ok(width), Ok(height), false) =
        (u16::try_from(size.0), u16::try_from(size.1), is_too_large)
    else {
        let (width, height) = size;
        return Err(format!(
            "a GIF of {width}×{height} pixels is too large; choose a smaller size or scale"
        ));
    };
    let mut studio = Studio::new(film, layout, size)?;
    let table = Table::of(&mut studio, film);
    encoded(film, (width, height), &mut studio, &table).map_err(|error| error.to_string())
}

fn encoded(
    film: &Film<'_>,
    (width, height): (u16, u16),
    studio: &mut Studio<'_>,
    table: &Table,
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
    for (frame, time) in film.frames.timed() {
        studio.draw(frame);
        let indices = table.indices(&studio.raster.canvas);
        let time = u16::try_from(time).unwrap_or(u16::MAX);
        match (changed(&shown, &indices, width), &mut waiting) {
            // Cells can differ in what no pixel shows.
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

/// The smallest rectangle that holds every pixel that differs, and in it only those.
fn changed(shown: &[u8], wanted: &[u8], width: u16) -> Option<Image<'static>> {
    let image = |left: usize, top: usize, width: usize, buffer: Vec<u8>| Image {
        left: left as u16,
        top: top as u16,
        width: width as u16,
        height: (buffer.len() / width.max(1)) as u16,
        dispose: DisposalMethod::Keep,
        transparent: (!shown.is_empty()).then_some(SAME),
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
        buffer.extend(pixels.map(|(was, is)| if was == is { SAME } else { *is }));
    }
    Some(image(left, top, right - left, buffer))
}

/// The colours of a film: all that things are drawn with, then of what lies between them what is
/// seen most.
struct Table {
    /// Red, green and blue of each.
    colors: Vec<u8>,
    /// For every colour there can be, which of them stands for it.
    known: Vec<u8>,
}

impl Table {
    fn of(studio: &mut Studio<'_>, film: &Film<'_>) -> Self {
        let mut counts = vec![0_u32; EVERY_COLOR];
        let mut seen: Vec<[u8; 3]> = Vec::new();
        let mut inks: BTreeSet<[u8; 3]> = BTreeSet::new();
        for (frame, _) in film.frames.timed() {
            studio.draw(frame);
            let pixels = studio.raster.canvas.pixels.as_chunks::<3>().0;
            for run in pixels.chunk_by(|a, b| a == b) {
                let count = &mut counts[place(run[0])];
                if *count == 0 {
                    seen.push(run[0]);
                }
                *count = count.saturating_add(run.len() as u32);
            }
            let frame_inks = studio.inks(frame);
            inks.extend(frame_inks.iter().map(|ink| [ink.0, ink.1, ink.2]));
        }
        seen.sort_by_key(|color| {
            let is_between = !inks.contains(color);
            (is_between, u32::MAX - counts[place(*color)], *color)
        });
        let chosen: Vec<[u8; 3]> = seen.iter().copied().take(usize::from(SAME)).collect();
        let mut known = vec![0; EVERY_COLOR];
        for color in seen {
            known[place(color)] = nearest(color, &chosen);
        }
        let mut colors: Vec<u8> = chosen.concat();
        colors.resize(3 * 256, 0);
        Self { colors, known }
    }

    /// For each pixel which colour it has.
    fn indices(&self, canvas: &Canvas) -> Vec<u8> {
        let pixels = canvas.pixels.as_chunks::<3>().0;
        let mut indices = Vec::with_capacity(pixels.len());
        for run in pixels.chunk_by(|a, b| a == b) {
            indices.extend(std::iter::repeat_n(self.known[place(run[0])], run.len()));
        }
        indices
    }
}

/// How many colours three bytes can be.
const EVERY_COLOR: usize = 1 << 24;

fn place([red, green, blue]: [u8; 3]) -> usize {
    usize::from(red) << 16 | usize::from(green) << 8 | usize::from(blue)
}

fn nearest(color: [u8; 3], chosen: &[[u8; 3]]) -> u8 {
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

/// What frames are drawn with.
struct Studio<'a> {
    film: &'a Film<'a>,
    layout: Layout,
    raster: Raster,
    /// Letters of captions.
    large: Face,
    /// The window and the strip with nothing in them.
    empty: Vec<u8>,
}

/// The pointer, tip first: `#` is its edge, `.` what is within.
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

impl<'a> Studio<'a> {
    fn new(film: &'a Film<'a>, layout: Layout, size: (u32, u32)) -> Result<Self, String> {
        let mut raster = Raster::new(film.scale, size, film.palette.background)?;
        if film.frame {
            raster.window(&film.picture(&film.blank()), layout.place);
        }
        if film.frames.captioned {
            let colors = Colors::of(film);
            let width = layout.place.width as i32;
            let top = layout.place.height as i32;
            let all = raster.pixels((0, 0), 0, top, width, caption::HEIGHT as i32);
            raster.canvas.fill(all, colors.ground);
            let line = raster.pixels((0, 0), 0, top, width, 1);
            raster.canvas.fill(line, colors.line);
        }
        Ok(Self {
            film,
            layout,
            empty: raster.canvas.pixels.clone(),
            large: Face::new(film.scale as f32 * caption::LARGE)?,
            raster,
        })
    }

    fn draw(&mut self, frame: &Frame) {
        self.raster.canvas.pixels.clone_from(&self.empty);
        let cells = frame.cells();
        self.beyond((cells.area.width, cells.area.height));
        let picture = self.film.picture(&cells);
        self.raster.cells(&picture, self.layout.place);
        if self.film.frames.captioned {
            self.caption(&frame.around.caption);
            self.keys(&frame.around.keys);
        }
        if let Some(cell) = frame.around.pointer {
            self.pointer(cell);
        }
    }

    /// Where there is no screen, when this one is smaller than others.
    fn beyond(&mut self, (columns, rows): (u16, u16)) {
        let most = self.film.frames.size;
        if (columns, rows) == most {
            return;
        }
        let (left, top) = (self.layout.place.left as i32, self.layout.place.top as i32);
        let cells = |n: u16, size: i32| i32::from(n) * size;
        let (width, height) = (cells(columns, WIDTH), cells(rows, HEIGHT));
        let (all_width, all_height) = (cells(most.0, WIDTH), cells(most.1, HEIGHT));
        let palette = &self.film.palette;
        for (x, y, right, bottom, color) in [
            (width, 0, all_width, all_height, palette.beyond()),
            (0, height, all_width, all_height, palette.beyond()),
            (width, 0, width + 1, height + 1, palette.faint()),
            (0, height, width + 1, height + 1, palette.faint()),
        ] {
            let (right, bottom) = (right.min(all_width), bottom.min(all_height));
            let (wide, high) = (right - x, bottom - y);
            let area = self.raster.pixels((0, 0), left + x, top + y, wide, high);
            self.raster.canvas.fill(area, color);
        }
    }

    fn caption(&mut self, caption: &str) {
        if caption.is_empty() {
            return;
        }
        let colors = Colors::of(self.film);
        let scale = self.raster.scale;
        let top = self.layout.place.height as i32;
        let (x, y, width, height) = caption::MARK;
        let mark = self.raster.pixels((0, 0), x, top + y, width, height);
        self.raster.canvas.fill(mark, colors.mark);
        let mut left = (caption::LEFT * scale) as f32;
        for c in caption.chars() {
            if let Some(stamp) = self.large.stamp(c, false) {
                let at = (left as i32, (top + caption::TEXT_TOP) * scale);
                self.raster.canvas.stamp(stamp, at.0, at.1, colors.caption);
            }
            left += WIDTH as f32 * caption::LARGE * scale as f32;
        }
    }

    fn keys(&mut self, keys: &str) {
        if keys.is_empty() {
            return;
        }
        let colors = Colors::of(self.film);
        let scale = self.raster.scale;
        let top = self.layout.place.height as i32 + caption::KEYS_TOP;
        let (left, width) = caption::key_box(keys, self.layout.place.width);
        let cap = self.raster.pixels((0, 0), left, top - 3, width, HEIGHT + 5);
        self.raster.canvas.outline(cap, scale, colors.line);
        self.raster.text(
            keys,
            ((left + caption::KEY_EDGE) * scale, top * scale),
            colors.keys,
        );
    }

    fn pointer(&mut self, (column, row): (u16, u16)) {
        let place = self.layout.place;
        let tip = caption::tip(place, (column, row));
        let palette = &self.film.palette;
        for (y, line) in ARROW.iter().enumerate() {
            for (x, mark) in line.chars().enumerate() {
                let color = match mark {
                    '#' => palette.background,
                    '.' => palette.foreground,
                    _ => continue,
                };
                let (x, y) = (tip.0 + x as i32, tip.1 + y as i32);
                let pixel = self.raster.pixels((0, 0), x, y, 1, 1);
                self.raster.canvas.fill(pixel, color);
            }
        }
    }

    /// What the cells and the strip are drawn with, before letters blend into their ground.
    fn inks(&self, frame: &Frame) -> Vec<Rgb> {
        let palette = &self.film.palette;
        let colors = Colors::of(self.film);
        let mut inks = vec![palette.foreground, palette.background, palette.faint()];
        inks.extend([
            colors.ground,
            colors.mark,
            colors.caption,
            colors.keys,
            palette.beyond(),
        ]);
        let mut last = None;
        for cell in frame.rows.iter().flat_map(|row| row.iter()) {
            let ink = palette.ink(cell);
            if last != Some(ink) {
                inks.extend([ink.foreground, ink.background]);
                last = Some(ink);
            }
            let shape = glyph::shape(cell.symbol()).filter(|shape| shape.strength < 255);
            inks.extend(shape.map(|shape| ink.foreground.over(ink.background, shape.strength)));
        }
        inks
    }
}
