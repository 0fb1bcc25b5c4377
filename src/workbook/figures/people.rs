//! People, managers and layers of the company. See `src/model/kernel/people.rs`.
//!
//! Must not know money.

use crate::model::Headcount;
use crate::workbook::{
    figures::Figure,
    format::Format::{Average, People},
};

pub(super) fn people(people: &Headcount) -> Vec<Figure> {
    let sum = |path: &str, label, formula, value| Figure::new(path, label, People, formula, value);
    vec![
        sum(
            "headcount.before",
            "Headcount before",
            "SUM(before)",
            people.before,
        ),
        sum(
            "headcount.eliminated",
            "Positions eliminated",
            "SUM(eliminated)",
            people.eliminated,
        ),
        sum(
            "headcount.attrition",
            "  by attrition",
            "SUM(left_by_attrition)",
            people.attrition,
        ),
        sum(
            "headcount.redeployed",
            "  moved to AI roles",
            "SUM(redeployed)",
            people.redeployed,
        ),
        sum(
            "headcount.laid_off",
            "  laid off",
            "SUM(laid_off)",
            people.laid_off,
        ),
    ]
}

/// Who comes back or is hired, and what that leaves.
pub(super) fn afterwards(people: &Headcount) -> Vec<Figure> {
    let sum = |path: &str, label, formula, value| Figure::new(path, label, People, formula, value);
    vec![
        sum(
            "headcount.rehired",
            "Later hired back",
            "SUM(rehired)",
            people.rehired,
        ),
        sum(
            "headcount.ai_hires",
            "Hired for AI",
            "SUMPRODUCT((option_hires=\"yes\")*option_sustained)",
            people.ai_hires,
        ),
        sum(
            "headcount.after",
            "Headcount after",
            "SUM(remaining)+headcount_redeployed+headcount_rehired+headcount_ai_hires",
            people.after,
        ),
        sum(
            "headcount.uncovered",
            "Work left uncovered",
            "SUM(uncovered)",
            people.uncovered,
        ),
        sum(
            "headcount.extra_quits",
            "Extra quits of survivors",
            "SUM(extra_quits)",
            people.extra_quits,
        ),
    ]
}

pub(super) fn managers(people: &Headcount) -> Vec<Figure> {
    let sum = |path: &str, label, formula, value| Figure::new(path, label, People, formula, value);
    let ratio =
        |path: &str, label, formula, value| Figure::new(path, label, Average, formula, value);
    let span = "people per manager";
    vec![
        sum(
            "headcount.managers_before",
            "Managers before",
            "SUM(managers_before)",
            people.managers_before,
        ),
        sum(
            "headcount.managers_after",
            "Managers after",
            "SUM(managers_after)",
            people.managers_after,
        ),
        ratio(
            "headcount.span_before",
            "Span of control before",
            "IF(AND(headcount_before>1,headcount_managers_before>0),(headcount_before-1)/\
             headcount_managers_before,\"n/a\")",
            people.span_before,
        )
        .unit(span),
        ratio(
            "headcount.span_after",
            "Span of control after",
            "IF(AND(SUM(remaining)>1,headcount_managers_after>0),(SUM(remaining)-1)/\
             headcount_managers_after,\"n/a\")",
            people.span_after,
        )
        .unit(span),
    ]
}

pub(super) fn layers(people: &Headcount) -> Vec<Figure> {
    let ratio =
        |path: &str, label, formula, value| Figure::new(path, label, Average, formula, value);
    vec![
        ratio(
            "headcount.layers_before",
            "Layers before",
            "IF(ISNUMBER(headcount_span_before),IF(headcount_span_before>1,\
             LN(headcount_before*(headcount_span_before-1)+1)/LN(headcount_span_before),\
             \"n/a\"),\"n/a\")",
            people.layers_before,
        ),
        ratio(
            "headcount.layers_after",
            "Layers after",
            "IF(ISNUMBER(headcount_span_after),IF(headcount_span_after>1,LN(SUM(remaining)*\
             (headcount_span_after-1)+1)/LN(headcount_span_after),\"n/a\"),\"n/a\")",
            people.layers_after,
        ),
        ratio(
            "headcount.decision_days_before",
            "Decision time before",
            "IF(ISNUMBER(headcount_layers_before),headcount_layers_before*days_per_layer,\"n/a\")",
            people.decision_days_before,
        )
        .unit("days"),
        ratio(
            "headcount.decision_days_after",
            "Decision time after",
            "IF(ISNUMBER(headcount_layers_after),headcount_layers_after*days_per_layer,\"n/a\")",
            people.decision_days_after,
        )
        .unit("days"),
    ]
}
