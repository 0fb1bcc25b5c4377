//! Packs a workbook: the parts of the package around its sheets, in one ZIP file.

use std::fmt::Write;

use crate::workbook::{
    book::Book,
    chart::{Chart, drawing},
    sheet::Sheet,
    style::style_sheet,
    text::Text,
    zip::Zip,
};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// Returns the bytes of the workbook `book` with its sheets.
pub(super) fn package(book: &Book<'_>, sheets: Vec<Sheet>) -> Result<Vec<u8>, String> {
    let facts: Vec<(&str, Option<String>)> = sheets
        .iter()
        .map(|sheet| (sheet.name, sheet.repeated()))
        .collect();
    let mut zip = Zip::default();
    let mut add = |name: &str, xml: &str| zip.add(name, &format!("{HEAD}{xml}"));
    let charted = sheets.iter().position(|sheet| !sheet.charts.is_empty());
    let n_charts = charted.map_or(0, |at| sheets[at].charts.len());
    add(
        "[Content_Types].xml",
        &content_types(sheets.len(), n_charts),
    )?;
    add(
        "_rels/.rels",
        &relationships(&[
            ("officeDocument", "xl/workbook.xml"),
            ("", "docProps/core.xml"),
        ]),
    )?;
    add("docProps/core.xml", &properties(book))?;
    add("xl/workbook.xml", &workbook(&facts, &book.names.defined()))?;
    let targets: Vec<String> = (1..=sheets.len())
        .map(|n| format!("worksheets/sheet{n}.xml"))
        .collect();
    let mut parts: Vec<(&str, &str)> = targets
        .iter()
        .map(|target| ("worksheet", target.as_str()))
        .collect();
    parts.push(("styles", "styles.xml"));
    add("xl/_rels/workbook.xml.rels", &relationships(&parts))?;
    add("xl/styles.xml", &style_sheet(book.scale))?;
    for (sheet, number) in sheets.into_iter().zip(1..) {
        charts(&mut add, number, &sheet.charts)?;
        let name = format!("xl/worksheets/sheet{number}.xml");
        add(&name, &sheet.xml(number == 1))?;
    }
    zip.finish()
}

/// Adds the charts of the sheet `number`; only one sheet may have charts.
fn charts(
    add: &mut impl FnMut(&str, &str) -> Result<(), String>,
    number: usize,
    charts: &[Chart],
) -> Result<(), String> {
    if charts.is_empty() {
        return Ok(());
    }
    add(
        &format!("xl/worksheets/_rels/sheet{number}.xml.rels"),
        &relationships(&[("drawing", "../drawings/drawing1.xml")]),
    )?;
    add("xl/drawings/drawing1.xml", &drawing(charts))?;
    let targets: Vec<String> = (1..=charts.len())
        .map(|n| format!("../charts/chart{n}.xml"))
        .collect();
    let parts: Vec<(&str, &str)> = targets
        .iter()
        .map(|target| ("chart", target.as_str()))
        .collect();
    add(
        "xl/drawings/_rels/drawing1.xml.rels",
        &relationships(&parts),
    )?;
    for (chart, number) in charts.iter().zip(1..) {
        add(&format!("xl/charts/chart{number}.xml"), &chart.xml())?;
    }
    Ok(())
}

fn content_types(n_sheets: usize, n_charts: usize) -> String {
    let mut xml = format!(
        r#"<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>"#
    );
    let mut part = |name: String, kind: &str| {
        let _ = write!(
            xml,
            r#"<Override PartName="/{name}" ContentType="{kind}"/>"#
        );
    };
    part("xl/workbook.xml".into(), &format!("{MAIN}.sheet.main+xml"));
    part("xl/styles.xml".into(), &format!("{MAIN}.styles+xml"));
    for number in 1..=n_sheets {
        let name = format!("xl/worksheets/sheet{number}.xml");
        part(name, &format!("{MAIN}.worksheet+xml"));
    }
    if n_charts > 0 {
        let kind = "application/vnd.openxmlformats-officedocument.drawing+xml";
        part("xl/drawings/drawing1.xml".into(), kind);
    }
    for number in 1..=n_charts {
        let kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
        part(format!("xl/charts/chart{number}.xml"), kind);
    }
    let kind = "application/vnd.openxmlformats-package.core-properties+xml";
    part("docProps/core.xml".into(), kind);
    xml.push_str("</Types>");
    xml
}

/// Returns relationships by kind and target; an empty kind stands for the core properties.
fn relationships(parts: &[(&str, &str)]) -> String {
    let mut xml = format!(r#"<Relationships xmlns="{PACKAGE}/relationships">"#);
    for ((kind, target), id) in parts.iter().zip(1..) {
        let kind = match *kind {
            "" => format!("{PACKAGE}/relationships/metadata/core-properties"),
            kind => format!("{OFFICE}/{kind}"),
        };
        let _ = write!(
            xml,
            r#"<Relationship Id="rId{id}" Type="{kind}" Target="{target}"/>"#
        );
    }
    xml.push_str("</Relationships>");
    xml
}

/// Returns title and creator, without a date so that the same scenario gives the same bytes.
fn properties(book: &Book<'_>) -> String {
    let software = Text::ours(book.software);
    format!(
        r#"<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title><dc:creator>{}</dc:creator></cp:coreProperties>"#,
        book.subject.xml(),
        software.xml()
    )
}

fn workbook(sheets: &[(&str, Option<String>)], names: &[(String, String)]) -> String {
    let mut xml = format!(
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{OFFICE}"><bookViews><workbookView xWindow="0" yWindow="0" windowWidth="28800" windowHeight="17000" tabRatio="850"/></bookViews><sheets>"#
    );
    for ((name, _), number) in sheets.iter().zip(1..) {
        let _ = write!(
            xml,
            r#"<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>"#
        );
    }
    xml.push_str("</sheets><definedNames>");
    for (index, (_, repeated)) in sheets.iter().enumerate() {
        if let Some(repeated) = repeated {
            let _ = write!(
                xml,
                r#"<definedName name="_xlnm.Print_Titles" localSheetId="{index}">{repeated}</definedName>"#
            );
        }
    }
    for (name, place) in names {
        let _ = write!(xml, r#"<definedName name="{name}">{place}</definedName>"#);
    }
    xml.push_str(r#"</definedNames><calcPr fullCalcOnLoad="1"/></workbook>"#);
    xml
}
