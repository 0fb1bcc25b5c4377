//! A picture as SVG: text that can be selected and found, lines and blocks as paths.
//!
//! Every character has its own place, so that a substitute font keeps the grid. Must not name
//! anything outside itself, nor write a number that is not exact.

use crate::picture::{
    glyph::{self, Arc, HEIGHT, Part, UNIT, WIDTH},
    palette::{Ink, Rgb},
    screen::{BAR, Picture, Place, Spot, escaped},
};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// From the top of a cell to the line letters stand on.
const BASELINE: i32 = 15;
pub(crate) const FONTS: &str =
    "'JetBrains Mono','DejaVu Sans Mono',Menlo,Consolas,'Liberation Mono',monospace";

/// The SVG of `picture`.
pub(crate) fn svg(picture: &Picture<'_>) -> String {
    let place = picture.place();
    let Place { width, height, .. } = place;
    let (shown_width, shown_height) = (width * picture.scale, height * picture.scale);
    let mut drawing = Drawing::new(picture, place);
    for (y, row) in picture.rows().enumerate() {
        drawing.row(y, &row);
    }
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{shown_width}\" height=\"{shown_height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\">\n<title>{}</title>\n<desc>{}</desc>\n\
         <metadata>{}</metadata>\n<rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\n",
        escaped(picture.title),
        escaped(picture.description),
        escaped(picture.software),
        picture.palette.background,
    );
    if picture.frame {
        push_window(&mut out, picture, place);
    }
    push_paths(&mut out, &drawing.grounds.paths, "crispEdges");
    push_paths(&mut out, &drawing.shapes.paths, "crispEdges");
    push_paths(&mut out, &drawing.arcs, "geometricPrecision");
    let _ = write!(
        out,
        "<g font-family=\"{FONTS}\" font-size=\"15\" fill=\"{}\" xml:space=\"preserve\" \
         style=\"white-space:pre;font-variant-ligatures:none\">\n{}</g>\n</svg>\n",
        picture.palette.foreground, drawing.text
    );
    out
}

/// A row of cells by itself, its corner at 0, 0, to stand among shapes with crisp edges.
pub(crate) fn row_fragment(picture: &Picture<'_>, row: &[Spot<'_>]) -> String {
    let place = Place {
        left: 0,
        top: 0,
        ..picture.place()
    };
    let mut drawing = Drawing::new(picture, place);
    drawing.row(0, row);
    let mut out = String::new();
    for (paths, rendering) in [
        (&drawing.grounds.paths, ""),
        (&drawing.shapes.paths, ""),
        (&drawing.arcs, " shape-rendering=\"geometricPrecision\""),
    ] {
        for (color, path) in paths {
            let _ = write!(out, "<path fill=\"{color}\"{rendering} d=\"{path}\"/>");
        }
    }
    out + drawing.text.trim_end()
}

fn push_paths(out: &mut String, paths: &BTreeMap<Rgb, String>, rendering: &str) {
    for (color, path) in paths {
        let _ = writeln!(
            out,
            "<path fill=\"{color}\" shape-rendering=\"{rendering}\" d=\"{path}\"/>"
        );
    }
}

/// The window around the cells.
pub(crate) fn push_window(out: &mut String, picture: &Picture<'_>, place: Place) {
    let Place { width, height, .. } = place;
    let palette = &picture.palette;
    let faint = palette.faint();
    let (inner_width, inner_height) = (width - 1, height - 1);
    let _ = write!(
        out,
        "<g shape-rendering=\"crispEdges\"><path fill=\"{}\" d=\"M0 0h{width}v{BAR}h-{width}z\"/>\
         <path fill=\"{faint}\" d=\"M0 0h{width}v{height}h-{width}zM1 1v{}h{}v-{}z\" fill-rule=\"evenodd\"/></g>\n\
         <g fill=\"{faint}\">",
        palette.bar(),
        inner_height - 1,
        inner_width - 1,
        inner_height - 1,
    );
    for x in [18, 36, 54] {
        let _ = write!(out, "<circle cx=\"{x}\" cy=\"{}\" r=\"5\"/>", BAR / 2);
    }
    let _ = writeln!(
        out,
        "</g>\n<text x=\"{}\" y=\"21\" text-anchor=\"middle\" font-family=\"{FONTS}\" \
         font-size=\"15\" fill=\"{}\">{}</text>",
        width / 2,
        palette.foreground.over(palette.background, 180),
        escaped(&picture.bar_title(place)),
    );
}

/// Rectangles of one row that touch become one.
#[derive(Default)]
struct Paths {
    paths: BTreeMap<Rgb, String>,
    open: Option<(Rgb, Part)>,
}

impl Paths {
    fn add(&mut self, color: Rgb, part: Part) {
        if let Some((open_color, open)) = &mut self.open
            && *open_color == color
            && (open.y, open.height) == (part.y, part.height)
            && open.x + open.width == part.x
        {
            open.width += part.width;
            return;
        }
        self.close();
        self.open = Some((color, part));
    }

    fn close(&mut self) {
        if let Some((color, part)) = self.open.take() {
            let (width, height) = (exact(part.width), exact(part.height));
            let _ = write!(
                self.paths.entry(color).or_default(),
                "M{} {}h{width}v{height}h-{width}z",
                exact(part.x),
                exact(part.y),
            );
        }
    }
}

/// A length in units as pixels; eighths end after three digits.
fn exact(units: i32) -> String {
    let (whole, rest) = (units / UNIT, units % UNIT);
    if rest == 0 {
        return whole.to_string();
    }
    let digits = format!("{whole}.{:03}", rest * 125);
    digits.trim_end_matches('0').to_owned()
}

struct Drawing<'a> {
    picture: &'a Picture<'a>,
    left: i32,
    top: i32,
    grounds: Paths,
    shapes: Paths,
    arcs: BTreeMap<Rgb, String>,
    text: String,
}

impl<'a> Drawing<'a> {
    fn new(picture: &'a Picture<'a>, place: Place) -> Self {
        Self {
            picture,
            left: place.left as i32,
            top: place.top as i32,
            grounds: Paths::default(),
            shapes: Paths::default(),
            arcs: BTreeMap::new(),
            text: String::new(),
        }
    }

    fn row(&mut self, y: usize, row: &[Spot<'_>]) {
        let top = self.top + y as i32 * HEIGHT;
        let mut line = Line::default();
        for spot in row {
            let left = self.left + spot.x as i32 * WIDTH;
            let ink = self.picture.palette.ink(spot.cell);
            if ink.background != self.picture.palette.background {
                let ground = Part {
                    x: left * UNIT,
                    y: top * UNIT,
                    width: WIDTH * UNIT * spot.columns as i32,
                    height: HEIGHT * UNIT,
                };
                self.grounds.add(ink.background, ground);
            }
            let symbol = spot.cell.symbol();
            if let Some(shape) = glyph::shape(symbol) {
                line.skip();
                let color = ink.foreground.over(ink.background, shape.strength);
                for part in shape.parts {
                    let placed = Part {
                        x: left * UNIT + part.x,
                        y: top * UNIT + part.y,
                        ..part
                    };
                    self.shapes.add(color, placed);
                }
                if let Some(arc) = shape.arc {
                    push_arc(self.arcs.entry(color).or_default(), arc, left, top);
                }
            } else if symbol == " " && !ink.underlined {
                line.blank();
            } else {
                line.glyph(symbol, left, ink);
            }
        }
        self.grounds.close();
        self.shapes.close();
        line.push_to(&mut self.text, self.picture, top + BASELINE);
    }
}

/// A bend one pixel thick and the straight piece to the edge it leaves by.
fn push_arc(path: &mut String, arc: Arc, left: i32, top: i32) {
    // Mirrored from the one that comes from the right and goes down.
    let x = |x: i32| exact(UNIT * left + if arc.left { 9 - x } else { x } * UNIT);
    let (edge, bend, outer, inner) = if arc.above {
        (0, 5, 10, 9)
    } else {
        (20, 14, 9, 10)
    };
    let y = |y: i32| top + y;
    let turn = i32::from(arc.left == arc.above);
    let _ = write!(
        path,
        "M{} {}V{}A5 5 0 0 {turn} {} {}V{}A4 4 0 0 {} {} {}V{}z",
        x(4),
        y(edge),
        y(bend),
        x(9),
        y(outer),
        y(inner),
        1 - turn,
        x(5),
        y(bend),
        y(edge),
    );
}

/// Characters drawn alike, one beside the other.
struct Run {
    ink: Ink,
    text: String,
    places: Vec<i32>,
    /// Where the next character would stand; nothing when no other may join.
    next: Option<i32>,
}

/// The text of a row.
#[derive(Default)]
struct Line {
    runs: Vec<Run>,
    n_blanks: usize,
}

impl Line {
    fn blank(&mut self) {
        self.n_blanks += 1;
    }

    /// Something that is not text stands here.
    fn skip(&mut self) {
        self.n_blanks += 2;
    }

    fn glyph(&mut self, symbol: &str, left: i32, ink: Ink) {
        let alike = |run: &Run| {
            let same = (
                run.ink.foreground,
                run.ink.bold,
                run.ink.italic,
                run.ink.underlined,
            );
            same == (ink.foreground, ink.bold, ink.italic, ink.underlined)
        };
        // A list of places counts characters, and programs differ on what counts as one.
        let is_single = symbol.chars().count() == 1 && symbol.len() < 4;
        let blank = left - WIDTH;
        let has_gap = self.n_blanks > 0 && !self.runs.is_empty();
        let gap = if self.n_blanks > 0 { blank } else { left };
        let joins =
            |run: &&mut Run| is_single && self.n_blanks < 2 && alike(run) && run.next == Some(gap);
        if let Some(run) = self.runs.last_mut().filter(joins) {
            if self.n_blanks > 0 {
                run.text.push(' ');
                run.places.push(blank);
            }
            run.text.push_str(symbol);
            run.places.push(left);
            run.next = Some(left + WIDTH);
        } else {
            // A blank between words that are far apart, for those who search or copy.
            let (space, mut places) = if has_gap {
                (" ", vec![blank])
            } else {
                ("", vec![])
            };
            places.push(left);
            self.runs.push(Run {
                ink,
                text: format!("{space}{symbol}"),
                places,
                next: is_single.then_some(left + WIDTH),
            });
        }
        self.n_blanks = 0;
    }

    fn push_to(&self, out: &mut String, picture: &Picture<'_>, baseline: i32) {
        if self.runs.is_empty() {
            return;
        }
        let _ = write!(out, "<text y=\"{baseline}\">");
        for run in &self.runs {
            let places: Vec<String> = run.places.iter().map(ToString::to_string).collect();
            let _ = write!(out, "<tspan x=\"{}\"", places.join(" "));
            if run.ink.foreground != picture.palette.foreground {
                let _ = write!(out, " fill=\"{}\"", run.ink.foreground);
            }
            for (is, attribute) in [
                (run.ink.bold, " font-weight=\"700\""),
                (run.ink.italic, " font-style=\"italic\""),
                (run.ink.underlined, " text-decoration=\"underline\""),
            ] {
                if is {
                    out.push_str(attribute);
                }
            }
            let _ = write!(out, ">{}</tspan>", escaped(&run.text));
        }
        out.push_str("</text>\n");
    }
}
