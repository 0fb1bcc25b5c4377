//! Percentiles by selection: what is not asked for is not sorted.
//!
//! Must not know what the values are.

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

/// How to read between two draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Between {
    /// A straight line.
    Line,
    /// The nearer of them, of two that are as near the one of even rank.
    Nearest,
}

/// The values at the `shares` of the way from the least to the greatest; rank `share·(n-1)`.
///
/// What is undefined is above everything. `keys` is room to work in.
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

/// Brings the `wanted` of the ordered keys to their places; the first of `keys` is the one at `first`.
fn select(keys: &mut [u64], first: usize, wanted: &[usize]) {
    let Some(&middle) = wanted.get(wanted.len() / 2) else {
        return;
    };
    let (below, _, above) = keys.select_nth_unstable(middle - first);
    select(below, first, &wanted[..wanted.len() / 2]);
    select(above, middle + 1, &wanted[wanted.len() / 2 + 1..]);
}

/// Whole numbers in the order of the values. Both zeros are one; what is undefined is the greatest.
pub(super) fn sortable(value: f64) -> u64 {
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

/// The value of a sortable number.
fn value(key: u64) -> f64 {
    f64::from_bits(if key >> 63 == 1 { key ^ 1 << 63 } else { !key })
}
