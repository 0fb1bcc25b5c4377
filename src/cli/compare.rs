//! `compare`: plans of one or several scenarios side by side, for people or for programs.

use std::ffi::OsString;
use std::process::ExitCode;
use std::thread;

use clap::ValueEnum;

use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::scenarios::{Files, PlanAt};
use crate::model::{
    Comparison,
    simulate::{Effort, METRICS, Paired, Samples, Simulation, simulate},
};
use crate::report::{
    self, Duels, Page, Section,
    content::{Compared, SOFTWARE},
    csv, json, markdown, plain,
};

/// The usual number of draws: they come as near to the truth as 100,000 random ones.
const DRAWS: u64 = 16_384;
const MOST_DRAWS: u64 = 1_000_000;

#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Files, names of built-in scenarios, or `-` for the standard input
    #[arg(required = true, value_name = "SCENARIO")]
    scenarios: Vec<OsString>,
    /// A plan to compare, in the order given; all plans if none is named. `SCENARIO:NAME` if
    /// several scenarios have a plan of that name
    #[arg(long = "plan", value_name = "NAME")]
    plans: Vec<String>,
    /// The plan that the others are compared with; the first one unless named
    #[arg(long, value_name = "NAME")]
    against: Option<String>,
    /// Leave out what is the same in all plans
    #[arg(long)]
    changed: bool,
    /// Show every result in tables and pages, not only those that matter most
    #[arg(long)]
    all: bool,
    /// Draws: how many times the uncertain inputs take a value each
    #[arg(long, value_name = "N", default_value_t = DRAWS,
        value_parser = clap::value_parser!(u64).range(1..=MOST_DRAWS))]
    draws: u64,
    /// Seed of the draws: the same seed gives the same figures
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Format; by default what the name of FILE ends with, or table
    #[arg(long, value_enum)]
    format: Option<ComparisonFormat>,
    #[command(flatten)]
    output: Output,
}

/// A format of comparisons.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum ComparisonFormat {
    /// Tables for people
    #[value(alias = "txt")]
    Table,
    /// The same, as Markdown
    #[value(alias = "md")]
    Markdown,
    /// Everything, figures in full
    Json,
    /// The same as lines of path and value
    Csv,
    /// The tables as a page for any browser
    Html,
}

pub(super) fn compare(args: &Args) -> Result<ExitCode, Failure> {
    let output = &args.output;
    let format = output.format(args.format, Some(ComparisonFormat::Table))?;
    let files = Files::load(&args.scenarios)?;
    let (plans, base) = args.plans(&files)?;
    let odds = args.duels(&files, &plans, base);
    let odds = odds.as_ref();
    let comparison = Comparison::of(files.columns(&plans));
    let titles = files.titles(&plans);
    let keys: Vec<String> = (0..plans.len()).map(key).collect();
    let compared = |width| Compared {
        comparison: &comparison,
        titles: &titles,
        keys: &keys,
        base,
        odds,
        all: args.all,
        only_changed: args.changed,
        marks_best: true,
        width,
    };
    let tree = || report::comparison(&comparison, &keys, &files.names(&plans), base, odds);
    let text = match format {
        ComparisonFormat::Table => plain(&compared(output.width()).blocks(), output.width()),
        ComparisonFormat::Markdown => markdown(&compared(usize::MAX).blocks()),
        ComparisonFormat::Json => json(&tree()),
        ComparisonFormat::Csv => csv(&tree()),
        ComparisonFormat::Html => report::page(&page(&compared(usize::MAX))),
    };
    output.write(text.as_bytes(), &args.scenarios[0])
}

/// Returns a letter for each plan: A to Z, then AA.
pub(super) fn key(at: usize) -> String {
    let letter = char::from(b'A' + (at % 26) as u8);
    match at / 26 {
        0 => letter.into(),
        rest => format!("{}{letter}", key(rest - 1)),
    }
}

fn page(compared: &Compared<'_>) -> Page {
    let section = |(key, title, blocks): (_, &str, _)| Section {
        key,
        title: title.into(),
        blocks,
    };
    Page {
        title: compared.title(),
        plan: compared.titles.join(", "),
        lede: compared.lede(),
        texts: compared.cautions(),
        sections: compared.sections().into_iter().map(section).collect(),
        software: SOFTWARE,
    }
}

impl Args {
    /// The plans to compare, each once, and which of them the others are compared with.
    fn plans(&self, files: &Files) -> Result<(Vec<PlanAt>, usize), Failure> {
        let named = self.plans.iter().map(|name| files.plan(name));
        let named = match self.plans.is_empty() {
            true => files.all_plans(),
            false => named.collect::<Result<Vec<_>, _>>()?,
        };
        let mut plans = Vec::new();
        for plan in named {
            if !plans.contains(&plan) {
                plans.push(plan);
            }
        }
        let Some(name) = &self.against else {
            return Ok((plans, 0));
        };
        let base = files.plan(name)?;
        let known = plans.iter().position(|plan| *plan == base);
        Ok(match known {
            Some(at) => (plans, at),
            None => {
                plans.insert(0, base);
                (plans, 0)
            }
        })
    }

    /// Compares the plans with `base` draw by draw; `None` if nothing is uncertain.
    fn duels(&self, files: &Files, plans: &[PlanAt], base: usize) -> Option<Duels> {
        let is_certain = |plan: &PlanAt| files.scenario(*plan).uncertain.is_empty();
        if plans.len() < 2 || plans.iter().all(is_certain) {
            return None;
        }
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let effort = Effort::of(self.draws as usize, threads);
        let mut drawn: Vec<Option<Samples>> = files.each().map(|_| None).collect();
        let mut simulated = |at: PlanAt| -> Option<Simulation> {
            let scenario = files.scenario(at);
            let samples = &mut drawn[at.file];
            if samples.is_none() {
                *samples = Samples::new(scenario, self.seed, effort);
            }
            simulate(
                scenario,
                &scenario.plans[at.plan],
                samples.as_ref()?,
                effort,
            )
        };
        let against = simulated(plans[base])?;
        let duel = |(at, &plan): (usize, &PlanAt)| -> Option<Vec<Option<Paired>>> {
            if at == base {
                return Some(Vec::new());
            }
            let one = simulated(plan)?;
            let versus = METRICS.map(|row| Paired::of(&one, &against, row.metric));
            Some(versus.into())
        };
        Some(Duels {
            draws: self.draws as usize,
            seed: self.seed,
            plans: plans.iter().enumerate().map(duel).collect::<Option<_>>()?,
        })
    }
}
