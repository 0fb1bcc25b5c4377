//! What adds up over divisions: people by how they leave, and the pay that goes or stays with them.
//!
//! Every amount of the plan is linear in these few sums, so what is said of one division, of those
//! that give notice together and of the company is the same sum times the same factors. Model
//! contract, section 2, "Savings", "Restructuring charge", "Other one-time cash".
//!
//! Must not know when anything happens.

use crate::model::{
    Assumptions, ChargeLines, Decision, Lever, Levers, Number, People, PositionCost, Unit,
};

/// Sums over some divisions. Pay is yearly.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tally<N> {
    /// A.
    pub(crate) attrition: N,
    /// R.
    pub(crate) redeployed: N,
    /// L.
    pub(crate) laid_off: N,
    /// Pay of those who quit, `ce·A`.
    pub(crate) quits: N,
    /// Pay of those laid off, `ce·L`.
    pub(crate) exits: N,
    /// What of the pay of those who quit goes to AI, `ρ·ce·A`.
    pub(crate) quits_to_ai: N,
    /// What of the pay of those laid off goes to AI, `ρ·ce·L`.
    pub(crate) exits_to_ai: N,
    /// Pay of those laid off times their weeks of severance.
    pub(crate) weeks: N,
    /// Pay of those who stay, `H'·c`.
    pub(crate) stays: N,
}

impl<N: Number> Tally<N> {
    #[inline(always)]
    pub(crate) fn zero() -> Self {
        let zero = N::zero();
        Self {
            attrition: zero,
            redeployed: zero,
            laid_off: zero,
            quits: zero,
            exits: zero,
            quits_to_ai: zero,
            exits_to_ai: zero,
            weeks: zero,
            stays: zero,
        }
    }

    /// One division.
    #[inline(always)]
    pub(crate) fn of(
        people: &People<N>,
        cost: &PositionCost<N>,
        weeks: N,
        levers: &Levers,
    ) -> Self {
        let People {
            attrition,
            redeployed,
            laid_off,
            ..
        } = *people;
        let quits = cost.eliminated * attrition;
        let quits = quits.called("pay of quits left unfilled", Unit::MoneyPerYear);
        let exits = cost.eliminated * laid_off;
        let exits = exits.called("pay of people laid off", Unit::MoneyPerYear);
        let reallocate = N::decided(levers.reallocate, Decision::Lever(Lever::Reallocate));
        Self {
            attrition,
            redeployed,
            laid_off,
            quits,
            exits,
            quits_to_ai: reallocate * quits,
            exits_to_ai: reallocate * exits,
            weeks: exits * weeks,
            stays: people.remaining * cost.average,
        }
    }

    #[inline(always)]
    pub(crate) fn add(&mut self, other: &Self) {
        self.attrition += other.attrition;
        self.redeployed += other.redeployed;
        self.laid_off += other.laid_off;
        self.quits += other.quits;
        self.exits += other.exits;
        self.quits_to_ai += other.quits_to_ai;
        self.exits_to_ai += other.exits_to_ai;
        self.weeks += other.weeks;
        self.stays += other.stays;
    }

    /// The same with names for a trace.
    #[inline(always)]
    pub(crate) fn named(self) -> Self {
        let pay = |number: N, name| number.called(name, Unit::MoneyPerYear);
        Self {
            quits: pay(self.quits, "pay of quits left unfilled"),
            exits: pay(self.exits, "pay of people laid off"),
            quits_to_ai: pay(self.quits_to_ai, "pay of quits left unfilled, to AI"),
            exits_to_ai: pay(self.exits_to_ai, "pay of people laid off, to AI"),
            weeks: pay(
                self.weeks,
                "pay of people laid off, times weeks of severance",
            ),
            stays: pay(self.stays, "pay of people who stay"),
            ..self
        }
    }

    /// Yearly savings before rehires.
    #[inline(always)]
    pub(crate) fn run_rate_gross(&self) -> N {
        self.quits + self.exits
    }

    /// Yearly savings: rehired people come back with the mix's pay.
    #[inline(always)]
    pub(crate) fn run_rate(&self, assumptions: &Assumptions<N>) -> N {
        self.run_rate_gross() - assumptions.rehire_share * self.exits
    }

    /// What of the yearly savings goes to AI.
    #[inline(always)]
    pub(crate) fn ai_run_rate(&self, assumptions: &Assumptions<N>) -> N {
        self.quits_to_ai + self.exits_to_ai - assumptions.rehire_share * self.exits_to_ai
    }

    /// The charge, without the programme's fixed part.
    #[inline(always)]
    pub(crate) fn charge(&self, assumptions: &Assumptions<N>) -> ChargeLines<N> {
        ChargeLines::of(assumptions, self.laid_off, self.exits, self.weeks)
    }

    /// Reskilling of those who move.
    #[inline(always)]
    pub(crate) fn reskilling(&self, assumptions: &Assumptions<N>) -> N {
        self.redeployed * assumptions.reskilling
    }

    /// Cost of hiring people back.
    #[inline(always)]
    pub(crate) fn rehiring(&self, assumptions: &Assumptions<N>) -> N {
        let share = assumptions.rehire_share * assumptions.rehire_cost / assumptions.load_factor;
        self.exits * share
    }

    /// Cost of replacing survivors who quit at the rate `quit_rate`.
    #[inline(always)]
    pub(crate) fn replacing(&self, assumptions: &Assumptions<N>, quit_rate: N) -> N {
        let share = quit_rate * assumptions.replacement_cost / assumptions.load_factor;
        self.stays * share
    }
}
