//! Writes the charts of a workbook as XML: the drawing with their positions, and each chart itself.
//!
//! Series refer to cells and hold no figures.

use std::fmt::Write;

use crate::picture::palette::{Rgb, WorkbookColors};
use crate::workbook::{names::CellRef, style::hex, text::Text};

pub(super) struct Chart {
    pub(super) title: String,
    pub(super) kind: ChartKind,
    /// The number format code of the value axis.
    pub(super) number: String,
    pub(super) series: Vec<Series>,
    /// The top left corner.
    pub(super) at: CellRef,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ChartKind {
    Line,
    /// Horizontal bars, the first at the top.
    Bar,
}

/// A series of cells.
pub(super) struct Series {
    pub(super) title: String,
    pub(super) categories: String,
    pub(super) values: String,
    pub(super) color: Rgb,
}

/// The size of a chart, in rows and columns.
const SIZE: CellRef = (18, 8);

/// Returns the drawing with the positions of `charts`.
pub(super) fn drawing(charts: &[Chart]) -> String {
    let mut xml = String::from(
        r#"<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">"#,
    );
    for (chart, id) in charts.iter().zip(1..) {
        let (row, column) = chart.at;
        let (rows, columns) = SIZE;
        let title = Text::ours(&chart.title);
        let _ = write!(
            xml,
            r#"<xdr:twoCellAnchor><xdr:from><xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>{}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="{}" name="Chart {id}" descr="{}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId{id}"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>"#,
            column + columns,
            row + rows,
            id + 1,
            title.xml(),
        );
    }
    xml.push_str("</xdr:wsDr>");
    xml
}

impl Chart {
    pub(super) fn xml(&self) -> String {
        let mut xml = String::from(
            r#"<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:roundedCorners val="0"/><c:chart><c:title><c:tx>"#,
        );
        let _ = write!(
            xml,
            r#"<c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1100" b="1"/></a:pPr><a:r><a:rPr lang="en-GB" sz="1100" b="1"/><a:t>{}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>"#,
            Text::ours(&self.title).xml()
        );
        let (open, close) = match self.kind {
            ChartKind::Line => (
                r#"<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>"#,
                r#"<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>"#,
            ),
            ChartKind::Bar => (
                r#"<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>"#,
                r#"<c:gapWidth val="60"/><c:axId val="1"/><c:axId val="2"/></c:barChart>"#,
            ),
        };
        xml.push_str(open);
        for (index, series) in self.series.iter().enumerate() {
            self.series_xml(&mut xml, index, series);
        }
        xml.push_str(close);
        self.axes(&mut xml);
        xml.push_str("</c:plotArea>");
        if self.series.len() > 1 {
            xml.push_str(r#"<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>"#);
        }
        xml.push_str(
            r#"<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>"#,
        );
        xml
    }

    fn series_xml(&self, xml: &mut String, index: usize, series: &Series) {
        let color = hex(series.color);
        let fill = format!(r#"<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>"#);
        let (shape, marker) = match self.kind {
            ChartKind::Line => (
                format!(r#"<a:ln w="25400">{fill}</a:ln>"#),
                r#"<c:marker><c:symbol val="none"/></c:marker>"#,
            ),
            ChartKind::Bar => (fill, r#"<c:invertIfNegative val="0"/>"#),
        };
        let smooth = match self.kind {
            ChartKind::Line => r#"<c:smooth val="0"/>"#,
            ChartKind::Bar => "",
        };
        let _ = write!(
            xml,
            r#"<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx><c:v>{}</c:v></c:tx><c:spPr>{shape}</c:spPr>{marker}<c:cat><c:strRef><c:f>{}</c:f></c:strRef></c:cat><c:val><c:numRef><c:f>{}</c:f></c:numRef></c:val>{smooth}</c:ser>"#,
            Text::ours(&series.title).xml(),
            Text::ours(&series.categories).xml(),
            Text::ours(&series.values).xml(),
        );
    }

    fn axes(&self, xml: &mut String) {
        let (order, category_side, value_side) = match self.kind {
            ChartKind::Line => ("minMax", "b", "l"),
            ChartKind::Bar => ("maxMin", "l", "b"),
        };
        let rule = hex(WorkbookColors::RULE);
        let line = format!(
            r#"<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="{rule}"/></a:solidFill></a:ln></c:spPr>"#
        );
        let number = Text::ours(&self.number);
        let _ = write!(
            xml,
            r#"<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="{order}"/></c:scaling><c:delete val="0"/><c:axPos val="{category_side}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>{line}<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>"#
        );
        let crosses = match self.kind {
            ChartKind::Line => "autoZero",
            ChartKind::Bar => "max",
        };
        let _ = write!(
            xml,
            r#"<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="{value_side}"/><c:majorGridlines>{line}</c:majorGridlines><c:numFmt formatCode="{}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{line}<c:crossAx val="1"/><c:crosses val="{crosses}"/><c:crossBetween val="between"/></c:valAx>"#,
            number.xml()
        );
    }
}
