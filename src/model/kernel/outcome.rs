//! The one kernel: every result of a plan from its inputs.
//!
//! Report, screen, simulation, solver and explanation all run [`evaluate`] or the stages it is made of. It
//! cannot fail, because an invalid scenario cannot be built. Each formula has its own file; here they are put
//! together.

use crate::model::{
    AiOption, AiOutcome, Assumptions, ChargeLines, DivisionOutcome, Inputs, Number, Outcome, Place,
    Plan, Quarter, QuarterOutcome, Savings, Scenario, TermRole, Unit, YearAmount,
    kernel::{
        ai::hires,
        cash::{Cash, Payback, Worth, lowest},
        company::Company,
        division::{DivisionPlan, PrePlan, Totals},
        flow::{Cohorts, NonCash},
        timing::Ticks,
    },
};

impl Outcome {
    /// Returns cumulative net cash after survivors' quits, quarter by quarter.
    pub fn cumulative_after_survivors(&self) -> Vec<f64> {
        let quarters = self.quarters.iter();
        let sums = quarters.scan(0.0, |sum, quarter| {
            *sum += quarter.net_cash - quarter.survivors;
            Some(*sum)
        });
        sums.collect()
    }
}

impl Scenario {
    /// Computes every result of the plan `index`.
    pub fn evaluate(&self, index: usize) -> Outcome {
        self.evaluate_plan(&self.plans[index])
    }

    /// Computes every result of a plan for this organisation.
    pub fn evaluate_plan(&self, plan: &Plan) -> Outcome {
        evaluate(&self.inputs, self.structure(), plan)
    }

    /// Returns what results depend on besides numbers.
    pub fn structure(&self) -> Structure<'_> {
        Structure {
            start: self.start,
            horizon: self.horizon,
            options: &self.options,
        }
    }
}

/// What a scenario says besides its numbers, as far as results depend on it.
#[derive(Clone, Copy, Debug)]
pub struct Structure<'a> {
    /// Quarter 0.
    pub start: Quarter,
    /// Quarters modelled.
    pub horizon: usize,
    /// One per entry of [`Inputs::options`].
    pub options: &'a [AiOption],
}

/// Computes every result of `plan`.
pub fn evaluate<N: Number>(
    inputs: &Inputs<N>,
    structure: Structure<'_>,
    plan: &Plan,
) -> Outcome<N> {
    let assumptions = &inputs.assumptions;
    let cohorts = Cohorts::of::<N>(&plan.levers);
    let mut company = Company::new(&cohorts);
    let mut divisions = Vec::with_capacity(inputs.divisions.len());
    let pre = |at| PrePlan::at(inputs, plan, at);
    company.carry_out((inputs, plan), &cohorts, pre, |division| {
        divisions.push(DivisionOutcome::of(division, assumptions));
    });
    let quit_rate = company.people.extra_quit_rate(assumptions);
    for division in &mut divisions {
        division.extra_quits = division.people.remaining * quit_rate;
    }
    let flows = company.flows(assumptions, quit_rate);
    let mut ticks = cohorts.ticks(assumptions);
    let mut non_cash = vec![NonCash::zero(); structure.horizon];
    let lost = lost_output(assumptions, &divisions, &cohorts);
    let tick = |cohort: usize, quarter: usize| {
        non_cash[quarter].lost_output += lost[cohort] * ticks[cohort].dip(assumptions, quarter);
        N::enter(Place::both(cohort, quarter));
        let tick = Ticks::named(ticks[cohort].tick(quarter));
        N::enter(Place::quarter(quarter));
        non_cash[quarter].add(&company.by_cohort[cohort], assumptions, &tick);
        tick
    };
    let mut cash = Vec::with_capacity(structure.horizon);
    let keep = |_, quarter| cash.push(quarter);
    let worth = company.run((inputs, plan, structure.horizon), &flows, tick, keep);
    N::enter(Place::COMPANY);
    let quarters = quarters(company.people.before, &cash, &non_cash);
    let programme = Programme::of(assumptions, &company, quit_rate);
    let run_rate = programme.totals.ai_run_rate(assumptions);
    let hires = hires(inputs, structure.options, plan, run_rate);
    Outcome {
        headcount: company
            .people
            .headcount(assumptions, programme.extra_quits, hires),
        savings: savings(assumptions, structure.start, &programme, &worth, &quarters),
        ai: AiOutcome::of(
            inputs,
            plan,
            run_rate,
            worth.ai,
            sum(quarters.iter().map(|q| q.retained)),
            sum(divisions
                .iter()
                .map(|d| d.people.redeployed * d.cost.eliminated)),
        ),
        quarters,
        divisions,
    }
}

impl<N: Number> DivisionOutcome<N> {
    /// Returns the results of a division but for its survivors' quits, which follow from the company.
    fn of(plan: &DivisionPlan<N>, assumptions: &Assumptions<N>) -> Self {
        let totals = &plan.totals;
        Self {
            people: plan.people,
            cost: plan.cost,
            charge_per_head: plan.charge_per_head(assumptions),
            charge: totals.charge(assumptions).total(),
            run_rate_gross: totals.run_rate_gross(),
            run_rate: totals.run_rate(assumptions),
            ai_run_rate: totals.ai_run_rate(assumptions),
            extra_quits: N::zero(),
        }
    }
}

/// Computes the output lost in the first quarter of the dip, by cohort:
/// `H'·c/4·productivity_dip·(x/0.10 capped at 1)`.
fn lost_output<N: Number>(
    assumptions: &Assumptions<N>,
    divisions: &[DivisionOutcome<N>],
    cohorts: &Cohorts,
) -> Vec<N> {
    let mut lost = vec![N::zero(); cohorts.timing.len()];
    for (DivisionOutcome { people, cost, .. }, &cohort) in divisions.iter().zip(&cohorts.of) {
        let depth = (people.cut_delivered * N::of(10.0)).min(N::of(1.0));
        lost[cohort] += people.remaining * cost.average * depth;
    }
    for lost in &mut lost {
        *lost = *lost * N::of(0.25) * assumptions.productivity_dip;
    }
    lost
}

fn sum<N: Number>(values: impl Iterator<Item = N>) -> N {
    values.fold(N::zero(), |sum, value| sum + value)
}

fn quarters<N: Number>(
    before: N,
    cash: &[Cash<N>],
    non_cash: &[NonCash<N>],
) -> Vec<QuarterOutcome<N>> {
    let mut liability = N::zero();
    let quarter = |(cash, non_cash): (&Cash<N>, &NonCash<N>)| {
        let charge = non_cash.charge + cash.fixed;
        let paid = non_cash.notice_pay + cash.paid_on_top;
        liability = liability + charge - paid;
        QuarterOutcome {
            savings: cash.savings,
            charge,
            paid,
            liability,
            net_cash: cash.net,
            cumulative: cash.cumulative,
            ai: cash.ai,
            retained: cash.net - cash.ai,
            headcount: before - non_cash.gone,
            survivors: cash.survivors,
            lost_output: non_cash.lost_output,
        }
    };
    cash.iter().zip(non_cash).map(quarter).collect()
}

/// The plan carried out in full.
struct Programme<N> {
    totals: Totals<N>,
    lines: ChargeLines<N>,
    survivors: N,
    extra_quits: N,
}

impl<N: Number> Programme<N> {
    fn of(assumptions: &Assumptions<N>, company: &Company<N>, quit_rate: N) -> Self {
        let totals = company.totals();
        let fixed = company.fixed_charge(assumptions);
        Self {
            totals,
            lines: ChargeLines {
                fixed,
                ..totals.charge(assumptions)
            },
            survivors: totals.replacing(assumptions, quit_rate),
            extra_quits: company.people.remaining * quit_rate,
        }
    }
}

fn savings<N: Number>(
    assumptions: &Assumptions<N>,
    start: Quarter,
    programme: &Programme<N>,
    worth: &Worth<N>,
    quarters: &[QuarterOutcome<N>],
) -> Savings<N> {
    let totals = &programme.totals;
    let charge = programme.lines.total();
    let run_rate = totals.run_rate(assumptions);
    let simple_payback = N::of(12.0) * charge / run_rate;
    let (peak_negative, peak_negative_quarter) = lowest(quarters);
    let mut after_survivors = N::zero();
    let mut payback_after_survivors = Payback::new();
    for (index, quarter) in quarters.iter().enumerate() {
        N::enter(Place::quarter(index));
        after_survivors += quarter.net_cash - quarter.survivors;
        after_survivors = after_survivors.called_as(
            "net cash to date after survivors' quits",
            Unit::Money,
            TermRole::RunningTotal,
        );
        payback_after_survivors.step(index, after_survivors);
    }
    N::enter(Place::COMPANY);
    Savings {
        run_rate_gross: totals.run_rate_gross(),
        run_rate,
        in_year: in_year(start, quarters),
        charge,
        charge_lines: programme.lines,
        reskilling: totals.reskilling(assumptions),
        rehiring: totals.rehiring(assumptions),
        survivors: programme.survivors,
        lost_output: sum(quarters.iter().map(|q| q.lost_output)),
        net_cash: worth.net_cash,
        peak_negative,
        peak_negative_quarter,
        payback_months: worth.payback.months(),
        simple_payback_months: N::zero().if_less(run_rate, simple_payback, N::undefined()),
        npv: worth.npv,
        npv_with_ai: worth.npv_with_ai,
        net_cash_after_survivors: after_survivors,
        payback_after_survivors_months: payback_after_survivors.months(),
        npv_after_survivors: worth.npv_after_survivors,
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
