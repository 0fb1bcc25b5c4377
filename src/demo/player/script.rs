//! Plays scripts into frames. Time is simulated; playing does not wait.

use crate::demo::{
    Frames,
    player::{Player, playback::Playback, pointer},
    script::{Hundredths, Script, Step, StepFault},
};
use crate::tui::{Key, Look, Msg, SimulationSettings, State, update};

/// The longest duration of a film.
const MAX_LENGTH: Hundredths = 60_000;
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
    let mut playback = Playback::new(Player::new(state, look, script.size), frames);
    playback.show();
    for (index, step) in script.steps.iter().enumerate() {
        playback.step = index;
        play_step(&mut playback, step, script.typing);
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

fn play_step(playback: &mut Playback, step: &Step, typing: Hundredths) {
    match step {
        Step::Keys(keys) => playback.keys(keys, typing),
        Step::Type(text) => {
            let keys: Vec<Key> = text.chars().map(Key::char).collect();
            playback.keys(&keys, typing);
        }
        Step::Pause(time) => playback.pause(*time),
        Step::Caption(text) => {
            playback.overlay.caption.clone_from(text);
            playback.show();
        }
        Step::Resize(columns, rows) => {
            playback.overlay.pointer = None;
            playback.player.resize((*columns, *rows));
            playback.show();
        }
        _ => pointer::play(playback, step),
    }
}
