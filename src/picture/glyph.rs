//! The geometry of glyphs that join their neighbours: box drawing, blocks, braille.
//!
//! A font would leave gaps between cells. Lengths are in eighths of a pixel at scale 1, so that an
//! eighth of a cell is a whole number.

/// The width of a cell in pixels at scale 1.
pub(crate) const WIDTH: i32 = 9;
/// The height of a cell in pixels at scale 1.
pub(crate) const HEIGHT: i32 = 20;
/// The number of units per pixel.
pub(crate) const UNITS: i32 = 8;

/// A rectangle, in units from the top left corner of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct GlyphRect {
    pub(crate) x: i32,
    pub(crate) y: i32,
    pub(crate) width: i32,
    pub(crate) height: i32,
}

/// A quarter circle that joins a neighbour on the `left` or right with one `above` or below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CornerArc {
    pub(crate) left: bool,
    pub(crate) above: bool,
}

/// The geometry of a glyph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct GlyphShape {
    pub(crate) rects: Vec<GlyphRect>,
    pub(crate) arc: Option<CornerArc>,
    /// The opacity, in 255ths.
    pub(crate) alpha: u8,
}

const W: i32 = WIDTH * UNITS;
const H: i32 = HEIGHT * UNITS;
/// The position of a light line, one pixel wide, in the middle of a cell.
pub(crate) const LINE_X: i32 = 4 * UNITS;
pub(crate) const LINE_Y: i32 = 9 * UNITS;
pub(crate) const LINE: i32 = UNITS;

/// The arms of U+2500 to U+257F, four digits each: up, right, down, left; 1 light, 2 heavy, 3 double.
/// Dots stand for glyphs without arms.
const ARMS: &str = "\
0101020210102020................................0110021001200220\
0011001200210022110012002100220010011002200120021110121021101120\
2120221012202220101110122011102120212012102220220111011202110212\
0121012202210222110111021201120221012102220122021111111212111212\
211111212121211222111122122122121222212222212222................\
0303303003100130033000130031003313003100330010033001300313103130\
3330101330313033031301310333130331013303131331313333............\
................000110000100001000022000020000200201102001022010";

/// Returns the geometry of `symbol`, or `None` for a glyph that the font draws.
pub(crate) fn shape(symbol: &str) -> Option<GlyphShape> {
    let mut chars = symbol.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else {
        return None;
    };
    let (rects, alpha) = match c {
        '╭' => return Some(arc(false, false)),
        '╮' => return Some(arc(true, false)),
        '╯' => return Some(arc(true, true)),
        '╰' => return Some(arc(false, true)),
        '░' => (vec![rect(0, 0, W, H)], 64),
        '▒' => (vec![rect(0, 0, W, H)], 128),
        '▓' => (vec![rect(0, 0, W, H)], 191),
        '\u{2500}'..='\u{257f}' => (line(c)?, 255),
        '\u{2580}'..='\u{259f}' => (block(c), 255),
        '\u{2800}'..='\u{28ff}' => (braille(c), 255),
        _ => return None,
    };
    Some(GlyphShape {
        rects,
        arc: None,
        alpha,
    })
}

fn rect(x: i32, y: i32, width: i32, height: i32) -> GlyphRect {
    GlyphRect {
        x,
        y,
        width,
        height,
    }
}

fn arc(left: bool, above: bool) -> GlyphShape {
    GlyphShape {
        rects: Vec::new(),
        arc: Some(CornerArc { left, above }),
        alpha: 255,
    }
}

/// Returns the lines of U+2500 to U+257F, or `None` for diagonals, which the font draws.
fn line(c: char) -> Option<Vec<GlyphRect>> {
    let dashes = |count, heavy, upright| Some(dashed(count, heavy, upright));
    match c {
        '┄' => return dashes(3, false, false),
        '┅' => return dashes(3, true, false),
        '┆' => return dashes(3, false, true),
        '┇' => return dashes(3, true, true),
        '┈' => return dashes(4, false, false),
        '┉' => return dashes(4, true, false),
        '┊' => return dashes(4, false, true),
        '┋' => return dashes(4, true, true),
        '╌' => return dashes(2, false, false),
        '╍' => return dashes(2, true, false),
        '╎' => return dashes(2, false, true),
        '╏' => return dashes(2, true, true),
        _ => {}
    }
    let at = (u32::from(c) as usize).checked_sub(0x2500)? * 4;
    let arms = ARMS.as_bytes().get(at..at + 4)?;
    if arms[0] == b'.' {
        return None;
    }
    let weights: Vec<u8> = arms.iter().map(|arm| arm - b'0').collect();
    // Heavy and double arms meet in a square three pixels wide.
    let reach = if weights.iter().any(|weight| *weight > 1) {
        LINE
    } else {
        0
    };
    let (near_x, far_x) = (LINE_X - reach, LINE_X + LINE + reach);
    let (near_y, far_y) = (LINE_Y - reach, LINE_Y + LINE + reach);
    let [up, right, down, left] = [weights[0], weights[1], weights[2], weights[3]];
    let mut rects = Vec::new();
    let mut across = |weight, from: i32, to: i32| {
        let rail = |&(shift, width): &(i32, i32)| rect(from, LINE_Y + shift, to - from, width);
        rects.extend(rails(weight).iter().map(rail));
    };
    if left == right {
        across(left, 0, W);
    } else {
        across(left, 0, far_x);
        across(right, near_x, W);
    }
    let mut along = |weight, from: i32, to: i32| {
        let rail = |&(shift, width): &(i32, i32)| rect(LINE_X + shift, from, width, to - from);
        rects.extend(rails(weight).iter().map(rail));
    };
    if up == down {
        along(up, 0, H);
    } else {
        along(up, 0, far_y);
        along(down, near_y, H);
    }
    Some(rects)
}

/// Returns the lines of an arm: offset from the middle, and width.
fn rails(weight: u8) -> &'static [(i32, i32)] {
    match weight {
        1 => &[(0, LINE)],
        2 => &[(-LINE, 3 * LINE)],
        3 => &[(-LINE, LINE), (LINE, LINE)],
        _ => &[],
    }
}

fn dashed(count: i32, heavy: bool, upright: bool) -> Vec<GlyphRect> {
    let length = if upright { H } else { W };
    let (shift, width) = if heavy { (LINE, 3 * LINE) } else { (0, LINE) };
    let dash = |n: i32| {
        let start = length * n / count;
        let run = length * (3 * n + 2) / (3 * count) - start;
        if upright {
            rect(LINE_X - shift, start, width, run)
        } else {
            rect(start, LINE_Y - shift, run, width)
        }
    };
    (0..count).map(dash).collect()
}

/// Returns the rectangles of U+2580 to U+259F, except the shades.
fn block(c: char) -> Vec<GlyphRect> {
    const QUARTERS: [u8; 10] = [
        0b0010, 0b0001, 0b1000, 0b1011, 0b1001, 0b1110, 0b1101, 0b0100, 0b0110, 0b0111,
    ];
    let code = u32::from(c) as i32 - 0x2580;
    match code {
        0x00 => vec![rect(0, 0, W, H / 2)],
        0x01..=0x08 => {
            let height = H * code / 8;
            vec![rect(0, H - height, W, height)]
        }
        0x09..=0x0f => vec![rect(0, 0, W * (0x10 - code) / 8, H)],
        0x10 => vec![rect(W / 2, 0, W / 2, H)],
        0x14 => vec![rect(0, 0, W, H / 8)],
        0x15 => vec![rect(W * 7 / 8, 0, W / 8, H)],
        _ => {
            let quarters = usize::try_from(code - 0x16).unwrap_or(0);
            let set = QUARTERS.get(quarters).copied().unwrap_or(0);
            let corner = |bit: u8| (set & (0b1000 >> bit) != 0).then_some(i32::from(bit));
            let quarter = |n: i32| rect(W / 2 * (n % 2), H / 2 * (n / 2), W / 2, H / 2);
            (0..4).filter_map(corner).map(quarter).collect()
        }
    }
}

/// Returns the dots of U+2800 to U+28FF, two pixels wide.
fn braille(c: char) -> Vec<GlyphRect> {
    const PLACES: [(i32, i32); 8] = [
        (0, 0),
        (0, 1),
        (0, 2),
        (1, 0),
        (1, 1),
        (1, 2),
        (0, 3),
        (1, 3),
    ];
    let dots = u32::from(c) - 0x2800;
    let dot = |(bit, (x, y)): (usize, (i32, i32))| {
        let (left, top) = (UNITS * (1 + 5 * x), UNITS * (1 + 5 * y));
        (dots & (1 << bit) != 0).then(|| rect(left, top, 2 * UNITS, 2 * UNITS))
    };
    PLACES.into_iter().enumerate().filter_map(dot).collect()
}
