//! What the sheets of a workbook are written from: a plan, its results, and the names of cells.

use crate::model::{Outcome, Plan, Scenario, Source, Warning};
use crate::workbook::{
    figures::{ResultRow, Section, sections},
    format::{Scale, Units},
    names::Names,
    text::{NAME, Text},
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
    pub(super) fn figures(&self) -> impl Iterator<Item = &ResultRow> {
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
}
