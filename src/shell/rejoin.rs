//! Puts escape sequences together again that were split where one read of the terminal ended.
//!
//! crossterm takes an escape character at the end of a read for the Esc key, and the rest of the
//! sequence for typed characters: a fast drag would type `[<32;61;2M`. An Esc is therefore held
//! until something follows or nothing does. Must not read the clock: it is told of silence.

use std::time::Duration;

use ratatui::crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

/// No terminal sends a longer sequence; a longer one is noise.
const LONGEST: usize = 32;

/// What has been held back so far.
#[derive(Debug, Default)]
pub(super) struct Rejoin(Held);

#[derive(Debug, Default)]
enum Held {
    #[default]
    Nothing,
    /// An Esc that may be the start of a sequence.
    Esc(Event),
    /// What follows the escape character: `[` or `O` first.
    Sequence(String),
    /// Text whose opening mark was split; its closing mark never arrives as characters.
    Paste(String),
}

impl Rejoin {
    /// Takes the next event and appends what is known by now.
    pub(super) fn feed(&mut self, event: Event, out: &mut Vec<Event>) {
        self.0 = match (std::mem::take(&mut self.0), event) {
            (Held::Esc(_), event) if opens(&event) => {
                Held::Sequence(typed(&event).into_iter().collect())
            }
            (Held::Sequence(sequence), event) => match typed(&event) {
                Some(c) if c.is_ascii() => grow(sequence, c, out),
                // Nothing of this kind is part of a sequence: what was collected is lost.
                _ => start(event, out),
            },
            (Held::Paste(mut text), event) => match pasted(&event) {
                Some(c) => {
                    text.push(c);
                    Held::Paste(text)
                }
                None => {
                    out.push(Event::Paste(text));
                    start(event, out)
                }
            },
            (Held::Esc(esc), event) => {
                out.push(esc);
                start(event, out)
            }
            (Held::Nothing, event) => start(event, out),
        };
    }

    /// Nothing arrived for as long as [`Rejoin::patience`] said: what is held is all there is.
    pub(super) fn silence(&mut self, out: &mut Vec<Event>) {
        match std::mem::take(&mut self.0) {
            Held::Esc(esc) => out.push(esc),
            Held::Paste(text) => out.push(Event::Paste(text)),
            Held::Nothing | Held::Sequence(_) => {}
        }
    }

    /// How long the silence has to be, if anything is held.
    ///
    /// An Esc that was meant is late by this much, which nobody feels; the rest of a sequence may
    /// be on a slow line. A sequence that has begun is no key in any case.
    pub(super) fn patience(&self) -> Option<Duration> {
        match self.0 {
            Held::Nothing => None,
            Held::Esc(_) | Held::Paste(_) => Some(Duration::from_millis(50)),
            Held::Sequence(_) => Some(Duration::from_millis(100)),
        }
    }
}

fn start(event: Event, out: &mut Vec<Event>) -> Held {
    let esc = KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE);
    if event == Event::Key(esc) {
        return Held::Esc(event);
    }
    out.push(event);
    Held::Nothing
}

fn grow(mut sequence: String, c: char, out: &mut Vec<Event>) -> Held {
    sequence.push(c);
    if !is_complete(&sequence) {
        return if sequence.len() < LONGEST {
            Held::Sequence(sequence)
        } else {
            Held::Nothing
        };
    }
    if sequence == "[200~" {
        return Held::Paste(String::new());
    }
    out.extend(parse(&sequence));
    Held::Nothing
}

fn opens(event: &Event) -> bool {
    matches!(typed(event), Some('[' | 'O'))
}

/// The character of a key event that may be a byte of a sequence.
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

/// Whether the last character ends the sequence (ECMA-48 5.4; `O` and `[[` take one more).
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

/// What a whole sequence means, without its escape character.
fn parse(sequence: &str) -> Option<Event> {
    if let Some(report) = sequence.strip_prefix("[<") {
        return parse_mouse(report);
    }
    let last = sequence.chars().next_back()?;
    if sequence.starts_with("[[") {
        // The Linux console: A to E are F1 to F5.
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

/// Modifiers as xterm numbers them: one more than the sum of Shift 1, Alt 2, Control 4.
fn held_keys(number: u8) -> KeyModifiers {
    let bits = number.saturating_sub(1);
    [
        KeyModifiers::SHIFT,
        KeyModifiers::ALT,
        KeyModifiers::CONTROL,
    ]
    .into_iter()
    .enumerate()
    .filter(|(place, _)| bits >> place & 1 == 1)
    .map(|(_, modifier)| modifier)
    .fold(KeyModifiers::NONE, KeyModifiers::union)
}

/// A report of the pointer, `b;x;yM` or `b;x;ym`: the main button and the wheel, no other button.
fn parse_mouse(report: &str) -> Option<Event> {
    let (numbers, up) = match report.strip_suffix('M') {
        Some(numbers) => (numbers, false),
        None => (report.strip_suffix('m')?, true),
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
mod tests;
