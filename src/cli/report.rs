//! `report`: every result of one plan, for people or for programs.
//!
//! Must not compute a result or know how a format is written.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::failure::Failure;
use super::output::Output;
use super::source::{self, Loaded};
use crate::export;
use crate::model::{Scenario, warnings};
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
enum Format {
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
    let Loaded { scenario, .. } = source::load(&mut Disk::default(), &asked.scenario)?;
    let plan = match &asked.plan {
        Some(name) => plan_named(&scenario, name)?,
        None => 0,
    };
    let outcome = scenario.evaluate(plan);
    let warnings = warnings(&scenario, plan, &outcome);
    let tree = || export::report(&scenario, plan, &outcome, &warnings);
    let text = match asked.format {
        Format::Json => export::json(&tree()),
        _ => String::new(),
    };
    asked.output.write(&text, &asked.scenario)
}

/// The index of the plan called `name`.
pub(super) fn plan_named(scenario: &Scenario, name: &str) -> Result<usize, Failure> {
    scenario.plan_named(name).ok_or_else(|| {
        let known: Vec<String> = scenario
            .plans
            .iter()
            .map(|plan| format!("{:?}", plan.name))
            .collect();
        Failure::Unusable {
            reason: format!("the scenario has no plan {name:?}"),
            help: Some(format!("its plans are {}", known.join(", "))),
        }
    })
}
