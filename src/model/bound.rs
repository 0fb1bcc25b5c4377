//! The legal ranges of inputs, each stated once.
//!
//! Must not know which input it bounds; the tables in `inputs` and `lever` say that.

/// Nothing in a scenario is larger than this.
pub const LARGEST: f64 = 1e15;

/// The values an input may take. All are finite and at most [`LARGEST`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bound {
    /// 0 or more.
    NonNegative,
    /// More than 0.
    Positive,
    /// More than 1.
    AboveOne,
    /// From 0 to the number given, both included.
    UpTo(f64),
}

impl Bound {
    /// A share or a rate: 0 to 1.
    pub const SHARE: Self = Self::UpTo(1.0);

    /// Whether `value` is legal.
    pub fn admits(self, value: f64) -> bool {
        let within = match self {
            Self::NonNegative => value >= 0.0,
            Self::Positive => value > 0.0,
            Self::AboveOne => value > 1.0,
            Self::UpTo(high) => (0.0..=high).contains(&value),
        };
        within && value <= LARGEST
    }

    /// The legal value nearest to `value`; where the end itself is not legal, a hair's breadth from it.
    pub fn clamp(self, value: f64) -> f64 {
        /// No result shows it, and what is divided by it stays a number.
        const HAIR: f64 = 1.0 / LARGEST;
        let (low, high) = match self {
            Self::NonNegative => (0.0, LARGEST),
            Self::Positive => (HAIR, LARGEST),
            Self::AboveOne => (1.0 + HAIR, LARGEST),
            Self::UpTo(high) => (0.0, high),
        };
        value.clamp(low, high)
    }

    /// The smallest and the largest value worth offering; an open end is the end itself.
    pub fn ends(self) -> (f64, f64) {
        match self {
            Self::NonNegative | Self::Positive => (0.0, LARGEST),
            Self::AboveOne => (1.0, LARGEST),
            Self::UpTo(high) => (0.0, high),
        }
    }

    /// The bound in words, to follow "must be".
    pub fn words(self) -> String {
        match self {
            Self::NonNegative => "0 or more, at most 1e15".into(),
            Self::Positive => "more than 0, at most 1e15".into(),
            Self::AboveOne => "more than 1, at most 1e15".into(),
            Self::UpTo(high) => format!("from 0 to {high}"),
        }
    }
}
