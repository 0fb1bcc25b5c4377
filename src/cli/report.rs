//! `report`: every result of one plan, for people or for programs.
//!
//! Must not compute a result or know how a format is written.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::failure::Failure;
use super::output::Output;
use super::sheet::sheet;
use super::source;
use crate::export;
use crate::model::{Scenario, warnings};
use crate::safe::safe_line;
use crate::shell::Disk;

#[derive(Args, Debug)]
pub(super) struct Asked {
    /// A file, the name of a built-in scenario, or `-` for the standard input.
    scenario: OsString,
    /// The plan to report; the first of the scenario if none is named.
    #[arg(long, value_name = "NAME")]
    plan: Option<String>,
    /// What to write.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    #[command(flatten)]
    output: Output,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Tables for people.
    Table,
    /// Everything, figures in full.
    Json,
    /// The same as lines of path and value.
    Csv,
    /// Tables for people, as Markdown.
    Markdown,
}

pub(super) fn report(asked: &Asked) -> Result<ExitCode, Failure> {
    let scenario = source::load(&mut Disk::default(), &asked.scenario)?.scenario;
    let plan = plan_asked(&scenario, asked.plan.as_deref())?;
    let outcome = scenario.evaluate(plan);
    let warnings = warnings(&scenario, plan, &outcome);
    let tree = || export::report(&scenario, plan, &outcome, &warnings);
    let sheet = || sheet(&scenario, plan, &outcome, &warnings);
    let text = match asked.format {
        Format::Table => export::plain(&sheet(), asked.output.width()),
        Format::Markdown => export::markdown(&sheet()),
        Format::Json => export::json(&tree()),
        Format::Csv => export::csv(&tree()),
    };
    asked.output.write(&text, &asked.scenario)
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
