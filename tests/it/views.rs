//! The views: how to reach them, what they keep, and the picture of the current view.

use crate::stage::{area_of, frame, glyphs, point, press, program, roles};
use reallot::tui::{
    Answer, Dialog, Effect, EntryError, Look, Msg, Notice, Pane, PointerKind, Product, SaveGuard,
    State, Target, TextPurpose, VIEWS, View, update,
};

#[test]
fn a_view_is_reached_by_its_letter_its_number_the_list_and_a_click() {
    for (index, spec) in VIEWS.iter().enumerate() {
        let other = VIEWS[(index + 1) % VIEWS.len()].letter;
        let ways = [
            format!("g{}", spec.letter),
            format!("<alt-{}>", index + 1),
            format!("g{}<enter>", "<down>".repeat(index)),
        ];
        for way in ways {
            let mut state = program();
            press(&mut state, &format!("g{other}{way}"));
            assert_eq!(state.view(), spec.view, "{way}");
            assert_eq!(state.dialog(), None, "{way}");
        }
        let mut state = program();
        press(&mut state, &format!("g{other}"));
        let tab = area_of(&state, Target::View(spec.view));
        point(&mut state, PointerKind::Down, tab.x, tab.y);
        assert_eq!(state.view(), spec.view);
    }
}

#[test]
fn tab_visits_every_pane_of_a_view_and_comes_back() {
    for spec in &VIEWS {
        let mut state = program();
        press(&mut state, &format!("g{}", spec.letter));
        let mut visited = Vec::new();
        for _ in spec.panes {
            visited.push(state.pane());
            press(&mut state, "<tab>");
        }
        assert_eq!(visited, spec.panes);
        assert_eq!(state.pane(), visited[0]);
        press(&mut state, "<shift-tab>");
        assert_eq!(Some(&state.pane()), visited.last());
    }
}

#[test]
fn each_view_keeps_its_pane_and_undo_stays_in_the_view() {
    let mut state = program();
    press(&mut state, "<tab><tab>lgt<tab>");
    assert_eq!(state.pane(), Pane::Quarters);
    press(&mut state, "u");
    assert_eq!(
        (state.view(), state.pane()),
        (View::Timeline, Pane::Quarters)
    );
    assert!(matches!(state.notice(), Some(Notice::Undone(_))));
    press(&mut state, "ge");
    assert_eq!(state.pane(), Pane::Division);
}

#[test]
fn quarters_are_walked_to_both_ends_and_chosen_by_a_click() {
    let mut state = program();
    let last = state.scenario().horizon - 1;
    let walk = [
        ("gt", 0),
        ("h", 0),
        ("ll", 2),
        ("h", 1),
        ("<end>", last),
        ("l", last),
    ];
    for (keys, quarter) in walk {
        press(&mut state, keys);
        assert_eq!(state.row(Pane::Quarters), quarter, "{keys}");
    }
    press(&mut state, "<home>");
    let third = area_of(&state, Target::Row(Pane::Quarters, 2));
    point(&mut state, PointerKind::Down, third.x, third.y);
    assert_eq!(state.row(Pane::Quarters), 2);
}

/// Returns the figures in the table row that begins with `name`, in units.
fn figures(state: &State, name: &str) -> Vec<String> {
    let (buffer, _) = frame(state, &Look::mono(), 250, 60);
    let text = glyphs(&buffer);
    let line = text
        .lines()
        .find(|line| line.starts_with(&format!("│{name}")));
    let line = line.unwrap_or_else(|| panic!("no line {name} in\n{text}"));
    let words = line.trim_matches('│').trim_start_matches(name);
    words
        .split("  ")
        .map(|word| word.trim().to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

#[test]
fn the_table_rolls_the_liability_forward() {
    let mut state = program();
    press(&mut state, "gtf");
    let number = |text: &String| -> f64 {
        text.replace([',', ' '], "")
            .replace('−', "-")
            .parse()
            .unwrap()
    };
    let line = |name| {
        figures(&state, name)
            .iter()
            .map(number)
            .collect::<Vec<f64>>()
    };
    let (start, charge) = (line("liability, start"), line("+ charge"));
    let (paid, end) = (line("- paid"), line("liability, end"));
    assert_eq!(end.len(), state.scenario().horizon);
    for at in 0..end.len() {
        let gap = start[at] + charge[at] - paid[at] - end[at];
        assert!(gap.abs() <= 2.0, "quarter {at}: {gap}");
        assert!(at == 0 || start[at] == end[at - 1], "quarter {at}");
    }
    assert!(charge[0] > 0.0 && paid.iter().sum::<f64>() > charge[0]);
}

#[test]
fn the_strip_of_quarters_in_explore_leads_to_the_timeline() {
    let state = program();
    let (_, hits) = frame(&state, &Look::mono(), 200, 60);
    let strip = hits
        .iter()
        .find(|hit| hit.target == Target::Pane(Pane::Quarters))
        .unwrap();
    let pointer = reallot::tui::Pointer {
        kind: PointerKind::Down,
        x: strip.area.x + 1,
        y: strip.area.y,
    };
    let msgs = reallot::tui::on_pointer(&state, &hits, pointer);
    assert_eq!(msgs[0], Msg::ShowView(View::Timeline));
}

#[test]
fn the_selected_quarter_stands_out_without_colour() {
    let mut state = program();
    press(&mut state, "gtl");
    let (buffer, _) = frame(&state, &Look::of_roles(), 120, 40);
    assert!(roles(&buffer).contains("CCCCCCC"), "{}", roles(&buffer));
}

fn picture_asked(state: &mut State) -> Vec<Effect> {
    press(state, "P^ua.svg<enter>")
}

#[test]
fn a_picture_is_asked_for_by_name_and_never_replaces_a_file_unasked() {
    let mut state = program();
    press(&mut state, "l");
    let asked = |guard| Effect::Picture {
        path: "a.svg".into(),
        guard,
    };
    assert_eq!(picture_asked(&mut state), [asked(SaveGuard::New)]);
    let exists = Answer::Exists {
        product: Product::Picture,
        path: "a.svg".into(),
    };
    update(&mut state, Msg::Answer(exists));
    assert_eq!(
        press(&mut state, "<down><enter>"),
        [asked(SaveGuard::Replace)]
    );
    let done = Answer::Pictured {
        path: "a.svg".into(),
        kept: None,
    };
    update(&mut state, Msg::Answer(done));
    assert_eq!(
        state.notice(),
        Some(&Notice::Pictured("a.svg".into(), None))
    );
    assert!(state.history().is_unsaved(), "a picture saves no scenario");
    assert_eq!(state.path(), None);
}

#[test]
fn the_suggested_name_says_what_the_picture_shows() {
    let mut state = program();
    press(&mut state, "gtP");
    let Some(Dialog::Text(field)) = state.dialog() else {
        panic!("{:?}", state.dialog());
    };
    assert_eq!(
        field.line.value(),
        "amazon-october-2025-as-announced-timeline.png"
    );
}

#[test]
fn a_picture_that_fails_gives_the_line_back_with_the_reason() {
    let mut state = program();
    picture_asked(&mut state);
    let failed = Answer::Failed {
        reason: "no room".into(),
    };
    update(&mut state, Msg::Answer(failed));
    let Some(Dialog::Text(field)) = state.dialog() else {
        panic!("{:?}", state.dialog());
    };
    assert_eq!(field.purpose, TextPurpose::Picture);
    assert_eq!(field.error, Some(EntryError::Failed("no room".into())));
}
