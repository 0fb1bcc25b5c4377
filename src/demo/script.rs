//! Demo scripts: what the user does, line by line, and how long it takes.
//!
//! [`parse()`] reports all problems of a script with their positions; [`write()`] produces text that
//! parses back to the same script.

mod argument;
mod check;
mod parse;
mod record;
mod write;

pub(crate) use parse::from_bytes;
pub use parse::{Parsed, parse};
pub use record::Recorder;
pub use write::write;

use crate::tui::Key;

/// The largest screen in columns and rows.
pub(crate) const MAX_SCREEN: (u16, u16) = (500, 250);

/// A time in hundredths of a second, the resolution of a GIF.
pub(crate) type Hundredths = u32;

/// The longest duration of a step or pause.
pub(crate) const MAX_STEP: Hundredths = 6_000;
/// The shortest duration of a frame that browsers do not slow down.
pub(crate) const MIN_STEP: Hundredths = 2;
/// The default duration of a key press.
pub(crate) const TYPING: Hundredths = 15;
/// The default duration of a drag.
pub(crate) const DRAG: Hundredths = 100;
/// How long the pointer takes to move to a new position.
pub(crate) const REACH: Hundredths = 40;

/// A demo script.
#[derive(Clone, Debug, PartialEq)]
pub struct Script {
    pub title: Option<String>,
    /// A file, or the name of a built-in scenario.
    pub scenario: Option<String>,
    /// The initial plan; by default the first.
    pub plan: Option<String>,
    /// The initial columns and rows of the screen.
    pub size: (u16, u16),
    pub look: LookName,
    /// The duration of each key press.
    pub typing: Hundredths,
    pub steps: Vec<Step>,
}

impl Default for Script {
    fn default() -> Self {
        Self {
            title: None,
            scenario: None,
            plan: None,
            size: (120, 40),
            look: LookName::default(),
            typing: TYPING,
            steps: Vec::new(),
        }
    }
}

/// A step of a script.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Presses keys, one after the other.
    Keys(Vec<Key>),
    /// Types characters literally.
    Type(String),
    Pause(Hundredths),
    /// Drags the slider of the input at a path to a value.
    Slide {
        path: String,
        to: Amount,
        over: Hundredths,
    },
    /// Drags the pointer between two cells, given as column and row from 1.
    Drag {
        from: (u16, u16),
        to: (u16, u16),
        over: Hundredths,
    },
    Click(ScreenPosition),
    /// Turns the wheel by some notches.
    Wheel {
        up: bool,
        notches: u16,
        at: ScreenPosition,
    },
    /// Shows a caption from now on, or none if it is empty.
    Caption(String),
    /// Changes the size of the screen to columns and rows.
    Resize(u16, u16),
}

/// A position on the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum ScreenPosition {
    /// A column and a row, from 1.
    Cell(u16, u16),
    /// The first occurrence of this text, from the top.
    Text(String),
}

/// A value as it is written in a script.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    /// The value as a fraction: 30 % is 0.3.
    pub value: f64,
    /// Whether it is written as a percentage.
    pub percent: bool,
}

/// A problem with a step, found when the script is checked or played.
#[derive(Clone, Debug, PartialEq)]
pub struct StepFault {
    /// The index of the step.
    pub step: usize,
    /// What is wrong, without a full stop.
    pub message: String,
    /// How to put it right.
    pub(crate) help: Option<String>,
}

/// A command of the script language.
#[derive(Clone, Copy, Debug)]
pub struct Command {
    pub name: &'static str,
    pub example: &'static str,
    pub help: &'static str,
    /// Whether it is a setting, given at most once and before all steps.
    pub(crate) is_head: bool,
}

/// All commands of the script language.
#[rustfmt::skip]
pub const COMMANDS: &[Command] = &[
    Command { name: "title", example: "title Cut here, reinvest there", is_head: true, help: "the title of the demo" },
    Command { name: "scenario", example: "scenario amazon-2025", is_head: true, help: "a file, or the name of a built-in scenario" },
    Command { name: "plan", example: "plan Attrition first", is_head: true, help: "the plan to start with; by default the first" },
    Command { name: "size", example: "size 120x40", is_head: true, help: "columns and rows of the screen" },
    Command { name: "look", example: "look dark", is_head: true, help: "dark, light, mono or ascii" },
    Command { name: "typing", example: "typing 0.15s", is_head: true, help: "how long each key takes" },
    Command { name: "keys", example: "keys jj<right>^s", is_head: false, help: "press keys, written as for `snapshot --keys`" },
    Command { name: "type", example: "type 12.5", is_head: false, help: "type text literally" },
    Command { name: "pause", example: "pause 1.5s", is_head: false, help: "wait" },
    Command { name: "drag", example: "drag plan.redeploy to 30% over 1s", is_head: false, help: "drag a slider to a value; or between cells, column and row: `3,5 to 9,5`" },
    Command { name: "click", example: "click \"plans\"", is_head: false, help: "click on a text, or on a column and row: `12,3`" },
    Command { name: "wheel", example: "wheel down 3 at \"Advertising\"", is_head: false, help: "turn the wheel, up or down" },
    Command { name: "caption", example: "caption Who leaves, and how", is_head: false, help: "show a caption below the screen; without text, remove it" },
    Command { name: "resize", example: "resize 80x24", is_head: false, help: "change the size of the screen" },
];

/// The colours and glyphs of a picture or film.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LookName {
    /// 256 colours on dark.
    #[default]
    Dark,
    /// 256 colours on light.
    Light,
    /// No colours, on dark.
    Mono,
    /// Only ASCII glyphs, with the colours of dark.
    Ascii,
}

impl LookName {
    pub const ALL: [Self; 4] = [Self::Dark, Self::Light, Self::Mono, Self::Ascii];

    /// Returns the name used in scripts and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Mono => "mono",
            Self::Ascii => "ascii",
        }
    }
}

/// Parses the size of a screen: `120x40`.
pub(crate) fn size_of(text: &str) -> Option<(u16, u16)> {
    let (columns, rows) = MAX_SCREEN;
    let (width, height) = text.split_once(['x', '×'])?;
    let side = |text: &str, most| text.parse().ok().filter(|n| (1..=most).contains(n));
    Some((side(width, columns)?, side(height, rows)?))
}
