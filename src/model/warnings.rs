//! Warnings about a plan: what to know before believing its results.
//!
//! Model contract, section 3. Warnings never change a number or an exit code.

use crate::model::{DivisionOutcome, Outcome, Scenario, defined, kernel::timing::notice_quarters};

/// How serious a warning is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Something that may be wrong, unlawful or dangerous.
    Warning,
    /// Something to know.
    Note,
}

/// The subject of a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WarningCode {
    /// A cut above its guardrail.
    OverCap,
    /// Work that is left for nobody, and that automation does not cover.
    UncoveredWork,
    /// Less than 60 days' notice for a mass layoff.
    ShortNotice,
    /// Exits fall beyond the horizon.
    Unfinished,
    /// People are left, managers are not.
    NoManagers,
    /// The span of control grows beyond 15.
    SpanWide,
    /// More survivors quit than were laid off.
    SurvivorQuits,
    /// The plan is not paid back within the horizon.
    NoPayback,
    /// The charge is larger than a year of savings.
    ChargeExceedsSavings,
    /// More is moved to AI than the plan brings in.
    Unfunded,
}

/// One warning about one plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The subject.
    pub code: WarningCode,
    /// The division concerned; `None` is the company.
    pub division: Option<usize>,
}

impl Warning {
    /// Returns its name in reports.
    pub fn name(self) -> &'static str {
        self.code.row().0
    }

    /// Returns how serious it is.
    pub fn level(self) -> Level {
        self.code.row().1
    }

    /// Returns its message, without a full stop.
    pub fn message(self) -> &'static str {
        self.code.row().2
    }
}

impl WarningCode {
    /// All codes, in the order of the model contract.
    pub const ALL: [Self; 10] = [
        Self::OverCap,
        Self::UncoveredWork,
        Self::ShortNotice,
        Self::Unfinished,
        Self::NoManagers,
        Self::SpanWide,
        Self::SurvivorQuits,
        Self::NoPayback,
        Self::ChargeExceedsSavings,
        Self::Unfunded,
    ];

    /// Returns its row of the table: name in reports, level, message.
    fn row(self) -> (&'static str, Level, &'static str) {
        use Level::{Note, Warning};
        match self {
            Self::OverCap => (
                "over_cap",
                Warning,
                "the cut is above the division's guardrail",
            ),
            Self::UncoveredWork => (
                "uncovered_work",
                Note,
                "work is left that automation does not cover",
            ),
            Self::ShortNotice => (
                "short_notice",
                Warning,
                "under 60 days' notice for a mass layoff; US WARN may apply",
            ),
            Self::Unfinished => (
                "unfinished",
                Warning,
                "the last exits fall after the horizon",
            ),
            Self::NoManagers => ("no_managers", Warning, "people are left with no manager"),
            Self::SpanWide => ("span_wide", Warning, "the span of control grows beyond 15"),
            Self::SurvivorQuits => (
                "survivor_quits",
                Warning,
                "more survivors quit than people are laid off",
            ),
            Self::NoPayback => (
                "no_payback",
                Warning,
                "the plan does not pay back within the horizon",
            ),
            Self::ChargeExceedsSavings => (
                "charge_exceeds_savings",
                Warning,
                "the charge is larger than a year of savings",
            ),
            Self::Unfunded => (
                "unfunded",
                Note,
                "more moves to AI than the plan brings in by the horizon",
            ),
        }
    }
}

/// Below this notice, in days, the US WARN Act may apply to a mass layoff.
const WARN_NOTICE_DAYS: f64 = 60.0;
/// Layoffs that count as a mass layoff whatever the size of the site; a division stands for a site.
const WARN_LARGE: f64 = 500.0;
/// Layoffs that count as a mass layoff when they are a third of the site.
const WARN_SMALL: f64 = 50.0;
/// A span of control above this is called wide.
const WIDE_SPAN: f64 = 15.0;

/// Returns the warnings about the plan `index`, whose results are `outcome`; those about divisions come first.
pub fn warnings(scenario: &Scenario, index: usize, outcome: &Outcome) -> Vec<Warning> {
    let mut found = Vec::new();
    for (division, results) in outcome.divisions.iter().enumerate() {
        let mut warn = |code, applies: bool| {
            if applies {
                found.push(Warning {
                    code,
                    division: Some(division),
                });
            }
        };
        division_warnings(scenario, index, division, results, &mut warn);
    }
    let mut warn = |code, applies: bool| {
        if applies {
            found.push(Warning {
                code,
                division: None,
            });
        }
    };
    company_warnings(outcome, &mut warn);
    found
}

fn division_warnings(
    scenario: &Scenario,
    plan: usize,
    division: usize,
    results: &DivisionOutcome,
    warn: &mut impl FnMut(WarningCode, bool),
) {
    let inputs = &scenario.inputs.divisions[division];
    let assumptions = &scenario.inputs.assumptions;
    let levers = &scenario.plans[plan].levers[division];
    let people = &results.people;
    warn(WarningCode::OverCap, levers.cut > inputs.max_cut);
    warn(
        WarningCode::UncoveredWork,
        people.uncovered > 1e-9 * people.before,
    );
    let mass_layoff = people.laid_off >= WARN_LARGE
        || (people.laid_off >= WARN_SMALL && people.laid_off >= people.before / 3.0);
    warn(
        WarningCode::ShortNotice,
        assumptions.notice_days < WARN_NOTICE_DAYS && mass_layoff,
    );
    let last_exit =
        levers.start + assumptions.slip + levers.duration + notice_quarters(assumptions);
    warn(
        WarningCode::Unfinished,
        people.eliminated > 0.0 && last_exit > scenario.horizon as f64,
    );
    warn(
        WarningCode::NoManagers,
        people.managers_before > 0.0 && people.remaining > 1.0 && people.managers_after <= 0.0,
    );
    // Without the tolerance a division that is not cut, at a span of exactly 15, could warn because of rounding.
    let widened = people.span_before <= WIDE_SPAN && people.span_after > WIDE_SPAN * (1.0 + 1e-9);
    warn(WarningCode::SpanWide, widened);
}

fn company_warnings(outcome: &Outcome, warn: &mut impl FnMut(WarningCode, bool)) {
    let (people, savings) = (&outcome.headcount, &outcome.savings);
    let cuts = people.eliminated > 0.0;
    let quits_lead = people.extra_quits > people.laid_off && people.laid_off > 0.0;
    warn(WarningCode::SurvivorQuits, quits_lead);
    warn(
        WarningCode::NoPayback,
        cuts && defined(savings.payback_months).is_none(),
    );
    warn(
        WarningCode::ChargeExceedsSavings,
        cuts && savings.charge > savings.run_rate,
    );
    let moved: f64 = outcome
        .quarters
        .iter()
        .map(|quarter| quarter.savings.abs())
        .sum();
    warn(
        WarningCode::Unfunded,
        cuts && outcome.ai.retained < -1e-9 * moved,
    );
}
