//! Every split of every sequence, and everything that only looks like one.

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

/// A character as crossterm reports it when it was typed.
fn char_event(c: char) -> Event {
    match c {
        '\x1b' => key(KeyCode::Esc),
        c if c.is_uppercase() => with(KeyCode::Char(c), KeyModifiers::SHIFT),
        c => key(KeyCode::Char(c)),
    }
}

/// What comes out for `text` typed without a pause, and then a pause.
fn rejoined(text: &str) -> Vec<Event> {
    let (mut rejoin, mut out) = (Rejoin::default(), Vec::new());
    for c in text.chars() {
        rejoin.feed(char_event(c), &mut out);
    }
    rejoin.silence(&mut out);
    assert_eq!(
        rejoin.patience(),
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

/// A read may end anywhere. crossterm loses only the split after the escape character, so a
/// sequence arrives whole, or in characters; both kinds in any order give the same events.
#[test]
fn every_split_of_a_run_gives_the_same_events() {
    let run = sequences();
    let expected: Vec<Event> = run.iter().map(|(_, event)| event.clone()).collect();
    for split in 0..run.len() {
        for whole_before in [true, false] {
            let (mut rejoin, mut out) = (Rejoin::default(), Vec::new());
            for (place, (text, event)) in run.iter().enumerate() {
                if (place < split) == whole_before {
                    rejoin.feed(event.clone(), &mut out);
                } else {
                    text.chars()
                        .for_each(|c| rejoin.feed(char_event(c), &mut out));
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
    let noise = format!("\x1b[{}", "1".repeat(LONGEST - 1));
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
    let (mut rejoin, mut out) = (Rejoin::default(), Vec::new());
    rejoin.feed(key(KeyCode::Esc), &mut out);
    assert!(out.is_empty() && rejoin.patience().is_some());
    rejoin.silence(&mut out);
    rejoin.feed(char_event('['), &mut out);
    rejoin.feed(char_event('A'), &mut out);
    assert_eq!(out, [key(KeyCode::Esc), char_event('['), char_event('A')]);
}

#[test]
fn other_events_end_what_is_held() {
    let resize = Event::Resize(80, 24);
    let (mut rejoin, mut out) = (Rejoin::default(), Vec::new());
    rejoin.feed(key(KeyCode::Esc), &mut out);
    rejoin.feed(resize.clone(), &mut out);
    assert_eq!(out, [key(KeyCode::Esc), resize.clone()]);

    out.clear();
    for event in [
        key(KeyCode::Esc),
        char_event('['),
        char_event('1'),
        resize.clone(),
    ] {
        rejoin.feed(event, &mut out);
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
        let (mut rejoin, mut out) = (Rejoin::default(), Vec::new());
        rejoin.feed(event.clone(), &mut out);
        assert_eq!(out, [event]);
    }
}

#[test]
fn pasted_text_whose_opening_mark_was_split_is_one_paste() {
    let (mut rejoin, mut out) = (Rejoin::default(), Vec::new());
    "\x1b[200~a[B"
        .chars()
        .for_each(|c| rejoin.feed(char_event(c), &mut out));
    rejoin.feed(key(KeyCode::Enter), &mut out);
    rejoin.feed(char_event('c'), &mut out);
    assert!(out.is_empty());
    rejoin.silence(&mut out);
    assert_eq!(out, [Event::Paste("a[B\nc".into())]);
}
