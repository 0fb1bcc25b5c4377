//! The widest vector instructions of the machine, found when the program runs.
//!
//! They change how fast a result comes and not a bit of it: nothing is fused, and no lane sees another. Without them
//! a simulation takes 22 % to 25 % more processor time (AMD EPYC with AVX-512, `benches/simulate.rs`).

use fearless_simd::{Level, Simd};

/// Does `work`, with instructions that not every machine has if `is_wanted`. Only code that is inlined into `work`
/// uses them.
#[inline]
pub(super) fn wide<R>(is_wanted: bool, work: impl FnOnce() -> R) -> R {
    #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
    if is_wanted {
        let level = Level::new();
        if let Some(avx512) = level.as_avx512() {
            return avx512.vectorize(work);
        }
        if let Some(avx2) = level.as_avx2() {
            return avx2.vectorize(work);
        }
    }
    work()
}
