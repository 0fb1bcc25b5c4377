//! Writes the style sheet of a workbook: every combination of a look and a number format.

use std::fmt::Write;

use crate::picture::palette::{Rgb, WorkbookColors};
use crate::workbook::{
    format::{FORMATS, Format, Scale},
    text::Text,
};

/// The look of a cell, by its role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Plain,
    /// The title of a sheet.
    Title,
    /// The subtitle of a sheet.
    Subtitle,
    /// The heading of a section.
    Heading,
    /// The heading of a column.
    Head,
    /// The unit of a column.
    Unit,
    /// Text that may take several lines.
    Prose,
    /// Small print.
    Note,
    /// Small print beside a figure.
    Aside,
    /// The result of a formula.
    Figure,
    /// A highlighted result of a formula.
    Result,
    /// A sum.
    Total,
    /// The label of a row of sums.
    Lead,
    /// An editable value.
    Input,
    /// A fixed value, which does not follow the inputs.
    Fixed,
}

/// The font, fill, border and alignment of a look.
struct LookSpec {
    look: Look,
    font: Font,
    fill: Option<Rgb>,
    border: Border,
    /// The attributes of the alignment.
    alignment: &'static str,
}

#[derive(Clone, Copy)]
struct Font {
    size: u8,
    ink: Rgb,
    bold: bool,
    italic: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Border {
    None,
    Below,
    Above,
    Around,
}

const fn font(size: u8, ink: Rgb) -> Font {
    Font {
        size,
        ink,
        bold: false,
        italic: false,
    }
}

const fn bold(size: u8, ink: Rgb) -> Font {
    Font {
        bold: true,
        ..font(size, ink)
    }
}

const fn italic(size: u8, ink: Rgb) -> Font {
    Font {
        italic: true,
        ..font(size, ink)
    }
}

const TOP: &str = r#"vertical="top""#;
const RIGHT: &str = r#"horizontal="right" vertical="top""#;

const LOOKS: [LookSpec; 15] = [
    look(
        Look::Plain,
        font(10, WorkbookColors::INK),
        None,
        Border::None,
        TOP,
    ),
    look(
        Look::Title,
        bold(16, WorkbookColors::ACCENT),
        None,
        Border::None,
        "",
    ),
    look(
        Look::Subtitle,
        font(11, WorkbookColors::MUTED),
        None,
        Border::None,
        "",
    ),
    look(
        Look::Heading,
        bold(11, WorkbookColors::ACCENT),
        None,
        Border::Below,
        "",
    ),
    look(
        Look::Head,
        bold(10, WorkbookColors::GROUND),
        Some(WorkbookColors::ACCENT),
        Border::None,
        r#"horizontal="center" vertical="center" wrapText="1""#,
    ),
    look(
        Look::Unit,
        italic(9, WorkbookColors::MUTED),
        None,
        Border::Below,
        r#"horizontal="center" vertical="top" wrapText="1""#,
    ),
    look(
        Look::Prose,
        font(10, WorkbookColors::INK),
        None,
        Border::None,
        r#"vertical="top" wrapText="1""#,
    ),
    look(
        Look::Note,
        italic(9, WorkbookColors::MUTED),
        None,
        Border::None,
        TOP,
    ),
    look(
        Look::Aside,
        italic(9, WorkbookColors::MUTED),
        None,
        Border::None,
        r#"horizontal="left" vertical="top" indent="1""#,
    ),
    look(
        Look::Figure,
        font(10, WorkbookColors::INK),
        None,
        Border::None,
        RIGHT,
    ),
    look(
        Look::Result,
        bold(10, WorkbookColors::INK),
        Some(WorkbookColors::SUM),
        Border::None,
        RIGHT,
    ),
    look(
        Look::Total,
        bold(10, WorkbookColors::INK),
        Some(WorkbookColors::SUM),
        Border::Above,
        RIGHT,
    ),
    look(
        Look::Lead,
        bold(10, WorkbookColors::INK),
        Some(WorkbookColors::SUM),
        Border::Above,
        TOP,
    ),
    look(
        Look::Input,
        font(10, WorkbookColors::INPUT_INK),
        Some(WorkbookColors::INPUT),
        Border::Around,
        RIGHT,
    ),
    look(
        Look::Fixed,
        font(10, WorkbookColors::MUTED),
        None,
        Border::None,
        RIGHT,
    ),
];

const fn look(
    look: Look,
    font: Font,
    fill: Option<Rgb>,
    border: Border,
    alignment: &'static str,
) -> LookSpec {
    LookSpec {
        look,
        font,
        fill,
        border,
        alignment,
    }
}

/// A look and a number format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) look: Look,
    pub(super) format: Format,
}

impl Style {
    pub(super) const fn new(look: Look, format: Format) -> Self {
        Self { look, format }
    }

    pub(super) const fn words(look: Look) -> Self {
        Self::new(look, Format::General)
    }

    /// Returns the index in the style sheet, which also depends on whether a text must be marked as text.
    pub(super) fn index(self, text: Option<&Text>) -> usize {
        let is_quoted = text.is_some_and(|text| text.is_quoted);
        let place = self.look as usize * FORMATS.len() + self.format as usize;
        2 * place + usize::from(is_quoted)
    }
}

/// The first id for custom number formats.
const FIRST_FORMAT: usize = 164;

/// Returns the style sheet.
pub(super) fn style_sheet(scale: Scale) -> String {
    let mut xml = String::from(
        r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#,
    );
    number_formats(&mut xml, scale);
    fonts(&mut xml);
    fills(&mut xml);
    borders(&mut xml);
    xml.push_str(r#"<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>"#);
    cell_formats(&mut xml);
    xml.push_str(
        r#"<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>"#,
    );
    changed_cells(&mut xml);
    xml.push_str("</styleSheet>");
    xml
}

fn number_formats(xml: &mut String, scale: Scale) {
    let _ = write!(xml, r#"<numFmts count="{}">"#, FORMATS.len() - 1);
    for (index, format) in FORMATS.iter().enumerate().skip(1) {
        let code = Text::ours(&scale.code(*format));
        let id = FIRST_FORMAT + index;
        let _ = write!(
            xml,
            r#"<numFmt numFmtId="{id}" formatCode="{}"/>"#,
            code.xml()
        );
    }
    xml.push_str("</numFmts>");
}

fn fonts(xml: &mut String) {
    let _ = write!(xml, r#"<fonts count="{}">"#, LOOKS.len());
    for LookSpec { font, .. } in &LOOKS {
        xml.push_str("<font>");
        xml.push_str(if font.bold { "<b/>" } else { "" });
        xml.push_str(if font.italic { "<i/>" } else { "" });
        let _ = write!(
            xml,
            r#"<sz val="{}"/><color rgb="{}"/><name val="Arial"/><family val="2"/></font>"#,
            font.size,
            argb(font.ink)
        );
    }
    xml.push_str("</fonts>");
}

fn fills(xml: &mut String) {
    // The first two fills are required by the format.
    let _ = write!(
        xml,
        r#"<fills count="{}"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>"#,
        LOOKS.len() + 2
    );
    for LookSpec { fill, .. } in &LOOKS {
        match fill {
            None => xml.push_str(r#"<fill><patternFill patternType="none"/></fill>"#),
            Some(color) => {
                let _ = write!(
                    xml,
                    r#"<fill><patternFill patternType="solid"><fgColor rgb="{}"/><bgColor indexed="64"/></patternFill></fill>"#,
                    argb(*color)
                );
            }
        }
    }
    xml.push_str("</fills>");
}

fn borders(xml: &mut String) {
    let _ = write!(xml, r#"<borders count="{}">"#, LOOKS.len() + 1);
    xml.push_str("<border><left/><right/><top/><bottom/><diagonal/></border>");
    for LookSpec { border, .. } in &LOOKS {
        xml.push_str("<border>");
        for (side, has_line) in [
            ("left", *border == Border::Around),
            ("right", *border == Border::Around),
            ("top", matches!(border, Border::Around | Border::Above)),
            ("bottom", matches!(border, Border::Around | Border::Below)),
        ] {
            let _ = if has_line {
                let rule = argb(WorkbookColors::RULE);
                write!(
                    xml,
                    r#"<{side} style="thin"><color rgb="{rule}"/></{side}>"#
                )
            } else {
                write!(xml, "<{side}/>")
            };
        }
        xml.push_str("<diagonal/></border>");
    }
    xml.push_str("</borders>");
}

fn cell_formats(xml: &mut String) {
    let count = 2 * LOOKS.len() * FORMATS.len();
    let _ = write!(xml, r#"<cellXfs count="{count}">"#);
    for (index, spec) in LOOKS.iter().enumerate() {
        for format in 0..FORMATS.len() {
            for quote in ["", r#" quotePrefix="1""#] {
                let number = if format == 0 {
                    0
                } else {
                    FIRST_FORMAT + format
                };
                let _ = write!(
                    xml,
                    r#"<xf numFmtId="{number}" fontId="{index}" fillId="{}" borderId="{}" xfId="0"{quote} applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1"><alignment {}/><protection locked="{}"/></xf>"#,
                    index + 2,
                    index + 1,
                    spec.alignment,
                    u8::from(spec.look != Look::Input),
                );
            }
        }
    }
    xml.push_str("</cellXfs>");
}

/// Writes the style of changed cells; see [`crate::workbook::sheet::Sheet::mark`].
fn changed_cells(xml: &mut String) {
    let _ = write!(
        xml,
        r#"<dxfs count="1"><dxf><font><b/><color rgb="{}"/></font><fill><patternFill patternType="solid"><bgColor rgb="{}"/></patternFill></fill></dxf></dxfs>"#,
        argb(WorkbookColors::CHANGED_INK),
        argb(WorkbookColors::CHANGED)
    );
}

/// Formats an opaque colour as ARGB.
pub(super) fn argb(color: Rgb) -> String {
    format!("FF{}", hex(color))
}

/// Formats a colour as six hexadecimal digits.
pub(super) fn hex(Rgb(red, green, blue): Rgb) -> String {
    format!("{red:02X}{green:02X}{blue:02X}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_in_the_order_of_their_kinds() {
        for (index, spec) in LOOKS.iter().enumerate() {
            assert_eq!(spec.look as usize, index);
        }
        for (index, format) in FORMATS.iter().enumerate() {
            assert_eq!(*format as usize, index);
        }
        assert_eq!(Style::words(Look::Plain).index(None), 0);
    }
}
