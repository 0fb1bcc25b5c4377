//! Order statistics: percentiles, by selection rather than a full sort, and ranks.

/// The percentiles of every metric: the name, and the share of draws below.
pub const PERCENTILES: [(&str, f64); 7] = [
    ("p5", 0.05),
    ("p10", 0.10),
    ("p25", 0.25),
    ("p50", 0.50),
    ("p75", 0.75),
    ("p90", 0.90),
    ("p95", 0.95),
];

/// The value of a percentile that falls between two draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Between {
    /// On a straight line from one to the other.
    Line,
    /// That of the nearer draw; halfway, that of the one with an even rank.
    Nearest,
}

/// Returns the values with the ranks `share·(n-1)`, counted from 0 at the least.
///
/// NaN is above everything. `keys` is working memory.
pub(super) fn percentiles<const N: usize>(
    values: &[f64],
    shares: [f64; N],
    between: Between,
    keys: &mut Vec<u64>,
) -> [f64; N] {
    let Some(last) = values.len().checked_sub(1) else {
        return [f64::NAN; N];
    };
    let place = shares.map(|share| match between {
        Between::Line => share * last as f64,
        Between::Nearest => (share * last as f64).round_ties_even(),
    });
    let mut wanted: Vec<usize> = place
        .iter()
        .flat_map(|place| [place.floor() as usize, place.ceil() as usize])
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    keys.clear();
    keys.extend(values.iter().map(|&value| sortable(value)));
    select(keys, 0, &wanted);
    place.map(|place| {
        let (below, above) = (keys[place.floor() as usize], keys[place.ceil() as usize]);
        let (below, above) = (value(below), value(above));
        if below == above {
            below
        } else {
            below + (above - below) * place.fract()
        }
    })
}

/// Brings the keys with the ranks `wanted` to their places; `keys` begins with rank `first`.
fn select(keys: &mut [u64], first: usize, wanted: &[usize]) {
    let Some(&middle) = wanted.get(wanted.len() / 2) else {
        return;
    };
    let (below, _, above) = keys.select_nth_unstable(middle - first);
    select(below, first, &wanted[..wanted.len() / 2]);
    select(above, middle + 1, &wanted[wanted.len() / 2 + 1..]);
}

/// Returns a whole number that sorts as the value does. Both zeros are one; NaN is the greatest.
fn sortable(value: f64) -> u64 {
    if value.is_nan() {
        return u64::MAX;
    }
    let bits = (value + 0.0).to_bits();
    if bits >> 63 == 0 {
        bits | 1 << 63
    } else {
        !bits
    }
}

/// Returns the value behind a sortable number.
fn value(key: u64) -> f64 {
    f64::from_bits(if key >> 63 == 1 { key ^ 1 << 63 } else { !key })
}

/// Returns the rank of every value among all, from 0; equal values share their mean rank, and NaN is above everything.
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

/// Returns Pearson's correlation of two lists of ranks, which is Spearman's of what they rank; NaN where one of them
/// does not vary.
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
