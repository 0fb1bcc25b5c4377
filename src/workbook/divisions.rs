//! The sheet with the inputs and levers of the divisions, all of them editable.

use crate::model::{
    Assumptions, DivisionInputs, DivisionOutcome, Figure, Lever, LeverSpec, Levers,
};
use crate::workbook::table::{self, Results};

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
    let mut columns = vec![
        Column::text("division_key", "key", |of| of.key.into()).group("What the division is"),
        Column::name_of("division_name", "division", |of| of.name.into()),
    ];
    let fields = DivisionInputs::FIELDS.iter().enumerate();
    columns.extend(fields.map(|(row, field)| {
        let column = Column::field("division", field, move |of: &DivisionRow<'_>| {
            of.inputs.get(row)
        });
        match row {
            _ if row == DivisionInputs::ROW.headcount => column.sum(),
            _ if row == DivisionInputs::ROW.span => column.unit("people per manager"),
            _ => column,
        }
    }));
    columns
}

fn levers<'a>() -> Vec<Column<'a>> {
    let column = |spec: &LeverSpec| {
        let lever = spec.lever;
        let column = Column::lever(spec, move |of: &DivisionRow<'_>| of.levers.get(lever));
        match Levers::default().get(lever) {
            Some(_) => column,
            None => column.unit("%; blank: as in the division"),
        }
    };
    let mut columns: Vec<Column<'a>> = Lever::ALL.iter().map(column).collect();
    if let Some(first) = columns.first_mut() {
        first.group = "What the plan does";
    }
    columns
}
