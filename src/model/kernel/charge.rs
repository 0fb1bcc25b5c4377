//! The restructuring charge: what the company owes the people it lays off.
//!
//! Model contract, section 2, "Restructuring charge". Recognised when notice is given, in line
//! with ASC 420 and IAS 37; paid as payroll during notice and the rest at exit.
//!
//! Must not say when anything is paid: that is the flow's.

use crate::model::{Assumptions, ChargeLines, Number, kernel::timing::notice_years};

/// Weeks in a year of base pay.
const WEEKS_PER_YEAR: f64 = 52.0;

impl<N: Number> ChargeLines<N> {
    /// What is owed to `heads` people with the yearly pay `pay`, which times their weeks of
    /// severance is `weeks`; without the programme's fixed part.
    #[inline(always)]
    pub(crate) fn of(assumptions: &Assumptions<N>, heads: N, pay: N, weeks: N) -> Self {
        let severance = weeks / (assumptions.load_factor * N::of(WEEKS_PER_YEAR));
        Self {
            notice_pay: pay * notice_years(assumptions),
            severance,
            severance_tax: severance * assumptions.severance_tax,
            benefits: heads * (assumptions.benefits_months * assumptions.benefits_per_month),
            outplacement: heads * assumptions.outplacement,
            fixed: N::zero(),
        }
    }

    /// Returns the sum of the lines.
    #[inline(always)]
    pub fn total(&self) -> N {
        self.notice_pay + self.on_exit() + self.fixed
    }

    /// Returns the sum of the lines paid when a person leaves: all but the first and the last.
    #[inline(always)]
    pub(crate) fn on_exit(&self) -> N {
        let [_, at_exit @ .., _] = self.figures_by_row();
        let sum = at_exit.into_iter().reduce(|sum, line| sum + line);
        sum.unwrap_or_else(N::zero)
    }
}

/// Weeks of base pay as severance after `tenure` years.
#[inline(always)]
pub(crate) fn severance_weeks<N: Number>(assumptions: &Assumptions<N>, tenure: N) -> N {
    let by_tenure =
        assumptions.severance_fixed_weeks + assumptions.severance_weeks_per_year * tenure;
    by_tenure
        .max(assumptions.severance_min_weeks)
        .min(assumptions.severance_max_weeks)
}
