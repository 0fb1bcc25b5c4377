//! Translates events of the terminal library into input of the state machine.

use ratatui::{
    crossterm::event::{
        Event, KeyCode as Code, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
        MouseEventKind,
    },
    layout::Size,
};

use crate::tui::{self, Key, KeyCode, Pointer, PointerKind};

/// Translates an event, or returns `None` if the program has no use for it. `frame` is the size of
/// the screen.
pub(super) fn event_to_input(event: Event, frame: Size) -> Option<tui::Event> {
    match event {
        Event::Key(key) => key_to_key(key).map(tui::Event::Key),
        Event::Mouse(mouse) => mouse_to_pointer(mouse, frame).map(tui::Event::Pointer),
        Event::Paste(text) => Some(tui::Event::Paste(text)),
        Event::Resize(..) | Event::FocusGained | Event::FocusLost => None,
    }
}

fn key_to_key(key: KeyEvent) -> Option<Key> {
    // Repeats count as presses. Releases, which only some terminals report, do not.
    if key.kind == KeyEventKind::Release {
        return None;
    }
    let held = |modifier| key.modifiers.contains(modifier);
    let code = code_to_code(key.code, held(KeyModifiers::SHIFT))?;
    Some(Key {
        code,
        ctrl: held(KeyModifiers::CONTROL),
        alt: held(KeyModifiers::ALT),
        shift: match code {
            KeyCode::Char(_) => false,
            KeyCode::Tab => held(KeyModifiers::SHIFT) || key.code == Code::BackTab,
            _ => held(KeyModifiers::SHIFT),
        },
    })
}

fn code_to_code(code: Code, shift: bool) -> Option<KeyCode> {
    Some(match code {
        Code::Char(c) if shift => KeyCode::Char(capital(c)),
        Code::Char(c) => KeyCode::Char(c),
        Code::Left => KeyCode::Left,
        Code::Right => KeyCode::Right,
        Code::Up => KeyCode::Up,
        Code::Down => KeyCode::Down,
        Code::Home => KeyCode::Home,
        Code::End => KeyCode::End,
        Code::PageUp => KeyCode::PageUp,
        Code::PageDown => KeyCode::PageDown,
        Code::Tab | Code::BackTab => KeyCode::Tab,
        Code::Enter => KeyCode::Enter,
        Code::Esc => KeyCode::Esc,
        Code::Backspace => KeyCode::Backspace,
        Code::Delete => KeyCode::Delete,
        Code::F(n) => KeyCode::F(n),
        _ => return None,
    })
}

/// Returns the capital of a letter; one without a single capital (ß) stays as it is.
fn capital(c: char) -> char {
    let mut capitals = c.to_uppercase();
    match (capitals.next(), capitals.next()) {
        (Some(capital), None) => capital,
        _ => c,
    }
}

fn mouse_to_pointer(mouse: MouseEvent, frame: Size) -> Option<Pointer> {
    let kind = match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => PointerKind::Down,
        MouseEventKind::Drag(MouseButton::Left) => PointerKind::Drag,
        MouseEventKind::Up(MouseButton::Left) => PointerKind::Up,
        MouseEventKind::ScrollUp => PointerKind::WheelUp,
        MouseEventKind::ScrollDown => PointerKind::WheelDown,
        _ => return None,
    };
    Some(Pointer {
        kind,
        x: on_screen(mouse.column, frame.width)?,
        y: on_screen(mouse.row, frame.height)?,
    })
}

/// Clamps a coordinate to the screen; returns `None` on a screen without cells.
///
/// Terminals count from 1, and crossterm 0.29 subtracts 1 from a reported 0, which wraps.
fn on_screen(at: u16, cells: u16) -> Option<u16> {
    let last = cells.checked_sub(1)?;
    Some(if at == u16::MAX { 0 } else { at.min(last) })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Size = Size {
        width: 80,
        height: 24,
    };

    fn key(code: Code, modifiers: KeyModifiers) -> Event {
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

    fn plain(code: KeyCode) -> Key {
        Key {
            code,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    #[test]
    fn keys_alone() {
        for (code, expected) in [
            (Code::Char('a'), KeyCode::Char('a')),
            (Code::Char('?'), KeyCode::Char('?')),
            (Code::Tab, KeyCode::Tab),
            (Code::Left, KeyCode::Left),
            (Code::Right, KeyCode::Right),
            (Code::Up, KeyCode::Up),
            (Code::Down, KeyCode::Down),
            (Code::Home, KeyCode::Home),
            (Code::End, KeyCode::End),
            (Code::PageUp, KeyCode::PageUp),
            (Code::PageDown, KeyCode::PageDown),
            (Code::Enter, KeyCode::Enter),
            (Code::Esc, KeyCode::Esc),
            (Code::Backspace, KeyCode::Backspace),
            (Code::Delete, KeyCode::Delete),
            (Code::F(5), KeyCode::F(5)),
        ] {
            let input = event_to_input(key(code, KeyModifiers::NONE), FRAME);
            assert_eq!(input, Some(tui::Event::Key(plain(expected))), "{code:?}");
        }
        for code in [Code::Insert, Code::CapsLock, Code::Menu] {
            let input = event_to_input(key(code, KeyModifiers::NONE), FRAME);
            assert_eq!(input, None, "{code:?}");
        }
    }

    #[test]
    fn keys_with_others_held() {
        let shift = KeyModifiers::SHIFT;
        let (ctrl, alt) = (KeyModifiers::CONTROL, KeyModifiers::ALT);
        for (code, held, expected) in [
            (Code::Char('a'), shift, "A"),
            (Code::Char('A'), shift, "A"),
            (Code::Char('é'), shift, "É"),
            (Code::Char('ß'), shift, "ß"),
            (Code::Char('?'), shift, "?"),
            (Code::Char('r'), ctrl, "ctrl r"),
            (Code::Char('1'), alt, "alt 1"),
            (Code::Char('x'), alt | shift, "alt X"),
            (Code::BackTab, shift, "shift Tab"),
            (Code::BackTab, KeyModifiers::NONE, "shift Tab"),
            (Code::Right, shift, "shift Right"),
            (Code::Left, ctrl | shift, "ctrl shift Left"),
        ] {
            let Some(tui::Event::Key(key)) = event_to_input(key(code, held), FRAME) else {
                panic!("{code:?} {held:?} is no key");
            };
            let mut words = Vec::new();
            for (is_held, word) in [(key.ctrl, "ctrl"), (key.alt, "alt"), (key.shift, "shift")] {
                words.extend(is_held.then(|| word.to_owned()));
            }
            words.push(match key.code {
                KeyCode::Char(c) => c.to_string(),
                code => format!("{code:?}"),
            });
            assert_eq!(words.join(" "), expected, "{code:?} {held:?}");
        }
    }

    #[test]
    fn a_key_that_is_held_repeats_and_its_release_is_nothing() {
        let of = |kind| {
            Event::Key(KeyEvent::new_with_kind(
                Code::Right,
                KeyModifiers::NONE,
                kind,
            ))
        };
        let right = Some(tui::Event::Key(plain(KeyCode::Right)));
        assert_eq!(event_to_input(of(KeyEventKind::Press), FRAME), right);
        assert_eq!(event_to_input(of(KeyEventKind::Repeat), FRAME), right);
        assert_eq!(event_to_input(of(KeyEventKind::Release), FRAME), None);
    }

    #[test]
    fn the_pointer() {
        let left = MouseButton::Left;
        for (kind, expected) in [
            (MouseEventKind::Down(left), Some(PointerKind::Down)),
            (MouseEventKind::Drag(left), Some(PointerKind::Drag)),
            (MouseEventKind::Up(left), Some(PointerKind::Up)),
            (MouseEventKind::ScrollUp, Some(PointerKind::WheelUp)),
            (MouseEventKind::ScrollDown, Some(PointerKind::WheelDown)),
            (MouseEventKind::ScrollLeft, None),
            (MouseEventKind::Moved, None),
            (MouseEventKind::Down(MouseButton::Right), None),
            (MouseEventKind::Drag(MouseButton::Middle), None),
            (MouseEventKind::Up(MouseButton::Right), None),
        ] {
            assert_eq!(
                event_to_input(mouse(kind, 3, 4), FRAME),
                expected.map(|kind| tui::Event::Pointer(Pointer { kind, x: 3, y: 4 })),
                "{kind:?}"
            );
        }
    }

    #[test]
    fn the_pointer_stays_on_the_screen() {
        let drag = MouseEventKind::Drag(MouseButton::Left);
        for ((column, row), frame, expected) in [
            ((0, 0), FRAME, Some((0, 0))),
            ((79, 23), FRAME, Some((79, 23))),
            ((80, 24), FRAME, Some((79, 23))),
            ((65534, 500), FRAME, Some((79, 23))),
            ((65535, 65535), FRAME, Some((0, 0))),
            ((5, 5), Size::new(1, 1), Some((0, 0))),
            ((5, 5), Size::new(0, 24), None),
            ((5, 5), Size::new(80, 0), None),
        ] {
            assert_eq!(
                event_to_input(mouse(drag, column, row), frame),
                expected.map(|(x, y)| tui::Event::Pointer(Pointer {
                    kind: PointerKind::Drag,
                    x,
                    y
                })),
                "{column},{row} on {frame}"
            );
        }
    }

    #[test]
    fn the_rest() {
        assert_eq!(event_to_input(Event::Resize(1, 2), FRAME), None);
        assert_eq!(event_to_input(Event::FocusLost, FRAME), None);
        assert_eq!(
            event_to_input(Event::Paste("a\nb".into()), FRAME),
            Some(tui::Event::Paste("a\nb".into()))
        );
    }
}
