//! The frontier: plans with the least harm, from a little of the target to the most that can be had.

use crate::model::{
    Plan, Scenario,
    solve::{
        optimise::{most, optimise},
        problem::{Ask, Solution},
    },
};

/// Plans along the frontier.
#[derive(Clone, Debug, PartialEq)]
pub struct Frontier {
    /// From the least to the most.
    pub points: Vec<Point>,
}

/// One of the plans.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// What the target was asked to be: a round figure, except for the last point.
    pub reach: f64,
    /// What the target is.
    pub reached: f64,
    /// The value of the objective.
    pub harm: f64,
    /// The cut of each division.
    pub cuts: Vec<f64>,
    /// How much more of the objective one more unit of the target takes.
    pub price: Option<f64>,
    /// People laid off.
    pub laid_off: f64,
    /// Work left uncovered.
    pub uncovered: f64,
    /// Yearly savings.
    pub run_rate: f64,
    /// Restructuring charge.
    pub charge: f64,
    /// Lowest cumulative net cash.
    pub lowest: f64,
    /// Months to payback; NaN where there is none.
    pub payback: f64,
}

/// The least number of points, about; there are up to twice as many.
const POINTS: f64 = 32.0;

/// Computes the frontier of what `ask` asks for, whatever it asks to reach.
pub fn frontier(scenario: &Scenario, plan: &Plan, ask: &Ask) -> Frontier {
    let furthest = most(scenario, plan, ask);
    let end = furthest.reached;
    let Some(step) = round_step(end / POINTS) else {
        return Frontier { points: Vec::new() };
    };
    let point = |reach: f64| {
        let ask = Ask {
            reach,
            ..ask.clone()
        };
        let answer = optimise(scenario, plan, &ask, None);
        (answer.short.is_none()).then(|| Point::of(reach, &answer.solution))
    };
    let round = (1..).map(|n| f64::from(n) * step);
    let round = round.take_while(|reach| *reach < end * (1.0 - 1e-9));
    let mut points: Vec<Point> = round.filter_map(point).collect();
    points.extend(point(end));
    Frontier { points }
}

impl Point {
    fn of(reach: f64, solution: &Solution) -> Self {
        let (headcount, savings) = (&solution.outcome.headcount, &solution.outcome.savings);
        Self {
            reach,
            reached: solution.reached,
            harm: solution.harm,
            cuts: solution.plan.levers.iter().map(|l| l.cut).collect(),
            price: solution.price,
            laid_off: headcount.laid_off,
            uncovered: headcount.uncovered,
            run_rate: savings.run_rate,
            charge: savings.charge,
            lowest: savings.peak_negative,
            payback: savings.payback_months,
        }
    }
}

/// Returns the smallest of 1, 2 and 5 times a power of ten that is at least `size`; `None` for 0 or less.
fn round_step(size: f64) -> Option<f64> {
    if !size.is_normal() || size <= 0.0 {
        return None;
    }
    let digits = format!("{size:e}");
    let (mantissa, exponent) = digits.split_once('e')?;
    let mantissa: f64 = mantissa.parse().ok()?;
    let round = [1, 2, 5, 10]
        .into_iter()
        .find(|&r| mantissa <= f64::from(r))?;
    format!("{round}e{exponent}").parse().ok()
}
