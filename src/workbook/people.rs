//! People by division: who leaves how, managers, span of control. See `src/model/kernel/people.rs`.

use crate::model::{DivisionOutcome, Headcount};
use crate::workbook::{
    divisions::Column,
    format::Format::{Average, People, Percent},
};

/// The name of the sheet.
pub(super) const SHEET: &str = "People";

/// The columns; those from `before` to `extra_quits` are what the sheet of checks compares.
pub(super) fn columns<'a>(company: &Headcount) -> Vec<Column<'a>> {
    let mut columns = positions();
    columns.extend(managers());
    columns.extend(afterwards());
    columns.extend(spans(company));
    columns
}

/// Positions, how they are left, and who comes back.
#[rustfmt::skip]
fn positions<'a>() -> Vec<Column<'a>> {
    vec![
        Column::text("people_key", "key", |of| of.key.into()).group("Division"),
        Column::name_of("people_name", "division", |of| of.name.into()),
        Column::formula("cut_carried_out", "cut carried out", Percent, "MIN(1,[division_cut]*delivery)",
            |of| of.results.people.cut_delivered).group("Positions"),
        Column::result("before", DivisionOutcome::BEFORE, "[division_headcount]").sum(),
        Column::result("eliminated", DivisionOutcome::ELIMINATED, "[before]*[cut_carried_out]").sum(),
        // Quits over no time at all are none; some spreadsheets know no 0^0.
        Column::result("left_by_attrition", DivisionOutcome::ATTRITION,
            "IF([division_duration]=0,0,MIN([eliminated],attrition_first*[before]*(1-(1-\
             [division_attrition])^([division_duration]/4))))").sum(),
        Column::result("redeployed", DivisionOutcome::REDEPLOYED,
            "redeploy*([eliminated]-[left_by_attrition])").sum(),
        Column::result("laid_off", DivisionOutcome::LAID_OFF,
            "[eliminated]-[left_by_attrition]-[redeployed]").sum(),
        Column::result("rehired", DivisionOutcome::REHIRED, "rehire_share*[laid_off]").sum(),
        Column::formula("remaining", "positions left", People, "[before]-[eliminated]",
            |of| of.results.people.remaining).sum().checked(),
        Column::result("after", DivisionOutcome::AFTER, "[remaining]+[rehired]").sum(),
    ]
}

#[rustfmt::skip]
fn managers<'a>() -> Vec<Column<'a>> {
    vec![
        Column::result("managers_before", DivisionOutcome::MANAGERS_BEFORE,
            "IF([before]<1,0,([before]-1)/[division_span])").sum().group("Managers"),
        Column::formula("managers_eliminated", "managers eliminated", People,
            "MIN(MAX(IF(ISNUMBER([division_managers]),[division_managers],\
             [managers_before]/[before])*[eliminated],[eliminated]-([before]-\
             [managers_before]),0),[managers_before],[eliminated])",
            |of| of.results.people.managers_eliminated).sum().checked(),
        Column::result("managers_after", DivisionOutcome::MANAGERS_AFTER,
            "IF([managers_before]-[managers_eliminated]>1E-12*MAX([managers_before],1),\
             [managers_before]-[managers_eliminated],0)").sum(),
    ]
}

/// Work nobody does, and quits of survivors.
#[rustfmt::skip]
fn afterwards<'a>() -> Vec<Column<'a>> {
    vec![
        Column::result("uncovered", DivisionOutcome::UNCOVERED,
            "MAX([eliminated]-[division_automatable]*[before],0)").sum().group("Afterwards"),
        Column::result("extra_quits", DivisionOutcome::EXTRA_QUITS,
            "[remaining]*extra_quits_per_survivor").sum(),
    ]
}

#[rustfmt::skip]
fn spans<'a>(company: &Headcount) -> Vec<Column<'a>> {
    let unit = "people per manager";
    vec![
        Column::formula("span_before", "span of control before", Average,
            "IF(AND([before]>1,[managers_before]>0),[division_span],\"n/a\")",
            |of| of.results.people.span_before)
            .unit(unit).group("Span of control").top("headcount_span_before", company.span_before),
        Column::result("span_after", DivisionOutcome::SPAN_AFTER,
            "IF(AND([remaining]>1,[managers_after]>0),([remaining]-1)/[managers_after],\"n/a\")")
            .unit(unit).top("headcount_span_after", company.span_after),
    ]
}
