//! `demo`: plays a script into a film, without a terminal and without waiting.

use std::ffi::{OsStr, OsString};
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use crate::cli::drawing::Drawing;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::scenarios::{FIRST, load};
use crate::demo::{
    Film, FilmFormat, Played, play,
    script::{LookName, Parsed, from_bytes},
};
use crate::report::content::SOFTWARE;
use crate::safe::safe;
use crate::shell::Disk;
use crate::tui::{Msg, State, update};

#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// A script, or `-` for the standard input; `assets/demos` has examples
    script: OsString,
    /// Colours and glyphs, instead of those of the script
    #[arg(long, value_enum)]
    look: Option<LookName>,
    /// Format; by default what the name of FILE ends with
    #[arg(long, value_enum)]
    format: Option<FilmFormat>,
    #[command(flatten)]
    drawing: Drawing,
    #[command(flatten)]
    output: Output,
}

pub(super) fn demo(args: &Args) -> Result<ExitCode, Failure> {
    let format = args.output.format(args.format, None)?;
    args.output.check(format.name(), format.is_text())?;
    let drawn = "`--format gif` and `--format svg`";
    args.drawing
        .check(format.name(), format.is_drawn(), drawn)?;
    let bytes = Disk::default()
        .open(Path::new(&args.script))
        .map_err(|why| Failure::unusable(why.to_string()))?;
    let name = match args.script.to_string_lossy() {
        name if name == "-" => "<stdin>".into(),
        name => name.into_owned(),
    };
    let failed = |problems| Failure::Problems {
        name: name.clone(),
        problems,
    };
    let parsed = from_bytes(&bytes).map_err(failed)?;
    let script = &parsed.script;
    let scenario = script.scenario.as_deref().unwrap_or(FIRST);
    let scenario = load(OsStr::new(scenario))?;
    let problems = parsed.check(&scenario);
    if !problems.is_empty() {
        return Err(failed(problems));
    }
    let plan = script
        .plan
        .as_deref()
        .and_then(|plan| scenario.plan_named(plan));
    let mut state = State::new(scenario, None);
    if let Some(plan) = plan.and_then(|plan| state.plan_id(plan)) {
        update(&mut state, Msg::ShowPlan(plan));
    }
    let subject = format!("{} ▸ {}", state.scenario().name, state.current_plan().name);
    let look = args.look.unwrap_or(script.look);
    let played = play(script, state, look.look());
    if !played.faults.is_empty() {
        return Err(failed(parsed.problems(&played.faults)));
    }
    warn(&name, &parsed, &played);
    let description = format!("A demo of {SOFTWARE} with {subject}");
    let film = Film {
        frames: &played.frames,
        palette: look.palette(),
        title: &safe(script.title.as_deref().unwrap_or(&subject)),
        description: &safe(&description),
        software: SOFTWARE,
        scale: args.drawing.scale(),
        frame: args.drawing.frame,
        padding: args.drawing.padding(),
    };
    let bytes = progress(&film, || format.write(&film)).map_err(Failure::unusable)?;
    args.output.write(&bytes, &args.script)
}

/// Shows on a terminal that the work takes a while.
fn progress<T>(film: &Film<'_>, work: impl FnOnce() -> T) -> T {
    let mut stderr = io::stderr();
    let is_watched = stderr.is_terminal();
    if is_watched {
        let (n_frames, seconds) = (film.frames.list().len(), film.frames.length / 100);
        let _ = write!(stderr, "{n_frames} frames, {seconds} s …");
    }
    let done = work();
    if is_watched {
        let _ = write!(stderr, "\r\x1b[K");
    }
    done
}

/// Warns of steps that did nothing.
fn warn(name: &str, parsed: &Parsed<'_>, played: &Played) {
    let mut stderr = io::stderr();
    for problem in parsed.problems(&played.idle) {
        let _ = writeln!(stderr, "warning: {}", problem.render(name));
    }
}
