//! `solve`: what to decide for a target, and what would break a plan, for people or for programs.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::cli::failure::Failure;
use crate::cli::output::{Output, save};
use crate::cli::scenarios::{load, plan_or_first};
use crate::file;
use crate::model::{
    Figure, Input, Plan, Scenario, Unit, UnknownPath,
    simulate::{Effort, Samples},
    solve::{
        Answer, Ask, Chance, Failing, Frontier, Goal, OBJECTIVES, ObjectiveSpec, Sought, Stress,
        Target, frontier, optimise, seek, stress,
    },
};
use crate::report::{self, Block, Tree, content::solve::SolverReport, json, markdown, plain};
use crate::safe::safe_line;
use crate::text::typed::amount;
use crate::tui::{solver_draws, title, unused};

/// Messages show so much of what was typed, and so many names.
const LONGEST: usize = 80;
const MOST_NAMES: usize = 40;

#[derive(clap::Args, Debug)]
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
pub(super) struct Args {
    /// A file, the name of a built-in scenario, or `-` for the standard input
    scenario: OsString,
    /// The plan to begin with; the first one unless named
    #[arg(long, value_name = "NAME")]
    plan: Option<String>,
    /// The target: a result and its value, `savings.run_rate=3bn`
    #[arg(long, value_name = "FIGURE=VALUE", required_unless_present_any = ["frontier", "stress"])]
    reach: Option<String>,
    /// What to minimise
    #[arg(long, value_name = "WHAT", default_value = OBJECTIVES[0].name, value_parser = objectives())]
    least: &'static ObjectiveSpec,
    /// Divisions whose cut stays as it is, by key
    #[arg(long, value_name = "KEYS", value_delimiter = ',')]
    keep: Vec<String>,
    /// How far below zero net cash to date may fall: `500m`
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    cash_limit: Option<String>,
    /// Allow cuts above the guardrails
    #[arg(long)]
    ignore_caps: bool,
    /// Confidence: reach the target in this share of 1,000 draws of the uncertain inputs (500 with more than
    /// 100 divisions), not only in the base case: `80%`
    #[arg(long, value_name = "SHARE")]
    chance: Option<String>,
    /// Change this input instead of the cuts: any lever or assumption, by its path
    #[arg(long = "move", value_name = "PATH", requires = "reach", conflicts_with_all = ["frontier", "stress"])]
    moved: Option<String>,
    /// The best plans for every target, from little to the most that is possible
    #[arg(long, conflicts_with = "stress")]
    frontier: bool,
    /// The nearest change of the assumptions at which the plan fails: `payback` (none by the horizon),
    /// `npv` (not above zero), `payback=12` (later), `run-rate=2bn` (less)
    #[arg(long, value_name = "WHEN", num_args = 0..=1, default_missing_value = "payback")]
    stress: Option<String>,
    /// Write the scenario to this file, with the solution as a new plan
    #[arg(long, value_name = "FILE.ron", conflicts_with_all = ["moved", "frontier", "stress"])]
    save: Option<OsString>,
    /// Format; by default what the name of FILE ends with, or table
    #[arg(long, value_enum)]
    format: Option<SolutionFormat>,
    /// Write to this file; `-` is the standard output
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    output: Option<OsString>,
    /// Replace files that exist; their previous content stays in FILE~
    #[arg(long)]
    force: bool,
}

/// A format of solutions.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum SolutionFormat {
    /// Tables for people
    #[value(alias = "txt")]
    Table,
    /// The same, as Markdown
    #[value(alias = "md")]
    Markdown,
    /// Everything, figures in full
    Json,
}

/// Reads the name of an objective.
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

/// What the solver found.
enum Found {
    Cuts(Ask, Box<Answer>),
    Frontier(Ask, Frontier),
    Sought(Goal, Box<Sought>),
    Stress(Failing, Stress),
}

pub(super) fn solve(args: &Args) -> Result<ExitCode, Failure> {
    let output = Output::new(args.output.clone(), args.force);
    let format = output.format(args.format, Some(SolutionFormat::Table))?;
    let scenario = load(&args.scenario)?;
    let index = plan_or_first(&scenario, args.plan.as_deref())?;
    let plan = &scenario.plans[index];
    let chance = chance(&scenario, args.chance.as_deref())?;
    let found = args.found(&scenario, plan, chance)?;
    if let Some(file) = &args.save {
        args.save(file, &scenario, index, &found)?;
    }
    let blocks = || blocks(&scenario, plan, chance, &found);
    let text = match format {
        SolutionFormat::Table => plain(&blocks(), output.width()),
        SolutionFormat::Markdown => markdown(&blocks()),
        SolutionFormat::Json => json(&tree(&scenario, plan, chance, &found)),
    };
    output.write(text.as_bytes(), &args.scenario)
}

fn blocks(scenario: &Scenario, plan: &Plan, chance: Option<f64>, found: &Found) -> Vec<Block> {
    let report = SolverReport {
        scenario,
        plan,
        chance: chance.map(|share| (share, solver_draws(scenario))),
    };
    match found {
        Found::Cuts(ask, answer) => report.cuts(ask, answer),
        Found::Frontier(ask, frontier) => report.frontier(ask, frontier),
        Found::Sought(goal, sought) => report.sought(goal, sought),
        Found::Stress(failing, stress) => report.stress(*failing, stress),
    }
}

fn tree(scenario: &Scenario, plan: &Plan, chance: Option<f64>, found: &Found) -> Tree {
    let plan = plan.name.as_str();
    let tree = match found {
        Found::Cuts(ask, answer) => report::solution(scenario, plan, ask, answer),
        Found::Frontier(ask, frontier) => report::frontier(scenario, plan, ask, frontier),
        Found::Sought(goal, sought) => report::sought(scenario, plan, goal, sought),
        Found::Stress(failing, stress) => report::stress(scenario, plan, *failing, stress),
    };
    match chance {
        Some(share) => tree
            .with("chance", Tree::figure(share))
            .with("draws", Tree::Whole(solver_draws(scenario) as u64)),
        None => tree,
    }
}

impl Args {
    fn found(
        &self,
        scenario: &Scenario,
        plan: &Plan,
        chance: Option<f64>,
    ) -> Result<Found, Failure> {
        if let Some(when) = &self.stress {
            let failing = failing(when)?;
            return Ok(Found::Stress(failing, stress(scenario, plan, failing)));
        }
        let samples = || Samples::new(scenario, 1, Effort::of(solver_draws(scenario), 1));
        let samples = chance.and_then(|_| samples());
        let chance = chance.zip(samples.as_ref());
        let chance = chance.map(|(share, samples)| Chance { share, samples });
        if let Some(path) = &self.moved {
            let goal = goal(scenario, path, self.reach.as_deref().unwrap_or_default())?;
            let sought = seek(scenario, plan, &goal, chance.as_ref());
            let none = || Failure::unusable(format!("the scenario has no input {path}"));
            return Ok(Found::Sought(goal, Box::new(sought.ok_or_else(none)?)));
        }
        let ask = self.ask(scenario)?;
        if self.frontier {
            let found = frontier(scenario, plan, &ask);
            return Ok(Found::Frontier(ask, found));
        }
        let answer = optimise(scenario, plan, &ask, chance.as_ref());
        Ok(Found::Cuts(ask, Box::new(answer)))
    }

    /// Reads what is asked of the cuts.
    fn ask(&self, scenario: &Scenario) -> Result<Ask, Failure> {
        let (target, reach) = match self.reach.as_deref() {
            // A frontier may name its result alone.
            Some(path) if self.frontier && !path.contains('=') => (target(scenario, path)?, 0.0),
            Some(text) => {
                let (figure, reach) = reach(scenario, text)?;
                (target(scenario, &figure.path(scenario))?, reach)
            }
            None => (Target::RunRate, 0.0),
        };
        let keys = || {
            scenario
                .divisions
                .iter()
                .map(|division| division.key.as_str())
        };
        let mut locked = vec![false; scenario.divisions.len()];
        for key in &self.keep {
            let at = keys().position(|known| known == key);
            let at = at.ok_or_else(|| Failure::Unusable {
                reason: format!("--keep: the scenario has no division {}", quoted(key)),
                help: Some(format!("its divisions are {}", listed(keys()))),
            })?;
            locked[at] = true;
        }
        let limit = self.cash_limit.as_deref().map(|typed| {
            let limit = amount(typed, Unit::Money).filter(|limit| *limit >= 0.0);
            limit.ok_or_else(|| Failure::Unusable {
                reason: format!("--cash-limit {} is not an amount", quoted(typed)),
                help: Some("0 or more, such as 500m or 1.5 bn".into()),
            })
        });
        Ok(Ask {
            target,
            reach,
            least: self.least.objective,
            caps: !self.ignore_caps,
            locked,
            cash_limit: limit.transpose()?,
        })
    }

    /// Writes the scenario with the plan that was found.
    fn save(
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
                help: Some("without --save, the command shows how far it can be reached".into()),
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

/// Reads the share of draws in which the target is reached, if there is anything uncertain.
fn chance(scenario: &Scenario, typed: Option<&str>) -> Result<Option<f64>, Failure> {
    let Some(typed) = typed else { return Ok(None) };
    if scenario.uncertain.is_empty() {
        return Err(Failure::unusable(
            "no input of the scenario is uncertain, so --chance has no effect",
        ));
    }
    let share = amount(typed, Unit::Share).filter(|share| (0.01..=0.99).contains(share));
    share.map(Some).ok_or_else(|| Failure::Unusable {
        reason: format!("--chance {} is not a share of draws", quoted(typed)),
        help: Some("from 1% to 99%, such as 80%".into()),
    })
}

/// Reads when a plan counts as failed.
fn failing(typed: &str) -> Result<Failing, Failure> {
    let (name, value) = match typed.split_once('=') {
        Some((name, value)) => (name.trim(), Some(value)),
        None => (typed.trim(), None),
    };
    let number = |unit| {
        let number = value.and_then(|value| amount(value, unit));
        number.filter(|number| *number >= 0.0)
    };
    let read = match (name, value) {
        ("payback", None) => Some(Failing::NoPayback),
        ("npv", None) => Some(Failing::Npv),
        ("payback", Some(_)) => number(Unit::Months).map(Failing::Payback),
        ("run-rate", Some(_)) => number(Unit::MoneyPerYear).map(Failing::RunRate),
        _ => None,
    };
    read.ok_or_else(|| Failure::Unusable {
        reason: format!("--stress {} is not a way to fail", quoted(typed)),
        help: Some("one of payback, npv, payback=12 (months), run-rate=2bn".into()),
    })
}

/// Reads the goal of a goal seek.
fn goal(scenario: &Scenario, path: &str, text: &str) -> Result<Goal, Failure> {
    let input = Input::parse(path, &scenario.divisions, &scenario.options)
        .map_err(|unknown| no_path("input", path, &unknown))?;
    let (figure, reach) = reach(scenario, text)?;
    Ok(Goal {
        input,
        figure,
        reach,
    })
}

/// Reads a result and the value that it should have.
fn reach(scenario: &Scenario, text: &str) -> Result<(Figure, f64), Failure> {
    let Some((path, value)) = text.split_once('=') else {
        return Err(Failure::Unusable {
            reason: format!("--reach {} names no value", quoted(text)),
            help: Some("a result and its value, such as savings.run_rate=3bn".into()),
        });
    };
    let path = path.trim();
    let figure = result(scenario, path)?;
    let value = amount(value, figure.spec().unit).ok_or_else(|| Failure::Unusable {
        reason: format!("--reach: {} is not a value of {path}", quoted(value)),
        help: Some("such as 3 bn, 400k, 12 % or 6".into()),
    })?;
    Ok((figure, value))
}

fn result(scenario: &Scenario, path: &str) -> Result<Figure, Failure> {
    Figure::parse(path, scenario).map_err(|unknown| no_path("result", path, &unknown))
}

/// Reads a result that cuts can be solved for.
fn target(scenario: &Scenario, path: &str) -> Result<Target, Failure> {
    Target::of(result(scenario, path)?, scenario).ok_or_else(|| {
        let paths = Target::all(scenario);
        let paths: Vec<String> = paths.iter().map(|t| t.figure().path(scenario)).collect();
        Failure::Unusable {
            reason: format!("cuts cannot be solved for {path}"),
            help: Some(format!(
                "they can for {}; --move PATH takes any result",
                paths.join(", ")
            )),
        }
    })
}

fn no_path(what: &str, path: &str, unknown: &UnknownPath) -> Failure {
    Failure::Unusable {
        reason: format!(
            "there is no {what} {}: {} is not known",
            quoted(path),
            quoted(&unknown.part)
        ),
        help: Some(format!(
            "known are {}",
            listed(unknown.known.iter().map(String::as_str))
        )),
    }
}

fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.take(MOST_NAMES).collect::<Vec<_>>().join(", ")
}

fn quoted(text: &str) -> String {
    format!("{:?}", safe_line(text, LONGEST))
}
