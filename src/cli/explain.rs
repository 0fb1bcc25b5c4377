//! `explain`: where a result comes from, down to the inputs and their sources, for people or for programs.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::ValueEnum;

use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::scenarios::{load, plan_named, plan_or_first};
use crate::file::nearest;
use crate::model::{Attribution, Explanation, Figure, Scenario, attribution};
use crate::report::{
    Block, Tree,
    content::{Explaining, figures},
    json, markdown, plain,
};

#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  reallot explain amazon-2025                            every path, with its value
  reallot explain amazon-2025 savings.payback_months
  reallot explain amazon-2025 divisions.pxt.laid_off --plan Delayering
  reallot explain amazon-2025 savings.npv --plan Delayering --against \"As announced\"")]
pub(super) struct Args {
    /// A file, the name of a built-in scenario, or `-` for the standard input
    scenario: OsString,
    /// The result to explain, by its path in `report --format json`; without it, all are listed
    path: Option<String>,
    /// The plan; the first one unless named
    #[arg(long, value_name = "NAME")]
    plan: Option<String>,
    /// Also explain the difference from this plan, change by change
    #[arg(long, value_name = "NAME", requires = "path")]
    against: Option<String>,
    /// How many terms deep to go; without it, down to the inputs
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    depth: Option<u16>,
    /// Format; by default what the name of FILE ends with, or table
    #[arg(long, value_enum)]
    format: Option<ExplanationFormat>,
    #[command(flatten)]
    output: Output,
}

/// A format of explanations.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum ExplanationFormat {
    /// For people, from the result down to the inputs
    #[value(alias = "txt")]
    Table,
    /// The same, as Markdown
    #[value(alias = "md")]
    Markdown,
    /// Every term once, figures in full
    Json,
}

pub(super) fn explain(args: &Args) -> Result<ExitCode, Failure> {
    let format = args
        .output
        .format(args.format, Some(ExplanationFormat::Table))?;
    let scenario = load(&args.scenario)?;
    let plan = plan_or_first(&scenario, args.plan.as_deref())?;
    let write = |blocks: &dyn Fn() -> Vec<Block>, tree: &dyn Fn() -> Tree| {
        let text = match format {
            ExplanationFormat::Table => plain(&blocks(), args.output.width()),
            ExplanationFormat::Markdown => markdown(&blocks()),
            ExplanationFormat::Json => json(&tree()),
        };
        args.output.write(text.as_bytes(), &args.scenario)
    };
    let Some(path) = &args.path else {
        let all = Figure::all(&scenario);
        let list = || figures(&scenario, plan, &all);
        return write(&list, &|| paths(&scenario, plan, &all));
    };
    let figure = figure(&scenario, path)?;
    let against = args.against.as_deref();
    let against = against
        .map(|name| plan_named(&scenario, name))
        .transpose()?;
    let change = against.map(|from| change(&scenario, from, plan, figure));
    let change = change.transpose()?;
    let explanation = Explanation::of(&scenario, &scenario.plans[plan]);
    let explaining = Explaining::of(&scenario, plan, figure, &explanation)
        .with_depth(args.depth.map_or(usize::MAX, usize::from))
        .with_change(against.zip(change.as_ref()));
    write(&|| explaining.blocks(), &|| explaining.tree())
}

fn figure(scenario: &Scenario, path: &str) -> Result<Figure, Failure> {
    Figure::parse(path, scenario).map_err(|unknown| {
        let all = Figure::all(scenario);
        let paths: Vec<String> = all.iter().map(|figure| figure.path(scenario)).collect();
        let near = nearest(path, paths.iter().map(String::as_str));
        let help = match near {
            Some(near) => format!("did you mean `{near}`? Without a path all results are listed"),
            None => "without a path all results are listed".into(),
        };
        Failure::Unusable {
            reason: format!(
                "there is no result {path:?}: {:?} leads nowhere",
                unknown.part
            ),
            help: Some(help),
        }
    })
}

fn change(
    scenario: &Scenario,
    from: usize,
    to: usize,
    figure: Figure,
) -> Result<Attribution, Failure> {
    let of = |plan: usize| (scenario, &scenario.plans[plan]);
    // Plans of one scenario have the same divisions and options.
    attribution(of(from), of(to), figure)
        .map_err(|_| Failure::unusable("these plans cannot be compared change by change"))
}

/// Every path and its value.
fn paths(scenario: &Scenario, plan: usize, all: &[Figure]) -> Tree {
    let outcome = scenario.evaluate(plan);
    Tree::list(all.iter().map(|figure| {
        Tree::Record(vec![
            ("path", Tree::text(figure.path(scenario))),
            ("value", Tree::figure(figure.of(&outcome))),
        ])
    }))
}
