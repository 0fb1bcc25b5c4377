//! What a position costs: managers, non-managers, and the mix that is eliminated.
//!
//! Model contract, section 2, "Cost of a position".
//!
//! Must not decide who leaves: it is told.

use crate::model::{Assumptions, DivisionInputs, Number, People, kernel::before::Before};

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
    pub(crate) fn of(
        division: &DivisionInputs<N>,
        assumptions: &Assumptions<N>,
        before: &Before<N>,
        people: &People<N>,
    ) -> Self {
        let average = division.loaded_cost * assumptions.cost_factor;
        let individual = average * before.individual;
        let (eliminated, managers) = (people.eliminated, people.managers_eliminated);
        // (Em·cm + (E-Em)·ci)/E, with cm = k·ci.
        let mix = individual * (eliminated + managers * before.premium) / eliminated;
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
