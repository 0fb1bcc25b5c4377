//! The sheet with quarterly figures, as in `src/model/kernel/cash.rs`, `src/model/kernel/ai.rs` and
//! `src/model/kernel/outcome.rs`: savings, charge and liability, cash, AI budget, people.
//!
//! Quarterly figures are differences of the cumulative totals on the sheet `Timing`.

use crate::model::{Discount, Figure, Outcome, QuarterFlows, QuarterOutcome, Scenario, return_in};
use crate::workbook::{
    format::Format::{Decimal, Factor, Money, Whole},
    table::{self, Results},
};

/// The name of the sheet.
pub(super) const SHEET: &str = "Quarters";

/// The figures of a quarter.
#[derive(Clone)]
pub(super) struct QuarterRow {
    index: f64,
    pub(super) label: String,
    year: f64,
    pub(super) results: QuarterOutcome,
    flows: QuarterFlows,
    fixed: f64,
    /// The payback in months if the cumulative cash returns to 0 in this quarter, otherwise 0.
    back: f64,
    cumulative_after_survivors: f64,
    back_after_survivors: f64,
    highest: f64,
    ai_return: f64,
    discount: f64,
}

/// Returns the quarters of `outcome`.
pub(super) fn rows(
    scenario: &Scenario,
    outcome: &Outcome,
    flows: &[QuarterFlows],
) -> Vec<QuarterRow> {
    let spent: Vec<f64> = outcome.quarters.iter().map(|quarter| quarter.ai).collect();
    let mut discount = Discount::new(scenario.inputs.discount_rate);
    let fixed = outcome.savings.charge_lines.fixed;
    let laid_off = outcome.headcount.laid_off;
    let (mut before, mut before_after_survivors, mut highest) = (0.0, 0.0, 0.0_f64);
    let quarters = outcome.quarters.iter().zip(flows).enumerate();
    let rows = quarters.map(|(index, (results, flows))| {
        let calendar = scenario.start.plus(index);
        let after_survivors = before_after_survivors + results.net_cash - results.survivors;
        highest = highest.max(results.cumulative);
        let row = QuarterRow {
            index: index as f64,
            label: calendar.to_string(),
            year: calendar.year().into(),
            results: *results,
            flows: *flows,
            fixed: match (laid_off > 0.0, index) {
                (true, _) => fixed * flows.cash.notices / laid_off,
                (false, 0) => fixed,
                (false, _) => 0.0,
            },
            back: crossing(index, before, results.cumulative),
            cumulative_after_survivors: after_survivors,
            back_after_survivors: crossing(index, before_after_survivors, after_survivors),
            highest,
            ai_return: return_in(&scenario.inputs, &spent, index),
            discount: discount.step(),
        };
        (before, before_after_survivors) = (results.cumulative, after_survivors);
        row
    });
    rows.collect()
}

fn crossing(index: usize, before: f64, now: f64) -> f64 {
    if before < 0.0 && now >= 0.0 {
        3.0 * (index as f64 + before / (before - now))
    } else {
        0.0
    }
}

/// A column of a table of quarters.
pub(super) type Column = table::Column<QuarterRow>;

impl Results for QuarterRow {
    fn result(&self, figure: Figure) -> f64 {
        self.results.result(figure).unwrap_or(f64::NAN)
    }
}

/// A result of quarters and its formula.
fn result(figure: Figure, formula: &str) -> Column {
    Column::result(&format!("quarter_{}", figure.spec().name), figure, formula)
}

pub(super) fn columns() -> Vec<Column> {
    let mut columns = savings();
    columns.extend(liability());
    columns.extend(cash());
    columns.extend(after_survivors());
    columns.extend(ai());
    columns.extend(people());
    columns
}

/// Which quarter, and what is saved in it.
#[rustfmt::skip]
fn savings() -> Vec<Column> {
    vec![
        Column::text("quarter_label", "quarter", |of| of.label.clone()),
        Column::fixed("quarter_index", "number", Whole, |of| Some(of.index)),
        Column::fixed("quarter_year", "year", Whole, |of| Some(of.year)),
        result(QuarterOutcome::SAVINGS, "[savings_to_date]-[savings_to_date^]").sum().group("Savings"),
    ]
}

/// The charge, and what of it is not paid yet.
#[rustfmt::skip]
fn liability() -> Vec<Column> {
    vec![
        Column::formula("quarter_fixed", "fixed exit costs", Money,
            "IF(headcount_laid_off>0,savings_charge_lines_fixed*([notices_to_date]-\
             [notices_to_date^])/headcount_laid_off,IF([quarter_index]=0,\
             savings_charge_lines_fixed,0))", |of| of.fixed).sum().group("Charge and liability"),
        result(QuarterOutcome::CHARGE, "[charge_to_date]-[charge_to_date^]+[quarter_fixed]").sum(),
        Column::formula("quarter_notice_pay", "notice pay paid", Money,
            "[notice_pay_to_date]-[notice_pay_to_date^]", |of| of.flows.non_cash.notice_pay).sum(),
        Column::formula("quarter_exit_pay", "paid at exit", Money,
            "[exit_pay_to_date]-[exit_pay_to_date^]", |of| of.flows.cash.exit_pay).sum(),
        result(QuarterOutcome::PAID, "[quarter_notice_pay]+[quarter_exit_pay]+[quarter_fixed]").sum(),
        result(QuarterOutcome::LIABILITY, "[quarter_liability^]+[quarter_charge]-[quarter_paid]"),
    ]
}

#[rustfmt::skip]
fn cash() -> Vec<Column> {
    vec![
        Column::formula("quarter_reskilling", "reskilling", Money,
            "[reskilling_to_date]-[reskilling_to_date^]", |of| of.flows.cash.reskilling).sum().group("Net cash"),
        Column::formula("quarter_rehiring", "hiring back", Money,
            "[rehiring_to_date]-[rehiring_to_date^]", |of| of.flows.cash.rehiring).sum(),
        result(QuarterOutcome::NET_CASH,
            "[quarter_savings]-[quarter_exit_pay]-[quarter_fixed]-[quarter_reskilling]-\
             [quarter_rehiring]").sum(),
        result(QuarterOutcome::CUMULATIVE, "[quarter_cumulative^]+[quarter_net_cash]"),
        Column::formula("quarter_back", "back at 0 after", Decimal,
            "IF(AND([quarter_cumulative^]<0,[quarter_cumulative]>=0),3*([quarter_index]+\
             [quarter_cumulative^]/([quarter_cumulative^]-[quarter_cumulative])),0)", |of| of.back),
        Column::formula("quarter_discount", "discount factor", Factor,
            "(1+discount_rate)^(-([quarter_index]+0.5)/4)", |of| of.discount).unit("middle of the quarter"),
    ]
}

#[rustfmt::skip]
fn after_survivors() -> Vec<Column> {
    vec![
        Column::formula("quarter_survivors", "replacing survivors who quit", Money,
            "[survivors_to_date]-[survivors_to_date^]",
            |of| of.results.survivors).sum().checked().group("Net cash after survivors' quits"),
        Column::formula("quarter_net_after_survivors", "net cash", Money,
            "[quarter_net_cash]-[quarter_survivors]", |of| of.results.net_cash - of.results.survivors).sum(),
        Column::formula("quarter_cumulative_after_survivors", "net cash to date", Money,
            "[quarter_cumulative_after_survivors^]+[quarter_net_after_survivors]",
            |of| of.cumulative_after_survivors),
        Column::formula("quarter_back_after_survivors", "back at 0 after", Decimal,
            "IF(AND([quarter_cumulative_after_survivors^]<0,\
             [quarter_cumulative_after_survivors]>=0),3*([quarter_index]+\
             [quarter_cumulative_after_survivors^]/([quarter_cumulative_after_survivors^]-\
             [quarter_cumulative_after_survivors])),0)", |of| of.back_after_survivors),
    ]
}

/// Within legal ranges no division's savings fall below 0, so the model's `max(0, g)` needs no place here.
#[rustfmt::skip]
fn ai() -> Vec<Column> {
    vec![
        Column::formula("quarter_fundable", "savings that are for AI", Money,
            "[fundable_to_date]-[fundable_to_date^]", |of| of.flows.cash.fundable).sum().group("Money for AI"),
        Column::formula("quarter_highest", "highest net cash to date", Money,
            "MAX([quarter_highest^],[quarter_cumulative])", |of| of.highest),
        result(QuarterOutcome::AI,
            "IF(funding=\"AfterPayback\",IF([quarter_savings]>0,[quarter_fundable]/\
             [quarter_savings]*([quarter_highest]-[quarter_highest^]),0),\
             [quarter_fundable])").sum(),
        result(QuarterOutcome::RETAINED, "[quarter_net_cash]-[quarter_ai]").sum(),
        Column::formula("quarter_ai_return", "return on AI money", Money,
            "ai_return/4*SUMPRODUCT(quarter_ai*(([quarter_index]-ai_lag-quarter_index>-1)*\
             ([quarter_index]-ai_lag-quarter_index<0)*([quarter_index]-ai_lag-\
             quarter_index+1)+([quarter_index]-ai_lag-quarter_index>=0)))", |of| of.ai_return).sum(),
    ]
}

#[rustfmt::skip]
fn people() -> Vec<Column> {
    vec![
        result(QuarterOutcome::HEADCOUNT, "headcount_before-[gone]").group("People and output"),
        // An exponent below 0 only from the first notice on: 2 to a large power is no number.
        Column::formula("quarter_lost_output", "output lost, not cash", Money,
            "SUMPRODUCT(output_at_risk*([quarter_index]>=notice_from)*2^(-\
             (ABS([quarter_index]-notice_from)+[quarter_index]-notice_from)/2/\
             dip_half_life))", |of| of.results.lost_output).sum().checked(),
    ]
}
