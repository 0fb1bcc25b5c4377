//! `report`: every result of one plan, for people or for programs.

use std::ffi::OsString;
use std::process::ExitCode;
use std::thread;

use clap::ValueEnum;

use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::scenarios::{load, plan_or_first};
use crate::model::{
    simulate::{Effort, Samples, Simulation, simulate},
    warnings,
};
use crate::report::{
    self,
    content::{Odds, SOFTWARE, memo, page, tables},
    csv, json, markdown, plain,
};
use crate::workbook::xlsx;

#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// A file, the name of a built-in scenario, or `-` for the standard input
    scenario: OsString,
    /// The plan to report; the first one unless named
    #[arg(long, value_name = "NAME")]
    plan: Option<String>,
    /// Format; by default what the name of FILE ends with, or table
    #[arg(long, value_enum)]
    format: Option<ReportFormat>,
    #[command(flatten)]
    output: Output,
}

/// A format of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// Tables for people
    #[value(alias = "txt")]
    Table,
    /// A page with charts and every input, for any browser
    Html,
    /// What matters most on one page, as Markdown
    Memo,
    /// The tables, as Markdown
    #[value(alias = "md")]
    Markdown,
    /// Everything, figures in full
    Json,
    /// The same as lines of path and value
    Csv,
    /// A workbook for spreadsheets in which every result is a formula
    Xlsx,
}

/// Draws behind the ranges of a report, and their seed; `simulate` takes others.
const DRAWS: usize = 4_096;
const SEED: u64 = 1;

pub(super) fn report(args: &Args) -> Result<ExitCode, Failure> {
    let format = args.output.format(args.format, Some(ReportFormat::Table))?;
    args.output.check("xlsx", format != ReportFormat::Xlsx)?;
    let scenario = load(&args.scenario)?;
    let plan = plan_or_first(&scenario, args.plan.as_deref())?;
    let outcome = scenario.evaluate(plan);
    let warnings = warnings(&scenario, plan, &outcome);
    let tables = || tables(&scenario, plan, &outcome, &warnings);
    let tree = || report::report(&scenario, plan, &outcome, &warnings);
    let simulation = || -> Option<Simulation> {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let effort = Effort::of(DRAWS, threads);
        let samples = Samples::new(&scenario, SEED, effort)?;
        simulate(&scenario, &scenario.plans[plan], &samples, effort)
    };
    let simulation = match format {
        ReportFormat::Html | ReportFormat::Memo if !scenario.uncertain.is_empty() => simulation(),
        _ => None,
    };
    let odds = simulation.as_ref().map(|simulation| Odds {
        simulation,
        seed: SEED,
    });
    let text = match format {
        ReportFormat::Table => plain(&tables(), args.output.width()),
        ReportFormat::Html => report::page(&page(&scenario, plan, &outcome, &warnings, odds)),
        ReportFormat::Memo => markdown(&memo(&scenario, plan, &outcome, &warnings, odds)),
        ReportFormat::Markdown => markdown(&tables()),
        ReportFormat::Json => json(&tree()),
        ReportFormat::Csv => csv(&tree()),
        ReportFormat::Xlsx => {
            let book = xlsx(&scenario, plan, &outcome, &warnings, SOFTWARE);
            let bytes = book.map_err(Failure::unusable)?;
            return args.output.write(&bytes, &args.scenario);
        }
    };
    args.output.write(text.as_bytes(), &args.scenario)
}
