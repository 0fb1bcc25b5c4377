//! The bare command: opens a scenario in the program.
//!
//! Must not touch the terminal before the scenario is known to be fine.

use std::ffi::{OsStr, OsString};
use std::process::ExitCode;

use clap::Args;

use super::failure::Failure;
use super::report::plan_named;
use super::source::{self, FIRST};
use crate::app::{Msg, State, update};
use crate::shell::{self, Disk, Opened};

#[derive(Args, Debug)]
pub(super) struct Asked {
    /// A file, the name of a built-in scenario, or `-` for the standard input; without it, the
    /// first of the built-in scenarios.
    scenario: Option<OsString>,
    /// The plan to show; the first of the scenario if none is named.
    #[arg(long, value_name = "NAME")]
    plan: Option<String>,
}

pub(super) fn open(asked: &Asked) -> Result<ExitCode, Failure> {
    let name = asked.scenario.as_deref().unwrap_or(OsStr::new(FIRST));
    let mut disk = Disk::default();
    let Opened { scenario, path } = source::load(&mut disk, name)?;
    let plan = asked.plan.as_deref();
    let plan = plan.map(|plan| plan_named(&scenario, plan)).transpose()?;
    let mut state = State::new(scenario, path);
    if let Some(plan) = plan {
        update(&mut state, Msg::SwitchPlan(plan));
    }
    Ok(shell::run(state, disk)?)
}
