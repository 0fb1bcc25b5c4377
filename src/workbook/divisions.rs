//! The sheet with the inputs and levers of the divisions, all of them editable.

use crate::model::{Assumptions, DivisionInputs, DivisionOutcome, Figure, Lever, Levers};
use crate::workbook::{
    format::Format::{People, Price, Ratio, Share},
    table::{self, Results},
};

/// The name of the sheet.
pub(super) const SHEET: &str = "Divisions";

/// A division with its inputs, levers and results.
#[derive(Clone, Copy)]
pub(super) struct DivisionRow<'a> {
    pub(super) key: &'a str,
    pub(super) name: &'a str,
    pub(super) inputs: &'a DivisionInputs,
    pub(super) levers: &'a Levers,
    pub(super) results: &'a DivisionOutcome,
    pub(super) assumptions: &'a Assumptions,
}

impl Results for DivisionRow<'_> {
    fn result(&self, figure: Figure) -> f64 {
        let per_head = &self.results.charge_per_head;
        let result = self
            .results
            .result(figure)
            .or_else(|| per_head.result(figure));
        result.unwrap_or(f64::NAN)
    }
}

/// A column about divisions.
pub(super) type Column<'a> = table::Column<DivisionRow<'a>>;

pub(super) fn columns<'a>() -> Vec<Column<'a>> {
    let mut columns = given();
    columns.extend(levers());
    columns
}

fn given<'a>() -> Vec<Column<'a>> {
    const ROW: DivisionInputs<usize> = DivisionInputs::ROW;
    let bound = |row: usize| DivisionInputs::FIELDS[row].bound;
    vec![
        Column::text("division_key", "key", |of| of.key.into()).group("What the division is"),
        Column::name_of("division_name", "division", |of| of.name.into()),
        Column::input(
            "division_headcount",
            "headcount",
            People,
            bound(ROW.headcount),
            |of| Some(of.inputs.headcount),
        )
        .sum(),
        Column::input(
            "division_loaded_cost",
            "loaded cost of one FTE, a year",
            Price,
            bound(ROW.loaded_cost),
            |of| Some(of.inputs.loaded_cost),
        ),
        Column::input(
            "division_span",
            "span of control",
            Ratio,
            bound(ROW.span),
            |of| Some(of.inputs.span),
        )
        .unit("people per manager"),
        Column::input(
            "division_tenure",
            "tenure",
            Ratio,
            bound(ROW.tenure),
            |of| Some(of.inputs.tenure),
        )
        .unit("years"),
        Column::input(
            "division_attrition",
            "voluntary quits a year",
            Share,
            bound(ROW.attrition),
            |of| Some(of.inputs.attrition),
        ),
        Column::input(
            "division_automatable",
            "automatable work",
            Share,
            bound(ROW.automatable),
            |of| Some(of.inputs.automatable),
        ),
        Column::input(
            "division_max_cut",
            "guardrail",
            Share,
            bound(ROW.max_cut),
            |of| Some(of.inputs.max_cut),
        ),
    ]
}

fn levers<'a>() -> Vec<Column<'a>> {
    let lever = |lever: Lever| lever.spec().bound;
    vec![
        Column::input("division_cut", "cut", Share, lever(Lever::Cut), |of| {
            Some(of.levers.cut)
        })
        .group("What the plan does"),
        Column::input(
            "division_reallocate",
            "share of savings to AI",
            Share,
            lever(Lever::Reallocate),
            |of| Some(of.levers.reallocate),
        ),
        Column::input(
            "division_managers",
            "managers among those who go",
            Share,
            lever(Lever::Managers),
            |of| of.levers.managers,
        )
        .unit("%; blank: as in the division"),
        Column::input(
            "division_start",
            "notices begin in quarter",
            Ratio,
            lever(Lever::Start),
            |of| Some(of.levers.start),
        )
        .unit("quarters from the start"),
        Column::input(
            "division_duration",
            "notices last",
            Ratio,
            lever(Lever::Duration),
            |of| Some(of.levers.duration),
        )
        .unit("quarters"),
    ]
}
