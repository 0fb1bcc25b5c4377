//! Writes a picture as SVG: selectable text, with lines and blocks as paths.
//!
//! Every character has its own x coordinate, so that a substitute font keeps the grid. The file is
//! self-contained, and its numbers are exact.

use crate::picture::{
    glyph::{self, CornerArc, GlyphRect, HEIGHT, UNITS, WIDTH},
    palette::{CellStyle, Rgb},
    screen::{Picture, PictureLayout, PlacedCell, TITLE_BAR, escape},
};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The distance from the top of a cell to the baseline, in pixels at scale 1.
const BASELINE: i32 = 15;
pub(crate) const FONTS: &str =
    "'JetBrains Mono','DejaVu Sans Mono',Menlo,Consolas,'Liberation Mono',monospace";

/// Returns `picture` as SVG.
pub(crate) fn svg(picture: &Picture<'_>) -> String {
    let layout = picture.layout();
    let PictureLayout { width, height, .. } = layout;
    let (shown_width, shown_height) = (width * picture.scale, height * picture.scale);
    let mut layers = SvgLayers::new(picture, layout);
    for (y, row) in picture.rows().enumerate() {
        layers.row(y, &row);
    }
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{shown_width}\" height=\"{shown_height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\">\n<title>{}</title>\n<desc>{}</desc>\n\
         <metadata>{}</metadata>\n<rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\n",
        escape(picture.title),
        escape(picture.description),
        escape(picture.software),
        picture.palette.background,
    );
    if picture.frame {
        push_window(&mut out, picture, layout);
    }
    push_paths(&mut out, &layers.backgrounds.paths, "crispEdges");
    push_paths(&mut out, &layers.shapes.paths, "crispEdges");
    push_paths(&mut out, &layers.arcs, "geometricPrecision");
    let _ = write!(
        out,
        "<g font-family=\"{FONTS}\" font-size=\"15\" fill=\"{}\" xml:space=\"preserve\" \
         style=\"white-space:pre;font-variant-ligatures:none\">\n{}</g>\n</svg>\n",
        picture.palette.foreground, layers.text
    );
    out
}

/// Returns a single row of cells at 0, 0, for use inside a group with `crispEdges`.
pub(crate) fn row_fragment(picture: &Picture<'_>, row: &[PlacedCell<'_>]) -> String {
    let layout = PictureLayout {
        left: 0,
        top: 0,
        ..picture.layout()
    };
    let mut layers = SvgLayers::new(picture, layout);
    layers.row(0, row);
    let mut out = String::new();
    for (paths, rendering) in [
        (&layers.backgrounds.paths, ""),
        (&layers.shapes.paths, ""),
        (&layers.arcs, " shape-rendering=\"geometricPrecision\""),
    ] {
        for (color, path) in paths {
            let _ = write!(out, "<path fill=\"{color}\"{rendering} d=\"{path}\"/>");
        }
    }
    out + layers.text.trim_end()
}

fn push_paths(out: &mut String, paths: &BTreeMap<Rgb, String>, rendering: &str) {
    for (color, path) in paths {
        let _ = writeln!(
            out,
            "<path fill=\"{color}\" shape-rendering=\"{rendering}\" d=\"{path}\"/>"
        );
    }
}

/// Writes the window around the cells.
pub(crate) fn push_window(out: &mut String, picture: &Picture<'_>, layout: PictureLayout) {
    let PictureLayout { width, height, .. } = layout;
    let palette = &picture.palette;
    let faint = palette.faint();
    let (inner_width, inner_height) = (width - 1, height - 1);
    let _ = write!(
        out,
        "<g shape-rendering=\"crispEdges\"><path fill=\"{}\" d=\"M0 0h{width}v{TITLE_BAR}h-{width}z\"/>\
         <path fill=\"{faint}\" d=\"M0 0h{width}v{height}h-{width}zM1 1v{}h{}v-{}z\" fill-rule=\"evenodd\"/></g>\n\
         <g fill=\"{faint}\">",
        palette.title_bar(),
        inner_height - 1,
        inner_width - 1,
        inner_height - 1,
    );
    for x in [18, 36, 54] {
        let _ = write!(out, "<circle cx=\"{x}\" cy=\"{}\" r=\"5\"/>", TITLE_BAR / 2);
    }
    let _ = writeln!(
        out,
        "</g>\n<text x=\"{}\" y=\"21\" text-anchor=\"middle\" font-family=\"{FONTS}\" \
         font-size=\"15\" fill=\"{}\">{}</text>",
        width / 2,
        palette.foreground.over(palette.background, 180),
        escape(&picture.fitted_title(layout)),
    );
}

/// Paths by colour, in which adjacent rectangles of a row are merged.
#[derive(Default)]
struct MergedRects {
    paths: BTreeMap<Rgb, String>,
    open: Option<(Rgb, GlyphRect)>,
}

impl MergedRects {
    fn add(&mut self, color: Rgb, rect: GlyphRect) {
        if let Some((open_color, open)) = &mut self.open
            && *open_color == color
            && (open.y, open.height) == (rect.y, rect.height)
            && open.x + open.width == rect.x
        {
            open.width += rect.width;
            return;
        }
        self.close();
        self.open = Some((color, rect));
    }

    fn close(&mut self) {
        if let Some((color, rect)) = self.open.take() {
            let (width, height) = (pixels_of(rect.width), pixels_of(rect.height));
            let _ = write!(
                self.paths.entry(color).or_default(),
                "M{} {}h{width}v{height}h-{width}z",
                pixels_of(rect.x),
                pixels_of(rect.y),
            );
        }
    }
}

/// Formats a length in units as pixels, exactly.
fn pixels_of(units: i32) -> String {
    let (whole, rest) = (units / UNITS, units % UNITS);
    if rest == 0 {
        return whole.to_string();
    }
    let digits = format!("{whole}.{:03}", rest * 125);
    digits.trim_end_matches('0').to_owned()
}

struct SvgLayers<'a> {
    picture: &'a Picture<'a>,
    left: i32,
    top: i32,
    backgrounds: MergedRects,
    shapes: MergedRects,
    arcs: BTreeMap<Rgb, String>,
    text: String,
}

impl<'a> SvgLayers<'a> {
    fn new(picture: &'a Picture<'a>, layout: PictureLayout) -> Self {
        Self {
            picture,
            left: layout.left as i32,
            top: layout.top as i32,
            backgrounds: MergedRects::default(),
            shapes: MergedRects::default(),
            arcs: BTreeMap::new(),
            text: String::new(),
        }
    }

    fn row(&mut self, y: usize, row: &[PlacedCell<'_>]) {
        let top = self.top + y as i32 * HEIGHT;
        let mut line = TextLine::default();
        for placed in row {
            let left = self.left + placed.x as i32 * WIDTH;
            let style = self.picture.palette.style(placed.cell);
            if style.background != self.picture.palette.background {
                let background = GlyphRect {
                    x: left * UNITS,
                    y: top * UNITS,
                    width: WIDTH * UNITS * placed.columns as i32,
                    height: HEIGHT * UNITS,
                };
                self.backgrounds.add(style.background, background);
            }
            let symbol = placed.cell.symbol();
            if let Some(shape) = glyph::shape(symbol) {
                line.skip();
                let color = style.foreground.over(style.background, shape.alpha);
                for rect in shape.rects {
                    let placed = GlyphRect {
                        x: left * UNITS + rect.x,
                        y: top * UNITS + rect.y,
                        ..rect
                    };
                    self.shapes.add(color, placed);
                }
                if let Some(arc) = shape.arc {
                    push_arc(self.arcs.entry(color).or_default(), arc, left, top);
                }
            } else if symbol == " " && !style.underlined {
                line.blank();
            } else {
                line.glyph(symbol, left, style);
            }
        }
        self.backgrounds.close();
        self.shapes.close();
        line.push_to(&mut self.text, self.picture, top + BASELINE);
    }
}

/// Writes a quarter circle one pixel wide and the straight line to the top or bottom edge.
fn push_arc(path: &mut String, arc: CornerArc, left: i32, top: i32) {
    // Mirrored from the arc that joins right and below.
    let x = |x: i32| pixels_of(UNITS * left + if arc.left { 9 - x } else { x } * UNITS);
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

/// Adjacent characters with the same style.
struct TextRun {
    style: CellStyle,
    text: String,
    /// The x coordinate of each character.
    xs: Vec<i32>,
    /// The x coordinate at which another character may join; `None` if none may.
    next: Option<i32>,
}

/// The text of a row.
#[derive(Default)]
struct TextLine {
    runs: Vec<TextRun>,
    n_blanks: usize,
}

impl TextLine {
    fn blank(&mut self) {
        self.n_blanks += 1;
    }

    /// Skips a cell that is drawn as a shape.
    fn skip(&mut self) {
        self.n_blanks += 2;
    }

    fn glyph(&mut self, symbol: &str, left: i32, style: CellStyle) {
        let alike = |run: &TextRun| {
            let same = (
                run.style.foreground,
                run.style.bold,
                run.style.italic,
                run.style.underlined,
            );
            same == (style.foreground, style.bold, style.italic, style.underlined)
        };
        // Coordinates apply per character, and renderers disagree on what counts as one.
        let is_single = symbol.chars().count() == 1 && symbol.len() < 4;
        let blank = left - WIDTH;
        let has_gap = self.n_blanks > 0 && !self.runs.is_empty();
        let gap = if self.n_blanks > 0 { blank } else { left };
        let joins = |run: &&mut TextRun| {
            is_single && self.n_blanks < 2 && alike(run) && run.next == Some(gap)
        };
        if let Some(run) = self.runs.last_mut().filter(joins) {
            if self.n_blanks > 0 {
                run.text.push(' ');
                run.xs.push(blank);
            }
            run.text.push_str(symbol);
            run.xs.push(left);
            run.next = Some(left + WIDTH);
        } else {
            // A blank separates distant words for searching and copying.
            let (space, mut xs) = if has_gap {
                (" ", vec![blank])
            } else {
                ("", vec![])
            };
            xs.push(left);
            self.runs.push(TextRun {
                style,
                text: format!("{space}{symbol}"),
                xs,
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
            let xs: Vec<String> = run.xs.iter().map(ToString::to_string).collect();
            let _ = write!(out, "<tspan x=\"{}\"", xs.join(" "));
            if run.style.foreground != picture.palette.foreground {
                let _ = write!(out, " fill=\"{}\"", run.style.foreground);
            }
            for (is, attribute) in [
                (run.style.bold, " font-weight=\"700\""),
                (run.style.italic, " font-style=\"italic\""),
                (run.style.underlined, " text-decoration=\"underline\""),
            ] {
                if is {
                    out.push_str(attribute);
                }
            }
            let _ = write!(out, ">{}</tspan>", escape(&run.text));
        }
        out.push_str("</text>\n");
    }
}
