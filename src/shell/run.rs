//! The event loop: events become messages, messages change the state, and the state is drawn.

use std::{
    collections::VecDeque,
    io::{self, Write},
    process::ExitCode,
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError},
    },
    time::Instant,
};

use color_eyre::eyre::{Result, WrapErr};
use ratatui::crossterm::{
    self,
    event::{Event as TerminalEvent, MouseButton, MouseEvent, MouseEventKind},
};
use signal_hook::{consts::SIGTSTP, low_level::emulate_default_handler};

use crate::model::simulate::Simulation;
use crate::picture::{Palette, PictureFormat};
use crate::shell::{
    disk::{Disk, expand_home},
    events::{CAPACITY, Event, Events},
    open::open,
    picture::{PictureOptions, picture},
    record::Recording,
    screen::{FramePacer, Screen},
    simulator::{MAX_WAIT, Request, SimulationStatus, Simulator},
    terminal::{self, Guard},
    translate::event_to_input,
};
use crate::tui::{
    self, Answer, Effect, Frame, Ground, Look, Msg, Product, SaveGuard, SimulationKey, State, View,
};

/// Runs the program until the user quits. `disk` is the one that opened the file of `state`; input is
/// recorded into `recording`.
///
/// # Errors
/// The terminal cannot be used, or the recording could not be written.
pub(crate) fn run(state: State, disk: Disk, recording: Option<Recording>) -> Result<ExitCode> {
    if let Some(reason) = terminal::unsupported() {
        writeln!(io::stderr(), "reallot: {reason}")?;
        return Ok(ExitCode::from(2));
    }
    // The look handles NO_COLOR. crossterm would drop bold and reverse as well, and with them the
    // selection.
    crossterm::style::force_color_output(true);
    terminal::restore_on_panic();
    let events = Events::new().wrap_err("signals cannot be caught")?;
    let simulator =
        Simulator::start(events.sender()).wrap_err("the simulation thread cannot be started")?;
    let guard = Guard::enter().wrap_err("the terminal cannot be taken over")?;
    let events = events
        .read_terminal()
        .wrap_err("the terminal cannot be read")?;
    let mut session = Session {
        screen: Screen::new().wrap_err("the size of the terminal is not known")?,
        look: Look::detect(|name| std::env::var(name).ok()),
        pacer: FramePacer::new(Instant::now()),
        seen: Frame::default(),
        dirty: true,
        paste: false,
        ended: None,
        simulation: SimulationStatus::new(simulator),
        state,
        disk,
        guard,
        recording,
    };
    let size = session.screen.size();
    if let Some(recording) = &mut session.recording {
        recording.start((size.width, size.height));
    }
    let code = session.run(&events);
    let recorded = session.recording.take().map_or(Ok(()), Recording::finish);
    drop(session);
    recorded.wrap_err("the recording is not complete")?;
    code
}

struct Session {
    state: State,
    disk: Disk,
    look: Look,
    guard: Guard,
    screen: Screen,
    pacer: FramePacer,
    /// The current frame, and what can be clicked on it.
    seen: Frame,
    /// Whether the current frame is out of date.
    dirty: bool,
    /// Whether bracketed paste is on.
    paste: bool,
    ended: Option<ExitCode>,
    recording: Option<Recording>,
    simulation: SimulationStatus,
}

impl Session {
    fn run(&mut self, events: &Receiver<Event>) -> Result<ExitCode> {
        loop {
            if let Some(code) = self.ended {
                return Ok(code);
            }
            if self.dirty && terminal::is_active() && self.pacer.wait(Instant::now()).is_zero() {
                self.await_simulation(events)?;
                // Meanwhile the program may have ended or restored the terminal.
                if self.ended.is_none() && terminal::is_active() {
                    self.draw()?;
                }
            }
            for event in self.next_events(events)? {
                self.take(event)?;
                if self.ended.is_some() {
                    break;
                }
            }
            self.update_paste_mode()?;
        }
    }

    /// Waits for an event, at most until the next frame is due, and returns all that are waiting.
    fn next_events(&self, events: &Receiver<Event>) -> Result<Vec<Event>> {
        let first = if self.dirty && terminal::is_active() {
            match events.recv_timeout(self.pacer.wait(Instant::now())) {
                Err(RecvTimeoutError::Timeout) => return Ok(Vec::new()),
                received => received.map_err(color_eyre::Report::new),
            }
        } else {
            events.recv().map_err(color_eyre::Report::new)
        };
        let first = first.wrap_err("all sources of events have ended")?;
        let mut batch = vec![first];
        batch.extend(events.try_iter().take(CAPACITY));
        Ok(drop_passed_drags(batch))
    }

    /// Requests a simulation of what is shown, and waits for it briefly if it is likely to be quick.
    fn await_simulation(&mut self, events: &Receiver<Event>) -> Result<()> {
        self.request_simulation();
        let until = Instant::now() + MAX_WAIT;
        while self.simulation.is_quick
            && self.state.is_uncertain()
            && self.state.simulation().is_none()
        {
            let rest = until.saturating_duration_since(Instant::now());
            let Ok(event) = events.recv_timeout(rest) else {
                break;
            };
            self.take(event)?;
            if self.ended.is_some() || !terminal::is_active() {
                break;
            }
            self.request_simulation();
        }
        Ok(())
    }

    fn request_simulation(&mut self) {
        let key = self.state.simulation_key();
        let with_others = self.state.view() == View::Compare;
        let is_requested = self.simulation.last.is_some_and(|(last, _)| last == key)
            && (self.simulation.with_others || !with_others);
        if self.state.is_uncertain() && !is_requested {
            self.simulation.last = Some((key, Instant::now()));
            self.simulation.with_others = with_others;
            self.simulation.simulator.request(Request::of(&self.state));
        }
    }

    fn on_simulation(&mut self, key: SimulationKey, simulation: Arc<Simulation>) -> Result<()> {
        if let Some((_, requested_at)) = self.simulation.last.filter(|&(last, _)| last == key)
            && self.state.simulation().is_none()
        {
            self.simulation.is_quick = requested_at.elapsed() < MAX_WAIT;
        }
        self.apply(Msg::Answer(Answer::Simulated { key, simulation }))
    }

    fn draw(&mut self) -> Result<()> {
        let began = Instant::now();
        let (state, look) = (&self.state, &self.look);
        self.seen = self
            .screen
            .draw(|cells| {
                panic_if_asked();
                tui::draw(state, look, cells)
            })
            .wrap_err("the terminal cannot be written to")?;
        self.pacer.drawn(began, Instant::now());
        self.dirty = false;
        Ok(())
    }

    fn take(&mut self, event: Event) -> Result<()> {
        match event {
            Event::Terminal(event) => self.on_terminal_event(event)?,
            Event::Terminate(signal) => self.ended = Some(exit_code(signal)),
            Event::Suspend => self.suspend()?,
            Event::Resumed => self.resume()?,
            Event::Simulated { key, simulation } => self.on_simulation(key, simulation)?,
            Event::Disconnected(error) => {
                return Err(error).wrap_err("the terminal cannot be read");
            }
        }
        Ok(())
    }

    fn on_terminal_event(&mut self, event: TerminalEvent) -> Result<()> {
        if let TerminalEvent::Resize(width, height) = event {
            self.screen.reset(width, height)?;
            self.dirty = true;
            let size = self.screen.size();
            if let Some(recording) = &mut self.recording {
                recording.record_resize((size.width, size.height));
            }
        }
        let size = self.screen.size();
        if let Some(input) = event_to_input(event, size) {
            let size = (size.width, size.height);
            let msgs = tui::on_event(&self.state, &self.seen, size, &input);
            for msg in &msgs {
                self.apply(msg.clone())?;
            }
            // Quitting is not recorded.
            if let Some(recording) = self.recording.as_mut().filter(|_| self.ended.is_none()) {
                recording.record_input(&input, &msgs, &self.state);
            }
        }
        Ok(())
    }

    /// Applies a message, performs its effects, and applies their answers.
    fn apply(&mut self, msg: Msg) -> Result<()> {
        let mut waiting = VecDeque::from([msg]);
        while let Some(msg) = waiting.pop_front() {
            for effect in tui::update(&mut self.state, msg) {
                let answer = self.perform(effect)?;
                if let (Some(answer), Some(recording)) = (&answer, &mut self.recording) {
                    recording.record_answer(answer);
                }
                waiting.extend(answer.map(Msg::Answer));
            }
        }
        self.dirty = true;
        Ok(())
    }

    fn perform(&mut self, effect: Effect) -> Result<Option<Answer>> {
        match effect {
            Effect::Quit => self.ended = Some(ExitCode::SUCCESS),
            Effect::Suspend => self.suspend()?,
            Effect::Save { path, text, guard } => {
                let path = expand_home(path, std::env::var_os("HOME"));
                return Ok(Some(self.disk.save(&path, &text, guard)));
            }
            Effect::Picture { path, guard } => {
                let path = expand_home(path, std::env::var_os("HOME"));
                return Ok(Some(self.picture(&path, guard)));
            }
            Effect::Open { path } => {
                let path = expand_home(path, std::env::var_os("HOME"));
                return Ok(Some(self.open(&path)));
            }
        }
        Ok(None)
    }

    /// Saves a picture of the current screen to the file `path`.
    fn picture(&mut self, path: &str, guard: SaveGuard) -> Answer {
        let Some(format) = PictureFormat::from_file_name(path) else {
            let names = PictureFormat::ALL.map(PictureFormat::name);
            let reason = format!("the name of a picture must end in .{}", names.join(", ."));
            return Answer::Failed { reason };
        };
        let size = self.screen.size();
        let options = PictureOptions {
            look: self.look.clone(),
            palette: match self.look.ground() {
                Ground::Light => Palette::LIGHT,
                Ground::Dark | Ground::Unknown => Palette::DARK,
            },
            size: (size.width, size.height),
            title: None,
            scale: 2,
            frame: false,
            padding: 0,
        };
        let bytes = match picture(&self.state, &options, format) {
            Ok(bytes) => bytes,
            Err(reason) => return Answer::Failed { reason },
        };
        match self.disk.save(path, &bytes, guard) {
            Answer::Saved { path, kept } => Answer::Pictured { path, kept },
            Answer::Exists { path, .. } => Answer::Exists {
                product: Product::Picture,
                path,
            },
            other => other,
        }
    }

    fn open(&mut self, name: &str) -> Answer {
        // The standard input cannot be read while the program runs: it may never end.
        let name = if name == "-" { "./-" } else { name };
        match open(&mut self.disk, name) {
            Ok(opened) => Answer::Opened {
                path: opened.path,
                scenario: Box::new(opened.scenario),
            },
            Err(why) => Answer::Failed {
                reason: why.to_string(),
            },
        }
    }

    /// Restores the terminal and stops the process. The signal thread reports when it continues.
    fn suspend(&mut self) -> Result<()> {
        terminal::restore();
        if emulate_default_handler(SIGTSTP).is_err() {
            self.resume()?;
        }
        Ok(())
    }

    fn resume(&mut self) -> Result<()> {
        self.guard
            .enter_again()
            .wrap_err("the terminal cannot be taken over again")?;
        self.screen.reset_to_terminal()?;
        self.paste = false;
        self.dirty = true;
        Ok(())
    }

    fn update_paste_mode(&mut self) -> Result<()> {
        let wanted = self.state.wants_text();
        if wanted != self.paste && terminal::is_active() {
            self.guard.set_paste(wanted)?;
            self.paste = wanted;
        }
        Ok(())
    }
}

/// Keeps only the last of consecutive drags, since the others are outdated.
fn drop_passed_drags(batch: Vec<Event>) -> Vec<Event> {
    let mut kept: Vec<Event> = Vec::with_capacity(batch.len());
    for event in batch {
        if is_drag(&event) && kept.last().is_some_and(is_drag) {
            kept.pop();
        }
        kept.push(event);
    }
    kept
}

fn is_drag(event: &Event) -> bool {
    matches!(
        event,
        Event::Terminal(TerminalEvent::Mouse(MouseEvent {
            kind: MouseEventKind::Drag(MouseButton::Left),
            ..
        }))
    )
}

/// Returns the exit code that shells use for a process ended by `signal`.
fn exit_code(signal: i32) -> ExitCode {
    ExitCode::from(u8::try_from(128 + signal).unwrap_or(u8::MAX))
}

/// Lets a test trigger a panic while drawing, in debug builds only.
fn panic_if_asked() {
    #[cfg(debug_assertions)]
    if std::env::var_os("REALLOT_PANIC").is_some_and(|place| place == "draw") {
        panic!("a panic was asked for");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::crossterm::event::KeyModifiers;

    fn mouse(kind: MouseEventKind, column: u16) -> Event {
        let mouse = MouseEvent {
            kind,
            column,
            row: 0,
            modifiers: KeyModifiers::NONE,
        };
        Event::Terminal(TerminalEvent::Mouse(mouse))
    }

    #[test]
    fn of_a_run_of_drags_the_last_is_kept_and_of_the_rest_everything() {
        let left = MouseButton::Left;
        let (down, drag, up) = (
            MouseEventKind::Down(left),
            MouseEventKind::Drag(left),
            MouseEventKind::Up(left),
        );
        let batch = vec![
            mouse(down, 1),
            mouse(drag, 2),
            mouse(drag, 3),
            mouse(up, 3),
            mouse(MouseEventKind::ScrollUp, 1),
            mouse(MouseEventKind::ScrollUp, 1),
            mouse(down, 4),
            mouse(drag, 5),
            Event::Resumed,
            mouse(drag, 6),
            mouse(drag, 7),
        ];
        let kept: Vec<String> = drop_passed_drags(batch)
            .iter()
            .map(|event| format!("{event:?}"))
            .collect();
        let expected = [
            mouse(down, 1),
            mouse(drag, 3),
            mouse(up, 3),
            mouse(MouseEventKind::ScrollUp, 1),
            mouse(MouseEventKind::ScrollUp, 1),
            mouse(down, 4),
            mouse(drag, 5),
            Event::Resumed,
            mouse(drag, 7),
        ];
        assert_eq!(kept, expected.map(|event| format!("{event:?}")));
    }
}
