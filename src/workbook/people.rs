//! The sheet with the people of each division, as in `src/model/kernel/people.rs`: departures, managers,
//! span of control.

use crate::model::Headcount;
use crate::workbook::{
    divisions::Column,
    format::Format::{Average, People, Percent},
};

/// The name of the sheet.
pub(super) const SHEET: &str = "People";

pub(super) fn columns<'a>(company: &Headcount) -> Vec<Column<'a>> {
    let mut columns = ways_out();
    columns.extend(left());
    columns.extend(managers());
    columns.extend(afterwards(company));
    columns
}

/// Positions eliminated, and how people leave them.
fn ways_out<'a>() -> Vec<Column<'a>> {
    vec![
        Column::text("people_key", "key", |of| of.key.into()).group("Division"),
        Column::text("people_name", "division", |of| of.name.into()),
        Column::formula(
            "cut_carried_out",
            "cut carried out",
            Percent,
            "MIN(1,[division_cut]*delivery)",
            |of| of.results.people.cut_delivered,
        )
        .group("Positions"),
        Column::formula("before", "before", People, "[division_headcount]", |of| {
            of.results.people.before
        })
        .sum(),
        Column::formula(
            "eliminated",
            "eliminated",
            People,
            "[before]*[cut_carried_out]",
            |of| of.results.people.eliminated,
        )
        .sum(),
        // Without a duration there is no attrition. The case is separate because some spreadsheets do
        // not define 0^0.
        Column::formula(
            "left_by_attrition",
            "by attrition",
            People,
            "IF([division_duration]=0,0,MIN([eliminated],attrition_first*[before]*(1-(1-\
             [division_attrition])^([division_duration]/4))))",
            |of| of.results.people.attrition,
        )
        .sum(),
        Column::formula(
            "redeployed",
            "redeployed",
            People,
            "redeploy*([eliminated]-[left_by_attrition])",
            |of| of.results.people.redeployed,
        )
        .sum(),
        Column::formula(
            "laid_off",
            "laid off",
            People,
            "[eliminated]-[left_by_attrition]-[redeployed]",
            |of| of.results.people.laid_off,
        )
        .sum(),
    ]
}

/// Rehired people, and the positions that remain.
fn left<'a>() -> Vec<Column<'a>> {
    vec![
        Column::formula(
            "rehired",
            "later hired back",
            People,
            "rehire_share*[laid_off]",
            |of| of.results.people.rehired,
        )
        .sum(),
        Column::formula(
            "remaining",
            "positions left",
            People,
            "[before]-[eliminated]",
            |of| of.results.people.remaining,
        )
        .sum(),
        Column::formula(
            "after",
            "after: left and hired back",
            People,
            "[remaining]+[rehired]",
            |of| of.results.people.after,
        )
        .sum(),
    ]
}

fn managers<'a>() -> Vec<Column<'a>> {
    vec![
        Column::formula(
            "managers_before",
            "before",
            People,
            "IF([before]<1,0,([before]-1)/[division_span])",
            |of| of.results.people.managers_before,
        )
        .sum()
        .group("Managers"),
        Column::formula(
            "managers_eliminated",
            "eliminated",
            People,
            "MIN(MAX(IF(ISNUMBER([division_managers]),[division_managers],\
             [managers_before]/[before])*[eliminated],[eliminated]-([before]-\
             [managers_before]),0),[managers_before],[eliminated])",
            |of| of.results.people.managers_eliminated,
        )
        .sum(),
        Column::formula(
            "managers_after",
            "after",
            People,
            "IF([managers_before]-[managers_eliminated]>1E-12*MAX([managers_before],1),\
             [managers_before]-[managers_eliminated],0)",
            |of| of.results.people.managers_after,
        )
        .sum(),
    ]
}

/// Uncovered work, quits of survivors, and spans of control.
fn afterwards<'a>(company: &Headcount) -> Vec<Column<'a>> {
    vec![
        Column::formula(
            "uncovered",
            "work left uncovered",
            People,
            "MAX([eliminated]-[division_automatable]*[before],0)",
            |of| of.results.people.uncovered,
        )
        .sum()
        .group("Afterwards"),
        Column::formula(
            "extra_quits",
            "extra quits of survivors",
            People,
            "[remaining]*extra_quits_per_survivor",
            |of| of.results.extra_quits,
        )
        .sum(),
        Column::formula(
            "span_before",
            "span before",
            Average,
            "IF(AND([before]>1,[managers_before]>0),[division_span],\"n/a\")",
            |of| of.results.people.span_before,
        )
        .unit("people per manager")
        .group("Span of control")
        .top("headcount_span_before", company.span_before),
        Column::formula(
            "span_after",
            "span after",
            Average,
            "IF(AND([remaining]>1,[managers_after]>0),([remaining]-1)/[managers_after],\"n/a\")",
            |of| of.results.people.span_after,
        )
        .unit("people per manager")
        .top("headcount_span_after", company.span_after),
    ]
}
