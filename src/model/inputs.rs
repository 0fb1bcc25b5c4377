//! Every numeric input of an organisation, one row each: name, words, unit, bound, default, and how it is drawn.
//!
//! The file layer reads and writes by these rows, paths address by them, screens label by them. An input needs
//! its row and its use in a formula. The number that begins a row is the dimension of the Sobol' sequence that the
//! input is drawn from. It is unique in its table, with those of the discount rate and the capital spending plan
//! among the assumptions'. It is never changed, and never given to another input: so rows may come, go and move,
//! and a seed still means the same draws.

use crate::model::{Bound, Input, Number};

/// How an input is measured; decides how it is written for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Full-time equivalents.
    People,
    /// Units of the scenario's currency.
    Money,
    /// Units of the scenario's currency per year.
    MoneyPerYear,
    /// A fraction shown in per cent.
    Share,
    /// A fraction per year shown in per cent.
    SharePerYear,
    /// A plain number.
    Ratio,
    /// Units of something bought.
    Count,
    /// Days.
    Days,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
    /// Quarters.
    Quarters,
    /// Years.
    Years,
}

/// One row of an input table.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The name in files and paths.
    pub name: &'static str,
    /// The name on screens and in reports.
    pub label: &'static str,
    /// What it measures, in a sentence without a full stop.
    pub help: &'static str,
    /// How it is measured.
    pub unit: Unit,
    /// The values it may take.
    pub bound: Bound,
    /// Its value when a file leaves it out; `None` where a file must give it.
    pub default: Option<f64>,
    /// The dimension of the Sobol' sequence that it is drawn from.
    pub dimension: usize,
    /// Another input of the same table that it must not pass.
    pub tied_to: Option<Tie>,
}

/// An order that two inputs keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie {
    /// The end of the range that the other input sets.
    pub end: End,
    /// The name of the other input.
    pub other: &'static str,
    /// The order in words, without a full stop.
    pub rule: &'static str,
}

/// An end of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The least value.
    Low,
    /// The largest value.
    High,
}

const SEVERANCE_RULE: &str = "severance, least, must not be above severance, most";

macro_rules! inputs {
    ($(#[$meta:meta])* $name:ident {
        $( $field:ident: $dimension:literal, $label:literal, $unit:ident, $bound:expr, $default:expr, $help:literal
            $(, $end:ident is $other:ident, $rule:expr)?; )*
    }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct $name<N = f64> {
            $( #[doc = $help] pub $field: N, )*
        }

        impl $name {
            /// The table of its inputs, in the order of files.
            pub const FIELDS: &'static [Field] = &[
                $( Field {
                    name: stringify!($field),
                    label: $label,
                    help: $help,
                    unit: Unit::$unit,
                    bound: $bound,
                    default: $default,
                    dimension: $dimension,
                    tied_to: inputs!(@tie $($end $other $rule)?),
                }, )*
            ];

            /// The index of each input's row in [`Self::FIELDS`], by its name.
            pub const ROW: $name<usize> = {
                let mut rows = 0;
                $( let $field = rows; rows += 1; )*
                assert!(rows == Self::FIELDS.len());
                $name { $( $field, )* }
            };

            /// Creates the inputs from the values of [`Self::FIELDS`], asked for in that order.
            pub fn from_fields(mut value: impl FnMut(&'static Field) -> f64) -> Self {
                let mut fields = Self::FIELDS.iter();
                $( let $field = fields.next().map_or(f64::NAN, &mut value); )*
                Self { $( $field, )* }
            }
        }

        impl<N: Copy> $name<N> {
            /// Returns the value of the row `index` of [`Self::FIELDS`].
            pub fn get(&self, index: usize) -> Option<N> {
                [ $( self.$field, )* ].get(index).copied()
            }

            /// Returns the place of the value of the row `index` of [`Self::FIELDS`].
            fn slot(&mut self, index: usize) -> Option<&mut N> {
                [ $( &mut self.$field, )* ].into_iter().nth(index)
            }

            /// Sets the value of the row `index` of [`Self::FIELDS`].
            pub fn set(&mut self, index: usize, value: N) {
                if let Some(slot) = self.slot(index) {
                    *slot = value;
                }
            }

            /// Converts every number.
            pub fn map<M>(&self, mut number: impl FnMut(N) -> M) -> $name<M> {
                $name { $( $field: number(self.$field), )* }
            }
        }
    };
    (@tie) => { None };
    (@tie $end:ident $other:ident $rule:expr) => {
        Some(Tie { end: End::$end, other: stringify!($other), rule: $rule })
    };
}

inputs! {
    /// The numbers of one division.
    DivisionInputs {
        headcount: 0, "headcount", People, Bound::Positive, None, "people before the plan, full-time equivalents";
        loaded_cost: 1, "loaded cost", MoneyPerYear, Bound::Positive, None, "fully loaded cost of one FTE for one year";
        span: 2, "span of control", Ratio, Bound::AboveOne, Some(7.0), "average span of control: people per manager";
        tenure: 3, "tenure", Years, Bound::NonNegative, Some(4.0), "mean years of service";
        attrition: 4, "attrition", SharePerYear, Bound::SHARE, Some(0.10), "voluntary quits per year, share of headcount";
        automatable: 5, "automatable work", Share, Bound::SHARE, Some(0.0), "share of today's work that automation can take over";
        max_cut: 6, "guardrail", Share, Bound::SHARE, Some(1.0), "largest cut thought safe: guardrail and solver cap";
    }
}

inputs! {
    /// What holds for the whole organisation.
    Assumptions {
        load_factor: 1, "load factor", Ratio, Bound::Positive, Some(1.28), "loaded cost divided by base pay";
        manager_premium: 2, "manager premium", Ratio, Bound::Positive, Some(1.5), "a manager's loaded cost divided by a non-manager's";
        notice_days: 3, "notice", Days, Bound::UpTo(730.0), Some(60.0), "days between notice and exit";
        severance_fixed_weeks: 4, "severance, fixed", Weeks, Bound::NonNegative, Some(0.0), "weeks of base pay whatever the tenure";
        severance_weeks_per_year: 5, "severance per year", Weeks, Bound::NonNegative, Some(2.0), "weeks of base pay per year of service";
        severance_min_weeks: 6, "severance, least", Weeks, Bound::NonNegative, Some(4.0), "fewest weeks of severance", High is severance_max_weeks, SEVERANCE_RULE;
        severance_max_weeks: 7, "severance, most", Weeks, Bound::NonNegative, Some(22.0), "most weeks of severance", Low is severance_min_weeks, SEVERANCE_RULE;
        severance_tax: 8, "tax on severance", Share, Bound::SHARE, Some(0.0765), "employer payroll tax on severance";
        benefits_months: 9, "benefits, months", Months, Bound::NonNegative, Some(3.0), "months of benefits after exit";
        benefits_per_month: 10, "benefits per month", Money, Bound::NonNegative, Some(1000.0), "benefits per person and month after exit";
        outplacement: 11, "outplacement", Money, Bound::NonNegative, Some(2000.0), "job placement help per person laid off";
        fixed_charge: 12, "fixed exit costs", Money, Bound::NonNegative, Some(0.0), "cash exit costs of the whole programme, such as leases and advisers";
        reskilling: 13, "reskilling", Money, Bound::NonNegative, Some(7000.0), "per redeployed person; never part of the charge";
        rehire_share: 14, "rehired share", Share, Bound::SHARE, Some(0.053), "share of people laid off who are later hired back";
        rehire_lag: 15, "rehire lag", Quarters, Bound::UpTo(80.0), Some(4.0), "quarters between exit and rehire";
        rehire_cost: 16, "cost of a rehire", Ratio, Bound::NonNegative, Some(0.25), "share of base pay, per rehire";
        survivor_quits: 17, "survivors' extra quits", Ratio, Bound::NonNegative, Some(0.032), "extra voluntary quits in the year after a 1 % cut, share of survivors";
        survivor_exponent: 18, "survivors' exponent", Ratio, Bound::Positive, Some(0.2), "extra quits grow with the cut to this power";
        replacement_cost: 19, "cost of a replacement", Ratio, Bound::NonNegative, Some(0.8), "share of base pay, per extra quit";
        productivity_dip: 20, "productivity dip", Share, Bound::SHARE, Some(0.05), "share of survivors' output lost at first";
        dip_half_life: 21, "half-life of the dip", Quarters, Bound::Positive, Some(2.0), "quarters until half of the dip is gone";
        days_per_layer: 22, "days per layer", Days, Bound::NonNegative, Some(3.0), "decision time spent at each layer";
        delivery: 23, "delivery", Ratio, Bound::UpTo(2.0), Some(1.0), "share of each planned cut that is carried out";
        slip: 24, "slip", Quarters, Bound::UpTo(80.0), Some(0.0), "quarters by which everything is late";
        cost_factor: 25, "cost factor", Ratio, Bound::Positive, Some(1.0), "multiplies every loaded cost";
        price_factor: 26, "price factor", Ratio, Bound::Positive, Some(1.0), "multiplies every AI unit cost";
        ai_return: 27, "AI return", SharePerYear, Bound::NonNegative, Some(0.0), "yearly gross return on AI money spent";
        ai_lag: 28, "AI lag", Quarters, Bound::UpTo(80.0), Some(4.0), "quarters before AI money returns anything";
    }
}

inputs! {
    /// The numbers of one thing AI money can buy.
    OptionInputs {
        unit_cost: 0, "unit cost", Money, Bound::Positive, None, "price of one unit";
        life: 1, "life", Years, Bound::Positive, None, "years a unit lasts";
        running_cost: 2, "running cost", MoneyPerYear, Bound::NonNegative, Some(0.0), "yearly cost of keeping one unit running";
    }
}

/// Everything that may be uncertain, in one number type.
#[derive(Clone, Debug, PartialEq)]
pub struct Inputs<N = f64> {
    /// Yearly discount rate.
    pub discount_rate: N,
    /// Company-wide assumptions.
    pub assumptions: Assumptions<N>,
    /// One entry per division.
    pub divisions: Vec<DivisionInputs<N>>,
    /// One entry per AI option.
    pub options: Vec<OptionInputs<N>>,
    /// Amount of the capital spending plan, where there is one.
    pub capex_plan: Option<N>,
}

impl Inputs {
    /// The row of `discount_rate`.
    pub const DISCOUNT_RATE: Field = Field {
        name: "discount_rate",
        label: "discount rate",
        help: "yearly rate at which later cash counts less",
        unit: Unit::SharePerYear,
        bound: Bound::SHARE,
        default: Some(0.09),
        dimension: 0,
        tied_to: None,
    };
    /// The row of `ai.capex_plan.amount`.
    pub const CAPEX_PLAN: Field = Field {
        name: "amount",
        label: "capex plan",
        help: "capital spending the savings are said to help fund",
        unit: Unit::Money,
        bound: Bound::Positive,
        default: None,
        dimension: 29,
        tied_to: None,
    };
}

impl<N: Copy> Inputs<N> {
    /// Returns the value of `input`; `None` for a decision, and where the scenario has no such input.
    pub fn get(&self, input: Input) -> Option<N> {
        match input {
            Input::DiscountRate => Some(self.discount_rate),
            Input::Assumption(row) => self.assumptions.get(row),
            Input::Division(index, row) => self.divisions.get(index)?.get(row),
            Input::Option(index, row) => self.options.get(index)?.get(row),
            Input::CapexPlan => self.capex_plan,
            Input::Horizon | Input::Lever(..) | Input::Plan(_) | Input::Share(_) => None,
        }
    }

    /// Returns the place of the value of `input`.
    fn slot(&mut self, input: Input) -> Option<&mut N> {
        match input {
            Input::DiscountRate => Some(&mut self.discount_rate),
            Input::Assumption(row) => self.assumptions.slot(row),
            Input::Division(index, row) => self.divisions.get_mut(index)?.slot(row),
            Input::Option(index, row) => self.options.get_mut(index)?.slot(row),
            Input::CapexPlan => self.capex_plan.as_mut(),
            Input::Horizon | Input::Lever(..) | Input::Plan(_) | Input::Share(_) => None,
        }
    }

    /// Sets the value of `input`; does nothing for a decision, and where the scenario has no such input.
    #[inline(always)]
    pub fn set(&mut self, input: Input, value: N) {
        if let Some(slot) = self.slot(input) {
            *slot = value;
        }
    }

    /// Converts every number.
    pub fn map<M>(&self, number: impl Fn(N) -> M) -> Inputs<M> {
        Inputs {
            discount_rate: number(self.discount_rate),
            assumptions: self.assumptions.map(&number),
            divisions: self.divisions.iter().map(|d| d.map(&number)).collect(),
            options: self.options.iter().map(|o| o.map(&number)).collect(),
            capex_plan: self.capex_plan.map(&number),
        }
    }
}

impl<N: Number> DivisionInputs<N> {
    /// Returns managers before the plan, `(H-1)/s`: everyone but the head has one. 0 below one person.
    pub fn managers(&self) -> N {
        let one = N::of(1.0);
        let managers = (self.headcount - one) / self.span;
        self.headcount.if_less(one, N::zero(), managers)
    }

    /// Returns the division's own share of managers, `M/H`.
    pub fn manager_share(&self) -> N {
        self.managers() / self.headcount
    }
}
