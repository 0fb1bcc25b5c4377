//! What a person does, on the frame that they see: the messages of a key, of the pointer, of a paste.
//!
//! Must not change the state: it answers with messages.

use crate::tui::{
    Input, Msg, PointerKind, State,
    layout::fits,
    on_key, on_key_unseen,
    pointer::{Hit, on_pointer},
};

/// The messages of `input` on a screen of `width` columns and `height` rows, on which `hits` could
/// be clicked. A screen too small to be drawn lets nothing happen that cannot be seen.
pub fn on_input(
    state: &State,
    hits: &[Hit],
    (width, height): (u16, u16),
    input: &Input,
) -> Vec<Msg> {
    let is_seen = fits(width, height);
    match input {
        Input::Key(key) if is_seen => on_key(state, *key).into_iter().collect(),
        Input::Key(key) => on_key_unseen(state, *key).into_iter().collect(),
        Input::Pointer(pointer) if is_seen || pointer.kind == PointerKind::Up => {
            on_pointer(state, hits, *pointer)
        }
        Input::Paste(text) if is_seen && state.wants_text() => vec![Msg::Paste(text.clone())],
        Input::Pointer(_) | Input::Paste(_) => Vec::new(),
    }
}
