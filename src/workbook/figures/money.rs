//! Savings, charge, cash and money for AI of the company. See `src/model/kernel/cash.rs` and `src/model/kernel/ai.rs`.
//!
//! Must not know a division: sums are of columns.

use crate::model::{Outcome, Savings, Scenario, defined};
use crate::workbook::{
    figures::Figure,
    format::Format::{Decimal, General, Money, Percent},
    text::{FormulaResult as Value, Text, UNDEFINED},
};

fn money(path: &str, label: &str, formula: &str, value: f64) -> Figure {
    Figure::new(path, label, Money, formula, value)
}

pub(super) fn run_rates(savings: &Savings) -> Vec<Figure> {
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

pub(super) fn charge(savings: &Savings) -> Vec<Figure> {
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
            "savings_charge_lines_notice_pay+savings_charge_lines_severance+\
             savings_charge_lines_severance_tax+savings_charge_lines_benefits+\
             savings_charge_lines_outplacement+savings_charge_lines_fixed",
            savings.charge,
        ),
    ]
}

pub(super) fn cash(scenario: &Scenario, savings: &Savings) -> Vec<Figure> {
    let lowest = defined(savings.peak_negative_quarter);
    let lowest = lowest.map(|at| scenario.start.plus(at as usize).to_string());
    let lowest = Text::ours(&lowest.unwrap_or_else(|| UNDEFINED.into()));
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
                "IF(savings_peak_negative<0,INDEX(quarter_label,MATCH(savings_peak_negative,\
                 quarter_cumulative,0)),\"n/a\")",
                0.0,
            )
        },
    ]
}

/// Payback, net present value, and what is spent on the way.
pub(super) fn worth(savings: &Savings) -> Vec<Figure> {
    vec![
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

pub(super) fn after_survivors(savings: &Savings) -> Vec<Figure> {
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

pub(super) fn ai(outcome: &Outcome) -> Vec<Figure> {
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
