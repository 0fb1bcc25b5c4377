//! What the view of all plans remembers, and the figures of every plan.

use std::sync::Arc;

use crate::model::{Figure, Scenario};
use crate::tui::{
    document::{Document, PlanVersion},
    edit::PlanId,
};

/// How plans are compared.
#[derive(Clone, Debug)]
pub(crate) struct Comparison {
    /// The plan that the others are compared with; the first one when it was deleted.
    pub(crate) base: PlanId,
    pub(crate) filter: FigureFilter,
}

/// Which figures the table of plans shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct FigureFilter {
    /// Only figures that differ between plans.
    pub(crate) only_changed: bool,
    /// Every figure of the company, not only those that matter most.
    pub(crate) all: bool,
}

/// The figures of the company in one plan, as it was.
#[derive(Clone, Debug)]
pub(crate) struct PlanFigures {
    version: PlanVersion,
    pub(crate) values: Arc<[f64]>,
}

impl Comparison {
    /// Compares the plans of `document` with the first.
    pub(crate) fn of(document: &Document) -> Self {
        Self {
            base: document.ids()[0],
            filter: FigureFilter::default(),
        }
    }
}

/// Returns the figures of the company, in the order of reports.
pub(crate) fn company_figures(scenario: &Scenario) -> Vec<Figure> {
    let mut all = Figure::all(scenario);
    all.retain(|figure| !matches!(figure, Figure::Quarter(..) | Figure::Division(..)));
    all
}

/// Returns the figures of every plan; those of plans that did not change are taken from `known`.
pub(crate) fn figures_of_plans(
    document: &Document,
    known: Option<&Vec<PlanFigures>>,
    values: impl Fn(usize) -> Arc<[f64]>,
) -> Vec<PlanFigures> {
    let of = |(index, &id): (usize, &PlanId)| {
        let version = document.version_of(id);
        let same = |known: &&PlanFigures| known.version == version;
        let known = known.and_then(|known| known.iter().find(same));
        known.cloned().unwrap_or_else(|| PlanFigures {
            version,
            values: values(index),
        })
    };
    document.ids().iter().enumerate().map(of).collect()
}
