//! The README is up to date: its picture is what the program shows, and its example is a valid scenario.
//!
//! `UPDATE=1 cargo test readme` redraws the picture.

use crate::stage::{frame, glyphs, press, program, settle};
use reallot::tui::Look;
use std::path::PathBuf;

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

fn readme() -> String {
    std::fs::read_to_string(path()).unwrap()
}

/// Returns the text between the fence `fence` and the next one.
fn block<'a>(readme: &'a str, fence: &str) -> &'a str {
    let start = readme.find(fence).unwrap() + fence.len();
    let length = readme[start..].find("\n```").unwrap();
    &readme[start..start + length]
}

#[test]
fn the_picture_is_what_the_program_shows_after_three_presses() {
    let mut state = program();
    press(&mut state, "lll");
    settle(&mut state, 2_048);
    let (buffer, _) = frame(&state, &Look::mono(), 120, 40);
    let shown = glyphs(&buffer);
    let readme = readme();
    let picture = block(&readme, "```text\n");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path(), readme.replacen(picture, &shown, 1)).unwrap();
    } else {
        assert_eq!(picture, shown);
    }
}

#[test]
fn the_example_is_a_scenario_that_pays_back() {
    let readme = readme();
    let scenario = reallot::file::parse(block(&readme, "```ron\n")).unwrap();
    let outcome = scenario.evaluate(0);
    assert!(outcome.headcount.eliminated > 0.0);
    assert!(outcome.savings.payback_months.is_finite());
}

#[test]
fn the_two_commands_are_there() {
    let readme = readme();
    for command in ["cargo run --release", "cargo test"] {
        assert!(readme.contains(command), "{command}");
    }
}
