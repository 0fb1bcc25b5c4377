//! The random numbers behind a seed: the only file of the model that names a generator.
//!
//! What is random for an input follows from the seed and the input's path alone, so that neither
//! the other inputs nor their order disturb it. Must not know what the numbers are used for.

use rand::rngs::Xoshiro256PlusPlus;
use rand::{Rng, SeedableRng};

/// 32 random bits for whatever `name` names.
///
/// The first output of xoshiro256++ (Blackman & Vigna 2021), seeded through SplitMix64 with the
/// FNV-1a hash of the seed and the name. Seeds that people keep depend on it: it must not change.
pub(super) fn bits(seed: u64, name: &str) -> u32 {
    let bytes = seed.to_le_bytes().into_iter().chain(name.bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    Xoshiro256PlusPlus::seed_from_u64(hash).next_u32()
}

#[cfg(test)]
mod tests {
    use super::*;

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
