//! Rejoins escape sequences that were split at the end of a read.
//!
//! crossterm reports an escape character at the end of a read as the Esc key, and the rest of the
//! sequence as typed characters: a fast drag would type `[<32;61;2M`. An Esc is therefore held until
//! another event or a timeout follows. Never reads the clock: the caller reports timeouts.

use std::time::Duration;

use ratatui::crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

/// The longest sequence a terminal sends, in bytes; a longer one is noise.
const MAX_LENGTH: usize = 32;

/// Rejoins split escape sequences; holds back events until they are unambiguous.
#[derive(Debug, Default)]
pub(super) struct EscapeJoiner(Pending);

#[derive(Debug, Default)]
enum Pending {
    #[default]
    Nothing,
    /// An Esc that may start a sequence.
    Esc(Event),
    /// The characters after the escape character, starting with `[` or `O`.
    Sequence(String),
    /// Pasted text whose opening mark was split; its closing mark never arrives as characters.
    Paste(String),
}

impl EscapeJoiner {
    /// Takes the next event, and appends the events that are complete to `out`.
    pub(super) fn feed(&mut self, event: Event, out: &mut Vec<Event>) {
        self.0 = match (std::mem::take(&mut self.0), event) {
            (Pending::Esc(_), event) if opens(&event) => {
                Pending::Sequence(typed(&event).into_iter().collect())
            }
            (Pending::Sequence(sequence), event) => match typed(&event) {
                Some(c) if c.is_ascii() => grow(sequence, c, out),
                // Such an event is not part of a sequence; what was collected is dropped.
                _ => start(event, out),
            },
            (Pending::Paste(mut text), event) => match pasted(&event) {
                Some(c) => {
                    text.push(c);
                    Pending::Paste(text)
                }
                None => {
                    out.push(Event::Paste(text));
                    start(event, out)
                }
            },
            (Pending::Esc(esc), event) => {
                out.push(esc);
                start(event, out)
            }
            (Pending::Nothing, event) => start(event, out),
        };
    }

    /// Releases what is held after [`EscapeJoiner::timeout`] passed without an event.
    pub(super) fn on_timeout(&mut self, out: &mut Vec<Event>) {
        match std::mem::take(&mut self.0) {
            Pending::Esc(esc) => out.push(esc),
            Pending::Paste(text) => out.push(Event::Paste(text)),
            Pending::Nothing | Pending::Sequence(_) => {}
        }
    }

    /// Returns how long to wait for the next event, or `None` if nothing is held.
    ///
    /// It delays a real Esc imperceptibly, and is long enough for the rest of a sequence on a slow
    /// connection. A sequence that has begun cannot be a key, so it may wait longer.
    pub(super) fn timeout(&self) -> Option<Duration> {
        match self.0 {
            Pending::Nothing => None,
            Pending::Esc(_) | Pending::Paste(_) => Some(Duration::from_millis(50)),
            Pending::Sequence(_) => Some(Duration::from_millis(100)),
        }
    }
}

fn start(event: Event, out: &mut Vec<Event>) -> Pending {
    let esc = KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE);
    if event == Event::Key(esc) {
        return Pending::Esc(event);
    }
    out.push(event);
    Pending::Nothing
}

fn grow(mut sequence: String, c: char, out: &mut Vec<Event>) -> Pending {
    sequence.push(c);
    if !is_complete(&sequence) {
        return if sequence.len() < MAX_LENGTH {
            Pending::Sequence(sequence)
        } else {
            Pending::Nothing
        };
    }
    if sequence == "[200~" {
        return Pending::Paste(String::new());
    }
    out.extend(parse(&sequence));
    Pending::Nothing
}

fn opens(event: &Event) -> bool {
    matches!(typed(event), Some('[' | 'O'))
}

/// Returns the character of a key event that may be part of a sequence.
fn typed(event: &Event) -> Option<char> {
    match event {
        Event::Key(KeyEvent {
            code: KeyCode::Char(c),
            modifiers,
            ..
        }) if KeyModifiers::SHIFT.contains(*modifiers) => Some(*c),
        _ => None,
    }
}

fn pasted(event: &Event) -> Option<char> {
    match event {
        Event::Key(KeyEvent {
            code: KeyCode::Enter,
            ..
        }) => Some('\n'),
        Event::Key(KeyEvent {
            code: KeyCode::Tab, ..
        }) => Some('\t'),
        _ => typed(event),
    }
}

/// Returns whether the last character ends the sequence (ECMA-48 5.4; `O` and `[[` take one more).
fn is_complete(sequence: &str) -> bool {
    let mut after = sequence.chars();
    after.next();
    match (after.next(), after.next_back()) {
        (None, _) => false,
        (Some('['), None) => !sequence.starts_with('['),
        (Some(only), None) => sequence.starts_with('O') || is_final(only),
        (Some(_), Some(last)) => is_final(last),
    }
}

fn is_final(c: char) -> bool {
    ('@'..='~').contains(&c)
}

/// Parses a complete sequence, without its escape character.
fn parse(sequence: &str) -> Option<Event> {
    if let Some(event) = sequence.strip_prefix("[<") {
        return parse_mouse(event);
    }
    let last = sequence.chars().next_back()?;
    if sequence.starts_with("[[") {
        // On the Linux console, A to E are F1 to F5.
        let number = u8::try_from(last)
            .ok()?
            .checked_sub(b'A')
            .filter(|n| *n < 5)?;
        return Some(Event::Key(KeyEvent::new(
            KeyCode::F(number + 1),
            KeyModifiers::NONE,
        )));
    }
    let numbers = sequence.get(1..sequence.len() - 1)?;
    let mut numbers = numbers.split(';').map(str::parse::<u8>);
    let (first, second) = (numbers.next(), numbers.next());
    let code = match (last, first) {
        ('A', _) => KeyCode::Up,
        ('B', _) => KeyCode::Down,
        ('C', _) => KeyCode::Right,
        ('D', _) => KeyCode::Left,
        ('H', _) | ('~', Some(Ok(1 | 7))) => KeyCode::Home,
        ('F', _) | ('~', Some(Ok(4 | 8))) => KeyCode::End,
        ('~', Some(Ok(3))) => KeyCode::Delete,
        ('~', Some(Ok(5))) => KeyCode::PageUp,
        ('~', Some(Ok(6))) => KeyCode::PageDown,
        ('~', Some(Ok(n @ 11..=15))) => KeyCode::F(n - 10),
        ('~', Some(Ok(n @ 17..=21))) => KeyCode::F(n - 11),
        ('~', Some(Ok(n @ 23..=24))) => KeyCode::F(n - 12),
        ('P', _) => KeyCode::F(1),
        ('Q', _) => KeyCode::F(2),
        ('R', _) => KeyCode::F(3),
        ('S', _) => KeyCode::F(4),
        ('Z', _) => {
            return Some(Event::Key(KeyEvent::new(
                KeyCode::BackTab,
                KeyModifiers::SHIFT,
            )));
        }
        _ => return None,
    };
    let held = second
        .and_then(Result::ok)
        .map_or(KeyModifiers::NONE, held_keys);
    Some(Event::Key(KeyEvent::new(code, held)))
}

/// Decodes modifiers as xterm numbers them: 1 plus the sum of Shift 1, Alt 2 and Control 4.
fn held_keys(number: u8) -> KeyModifiers {
    let bits = number.saturating_sub(1);
    [
        KeyModifiers::SHIFT,
        KeyModifiers::ALT,
        KeyModifiers::CONTROL,
    ]
    .into_iter()
    .enumerate()
    .filter(|(index, _)| bits >> index & 1 == 1)
    .map(|(_, modifier)| modifier)
    .fold(KeyModifiers::NONE, KeyModifiers::union)
}

/// Parses a mouse report, `b;x;yM` or `b;x;ym`, of the main button or the wheel.
fn parse_mouse(event: &str) -> Option<Event> {
    let (numbers, up) = match event.strip_suffix('M') {
        Some(numbers) => (numbers, false),
        None => (event.strip_suffix('m')?, true),
    };
    let mut numbers = numbers.split(';').map(|number| number.parse::<u16>().ok());
    let (button, x, y) = (numbers.next()??, numbers.next()??, numbers.next()??);
    const MODIFIERS: u16 = 0b1_1100;
    let kind = match (button & !MODIFIERS, up) {
        (0, false) => MouseEventKind::Down(MouseButton::Left),
        (0, true) => MouseEventKind::Up(MouseButton::Left),
        (32, false) => MouseEventKind::Drag(MouseButton::Left),
        (64, false) => MouseEventKind::ScrollUp,
        (65, false) => MouseEventKind::ScrollDown,
        _ => return None,
    };
    Some(Event::Mouse(MouseEvent {
        kind,
        column: x.saturating_sub(1),
        row: y.saturating_sub(1),
        modifiers: KeyModifiers::NONE,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: KeyCode) -> Event {
        Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
    }

    fn with(code: KeyCode, modifiers: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(code, modifiers))
    }

    fn mouse(kind: MouseEventKind, column: u16, row: u16) -> Event {
        Event::Mouse(MouseEvent {
            kind,
            column,
            row,
            modifiers: KeyModifiers::NONE,
        })
    }

    /// Returns the event crossterm reports for a typed character.
    fn char_event(c: char) -> Event {
        match c {
            '\x1b' => key(KeyCode::Esc),
            c if c.is_uppercase() => with(KeyCode::Char(c), KeyModifiers::SHIFT),
            c => key(KeyCode::Char(c)),
        }
    }

    /// Returns the events for `text` typed without a pause and followed by one.
    fn rejoined(text: &str) -> Vec<Event> {
        let (mut joiner, mut out) = (EscapeJoiner::default(), Vec::new());
        for c in text.chars() {
            joiner.feed(char_event(c), &mut out);
        }
        joiner.on_timeout(&mut out);
        assert_eq!(
            joiner.timeout(),
            None,
            "something is still held after {text:?}"
        );
        out
    }

    fn sequences() -> Vec<(&'static str, Event)> {
        let left = MouseButton::Left;
        vec![
            ("\x1b[A", key(KeyCode::Up)),
            ("\x1b[B", key(KeyCode::Down)),
            ("\x1b[C", key(KeyCode::Right)),
            ("\x1b[D", key(KeyCode::Left)),
            ("\x1bOA", key(KeyCode::Up)),
            ("\x1bOD", key(KeyCode::Left)),
            ("\x1bOP", key(KeyCode::F(1))),
            ("\x1b[H", key(KeyCode::Home)),
            ("\x1b[F", key(KeyCode::End)),
            ("\x1b[1~", key(KeyCode::Home)),
            ("\x1b[4~", key(KeyCode::End)),
            ("\x1b[3~", key(KeyCode::Delete)),
            ("\x1b[5~", key(KeyCode::PageUp)),
            ("\x1b[6~", key(KeyCode::PageDown)),
            ("\x1b[15~", key(KeyCode::F(5))),
            ("\x1b[17~", key(KeyCode::F(6))),
            ("\x1b[24~", key(KeyCode::F(12))),
            ("\x1b[[A", key(KeyCode::F(1))),
            ("\x1b[[E", key(KeyCode::F(5))),
            ("\x1b[Z", with(KeyCode::BackTab, KeyModifiers::SHIFT)),
            ("\x1b[1;2C", with(KeyCode::Right, KeyModifiers::SHIFT)),
            (
                "\x1b[1;6D",
                with(KeyCode::Left, KeyModifiers::SHIFT | KeyModifiers::CONTROL),
            ),
            ("\x1b[5;3~", with(KeyCode::PageUp, KeyModifiers::ALT)),
            ("\x1b[<0;61;2M", mouse(MouseEventKind::Down(left), 60, 1)),
            ("\x1b[<32;7;12M", mouse(MouseEventKind::Drag(left), 6, 11)),
            ("\x1b[<0;200;50m", mouse(MouseEventKind::Up(left), 199, 49)),
            ("\x1b[<64;1;1M", mouse(MouseEventKind::ScrollUp, 0, 0)),
            ("\x1b[<65;1;1M", mouse(MouseEventKind::ScrollDown, 0, 0)),
            ("\x1b[<36;5;5M", mouse(MouseEventKind::Drag(left), 4, 4)),
            ("\x1b[<0;0;0M", mouse(MouseEventKind::Down(left), 0, 0)),
        ]
    }

    #[test]
    fn a_sequence_that_arrives_in_characters_is_one_event() {
        for (text, event) in sequences() {
            assert_eq!(rejoined(text), [event], "{text:?}");
        }
    }

    /// A read may end anywhere, but only a split after the escape character confuses crossterm. So
    /// sequences arrive whole or in characters, and any mix of both must give the same events.
    #[test]
    fn every_split_of_a_run_gives_the_same_events() {
        let run = sequences();
        let expected: Vec<Event> = run.iter().map(|(_, event)| event.clone()).collect();
        for split in 0..run.len() {
            for whole_before in [true, false] {
                let (mut joiner, mut out) = (EscapeJoiner::default(), Vec::new());
                for (index, (text, event)) in run.iter().enumerate() {
                    if (index < split) == whole_before {
                        joiner.feed(event.clone(), &mut out);
                    } else {
                        text.chars()
                            .for_each(|c| joiner.feed(char_event(c), &mut out));
                    }
                }
                assert_eq!(out, expected, "split at {split}");
            }
        }
    }

    #[test]
    fn a_sequence_cut_short_types_nothing() {
        for (text, _) in sequences() {
            for length in 2..text.len() {
                assert_eq!(rejoined(&text[..length]), [], "{:?}", &text[..length]);
            }
        }
    }

    #[test]
    fn unknown_sequences_are_swallowed() {
        for text in [
            "\x1b[I",
            "\x1b[201~",
            "\x1b[?1;2c",
            "\x1b[<2;5;5M",
            "\x1b[<0;5M",
            "\x1b[99999~",
            "\x1b[[F",
        ] {
            assert_eq!(rejoined(text), [], "{text:?}");
        }
        let noise = format!("\x1b[{}", "1".repeat(MAX_LENGTH - 1));
        assert_eq!(rejoined(&noise), [], "a sequence without an end");
        assert_eq!(rejoined(&format!("{noise}x")), [char_event('x')]);
    }

    #[test]
    fn an_esc_alone_is_an_esc() {
        assert_eq!(rejoined("\x1b"), [key(KeyCode::Esc)]);
        assert_eq!(rejoined("\x1b\x1b"), [key(KeyCode::Esc), key(KeyCode::Esc)]);
        assert_eq!(rejoined("\x1bq"), [key(KeyCode::Esc), char_event('q')]);
        assert_eq!(
            rejoined("\x1b\x1b[A"),
            [key(KeyCode::Esc), key(KeyCode::Up)]
        );
        assert_eq!(rejoined("\x1b[1\x1b[A"), [key(KeyCode::Up)]);
    }

    #[test]
    fn after_a_pause_a_bracket_is_a_bracket() {
        let (mut joiner, mut out) = (EscapeJoiner::default(), Vec::new());
        joiner.feed(key(KeyCode::Esc), &mut out);
        assert!(out.is_empty() && joiner.timeout().is_some());
        joiner.on_timeout(&mut out);
        joiner.feed(char_event('['), &mut out);
        joiner.feed(char_event('A'), &mut out);
        assert_eq!(out, [key(KeyCode::Esc), char_event('['), char_event('A')]);
    }

    #[test]
    fn other_events_end_what_is_held() {
        let resize = Event::Resize(80, 24);
        let (mut joiner, mut out) = (EscapeJoiner::default(), Vec::new());
        joiner.feed(key(KeyCode::Esc), &mut out);
        joiner.feed(resize.clone(), &mut out);
        assert_eq!(out, [key(KeyCode::Esc), resize.clone()]);

        out.clear();
        for event in [
            key(KeyCode::Esc),
            char_event('['),
            char_event('1'),
            resize.clone(),
        ] {
            joiner.feed(event, &mut out);
        }
        assert_eq!(out, [resize]);
    }

    #[test]
    fn everything_else_passes_untouched() {
        for event in [
            char_event('['),
            char_event('O'),
            with(KeyCode::Char('c'), KeyModifiers::CONTROL),
            with(KeyCode::Esc, KeyModifiers::SHIFT),
            Event::Paste("x".into()),
            Event::FocusGained,
            mouse(MouseEventKind::Moved, 1, 1),
        ] {
            let (mut joiner, mut out) = (EscapeJoiner::default(), Vec::new());
            joiner.feed(event.clone(), &mut out);
            assert_eq!(out, [event]);
        }
    }

    #[test]
    fn pasted_text_whose_opening_mark_was_split_is_one_paste() {
        let (mut joiner, mut out) = (EscapeJoiner::default(), Vec::new());
        "\x1b[200~a[B"
            .chars()
            .for_each(|c| joiner.feed(char_event(c), &mut out));
        joiner.feed(key(KeyCode::Enter), &mut out);
        joiner.feed(char_event('c'), &mut out);
        assert!(out.is_empty());
        joiner.on_timeout(&mut out);
        assert_eq!(out, [Event::Paste("a[B\nc".into())]);
    }
}
