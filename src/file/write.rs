//! Writes a [`Scenario`] as text that a person can read and edit, with defaults written out.
//!
//! The text parses back to the same scenario, bit for bit: no number is rounded.

use std::fmt::{self, Write};

use crate::file::scenario::SCHEMA;
use crate::model::{
    AiOption, Assumptions, Distribution, DivisionInputs, Field, Funding, Lever, Levers,
    OptionInputs, PLAN_LEVERS, Plan, Scenario, Sources, Unit,
};
use crate::safe::is_forbidden;

/// The column where comments start.
const COMMENT_COLUMN: usize = 44;

/// Returns the text of `scenario` as a file.
pub fn write(scenario: &Scenario) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write_scenario(&mut text, scenario);
    text
}

fn write_scenario(out: &mut String, scenario: &Scenario) -> fmt::Result {
    out.push_str(
        "// A scenario of reallot. Shares and rates are plain fractions: 0.15 is 15 %.\n\
         // Times are in quarters from `start`, money in units of `currency`.\n(\n",
    );
    writeln!(out, "    schema: {SCHEMA},")?;
    writeln!(out, "    name: {},", quoted(&scenario.name))?;
    if !scenario.summary.is_empty() {
        writeln!(out, "    summary: {},", quoted(&scenario.summary))?;
    }
    writeln!(out, "    currency: {},", quoted(&scenario.currency))?;
    writeln!(out, "    start: \"{}\",", scenario.start)?;
    writeln!(out, "    horizon: {},", scenario.horizon)?;
    let rate = number(scenario.inputs.discount_rate, Unit::SharePerYear);
    writeln!(out, "    discount_rate: {rate},")?;
    write_divisions(out, scenario)?;
    out.push_str("\n    assumptions: (\n");
    let assumptions = &scenario.inputs.assumptions;
    write_fields(
        out,
        8,
        Assumptions::FIELDS,
        |row| assumptions.get(row),
        true,
    )?;
    out.push_str("    ),\n");
    write_ai(out, scenario)?;
    out.push_str("\n    plans: [\n");
    for (index, plan) in scenario.plans.iter().enumerate() {
        // Only the first plan has comments; the others have the same fields.
        write_plan(out, scenario, plan, index == 0)?;
    }
    out.push_str("    ],\n");
    write_history(out, scenario)?;
    write_uncertain(out, scenario)?;
    write_correlations(out, scenario)?;
    write_sources(out, 4, &scenario.sources)?;
    out.push_str(")\n");
    Ok(())
}

fn write_divisions(out: &mut String, scenario: &Scenario) -> fmt::Result {
    out.push_str("\n    divisions: [\n");
    let inputs = &scenario.inputs.divisions;
    for (index, (division, inputs)) in scenario.divisions.iter().zip(inputs).enumerate() {
        writeln!(out, "        (\n            key: \"{}\",", division.key)?;
        writeln!(out, "            name: {},", quoted(&division.name))?;
        // Only the first division has comments; the others have the same fields.
        let explain = index == 0;
        write_fields(
            out,
            12,
            DivisionInputs::FIELDS,
            |row| inputs.get(row),
            explain,
        )?;
        out.push_str("        ),\n");
    }
    out.push_str("    ],\n");
    Ok(())
}

/// Writes one line for each field of an input table.
fn write_fields(
    out: &mut String,
    indent: usize,
    table: &[Field],
    value: impl Fn(usize) -> Option<f64>,
    explain: bool,
) -> fmt::Result {
    for (row, field) in table.iter().enumerate() {
        let value = number(value(row).unwrap_or_default(), field.unit);
        let line = format!("{:indent$}{}: {value},", "", field.name);
        write_line(out, &line, explain.then_some(field.help))?;
    }
    Ok(())
}

fn write_line(out: &mut String, line: &str, comment: Option<&str>) -> fmt::Result {
    match comment {
        Some(comment) => writeln!(out, "{line:COMMENT_COLUMN$} // {comment}"),
        None => writeln!(out, "{line}"),
    }
}

fn write_ai(out: &mut String, scenario: &Scenario) -> fmt::Result {
    out.push_str("\n    ai: (\n");
    if let Some(amount) = scenario.inputs.capex_plan {
        let amount = number(amount, Unit::Money);
        let period = quoted(&scenario.capex_period);
        writeln!(
            out,
            "        capex_plan: (amount: {amount}, period: {period}),"
        )?;
    }
    out.push_str("        options: [\n");
    for (option, inputs) in scenario.options.iter().zip(&scenario.inputs.options) {
        let AiOption {
            key,
            name,
            unit,
            hires,
        } = option;
        let (name, unit) = (quoted(name), quoted(unit));
        write!(
            out,
            "            (key: \"{key}\", name: {name}, unit: {unit}"
        )?;
        for (row, field) in OptionInputs::FIELDS.iter().enumerate() {
            let value = number(inputs.get(row).unwrap_or_default(), field.unit);
            write!(out, ", {}: {value}", field.name)?;
        }
        out.push_str(if *hires { ", hires: true),\n" } else { "),\n" });
    }
    out.push_str("        ],\n");
    if !scenario.peers.is_empty() {
        out.push_str("        peers: [\n");
        for peer in &scenario.peers {
            let (name, period) = (quoted(&peer.name), quoted(&peer.period));
            let amount = number(peer.amount, Unit::Money);
            writeln!(
                out,
                "            (name: {name}, amount: {amount}, period: {period}),"
            )?;
        }
        out.push_str("        ],\n");
    }
    out.push_str("    ),\n");
    Ok(())
}

fn write_plan(out: &mut String, scenario: &Scenario, plan: &Plan, explain: bool) -> fmt::Result {
    writeln!(out, "        (\n            name: {},", quoted(&plan.name))?;
    if !plan.levers.iter().all(is_default) {
        out.push_str("            levers: {\n");
        let keyed = scenario.divisions.iter().zip(&plan.levers);
        for (division, levers) in keyed.filter(|(_, levers)| !is_default(levers)) {
            let levers = levers_in_line(levers);
            writeln!(out, "                \"{}\": ({levers}),", division.key)?;
        }
        out.push_str("            },\n");
    }
    for spec in &PLAN_LEVERS {
        let value = number(spec.lever.of(plan), Unit::Share);
        let line = format!("            {}: {value},", spec.name);
        write_line(out, &line, explain.then_some(spec.help))?;
    }
    let (funding, other) = match plan.funding {
        Funding::Immediate => ("Immediate", "or AfterPayback"),
        Funding::AfterPayback => ("AfterPayback", "or Immediate"),
    };
    let line = format!("            funding: {funding},");
    write_line(out, &line, explain.then_some(other))?;
    let shares: Vec<String> = scenario
        .options
        .iter()
        .zip(&plan.portfolio)
        .map(|(option, &share)| format!("\"{}\": {}", option.key, number(share, Unit::Share)))
        .collect();
    let line = format!("            portfolio: {{ {} }},", shares.join(", "));
    write_line(out, &line, explain.then_some("shares, sum 1"))?;
    write_sources(out, 12, &plan.sources)?;
    out.push_str("        ),\n");
    Ok(())
}

fn levers_in_line(levers: &Levers) -> String {
    let set = Lever::ALL.iter().filter_map(|spec| {
        let value = levers.get(spec.lever)?;
        Some(format!("{}: {}", spec.name, number(value, spec.unit)))
    });
    set.collect::<Vec<_>>().join(", ")
}

/// Compares by bits, so that -0.0 is kept.
fn is_default(levers: &Levers) -> bool {
    let default = Levers::default();
    Lever::ALL.iter().all(|spec| {
        let bits = |levers: &Levers| levers.get(spec.lever).map(f64::to_bits);
        bits(levers) == bits(&default)
    })
}

fn write_history(out: &mut String, scenario: &Scenario) -> fmt::Result {
    if scenario.history.is_empty() {
        return Ok(());
    }
    out.push_str("\n    history: [\n");
    for point in &scenario.history {
        let headcount = number(point.headcount, Unit::People);
        let period = quoted(&point.period);
        writeln!(out, "        (period: {period}, headcount: {headcount}),")?;
    }
    out.push_str("    ],\n");
    Ok(())
}

fn write_uncertain(out: &mut String, scenario: &Scenario) -> fmt::Result {
    if scenario.uncertain.is_empty() {
        return Ok(());
    }
    out.push_str("\n    uncertain: {\n");
    for uncertain in &scenario.uncertain {
        let path = uncertain.input.path(scenario);
        let distribution = distribution(&uncertain.distribution);
        writeln!(out, "        \"{path}\": {distribution},")?;
    }
    out.push_str("    },\n");
    Ok(())
}

fn distribution(distribution: &Distribution) -> String {
    let n = |value: f64| number(value, Unit::Ratio);
    match *distribution {
        Distribution::Uniform(lo, hi) => format!("Uniform({}, {})", n(lo), n(hi)),
        Distribution::Triangular(lo, mode, hi) => {
            format!("Triangular({}, {}, {})", n(lo), n(mode), n(hi))
        }
        Distribution::Pert(lo, mode, hi) => format!("Pert({}, {}, {})", n(lo), n(mode), n(hi)),
        Distribution::Normal(mean, sd) => format!("Normal({}, {})", n(mean), n(sd)),
        Distribution::LogNormal { p10, p90 } => {
            format!("LogNormal(p10: {}, p90: {})", n(p10), n(p90))
        }
        Distribution::Discrete(ref pairs) => {
            let pairs: Vec<String> = pairs
                .iter()
                .map(|&(value, weight)| format!("({}, {})", n(value), n(weight)))
                .collect();
            format!("Discrete([{}])", pairs.join(", "))
        }
    }
}

fn write_correlations(out: &mut String, scenario: &Scenario) -> fmt::Result {
    if scenario.correlations.is_empty() {
        return Ok(());
    }
    out.push_str("\n    correlations: [\n");
    for correlation in &scenario.correlations {
        let (a, b) = (correlation.a.path(scenario), correlation.b.path(scenario));
        let rho = number(correlation.rho, Unit::Ratio);
        writeln!(out, "        (\"{a}\", \"{b}\", {rho}),")?;
    }
    out.push_str("    ],\n");
    Ok(())
}

fn write_sources(out: &mut String, indent: usize, sources: &Sources) -> fmt::Result {
    if sources.is_empty() {
        return Ok(());
    }
    if indent == 4 {
        out.push('\n');
    }
    writeln!(out, "{:indent$}sources: {{", "")?;
    for (path, source) in sources {
        let (path, text) = (quoted(path), quoted(&source.text));
        let kind = source.kind;
        write!(
            out,
            "{:indent$}    {path}: (kind: {kind:?}, text: {text}",
            ""
        )?;
        if let Some(confidence) = source.confidence {
            write!(out, ", confidence: {confidence:?}")?;
        }
        out.push_str("),\n");
    }
    writeln!(out, "{:indent$}}},", "")
}

/// Quotes `text` and escapes what an editor or a terminal would not show as it is.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            _ if is_forbidden(c) => quoted.extend(c.escape_unicode()),
            _ => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Returns the shortest text that parses back to the same bits, with digits grouped in long numbers.
fn number(value: f64, unit: Unit) -> String {
    let shortest = format!("{value:?}");
    let Some(whole) = shortest.strip_suffix(".0") else {
        return shortest;
    };
    let counts = matches!(
        unit,
        Unit::People | Unit::Money | Unit::MoneyPerYear | Unit::Days
    );
    match whole.len() {
        7.. => grouped(whole),
        // An integer -0 would lose its sign.
        _ if (counts || whole.len() > 3) && value != 0.0 => whole.into(),
        _ => shortest,
    }
}

/// Groups digits in threes: `88_200_000_000`.
fn grouped(whole: &str) -> String {
    let (sign, digits) = whole.split_at(usize::from(whole.starts_with('-')));
    let mut grouped = String::from(sign);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    grouped
}
