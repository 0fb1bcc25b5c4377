//! `simulate`: how far the figures of one plan may be off, for people or for programs.
//!
//! Must not compute a result or know how a format is written.

mod progress;

use std::ffi::OsString;
use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};

use clap::Args;

use crate::cli::{
    failure::Failure,
    format::{chosen, names, text_formats},
    output::{Output, save},
    report::plan_asked,
    source,
};
use crate::model::{
    Scenario,
    simulate::{Effort, METRICS, Samples, Simulation, simulate as run},
};
use crate::report::{Block, Tree, content::risk};
use crate::shell::Disk;
use progress::Progress;

/// Draws when nobody says how many: every percentile is then good to three digits or so.
const DRAWS: u64 = 100_000;
/// The most draws: the points of the sequence have room for more, but memory would not.
const MOST_DRAWS: u64 = 10_000_000;
/// The most memory that draws may take, in bytes.
const MOST_MEMORY: u64 = 4_000_000_000;

#[derive(Args, Debug)]
pub(super) struct Asked {
    /// A file, the name of a built-in scenario, or `-` for the standard input.
    scenario: OsString,
    /// The plan to simulate; the first of the scenario if none is named.
    #[arg(long, value_name = "NAME")]
    plan: Option<String>,
    /// How many times the uncertain inputs are drawn.
    #[arg(long, value_name = "N", default_value_t = DRAWS,
        value_parser = clap::value_parser!(u64).range(1..=MOST_DRAWS))]
    draws: u64,
    /// What the draws follow from: the same seed, the same figures.
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// What to write.
    #[arg(long, value_parser = names::<SimulationFormat>())]
    format: Option<&'static SimulationFormat>,
    /// Write every draw to this file too, as comma-separated values.
    #[arg(long, value_name = "FILE")]
    draws_csv: Option<OsString>,
    #[command(flatten)]
    output: Output,
}

pub(super) fn simulate(asked: &Asked) -> Result<ExitCode, Failure> {
    let format = chosen(asked.format, &asked.output)?;
    let scenario = source::load(&mut Disk::default(), &asked.scenario)?.scenario;
    let index = plan_asked(&scenario, asked.plan.as_deref())?;
    let plan = &scenario.plans[index];
    let draws = asked.draws(&scenario)?;
    let progress = Progress::start(draws);
    let go_on = || {
        progress.step();
        true
    };
    let effort = Effort {
        draws,
        threads: thread::available_parallelism().map_or(1, usize::from),
        wide: true,
        go_on: &go_on,
    };
    let interrupted = || Failure::unusable("the simulation was not carried out");
    let samples = Samples::new(&scenario, asked.seed, effort).ok_or_else(interrupted)?;
    let started = Instant::now();
    let simulation = run(&scenario, plan, &samples, effort).ok_or_else(interrupted)?;
    let elapsed = started.elapsed();
    drop(progress);
    if let Some(file) = &asked.draws_csv {
        let text = crate::report::draws(&scenario, &samples, &simulation);
        save(file, text.as_bytes(), &asked.scenario, asked.output.force)?;
    }
    let risks = Risks {
        scenario: &scenario,
        plan: index,
        samples: &samples,
        simulation: &simulation,
        elapsed,
        width: asked.output.width(),
    };
    let text = (format.write)(&risks);
    asked.output.write_bytes(text.as_bytes(), &asked.scenario)
}

/// What is written.
struct Risks<'a> {
    scenario: &'a Scenario,
    plan: usize,
    samples: &'a Samples,
    simulation: &'a Simulation,
    /// What the simulation alone took.
    elapsed: Duration,
    /// Columns of a text.
    width: usize,
}

impl Risks<'_> {
    fn sheet(&self) -> Vec<Block> {
        risk(self.scenario, self.plan, self.samples, self.simulation)
    }

    fn tree(&self) -> Tree {
        let plan = &self.scenario.plans[self.plan].name;
        crate::report::simulation(self.scenario, plan, self.samples, self.simulation)
    }
}

/// A way to write a simulation.
#[derive(Debug)]
struct SimulationFormat {
    name: &'static str,
    ending: &'static str,
    about: &'static str,
    write: fn(&Risks<'_>) -> String,
}

const SIMULATION_FORMATS: &[SimulationFormat] = &[
    SimulationFormat {
        name: "table",
        ending: "txt",
        about: "Tables for people, with small histograms",
        write: |risks| crate::report::plain(&risks.sheet(), risks.width),
    },
    SimulationFormat {
        name: "markdown",
        ending: "md",
        about: "The same, as Markdown",
        write: |risks| crate::report::markdown(&risks.sheet()),
    },
    SimulationFormat {
        name: "json",
        ending: "json",
        about: "Everything, figures in full",
        write: |risks| {
            let elapsed = Tree::figure(risks.elapsed.as_secs_f64() * 1e3);
            crate::report::json(&risks.tree().with("elapsed_ms", elapsed))
        },
    },
    SimulationFormat {
        name: "csv",
        ending: "csv",
        about: "The same as lines of path and value",
        write: |risks| crate::report::csv(&risks.tree()),
    },
];

text_formats!("simulations", SimulationFormat, SIMULATION_FORMATS);

impl Asked {
    /// How many draws, if there is room for them.
    fn draws(&self, scenario: &Scenario) -> Result<usize, Failure> {
        // A value and its rank of every input, and a value of every metric and quarter.
        let inputs = 12 * scenario.uncertain.len() as u64;
        let results = 8 * (METRICS.len() + scenario.horizon) as u64;
        let most = MOST_MEMORY / (inputs + results);
        if self.draws > most {
            return Err(Failure::Unusable {
                reason: format!(
                    "{} draws of {} uncertain inputs over {} quarters need more than 4 GB of memory",
                    self.draws,
                    scenario.uncertain.len(),
                    scenario.horizon
                ),
                help: Some(format!("`--draws {most}` is the most for this scenario")),
            });
        }
        Ok(self.draws as usize)
    }
}
