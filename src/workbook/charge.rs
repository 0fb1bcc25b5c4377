//! The restructuring charge by division and line by line. See `src/model/kernel/division.rs`.

use crate::model::{ChargeLines, DivisionOutcome, Figure};
use crate::workbook::{
    divisions::Column,
    format::Format::{Money, Price, Ratio},
};

/// What each line of the charge is per person laid off; fixed exit costs are of nobody.
#[rustfmt::skip]
const PER_HEAD: &[(Figure, &str)] = &[
    (ChargeLines::NOTICE_PAY, "[eliminated_cost]*notice_days/365"),
    (ChargeLines::SEVERANCE, "[base_pay]/52*[severance_weeks]"),
    (ChargeLines::SEVERANCE_TAX, "[severance_per_head]*severance_tax"),
    (ChargeLines::BENEFITS, "benefits_months*benefits_per_month"),
    (ChargeLines::OUTPLACEMENT, "outplacement"),
];

pub(super) fn columns<'a>() -> Vec<Column<'a>> {
    let mut columns = Vec::new();
    for &(line, formula) in PER_HEAD {
        let column = Column::result(&per_head(line), line, formula);
        let column = column.shown_as(Price).unchecked();
        columns.push(match line {
            ChargeLines::NOTICE_PAY => column.group("Charge per person laid off"),
            _ => column,
        });
        if line == ChargeLines::NOTICE_PAY {
            columns.push(severance_weeks());
        }
    }
    let lines = PER_HEAD.iter().map(|&(line, _)| line);
    let sum: Vec<String> = lines.map(|line| format!("[{}]", per_head(line))).collect();
    columns.extend([
        Column::formula("charge_per_head", "in all", Price, sum.join("+"), |of| {
            of.results.charge_per_head.total()
        }),
        Column::result(
            "division_charge",
            DivisionOutcome::CHARGE,
            "[laid_off]*[charge_per_head]",
        )
        .sum()
        .group("Everybody laid off"),
        Column::formula(
            "division_exit_pay",
            "of it paid at exit",
            Money,
            "[laid_off]*([charge_per_head]-[notice_pay_per_head])",
            |of| of.results.people.laid_off * of.results.charge_per_head.on_exit(),
        )
        .sum(),
    ]);
    columns
}

/// The name of the column of a line.
fn per_head(line: Figure) -> String {
    format!("{}_per_head", line.spec().name)
}

fn severance_weeks<'a>() -> Column<'a> {
    Column::formula(
        "severance_weeks",
        "severance",
        Ratio,
        "MIN(MAX(severance_fixed_weeks+severance_weeks_per_year*[division_tenure],\
         severance_min_weeks),severance_max_weeks)",
        |of| {
            let a = of.assumptions;
            let by_tenure = a.severance_fixed_weeks + a.severance_weeks_per_year * of.inputs.tenure;
            by_tenure
                .max(a.severance_min_weeks)
                .min(a.severance_max_weeks)
        },
    )
    .unit("weeks of base pay")
}
