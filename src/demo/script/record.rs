//! What a person does → a script, in pieces of text that can be written as soon as they are known.
//!
//! A slider is recorded by what it is and where it ends, so that the script plays at any size of
//! screen. Must not read the clock or write: it is told the time and hands text back.

use crate::demo::script::{
    Amount, Hundredths, LARGEST_SCREEN, LONGEST_STEP, Place, REACH, SHORTEST_STEP, Script, Step,
    write::{head, line},
};
use crate::model::{Input, Unit};
use crate::tui::{Answer, Event as Done, Key, Msg, Pointer, PointerKind, State, keys_script};

/// Keys of a recording are closer together than those of a demo: a person typed them.
const TYPING: Hundredths = 10;
/// Keys that are no further apart than this stand on one line.
const RUN: Hundredths = 50;
/// More keys than this begin another line.
const LONGEST_RUN: usize = 60;
/// A longer pause is cut to this.
const LONGEST_PAUSE: Hundredths = 500;

/// A script in the making.
#[derive(Debug)]
pub struct Recorder {
    /// When what was written so far has been played.
    until: Hundredths,
    /// Keys on the line that is not ended yet.
    run: usize,
    /// The slider that the pointer holds.
    held: Option<Held>,
    /// Nothing more is written.
    ended: bool,
}

#[derive(Debug)]
struct Held {
    input: Input,
    path: String,
    to: Amount,
    began: Hundredths,
    last: Hundredths,
}

impl Recorder {
    /// A recording of what is said in the head of `script`, and the text it begins with.
    pub fn new(script: &Script) -> (Self, String) {
        let script = Script {
            size: fitting(script.size),
            typing: TYPING,
            ..script.clone()
        };
        let recorder = Self {
            until: 0,
            run: 0,
            held: None,
            ended: false,
        };
        (recorder, head(&script) + "\n")
    }

    /// A person did something at this time, it sent `msgs`, and `state` is what came of it.
    pub fn took(&mut self, at: Hundredths, done: &Done, msgs: &[Msg], state: &State) -> String {
        if self.ended {
            return String::new();
        }
        let grabbed = msgs.iter().rev().find_map(|msg| match msg {
            Msg::Grab(input) => Some(*input),
            _ => None,
        });
        if let (Some(held), None) = (&mut self.held, grabbed)
            && state.grabbed() == Some(held.input)
        {
            held.last = at;
            held.to = amount(state, held.input).unwrap_or(held.to);
            return String::new();
        }
        let mut text = String::new();
        if !msgs.is_empty() {
            text += &self.let_go(at);
        }
        if let Some((input, to)) = grabbed.and_then(|input| Some((input, amount(state, input)?))) {
            self.held = Some(Held {
                input,
                path: input.path(state.scenario()),
                to,
                began: at,
                last: at,
            });
            return text;
        }
        let is_release = |msg: &Msg| *msg == Msg::Release;
        if !msgs.iter().all(is_release) {
            text += &self.step(at, done);
        }
        text
    }

    fn step(&mut self, at: Hundredths, done: &Done) -> String {
        match done {
            Done::Key(key) => self.keys(at, &[*key]),
            Done::Paste(text) => {
                let typed: String = text.chars().filter(|c| !c.is_control()).collect();
                if typed.is_empty() {
                    String::new()
                } else if typed.trim() == typed {
                    self.write(
                        at,
                        TYPING * typed.chars().count() as u32,
                        &Step::Type(typed),
                    )
                } else {
                    let keys: Vec<Key> = typed.chars().map(Key::char).collect();
                    self.keys(at, &keys)
                }
            }
            Done::Pointer(Pointer { kind, x, y }) => {
                let place = Place::Cell(x.saturating_add(1), y.saturating_add(1));
                let step = match kind {
                    PointerKind::WheelUp | PointerKind::WheelDown => Step::Wheel {
                        up: *kind == PointerKind::WheelUp,
                        notches: 1,
                        at: place,
                    },
                    PointerKind::Down => Step::Click(place),
                    PointerKind::Drag | PointerKind::Up => return String::new(),
                };
                self.write(at, TYPING, &step)
            }
        }
    }

    /// The screen has another size. A slider that is held stays so.
    pub fn resized(&mut self, at: Hundredths, size: (u16, u16)) -> String {
        if self.ended {
            return String::new();
        }
        let (columns, rows) = fitting(size);
        self.write(at, 0, &Step::Resize(columns, rows))
    }

    /// The world answered. Playing answers only saves, and as if they had worked.
    pub fn answered(&mut self, at: Hundredths, answer: &Answer) -> String {
        let goes_on = matches!(
            answer,
            Answer::Saved { .. } | Answer::Pictured { .. } | Answer::Simulated { .. }
        );
        if self.ended || goes_on {
            return String::new();
        }
        let text = self.let_go(at) + &self.end_of_run();
        self.ended = true;
        text + "# The recording ends here: what files answered cannot be played.\n"
    }

    /// What is left to be written when the recording ends.
    pub fn finish(&mut self, at: Hundredths) -> String {
        if self.ended {
            return String::new();
        }
        let text = self.let_go(at) + &self.pause(at);
        self.ended = true;
        text + &self.end_of_run()
    }

    /// Writes the drag that is over.
    fn let_go(&mut self, at: Hundredths) -> String {
        let Some(held) = self.held.take() else {
            return String::new();
        };
        let took = held.last.min(at).saturating_sub(held.began);
        let over = rounded(took).clamp(SHORTEST_STEP, LONGEST_STEP);
        let step = Step::Slide {
            path: held.path,
            to: held.to,
            over,
        };
        let pause = self.pause(held.began.saturating_sub(REACH));
        let text = pause + &self.end_of_run() + &line(&step) + "\n";
        self.until = held.last;
        text
    }

    fn write(&mut self, at: Hundredths, takes: Hundredths, step: &Step) -> String {
        let text = self.pause(at);
        self.until = at + takes;
        text + &line(step) + "\n"
    }

    fn keys(&mut self, at: Hundredths, keys: &[Key]) -> String {
        let mut text = self.let_go(at);
        if at.saturating_sub(self.until) > RUN || self.run >= LONGEST_RUN {
            text += &self.pause(at);
        }
        if self.run == 0 {
            text += "keys ";
        }
        text += &keys_script(keys);
        self.run += keys.len();
        self.until = at.max(self.until) + TYPING * keys.len() as u32;
        text
    }

    /// Ends the line that is open and writes how long nothing happened.
    fn pause(&mut self, at: Hundredths) -> String {
        let text = self.end_of_run();
        let time = rounded(at.saturating_sub(self.until).min(LONGEST_PAUSE));
        if time == 0 {
            return text;
        }
        text + &line(&Step::Pause(time)) + "\n"
    }

    fn end_of_run(&mut self) -> String {
        let is_open = std::mem::take(&mut self.run) > 0;
        if is_open { "\n".into() } else { String::new() }
    }
}

/// To tenths of a second.
fn rounded(time: Hundredths) -> Hundredths {
    (time + 5) / 10 * 10
}

fn fitting((columns, rows): (u16, u16)) -> (u16, u16) {
    (
        columns.clamp(1, LARGEST_SCREEN.0),
        rows.clamp(1, LARGEST_SCREEN.1),
    )
}

/// Where the slider of `input` stands.
fn amount(state: &State, input: Input) -> Option<Amount> {
    let slider = state.slider(input)?;
    Some(Amount {
        value: slider.value,
        percent: slider.unit == Unit::Share,
    })
}
