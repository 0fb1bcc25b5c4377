//! The sheet with AI options, as in `src/model/kernel/ai.rs`, and capital spending plans for comparison.

use crate::model::{AiOption, Bound, Figure, OptionInputs, OptionOutcome};
use crate::workbook::{
    book::Book,
    format::Format::{Money, Percent, Share, Whole},
    sheet::Sheet,
    style::{Look, Style},
    table::{self, Results},
    text::{NAME, Text, Value},
};

/// The name of the sheet.
pub(super) const SHEET: &str = "AI";

/// An AI option with its inputs, share and results.
pub(super) struct OptionRow<'a> {
    pub(super) option: &'a AiOption,
    pub(super) inputs: &'a OptionInputs,
    pub(super) share: f64,
    pub(super) results: &'a OptionOutcome,
}

impl Results for OptionRow<'_> {
    fn result(&self, figure: Figure) -> f64 {
        self.results.result(figure).unwrap_or(f64::NAN)
    }
}

/// A column about options.
pub(super) type Column<'a> = table::Column<OptionRow<'a>>;

pub(super) fn columns<'a>() -> Vec<Column<'a>> {
    let mut columns = inputs();
    columns.extend(results());
    columns.extend(checks(&columns));
    columns
}

fn inputs<'a>() -> Vec<Column<'a>> {
    let mut columns = vec![
        Column::text("option_key", "key", |of| of.option.key.clone()).group("Option"),
        Column::name_of("option_name", "what the money buys", |of| {
            of.option.name.clone()
        }),
        Column::text("option_unit", "unit", |of| of.option.unit.clone()),
        Column::input(
            "option_share",
            "share of the money",
            Share,
            Bound::SHARE,
            |of: &OptionRow<'_>| Some(of.share),
        )
        .sum()
        .group("What may be changed"),
    ];
    let fields = OptionInputs::FIELDS.iter().enumerate();
    columns.extend(fields.map(|(row, field)| {
        Column::field("option", field, move |of: &OptionRow<'_>| {
            of.inputs.get(row)
        })
    }));
    columns.push(
        Column::choice("option_hires", "people hired", |of| of.option.hires).unit("yes or no"),
    );
    columns
}

#[rustfmt::skip]
fn results<'a>() -> Vec<Column<'a>> {
    let result = |figure: Figure, formula| Column::result(&format!("option_{}", figure.spec().name), figure, formula);
    vec![
        result(OptionOutcome::RUN_RATE, "[option_share]*ai_run_rate").sum().group("Results"),
        result(OptionOutcome::TOTAL, "[option_share]*ai_total").sum(),
        result(OptionOutcome::BOUGHT, "[option_total]/([option_unit_cost]*price_factor)")
            .unit("units; people: FTE-years"),
        result(OptionOutcome::SUSTAINED,
            "[option_run_rate]/([option_unit_cost]*price_factor/[option_life]+[option_running_cost])")
            .unit("units; people: FTE"),
    ]
}

/// What the program has for them, and how much of it formulas miss.
fn checks<'a>(columns: &[Column<'a>]) -> Vec<Column<'a>> {
    let mut checks: Vec<Column<'a>> = columns.iter().filter_map(Column::was).collect();
    if let Some(first) = checks.first_mut() {
        first.group = "As the program has it: no formulas";
    }
    checks.extend([
        Column::formula(
            "option_changed",
            "inputs changed",
            Whole,
            "SUMPRODUCT(--([option_share:option_running_cost]\
             <>[was_option_share:was_option_running_cost]))\
             +IF([option_hires]=[was_option_hires],0,1)",
            |_| 0.0,
        )
        .sum()
        .group("Check"),
        Column::formula(
            "option_differs",
            "results that differ",
            Whole,
            "SUMPRODUCT(--(ABS([option_run_rate:option_sustained]-\
             [was_option_run_rate:was_option_sustained])>1E-6*\
             ABS([was_option_run_rate:was_option_sustained])))",
            |_| 0.0,
        )
        .sum(),
    ]);
    checks
}

/// Writes the capital spending plans of the company and its peers, below row `last`.
pub(super) fn to_scale(book: &Book<'_>, sheet: &mut Sheet, last: u32) {
    let scenario = book.scenario;
    let first = last + 3;
    sheet.row(first);
    sheet.words((first, 1), Look::Heading, "To scale: spending plans");
    sheet.tall_row(first + 1, 42);
    for (column, words) in [
        (2, "whose"),
        (3, "period"),
        (4, "amount"),
        (5, "money for AI a year, of it"),
    ] {
        sheet.words((first + 1, column), Look::Head, words);
    }
    let name = Text::ours("Capital spending plan");
    let own = scenario.inputs.capex_plan;
    let plans = own
        .iter()
        .map(|&amount| (name.clone(), &scenario.capex_period, amount));
    let peers = scenario.peers.iter();
    let peers = peers.map(|peer| (Text::outside(&peer.name, NAME), &peer.period, peer.amount));
    for (row, (name, period, amount)) in (first + 2..).zip(plans.chain(peers)) {
        sheet.row(row);
        sheet.put((row, 2), Style::words(Look::Plain), &Value::Text(name));
        let period = Text::outside(period, NAME);
        sheet.put((row, 3), Style::words(Look::Plain), &Value::Text(period));
        let is_own = own.is_some() && row == first + 2;
        if is_own {
            let value = Value::Formula("capex_plan".into(), amount.into());
            sheet.put((row, 4), Style::new(Look::Figure, Money), &value);
        } else {
            sheet.put(
                (row, 4),
                Style::new(Look::Fixed, Money),
                &Value::Number(amount),
            );
        }
        let share = format!("IF(ISNUMBER(D{row}),ai_run_rate/D{row},\"n/a\")");
        let value = Value::Formula(share, (book.outcome.ai.run_rate / amount).into());
        sheet.put((row, 5), Style::new(Look::Figure, Percent), &value);
    }
}
