//! `solve`: what to decide for a target, and what would break a plan, for people or for programs.
//!
//! Must not compute a result or know how a format is written.

mod read;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::cli::{
    failure::Failure,
    format::{chosen, names, text_formats},
    output::{Output, save},
    report::plan_asked,
    source,
};
use crate::file;
use crate::model::{
    Plan, Scenario,
    simulate::{Effort, Samples},
    solve::{
        Answer, Ask, Chance, Failing, Frontier, Goal, OBJECTIVES, ObjectiveSpec, Sought, Stress,
        frontier, optimise, seek, stress,
    },
};
use crate::report::{Block, Tree, content::solve as words};
use crate::shell::Disk;
use crate::tui::{solver_draws, title, unused};

#[derive(Args, Debug)]
#[command(after_help = "\
EXAMPLES
  reallot solve amazon-2025 --reach \"savings.run_rate=3 bn\" --least laid-off
  reallot solve amazon-2025 --reach savings.in_year.2026=2bn --least one-time --keep pxt,ads
  reallot solve amazon-2025 --reach \"ai.run_rate=3 bn\" --cash-limit 500m --save solved.ron
  reallot solve amazon-2025 --reach savings.run_rate=3bn --chance 80%
  reallot solve amazon-2025 --frontier --least uncovered
  reallot solve amazon-2025 --reach savings.payback_months=6 --move plan.redeploy
  reallot solve amazon-2025 --stress \"payback=12\"

Cuts can be solved for savings.run_rate, savings.in_year.YEAR, savings.net_cash, ai.run_rate and
ai.total; --move takes any result and any input, by their paths.")]
pub(super) struct Asked {
    /// A file, the name of a built-in scenario, or `-` for the standard input.
    scenario: OsString,
    /// The plan to begin with; the first of the scenario if none is named.
    #[arg(long, value_name = "NAME")]
    plan: Option<String>,
    /// The figure to reach and its value: `savings.run_rate=3bn`.
    #[arg(long, value_name = "FIGURE=VALUE", required_unless_present_any = ["frontier", "stress"])]
    reach: Option<String>,
    /// What should be least.
    #[arg(long, value_name = "WHAT", default_value = OBJECTIVES[0].name, value_parser = objectives())]
    least: &'static ObjectiveSpec,
    /// Divisions whose cut stays as it is, by key.
    #[arg(long, value_name = "KEYS", value_delimiter = ',')]
    keep: Vec<String>,
    /// How far net cash may fall on the way: `500m`.
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    cash_limit: Option<String>,
    /// Allow cuts above the guardrails.
    #[arg(long)]
    ignore_caps: bool,
    /// Reach it in this share of 1,000 draws, not just in the base value: `80%`; of 500 where there are more
    /// than 100 divisions.
    #[arg(long, value_name = "SHARE")]
    chance: Option<String>,
    /// Change this one input instead of the cuts: any lever or assumption, by its path.
    #[arg(long = "move", value_name = "PATH", requires = "reach", conflicts_with_all = ["frontier", "stress"])]
    moved: Option<String>,
    /// All best plans from little of the figure to the most.
    #[arg(long, conflicts_with = "stress")]
    frontier: bool,
    /// The nearest change of what is assumed that breaks the plan: `payback` (none by the horizon),
    /// `npv` (not above zero), `payback=12` (later), `run-rate=2bn` (less).
    #[arg(long, value_name = "WHEN", num_args = 0..=1, default_missing_value = "payback")]
    stress: Option<String>,
    /// Write the scenario with the cuts that were found as a new plan to this file.
    #[arg(long, value_name = "FILE.ron", conflicts_with_all = ["moved", "frontier", "stress"])]
    save: Option<OsString>,
    /// What to write.
    #[arg(long, value_parser = names::<SolutionFormat>())]
    format: Option<&'static SolutionFormat>,
    /// Write to this file; `-` is the standard output.
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    output: Option<OsString>,
    /// Replace files that exist; their previous content stays in FILE~.
    #[arg(long)]
    force: bool,
}

/// Names of objectives, as the command line and its help know them.
fn objectives() -> impl TypedValueParser<Value = &'static ObjectiveSpec> {
    let values = OBJECTIVES
        .iter()
        .map(|spec| PossibleValue::new(spec.name).help(spec.help));
    let find = |name: String| OBJECTIVES.iter().find(|spec| spec.name == name);
    PossibleValuesParser::new(values.collect::<Vec<_>>()).try_map(move |name| {
        find(name)
            .map(|spec| spec.objective.spec())
            .ok_or("no such objective")
    })
}

/// What was found.
enum Found {
    Cuts(Ask, Box<Answer>),
    Frontier(Ask, Frontier),
    Sought(Goal, Box<Sought>),
    Stress(Failing, Stress),
}

/// What is written.
struct Solved<'a> {
    scenario: &'a Scenario,
    plan: &'a Plan,
    chance: Option<f64>,
    found: Found,
    /// Columns of a text.
    width: usize,
}

impl Solved<'_> {
    fn sheet(&self) -> Vec<Block> {
        let asked = words::Asked {
            scenario: self.scenario,
            plan: self.plan,
            chance: self
                .chance
                .map(|share| (share, solver_draws(self.scenario))),
        };
        match &self.found {
            Found::Cuts(ask, answer) => asked.cuts(ask, answer),
            Found::Frontier(ask, frontier) => asked.frontier(ask, frontier),
            Found::Sought(goal, sought) => asked.sought(goal, sought),
            Found::Stress(failing, stress) => asked.stress(*failing, stress),
        }
    }

    fn tree(&self) -> Tree {
        let (scenario, plan) = (self.scenario, self.plan.name.as_str());
        let tree = match &self.found {
            Found::Cuts(ask, answer) => crate::report::solution(scenario, plan, ask, answer),
            Found::Frontier(ask, found) => crate::report::frontier(scenario, plan, ask, found),
            Found::Sought(goal, found) => crate::report::sought(scenario, plan, goal, found),
            Found::Stress(failing, found) => crate::report::stress(scenario, plan, *failing, found),
        };
        match self.chance {
            Some(share) => tree
                .with("chance", Tree::figure(share))
                .with("draws", Tree::Whole(solver_draws(self.scenario) as u64)),
            None => tree,
        }
    }
}

pub(super) fn solve(asked: &Asked) -> Result<ExitCode, Failure> {
    let output = Output::new(asked.output.clone(), asked.force);
    let format = chosen(asked.format, &output)?;
    let scenario = source::load(&mut Disk::default(), &asked.scenario)?.scenario;
    let index = plan_asked(&scenario, asked.plan.as_deref())?;
    let plan = &scenario.plans[index];
    let chance = read::chance(&scenario, asked.chance.as_deref())?;
    let found = asked.found(&scenario, plan, chance)?;
    if let Some(file) = &asked.save {
        asked.write(file, &scenario, index, &found)?;
    }
    let solved = Solved {
        scenario: &scenario,
        plan,
        chance,
        found,
        width: output.width(),
    };
    let text = (format.write)(&solved);
    output.write_bytes(text.as_bytes(), &asked.scenario)
}

impl Asked {
    fn found(
        &self,
        scenario: &Scenario,
        plan: &Plan,
        chance: Option<f64>,
    ) -> Result<Found, Failure> {
        if let Some(when) = &self.stress {
            let failing = read::failing(when)?;
            return Ok(Found::Stress(failing, stress(scenario, plan, failing)));
        }
        let samples = || Samples::new(scenario, 1, Effort::of(solver_draws(scenario), 1));
        let samples = chance.and_then(|_| samples());
        let chance = chance.zip(samples.as_ref());
        let chance = chance.map(|(share, samples)| Chance { share, samples });
        let reach = self.reach.as_deref();
        if let Some(path) = &self.moved {
            let goal = read::goal(scenario, path, reach.unwrap_or_default())?;
            let sought = seek(scenario, plan, &goal, chance.as_ref());
            let none = || Failure::unusable(format!("the scenario has no input {path}"));
            return Ok(Found::Sought(goal, Box::new(sought.ok_or_else(none)?)));
        }
        let ask = read::ask(scenario, self, reach)?;
        if self.frontier {
            let found = frontier(scenario, plan, &ask);
            return Ok(Found::Frontier(ask, found));
        }
        let answer = optimise(scenario, plan, &ask, chance.as_ref());
        Ok(Found::Cuts(ask, Box::new(answer)))
    }

    /// Writes the scenario with the plan that was found.
    fn write(
        &self,
        file: &OsString,
        scenario: &Scenario,
        index: usize,
        found: &Found,
    ) -> Result<(), Failure> {
        let Found::Cuts(ask, answer) = found else {
            return Ok(());
        };
        if answer.short.is_some() {
            return Err(Failure::Unusable {
                reason: "the target is out of reach, so no plan was saved".into(),
                help: Some("without --save, the command tells how far one can get".into()),
            });
        }
        let mut solved = scenario.clone();
        let mut plan = answer.solution.plan.clone();
        plan.name = unused(scenario, &title(scenario, ask));
        solved.plans.insert(index + 1, plan);
        let text = file::write(&solved);
        save(file, text.as_bytes(), &self.scenario, self.force).map(|_| ())
    }
}

/// A way to write what was found.
#[derive(Debug)]
struct SolutionFormat {
    name: &'static str,
    ending: &'static str,
    about: &'static str,
    write: fn(&Solved<'_>) -> String,
}

const SOLUTION_FORMATS: &[SolutionFormat] = &[
    SolutionFormat {
        name: "table",
        ending: "txt",
        about: "Tables for people",
        write: |solved| crate::report::plain(&solved.sheet(), solved.width),
    },
    SolutionFormat {
        name: "markdown",
        ending: "md",
        about: "The same, as Markdown",
        write: |solved| crate::report::markdown(&solved.sheet()),
    },
    SolutionFormat {
        name: "json",
        ending: "json",
        about: "Everything, figures in full",
        write: |solved| crate::report::json(&solved.tree()),
    },
];

text_formats!("solutions", SolutionFormat, SOLUTION_FORMATS);
