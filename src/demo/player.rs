//! Runs the program without a terminal: input goes in, frames come out.
//!
//! Never reads the clock or touches the disk: effects are returned to the caller.

mod playback;
mod pointer;
pub(crate) mod script;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::model::simulate::{Effort, Samples, simulate};
use crate::tui::{
    Answer, Effect, Event, Frame, Hit, Look, Msg, SimulationKey, State, draw, on_event, update,
};

/// The number of simulation threads; results do not depend on it.
const THREADS: usize = 2;

/// A running program and its screen.
#[derive(Debug)]
pub struct Player {
    state: State,
    look: Look,
    cells: Buffer,
    /// The frame in `cells`.
    seen: Frame,
    /// Whether the current frame is out of date.
    dirty: bool,
    samples: Option<Samples>,
}

/// The consequences of an input.
#[derive(Debug, Default)]
pub struct Reaction {
    pub msgs: Vec<Msg>,
    pub effects: Vec<Effect>,
}

impl Player {
    /// Creates a program that shows `state` on a screen of the given columns and rows.
    pub fn new(state: State, look: Look, (columns, rows): (u16, u16)) -> Self {
        Self {
            state,
            look,
            cells: Buffer::empty(Rect::new(0, 0, columns, rows)),
            seen: Frame::default(),
            dirty: true,
            samples: None,
        }
    }

    pub fn state(&self) -> &State {
        &self.state
    }

    /// Returns the current frame, and what can be clicked on it.
    pub fn frame(&mut self) -> (&Buffer, &[Hit]) {
        if self.dirty {
            self.simulate();
            self.cells.reset();
            self.seen = draw(&self.state, &self.look, &mut self.cells);
            self.dirty = false;
        }
        (&self.cells, &self.seen)
    }

    /// Simulates what is shown, with all draws at once.
    fn simulate(&mut self) {
        let (state, key) = (&self.state, self.state.simulation_key());
        let others = state.other_plans_awaited();
        if !state.is_uncertain() || state.simulation().is_some() && others.is_empty() {
            return;
        }
        let scenario = state.scenario();
        let wanted = key.settings;
        let fits = |samples: &Samples| samples.fit(scenario, wanted.draws, wanted.seed);
        if !self.samples.as_ref().is_some_and(fits) {
            let effort = Effort::of(wanted.draws, THREADS);
            self.samples = Samples::new(scenario, wanted.seed, effort);
        }
        let Some(samples) = &self.samples else { return };
        let own = state
            .simulation()
            .is_none()
            .then(|| (state.plan_index(), key));
        let simulated = |(plan, key): (usize, SimulationKey)| {
            let effort = Effort::of(key.settings.draws, THREADS);
            let simulation = simulate(scenario, &scenario.plans[plan], samples, effort)?;
            let simulation = simulation.into();
            Some(Answer::Simulated { key, simulation })
        };
        let answers: Vec<Answer> = own
            .into_iter()
            .chain(others)
            .filter_map(simulated)
            .collect();
        for answer in answers {
            update(&mut self.state, Msg::Answer(answer));
        }
    }

    /// Handles input as the program does.
    pub fn input(&mut self, input: &Event) -> Reaction {
        if matches!(input, Event::Pointer(_)) {
            self.frame();
        }
        let size = (self.cells.area.width, self.cells.area.height);
        let msgs = on_event(&self.state, &self.seen, size, input);
        let mut effects = Vec::new();
        for msg in &msgs {
            effects.extend(self.apply(msg.clone()));
        }
        Reaction { msgs, effects }
    }

    /// Applies `msg` and returns its effects.
    pub fn apply(&mut self, msg: Msg) -> Vec<Effect> {
        self.dirty = true;
        update(&mut self.state, msg)
    }

    /// Resizes the screen to the given columns and rows.
    pub fn resize(&mut self, (columns, rows): (u16, u16)) {
        self.cells = Buffer::empty(Rect::new(0, 0, columns, rows));
        self.dirty = true;
    }
}
