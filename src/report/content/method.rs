//! How the figures are computed, in a few sentences. The formulas are the model's.

use crate::report::{Block, content::Subject};

/// Returns the method, a sentence or two for each kind of figure.
pub(super) fn method(subject: &Subject<'_>) -> Block {
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
             is what it pays for by the end; kept up is what the yearly money can sustain, given \
             price, life and running cost."
                .into(),
            format!(
                "Every figure is computed from the base values of the inputs.{uncertain}{ranges}"
            ),
        ],
    }
}
