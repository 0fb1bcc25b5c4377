//! A scenario: one organisation, what is known of it, and the plans for it.
//!
//! The file layer builds only valid scenarios, so the kernel cannot fail.

use crate::model::{Correlation, Inputs, Levers, Quarter, Uncertain};

/// One organisation and one or more plans for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Title.
    pub name: String,
    /// One or two neutral sentences; may be empty.
    pub summary: String,
    /// ISO 4217 code.
    pub currency: String,
    /// Quarter 0.
    pub start: Quarter,
    /// Quarters modelled, 1 to [`LONGEST_HORIZON`].
    pub horizon: usize,
    /// Every number that may be uncertain.
    pub inputs: Inputs,
    /// Keys and names; the numbers are at the same index of [`Inputs::divisions`].
    pub divisions: Vec<Division>,
    /// Keys, names and units; the numbers are at the same index of [`Inputs::options`].
    pub options: Vec<AiOption>,
    /// The period that the capital spending plan covers; without meaning where [`Inputs::capex_plan`] is `None`.
    pub capex_period: String,
    /// Other organisations' spending plans, for scale.
    pub peers: Vec<Peer>,
    /// At least one; names are unique.
    pub plans: Vec<Plan>,
    /// Headcount before the scenario starts.
    pub history: Vec<HistoryPoint>,
    /// Inputs given as a distribution.
    pub uncertain: Vec<Uncertain>,
    /// Rank correlations between uncertain inputs.
    pub correlations: Vec<Correlation>,
    /// The sources of its numbers.
    pub sources: Sources,
}

/// A part of the organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Division {
    /// Unique; matches `[a-z0-9_-]+`.
    pub key: String,
    /// The name on screens and in reports.
    pub name: String,
}

/// Something AI money can buy.
#[derive(Clone, Debug, PartialEq)]
pub struct AiOption {
    /// Unique; matches `[a-z0-9_-]+`.
    pub key: String,
    /// The name on screens and in reports.
    pub name: String,
    /// The unit that is bought: MW, chips, FTE.
    pub unit: String,
    /// Whether its units are people hired.
    pub hires: bool,
}

/// Another organisation's spending plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Peer {
    /// The name on screens and in reports.
    pub name: String,
    /// In the scenario's currency.
    pub amount: f64,
    /// The period that it covers.
    pub period: String,
}

/// Headcount of one period.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryPoint {
    /// The period.
    pub period: String,
    /// People.
    pub headcount: f64,
}

/// One set of decisions.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Unique and not empty.
    pub name: String,
    /// One entry per division.
    pub levers: Vec<Levers>,
    /// Share of natural quits left unfilled to meet the cut.
    pub attrition_first: f64,
    /// Share of the other affected people moved to AI roles.
    pub redeploy: f64,
    /// The rule for when money may move to AI.
    pub funding: Funding,
    /// One share per AI option; they sum to 1.
    pub portfolio: Vec<f64>,
    /// The sources of its numbers.
    pub sources: Sources,
}

/// The rule for when savings may be spent on AI.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Funding {
    /// As they arise.
    #[default]
    Immediate,
    /// Only once the plan's own cost is earned back.
    AfterPayback,
}

impl Funding {
    /// Returns the other rule.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Immediate => Self::AfterPayback,
            Self::AfterPayback => Self::Immediate,
        }
    }
}

/// The sources of numbers, by path, in the order of the file.
pub type Sources = Vec<(String, Source)>;

/// The source of one number.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// How it came about.
    pub kind: SourceKind,
    /// Publisher, title, date; or why it is thought reasonable.
    pub text: String,
    /// How far to trust it.
    pub confidence: Option<Confidence>,
}

/// How a number came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// Published.
    Sourced,
    /// Arithmetic on published numbers.
    Derived,
    /// Made up to show the shape of things.
    Illustrative,
    /// An informed guess.
    Judgement,
}

/// How far to trust a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confidence {
    /// Primary text.
    High,
    /// Reputable secondary.
    Medium,
    /// Single or disputed.
    Low,
}

/// The most quarters that are modelled.
pub const LONGEST_HORIZON: usize = 80;

/// How far the sum of the shares of a portfolio may be from 1.
pub const SHARE_TOLERANCE: f64 = 1e-6;

impl Scenario {
    /// Returns the index of the plan called `name`.
    pub fn plan_named(&self, name: &str) -> Option<usize> {
        self.plans.iter().position(|plan| plan.name == name)
    }

    /// Returns the source of the number at `path`, where the organisation gives one.
    pub fn source(&self, path: &str) -> Option<&Source> {
        self.sources
            .iter()
            .find(|(known, _)| known == path)
            .map(|(_, source)| source)
    }
}
