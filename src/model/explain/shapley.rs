//! The Shapley value of each change of a mixture.
//!
//! With few changes the mean is over all orders, computed from every mixture once; with many it is over fixed orders
//! and their reverses. Either way each order adds up to the whole change, and so does their mean; what rounding leaves
//! goes to the largest parts. An order in which the figure is not defined at some point is left out. Because of the
//! reverses, the result only changes its sign when the ends change places.

use crate::model::{Figure, explain::mixture::Mixture};

/// How parts were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The mean over every order in which the figure is defined throughout.
    Exact {
        /// Whether the figure is defined in every mixture, so that no order was left out.
        is_whole: bool,
    },
    /// The mean over this many fixed orders, each with its reverse.
    Orders(usize),
    /// Nothing is attributed: the figure is not defined before, or not after.
    Undefined,
    /// Nothing is attributed: every order tried passes a point where the figure is not defined.
    UndefinedBetween,
}

/// The most changes for which all orders count: 1,024 runs of the kernel.
const EXACT_UP_TO: usize = 10;
/// The runs of the kernel that are spent on more changes, about.
const RUNS: usize = 4_000;
/// The most orders, each with its reverse; more would not show in the result.
const MOST_PAIRS: usize = 16;

/// Returns the part of each change, and how it was found; no parts where no order is defined throughout.
pub(crate) fn amounts(
    mixture: &mut Mixture,
    figure: Figure,
    change: f64,
) -> (Option<Vec<f64>>, Method) {
    let (found, method) = if mixture.changes.len() <= EXACT_UP_TO {
        let values = every_mixture(mixture, figure);
        let is_whole = values.iter().all(|value| value.is_finite());
        (over_all_orders(&values), Method::Exact { is_whole })
    } else {
        let (found, orders) = over_some_orders(mixture, figure);
        (found, Method::Orders(orders))
    };
    match found {
        Some(mut amounts) => {
            settle(&mut amounts, change);
            (Some(amounts), method)
        }
        None => (None, Method::UndefinedBetween),
    }
}

/// Sums `amounts` with compensation for what each addition rounds off (Neumaier 1974).
pub(crate) fn sum(amounts: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut lost) = (0.0_f64, 0.0);
    for amount in amounts {
        let next = sum + amount;
        lost += if sum.abs() >= amount.abs() {
            (sum - next) + amount
        } else {
            (amount - next) + sum
        };
        sum = next;
    }
    sum + lost
}

/// Returns the figure of every mixture; bit `i` of the index is whether change `i` is made.
fn every_mixture(mixture: &mut Mixture, figure: Figure) -> Vec<f64> {
    let count = 1_usize << mixture.changes.len();
    let mut values = vec![0.0; count];
    let mut made = 0;
    for step in 0..count {
        values[made] = mixture.figure(figure);
        // Gray code: the next mixture is one change away.
        let next = (step + 1) ^ ((step + 1) >> 1);
        let turned = made ^ next;
        if turned < count && step + 1 < count {
            mixture.make(turned.trailing_zeros() as usize, next & turned != 0);
        }
        made = next;
    }
    values
}

/// Computes the mean over all orders: weighs each step between two mixtures by how many orders take it.
fn over_all_orders(values: &[f64]) -> Option<Vec<f64>> {
    let last = values.len() - 1;
    let changes = values.len().trailing_zeros() as usize;
    // The number of orders from no change to a mixture, and from it to all changes.
    let (mut to_here, mut from_here) = (vec![0.0; last + 1], vec![0.0; last + 1]);
    (to_here[0], from_here[last]) = (1.0, 1.0);
    let steps = |made: usize| (0..changes).filter(move |change| made >> change & 1 == 0);
    for made in (0..=last).filter(|&made| values[made].is_finite()) {
        for change in steps(made) {
            to_here[made | 1 << change] += to_here[made];
        }
    }
    for made in (0..last).rev().filter(|&made| values[made].is_finite()) {
        from_here[made] = steps(made)
            .map(|change| made | 1 << change)
            .filter(|&next| values[next].is_finite())
            .map(|next| from_here[next])
            .sum();
    }
    let orders = from_here[0];
    if orders == 0.0 {
        return None;
    }
    let mut amounts = vec![0.0; changes];
    for made in (0..last).filter(|&made| values[made].is_finite()) {
        for change in steps(made) {
            let next = made | 1 << change;
            if values[next].is_finite() {
                let weight = to_here[made] * from_here[next] / orders;
                amounts[change] += weight * (values[next] - values[made]);
            }
        }
    }
    Some(amounts)
}

/// Returns the mean over fixed orders, and the number of them in which the figure is defined throughout.
fn over_some_orders(mixture: &mut Mixture, figure: Figure) -> (Option<Vec<f64>>, usize) {
    let changes = mixture.changes.len();
    let pairs = (RUNS / (2 * changes)).clamp(1, MOST_PAIRS);
    let mut sums = vec![0.0; changes];
    let mut orders = 0;
    for pair in 0..pairs {
        let mut order = shuffled(changes, pair as u64);
        for _ in 0..2 {
            if let Some(steps) = along(mixture, figure, &order) {
                let steps = order.iter().zip(steps);
                steps.for_each(|(&change, step)| sums[change] += step);
                orders += 1;
            }
            order.reverse();
        }
    }
    sums.iter_mut().for_each(|sum| *sum /= orders as f64);
    ((orders > 0).then_some(sums), orders)
}

/// Returns what each change of `order` adds; `None` where the figure is not defined throughout.
fn along(mixture: &mut Mixture, figure: Figure, order: &[usize]) -> Option<Vec<f64>> {
    mixture.make_all(false);
    let mut before = mixture.figure(figure);
    let mut steps = Vec::with_capacity(order.len());
    for &change in order {
        mixture.make(change, true);
        let after = mixture.figure(figure);
        if !after.is_finite() {
            return None;
        }
        steps.push(after - before);
        before = after;
    }
    Some(steps)
}

/// Returns an order of `0..count`, always the same one for the same `number` (Fisher and Yates, SplitMix64).
fn shuffled(count: usize, number: u64) -> Vec<usize> {
    let mut state = number;
    let mut order: Vec<usize> = (0..count).collect();
    for last in (1..count).rev() {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        order.swap(last, (mixed % (last as u64 + 1)) as usize);
    }
    order
}

/// Adds what rounding left of `change` to the parts, the largest first; a part of 0 stays 0.
fn settle(amounts: &mut [f64], change: f64) {
    let mut by_size: Vec<usize> = (0..amounts.len()).collect();
    by_size.retain(|&index| amounts[index] != 0.0);
    by_size.sort_by(|&a, &b| amounts[b].abs().total_cmp(&amounts[a].abs()));
    for index in by_size {
        // With the change as a term of the sum, what is missing is known to more than its last digit.
        let taken = amounts.iter().map(|amount| -amount);
        let missing = sum(std::iter::once(change).chain(taken));
        if missing == 0.0 {
            return;
        }
        amounts[index] += missing;
    }
}
