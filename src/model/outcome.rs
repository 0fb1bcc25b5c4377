//! The one kernel: every result of a plan from its inputs.
//!
//! Report, screen, simulation, solver and explanation all run [`evaluate`]. It cannot fail: an
//! invalid scenario cannot be built. Each sum lives in its own file; here they are put together.

use super::ai::{FundingRule, return_in};
use super::cash::{Discount, lowest, payback_months};
use super::flow::{Flow, flows};
use super::people::PeopleTotals;
use super::{
    AiOption, AiOutcome, ChargeLines, Headcount, Inputs, Levers, Number, People, Plan,
    PositionCost, Quarter, Savings, Scenario, YearAmount,
};

/// Every result of one plan. A figure that is not defined is NaN; see [`defined`].
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome<N = f64> {
    /// People, managers, layers.
    pub headcount: Headcount<N>,
    /// Savings, charge, cash, payback, net present value.
    pub savings: Savings<N>,
    /// Money for AI.
    pub ai: AiOutcome<N>,
    /// One per quarter up to the horizon.
    pub quarters: Vec<QuarterOutcome<N>>,
    /// One per division.
    pub divisions: Vec<DivisionOutcome<N>>,
}

/// One quarter of the company.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct QuarterOutcome<N = f64> {
    /// Payroll saved.
    pub savings: N,
    /// Charge recognised.
    pub charge: N,
    /// Of the liability, paid.
    pub paid: N,
    /// Liability at the end of the quarter.
    pub liability: N,
    /// Savings less what is paid for them.
    pub net_cash: N,
    /// Net cash so far.
    pub cumulative: N,
    /// Money moved to AI.
    pub ai: N,
    /// Net cash not moved to AI.
    pub retained: N,
    /// People on the payroll at the end of the quarter, before AI hires.
    pub headcount: N,
    /// Cost of replacing survivors who quit.
    pub survivors: N,
    /// Output lost while survivors recover; not cash.
    pub lost_output: N,
}

/// One division, its plan carried out in full.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DivisionOutcome<N = f64> {
    /// Its people.
    pub people: People<N>,
    /// What its positions cost.
    pub cost: PositionCost<N>,
    /// Charge per person laid off.
    pub charge_per_head: ChargeLines<N>,
    /// Charge of everybody laid off, without the programme's fixed part.
    pub charge: N,
    /// Yearly savings before rehires.
    pub run_rate_gross: N,
    /// Yearly savings.
    pub run_rate: N,
    /// Of these, moved to AI.
    pub ai_run_rate: N,
    /// Extra voluntary quits of survivors.
    pub extra_quits: N,
}

impl Outcome {
    /// Cumulative net cash after survivors' quits, quarter by quarter.
    pub fn cumulative_after_survivors(&self) -> Vec<f64> {
        let quarters = self.quarters.iter();
        let sums = quarters.scan(0.0, |sum, quarter| {
            *sum += quarter.net_cash - quarter.survivors;
            Some(*sum)
        });
        sums.collect()
    }
}

/// A figure, or nothing where it is not defined.
pub fn defined(figure: f64) -> Option<f64> {
    figure.is_finite().then_some(figure)
}

impl Scenario {
    /// Every result of the plan `index`.
    pub fn evaluate(&self, index: usize) -> Outcome {
        self.evaluate_plan(&self.plans[index])
    }

    /// Every result of a plan for this organisation.
    pub fn evaluate_plan(&self, plan: &Plan) -> Outcome {
        let frame = Frame {
            start: self.start,
            horizon: self.horizon,
            options: &self.options,
        };
        evaluate(&self.inputs, frame, plan)
    }
}

/// What stays the same whatever the numbers.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// Quarter 0.
    pub start: Quarter,
    /// Quarters modelled.
    pub horizon: usize,
    /// One per entry of [`Inputs::options`].
    pub options: &'a [AiOption],
}

/// Every result of `plan`.
pub fn evaluate<N: Number>(inputs: &Inputs<N>, frame: Frame<'_>, plan: &Plan) -> Outcome<N> {
    let assumptions = &inputs.assumptions;
    let mut totals = PeopleTotals::zero();
    let mut divisions: Vec<DivisionOutcome<N>> = Vec::with_capacity(inputs.divisions.len());
    for (division, levers) in inputs.divisions.iter().zip(&plan.levers) {
        let people = People::of(division, assumptions, plan, levers);
        totals.add(&people);
        let cost = PositionCost::of(division, assumptions, &people);
        let per_head = ChargeLines::per_head(division, assumptions, &cost);
        divisions.push(DivisionOutcome::of(people, cost, per_head, levers));
    }
    let quit_rate = totals.extra_quit_rate(assumptions);
    for division in &mut divisions {
        division.extra_quits = division.people.remaining * quit_rate;
    }
    let flows = flows(inputs, plan, frame.horizon, &divisions);
    assemble(inputs, frame, plan, &totals, divisions, &flows)
}

impl<N: Number> DivisionOutcome<N> {
    fn of(
        people: People<N>,
        cost: PositionCost<N>,
        charge_per_head: ChargeLines<N>,
        levers: &Levers,
    ) -> Self {
        let gone = people.attrition + people.laid_off;
        let run_rate = cost.eliminated * (gone - people.rehired);
        Self {
            people,
            cost,
            charge_per_head,
            charge: people.laid_off * charge_per_head.total(),
            run_rate_gross: cost.eliminated * gone,
            run_rate,
            ai_run_rate: N::of(levers.reallocate) * run_rate,
            extra_quits: N::zero(),
        }
    }
}

/// Company totals of the plan carried out in full.
struct Programme<N> {
    run_rate_gross: N,
    run_rate: N,
    ai_run_rate: N,
    lines: ChargeLines<N>,
    reskilling: N,
    rehiring: N,
    survivors: N,
    extra_quits: N,
    people_moved_cost: N,
}

impl<N: Number> Programme<N> {
    fn of(inputs: &Inputs<N>, totals: &PeopleTotals<N>, divisions: &[DivisionOutcome<N>]) -> Self {
        let assumptions = &inputs.assumptions;
        let zero = N::zero();
        let mut sum = Self {
            run_rate_gross: zero,
            run_rate: zero,
            ai_run_rate: zero,
            lines: ChargeLines::zero(),
            reskilling: totals.redeployed * assumptions.reskilling,
            rehiring: zero,
            survivors: zero,
            extra_quits: zero,
            people_moved_cost: zero,
        };
        for division in divisions {
            let People {
                redeployed,
                laid_off,
                rehired,
                ..
            } = division.people;
            let cost = &division.cost;
            sum.run_rate_gross += division.run_rate_gross;
            sum.run_rate += division.run_rate;
            sum.ai_run_rate += division.ai_run_rate;
            sum.lines.add_heads(&division.charge_per_head, laid_off);
            sum.rehiring += rehired * assumptions.rehire_cost * cost.base_pay;
            sum.survivors +=
                division.extra_quits * assumptions.replacement_cost * cost.average_base_pay;
            sum.extra_quits += division.extra_quits;
            sum.people_moved_cost += redeployed * cost.eliminated;
        }
        sum.lines.fixed = zero.if_less(totals.eliminated, assumptions.fixed_charge, zero);
        sum
    }
}

fn assemble<N: Number>(
    inputs: &Inputs<N>,
    frame: Frame<'_>,
    plan: &Plan,
    totals: &PeopleTotals<N>,
    divisions: Vec<DivisionOutcome<N>>,
    flows: &[Flow<N>],
) -> Outcome<N> {
    let programme = Programme::of(inputs, totals, &divisions);
    let quarters = quarters(plan, totals, programme.lines.fixed, flows);
    let retained = sum(quarters.iter().map(|q| q.retained));
    let total = sum(quarters.iter().map(|q| q.ai));
    let ai = AiOutcome::of(
        inputs,
        plan,
        programme.ai_run_rate,
        total,
        retained,
        programme.people_moved_cost,
    );
    let hires = hires(frame.options, &ai);
    Outcome {
        headcount: totals.headcount(&inputs.assumptions, programme.extra_quits, hires),
        savings: savings(inputs, frame.start, &programme, &quarters),
        ai,
        quarters,
        divisions,
    }
}

fn sum<N: Number>(values: impl Iterator<Item = N>) -> N {
    values.fold(N::zero(), |sum, value| sum + value)
}

fn quarters<N: Number>(
    plan: &Plan,
    totals: &PeopleTotals<N>,
    fixed: N,
    flows: &[Flow<N>],
) -> Vec<QuarterOutcome<N>> {
    let zero = N::zero();
    let mut rule = FundingRule::new(plan.funding);
    let (mut liability, mut cumulative) = (zero, zero);
    let outcome = |(index, flow): (usize, &Flow<N>)| {
        let at_once = if index == 0 { fixed } else { zero };
        let with_notices = fixed * flow.notices / totals.laid_off;
        let fixed = zero.if_less(totals.laid_off, with_notices, at_once);
        let paid_on_top = flow.exit_pay + fixed;
        let charge = flow.charge + fixed;
        let paid = flow.notice_pay + paid_on_top;
        let net_cash = flow.savings - paid_on_top - flow.reskilling - flow.rehiring;
        liability = liability + charge - paid;
        cumulative += net_cash;
        let ai = rule.step(flow.fundable, flow.positive_savings, cumulative);
        QuarterOutcome {
            savings: flow.savings,
            charge,
            paid,
            liability,
            net_cash,
            cumulative,
            ai,
            retained: net_cash - ai,
            headcount: totals.before - flow.gone,
            survivors: flow.survivors,
            lost_output: flow.lost_output,
        }
    };
    flows.iter().enumerate().map(outcome).collect()
}

fn savings<N: Number>(
    inputs: &Inputs<N>,
    start: Quarter,
    programme: &Programme<N>,
    quarters: &[QuarterOutcome<N>],
) -> Savings<N> {
    let zero = N::zero();
    let spent: Vec<N> = quarters.iter().map(|q| q.ai).collect();
    let mut discount = Discount::new(inputs.discount_rate);
    let (mut npv, mut npv_with_ai, mut npv_after_survivors) = (zero, zero, zero);
    let mut after_survivors = zero;
    let mut cumulative_after_survivors = Vec::with_capacity(quarters.len());
    for (index, quarter) in quarters.iter().enumerate() {
        let factor = discount.step();
        let net_of_survivors = quarter.net_cash - quarter.survivors;
        npv += quarter.net_cash * factor;
        npv_after_survivors += net_of_survivors * factor;
        npv_with_ai += (quarter.retained + return_in(inputs, &spent, index)) * factor;
        after_survivors += net_of_survivors;
        cumulative_after_survivors.push(after_survivors);
    }
    let (peak_negative, peak_negative_quarter) = lowest(quarters);
    let charge = programme.lines.total();
    let simple_payback = N::of(12.0) * charge / programme.run_rate;
    Savings {
        run_rate_gross: programme.run_rate_gross,
        run_rate: programme.run_rate,
        in_year: in_year(start, quarters),
        charge,
        charge_lines: programme.lines,
        reskilling: programme.reskilling,
        rehiring: programme.rehiring,
        survivors: programme.survivors,
        lost_output: sum(quarters.iter().map(|q| q.lost_output)),
        net_cash: quarters.last().map_or(zero, |q| q.cumulative),
        peak_negative,
        peak_negative_quarter,
        payback_months: payback_months(quarters.iter().map(|q| q.cumulative)),
        simple_payback_months: zero.if_less(programme.run_rate, simple_payback, N::undefined()),
        npv,
        npv_with_ai,
        net_cash_after_survivors: after_survivors,
        payback_after_survivors_months: payback_months(cumulative_after_survivors.into_iter()),
        npv_after_survivors,
    }
}

fn in_year<N: Number>(start: Quarter, quarters: &[QuarterOutcome<N>]) -> Vec<YearAmount<N>> {
    let mut years: Vec<YearAmount<N>> = Vec::with_capacity(quarters.len() / 4 + 2);
    for (index, quarter) in quarters.iter().enumerate() {
        let year = start.plus(index).year();
        match years.last_mut() {
            Some(last) if last.year == year => last.amount += quarter.savings,
            _ => years.push(YearAmount {
                year,
                amount: quarter.savings,
            }),
        }
    }
    years
}

fn hires<N: Number>(options: &[AiOption], ai: &AiOutcome<N>) -> N {
    let hired = options
        .iter()
        .zip(&ai.options)
        .filter(|(option, _)| option.hires);
    sum(hired.map(|(_, outcome)| outcome.sustained))
}
