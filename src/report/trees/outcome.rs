//! The report of one plan as a tree: names, order and nesting of the model contract, section 4.
//!
//! Must not compute a result, and must not know what the tree is written as.

use crate::model::{
    AiOutcome, DivisionOutcome, Level, Outcome, Quarter, QuarterOutcome, Savings, Scenario,
    Warning, defined,
};
use crate::report::Tree;

/// Every result of the plan `index`, and its warnings.
pub fn report(scenario: &Scenario, index: usize, outcome: &Outcome, warnings: &[Warning]) -> Tree {
    let quarters = outcome.quarters.iter().enumerate();
    let divisions = scenario.divisions.iter().zip(&outcome.divisions);
    Tree::Record(vec![
        ("scenario", Tree::text(&scenario.name)),
        ("plan", Tree::text(&scenario.plans[index].name)),
        ("currency", Tree::text(&scenario.currency)),
        ("start", label(scenario.start)),
        ("horizon", Tree::Whole(scenario.horizon as u64)),
        ("headcount", headcount(outcome)),
        ("savings", savings(scenario, &outcome.savings)),
        ("ai", ai(scenario, &outcome.ai)),
        (
            "quarters",
            Tree::list(quarters.map(|(at, quarter)| a_quarter(scenario.start.plus(at), quarter))),
        ),
        (
            "divisions",
            Tree::list(divisions.map(|(division, results)| a_division(&division.key, results))),
        ),
        (
            "warnings",
            Tree::list(warnings.iter().map(|&warning| a_warning(scenario, warning))),
        ),
    ])
}

/// Fields of a result under their own names.
macro_rules! figures {
    ($results:expr; $($field:ident),* $(,)?) => {
        vec![$((stringify!($field), Tree::figure($results.$field))),*]
    };
}

fn headcount(outcome: &Outcome) -> Tree {
    let figures = figures![outcome.headcount;
        before, eliminated, attrition, redeployed, laid_off, rehired, ai_hires, after,
        managers_before, managers_after, span_before, span_after, layers_before, layers_after,
        decision_days_before, decision_days_after, uncovered, extra_quits,
    ];
    Tree::Record(figures)
}

fn savings(scenario: &Scenario, savings: &Savings) -> Tree {
    let in_year = savings.in_year.iter().map(|of_year| {
        Tree::Record(vec![
            ("year", Tree::Whole(of_year.year.into())),
            ("amount", Tree::figure(of_year.amount)),
        ])
    });
    let charge_lines = figures![savings.charge_lines;
        notice_pay, severance, severance_tax, benefits, outplacement, fixed,
    ];
    let lowest = defined(savings.peak_negative_quarter);
    let lowest = lowest.map_or(Tree::Nothing, |at| label(scenario.start.plus(at as usize)));
    let mut fields = figures![savings; run_rate_gross, run_rate];
    fields.push(("in_year", Tree::list(in_year)));
    fields.extend(figures![savings; charge]);
    fields.push(("charge_lines", Tree::Record(charge_lines)));
    fields.extend(figures![savings;
        reskilling, rehiring, survivors, lost_output, net_cash, peak_negative,
    ]);
    fields.push(("peak_negative_quarter", lowest));
    fields.extend(figures![savings;
        payback_months, simple_payback_months, npv, npv_with_ai,
        net_cash_after_survivors, payback_after_survivors_months, npv_after_survivors,
    ]);
    Tree::Record(fields)
}

fn ai(scenario: &Scenario, ai: &AiOutcome) -> Tree {
    let options = scenario.options.iter().zip(&ai.options);
    let options = options.map(|(option, results)| {
        let figures = figures![results; run_rate, total, bought, sustained];
        keyed(&option.key, figures)
    });
    let mut fields = figures![ai;
        run_rate, total, retained, capex_share, capex_days, people_moved_cost,
    ];
    fields.push(("options", Tree::list(options)));
    Tree::Record(fields)
}

fn a_quarter(quarter: Quarter, results: &QuarterOutcome) -> Tree {
    let mut fields = vec![("label", label(quarter))];
    fields.extend(figures![results;
        savings, charge, paid, liability, net_cash, cumulative, ai, retained, headcount,
    ]);
    Tree::Record(fields)
}

fn a_division(key: &str, results: &DivisionOutcome) -> Tree {
    let mut figures = figures![results.people;
        before, eliminated, attrition, redeployed, laid_off, rehired, after,
        managers_before, managers_after, span_after,
    ];
    figures.extend(figures![results; run_rate, charge, ai_run_rate]);
    figures.extend(figures![results.people; uncovered]);
    figures.extend(figures![results; extra_quits]);
    keyed(key, figures)
}

fn a_warning(scenario: &Scenario, warning: Warning) -> Tree {
    let level = match warning.level() {
        Level::Warning => "warning",
        Level::Note => "note",
    };
    let path = warning.division.map_or(Tree::Nothing, |division| {
        Tree::text(format!("divisions.{}", scenario.divisions[division].key))
    });
    Tree::Record(vec![
        ("code", Tree::text(warning.name())),
        ("level", Tree::text(level)),
        ("path", path),
        ("message", Tree::text(warning.message())),
    ])
}

fn keyed(key: &str, figures: Vec<(&'static str, Tree)>) -> Tree {
    let mut fields = vec![("key", Tree::text(key))];
    fields.extend(figures);
    Tree::Record(fields)
}

fn label(quarter: Quarter) -> Tree {
    Tree::text(quarter.to_string())
}
