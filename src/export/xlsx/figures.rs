//! The company's results, one row each: path, words, formula, and what the model has for it.
//!
//! Everything that is company-wide in a report is here, in the order of a report. Must not lay out.

use super::style::Format::{self, Average, Decimal, Factor, General, Money, People, Percent};
use super::text::{Outcome as Value, Text};
use crate::model::{Assumptions, Headcount, Outcome, PeopleTotals, Savings, Scenario, defined};

/// One result.
pub(super) struct Figure {
    /// Its path in a report; nothing for what only leads to a result.
    pub(super) path: String,
    pub(super) label: String,
    pub(super) format: Format,
    /// Where the format does not say it.
    pub(super) unit: &'static str,
    /// Names of the workbook only.
    pub(super) formula: String,
    pub(super) value: Value,
}

/// Results that belong together.
pub(super) struct Section {
    pub(super) title: &'static str,
    pub(super) figures: Vec<Figure>,
}

impl Figure {
    fn new(path: &str, label: &str, format: Format, formula: &str, value: f64) -> Self {
        Self {
            path: path.into(),
            label: label.into(),
            format,
            unit: "",
            formula: formula.into(),
            value: value.into(),
        }
    }

    fn unit(self, unit: &'static str) -> Self {
        Self { unit, ..self }
    }

    /// The name of its cell.
    pub(super) fn name(&self) -> String {
        self.path.replace('.', "_")
    }
}

/// All results of the company.
pub(super) fn sections(scenario: &Scenario, outcome: &Outcome) -> Vec<Section> {
    let section = |title, figures| Section { title, figures };
    let savings = &outcome.savings;
    let assumptions = &scenario.inputs.assumptions;
    vec![
        section("People", people(&outcome.headcount)),
        section("Managers and layers", layers(&outcome.headcount)),
        section("Savings", run_rates(savings)),
        section("Restructuring charge", charge(savings)),
        section("Cash, before tax, to the horizon", cash(scenario, savings)),
        section(
            "After replacing survivors who quit",
            after_survivors(savings),
        ),
        section("Money for AI", ai(outcome)),
        section("Steps on the way", steps(outcome, assumptions)),
    ]
}

fn people(people: &Headcount) -> Vec<Figure> {
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

fn layers(people: &Headcount) -> Vec<Figure> {
    let sum = |path: &str, label, formula, value| Figure::new(path, label, People, formula, value);
    let ratio =
        |path: &str, label, formula, value| Figure::new(path, label, Average, formula, value);
    let span = "people per manager";
    vec![
        sum("headcount.managers_before", "Managers before", "SUM(managers_before)", people.managers_before),
        sum("headcount.managers_after", "Managers after", "SUM(managers_after)", people.managers_after),
        ratio(
            "headcount.span_before",
            "Span of control before",
            "IF(AND(headcount_before>1,headcount_managers_before>0),(headcount_before-1)/headcount_managers_before,\"n/a\")",
            people.span_before,
        )
        .unit(span),
        ratio(
            "headcount.span_after",
            "Span of control after",
            "IF(AND(SUM(remaining)>1,headcount_managers_after>0),(SUM(remaining)-1)/headcount_managers_after,\"n/a\")",
            people.span_after,
        )
        .unit(span),
        ratio(
            "headcount.layers_before",
            "Layers before",
            "IF(ISNUMBER(headcount_span_before),IF(headcount_span_before>1,LN(headcount_before*(headcount_span_before-1)+1)/LN(headcount_span_before),\"n/a\"),\"n/a\")",
            people.layers_before,
        ),
        ratio(
            "headcount.layers_after",
            "Layers after",
            "IF(ISNUMBER(headcount_span_after),IF(headcount_span_after>1,LN(SUM(remaining)*(headcount_span_after-1)+1)/LN(headcount_span_after),\"n/a\"),\"n/a\")",
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

fn money(path: &str, label: &str, formula: &str, value: f64) -> Figure {
    Figure::new(path, label, Money, formula, value)
}

fn run_rates(savings: &Savings) -> Vec<Figure> {
    let mut figures = vec![
        money(
            "savings.run_rate_gross",
            "Run-rate a year, before rehires",
            "SUM(division_run_rate_gross)",
            savings.run_rate_gross,
        ),
        money(
            "savings.run_rate",
            "Run-rate a year",
            "SUM(division_run_rate)",
            savings.run_rate,
        ),
    ];
    figures.extend(savings.in_year.iter().map(|of_year| {
        let year = of_year.year;
        money(
            &format!("savings.in_year.{year}"),
            &format!("  saved in {year}"),
            &format!("SUMIF(quarter_year,{year},quarter_savings)"),
            of_year.amount,
        )
    }));
    figures
}

fn charge(savings: &Savings) -> Vec<Figure> {
    let lines = &savings.charge_lines;
    let line = |name: &str, label, value| {
        let formula = format!("SUMPRODUCT(laid_off*{name}_per_head)");
        money(
            &format!("savings.charge_lines.{name}"),
            label,
            &formula,
            value,
        )
    };
    vec![
        line("notice_pay", "  notice pay", lines.notice_pay),
        line("severance", "  severance", lines.severance),
        line("severance_tax", "  tax on severance", lines.severance_tax),
        line("benefits", "  benefits", lines.benefits),
        line("outplacement", "  outplacement", lines.outplacement),
        money(
            "savings.charge_lines.fixed",
            "  fixed exit costs",
            "IF(headcount_eliminated>0,fixed_charge,0)",
            lines.fixed,
        ),
        money(
            "savings.charge",
            "Restructuring charge",
            "savings_charge_lines_notice_pay+savings_charge_lines_severance+savings_charge_lines_severance_tax+savings_charge_lines_benefits+savings_charge_lines_outplacement+savings_charge_lines_fixed",
            savings.charge,
        ),
    ]
}

fn cash(scenario: &Scenario, savings: &Savings) -> Vec<Figure> {
    let lowest = defined(savings.peak_negative_quarter);
    let lowest = lowest.map(|at| scenario.start.plus(at as usize).to_string());
    let lowest = Text::ours(&lowest.unwrap_or_else(|| super::text::UNDEFINED.into()));
    vec![
        money(
            "savings.net_cash",
            "Net cash",
            "INDEX(quarter_cumulative,horizon)",
            savings.net_cash,
        ),
        money(
            "savings.peak_negative",
            "Lowest net cash to date",
            "MIN(0,MIN(quarter_cumulative))",
            savings.peak_negative,
        ),
        Figure {
            value: Value::Text(lowest),
            ..Figure::new(
                "savings.peak_negative_quarter",
                "  first reached in",
                General,
                "IF(savings_peak_negative<0,INDEX(quarter_label,MATCH(savings_peak_negative,quarter_cumulative,0)),\"n/a\")",
                0.0,
            )
        },
        Figure::new(
            "savings.payback_months",
            "Payback",
            Decimal,
            "IF(savings_net_cash<0,\"n/a\",MAX(quarter_back))",
            savings.payback_months,
        ),
        Figure::new(
            "savings.simple_payback_months",
            "Simple payback: charge by run-rate",
            Decimal,
            "IF(savings_run_rate>0,12*savings_charge/savings_run_rate,\"n/a\")",
            savings.simple_payback_months,
        ),
        money(
            "savings.npv",
            "Net present value",
            "SUMPRODUCT(quarter_net_cash*quarter_discount)",
            savings.npv,
        ),
        money(
            "savings.npv_with_ai",
            "Net present value with AI money and its return",
            "SUMPRODUCT((quarter_retained+quarter_ai_return)*quarter_discount)",
            savings.npv_with_ai,
        ),
        money(
            "savings.reskilling",
            "Reskilling, in full",
            "SUM(division_reskilling)",
            savings.reskilling,
        ),
        money(
            "savings.rehiring",
            "Hiring back, in full",
            "SUM(division_rehiring)",
            savings.rehiring,
        ),
    ]
}

fn after_survivors(savings: &Savings) -> Vec<Figure> {
    vec![
        money(
            "savings.survivors",
            "Cost of replacing them, in full",
            "SUM(division_survivors)",
            savings.survivors,
        ),
        money(
            "savings.net_cash_after_survivors",
            "Net cash",
            "INDEX(quarter_cumulative_after_survivors,horizon)",
            savings.net_cash_after_survivors,
        ),
        Figure::new(
            "savings.payback_after_survivors_months",
            "Payback",
            Decimal,
            "IF(savings_net_cash_after_survivors<0,\"n/a\",MAX(quarter_back_after_survivors))",
            savings.payback_after_survivors_months,
        ),
        money(
            "savings.npv_after_survivors",
            "Net present value",
            "SUMPRODUCT(quarter_net_after_survivors*quarter_discount)",
            savings.npv_after_survivors,
        ),
        money(
            "savings.lost_output",
            "Output lost at first: not cash, in no sum",
            "SUM(quarter_lost_output)",
            savings.lost_output,
        ),
    ]
}

fn ai(outcome: &Outcome) -> Vec<Figure> {
    let ai = &outcome.ai;
    vec![
        money(
            "ai.run_rate",
            "Money a year",
            "SUM(division_ai_run_rate)",
            ai.run_rate,
        ),
        money(
            "ai.total",
            "Money to the horizon",
            "SUM(quarter_ai)",
            ai.total,
        ),
        money(
            "ai.retained",
            "Net cash kept, to the horizon",
            "SUM(quarter_retained)",
            ai.retained,
        ),
        Figure::new(
            "ai.capex_share",
            "Share of the capital spending plan",
            Percent,
            "IF(ISNUMBER(capex_plan),ai_run_rate/capex_plan,\"n/a\")",
            ai.capex_share,
        ),
        Figure::new(
            "ai.capex_days",
            "Days of the capital spending plan",
            Decimal,
            "IF(ISNUMBER(ai_capex_share),365*ai_capex_share,\"n/a\")",
            ai.capex_days,
        )
        .unit("days"),
        money(
            "ai.people_moved_cost",
            "Yearly pay of people moved to AI roles",
            "SUM(division_people_moved)",
            ai.people_moved_cost,
        ),
    ]
}

/// What results are worked out from, and no result itself.
fn steps(outcome: &Outcome, assumptions: &Assumptions) -> Vec<Figure> {
    let people = &outcome.headcount;
    let mut totals = PeopleTotals::zero();
    for division in &outcome.divisions {
        totals.add(&division.people);
    }
    vec![
        Figure::new(
            "layoffs_per_cent",
            "Layoffs, per cent of headcount",
            Average,
            "100*headcount_laid_off/headcount_before",
            100.0 * people.laid_off / people.before,
        )
        .unit("per cent"),
        Figure::new(
            "extra_quits_per_survivor",
            "Extra quits, per survivor",
            Factor,
            "survivor_quits*IF(layoffs_per_cent<0.5,2*layoffs_per_cent*0.5^survivor_exponent,MAX(layoffs_per_cent,0.5)^survivor_exponent)",
            totals.extra_quit_rate(assumptions),
        ),
    ]
}
