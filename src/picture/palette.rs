//! The colours of pictures, pages and workbooks as red, green and blue.
//!
//! The only file with RGB values. Which role gets which terminal colour is decided by `tui::theme`.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};
use std::fmt;

/// A colour as red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rgb(pub(crate) u8, pub(crate) u8, pub(crate) u8);

impl Rgb {
    /// Blends this colour over `under` with an opacity of `alpha` 255ths.
    pub(crate) fn over(self, under: Self, alpha: u8) -> Self {
        let alpha = u32::from(alpha);
        let mix = |a: u8, b: u8| {
            let sum = u32::from(a) * alpha + u32::from(b) * (255 - alpha);
            ((sum + 127) / 255) as u8
        };
        Self(
            mix(self.0, under.0),
            mix(self.1, under.1),
            mix(self.2, under.2),
        )
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// The colours of a terminal theme.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    /// The default foreground.
    pub(crate) foreground: Rgb,
    /// The default background.
    pub(crate) background: Rgb,
    /// The sixteen named colours.
    named: [Rgb; 16],
    /// The opacity of dim text, in 255ths.
    dim: u8,
}

/// The colours of an HTML report.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PageColors {
    paper: Rgb,
    ink: Rgb,
    /// Secondary text.
    soft: Rgb,
    link: Rgb,
    /// Lines between rows.
    rule: Rgb,
    /// The colours of charts: money in, money out, AI, the rest.
    tones: [Rgb; 4],
}

impl PageColors {
    /// Dark on light, also used for printing.
    pub(crate) const LIGHT: Self = Self {
        paper: Rgb(0xfc, 0xfc, 0xfa),
        ink: Rgb(0x1f, 0x23, 0x2b),
        soft: Rgb(0x59, 0x60, 0x6b),
        link: Rgb(0x0b, 0x5c, 0xc4),
        rule: Rgb(0xd9, 0xd9, 0xd3),
        tones: [
            Rgb(0x1f, 0x6f, 0xb8),
            Rgb(0xc4, 0x59, 0x10),
            Rgb(0x00, 0x7c, 0x7c),
            Rgb(0x7d, 0x84, 0x8f),
        ],
    };

    /// Light on dark.
    pub(crate) const DARK: Self = Self {
        paper: Rgb(0x14, 0x17, 0x1d),
        ink: Rgb(0xe6, 0xe8, 0xec),
        soft: Rgb(0xa6, 0xad, 0xb9),
        link: Rgb(0x82, 0xbc, 0xff),
        rule: Rgb(0x34, 0x3a, 0x45),
        tones: [
            Rgb(0x5a, 0xa2, 0xf0),
            Rgb(0xe8, 0x92, 0x4a),
            Rgb(0x4f, 0xb8, 0xb3),
            Rgb(0x8a, 0x92, 0x9f),
        ],
    };

    /// Returns every colour with its name in the style sheet.
    pub(crate) fn colours(&self) -> [(&'static str, Rgb); 9] {
        let [comes_in, goes_out, ai, rest] = self.tones;
        [
            ("paper", self.paper),
            ("ink", self.ink),
            ("soft", self.soft),
            ("link", self.link),
            ("rule", self.rule),
            ("in", comes_in),
            ("out", goes_out),
            ("ai", ai),
            ("rest", rest),
        ]
    }
}

/// The colours of workbooks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WorkbookColors;

impl WorkbookColors {
    pub(crate) const INK: Rgb = Rgb(0x1f, 0x23, 0x2b);
    pub(crate) const GROUND: Rgb = Rgb(0xff, 0xff, 0xff);
    pub(crate) const MUTED: Rgb = Rgb(0x5b, 0x63, 0x70);
    pub(crate) const ACCENT: Rgb = Rgb(0x1f, 0x3a, 0x5f);
    pub(crate) const SECOND: Rgb = Rgb(0xc9, 0x7b, 0x1c);
    pub(crate) const RULE: Rgb = Rgb(0xc3, 0xc9, 0xd2);
    pub(crate) const SUM: Rgb = Rgb(0xec, 0xef, 0xf4);
    /// Inputs are blue on pale, as is customary in spreadsheets.
    pub(crate) const INPUT_INK: Rgb = Rgb(0x00, 0x32, 0xc8);
    pub(crate) const INPUT: Rgb = Rgb(0xff, 0xf9, 0xe3);
    pub(crate) const CHANGED_INK: Rgb = Rgb(0x8a, 0x2f, 0x00);
    pub(crate) const CHANGED: Rgb = Rgb(0xff, 0xdf, 0xba);
}

/// The resolved colours and attributes of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CellStyle {
    pub(crate) foreground: Rgb,
    pub(crate) background: Rgb,
    pub(crate) bold: bool,
    pub(crate) italic: bool,
    pub(crate) underlined: bool,
}

impl Palette {
    /// Light on dark.
    pub const DARK: Self = Self {
        foreground: Rgb(0xdc, 0xe0, 0xe8),
        background: Rgb(0x14, 0x17, 0x1d),
        named: [
            Rgb(0x2a, 0x2f, 0x3a),
            Rgb(0xe0, 0x6c, 0x75),
            Rgb(0x8f, 0xbc, 0x6f),
            Rgb(0xd7, 0x9a, 0x4b),
            Rgb(0x5a, 0xa2, 0xf0),
            Rgb(0xc0, 0x84, 0xd8),
            Rgb(0x4f, 0xb3, 0xb3),
            Rgb(0xc3, 0xc9, 0xd4),
            Rgb(0x5c, 0x65, 0x75),
            Rgb(0xf0, 0x8a, 0x92),
            Rgb(0xab, 0xd3, 0x8d),
            Rgb(0xec, 0xb8, 0x6e),
            Rgb(0x82, 0xbc, 0xff),
            Rgb(0xd6, 0xa5, 0xea),
            Rgb(0x75, 0xd0, 0xd0),
            Rgb(0xf4, 0xf6, 0xfa),
        ],
        dim: 150,
    };

    /// Dark on light.
    pub const LIGHT: Self = Self {
        foreground: Rgb(0x1f, 0x23, 0x2b),
        background: Rgb(0xfc, 0xfc, 0xfa),
        named: [
            Rgb(0x1f, 0x23, 0x2b),
            Rgb(0xb3, 0x26, 0x2e),
            Rgb(0x2f, 0x7a, 0x2c),
            Rgb(0xa8, 0x56, 0x00),
            Rgb(0x0b, 0x5c, 0xc4),
            Rgb(0x86, 0x2f, 0xa8),
            Rgb(0x00, 0x74, 0x7a),
            Rgb(0xd6, 0xd8, 0xdc),
            Rgb(0x6b, 0x72, 0x7f),
            Rgb(0xd0, 0x3b, 0x43),
            Rgb(0x43, 0x95, 0x3f),
            Rgb(0xc4, 0x6d, 0x0e),
            Rgb(0x2c, 0x7d, 0xe6),
            Rgb(0xa3, 0x4b, 0xc6),
            Rgb(0x0f, 0x93, 0x9a),
            Rgb(0xff, 0xff, 0xff),
        ],
        dim: 165,
    };

    /// Returns whether the theme is light on dark.
    pub(crate) fn is_dark(&self) -> bool {
        let light = |c: Rgb| u32::from(c.0) + u32::from(c.1) + u32::from(c.2);
        light(self.background) < light(self.foreground)
    }

    /// Returns the colour of frames and window buttons.
    pub(crate) fn faint(&self) -> Rgb {
        self.foreground.over(self.background, 60)
    }

    /// Returns the colour of title and caption bars.
    pub(crate) fn title_bar(&self) -> Rgb {
        self.foreground.over(self.background, 18)
    }

    /// Returns the colour outside a screen that is smaller than others of its film.
    pub(crate) fn outside(&self) -> Rgb {
        self.foreground.over(self.background, 8)
    }

    /// Returns the accent colour of captions.
    pub(crate) fn accent(&self) -> Rgb {
        self.named[6]
    }

    /// Returns the default foreground and background, and the sixteen named colours.
    pub(crate) fn all(&self) -> (Rgb, Rgb, &[Rgb; 16]) {
        (self.foreground, self.background, &self.named)
    }

    /// Resolves the colours of `cell`, with its modifiers applied.
    pub(crate) fn style(&self, cell: &Cell) -> CellStyle {
        let has = |modifier| cell.modifier.contains(modifier);
        let mut foreground = self.rgb(cell.fg, self.foreground);
        let mut background = self.rgb(cell.bg, self.background);
        if has(Modifier::DIM) {
            foreground = foreground.over(background, self.dim);
        }
        if has(Modifier::REVERSED) {
            std::mem::swap(&mut foreground, &mut background);
        }
        if has(Modifier::HIDDEN) {
            foreground = background;
        }
        CellStyle {
            foreground,
            background,
            bold: has(Modifier::BOLD),
            italic: has(Modifier::ITALIC),
            underlined: has(Modifier::UNDERLINED),
        }
    }

    fn rgb(&self, color: Color, own: Rgb) -> Rgb {
        match color {
            Color::Reset => own,
            Color::Rgb(r, g, b) => Rgb(r, g, b),
            Color::Indexed(index) => self.indexed(index),
            named => name_index(named).map_or(own, |index| self.indexed(index)),
        }
    }

    /// Returns one of the 256 terminal colours: sixteen named ones, a colour cube, and greys.
    fn indexed(&self, index: u8) -> Rgb {
        match index {
            0..=15 => self.named[usize::from(index)],
            16..=231 => {
                let step = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
                let n = index - 16;
                Rgb(step(n / 36), step(n / 6 % 6), step(n % 6))
            }
            _ => {
                let grey = 8 + 10 * (index - 232);
                Rgb(grey, grey, grey)
            }
        }
    }
}

/// Returns the index of a named colour among the sixteen.
pub(crate) fn name_index(color: Color) -> Option<u8> {
    Some(match color {
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        Color::Reset | Color::Rgb(..) | Color::Indexed(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computes the contrast ratio of WCAG 2.2, from 1 to 21.
    fn contrast(a: Rgb, b: Rgb) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        let light = |c: Rgb| 0.2126 * linear(c.0) + 0.7152 * linear(c.1) + 0.0722 * linear(c.2);
        let (a, b) = (light(a) + 0.05, light(b) + 0.05);
        a.max(b) / a.min(b)
    }

    #[test]
    fn a_page_can_be_read_on_light_and_on_dark() {
        assert!((contrast(Rgb(0, 0, 0), Rgb(255, 255, 255)) - 21.0).abs() < 1e-9);
        for paper in [PageColors::LIGHT, PageColors::DARK] {
            for (name, colour) in paper.colours() {
                let least = match name {
                    "ink" | "soft" | "link" => 4.5,
                    "in" | "out" | "ai" | "rest" => 3.0,
                    _ => 1.0,
                };
                let is = contrast(paper.paper, colour);
                assert!(is >= least, "{name} {colour} on {}: {is}", paper.paper);
            }
        }
    }
}
