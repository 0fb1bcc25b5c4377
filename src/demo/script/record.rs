//! Records input as a script, in pieces of text that can be written immediately.
//!
//! A slider is recorded by its input and final value, so that the script plays at any screen size.
//! Never reads the clock: the caller passes the time.

use crate::demo::script::{
    Amount, Hundredths, MAX_SCREEN, MAX_STEP, MIN_STEP, REACH, ScreenPosition, Script, Step,
    write::{head, line},
};
use crate::model::{Input, Unit};
use crate::tui::{Answer, Event, Key, Msg, Pointer, PointerKind, State, keys_script};

/// The duration of a key press in recordings, shorter than in demos: a person typed them.
const TYPING: Hundredths = 10;
/// The longest time between keys on the same line.
const SAME_LINE_GAP: Hundredths = 50;
const MAX_KEYS_PER_LINE: usize = 60;
/// The longest pause; longer ones are shortened.
const MAX_PAUSE: Hundredths = 500;

/// Turns input into a script.
#[derive(Debug)]
pub struct Recorder {
    /// The time at which the script so far ends.
    until: Hundredths,
    /// The number of keys on the open line.
    n_keys_on_line: usize,
    /// The slider being dragged.
    held: Option<HeldSlider>,
    /// Whether the recording has ended early.
    ended: bool,
}

#[derive(Debug)]
struct HeldSlider {
    input: Input,
    path: String,
    to: Amount,
    began: Hundredths,
    last: Hundredths,
}

impl Recorder {
    /// Starts a recording with the settings of `script`, and returns their text.
    pub fn new(script: &Script) -> (Self, String) {
        let script = Script {
            size: clamp_size(script.size),
            typing: TYPING,
            ..script.clone()
        };
        let recorder = Self {
            until: 0,
            n_keys_on_line: 0,
            held: None,
            ended: false,
        };
        (recorder, head(&script) + "\n")
    }

    /// Records input at a time, the messages it caused, and the resulting state.
    pub fn record_input(
        &mut self,
        at: Hundredths,
        input: &Event,
        msgs: &[Msg],
        state: &State,
    ) -> String {
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
            text += &self.finish_drag(at);
        }
        if let Some((input, to)) = grabbed.and_then(|input| Some((input, amount(state, input)?))) {
            self.held = Some(HeldSlider {
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
            text += &self.step(at, input);
        }
        text
    }

    fn step(&mut self, at: Hundredths, input: &Event) -> String {
        match input {
            Event::Key(key) => self.keys(at, &[*key]),
            Event::Paste(text) => {
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
            Event::Pointer(Pointer { kind, x, y }) => {
                let position = ScreenPosition::Cell(x.saturating_add(1), y.saturating_add(1));
                let step = match kind {
                    PointerKind::WheelUp | PointerKind::WheelDown => Step::Wheel {
                        up: *kind == PointerKind::WheelUp,
                        notches: 1,
                        at: position,
                    },
                    PointerKind::Down => Step::Click(position),
                    PointerKind::Drag | PointerKind::Up => return String::new(),
                };
                self.write(at, TYPING, &step)
            }
        }
    }

    /// Records a change of the screen size; a drag continues.
    pub fn record_resize(&mut self, at: Hundredths, size: (u16, u16)) -> String {
        if self.ended {
            return String::new();
        }
        let (columns, rows) = clamp_size(size);
        self.write(at, 0, &Step::Resize(columns, rows))
    }

    /// Records an answer to an effect. Since playback only answers saves, and as successful, any other
    /// answer ends the recording.
    pub fn record_answer(&mut self, at: Hundredths, answer: &Answer) -> String {
        let goes_on = matches!(
            answer,
            Answer::Saved { .. } | Answer::Pictured { .. } | Answer::Simulated { .. }
        );
        if self.ended || goes_on {
            return String::new();
        }
        let text = self.finish_drag(at) + &self.end_line();
        self.ended = true;
        text + "# The recording ends here: what follows depends on files and cannot be replayed.\n"
    }

    /// Ends the recording, and returns the rest of its text.
    pub fn finish(&mut self, at: Hundredths) -> String {
        if self.ended {
            return String::new();
        }
        let text = self.finish_drag(at) + &self.pause(at);
        self.ended = true;
        text + &self.end_line()
    }

    /// Writes the finished drag, if any.
    fn finish_drag(&mut self, at: Hundredths) -> String {
        let Some(held) = self.held.take() else {
            return String::new();
        };
        let took = held.last.min(at).saturating_sub(held.began);
        let over = to_tenths(took).clamp(MIN_STEP, MAX_STEP);
        let step = Step::Slide {
            path: held.path,
            to: held.to,
            over,
        };
        let pause = self.pause(held.began.saturating_sub(REACH));
        let text = pause + &self.end_line() + &line(&step) + "\n";
        self.until = held.last;
        text
    }

    fn write(&mut self, at: Hundredths, takes: Hundredths, step: &Step) -> String {
        let text = self.pause(at);
        self.until = at + takes;
        text + &line(step) + "\n"
    }

    fn keys(&mut self, at: Hundredths, keys: &[Key]) -> String {
        let mut text = self.finish_drag(at);
        if at.saturating_sub(self.until) > SAME_LINE_GAP || self.n_keys_on_line >= MAX_KEYS_PER_LINE
        {
            text += &self.pause(at);
        }
        if self.n_keys_on_line == 0 {
            text += "keys ";
        }
        text += &keys_script(keys);
        self.n_keys_on_line += keys.len();
        self.until = at.max(self.until) + TYPING * keys.len() as u32;
        text
    }

    /// Ends the open line and writes the pause since.
    fn pause(&mut self, at: Hundredths) -> String {
        let text = self.end_line();
        let time = to_tenths(at.saturating_sub(self.until).min(MAX_PAUSE));
        if time == 0 {
            return text;
        }
        text + &line(&Step::Pause(time)) + "\n"
    }

    fn end_line(&mut self) -> String {
        let is_open = std::mem::take(&mut self.n_keys_on_line) > 0;
        if is_open { "\n".into() } else { String::new() }
    }
}

/// Rounds to tenths of a second.
fn to_tenths(time: Hundredths) -> Hundredths {
    (time + 5) / 10 * 10
}

fn clamp_size((columns, rows): (u16, u16)) -> (u16, u16) {
    (columns.clamp(1, MAX_SCREEN.0), rows.clamp(1, MAX_SCREEN.1))
}

/// Returns the value of the slider of `input`.
fn amount(state: &State, input: Input) -> Option<Amount> {
    let slider = state.slider(input)?;
    Some(Amount {
        value: slider.value,
        percent: slider.unit == Unit::Share,
    })
}
