//! The address of every result: `savings.payback_months`, `quarters.2026-Q1.ai`, `divisions.hr.laid_off`.
//!
//! Explanations, comparisons and goals address results by these paths and by nothing else. Names and
//! order are those of the model contract, section 4.
//!
//! Must not compute a result: it only says where one is.

use crate::model::{
    AiOutcome, ChargeLines, DivisionOutcome, Headcount, Number, OptionOutcome, Outcome, Quarter,
    QuarterOutcome, Savings, Scenario, Unit, UnknownPath,
};

/// One result of a plan, by its place and the row of its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Figure {
    /// Row of [`Headcount::FIGURES`].
    Headcount(usize),
    /// Row of [`Savings::FIGURES`].
    Savings(usize),
    /// Savings within a calendar year, counted from the year of the start.
    InYear(usize),
    /// Row of [`ChargeLines::FIGURES`].
    ChargeLine(usize),
    /// Row of [`AiOutcome::FIGURES`].
    Ai(usize),
    /// AI option, and row of [`OptionOutcome::FIGURES`].
    Option(usize, usize),
    /// Quarter, and row of [`QuarterOutcome::FIGURES`].
    Quarter(usize, usize),
    /// Division, and row of [`DivisionOutcome::FIGURES`].
    Division(usize, usize),
}

/// What is known of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FigureSpec {
    /// The name in results and paths.
    pub name: &'static str,
    /// What people call it, where what it is of is plain.
    pub label: &'static str,
    /// How it is measured.
    pub unit: Unit,
}

macro_rules! figures {
    ($of:ident, $results:ident { $( $name:ident: $label:literal, $unit:ident, $value:expr; )* }) => {
        impl $of {
            /// The table of its results, in the order of reports.
            pub const FIGURES: &'static [FigureSpec] = &[
                $( FigureSpec { name: stringify!($name), label: $label, unit: Unit::$unit }, )*
            ];

            /// The row of [`Self::FIGURES`] called `name`.
            pub fn row(name: &str) -> Option<usize> {
                Self::FIGURES.iter().position(|spec| spec.name == name)
            }
        }

        impl<N: Number> $of<N> {
            /// The result of the row `index` of `FIGURES`.
            fn figure(&self, index: usize) -> Option<N> {
                let $results = self;
                [ $( $value, )* ].get(index).copied()
            }
        }
    };
}

figures!(Headcount, of {
    before: "people before", People, of.before;
    eliminated: "positions eliminated", People, of.eliminated;
    attrition: "quits left unfilled", People, of.attrition;
    redeployed: "people redeployed", People, of.redeployed;
    laid_off: "people laid off", People, of.laid_off;
    rehired: "people rehired", People, of.rehired;
    ai_hires: "AI hires", People, of.ai_hires;
    after: "people after", People, of.after;
    managers_before: "managers before", People, of.managers_before;
    managers_after: "managers after", People, of.managers_after;
    span_before: "span of control before", Ratio, of.span_before;
    span_after: "span of control after", Ratio, of.span_after;
    layers_before: "layers before", Ratio, of.layers_before;
    layers_after: "layers after", Ratio, of.layers_after;
    decision_days_before: "decision time before", Days, of.decision_days_before;
    decision_days_after: "decision time after", Days, of.decision_days_after;
    uncovered: "work left uncovered", People, of.uncovered;
    extra_quits: "extra quits of survivors", People, of.extra_quits;
});

figures!(Savings, of {
    run_rate_gross: "gross run-rate savings", MoneyPerYear, of.run_rate_gross;
    run_rate: "run-rate savings", MoneyPerYear, of.run_rate;
    charge: "restructuring charge", Money, of.charge;
    reskilling: "reskilling", Money, of.reskilling;
    rehiring: "rehiring", Money, of.rehiring;
    survivors: "cost of survivors' quits", Money, of.survivors;
    lost_output: "lost output, not cash", Money, of.lost_output;
    net_cash: "net cash by the horizon", Money, of.net_cash;
    peak_negative: "lowest net cash", Money, of.peak_negative;
    peak_negative_quarter: "quarter of the lowest net cash", Quarters, of.peak_negative_quarter;
    payback_months: "payback", Months, of.payback_months;
    simple_payback_months: "charge ÷ run-rate", Months, of.simple_payback_months;
    npv: "net present value", Money, of.npv;
    npv_with_ai: "NPV with AI and its return", Money, of.npv_with_ai;
    net_cash_after_survivors: "net cash after survivors' quits", Money, of.net_cash_after_survivors;
    payback_after_survivors_months: "payback after survivors' quits", Months, of.payback_after_survivors_months;
    npv_after_survivors: "NPV after survivors' quits", Money, of.npv_after_survivors;
});

figures!(ChargeLines, of {
    notice_pay: "notice pay", Money, of.notice_pay;
    severance: "severance", Money, of.severance;
    severance_tax: "payroll tax on severance", Money, of.severance_tax;
    benefits: "benefits", Money, of.benefits;
    outplacement: "outplacement", Money, of.outplacement;
    fixed: "fixed exit costs", Money, of.fixed;
});

figures!(AiOutcome, of {
    run_rate: "moved to AI a year", MoneyPerYear, of.run_rate;
    total: "moved to AI by the horizon", Money, of.total;
    retained: "net cash retained", Money, of.retained;
    capex_share: "share of the capex plan", Share, of.capex_share;
    capex_days: "days of the capex plan", Days, of.capex_days;
    people_moved_cost: "pay of the people redeployed", MoneyPerYear, of.people_moved_cost;
});

figures!(OptionOutcome, of {
    run_rate: "money a year", MoneyPerYear, of.run_rate;
    total: "money by the horizon", Money, of.total;
    bought: "bought by the horizon", Count, of.bought;
    sustained: "kept up", Count, of.sustained;
});

figures!(QuarterOutcome, of {
    savings: "savings", Money, of.savings;
    charge: "charge recognised", Money, of.charge;
    paid: "charge paid", Money, of.paid;
    liability: "liability at the end", Money, of.liability;
    net_cash: "net cash", Money, of.net_cash;
    cumulative: "net cash to date", Money, of.cumulative;
    ai: "moved to AI", Money, of.ai;
    retained: "net cash retained", Money, of.retained;
    headcount: "people at the end", People, of.headcount;
});

figures!(DivisionOutcome, of {
    before: "people before", People, of.people.before;
    eliminated: "positions eliminated", People, of.people.eliminated;
    attrition: "quits left unfilled", People, of.people.attrition;
    redeployed: "people redeployed", People, of.people.redeployed;
    laid_off: "people laid off", People, of.people.laid_off;
    rehired: "people rehired", People, of.people.rehired;
    after: "people after", People, of.people.after;
    managers_before: "managers before", People, of.people.managers_before;
    managers_after: "managers after", People, of.people.managers_after;
    span_after: "span of control after", Ratio, of.people.span_after;
    run_rate: "run-rate savings", MoneyPerYear, of.run_rate;
    charge: "restructuring charge", Money, of.charge;
    ai_run_rate: "moved to AI a year", MoneyPerYear, of.ai_run_rate;
    uncovered: "work left uncovered", People, of.people.uncovered;
    extra_quits: "extra quits of survivors", People, of.extra_quits;
});

impl Figure {
    /// Every result of any plan of `scenario`, in the order of reports.
    pub fn all(scenario: &Scenario) -> Vec<Self> {
        let rows = |table: &'static [FigureSpec]| 0..table.len();
        let mut all: Vec<Self> = rows(Headcount::FIGURES).map(Self::Headcount).collect();
        all.extend(rows(Savings::FIGURES).map(Self::Savings));
        all.extend((0..years(scenario)).map(Self::InYear));
        all.extend(rows(ChargeLines::FIGURES).map(Self::ChargeLine));
        all.extend(rows(AiOutcome::FIGURES).map(Self::Ai));
        for option in 0..scenario.options.len() {
            all.extend(rows(OptionOutcome::FIGURES).map(|row| Self::Option(option, row)));
        }
        for quarter in 0..scenario.horizon {
            all.extend(rows(QuarterOutcome::FIGURES).map(|row| Self::Quarter(quarter, row)));
        }
        for division in 0..scenario.divisions.len() {
            all.extend(rows(DivisionOutcome::FIGURES).map(|row| Self::Division(division, row)));
        }
        all
    }

    /// The result at `path`.
    ///
    /// # Errors
    /// [`UnknownPath`] names the first part that leads nowhere.
    pub fn parse(path: &str, scenario: &Scenario) -> Result<Self, UnknownPath> {
        let keys = |index: usize| scenario.divisions.get(index).map(|d| d.key.clone());
        let options = |index: usize| scenario.options.get(index).map(|o| o.key.clone());
        let quarters = |index: usize| (index < scenario.horizon).then(|| label(scenario, index));
        let parts: Vec<&str> = path.split('.').collect();
        match *parts.as_slice() {
            ["headcount", name] => row(name, Headcount::FIGURES).map(Self::Headcount),
            ["savings", name] => row(name, Savings::FIGURES).map(Self::Savings),
            ["savings", "in_year", wanted] => {
                let year_at =
                    |index| (index < years(scenario)).then(|| year(scenario, index).to_string());
                place(wanted, year_at).map(Self::InYear)
            }
            ["savings", "charge_lines", name] => {
                row(name, ChargeLines::FIGURES).map(Self::ChargeLine)
            }
            ["ai", name] => row(name, AiOutcome::FIGURES).map(Self::Ai),
            ["ai", "options", key, name] => Ok(Self::Option(
                place(key, options)?,
                row(name, OptionOutcome::FIGURES)?,
            )),
            ["quarters", quarter, name] => Ok(Self::Quarter(
                place(quarter, quarters)?,
                row(name, QuarterOutcome::FIGURES)?,
            )),
            ["divisions", key, name] => Ok(Self::Division(
                place(key, keys)?,
                row(name, DivisionOutcome::FIGURES)?,
            )),
            _ => Err(unknown_shape(path)),
        }
    }

    /// Its path in the results of `scenario`.
    pub fn path(self, scenario: &Scenario) -> String {
        let name = self.spec().name;
        match self {
            Self::Headcount(_) => format!("headcount.{name}"),
            Self::Savings(_) => format!("savings.{name}"),
            Self::InYear(index) => format!("savings.in_year.{}", year(scenario, index)),
            Self::ChargeLine(_) => format!("savings.charge_lines.{name}"),
            Self::Ai(_) => format!("ai.{name}"),
            Self::Option(option, _) => {
                format!("ai.options.{}.{name}", scenario.options[option].key)
            }
            Self::Quarter(quarter, _) => format!("quarters.{}.{name}", label(scenario, quarter)),
            Self::Division(division, _) => {
                format!("divisions.{}.{name}", scenario.divisions[division].key)
            }
        }
    }

    /// Its row of the tables of results.
    pub fn spec(self) -> &'static FigureSpec {
        const IN_YEAR: FigureSpec = FigureSpec {
            name: "in_year",
            label: "savings in the year",
            unit: Unit::Money,
        };
        match self {
            Self::Headcount(row) => &Headcount::FIGURES[row],
            Self::Savings(row) => &Savings::FIGURES[row],
            Self::InYear(_) => &IN_YEAR,
            Self::ChargeLine(row) => &ChargeLines::FIGURES[row],
            Self::Ai(row) => &AiOutcome::FIGURES[row],
            Self::Option(_, row) => &OptionOutcome::FIGURES[row],
            Self::Quarter(_, row) => &QuarterOutcome::FIGURES[row],
            Self::Division(_, row) => &DivisionOutcome::FIGURES[row],
        }
    }

    /// What people call it, and what it is of: `savings, 2026-Q1`.
    pub fn label(self, scenario: &Scenario) -> String {
        let label = self.spec().label;
        match self {
            Self::InYear(index) => format!("savings in {}", year(scenario, index)),
            Self::Option(option, _) => format!("{label}, {}", scenario.options[option].name),
            Self::Quarter(quarter, _) => format!("{label}, {}", self::label(scenario, quarter)),
            Self::Division(division, _) => {
                format!("{label}, {}", scenario.divisions[division].name)
            }
            _ => label.into(),
        }
    }

    /// Its value in `outcome`; undefined where the outcome has no such place.
    pub fn of<N: Number>(self, outcome: &Outcome<N>) -> N {
        let value = match self {
            Self::Headcount(row) => outcome.headcount.figure(row),
            Self::Savings(row) => outcome.savings.figure(row),
            Self::InYear(index) => outcome.savings.in_year.get(index).map(|year| year.amount),
            Self::ChargeLine(row) => outcome.savings.charge_lines.figure(row),
            Self::Ai(row) => outcome.ai.figure(row),
            Self::Option(option, row) => {
                let option = outcome.ai.options.get(option);
                option.and_then(|option| option.figure(row))
            }
            Self::Quarter(quarter, row) => {
                let quarter = outcome.quarters.get(quarter);
                quarter.and_then(|quarter| quarter.figure(row))
            }
            Self::Division(division, row) => {
                let division = outcome.divisions.get(division);
                division.and_then(|division| division.figure(row))
            }
        };
        value.unwrap_or_else(N::undefined)
    }
}

fn label(scenario: &Scenario, quarter: usize) -> String {
    scenario.start.plus(quarter).to_string()
}

fn year(scenario: &Scenario, index: usize) -> u32 {
    scenario.start.year() + index as u32
}

/// Calendar years that the horizon touches.
pub(crate) fn years(scenario: &Scenario) -> usize {
    let last: Quarter = scenario.start.plus(scenario.horizon - 1);
    (last.year() - scenario.start.year()) as usize + 1
}

fn row(wanted: &str, table: &'static [FigureSpec]) -> Result<usize, UnknownPath> {
    place(wanted, |index| {
        table.get(index).map(|spec| spec.name.into())
    })
}

/// Where `wanted` is among the names that `name` gives, from 0 on.
fn place(wanted: &str, name: impl Fn(usize) -> Option<String>) -> Result<usize, UnknownPath> {
    let names: Vec<String> = (0..).map_while(name).collect();
    names
        .iter()
        .position(|name| name == wanted)
        .ok_or_else(|| UnknownPath {
            part: wanted.into(),
            known: names,
        })
}

fn unknown_shape(path: &str) -> UnknownPath {
    let known = [
        "headcount.NAME",
        "savings.NAME",
        "savings.in_year.YEAR",
        "savings.charge_lines.NAME",
        "ai.NAME",
        "ai.options.KEY.NAME",
        "quarters.YYYY-Qn.NAME",
        "divisions.KEY.NAME",
    ];
    UnknownPath {
        part: path.into(),
        known: known.map(Into::into).into(),
    }
}
