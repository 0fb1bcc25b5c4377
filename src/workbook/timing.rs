//! The timing of each division, and the cumulative totals of all divisions by the end of each quarter,
//! as in `src/model/kernel/timing.rs` and `src/model/kernel/flow.rs`.
//!
//! A ramp grows linearly from 0 to 1 between two times. The closed forms below also hold for a step,
//! whose two times are equal.

use crate::model::{Flow, NonCash, QuarterFlows, notice_quarters};
use crate::workbook::{
    divisions::{self, DivisionRow},
    format::Format::{Factor, Money, People, Ratio, Whole},
    table,
};

/// The name of the sheet with cumulative totals.
pub(super) const SHEET: &str = "Timing";

/// The shortest ramp, in quarters; shorter ones are steps, as in the model.
const SHORTEST_RAMP: f64 = 1e-300;

/// The columns with the times of a division's notices, exits and rehires.
pub(super) fn times<'a>() -> Vec<divisions::Column<'a>> {
    let mut columns = first_times();
    columns.extend(later_times());
    columns
}

fn first_times<'a>() -> Vec<divisions::Column<'a>> {
    vec![
        divisions::Column::formula(
            "notice_from",
            "notices from",
            Ratio,
            "[division_start]+slip",
            notice_from,
        )
        .unit("quarters")
        .group("When, in quarters from the start"),
        divisions::Column::formula(
            "notice_to",
            "notices to",
            Ratio,
            "[notice_from]+[division_duration]",
            |of| notice_from(of) + of.levers.duration,
        )
        .unit("quarters"),
        divisions::Column::formula(
            "exit_from",
            "exits from",
            Ratio,
            "[notice_from]+notice_days/365*4",
            exit_from,
        )
        .unit("quarters"),
        divisions::Column::formula(
            "exit_to",
            "exits to",
            Ratio,
            "[exit_from]+[division_duration]",
            |of| exit_from(of) + of.levers.duration,
        )
        .unit("quarters"),
    ]
}

/// The times of rehires, and the slope of all ramps.
fn later_times<'a>() -> Vec<divisions::Column<'a>> {
    vec![
        divisions::Column::formula(
            "rehire_from",
            "rehires from",
            Ratio,
            "[exit_from]+rehire_lag",
            |of| exit_from(of) + of.assumptions.rehire_lag,
        )
        .unit("quarters"),
        divisions::Column::formula(
            "rehire_to",
            "rehires to",
            Ratio,
            "[rehire_from]+[division_duration]",
            |of| exit_from(of) + of.assumptions.rehire_lag + of.levers.duration,
        )
        .unit("quarters"),
        divisions::Column::formula(
            "ramp_rate",
            "share done in a quarter",
            Factor,
            "IF([division_duration]<1E-300,0,1/[division_duration])",
            |of| {
                if of.levers.duration < SHORTEST_RAMP {
                    0.0
                } else {
                    1.0 / of.levers.duration
                }
            },
        )
        .unit("0: all at once"),
    ]
}

fn notice_from(of: &DivisionRow<'_>) -> f64 {
    of.levers.start + of.assumptions.slip
}

fn exit_from(of: &DivisionRow<'_>) -> f64 {
    notice_from(of) + notice_quarters(of.assumptions)
}

/// The share of the ramp of notices, exits or rehires that is reached by the end of the quarter.
fn reached(ramp: &str) -> String {
    let (from, to) = (format!("{ramp}_from"), format!("{ramp}_to"));
    format!("(([elapsed]>{from})*([elapsed]<={to})*([elapsed]-{from})*ramp_rate+([elapsed]>{to}))")
}

/// The area under the ramp by the end of the quarter.
fn area(ramp: &str) -> String {
    let (from, to) = (format!("{ramp}_from"), format!("{ramp}_to"));
    format!(
        "(([elapsed]>{from})*([elapsed]<={to})*([elapsed]-{from})^2*ramp_rate/2+([elapsed]>{to})*\
         ([elapsed]-({from}+{to})/2))"
    )
}

/// Payroll saved by the end of the quarter, for one unit of a division's yearly cost.
fn saved() -> String {
    let [notice, exit, rehire] = ["notice", "exit", "rehire"].map(area);
    format!("eliminated_cost/4*(left_by_attrition*{notice}+laid_off*{exit}-rehired*{rehire})")
}

/// The cumulative totals of all divisions at the end of a quarter.
#[derive(Clone)]
pub(super) struct QuarterToDate {
    /// The number of quarters elapsed.
    pub(super) by: f64,
    pub(super) label: String,
    /// Cumulative totals; for `gone`, the level at the end of the quarter.
    pub(super) done: QuarterFlows,
}

type Column = table::Column<QuarterToDate>;

pub(super) fn columns() -> Vec<Column> {
    let mut columns = vec![
        Column::text("elapsed_label", "quarter", |of| of.label.clone()),
        Column::formula("elapsed", "quarters gone by", Whole, "[elapsed^]+1", |of| {
            of.by
        }),
    ];
    columns.extend(payroll());
    columns.extend(one_time());
    columns
}

#[rustfmt::skip]
fn payroll() -> Vec<Column> {
    let [notice, exit, rehire] = ["notice", "exit", "rehire"].map(reached);
    let pay = format!("{}-{}", area("notice"), area("exit"));
    let gone = format!("left_by_attrition*{notice}+laid_off*{exit}-rehired*{rehire}");
    let sum = |of: String| format!("SUMPRODUCT({of})");
    vec![
        Column::formula("savings_to_date", "payroll saved", Money, sum(saved()), |of| of.done.cash.savings)
            .group("By the end of the quarter, all divisions, from the start"),
        Column::formula("fundable_to_date", "of it for AI", Money,
            sum(format!("division_reallocate*{}", saved())), |of| of.done.cash.fundable),
        Column::formula("gone", "positions off the payroll", People, sum(gone), |of| of.done.non_cash.gone),
        Column::formula("notices_to_date", "people given notice", People,
            sum(format!("laid_off*{notice}")), |of| of.done.cash.notices),
        Column::formula("notice_pay_to_date", "notice pay paid", Money,
            sum(format!("eliminated_cost/4*laid_off*({pay})")), |of| of.done.non_cash.notice_pay),
    ]
}

#[rustfmt::skip]
fn one_time() -> Vec<Column> {
    let sum = |of: &str, ramp| format!("SUMPRODUCT(division_{of}*{})", reached(ramp));
    vec![
        Column::formula("charge_to_date", "charge of divisions", Money,
            sum("charge", "notice"), |of| of.done.non_cash.charge),
        Column::formula("exit_pay_to_date", "paid at exit", Money,
            sum("exit_pay", "exit"), |of| of.done.cash.exit_pay),
        Column::formula("reskilling_to_date", "reskilling", Money,
            sum("reskilling", "notice"), |of| of.done.cash.reskilling),
        Column::formula("rehiring_to_date", "hiring back", Money,
            sum("rehiring", "rehire"), |of| of.done.cash.rehiring),
        Column::formula("survivors_to_date", "replacing survivors who quit", Money,
            "SUMPRODUCT(division_survivors*(([elapsed]>notice_from)*([elapsed]<=notice_from+4)*\
             ([elapsed]-notice_from)/4+([elapsed]>notice_from+4)))", |of| of.done.cash.survivors),
    ]
}

/// Returns the cumulative totals of `flows`, except the number of positions gone, which is a level.
pub(super) fn to_date(flows: &[QuarterFlows]) -> Vec<QuarterFlows> {
    let add = |done: &mut Option<QuarterFlows>, now: &QuarterFlows| {
        *done = Some(done.map_or(*now, |done| sum(&done, now)));
        *done
    };
    flows.iter().scan(None, add).collect()
}

fn sum(done: &QuarterFlows, now: &QuarterFlows) -> QuarterFlows {
    QuarterFlows {
        cash: Flow {
            savings: done.cash.savings + now.cash.savings,
            fundable: done.cash.fundable + now.cash.fundable,
            notices: done.cash.notices + now.cash.notices,
            exit_pay: done.cash.exit_pay + now.cash.exit_pay,
            reskilling: done.cash.reskilling + now.cash.reskilling,
            rehiring: done.cash.rehiring + now.cash.rehiring,
            survivors: done.cash.survivors + now.cash.survivors,
        },
        non_cash: NonCash {
            charge: done.non_cash.charge + now.non_cash.charge,
            notice_pay: done.non_cash.notice_pay + now.non_cash.notice_pay,
            lost_output: done.non_cash.lost_output + now.non_cash.lost_output,
            gone: now.non_cash.gone,
        },
    }
}
