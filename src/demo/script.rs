//! Scripts: what a person does in a demo, line by line, with the time it takes.
//!
//! [`parse()`] tells every problem of a script with its place, [`write()`] gives back a text that parses
//! to the same script. Must not play them: a script is data.

mod argument;
mod check;
mod parse;
mod record;
mod write;

pub use parse::{Parsed, from_bytes, parse};
pub use record::Recorder;
pub use write::write;

use crate::tui::Key;

/// The largest screen, in columns and rows.
pub const LARGEST_SCREEN: (u16, u16) = (500, 250);

/// A time in hundredths of a second: what a GIF can hold.
pub type Hundredths = u32;

/// The longest that one step may take, and a pause within it.
pub const LONGEST_STEP: Hundredths = 6_000;
/// Browsers show a picture of a GIF at least this long, or slow it down.
pub const SHORTEST_STEP: Hundredths = 2;
/// How long a key takes if nothing else is said.
pub const TYPING: Hundredths = 15;
/// How long a drag takes if nothing else is said.
pub const DRAG: Hundredths = 100;
/// How long the pointer takes to get where it is wanted.
pub const REACH: Hundredths = 40;

/// A demo.
#[derive(Clone, Debug, PartialEq)]
pub struct Script {
    /// What it is called.
    pub title: Option<String>,
    /// A file or the name of a built-in scenario.
    pub scenario: Option<String>,
    /// The plan to begin with; the first if none is named.
    pub plan: Option<String>,
    /// Columns and rows of the screen at the beginning.
    pub size: (u16, u16),
    /// Colours and glyphs.
    pub look: LookName,
    /// How long each key takes.
    pub typing: Hundredths,
    /// What happens.
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

/// Something that happens.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Keys are pressed, one after the other.
    Keys(Vec<Key>),
    /// Characters are typed as they stand.
    Type(String),
    /// Nothing happens for a while.
    Pause(Hundredths),
    /// The pointer takes the slider of the input at a path to a value.
    Slide {
        /// Which input.
        path: String,
        /// Where to.
        to: Amount,
        /// How long it takes.
        over: Hundredths,
    },
    /// The pointer goes from one place to another with the button down.
    Drag {
        /// Column and row where the button goes down, from 1.
        from: (u16, u16),
        /// Column and row where it comes up, from 1.
        to: (u16, u16),
        /// How long it takes.
        over: Hundredths,
    },
    /// The button goes down and up.
    Click(Place),
    /// The wheel turns.
    Wheel {
        /// Away from the person.
        up: bool,
        /// How far.
        notches: u16,
        /// Where the pointer is.
        at: Place,
    },
    /// What is said below the screen from now on; nothing if it is empty.
    Caption(String),
    /// The screen gets another size.
    Resize(u16, u16),
}

/// A place on the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// Column and row, from 1.
    Cell(u16, u16),
    /// The first place from the top that shows this text.
    Text(String),
}

/// A value as people write it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    /// As a plain number: 30 % is 0.3.
    pub value: f64,
    /// Whether it is written in per cent.
    pub percent: bool,
}

/// Something wrong with a step, found when it was checked or played.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// Which step.
    pub step: usize,
    /// What is wrong, without a full stop.
    pub message: String,
    /// What would be right.
    pub help: Option<String>,
}

/// A line of the language, for those who write it.
#[derive(Clone, Copy, Debug)]
pub struct Command {
    /// Its first word.
    pub name: &'static str,
    /// An example of it.
    pub example: &'static str,
    /// What it does.
    pub help: &'static str,
    /// Whether it is said once, before anything happens.
    pub is_head: bool,
}

/// The language.
#[rustfmt::skip]
pub const COMMANDS: &[Command] = &[
    Command { name: "title", example: "title Cut here, reinvest there", is_head: true, help: "what the demo is called" },
    Command { name: "scenario", example: "scenario amazon-2025", is_head: true, help: "a file, or the name of a built-in scenario" },
    Command { name: "plan", example: "plan Attrition first", is_head: true, help: "the plan to begin with; the first if left out" },
    Command { name: "size", example: "size 120x40", is_head: true, help: "columns and rows of the screen" },
    Command { name: "look", example: "look dark", is_head: true, help: "dark, light, mono or ascii" },
    Command { name: "typing", example: "typing 0.15s", is_head: true, help: "how long each key takes" },
    Command { name: "keys", example: "keys jj<right>^s", is_head: false, help: "press keys, written as for `snapshot --keys`" },
    Command { name: "type", example: "type 12.5", is_head: false, help: "type text as it stands" },
    Command { name: "pause", example: "pause 1.5s", is_head: false, help: "wait" },
    Command { name: "drag", example: "drag plan.redeploy to 30% over 1s", is_head: false, help: "drag a slider to a value; also from `3,5 to 9,5`, columns and rows" },
    Command { name: "click", example: "click \"plans\"", is_head: false, help: "click on what shows this text, or on a column and row: `12,3`" },
    Command { name: "wheel", example: "wheel down 3 at \"Advertising\"", is_head: false, help: "turn the wheel, up or down" },
    Command { name: "caption", example: "caption Who leaves, and how", is_head: false, help: "say something below the screen; alone, say nothing any more" },
    Command { name: "resize", example: "resize 80x24", is_head: false, help: "give the screen another size" },
];

/// Colours and glyphs of a picture.
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
    /// All looks.
    pub const ALL: [Self; 4] = [Self::Dark, Self::Light, Self::Mono, Self::Ascii];

    /// What people write.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Mono => "mono",
            Self::Ascii => "ascii",
        }
    }
}

/// The size of a screen that `text` means: `120x40`.
pub fn size_of(text: &str) -> Option<(u16, u16)> {
    let (columns, rows) = LARGEST_SCREEN;
    let (width, height) = text.split_once(['x', '×'])?;
    let side = |text: &str, most| text.parse().ok().filter(|n| (1..=most).contains(n));
    Some((side(width, columns)?, side(height, rows)?))
}
