//! `snapshot`: a picture of the screen after some keys, without a terminal.
//!
//! Effects of the keys (saving, opening, quitting) are not performed.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::builder::{PossibleValuesParser, RangedU64ValueParser, TypedValueParser};

use crate::cli::drawing::{Drawing, size};
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::scenarios::{load, plan_named};
use crate::demo::{player::Player, script::LookName};
use crate::picture::PictureFormat;
use crate::shell::{PictureOptions, picture};
use crate::tui::{Event, Key, Msg, SimulationSettings, State, VIEWS, View, keys, update};

#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// A file, the name of a built-in scenario, or `-` for the standard input
    scenario: OsString,
    /// The plan to show; the first one unless named
    #[arg(long, value_name = "NAME")]
    plan: Option<String>,
    /// The view to begin with
    #[arg(long, value_parser = views())]
    view: Option<View>,
    /// Keys to press first: `jjlll`, `<tab>`, `<shift-right>`, `^s`; `<lt>` is `<` and `^^` is `^`
    #[arg(long, value_name = "KEYS", default_value = "", hide_default_value = true,
          value_parser = script, allow_hyphen_values = true)]
    keys: Script,
    /// Columns and rows of the screen
    #[arg(long, value_name = "COLUMNSxROWS", default_value = "120x40", value_parser = size)]
    size: (u16, u16),
    /// Colours and glyphs
    #[arg(long, value_enum, default_value_t = LookName::Dark)]
    look: LookName,
    /// Draws of the simulation, if inputs are uncertain
    #[arg(long, value_name = "N", default_value_t = 2_048, value_parser = draws())]
    draws: u64,
    /// Seed of the draws
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    seed: u64,
    /// Format; by default what the name of FILE ends with, or txt
    #[arg(long, value_enum)]
    format: Option<PictureFormat>,
    #[command(flatten)]
    drawing: Drawing,
    /// Title of the picture; by default the scenario and its plan
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    #[command(flatten)]
    output: Output,
}

#[derive(Clone, Debug)]
struct Script(Vec<Key>);

pub(super) fn snapshot(args: &Args) -> Result<ExitCode, Failure> {
    let format = args.output.format(args.format, Some(PictureFormat::Txt))?;
    args.output.check(format.name(), format.is_text())?;
    let drawn = "`--format svg` and `--format png`";
    args.drawing
        .check(format.name(), format.is_drawn(), drawn)?;
    let scenario = load(&args.scenario)?;
    let plan = args.plan.as_deref();
    let plan = plan.map(|plan| plan_named(&scenario, plan)).transpose()?;
    let mut state = State::new(scenario, None);
    let first = [
        plan.and_then(|plan| state.plan_id(plan)).map(Msg::ShowPlan),
        args.view.map(Msg::ShowView),
        Some(Msg::SetSimulation(args.settings())),
    ];
    for msg in first.into_iter().flatten() {
        update(&mut state, msg);
    }
    let look = args.look.look();
    let mut player = Player::new(state, look.clone(), args.size);
    for key in &args.keys.0 {
        player.input(&Event::Key(*key));
    }
    let setting = PictureOptions {
        look,
        palette: args.look.palette(),
        size: args.size,
        title: args.title.clone(),
        scale: args.drawing.scale(),
        frame: args.drawing.frame,
        padding: args.drawing.padding(),
    };
    player.frame();
    let bytes = picture(player.state(), &setting, format).map_err(Failure::unusable)?;
    args.output.write(&bytes, &args.scenario)
}

impl Args {
    fn settings(&self) -> SimulationSettings {
        SimulationSettings {
            draws: self.draws as usize,
            seed: self.seed,
        }
    }
}

/// Reads the name of a view.
fn views() -> impl TypedValueParser<Value = View> {
    let find = |name: String| VIEWS.iter().find(|spec| spec.name == name);
    PossibleValuesParser::new(VIEWS.map(|spec| spec.name))
        .try_map(move |name| find(name).map(|spec| spec.view).ok_or("no such view"))
}

fn draws() -> RangedU64ValueParser {
    let (least, most) = SimulationSettings::DRAWS;
    RangedU64ValueParser::new().range(least as u64..=most as u64)
}

fn script(text: &str) -> Result<Script, String> {
    let keys = keys(text).map_err(|part| format!("{part:?} is not a key"))?;
    Ok(Script(keys))
}
