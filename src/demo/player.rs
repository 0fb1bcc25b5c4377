//! Runs the program without a terminal: input goes in, frames come out.
//!
//! Never reads the clock or touches the disk: effects are returned to the caller.

mod pointer;
pub(crate) mod script;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::model::simulate::{Effort, Samples, simulate};
use crate::tui::{
    Answer, Effect, Hit, Input, Look, Msg, RIVAL_DRAWS, State, draw, on_input, update,
};

/// The number of simulation threads; results do not depend on it.
const THREADS: usize = 2;

/// A running program and its screen.
#[derive(Debug)]
pub struct Player {
    state: State,
    look: Look,
    cells: Buffer,
    /// What can be clicked on the current frame.
    hits: Vec<Hit>,
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
            hits: Vec::new(),
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
            self.hits = draw(&self.state, &self.look, &mut self.cells);
            self.dirty = false;
        }
        (&self.cells, &self.hits)
    }

    /// Simulates what is shown, with all draws at once.
    fn simulate(&mut self) {
        let (state, wish) = (&self.state, self.state.wish());
        let rivals = state.rivals_awaited();
        if !state.is_uncertain() || state.odds().is_some() && rivals.is_empty() {
            return;
        }
        let scenario = state.scenario();
        let effort = Effort::of(wish.draws, THREADS);
        let fits = |samples: &Samples| samples.fit(scenario, wish.draws, wish.seed);
        if !self.samples.as_ref().is_some_and(fits) {
            self.samples = Samples::new(scenario, wish.seed, effort);
        }
        let Some(samples) = &self.samples else { return };
        let mut answers = Vec::new();
        if state.odds().is_none() {
            let simulation = simulate(scenario, state.current_plan(), samples, effort);
            answers.extend(simulation.map(|simulation| Answer::Odds {
                revision: state.revision(),
                simulation: simulation.into(),
            }));
        }
        for (plan, asked) in rivals {
            let few = Effort::of(wish.draws.min(RIVAL_DRAWS), THREADS);
            let simulation = simulate(scenario, &scenario.plans[plan], samples, few);
            answers.extend(simulation.map(|simulation| Answer::Rival {
                asked,
                simulation: simulation.into(),
            }));
        }
        for answer in answers {
            update(&mut self.state, Msg::Answer(answer));
        }
    }

    /// Handles input as the program does.
    pub fn input(&mut self, input: &Input) -> Reaction {
        if matches!(input, Input::Pointer(_)) {
            self.frame();
        }
        let size = (self.cells.area.width, self.cells.area.height);
        let msgs = on_input(&self.state, &self.hits, size, input);
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
