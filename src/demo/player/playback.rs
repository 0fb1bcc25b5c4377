//! What a script has come to while it is played: the program, the time, and the frames so far.
//!
//! Saves are answered as if they had succeeded; all other effects are ignored.

use crate::demo::{
    Frames, Overlay,
    player::Player,
    script::{Hundredths, StepFault},
};
use crate::tui::{Answer, Effect, Event, Key, Msg};

/// How long keys stay visible after the last of them.
const KEYS_SHOWN_FOR: Hundredths = 80;

/// The state of a script while it is played.
pub(super) struct Playback {
    pub(super) player: Player,
    pub(super) frames: Frames,
    pub(super) now: Hundredths,
    pub(super) overlay: Overlay,
    /// The last key, and how often it was pressed in a row.
    pressed: (Option<Key>, usize),
    pub(super) step: usize,
    pub(super) faults: Vec<StepFault>,
    pub(super) idle: Vec<StepFault>,
}

impl Playback {
    /// Returns the playback of `player` before its first step.
    pub(super) fn new(player: Player, frames: Frames) -> Self {
        Self {
            player,
            frames,
            now: 0,
            overlay: Overlay::default(),
            pressed: (None, 0),
            step: 0,
            faults: Vec::new(),
            idle: Vec::new(),
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

    /// Presses keys one after the other, `typing` apart.
    pub(super) fn keys(&mut self, keys: &[Key], typing: Hundredths) {
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

    /// Lets time pass.
    pub(super) fn pause(&mut self, time: Hundredths) {
        if time > KEYS_SHOWN_FOR && !self.overlay.keys.is_empty() {
            self.hide_keys();
            let (cells, _) = self.player.frame();
            self.frames
                .show(self.now + KEYS_SHOWN_FOR, cells, &self.overlay);
        }
        self.now += time;
    }
}
