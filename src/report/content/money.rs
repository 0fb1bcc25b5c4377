//! Money: savings and what they cost, what moves to AI and what it buys, quarter by quarter.
//!
//! A table names its results by the constants of the catalogue, each beside the words it has there.

use crate::model::{
    AiOutcome, ChargeLines, DivisionOutcome, Figure, Headcount, OptionOutcome, QuarterOutcome,
    Savings, defined,
};
use crate::report::{Block, Table, Tone, content::Subject};
use crate::text::shares_of_whole;

/// Returns the tables of the company.
pub(super) fn company(subject: &Subject<'_>) -> [Block; 4] {
    [
        savings(subject),
        worth(subject),
        ai(subject),
        options(subject),
    ]
}

/// A row: its name, its result in each column, and a note.
type Row<'a> = (&'a str, &'a [Figure], String);

/// Adds `row`, or a part of the row above where the name begins with a space.
fn add(table: &mut Table, subject: &Subject<'_>, (name, figures, note): Row<'_>) {
    let mut cells = vec![name.trim_start().to_owned()];
    cells.extend(figures.iter().map(|&figure| subject.figure(figure)));
    cells.resize(table.columns.len(), String::new());
    cells.push(note);
    match name.starts_with(' ') {
        true => table.part(cells),
        false => table.row(cells),
    }
}

/// Returns what is saved, and what it costs first.
#[rustfmt::skip]
pub(super) fn savings(subject: &Subject<'_>) -> Block {
    let rows = [
        (Savings::RUN_RATE_GROSS, "Run-rate, gross", "before rehires; a year, plan carried out"),
        (Savings::RUN_RATE, "Run-rate, net", "after rehires; a year, plan carried out"),
        (Savings::CHARGE, "Restructuring charge", "for the people laid off"),
        (Savings::RESKILLING, "Reskilling", "of people moved to AI roles"),
        (Savings::REHIRING, "Rehiring", "of people laid off"),
        (Savings::SURVIVORS, "Replacing survivors", "contested; counted only after quits"),
        (Savings::LOST_OUTPUT, "Lost output", "economic, not cash; in no other figure"),
    ];
    let title = format!("Savings and charge, {}", subject.currency);
    let mut table = Table::new(title).figures(["amount"]).words("");
    let mut row = |name: &str, figure, note: &str| add(&mut table, subject, (name, &[figure], note.into()));
    for (figure, name, note) in rows {
        row(name, figure, note);
        if figure == Savings::RUN_RATE {
            for (at, of_year) in subject.outcome.savings.in_year.iter().enumerate() {
                row(&format!("Saved in {}", of_year.year), Figure::InYear(at), "");
            }
        }
        if figure == Savings::CHARGE {
            for line in ChargeLines::figures() {
                row(&format!(" {}", line.spec().label), line, "");
            }
        }
    }
    Block::Table(table)
}

/// Returns whether it pays.
#[rustfmt::skip]
pub(super) fn worth(subject: &Subject<'_>) -> Block {
    let end = &subject.end;
    let rows: Vec<Row<'_>> = vec![
        ("Net cash", &[Savings::NET_CASH, Savings::NET_CASH_AFTER_SURVIVORS], format!("cumulative, by {end}")),
        (" lowest point", &[Savings::PEAK_NEGATIVE], lowest_quarter(subject)),
        ("Payback", &[Savings::PAYBACK_MONTHS, Savings::PAYBACK_AFTER_SURVIVORS_MONTHS], payback_note(subject)),
        ("Simple payback", &[Savings::SIMPLE_PAYBACK_MONTHS], "charge ÷ net run-rate".into()),
        ("Net present value", &[Savings::NPV, Savings::NPV_AFTER_SURVIVORS], format!("to {end}")),
        (" with AI", &[Savings::NPV_WITH_AI], "less AI money, plus its return".into()),
    ];
    let title = format!("Does it pay? In {}", subject.currency);
    let mut table = Table::new(title).figures(["as planned", "after quits"]).words("");
    rows.into_iter().for_each(|row| add(&mut table, subject, row));
    Block::Table(table)
}

fn payback_note(subject: &Subject<'_>) -> String {
    match defined(subject.value(Savings::PAYBACK_MONTHS)) {
        Some(0.0) => "net cash is never below 0".into(),
        Some(_) => "until net cash stays above 0".into(),
        None => format!("not by {}", subject.end),
    }
}

fn lowest_quarter(subject: &Subject<'_>) -> String {
    match defined(subject.value(Savings::PEAK_NEGATIVE_QUARTER)) {
        Some(quarter) => format!("in {}", subject.scenario.start.plus(quarter as usize)),
        None => "never below 0".into(),
    }
}

/// Returns what moves to AI.
#[rustfmt::skip]
pub(super) fn ai(subject: &Subject<'_>) -> Block {
    let of_plan = match subject.scenario.inputs.capex_plan {
        Some(plan) => format!("{} of {}", subject.words.amount(plan), subject.scenario.capex_period),
        None => String::new(),
    };
    let rows: Vec<Row<'_>> = vec![
        ("Moved to AI", &[AiOutcome::RUN_RATE], "a year, plan carried out".into()),
        ("Share of the capex plan", &[AiOutcome::CAPEX_SHARE], of_plan),
        ("Days of the capex plan", &[AiOutcome::CAPEX_DAYS], String::new()),
        ("Moved to AI", &[AiOutcome::TOTAL], format!("in all, by {}", subject.end)),
        ("Retained", &[AiOutcome::RETAINED], "net cash that does not move".into()),
        ("Pay of people moved to AI roles", &[AiOutcome::PEOPLE_MOVED_COST], "a year".into()),
    ];
    let needs_plan = |row: &Row<'_>| matches!(row.1, [AiOutcome::CAPEX_SHARE | AiOutcome::CAPEX_DAYS]);
    let has_plan = subject.scenario.inputs.capex_plan.is_some();
    let title = format!("Money for AI, {}", subject.currency);
    let mut table = Table::new(title).figures(["amount"]).words("");
    for row in rows.into_iter().filter(|row| has_plan || !needs_plan(row)) {
        add(&mut table, subject, row);
    }
    Block::Table(table)
}

/// Returns what it buys.
pub(super) fn options(subject: &Subject<'_>) -> Block {
    let title = format!("AI options, {}", subject.currency);
    let by_end = format!("by {}", subject.end);
    let titles = ["share", "a year", by_end.as_str(), "bought", "sustained"];
    let figures = [
        OptionOutcome::RUN_RATE,
        OptionOutcome::TOTAL,
        OptionOutcome::BOUGHT,
        OptionOutcome::SUSTAINED,
    ];
    let mut table = Table::new(title).figures(titles).words("unit");
    let shares = shares_of_whole(&subject.plan.portfolio);
    for (at, (option, share)) in subject.scenario.options.iter().zip(shares).enumerate() {
        let mut cells = vec![option.name.clone(), subject.words.share(share)];
        cells.extend(figures.map(|figure| subject.figure(figure.at(at))));
        cells.push(option.unit.clone());
        table.row(cells);
    }
    Block::Table(table)
}

/// Returns what others spend, for scale; nothing where the scenario names nobody.
pub(super) fn peers(subject: &Subject<'_>) -> Option<Block> {
    let (peers, words) = (&subject.scenario.peers, &subject.words);
    let title = format!("Plans of capital spending, {}", subject.currency);
    let titles = ["amount", "times the money for AI a year"];
    let mut table = Table::new(title).figures(titles).words("period");
    let own = subject.value(AiOutcome::RUN_RATE);
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

/// Returns the money of each division.
pub(super) fn divisions(subject: &Subject<'_>) -> Block {
    let title = format!("Money by division, {}", subject.currency);
    let figures = [
        DivisionOutcome::RUN_RATE,
        DivisionOutcome::AI_RUN_RATE,
        DivisionOutcome::CHARGE,
    ];
    let divisions = &subject.outcome.divisions;
    let lengths = |figure: Figure| {
        let length = |at| subject.value(figure.at(at));
        (0..divisions.len()).map(length).collect()
    };
    let mut table = Table::new(title)
        .figures(["cut", "run-rate", "to AI a year", "charge"])
        .bars(1, Tone::In, lengths(DivisionOutcome::RUN_RATE))
        .bars(3, Tone::Out, lengths(DivisionOutcome::CHARGE));
    let cells = |name: String, cut: f64, figures: [Figure; 3]| {
        let cut = subject.words.share(cut);
        let [run_rate, to_ai, charge] = figures.map(|figure| subject.figure(figure));
        [name, cut, run_rate, to_ai, charge]
    };
    for (at, division) in divisions.iter().enumerate() {
        let cut = division.people.cut_delivered;
        let figures = figures.map(|figure| figure.at(at));
        table.row(cells(subject.division_name(at), cut, figures));
    }
    let cut = subject.value(Headcount::ELIMINATED) / subject.value(Headcount::BEFORE);
    let sums = [Savings::RUN_RATE, AiOutcome::RUN_RATE, Savings::CHARGE];
    let name = match subject.value(ChargeLines::FIXED) {
        0.0 => "All",
        _ => "All, with fixed exit costs",
    };
    table.total(cells(name.into(), cut, sums));
    Block::Table(table)
}

/// Returns the money quarter by quarter, and the charge where there is any.
pub(super) fn quarters(subject: &Subject<'_>) -> Vec<Block> {
    let mut blocks = vec![cash_by_quarter(subject)];
    blocks.extend(charge_by_quarter(subject));
    blocks
}

/// Returns the money quarter by quarter.
pub(super) fn cash_by_quarter(subject: &Subject<'_>) -> Block {
    let columns = [
        ("savings", QuarterOutcome::SAVINGS),
        ("net cash", QuarterOutcome::NET_CASH),
        ("cumulative", QuarterOutcome::CUMULATIVE),
        ("to AI", QuarterOutcome::AI),
        ("retained", QuarterOutcome::RETAINED),
        ("FTE", QuarterOutcome::HEADCOUNT),
    ];
    by_quarter(subject, "Quarters", columns, |_| true).0
}

/// Returns what survivors' quits take away, quarter by quarter.
pub(super) fn after_quits(subject: &Subject<'_>) -> Block {
    let (outcome, words) = (subject.outcome, &subject.words);
    let title = format!("After survivors’ quits, {}", subject.currency);
    let titles = ["cumulative", "replacing survivors", "cumulative after it"];
    let mut table = Table::new(title).figures(titles);
    let after = outcome.cumulative_after_survivors();
    for (at, (quarter, after)) in outcome.quarters.iter().zip(after).enumerate() {
        table.row([
            subject.quarter(at),
            subject.figure(QuarterOutcome::CUMULATIVE.at(at)),
            words.amount(quarter.survivors),
            words.amount(after),
        ]);
    }
    Block::Table(table)
}

/// Returns the charge in the quarters that have any.
pub(super) fn charge_by_quarter(subject: &Subject<'_>) -> Option<Block> {
    let columns = [
        ("charge", QuarterOutcome::CHARGE),
        ("paid", QuarterOutcome::PAID),
        ("still to pay", QuarterOutcome::LIABILITY),
    ];
    // What is paid in full is 0 but for rounding.
    let nothing = subject.words.amount(0.0);
    let is_charged = |owed: &[String]| owed.iter().any(|amount| *amount != nothing);
    let (table, n_charged) = by_quarter(subject, "Charge by quarter", columns, is_charged);
    (n_charged > 0).then_some(table)
}

/// Returns a table of the quarters whose figures are to be told, and how many those are.
fn by_quarter<const N: usize>(
    subject: &Subject<'_>,
    title: &str,
    columns: [(&str, Figure); N],
    is_told: impl Fn(&[String]) -> bool,
) -> (Block, usize) {
    let title = format!("{title}, {}", subject.currency);
    let mut table = Table::new(title).figures(columns.map(|(title, _)| title));
    for at in 0..subject.scenario.horizon {
        let cells = columns.map(|(_, figure)| subject.figure(figure.at(at)));
        if is_told(&cells) {
            table.row([vec![subject.quarter(at)], cells.into()].concat());
        }
    }
    let n_told = table.rows.len();
    (Block::Table(table), n_told)
}
