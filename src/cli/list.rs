//! `list`: the built-in scenarios, a block for each.

use std::ffi::OsStr;
use std::process::ExitCode;

use crate::cli::failure::Failure;
use crate::cli::output::print;
use crate::cli::scenarios::load;
use crate::model::Scenario;
use crate::report::content::counts;
use crate::safe::safe;
use crate::shell::BUILT_IN;
use crate::text::Words;

pub(super) fn list() -> Result<ExitCode, Failure> {
    let mut blocks = Vec::new();
    for (name, _) in BUILT_IN {
        blocks.push(block(name, &load(OsStr::new(name))?));
    }
    print(&blocks.join("\n"))
}

fn block(name: &str, scenario: &Scenario) -> String {
    let words = Words::new(&scenario.currency, false);
    let people: f64 = scenario
        .inputs
        .divisions
        .iter()
        .map(|division| division.headcount)
        .sum();
    let of_plans = scenario.plans.iter().flat_map(|plan| &plan.sources);
    let inputs =
        counts(scenario.sources.iter().chain(of_plans)).unwrap_or_else(|| "no sources".into());
    let divisions = scenario.divisions.len();
    let people = format!("{} in {divisions} divisions", words.people(people));
    let mut lines = vec![
        ("title", safe(&scenario.name).into_owned()),
        ("headcount", people),
        ("from", format!("built in; inputs: {inputs}")),
    ];
    for (index, plan) in scenario.plans.iter().enumerate() {
        let label = if index == 0 { "plans" } else { "" };
        lines.push((label, safe(&plan.name).into_owned()));
    }
    let mut block = format!("{name}\n");
    for (label, text) in lines {
        block.push_str(&format!("  {label:<9}  {text}\n"));
    }
    block
}
