//! The page for a board: everything the tables say, charts, and every input.

use crate::model::{Outcome, Scenario, Warning};
use crate::report::{
    Block, Page, Section,
    content::{Odds, SOFTWARE, Subject, charts, headcount, headline, inputs, money, trust},
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
        section("method", "Method", vec![method(&subject)]),
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

/// Returns the method, a sentence or two for each kind of figure.
fn method(subject: &Subject<'_>) -> Block {
    let scenario = subject.scenario;
    let rate = subject.words.lever_share(scenario.inputs.discount_rate);
    let n_uncertain = scenario.uncertain.len();
    let uncertain = match n_uncertain {
        0 => String::new(),
        1 => " One input is uncertain; its range stands beside it.".into(),
        n => format!(" {n} inputs are uncertain; their ranges stand beside them."),
    };
    let ranges = subject
        .odds()
        .map_or_else(String::new, |odds| format!(" {odds}"));
    Block::List {
        title: "How the figures are computed".into(),
        items: vec![
            "People are full-time equivalents, shown as whole people so that they add up.".into(),
            "Savings count from the day somebody leaves the payroll, not from the notice. People \
             moved to AI roles stay on the payroll and save nothing. The run-rate is a year of the \
             plan carried out in full, less the people hired back."
                .into(),
            "The charge is pay during notice, severance and the payroll tax on it, benefits after \
             exit, outplacement and fixed exit costs; it is recognised when notice is given. Pay \
             during notice was budgeted anyway, so net cash leaves it out."
                .into(),
            format!(
                "Net cash is savings less what is paid at exit, reskilling and rehiring, before \
                 tax. Payback is when it stays above 0 for good. Net present value discounts it at \
                 {rate} a year to {}, with no value beyond.",
                subject.end
            ),
            "Layoffs make more of the people who stay quit. The cost of replacing them is contested, \
             so it is kept apart: only figures “after quits” include it. Lost output is economic, \
             not cash, and is in no other figure."
                .into(),
            "Money for AI is the share of each division’s savings that the plan moves there. Bought \
             is what it pays for by the end; sustained is what the yearly money keeps up year after year, \
             given price, life and running cost."
                .into(),
            format!(
                "Every figure is computed from the base values of the inputs.{uncertain}{ranges}"
            ),
        ],
    }
}
