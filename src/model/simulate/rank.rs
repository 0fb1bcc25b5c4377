//! Ranks, and how alike two orders are.
//!
//! Must not know what is ranked.

use crate::model::simulate::percentile::sortable;

/// The rank of every value among all, from 0 on; values that are alike share their mean rank.
///
/// What is undefined ranks above everything.
pub(super) fn ranks(values: &[f64]) -> Vec<f32> {
    let mut order: Vec<(u64, u32)> = values
        .iter()
        .zip(0..)
        .map(|(&value, index)| (sortable(value), index))
        .collect();
    order.sort_unstable();
    let mut ranks = vec![0.0; values.len()];
    let mut from = 0;
    for alike in order.chunk_by(|a, b| a.0 == b.0) {
        let rank = from as f32 + (alike.len() - 1) as f32 * 0.5;
        for &(_, index) in alike {
            ranks[index as usize] = rank;
        }
        from += alike.len();
    }
    ranks
}

/// Pearson's correlation of two lists of ranks, which is Spearman's of what they rank; undefined
/// where one of them does not vary.
pub(super) fn correlation(a: &[f32], b: &[f32]) -> f64 {
    let middle = (a.len() as f64 - 1.0) * 0.5;
    let (mut both, mut of_a, mut of_b) = (0.0, 0.0, 0.0);
    for (&a, &b) in a.iter().zip(b) {
        let (a, b) = (f64::from(a) - middle, f64::from(b) - middle);
        both += a * b;
        of_a += a * a;
        of_b += b * b;
    }
    // Multiplied first, two lists that are alike would not give 1.
    both / (of_a.sqrt() * of_b.sqrt())
}
