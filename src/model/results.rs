//! The catalogue of results: every figure of a plan, its name, label, unit, and which way is better.
//!
//! A row of a table below is a field of the outcome and, at once, a result that has a path
//! (`savings.npv`, `quarters.2026-Q1.ai`), a place in JSON and CSV, in comparisons and in
//! explanations, and a constant ([`Savings::NPV`]) by which panes, reports and the workbook name it.
//! Names and order are those of the model contract, section 4. No formula is here: the kernel has
//! them, and does not compile until a new field has one.

use crate::model::{Number, People, PositionCost, Scenario, Unit, UnknownPath};

/// Which way a result is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// The more, the better.
    More,
    /// The less, the better.
    Less,
}

/// What the catalogue says of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FigureSpec {
    /// The path in results; `{}` stands for the year, AI option, quarter or division.
    pub path: &'static str,
    /// The last part of the path.
    pub name: &'static str,
    /// What people call it, without its year, option, quarter or division.
    pub label: &'static str,
    /// The label for narrow places.
    pub short: &'static str,
    /// How it is measured.
    pub unit: Unit,
    /// Which way it is better, if either.
    pub better: Option<Better>,
    /// Whether it adds up over the quarters to the horizon, so that only plans of one horizon compare.
    pub to_horizon: bool,
}

/// One result of a plan: a row of the catalogue and, where there are several, of which year, AI
/// option, quarter or division.
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

/// Every result of one plan. A figure that is not defined is NaN; see [`defined`].
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome<N = f64> {
    /// People, managers, layers.
    pub headcount: Headcount<N>,
    /// Savings, charge, cash, payback, net present value.
    pub savings: Savings<N>,
    /// Money for AI.
    pub ai: AiOutcome<N>,
    /// One per quarter up to the horizon.
    pub quarters: Vec<QuarterOutcome<N>>,
    /// One per division.
    pub divisions: Vec<DivisionOutcome<N>>,
}

/// Declares a struct with a result per line: `NAME field: "label" / "short label", Unit, Better;`.
/// Fields after `and` are no results.
macro_rules! results {
    (
        $(#[$meta:meta])*
        $of:ident at $path:literal as $figure:tt {
            $(
                $(#[$doc:meta])*
                $constant:ident $field:ident: $label:literal $(/ $short:literal)?,
                    $unit:ident, $better:ident $(, $span:ident)?;
            )*
        }
        $( and { $( $(#[$other_doc:meta])* $other:ident: $type:ty, )* } )?
    ) => {
        $(#[$meta])*
        pub struct $of<N = f64> {
            $( $(#[$doc])* pub $field: N, )*
            $($( $(#[$other_doc])* pub $other: $type, )*)?
        }

        rows! {
            $of at $path as $figure {
                $(
                    $constant $field = $field: $label $(/ $short)?, $unit, $better $(, $span)?;
                )*
            }
        }
    };
}

/// Declares the results of a struct that stands elsewhere: `NAME name = field: "label", Unit, Better;`.
macro_rules! rows {
    (
        $of:ident at $path:literal as $figure:tt {
            $(
                $constant:ident $name:ident = $($field:ident).+: $label:literal $(/ $short:literal)?,
                    $unit:ident, $better:ident $(, $span:ident)?;
            )*
        }
    ) => {
        const _: () = {
            #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
            enum Row { $($constant),* }

            impl $of {
                /// Its results, in the order of reports.
                pub const FIGURES: &'static [FigureSpec] = &[
                    $( FigureSpec {
                        path: concat!($path, stringify!($name)),
                        name: stringify!($name),
                        label: $label,
                        short: rows!(@short $label $(/ $short)?),
                        unit: Unit::$unit,
                        better: rows!(@better $better),
                        to_horizon: rows!(@span $($span)?),
                    }, )*
                ];

                $(
                    #[doc = concat!("`", $path, stringify!($name), "`: ", $label, ".")]
                    pub const $constant: Figure = rows!(@figure $figure Row::$constant as usize);
                )*

                /// Returns its results, in the order of reports.
                pub fn figures() -> impl Iterator<Item = Figure> {
                    (0..Self::FIGURES.len()).map(|row| rows!(@figure $figure row))
                }
            }

            impl<N: Number> $of<N> {
                /// Returns its results by the rows of `FIGURES`.
                #[inline(always)]
                pub(crate) fn figures_by_row(&self) -> [N; <$of>::FIGURES.len()] {
                    [ $( self.$($field).+, )* ]
                }

                /// Returns the result that `figure` is among its own, whichever place it names.
                pub(crate) fn result(&self, figure: Figure) -> Option<N> {
                    match figure {
                        rows!(@row $figure row) => self.figures_by_row().get(row).copied(),
                        _ => None,
                    }
                }
            }
        };
    };
    (@figure ($figure:ident $($first:literal)?) $row:expr) => { Figure::$figure($($first,)? $row) };
    (@row ($figure:ident) $row:ident) => { Figure::$figure($row) };
    (@row ($figure:ident $first:literal) $row:ident) => { Figure::$figure(_, $row) };
    (@short $label:literal) => { $label };
    (@short $label:literal / $short:literal) => { $short };
    (@better Neither) => { None };
    (@better $better:ident) => { Some(Better::$better) };
    (@span) => { false };
    (@span ToHorizon) => { true };
}

results! {
    /// The company's people: sums over divisions, and what follows from the sums. FTE unless said otherwise.
    #[derive(Clone, Copy, Debug, PartialEq)]
    Headcount at "headcount." as (Headcount) {
        /// People before the plan.
        BEFORE before: "people before", People, Neither;
        /// Positions eliminated.
        ELIMINATED eliminated: "positions eliminated" / "positions", People, Less;
        /// Natural quits left unfilled.
        ATTRITION attrition: "quits left unfilled" / "attrition", People, Neither;
        /// People moved to AI roles.
        REDEPLOYED redeployed: "people redeployed" / "redeployed", People, Neither;
        /// People laid off.
        LAID_OFF laid_off: "people laid off" / "laid off", People, Less;
        /// People later hired back.
        REHIRED rehired: "people rehired" / "hired back", People, Neither;
        /// People hired for AI with the run-rate.
        AI_HIRES ai_hires: "AI hires", People, Neither;
        /// People at the end, AI hires included.
        AFTER after: "people after", People, More;
        /// Managers before the plan.
        MANAGERS_BEFORE managers_before: "managers before", People, Neither;
        /// Managers after it.
        MANAGERS_AFTER managers_after: "managers after" / "managers", People, Neither;
        /// Average span of control before; undefined without managers.
        SPAN_BEFORE span_before: "span of control before", Ratio, Neither;
        /// Average span of control after; undefined without managers.
        SPAN_AFTER span_after: "span of control after" / "span", Ratio, Neither;
        /// Layers of management before; undefined without a span above 1.
        LAYERS_BEFORE layers_before: "layers before", Ratio, Neither;
        /// Layers of management after; undefined without a span above 1.
        LAYERS_AFTER layers_after: "layers after" / "layers", Ratio, Neither;
        /// Days a decision takes through the layers, before.
        DECISION_DAYS_BEFORE decision_days_before: "decision time before", Days, Neither;
        /// Days a decision takes through the layers, after.
        DECISION_DAYS_AFTER decision_days_after: "decision time after" / "decision", Days, Neither;
        /// Work that neither people nor automation covers any more, FTE.
        UNCOVERED uncovered: "work left uncovered" / "uncovered", People, Less;
        /// Extra voluntary quits of survivors in the year after.
        EXTRA_QUITS extra_quits: "extra quits of survivors" / "extra quits", People, Less;
    }
}

results! {
    /// Savings, what they cost first, and what is left.
    #[derive(Clone, Debug, PartialEq)]
    Savings at "savings." as (Savings) {
        /// Yearly savings of the plan carried out in full, before rehires.
        RUN_RATE_GROSS run_rate_gross: "gross run-rate savings" / "gross", MoneyPerYear, More;
        /// Yearly savings of the plan carried out in full.
        RUN_RATE run_rate: "run-rate savings" / "run-rate", MoneyPerYear, More;
        /// Restructuring charge of the plan carried out in full.
        CHARGE charge: "restructuring charge" / "charge", Money, Less;
        /// Reskilling of redeployed people; not part of the charge.
        RESKILLING reskilling: "reskilling", Money, Less;
        /// Cost of hiring people back.
        REHIRING rehiring: "rehiring", Money, Less;
        /// Cost of replacing survivors who quit.
        SURVIVORS survivors: "cost of survivors' quits" / "quits", Money, Less;
        /// Output lost while survivors recover: economic, not cash.
        LOST_OUTPUT lost_output: "lost output, not cash" / "lost*", Money, Less, ToHorizon;
        /// Cumulative net cash at the horizon.
        NET_CASH net_cash: "net cash by the horizon" / "net cash", Money, More, ToHorizon;
        /// Lowest cumulative net cash; 0 when it never falls below 0.
        PEAK_NEGATIVE peak_negative: "lowest net cash" / "lowest", Money, More;
        /// Index of the first quarter with the lowest net cash; undefined when it never falls below 0.
        PEAK_NEGATIVE_QUARTER peak_negative_quarter: "quarter of the lowest net cash", Quarters, Neither;
        /// Months until the cumulative net cash is at or above 0 for good; undefined when that is not
        /// within the horizon.
        PAYBACK_MONTHS payback_months: "payback", Months, Less;
        /// `12 · charge / run-rate`; undefined without savings.
        SIMPLE_PAYBACK_MONTHS simple_payback_months: "charge ÷ run-rate" / "chg/run", Months, Less;
        /// Net present value to the horizon, without terminal value.
        NPV npv: "net present value" / "NPV", Money, More, ToHorizon;
        /// Net present value with AI money and its return counted.
        NPV_WITH_AI npv_with_ai: "NPV with AI and its return" / "NPV & AI", Money, More, ToHorizon;
        /// Cumulative net cash at the horizon after survivors' quits.
        NET_CASH_AFTER_SURVIVORS net_cash_after_survivors:
            "net cash after survivors' quits" / "w/ quits", Money, More, ToHorizon;
        /// Payback after survivors' quits.
        PAYBACK_AFTER_SURVIVORS_MONTHS payback_after_survivors_months:
            "payback after survivors' quits" / "pb w/ q.", Months, Less;
        /// Net present value after survivors' quits.
        NPV_AFTER_SURVIVORS npv_after_survivors:
            "NPV after survivors' quits" / "NPV w/ q", Money, More, ToHorizon;
    } and {
        /// Savings within each calendar year, to the horizon.
        in_year: Vec<YearAmount<N>>,
        /// The charge line by line.
        charge_lines: ChargeLines<N>,
    }
}

/// The savings of one calendar year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct YearAmount<N = f64> {
    /// Calendar year.
    pub year: u32,
    /// Savings in it.
    pub amount: N,
}

results! {
    /// The restructuring charge line by line: per head, of a division, or of the company.
    ///
    /// The first line is paid during notice, the last when the programme pays it, all between at exit.
    #[derive(Clone, Copy, Debug, PartialEq)]
    ChargeLines at "savings.charge_lines." as (ChargeLine) {
        /// Pay during notice.
        NOTICE_PAY notice_pay: "notice pay" / "notice", Money, Less;
        /// Weeks of base pay by tenure.
        SEVERANCE severance: "severance", Money, Less;
        /// Employer payroll tax on severance.
        SEVERANCE_TAX severance_tax: "payroll tax on severance" / "its tax", Money, Less;
        /// Benefits after exit.
        BENEFITS benefits: "benefits", Money, Less;
        /// Job placement help.
        OUTPLACEMENT outplacement: "outplacement" / "placement", Money, Less;
        /// Exit costs of the whole programme; 0 for a head or a division.
        FIXED fixed: "fixed exit costs" / "fixed", Money, Less;
    }
}

results! {
    /// Money moved to AI.
    #[derive(Clone, Debug, PartialEq)]
    AiOutcome at "ai." as (Ai) {
        /// Yearly money of the plan carried out in full, Φ.
        RUN_RATE run_rate: "moved to AI a year" / "to AI", MoneyPerYear, More;
        /// Money moved up to the horizon.
        TOTAL total: "moved to AI by the horizon" / "in all", Money, More, ToHorizon;
        /// Net cash not moved, up to the horizon.
        RETAINED retained: "net cash retained" / "retained", Money, More, ToHorizon;
        /// Run-rate as a share of the capital spending plan; undefined without one.
        CAPEX_SHARE capex_share: "share of the capex plan" / "of capex", Share, More;
        /// Days of the capital spending plan that the run-rate pays for; undefined without one.
        CAPEX_DAYS capex_days: "days of the capex plan" / "days of it", Days, More;
        /// Yearly pay of the people who move to AI roles.
        PEOPLE_MOVED_COST people_moved_cost: "pay of the people redeployed" / "pay moved", MoneyPerYear, Neither;
    } and {
        /// One per AI option.
        options: Vec<OptionOutcome<N>>,
    }
}

results! {
    /// What one AI option gets and buys. Neither way is better: what one option gets, another does not.
    #[derive(Clone, Copy, Debug, PartialEq)]
    OptionOutcome at "ai.options.{}." as (Option 0) {
        /// Money per year of the plan carried out in full.
        RUN_RATE run_rate: "money a year" / "a year", MoneyPerYear, Neither;
        /// Money up to the horizon.
        TOTAL total: "money by the horizon", Money, Neither;
        /// Units bought up to the horizon; FTE-years for people.
        BOUGHT bought: "bought by the horizon" / "bought", Count, Neither;
        /// Units the run-rate keeps up year after year; FTE for people.
        SUSTAINED sustained: "sustained", Count, Neither;
    }
}

results! {
    /// One quarter of the company.
    #[derive(Clone, Copy, Debug, PartialEq)]
    QuarterOutcome at "quarters.{}." as (Quarter 0) {
        /// Payroll saved.
        SAVINGS savings: "savings", Money, More;
        /// Charge recognised.
        CHARGE charge: "charge recognised" / "+ charge", Money, Less;
        /// Of the liability, paid.
        PAID paid: "charge paid" / "- paid", Money, Less;
        /// Liability at the end of the quarter.
        LIABILITY liability: "liability at the end" / "liability, end", Money, Less;
        /// Savings less what is paid for them.
        NET_CASH net_cash: "net cash", Money, More;
        /// Net cash so far.
        CUMULATIVE cumulative: "net cash to date", Money, More;
        /// Money moved to AI.
        AI ai: "moved to AI" / "to AI", Money, More;
        /// Net cash not moved to AI.
        RETAINED retained: "net cash retained" / "retained", Money, More;
        /// People on the payroll at the end of the quarter, before AI hires.
        HEADCOUNT headcount: "people at the end" / "headcount, end", People, More;
    } and {
        /// Cost of replacing survivors who quit.
        survivors: N,
        /// Output lost while survivors recover; not cash.
        lost_output: N,
    }
}

/// One division, its plan carried out in full.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DivisionOutcome<N = f64> {
    /// Its people.
    pub people: People<N>,
    /// What its positions cost.
    pub cost: PositionCost<N>,
    /// Charge per person laid off.
    pub charge_per_head: ChargeLines<N>,
    /// Charge of everybody laid off, without the programme's fixed part.
    pub charge: N,
    /// Yearly savings before rehires.
    pub run_rate_gross: N,
    /// Yearly savings.
    pub run_rate: N,
    /// Of these, moved to AI.
    pub ai_run_rate: N,
    /// Extra voluntary quits of survivors.
    pub extra_quits: N,
}

rows! {
    DivisionOutcome at "divisions.{}." as (Division 0) {
        BEFORE before = people.before: "people before", People, Neither;
        ELIMINATED eliminated = people.eliminated: "positions eliminated", People, Less;
        ATTRITION attrition = people.attrition: "quits left unfilled", People, Neither;
        REDEPLOYED redeployed = people.redeployed: "people redeployed", People, Neither;
        LAID_OFF laid_off = people.laid_off: "people laid off", People, Less;
        REHIRED rehired = people.rehired: "people rehired", People, Neither;
        AFTER after = people.after: "people after", People, More;
        MANAGERS_BEFORE managers_before = people.managers_before: "managers before", People, Neither;
        MANAGERS_AFTER managers_after = people.managers_after: "managers after", People, Neither;
        SPAN_AFTER span_after = people.span_after: "span of control after", Ratio, Neither;
        RUN_RATE run_rate = run_rate: "run-rate savings", MoneyPerYear, More;
        CHARGE charge = charge: "restructuring charge", Money, Less;
        AI_RUN_RATE ai_run_rate = ai_run_rate: "moved to AI a year", MoneyPerYear, More;
        UNCOVERED uncovered = people.uncovered: "work left uncovered", People, Less;
        EXTRA_QUITS extra_quits = extra_quits: "extra quits of survivors", People, Less;
    }
}

/// The row of the savings of a calendar year, which have no field of their own.
const IN_YEAR: FigureSpec = FigureSpec {
    path: "savings.in_year.{}",
    name: "in_year",
    label: "savings in the year",
    short: "savings in the year",
    unit: Unit::Money,
    better: Some(Better::More),
    to_horizon: true,
};

impl Figure {
    /// Returns every result of any plan of `scenario`, in the order of reports.
    pub fn all(scenario: &Scenario) -> Vec<Self> {
        let mut all: Vec<Self> = Headcount::figures().chain(Savings::figures()).collect();
        all.extend((0..years(scenario)).map(Self::InYear));
        all.extend(ChargeLines::figures().chain(AiOutcome::figures()));
        for option in 0..scenario.options.len() {
            all.extend(OptionOutcome::figures().map(|figure| figure.at(option)));
        }
        for quarter in 0..scenario.horizon {
            all.extend(QuarterOutcome::figures().map(|figure| figure.at(quarter)));
        }
        for division in 0..scenario.divisions.len() {
            all.extend(DivisionOutcome::figures().map(|figure| figure.at(division)));
        }
        all
    }

    /// Returns the result at `path`.
    ///
    /// # Errors
    /// [`UnknownPath`] names the first part that leads nowhere.
    pub fn parse(path: &str, scenario: &Scenario) -> Result<Self, UnknownPath> {
        let row = |figures: &[FigureSpec], name: &str| {
            position(name, |row| figures.get(row).map(|spec| spec.name.into()))
        };
        let at = |first: Self, key: &str| position(key, |at| first.at(at).key(scenario));
        let parts: Vec<&str> = path.split('.').collect();
        Ok(match *parts.as_slice() {
            ["headcount", name] => Self::Headcount(row(Headcount::FIGURES, name)?),
            ["savings", name] => Self::Savings(row(Savings::FIGURES, name)?),
            ["savings", "in_year", year] => Self::InYear(at(Self::InYear(0), year)?),
            ["savings", "charge_lines", name] => Self::ChargeLine(row(ChargeLines::FIGURES, name)?),
            ["ai", name] => Self::Ai(row(AiOutcome::FIGURES, name)?),
            ["ai", "options", key, name] => {
                let option = at(Self::Option(0, 0), key)?;
                Self::Option(option, row(OptionOutcome::FIGURES, name)?)
            }
            ["quarters", label, name] => {
                let quarter = at(Self::Quarter(0, 0), label)?;
                Self::Quarter(quarter, row(QuarterOutcome::FIGURES, name)?)
            }
            ["divisions", key, name] => {
                let division = at(Self::Division(0, 0), key)?;
                Self::Division(division, row(DivisionOutcome::FIGURES, name)?)
            }
            _ => return Err(unknown_shape(path)),
        })
    }

    /// Returns its path in the results of `scenario`.
    pub fn path(self, scenario: &Scenario) -> String {
        let path = self.spec().path;
        match self.key(scenario) {
            Some(key) => path.replace("{}", &key),
            None => path.into(),
        }
    }

    /// Returns its row of the catalogue.
    pub const fn spec(self) -> &'static FigureSpec {
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

    /// Returns the same result of another year, AI option, quarter or division; the company has one of each.
    pub const fn at(self, index: usize) -> Self {
        match self {
            Self::InYear(_) => Self::InYear(index),
            Self::Option(_, row) => Self::Option(index, row),
            Self::Quarter(_, row) => Self::Quarter(index, row),
            Self::Division(_, row) => Self::Division(index, row),
            Self::Headcount(_) | Self::Savings(_) | Self::ChargeLine(_) | Self::Ai(_) => self,
        }
    }

    /// Returns what it is called in a text that says of which year, option, quarter or division it is:
    /// `savings, 2026-Q1`.
    pub fn label(self, scenario: &Scenario) -> String {
        let label = self.spec().label;
        match self {
            Self::InYear(year) => format!("savings in {}", scenario.start.year() + year as u32),
            Self::Option(option, _) => format!("{label}, {}", scenario.options[option].name),
            Self::Quarter(quarter, _) => format!("{label}, {}", scenario.start.plus(quarter)),
            Self::Division(division, _) => {
                format!("{label}, {}", scenario.divisions[division].name)
            }
            Self::Headcount(_) | Self::Savings(_) | Self::ChargeLine(_) | Self::Ai(_) => {
                label.into()
            }
        }
    }

    /// Returns the heading of the results it belongs to.
    pub fn group(self) -> &'static str {
        match self {
            Self::Headcount(_) => "People",
            Self::Savings(_) | Self::InYear(_) => "Savings and what they cost",
            Self::ChargeLine(_) => "Restructuring charge",
            Self::Ai(_) => "Money for AI",
            Self::Option(..) => "What it buys",
            Self::Quarter(..) => "Quarters",
            Self::Division(..) => "Divisions",
        }
    }

    /// Returns its value in `outcome`; undefined where the outcome has no such year, option, quarter or
    /// division.
    pub fn of<N: Number>(self, outcome: &Outcome<N>) -> N {
        let value = match self {
            Self::Headcount(_) => outcome.headcount.result(self),
            Self::Savings(_) => outcome.savings.result(self),
            Self::InYear(at) => outcome.savings.in_year.get(at).map(|year| year.amount),
            Self::ChargeLine(_) => outcome.savings.charge_lines.result(self),
            Self::Ai(_) => outcome.ai.result(self),
            Self::Option(at, _) => outcome.ai.options.get(at).and_then(|of| of.result(self)),
            Self::Quarter(at, _) => outcome.quarters.get(at).and_then(|of| of.result(self)),
            Self::Division(at, _) => outcome.divisions.get(at).and_then(|of| of.result(self)),
        };
        value.unwrap_or_else(N::undefined)
    }

    /// Returns the part of its path that says of which year, option, quarter or division it is.
    fn key(self, scenario: &Scenario) -> Option<String> {
        match self {
            Self::InYear(year) => {
                (year < years(scenario)).then(|| (scenario.start.year() + year as u32).to_string())
            }
            Self::Option(option, _) => Some(scenario.options.get(option)?.key.clone()),
            Self::Quarter(quarter, _) => {
                (quarter < scenario.horizon).then(|| scenario.start.plus(quarter).to_string())
            }
            Self::Division(division, _) => Some(scenario.divisions.get(division)?.key.clone()),
            Self::Headcount(_) | Self::Savings(_) | Self::ChargeLine(_) | Self::Ai(_) => None,
        }
    }
}

/// Returns a figure, or nothing where it is not defined.
pub fn defined(figure: f64) -> Option<f64> {
    figure.is_finite().then_some(figure)
}

/// Counts the calendar years that the horizon touches.
pub(crate) fn years(scenario: &Scenario) -> usize {
    let last = scenario.start.plus(scenario.horizon - 1);
    (last.year() - scenario.start.year()) as usize + 1
}

/// Returns the position of `wanted` among the names that `name` gives, from 0 on.
fn position(wanted: &str, name: impl Fn(usize) -> Option<String>) -> Result<usize, UnknownPath> {
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
