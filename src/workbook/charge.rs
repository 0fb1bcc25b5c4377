//! The restructuring charge of each division, line by line, as in `src/model/kernel/charge.rs`.

use crate::workbook::{
    divisions::Column,
    format::Format::{Money, Price, Ratio},
};

pub(super) fn columns<'a>() -> Vec<Column<'a>> {
    let mut columns = pay_per_head();
    columns.extend(others_per_head());
    columns.extend([
        Column::formula(
            "division_charge",
            "charge",
            Money,
            "[laid_off]*[charge_per_head]",
            |of| of.results.charge,
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

fn pay_per_head<'a>() -> Vec<Column<'a>> {
    vec![
        Column::formula(
            "notice_pay_per_head",
            "notice pay",
            Price,
            "[eliminated_cost]*notice_days/365",
            |of| of.results.charge_per_head.notice_pay,
        )
        .group("Charge per person laid off"),
        Column::formula(
            "severance_weeks",
            "severance",
            Ratio,
            "MIN(MAX(severance_fixed_weeks+severance_weeks_per_year*[division_tenure],\
             severance_min_weeks),severance_max_weeks)",
            |of| {
                let a = of.assumptions;
                let by_tenure =
                    a.severance_fixed_weeks + a.severance_weeks_per_year * of.inputs.tenure;
                by_tenure
                    .max(a.severance_min_weeks)
                    .min(a.severance_max_weeks)
            },
        )
        .unit("weeks of base pay"),
        Column::formula(
            "severance_per_head",
            "severance",
            Price,
            "[base_pay]/52*[severance_weeks]",
            |of| of.results.charge_per_head.severance,
        ),
        Column::formula(
            "severance_tax_per_head",
            "tax on severance",
            Price,
            "[severance_per_head]*severance_tax",
            |of| of.results.charge_per_head.severance_tax,
        ),
    ]
}

/// The lines that do not depend on pay, and the sum.
fn others_per_head<'a>() -> Vec<Column<'a>> {
    vec![
        Column::formula(
            "benefits_per_head",
            "benefits",
            Price,
            "benefits_months*benefits_per_month",
            |of| of.results.charge_per_head.benefits,
        ),
        Column::formula(
            "outplacement_per_head",
            "outplacement",
            Price,
            "outplacement",
            |of| of.results.charge_per_head.outplacement,
        ),
        Column::formula(
            "charge_per_head",
            "in all",
            Price,
            "[notice_pay_per_head]+[severance_per_head]+[severance_tax_per_head]+\
             [benefits_per_head]+[outplacement_per_head]",
            |of| of.results.charge_per_head.total(),
        ),
    ]
}
