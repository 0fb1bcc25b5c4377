//! The figures of each pane, in the order in which the cursor visits them.
//!
//! A row of a pane of results is a place in this table, so it means the same figure on any screen.
//!
//! Must not know where a figure is drawn, or how it is written.

use crate::model::{Figure, OptionOutcome, QuarterOutcome, simulate::METRICS, years};
use crate::tui::{Msg, Pane, State};

/// Of the pane of people: what changed in all, then its figures in their order.
const HEADCOUNT: [&str; 14] = [
    "headcount.after",
    "headcount.eliminated",
    "headcount.laid_off",
    "headcount.attrition",
    "headcount.redeployed",
    "headcount.uncovered",
    "headcount.extra_quits",
    "headcount.ai_hires",
    "headcount.span_after",
    "headcount.layers_after",
    "headcount.managers_after",
    "headcount.decision_days_after",
    "headcount.uncovered",
    "headcount.rehired",
];

/// Of the pane of savings; the calendar years follow the first.
const SAVINGS: [&str; 22] = [
    "savings.run_rate",
    "savings.run_rate_gross",
    "savings.charge",
    "savings.charge_lines.notice_pay",
    "savings.charge_lines.severance",
    "savings.charge_lines.severance_tax",
    "savings.charge_lines.benefits",
    "savings.charge_lines.outplacement",
    "savings.charge_lines.fixed",
    "savings.reskilling",
    "savings.rehiring",
    "savings.payback_months",
    "savings.simple_payback_months",
    "savings.net_cash",
    "savings.peak_negative",
    "savings.npv",
    "savings.npv_with_ai",
    "savings.survivors",
    "savings.net_cash_after_survivors",
    "savings.payback_after_survivors_months",
    "savings.npv_after_survivors",
    "savings.lost_output",
];

/// Of the pane of AI money; what each option gets and buys follows.
const AI: [&str; 6] = [
    "ai.run_rate",
    "ai.capex_share",
    "ai.capex_days",
    "ai.total",
    "ai.retained",
    "ai.people_moved_cost",
];

/// Figures of an option in the pane of AI money, in the order of its columns.
const OF_OPTION: [&str; 3] = ["run_rate", "sustained", "bought"];

/// Lines of the table of quarters: a figure of the quarter, of the one before it, or of the plan.
const LINES: [&str; 11] = [
    "headcount",
    "savings",
    "before.liability",
    "charge",
    "paid",
    "liability",
    "net_cash",
    "cumulative",
    "ai",
    "retained",
    "savings.survivors",
];

impl State {
    /// The figures of `pane`, by row; nothing in a pane that has none.
    pub fn figures_in(&self, pane: Pane) -> Vec<Figure> {
        let named = |names: &[&str]| -> Vec<Figure> {
            let figures = names
                .iter()
                .map(|name| Figure::parse(name, self.scenario()));
            figures.filter_map(Result::ok).collect()
        };
        match pane {
            Pane::Headcount => named(&HEADCOUNT),
            Pane::Savings => {
                let mut figures = named(&SAVINGS);
                let years = 0..years(self.scenario());
                figures.splice(1..1, years.map(Figure::InYear));
                figures
            }
            Pane::Ai => {
                let rows = OF_OPTION.map(|name| OptionOutcome::row(name).unwrap_or_default());
                let options = 0..self.scenario().options.len();
                let of = options.flat_map(|option| rows.map(|row| Figure::Option(option, row)));
                let mut figures = named(&AI);
                figures.extend(of);
                figures
            }
            Pane::Cash => (0..self.scenario().horizon)
                .filter_map(|quarter| quarter_figure(quarter, "cumulative"))
                .collect(),
            Pane::Metrics => named(&METRICS.map(|spec| spec.name)),
            _ => Vec::new(),
        }
    }

    /// How many figures a pane of results has.
    pub(in crate::tui) fn count_of_figures(&self, pane: Pane) -> usize {
        let scenario = self.scenario();
        match pane {
            Pane::Headcount => HEADCOUNT.len(),
            Pane::Savings => SAVINGS.len() + years(scenario),
            Pane::Ai => AI.len() + OF_OPTION.len() * scenario.options.len(),
            Pane::Cash => scenario.horizon,
            _ => 1,
        }
    }

    /// The row of the cursor, when it is in `pane`.
    pub(in crate::tui) fn cursor_in(&self, pane: Pane) -> Option<usize> {
        (self.pane() == pane).then(|| self.row(pane))
    }

    /// Whether the cursor is in a pane of results.
    pub(super) fn is_in_figures(&self) -> bool {
        matches!(
            self.pane(),
            Pane::Headcount | Pane::Savings | Pane::Ai | Pane::Cash
        )
    }

    /// The figure under the cursor.
    pub fn figure_at_cursor(&self) -> Option<Figure> {
        let pane = self.pane();
        match pane {
            Pane::Quarters => self.line_figure(self.row(pane), self.line()),
            Pane::Spread => Figure::parse(self.metric().spec().name, self.scenario()).ok(),
            Pane::Plans => self.figures_shown().get(self.row(pane)).copied(),
            Pane::Ranking => self.ranked_figures().get(self.row(pane)).copied(),
            Pane::HeadToHead => Figure::parse(METRICS[self.row(pane)].name, self.scenario()).ok(),
            pane => self.figures_in(pane).get(self.row(pane)).copied(),
        }
    }

    /// The line of the table of quarters that the cursor is on.
    pub fn line(&self) -> usize {
        self.focus.line
    }

    /// The figure of a quarter in a line of their table; nothing is owed before the first.
    fn line_figure(&self, quarter: usize, line: usize) -> Option<Figure> {
        match LINES.get(line)?.split_once('.') {
            None => quarter_figure(quarter, LINES[line]),
            Some(("before", name)) => quarter_figure(quarter.checked_sub(1)?, name),
            Some(_) => Figure::parse(LINES[line], self.scenario()).ok(),
        }
    }

    /// The message that goes to the line below or above in the table of quarters.
    pub(super) fn line_beside(&self, down: bool) -> Option<Msg> {
        let to = if down {
            self.focus.line + 1
        } else {
            self.focus.line.checked_sub(1)?
        };
        (to < LINES.len()).then_some(Msg::FocusLine(to))
    }

    /// Puts the cursor on a line of the table of quarters.
    pub(super) fn go_to_line(&mut self, line: usize) {
        self.focus.line = line.min(LINES.len() - 1);
    }
}

fn quarter_figure(quarter: usize, name: &str) -> Option<Figure> {
    QuarterOutcome::row(name).map(|row| Figure::Quarter(quarter, row))
}
