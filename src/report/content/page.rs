//! The page for a board: everything the tables say, charts, and every input.

use crate::model::{Outcome, Scenario, Warning};
use crate::report::{
    Block, Page, Section,
    content::{Odds, SOFTWARE, Subject, charts, headcount, headline, inputs, method, money, trust},
};

/// Returns the report of the plan `index` as a page.
pub(crate) fn page(
    scenario: &Scenario,
    index: usize,
    outcome: &Outcome,
    warnings: &[Warning],
    odds: Option<Odds<'_>>,
) -> Page {
    let plan = &scenario.plans[index];
    let subject = Subject::of(scenario, plan, outcome).marked().with(odds);
    let mut sections = vec![
        section("figures", "In figures", headline::tables(&subject).into()),
        section("warnings", "Reliability", trust_in(&subject, warnings)),
        section("people", "People", people(&subject)),
        section("savings", "Savings and their cost", savings(&subject)),
        section("payback", "Payback and value", payback(&subject)),
        section("ai", "Money for AI", ai(&subject)),
        section("plan", "Decisions", inputs::levers(&subject)),
        section("inputs", "Assumptions", inputs::all(&subject)),
        section("method", "Method", vec![method::method(&subject)]),
    ];
    sections.retain(|section| !section.blocks.is_empty());
    Page {
        title: scenario.name.clone(),
        plan: plan.name.clone(),
        lede: headline::sentence(&subject),
        texts: [scenario.summary.clone(), subject.frame()].into(),
        sections,
        software: SOFTWARE,
    }
}

fn section(key: &'static str, title: &str, blocks: Vec<Block>) -> Section {
    Section {
        key,
        title: title.into(),
        blocks,
    }
}

fn trust_in(subject: &Subject<'_>, warnings: &[Warning]) -> Vec<Block> {
    let mut blocks = Vec::from_iter(trust::warnings(subject.scenario, warnings));
    blocks.push(charts::sources(subject).unwrap_or_else(|| {
        let unsaid = trust::sources(subject.scenario, subject.plan);
        Block::Text(unsaid)
    }));
    blocks
}

fn people(subject: &Subject<'_>) -> Vec<Block> {
    let mut blocks = Vec::from_iter(charts::leavers(subject));
    blocks.extend(headcount::company(subject));
    blocks.extend(headcount::divisions(subject));
    blocks.extend(trust::marked_divisions(subject).map(Block::Text));
    if let Some(chart) = charts::history(subject) {
        blocks.push(chart);
        blocks.push(headcount::history(subject));
    }
    blocks
}

fn savings(subject: &Subject<'_>) -> Vec<Block> {
    let mut blocks = Vec::from_iter(charts::savings(subject));
    blocks.push(money::savings(subject));
    blocks.extend(money::charge_by_quarter(subject));
    blocks.push(money::divisions(subject));
    blocks
}

fn payback(subject: &Subject<'_>) -> Vec<Block> {
    let mut blocks = Vec::from_iter(charts::cash(subject));
    blocks.extend([
        money::worth(subject),
        money::after_quits(subject),
        money::cash_by_quarter(subject),
    ]);
    blocks
}

fn ai(subject: &Subject<'_>) -> Vec<Block> {
    let mut blocks = Vec::from_iter(charts::portfolio(subject));
    blocks.extend([money::ai(subject), money::options(subject)]);
    if let Some(chart) = charts::capex(subject) {
        blocks.push(chart);
        blocks.extend(money::peers(subject));
    }
    blocks
}
