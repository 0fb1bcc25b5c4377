//! Answers of the solver in words: what is reached, what it costs, from whom, and how near the best it is.

use crate::model::{
    Scenario, Unit,
    solve::{Answer, Ask, Failing, Goal, Moved, Objective, Solution, Sought, Stress},
};
use crate::text::{Style, Words, capital, numbers::grouped};

/// A gap, as a share of the minimum, that is nothing but rounding.
const EXACT: f64 = 1e-7;
/// The most names in a sentence; the others are counted.
const MOST_NAMES: usize = 3;

impl Words<'_> {
    /// Writes whether the target is reached or, if not, how far it can be reached.
    pub fn verdict(&self, scenario: &Scenario, ask: &Ask, answer: &Answer) -> String {
        let figure = ask.target.figure();
        let amount = |value| self.format(value, figure.spec().unit, Style::Result);
        let label = figure.label(scenario);
        let reached = answer.solution.reached;
        let Some(short) = answer.short else {
            return format!("Reached: {label} {}", amount(reached));
        };
        let within = match (ask.caps, ask.cash_limit) {
            (true, None) => " within the guardrails",
            (true, Some(_)) => " within the guardrails and the cash limit",
            (false, Some(_)) => " within the cash limit",
            (false, None) => "",
        };
        let mut text = format!(
            "Out of reach: at most {} of {label}{within}",
            amount(reached)
        );
        let more = |without: Option<f64>| without.filter(|without| *without > reached * 1.001);
        for (without, what) in [
            (short.without_caps, "without guardrails"),
            (short.without_limit, "without the cash limit"),
        ] {
            if let Some(without) = more(without) {
                text += &format!("; {} {what}", amount(without));
            }
        }
        text
    }

    /// Writes what one more million of the target costs, and in which divisions; `None` if that is
    /// not known.
    pub fn price(&self, scenario: &Scenario, ask: &Ask, solution: &Solution) -> Option<String> {
        let price = solution.price.filter(|price| price.is_finite())?;
        let yearly = if ask.target.is_yearly() {
            " a year"
        } else {
            ""
        };
        let one = format!("{}1 m{yearly}", self.currency_sign());
        let place = match solution.marginal.as_slice() {
            [] => String::new(),
            _ if ask.least == Objective::LargestCut || ask.least == Objective::EqualShares => {
                String::new()
            }
            divisions => format!(", in {}", names(scenario, divisions)),
        };
        let label = ask.least.spec().label;
        let million = price * 1e6;
        Some(match ask.least.spec().unit {
            _ if million == 0.0 => format!("Each further {one} costs no {label}{place}"),
            Unit::Share => {
                let points = self.in_points(million);
                format!("Each further {one} raises the {label} by {points}{place}")
            }
            Unit::Money => format!(
                "Each further {one} costs {} {label}{place}",
                self.money(million)
            ),
            _ => format!(
                "Each further {one} costs {} {label}{place}",
                self.count(million)
            ),
        })
    }

    /// Writes which guardrails bind, and whether the cash limit does.
    pub fn binding(&self, scenario: &Scenario, ask: &Ask, solution: &Solution) -> String {
        let mut parts = Vec::new();
        if ask.caps {
            parts.push(match solution.at_cap.as_slice() {
                [] => "No guardrail binds".into(),
                at_cap => format!("At the guardrail: {}", names(scenario, at_cap)),
            });
        }
        if let Some(quarter) = solution.cash_binds.filter(|_| ask.cash_limit.is_some()) {
            let label = scenario.start.plus(quarter);
            parts.push(format!("the cash limit binds in {label}"));
        }
        parts.join("; ")
    }

    /// Writes how near the best possible the solution is.
    pub fn certainty(&self, ask: &Ask, answer: &Answer) -> String {
        if answer.short.is_some() {
            return "Nothing comes nearer".into();
        }
        match answer.solution.gap() {
            None => "How near the minimum this is, is not known".into(),
            Some(gap) if gap <= EXACT && ask.least == Objective::EqualShares => {
                "This is the smallest equal share".into()
            }
            Some(gap) if gap <= EXACT => "This is the minimum".into(),
            Some(gap) => format!(
                "This is at most {} above the minimum",
                self.share(gap.max(1e-5))
            ),
        }
    }

    /// Writes the goal of a goal seek: `redeploy for payback 6.0 mo`.
    pub fn goal(&self, scenario: &Scenario, goal: &Goal) -> String {
        let label = goal.figure.label(scenario);
        let reach = self.format(goal.reach, goal.figure.spec().unit, Style::Result);
        format!("{} for {label} {reach}", goal.input.named(scenario))
    }

    /// Writes what a goal seek found, in a sentence or two.
    pub fn sought(&self, scenario: &Scenario, goal: &Goal, sought: &Sought) -> Vec<String> {
        let unit = goal.input.unit();
        let figure = |value| self.format(value, goal.figure.spec().unit, Style::Result);
        let (name, label) = (goal.input.named(scenario), goal.figure.label(scenario));
        let value = |value| self.format(value, unit, Style::Computed);
        if let Some(first) = sought.roots.first() {
            let mut lines = vec![format!(
                "{name}: {} {} {}",
                value(sought.now),
                self.arrow(),
                value(first.value)
            )];
            lines.push(format!("{}: {}", capital(&label), figure(first.reached)));
            let others: Vec<String> = sought.roots[1..]
                .iter()
                .take(MOST_NAMES)
                .map(|root| value(root.value))
                .collect();
            lines.push(match sought.roots.len() {
                1 => "This is the only solution".into(),
                n => format!("{n} solutions, also {}", others.join(", ")),
            });
            return lines;
        }
        let mut lines = vec![format!(
            "{} cannot be {}",
            capital(&label),
            figure(goal.reach)
        )];
        lines.push(match sought.missed {
            Some(missed) => format!(
                "Nearest is {}, with {name} at {}",
                figure(missed.reached),
                value(missed.value)
            ),
            None => format!("It is not defined for any {name}"),
        });
        lines
    }

    /// Writes the range of an input that was searched.
    pub fn searched(&self, goal: &Goal, sought: &Sought) -> String {
        let unit = goal.input.unit();
        let (low, high) = sought.range;
        format!(
            "Searched from {} to {}",
            self.format(low, unit, Style::Brief),
            self.format(high, unit, Style::Brief)
        )
    }

    /// Writes when a plan counts as failed: `payback is later than 12.0 mo`.
    pub fn failing(&self, failing: Failing) -> String {
        match failing {
            Failing::NoPayback => "there is no payback by the horizon".into(),
            Failing::Npv => "the net present value is not above zero".into(),
            Failing::RunRate(least) => {
                format!("run-rate savings are below {}", self.money(least))
            }
            Failing::Payback(months) => {
                format!("payback is later than {}", self.months(months))
            }
        }
    }

    /// Writes how far the plan is from failing.
    pub fn stress(&self, failing: Failing, stress: &Stress) -> Vec<String> {
        let when = self.failing(failing);
        match stress {
            Stress::Certain => vec!["No input of this scenario is uncertain".into()],
            Stress::Already => vec![
                format!("With every assumption at its median, {when}"),
                "The plan fails without any change".into(),
            ],
            Stress::Never(furthest) => vec![format!(
                "No change within {} standard deviations was found at which {when}",
                self.ratio(*furthest)
            )],
            Stress::At { distance, .. } => vec![
                format!(
                    "{} standard deviations from the median assumptions, {when}",
                    self.count(*distance)
                ),
                "No nearer change was found at which it fails".into(),
            ],
        }
    }

    /// Writes an assumption at the breaking point, `5.3 % → 17.6 %`, and its percentile there.
    pub fn moved(&self, moved: &Moved) -> [String; 2] {
        let unit = moved.input.unit();
        let [from, to] =
            [moved.middle, moved.value].map(|value| self.format(value, unit, Style::Computed));
        [
            format!("{from} {} {to}", self.arrow()),
            percentile(moved.percentile),
        ]
    }
}

/// A percentile of a distribution: `P94`, `P99.9`, `above P99.9`.
fn percentile(share: f64) -> String {
    match share {
        share if share < 0.001 => "below P0.1".into(),
        share if share > 0.999 => "above P99.9".into(),
        share if !(0.01..=0.99).contains(&share) => format!("P{}", grouped(share * 100.0, 1)),
        share => format!("P{}", grouped(share * 100.0, 0)),
    }
}

/// The names of divisions; of many the first, and how many more there are.
fn names(scenario: &Scenario, divisions: &[usize]) -> String {
    let name = |&division: &usize| scenario.divisions[division].name.clone();
    let shown: Vec<String> = divisions.iter().take(MOST_NAMES).map(name).collect();
    match divisions.len().saturating_sub(MOST_NAMES) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
