//! Powers, with the same bits on every machine and in one lane or in many.
//!
//! The standard library's powers are the platform's, and those of libraries do one number at a time. This one has no
//! branch and no table, so that a compiler can do several at once with vector instructions.

/// Returns `base` to the power `exponent`, for a base of 0 or more and a finite exponent.
///
/// The error is 1e-15 where the result is of moderate size; its logarithm is good to 16 digits.
#[inline(always)]
pub(crate) fn power(base: f64, exponent: f64) -> f64 {
    let raised = exp(exponent * ln(base));
    let of_zero = if exponent > 0.0 { 0.0 } else { f64::INFINITY };
    let raised = if base > 0.0 { raised } else { of_zero };
    if exponent == 0.0 { 1.0 } else { raised }
}

/// Added to a number below 2^51 and subtracted again, it leaves the nearest whole number; in between, the last bits
/// are that number.
const WHOLE: f64 = 6_755_399_441_055_744.0;
/// The bits of 1, that is of the exponent 0.
const ONE: u64 = 1023 << 52;
/// The natural logarithm of 2 in two parts; the first has so few digits that its product with a whole number is exact.
const LN_2: [f64; 2] = [0.693_147_180_369_123_8, 1.908_214_929_270_587_7e-10];

/// The coefficients of artanh(s) after that of s: `1/3, 1/5, …`.
const ARTANH: [f64; 10] = {
    let mut series = [0.0; 10];
    let mut n = 0;
    while n < series.len() {
        series[n] = 1.0 / (2 * n + 3) as f64;
        n += 1;
    }
    series
};
/// The coefficients of exp: `1/n!`.
const EXP: [f64; 15] = {
    let mut series = [1.0; 15];
    let mut n = 1;
    while n < series.len() {
        series[n] = series[n - 1] / n as f64;
        n += 1;
    }
    series
};

/// Evaluates a polynomial; coefficients begin with the constant.
#[inline(always)]
fn polynomial(x: f64, coefficients: &[f64]) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, c| sum * x + c)
}

/// Returns the natural logarithm of a number above 0.
#[inline(always)]
fn ln(x: f64) -> f64 {
    // Subnormal numbers have fewer digits; multiplied by 2^54 they are like all others.
    let is_small = x < f64::MIN_POSITIVE;
    let (x, shift) = if is_small {
        (x * 18_014_398_509_481_984.0, 54.0)
    } else {
        (x, 0.0)
    };
    // x = m·2^e with m from √½ to √2.
    let bits = x
        .to_bits()
        .wrapping_sub(std::f64::consts::FRAC_1_SQRT_2.to_bits());
    let e_bits = (bits as i64 >> 52) as u64;
    let m = f64::from_bits(x.to_bits().wrapping_sub(e_bits << 52));
    let e = f64::from_bits(WHOLE.to_bits().wrapping_add(e_bits)) - WHOLE - shift;
    // ln m = 2·artanh(s).
    let s = (m - 1.0) / (m + 1.0);
    let q = s * s;
    let tail = polynomial(q, &ARTANH) * q * s;
    e * LN_2[0] + (2.0 * s + (2.0 * tail + e * LN_2[1]))
}

/// Returns e to the power `y`.
#[inline(always)]
fn exp(y: f64) -> f64 {
    // Beyond these it is 0 or infinite.
    let y = if y > 720.0 { 720.0 } else { y };
    let y = if y < -760.0 { -760.0 } else { y };
    let n = (y * std::f64::consts::LOG2_E + WHOLE) - WHOLE;
    let r = (y - n * LN_2[0]) - n * LN_2[1];
    let series = polynomial(r, &EXP);
    // In two steps, because 2^n alone may be too large or too small for a number.
    let half = ((n * 0.5) + WHOLE) - WHOLE;
    series * two_to(half) * two_to(n - half)
}

/// Returns two to the power of a whole number from -1022 to 1023.
#[inline(always)]
fn two_to(n: f64) -> f64 {
    f64::from_bits(((n + WHOLE).to_bits() << 52).wrapping_add(ONE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_what_another_implementation_says() {
        let bases = [
            0.0,
            5e-324,
            1e-310,
            1e-300,
            0.07,
            0.19,
            0.5,
            0.71,
            0.9,
            1.0 - 1e-9,
            1.0,
            1.0 + 1e-9,
            1.41,
            1.42,
            2.0,
            4.0,
            100.0,
            1e15,
        ];
        let exponents = [
            0.0, 1e-9, 0.05, 0.2, 0.25, 0.5, 1.0, 1.7, 2.0, 20.0, 300.0, 1e15,
        ];
        for base in bases {
            for exponent in exponents {
                let (found, expected) = (power(base, exponent), libm::pow(base, exponent));
                let size = (exponent * libm::log(base.max(1e-323))).abs().max(1.0);
                let error = (found - expected).abs();
                let is_near =
                    found == expected || error <= 4e-16 * size * expected || error < 1e-320;
                assert!(is_near, "{base}^{exponent}: {found:e}, not {expected:e}");
            }
        }
    }

    #[test]
    fn it_is_good_to_the_last_digit_or_two_where_the_model_uses_it() {
        for step in 1..20_000 {
            let base = f64::from(step) * 0.005;
            let (found, expected) = (power(base, 0.2), libm::pow(base, 0.2));
            assert!(
                (found - expected).abs() <= 5e-16 * expected,
                "{base}: {found}"
            );
        }
    }
}
