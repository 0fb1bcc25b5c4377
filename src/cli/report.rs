//! `report`: every result of one plan, for people or for programs.
//!
//! Must not compute a result or know how a format is written.

use std::ffi::OsString;
use std::process::ExitCode;
use std::thread;

use clap::Args;

use crate::cli::{
    failure::Failure,
    format::{Format, chosen, names},
    output::Output,
    source,
};
use crate::model::{
    Outcome, Scenario, Warning,
    simulate::{Effort, Samples, Simulation, simulate},
    warnings,
};
use crate::report::{
    Block, Page, Tree,
    content::{Odds, memo, page, sheet},
};
use crate::safe::safe_line;
use crate::shell::Disk;

#[derive(Args, Debug)]
pub(super) struct Asked {
    /// A file, the name of a built-in scenario, or `-` for the standard input.
    scenario: OsString,
    /// The plan to report; the first of the scenario if none is named.
    #[arg(long, value_name = "NAME")]
    plan: Option<String>,
    /// What to write; without it, what the name of FILE ends with, or table where there is no FILE.
    #[arg(long, value_parser = names::<ReportFormat>())]
    format: Option<&'static ReportFormat>,
    #[command(flatten)]
    output: Output,
}

/// A way to write a report.
#[derive(Debug)]
pub struct ReportFormat {
    /// What it is called.
    pub name: &'static str,
    /// How names of its files end; empty where only its name asks for it.
    pub ending: &'static str,
    /// Whether it is text that a terminal can show.
    pub is_text: bool,
    about: &'static str,
    write: fn(&Report<'_>) -> Result<Vec<u8>, String>,
}

/// All formats of reports.
pub const REPORT_FORMATS: &[ReportFormat] = &[
    ReportFormat {
        name: "table",
        ending: "txt",
        is_text: true,
        about: "Tables for people",
        write: |report| Ok(crate::report::plain(&report.sheet(), report.width).into_bytes()),
    },
    ReportFormat {
        name: "html",
        ending: "html",
        is_text: true,
        about: "A page for people, with charts and every input; needs nothing but a browser",
        write: |report| Ok(crate::report::page(&report.page()).into_bytes()),
    },
    ReportFormat {
        name: "memo",
        ending: "",
        is_text: true,
        about: "What matters most, on one page, as Markdown",
        write: |report| Ok(crate::report::markdown(&report.memo()).into_bytes()),
    },
    ReportFormat {
        name: "markdown",
        ending: "md",
        is_text: true,
        about: "The tables for people, as Markdown",
        write: |report| Ok(crate::report::markdown(&report.sheet()).into_bytes()),
    },
    ReportFormat {
        name: "json",
        ending: "json",
        is_text: true,
        about: "Everything, figures in full",
        write: |report| Ok(crate::report::json(&report.tree()).into_bytes()),
    },
    ReportFormat {
        name: "csv",
        ending: "csv",
        is_text: true,
        about: "The same as lines of path and value",
        write: |report| Ok(crate::report::csv(&report.tree()).into_bytes()),
    },
    ReportFormat {
        name: "xlsx",
        ending: "xlsx",
        is_text: false,
        about: "A workbook for spreadsheets, in which every result is a formula",
        write: |report| report.workbook(),
    },
];

impl Format for ReportFormat {
    const OF: &'static str = "reports";
    const USUAL: &'static str = "table";
    const ALL: &'static [Self] = REPORT_FORMATS;

    fn name(&self) -> &'static str {
        self.name
    }

    fn ending(&self) -> &'static str {
        self.ending
    }

    fn about(&self) -> &'static str {
        self.about
    }

    fn is_text(&self) -> bool {
        self.is_text
    }
}

/// Draws behind the ranges of a report, and their seed; `simulate` takes others.
const DRAWS: usize = 4_096;
const SEED: u64 = 1;

/// What is written.
struct Report<'a> {
    scenario: &'a Scenario,
    plan: usize,
    outcome: &'a Outcome,
    warnings: &'a [Warning],
    /// Columns of a text.
    width: usize,
}

impl Report<'_> {
    fn sheet(&self) -> Vec<Block> {
        sheet(self.scenario, self.plan, self.outcome, self.warnings)
    }

    fn page(&self) -> Page {
        let odds = self.simulation();
        page(
            self.scenario,
            self.plan,
            self.outcome,
            self.warnings,
            of(&odds),
        )
    }

    fn memo(&self) -> Vec<Block> {
        let odds = self.simulation();
        memo(
            self.scenario,
            self.plan,
            self.outcome,
            self.warnings,
            of(&odds),
        )
    }

    /// Where the figures lie when what is uncertain varies.
    fn simulation(&self) -> Option<Simulation> {
        if self.scenario.uncertain.is_empty() {
            return None;
        }
        let effort = Effort::of(
            DRAWS,
            thread::available_parallelism().map_or(1, usize::from),
        );
        let samples = Samples::new(self.scenario, SEED, effort)?;
        simulate(
            self.scenario,
            &self.scenario.plans[self.plan],
            &samples,
            effort,
        )
    }

    fn workbook(&self) -> Result<Vec<u8>, String> {
        let software = concat!("reallot ", env!("CARGO_PKG_VERSION"));
        crate::workbook::xlsx(
            self.scenario,
            self.plan,
            self.outcome,
            self.warnings,
            software,
        )
    }

    fn tree(&self) -> Tree {
        crate::report::report(self.scenario, self.plan, self.outcome, self.warnings)
    }
}

fn of(simulation: &Option<Simulation>) -> Option<Odds<'_>> {
    let simulation = simulation.as_ref()?;
    Some(Odds {
        simulation,
        seed: SEED,
    })
}

pub(super) fn report(asked: &Asked) -> Result<ExitCode, Failure> {
    let format = chosen(asked.format, &asked.output)?;
    let scenario = source::load(&mut Disk::default(), &asked.scenario)?.scenario;
    let plan = plan_asked(&scenario, asked.plan.as_deref())?;
    let outcome = scenario.evaluate(plan);
    let report = Report {
        scenario: &scenario,
        plan,
        outcome: &outcome,
        warnings: &warnings(&scenario, plan, &outcome),
        width: asked.output.width(),
    };
    let bytes = (format.write)(&report).map_err(Failure::unusable)?;
    asked.output.write_bytes(&bytes, &asked.scenario)
}

/// The index of the plan called `name`; of the first if none is named.
pub(super) fn plan_asked(scenario: &Scenario, name: Option<&str>) -> Result<usize, Failure> {
    name.map_or(Ok(0), |name| plan_named(scenario, name))
}

/// The index of the plan called `name`.
pub(super) fn plan_named(scenario: &Scenario, name: &str) -> Result<usize, Failure> {
    scenario.plan_named(name).ok_or_else(|| Failure::Unusable {
        reason: format!(
            "the scenario has no plan {:?}",
            safe_line(name, LONGEST_NAME)
        ),
        help: Some(format!("its plans are {}", known_plans(scenario))),
    })
}

/// A scenario may have any number of plans, with names of any length.
const MOST_PLANS: usize = 20;
const LONGEST_NAME: usize = 60;

fn known_plans(scenario: &Scenario) -> String {
    let plans = &scenario.plans;
    let mut known: Vec<String> = plans
        .iter()
        .take(MOST_PLANS)
        .map(|plan| format!("{:?}", safe_line(&plan.name, LONGEST_NAME)))
        .collect();
    if let Some(n_more @ 1..) = plans.len().checked_sub(MOST_PLANS) {
        known.push(format!("and {n_more} more"));
    }
    known.join(", ")
}
