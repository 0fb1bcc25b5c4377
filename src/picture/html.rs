//! A picture as one HTML page that needs nothing else: text in a `<pre>`, colours in spans.
//!
//! Must not hold a script or name anything outside itself.

use crate::picture::{
    palette::Ink,
    screen::{Picture, escaped},
};
use std::fmt::Write as _;

/// The page of `picture`.
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
        escaped(picture.software),
        escaped(picture.description),
        escaped(picture.title),
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

fn push_row(page: &mut String, picture: &Picture<'_>, row: &[crate::picture::screen::Spot<'_>]) {
    let mut current = String::new();
    let last = row
        .iter()
        .rposition(|spot| {
            let ink = picture.palette.ink(spot.cell);
            spot.cell.symbol() != " " || ink.background != picture.palette.background
        })
        .map_or(0, |last| last + 1);
    for spot in &row[..last] {
        let ink = picture.palette.ink(spot.cell);
        let wanted = style(picture, ink, spot.cell.symbol() == " ");
        if wanted != current {
            if !current.is_empty() {
                page.push_str("</span>");
            }
            if !wanted.is_empty() {
                let _ = write!(page, "<span style=\"{wanted}\">");
            }
            current = wanted;
        }
        let symbol = escaped(spot.cell.symbol());
        if spot.columns == 2 {
            // Whatever font has the glyph, it takes two columns.
            let _ = write!(page, "<i>{symbol}</i>");
        } else {
            page.push_str(&symbol);
        }
    }
    if !current.is_empty() {
        page.push_str("</span>");
    }
}

fn style(picture: &Picture<'_>, ink: Ink, blank: bool) -> String {
    let mut style = String::new();
    let own = &picture.palette;
    if (ink.underlined || !blank) && ink.foreground != own.foreground {
        let _ = write!(style, "color:{};", ink.foreground);
    }
    if ink.background != own.background {
        let _ = write!(style, "background:{};", ink.background);
    }
    if ink.bold && !blank {
        style.push_str("font-weight:700;");
    }
    if ink.italic && !blank {
        style.push_str("font-style:italic;");
    }
    if ink.underlined {
        style.push_str("text-decoration:underline;");
    }
    style.pop();
    style
}
