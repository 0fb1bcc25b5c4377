//! What the program has for the quarters and for the divisions, and how much of it formulas miss.
//!
//! Columns follow those of the sheets that they are compared with, in their order.

use crate::workbook::{cash, divisions, format::Format::Whole, table};

/// Returns the columns of the sheet of quarters: `quarters` are those of the formulas.
pub(in crate::workbook) fn quarters(quarters: &[cash::Column]) -> Vec<cash::Column> {
    let title = "As the program has it: no formulas";
    let mut columns = vec![
        cash::Column::text("was_quarter_label", "quarter", |of| of.label.clone()).group(title),
    ];
    columns.extend(quarters.iter().filter_map(table::Column::was));
    columns
        .push(verdict("quarter_differs", "results that differ", differs(quarters)).group("Check"));
    columns
}

/// Returns the columns of the sheet of divisions: `sheets` are those of what was given, of people and
/// of money.
pub(in crate::workbook) fn divisions<'a>(
    sheets: [&[divisions::Column<'a>]; 3],
) -> Vec<divisions::Column<'a>> {
    let [given, people, money] = sheets;
    let mut columns = vec![
        divisions::Column::text("was_key", "key", |of| of.key.into())
            .group("Inputs as the program had them: no formulas"),
        divisions::Column::name_of("was_name", "division", |of| of.name.into()),
    ];
    columns.extend(given.iter().filter_map(table::Column::was));
    let first_result = columns.len();
    columns.extend(people.iter().chain(money).filter_map(table::Column::was));
    if let Some(first) = columns.get_mut(first_result) {
        first.group = "Results as the program has them: no formulas";
    }
    let changed = "SUMPRODUCT(--([division_headcount:division_duration]\
                   <>[was_division_headcount:was_division_duration]))";
    // Numbers of people stand side by side; a span is a number or none.
    let results = format!(
        "SUMPRODUCT(--(ABS([before:extra_quits]-[was_before:was_extra_quits])>1E-6*\
         ABS([was_before:was_extra_quits])+1E-9*[was_before]))+{}+\
         IF(AND(ISNUMBER([span_after]),ISNUMBER([was_span_after])),IF(ABS([span_after]-\
         [was_span_after])>1E-6*[was_span_after],1,0),IF([span_after]=[was_span_after],0,1))",
        differs(money)
    );
    columns.extend([
        verdict("division_changed", "inputs changed", changed.into()).group("Check"),
        verdict("division_differs", "results that differ", results),
    ]);
    columns
}

/// Returns the formula of how many checked columns the program's figures are missed in.
fn differs<C>(columns: &[table::Column<C>]) -> String {
    let checked = columns.iter().filter(|column| column.is_checked);
    let terms: Vec<String> = checked.map(table::Column::differs).collect();
    terms.join("+")
}

fn verdict<C>(name: &str, title: &str, formula: String) -> table::Column<C> {
    table::Column::formula(name, title, Whole, formula, |_| 0.0).sum()
}
