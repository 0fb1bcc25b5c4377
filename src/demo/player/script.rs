//! Plays scripts into frames. Time is simulated; playing does not wait.
//!
//! Saves are answered as if they had succeeded; all other effects are ignored.

use crate::demo::{
    Frames, Overlay,
    player::{Player, pointer},
    script::{Hundredths, Script, Step, StepFault},
};
use crate::tui::{Answer, Effect, Event, Key, Look, Msg, SimulationSettings, State, update};

/// The longest duration of a film.
const MAX_LENGTH: Hundredths = 60_000;
/// How long keys stay visible after the last of them.
const KEYS_SHOWN_FOR: Hundredths = 80;
/// How long the last frame is shown if the script ends with a change.
const LAST_FRAME: Hundredths = 100;

/// The result of playing a script.
#[derive(Debug)]
pub struct Played {
    pub frames: Frames,
    /// Steps that could not be played.
    pub faults: Vec<StepFault>,
    /// Steps that had no effect.
    pub idle: Vec<StepFault>,
    /// The final state.
    pub state: State,
}

/// The number of draws of each simulation in a film.
pub const FILM_DRAWS: usize = 512;

/// Plays `script`, starting from `state`.
pub fn play(script: &Script, mut state: State, look: Look) -> Played {
    let settings = SimulationSettings {
        draws: FILM_DRAWS,
        ..state.simulation_settings()
    };
    update(&mut state, Msg::SetSimulation(settings));
    let frames = Frames::new(script.largest_size(), script.has_captions());
    let mut playback = Playback {
        player: Player::new(state, look, script.size),
        frames,
        now: 0,
        overlay: Overlay::default(),
        pressed: (None, 0),
        step: 0,
        faults: Vec::new(),
        idle: Vec::new(),
    };
    playback.show();
    for (index, step) in script.steps.iter().enumerate() {
        playback.step = index;
        playback.play(step, script.typing);
        if playback.now > MAX_LENGTH {
            let help = "shorten a pause, or split the script";
            playback.fault("the film is longer than ten minutes", Some(help));
            break;
        }
    }
    if playback
        .frames
        .list()
        .last()
        .is_some_and(|last| last.at == playback.now)
    {
        playback.now += LAST_FRAME;
    }
    playback.frames.length = playback.now;
    Played {
        frames: playback.frames,
        faults: playback.faults,
        idle: playback.idle,
        state: playback.player.state,
    }
}

/// The state of a script while it is played.
pub(super) struct Playback {
    pub(super) player: Player,
    frames: Frames,
    pub(super) now: Hundredths,
    pub(super) overlay: Overlay,
    /// The last key, and how often it was pressed in a row.
    pressed: (Option<Key>, usize),
    step: usize,
    faults: Vec<StepFault>,
    idle: Vec<StepFault>,
}

impl Playback {
    fn play(&mut self, step: &Step, typing: Hundredths) {
        match step {
            Step::Keys(keys) => self.keys(keys, typing),
            Step::Type(text) => {
                let keys: Vec<Key> = text.chars().map(Key::char).collect();
                self.keys(&keys, typing);
            }
            Step::Pause(time) => self.pause(*time),
            Step::Caption(text) => {
                self.overlay.caption.clone_from(text);
                self.show();
            }
            Step::Resize(columns, rows) => {
                self.overlay.pointer = None;
                self.player.resize((*columns, *rows));
                self.show();
            }
            _ => pointer::play(self, step),
        }
    }

    /// Adds a frame with the current screen.
    pub(super) fn show(&mut self) {
        let (cells, _) = self.player.frame();
        self.frames.show(self.now, cells, &self.overlay);
    }

    pub(super) fn fault(&mut self, message: impl Into<String>, help: Option<&str>) {
        self.faults.push(StepFault {
            step: self.step,
            message: message.into(),
            help: help.map(Into::into),
        });
    }

    pub(super) fn idle(&mut self, message: String) {
        self.idle.push(StepFault {
            step: self.step,
            message,
            help: None,
        });
    }

    /// Handles input, and returns whether it had an effect.
    pub(super) fn input(&mut self, input: &Event) -> bool {
        let reaction = self.player.input(input);
        for effect in reaction.effects {
            self.answer(effect);
        }
        !reaction.msgs.is_empty()
    }

    fn answer(&mut self, effect: Effect) {
        let answer = match effect {
            Effect::Save { path, .. } => Answer::Saved { path, kept: None },
            Effect::Picture { path, .. } => Answer::Pictured { path, kept: None },
            Effect::Open { .. } => return self.idle("demos do not open files".into()),
            Effect::Quit => return self.idle("demos do not quit".into()),
            Effect::Suspend => return self.idle("demos do not suspend".into()),
        };
        for effect in self.player.apply(Msg::Answer(answer)) {
            self.answer(effect);
        }
    }

    fn keys(&mut self, keys: &[Key], typing: Hundredths) {
        self.overlay.pointer = None;
        for (index, key) in keys.iter().enumerate() {
            if !self.input(&Event::Key(*key)) {
                let place = if keys.len() > 1 {
                    format!(", key {} of {},", index + 1, keys.len())
                } else {
                    String::new()
                };
                self.idle(format!("`{key}`{place} does nothing here"));
            }
            self.show_key(*key);
            self.show();
            self.now += typing;
        }
    }

    fn show_key(&mut self, key: Key) {
        let times = if self.pressed.0 == Some(key) {
            self.pressed.1 + 1
        } else {
            1
        };
        self.pressed = (Some(key), times);
        self.overlay.keys = match times {
            1 => key.to_string(),
            n => format!("{key} ×{n}"),
        };
    }

    pub(super) fn hide_keys(&mut self) {
        self.pressed = (None, 0);
        self.overlay.keys.clear();
    }

    fn pause(&mut self, time: Hundredths) {
        if time > KEYS_SHOWN_FOR && !self.overlay.keys.is_empty() {
            self.hide_keys();
            let (cells, _) = self.player.frame();
            self.frames
                .show(self.now + KEYS_SHOWN_FOR, cells, &self.overlay);
        }
        self.now += time;
    }
}
