//! `snapshot`: a picture of the screen after some keys, with no terminal.
//!
//! What keys ask of the world (saving, opening, quitting) is not done. Must not know how a format
//! is written.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Args;
use clap::builder::{PossibleValuesParser, RangedU64ValueParser, TypedValueParser};

use crate::cli::{
    drawing::Drawing,
    failure::Failure,
    format::{Format, chosen, names},
    output::Output,
    report::plan_named,
    source,
    style::size,
};
use crate::demo::{player::Player, script::LookName};
use crate::picture::{PICTURE_FORMATS, PictureFormat};
use crate::shell::{Disk, Setting, picture};
use crate::tui::{Event, Key, Msg, SimulationSettings, State, VIEWS, View, keys, update};

#[derive(Args, Debug)]
pub(super) struct Asked {
    /// A file, the name of a built-in scenario, or `-` for the standard input.
    scenario: OsString,
    /// The plan to show; the first of the scenario if none is named.
    #[arg(long, value_name = "NAME")]
    plan: Option<String>,
    /// The view to begin with.
    #[arg(long, value_parser = views())]
    view: Option<View>,
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
    /// How many draws to simulate where inputs are uncertain.
    #[arg(long, value_name = "N", default_value_t = 2_048, value_parser = draws())]
    draws: u64,
    /// What the draws follow from.
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    seed: u64,
    /// What to write; without it, what the name of FILE ends with, or txt where there is no FILE.
    #[arg(long, value_parser = names::<PictureFormat>())]
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
    let first = [
        plan.and_then(|plan| state.plan_id(plan)).map(Msg::ShowPlan),
        asked.view.map(Msg::ShowView),
        Some(Msg::SetSimulation(asked.settings())),
    ];
    for msg in first.into_iter().flatten() {
        update(&mut state, msg);
    }
    let look = asked.look.look();
    let mut player = Player::new(state, look.clone(), asked.size);
    for key in &asked.keys.0 {
        player.input(&Event::Key(*key));
    }
    let setting = Setting {
        look,
        palette: asked.look.palette(),
        size: asked.size,
        title: asked.title.clone(),
        scale: asked.drawing.scale(),
        frame: asked.drawing.frame,
        padding: asked.drawing.padding(),
    };
    player.frame();
    let bytes = picture(player.state(), &setting, format).map_err(Failure::unusable)?;
    asked.output.write_bytes(&bytes, &asked.scenario)
}

impl Asked {
    fn settings(&self) -> SimulationSettings {
        SimulationSettings {
            draws: self.draws as usize,
            seed: self.seed,
        }
    }

    /// The format asked for, if everything else that was asked for can be had in it.
    fn chosen_format(&self) -> Result<&'static PictureFormat, Failure> {
        let chosen = chosen(self.format, &self.output)?;
        let drawn = "`--format svg` and `--format png`";
        self.drawing.check(chosen.name, chosen.is_drawn, drawn)?;
        Ok(chosen)
    }
}

impl Format for PictureFormat {
    const OF: &'static str = "pictures";
    const USUAL: &'static str = "txt";
    const ALL: &'static [Self] = PICTURE_FORMATS;

    fn name(&self) -> &'static str {
        self.name
    }

    fn ending(&self) -> &'static str {
        self.name
    }

    fn about(&self) -> &'static str {
        ""
    }

    fn is_text(&self) -> bool {
        self.is_text
    }
}

/// Names of views, as the command line and its help know them.
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
    let keys = keys(text).map_err(|part| format!("{part:?} is no key"))?;
    Ok(Script(keys))
}
