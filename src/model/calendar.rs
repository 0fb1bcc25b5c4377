//! Calendar quarters and their labels: `2025-Q4`.

use std::fmt;
use std::str::FromStr;

/// A calendar quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    /// Quarters since year 0, so that arithmetic is addition.
    index: u32,
}

impl Quarter {
    /// Returns the quarter `n` quarters later.
    #[must_use]
    pub fn plus(self, n: usize) -> Self {
        let n = u32::try_from(n).unwrap_or(u32::MAX);
        Self {
            index: self.index.saturating_add(n),
        }
    }

    /// Returns the calendar year.
    pub fn year(self) -> u32 {
        self.index / 4
    }

    /// Returns the quarter of the year, 1 to 4.
    pub fn of_year(self) -> u32 {
        self.index % 4 + 1
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-Q{}", self.year(), self.of_year())
    }
}

impl FromStr for Quarter {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (year, quarter) = text.split_once("-Q").ok_or(())?;
        let digits = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
        let year: u32 = year.parse().map_err(|_| ())?;
        match (digits, quarter) {
            (true, "1" | "2" | "3" | "4") => {
                let quarter = u32::from(quarter.as_bytes()[0] - b'1');
                Ok(Self {
                    index: year * 4 + quarter,
                })
            }
            _ => Err(()),
        }
    }
}
