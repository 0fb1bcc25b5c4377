//! Points that fill a cube evenly, however many are taken: Sobol' sequences, randomised.
//!
//! The inputs of the whole company fill one cube. Each division and each AI option has a cube of its own, whose
//! points come in an order of its own. A column depends on the seed, the input's path and the dimension in the
//! input's row, which never changes: other inputs and their order do not matter. This is the only file of the model
//! that names a generator of random numbers.

use crate::model::{Input, Scenario};
use rand::rngs::Xoshiro256PlusPlus;
use rand::{Rng, SeedableRng};

/// One column of uniform shares.
#[derive(Clone, Debug)]
pub struct Points {
    /// What each value of each byte of an index contributes to a point.
    bytes: Box<[[u32; 256]; 4]>,
    scramble: u32,
    /// The seed of the order in which the points of the cube come; `None` for the company's, which keeps the
    /// sequence's own order.
    order: Option<u32>,
}

impl Points {
    /// Returns the column of `input`.
    pub fn of(input: Input, scenario: &Scenario, seed: u64) -> Self {
        let path = input.path(scenario);
        let cube = match input {
            Input::Division(..) | Input::Option(..) => path.rsplit_once('.').unwrap_or_default().0,
            _ => "",
        };
        // Decisions have no row, and no distribution either.
        let dimension = input.field().map_or(0, |field| field.dimension);
        Self {
            bytes: bytes(&directions(dimension)),
            scramble: bits(seed, &path),
            order: (!cube.is_empty()).then(|| bits(seed, cube)),
        }
    }

    /// Returns the share of the draw `index`, above 0 and below 1.
    pub fn share(&self, index: u32) -> f64 {
        let index = self.order.map_or(index, |order| scrambled(index, order));
        let parts = self.bytes.iter().zip(index.to_le_bytes());
        let point = parts.fold(0, |point, (adds, byte)| point ^ adds[usize::from(byte)]);
        (f64::from(scrambled(point, self.scramble)) + 0.5) / (u64::from(u32::MAX) + 1) as f64
    }
}

/// Returns 32 random bits that follow from the seed and a path, or the part of one that names a cube.
///
/// The first output of xoshiro256++ (Blackman & Vigna 2021), seeded through SplitMix64 with the
/// FNV-1a hash of the seed and the name. Seeds that people keep depend on it: it must not change.
fn bits(seed: u64, name: &str) -> u32 {
    let bytes = seed.to_le_bytes().into_iter().chain(name.bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    Xoshiro256PlusPlus::seed_from_u64(hash).next_u32()
}

/// Applies Owen's scrambling: every digit is flipped or not, depending on the digits above it.
///
/// By a hash of Laine and Karras, as in Burley (2020), "Practical Hash-based Owen Scrambling",
/// Journal of Computer Graphics Techniques 9(4), with the constants of Vegdahl (2021).
fn scrambled(point: u32, seed: u32) -> u32 {
    let mut n = point.reverse_bits();
    n ^= n.wrapping_mul(0x3d20_adea);
    n = n.wrapping_add(seed);
    n = n.wrapping_mul((seed >> 16) | 1);
    n ^= n.wrapping_mul(0x0552_6c56);
    n ^= n.wrapping_mul(0x53a2_2864);
    n.reverse_bits()
}

/// Tabulates the contributions of digits by byte.
fn bytes(directions: &[u32; 32]) -> Box<[[u32; 256]; 4]> {
    let mut bytes = Box::new([[0; 256]; 4]);
    for (adds, directions) in bytes.iter_mut().zip(directions.chunks(8)) {
        for (byte, sum) in adds.iter_mut().enumerate() {
            let set = directions
                .iter()
                .enumerate()
                .filter(|(bit, _)| byte >> bit & 1 == 1);
            *sum = set.fold(0, |sum, (_, direction)| sum ^ direction);
        }
    }
    bytes
}

/// Computes what each binary digit of an index contributes to a point, by the recurrence of Bratley and Fox (1988).
fn directions(dimension: usize) -> [u32; 32] {
    let mut directions = [0; 32];
    let (coefficients, first) = DIMENSIONS[dimension];
    let degree = first.len();
    for bit in 0..32 {
        directions[bit] = if let Some(number) = first.get(bit) {
            number << (31 - bit)
        } else if degree == 0 {
            1 << (31 - bit)
        } else {
            let before = directions[bit - degree];
            let taps = (1..degree).filter(|tap| coefficients >> (degree - 1 - tap) & 1 == 1);
            taps.fold(before ^ before >> degree, |sum, tap| {
                sum ^ directions[bit - tap]
            })
        };
    }
    directions
}

/// For each dimension the coefficients of a primitive polynomial and the first direction numbers,
/// of new-joe-kuo-6.21201: Joe and Kuo (2008), "Constructing Sobol sequences with better
/// two-dimensional projections", SIAM Journal on Scientific Computing 30.
const DIMENSIONS: &[(u32, &[u32])] = &[
    (0, &[]),
    (0, &[1]),
    (1, &[1, 3]),
    (1, &[1, 3, 1]),
    (2, &[1, 1, 1]),
    (1, &[1, 1, 3, 3]),
    (4, &[1, 3, 5, 13]),
    (2, &[1, 1, 5, 5, 17]),
    (4, &[1, 1, 5, 5, 5]),
    (7, &[1, 1, 7, 11, 19]),
    (11, &[1, 1, 5, 1, 1]),
    (13, &[1, 1, 1, 3, 11]),
    (14, &[1, 3, 5, 5, 31]),
    (1, &[1, 3, 3, 9, 7, 49]),
    (13, &[1, 1, 1, 15, 21, 21]),
    (16, &[1, 3, 1, 13, 27, 49]),
    (19, &[1, 1, 1, 15, 7, 5]),
    (22, &[1, 3, 1, 15, 13, 25]),
    (25, &[1, 1, 5, 5, 19, 61]),
    (1, &[1, 3, 7, 11, 23, 15, 103]),
    (4, &[1, 3, 7, 13, 13, 15, 69]),
    (7, &[1, 1, 3, 13, 7, 35, 63]),
    (8, &[1, 3, 5, 9, 1, 25, 53]),
    (14, &[1, 3, 1, 13, 9, 35, 107]),
    (19, &[1, 3, 1, 5, 27, 61, 31]),
    (21, &[1, 1, 5, 11, 19, 41, 61]),
    (28, &[1, 3, 5, 3, 3, 13, 69]),
    (31, &[1, 1, 7, 13, 1, 19, 1]),
    (32, &[1, 3, 7, 5, 13, 19, 59]),
    (37, &[1, 1, 3, 9, 25, 29, 41]),
    (41, &[1, 3, 5, 13, 23, 1, 55]),
    (42, &[1, 3, 7, 3, 13, 59, 17]),
    (50, &[1, 3, 1, 3, 5, 53, 69]),
    (55, &[1, 1, 5, 5, 23, 33, 13]),
    (56, &[1, 1, 7, 7, 1, 61, 123]),
    (59, &[1, 1, 7, 9, 13, 61, 49]),
    (62, &[1, 3, 3, 5, 3, 55, 33]),
    (14, &[1, 3, 1, 15, 31, 13, 49, 245]),
    (21, &[1, 3, 5, 15, 31, 59, 63, 97]),
    (22, &[1, 3, 1, 11, 11, 11, 77, 249]),
    (38, &[1, 3, 1, 11, 27, 43, 71, 9]),
    (47, &[1, 1, 7, 15, 21, 11, 81, 45]),
    (49, &[1, 3, 7, 3, 25, 31, 65, 79]),
    (50, &[1, 3, 1, 1, 19, 11, 3, 205]),
    (52, &[1, 1, 5, 9, 19, 21, 29, 157]),
    (56, &[1, 3, 7, 11, 1, 33, 89, 185]),
    (67, &[1, 3, 3, 3, 15, 9, 79, 71]),
    (70, &[1, 3, 7, 11, 15, 39, 119, 27]),
    (84, &[1, 1, 3, 1, 11, 31, 97, 225]),
    (97, &[1, 1, 1, 3, 23, 43, 57, 177]),
    (103, &[1, 3, 7, 7, 17, 17, 37, 71]),
    (115, &[1, 3, 1, 5, 27, 63, 123, 213]),
    (122, &[1, 1, 3, 5, 11, 43, 53, 133]),
    (8, &[1, 3, 5, 5, 29, 17, 47, 173, 479]),
    (13, &[1, 3, 3, 11, 3, 1, 109, 9, 69]),
    (16, &[1, 1, 1, 5, 17, 39, 23, 5, 343]),
    (22, &[1, 3, 1, 5, 25, 15, 31, 103, 499]),
    (25, &[1, 1, 1, 11, 11, 17, 63, 105, 183]),
    (44, &[1, 1, 5, 11, 9, 29, 97, 231, 363]),
    (47, &[1, 1, 5, 15, 19, 45, 41, 7, 383]),
    (52, &[1, 3, 7, 7, 31, 19, 83, 137, 221]),
    (55, &[1, 1, 1, 3, 23, 15, 111, 223, 83]),
    (59, &[1, 1, 5, 13, 31, 15, 55, 25, 161]),
    (62, &[1, 1, 3, 13, 25, 47, 39, 87, 257]),
    (67, &[1, 1, 1, 11, 21, 53, 125, 249, 293]),
    (74, &[1, 1, 7, 11, 11, 7, 57, 79, 323]),
    (81, &[1, 1, 5, 5, 17, 13, 81, 3, 131]),
    (82, &[1, 1, 7, 13, 23, 7, 65, 251, 475]),
    (87, &[1, 3, 5, 1, 9, 43, 3, 149, 11]),
    (91, &[1, 1, 3, 13, 31, 13, 13, 255, 487]),
    (94, &[1, 3, 3, 1, 5, 63, 89, 91, 127]),
    (103, &[1, 1, 3, 3, 1, 19, 123, 127, 237]),
    (104, &[1, 1, 5, 7, 23, 31, 37, 243, 289]),
    (109, &[1, 1, 5, 11, 17, 53, 117, 183, 491]),
    (122, &[1, 1, 1, 5, 1, 13, 13, 209, 345]),
    (124, &[1, 1, 3, 15, 1, 57, 115, 7, 33]),
    (137, &[1, 3, 1, 11, 7, 43, 81, 207, 175]),
    (138, &[1, 3, 1, 1, 15, 27, 63, 255, 49]),
    (143, &[1, 3, 5, 3, 27, 61, 105, 171, 305]),
    (145, &[1, 1, 5, 3, 1, 3, 57, 249, 149]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Assumptions, DivisionInputs, OptionInputs};

    #[test]
    fn every_input_has_its_dimension() {
        let tables = [
            Assumptions::FIELDS,
            DivisionInputs::FIELDS,
            OptionInputs::FIELDS,
        ];
        for field in tables.into_iter().flatten() {
            assert!(field.dimension < DIMENSIONS.len(), "{}", field.name);
        }
    }

    /// The first points of SciPy's `qmc.Sobol(d=…, scramble=False)`, in the order of their indices.
    #[test]
    fn unscrambled_points_are_those_of_another_implementation() {
        let of = |dimension: usize, index: u32| {
            let directions = directions(dimension);
            (0..32).fold(0, |point, bit| {
                point ^ (directions[bit] * (index >> bit & 1))
            })
        };
        let dimensions = [0, 1, 2, 7, 20, 29, 39, 59, 79];
        let half = 0x8000_0000;
        for (index, expected) in [
            (1, [half; 9]),
            (
                3,
                [
                    3 * (half / 2),
                    half / 2,
                    half / 2,
                    3 * (half / 2),
                    half / 2,
                    3 * (half / 2),
                    half / 2,
                    3 * (half / 2),
                    3 * (half / 2),
                ],
            ),
            (
                777,
                [
                    2_428_502_016,
                    809_500_672,
                    3_829_399_552,
                    952_107_008,
                    608_174_080,
                    2_495_610_880,
                    3_191_865_344,
                    2_512_388_096,
                    2_084_569_088,
                ],
            ),
            (
                1_000,
                [
                    398_458_880,
                    692_060_160,
                    1_933_574_144,
                    2_747_269_120,
                    1_128_267_776,
                    834_666_496,
                    1_900_019_712,
                    4_106_223_616,
                    2_067_791_872,
                ],
            ),
        ] {
            assert_eq!(
                dimensions.map(|dimension| of(dimension, index)),
                expected,
                "{index}"
            );
        }
    }

    fn points(dimension: usize, scramble: u32, order: Option<u32>) -> Points {
        Points {
            bytes: bytes(&directions(dimension)),
            scramble,
            order,
        }
    }

    /// Of the first 2^k points each of 2^k equal parts holds one.
    #[test]
    fn every_column_is_spread_evenly_after_every_power_of_two() {
        for dimension in 0..DIMENSIONS.len() {
            let points = points(
                dimension,
                bits(dimension as u64, "x"),
                Some(dimension as u32 * 77).filter(|_| dimension % 2 == 0),
            );
            for n in [1_u32, 2, 64, 4_096] {
                let mut seen = vec![0; n as usize];
                for index in 0..n {
                    seen[(points.share(index) * f64::from(n)) as usize] += 1;
                }
                assert!(
                    seen.iter().all(|&times| times == 1),
                    "dimension {dimension}, {n} points"
                );
            }
        }
    }

    /// In pairs of dimensions too, which Latin hypercubes do not know.
    #[test]
    fn the_first_two_columns_fill_every_rectangle_of_a_power_of_two() {
        let (a, b) = (points(0, bits(7, "a"), None), points(1, bits(7, "b"), None));
        for across in 0..=8 {
            let (wide, high) = (1_u32 << across, 1_u32 << (8 - across));
            let mut seen = vec![0; 256];
            for index in 0..256 {
                let column = (a.share(index) * f64::from(wide)) as u32;
                let row = (b.share(index) * f64::from(high)) as u32;
                seen[(row * wide + column) as usize] += 1;
            }
            assert!(seen.iter().all(|&times| times == 1), "{wide} by {high}");
        }
    }

    #[test]
    fn the_generator_is_the_one_that_stored_seeds_were_made_with() {
        let mut generator = Xoshiro256PlusPlus::seed_from_u64(1);
        let first: [u64; 3] = std::array::from_fn(|_| generator.next_u64());
        assert_eq!(
            first,
            [
                14_971_601_782_005_023_387,
                13_781_649_495_232_077_965,
                1_847_458_086_238_483_744
            ]
        );
        let named = ["", "discount_rate", "assumptions.slip"].map(|name| bits(2025, name));
        assert_eq!(named, [1_741_931_837, 897_604_511, 3_348_638_126]);
        assert_ne!(bits(1, "discount_rate"), bits(2, "discount_rate"));
    }
}
