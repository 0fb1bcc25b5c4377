//! Plans side by side: every result of each, what differs, and which is better where one can be.
//!
//! Plans may be of one scenario or of several: results meet by their paths, and one that a scenario
//! does not have is undefined there. Must not compute a result.

use crate::model::{
    AiOutcome, Better, Figure, Headcount, Outcome, Savings, Scenario, Unit, defined,
};
use std::collections::BTreeMap;

/// What matters most of a plan, by what it is about.
#[rustfmt::skip]
pub const HEADLINES: [(&str, &[Figure]); 4] = [
    ("People", &[
        Headcount::ELIMINATED, Headcount::LAID_OFF, Headcount::REDEPLOYED, Headcount::AFTER,
        Headcount::UNCOVERED, Headcount::EXTRA_QUITS,
    ]),
    ("Savings", &[
        Savings::RUN_RATE, Savings::NET_CASH, Savings::NPV, Savings::NPV_AFTER_SURVIVORS,
        Savings::PAYBACK_MONTHS,
    ]),
    ("What it costs", &[
        Savings::CHARGE, Savings::PEAK_NEGATIVE, Savings::SURVIVORS, Savings::LOST_OUTPUT,
    ]),
    ("Money for AI", &[
        AiOutcome::RUN_RATE, AiOutcome::TOTAL, AiOutcome::CAPEX_SHARE, AiOutcome::RETAINED,
    ]),
];

impl Better {
    /// How good `value` is: the greater, the better. A payback that never comes is the worst;
    /// anything else that is not defined is not to be judged.
    pub fn merit(self, unit: Unit, value: f64) -> f64 {
        let value = match unit {
            Unit::Months if value.is_nan() => f64::INFINITY,
            _ => value,
        };
        match self {
            Self::More => value,
            Self::Less => -value,
        }
    }

    /// Which of `values` are best; none where all are equally good, or nothing can be judged.
    pub fn best(self, unit: Unit, values: &[f64]) -> Vec<bool> {
        let merits: Vec<f64> = values.iter().map(|&v| self.merit(unit, v)).collect();
        let known = || merits.iter().copied().filter(|merit| !merit.is_nan());
        let best = known().reduce(f64::max);
        let is_best = |merit: f64| best.is_some_and(|best| same(merit, best));
        match known().all(is_best) {
            true => vec![false; values.len()],
            false => merits.into_iter().map(is_best).collect(),
        }
    }
}

/// Whether two values are one: what rounding leaves between two ways to one figure is no difference.
pub fn same(a: f64, b: f64) -> bool {
    let apart = (a - b).abs();
    a == b || a.is_nan() && b.is_nan() || apart.is_finite() && apart <= 1e-12 * a.abs().max(b.abs())
}

/// How much more `to` is than `from`; exactly 0 where they are the same, undefined where one of
/// them is.
pub fn change(from: f64, to: f64) -> f64 {
    match same(from, to) && from.is_finite() {
        true => 0.0,
        false => to - from,
    }
}

/// A plan in a comparison.
#[derive(Clone, Debug)]
pub struct Column<'a> {
    /// What it is a plan of.
    pub scenario: &'a Scenario,
    /// Its index there.
    pub plan: usize,
    /// Its results.
    pub outcome: Outcome,
}

impl<'a> Column<'a> {
    /// The plan `plan` of `scenario`.
    pub fn of(scenario: &'a Scenario, plan: usize) -> Self {
        Self {
            scenario,
            plan,
            outcome: scenario.evaluate(plan),
        }
    }
}

/// A result of all the plans.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its path.
    pub path: String,
    /// Where it is in the first scenario that has it.
    pub figure: Figure,
    /// What people call it.
    pub label: String,
    /// One for each column; undefined where a scenario has no such result.
    pub values: Vec<f64>,
}

impl Line {
    /// How it is measured.
    pub fn unit(&self) -> Unit {
        self.figure.spec().unit
    }

    /// Whether it is in units of a currency.
    pub fn is_money(&self) -> bool {
        matches!(self.unit(), Unit::Money | Unit::MoneyPerYear)
    }
}

/// Plans side by side.
#[derive(Clone, Debug)]
pub struct Comparison<'a> {
    /// The plans.
    pub columns: Vec<Column<'a>>,
    /// Every result that any of them has, in the order of reports.
    pub lines: Vec<Line>,
}

impl<'a> Comparison<'a> {
    /// Of these plans, in their order.
    pub fn of(columns: Vec<Column<'a>>) -> Self {
        let mut union = Union::default();
        let mut scenarios: Vec<(&Scenario, Vec<Option<Figure>>)> = Vec::new();
        for column in &columns {
            if !scenarios
                .iter()
                .any(|(known, _)| std::ptr::eq(*known, column.scenario))
            {
                scenarios.push((column.scenario, union.add(column.scenario)));
            }
        }
        let line = |node: usize| {
            let figure_in = |scenario: &Scenario| {
                let mut known = scenarios
                    .iter()
                    .filter(|(known, _)| std::ptr::eq(*known, scenario));
                known.next().and_then(|(_, figures)| *figures.get(node)?)
            };
            let value = |column: &Column<'_>| {
                figure_in(column.scenario).map_or(f64::NAN, |figure| figure.of(&column.outcome))
            };
            let (owner, figure) = scenarios
                .iter()
                .find_map(|(scenario, figures)| Some((*scenario, (*figures.get(node)?)?)))?;
            Some(Line {
                path: figure.path(owner),
                figure,
                label: figure.label(owner),
                values: columns.iter().map(value).collect(),
            })
        };
        let lines = union.order().into_iter().filter_map(line).collect();
        Self { columns, lines }
    }

    /// The result at `path`.
    pub fn line(&self, path: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.path == path)
    }

    /// Whether all plans count in one currency.
    pub fn has_one_currency(&self) -> bool {
        self.columns
            .windows(2)
            .all(|pair| pair[0].scenario.currency == pair[1].scenario.currency)
    }

    /// Whether all plans are modelled over the same quarters.
    pub fn has_one_span(&self) -> bool {
        let span = |column: &Column<'_>| (column.scenario.start, column.scenario.horizon);
        self.columns
            .windows(2)
            .all(|pair| span(&pair[0]) == span(&pair[1]))
    }

    /// How much more of `line` the plan `column` has than the plan `base`; undefined where one has
    /// none, and for money of two currencies.
    pub fn difference(&self, line: &Line, column: usize, base: usize) -> f64 {
        match self.can_compare(line, column, base) {
            true => change(line.values[base], line.values[column]),
            false => f64::NAN,
        }
    }

    /// Whether `line` is the same in all plans.
    pub fn is_unchanged(&self, line: &Line) -> bool {
        let is_same = |column: usize| {
            self.can_compare(line, column, 0) && same(line.values[0], line.values[column])
        };
        (0..self.columns.len()).all(is_same)
    }

    /// Which plans are best at `line`; none where all are alike, where nothing is better, and where
    /// they count in several currencies or over different times.
    pub fn best(&self, line: &Line) -> Vec<bool> {
        let is_judged = (!line.is_money() || self.has_one_currency())
            && (!line.figure.spec().to_horizon || self.has_one_span());
        let judged = line.figure.spec().better.filter(|_| is_judged);
        match judged {
            Some(better) => better.best(line.unit(), &line.values),
            None => vec![false; line.values.len()],
        }
    }

    /// Whether `line` of both plans is in one unit.
    fn can_compare(&self, line: &Line, a: usize, b: usize) -> bool {
        let currency = |at: usize| &self.columns[at].scenario.currency;
        !line.is_money() || currency(a) == currency(b) || defined(line.values[a]).is_none()
    }
}

/// The results of all scenarios in one order: those that only a later scenario has come after what
/// they follow there.
#[derive(Default)]
struct Union {
    nodes: BTreeMap<String, usize>,
    /// The node after each; the first is the one after node 0, which is none.
    next: Vec<usize>,
}

impl Union {
    /// Adds the results of `scenario`, and tells where each is: one for each node, as far as needed.
    fn add(&mut self, scenario: &Scenario) -> Vec<Option<Figure>> {
        if self.next.is_empty() {
            self.next.push(0);
        }
        let mut figures = vec![None; self.next.len()];
        let mut before = 0;
        for figure in Figure::all(scenario) {
            let path = figure.path(scenario);
            let known = self.nodes.get(&path).copied();
            let node = known.unwrap_or_else(|| {
                let node = self.next.len();
                self.next.push(self.next[before]);
                self.next[before] = node;
                self.nodes.insert(path, node);
                figures.push(None);
                node
            });
            figures[node] = Some(figure);
            before = node;
        }
        figures
    }

    fn order(&self) -> Vec<usize> {
        let mut order = Vec::with_capacity(self.nodes.len());
        let mut at = self.next.first().copied().unwrap_or(0);
        while at != 0 {
            order.push(at);
            at = self.next[at];
        }
        order
    }
}
