//! Scenario files: error messages, hostile input, and that a written file parses back unchanged.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod hostile;
mod refusals;
mod rendering;
mod safety;

use proptest::prelude::*;

use reallot::file;
use reallot::model::{Distribution, Funding, Input, Levers, Scenario};
use reallot::safe::is_forbidden;

use crate::arbitrary;

/// A scenario that uses every part of the format.
const SAMPLE: &str = include_str!("files/sample.ron");

#[test]
fn the_example_of_the_format_is_a_scenario() {
    let scenario = read(include_str!("files/contract.ron"));
    let outcome = scenario.evaluate(0);
    // 15 % of 22,000 people.
    assert_eq!(outcome.headcount.eliminated, 3300.0);
    assert_eq!(read(&file::write(&scenario)), scenario);
}

#[test]
fn every_part_of_a_file_is_read() {
    let scenario = read(SAMPLE);
    assert_eq!(scenario.name, "Example");
    assert_eq!(scenario.start.to_string(), "2025-Q4");
    assert_eq!(scenario.divisions[1].name, "情報システム");
    assert_eq!(scenario.inputs.divisions[0].loaded_cost, 165e3);
    assert_eq!(scenario.inputs.divisions[1].span, 7.0);
    assert_eq!(scenario.inputs.assumptions.notice_days, 90.0);
    assert_eq!(scenario.inputs.assumptions.load_factor, 1.28);
    assert_eq!(scenario.inputs.capex_plan, Some(125e9));
    assert_eq!(scenario.capex_period, "2025");
    assert_eq!(scenario.inputs.options[0].running_cost, 0.9e6);
    assert_eq!(
        scenario.options.iter().map(|o| o.hires).collect::<Vec<_>>(),
        [false, true]
    );
    assert_eq!(scenario.peers[0].amount, 88.2e9);
    assert_eq!(scenario.history[0].headcount, 798e3);
    let plan = &scenario.plans[0];
    assert_eq!(
        (plan.levers[0].cut, plan.levers[0].managers),
        (0.15, Some(0.25))
    );
    assert_eq!(plan.levers[1], Levers::default());
    assert_eq!((plan.redeploy, &*plan.portfolio), (0.1, &[0.9, 0.1][..]));
    assert_eq!(plan.sources[0].0, "plan.levers.hr.cut");
    assert_eq!(scenario.plans[1].funding, Funding::AfterPayback);
    assert_eq!(scenario.plans[1].portfolio, [0.0, 1.0]);
    assert_eq!(
        scenario.uncertain[0].input.path(&scenario),
        "assumptions.rehire_share"
    );
    assert_eq!(
        scenario.uncertain[0].distribution,
        Distribution::Pert(0.0, 0.053, 0.3)
    );
    assert_eq!(scenario.uncertain[5].input, Input::CapexPlan);
    assert_eq!(scenario.correlations[0].rho, 0.4);
    assert_eq!(scenario.sources.len(), 2);
}

#[test]
fn what_may_be_left_out_has_its_default() {
    let scenario = read(
        r#"(schema: 1, name: "", currency: "EUR", start: "2030-Q1",
            divisions: [(key: "a", name: "", headcount: 1, loaded_cost: 1)],
            ai: (options: [(key: "b", name: "", unit: "", unit_cost: 1, life: 1)]),
            plans: [(name: "p", portfolio: {"b": 1})])"#,
    );
    assert_eq!(scenario.horizon, 12);
    assert_eq!(scenario.inputs.discount_rate, 0.09);
    assert_eq!(scenario.inputs.assumptions.severance_tax, 0.0765);
    assert_eq!(scenario.inputs.divisions[0].attrition, 0.1);
    assert_eq!(scenario.plans[0].levers, [Levers::default()]);
    assert_eq!(scenario.plans[0].funding, Funding::Immediate);
    assert!(scenario.inputs.capex_plan.is_none() && scenario.sources.is_empty());
}

#[test]
fn other_ways_to_write_the_same_are_accepted() {
    let plain = read(SAMPLE);
    for (from, to) in [
        ("horizon: 12", "horizon: 12.0"),
        ("horizon: 12", "horizon: Some(12)"),
        ("schema: 1", "schema: 1.0"),
        ("headcount: 22000", "headcount: 22_000.0"),
        ("headcount: 22000", "headcount: Some(Some(2.2e4))"),
        (
            "headcount: 22000",
            "headcount: /* people /* all */ */ +22000",
        ),
        ("notice_days: 90", "r#notice_days: 90"),
        ("(\n    schema", "Scenario(\n    schema"),
        ("(\n    schema", "#![enable(implicit_some)]\n(\n    schema"),
        (
            "(\n    schema",
            "#![type = \"a]b\"] // type\n#![enable(unwrap_newtypes)]\n(\n    schema",
        ),
        ("assumptions: (", "assumptions: Some(Assumptions("),
        ("\"Example\"", "r##\"Example\"##"),
        ("\"Example\"", "\"\\u{45}xa\\x6dple\""),
        ("\n", "\r\n"),
        ("\n", "\n\t\u{2028}\u{200e}\n"),
    ] {
        let mut text = SAMPLE.replace(from, to);
        assert_ne!(text, SAMPLE, "{from}");
        if to.starts_with("assumptions: Some") {
            text = text.replace("22.0,\n    ),", "22.0,\n    )),");
        }
        assert_eq!(read(&text), plain, "{to}");
    }
    assert_eq!(read(&format!("\u{feff}{SAMPLE}")), plain);
    assert_eq!(file::from_bytes(SAMPLE.as_bytes()).unwrap(), plain);
}

#[test]
fn a_written_file_is_pleasant_to_read() {
    let text = file::write(&read(SAMPLE));
    assert!(text.starts_with("// A scenario of reallot."), "{text}");
    for line in [
        "            headcount: 22000, ",
        "        capex_plan: (amount: 125_000_000_000, period: \"2025\"),\n",
        "                \"hr\": (cut: 0.15, reallocate: 1.0, managers: 0.25, start: 0.0, duration: 2.0),\n",
        "        load_factor: 1.28,                   // loaded cost divided by base pay\n",
        "        \"divisions.hr.loaded_cost\": LogNormal(p10: 150000, p90: 182000),\n",
        "        \"assumptions.slip\": Discrete([(0.0, 0.5), (1.0, 0.5)]),\n",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    // Divisions without levers are not listed.
    assert!(!text.contains("\"it\": ("), "{text}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn what_is_written_reads_back_bit_for_bit(scenario in arbitrary::scenario()) {
        let text = file::write(&scenario);
        let again = read(&text);
        // Debug output distinguishes all numbers that differ, -0.0 from 0.0 among them.
        prop_assert_eq!(format!("{again:?}"), format!("{scenario:?}"));
        prop_assert_eq!(file::write(&again), text.clone());
        // Nothing in the text is hidden from a reader by an editor or a pager.
        prop_assert!(!text.contains(|c| c != '\n' && is_forbidden(c)));
    }
}

/// Parses `text`, and panics with its problems.
fn read(text: &str) -> Scenario {
    file::parse(text).unwrap_or_else(|problems| {
        let told: Vec<String> = problems.iter().map(|p| p.render("test.ron")).collect();
        panic!("{}\n{text}", told.join("\n"))
    })
}
