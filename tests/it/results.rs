//! Every number of an outcome by name, so that tests can loop over results.
//!
//! Structs are destructured completely: a new result that is not named here does not compile.

use reallot::model::{
    AiOutcome, ChargeLines, DivisionOutcome, Headcount, Number, OptionOutcome, Outcome, People,
    PositionCost, QuarterOutcome, Savings,
};

macro_rules! take {
    ($into:ident, $under:expr, $value:expr, $name:ident { $($field:ident)* } but { $($part:ident)* }) => {
        let $name { $($field,)* $($part: _,)* } = $value;
        $( $into.push((format!("{}.{}", $under, stringify!($field)), *$field)); )*
    };
}

/// Returns every number of `outcome` in a fixed order, with divisions, options and quarters by index.
pub(crate) fn results<N: Number>(outcome: &Outcome<N>) -> Vec<(String, N)> {
    let mut all = Vec::new();
    take!(all, "headcount", &outcome.headcount, Headcount {
        before eliminated attrition redeployed laid_off rehired ai_hires after managers_before
        managers_after span_before span_after layers_before layers_after decision_days_before
        decision_days_after uncovered extra_quits
    } but {});
    take!(all, "savings", &outcome.savings, Savings {
        run_rate_gross run_rate charge reskilling rehiring survivors lost_output net_cash
        peak_negative peak_negative_quarter payback_months simple_payback_months npv npv_with_ai
        net_cash_after_survivors payback_after_survivors_months npv_after_survivors
    } but { in_year charge_lines });
    for year in &outcome.savings.in_year {
        all.push((format!("savings.in_year.{}", year.year), year.amount));
    }
    lines(
        &mut all,
        "savings.charge_lines",
        &outcome.savings.charge_lines,
    );
    take!(all, "ai", &outcome.ai, AiOutcome {
        run_rate total retained capex_share capex_days people_moved_cost
    } but { options });
    for (index, option) in outcome.ai.options.iter().enumerate() {
        let under = format!("ai.options.{index}");
        take!(all, under, option, OptionOutcome { run_rate total bought sustained } but {});
    }
    for (index, quarter) in outcome.quarters.iter().enumerate() {
        let under = format!("quarters.{index}");
        take!(all, under, quarter, QuarterOutcome {
            savings charge paid liability net_cash cumulative ai retained headcount survivors
            lost_output
        } but {});
    }
    for (index, division) in outcome.divisions.iter().enumerate() {
        self::division(&mut all, &format!("divisions.{index}"), division);
    }
    all
}

fn division<N: Number>(all: &mut Vec<(String, N)>, under: &str, division: &DivisionOutcome<N>) {
    take!(all, under, division, DivisionOutcome {
        charge run_rate_gross run_rate ai_run_rate extra_quits
    } but { people cost charge_per_head });
    take!(all, format!("{under}.people"), &division.people, People {
        before cut_delivered eliminated attrition redeployed laid_off rehired remaining after
        managers_before managers_eliminated managers_after span_before span_after uncovered
    } but {});
    take!(all, format!("{under}.cost"), &division.cost, PositionCost {
        average individual manager eliminated base_pay average_base_pay
    } but {});
    lines(all, &format!("{under}.per_head"), &division.charge_per_head);
}

fn lines<N: Number>(all: &mut Vec<(String, N)>, under: &str, lines: &ChargeLines<N>) {
    take!(all, under, lines, ChargeLines {
        notice_pay severance severance_tax benefits outplacement fixed
    } but {});
}
