//! The pictures in the README: each view, dark and light, drawn by the program itself.
//!
//! `UPDATE=1 cargo test gallery` redraws them; look at them before committing.

use crate::stage::{press, program};
use reallot::picture::{Palette, PictureFormat};
use reallot::shell::{PictureOptions, picture};
use reallot::tui::{Ground, Look, Msg, VIEWS, ViewSpec, update};
use std::fmt::Write;
use std::path::{Path, PathBuf};

const LOOKS: [(&str, Ground, Palette); 2] = [
    ("dark", Ground::Dark, Palette::DARK),
    ("light", Ground::Light, Palette::LIGHT),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn file(view: &ViewSpec, look: &str) -> String {
    format!("assets/pictures/{}-{look}.svg", view.name)
}

/// Draws a view after raising the first cut by three steps.
fn picture_of(view: &ViewSpec, ground: Ground, palette: Palette) -> Vec<u8> {
    let mut state = program();
    press(&mut state, "lll");
    update(&mut state, Msg::ShowView(view.view));
    let setting = PictureOptions {
        look: Look::many(ground),
        palette,
        size: (120, 40),
        title: None,
        scale: 1,
        frame: true,
        padding: 12,
    };
    picture(
        &state,
        &setting,
        PictureFormat::from_file_name(".svg").unwrap(),
    )
    .unwrap()
}

fn updates() -> bool {
    std::env::var_os("UPDATE").is_some()
}

#[test]
fn every_view_has_its_pictures_and_they_are_what_it_shows() {
    for view in &VIEWS {
        for (look, ground, palette) in LOOKS {
            let path = root().join(file(view, look));
            let bytes = picture_of(view, ground, palette);
            if updates() {
                std::fs::write(&path, &bytes).unwrap();
            }
            let kept = std::fs::read(&path).unwrap_or_default();
            let name = path.display();
            assert!(
                kept == bytes,
                "{name} is out of date: UPDATE=1 cargo test gallery"
            );
        }
    }
}

#[test]
fn no_picture_is_left_of_a_view_that_is_gone() {
    let expected: Vec<PathBuf> = VIEWS
        .iter()
        .flat_map(|view| LOOKS.map(|(look, ..)| root().join(file(view, look))))
        .collect();
    for entry in std::fs::read_dir(root().join("assets/pictures")).unwrap() {
        let path = entry.unwrap().path();
        assert!(expected.contains(&path), "{}", path.display());
    }
}

const BEGIN: &str = "<!-- gallery -->";
const END: &str = "<!-- /gallery -->";

/// Returns the gallery in the README according to the table of views.
fn gallery() -> String {
    let mut text = String::new();
    for view in &VIEWS {
        let (dark, light) = (file(view, "dark"), file(view, "light"));
        let (title, about) = (view.title, view.about);
        write!(
            text,
            "\n**{title}**: {about}.\n\n<picture>\n\
             <source media=\"(prefers-color-scheme: light)\" srcset=\"{light}\">\n\
             <img src=\"{dark}\" alt=\"The {title} view of the built-in scenario: {about}\">\n\
             </picture>\n"
        )
        .unwrap();
    }
    text + "\n"
}

#[test]
fn the_readme_shows_every_view() {
    let path: &Path = &root().join("README.md");
    let readme = std::fs::read_to_string(path).unwrap();
    let (before, rest) = readme.split_once(BEGIN).expect("README.md has a gallery");
    let (shown, after) = rest.split_once(END).expect("the gallery ends");
    let expected = gallery();
    if updates() {
        std::fs::write(path, format!("{before}{BEGIN}{expected}{END}{after}")).unwrap();
    } else {
        assert_eq!(
            shown, expected,
            "UPDATE=1 cargo test gallery writes it anew"
        );
    }
}
