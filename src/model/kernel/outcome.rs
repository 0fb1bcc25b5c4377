//! The one kernel: every result of a plan from its inputs.
//!
//! Report, screen, simulation, solver and explanation all run [`evaluate`]. It cannot fail: an
//! invalid scenario cannot be built. Each sum lives in its own file; here they are put together.

use crate::model::{
    AiOption, AiOutcome, Assumptions, ChargeLines, DivisionOutcome, Inputs, Number, Outcome,
    People, Place, Plan, PositionCost, Quarter, QuarterOutcome, Savings, Scenario, Unit,
    YearAmount,
    kernel::{
        ai::hires,
        before::Before,
        cash::{Cash, Payback, Worth, lowest},
        charge::severance_weeks,
        company::Company,
        flow::{Beside, Wave, Waves},
        tally::Tally,
        timing::Ticks,
    },
};

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
    let timing = Waves::kept::<N>(&plan.levers);
    let mut company = Company::new(&timing);
    let mut divisions = divisions(inputs, plan, &timing, &mut company);
    N::enter(Place::COMPANY);
    let quit_rate = company.totals.extra_quit_rate(assumptions);
    for division in &mut divisions {
        division.extra_quits = division.people.remaining * quit_rate;
    }
    let tallies = company.tallies.iter().enumerate();
    let waves = tallies.map(|(wave, tally)| {
        N::enter(Place::division(wave));
        Wave::of(tally, assumptions, quit_rate)
    });
    let waves: Vec<Wave<N>> = waves.collect();
    let times = timing.timing.iter().enumerate();
    let ticks = times.map(|(wave, &timing)| {
        N::enter(Place::division(wave));
        Ticks::of(assumptions, timing)
    });
    let mut ticks: Vec<Ticks<N>> = ticks.collect();
    N::enter(Place::COMPANY);
    let mut beside = vec![Beside::zero(); frame.horizon];
    let lost = lost_output(assumptions, &divisions, &timing);
    let tick = |wave: usize, quarter: usize| {
        beside[quarter].lost_output += lost[wave] * ticks[wave].dip(assumptions, quarter);
        N::enter(Place::both(wave, quarter));
        let tick = Ticks::named(ticks[wave].tick(quarter));
        N::enter(Place::quarter(quarter));
        beside[quarter].add(&company.tallies[wave], assumptions, &tick);
        tick
    };
    let mut cash = Vec::with_capacity(frame.horizon);
    let keep = |_, quarter| cash.push(quarter);
    let worth = company.run((inputs, plan, frame.horizon), &waves, tick, keep);
    N::enter(Place::COMPANY);
    let quarters = quarters(company.totals.before, &cash, &beside);
    let programme = Programme::of(assumptions, &company, quit_rate);
    let run_rate = programme.tally.ai_run_rate(assumptions);
    let hires = hires(inputs, frame.options, plan, run_rate);
    Outcome {
        headcount: company
            .totals
            .headcount(assumptions, programme.extra_quits, hires),
        savings: savings(assumptions, frame.start, &programme, &worth, &quarters),
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

/// Adds every division to the company, and tells what comes of it; quits of survivors follow from the company.
fn divisions<N: Number>(
    inputs: &Inputs<N>,
    plan: &Plan,
    timing: &Waves,
    company: &mut Company<N>,
) -> Vec<DivisionOutcome<N>> {
    let assumptions = &inputs.assumptions;
    let mut divisions = Vec::with_capacity(inputs.divisions.len());
    for (at, ((division, levers), &wave)) in
        (inputs.divisions.iter().zip(&plan.levers).zip(&timing.of)).enumerate()
    {
        N::enter(Place::division(at));
        let before = Before::of(division, assumptions, plan, levers);
        let (people, cost, tally) =
            company.add(wave, division, assumptions, (plan, levers), &before);
        let weeks = cost.eliminated * severance_weeks(assumptions, division.tenure);
        let per_head = ChargeLines::of(assumptions, N::of(1.0), cost.eliminated, weeks);
        divisions.push(DivisionOutcome::of(
            people,
            cost,
            per_head,
            &tally,
            assumptions,
        ));
    }
    divisions
}

impl<N: Number> DivisionOutcome<N> {
    fn of(
        people: People<N>,
        cost: PositionCost<N>,
        charge_per_head: ChargeLines<N>,
        tally: &Tally<N>,
        assumptions: &Assumptions<N>,
    ) -> Self {
        Self {
            people,
            cost,
            charge_per_head,
            charge: tally.charge(assumptions).total(),
            run_rate_gross: tally.run_rate_gross(),
            run_rate: tally.run_rate(assumptions),
            ai_run_rate: tally.ai_run_rate(assumptions),
            extra_quits: N::zero(),
        }
    }
}

/// Output lost in the first quarter of the dip, by wave: `H'·c/4·productivity_dip·(x/0.10 capped at 1)`.
fn lost_output<N: Number>(
    assumptions: &Assumptions<N>,
    divisions: &[DivisionOutcome<N>],
    timing: &Waves,
) -> Vec<N> {
    let mut lost = vec![N::zero(); timing.timing.len()];
    for (DivisionOutcome { people, cost, .. }, &wave) in divisions.iter().zip(&timing.of) {
        let depth = (people.cut_delivered * N::of(10.0)).min(N::of(1.0));
        lost[wave] += people.remaining * cost.average * depth;
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
    beside: &[Beside<N>],
) -> Vec<QuarterOutcome<N>> {
    let mut liability = N::zero();
    let quarter = |(cash, beside): (&Cash<N>, &Beside<N>)| {
        let charge = beside.charge + cash.fixed;
        let paid = beside.notice_pay + cash.paid_on_top;
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
            headcount: before - beside.gone,
            survivors: cash.survivors,
            lost_output: beside.lost_output,
        }
    };
    cash.iter().zip(beside).map(quarter).collect()
}

/// The plan carried out in full.
struct Programme<N> {
    tally: Tally<N>,
    lines: ChargeLines<N>,
    survivors: N,
    extra_quits: N,
}

impl<N: Number> Programme<N> {
    fn of(assumptions: &Assumptions<N>, company: &Company<N>, quit_rate: N) -> Self {
        let tally = company.tally();
        let fixed = company.fixed_charge(assumptions);
        Self {
            tally,
            lines: ChargeLines {
                fixed,
                ..tally.charge(assumptions)
            },
            survivors: tally.replacing(assumptions, quit_rate),
            extra_quits: company.totals.remaining * quit_rate,
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
    let tally = &programme.tally;
    let charge = programme.lines.total();
    let run_rate = tally.run_rate(assumptions);
    let simple_payback = N::of(12.0) * charge / run_rate;
    let (peak_negative, peak_negative_quarter) = lowest(quarters);
    let mut after_survivors = N::zero();
    let mut payback_after_survivors = Payback::new();
    for (index, quarter) in quarters.iter().enumerate() {
        N::enter(Place::quarter(index));
        after_survivors += quarter.net_cash - quarter.survivors;
        after_survivors =
            after_survivors.called("net cash to date after survivors' quits", Unit::Money);
        payback_after_survivors.step(index, after_survivors);
    }
    N::enter(Place::COMPANY);
    Savings {
        run_rate_gross: tally.run_rate_gross(),
        run_rate,
        in_year: in_year(start, quarters),
        charge,
        charge_lines: programme.lines,
        reskilling: tally.reskilling(assumptions),
        rehiring: tally.rehiring(assumptions),
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
