//! A script, played: frames with the time each appears. No time passes while it is played.
//!
//! Saving is answered as if it had worked; nothing else that the program asks of the world is done.
//! Must not know how frames are written.

use crate::demo::{
    Around, Frames,
    player::{Player, pointing},
    script::{Fault, Hundredths, Script, Step},
};
use crate::tui::{Answer, Effect, Event, Key, Look, Msg, SimulationSettings, State, update};

/// A film takes no longer than this.
const LONGEST: Hundredths = 60_000;
/// Keys are shown this long after the last of them.
const KEYS_STAY: Hundredths = 80;
/// A film that ends with a change shows it this long.
const LAST: Hundredths = 100;

/// What came of playing a script.
#[derive(Debug)]
pub struct Played {
    /// What was to be seen.
    pub frames: Frames,
    /// What could not be done as it was written.
    pub faults: Vec<Fault>,
    /// What was done and changed nothing.
    pub idle: Vec<Fault>,
    /// The program at the end.
    pub state: State,
}

/// Draws of a film whose inputs are uncertain, for every frame that changes.
pub const FILM_DRAWS: usize = 512;

/// Plays `script` from `state` on.
pub fn play(script: &Script, mut state: State, look: Look) -> Played {
    let settings = SimulationSettings {
        draws: FILM_DRAWS,
        ..state.simulation_settings()
    };
    update(&mut state, Msg::SetSimulation(settings));
    let frames = Frames::new(script.largest_size(), script.has_captions());
    let mut stage = Stage {
        player: Player::new(state, look, script.size),
        frames,
        now: 0,
        around: Around::default(),
        pressed: (None, 0),
        step: 0,
        faults: Vec::new(),
        idle: Vec::new(),
    };
    stage.show();
    for (index, step) in script.steps.iter().enumerate() {
        stage.step = index;
        stage.play(step, script.typing);
        if stage.now > LONGEST {
            let help = "shorten a pause, or cut it in two";
            stage.fault("the film is longer than ten minutes", Some(help));
            break;
        }
    }
    if stage
        .frames
        .list()
        .last()
        .is_some_and(|last| last.at == stage.now)
    {
        stage.now += LAST;
    }
    stage.frames.length = stage.now;
    Played {
        frames: stage.frames,
        faults: stage.faults,
        idle: stage.idle,
        state: stage.player.state,
    }
}

/// A script while it is played.
pub(super) struct Stage {
    pub(super) player: Player,
    frames: Frames,
    pub(super) now: Hundredths,
    pub(super) around: Around,
    /// The key that was pressed last, and how many times.
    pressed: (Option<Key>, usize),
    step: usize,
    faults: Vec<Fault>,
    idle: Vec<Fault>,
}

impl Stage {
    fn play(&mut self, step: &Step, typing: Hundredths) {
        match step {
            Step::Keys(keys) => self.keys(keys, typing),
            Step::Type(text) => {
                let keys: Vec<Key> = text.chars().map(Key::char).collect();
                self.keys(&keys, typing);
            }
            Step::Pause(time) => self.pause(*time),
            Step::Caption(text) => {
                self.around.caption.clone_from(text);
                self.show();
            }
            Step::Resize(columns, rows) => {
                self.around.pointer = None;
                self.player.resize((*columns, *rows));
                self.show();
            }
            pointing => pointing::play(self, pointing),
        }
    }

    /// From now on the screen is to be seen as it is.
    pub(super) fn show(&mut self) {
        let (cells, _) = self.player.frame();
        self.frames.show(self.now, cells, &self.around);
    }

    pub(super) fn fault(&mut self, message: impl Into<String>, help: Option<&str>) {
        self.faults.push(Fault {
            step: self.step,
            message: message.into(),
            help: help.map(Into::into),
        });
    }

    pub(super) fn idle(&mut self, message: String) {
        self.idle.push(Fault {
            step: self.step,
            message,
            help: None,
        });
    }

    /// Does what a person does; false when nothing came of it.
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
            Effect::Open { .. } => return self.idle("opening is not played".into()),
            Effect::Quit => return self.idle("quitting is not played".into()),
            Effect::Suspend => return self.idle("going back to the shell is not played".into()),
        };
        for effect in self.player.apply(Msg::Answer(answer)) {
            self.answer(effect);
        }
    }

    fn keys(&mut self, keys: &[Key], typing: Hundredths) {
        self.around.pointer = None;
        for (index, key) in keys.iter().enumerate() {
            if !self.input(&Event::Key(*key)) {
                let place = if keys.len() > 1 {
                    format!(", key {} of {},", index + 1, keys.len())
                } else {
                    String::new()
                };
                self.idle(format!("`{key}`{place} does nothing here"));
            }
            self.tell(*key);
            self.show();
            self.now += typing;
        }
    }

    /// Says which key is pressed.
    fn tell(&mut self, key: Key) {
        let times = if self.pressed.0 == Some(key) {
            self.pressed.1 + 1
        } else {
            1
        };
        self.pressed = (Some(key), times);
        self.around.keys = match times {
            1 => key.to_string(),
            n => format!("{key} ×{n}"),
        };
    }

    /// Says no longer which key was pressed.
    pub(super) fn hush(&mut self) {
        self.pressed = (None, 0);
        self.around.keys.clear();
    }

    fn pause(&mut self, time: Hundredths) {
        if time > KEYS_STAY && !self.around.keys.is_empty() {
            self.hush();
            let (cells, _) = self.player.frame();
            self.frames.show(self.now + KEYS_STAY, cells, &self.around);
        }
        self.now += time;
    }
}
