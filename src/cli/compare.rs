//! `compare`: plans of one or several scenarios side by side, for people or for programs.
//!
//! Must not compute a result or know how a format is written.

use std::ffi::OsString;
use std::process::ExitCode;
use std::thread;

use clap::Args;

use crate::cli::{
    chosen::{Chosen, Files},
    failure::Failure,
    format::{chosen, names, text_formats},
    output::Output,
};
use crate::model::{
    Comparison, Scenario,
    simulate::{Effort, METRICS, Paired, Samples, Simulation, simulate},
};
use crate::report::{
    Duels, Page, Section, Tree,
    content::{self, Compared},
};

/// Draws when nobody says how many: they come as near to the truth as 100,000 random ones.
const DRAWS: u64 = 16_384;
const MOST_DRAWS: u64 = 1_000_000;

#[derive(Args, Debug)]
pub(super) struct Asked {
    /// Files, names of built-in scenarios, or `-` for the standard input.
    #[arg(required = true, value_name = "SCENARIO")]
    scenarios: Vec<OsString>,
    /// A plan to compare, in the order given; all plans if none is named. `SCENARIO:NAME` where
    /// several scenarios have a plan of that name.
    #[arg(long = "plan", value_name = "NAME")]
    plans: Vec<String>,
    /// The plan that differences are against; the first if none is named.
    #[arg(long, value_name = "NAME")]
    against: Option<String>,
    /// Only what is not the same in all plans.
    #[arg(long)]
    changed: bool,
    /// Every result in tables and pages, not only those that matter most.
    #[arg(long)]
    all: bool,
    /// How many times the uncertain inputs are drawn.
    #[arg(long, value_name = "N", default_value_t = DRAWS,
        value_parser = clap::value_parser!(u64).range(1..=MOST_DRAWS))]
    draws: u64,
    /// What the draws follow from: the same seed, the same figures.
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// What to write.
    #[arg(long, value_parser = names::<ComparisonFormat>())]
    format: Option<&'static ComparisonFormat>,
    #[command(flatten)]
    output: Output,
}

pub(super) fn compare(asked: &Asked) -> Result<ExitCode, Failure> {
    let format = chosen(asked.format, &asked.output)?;
    let files = Files::load(&asked.scenarios)?;
    let mut plans = match asked.plans.as_slice() {
        [] => files.all_plans(),
        named => named
            .iter()
            .map(|name| files.plan(name))
            .collect::<Result<Vec<_>, _>>()?,
    };
    let mut seen = Vec::new();
    plans.retain(|plan| {
        !seen.contains(plan) && {
            seen.push(*plan);
            true
        }
    });
    let base = match &asked.against {
        None => 0,
        Some(name) => {
            let base = files.plan(name)?;
            let known = plans.iter().position(|plan| *plan == base);
            known.unwrap_or_else(|| {
                plans.insert(0, base);
                0
            })
        }
    };
    let odds = asked.duels(&files, &plans, base);
    let told = Told {
        comparison: Comparison::of(files.columns(&plans)),
        titles: files.titles(&plans),
        files: files.names(&plans),
        keys: (0..plans.len()).map(key).collect(),
        base,
        odds,
        all: asked.all,
        only_changed: asked.changed,
        width: asked.output.width(),
    };
    let text = (format.write)(&told);
    asked
        .output
        .write_bytes(text.as_bytes(), &asked.scenarios[0])
}

/// A letter for each plan: A to Z, then AA.
pub(super) fn key(at: usize) -> String {
    let letter = char::from(b'A' + (at % 26) as u8);
    match at / 26 {
        0 => letter.into(),
        rest => format!("{}{letter}", key(rest - 1)),
    }
}

impl Asked {
    /// How the plans fare against `base` draw by draw; nothing where nothing is uncertain.
    fn duels(&self, files: &Files, plans: &[Chosen], base: usize) -> Option<Duels> {
        let scenarios = || plans.iter().map(|&plan| files.scenario(plan));
        if plans.len() < 2 || scenarios().all(|scenario| scenario.uncertain.is_empty()) {
            return None;
        }
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let effort = Effort::of(self.draws as usize, threads);
        let mut drawn: Vec<Option<Samples>> = files.each().map(|_| None).collect();
        let mut simulated = |plan: Chosen| -> Option<Simulation> {
            let scenario: &Scenario = files.scenario(plan);
            let samples = &mut drawn[plan.file];
            if samples.is_none() {
                *samples = Samples::new(scenario, self.seed, effort);
            }
            simulate(
                scenario,
                &scenario.plans[plan.plan],
                samples.as_ref()?,
                effort,
            )
        };
        let against = simulated(plans[base])?;
        let duel = |(at, &plan): (usize, &Chosen)| -> Option<Vec<Option<Paired>>> {
            if at == base {
                return Some(Vec::new());
            }
            let one = simulated(plan)?;
            Some(
                METRICS
                    .map(|row| Paired::of(&one, &against, row.metric))
                    .into(),
            )
        };
        Some(Duels {
            draws: self.draws as usize,
            seed: self.seed,
            plans: plans
                .iter()
                .enumerate()
                .map(duel)
                .collect::<Option<Vec<_>>>()?,
        })
    }
}

/// What is written.
struct Told<'a> {
    comparison: Comparison<'a>,
    titles: Vec<String>,
    files: Vec<String>,
    keys: Vec<String>,
    base: usize,
    odds: Option<Duels>,
    all: bool,
    only_changed: bool,
    width: usize,
}

impl Told<'_> {
    fn sheet(&self, width: usize) -> Compared<'_> {
        Compared {
            comparison: &self.comparison,
            titles: &self.titles,
            keys: &self.keys,
            base: self.base,
            odds: self.odds.as_ref(),
            all: self.all,
            only_changed: self.only_changed,
            marks_best: true,
            width,
        }
    }

    fn page(&self) -> Page {
        let sheet = self.sheet(usize::MAX);
        Page {
            title: sheet.title(),
            plan: self.titles.join(", "),
            lede: sheet.lede(),
            texts: sheet.cautions(),
            sections: sheet
                .sections()
                .into_iter()
                .map(|(key, title, blocks)| Section {
                    key,
                    title: title.into(),
                    blocks,
                })
                .collect(),
            software: content::SOFTWARE,
        }
    }

    fn tree(&self) -> Tree {
        let Self {
            comparison,
            keys,
            files,
            base,
            odds,
            ..
        } = self;
        crate::report::comparison(comparison, keys, files, *base, odds.as_ref())
    }
}

/// A way to write a comparison.
#[derive(Debug)]
struct ComparisonFormat {
    name: &'static str,
    ending: &'static str,
    about: &'static str,
    write: fn(&Told<'_>) -> String,
}

const COMPARISON_FORMATS: &[ComparisonFormat] = &[
    ComparisonFormat {
        name: "table",
        ending: "txt",
        about: "Tables for people",
        write: |told| crate::report::plain(&told.sheet(told.width).blocks(), told.width),
    },
    ComparisonFormat {
        name: "markdown",
        ending: "md",
        about: "The same, as Markdown",
        write: |told| crate::report::markdown(&told.sheet(usize::MAX).blocks()),
    },
    ComparisonFormat {
        name: "json",
        ending: "json",
        about: "Everything, figures in full",
        write: |told| crate::report::json(&told.tree()),
    },
    ComparisonFormat {
        name: "csv",
        ending: "csv",
        about: "The same as lines of path and value",
        write: |told| crate::report::csv(&told.tree()),
    },
    ComparisonFormat {
        name: "html",
        ending: "html",
        about: "The tables as a page that needs nothing but a browser",
        write: |told| crate::report::page(&told.page()),
    },
];

text_formats!("comparisons", ComparisonFormat, COMPARISON_FORMATS);
