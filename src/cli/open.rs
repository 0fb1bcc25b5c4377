//! The bare command: opens a scenario in the program, once it is known to have no problems.

use std::ffi::{OsStr, OsString};
use std::process::ExitCode;

use crate::cli::failure::Failure;
use crate::cli::output::save;
use crate::cli::scenarios::{self, FIRST, plan_named};
use crate::demo::script::Script;
use crate::shell::{self, Disk, Opened, Recording};
use crate::tui::{Msg, State, update};

#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// A file, the name of a built-in scenario, or `-` for the standard input; by default the first
    /// built-in scenario
    scenario: Option<OsString>,
    /// The plan to show; the first one unless named
    #[arg(long, value_name = "NAME")]
    plan: Option<String>,
    /// Record what is done into a script that `reallot demo` plays
    #[arg(long, value_name = "FILE")]
    record: Option<OsString>,
    /// Replace the script if it exists; its previous content stays in FILE~
    #[arg(long, requires = "record")]
    force: bool,
}

pub(super) fn open(args: &Args) -> Result<ExitCode, Failure> {
    let name = args.scenario.as_deref().unwrap_or(OsStr::new(FIRST));
    let mut disk = Disk::default();
    let Opened { scenario, path } = scenarios::open(&mut disk, name)?;
    let plan = args.plan.as_deref();
    let plan = plan.map(|plan| plan_named(&scenario, plan)).transpose()?;
    let mut state = State::new(scenario, path);
    if let Some(plan) = plan.and_then(|plan| state.plan_id(plan)) {
        update(&mut state, Msg::ShowPlan(plan));
    }
    let recording = args.record.as_deref();
    // Where the program will not start, there is nothing to record.
    let recording = recording.filter(|_| shell::unsupported().is_none());
    let recording = recording
        .map(|file| args.recording(file, name, &state))
        .transpose()?;
    Ok(shell::run(state, disk, recording)?)
}

impl Args {
    /// Begins a recording with `state`, into a new file.
    fn recording(&self, file: &OsStr, source: &OsStr, state: &State) -> Result<Recording, Failure> {
        save(file, b"", source, self.force)?;
        let one_line = |text: &str| Some(text.to_owned()).filter(|text| is_one_line(text));
        let script = Script {
            scenario: source.to_str().and_then(one_line),
            plan: one_line(&state.current_plan().name),
            ..Script::default()
        };
        let recording = Recording::new(&file.to_string_lossy(), script);
        recording.map_err(|why| Failure::unusable(format!("cannot record: {why}")))
    }
}

/// Whether a line of a script can say `text`.
fn is_one_line(text: &str) -> bool {
    text.trim() == text && !text.contains('\n')
}
