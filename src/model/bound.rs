//! The kinds of legal ranges; the tables in `inputs` and `levers` say which input has which.

/// The largest number in a scenario.
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

    /// Returns whether `value` is legal.
    pub fn admits(self, value: f64) -> bool {
        let within = match self {
            Self::NonNegative => value >= 0.0,
            Self::Positive => value > 0.0,
            Self::AboveOne => value > 1.0,
            Self::UpTo(high) => (0.0..=high).contains(&value),
        };
        within && value <= LARGEST
    }

    /// Returns the legal value nearest to `value`; where the end itself is not legal, one just inside it.
    pub fn clamp(self, value: f64) -> f64 {
        /// So small that no result shows it, and large enough to divide by.
        const HAIR: f64 = 1.0 / LARGEST;
        let (low, high) = match self {
            Self::NonNegative => (0.0, LARGEST),
            Self::Positive => (HAIR, LARGEST),
            Self::AboveOne => (1.0 + HAIR, LARGEST),
            Self::UpTo(high) => (0.0, high),
        };
        value.clamp(low, high)
    }

    /// Returns the ends of the range, whether or not they are legal themselves.
    pub fn ends(self) -> (f64, f64) {
        match self {
            Self::NonNegative | Self::Positive => (0.0, LARGEST),
            Self::AboveOne => (1.0, LARGEST),
            Self::UpTo(high) => (0.0, high),
        }
    }

    /// Returns the range in words, to follow "must be".
    pub fn words(self) -> String {
        match self {
            Self::NonNegative => "0 or more, at most 1e15".into(),
            Self::Positive => "more than 0, at most 1e15".into(),
            Self::AboveOne => "more than 1, at most 1e15".into(),
            Self::UpTo(high) => format!("from 0 to {high}"),
        }
    }
}
