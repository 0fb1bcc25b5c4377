//! The real program in a real terminal: what it shows, what it does, and what it leaves behind.
//!
//! There are few of these tests because each starts a process. The meaning of keys and the contents of views
//! are tested without a terminal.

use std::{
    io::{Read, Write},
    process::Command,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

use crate::stage::{glyphs, program};
use reallot::demo::{play, script::parse};
use reallot::tui::Look;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long to wait on a busy machine.
const LIMIT: Duration = Duration::from_secs(30);

/// The program, its terminal, and the screen.
struct Program {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    /// Kept, because dropping it would send an end of file.
    keys: Arc<Mutex<Box<dyn Write + Send>>>,
    screen: Arc<Mutex<vt100::Parser>>,
    /// The modes of the terminal before the program started.
    modes: String,
}

impl Program {
    fn start(columns: u16, rows: u16, environment: &[(&str, &str)]) -> Self {
        Self::start_with(columns, rows, environment, &[])
    }

    fn start_with(
        columns: u16,
        rows: u16,
        environment: &[(&str, &str)],
        arguments: &[&str],
    ) -> Self {
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let modes = modes(pair.master.as_ref());
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_reallot"));
        command.args(arguments);
        command.env_clear();
        command.env("TERM", "xterm-256color");
        for (name, value) in environment {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        let (rows, columns) = (rows.try_into().unwrap(), columns.try_into().unwrap());
        let screen = Arc::new(Mutex::new(vt100::Parser::new(rows, columns, 0)));
        let reader = pair.master.try_clone_reader().unwrap();
        let shown = Arc::clone(&screen);
        thread::spawn(move || show(reader, &shown));
        Self {
            child,
            keys: Arc::new(Mutex::new(pair.master.take_writer().unwrap())),
            master: pair.master,
            screen,
            modes,
        }
    }

    fn press(&self, keys: &str) {
        lock(&self.keys).write_all(keys.as_bytes()).unwrap();
    }

    /// Sends `bytes` from another thread, so that a program that stops reading is detected.
    fn flood(&self, bytes: Vec<u8>) {
        let to = Arc::clone(&self.keys);
        thread::spawn(move || {
            for chunk in bytes.chunks(3_999) {
                lock(&to).write_all(chunk).unwrap();
            }
        });
    }

    /// Returns the text of the screen.
    fn text(&self) -> String {
        lock(&self.screen).screen().contents()
    }

    /// Waits until `is_so` holds for the screen, and returns its text.
    fn wait_for(&self, what: &str, is_so: impl Fn(&str) -> bool) -> String {
        let limit = Instant::now() + LIMIT;
        loop {
            let text = self.text();
            if is_so(&text) {
                return text;
            }
            assert!(Instant::now() < limit, "no sign of {what} on\n{text}");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits for the program to end, and returns its exit code.
    fn exit_code(&mut self) -> u32 {
        let limit = Instant::now() + LIMIT;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(
                Instant::now() < limit,
                "the program does not end; it shows\n{}",
                lock(&self.screen).screen().contents()
            );
            thread::sleep(Duration::from_millis(5));
        }
    }

    fn signal(&self, name: &str) {
        let process = self.child.process_id().unwrap().to_string();
        let sent = Command::new("kill").args(["-s", name, &process]).status();
        assert!(sent.unwrap().success());
    }

    fn is_taken(&self) -> bool {
        let parser = lock(&self.screen);
        let screen = parser.screen();
        screen.alternate_screen()
            && screen.hide_cursor()
            && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::ButtonMotion
            && modes(self.master.as_ref()) != self.modes
    }

    /// Checks that the modes of the terminal and of its screen are as before.
    fn assert_given_back(&self) {
        let limit = Instant::now() + LIMIT;
        while lock(&self.screen).screen().alternate_screen() {
            assert!(Instant::now() < limit, "the alternate screen stays");
            thread::sleep(Duration::from_millis(5));
        }
        let parser = lock(&self.screen);
        let screen = parser.screen();
        assert!(!screen.hide_cursor(), "the cursor stays hidden");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert!(!screen.bracketed_paste(), "bracketed paste stays on");
        assert_eq!(screen.fgcolor(), vt100::Color::Default);
        assert!(!screen.bold() && !screen.inverse());
        assert_eq!(modes(self.master.as_ref()), self.modes);
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Feeds the screen with whole frames only, and with the rest at the end, since a partial frame is no state to
/// compare with.
fn show(mut from: impl Read, screen: &Mutex<vt100::Parser>) {
    const FRAME_ENDS: &[u8] = b"\x1b[?2026l";
    let (mut waiting, mut bytes) = (Vec::new(), [0; 65536]);
    while let Ok(length @ 1..) = from.read(&mut bytes) {
        waiting.extend_from_slice(&bytes[..length]);
        let ends = waiting
            .windows(FRAME_ENDS.len())
            .rposition(|bytes| bytes == FRAME_ENDS);
        if let Some(end) = ends {
            let whole: Vec<u8> = waiting.drain(..end + FRAME_ENDS.len()).collect();
            lock(screen).process(&whole);
        }
    }
    lock(screen).process(&waiting);
}

fn modes(terminal: &dyn MasterPty) -> String {
    format!("{:?}", terminal.get_termios().unwrap())
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

#[test]
fn it_starts_and_shows_the_scenario() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        let program = Program::start(columns, rows, &[]);
        program.wait_for("the scenario", |text| text.contains("Amazon"));
        assert!(program.is_taken());
    }
}

#[test]
fn a_key_changes_a_number() {
    let program = Program::start(120, 40, &[]);
    let before = program.wait_for("the scenario", |text| text.contains("Amazon"));
    program.press(RIGHT);
    let after = program.wait_for("another number", |text| digits(text) != digits(&before));
    assert!(after.contains("Amazon"));
}

#[test]
fn a_key_makes_a_picture_of_the_screen() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("screen.svg");
    let program = Program::start(80, 24, &[]);
    program.wait_for("the scenario", |text| text.contains("Amazon"));
    program.press("P");
    program.wait_for("the line for its name", |text| {
        text.contains("picture of this screen")
    });
    program.press(&format!("\x15{}\r", file.display()));
    program.wait_for("that it is done", |text| {
        text.contains("a picture of the screen is in")
    });
    let svg = std::fs::read_to_string(&file).unwrap();
    let document = roxmltree::Document::parse(&svg).unwrap();
    let words: String = document
        .descendants()
        .filter_map(|node| node.text())
        .collect();
    assert!(words.contains("350,000"), "{words}");
    assert!(
        !words.contains("picture"),
        "the dialog is not in the picture"
    );
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[test]
fn it_quits_and_gives_the_terminal_back() {
    let mut program = Program::start(80, 24, &[]);
    program.wait_for("the scenario", |text| text.contains("Amazon"));
    program.press("q");
    assert_eq!(program.exit_code(), 0);
    program.assert_given_back();
}

/// `REALLOT_PANIC` is read by debug builds only.
#[cfg(debug_assertions)]
#[test]
fn it_gives_the_terminal_back_after_a_panic() {
    let mut program = Program::start(80, 24, &[("REALLOT_PANIC", "draw")]);
    assert_eq!(program.exit_code(), 101);
    program.assert_given_back();
    program.wait_for("the report", |text| text.contains("a panic was asked for"));
}

#[test]
fn it_gives_the_terminal_back_when_it_is_terminated() {
    let mut program = Program::start(80, 24, &[]);
    program.wait_for("the scenario", |text| text.contains("Amazon"));
    program.signal("TERM");
    assert_eq!(program.exit_code(), 143);
    program.assert_given_back();
}

const RIGHT: &str = "\x1b[C";
const LEFT: &str = "\x1b[D";

#[test]
fn twenty_thousand_keys_end_on_the_right_value() {
    let (few, many, before) = two_programs();
    few.press(LEFT);
    // The value never goes below its start.
    let up_and_down = RIGHT.repeat(4) + &LEFT.repeat(4);
    many.flood((up_and_down.repeat(2_500) + LEFT).into_bytes());
    assert_same_value(&few, &many, &before);
}

#[test]
fn twenty_thousand_drags_end_on_the_right_value() {
    let (few, many, before) = two_programs();
    let (left, row) = first_track(&before);
    let report = |button: u8, column: usize, end: char| {
        format!("\x1b[<{button};{};{}{end}", left + column + 1, row + 1)
    };
    let (grab, let_go) = (report(0, 0, 'M'), report(0, 4, 'm'));
    few.press(&format!("{grab}{}{let_go}", report(32, 4, 'M')));
    let mut bytes = grab;
    // No drag before the last is at its position. No terminal should report a coordinate of 0, but some do.
    bytes += "\x1b[<32;0;0M";
    bytes.extend((0..20_000).map(|drag| report(32, 5 + drag % 5, 'M')));
    bytes += &report(32, 4, 'M');
    bytes += &let_go;
    many.flood(bytes.into_bytes());
    assert_same_value(&few, &many, &before);
}

/// Starts the program twice, and returns also the text of their screens.
fn two_programs() -> (Program, Program, String) {
    let [few, many] = [(); 2].map(|()| Program::start(120, 40, &[]));
    let before = many.wait_for("the same scenario", |text| {
        text.contains("Amazon") && text == few.text()
    });
    (few, many, before)
}

/// Waits until both programs show the same, with another value of the first slider than `before`. Ranges may still
/// be refined meanwhile, so the screens are compared as they are, not with a copy.
fn assert_same_value(few: &Program, many: &Program, before: &str) {
    let (_, row) = first_track(before);
    let slider = |text: &str| {
        text.lines()
            .nth(row)
            .map(|line| line.chars().take(56).collect())
    };
    let value: Option<String> = slider(before);
    many.wait_for("the value of the other", |text| {
        text == few.text() && slider(text) != value
    });
}

/// Returns the column and row where the track of the first slider begins.
fn first_track(text: &str) -> (usize, usize) {
    let tracks = text.lines().enumerate().filter_map(|(row, line)| {
        let left = line.chars().position(|c| c == '█')?;
        Some((left, row))
    });
    tracks.into_iter().next().unwrap()
}

#[test]
fn what_is_no_text_is_not_shown_to_a_terminal() {
    for (command, format) in [("report", "xlsx"), ("snapshot", "png")] {
        let pair = native_pty_system().openpty(PtySize::default()).unwrap();
        let mut builder = CommandBuilder::new(env!("CARGO_BIN_EXE_reallot"));
        builder.args([command, "amazon-2025", "--format", format]);
        let mut child = pair.slave.spawn_command(builder).unwrap();
        let screen = Arc::new(Mutex::new(vt100::Parser::default()));
        let shown = Arc::clone(&screen);
        let reader = pair.master.try_clone_reader().unwrap();
        let reading = thread::spawn(move || show(reader, &shown));
        assert_eq!(child.wait().unwrap().exit_code(), 2);
        // Once the last writer is dropped, the reader ends.
        drop(pair);
        reading.join().unwrap();
        let text = lock(&screen).screen().contents();
        let told = format!("a terminal cannot show {format}");
        assert!(text.contains(&told), "{text}");
    }
}

/// Returns the levers and the cash curve, without the ranges next to them, which depend on the draws made.
fn left_half(text: &str) -> String {
    let half = |line: &str| {
        line.chars()
            .take(57)
            .collect::<String>()
            .trim_end()
            .to_owned()
    };
    text.lines().map(half).collect::<Vec<_>>().join("\n")
}

/// Plays a recording and returns the text of its last screen.
fn last_screen(recording: &str) -> String {
    let parsed = parse(recording).unwrap();
    let played = play(
        &parsed.script,
        program(),
        Look::many(reallot::tui::Ground::Dark),
    );
    assert_eq!(
        (&played.faults, &played.idle),
        (&vec![], &vec![]),
        "{recording}"
    );
    glyphs(&played.frames.list().last().unwrap().cells())
}

#[test]
fn a_recording_shows_what_was_shown_however_the_program_ended() {
    let directory = tempfile::tempdir().unwrap();
    for (end, code) in [("q<down><enter>", 0), ("TERM", 143), ("KILL", 1)] {
        let path = directory.path().join(format!("{code}.demo"));
        let path = path.to_str().unwrap();
        let utf8 = &[("LANG", "C.UTF-8")];
        let mut program = Program::start_with(120, 40, utf8, &["--record", path]);
        let text = program.wait_for("the scenario", |text| text.contains("Amazon"));
        let (left, row) = first_track(&text);
        let report = |button: u8, column: usize, end: char| {
            format!("\x1b[<{button};{};{}{end}", left + column + 1, row + 3)
        };
        program.press(&format!("j{RIGHT}{RIGHT}u"));
        program.press(&(report(0, 1, 'M') + &report(32, 6, 'M') + &report(0, 6, 'm')));
        program.press("\t\tl");
        let shown = program.wait_for("the last key", |text| text.contains("0.5 q"));
        // The end of the recording may not have reached the file yet.
        let limit = Instant::now() + LIMIT;
        let recorded = || std::fs::read_to_string(path).unwrap();
        while !recorded().trim_end().ends_with('l') {
            assert!(Instant::now() < limit, "{}", recorded());
            thread::sleep(Duration::from_millis(5));
        }
        match end {
            "q<down><enter>" => {
                program.press("q");
                program.wait_for("a question", |text| text.contains("Cancel"));
                program.press("\x1b[B\r");
            }
            signal => program.signal(signal),
        }
        assert_eq!(program.exit_code(), code);
        let text = recorded();
        assert!(text.starts_with("scenario amazon-2025\nplan As announced\nsize 120x40\n"));
        assert!(text.contains("drag plan.levers."), "{text}");
        if code != 0 {
            let screen = last_screen(&text);
            assert_eq!(left_half(&screen), left_half(&shown), "{text}");
        }
        let again = Program::start_with(120, 40, utf8, &["--record", path]);
        again.wait_for("a refusal", |text| text.contains("there is a file"));
        assert_eq!(recorded(), text);
    }
}
