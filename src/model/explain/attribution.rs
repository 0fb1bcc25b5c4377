//! Attribution: the part of each changed input in the change of a figure; the parts add up to the change.
//!
//! It is the Shapley value: what an input adds, averaged over the orders in which the changed inputs can be changed
//! one after the other. The kernel is run on mixtures of two plans, each of which is itself a legal plan for a legal
//! organisation.

use crate::model::{
    Figure, Plan, Scenario, defined,
    explain::{
        mixture::{Changed, Mixture, Unlike},
        shapley::{Method, amounts, sum},
    },
};

/// The change of a figure between two plans, attributed to the inputs that changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The figure, with the indices of the later organisation.
    pub figure: Figure,
    /// Its value before.
    pub from: f64,
    /// Its value after.
    pub to: f64,
    /// One per change, in the order of files.
    pub parts: Vec<Part>,
    /// How the parts were found.
    pub method: Method,
}

/// The part of one change.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// What changed.
    pub changed: Changed,
    /// Its part, in the figure's unit; NaN where nothing can be attributed.
    pub amount: f64,
}

/// Attributes the change of `figure` to the inputs that changed.
///
/// # Errors
/// [`Unlike`] when there is no mixture of the two: inputs are matched by the keys of divisions and options.
pub fn attribution(
    from: (&Scenario, &Plan),
    to: (&Scenario, &Plan),
    figure: Figure,
) -> Result<Attribution, Unlike> {
    let mut mixture = Mixture::between(from, to)?;
    let (before, after) = mixture.ends(figure);
    let (amounts, method) = if defined(before).and(defined(after)).is_some() {
        amounts(&mut mixture, figure, after - before)
    } else {
        (None, Method::Undefined)
    };
    let amounts = amounts.unwrap_or_else(|| vec![f64::NAN; mixture.changes.len()]);
    let parts = mixture.changes.into_iter().zip(amounts);
    Ok(Attribution {
        figure,
        from: before,
        to: after,
        parts: parts
            .map(|(changed, amount)| Part { changed, amount })
            .collect(),
        method,
    })
}

impl Attribution {
    /// Returns the whole change.
    pub fn change(&self) -> f64 {
        self.to - self.from
    }

    /// Returns the sum of the parts, without the rounding of sums: the change, to the last digit of the largest part.
    pub fn total(&self) -> f64 {
        sum(self.parts.iter().map(|part| part.amount))
    }
}
