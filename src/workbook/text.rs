//! The values of cells as XML: exact figures, and text from outside that cannot become a formula.

use crate::picture::screen::escape;
use crate::report::formats::csv::is_like_formula;
use crate::safe::safe_line;

/// Shown for a figure that is not defined.
pub(super) const UNDEFINED: &str = "n/a";
/// The longest name, in characters.
pub(super) const NAME: usize = 200;
/// The longest text, in characters: a cell holds 32,767 UTF-16 units, and a character takes up to two.
pub(super) const LONGEST: usize = 16_000;

/// The value of a cell.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Blank,
    Number(f64),
    Text(Text),
    /// A formula and its cached result.
    Formula(String, FormulaResult),
}

/// The cached result of a formula.
#[derive(Clone, Debug)]
pub(super) enum FormulaResult {
    Number(f64),
    Text(Text),
}

impl From<f64> for FormulaResult {
    fn from(figure: f64) -> Self {
        if figure.is_finite() {
            Self::Number(figure)
        } else {
            Self::Text(Text::ours(UNDEFINED))
        }
    }
}

/// Text that is safe to put into a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Text {
    /// The text, escaped for XML.
    xml: String,
    /// Whether it must be marked as text, so that it does not become a formula when the cell is edited.
    pub(super) is_quoted: bool,
}

impl Text {
    /// Creates a text of the program's own.
    pub(super) fn ours(text: &str) -> Self {
        Self {
            xml: escape(text),
            is_quoted: false,
        }
    }

    /// Creates a text from outside, cut to `most` characters.
    pub(super) fn outside(text: &str, most: usize) -> Self {
        Self {
            xml: plain_underscores(&escape(&safe_line(text, most))),
            is_quoted: is_like_formula(text),
        }
    }

    pub(super) fn xml(&self) -> &str {
        &self.xml
    }
}

/// Escapes underscores where a spreadsheet would read `_x0041_` as a character code.
fn plain_underscores(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('_') {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        let code = from.as_bytes();
        let is_code = code.len() >= 7
            && matches!(code[1], b'x' | b'X')
            && code[2..6].iter().all(u8::is_ascii_hexdigit)
            && code[6] == b'_';
        plain.push_str(if is_code { "_x005F_" } else { "_" });
        rest = &from[1..];
    }
    plain.push_str(rest);
    plain
}

/// Formats a figure exactly, for XML and formulas.
pub(super) fn number(figure: f64) -> String {
    let size = figure.abs();
    if figure == 0.0 {
        "0".into()
    } else if (1e-5..1e17).contains(&size) {
        figure.to_string()
    } else {
        format!("{figure:E}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_the_text_it_was_and_nothing_else() {
        for (text, xml, is_quoted) in [
            ("plain", "plain", false),
            ("=1+2", "=1+2", true),
            (" @x", " @x", true),
            ("\tx", "␉x", true),
            ("a<b>&\"", "a&lt;b&gt;&amp;&quot;", false),
            ("_x0041_", "_x005F_x0041_", false),
            ("_x005f_x0041_", "_x005F_x005f_x005F_x0041_", false),
            ("_xyz_ __ _x12_", "_xyz_ __ _x12_", false),
            ("é_xABCD_é", "é_x005F_xABCD_é", false),
        ] {
            let expected = Text {
                xml: xml.into(),
                is_quoted,
            };
            assert_eq!(Text::outside(text, NAME), expected);
        }
    }

    #[test]
    fn a_figure_keeps_every_bit() {
        for figure in [
            0.1,
            -1.0 / 3.0,
            1e15,
            1e300,
            5e-324,
            -2.5e-7,
            123_456_789.123,
        ] {
            assert_eq!(number(figure).parse(), Ok(figure));
        }
        assert_eq!(number(-0.0), "0");
        assert_eq!(number(1e300), "1E300");
    }
}
