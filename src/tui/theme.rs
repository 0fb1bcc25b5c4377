//! Looks: what each role of the screen is drawn with. The only file that names a colour.
//!
//! The default look keeps the terminal's own foreground and background, so it works on dark and light.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier, Style};

macro_rules! roles {
    ($( $(#[$meta:meta])* $role:ident $letter:literal; )*) => {
        /// What a cell means; the look decides how that appears.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Role {
            $( $(#[$meta])* $role, )*
        }

        impl Role {
            /// All roles.
            pub const ALL: &'static [Self] = &[$( Self::$role, )*];

            /// One letter for tests that print roles.
            pub fn letter(self) -> char {
                match self { $( Self::$role => $letter, )* }
            }
        }
    };
}

roles! {
    /// Words.
    Text '.';
    /// Words that matter less.
    Dim '-';
    /// Titles of panes.
    Title 'T';
    /// Borders of panes.
    Border ' ';
    /// Border and title of the pane with the cursor.
    Focus 'F';
    /// What the cursor is on.
    Cursor 'C';
    /// Figures.
    Value 'v';
    /// The figure a pane is about.
    Headline 'H';
    /// Keys.
    Key 'K';
    /// Filled part of a slider.
    Fill 'f';
    /// Filled part of the slider at the cursor.
    FillCursor 'X';
    /// Empty part of a slider, axes.
    Track 't';
    /// A limit on a slider.
    Limit 'L';
    /// More than the baseline; money coming in.
    Gain '+';
    /// Less than the baseline; money going out.
    Loss 'o';
    /// Warnings and errors.
    Warning 'W';
    /// Unsaved work.
    Unsaved 'U';
    /// Header and footer.
    Chrome 'c';
    /// Bars of comparison.
    Bar 'b';
}

/// How roles are drawn.
#[derive(Clone, Debug)]
pub struct Look {
    styles: Vec<Style>,
    ascii: bool,
    ground: Ground,
}

/// What a terminal writes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ground {
    /// It does not say: colours are chosen to be read on both.
    #[default]
    Unknown,
    /// Black, or nearly.
    Dark,
    /// White, or nearly.
    Light,
}

impl Ground {
    /// What the variable COLORFGBG says: two or three numbers of colours, the ground last.
    fn detect(value: Option<String>) -> Self {
        let last = value.and_then(|value| value.rsplit(';').next()?.parse().ok());
        match last {
            Some(0..=6 | 8) => Self::Dark,
            Some(7 | 9..=15) => Self::Light,
            _ => Self::Unknown,
        }
    }
}

/// How many colours a terminal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Depth {
    Mono,
    Sixteen,
    Many(Ground),
}

impl Look {
    /// The look for the terminal that `variable` describes: its environment variables by name.
    pub fn detect(variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name| variable(name).filter(|value| !value.is_empty());
        let many = |value: &String| {
            ["truecolor", "24bit", "256color"]
                .iter()
                .any(|m| value.contains(m))
        };
        let depth = if set("NO_COLOR").is_some() {
            Depth::Mono
        } else if set("COLORTERM").as_ref().is_some_and(many)
            || set("TERM").as_ref().is_some_and(many)
        {
            Depth::Many(Ground::detect(set("COLORFGBG")))
        } else {
            Depth::Sixteen
        };
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set);
        let utf8 = |locale: String| locale.to_lowercase().replace('-', "").contains("utf8");
        Self::new(depth, !locale.is_none_or(utf8))
    }

    /// The default look in sixteen colours.
    pub fn sixteen() -> Self {
        Self::new(Depth::Sixteen, false)
    }

    /// The default look with the colours of a 256-colour terminal that writes on `ground`.
    pub fn many(ground: Ground) -> Self {
        Self::new(Depth::Many(ground), false)
    }

    /// What it is made for writing on.
    pub fn ground(&self) -> Ground {
        self.ground
    }

    /// No colours at all.
    pub fn mono() -> Self {
        Self::new(Depth::Mono, false)
    }

    /// The same with nothing but ASCII glyphs.
    #[must_use]
    pub fn with_ascii(self) -> Self {
        Self {
            ascii: true,
            ..self
        }
    }

    /// Every role in a colour of its own, so that a test can read roles back from cells.
    pub fn of_roles() -> Self {
        let style = |(index, _)| Style::new().fg(Color::Indexed(index as u8 + 16));
        Self {
            styles: Role::ALL.iter().enumerate().map(style).collect(),
            ascii: false,
            ground: Ground::Unknown,
        }
    }

    /// The role a cell drawn with [`Look::of_roles`] has.
    pub fn role_of(color: Color) -> Option<Role> {
        match color {
            Color::Indexed(index) => Role::ALL.get(usize::from(index.checked_sub(16)?)).copied(),
            _ => None,
        }
    }

    /// How a role is drawn.
    pub fn style(&self, role: Role) -> Style {
        self.styles[role as usize]
    }

    /// Whether only ASCII glyphs may be used.
    pub fn is_ascii(&self) -> bool {
        self.ascii
    }

    fn new(depth: Depth, ascii: bool) -> Self {
        let styles = Role::ALL.iter().map(|&role| style(role, depth)).collect();
        let ground = match depth {
            Depth::Many(ground) => ground,
            Depth::Mono | Depth::Sixteen => Ground::Unknown,
        };
        Self {
            styles,
            ascii,
            ground,
        }
    }
}

fn style(role: Role, depth: Depth) -> Style {
    let plain = Style::new();
    let bold = plain.add_modifier(Modifier::BOLD);
    let dim = plain.add_modifier(Modifier::DIM);
    let colored = |style: Style, role| match color(role, depth) {
        Some(color) => style.fg(color),
        None => style,
    };
    match role {
        Role::Text | Role::Value => plain,
        Role::Dim | Role::Border | Role::Track => dim,
        Role::Title | Role::Headline => bold,
        Role::Cursor => plain.add_modifier(Modifier::REVERSED),
        Role::Limit
        | Role::Warning
        | Role::Unsaved
        | Role::Focus
        | Role::Key
        | Role::FillCursor => colored(bold, role),
        Role::Chrome => dim,
        Role::Fill | Role::Gain | Role::Loss | Role::Bar => colored(plain, role),
    }
}

/// Blue and orange differ for every kind of colour vision.
fn color(role: Role, depth: Depth) -> Option<Color> {
    let (unknown, dark, light, sixteen) = match role {
        Role::Gain => (33, 33, 26, Color::Blue),
        Role::Loss | Role::Limit | Role::Warning | Role::Unsaved => (166, 172, 130, Color::Yellow),
        Role::Focus | Role::Key => (30, 37, 23, Color::Cyan),
        Role::FillCursor => (37, 37, 30, Color::Cyan),
        Role::Fill | Role::Bar => (66, 66, 66, Color::Cyan),
        _ => return None,
    };
    match depth {
        Depth::Mono => None,
        Depth::Sixteen => Some(sixteen),
        Depth::Many(Ground::Unknown) => Some(Color::Indexed(unknown)),
        Depth::Many(Ground::Dark) => Some(Color::Indexed(dark)),
        Depth::Many(Ground::Light) => Some(Color::Indexed(light)),
    }
}

/// Draws what a cell shows with light and dark swapped.
pub(super) fn swap(cell: &mut Cell) {
    cell.modifier.toggle(Modifier::REVERSED);
}

/// An ASCII stand-in for a glyph of the interface; `?` for letters that have none.
pub(super) fn ascii(symbol: &str) -> &'static str {
    match symbol.chars().next() {
        Some('─' | '▔' | '╌' | '–' | '−' | '┄' | '╸') => "-",
        Some('━') => "=",
        Some('│' | '┆' | '▏' | '┊') => "|",
        Some('╭' | '╮' | '╰' | '╯' | '├' | '┤' | '┼' | '┬' | '┴') => "+",
        Some('█' | '▉' | '▊' | '▋' | '▌' | '▇' | '▆' | '▅') => "#",
        Some('▍' | '▎' | '▄' | '▃' | '▂' | '▁' | '▖') => "=",
        Some('░') => ":",
        Some('·' | '…') => ".",
        Some('▲' | '↑') => "^",
        Some('▼' | '↓') => "v",
        Some('▸' | '→' | '▶') => ">",
        Some('←' | '◀') => "<",
        Some('●' | '◆') => "*",
        Some('×') => "x",
        Some('÷') => "/",
        Some('✓') => "+",
        _ => "?",
    }
}
