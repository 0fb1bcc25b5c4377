//! Assembles the sheets of a workbook in their order.

use crate::model::{Outcome, Plan, Scenario, Source, Warning, quarter_flows};
use crate::workbook::{
    ai,
    cash::{self, QuarterRow},
    charge, check, cost,
    divisions::{self, DivisionRow},
    figures::{Figure, Section, sections},
    format::{Scale, Units},
    inputs,
    names::Names,
    notes, people,
    sheet::Sheet,
    summary,
    table::{Column, Table},
    text::{NAME, Text},
    timing::{self, QuarterToDate, to_date},
};

/// The contents of a workbook.
pub(super) struct Book<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) plan: &'a Plan,
    pub(super) outcome: &'a Outcome,
    pub(super) warnings: &'a [Warning],
    pub(super) software: &'a str,
    /// The names of the scenario and the plan.
    pub(super) subject: Text,
    pub(super) sections: Vec<Section>,
    pub(super) names: Names,
    pub(super) scale: Scale,
    pub(super) units: Units,
}

impl<'a> Book<'a> {
    pub(super) fn new(
        scenario: &'a Scenario,
        plan: &'a Plan,
        outcome: &'a Outcome,
        warnings: &'a [Warning],
        software: &'a str,
    ) -> Self {
        let savings = &outcome.savings;
        let largest = [
            savings.run_rate_gross,
            savings.charge,
            savings.net_cash.abs(),
        ];
        let largest = largest.into_iter().fold(0.0, f64::max);
        let scale = Scale::of(largest, outcome.headcount.before);
        let subject = format!("{} ▸ {}", scenario.name, plan.name);
        Self {
            scenario,
            plan,
            outcome,
            warnings,
            software,
            subject: Text::outside(&subject, NAME),
            sections: sections(scenario, outcome),
            names: Names::default(),
            scale,
            units: Units::new(&scenario.currency, scale),
        }
    }

    /// Returns all results of the company.
    pub(super) fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.sections.iter().flat_map(|section| &section.figures)
    }

    /// Returns the tolerance for amounts of money: above rounding errors, and far below any payment.
    pub(super) fn tolerance(&self) -> f64 {
        let divisions = &self.scenario.inputs.divisions;
        let payroll: f64 = divisions
            .iter()
            .map(|division| division.headcount * division.loaded_cost)
            .sum();
        let savings = &self.outcome.savings;
        let spent = savings.charge + savings.reskilling + savings.rehiring + savings.survivors;
        (payroll + spent) * 1e-12 + 1e-9
    }

    /// Returns all sources, those of the plan first.
    pub(super) fn sources(&self) -> impl Iterator<Item = &'a (String, Source)> {
        self.plan.sources.iter().chain(&self.scenario.sources)
    }

    /// Returns the source of the input at `path`.
    pub(super) fn source(&self, path: &str) -> Option<&'a Source> {
        self.sources()
            .find(|(known, _)| known == path)
            .map(|(_, source)| source)
    }

    /// Returns all sheets in their order.
    pub(super) fn sheets(&mut self) -> Vec<Sheet> {
        let flows = quarter_flows(&self.scenario.inputs, self.plan, self.scenario.horizon);
        let divisions = self.divisions();
        let quarters = cash::rows(self.scenario, self.outcome, &flows);
        let by_quarter: Vec<QuarterToDate> = to_date(&flows)
            .into_iter()
            .enumerate()
            .map(|(index, done)| QuarterToDate {
                by: index as f64 + 1.0,
                label: self.scenario.start.plus(index).to_string(),
                done,
            })
            .collect();
        let choices = self.choices();

        let columns = Columns::new(self.outcome);
        let tables = Tables {
            divisions: columns.divisions(&divisions, &self.subject),
            timing: columns.timing(&by_quarter, &self.subject),
            quarters: columns.quarters(&quarters, &self.subject),
            options: columns.options(&choices, &self.subject),
        };
        let mut names = Names::default();
        tables.name(&mut names);
        summary::name(self, &mut names);
        inputs::name(self, &mut names);
        check::name(self, &mut names);
        self.names = names;
        self.written(&tables)
    }

    fn divisions(&self) -> Vec<DivisionRow<'a>> {
        let inputs = &self.scenario.inputs;
        let known = self.scenario.divisions.iter().zip(&inputs.divisions);
        let planned = self.plan.levers.iter().zip(&self.outcome.divisions);
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

    fn choices(&self) -> Vec<ai::OptionRow<'a>> {
        let known = self
            .scenario
            .options
            .iter()
            .zip(&self.scenario.inputs.options);
        let planned = self.plan.portfolio.iter().zip(&self.outcome.ai.options);
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

    fn written(&self, tables: &Tables<'_, '_>) -> Vec<Sheet> {
        let (names, units) = (&self.names, &self.units);
        let [given, people, money, check_divisions] = &tables.divisions;
        let [quarters, check_quarters] = &tables.quarters;
        let mut ai = tables.options.write(names, units);
        ai::to_scale(self, &mut ai, tables.options.last());
        vec![
            summary::sheet(self),
            inputs::sheet(self),
            given.write(names, units),
            people.write(names, units),
            money.write(names, units),
            tables.timing.write(names, units),
            quarters.write(names, units),
            ai,
            check::sheet(self),
            check_quarters.write(names, units),
            check_divisions.write(names, units),
            notes::sheet(self),
        ]
    }
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
