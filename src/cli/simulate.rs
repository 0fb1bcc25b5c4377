//! `simulate`: how far the figures of one plan may be off, for people or for programs.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use clap::{ArgGroup, ValueEnum};

use crate::cli::failure::Failure;
use crate::cli::output::{Output, save};
use crate::cli::scenarios::{load, plan_or_first};
use crate::model::{
    Scenario,
    simulate::{Effort, METRICS, Samples, simulate as run},
};
use crate::report::{self, Tree, content::risk, csv, json, markdown, plain};

/// The usual number of draws: every percentile is then good to three digits or so.
const DRAWS: u64 = 100_000;
/// The most draws: the points of the sequence have room for more, but memory would not.
const MOST_DRAWS: u64 = 10_000_000;
/// The most memory that draws may take, in bytes.
const MOST_MEMORY: u64 = 4_000_000_000;

#[derive(clap::Args, Debug)]
#[command(group = ArgGroup::new("written").multiple(true))]
pub(super) struct Args {
    /// A file, the name of a built-in scenario, or `-` for the standard input
    scenario: OsString,
    /// The plan to simulate; the first one unless named
    #[arg(long, value_name = "NAME")]
    plan: Option<String>,
    /// Draws: how many times the uncertain inputs take a value each
    #[arg(long, value_name = "N", default_value_t = DRAWS,
        value_parser = clap::value_parser!(u64).range(1..=MOST_DRAWS))]
    draws: u64,
    /// Seed of the draws: the same seed gives the same figures
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Format; by default what the name of FILE ends with, or table
    #[arg(long, value_enum)]
    format: Option<SimulationFormat>,
    /// Write every draw to this file too, as comma-separated values
    #[arg(long, value_name = "FILE", group = "written")]
    draws_csv: Option<OsString>,
    /// Say in JSON how long the draws took, as `elapsed_ms`: the same seed then gives other bytes
    #[arg(long)]
    timing: bool,
    /// Write to this file; `-` is the standard output
    #[arg(short = 'o', long = "output", value_name = "FILE", group = "written")]
    file: Option<OsString>,
    /// Replace the files if they exist; their previous content stays in FILE~
    #[arg(long, requires = "written")]
    force: bool,
}

/// A format of simulations.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum SimulationFormat {
    /// Tables for people, with small histograms
    #[value(alias = "txt")]
    Table,
    /// The same, as Markdown
    #[value(alias = "md")]
    Markdown,
    /// Everything, figures in full
    Json,
    /// The same as lines of path and value
    Csv,
}

pub(super) fn simulate(args: &Args) -> Result<ExitCode, Failure> {
    let output = Output::new(args.file.clone(), args.force);
    let format = output.format(args.format, Some(SimulationFormat::Table))?;
    let scenario = load(&args.scenario)?;
    let index = plan_or_first(&scenario, args.plan.as_deref())?;
    let plan = &scenario.plans[index];
    let draws = args.draws(&scenario)?;
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
    let samples = Samples::new(&scenario, args.seed, effort).ok_or_else(interrupted)?;
    let started = Instant::now();
    let simulation = run(&scenario, plan, &samples, effort).ok_or_else(interrupted)?;
    let elapsed = started.elapsed();
    drop(progress);
    if let Some(file) = &args.draws_csv {
        let text = report::draws(&scenario, &samples, &simulation);
        save(file, text.as_bytes(), &args.scenario, args.force)?;
    }
    let blocks = || risk(&scenario, index, &samples, &simulation);
    let tree = || report::simulation(&scenario, &plan.name, &samples, &simulation);
    let text = match format {
        SimulationFormat::Table => plain(&blocks(), output.width()),
        SimulationFormat::Markdown => markdown(&blocks()),
        SimulationFormat::Json if !args.timing => json(&tree()),
        SimulationFormat::Json => {
            let elapsed = Tree::figure(elapsed.as_secs_f64() * 1e3);
            json(&tree().with("elapsed_ms", elapsed))
        }
        SimulationFormat::Csv => csv(&tree()),
    };
    output.write(text.as_bytes(), &args.scenario)
}

impl Args {
    /// Returns the number of draws, if there is room for them.
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

/// A bar that is shown only if the simulation takes longer than this.
const PATIENCE: Duration = Duration::from_millis(500);
/// The least time between two drawings of the bar.
const PAUSE: Duration = Duration::from_millis(100);
/// Cells of the bar.
const WIDTH: usize = 30;

/// How far the simulation is, on a terminal; nothing of it is left at the end.
struct Progress {
    /// `None` if nobody could see it.
    bar: Option<Mutex<Bar>>,
}

struct Bar {
    n_steps: usize,
    done: usize,
    next: Instant,
    is_shown: bool,
}

impl Progress {
    /// Begins with `draws` that are made and then evaluated.
    fn start(draws: usize) -> Self {
        let bar = Bar {
            n_steps: 2 * draws.div_ceil(Effort::PIECE),
            done: 0,
            next: Instant::now() + PATIENCE,
            is_shown: false,
        };
        Self {
            bar: io::stderr().is_terminal().then(|| Mutex::new(bar)),
        }
    }

    /// Counts another piece.
    fn step(&self) {
        if let Some(Ok(mut bar)) = self.bar.as_ref().map(Mutex::lock) {
            bar.step();
        }
    }
}

impl Bar {
    fn step(&mut self) {
        self.done += 1;
        let now = Instant::now();
        if now < self.next {
            return;
        }
        self.next = now + PAUSE;
        self.is_shown = true;
        let full = (self.done * WIDTH / self.n_steps.max(1)).min(WIDTH);
        let (full, rest) = ("━".repeat(full), "─".repeat(WIDTH - full));
        let percent = (self.done * 100 / self.n_steps.max(1)).min(100);
        let mut stderr = io::stderr().lock();
        let _ = write!(stderr, "\rsimulating {full}{rest} {percent:>3} %");
        let _ = stderr.flush();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        let bar = self.bar.as_mut().map(Mutex::get_mut);
        if matches!(bar, Some(Ok(bar)) if bar.is_shown) {
            let mut stderr = io::stderr().lock();
            let _ = write!(stderr, "\r\x1b[K");
            let _ = stderr.flush();
        }
    }
}
