//! Writes a film as animated SVG: every screen row is a strip of all its states, of which a viewport
//! one row high shows one at a time.
//!
//! One animation per row keeps long films small. The file is self-contained, has no script, and its
//! numbers are exact. With reduced motion, it shows the last frame.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::demo::film::{
    CellRow, Film, Frame,
    caption::{self, CaptionColors, FilmLayout},
};
use crate::picture::{
    glyph::{HEIGHT, WIDTH},
    palette::Rgb,
    screen::{escape, placed_cells},
    svg::{FONTS, push_window, row_fragment},
};

/// Returns `film` as animated SVG.
pub(crate) fn film_svg(film: &Film<'_>) -> String {
    let layout = FilmLayout::of(film);
    let (width, height) = (layout.picture.width, layout.height);
    let mut styles = String::new();
    let mut body = String::new();
    let (columns, rows) = film.frames.size;
    for y in 0..usize::from(rows) {
        let strip = Filmstrip::of(film, |frame| RowState::of(frame, y, columns));
        let viewport = Viewport {
            name: format!("r{y}"),
            left: layout.picture.left as i32,
            top: layout.picture.top as i32 + y as i32 * HEIGHT,
            width: i32::from(columns) * WIDTH,
            height: HEIGHT,
        };
        strip.push_to(&mut body, &mut styles, &viewport, |shown| shown.draw(film));
    }
    if film.frames.captioned {
        push_caption_bar(film, layout, &mut body, &mut styles);
    }
    push_pointer(film, layout, &mut body, &mut styles);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\">\n<title>{}</title>\n<desc>{}</desc>\n\
         <metadata>{}</metadata>\n<style>\n{}{styles}</style>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\n",
        width * film.scale,
        height * film.scale,
        escape(film.title),
        escape(film.description),
        escape(film.software),
        rules(film.frames.length),
        film.palette.background,
    );
    if film.frame {
        push_window(&mut out, &film.picture(&film.blank()), layout.picture);
    }
    let _ = write!(
        out,
        "<g font-family=\"{FONTS}\" font-size=\"15\" fill=\"{}\" shape-rendering=\"crispEdges\" \
         xml:space=\"preserve\">\n{body}</g>\n</svg>\n",
        film.palette.foreground
    );
    out
}

/// Returns the style rules shared by all animations.
fn rules(length: u32) -> String {
    let (seconds, hundredths) = (length / 100, length % 100);
    format!(
        "text{{white-space:pre;font-variant-ligatures:none}}\n\
         .m{{animation:{seconds}.{hundredths:02}s step-end infinite}}\n\
         @media (prefers-reduced-motion:reduce){{.m{{animation:none}}}}\n"
    )
}

/// The states that one viewport shows over time.
struct Filmstrip<T> {
    /// All distinct states.
    all: Vec<T>,
    /// The times of changes, and the index of the new state.
    changes: Vec<(u32, usize)>,
    length: u32,
}

struct Viewport {
    name: String,
    left: i32,
    top: i32,
    width: i32,
    height: i32,
}

impl<T: Clone + Eq + std::hash::Hash> Filmstrip<T> {
    fn of(film: &Film<'_>, shown: impl Fn(&Frame) -> T) -> Self {
        let mut strip = Self {
            all: Vec::new(),
            changes: Vec::new(),
            length: film.frames.length,
        };
        let mut index_of: HashMap<T, usize> = HashMap::new();
        for frame in film.frames.list() {
            let shown = shown(frame);
            let index = *index_of.entry(shown.clone()).or_insert_with(|| {
                strip.all.push(shown);
                strip.all.len() - 1
            });
            if strip.changes.last().is_none_or(|last| last.1 != index) {
                strip.changes.push((frame.at, index));
            }
        }
        strip
    }

    /// Writes the viewport and its animated states.
    fn push_to(
        &self,
        body: &mut String,
        styles: &mut String,
        viewport: &Viewport,
        draw: impl Fn(&T) -> String,
    ) {
        let Viewport {
            name,
            left,
            top,
            width,
            height,
        } = viewport;
        let pieces: Vec<String> = self.all.iter().map(draw).collect();
        if pieces.iter().all(String::is_empty) {
            return;
        }
        let _ = write!(
            body,
            "<svg x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\">"
        );
        let moves = self.changes.len() > 1;
        if moves {
            let positions = self.changes.iter();
            let positions = positions.map(|(at, index)| (*at, 0, -height * *index as i32));
            body.push_str(&begin_animation(
                styles,
                name,
                &Vec::from_iter(positions),
                self.length,
            ));
        }
        for (index, piece) in pieces
            .iter()
            .enumerate()
            .filter(|(_, piece)| !piece.is_empty())
        {
            let down = height * index as i32;
            if down == 0 {
                body.push_str(piece);
            } else {
                let _ = write!(body, "<g transform=\"translate(0 {down})\">{piece}</g>");
            }
        }
        body.push_str(if moves { "</g></svg>\n" } else { "</svg>\n" });
    }
}

/// Begins a group that jumps to positions at given times; with reduced motion it stays at the last one.
fn begin_animation(
    styles: &mut String,
    name: &str,
    positions: &[(u32, i32, i32)],
    length: u32,
) -> String {
    let _ = write!(styles, "@keyframes {name}{{");
    let mut last = String::new();
    for (at, x, y) in positions {
        // Rounded up, so that nothing appears early.
        let part = (u64::from(*at) * 1_000_000).div_ceil(u64::from(length.max(1)));
        let digits = format!("{}.{:04}", part / 10_000, part % 10_000);
        let percent = digits.trim_end_matches('0').trim_end_matches('.');
        last = format!("transform:translate({x}px,{y}px)");
        let _ = write!(styles, "{percent}%{{{last}}}");
    }
    styles.push_str("}\n");
    format!("<g class=\"m\" style=\"animation-name:{name};{last}\">")
}

/// The state of a screen row.
#[derive(Clone, PartialEq, Eq, Hash)]
struct RowState {
    cells: Option<CellRow>,
    columns: u16,
    /// The columns of the film.
    most: u16,
    /// Whether this is the first row below the screen.
    is_edge: bool,
}

impl RowState {
    fn of(frame: &Frame, y: usize, most: u16) -> Self {
        Self {
            cells: frame.rows.get(y).cloned(),
            columns: frame.columns,
            most,
            is_edge: y == frame.rows.len(),
        }
    }

    fn draw(&self, film: &Film<'_>) -> String {
        let palette = &film.palette;
        let mut out = String::new();
        let wide = i32::from(self.columns) * WIDTH;
        let outside = i32::from(self.most) * WIDTH - wide;
        match &self.cells {
            Some(cells) => {
                if outside > 0 {
                    push_rect(&mut out, (wide, 0, outside, HEIGHT), palette.outside());
                    push_rect(&mut out, (wide, 0, 1, HEIGHT), palette.faint());
                }
                out += &row_fragment(&film.picture(&film.blank()), &placed_cells(cells));
            }
            None => {
                push_rect(&mut out, (0, 0, wide + outside, HEIGHT), palette.outside());
                if self.is_edge {
                    let line = (wide + 1).min(wide + outside);
                    push_rect(&mut out, (0, 0, line, 1), palette.faint());
                }
            }
        }
        out
    }
}

fn push_rect(out: &mut String, (x, y, width, height): (i32, i32, i32, i32), color: Rgb) {
    let _ = write!(
        out,
        "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{color}\"/>"
    );
}

fn push_caption_bar(film: &Film<'_>, layout: FilmLayout, body: &mut String, styles: &mut String) {
    let colors = CaptionColors::of(film);
    let (width, top) = (layout.picture.width as i32, layout.picture.height as i32);
    let height = caption::HEIGHT as i32;
    push_rect(body, (0, top, width, height), colors.background);
    push_rect(body, (0, top, width, 1), colors.line);
    let viewport = |name: &str| Viewport {
        name: name.into(),
        left: 0,
        top,
        width,
        height,
    };
    let captions = Filmstrip::of(film, |frame| frame.overlay.caption.clone());
    captions.push_to(body, styles, &viewport("c"), |caption| {
        let mut out = String::new();
        if !caption.is_empty() {
            push_rect(&mut out, caption::MARK, colors.mark);
            let _ = write!(
                out,
                "<text x=\"{}\" y=\"{}\" font-size=\"18\" fill=\"{}\">{}</text>",
                caption::LEFT,
                caption::TEXT_TOP + 18,
                colors.caption,
                escape(caption)
            );
        }
        out
    });
    let keys = Filmstrip::of(film, |frame| frame.overlay.keys.clone());
    keys.push_to(body, styles, &viewport("k"), |keys| {
        if keys.is_empty() {
            return String::new();
        }
        let (left, length) = caption::key_box(keys, layout.picture.width);
        let (x, y) = (left + caption::KEY_EDGE, caption::KEYS_TOP + 15);
        format!(
            "<path fill=\"none\" stroke=\"{}\" d=\"M{left}.5 {}.5h{}v{}h-{}z\"/>\
             <text x=\"{x}\" y=\"{y}\" fill=\"{}\">{}</text>",
            colors.line,
            caption::KEYS_TOP - 3,
            length - 1,
            HEIGHT + 4,
            length - 1,
            colors.keys,
            escape(keys)
        )
    });
}

fn push_pointer(film: &Film<'_>, layout: FilmLayout, body: &mut String, styles: &mut String) {
    let away = (-99, 0);
    let mut changes: Vec<(u32, i32, i32)> = Vec::new();
    for frame in film.frames.list() {
        let cell = frame.overlay.pointer;
        let (x, y) = cell.map_or(away, |cell| caption::pointer_tip(layout.picture, cell));
        if changes.last().is_none_or(|last| (last.1, last.2) != (x, y)) {
            changes.push((frame.at, x, y));
        }
    }
    if changes.iter().all(|change| (change.1, change.2) == away) {
        return;
    }
    let group = begin_animation(styles, "p", &changes, film.frames.length);
    let palette = &film.palette;
    let _ = writeln!(
        body,
        "{group}<path shape-rendering=\"geometricPrecision\" fill=\"{}\" stroke=\"{}\" d=\"M.5 .5v14l3.5-3 2.5 5.5 2-1-2.5-5.3h4.5z\"/></g>",
        palette.foreground, palette.background
    );
}
