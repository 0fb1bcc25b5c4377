//! What changed between two plans in words, and how the parts of the effect were found.

use crate::model::{Attribution, Changed, Input, Method, Scenario, Unit, Unlike};
use crate::text::{Style, Words, funding};

impl Words<'_> {
    /// Writes what changed, and from what to what.
    pub fn changed(&self, scenario: &Scenario, changed: &Changed) -> (String, String) {
        let arrow = self.arrow();
        match changed {
            Changed::Input { input, from, to } => {
                let value = |value: &Option<f64>| match (value, input) {
                    (Some(value), _) => self.format(*value, input.unit(), Style::Brief),
                    (None, Input::Lever(..)) => "its own share".into(),
                    (None, _) => "none".into(),
                };
                (
                    input.named(scenario),
                    format!("{} {arrow} {}", value(from), value(to)),
                )
            }
            Changed::SeveranceRange { from, to } => {
                let range = |range: &(f64, f64)| self.from_to(range.0, range.1, Unit::Weeks);
                (
                    "severance, least and most".into(),
                    format!("{} {arrow} {}", range(from), range(to)),
                )
            }
            Changed::Funding { from, to } => (
                "AI funding".into(),
                format!("{} {arrow} {}", funding(*from), funding(*to)),
            ),
            Changed::Portfolio { from, to } => {
                let shares = from.iter().zip(to);
                let moved: f64 = shares.map(|(from, to)| (to - from).abs()).sum();
                (
                    "portfolio".into(),
                    format!("{} of it moved", self.lever_share(moved / 2.0)),
                )
            }
        }
    }
}

/// Returns how the parts of a change were found.
pub fn method(attribution: &Attribution) -> String {
    match attribution.method {
        Method::Exact { .. } if attribution.parts.len() < 2 => {
            "One change, so all of it is due to that.".into()
        }
        Method::Exact { is_whole: true } => {
            "Each part is the mean over every order of making the changes one by one (Shapley); they add up exactly.".into()
        }
        Method::Exact { is_whole: false } => {
            "Each part is the mean over every order of making the changes one by one in which the figure stays defined; they add up exactly.".into()
        }
        Method::Orders(orders) => format!(
            "Each part is the mean over {orders} fixed orders of making the changes one by one; they add up exactly."
        ),
        Method::Undefined => {
            "Nothing is attributed: the figure is not defined before or after.".into()
        }
        Method::UndefinedBetween => {
            "Nothing is attributed: with only some of the changes made the figure is not defined.".into()
        }
    }
}

/// Returns why two plans cannot be compared change by change.
pub fn unlike(unlike: Unlike) -> &'static str {
    match unlike {
        Unlike::Divisions => "The baseline has other divisions: changes cannot be matched.",
        Unlike::Options => "The baseline has other AI options: changes cannot be matched.",
        Unlike::Start => "The baseline starts in another quarter: changes cannot be matched.",
    }
}
