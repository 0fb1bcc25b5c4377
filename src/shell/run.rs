//! The loop: what happened becomes messages, messages change the state, the state is drawn.
//!
//! Must not decide what a key or a click means, and must not draw a cell.

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
    event::{Event as Report, MouseButton, MouseEvent, MouseEventKind},
};
use signal_hook::{consts::SIGTSTP, low_level::emulate_default_handler};

use crate::model::simulate::Simulation;
use crate::picture::{PICTURE_FORMATS, Palette, PictureFormat};
use crate::shell::{
    disk::{Disk, at_home},
    events::{Event, Events, WAITING},
    odds::{Asked, PATIENCE, Request, Simulator},
    open::open,
    pace::Pace,
    picture::{Setting, picture},
    record::Recording,
    screen::Screen,
    terminal::{self, Guard},
    translate::event_to_input,
};
use crate::tui::{
    self, Answer, Effect, Frame, Ground, Look, Msg, Product, SaveGuard, SimulationKey, State, View,
};

/// Shows the program until the person leaves it. `disk` knows the file that the state came from;
/// what the person does goes into `recording`.
pub fn run(state: State, disk: Disk, recording: Option<Recording>) -> Result<ExitCode> {
    if let Some(reason) = terminal::refusal() {
        writeln!(io::stderr(), "reallot: {reason}")?;
        return Ok(ExitCode::from(2));
    }
    // What NO_COLOR means is decided by the look. crossterm's own answer to it would take bold and
    // reverse away too, and with them the selection.
    crossterm::style::force_color_output(true);
    terminal::give_back_on_panic();
    let events = Events::new().wrap_err("signals cannot be caught")?;
    let simulator = Simulator::start(events.sender()).wrap_err("no thread can be started")?;
    let guard = Guard::enter().wrap_err("the terminal cannot be taken over")?;
    let events = events
        .read_terminal()
        .wrap_err("the terminal cannot be read")?;
    let mut session = Session {
        screen: Screen::new().wrap_err("the size of the terminal is not known")?,
        look: Look::detect(|name| std::env::var(name).ok()),
        pace: Pace::new(Instant::now()),
        seen: Frame::default(),
        dirty: true,
        paste: false,
        ended: None,
        odds: Asked::new(simulator),
        state,
        disk,
        guard,
        recording,
    };
    let size = session.screen.size();
    if let Some(recording) = &mut session.recording {
        recording.begin((size.width, size.height));
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
    pace: Pace,
    /// The frame that the person sees.
    seen: Frame,
    /// The frame that the person sees is out of date.
    dirty: bool,
    /// Pasted text arrives as one piece.
    paste: bool,
    ended: Option<ExitCode>,
    recording: Option<Recording>,
    odds: Asked,
}

impl Session {
    fn run(&mut self, events: &Receiver<Event>) -> Result<ExitCode> {
        loop {
            if let Some(code) = self.ended {
                return Ok(code);
            }
            if self.dirty && terminal::is_up() && self.pace.wait(Instant::now()).is_zero() {
                self.await_odds(events)?;
                // What came meanwhile may have ended the program or given the terminal back.
                if self.ended.is_none() && terminal::is_up() {
                    self.draw()?;
                }
            }
            for event in self.next_events(events)? {
                self.take(event)?;
                if self.ended.is_some() {
                    break;
                }
            }
            self.offer_paste()?;
        }
    }

    /// Waits for something to happen, but not longer than for the next frame; then takes
    /// everything that is waiting.
    fn next_events(&self, events: &Receiver<Event>) -> Result<Vec<Event>> {
        let first = if self.dirty && terminal::is_up() {
            match events.recv_timeout(self.pace.wait(Instant::now())) {
                Err(RecvTimeoutError::Timeout) => return Ok(Vec::new()),
                received => received.map_err(color_eyre::Report::new),
            }
        } else {
            events.recv().map_err(color_eyre::Report::new)
        };
        let first = first.wrap_err("nothing can happen any more")?;
        let mut batch = vec![first];
        batch.extend(events.try_iter().take(WAITING));
        Ok(last_drags(batch))
    }

    /// Asks for the odds of what is shown, and waits a moment for them where that is worth it.
    fn await_odds(&mut self, events: &Receiver<Event>) -> Result<()> {
        self.ask_odds();
        let until = Instant::now() + PATIENCE;
        while self.odds.is_quick && self.state.is_uncertain() && self.state.simulation().is_none() {
            let rest = until.saturating_duration_since(Instant::now());
            let Ok(event) = events.recv_timeout(rest) else {
                break;
            };
            self.take(event)?;
            if self.ended.is_some() || !terminal::is_up() {
                break;
            }
            self.ask_odds();
        }
        Ok(())
    }

    fn ask_odds(&mut self) {
        let key = self.state.simulation_key();
        let with_others = self.state.view() == View::Compare;
        let is_asked = self.odds.last.is_some_and(|(last, _)| last == key)
            && (self.odds.with_others || !with_others);
        if self.state.is_uncertain() && !is_asked {
            self.odds.last = Some((key, Instant::now()));
            self.odds.with_others = with_others;
            self.odds.simulator.ask(Request::of(&self.state));
        }
    }

    fn take_odds(&mut self, key: SimulationKey, simulation: Arc<Simulation>) -> Result<()> {
        if let Some((_, asked)) = self.odds.last.filter(|&(last, _)| last == key)
            && self.state.simulation().is_none()
        {
            self.odds.is_quick = asked.elapsed() < PATIENCE;
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
        self.pace.drawn(began, Instant::now());
        self.dirty = false;
        Ok(())
    }

    fn take(&mut self, event: Event) -> Result<()> {
        match event {
            Event::Terminal(report) => self.take_report(report)?,
            Event::End(signal) => self.ended = Some(code_of(signal)),
            Event::Suspend => self.suspend()?,
            Event::Resumed => self.resume()?,
            Event::Odds { key, simulation } => self.take_odds(key, simulation)?,
            Event::Lost(error) => return Err(error).wrap_err("the terminal cannot be read"),
        }
        Ok(())
    }

    fn take_report(&mut self, report: Report) -> Result<()> {
        if let Report::Resize(width, height) = report {
            self.screen.reset(width, height)?;
            self.dirty = true;
            let size = self.screen.size();
            if let Some(recording) = &mut self.recording {
                recording.resized((size.width, size.height));
            }
        }
        let size = self.screen.size();
        if let Some(input) = event_to_input(report, size) {
            let size = (size.width, size.height);
            let msgs = tui::on_event(&self.state, &self.seen, size, &input);
            for msg in &msgs {
                self.apply(msg.clone())?;
            }
            // Leaving is no part of a demo.
            if let Some(recording) = self.recording.as_mut().filter(|_| self.ended.is_none()) {
                recording.took(&input, &msgs, &self.state);
            }
        }
        Ok(())
    }

    /// Applies a message, performs what follows from it, and applies the answers.
    fn apply(&mut self, msg: Msg) -> Result<()> {
        let mut waiting = VecDeque::from([msg]);
        while let Some(msg) = waiting.pop_front() {
            for effect in tui::update(&mut self.state, msg) {
                let answer = self.perform(effect)?;
                if let (Some(answer), Some(recording)) = (&answer, &mut self.recording) {
                    recording.answered(answer);
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
                let path = at_home(path, std::env::var_os("HOME"));
                return Ok(Some(self.disk.save(&path, &text, guard)));
            }
            Effect::Picture { path, guard } => {
                let path = at_home(path, std::env::var_os("HOME"));
                return Ok(Some(self.picture(&path, guard)));
            }
            Effect::Open { path } => {
                let path = at_home(path, std::env::var_os("HOME"));
                return Ok(Some(self.open(&path)));
            }
        }
        Ok(None)
    }

    /// Makes a picture of the screen as it is, and puts it into the file `path`.
    fn picture(&mut self, path: &str, guard: SaveGuard) -> Answer {
        let Some(format) = PictureFormat::of_file(path) else {
            let names: Vec<&str> = PICTURE_FORMATS.iter().map(|format| format.name).collect();
            let reason = format!("a picture ends in .{}", names.join(", ."));
            return Answer::Failed { reason };
        };
        let size = self.screen.size();
        let setting = Setting {
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
        let bytes = match picture(&self.state, &setting, format) {
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
        // The standard input is read before the program starts, or not at all: it may never end.
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

    /// Gives the terminal back and stops. The thread of signals tells when the program goes on.
    fn suspend(&mut self) -> Result<()> {
        terminal::give_back();
        if emulate_default_handler(SIGTSTP).is_err() {
            self.resume()?;
        }
        Ok(())
    }

    fn resume(&mut self) -> Result<()> {
        self.guard
            .retake()
            .wrap_err("the terminal cannot be taken over again")?;
        self.screen.reset_to_terminal()?;
        self.paste = false;
        self.dirty = true;
        Ok(())
    }

    fn offer_paste(&mut self) -> Result<()> {
        let wanted = self.state.wants_text();
        if wanted != self.paste && terminal::is_up() {
            self.guard.set_paste(wanted)?;
            self.paste = wanted;
        }
        Ok(())
    }
}

/// Of a run of drags only the last counts: the ones before it were on the way.
fn last_drags(batch: Vec<Event>) -> Vec<Event> {
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
        Event::Terminal(Report::Mouse(MouseEvent {
            kind: MouseEventKind::Drag(MouseButton::Left),
            ..
        }))
    )
}

/// The exit code of a shell for a process that a signal ended.
fn code_of(signal: i32) -> ExitCode {
    ExitCode::from(u8::try_from(128 + signal).unwrap_or(u8::MAX))
}

/// Lets a test see what a panic leaves behind. Not in the program that people get.
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
        Event::Terminal(Report::Mouse(mouse))
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
        let kept: Vec<String> = last_drags(batch)
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
