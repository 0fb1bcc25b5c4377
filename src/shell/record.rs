//! Records a session as a demo script, written as it happens so that a crash loses nothing.

use std::{
    fs::{File, OpenOptions},
    io::{self, Write},
    time::Instant,
};

use crate::demo::script::{Hundredths, Recorder, Script};
use crate::tui::{Answer, Event, Msg, State};

/// A recording in progress.
#[derive(Debug)]
pub(crate) struct Recording {
    file: File,
    script: Script,
    /// The recorder and when it started; `None` before the first frame.
    running: Option<(Recorder, Instant)>,
    failed: Option<io::Error>,
}

impl Recording {
    /// Creates a recording into the file `path`, which exists and is empty. `script` has the settings.
    ///
    /// # Errors
    /// The file cannot be opened.
    pub(crate) fn new(path: &str, script: Script) -> io::Result<Self> {
        let file = OpenOptions::new().append(true).open(path)?;
        Ok(Self {
            file,
            script,
            running: None,
            failed: None,
        })
    }

    /// Starts the recording at the first frame, which has this size.
    pub(super) fn start(&mut self, size: (u16, u16)) {
        self.script.size = size;
        let (recorder, text) = Recorder::new(&self.script);
        self.running = Some((recorder, Instant::now()));
        self.write(&text);
    }

    pub(super) fn record_input(&mut self, input: &Event, msgs: &[Msg], state: &State) {
        self.record(|recorder, at| recorder.record_input(at, input, msgs, state));
    }

    pub(super) fn record_resize(&mut self, size: (u16, u16)) {
        self.record(|recorder, at| recorder.record_resize(at, size));
    }

    pub(super) fn record_answer(&mut self, answer: &Answer) {
        self.record(|recorder, at| recorder.record_answer(at, answer));
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// The first write of the session that failed.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.record(Recorder::finish);
        self.failed.map_or(Ok(()), Err)
    }

    fn record(&mut self, what: impl FnOnce(&mut Recorder, Hundredths) -> String) {
        if let Some((recorder, began)) = &mut self.running {
            let at = began.elapsed().as_millis() / 10;
            let text = what(
                recorder,
                Hundredths::try_from(at).unwrap_or(Hundredths::MAX),
            );
            self.write(&text);
        }
    }

    /// Writes `text`, unless an earlier write failed: a script with a gap would not be valid.
    fn write(&mut self, text: &str) {
        if self.failed.is_none() && !text.is_empty() {
            self.failed = self.file.write_all(text.as_bytes()).err();
        }
    }
}
