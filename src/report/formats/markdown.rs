//! A report as Markdown, with tables as GitHub renders them.

use crate::report::blocks::{Block, RowKind, Side, Table};
use crate::safe::safe;

/// Writes `blocks` as Markdown.
pub fn markdown(blocks: &[Block]) -> String {
    let blocks: Vec<String> = blocks.iter().filter_map(block).collect();
    blocks.join("\n")
}

fn block(block: &Block) -> Option<String> {
    Some(match block {
        Block::Title(title) => format!("# {}\n", escaped(title)),
        Block::Text(text) => format!("{}\n", escaped_line(text)),
        Block::List { title, items } => {
            let items: String = items
                .iter()
                .map(|item| format!("- {}\n", escaped_line(item)))
                .collect();
            format!("## {}\n\n{items}", escaped(title))
        }
        Block::Table(table) | Block::Headline(table) => table_block(table),
        Block::Chart(_) => return None,
    })
}

fn table_block(table: &Table) -> String {
    let titles: Vec<String> = std::iter::once(String::new())
        .chain(table.columns.iter().map(|column| escaped(&column.title)))
        .collect();
    let sides: Vec<&str> = std::iter::once("---")
        .chain(table.columns.iter().map(|column| match column.side {
            Side::Left => "---",
            Side::Right => "---:",
        }))
        .collect();
    let mut text = format!("## {}\n\n", escaped(&table.title));
    text.push_str(&line(&titles));
    text.push_str(&line(&sides));
    for row in &table.rows {
        let mut cells: Vec<String> = row.cells.iter().map(|cell| escaped(cell)).collect();
        match (row.kind, cells.first_mut()) {
            (RowKind::Part, Some(name)) => name.insert_str(0, "&emsp;"),
            (RowKind::Total, Some(name)) => *name = format!("**{name}**"),
            _ => {}
        }
        text.push_str(&line(&cells));
    }
    text
}

fn line(cells: &[impl AsRef<str>]) -> String {
    let mut line = String::from("|");
    for cell in cells {
        line.push(' ');
        line.push_str(cell.as_ref());
        line.push_str(" |");
    }
    line.push('\n');
    line
}

/// Escapes `text` so that Markdown, and the HTML in it, show it as it is.
fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in safe(text).chars() {
        match c {
            '&' => shown.push_str("&amp;"),
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '|' => shown.extend(['\\', c]),
            _ => shown.push(c),
        }
    }
    shown
}

/// Escapes text at the beginning of a line, where it could begin a heading, a list or a rule too.
fn escaped_line(text: &str) -> String {
    let mut shown = escaped(text.trim_start());
    let n_digits = shown.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = n_digits > 0 && shown[n_digits..].starts_with(['.', ')']);
    if shown.starts_with(['#', '-', '+', '=', ':']) {
        shown.insert(0, '\\');
    } else if numbered {
        shown.insert(n_digits, '\\');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_its_figures_on_the_right() {
        let mut table = Table::new("Who").figures(["people"]).words("why");
        table.row(["a|b".into(), "1,234".into(), "<so>".into()]);
        table.part(["of these".into(), "−1.5".into(), String::new()]);
        table.total(["All".into(), "1,234".into(), String::new()]);
        let expected = "\
## Who

|  | people | why |
| --- | ---: | --- |
| a\\|b | 1,234 | &lt;so&gt; |
| &emsp;of these | −1.5 |  |
| **All** | 1,234 |  |
";
        assert_eq!(markdown(&[Block::Table(table)]), expected);
    }

    #[test]
    fn text_is_shown_as_it_is() {
        for (text, shown) in [
            ("<script>&", "&lt;script&gt;&amp;"),
            ("[x](javascript:y)", "\\[x\\](javascript:y)"),
            ("# not a heading", "\\# not a heading"),
            ("- no list", "\\- no list"),
            ("2. no list", "2\\. no list"),
            ("about 2.5", "about 2.5"),
            ("  = no rule", "\\= no rule"),
            ("a_b*c`d\\", "a\\_b\\*c\\`d\\\\"),
            ("\u{1b}[31m\nx", "␛\\[31m␊x"),
        ] {
            assert_eq!(escaped_line(text), shown);
        }
    }
}
