//! What a position costs: managers, non-managers, and the mix that is eliminated.
//!
//! Model contract, section 2, "Cost of a position".
//!
//! Must not decide who leaves: it is told.

use super::{Assumptions, DivisionInputs, Number, People};

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
    pub(crate) fn of(
        division: &DivisionInputs<N>,
        assumptions: &Assumptions<N>,
        people: &People<N>,
    ) -> Self {
        let one = N::of(1.0);
        let average = division.loaded_cost * assumptions.cost_factor;
        let manager_share = people.managers_before / people.before;
        let individual = average / (one + manager_share * (assumptions.manager_premium - one));
        let manager = assumptions.manager_premium * individual;
        let managers = people.managers_eliminated;
        let mix =
            (managers * manager + (people.eliminated - managers) * individual) / people.eliminated;
        let eliminated = N::zero().if_less(people.eliminated, mix, average);
        Self {
            average,
            individual,
            manager,
            eliminated,
            base_pay: eliminated / assumptions.load_factor,
            average_base_pay: average / assumptions.load_factor,
        }
    }
}
