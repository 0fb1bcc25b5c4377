//! What a person does: keys and the pointer, free of any terminal library.

use std::borrow::Cow;
use std::fmt;

/// A key press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// The key.
    pub code: KeyCode,
    /// With Control.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
    /// With Shift; a shifted letter is its capital and does not set this.
    pub shift: bool,
}

/// A key of the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the key it names")]
pub enum KeyCode {
    Char(char),
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
    Tab,
    Enter,
    Esc,
    Backspace,
    Delete,
    F(u8),
}

impl Key {
    /// A key alone.
    pub const fn plain(code: KeyCode) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// The key of a character.
    pub const fn char(c: char) -> Self {
        Self::plain(KeyCode::Char(c))
    }

    /// A key with Control.
    pub const fn ctrl(code: KeyCode) -> Self {
        Self {
            ctrl: true,
            ..Self::plain(code)
        }
    }

    /// A key with Shift.
    pub const fn shift(code: KeyCode) -> Self {
        Self {
            shift: true,
            ..Self::plain(code)
        }
    }

    /// A key with Alt.
    pub const fn alt(code: KeyCode) -> Self {
        Self {
            alt: true,
            ..Self::plain(code)
        }
    }

    /// Returns its names for people: as it is shown, and with its name and modifiers spelt out.
    pub(crate) fn names(self) -> String {
        let spelt = KeyCode::NAMES.iter().find(|row| row.0 == self.code);
        let mut names = self.to_string();
        if let Some(row) = spelt {
            names = format!("{names} {}", row.1);
        }
        if self.ctrl {
            let bare = Self {
                ctrl: false,
                ..self
            };
            names = format!("{names} ctrl-{bare}");
        }
        names
    }

    /// Returns the character it types, if it types one.
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, sign) in [(self.ctrl, "^"), (self.alt, "alt-"), (self.shift, "shift-")] {
            if held {
                f.write_str(sign)?;
            }
        }
        match self.code {
            KeyCode::Char(' ') => f.write_str("space"),
            KeyCode::Char(c) => write!(f, "{c}"),
            KeyCode::F(n) => write!(f, "F{n}"),
            code => f.write_str(code.name()),
        }
    }
}

impl KeyCode {
    /// Keys that have a name, as key scripts write them in `<...>` and as help shows them.
    const NAMES: [(Self, &'static str, &'static str); 13] = [
        (Self::Left, "left", "←"),
        (Self::Right, "right", "→"),
        (Self::Up, "up", "↑"),
        (Self::Down, "down", "↓"),
        (Self::Home, "home", "home"),
        (Self::End, "end", "end"),
        (Self::PageUp, "pageup", "pgup"),
        (Self::PageDown, "pagedown", "pgdn"),
        (Self::Tab, "tab", "tab"),
        (Self::Enter, "enter", "enter"),
        (Self::Esc, "esc", "esc"),
        (Self::Backspace, "backspace", "bksp"),
        (Self::Delete, "delete", "del"),
    ];

    fn name(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|row| row.0 == self)
            .map_or("", |row| row.2)
    }
}

/// Reads the keys of a script: `jll<esc>^s` is j, l, l, Escape, Control-s; `<shift-right>`, `<space>`,
/// `<lt>` and `<f1>` are named, also as help shows them: `<shift-→>`, `<pgup>`. `^^` is a caret.
///
/// # Errors
/// The part of the script that names no key.
pub fn keys(script: &str) -> Result<Vec<Key>, String> {
    let mut found = Vec::new();
    let mut rest = script;
    while let Some(c) = rest.chars().next() {
        let (key, used) = match c {
            '<' => {
                let end = rest.find('>').ok_or_else(|| rest.to_owned())?;
                (
                    named(&rest[1..end]).ok_or_else(|| rest[..=end].to_owned())?,
                    end + 1,
                )
            }
            '^' => {
                let held = rest[1..].chars().next().ok_or_else(|| rest.to_owned())?;
                let key = if held == '^' {
                    Key::char('^')
                } else {
                    Key::ctrl(KeyCode::Char(held))
                };
                (key, 1 + held.len_utf8())
            }
            c => (Key::char(c), c.len_utf8()),
        };
        found.push(key);
        rest = &rest[used..];
    }
    Ok(found)
}

/// Writes the script of `pressed`: [`keys`] reads the same keys from it.
pub fn keys_script(pressed: &[Key]) -> String {
    let mut script = String::new();
    for key in pressed {
        let bare = Key::plain(key.code);
        match key.code {
            KeyCode::Char('^') if *key == bare => script.push_str("^^"),
            KeyCode::Char(c) if *key == bare && !matches!(c, '<' | ' ') => script.push(c),
            KeyCode::Char(c) if *key == Key::ctrl(key.code) && !matches!(c, '^' | ' ') => {
                script.extend(['^', c]);
            }
            _ => {
                script.push('<');
                for (held, word) in [
                    (key.ctrl, "ctrl-"),
                    (key.alt, "alt-"),
                    (key.shift, "shift-"),
                ] {
                    script.push_str(if held { word } else { "" });
                }
                script.push_str(&spelt(key.code));
                script.push('>');
            }
        }
    }
    script
}

/// Returns the name of a key in `<...>`.
fn spelt(code: KeyCode) -> Cow<'static, str> {
    match code {
        KeyCode::Char(' ') => "space".into(),
        KeyCode::Char('<') => "lt".into(),
        KeyCode::Char('>') => "gt".into(),
        KeyCode::Char(c) => c.to_string().into(),
        KeyCode::F(n) => format!("f{n}").into(),
        code => {
            let mut names = KeyCode::NAMES.iter();
            names
                .find(|row| row.0 == code)
                .map_or("", |row| row.1)
                .into()
        }
    }
}

fn named(name: &str) -> Option<Key> {
    if let Some(rest) = name.strip_prefix("shift-") {
        return named(rest).map(|key| Key { shift: true, ..key });
    }
    if let Some(rest) = name.strip_prefix("alt-") {
        return named(rest).map(|key| Key { alt: true, ..key });
    }
    let control = name.strip_prefix("ctrl-").or(name.strip_prefix('^'));
    if let Some(rest) = control.filter(|rest| !rest.is_empty()) {
        return named(rest).map(|key| Key { ctrl: true, ..key });
    }
    let known = KeyCode::NAMES.iter();
    let mut of_that_name = known.filter(|row| row.1 == name || row.2 == name);
    if let Some(row) = of_that_name.next() {
        return Some(Key::plain(row.0));
    }
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return Some(Key::char(c));
    }
    match name {
        "space" => Some(Key::char(' ')),
        "lt" => Some(Key::char('<')),
        "gt" => Some(Key::char('>')),
        _ => {
            let function = name.strip_prefix(['f', 'F'])?.parse().ok()?;
            Some(Key::plain(KeyCode::F(function)))
        }
    }
}

/// Something the pointer did, in cells from the top left corner of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pointer {
    /// The kind of thing it did.
    pub kind: PointerKind,
    /// Column.
    pub x: u16,
    /// Row.
    pub y: u16,
}

/// A kind of thing that the pointer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointerKind {
    /// The main button went down.
    Down,
    /// It moved with the main button down.
    Drag,
    /// The main button came up.
    Up,
    /// The wheel turned away from the person.
    WheelUp,
    /// The wheel turned towards the person.
    WheelDown,
}

/// Anything a person can do to the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A key went down.
    Key(Key),
    /// The pointer did something.
    Pointer(Pointer),
    /// Text was pasted as one piece.
    Paste(String),
}
