//! A film as SVG that moves by itself: every row is a strip of all that it shows, behind a window
//! one row high, and steps from one to the next.
//!
//! One animation a row keeps it light, however long the film is. No script, nothing from outside;
//! who asks for less motion sees the last screen. Must not write a number that is not exact.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::demo::film::{
    Film, Frame, Row,
    caption::{self, Colors, Layout},
};
use crate::picture::{
    glyph::{HEIGHT, WIDTH},
    palette::Rgb,
    screen::{escaped, spots},
    svg::{FONTS, push_window, row_fragment},
};

/// The SVG of `film`.
pub(crate) fn film_svg(film: &Film<'_>) -> String {
    let layout = Layout::of(film);
    let (width, height) = (layout.place.width, layout.height);
    let mut styles = String::new();
    let mut body = String::new();
    let (columns, rows) = film.frames.size;
    for y in 0..usize::from(rows) {
        let reel = Reel::of(film, |frame| Shown::of(frame, y, columns));
        let window = Window {
            name: format!("r{y}"),
            left: layout.place.left as i32,
            top: layout.place.top as i32 + y as i32 * HEIGHT,
            width: i32::from(columns) * WIDTH,
            height: HEIGHT,
        };
        reel.push_to(&mut body, &mut styles, &window, |shown| shown.drawn(film));
    }
    if film.frames.captioned {
        push_strip(film, layout, &mut body, &mut styles);
    }
    push_pointer(film, layout, &mut body, &mut styles);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\">\n<title>{}</title>\n<desc>{}</desc>\n\
         <metadata>{}</metadata>\n<style>\n{}{styles}</style>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\n",
        width * film.scale,
        height * film.scale,
        escaped(film.title),
        escaped(film.description),
        escaped(film.software),
        rules(film.frames.length),
        film.palette.background,
    );
    if film.frame {
        push_window(&mut out, &film.picture(&film.blank()), layout.place);
    }
    let _ = write!(
        out,
        "<g font-family=\"{FONTS}\" font-size=\"15\" fill=\"{}\" shape-rendering=\"crispEdges\" \
         xml:space=\"preserve\">\n{body}</g>\n</svg>\n",
        film.palette.foreground
    );
    out
}

/// What holds for all that moves.
fn rules(length: u32) -> String {
    let (seconds, hundredths) = (length / 100, length % 100);
    format!(
        "text{{white-space:pre;font-variant-ligatures:none}}\n\
         .m{{animation:{seconds}.{hundredths:02}s step-end infinite}}\n\
         @media (prefers-reduced-motion:reduce){{.m{{animation:none}}}}\n"
    )
}

/// What is shown in one place, one after the other.
struct Reel<T> {
    /// Everything that is ever shown there, once.
    all: Vec<T>,
    /// When it changes to which.
    turns: Vec<(u32, usize)>,
    length: u32,
}

/// The place.
struct Window {
    name: String,
    left: i32,
    top: i32,
    width: i32,
    height: i32,
}

impl<T: Clone + Eq + std::hash::Hash> Reel<T> {
    fn of(film: &Film<'_>, shown: impl Fn(&Frame) -> T) -> Self {
        let mut reel = Self {
            all: Vec::new(),
            turns: Vec::new(),
            length: film.frames.length,
        };
        let mut known: HashMap<T, usize> = HashMap::new();
        for frame in film.frames.list() {
            let shown = shown(frame);
            let index = *known.entry(shown.clone()).or_insert_with(|| {
                reel.all.push(shown);
                reel.all.len() - 1
            });
            if reel.turns.last().is_none_or(|last| last.1 != index) {
                reel.turns.push((frame.at, index));
            }
        }
        reel
    }

    /// The window, and what moves behind it.
    fn push_to(
        &self,
        body: &mut String,
        styles: &mut String,
        window: &Window,
        drawn: impl Fn(&T) -> String,
    ) {
        let Window {
            name,
            left,
            top,
            width,
            height,
        } = window;
        let pieces: Vec<String> = self.all.iter().map(drawn).collect();
        if pieces.iter().all(String::is_empty) {
            return;
        }
        let _ = write!(
            body,
            "<svg x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\">"
        );
        let moves = self.turns.len() > 1;
        if moves {
            let places = self.turns.iter();
            let places = places.map(|(at, index)| (*at, 0, -height * *index as i32));
            body.push_str(&moving(styles, name, &Vec::from_iter(places), self.length));
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

/// Begins a group that steps from place to place at certain times, and without motion is in the last.
fn moving(styles: &mut String, name: &str, places: &[(u32, i32, i32)], length: u32) -> String {
    let _ = write!(styles, "@keyframes {name}{{");
    let mut last = String::new();
    for (at, x, y) in places {
        // Rounded up, so that nothing is seen before its time.
        let part = (u64::from(*at) * 1_000_000).div_ceil(u64::from(length.max(1)));
        let digits = format!("{}.{:04}", part / 10_000, part % 10_000);
        let percent = digits.trim_end_matches('0').trim_end_matches('.');
        last = format!("transform:translate({x}px,{y}px)");
        let _ = write!(styles, "{percent}%{{{last}}}");
    }
    styles.push_str("}\n");
    format!("<g class=\"m\" style=\"animation-name:{name};{last}\">")
}

/// A row of a frame.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Shown {
    cells: Option<Row>,
    columns: u16,
    /// Columns of the largest screen.
    most: u16,
    /// Whether the screen ends just above.
    is_edge: bool,
}

impl Shown {
    fn of(frame: &Frame, y: usize, most: u16) -> Self {
        Self {
            cells: frame.rows.get(y).cloned(),
            columns: frame.columns,
            most,
            is_edge: y == frame.rows.len(),
        }
    }

    fn drawn(&self, film: &Film<'_>) -> String {
        let palette = &film.palette;
        let mut out = String::new();
        let wide = i32::from(self.columns) * WIDTH;
        let beyond = i32::from(self.most) * WIDTH - wide;
        match &self.cells {
            Some(cells) => {
                if beyond > 0 {
                    push_rect(&mut out, (wide, 0, beyond, HEIGHT), palette.beyond());
                    push_rect(&mut out, (wide, 0, 1, HEIGHT), palette.faint());
                }
                out += &row_fragment(&film.picture(&film.blank()), &spots(cells));
            }
            None => {
                push_rect(&mut out, (0, 0, wide + beyond, HEIGHT), palette.beyond());
                if self.is_edge {
                    let line = (wide + 1).min(wide + beyond);
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

fn push_strip(film: &Film<'_>, layout: Layout, body: &mut String, styles: &mut String) {
    let colors = Colors::of(film);
    let (width, top) = (layout.place.width as i32, layout.place.height as i32);
    let height = caption::HEIGHT as i32;
    push_rect(body, (0, top, width, height), colors.ground);
    push_rect(body, (0, top, width, 1), colors.line);
    let window = |name: &str| Window {
        name: name.into(),
        left: 0,
        top,
        width,
        height,
    };
    let captions = Reel::of(film, |frame| frame.around.caption.clone());
    captions.push_to(body, styles, &window("c"), |caption| {
        let mut out = String::new();
        if !caption.is_empty() {
            push_rect(&mut out, caption::MARK, colors.mark);
            let _ = write!(
                out,
                "<text x=\"{}\" y=\"{}\" font-size=\"18\" fill=\"{}\">{}</text>",
                caption::LEFT,
                caption::TEXT_TOP + 18,
                colors.caption,
                escaped(caption)
            );
        }
        out
    });
    let keys = Reel::of(film, |frame| frame.around.keys.clone());
    keys.push_to(body, styles, &window("k"), |keys| {
        if keys.is_empty() {
            return String::new();
        }
        let (left, length) = caption::key_box(keys, layout.place.width);
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
            escaped(keys)
        )
    });
}

fn push_pointer(film: &Film<'_>, layout: Layout, body: &mut String, styles: &mut String) {
    let away = (-99, 0);
    let mut turns: Vec<(u32, i32, i32)> = Vec::new();
    for frame in film.frames.list() {
        let cell = frame.around.pointer;
        let (x, y) = cell.map_or(away, |cell| caption::tip(layout.place, cell));
        if turns.last().is_none_or(|last| (last.1, last.2) != (x, y)) {
            turns.push((frame.at, x, y));
        }
    }
    if turns.iter().all(|turn| (turn.1, turn.2) == away) {
        return;
    }
    let group = moving(styles, "p", &turns, film.frames.length);
    let palette = &film.palette;
    let _ = writeln!(
        body,
        "{group}<path shape-rendering=\"geometricPrecision\" fill=\"{}\" stroke=\"{}\" d=\"M.5 .5v14l3.5-3 2.5 5.5 2-1-2.5-5.3h4.5z\"/></g>",
        palette.foreground, palette.background
    );
}
