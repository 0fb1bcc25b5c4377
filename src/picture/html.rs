//! Writes a picture as a self-contained HTML page without scripts: text in a `<pre>`, colours in spans.

use crate::picture::{
    palette::CellStyle,
    screen::{Picture, escape},
};
use std::fmt::Write as _;

/// Returns `picture` as an HTML page.
pub(crate) fn html(picture: &Picture<'_>) -> String {
    let palette = &picture.palette;
    let scheme = if palette.is_dark() { "dark" } else { "light" };
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta name=\"generator\" content=\"{}\">\n<meta name=\"description\" content=\"{}\">\n\
         <meta name=\"color-scheme\" content=\"{scheme}\">\n<title>{}</title>\n<style>\n\
         body {{ margin: 0; padding: 1rem; background: {}; color: {} }}\n\
         pre {{ margin: 0; font: 15px/20px \"JetBrains Mono\", \"DejaVu Sans Mono\", Menlo, Consolas, monospace; \
         font-variant-ligatures: none }}\n\
         pre i {{ display: inline-block; width: 2ch; font-style: inherit }}\n\
         </style>\n</head>\n<body>\n<pre>",
        escape(picture.software),
        escape(picture.description),
        escape(picture.title),
        palette.background,
        palette.foreground,
    );
    for row in picture.rows() {
        push_row(&mut page, picture, &row);
        page.push('\n');
    }
    page.push_str("</pre>\n</body>\n</html>\n");
    page
}

fn push_row(
    page: &mut String,
    picture: &Picture<'_>,
    row: &[crate::picture::screen::PlacedCell<'_>],
) {
    let mut current = String::new();
    let last = row
        .iter()
        .rposition(|placed| {
            let style = picture.palette.style(placed.cell);
            placed.cell.symbol() != " " || style.background != picture.palette.background
        })
        .map_or(0, |last| last + 1);
    for placed in &row[..last] {
        let style = picture.palette.style(placed.cell);
        let wanted = css(picture, style, placed.cell.symbol() == " ");
        if wanted != current {
            if !current.is_empty() {
                page.push_str("</span>");
            }
            if !wanted.is_empty() {
                let _ = write!(page, "<span style=\"{wanted}\">");
            }
            current = wanted;
        }
        let symbol = escape(placed.cell.symbol());
        if placed.columns == 2 {
            // The fixed width holds even if another font provides the glyph.
            let _ = write!(page, "<i>{symbol}</i>");
        } else {
            page.push_str(&symbol);
        }
    }
    if !current.is_empty() {
        page.push_str("</span>");
    }
}

fn css(picture: &Picture<'_>, style: CellStyle, blank: bool) -> String {
    let mut css = String::new();
    let own = &picture.palette;
    if (style.underlined || !blank) && style.foreground != own.foreground {
        let _ = write!(css, "color:{};", style.foreground);
    }
    if style.background != own.background {
        let _ = write!(css, "background:{};", style.background);
    }
    if style.bold && !blank {
        css.push_str("font-weight:700;");
    }
    if style.italic && !blank {
        css.push_str("font-style:italic;");
    }
    if style.underlined {
        css.push_str("text-decoration:underline;");
    }
    css.pop();
    css
}
