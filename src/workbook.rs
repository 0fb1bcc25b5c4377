//! Writes a report as an xlsx workbook whose results are live formulas.
//!
//! The files people, cost, charge, timing, cash and ai mirror those of the model's kernel. Formulas
//! consist of defined names and cell references only, never of text from outside. Each formula cell
//! caches the program's own result. Figures are exact; only number formats round.

mod ai;
mod book;
mod cash;
mod charge;
mod chart;
mod check;
mod cost;
mod divisions;
mod figures;
mod format;
mod inputs;
mod names;
mod notes;
mod package;
mod people;
mod sheet;
mod style;
mod summary;
mod table;
mod text;
mod timing;
mod zip;

use crate::model::{Outcome, Scenario, Warning, quarter_flows};
use crate::workbook::{
    book::Book,
    cash::QuarterRow,
    divisions::DivisionRow,
    names::Names,
    sheet::Sheet,
    table::{Column, Table},
    text::Text,
    timing::{QuarterToDate, to_date},
};

/// Returns the workbook of the plan `index`. `software` is the name and version of the program.
///
/// # Errors
/// Why the workbook cannot be written, in words.
pub fn xlsx(
    scenario: &Scenario,
    index: usize,
    outcome: &Outcome,
    warnings: &[Warning],
    software: &str,
) -> Result<Vec<u8>, String> {
    let plan = &scenario.plans[index];
    let mut book = Book::new(scenario, plan, outcome, warnings, software);
    let sheets = sheets(&mut book);
    package::package(&book, sheets)
}

/// Writes all sheets in their order, once the cells of all of them have names.
fn sheets(book: &mut Book<'_>) -> Vec<Sheet> {
    let flows = quarter_flows(&book.scenario.inputs, book.plan, book.scenario.horizon);
    let divisions = division_rows(book);
    let quarters = cash::rows(book.scenario, book.outcome, &flows);
    let by_quarter: Vec<QuarterToDate> = to_date(&flows)
        .into_iter()
        .enumerate()
        .map(|(index, done)| QuarterToDate {
            by: index as f64 + 1.0,
            label: book.scenario.start.plus(index).to_string(),
            done,
        })
        .collect();
    let options = option_rows(book);

    let columns = Columns::new(book.outcome);
    let tables = Tables {
        divisions: columns.divisions(&divisions, &book.subject),
        timing: columns.timing(&by_quarter, &book.subject),
        quarters: columns.quarters(&quarters, &book.subject),
        options: columns.options(&options, &book.subject),
    };
    let mut names = Names::default();
    tables.name(&mut names);
    summary::name(book, &mut names);
    inputs::name(book, &mut names);
    check::name(book, &mut names);
    book.names = names;
    written(book, &tables)
}

fn division_rows<'a>(book: &Book<'a>) -> Vec<DivisionRow<'a>> {
    let inputs = &book.scenario.inputs;
    let known = book.scenario.divisions.iter().zip(&inputs.divisions);
    let planned = book.plan.levers.iter().zip(&book.outcome.divisions);
    known
        .zip(planned)
        .map(|((division, given), (levers, results))| DivisionRow {
            key: &division.key,
            name: &division.name,
            inputs: given,
            levers,
            results,
            assumptions: &inputs.assumptions,
        })
        .collect()
}

fn option_rows<'a>(book: &Book<'a>) -> Vec<ai::OptionRow<'a>> {
    let known = book
        .scenario
        .options
        .iter()
        .zip(&book.scenario.inputs.options);
    let planned = book.plan.portfolio.iter().zip(&book.outcome.ai.options);
    known
        .zip(planned)
        .map(|((option, inputs), (&share, results))| ai::OptionRow {
            option,
            inputs,
            share,
            results,
        })
        .collect()
}

fn written(book: &Book<'_>, tables: &Tables<'_, '_>) -> Vec<Sheet> {
    let (names, units) = (&book.names, &book.units);
    let [given, people, money, check_divisions] = &tables.divisions;
    let [quarters, check_quarters] = &tables.quarters;
    let mut ai = tables.options.write(names, units);
    ai::to_scale(book, &mut ai, tables.options.last());
    vec![
        summary::sheet(book),
        inputs::sheet(book),
        given.write(names, units),
        people.write(names, units),
        money.write(names, units),
        tables.timing.write(names, units),
        quarters.write(names, units),
        ai,
        check::sheet(book),
        check_quarters.write(names, units),
        check_divisions.write(names, units),
        notes::sheet(book),
    ]
}
/// The columns of all tables.
struct Columns<'a> {
    divisions: [Vec<Column<DivisionRow<'a>>>; 4],
    timing: Vec<Column<QuarterToDate>>,
    quarters: [Vec<Column<QuarterRow>>; 2],
    options: Vec<Column<ai::OptionRow<'a>>>,
}

/// All tables.
struct Tables<'t, 'a> {
    divisions: [Table<'t, DivisionRow<'a>>; 4],
    timing: Table<'t, QuarterToDate>,
    quarters: [Table<'t, QuarterRow>; 2],
    options: Table<'t, ai::OptionRow<'a>>,
}

impl Tables<'_, '_> {
    fn name(&self, names: &mut Names) {
        for table in &self.divisions {
            table.name(names);
        }
        self.timing.name(names);
        for table in &self.quarters {
            table.name(names);
        }
        self.options.name(names);
    }
}

impl<'a> Columns<'a> {
    fn new(outcome: &Outcome) -> Self {
        let mut money = cost::positions();
        money.extend(charge::columns());
        money.extend(cost::savings());
        money.extend(cost::other());
        money.extend(timing::times());
        let given = divisions::columns();
        let people = people::columns(&outcome.headcount);
        let checks = check::divisions([&given, &people, &money]);
        let quarters = cash::columns();
        let quarter_checks = check::quarters(&quarters);
        Self {
            divisions: [given, people, money, checks],
            timing: timing::columns(),
            quarters: [quarters, quarter_checks],
            options: ai::columns(),
        }
    }

    fn divisions<'t>(
        &'t self,
        rows: &'t [DivisionRow<'a>],
        subtitle: &'t Text,
    ) -> [Table<'t, DivisionRow<'a>>; 4] {
        let [given, people, money, check] = &self.divisions;
        let table = |sheet, title, note, columns: &'t [_]| Table {
            sheet,
            title,
            subtitle,
            note,
            columns,
            rows,
            opens: false,
        };
        [
            table(
                divisions::SHEET,
                "Divisions: what may be changed",
                "Blue may be changed. What is not as the program wrote it stands out.",
                given,
            ),
            table(
                people::SHEET,
                "People by division",
                "The plan carried out in full. Full-time equivalents.",
                people,
            ),
            table(
                cost::SHEET,
                "Money by division",
                "The plan carried out in full, but for the times at the end.",
                money,
            ),
            table(
                check::DIVISIONS,
                "Check: divisions",
                "What the program has, and how many figures of each division differ from it.",
                check,
            ),
        ]
    }

    fn timing<'t>(
        &'t self,
        rows: &'t [QuarterToDate],
        subtitle: &'t Text,
    ) -> Table<'t, QuarterToDate> {
        Table {
            sheet: timing::SHEET,
            title: "What is done by the end of each quarter",
            subtitle,
            note: "Sums over all divisions since the start. A ramp from one time to another has \
             reached a share, and has an area under it; both have closed forms.",
            columns: &self.timing,
            rows,
            opens: true,
        }
    }

    fn quarters<'t>(
        &'t self,
        rows: &'t [QuarterRow],
        subtitle: &'t Text,
    ) -> [Table<'t, QuarterRow>; 2] {
        let [quarters, check] = &self.quarters;
        [
            Table {
                sheet: cash::SHEET,
                title: "Quarters",
                subtitle,
                note: "What happens within each quarter: the difference of what is done by its end \
                 and by the end of the one before.",
                columns: quarters,
                rows,
                opens: true,
            },
            Table {
                sheet: check::QUARTERS,
                title: "Check: quarters",
                subtitle,
                note: "What the program has, and how many figures of each quarter differ from it.",
                columns: check,
                rows,
                opens: false,
            },
        ]
    }

    fn options<'t>(
        &'t self,
        rows: &'t [ai::OptionRow<'a>],
        subtitle: &'t Text,
    ) -> Table<'t, ai::OptionRow<'a>> {
        Table {
            sheet: ai::SHEET,
            title: "What the money for AI buys",
            subtitle,
            note: "Blue may be changed; the shares should add up to 100 %.",
            columns: &self.options,
            rows,
            opens: false,
        }
    }
}
