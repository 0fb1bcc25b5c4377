//! Reads a workbook with independent means: a ZIP reader and an XML parser.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use roxmltree::{Document, Node};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A sheet from 0, and a row and a column from 1.
pub(crate) type At = (usize, u32, u32);

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Blank,
    Number(f64),
    Text(String),
    Bool(bool),
}

#[derive(Clone, Debug)]
pub(crate) struct Cell {
    pub(crate) formula: Option<String>,
    pub(crate) value: Value,
    pub(crate) style: usize,
}

/// The cells and names of a workbook.
#[derive(Clone, Debug)]
pub(crate) struct Workbook {
    pub(crate) sheets: Vec<String>,
    pub(crate) cells: BTreeMap<At, Cell>,
    /// Defined names and their references.
    pub(crate) names: BTreeMap<String, String>,
}

/// Returns the parts of a package by name.
pub(crate) fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let name = file.name().unwrap().into_owned();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (name, text)
        })
        .collect()
}

/// Returns `bytes` with every part changed by `change`.
pub(crate) fn repacked(bytes: &[u8], change: impl Fn(&str, &str) -> String) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts(bytes) {
        writer
            .start_file(&name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(change(&name, &text).as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

impl Workbook {
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let parts = parts(bytes);
        let book = Document::parse(&parts["xl/workbook.xml"]).unwrap();
        let named = |tag: &str| -> Vec<Node<'_, '_>> {
            let all = book.descendants();
            all.filter(|node| node.tag_name().name() == tag).collect()
        };
        let sheets: Vec<String> = named("sheet")
            .iter()
            .map(|node| node.attribute("name").unwrap().to_owned())
            .collect();
        let names = named("definedName")
            .iter()
            .filter(|node| node.attribute("localSheetId").is_none())
            .map(|node| {
                let name = node.attribute("name").unwrap().to_owned();
                (name, node.text().unwrap().to_owned())
            })
            .collect();
        let mut cells = BTreeMap::new();
        for index in 0..sheets.len() {
            let part = &parts[&format!("xl/worksheets/sheet{}.xml", index + 1)];
            read_sheet(index, part, &mut cells);
        }
        Self {
            sheets,
            cells,
            names,
        }
    }

    /// Returns the first and last cell of a reference: a name, or `Sheet!$A$1:$B$2`.
    pub(crate) fn area(&self, reference: &str) -> (At, At) {
        let reference = self.names.get(reference).map_or(reference, String::as_str);
        let (sheet, cells) = reference.rsplit_once('!').unwrap();
        let sheet = sheet.trim_matches('\'');
        let sheet = self.sheets.iter().position(|known| known == sheet);
        let sheet = sheet.unwrap_or_else(|| panic!("no sheet for {reference}"));
        let cells = cells.replace('$', "");
        let (first, last) = cells.split_once(':').unwrap_or((&cells, &cells));
        let ((r0, c0), (r1, c1)) = (place(first), place(last));
        ((sheet, r0, c0), (sheet, r1, c1))
    }

    /// Returns the cells called `name`.
    pub(crate) fn named(&self, name: &str) -> Vec<At> {
        let ((sheet, r0, c0), (_, r1, c1)) = self.area(name);
        (r0..=r1)
            .flat_map(|row| (c0..=c1).map(move |column| (sheet, row, column)))
            .collect()
    }

    pub(crate) fn sheet(&self, name: &str) -> usize {
        self.sheets.iter().position(|sheet| sheet == name).unwrap()
    }
}

fn read_sheet(sheet: usize, part: &str, cells: &mut BTreeMap<At, Cell>) {
    let document = Document::parse(part).unwrap();
    let child = |node: &Node<'_, '_>, tag: &str| {
        let found = node.children().find(|child| child.tag_name().name() == tag);
        found.map(|child| {
            let texts = child.descendants().filter(Node::is_text);
            texts.filter_map(|text| text.text()).collect::<String>()
        })
    };
    let mut last = (0, 0);
    let of_sheet = document.descendants();
    for node in of_sheet.filter(|node| node.tag_name().name() == "c") {
        let (row, column) = place(node.attribute("r").unwrap());
        assert!((row, column) > last, "cells out of order");
        last = (row, column);
        let formula = child(&node, "f");
        let value = match (node.attribute("t"), child(&node, "v")) {
            (Some("inlineStr"), _) => Value::Text(child(&node, "is").unwrap()),
            (Some("str"), Some(text)) => Value::Text(text),
            (None, Some(figure)) => Value::Number(figure.parse().unwrap()),
            (None, None) => Value::Blank,
            other => panic!("a cell of an unknown kind: {other:?}"),
        };
        let style = node.attribute("s").unwrap().parse().unwrap();
        let cell = Cell {
            formula,
            value,
            style,
        };
        cells.insert((sheet, row, column), cell);
    }
}

/// Parses a cell reference such as `C8` into row and column.
pub(crate) fn place(reference: &str) -> (u32, u32) {
    let digits = reference.find(|c: char| c.is_ascii_digit()).unwrap();
    let (letters, row) = reference.split_at(digits);
    let letter = |column: u32, c: char| column * 26 + (c as u32 - 'A' as u32 + 1);
    (row.parse().unwrap(), letters.chars().fold(0, letter))
}
