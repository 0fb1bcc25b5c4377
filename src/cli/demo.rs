//! `demo`: a script, played into a film, with no terminal and no waiting.
//!
//! Must not play a step or know how a format is written.

use std::ffi::{OsStr, OsString};
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::Args;

use crate::cli::{
    drawing::Drawing,
    failure::Failure,
    format::{Format, chosen, names},
    output::Output,
    source::{self, FIRST},
};
use crate::demo::{
    FILM_FORMATS, Film, FilmFormat, Played, play,
    script::{LookName, Parsed, from_bytes},
};
use crate::safe::safe;
use crate::shell::Disk;
use crate::tui::{Msg, State, update};

#[derive(Args, Debug)]
pub(super) struct Asked {
    /// A script, or `-` for the standard input; `assets/demos` has examples.
    script: OsString,
    /// Colours and glyphs, whatever the script says.
    #[arg(long, value_enum)]
    look: Option<LookName>,
    /// What to write; without it, what the name of FILE ends with.
    #[arg(long, value_parser = names::<FilmFormat>())]
    format: Option<&'static FilmFormat>,
    #[command(flatten)]
    drawing: Drawing,
    #[command(flatten)]
    output: Output,
}

pub(super) fn demo(asked: &Asked) -> Result<ExitCode, Failure> {
    let format = asked.chosen_format()?;
    let bytes = Disk::default()
        .open(Path::new(&asked.script))
        .map_err(|why| Failure::unusable(why.to_string()))?;
    let name = match asked.script.to_string_lossy() {
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
    let scenario = source::load(&mut Disk::default(), OsStr::new(scenario))?.scenario;
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
    let look = asked.look.unwrap_or(script.look);
    let played = play(script, state, look.look());
    if !played.faults.is_empty() {
        return Err(failed(parsed.problems(&played.faults)));
    }
    warn(&name, &parsed, &played);
    let software = concat!("reallot ", env!("CARGO_PKG_VERSION"));
    let description = format!("A demo of {software} with {subject}");
    let film = Film {
        frames: &played.frames,
        palette: look.palette(),
        title: &safe(script.title.as_deref().unwrap_or(&subject)),
        description: &safe(&description),
        software,
        scale: asked.drawing.scale(),
        frame: asked.drawing.frame,
        padding: asked.drawing.padding(),
    };
    let bytes = progress(&film, || format.write(&film)).map_err(Failure::unusable)?;
    asked.output.write_bytes(&bytes, &asked.script)
}

/// Says that it takes a while, to those who watch.
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

/// Tells what was done in vain.
fn warn(name: &str, parsed: &Parsed<'_>, played: &Played) {
    let mut stderr = io::stderr();
    for problem in parsed.problems(&played.idle) {
        let _ = writeln!(stderr, "warning: {}", problem.render(name));
    }
}

impl Asked {
    /// The format asked for, if everything else that was asked for can be had in it.
    fn chosen_format(&self) -> Result<&'static FilmFormat, Failure> {
        let chosen = chosen(self.format, &self.output)?;
        let drawn = "`--format gif` and `--format svg`";
        self.drawing.check(chosen.name, chosen.is_drawn, drawn)?;
        Ok(chosen)
    }
}

impl Format for FilmFormat {
    const OF: &'static str = "films";
    /// None is usual: a film is for a file.
    const USUAL: &'static str = "";
    const ALL: &'static [Self] = FILM_FORMATS;

    fn name(&self) -> &'static str {
        self.name
    }

    fn ending(&self) -> &'static str {
        self.ending
    }

    fn about(&self) -> &'static str {
        ""
    }

    fn is_text(&self) -> bool {
        self.is_text
    }
}
