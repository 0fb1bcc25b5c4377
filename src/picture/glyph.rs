//! Glyphs that join their neighbours, as geometry: boxes, blocks, braille.
//!
//! A font would leave gaps between cells. Lengths are eighths of a pixel of a cell at scale 1, so
//! that an eighth of a cell is a whole number. Must not know colours.

/// Columns of pixels in a cell at scale 1.
pub(crate) const WIDTH: i32 = 9;
/// Rows of pixels in a cell at scale 1.
pub(crate) const HEIGHT: i32 = 20;
/// Units in a pixel.
pub(crate) const UNIT: i32 = 8;

/// A part of a cell, in units from its top left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) x: i32,
    pub(crate) y: i32,
    pub(crate) width: i32,
    pub(crate) height: i32,
}

/// A quarter of a circle between two neighbours, `left` or right of the cell's middle, and above or below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Arc {
    pub(crate) left: bool,
    pub(crate) above: bool,
}

/// What a glyph is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shape {
    pub(crate) parts: Vec<Part>,
    pub(crate) arc: Option<Arc>,
    /// How much of the colour is laid on, in 255ths.
    pub(crate) strength: u8,
}

const W: i32 = WIDTH * UNIT;
const H: i32 = HEIGHT * UNIT;
/// Where a light line runs: one pixel in the middle.
pub(crate) const LINE_X: i32 = 4 * UNIT;
pub(crate) const LINE_Y: i32 = 9 * UNIT;
pub(crate) const LINE: i32 = UNIT;

/// Arms of U+2500 to U+257F: up, right, down, left; 1 light, 2 heavy, 3 double. Dots: no such lines.
const ARMS: &str = "\
0101020210102020................................0110021001200220\
0011001200210022110012002100220010011002200120021110121021101120\
2120221012202220101110122011102120212012102220220111011202110212\
0121012202210222110111021201120221012102220122021111111212111212\
211111212121211222111122122122121222212222212222................\
0303303003100130033000130031003313003100330010033001300313103130\
3330101330313033031301310333130331013303131331313333............\
................000110000100001000022000020000200201102001022010";

/// The geometry of `symbol`; nothing for what a font draws.
pub(crate) fn shape(symbol: &str) -> Option<Shape> {
    let mut chars = symbol.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else {
        return None;
    };
    let (parts, strength) = match c {
        '╭' => return Some(arc(false, false)),
        '╮' => return Some(arc(true, false)),
        '╯' => return Some(arc(true, true)),
        '╰' => return Some(arc(false, true)),
        '░' => (vec![part(0, 0, W, H)], 64),
        '▒' => (vec![part(0, 0, W, H)], 128),
        '▓' => (vec![part(0, 0, W, H)], 191),
        '\u{2500}'..='\u{257f}' => (line(c)?, 255),
        '\u{2580}'..='\u{259f}' => (block(c), 255),
        '\u{2800}'..='\u{28ff}' => (braille(c), 255),
        _ => return None,
    };
    Some(Shape {
        parts,
        arc: None,
        strength,
    })
}

fn part(x: i32, y: i32, width: i32, height: i32) -> Part {
    Part {
        x,
        y,
        width,
        height,
    }
}

fn arc(left: bool, above: bool) -> Shape {
    Shape {
        parts: Vec::new(),
        arc: Some(Arc { left, above }),
        strength: 255,
    }
}

/// A line of U+2500 to U+257F; diagonals are left to the font.
fn line(c: char) -> Option<Vec<Part>> {
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
    // Arms that are not light meet in a square three pixels wide.
    let reach = if weights.iter().any(|weight| *weight > 1) {
        LINE
    } else {
        0
    };
    let (near_x, far_x) = (LINE_X - reach, LINE_X + LINE + reach);
    let (near_y, far_y) = (LINE_Y - reach, LINE_Y + LINE + reach);
    let [up, right, down, left] = [weights[0], weights[1], weights[2], weights[3]];
    let mut parts = Vec::new();
    let mut across = |weight, from: i32, to: i32| {
        let rail = |&(shift, thick): &(i32, i32)| part(from, LINE_Y + shift, to - from, thick);
        parts.extend(rails(weight).iter().map(rail));
    };
    if left == right {
        across(left, 0, W);
    } else {
        across(left, 0, far_x);
        across(right, near_x, W);
    }
    let mut along = |weight, from: i32, to: i32| {
        let rail = |&(shift, thick): &(i32, i32)| part(LINE_X + shift, from, thick, to - from);
        parts.extend(rails(weight).iter().map(rail));
    };
    if up == down {
        along(up, 0, H);
    } else {
        along(up, 0, far_y);
        along(down, near_y, H);
    }
    Some(parts)
}

/// Where the lines of an arm run beside the middle, and how thick they are.
fn rails(weight: u8) -> &'static [(i32, i32)] {
    match weight {
        1 => &[(0, LINE)],
        2 => &[(-LINE, 3 * LINE)],
        3 => &[(-LINE, LINE), (LINE, LINE)],
        _ => &[],
    }
}

fn dashed(count: i32, heavy: bool, upright: bool) -> Vec<Part> {
    let length = if upright { H } else { W };
    let (shift, thick) = if heavy { (LINE, 3 * LINE) } else { (0, LINE) };
    let dash = |n: i32| {
        let start = length * n / count;
        let run = length * (3 * n + 2) / (3 * count) - start;
        if upright {
            part(LINE_X - shift, start, thick, run)
        } else {
            part(start, LINE_Y - shift, run, thick)
        }
    };
    (0..count).map(dash).collect()
}

/// A block of U+2580 to U+259F, shades aside.
fn block(c: char) -> Vec<Part> {
    const QUARTERS: [u8; 10] = [
        0b0010, 0b0001, 0b1000, 0b1011, 0b1001, 0b1110, 0b1101, 0b0100, 0b0110, 0b0111,
    ];
    let code = u32::from(c) as i32 - 0x2580;
    match code {
        0x00 => vec![part(0, 0, W, H / 2)],
        0x01..=0x08 => {
            let height = H * code / 8;
            vec![part(0, H - height, W, height)]
        }
        0x09..=0x0f => vec![part(0, 0, W * (0x10 - code) / 8, H)],
        0x10 => vec![part(W / 2, 0, W / 2, H)],
        0x14 => vec![part(0, 0, W, H / 8)],
        0x15 => vec![part(W * 7 / 8, 0, W / 8, H)],
        _ => {
            let quarters = usize::try_from(code - 0x16).unwrap_or(0);
            let set = QUARTERS.get(quarters).copied().unwrap_or(0);
            let corner = |bit: u8| (set & (0b1000 >> bit) != 0).then_some(i32::from(bit));
            let quarter = |n: i32| part(W / 2 * (n % 2), H / 2 * (n / 2), W / 2, H / 2);
            (0..4).filter_map(corner).map(quarter).collect()
        }
    }
}

/// Dots of U+2800 to U+28FF, two pixels wide.
fn braille(c: char) -> Vec<Part> {
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
        let (left, top) = (UNIT * (1 + 5 * x), UNIT * (1 + 5 * y));
        (dots & (1 << bit) != 0).then(|| part(left, top, 2 * UNIT, 2 * UNIT))
    };
    PLACES.into_iter().enumerate().filter_map(dot).collect()
}
