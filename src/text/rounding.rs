//! Whole people and shares that add up to what is shown of their sum.
//!
//! Must not write text: that is the words' own.

/// People as they are shown: whole, but for the few.
pub fn whole(people: f64) -> f64 {
    if people.abs() < 10.0 {
        people
    } else {
        people.round()
    }
}

/// Whole numbers that add up to the rounded sum of `parts`, by largest remainder.
pub fn apportion(parts: &[f64]) -> Vec<f64> {
    apportion_to(parts.iter().sum::<f64>().round(), parts)
}

/// Whole numbers that add up to the whole number `total`, which is as near to the sum of `parts`
/// as rounding gets, by largest remainder.
pub fn apportion_to(total: f64, parts: &[f64]) -> Vec<f64> {
    let mut whole: Vec<f64> = parts.iter().map(|part| part.floor()).collect();
    let missing = (total - whole.iter().sum::<f64>()).clamp(0.0, parts.len() as f64);
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by(|&a, &b| parts[b].fract().total_cmp(&parts[a].fract()));
    for &index in order.iter().take(missing as usize) {
        whole[index] += 1.0;
    }
    whole
}

/// Shares of one whole in tenths of a per cent that add up to 100.0 %.
pub fn shares_of_whole(shares: &[f64]) -> Vec<f64> {
    let tenths: Vec<f64> = shares.iter().map(|share| share * 1000.0).collect();
    apportion(&tenths)
        .into_iter()
        .map(|tenth| tenth / 1000.0)
        .collect()
}
