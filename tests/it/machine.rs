//! The state machine, driven by key scripts: state changes and effects.

use crate::stage::{amazon, area_of, point, press, program, program_with_file};
use proptest::prelude::*;
use reallot::model::{Funding, Input, Lever, Scenario, Source, SourceKind};
use reallot::tui::{
    Answer, Dialog, Effect, EntryError, ListKind, Msg, Notice, Pane, PointerKind, Product,
    Question, SaveGuard, State, Target, keys, on_key_unseen, rebalance, update,
};

fn cut(state: &State, division: usize) -> f64 {
    state.current_plan().levers[division].cut
}

fn shares(state: &State) -> &[f64] {
    &state.current_plan().portfolio
}

fn answer(state: &mut State, answer: Answer) -> Vec<Effect> {
    update(state, Msg::Answer(answer))
}

#[test]
fn a_step_on_the_first_slider_moves_people_money_and_ai() {
    let mut state = program();
    let before = state.outcome().clone();
    assert_eq!(press(&mut state, "<right><right><right>"), []);
    assert_eq!(cut(&state, 0), 0.18);
    let after = state.outcome();
    assert!(after.headcount.laid_off > before.headcount.laid_off);
    assert!(after.savings.run_rate > before.savings.run_rate);
    assert!(after.ai.run_rate > before.ai.run_rate);
    assert!(state.history().is_unsaved());
}

#[test]
fn up_and_then_down_is_the_same_bits() {
    let mut state = program();
    for start in 0..=100 {
        let value = f64::from(start) / 100.0;
        update(&mut state, Msg::Set(Input::Lever(0, Lever::Cut), value));
        let script = if start == 100 {
            "<left><right>"
        } else {
            "<right><left>"
        };
        press(&mut state, script);
        assert_eq!(cut(&state, 0).to_bits(), value.to_bits());
    }
}

#[test]
fn a_step_goes_to_the_next_value_on_the_grid() {
    let mut state = program();
    press(&mut state, "12.34<enter>");
    assert_eq!(cut(&state, 0), 0.1234);
    press(&mut state, "l");
    assert_eq!(cut(&state, 0), 0.13);
    press(&mut state, "u<left>");
    assert_eq!(cut(&state, 0), 0.12);
    press(&mut state, "<lt>");
    assert_eq!(cut(&state, 0), 0.119);
    press(&mut state, "L");
    assert_eq!(cut(&state, 0), 0.2);
    press(&mut state, "<home>");
    assert_eq!(cut(&state, 0), 0.0);
    press(&mut state, "<end>");
    assert_eq!(cut(&state, 0), 1.0);
}

#[test]
fn typed_values_are_taken_as_they_are_meant() {
    let cases = [
        ("22<enter>", 0.22),
        ("12.3%<enter>", 0.123),
        ("=1,5<enter>", 0.015),
        ("=+3<enter>", 0.15 + 0.03),
        ("=-5<enter>", 0.15 - 0.05),
        ("=*1.1<enter>", 0.15 * 1.1),
        ("0<enter>", 0.0),
        ("=*50%<enter>", 0.15 * 0.5),
        ("=*50 %<enter>", 0.15 * 0.5),
    ];
    for (script, value) in cases {
        let mut state = program();
        press(&mut state, script);
        assert_eq!(cut(&state, 0), value, "{script}");
        assert!(state.dialog().is_none(), "{script}");
    }
}

#[test]
fn what_cannot_be_a_value_is_refused_and_stays_to_be_mended() {
    let bad = [
        "101", "12%%", "nan", "inf", "1e9", "=-20", "x", "", "1.2.3", "-", "+", "%", "0x10",
    ];
    for typed in bad {
        let mut state = program();
        press(&mut state, &format!("={typed}<enter>"));
        let Some(Dialog::Text(field)) = state.dialog() else {
            panic!("{typed} was taken")
        };
        assert!(field.error.is_some(), "{typed}");
        assert_eq!(cut(&state, 0), 0.15, "{typed}");
        press(&mut state, "<esc>");
        assert!(state.dialog().is_none());
    }
}

#[test]
fn undo_goes_back_to_the_start_and_redo_to_the_end() {
    let mut state = program();
    let start = state.scenario().clone();
    press(
        &mut state,
        "llljHl<tab>hh<tab>l<tab>ljl<tab>llD<enter>R x<enter>lX[l",
    );
    let end = state.scenario().clone();
    assert_ne!(start, end);
    press(&mut state, &"u".repeat(60));
    assert_eq!(*state.scenario(), start);
    assert!(!state.history().can_undo());
    assert!(!state.history().is_unsaved());
    press(&mut state, &"^r".repeat(60));
    assert_eq!(*state.scenario(), end);
}

#[test]
fn undo_shows_the_plan_and_the_slider_it_changed() {
    let mut state = program();
    press(&mut state, "jjl]<tab><tab>");
    press(&mut state, "u");
    assert_eq!(state.plan_index(), 0);
    assert_eq!((state.pane(), state.division()), (Pane::Cuts, 2));
    assert!(matches!(state.notice(), Some(Notice::Undone(_))));
}

#[test]
fn a_thousand_steps_can_be_undone() {
    let mut state = program();
    press(&mut state, &"lh".repeat(1000));
    press(&mut state, &"u".repeat(1999));
    assert_eq!(cut(&state, 0), 0.16);
    press(&mut state, "u");
    assert_eq!(cut(&state, 0), 0.15);
}

#[test]
fn shares_sum_to_one_whatever_is_moved() {
    let mut state = program();
    press(&mut state, "<tab><tab><tab><tab>");
    assert_eq!(state.pane(), Pane::Portfolio);
    press(&mut state, "llllHHjlljLLL kHjll<end>k<home>jj<end><home>");
    let sum: f64 = shares(&state).iter().sum();
    assert!((sum - 1.0).abs() < 1e-12, "{sum}");
}

#[test]
fn locked_shares_stay_and_the_others_follow() {
    let mut state = program();
    let chips = shares(&state)[1];
    press(&mut state, "<tab><tab><tab><tab>j <up><right><right>");
    assert_eq!(shares(&state)[1], chips);
    assert_eq!(shares(&state)[0], 0.72);
    press(&mut state, "<end>");
    assert_eq!(shares(&state)[0], 1.0 - chips);
    assert!(shares(&state)[2..].iter().all(|&share| share == 0.0));
    press(&mut state, "j<left>");
    assert_eq!(shares(&state)[1], chips, "a locked share does not move");
}

#[test]
fn a_drag_there_and_back_leaves_everything_as_it_was() {
    let mut state = program();
    let before = state.current_plan().clone();
    press(&mut state, "<tab><tab><tab><tab>");
    let track = area_of(&state, Target::Track(Input::Share(0)));
    let y = track.y;
    let slider = state.slider(Input::Share(0)).unwrap();
    let home = (0..track.width)
        .find(|&x| slider.at_fraction(f64::from(x) / f64::from(track.width - 1)) >= slider.value);
    let home = track.x + home.unwrap();
    point(&mut state, PointerKind::Down, home, y);
    let grabbed = state.current_plan().clone();
    point(&mut state, PointerKind::Drag, track.x, y);
    assert_eq!(shares(&state)[0], 0.0);
    // A drag continues off the track.
    point(&mut state, PointerKind::Drag, 119, 39);
    assert_eq!(shares(&state)[0], 1.0);
    point(&mut state, PointerKind::Drag, home, y + 3);
    assert_eq!(*state.current_plan(), grabbed);
    point(&mut state, PointerKind::Up, home, y);
    press(&mut state, "u");
    assert_eq!(*state.current_plan(), before, "the whole drag is one step");
}

#[test]
fn both_ends_of_a_track_are_both_ends_of_the_scale() {
    let mut state = program();
    let track = area_of(&state, Target::Track(Input::Lever(0, Lever::Cut)));
    let top = state.slider(Input::Lever(0, Lever::Cut)).unwrap().top;
    point(&mut state, PointerKind::Down, track.right() - 1, track.y);
    assert_eq!(cut(&state, 0), top);
    point(&mut state, PointerKind::Drag, 0, 0);
    assert_eq!(cut(&state, 0), 0.0);
    point(&mut state, PointerKind::Up, 65535, 65535);
    assert_eq!(state.grabbed(), None);
    press(&mut state, "u");
    assert_eq!(cut(&state, 0), 0.15);
}

#[test]
fn the_wheel_moves_the_slider_at_hand_and_the_cursor_elsewhere() {
    let mut state = program();
    let first = area_of(&state, Target::Track(Input::Lever(0, Lever::Cut)));
    point(&mut state, PointerKind::WheelUp, first.x, first.y);
    assert_eq!(cut(&state, 0), 0.16);
    let third = area_of(&state, Target::Track(Input::Lever(2, Lever::Cut)));
    point(&mut state, PointerKind::WheelDown, third.x, third.y);
    assert_eq!(
        state.division(),
        1,
        "another slider is not changed by scrolling over it"
    );
    assert_eq!(cut(&state, 2), 0.06);
}

#[test]
fn a_click_is_the_same_as_a_key() {
    let mut state = program();
    let funding = area_of(&state, Target::Funding(Funding::AfterPayback));
    point(&mut state, PointerKind::Down, funding.x, funding.y);
    assert_eq!(state.current_plan().funding, Funding::AfterPayback);
    let row = area_of(&state, Target::Row(Pane::Portfolio, 2));
    point(&mut state, PointerKind::Down, row.x + 4, row.y);
    assert_eq!(
        (state.pane(), state.row(Pane::Portfolio)),
        (Pane::Portfolio, 2)
    );
    let hint = reallot::tui::actions::ACTIONS
        .iter()
        .position(|a| a.hint == Some("plans"))
        .unwrap();
    let area = area_of(&state, Target::Hint(hint));
    point(&mut state, PointerKind::Down, area.x, area.y);
    assert!(matches!(state.dialog(), Some(Dialog::List(list)) if list.kind == ListKind::Plans));
    let choice = area_of(&state, Target::Choice(2));
    point(&mut state, PointerKind::Down, choice.x, choice.y);
    assert_eq!(state.plan_index(), 2);
    press(&mut state, "?");
    point(&mut state, PointerKind::Down, 0, 0);
    assert!(
        state.dialog().is_none(),
        "a click beside a dialog closes it"
    );
}

#[test]
fn the_baseline_follows_the_saved_plan_until_one_is_pinned() {
    let mut state = program();
    press(&mut state, "lll");
    assert_eq!(state.baseline().plan.levers[0].cut, 0.15);
    press(&mut state, "]");
    assert_eq!(state.baseline().plan.name, state.current_plan().name);
    press(&mut state, "b<down><enter>");
    assert_eq!(state.baseline().plan.name, "As announced");
    assert_eq!(state.baseline().plan.levers[0].cut, 0.18, "as it is now");
    press(&mut state, "[");
    assert_eq!(state.baseline().plan.name, "As announced");
    press(&mut state, "hhh");
    assert_eq!(
        state.baseline().plan.levers[0].cut,
        0.18,
        "pinned as it was"
    );
    press(&mut state, "<backspace>");
    assert_eq!(cut(&state, 0), 0.18, "back to the baseline");
}

#[test]
fn plans_are_duplicated_renamed_and_deleted() {
    let mut state = program();
    let plans = state.scenario().plans.len();
    press(&mut state, "D<enter>");
    assert_eq!(state.scenario().plans.len(), plans + 1);
    assert_eq!(state.current_plan().name, "As announced copy");
    press(&mut state, "R^uMine<enter>");
    assert_eq!(state.current_plan().name, "Mine");
    press(&mut state, "R^uAs announced<enter>");
    let Some(Dialog::Text(field)) = state.dialog() else {
        panic!("a taken name was taken again")
    };
    assert_eq!(field.error, Some(EntryError::NameTaken));
    press(&mut state, "<esc>X");
    assert_eq!(state.scenario().plans.len(), plans);
    press(&mut state, "u");
    assert_eq!(state.current_plan().name, "Mine");
}

#[test]
fn the_last_plan_cannot_be_deleted() {
    let mut state = program();
    press(&mut state, &"X".repeat(40));
    assert_eq!(state.scenario().plans.len(), 1);
}

#[test]
fn saving_writes_the_scenario_to_its_file_once() {
    let mut state = program_with_file();
    assert_eq!(press(&mut state, "^s"), [], "nothing to save");
    let effects = press(&mut state, "l^s");
    let [Effect::Save { path, text, guard }] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!((path.as_str(), *guard), ("plan.ron", SaveGuard::Unchanged));
    assert_eq!(reallot::file::parse(text).unwrap(), *state.scenario());
    assert!(state.history().is_unsaved(), "not before the disk says so");
    let kept = Some("plan.ron~".to_owned());
    answer(
        &mut state,
        Answer::Saved {
            path: "plan.ron".into(),
            kept: kept.clone(),
        },
    );
    assert!(!state.history().is_unsaved());
    assert_eq!(
        state.notice(),
        Some(&Notice::Saved("plan.ron".into(), kept))
    );
    press(&mut state, "u");
    assert!(
        state.history().is_unsaved(),
        "undoing past the save is a change"
    );
    press(&mut state, "^r");
    assert!(!state.history().is_unsaved());
}

#[test]
fn a_built_in_scenario_asks_for_a_name_and_never_replaces_a_file_unasked() {
    let mut state = program();
    press(&mut state, "l^s");
    let Some(Dialog::Text(field)) = state.dialog() else {
        panic!("no question for a name")
    };
    assert!(field.line.value().ends_with(".ron"));
    let effects = press(&mut state, "^umine.ron<enter>");
    assert!(
        matches!(&effects[..], [Effect::Save { path, guard: SaveGuard::New, .. }] if path == "mine.ron")
    );
    answer(
        &mut state,
        Answer::Exists {
            product: Product::Scenario,
            path: "mine.ron".into(),
        },
    );
    assert!(
        matches!(state.dialog(), Some(Dialog::List(list)) if matches!(list.kind, ListKind::Answers(Question::Exists(Product::Scenario, _))))
    );
    let effects = press(&mut state, "<down><enter>");
    assert!(matches!(
        &effects[..],
        [Effect::Save {
            guard: SaveGuard::Replace,
            ..
        }]
    ));
}

#[test]
fn a_file_somebody_else_changed_is_not_overwritten_unasked() {
    let mut state = program_with_file();
    press(&mut state, "l^s");
    answer(
        &mut state,
        Answer::Changed {
            path: "plan.ron".into(),
        },
    );
    assert!(
        matches!(state.dialog(), Some(Dialog::List(list)) if matches!(list.kind, ListKind::Answers(Question::Changed(_))))
    );
    assert_eq!(press(&mut state, "<esc>"), []);
    assert!(state.history().is_unsaved());
}

#[test]
fn quitting_asks_before_work_is_lost() {
    let mut state = program_with_file();
    assert_eq!(press(&mut state, "q"), [Effect::Quit]);
    assert_eq!(press(&mut state, "lq"), []);
    assert_eq!(press(&mut state, "<esc>"), []);
    assert!(state.dialog().is_none());
    assert_eq!(
        press(&mut state, "^c<down><enter>"),
        [Effect::Quit],
        "discarded on purpose"
    );
    let effects = press(&mut state, "q<enter>");
    assert!(matches!(&effects[..], [Effect::Save { .. }]));
    let effects = answer(
        &mut state,
        Answer::Saved {
            path: "plan.ron".into(),
            kept: None,
        },
    );
    assert_eq!(effects, [Effect::Quit]);
}

#[test]
fn a_save_that_fails_keeps_the_program_open_and_the_work_unsaved() {
    let mut state = program_with_file();
    press(&mut state, "lq<enter>");
    assert_eq!(
        answer(
            &mut state,
            Answer::Failed {
                reason: "disk full".into()
            }
        ),
        []
    );
    assert!(state.history().is_unsaved());
    assert_eq!(state.notice(), Some(&Notice::Failed("disk full".into())));
    let saved = answer(
        &mut state,
        Answer::Saved {
            path: "plan.ron".into(),
            kept: None,
        },
    );
    assert_eq!(saved, [], "a later save does not quit");
}

#[test]
fn opening_asks_before_work_is_lost_and_replaces_everything() {
    let mut state = program_with_file();
    press(&mut state, "l");
    assert_eq!(press(&mut state, "^oother.ron<enter>"), []);
    let effects = press(&mut state, "<down><enter>");
    assert_eq!(
        effects,
        [Effect::Open {
            path: "other.ron".into()
        }]
    );
    let scenario = Box::new(crate::stage::amazon());
    answer(
        &mut state,
        Answer::Opened {
            path: Some("other.ron".into()),
            scenario,
        },
    );
    assert_eq!(state.path(), Some("other.ron"));
    assert!(!state.history().is_unsaved() && !state.history().can_undo());
}

#[test]
fn escape_alone_changes_nothing() {
    let mut state = program();
    press(&mut state, "l");
    let before = state.scenario().clone();
    assert_eq!(press(&mut state, "<esc><esc><esc>"), []);
    assert_eq!(*state.scenario(), before);
}

#[test]
fn help_finds_and_does() {
    let mut state = program();
    press(&mut state, "?zoom");
    press(&mut state, "^u");
    press(&mut state, "alone<enter>");
    assert!(state.zoomed());
    assert!(state.dialog().is_none());
    press(&mut state, "?zoom<enter>");
    assert!(!state.zoomed(), "by its word in the footer");
    press(&mut state, "?ctrl-s<enter>");
    assert!(state.wants_text(), "by its key spelt out");
}

#[test]
fn a_manager_share_goes_back_to_the_divisions_own() {
    let mut state = program();
    let before = state.current_plan().clone();
    press(&mut state, "]]jj<tab><tab>jjl");
    press(&mut state, "d");
    press(&mut state, "[[");
    assert_eq!(*state.current_plan(), before);
}

const FIRST_CUT: Input = Input::Lever(0, Lever::Cut);

/// Creates a program with a changed version of the built-in scenario.
fn program_of(change: impl FnOnce(&mut Scenario)) -> State {
    let mut scenario = amazon();
    change(&mut scenario);
    State::new(scenario, Some("plan.ron".into()))
}

fn top(state: &State, input: Input) -> f64 {
    state.slider(input).unwrap().top
}

#[test]
fn a_drag_keeps_the_scale_it_began_with_though_the_value_sets_it() {
    let only_cut = |scenario: &mut Scenario| {
        for division in &mut scenario.inputs.divisions {
            division.max_cut = 0.05;
        }
        for levers in &mut scenario.plans[0].levers {
            levers.cut = 0.0;
        }
        scenario.plans[0].levers[0].cut = 0.7;
        scenario.plans[0].levers[0].duration = 70.0;
    };
    let mut state = program_of(only_cut);
    for input in [FIRST_CUT, Input::Lever(0, Lever::Duration)] {
        let before = top(&state, input);
        let track = area_of(&state, Target::Track(input));
        let middle = track.x + track.width / 2;
        point(&mut state, PointerKind::Down, middle, track.y);
        let there = state.slider(input).unwrap();
        assert!((there.value / before - 0.5).abs() < 0.1, "{there:?}");
        for _ in 0..5 {
            point(&mut state, PointerKind::Drag, middle, track.y);
            assert_eq!(state.slider(input), Some(there));
        }
        assert_eq!(
            top(&state, Input::Lever(3, Lever::Cut)),
            top(&state, FIRST_CUT)
        );
        point(&mut state, PointerKind::Drag, track.x, track.y);
        point(&mut state, PointerKind::Drag, track.right(), track.y);
        assert_eq!(state.slider(input).unwrap().value, before);
        point(&mut state, PointerKind::Up, middle, track.y);
    }
}

#[test]
fn whatever_else_happens_ends_a_drag() {
    let others = [
        "]",
        "D<enter>",
        "X",
        "?",
        "u",
        "j",
        "<tab>",
        "z",
        "R x<enter>",
        "^s",
    ];
    for keys in others {
        let mut state = program();
        let start = state.scenario().clone();
        press(&mut state, "jlklu");
        update(&mut state, Msg::Grab(FIRST_CUT));
        update(&mut state, Msg::Set(FIRST_CUT, 0.2));
        press(&mut state, keys);
        assert_eq!(state.grabbed(), None, "{keys:?}");
        press(&mut state, "<esc>");
        update(&mut state, Msg::Set(FIRST_CUT, 0.1));
        press(&mut state, "u");
        assert_ne!(cut(&state, 0), 0.1, "{keys:?}: a change of its own");
        press(&mut state, &"u".repeat(9));
        assert!(*state.scenario() == start, "{keys:?}");
    }
}

#[test]
fn a_button_that_comes_up_unseen_ends_its_drag_at_the_next_press() {
    let mut state = program();
    let track = area_of(&state, Target::Track(FIRST_CUT));
    point(&mut state, PointerKind::Down, track.x, track.y);
    point(&mut state, PointerKind::Down, track.right() - 1, track.y);
    assert_eq!(state.grabbed(), Some(FIRST_CUT));
    press(&mut state, "u");
    assert_eq!(cut(&state, 0), 0.0, "two drags are two steps");
    point(&mut state, PointerKind::Down, track.x, track.y);
    point(&mut state, PointerKind::Down, 0, 39);
    assert_eq!(state.grabbed(), None);
}

#[test]
fn a_drag_that_comes_back_leaves_redo_and_saved_as_they_were() {
    let mut state = program_with_file();
    press(&mut state, "lll^s");
    answer(
        &mut state,
        Answer::Saved {
            path: "plan.ron".into(),
            kept: None,
        },
    );
    press(&mut state, "u");
    update(&mut state, Msg::Grab(FIRST_CUT));
    update(&mut state, Msg::Set(FIRST_CUT, 0.25));
    update(&mut state, Msg::Set(FIRST_CUT, 0.17));
    update(&mut state, Msg::Release);
    press(&mut state, "^r");
    assert_eq!(cut(&state, 0), 0.18);
    assert!(!state.history().is_unsaved());
}

#[test]
fn the_saved_version_of_a_plan_stays_with_it_whatever_its_name_and_place() {
    let mut state = program();
    press(&mut state, "lR^uMine<enter>");
    assert_eq!(state.baseline().plan.levers[0].cut, 0.15, "renamed");
    press(&mut state, "]");
    let second = state.baseline().plan.clone();
    press(&mut state, "X[]");
    press(&mut state, "[D^uOther<enter>l");
    assert_eq!(state.baseline_title(), "this plan as copied");
    assert_eq!(
        state.baseline().plan.levers[0].cut,
        0.16,
        "as it was copied"
    );
    press(&mut state, "R^uAs announced<enter>");
    assert_eq!(state.baseline().plan.levers[0].cut, 0.16, "a freed name");
    press(&mut state, "uuu");
    assert_eq!(state.current_plan().name, "Mine");
    assert_eq!(state.baseline_title(), "this plan as saved");
    assert_eq!(state.baseline().plan.levers[0].cut, 0.15);
    press(&mut state, "u");
    assert_eq!(*state.baseline().plan, second, "brought back");
    press(&mut state, "^r^r^s");
    answer(
        &mut state,
        Answer::Saved {
            path: "plan.ron".into(),
            kept: None,
        },
    );
    assert_eq!(
        state.baseline_title(),
        "this plan as saved",
        "now it is in a file"
    );
    press(&mut state, "u^r");
    assert_eq!(state.baseline_title(), "this plan as saved");
}

#[test]
fn a_pinned_plan_that_is_deleted_stays_pinned() {
    let mut state = program();
    press(&mut state, "b<down><enter>lX");
    assert_eq!(state.baseline_title(), "As announced as pinned");
    assert_eq!(state.baseline().plan.levers[0].cut, 0.15);
}

/// Adds sources for the first two cuts, a plan lever and three shares.
fn cited(scenario: &mut Scenario) {
    let inputs = [
        FIRST_CUT,
        Input::Lever(1, Lever::Cut),
        Input::Plan(reallot::model::PlanLever::Redeploy),
        Input::Share(0),
        Input::Share(2),
        Input::Share(1),
    ];
    let paths = inputs.map(|input| input.path(scenario));
    let source = |path: String| {
        let text = format!("about {path}");
        let kind = SourceKind::Sourced;
        let confidence = None;
        (
            path,
            Source {
                kind,
                text,
                confidence,
            },
        )
    };
    scenario.plans[0].sources = paths.map(source).into();
}

#[test]
fn a_number_that_is_changed_loses_its_source_until_undo_brings_both_back() {
    let cites = |state: &State| state.current_plan().sources.len();
    let mut state = program_of(cited);
    let start = state.scenario().clone();
    press(&mut state, "l");
    let left: Vec<String> = state
        .current_plan()
        .sources
        .iter()
        .map(|(path, _)| path.clone())
        .collect();
    assert!(!left.contains(&FIRST_CUT.path(&start)), "{left:?}");
    assert_eq!(left.len(), 5);
    press(&mut state, "lh");
    assert_eq!(cites(&state), 5, "and only its own");
    press(&mut state, "<tab><tab><tab>jl");
    assert_eq!(cites(&state), 4);
    press(&mut state, "<tab>jj kl");
    assert_eq!(cites(&state), 2, "a share that is locked keeps its source");
    let end = state.scenario().clone();
    press(&mut state, &"u".repeat(9));
    assert!(*state.scenario() == start);
    press(&mut state, &"^r".repeat(9));
    assert!(*state.scenario() == end);
}

#[test]
fn a_drag_that_comes_back_keeps_the_sources() {
    for (input, values) in [
        (FIRST_CUT, [0.2, 0.25, 0.15]),
        (Input::Share(0), [0.1, 0.9, 0.7]),
    ] {
        let mut state = program_of(cited);
        let start = state.scenario().clone();
        assert_eq!(state.slider(input).unwrap().value, values[2]);
        update(&mut state, Msg::Grab(input));
        for value in values {
            update(&mut state, Msg::Set(input, value));
            assert!(state.current_plan().sources.len() < 6);
        }
        update(&mut state, Msg::Release);
        assert!(*state.scenario() == start);
        assert!(!state.history().can_undo());
    }
}

#[test]
fn a_share_set_to_where_it_is_changes_nothing_at_all() {
    let off = |scenario: &mut Scenario| scenario.plans[0].portfolio[1] -= 5e-7;
    let mut state = program_of(off);
    let start = state.scenario().clone();
    for share in 0..start.options.len() {
        let value = shares(&state)[share];
        update(&mut state, Msg::Set(Input::Share(share), value));
        assert!(*state.scenario() == start);
    }
    assert!(!state.history().can_undo());
}

#[test]
fn undo_of_a_copy_shows_what_it_was_copied_from() {
    let mut state = program();
    press(&mut state, "]");
    let name = state.current_plan().name.clone();
    press(&mut state, "D<enter>u");
    assert_eq!(state.current_plan().name, name);
}

#[test]
fn a_guardrail_of_all_positions_does_not_stretch_the_scale() {
    let mut state = program_of(|scenario| scenario.inputs.divisions[3].max_cut = 1.0);
    assert!(top(&state, FIRST_CUT) < 1.0);
    update(&mut state, Msg::Set(FIRST_CUT, 0.9));
    assert_eq!(top(&state, FIRST_CUT), 1.0, "a cut needs the room");
}

#[test]
fn a_percentage_of_what_is_no_share_is_refused() {
    let mut state = program();
    press(&mut state, "<tab><tab>=50%<enter>");
    assert!(
        matches!(state.dialog(), Some(Dialog::Text(field)) if field.error == Some(EntryError::NotANumber))
    );
}

proptest! {
    #[test]
    fn shares_stay_shares_however_hostile_they_are(
        weights in proptest::collection::vec(
            prop::sample::select(vec![0.0, 5e-324, 1e-310, 1e-300, 1e-17, 1e-9, 0.1, 0.3, 1.0]), 2..7),
        locks in proptest::collection::vec(any::<bool>(), 7),
        moved in any::<prop::sample::Index>(),
        value in prop_oneof![Just(0.0), Just(1.0), Just(1e-310), 0.0..1.0],
    ) {
        let sum: f64 = weights.iter().sum();
        prop_assume!(sum > 0.0);
        let before: Vec<f64> = weights.iter().map(|weight| weight / sum).collect();
        prop_assume!((before.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        let moved = moved.index(before.len());
        if let Some(after) = rebalance(&before, &locks[..before.len()], moved, value) {
            let within = after.iter().all(|share| (0.0..=1.0).contains(share));
            prop_assert!(within, "{after:?}");
            prop_assert!((after.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{after:?}");
            for (i, lock) in locks.iter().take(before.len()).enumerate() {
                prop_assert!(!lock || after[i] == before[i]);
            }
        }
    }
}

#[test]
fn the_wheel_leaves_alone_what_lies_under_a_dialog() {
    for keys in ["5", "i", "R"] {
        let mut state = program();
        let track = area_of(&state, Target::Track(FIRST_CUT));
        press(&mut state, keys);
        let before = state.clone();
        for y in [track.y, track.y + 1] {
            point(&mut state, PointerKind::WheelUp, track.x, y);
            point(&mut state, PointerKind::WheelDown, track.x, y);
        }
        assert!(*state.scenario() == *before.scenario(), "{keys:?}");
        assert_eq!(state.division(), before.division(), "{keys:?}");
        assert_eq!(state.dialog(), before.dialog(), "{keys:?}");
    }
}

#[test]
fn a_key_that_does_nothing_says_why_where_that_is_not_plain() {
    let at_portfolio = "<tab><tab><tab><tab>";
    let locked = "locked: space lets it go";
    let alone = "nothing else is free to give way";
    let cases = [
        (
            format!("{at_portfolio} "),
            "<left> <right> <home> <end> 5 L > <backspace>",
            locked,
        ),
        (format!("{at_portfolio} j j j j <up>"), "<left>", locked),
        (format!("{at_portfolio} j j j j "), "<home>", locked),
        (
            format!("{at_portfolio}j j j j kkkk"),
            "<left> 5 <end>",
            alone,
        ),
        ("<tab><tab><tab>jj".into(), "5 =", "← → choose"),
        ("".into(), "^s", "nothing to save"),
        ("XXXXXXXXX".into(), "X", "the last plan stays"),
    ];
    for (situation, tried, why) in cases {
        let mut state = program_with_file();
        press(&mut state, &situation);
        for key in tried.split(' ') {
            let before = state.scenario().clone();
            assert_eq!(press(&mut state, key), []);
            assert_eq!(
                state.notice(),
                Some(&Notice::Hint(why)),
                "{key} after {situation:?}"
            );
            assert!(*state.scenario() == before && state.dialog().is_none());
        }
    }
}

#[test]
fn a_deleted_plan_is_named_when_it_goes() {
    let mut state = program();
    press(&mut state, "X");
    assert_eq!(
        state.notice(),
        Some(&Notice::Removed("As announced".into()))
    );
}

#[test]
fn a_jump_passes_ten_rows_and_stops_at_the_ends() {
    let mut state = program_of(|scenario| {
        for _ in 0..2 {
            scenario.divisions.extend(scenario.divisions.clone());
            let inputs = scenario.inputs.divisions.clone();
            scenario.inputs.divisions.extend(inputs);
            for plan in &mut scenario.plans {
                plan.levers.extend(plan.levers.clone());
            }
        }
    });
    let mut rows = Vec::new();
    for key in ["^d", "}", "^d", "^d", "^d", "^u", "{", "^u", "^u"] {
        press(&mut state, key);
        rows.push(state.division());
    }
    assert_eq!(rows, [10, 20, 30, 39, 39, 29, 19, 9, 0]);
}

#[test]
fn saving_under_another_name_suggests_one_where_there_is_none() {
    let suggested = |keys| {
        let mut state = program();
        press(&mut state, keys);
        match state.dialog() {
            Some(Dialog::Text(field)) => field.line.value().to_owned(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(suggested("S"), "amazon-october-2025.ron");
    assert_eq!(suggested("S"), suggested("^s"));
}

#[test]
fn keys_that_cannot_be_seen_to_work_do_nothing_and_lose_nothing() {
    for (situation, work) in [
        ("", false),
        ("R", false),
        ("?", false),
        ("l", true),
        ("lR", true),
    ] {
        let mut state = program_with_file();
        press(&mut state, situation);
        let on = |script: &str| on_key_unseen(&state, keys(script).unwrap()[0]);
        for key in ["l", "<left>", "<enter>", "X", "u", "^s", "<esc>", "D", "x"] {
            assert_eq!(on(key), None, "{key} after {situation:?}");
        }
        assert_eq!(on("^z"), Some(Msg::Suspend));
        for key in ["q", "^c"] {
            assert_eq!(
                on(key),
                (!work).then_some(Msg::Quit),
                "{key} after {situation:?}"
            );
        }
    }
}

fn fails(state: &mut State, why: &str) {
    let reason = why.to_owned();
    assert_eq!(answer(state, Answer::Failed { reason }), []);
}

/// The text shows the purpose, with a failure next to it.
fn failed_line(state: &State) -> Option<(&str, &EntryError)> {
    match state.dialog()? {
        Dialog::Text(field) => Some((field.line.value(), field.error.as_ref()?)),
        _ => None,
    }
}

#[test]
fn a_name_that_could_not_be_saved_or_opened_stays_to_be_mended() {
    let no = EntryError::Failed("no".into());
    for script in [
        "S^unone/x.ron<enter>",
        "^onone/x.ron<enter>",
        "l^onone/x.ron<enter><down><enter>",
    ] {
        let mut state = program_with_file();
        assert_eq!(press(&mut state, script).len(), 1, "{script}");
        fails(&mut state, "no");
        assert_eq!(failed_line(&state), Some(("none/x.ron", &no)), "{script}");
        press(&mut state, "<bksp>");
        assert_eq!(failed_line(&state), None, "typing takes the reason away");
        press(&mut state, "<esc>");
        fails(&mut state, "another");
        assert_eq!(state.notice(), Some(&Notice::Failed("another".into())));
        assert!(state.dialog().is_none());
    }
}

#[test]
fn a_replacement_that_fails_goes_back_to_the_name() {
    let mut state = program();
    press(&mut state, "lS^umine.ron<enter>");
    let path = "mine.ron".to_owned();
    answer(
        &mut state,
        Answer::Exists {
            product: Product::Scenario,
            path,
        },
    );
    press(&mut state, "<down><enter>");
    fails(&mut state, "no");
    assert_eq!(failed_line(&state).map(|found| found.0), Some("mine.ron"));
}

#[test]
fn a_first_save_that_fails_still_quits_once_its_name_is_mended() {
    let mut state = program();
    press(&mut state, "lq<enter>^unone/x<enter>");
    fails(&mut state, "no");
    press(&mut state, "^ux.ron<enter>");
    let saved = Answer::Saved {
        path: "x.ron".into(),
        kept: None,
    };
    assert_eq!(answer(&mut state, saved), [Effect::Quit]);
}
