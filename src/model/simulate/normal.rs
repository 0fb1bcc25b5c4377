//! The standard normal distribution and its inverse, to the last digits or nearly so.
//!
//! Built on `libm`, so that a seed means the same draws on every machine.
//! Must not know what is distributed.

/// The share of a standard normal below `z`.
pub(super) fn share_below(z: f64) -> f64 {
    0.5 * libm::erfc(-z * std::f64::consts::FRAC_1_SQRT_2)
}

/// The value that the share `share` of a standard normal is below, `0 < share < 1`.
///
/// Wichura (1988), "Algorithm AS 241: The percentage points of the normal distribution",
/// Applied Statistics 37(3): three quotients of polynomials, good to 16 digits.
pub(super) fn quantile(share: f64) -> f64 {
    let from_middle = share - 0.5;
    if from_middle.abs() <= 0.425 {
        let r = 0.180625 - from_middle * from_middle;
        return from_middle * quotient(r, &MIDDLE);
    }
    let tail = share.min(1.0 - share);
    let r = libm::sqrt(-libm::log(tail));
    let size = if r <= 5.0 {
        quotient(r - 1.6, &TAIL)
    } else {
        quotient(r - 5.0, &FAR_TAIL)
    };
    size.copysign(from_middle)
}

/// Coefficients of the upper and the lower polynomial, from the constant on.
type Quotient = [[f64; 8]; 2];

fn quotient(r: f64, [above, below]: &Quotient) -> f64 {
    polynomial(r, above) / polynomial(r, below)
}

fn polynomial(r: f64, coefficients: &[f64; 8]) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, c| sum * r + c)
}

const MIDDLE: Quotient = [
    [
        3.387_132_872_796_366_5,
        1.331_416_678_917_843_8e2,
        1.971_590_950_306_551_3e3,
        1.373_169_376_550_946e4,
        4.592_195_393_154_987e4,
        6.726_577_092_700_87e4,
        3.343_057_558_358_813e4,
        2.509_080_928_730_122_7e3,
    ],
    [
        1.0,
        4.231_333_070_160_091e1,
        6.871_870_074_920_579e2,
        5.394_196_021_424_751e3,
        2.121_379_430_158_659_7e4,
        3.930_789_580_009_271e4,
        2.872_908_573_572_194_3e4,
        5.226_495_278_852_854e3,
    ],
];

const TAIL: Quotient = [
    [
        1.423_437_110_749_683_5,
        4.630_337_846_156_546,
        5.769_497_221_460_691,
        3.647_848_324_763_204_5,
        1.270_458_252_452_368_4,
        2.417_807_251_774_506e-1,
        2.272_384_498_926_918_4e-2,
        7.745_450_142_783_414e-4,
    ],
    [
        1.0,
        2.053_191_626_637_759,
        1.676_384_830_183_803_8,
        6.897_673_349_851e-1,
        1.481_039_764_274_800_8e-1,
        1.519_866_656_361_645_7e-2,
        5.475_938_084_995_345e-4,
        1.050_750_071_644_416_9e-9,
    ],
];

const FAR_TAIL: Quotient = [
    [
        6.657_904_643_501_103,
        5.463_784_911_164_114,
        1.784_826_539_917_291_3,
        2.965_605_718_285_048_7e-1,
        2.653_218_952_657_612_4e-2,
        1.242_660_947_388_078_4e-3,
        2.711_555_568_743_487_6e-5,
        2.010_334_399_292_288_1e-7,
    ],
    [
        1.0,
        5.998_322_065_558_88e-1,
        1.369_298_809_227_358e-1,
        1.487_536_129_085_061_5e-2,
        7.868_691_311_456_133e-4,
        1.846_318_317_510_054_8e-5,
        1.421_511_758_316_446e-7,
        2.044_263_103_389_939_8e-15,
    ],
];

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{ContinuousCDF, Normal};

    /// Quantiles by mpmath at 40 digits.
    const KNOWN: [(f64, f64); 12] = [
        (1e-100, -21.273_453_560_965_324),
        (1e-20, -9.262_340_089_798_408),
        (1e-9, -5.997_807_015_007_687),
        (0.0001, -3.719_016_485_455_680_6),
        (0.01, -2.326_347_874_040_841),
        (0.05, -1.644_853_626_951_472_7),
        (0.1, -1.281_551_565_544_600_4),
        (0.25, -0.674_489_750_196_081_7),
        (0.3, -0.524_400_512_708_040_8),
        (0.45, -0.125_661_346_855_074),
        (0.9, 1.281_551_565_544_600_6),
        (0.975, 1.959_963_984_540_054),
    ];

    #[test]
    fn both_ways_are_good_to_the_last_digits() {
        for (share, z) in KNOWN {
            let found = quantile(share);
            assert!((found - z).abs() <= 4e-16 * z.abs(), "{share}: {found}");
            let found = share_below(z);
            // What z has lost to rounding is worth more in the tail.
            let error = 1e-15 + 3e-16 * z * z;
            assert!((found - share).abs() <= error * share, "{z}: {found}");
        }
    }

    #[test]
    fn another_implementation_agrees_as_far_as_it_goes() {
        let other = Normal::standard();
        for step in -4_000..=4_000 {
            let z = f64::from(step) * 0.002;
            let (share, expected) = (share_below(z), other.cdf(z));
            assert!((share - expected).abs() <= 1e-9 * expected, "{z}: {share}");
            // Above the middle the share itself has few digits left for the tail.
            let lost = 1e-15 / (share * (1.0 - share)).max(1e-300);
            assert!((quantile(share) - z).abs() <= 1e-14 + lost, "{z}");
        }
    }

    #[test]
    fn it_is_odd() {
        for step in 1..100 {
            let share = f64::from(step) / 256.0;
            assert_eq!(quantile(share), -quantile(1.0 - share), "{share}");
        }
    }
}
