//! Linked shares that always sum to 1.
//!
//! The rule, stated on the screen: the others follow in proportion, locked ones stay. When all the
//! others are 0 they share equally, so that no portfolio can get stuck.

/// Returns the most that the share `moved` can take while the locked ones stay.
pub fn reserve(shares: &[f64], locks: &[bool], moved: usize) -> f64 {
    let locked = shares.iter().zip(locks).enumerate();
    let locked = locked.filter(|&(i, (_, &lock))| lock && i != moved);
    (1.0 - locked.map(|(_, (share, _))| share).sum::<f64>()).max(0.0)
}

/// Returns the shares after `moved` is set to `value`; `None` when it cannot move.
pub fn rebalance(shares: &[f64], locks: &[bool], moved: usize, value: f64) -> Option<Vec<f64>> {
    let follows = |i: usize| i != moved && !locks[i];
    let followers = (0..shares.len()).filter(|&i| follows(i)).count();
    if locks[moved] || followers == 0 {
        return None;
    }
    // Also when the shares do not sum to 1 to the last bit.
    if value == shares[moved] {
        return Some(shares.to_vec());
    }
    let most = reserve(shares, locks, moved);
    let value = value.clamp(0.0, most);
    let before: f64 = (0..shares.len())
        .filter(|&i| follows(i))
        .map(|i| shares[i])
        .sum();
    let left = most - value;
    let following = |i: usize, share: f64| {
        if i == moved {
            value
        } else if !follows(i) {
            share
        } else if before > 0.0 {
            // In this order: what is tiny divided by itself is 1, but 1 divided by it is infinite.
            left * (share / before)
        } else {
            left / followers as f64
        }
    };
    Some(
        shares
            .iter()
            .enumerate()
            .map(|(i, &share)| following(i, share))
            .collect(),
    )
}
