//! The geometry of a slider: values to columns and back. Draws nothing.

/// How a track of `width` columns is filled: whole columns, and eighths of the next.
///
/// `fraction` outside 0..=1 counts as its nearer end.
pub fn track(fraction: f64, width: u16) -> (u16, u8) {
    let fraction = if fraction.is_finite() {
        fraction.clamp(0.0, 1.0)
    } else {
        0.0
    };
    let eighths = (fraction * f64::from(width) * 8.0).round() as u32;
    // A value that is not 0 is never drawn as nothing.
    let eighths = if eighths == 0 && fraction > 0.0 && width > 0 {
        1
    } else {
        eighths
    };
    ((eighths / 8) as u16, (eighths % 8) as u8)
}

/// The column of a track of `width` columns that stands for `fraction`; its ends are columns too.
pub(crate) fn column_at(fraction: f64, width: u16) -> u16 {
    let column = (fraction * f64::from(width)).round() as u16;
    column.min(width.saturating_sub(1))
}

/// The fraction that column `x` of a track stands for; its first column is 0, its last is 1.
///
/// Columns off the track count as its nearer end.
pub fn fraction_at(x: u16, left: u16, width: u16) -> f64 {
    if width < 2 {
        return 0.0;
    }
    let column = x.saturating_sub(left).min(width - 1);
    f64::from(column) / f64::from(width - 1)
}

/// A column filled from the left by this many eighths.
pub(crate) const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
