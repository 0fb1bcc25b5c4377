//! `explain`: where a result comes from, down to the inputs and their sources, for people or for programs.
//!
//! Must not compute a result or know how a format is written.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Args;

use crate::cli::{
    failure::Failure,
    format::{chosen, names, text_formats},
    output::Output,
    report::{plan_asked, plan_named},
    source,
};
use crate::file::nearest;
use crate::model::{Attribution, Explanation, Figure, Scenario, attribution};
use crate::report::{
    Block, Tree,
    content::{Explaining, figures},
};
use crate::shell::Disk;

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  reallot explain amazon-2025                            every path, with its value
  reallot explain amazon-2025 savings.payback_months
  reallot explain amazon-2025 divisions.pxt.laid_off --plan Delayering
  reallot explain amazon-2025 savings.npv --plan Delayering --against \"As announced\"")]
pub(super) struct Asked {
    /// A file, the name of a built-in scenario, or `-` for the standard input.
    scenario: OsString,
    /// The result to explain, by its path in `report --format json`; all of them are listed if none is named.
    path: Option<String>,
    /// The plan; the first of the scenario if none is named.
    #[arg(long, value_name = "NAME")]
    plan: Option<String>,
    /// Tell what each difference from this plan accounts for.
    #[arg(long, value_name = "NAME", requires = "path")]
    against: Option<String>,
    /// How many terms deep to go; without it, down to the inputs.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    depth: Option<u16>,
    /// What to write.
    #[arg(long, value_parser = names::<ExplanationFormat>())]
    format: Option<&'static ExplanationFormat>,
    #[command(flatten)]
    output: Output,
}

pub(super) fn explain(asked: &Asked) -> Result<ExitCode, Failure> {
    let format = chosen(asked.format, &asked.output)?;
    let scenario = source::load(&mut Disk::default(), &asked.scenario)?.scenario;
    let plan = plan_asked(&scenario, asked.plan.as_deref())?;
    let width = asked.output.width();
    let Some(path) = &asked.path else {
        let list = (format.write_list)(&scenario, plan, width);
        return asked.output.write_bytes(list.as_bytes(), &asked.scenario);
    };
    let figure = figure(&scenario, path)?;
    let against = asked.against.as_deref();
    let against = against
        .map(|name| plan_named(&scenario, name))
        .transpose()?;
    let change = against
        .map(|from| change(&scenario, from, plan, figure))
        .transpose()?;
    let explanation = Explanation::of(&scenario, &scenario.plans[plan]);
    let subject = Explaining::of(&scenario, plan, figure, &explanation)
        .with_depth(asked.depth.map_or(usize::MAX, usize::from))
        .with_change(against.zip(change.as_ref()));
    let text = (format.write)(&subject, width);
    asked.output.write_bytes(text.as_bytes(), &asked.scenario)
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
        .map_err(|_| Failure::unusable("these plans cannot be set against each other"))
}

/// A way to write an explanation.
#[derive(Debug)]
struct ExplanationFormat {
    name: &'static str,
    ending: &'static str,
    about: &'static str,
    write: fn(&Explaining<'_>, usize) -> String,
    write_list: fn(&Scenario, usize, usize) -> String,
}

const EXPLANATION_FORMATS: &[ExplanationFormat] = &[
    ExplanationFormat {
        name: "table",
        ending: "txt",
        about: "For people, from the result down to the inputs",
        write: |subject, width| crate::report::plain(&subject.sheet(), width),
        write_list: |scenario, plan, width| crate::report::plain(&list(scenario, plan), width),
    },
    ExplanationFormat {
        name: "markdown",
        ending: "md",
        about: "The same, as Markdown",
        write: |subject, _| crate::report::markdown(&subject.sheet()),
        write_list: |scenario, plan, _| crate::report::markdown(&list(scenario, plan)),
    },
    ExplanationFormat {
        name: "json",
        ending: "json",
        about: "Every term once, figures in full",
        write: |subject, _| crate::report::json(&subject.tree()),
        write_list: |scenario, plan, _| crate::report::json(&paths(scenario, plan)),
    },
];

text_formats!("explanations", ExplanationFormat, EXPLANATION_FORMATS);

fn list(scenario: &Scenario, plan: usize) -> Vec<Block> {
    figures(scenario, plan, &Figure::all(scenario))
}

/// Every path and its value.
fn paths(scenario: &Scenario, plan: usize) -> Tree {
    let outcome = scenario.evaluate(plan);
    let all = Figure::all(scenario).into_iter().map(|figure| {
        Tree::Record(vec![
            ("path", Tree::text(figure.path(scenario))),
            ("value", Tree::figure(figure.of(&outcome))),
        ])
    });
    Tree::list(all)
}
