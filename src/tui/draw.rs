//! The screen: header, the panes of the view, footer, and what is open over them.
//!
//! Must not know what is in a pane.

use crate::model::{Input, Unit};
use crate::text::{self, Style, Words};
use crate::tui::{
    Edit, Frame, Notice, Pane, State, Target, VIEWS, View,
    actions::{ACTIONS, Mode},
    dialogs,
    layout::{Areas, SMALLEST},
    screens,
    theme::{Look, Role},
    widgets::painter::{Painter, column, cut_left, row, width},
};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws `state` into the whole of `buffer` and returns what can be clicked, the topmost last.
pub fn draw(state: &State, look: &Look, buffer: &mut Buffer) -> Frame {
    let words =
        Words::new(&state.scenario().currency, state.full_figures()).with_ascii(look.is_ascii());
    let mut painter = Painter::new(buffer, look, words);
    let screen = painter.screen();
    match Areas::new(screen, state) {
        Some(areas) => {
            draw_header(&mut painter, &areas, state);
            screens::draw(&mut painter, &areas, state);
            draw_footer(&mut painter, areas.footer, state);
            dialogs::draw(&mut painter, state);
        }
        None => draw_too_small(&mut painter, screen, state),
    }
    Frame::new(painter.finish(), state)
}

fn draw_too_small(painter: &mut Painter<'_>, screen: Rect, state: &State) {
    let (columns, rows) = SMALLEST;
    let way_out = if state.history().is_unsaved() {
        "unsaved: enlarge to save"
    } else {
        "q quits"
    };
    let lines = [
        "too small".to_owned(),
        format!("needs {columns}×{rows}"),
        format!("this is {}×{}", screen.width, screen.height),
        way_out.to_owned(),
    ];
    for (y, line) in lines.iter().enumerate() {
        painter.put(row(screen, y as u16), line, Role::Text);
    }
}

fn draw_header(painter: &mut Painter<'_>, areas: &Areas, state: &State) {
    let area = areas.header;
    let plan = &state.current_plan().name;
    let mut used = painter.put_cut(
        column(area, 1, area.width / 2),
        &state.scenario().name,
        Role::Title,
    ) + 1;
    used += painter.put(cut_left(area, used), " ▸ ", Role::Dim);
    let name = cut_left(area, used);
    let length = painter.put_cut(column(name, 0, area.width / 3), plan, Role::Focus);
    painter.hit(column(name, 0, length), Target::Plans);
    used += length;
    if state.history().is_unsaved() {
        used += painter.put(cut_left(area, used), " ● unsaved", Role::Unsaved);
    }
    let room = cut_left(area, used + 2);
    let serious = state.serious_warnings();
    let has_badge = areas.of(Pane::Warnings).is_empty() && serious > 0;
    let text = format!("! {serious}");
    // Where not all have room, the warnings stay.
    let length = if has_badge { width(&text) + 2 } else { 0 };
    let right = draw_tabs(painter, cut_left(room, length), state);
    if has_badge {
        let end = room.width.saturating_sub(right);
        let badge = column(room, end.saturating_sub(length - 2), length - 2);
        painter.put(badge, &text, Role::Warning);
        painter.hit(badge, Target::Row(Pane::Warnings, 0));
    }
}

/// The views by name, the one that is shown in bold; the others by their letters where there is no room
/// for all the names, and none of them where there is no room for those. Returns the columns used, from the right.
fn draw_tabs(painter: &mut Painter<'_>, room: Rect, state: &State) -> u16 {
    let all: u16 = VIEWS.iter().map(|spec| width(spec.title) + 2).sum();
    let letters = width(state.view().spec().title) + 3 * View::COUNT as u16;
    let mut right = 1;
    for spec in VIEWS.iter().rev() {
        if spec.view != state.view() && letters > room.width {
            continue;
        }
        let mut letter = [0; 4];
        let title = match spec.view == state.view() || all <= room.width {
            true => spec.title,
            false => spec.letter.encode_utf8(&mut letter),
        };
        let length = width(title);
        let Some(x) = room.width.checked_sub(right + length) else {
            break;
        };
        let role = if spec.view == state.view() {
            Role::Focus
        } else {
            Role::Dim
        };
        let tab = column(room, x, length);
        painter.put(tab, title, role);
        painter.hit(tab, Target::View(spec.view));
        right += length + 2;
    }
    right
}

fn draw_footer(painter: &mut Painter<'_>, area: Rect, state: &State) {
    if let Some(notice) = state.notice() {
        let (text, role) = notice_words(notice, state, &painter.words);
        painter.put_cut(column(area, 1, area.width), &text, role);
        return;
    }
    let mode = Mode::of(state);
    let mut used = 1;
    for (index, action) in ACTIONS.iter().enumerate() {
        let (Some(hint), Some(key)) = (action.hint, action.keys.first()) else {
            continue;
        };
        if !mode.has(action.mode) {
            continue;
        }
        let possible = (action.msg)(state, *key).is_some();
        let keys = action.keys_as.map_or_else(|| key.to_string(), Into::into);
        let length = width(&keys) + 1 + width(hint);
        if used + length > area.width {
            break;
        }
        let place = column(area, used, length);
        let (key_role, word_role) = if possible {
            (Role::Key, Role::Text)
        } else {
            (Role::Chrome, Role::Chrome)
        };
        let key_width = painter.put(place, &keys, key_role);
        painter.put(cut_left(place, key_width + 1), hint, word_role);
        if possible {
            painter.hit(place, Target::Hint(index));
        }
        used += length + 2;
    }
}

fn notice_words(notice: &Notice, state: &State, words: &Words<'_>) -> (String, Role) {
    match notice {
        Notice::Undone(edit) => (
            format!("undone: {}", edit_words(edit, state, words)),
            Role::Text,
        ),
        Notice::Redone(edit) => (
            format!("redone: {}", edit_words(edit, state, words)),
            Role::Text,
        ),
        Notice::Saved(path, None) => (format!("saved {path}"), Role::Text),
        Notice::Saved(path, Some(kept)) => (
            format!("saved {path}; its previous version, comments included, is {kept}"),
            Role::Text,
        ),
        Notice::Pictured(path, None) => {
            (format!("a picture of the screen is in {path}"), Role::Text)
        }
        Notice::Pictured(path, Some(kept)) => (
            format!("a picture of the screen is in {path}; what was there before is {kept}"),
            Role::Text,
        ),
        Notice::Added(name) => (
            format!(
                "plan {name} added and shown; changes are against the plan before, u takes it back"
            ),
            Role::Text,
        ),
        Notice::Opened => (format!("opened {}", state.scenario().name), Role::Text),
        Notice::Removed(name) => (format!("plan {name} deleted; u brings it back"), Role::Text),
        Notice::Hint(why) => ((*why).to_owned(), Role::Text),
        Notice::Failed(reason) => (text::failure(reason), Role::Warning),
    }
}

/// A change in words; an undone one is told as the change that undid it.
fn edit_words(edit: &Edit, state: &State, words: &Words<'_>) -> String {
    let scenario = state.scenario();
    match edit {
        Edit::Lever {
            input, from, to, ..
        } => {
            let unit = state.slider(*input).map(|slider| slider.unit);
            let value = |value: &Option<f64>| match (value, unit) {
                (Some(value), Some(unit)) => words.format(*value, unit, Style::Lever),
                _ => "its own share".into(),
            };
            format!("{} {} → {}", input.named(scenario), value(from), value(to))
        }
        Edit::Shares {
            moved, from, to, ..
        } => {
            let name = &scenario.options[*moved].name;
            format!(
                "{name} {} → {}",
                words.lever_share(from[*moved]),
                words.lever_share(to[*moved])
            )
        }
        Edit::Input {
            input, from, to, ..
        } => input_words(*input, state, |unit| {
            [from, to].map(|&value| words.format(value, unit, Style::Brief))
        }),
        Edit::Uncertain {
            input, from, to, ..
        } => input_words(*input, state, |unit| {
            [from, to].map(|varies| match varies {
                Some(distribution) => words.brief_distribution(distribution, unit),
                None => "certain".into(),
            })
        }),
        Edit::Funding { to, .. } => format!("fund AI {}", text::funding(*to)),
        Edit::Rename { from, to, .. } => format!("plan {from} is now {to}"),
        Edit::Insert { content, .. } => format!("plan {} is here", content.name),
        Edit::Remove { content, .. } => format!("plan {} is gone", content.name),
    }
}

/// An input, and what it was and is in its unit.
fn input_words(input: Input, state: &State, told: impl Fn(Unit) -> [String; 2]) -> String {
    let slider = state.slider(input);
    let [from, to] = told(slider.map_or(Unit::Ratio, |slider| slider.unit));
    format!("{} {from} → {to}", input.named(state.scenario()))
}
