//! Demos: scripts, the player that runs them, and films of the result.

mod film;
pub mod player;
pub mod script;

pub use crate::demo::{
    film::{FILM_FORMATS, Film, FilmFormat, Frame, Frames, Overlay},
    player::script::{FILM_DRAWS, Played, play},
};
