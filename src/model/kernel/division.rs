//! One division under a plan: who leaves and how, what positions cost, and what the company owes and saves.
//!
//! Model contract, section 2, "People", "Cost of a position" and "Restructuring charge". [`DivisionPlan::of`]
//! is the only way through these formulas: report, simulation and solver all call it. What comes before the
//! plan is a stage of its own, [`PrePlan`], so that a simulation computes it once where nothing uncertain
//! goes into it. When anything happens is `timing`'s to say.

use crate::model::{
    Assumptions, ChargeLines, Decision, DivisionInputs, Inputs, Lever, Levers, Number, Plan,
    PlanLever, Unit, kernel::timing::notice_years,
};

/// Weeks in a year of base pay.
const WEEKS_PER_YEAR: f64 = 52.0;

/// Fewer managers than this share of those before the plan are none: the remainder that rounding leaves of a
/// subtraction is not a person, and it grows with what was subtracted from.
const NO_MANAGERS: f64 = 1e-12;

/// What a plan does to one division, carried out in full.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DivisionPlan<N> {
    /// Who leaves and who stays.
    pub(crate) people: People<N>,
    /// What positions cost.
    pub(crate) cost: PositionCost<N>,
    /// Weeks of base pay that each person laid off is owed as severance.
    pub(crate) severance_weeks: N,
    /// What the division adds to sums over divisions.
    pub(crate) totals: Totals<N>,
}

impl<N: Number> DivisionPlan<N> {
    /// Applies `plan`, with these `levers` for the division, to a division whose position before it is `pre`.
    #[inline(always)]
    pub(crate) fn of(
        pre: &PrePlan<N>,
        division: &DivisionInputs<N>,
        assumptions: &Assumptions<N>,
        plan: &Plan,
        levers: &Levers,
    ) -> Self {
        let people = People::of(pre, division, assumptions, plan);
        let cost = PositionCost::of(pre, division, assumptions, &people);
        let severance_weeks = severance_weeks(assumptions, division.tenure);
        Self {
            totals: Totals::of(&people, &cost, severance_weeks, levers),
            people,
            cost,
            severance_weeks,
        }
    }

    /// Returns the charge for one person of the mix that is laid off.
    #[inline(always)]
    pub(crate) fn charge_per_head(&self, assumptions: &Assumptions<N>) -> ChargeLines<N> {
        let pay = self.cost.eliminated;
        ChargeLines::of(assumptions, N::of(1.0), pay, pay * self.severance_weeks)
    }
}

/// The position of a division before the plan: the part of the formulas that neither delivery nor time touches.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PrePlan<N> {
    /// Headcount, H.
    pub(crate) people: N,
    /// Managers, M.
    pub(crate) managers: N,
    /// Share of positions to eliminate, before delivery.
    pub(crate) planned_cut: N,
    /// Managers' share of the eliminated positions, m.
    pub(crate) managers_share: N,
    /// Natural quits that may be left unfilled, FTE.
    pub(crate) unfilled: N,
    /// Cost of a non-manager as a share of the average, `1/(1+μ(k-1))`.
    individual: N,
    /// Premium of a manager over an individual contributor, as a share of the latter's cost, `k-1`.
    premium: N,
}

impl<N: Number> PrePlan<N> {
    /// Returns the position of the division with the index `at`.
    #[inline(always)]
    pub(crate) fn at(inputs: &Inputs<N>, plan: &Plan, at: usize) -> Self {
        let division = &inputs.divisions[at];
        Self::of(division, &inputs.assumptions, plan, &plan.levers[at])
    }

    #[inline(always)]
    pub(crate) fn of(
        division: &DivisionInputs<N>,
        assumptions: &Assumptions<N>,
        plan: &Plan,
        levers: &Levers,
    ) -> Self {
        let one = N::of(1.0);
        let people = division.headcount;
        let managers = division.managers();
        let own_share = (managers / people).called("share of managers", Unit::Share);
        let premium = assumptions.manager_premium - one;
        Self {
            people,
            managers,
            planned_cut: N::decided(levers.cut, Decision::Lever(Lever::Cut)),
            managers_share: levers.managers.map_or(own_share, |share| {
                N::decided(share, Decision::Lever(Lever::Managers))
            }),
            unfilled: unfilled(division, plan, levers),
            individual: one / (one + own_share * premium),
            premium,
        }
    }
}

impl<N: Copy> PrePlan<N> {
    /// Converts every number.
    #[inline(always)]
    pub(crate) fn map<M>(&self, mut number: impl FnMut(N) -> M) -> PrePlan<M> {
        PrePlan {
            people: number(self.people),
            managers: number(self.managers),
            planned_cut: number(self.planned_cut),
            managers_share: number(self.managers_share),
            unfilled: number(self.unfilled),
            individual: number(self.individual),
            premium: number(self.premium),
        }
    }
}

/// Computes `attrition_first · H · (1-(1-attrition)^(duration/4))`.
#[inline(always)]
fn unfilled<N: Number>(division: &DivisionInputs<N>, plan: &Plan, levers: &Levers) -> N {
    let first = N::decided(
        plan.attrition_first,
        Decision::Plan(PlanLever::AttritionFirst),
    );
    if first.is_zero() {
        return N::zero();
    }
    let one = N::of(1.0);
    let years = N::decided(levers.duration, Decision::Lever(Lever::Duration)) / N::of(4.0);
    let stay = (one - division.attrition).powf(years);
    (first * division.headcount * (one - stay))
        .called("quits that may be left unfilled", Unit::People)
}

/// What a plan does to the people of one division, carried out in full. FTE unless said otherwise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct People<N = f64> {
    /// Before the plan, H.
    pub before: N,
    /// Share of positions eliminated, x.
    pub cut_delivered: N,
    /// Positions eliminated, E.
    pub eliminated: N,
    /// Of these, natural quits left unfilled, A.
    pub attrition: N,
    /// Of these, people moved to AI roles, R.
    pub redeployed: N,
    /// Of these, people laid off, L.
    pub laid_off: N,
    /// Of those laid off, people later hired back, B.
    pub rehired: N,
    /// Positions left, H'.
    pub remaining: N,
    /// At the end: H' + B.
    pub after: N,
    /// Managers before, M.
    pub managers_before: N,
    /// Managers among the eliminated, Em.
    pub managers_eliminated: N,
    /// Managers after, M'.
    pub managers_after: N,
    /// Average span of control before; undefined without managers.
    pub span_before: N,
    /// Average span of control after; undefined without managers.
    pub span_after: N,
    /// Work eliminated positions leave that automation cannot take over.
    pub uncovered: N,
}

impl<N: Number> People<N> {
    #[inline(always)]
    fn of(
        pre: &PrePlan<N>,
        division: &DivisionInputs<N>,
        assumptions: &Assumptions<N>,
        plan: &Plan,
    ) -> Self {
        let zero = N::zero();
        let one = N::of(1.0);
        let cut_delivered = (pre.planned_cut * assumptions.delivery).min(one);
        let eliminated = pre.people * cut_delivered;

        let attrition = eliminated.min(pre.unfilled);
        let redeployed = N::decided(plan.redeploy, Decision::Plan(PlanLever::Redeploy))
            * (eliminated - attrition);
        let laid_off = eliminated - attrition - redeployed;
        let rehired = assumptions.rehire_share * laid_off;
        let remaining = pre.people - eliminated;

        let at_least = eliminated - (pre.people - pre.managers);
        let managers_eliminated = (pre.managers_share * eliminated)
            .max(at_least)
            .max(zero)
            .min(pre.managers)
            .min(eliminated);
        let left = pre.managers - managers_eliminated;
        let managers_after = (N::of(NO_MANAGERS) * pre.managers.max(one)).if_less(left, left, zero);

        Self {
            before: pre.people,
            cut_delivered,
            eliminated,
            attrition,
            redeployed,
            laid_off,
            rehired,
            remaining,
            after: remaining + rehired,
            managers_before: pre.managers,
            managers_eliminated,
            managers_after,
            span_before: defined_span(division.span, pre.people, pre.managers),
            span_after: span(remaining, managers_after),
            uncovered: (eliminated - division.automatable * pre.people).max(zero),
        }
    }
}

/// Returns people per manager, everyone but the head having one.
#[inline(always)]
pub(super) fn span<N: Number>(people: N, managers: N) -> N {
    defined_span((people - N::of(1.0)) / managers, people, managers)
}

/// Returns `span`, undefined without managers and for one person or none.
#[inline(always)]
fn defined_span<N: Number>(span: N, people: N, managers: N) -> N {
    let undefined = N::undefined();
    let with_people = N::of(1.0).if_less(people, span, undefined);
    N::zero().if_less(managers, with_people, undefined)
}

/// Yearly costs of positions in one division.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PositionCost<N = f64> {
    /// Average fully loaded cost, `c`, after `cost_factor`.
    pub average: N,
    /// Fully loaded cost of a non-manager, `ci`.
    pub individual: N,
    /// Fully loaded cost of a manager, `cm`.
    pub manager: N,
    /// Fully loaded cost of the eliminated mix, `ce`.
    pub eliminated: N,
    /// Base pay of the eliminated mix.
    pub base_pay: N,
    /// Base pay of the average position.
    pub average_base_pay: N,
}

impl<N: Number> PositionCost<N> {
    #[inline(always)]
    fn of(
        pre: &PrePlan<N>,
        division: &DivisionInputs<N>,
        assumptions: &Assumptions<N>,
        people: &People<N>,
    ) -> Self {
        let average = division.loaded_cost * assumptions.cost_factor;
        let individual = average * pre.individual;
        let (eliminated, managers) = (people.eliminated, people.managers_eliminated);
        // (Em·cm + (E-Em)·ci)/E, with cm = k·ci.
        let mix = individual * (eliminated + managers * pre.premium) / eliminated;
        let eliminated = N::zero().if_less(eliminated, mix, average);
        Self {
            average,
            individual,
            manager: assumptions.manager_premium * individual,
            eliminated,
            base_pay: eliminated / assumptions.load_factor,
            average_base_pay: average / assumptions.load_factor,
        }
    }
}

/// Returns weeks of base pay as severance after `tenure` years.
#[inline(always)]
fn severance_weeks<N: Number>(assumptions: &Assumptions<N>, tenure: N) -> N {
    let by_tenure =
        assumptions.severance_fixed_weeks + assumptions.severance_weeks_per_year * tenure;
    by_tenure
        .max(assumptions.severance_min_weeks)
        .min(assumptions.severance_max_weeks)
}

impl<N: Number> ChargeLines<N> {
    /// Computes the charge for `heads` people laid off, without the programme's fixed part.
    ///
    /// `pay` is their yearly pay, `pay_weeks` the sum of each one's yearly pay times weeks of severance.
    /// Recognised when notice is given, in line with ASC 420 and IAS 37; paid as payroll during notice and the
    /// rest at exit.
    #[inline(always)]
    fn of(assumptions: &Assumptions<N>, heads: N, pay: N, pay_weeks: N) -> Self {
        let severance = pay_weeks / (assumptions.load_factor * N::of(WEEKS_PER_YEAR));
        Self {
            notice_pay: pay * notice_years(assumptions),
            severance,
            severance_tax: severance * assumptions.severance_tax,
            benefits: heads * (assumptions.benefits_months * assumptions.benefits_per_month),
            outplacement: heads * assumptions.outplacement,
            fixed: N::zero(),
        }
    }

    /// Returns the sum of the lines.
    #[inline(always)]
    pub fn total(&self) -> N {
        self.notice_pay + self.on_exit() + self.fixed
    }

    /// Returns the sum of the lines paid when a person leaves: all but the first and the last.
    #[inline(always)]
    pub(crate) fn on_exit(&self) -> N {
        let [_, at_exit @ .., _] = self.figures_by_row();
        let sum = at_exit.into_iter().reduce(|sum, line| sum + line);
        sum.unwrap_or_else(N::zero)
    }
}

/// Sums over divisions in which every amount of the plan is linear: of one division, of a cohort, or of the
/// company. Pay is yearly and fully loaded.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Totals<N> {
    /// Natural quits left unfilled, A.
    pub(crate) attrition: N,
    /// People moved to AI roles, R.
    pub(crate) redeployed: N,
    /// People laid off, L.
    pub(crate) laid_off: N,
    /// Pay of those who quit, `ce·A`.
    pub(crate) attrition_pay: N,
    /// Pay of those laid off, `ce·L`.
    pub(crate) laid_off_pay: N,
    /// Part of the pay of those who quit that goes to AI, `ρ·ce·A`.
    pub(crate) attrition_to_ai: N,
    /// Part of the pay of those laid off that goes to AI, `ρ·ce·L`.
    pub(crate) laid_off_to_ai: N,
    /// Pay of those laid off times their weeks of severance.
    pub(crate) pay_weeks: N,
    /// Pay of those who stay, `H'·c`.
    pub(crate) remaining_pay: N,
}

impl<N: Number> Totals<N> {
    #[inline(always)]
    pub(crate) fn zero() -> Self {
        let zero = N::zero();
        Self {
            attrition: zero,
            redeployed: zero,
            laid_off: zero,
            attrition_pay: zero,
            laid_off_pay: zero,
            attrition_to_ai: zero,
            laid_off_to_ai: zero,
            pay_weeks: zero,
            remaining_pay: zero,
        }
    }

    #[inline(always)]
    fn of(people: &People<N>, cost: &PositionCost<N>, severance_weeks: N, levers: &Levers) -> Self {
        let People {
            attrition,
            redeployed,
            laid_off,
            ..
        } = *people;
        let attrition_pay = cost.eliminated * attrition;
        let attrition_pay = attrition_pay.called("pay of quits left unfilled", Unit::MoneyPerYear);
        let laid_off_pay = cost.eliminated * laid_off;
        let laid_off_pay = laid_off_pay.called("pay of people laid off", Unit::MoneyPerYear);
        let reallocate = N::decided(levers.reallocate, Decision::Lever(Lever::Reallocate));
        Self {
            attrition,
            redeployed,
            laid_off,
            attrition_pay,
            laid_off_pay,
            attrition_to_ai: reallocate * attrition_pay,
            laid_off_to_ai: reallocate * laid_off_pay,
            pay_weeks: laid_off_pay * severance_weeks,
            remaining_pay: people.remaining * cost.average,
        }
    }

    #[inline(always)]
    pub(crate) fn add(&mut self, other: &Self) {
        self.attrition += other.attrition;
        self.redeployed += other.redeployed;
        self.laid_off += other.laid_off;
        self.attrition_pay += other.attrition_pay;
        self.laid_off_pay += other.laid_off_pay;
        self.attrition_to_ai += other.attrition_to_ai;
        self.laid_off_to_ai += other.laid_off_to_ai;
        self.pay_weeks += other.pay_weeks;
        self.remaining_pay += other.remaining_pay;
    }

    /// Names the sums for a trace.
    #[inline(always)]
    pub(crate) fn named(self) -> Self {
        let pay = |number: N, name| number.called(name, Unit::MoneyPerYear);
        Self {
            attrition_pay: pay(self.attrition_pay, "pay of quits left unfilled"),
            laid_off_pay: pay(self.laid_off_pay, "pay of people laid off"),
            attrition_to_ai: pay(self.attrition_to_ai, "pay of quits left unfilled, to AI"),
            laid_off_to_ai: pay(self.laid_off_to_ai, "pay of people laid off, to AI"),
            pay_weeks: pay(
                self.pay_weeks,
                "pay of people laid off, times weeks of severance",
            ),
            remaining_pay: pay(self.remaining_pay, "pay of people who stay"),
            ..self
        }
    }

    /// Returns yearly savings before rehires.
    #[inline(always)]
    pub(crate) fn run_rate_gross(&self) -> N {
        self.attrition_pay + self.laid_off_pay
    }

    /// Returns yearly savings, S. People who are rehired come back at the pay of the mix.
    #[inline(always)]
    pub(crate) fn run_rate(&self, assumptions: &Assumptions<N>) -> N {
        self.run_rate_gross() - assumptions.rehire_share * self.laid_off_pay
    }

    /// Returns the part of the yearly savings that goes to AI, Φ.
    #[inline(always)]
    pub(crate) fn ai_run_rate(&self, assumptions: &Assumptions<N>) -> N {
        self.attrition_to_ai + self.laid_off_to_ai - assumptions.rehire_share * self.laid_off_to_ai
    }

    /// Computes the charge, without the programme's fixed part.
    #[inline(always)]
    pub(crate) fn charge(&self, assumptions: &Assumptions<N>) -> ChargeLines<N> {
        ChargeLines::of(
            assumptions,
            self.laid_off,
            self.laid_off_pay,
            self.pay_weeks,
        )
    }

    /// Returns the cost of reskilling the people who are redeployed.
    #[inline(always)]
    pub(crate) fn reskilling(&self, assumptions: &Assumptions<N>) -> N {
        self.redeployed * assumptions.reskilling
    }

    /// Returns the cost of hiring people back.
    #[inline(always)]
    pub(crate) fn rehiring(&self, assumptions: &Assumptions<N>) -> N {
        let share = assumptions.rehire_share * assumptions.rehire_cost / assumptions.load_factor;
        self.laid_off_pay * share
    }

    /// Returns the cost of replacing survivors who quit at the rate `quit_rate`.
    #[inline(always)]
    pub(crate) fn replacing(&self, assumptions: &Assumptions<N>, quit_rate: N) -> N {
        let share = quit_rate * assumptions.replacement_cost / assumptions.load_factor;
        self.remaining_pay * share
    }
}
