//! What changed between two plans, and what each change accounts for.
//!
//! Must not attribute anything: amounts come from the model.

use crate::model::{Attribution, Changed, Input, Method, Unit, Unlike};
use crate::text::{Words, funding, input};
use crate::tui::State;

impl Words<'_> {
    /// What a change is of, and from what to what it went.
    pub fn changed(&self, state: &State, changed: &Changed) -> (String, String) {
        let arrow = self.arrow();
        match changed {
            Changed::Input {
                input: at,
                from,
                to,
            } => {
                let unit = state.slider(*at).map_or(Unit::Ratio, |slider| slider.unit);
                let value = |value: &Option<f64>| match (value, at) {
                    (Some(value), _) => self.brief(*value, unit),
                    (None, Input::Lever(..)) => "its own share".into(),
                    (None, _) => "none".into(),
                };
                (
                    input(state.scenario(), *at),
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
                "fund AI".into(),
                format!("{} {arrow} {}", funding(*from), funding(*to)),
            ),
            Changed::Portfolio { from, to } => {
                let moved: f64 = from
                    .iter()
                    .zip(to)
                    .map(|(from, to)| (to - from).abs())
                    .sum();
                (
                    "portfolio".into(),
                    format!("{} of it moved", self.lever_share(moved / 2.0)),
                )
            }
        }
    }
}

/// How the parts of a change were found.
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

/// Why two plans cannot be set against each other.
pub fn unlike(unlike: Unlike) -> &'static str {
    match unlike {
        Unlike::Divisions => "The baseline has other divisions: changes cannot be matched.",
        Unlike::Options => "The baseline has other AI options: changes cannot be matched.",
        Unlike::Start => "The baseline starts in another quarter: changes cannot be matched.",
    }
}
