//! The cost of positions and the annual savings of each division, as in `src/model/kernel/division.rs` and
//! `src/model/kernel/outcome.rs`.

use crate::model::DivisionOutcome;
use crate::workbook::{
    divisions::Column,
    format::Format::{Money, Price},
};

/// The name of the sheet, which has the cost, charge and timing of each division.
pub(super) const SHEET: &str = "Money";

/// The names of the divisions, and what their positions cost.
#[rustfmt::skip]
pub(super) fn positions<'a>() -> Vec<Column<'a>> {
    vec![
        Column::text("money_key", "key", |of| of.key.into()).group("Division"),
        Column::name_of("money_name", "division", |of| of.name.into()),
        Column::formula("average_cost", "average position", Price,
            "[division_loaded_cost]*cost_factor",
            |of| of.results.cost.average).group("Loaded cost of one position, a year"),
        Column::formula("individual_cost", "non-manager", Price,
            "[average_cost]/(1+[managers_before]/[before]*(manager_premium-1))", |of| of.results.cost.individual),
        Column::formula("manager_cost", "manager", Price,
            "manager_premium*[individual_cost]", |of| of.results.cost.manager),
        Column::formula("eliminated_cost", "mix that is eliminated", Price,
            "IF([eliminated]>0,([managers_eliminated]*[manager_cost]+([eliminated]-\
             [managers_eliminated])*[individual_cost])/[eliminated],[average_cost])",
            |of| of.results.cost.eliminated),
        Column::formula("base_pay", "base pay of that mix", Price,
            "[eliminated_cost]/load_factor", |of| of.results.cost.base_pay),
        Column::formula("average_base_pay", "base pay on average", Price,
            "[average_cost]/load_factor", |of| of.results.cost.average_base_pay),
    ]
}

/// Yearly savings, the plan carried out in full.
#[rustfmt::skip]
pub(super) fn savings<'a>() -> Vec<Column<'a>> {
    vec![
        Column::formula("division_run_rate_gross", "gross run-rate savings", Money,
            "[eliminated_cost]*([left_by_attrition]+[laid_off])",
            |of| of.results.run_rate_gross).sum().checked().group("Savings a year, carried out in full"),
        Column::result("division_run_rate", DivisionOutcome::RUN_RATE,
            "[eliminated_cost]*([left_by_attrition]+[laid_off]-[rehired])").sum(),
        Column::result("division_ai_run_rate", DivisionOutcome::AI_RUN_RATE,
            "[division_reallocate]*[division_run_rate]").sum(),
    ]
}

/// Other money that the plan flows.
#[rustfmt::skip]
pub(super) fn other<'a>() -> Vec<Column<'a>> {
    vec![
        Column::formula("division_people_moved", "pay of people moved to AI roles, a year", Money,
            "[redeployed]*[eliminated_cost]",
            |of| of.results.people.redeployed * of.results.cost.eliminated).sum().group("Other money"),
        Column::formula("division_reskilling", "reskilling", Money,
            "[redeployed]*reskilling", |of| of.results.people.redeployed * of.assumptions.reskilling).sum(),
        Column::formula("division_rehiring", "hiring back", Money,
            "[rehired]*rehire_cost*[base_pay]",
            |of| of.results.people.rehired * of.assumptions.rehire_cost * of.results.cost.base_pay).sum(),
        Column::formula("division_survivors", "replacing survivors who quit", Money,
            "[extra_quits]*replacement_cost*[average_base_pay]",
            |of| {
                of.results.extra_quits
                    * of.assumptions.replacement_cost
                    * of.results.cost.average_base_pay
            }).sum(),
        Column::formula("output_at_risk", "output lost in the first quarter", Money,
            "[remaining]*[average_cost]/4*productivity_dip*MIN(1,[cut_carried_out]/0.1)",
            |of| {
                let people = &of.results.people;
                let depth = (people.cut_delivered / 0.1).min(1.0);
                people.remaining * of.results.cost.average / 4.0
                    * of.assumptions.productivity_dip
                    * depth
            }).sum(),
    ]
}
