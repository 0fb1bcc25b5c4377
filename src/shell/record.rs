//! A recording of what a person does, written as it happens: whatever ends the program, what was
//! done before is on disk.
//!
//! Must not decide how something is written down.

use std::{
    fs::{File, OpenOptions},
    io::{self, Write},
    time::Instant,
};

use crate::demo::script::{Hundredths, Recorder, Script};
use crate::tui::{Answer, Event, Msg, State};

/// A recording in the making.
#[derive(Debug)]
pub struct Recording {
    file: File,
    script: Script,
    /// Nothing before the first screen.
    running: Option<(Recorder, Instant)>,
    failed: Option<io::Error>,
}

impl Recording {
    /// One that goes into the file `path`, which is there and empty. `script` says what is shown.
    pub fn new(path: &str, script: Script) -> io::Result<Self> {
        let file = OpenOptions::new().append(true).open(path)?;
        Ok(Self {
            file,
            script,
            running: None,
            failed: None,
        })
    }

    /// The first screen is there, and as large as this.
    pub(super) fn begin(&mut self, size: (u16, u16)) {
        self.script.size = size;
        let (recorder, text) = Recorder::new(&self.script);
        self.running = Some((recorder, Instant::now()));
        self.write(&text);
    }

    pub(super) fn took(&mut self, input: &Event, msgs: &[Msg], state: &State) {
        self.tell(|recorder, at| recorder.took(at, input, msgs, state));
    }

    pub(super) fn resized(&mut self, size: (u16, u16)) {
        self.tell(|recorder, at| recorder.resized(at, size));
    }

    pub(super) fn answered(&mut self, answer: &Answer) {
        self.tell(|recorder, at| recorder.answered(at, answer));
    }

    /// Writes what is left, and tells whether all of it could be written.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.tell(Recorder::finish);
        self.failed.map_or(Ok(()), Err)
    }

    fn tell(&mut self, what: impl FnOnce(&mut Recorder, Hundredths) -> String) {
        if let Some((recorder, began)) = &mut self.running {
            let at = began.elapsed().as_millis() / 10;
            let text = what(
                recorder,
                Hundredths::try_from(at).unwrap_or(Hundredths::MAX),
            );
            self.write(&text);
        }
    }

    /// Half a line after a disk was full would be no script: nothing follows what failed.
    fn write(&mut self, text: &str) {
        if self.failed.is_none() && !text.is_empty() {
            self.failed = self.file.write_all(text.as_bytes()).err();
        }
    }
}
