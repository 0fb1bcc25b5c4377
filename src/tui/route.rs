//! The messages of what a person does on the frame that they see: a key, the pointer, a paste.

use crate::tui::{
    actions::{on_key, on_key_unseen},
    event::{Event, PointerKind},
    layout::fits,
    messages::Msg,
    pointer::{Frame, on_pointer},
    state::State,
};

/// Returns the messages of `event` on a screen of `width` columns and `height` rows that shows `frame`.
/// On a screen too small to be drawn, nothing happens that cannot be seen.
pub fn on_event(
    state: &State,
    frame: &Frame,
    (width, height): (u16, u16),
    event: &Event,
) -> Vec<Msg> {
    let is_seen = fits(width, height);
    match event {
        Event::Key(key) if is_seen => on_key(state, *key).into_iter().collect(),
        Event::Key(key) => on_key_unseen(state, *key).into_iter().collect(),
        Event::Pointer(pointer) if is_seen || pointer.kind == PointerKind::Up => {
            on_pointer(state, frame, *pointer)
        }
        Event::Paste(text) if is_seen && state.wants_text() => vec![Msg::Paste(text.clone())],
        Event::Pointer(_) | Event::Paste(_) => Vec::new(),
    }
}
