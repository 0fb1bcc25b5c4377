//! Key scripts: what a person does in a demo, step by step, with the time it takes.
//!
//! Must not play them: a script is data.

/// The largest screen, in columns and rows.
pub const LARGEST_SCREEN: (u16, u16) = (500, 250);

/// Colours and glyphs of a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LookName {
    /// 256 colours on dark.
    #[default]
    Dark,
    /// 256 colours on light.
    Light,
    /// No colours, on dark.
    Mono,
    /// Only ASCII glyphs, with the colours of dark.
    Ascii,
}

impl LookName {
    /// All looks.
    pub const ALL: [Self; 4] = [Self::Dark, Self::Light, Self::Mono, Self::Ascii];

    /// What people write.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Mono => "mono",
            Self::Ascii => "ascii",
        }
    }
}

/// The size of a screen that `text` means: `120x40`.
pub fn size_of(text: &str) -> Option<(u16, u16)> {
    let (columns, rows) = LARGEST_SCREEN;
    let (width, height) = text.split_once(['x', '×'])?;
    let side = |text: &str, most| text.parse().ok().filter(|n| (1..=most).contains(n));
    Some((side(width, columns)?, side(height, rows)?))
}
