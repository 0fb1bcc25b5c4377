//! Money: savings and what they cost, what moves to AI and what it buys, quarter by quarter.

use crate::model::{DivisionOutcome, QuarterOutcome, Savings, defined};
use crate::report::{Block, Table, Tone, content::Subject};
use crate::text::{Words, shares_of_whole};

/// The company.
pub(super) fn company(subject: &Subject<'_>) -> [Block; 4] {
    [
        savings(subject),
        worth(subject),
        ai(subject),
        options(subject),
    ]
}

/// What is saved, and what it costs first.
pub(super) fn savings(subject: &Subject<'_>) -> Block {
    let (savings, words) = (&subject.outcome.savings, &subject.words);
    let amount = |amount: f64| words.amount(amount);
    let title = format!("Savings and charge, {}", subject.currency);
    let mut table = Table::new(title).figures(["amount"]).words("");
    let carried_out = "before rehires; a year, plan carried out";
    let after_rehires = "after rehires; a year, plan carried out";
    let gross = amount(savings.run_rate_gross);
    table.row(["Run-rate, gross".into(), gross, carried_out.into()]);
    let net = amount(savings.run_rate);
    table.row(["Run-rate, net".into(), net, after_rehires.into()]);
    for of_year in &savings.in_year {
        let name = format!("Saved in {}", of_year.year);
        table.row([name, amount(of_year.amount), String::new()]);
    }
    let charge = amount(savings.charge);
    let note = "for the people laid off".into();
    table.row(["Restructuring charge".into(), charge, note]);
    let lines = &savings.charge_lines;
    for (name, line) in [
        ("pay during notice", lines.notice_pay),
        ("severance", lines.severance),
        ("payroll tax on severance", lines.severance_tax),
        ("benefits after exit", lines.benefits),
        ("outplacement", lines.outplacement),
        ("fixed exit costs", lines.fixed),
    ] {
        table.part([name.into(), amount(line), String::new()]);
    }
    for (name, figure, note) in [
        (
            "Reskilling",
            savings.reskilling,
            "of people moved to AI roles",
        ),
        ("Rehiring", savings.rehiring, "of people laid off"),
        (
            "Replacing survivors",
            savings.survivors,
            "contested; counted only after quits",
        ),
        (
            "Lost output",
            savings.lost_output,
            "economic, not cash; in no other figure",
        ),
    ] {
        table.row([name.into(), amount(figure), note.into()]);
    }
    Block::Table(table)
}

/// Whether it pays.
pub(super) fn worth(subject: &Subject<'_>) -> Block {
    let (savings, words) = (&subject.outcome.savings, &subject.words);
    let title = format!("Does it pay? In {}", subject.currency);
    let mut table = Table::new(title)
        .figures(["as planned", "after quits"])
        .words("");
    let amount = |amount: f64| words.amount(amount);
    let months = |months: f64| words.months(months);
    table.row([
        "Net cash".into(),
        amount(savings.net_cash),
        amount(savings.net_cash_after_survivors),
        format!("cumulative, by {}", subject.end),
    ]);
    table.part([
        "lowest point".into(),
        amount(savings.peak_negative),
        String::new(),
        lowest_quarter(subject, savings),
    ]);
    table.row([
        "Payback".into(),
        months(savings.payback_months),
        months(savings.payback_after_survivors_months),
        payback_note(subject, savings),
    ]);
    table.row([
        "Simple payback".into(),
        months(savings.simple_payback_months),
        String::new(),
        "charge ÷ net run-rate".into(),
    ]);
    table.row([
        "Net present value".into(),
        amount(savings.npv),
        amount(savings.npv_after_survivors),
        format!("to {}", subject.end),
    ]);
    table.part([
        "with AI".into(),
        amount(savings.npv_with_ai),
        String::new(),
        "less AI money, plus its return".into(),
    ]);
    Block::Table(table)
}

fn payback_note(subject: &Subject<'_>, savings: &Savings) -> String {
    match defined(savings.payback_months) {
        Some(0.0) => "net cash is never below 0".into(),
        Some(_) => "until net cash stays above 0".into(),
        None => format!("not by {}", subject.end),
    }
}

fn lowest_quarter(subject: &Subject<'_>, savings: &Savings) -> String {
    match defined(savings.peak_negative_quarter) {
        Some(quarter) => format!("in {}", subject.scenario.start.plus(quarter as usize)),
        None => "never below 0".into(),
    }
}

/// What moves to AI.
pub(super) fn ai(subject: &Subject<'_>) -> Block {
    let (ai, words) = (&subject.outcome.ai, &subject.words);
    let title = format!("Money for AI, {}", subject.currency);
    let mut table = Table::new(title).figures(["amount"]).words("");
    let mut row = |name: &str, figure: String, note: String| table.row([name.into(), figure, note]);
    row(
        "Moved to AI",
        words.amount(ai.run_rate),
        "a year, plan carried out".into(),
    );
    if let Some(plan) = subject.scenario.inputs.capex_plan {
        let note = format!(
            "{} of {}",
            words.amount(plan),
            subject.scenario.capex_period
        );
        row("Share of the capex plan", words.share(ai.capex_share), note);
        row(
            "Days of the capex plan",
            words.days(ai.capex_days),
            String::new(),
        );
    }
    row(
        "Moved to AI",
        words.amount(ai.total),
        format!("in all, by {}", subject.end),
    );
    row(
        "Retained",
        words.amount(ai.retained),
        "net cash that does not move".into(),
    );
    row(
        "Pay of people moved to AI roles",
        words.amount(ai.people_moved_cost),
        "a year".into(),
    );
    Block::Table(table)
}

/// What it buys.
pub(super) fn options(subject: &Subject<'_>) -> Block {
    let (scenario, words) = (subject.scenario, &subject.words);
    let title = format!("What AI money buys, {}", subject.currency);
    let by_end = format!("by {}", subject.end);
    let titles = ["share", "a year", by_end.as_str(), "bought", "kept up"];
    let mut table = Table::new(title).figures(titles).words("unit");
    let shares = shares_of_whole(&subject.plan.portfolio);
    let results = subject.outcome.ai.options.iter().zip(&scenario.options);
    for ((results, option), share) in results.zip(shares) {
        table.row([
            option.name.clone(),
            words.share(share),
            words.amount(results.run_rate),
            words.amount(results.total),
            words.count(results.bought),
            words.count(results.sustained),
            option.unit.clone(),
        ]);
    }
    Block::Table(table)
}

/// What others spend, for scale; nothing where the scenario names nobody.
pub(super) fn peers(subject: &Subject<'_>) -> Option<Block> {
    let (peers, words) = (&subject.scenario.peers, &subject.words);
    let title = format!("Plans of capital spending, {}", subject.currency);
    let titles = ["amount", "times the money for AI a year"];
    let mut table = Table::new(title).figures(titles).words("period");
    let own = subject.outcome.ai.run_rate;
    let capex = subject.scenario.inputs.capex_plan;
    let period = subject.scenario.capex_period.clone();
    let plan = capex.map(|plan| ("The capex plan".into(), plan, period));
    let others = peers.iter();
    let others = others.map(|peer| (peer.name.clone(), peer.amount, peer.period.clone()));
    for (name, amount, period) in plan.into_iter().chain(others) {
        let times = if own > 0.0 { amount / own } else { f64::NAN };
        table.row([name, words.amount(amount), words.ratio(times), period]);
    }
    (capex.is_some() || !peers.is_empty()).then_some(Block::Table(table))
}

/// Money of each division.
pub(super) fn divisions(subject: &Subject<'_>) -> Block {
    let (outcome, words) = (subject.outcome, &subject.words);
    let title = format!("Money by division, {}", subject.currency);
    let titles = ["cut", "run-rate", "to AI a year", "charge"];
    let lengths = |of: fn(&DivisionOutcome) -> f64| outcome.divisions.iter().map(of).collect();
    let mut table = Table::new(title)
        .figures(titles)
        .bars("run-rate", Tone::In, lengths(|division| division.run_rate))
        .bars("charge", Tone::Out, lengths(|division| division.charge));
    let cells = |name: String, cut: f64, [run_rate, to_ai, charge]: [f64; 3]| {
        [
            name,
            words.share(cut),
            words.amount(run_rate),
            words.amount(to_ai),
            words.amount(charge),
        ]
    };
    let of = |d: &DivisionOutcome| [d.run_rate, d.ai_run_rate, d.charge];
    for (index, division) in outcome.divisions.iter().enumerate() {
        let cut = division.people.cut_delivered;
        table.row(cells(subject.division_name(index), cut, of(division)));
    }
    let (people, savings) = (&outcome.headcount, &outcome.savings);
    let cut = people.eliminated / people.before;
    let sums = [savings.run_rate, outcome.ai.run_rate, savings.charge];
    let name = if savings.charge_lines.fixed == 0.0 {
        "All"
    } else {
        "All, with fixed exit costs"
    };
    table.total(cells(name.into(), cut, sums));
    Block::Table(table)
}

/// Money quarter by quarter, and the charge where there is any.
pub(super) fn quarters(subject: &Subject<'_>) -> Vec<Block> {
    let mut blocks = vec![cash_by_quarter(subject)];
    blocks.extend(charge_by_quarter(subject));
    blocks
}

/// Money quarter by quarter.
pub(super) fn cash_by_quarter(subject: &Subject<'_>) -> Block {
    let titles = [
        "savings",
        "net cash",
        "cumulative",
        "to AI",
        "retained",
        "FTE",
    ];
    let mut table = Table::new(format!("Quarters, {}", subject.currency)).figures(titles);
    for (index, quarter) in subject.outcome.quarters.iter().enumerate() {
        let label = subject.scenario.start.plus(index).to_string();
        table.row(cash_cells(&subject.words, label, quarter));
    }
    Block::Table(table)
}

/// What survivors' quits take away, quarter by quarter.
pub(super) fn after_quits(subject: &Subject<'_>) -> Block {
    let (outcome, words) = (subject.outcome, &subject.words);
    let title = format!("After survivors’ quits, {}", subject.currency);
    let titles = ["cumulative", "replacing survivors", "cumulative after it"];
    let mut table = Table::new(title).figures(titles);
    let after = outcome.cumulative_after_survivors();
    for (index, (quarter, after)) in outcome.quarters.iter().zip(after).enumerate() {
        let figures = [quarter.cumulative, quarter.survivors, after];
        let [planned, survivors, after] = figures.map(|amount| words.amount(amount));
        let label = subject.scenario.start.plus(index).to_string();
        table.row([label, planned, survivors, after]);
    }
    Block::Table(table)
}

/// The charge in the quarters that have any.
pub(super) fn charge_by_quarter(subject: &Subject<'_>) -> Option<Block> {
    let words = &subject.words;
    let title = format!("Charge by quarter, {}", subject.currency);
    let titles = ["charge", "paid", "still to pay"];
    let mut table = Table::new(title).figures(titles);
    let mut n_charged = 0;
    for (index, quarter) in subject.outcome.quarters.iter().enumerate() {
        let owed = [quarter.charge, quarter.paid, quarter.liability].map(|n| words.amount(n));
        // What is paid in full is 0 but for rounding.
        if owed.iter().any(|amount| *amount != words.amount(0.0)) {
            let [charged, paid, liability] = owed;
            let label = subject.scenario.start.plus(index).to_string();
            table.row([label, charged, paid, liability]);
            n_charged += 1;
        }
    }
    (n_charged > 0).then_some(Block::Table(table))
}

fn cash_cells(words: &Words<'_>, label: String, quarter: &QuarterOutcome) -> [String; 7] {
    [
        label,
        words.amount(quarter.savings),
        words.amount(quarter.net_cash),
        words.amount(quarter.cumulative),
        words.amount(quarter.ai),
        words.amount(quarter.retained),
        words.people(quarter.headcount),
    ]
}
