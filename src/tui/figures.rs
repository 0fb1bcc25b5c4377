//! Which results stand in which pane, in which order, and how long they stay where room is scarce.
//!
//! The catalogue ([`crate::model::Figure`]) says what a result is; a table here gives it a place. A pane
//! draws its table from top to bottom, and the cursor visits it in the same order.

use crate::model::{
    AiOutcome, ChargeLines, Figure, Headcount, OptionOutcome, Outcome, QuarterOutcome, Savings,
    Scenario, simulate::METRICS, years,
};
use crate::tui::{Msg, Pane, State};

/// A result in a pane.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PaneRow {
    pub(crate) figure: Figure,
    /// Where not all rows have room, those of rank 1 are kept before those of rank 2.
    pub(crate) rank: u8,
    /// The label where the pane does not use the catalogue's.
    label: Option<&'static str>,
    pub(crate) shows: Shows,
    /// Whether it stands beside its range over 8 of 10 draws.
    pub(crate) has_range: bool,
}

/// What a row shows of its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shows {
    /// The value.
    Value,
    /// The value after another one, which it was before the plan.
    ChangeFrom(Figure),
    /// The value per survivor.
    PerSurvivor,
}

const fn row(rank: u8, figure: Figure) -> PaneRow {
    PaneRow {
        figure,
        rank,
        label: None,
        shows: Shows::Value,
        has_range: false,
    }
}

impl PaneRow {
    const fn labelled(self, label: &'static str) -> Self {
        Self {
            label: Some(label),
            ..self
        }
    }

    const fn since(self, before: Figure) -> Self {
        Self {
            shows: Shows::ChangeFrom(before),
            ..self
        }
    }

    const fn with_range(self) -> Self {
        Self {
            has_range: true,
            ..self
        }
    }

    /// Returns its label, and the one for narrow cells.
    pub(crate) fn labels(&self, scenario: &Scenario) -> (String, String) {
        let spec = self.figure.spec();
        match self.figure {
            Figure::InYear(year) => {
                let year = scenario.start.year() + year as u32;
                (format!("saved in {year}"), format!("in {year}"))
            }
            Figure::ChargeLine(_) => (format!("  {}", spec.label), spec.short.into()),
            _ => (self.label.unwrap_or(spec.label).into(), spec.short.into()),
        }
    }
}

/// The rows of the pane of people below its headline, which is [`Headcount::AFTER`].
#[rustfmt::skip]
pub(crate) const HEADCOUNT: &[PaneRow] = &[
    row(2, Headcount::ELIMINATED).labelled("positions cut").with_range(),
    row(1, Headcount::LAID_OFF).labelled("  laid off"),
    row(2, Headcount::ATTRITION).labelled("  natural quits, left unfilled"),
    row(2, Headcount::REDEPLOYED).labelled("  redeployed to AI roles"),
    row(2, Headcount::UNCOVERED).labelled("uncovered work"),
    row(3, Headcount::EXTRA_QUITS),
    row(3, Headcount::AI_HIRES).labelled("hired for AI"),
    row(3, Headcount::SPAN_AFTER).labelled("span of control").since(Headcount::SPAN_BEFORE),
    row(3, Headcount::LAYERS_AFTER).labelled("layers").since(Headcount::LAYERS_BEFORE),
    row(4, Headcount::MANAGERS_AFTER),
    row(5, Headcount::DECISION_DAYS_AFTER).labelled("time of a decision").since(Headcount::DECISION_DAYS_BEFORE),
    PaneRow { shows: Shows::PerSurvivor, ..row(6, Headcount::UNCOVERED) },
    row(5, Headcount::REHIRED).labelled("later hired back"),
];

/// The rows of the pane of savings, as in a ledger: what is saved, what it costs first, whether it
/// pays. The calendar years follow the run-rate, and the lines of the charge follow the charge.
#[rustfmt::skip]
const SAVINGS: &[PaneRow] = &[
    row(1, Savings::RUN_RATE).labelled("run-rate a year").with_range(),
    row(9, Savings::RUN_RATE_GROSS).labelled("gross run-rate"),
    row(1, Savings::CHARGE).with_range(),
    row(8, Savings::RESKILLING),
    row(8, Savings::REHIRING),
    row(1, Savings::PAYBACK_MONTHS).with_range(),
    row(8, Savings::SIMPLE_PAYBACK_MONTHS),
    row(2, Savings::NET_CASH).with_range(),
    row(6, Savings::PEAK_NEGATIVE),
    row(2, Savings::NPV).with_range(),
    row(6, Savings::NPV_WITH_AI),
    row(6, Savings::SURVIVORS),
    row(3, Savings::NET_CASH_AFTER_SURVIVORS).labelled("net cash after their quits"),
    row(7, Savings::PAYBACK_AFTER_SURVIVORS_MONTHS).labelled("payback after their quits"),
    row(7, Savings::NPV_AFTER_SURVIVORS).labelled("NPV after their quits"),
    row(9, Savings::LOST_OUTPUT),
];

/// Returns the rows of the pane of savings.
pub(crate) fn savings(scenario: &Scenario) -> Vec<PaneRow> {
    let below = |above: &PaneRow| -> Vec<PaneRow> {
        match above.figure {
            Savings::RUN_RATE => (0..years(scenario))
                .map(|year| row(3, Figure::InYear(year)))
                .collect(),
            Savings::CHARGE => ChargeLines::figures().map(|line| row(4, line)).collect(),
            _ => Vec::new(),
        }
    };
    SAVINGS
        .iter()
        .flat_map(|row| std::iter::once(*row).chain(below(row)))
        .collect()
}

/// The rows of the pane of AI money; what each option gets and buys follows.
#[rustfmt::skip]
pub(crate) const AI: &[PaneRow] = &[
    row(1, AiOutcome::RUN_RATE).labelled("moves to AI a year").with_range(),
    row(1, AiOutcome::CAPEX_SHARE).with_range(),
    row(2, AiOutcome::CAPEX_DAYS),
    row(2, AiOutcome::TOTAL).labelled("to AI by the horizon"),
    row(2, AiOutcome::RETAINED),
    row(3, AiOutcome::PEOPLE_MOVED_COST).labelled("pay of people moved"),
];

/// The columns of an option in the pane of AI money.
pub(crate) const OPTION: [Figure; 3] = [
    OptionOutcome::RUN_RATE,
    OptionOutcome::SUSTAINED,
    OptionOutcome::BOUGHT,
];

/// The rows of what the solver found: people and cost first.
pub(crate) const SOLUTION: &[PaneRow] = &[
    row(1, Headcount::LAID_OFF),
    row(2, Headcount::UNCOVERED),
    row(3, Savings::CHARGE),
    row(4, Savings::PAYBACK_MONTHS),
    row(5, Savings::RUN_RATE).labelled("run-rate a year"),
    row(6, Savings::NET_CASH),
];

/// A line of the table of quarters.
#[derive(Clone, Copy, Debug)]
pub(crate) struct QuarterLine {
    pub(crate) label: &'static str,
    pub(crate) figure: Figure,
    of: Of,
    /// Whether its sum up to the horizon says something.
    pub(crate) adds_up: bool,
    /// Where not all lines have room, those of rank 1 are kept before those of rank 2.
    pub(crate) rank: u8,
}

/// When the result of a line of quarters is taken.
#[derive(Clone, Copy, Debug)]
enum Of {
    Quarter,
    /// At the end of the quarter before.
    QuarterBefore,
    /// The cost of survivors' quits, which quarters have and only the plan reports.
    Plan,
}

const fn line(rank: u8, figure: Figure) -> QuarterLine {
    QuarterLine {
        label: figure.spec().short,
        figure,
        of: Of::Quarter,
        adds_up: false,
        rank,
    }
}

const fn sum(rank: u8, figure: Figure) -> QuarterLine {
    QuarterLine {
        adds_up: true,
        ..line(rank, figure)
    }
}

/// The lines of the table of quarters.
pub(crate) const QUARTER: &[QuarterLine] = &[
    line(1, QuarterOutcome::HEADCOUNT),
    sum(1, QuarterOutcome::SAVINGS),
    QuarterLine {
        label: "liability, start",
        of: Of::QuarterBefore,
        ..line(3, QuarterOutcome::LIABILITY)
    },
    sum(2, QuarterOutcome::CHARGE),
    sum(3, QuarterOutcome::PAID),
    line(2, QuarterOutcome::LIABILITY),
    sum(1, QuarterOutcome::NET_CASH),
    line(1, QuarterOutcome::CUMULATIVE),
    sum(1, QuarterOutcome::AI),
    sum(2, QuarterOutcome::RETAINED),
    QuarterLine {
        label: "survivors' quits",
        of: Of::Plan,
        ..sum(3, Savings::SURVIVORS)
    },
];

impl QuarterLine {
    /// Returns its result in the quarter `at`; before the first quarter there is none.
    fn figure_at(&self, at: usize) -> Option<Figure> {
        match self.of {
            Of::Quarter => Some(self.figure.at(at)),
            Of::QuarterBefore => Some(self.figure.at(at.checked_sub(1)?)),
            Of::Plan => Some(self.figure),
        }
    }

    /// Returns its value in the quarter `at`; nothing is owed before the first.
    pub(crate) fn value_at(&self, outcome: &Outcome, at: usize) -> f64 {
        match self.of {
            Of::Plan => outcome.quarters[at].survivors,
            _ => self.figure_at(at).map_or(0.0, |figure| figure.of(outcome)),
        }
    }
}

impl State {
    /// Returns the figures of `pane`, by row; none for a pane of something else.
    pub fn figures_in(&self, pane: Pane) -> Vec<Figure> {
        let scenario = self.scenario();
        let figures = |rows: &[PaneRow]| rows.iter().map(|row| row.figure).collect::<Vec<_>>();
        match pane {
            Pane::Headcount => [vec![Headcount::AFTER], figures(HEADCOUNT)].concat(),
            Pane::Savings => figures(&savings(scenario)),
            Pane::Ai => {
                let options = 0..scenario.options.len();
                let of = options.flat_map(|option| OPTION.map(|figure| figure.at(option)));
                figures(AI).into_iter().chain(of).collect()
            }
            Pane::Cash => (0..scenario.horizon)
                .map(|quarter| QuarterOutcome::CUMULATIVE.at(quarter))
                .collect(),
            Pane::Metrics => METRICS.map(|row| row.figure).into(),
            _ => Vec::new(),
        }
    }

    /// Returns the row of the cursor, when it is in `pane`.
    pub fn cursor_in(&self, pane: Pane) -> Option<usize> {
        (self.pane() == pane).then(|| self.row(pane))
    }

    /// Tells whether the cursor is in a pane of results.
    pub(super) fn is_in_figures(&self) -> bool {
        matches!(
            self.pane(),
            Pane::Headcount | Pane::Savings | Pane::Ai | Pane::Cash
        )
    }

    /// Returns the figure under the cursor.
    pub fn figure_at_cursor(&self) -> Option<Figure> {
        let pane = self.pane();
        match pane {
            Pane::Quarters => self.line_figure(self.row(pane), self.line()),
            Pane::Spread => Some(self.metric().spec().figure),
            Pane::Plans => self.figures_shown().get(self.row(pane)).copied(),
            Pane::Ranking => self.ranked_figures().get(self.row(pane)).copied(),
            Pane::HeadToHead => Some(METRICS[self.row(pane)].figure),
            pane => self.figures_in(pane).get(self.row(pane)).copied(),
        }
    }

    /// Returns the line of the table of quarters that the cursor is on.
    pub fn line(&self) -> usize {
        self.focus.line
    }

    /// Returns the figure of a quarter in a line of their table; there is none before the first.
    pub fn line_figure(&self, quarter: usize, line: usize) -> Option<Figure> {
        QUARTER.get(line)?.figure_at(quarter)
    }

    /// Returns the message that goes to the line below or above in the table of quarters.
    pub(super) fn line_beside(&self, down: bool) -> Option<Msg> {
        let to = if down {
            self.focus.line + 1
        } else {
            self.focus.line.checked_sub(1)?
        };
        (to < QUARTER.len()).then_some(Msg::FocusLine(to))
    }

    /// Puts the cursor on a line of the table of quarters.
    pub(super) fn go_to_line(&mut self, line: usize) {
        self.focus.line = line.min(QUARTER.len() - 1);
    }
}
