//! One path through the whole program, by keys alone: a target, the plan that reaches it, why, how it compares
//! with the announced one, and its payback traced down to an input with a source.

use crate::stage::{frame, glyphs, press, program, settle};
use reallot::model::SourceKind;
use reallot::tui::{Look, State, View};

fn screen(state: &State) -> String {
    let (buffer, _) = frame(state, &Look::mono(), 120, 40);
    glyphs(&buffer)
}

fn shows(state: &State, texts: &[&str]) {
    let shown = screen(state);
    for text in texts {
        assert!(shown.contains(text), "{text} is not in\n{shown}");
    }
}

#[test]
fn three_billion_a_year_with_the_fewest_people_and_why_and_from_where() {
    let mut state = program();
    let announced = state.current_plan().name.clone();
    press(&mut state, "gs=3 bn<enter>");
    // The binding guardrails, and the cost of one more million, are shown.
    shows(
        &state,
        &[
            "Reached: run-rate savings US$3.00 bn",
            "Each further US$1 m a year costs",
            "At the guardrail: AWS engineering",
            "the minimum",
        ],
    );
    press(&mut state, "a");
    let found = "US$3 bn a year, fewest laid off";
    assert_eq!(state.current_plan().name, found);
    assert!(state.outcome().savings.run_rate >= 3e9 * (1.0 - 1e-12));
    let plans = |state: &State| -> Vec<String> {
        let plans = state.scenario().plans.iter();
        plans.map(|plan| plan.name.clone()).collect()
    };
    assert!(
        plans(&state).contains(&announced),
        "the announced plan is still there"
    );

    press(&mut state, "gc");
    assert_eq!(state.view(), View::Compare);
    settle(&mut state, 1_000);
    shows(
        &state,
        &["against A As announced", "B US$3 bn a ye", "draw by draw"],
    );
    while state.figure_at_cursor().map(|f| f.path(state.scenario()))
        != Some("savings.payback_months".into())
    {
        press(&mut state, "j");
    }
    press(&mut state, "<enter>");
    shows(&state, &["payback: 3.3 mo", "= 3 × (1 + net cash, 2025-Q4"]);

    let source = down_to_a_source(&mut state);
    assert!(!source.is_empty());
    press(&mut state, "<esc>");
    assert!(state.dialog().is_none());
    press(&mut state, "u");
    assert!(
        !plans(&state).contains(&found.into()),
        "undo takes the plan back"
    );
}

/// Follows the first term with terms of its own until an input with a published source is visible, and returns
/// that source.
fn down_to_a_source(state: &mut State) -> String {
    for _ in 0..12 {
        let sourced = state.terms_explained().into_iter().find_map(|term| {
            let reallot::model::Name::Input(input) = state.explanation().name(term)? else {
                return None;
            };
            let source = state.source(input)?;
            (source.kind == SourceKind::Sourced).then(|| source.text.clone())
        });
        if let Some(source) = sourced {
            shows(state, &["sourced"]);
            return source;
        }
        let explanation = state.explanation();
        let opens = state
            .terms_explained()
            .iter()
            .rposition(|&term| explanation.formula(term).is_some());
        let row = opens.expect("a term that opens");
        press(state, &"<down>".repeat(row));
        press(state, "<enter>");
    }
    panic!("no sourced input in\n{}", screen(state));
}
