//! `snapshot`: a picture of the screen after some keys, with no terminal.
//!
//! What keys ask of the world (saving, opening, quitting) is not done. Must not know how a format
//! is written.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::drawing::Drawing;
use super::failure::Failure;
use super::output::Output;
use super::report::plan_named;
use super::source;
use super::style::size;
use crate::app::script::LookName;
use crate::app::{Input, Key, Msg, State, keys, update};
use crate::export::{PICTURE_FORMATS, Picture, PictureFormat};
use crate::player::Player;
use crate::safe::safe;
use crate::shell::Disk;

#[derive(Args, Debug)]
pub(super) struct Asked {
    /// A file, the name of a built-in scenario, or `-` for the standard input.
    scenario: OsString,
    /// The plan to show; the first of the scenario if none is named.
    #[arg(long, value_name = "NAME")]
    plan: Option<String>,
    /// Keys to press first: `jjlll`, `<tab>`, `<shift-right>`, `^s`; `<lt>` is `<` and `^^` is `^`.
    #[arg(long, value_name = "KEYS", default_value = "", hide_default_value = true,
          value_parser = script, allow_hyphen_values = true)]
    keys: Script,
    /// Columns and rows of the screen.
    #[arg(long, value_name = "COLUMNSxROWS", default_value = "120x40", value_parser = size)]
    size: (u16, u16),
    /// Colours and glyphs.
    #[arg(long, value_enum, default_value_t = LookName::Dark)]
    look: LookName,
    /// What to write; without it, what the name of FILE ends with, or txt where there is no FILE.
    #[arg(long, value_parser = formats())]
    format: Option<&'static PictureFormat>,
    #[command(flatten)]
    drawing: Drawing,
    /// What the picture is called; the scenario and its plan if nothing else is said.
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    #[command(flatten)]
    output: Output,
}

#[derive(Clone, Debug)]
struct Script(Vec<Key>);

pub(super) fn snapshot(asked: &Asked) -> Result<ExitCode, Failure> {
    let format = asked.chosen_format()?;
    let scenario = source::load(&mut Disk::default(), &asked.scenario)?.scenario;
    let plan = asked.plan.as_deref();
    let plan = plan.map(|plan| plan_named(&scenario, plan)).transpose()?;
    let mut state = State::new(scenario, None);
    if let Some(plan) = plan {
        update(&mut state, Msg::SwitchPlan(plan));
    }
    let mut player = Player::new(state, asked.look.look(), asked.size);
    for key in &asked.keys.0 {
        player.input(&Input::Key(*key));
    }
    let (columns, rows) = asked.size;
    let state = player.state();
    let subject = format!("{} ▸ {}", state.scenario().name, state.current_plan().name);
    let software = concat!("reallot ", env!("CARGO_PKG_VERSION"));
    let description =
        format!("The screen of {software} with {subject}, {columns} columns by {rows} rows");
    let picture = Picture {
        cells: player.frame().0,
        palette: asked.look.palette(),
        title: &safe(asked.title.as_deref().unwrap_or(&subject)),
        description: &safe(&description),
        software,
        scale: asked.drawing.scale(),
        frame: asked.drawing.frame,
        padding: asked.drawing.padding(),
    };
    let bytes = format.write(&picture).map_err(Failure::unusable)?;
    asked.output.write_bytes(&bytes, &asked.scenario)
}

impl Asked {
    /// The format asked for, if everything else that was asked for can be had in it.
    fn chosen_format(&self) -> Result<&'static PictureFormat, Failure> {
        let chosen = match (self.format, self.output.file()) {
            (Some(format), _) => format,
            (None, None) => format("txt")?,
            (None, Some(file)) => {
                let ending = Path::new(file).extension();
                format(ending.and_then(OsStr::to_str).unwrap_or_default())?
            }
        };
        self.drawing.check(
            chosen.name,
            chosen.is_drawn,
            "`--format svg` and `--format png`",
        )?;
        self.output.check(chosen.name, chosen.is_text)?;
        Ok(chosen)
    }
}

fn format(ending: &str) -> Result<&'static PictureFormat, Failure> {
    let found = PICTURE_FORMATS.iter().find(|format| format.name == ending);
    found.ok_or_else(|| Failure::Unusable {
        reason: "the name of the file does not end with a format of pictures".into(),
        help: Some(format!(
            "end it with one, or name one with `--format`: {}",
            names().join(", ")
        )),
    })
}

fn names() -> Vec<&'static str> {
    PICTURE_FORMATS.iter().map(|format| format.name).collect()
}

/// Names of formats, as the command line and its help know them.
fn formats() -> impl TypedValueParser<Value = &'static PictureFormat> {
    let find = |name: String| PICTURE_FORMATS.iter().find(|format| format.name == name);
    PossibleValuesParser::new(names()).try_map(move |name| find(name).ok_or("no such format"))
}

fn script(text: &str) -> Result<Script, String> {
    let keys = keys(text).map_err(|part| format!("{part:?} is no key"))?;
    Ok(Script(keys))
}
