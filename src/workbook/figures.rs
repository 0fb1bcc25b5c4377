//! The company's results, one row each: what the catalogue says of it, and its formula.
//!
//! Formulas are of names of the workbook only; the sums of the kernel that they follow are in
//! `src/model/kernel/people.rs`, `cash.rs` and `ai.rs`. A result that stands in no section is not in the
//! workbook; a test holds the sections against the catalogue.

use crate::model::{
    AiOutcome, Assumptions, ChargeLines, Figure, Headcount, Outcome, PeopleTotals, Savings,
    Scenario, Unit, defined,
};
use crate::text::capital;
use crate::workbook::{
    format::{
        Format::{self, Average, Factor},
        format_of_result,
    },
    text::{FormulaResult, Text},
};

/// A result, and the formula of its cell.
type Row = (Figure, &'static str);

#[rustfmt::skip]
const SECTIONS: [(&str, &[Row]); 7] = [
    ("People", &[
        (Headcount::BEFORE, "SUM(before)"),
        (Headcount::ELIMINATED, "SUM(eliminated)"),
        (Headcount::ATTRITION, "SUM(left_by_attrition)"),
        (Headcount::REDEPLOYED, "SUM(redeployed)"),
        (Headcount::LAID_OFF, "SUM(laid_off)"),
        (Headcount::REHIRED, "SUM(rehired)"),
        (Headcount::AI_HIRES, "SUMPRODUCT((option_hires=\"yes\")*option_sustained)"),
        (Headcount::AFTER, "SUM(remaining)+headcount_redeployed+headcount_rehired+headcount_ai_hires"),
        (Headcount::UNCOVERED, "SUM(uncovered)"),
        (Headcount::EXTRA_QUITS, "SUM(extra_quits)"),
    ]),
    ("Managers and layers", &[
        (Headcount::MANAGERS_BEFORE, "SUM(managers_before)"),
        (Headcount::MANAGERS_AFTER, "SUM(managers_after)"),
        (Headcount::SPAN_BEFORE, "IF(AND(headcount_before>1,headcount_managers_before>0),(headcount_before-1)/\
            headcount_managers_before,\"n/a\")"),
        (Headcount::SPAN_AFTER, "IF(AND(SUM(remaining)>1,headcount_managers_after>0),(SUM(remaining)-1)/\
            headcount_managers_after,\"n/a\")"),
        (Headcount::LAYERS_BEFORE, "IF(ISNUMBER(headcount_span_before),IF(headcount_span_before>1,\
            LN(headcount_before*(headcount_span_before-1)+1)/LN(headcount_span_before),\"n/a\"),\"n/a\")"),
        (Headcount::LAYERS_AFTER, "IF(ISNUMBER(headcount_span_after),IF(headcount_span_after>1,\
            LN(SUM(remaining)*(headcount_span_after-1)+1)/LN(headcount_span_after),\"n/a\"),\"n/a\")"),
        (Headcount::DECISION_DAYS_BEFORE,
            "IF(ISNUMBER(headcount_layers_before),headcount_layers_before*days_per_layer,\"n/a\")"),
        (Headcount::DECISION_DAYS_AFTER,
            "IF(ISNUMBER(headcount_layers_after),headcount_layers_after*days_per_layer,\"n/a\")"),
    ]),
    ("Savings", &[
        (Savings::RUN_RATE_GROSS, "SUM(division_run_rate_gross)"),
        // The calendar years follow.
        (Savings::RUN_RATE, "SUM(division_run_rate)"),
    ]),
    ("One-time cost, in full", &[
        // The sum of its lines, which stand above it.
        (Savings::CHARGE, ""),
        (Savings::RESKILLING, "SUM(division_reskilling)"),
        (Savings::REHIRING, "SUM(division_rehiring)"),
    ]),
    ("Cash, before tax, to the horizon", &[
        (Savings::NET_CASH, "INDEX(quarter_cumulative,horizon)"),
        (Savings::PEAK_NEGATIVE, "MIN(0,MIN(quarter_cumulative))"),
        (Savings::PEAK_NEGATIVE_QUARTER, "IF(savings_peak_negative<0,INDEX(quarter_label,\
            MATCH(savings_peak_negative,quarter_cumulative,0)),\"n/a\")"),
        (Savings::PAYBACK_MONTHS, "IF(savings_net_cash<0,\"n/a\",MAX(quarter_back))"),
        (Savings::SIMPLE_PAYBACK_MONTHS,
            "IF(savings_run_rate>0,12*savings_charge/savings_run_rate,\"n/a\")"),
        (Savings::NPV, "SUMPRODUCT(quarter_net_cash*quarter_discount)"),
        (Savings::NPV_WITH_AI, "SUMPRODUCT((quarter_retained+quarter_ai_return)*quarter_discount)"),
    ]),
    ("After replacing survivors who quit", &[
        (Savings::SURVIVORS, "SUM(division_survivors)"),
        (Savings::NET_CASH_AFTER_SURVIVORS, "INDEX(quarter_cumulative_after_survivors,horizon)"),
        (Savings::PAYBACK_AFTER_SURVIVORS_MONTHS,
            "IF(savings_net_cash_after_survivors<0,\"n/a\",MAX(quarter_back_after_survivors))"),
        (Savings::NPV_AFTER_SURVIVORS, "SUMPRODUCT(quarter_net_after_survivors*quarter_discount)"),
        (Savings::LOST_OUTPUT, "SUM(quarter_lost_output)"),
    ]),
    ("Money for AI", &[
        (AiOutcome::RUN_RATE, "SUM(division_ai_run_rate)"),
        (AiOutcome::TOTAL, "SUM(quarter_ai)"),
        (AiOutcome::RETAINED, "SUM(quarter_retained)"),
        (AiOutcome::CAPEX_SHARE, "IF(ISNUMBER(capex_plan),ai_run_rate/capex_plan,\"n/a\")"),
        (AiOutcome::CAPEX_DAYS, "IF(ISNUMBER(ai_capex_share),365*ai_capex_share,\"n/a\")"),
        (AiOutcome::PEOPLE_MOVED_COST, "SUM(division_people_moved)"),
    ]),
];

/// Results that are parts of the one above them.
const PARTS: [Figure; 4] = [
    Headcount::ATTRITION,
    Headcount::REDEPLOYED,
    Headcount::LAID_OFF,
    Savings::PEAK_NEGATIVE_QUARTER,
];

/// One result.
pub(super) struct ResultRow {
    /// Its path in a report, or a name where it only leads to a result.
    pub(super) path: String,
    pub(super) label: String,
    pub(super) format: Format,
    /// Where the format does not say it.
    pub(super) unit: &'static str,
    /// Names of the workbook only.
    pub(super) formula: String,
    pub(super) value: FormulaResult,
}

/// Results that belong together.
pub(super) struct Section {
    pub(super) title: &'static str,
    pub(super) figures: Vec<ResultRow>,
}

/// Returns all results of the company.
pub(super) fn sections(scenario: &Scenario, outcome: &Outcome) -> Vec<Section> {
    let of = |figure, formula: &str| ResultRow::of(figure, formula, scenario, outcome);
    let rows = |&(figure, formula): &Row| match figure {
        Savings::RUN_RATE => {
            let years = outcome.savings.in_year.iter().enumerate();
            let years = years.map(|(at, of_year)| {
                let formula = format!("SUMIF(quarter_year,{},quarter_savings)", of_year.year);
                of(Figure::InYear(at), &formula)
            });
            std::iter::once(of(figure, formula)).chain(years).collect()
        }
        Savings::CHARGE => {
            let lines = ChargeLines::figures().map(|line| of(line, &formula_of_line(line)));
            let mut lines: Vec<ResultRow> = lines.collect();
            let names: Vec<String> = lines.iter().map(ResultRow::name).collect();
            lines.push(of(figure, &names.join("+")));
            lines
        }
        _ => vec![of(figure, formula)],
    };
    let sections = SECTIONS.into_iter().map(|(title, section)| Section {
        title,
        figures: section.iter().flat_map(rows).collect(),
    });
    let steps = Section {
        title: "Steps on the way",
        figures: steps(outcome, &scenario.inputs.assumptions),
    };
    sections.chain([steps]).collect()
}

fn formula_of_line(line: Figure) -> String {
    match line {
        ChargeLines::FIXED => "IF(headcount_eliminated>0,fixed_charge,0)".into(),
        line => format!("SUMPRODUCT(laid_off*{}_per_head)", line.spec().name),
    }
}

impl ResultRow {
    /// Returns the row of a result.
    fn of(figure: Figure, formula: &str, scenario: &Scenario, outcome: &Outcome) -> Self {
        let spec = figure.spec();
        let value = figure.of(outcome);
        let is_part =
            PARTS.contains(&figure) || matches!(figure, Figure::InYear(_) | Figure::ChargeLine(_));
        let label = figure.label(scenario);
        Self {
            path: figure.path(scenario),
            label: if is_part {
                format!("  {label}")
            } else {
                capital(&label)
            },
            format: format_of_result(spec.unit),
            unit: match figure {
                Headcount::SPAN_BEFORE | Headcount::SPAN_AFTER => "people per manager",
                _ if spec.unit == Unit::Days => "days",
                _ => "",
            },
            formula: formula.into(),
            value: match (spec.unit, defined(value)) {
                (Unit::Quarters, Some(at)) => {
                    let quarter = scenario.start.plus(at as usize);
                    FormulaResult::Text(Text::ours(&quarter.to_string()))
                }
                _ => value.into(),
            },
        }
    }

    /// Returns the name of its cell.
    pub(super) fn name(&self) -> String {
        self.path.replace('.', "_")
    }
}

/// Returns what results are worked out from, and is no result itself.
fn steps(outcome: &Outcome, assumptions: &Assumptions) -> Vec<ResultRow> {
    let people = &outcome.headcount;
    let mut totals = PeopleTotals::zero();
    for division in &outcome.divisions {
        totals.add(&division.people);
    }
    let step = |name: &str, label: &str, format, unit, formula: &str, value: f64| ResultRow {
        path: name.into(),
        label: label.into(),
        format,
        unit,
        formula: formula.into(),
        value: value.into(),
    };
    vec![
        step(
            "layoffs_per_cent",
            "Layoffs, per cent of headcount",
            Average,
            "per cent",
            "100*headcount_laid_off/headcount_before",
            100.0 * people.laid_off / people.before,
        ),
        step(
            "extra_quits_per_survivor",
            "Extra quits, per survivor",
            Factor,
            "",
            "survivor_quits*IF(layoffs_per_cent<0.5,2*layoffs_per_cent*\
             0.5^survivor_exponent,MAX(layoffs_per_cent,0.5)^survivor_exponent)",
            totals.extra_quit_rate(assumptions),
        ),
    ]
}
