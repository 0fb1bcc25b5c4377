//! Accepted screens: what the program shows, as glyphs followed by roles.
//!
//! `UPDATE=1 cargo test screens` rewrites them; review the difference before committing it.

use crate::stage::{frame, glyphs, press, program, roles, settle};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use reallot::model::{Division, Levers};
use reallot::safe::is_forbidden;
use reallot::tui::{Look, State, draw};
use std::path::Path;

/// Compares a screen with the accepted one of that name.
fn check(name: &str, size: (u16, u16), script: &str) {
    let mut state = program();
    press(&mut state, script);
    check_state(name, size, &state);
}

fn check_state(name: &str, (width, height): (u16, u16), state: &State) {
    let (buffer, _) = frame(state, &Look::of_roles(), width, height);
    let text = format!("{}\n\n{}\n", glyphs(&buffer), roles(&buffer));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/screens/{name}.txt"));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let accepted = std::fs::read_to_string(&path).unwrap_or_default();
    if let Some(line) = accepted.lines().zip(text.lines()).position(|(a, b)| a != b) {
        let (was, is) = (
            accepted.lines().nth(line).unwrap(),
            text.lines().nth(line).unwrap(),
        );
        panic!("{name}: line {} was\n{was}\nand is\n{is}", line + 1);
    }
    assert_eq!(accepted, text, "{name} has another length");
}

#[test]
fn the_first_screen_in_three_sizes() {
    check("explore-80x24", (80, 24), "");
    check("explore-120x40", (120, 40), "");
    check("explore-200x60", (200, 60), "");
}

#[test]
fn a_moved_slider_shows_its_change_in_all_three_panes() {
    check("cut-raised-120x40", (120, 40), "lll");
    check("cut-raised-80x24", (80, 24), "lll");
}

#[test]
fn every_group_of_levers_on_a_small_screen() {
    check("reallocation-80x24", (80, 24), "<tab>hh");
    check("timing-80x24", (80, 24), "<tab><tab>jl");
    check("plan-80x24", (80, 24), "<tab><tab><tab>jjl");
    check("portfolio-80x24", (80, 24), "<tab><tab><tab><tab> jll");
    check("warnings-80x24", (80, 24), "<shift-tab>");
}

#[test]
fn a_zoomed_pane_shows_all_of_it() {
    check(
        "savings-zoomed-80x24",
        (80, 24),
        "<tab><tab><tab><tab><tab><tab>z",
    );
    check(
        "headcount-zoomed-80x24",
        (80, 24),
        "<tab><tab><tab><tab><tab>z",
    );
    check(
        "ai-zoomed-80x24",
        (80, 24),
        "<tab><tab><tab><tab><tab><tab><tab>z",
    );
}

#[test]
fn the_timeline_in_three_sizes() {
    check("timeline-80x24", (80, 24), "gtll");
    check("timeline-120x40", (120, 40), "llgt<end>");
    check("timeline-200x60", (200, 60), "gt");
}

#[test]
fn the_inputs_in_three_sizes() {
    check("inputs-80x24", (80, 24), "gi<down>");
    check("inputs-120x40", (120, 40), "gi/rehired<esc>lJ^d^dj");
    check("inputs-200x60", (200, 60), "giJJll/headcount<enter>");
    check("inputs-narrow-80x24", (80, 24), "gi/rehire<down>");
    check("inputs-nothing-80x24", (80, 24), "gi/zzzzqq");
    check("input-zoomed-80x24", (80, 24), "gi<down><tab>z");
}

#[test]
fn the_dialog_of_an_input() {
    check("input-120x40", (120, 40), "gije");
    check("input-80x24", (80, 24), "gije<down>");
    check("input-discrete-80x24", (80, 24), "gi/slip<enter>e<down>");
    check("input-refused-80x24", (80, 24), "gije<down>20");
    check("input-lever-80x24", (80, 24), "gi<end>e");
    check("input-certain-60x18", (60, 18), "gi/benefits<enter>e ");
}

#[test]
fn explanations_in_three_sizes() {
    let to_savings = "<tab><tab><tab><tab><tab><tab>";
    let run_rate = format!("lllj<right>{to_savings}<enter>");
    for size in [(80, 24), (120, 40), (200, 60)] {
        let name = |what| format!("explain-{what}-{}x{}", size.0, size.1);
        check(&name("figure"), size, &run_rate);
        check(&name("change"), size, &format!("{run_rate}c"));
        check(&name("input"), size, "lll<enter>");
    }
    check(
        "explain-term-80x24",
        (80, 24),
        &format!("{run_rate}<enter>"),
    );
    check(
        "explain-payback-120x40",
        (120, 40),
        &format!(
            "{to_savings}<down><down><down><down><end><up><up><up><up><up><up><up><up><up><up><enter>"
        ),
    );
    let none = "0<enter>j".repeat(10);
    let undefined = format!("{none}{to_savings}<end>{}<enter>", "<up>".repeat(9));
    check("explain-undefined-80x24", (80, 24), &undefined);
    check(
        "explain-undefined-change-80x24",
        (80, 24),
        &format!("{undefined}c"),
    );
}

#[test]
fn the_cursor_on_figures() {
    check(
        "figures-cash-120x40",
        (120, 40),
        "<shift-tab><shift-tab>lll",
    );
    check(
        "figures-ai-80x24",
        (80, 24),
        "<shift-tab><shift-tab><shift-tab><end>",
    );
    check("figures-quarters-120x40", (120, 40), "gt<tab>lljj");
}

#[test]
fn the_solver_in_three_sizes() {
    for (name, keys) in [
        ("solve", "gs=3bn<enter>"),
        ("solve-short", "gs=30bn<enter><tab>jj <tab>"),
        ("solve-input", "gsljjj=3.2bn<enter>"),
        ("solve-breaking", "gslljlll<tab><tab>"),
    ] {
        for (width, height) in [(80, 24), (120, 40), (200, 60)] {
            check(&format!("{name}-{width}x{height}"), (width, height), keys);
        }
    }
    check("solve-60x18", (60, 18), "gs=3bn<enter><tab><tab>lll");
    check("solve-added-120x40", (120, 40), "gs=3bn<enter>age");
    check("solve-choices-80x24", (80, 24), "gsjjj<enter>");
}

#[test]
fn odds_in_every_view() {
    let views = [("explore", "e"), ("timeline", "t"), ("risk", "r")];
    for (name, letter) in views {
        for size in [(80, 24), (120, 40), (200, 60)] {
            let mut state = program();
            press(&mut state, &format!("llg{letter}"));
            if letter == "r" {
                press(&mut state, "=3bn<enter>");
            }
            settle(&mut state, 1_000);
            check_state(&format!("odds-{name}-{}x{}", size.0, size.1), size, &state);
        }
    }
}

#[test]
fn all_plans_side_by_side() {
    let situations = [
        ("plans", "gcl"),
        ("cuts", "gcla<left><tab>jj"),
        ("standing", "gcoc]]<tab><tab>jj"),
        ("duel", "gc<end><tab><tab><tab>jjj"),
    ];
    for (name, script) in situations {
        for size in [(80, 24), (120, 40), (200, 60)] {
            let mut state = program();
            press(&mut state, script);
            settle(&mut state, 1_000);
            check_state(
                &format!("compare-{name}-{}x{}", size.0, size.1),
                size,
                &state,
            );
        }
    }
}

#[test]
fn dialogs() {
    check("help-120x40", (120, 40), "?");
    check("help-filtered-80x24", (80, 24), "?plan");
    check("number-120x40", (120, 40), "22");
    check("number-refused-80x24", (80, 24), "150<enter>");
    check("plans-80x24", (80, 24), "p");
    check("views-80x24", (80, 24), "g");
    check("picture-80x24", (80, 24), "P");
    check("baseline-80x24", (80, 24), "b");
    check("unsaved-80x24", (80, 24), "lq");
    check("save-as-80x24", (80, 24), "^s");
    check("about-120x40", (120, 40), "i");
    check("about-80x24", (80, 24), "i");
}

#[test]
fn another_plan_against_a_pinned_one() {
    check("compared-120x40", (120, 40), "b<down><enter>]]");
    check("spread-evenly-200x60", (200, 60), "b<down><enter>]]]]");
}

#[test]
fn figures_in_full_and_what_was_undone() {
    check("full-figures-200x60", (200, 60), "f");
    check("undone-80x24", (80, 24), "llu");
}

#[test]
fn small_screens_say_what_they_need() {
    check("too-small-30x6", (30, 6), "");
    check("smallest-60x18", (60, 18), "");
}

#[test]
fn ascii_only_means_ascii_only() {
    let mut state = program();
    for script in ["", "lll", "z", "z?", "<esc>gs", "z", "l", "l", "gij", "e"] {
        press(&mut state, script);
        let (buffer, _) = frame(&state, &Look::mono().with_ascii(), 120, 40);
        assert!(glyphs(&buffer).is_ascii(), "{}", glyphs(&buffer));
    }
}

#[test]
fn without_colour_no_cell_has_one_and_the_cursor_still_shows() {
    let (buffer, _) = frame(&program(), &Look::mono(), 120, 40);
    let plain = ratatui::style::Color::Reset;
    assert!(
        buffer
            .content
            .iter()
            .all(|cell| cell.fg == plain && cell.bg == plain)
    );
    let reversed = ratatui::style::Modifier::REVERSED;
    assert!(
        buffer
            .content
            .iter()
            .any(|cell| cell.modifier.contains(reversed))
    );
}

#[test]
fn gains_and_losses_differ_without_colour() {
    let mut state = program();
    press(&mut state, "lll");
    let (buffer, _) = frame(&state, &Look::mono(), 120, 40);
    let text = glyphs(&buffer);
    assert!(text.contains("▲+") && text.contains("▼−"), "{text}");
}

#[test]
fn no_size_is_too_small_or_too_large_to_draw() {
    let scripts = [
        "",
        "z",
        "?",
        "5",
        "i",
        "lq",
        "<tab><tab>",
        "<shift-tab>",
        "b",
        "gt",
        "gtz",
        "g",
        "gr",
        "gr<tab>z",
        "gcl",
        "gccoz",
        "gc<tab>z",
        "gcl<tab><tab>z",
        "gcl<tab><tab><tab>",
        "gij",
        "gij<tab>z",
        "gi/re",
        "gije",
        "gi/slip<enter>e<down>x",
        "gs",
        "gs<tab><tab>z",
        "gsl",
        "gsll",
    ];
    for (index, script) in scripts.into_iter().enumerate() {
        let mut state = program();
        press(&mut state, script);
        settle(&mut state, 100);
        let stride = if index == 0 { 1 } else { 5 };
        for width in (0..=90)
            .step_by(stride)
            .chain([60, 119, 120, 169, 170, 250])
        {
            for height in (0..=26).step_by(stride).chain([18, 33, 34, 40, 80]) {
                // The buffer does not start at 0, unlike that of a terminal.
                let mut buffer = Buffer::empty(Rect::new(3, 2, width, height));
                let hits = draw(&state, &Look::mono(), &mut buffer);
                let inside = |area: Rect| area.intersection(buffer.area) == area;
                assert!(
                    hits.iter().all(|hit| inside(hit.area)),
                    "{width}×{height} {script}"
                );
            }
        }
    }
}

#[test]
fn a_hundred_divisions_scroll_with_the_cursor() {
    let mut scenario = crate::stage::amazon();
    for index in 0..90 {
        let inputs = scenario.inputs.divisions[index % 10];
        scenario.inputs.divisions.push(inputs);
        let key = format!("extra-{index}");
        scenario.divisions.push(Division {
            name: format!("Extra {index}"),
            key,
        });
        for plan in &mut scenario.plans {
            plan.levers.push(Levers::default());
        }
    }
    let mut state = State::new(scenario, None);
    press(&mut state, &"j".repeat(60));
    check_state("many-divisions-120x40", (120, 40), &state);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn hostile_names_stay_text(name in "\\PC*|[\\x00-\\x1f\\u{80}-\\u{9f}\\u{202a}-\\u{202e}\\u{2066}-\\u{2069}\\u{e0020}-\\u{e007f}\u{1f468}\u{200d}漢a ]{1,40}") {
        let mut scenario = crate::stage::amazon();
        for division in &mut scenario.divisions {
            division.name.clone_from(&name);
        }
        scenario.options[0].name.clone_from(&name);
        scenario.options[0].unit.clone_from(&name);
        scenario.name.clone_from(&name);
        scenario.summary.clone_from(&name);
        scenario.plans[0].name = format!("x{name}");
        let mut state = State::new(scenario, None);
        for script in ["", "i", "<esc>p", "<esc>^s", "<esc>gi/x<enter>e"] {
            press(&mut state, script);
            let (buffer, _) = frame(&state, &Look::mono(), 120, 40);
            let bad = buffer.content.iter().find(|cell| cell.symbol().chars().any(is_forbidden));
            prop_assert!(bad.is_none(), "{bad:?}");
        }
    }
}
