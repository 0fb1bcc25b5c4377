//! `snapshot`: a picture of the screen after some keys, with no terminal.
//!
//! What keys ask of the world (saving, opening, quitting) is not done. Must not know how a format
//! is written.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use super::failure::Failure;
use super::format::{Format, chosen, names};
use super::output::Output;
use super::report::plan_named;
use super::source;
use crate::app::{Key, Msg, State, VIEWS, View, keys, on_key, update};
use crate::export::{PICTURE_FORMATS, Palette, PictureFormat};
use crate::shell::{Disk, Setting, picture};
use crate::ui::{Ground, Look};

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
    size: Size,
    /// Colours and glyphs.
    #[arg(long, value_enum, default_value_t = Style::Dark)]
    look: Style,
    /// What to write; without it, what the name of FILE ends with, or txt where there is no FILE.
    #[arg(long, value_parser = names::<PictureFormat>())]
    format: Option<&'static PictureFormat>,
    /// Pixels for each pixel, 1 to 4, in an svg or png.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=4))]
    scale: Option<u32>,
    /// Draw a window with a title around an svg or png.
    #[arg(long)]
    frame: bool,
    /// Pixels of background around the screen in an svg or png.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=400))]
    padding: Option<u32>,
    /// What the picture is called; the scenario and its plan if nothing else is said.
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    #[command(flatten)]
    output: Output,
}

/// The largest screen, in columns and rows.
const LARGEST: (u16, u16) = (500, 250);

type Size = (u16, u16);

#[derive(Clone, Debug)]
struct Script(Vec<Key>);

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Style {
    /// 256 colours on dark.
    Dark,
    /// 256 colours on light.
    Light,
    /// No colours, on dark.
    Mono,
    /// Only ASCII glyphs, with the colours of dark.
    Ascii,
}

impl Style {
    fn look(self) -> Look {
        match self {
            Self::Dark => Look::many(Ground::Dark),
            Self::Light => Look::many(Ground::Light),
            Self::Mono => Look::mono(),
            Self::Ascii => Look::many(Ground::Dark).with_ascii(),
        }
    }

    fn palette(self) -> Palette {
        match self {
            Self::Light => Palette::LIGHT,
            Self::Dark | Self::Mono | Self::Ascii => Palette::DARK,
        }
    }
}

pub(super) fn snapshot(asked: &Asked) -> Result<ExitCode, Failure> {
    let format = asked.chosen_format()?;
    let scenario = source::load(&mut Disk::default(), &asked.scenario)?.scenario;
    let plan = asked.plan.as_deref();
    let plan = plan.map(|plan| plan_named(&scenario, plan)).transpose()?;
    let mut state = State::new(scenario, None);
    if let Some(plan) = plan {
        update(&mut state, Msg::SwitchPlan(plan));
    }
    if let Some(view) = asked.view {
        update(&mut state, Msg::Show(view));
    }
    for key in &asked.keys.0 {
        if let Some(msg) = on_key(&state, *key) {
            update(&mut state, msg);
        }
    }
    if state.is_uncertain() {
        let wish = crate::app::Wish {
            draws: 2_048,
            ..state.wish()
        };
        let samples =
            crate::model::simulate::Samples::new(state.scenario(), wish.draws, wish.seed, 2);
        update(&mut state, Msg::Wish(wish));
        let effort = crate::model::simulate::Effort::all(&samples, 2);
        if let Some(simulation) = crate::model::simulate::simulate(
            state.scenario(),
            state.current_plan(),
            &samples,
            effort,
        ) {
            let revision = state.revision();
            update(
                &mut state,
                Msg::Answer(crate::app::Answer::Odds {
                    revision,
                    simulation: simulation.into(),
                }),
            );
        }
    }
    let setting = Setting {
        look: asked.look.look(),
        palette: asked.look.palette(),
        size: asked.size,
        title: asked.title.clone(),
        scale: asked.scale.unwrap_or(1),
        frame: asked.frame,
        padding: asked.padding.unwrap_or(if asked.frame { 12 } else { 0 }),
    };
    let bytes = picture(&state, &setting, format).map_err(Failure::unusable)?;
    asked.output.write_bytes(&bytes, &asked.scenario)
}

impl Asked {
    /// The format asked for, if everything else that was asked for can be had in it.
    fn chosen_format(&self) -> Result<&'static PictureFormat, Failure> {
        let chosen = chosen(self.format, &self.output)?;
        let drawn = self.frame || self.scale.is_some() || self.padding.is_some();
        if drawn && !chosen.is_drawn {
            return Err(Failure::Unusable {
                reason: format!(
                    "a picture as {} has no frame, padding or scale",
                    chosen.name
                ),
                help: Some("`--format svg` and `--format png` have them".into()),
            });
        }
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

fn script(text: &str) -> Result<Script, String> {
    let keys = keys(text).map_err(|part| format!("{part:?} is no key"))?;
    Ok(Script(keys))
}

fn size(text: &str) -> Result<Size, String> {
    let (columns, rows) = LARGEST;
    let parsed = text.split_once(['x', '×']).and_then(|(width, height)| {
        let side = |text: &str, most| text.parse().ok().filter(|n| (1..=most).contains(n));
        Some((side(width, columns)?, side(height, rows)?))
    });
    parsed.ok_or_else(|| format!("a size is like 120x40, from 1x1 to {columns}x{rows}"))
}
