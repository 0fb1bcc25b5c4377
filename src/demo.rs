//! Demos: scripts, the player that runs them, and the films that come out.

mod film;
pub mod player;
pub mod script;

pub use crate::demo::{
    film::{Around, FILM_FORMATS, Film, FilmFormat, Frame, Frames},
    player::script::{FILM_DRAWS, Played, play},
};
