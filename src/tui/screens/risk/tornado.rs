//! What moves a figure most: the two ends of the bar of every input.

use crate::model::{Input, Outcome, defined};

/// The effect of one input on a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Swing {
    /// The input.
    pub input: Input,
    /// The figure with the input a step lower, or at its 10th percentile.
    pub low: f64,
    /// The figure with the input a step higher, or at its 90th percentile.
    pub high: f64,
}

impl Swing {
    /// Returns how far apart the ends are; 0 where one of them is not defined.
    pub fn size(&self) -> f64 {
        defined((self.high - self.low).abs()).unwrap_or(0.0)
    }
}

/// The inputs that move a figure, the widest swing first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tornado {
    /// Decisions: a step of each lever down and up.
    pub levers: Vec<Swing>,
    /// Assumptions: each at its P10 and P90, the rest at base.
    pub assumptions: Vec<Swing>,
}

/// Levers of more divisions than these are left out: those that lose most people are looked at.
pub const MOST_DIVISIONS: usize = 20;

/// Returns the inputs that move the figure at all, the widest swing first.
pub(crate) fn widest(mut swings: Vec<Swing>) -> Vec<Swing> {
    // What rounding leaves between two evaluations moves nothing.
    let largest = swings.iter().map(Swing::size).fold(0.0, f64::max);
    swings.retain(|swing| swing.size() > 1e-9 * largest);
    swings.sort_by(|a, b| b.size().total_cmp(&a.size()));
    swings
}

/// Returns the divisions that lose most people, as many as are looked at.
pub(crate) fn largest_cuts(outcome: &Outcome) -> Vec<usize> {
    let divisions = &outcome.divisions;
    let mut order: Vec<usize> = (0..divisions.len()).collect();
    let people = |index: usize| divisions[index].people.eliminated;
    if order.len() > MOST_DIVISIONS {
        let by_people = |a: &usize, b: &usize| people(*b).total_cmp(&people(*a));
        order.select_nth_unstable_by(MOST_DIVISIONS, by_people);
        order.truncate(MOST_DIVISIONS);
    }
    order
}
