//! A report as plain text for a terminal or a pipe, aligned by the width of what is shown, and without
//! escape sequences.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::report::blocks::{Block, Row, RowKind, Side, Table};
use crate::safe::safe;

/// The first column stays at least as wide as this, and as its title.
const LEAST_NAME: usize = 14;
/// Words in the last column stay at least as wide as this.
const LEAST_NOTE: usize = 6;
/// The longest lines of prose, in columns.
const LONGEST_PROSE: usize = 80;

/// Writes `blocks` in lines of at most `width` columns, as far as they can be cut.
pub fn plain(blocks: &[Block], width: usize) -> String {
    let prose = width.min(LONGEST_PROSE);
    let mut lines: Vec<String> = Vec::new();
    let is_text = |block: &&Block| !matches!(block, Block::Chart(_));
    for block in blocks.iter().filter(is_text) {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        match block {
            Block::Title(title) => {
                lines.extend(wrapped(&safe(title), prose, ""));
                lines.push("═".repeat(safe(title).width().min(prose)));
            }
            Block::Text(text) => lines.extend(wrapped(&safe(text), prose, "")),
            Block::List { title, items } => {
                lines.push(safe(title).into_owned());
                lines.push(rule(safe(title).width()));
                for item in items {
                    lines.extend(wrapped(&safe(item), prose, "  "));
                }
            }
            Block::Table(table) | Block::Headline(table) => push_table(&mut lines, table, width),
            Block::Chart(_) => {}
        }
    }
    let mut text = String::new();
    for line in lines {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn push_table(lines: &mut Vec<String>, table: &Table, width: usize) {
    let head = Row {
        kind: RowKind::Plain,
        cells: std::iter::once(table.title.clone())
            .chain(table.columns.iter().map(|column| column.title.clone()))
            .collect(),
    };
    let rows: Vec<(RowKind, Vec<String>)> = std::iter::once(&head)
        .chain(&table.rows)
        .map(|row| (row.kind, cells(row)))
        .collect();
    let layout = Layout::of(table, &rows, width);
    for (index, (kind, cells)) in rows.iter().enumerate() {
        if *kind == RowKind::Total {
            lines.push(rule(layout.width()));
        }
        lines.push(layout.line(table, cells));
        if index == 0 {
            lines.push(rule(layout.width()));
        }
    }
}

fn cells(row: &Row) -> Vec<String> {
    let mut cells: Vec<String> = row
        .cells
        .iter()
        .map(|cell| safe(cell).into_owned())
        .collect();
    if let (RowKind::Part, Some(name)) = (row.kind, cells.first_mut()) {
        name.insert_str(0, "  ");
    }
    cells
}

fn rule(width: usize) -> String {
    "─".repeat(width)
}

/// The widths of the columns of a table.
struct Layout {
    widths: Vec<usize>,
    gap: usize,
}

impl Layout {
    fn of(table: &Table, rows: &[(RowKind, Vec<String>)], width: usize) -> Self {
        let mut widths = vec![0; table.columns.len() + 1];
        for (_, cells) in rows {
            for (widest, cell) in widths.iter_mut().zip(cells) {
                *widest = cell.width().max(*widest);
            }
        }
        let n_gaps = table.columns.len();
        let natural: usize = widths.iter().sum();
        let has_notes = matches!(table.columns.last(), Some(last) if last.side == Side::Left);
        if has_notes && natural + n_gaps > width {
            // Notes give way before names and figures.
            let room = (width + widths[n_gaps]).saturating_sub(natural + 2 * n_gaps);
            widths[n_gaps] = widths[n_gaps].min(room.max(LEAST_NOTE));
        }
        let least = safe(&table.title).width().max(LEAST_NAME);
        let others: usize = widths.iter().skip(1).sum();
        let fits = |gap, name| name + others + gap * n_gaps <= width;
        let gap = if fits(2, widths[0]) || (fits(2, least) && !fits(1, widths[0])) {
            2
        } else {
            1
        };
        let room = width.saturating_sub(others + gap * n_gaps).max(least);
        widths[0] = room.min(widths[0]);
        Self { widths, gap }
    }

    fn width(&self) -> usize {
        self.widths.iter().sum::<usize>() + self.gap * self.widths.len().saturating_sub(1)
    }

    fn line(&self, table: &Table, cells: &[String]) -> String {
        let mut line = String::new();
        for (index, (cell, &width)) in cells.iter().zip(&self.widths).enumerate() {
            let side = match index {
                0 => Side::Left,
                _ => table.columns[index - 1].side,
            };
            let shown = cut(cell, width);
            let blank = " ".repeat(width.saturating_sub(shown.width()));
            if index > 0 {
                line.push_str(&" ".repeat(self.gap));
            }
            match side {
                Side::Left => line.extend([&shown, &blank].map(String::as_str)),
                Side::Right => line.extend([&blank, &shown].map(String::as_str)),
            }
        }
        line
    }
}

/// Cuts `text` to at most `width` columns, with `…` at the end.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.into();
    }
    let mut shown = String::new();
    for cluster in text.graphemes(true) {
        if shown.width() + cluster.width() + 1 > width {
            break;
        }
        shown.push_str(cluster);
    }
    shown.truncate(shown.trim_end().len());
    shown.push('…');
    shown
}

/// Wraps `text` at spaces to lines of at most `width` columns; all but the first are indented.
fn wrapped(text: &str, width: usize, indent: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let (mut used, mut begin) = (0, 0);
    for word in text.split(' ') {
        for piece in pieces(word, width.saturating_sub(indent.len())) {
            let wide = piece.width();
            if used > begin && used + 1 + wide > width {
                lines.push(std::mem::replace(&mut line, indent.into()));
                (used, begin) = (indent.len(), indent.len());
            } else if used > begin {
                line.push(' ');
                used += 1;
            }
            line.push_str(piece);
            used += wide;
        }
    }
    lines.push(line);
    lines
}

/// Splits a word that is longer than a line.
fn pieces(word: &str, width: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut used) = (0, 0);
    for (at, cluster) in word.grapheme_indices(true) {
        if used > 0 && used + cluster.width() > width {
            pieces.push(&word[start..at]);
            (start, used) = (at, 0);
        }
        used += cluster.width();
    }
    if start < word.len() {
        pieces.push(&word[start..]);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Block {
        let mut table = Table::new("Who").figures(["people", "a year"]).words("why");
        table.row([
            "日本の人々".into(),
            "1,234".into(),
            "1 bn".into(),
            "so".into(),
        ]);
        table.part(["of these".into(), "1".into(), "12 m".into(), String::new()]);
        table.total(["All".into(), "1,234".into(), "1 bn".into(), String::new()]);
        Block::Table(table)
    }

    #[test]
    fn columns_are_aligned_by_what_is_seen() {
        let expected = "\
Who         people  a year  why
───────────────────────────────
日本の人々   1,234    1 bn  so
  of these       1    12 m
───────────────────────────────
All          1,234    1 bn
";
        assert_eq!(plain(&[table()], 80), expected);
    }

    #[test]
    fn the_first_column_gives_way_to_the_figures() {
        let mut table = Table::new("Division").figures(["people"]);
        table.row(["日本の人々 and everybody else".into(), "1,234".into()]);
        let text = plain(&[Block::Table(table)], 24);
        assert!(text.contains("日本の人々 and…    1,234\n"), "{text}");
        assert!(text.lines().all(|line| line.width() <= 24), "{text}");
    }

    #[test]
    fn notes_give_way_before_names_and_figures_do() {
        let mut table = Table::new("Savings").figures(["amount"]).words("");
        let note = "after rehires; a year".into();
        table.row(["Run-rate, net".into(), "2.98 bn".into(), note]);
        let text = plain(&[Block::Table(table)], 36);
        assert!(
            text.contains("Run-rate, net  2.98 bn  after rehir…\n"),
            "{text}"
        );
    }

    #[test]
    fn prose_is_broken_at_spaces_and_long_words_anywhere() {
        let long = "x".repeat(30);
        let text = plain(&[Block::Text(format!("one two three {long} four"))], 12);
        assert!(text.lines().all(|line| line.width() <= 12), "{text}");
        assert!(text.starts_with("one two\nthree\n"), "{text}");
        assert!(text.ends_with("xxxxxx four\n"), "{text}");
    }

    #[test]
    fn nothing_in_a_text_is_obeyed() {
        let hostile = "\u{1b}]0;gone\u{7}\n\u{202e}x";
        let mut table = Table::new(hostile).figures([hostile]);
        table.row([hostile.into(), hostile.into()]);
        let list = Block::List {
            title: hostile.into(),
            items: vec![hostile.into()],
        };
        let blocks = [Block::Title(hostile.into()), Block::Table(table), list];
        let text = plain(&blocks, 80);
        assert!(
            text.chars()
                .all(|c| c == '\n' || !crate::safe::is_forbidden(c)),
            "{text:?}"
        );
    }
}
