//! What each changed input accounts for of the change of a figure: parts that add up to the change.
//!
//! The Shapley value: what an input adds, averaged over the orders in which the changed inputs can be
//! changed one after the other. Must not know a formula: it only runs the kernel on mixtures of two plans,
//! each of which is itself a legal plan for a legal organisation.

use crate::model::{Figure, Funding, Input, Plan, Scenario, defined, explain::mixture::Mixture};

/// The change of a figure between two plans, by what changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The figure, in the order of the later plan's organisation.
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

/// What one change accounts for.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// What changed.
    pub changed: Changed,
    /// In the figure's unit; not a number where nothing can be attributed.
    pub amount: f64,
}

/// Something that differs between two plans and their organisations.
#[derive(Clone, Debug, PartialEq)]
pub enum Changed {
    /// One input.
    Input {
        /// Which, in the later organisation.
        input: Input,
        /// Its value before; nothing where it was left to the division, or not given.
        from: Option<f64>,
        /// Its value after.
        to: Option<f64>,
    },
    /// The least and the most weeks of severance, which can only change together.
    SeveranceRange {
        /// Least and most before.
        from: (f64, f64),
        /// Least and most after.
        to: (f64, f64),
    },
    /// The funding rule.
    Funding {
        /// The rule before.
        from: Funding,
        /// The rule after.
        to: Funding,
    },
    /// The shares of the portfolio, which always sum to 1.
    Portfolio {
        /// The shares before.
        from: Vec<f64>,
        /// The shares after.
        to: Vec<f64>,
    },
}

/// How parts were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The mean over every order in which the figure is defined all along.
    Exact {
        /// Whether the figure is defined in every mixture, so that no order was left out.
        is_whole: bool,
    },
    /// The mean over this many fixed orders, each with its reverse.
    Orders(usize),
    /// Nothing is attributed: the figure is not defined before, or not after.
    Undefined,
    /// Nothing is attributed: in every order tried the figure is not defined at some point between.
    UndefinedBetween,
}

/// Why two plans cannot be set against each other change by change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unlike {
    /// The organisations have not the same divisions.
    Divisions,
    /// The organisations have not the same AI options, or not the same ones hire people.
    Options,
    /// The organisations begin in different quarters.
    Start,
}

/// What each changed input accounts for of the change of `figure`.
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
        crate::model::explain::shapley::amounts(&mut mixture, figure, after - before)
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
    /// What is attributed.
    pub fn change(&self) -> f64 {
        self.to - self.from
    }

    /// The sum of the parts, free of the rounding of sums: the change, to the last digit of the largest part.
    pub fn total(&self) -> f64 {
        crate::model::explain::shapley::sum(self.parts.iter().map(|part| part.amount))
    }
}
