//! Answers of the solver for people: the verdict, the effect on the figures, the cuts.

use crate::model::{
    Figure, Headcount, Outcome, Plan, Savings, Scenario, Unit,
    solve::{Answer, Ask, Failing, Frontier, Goal, Sought, Stress},
};
use crate::report::{Block, Table};
use crate::text::{Style, Words, capital};

/// The results that a solution is compared by.
const FIGURES: [Figure; 9] = [
    Headcount::LAID_OFF,
    Headcount::ELIMINATED,
    Headcount::UNCOVERED,
    Savings::CHARGE,
    Savings::PEAK_NEGATIVE,
    Savings::PAYBACK_MONTHS,
    Savings::RUN_RATE,
    Savings::NET_CASH,
    Savings::NPV,
];

/// The most rows of divisions or assumptions.
const MOST_ROWS: usize = 40;

/// An assumption with a smaller share of the distance gets no row.
const LEAST_PART: f64 = 0.0005;

/// Writes what the solver found for a plan.
pub(crate) struct SolverReport<'a> {
    pub(crate) scenario: &'a Scenario,
    pub(crate) plan: &'a Plan,
    /// The share of draws in which the target is reached, and their number.
    pub(crate) chance: Option<(f64, usize)>,
}

impl SolverReport<'_> {
    fn words(&self) -> Words<'_> {
        Words::new(&self.scenario.currency, false)
    }

    fn title(&self, what: &str) -> Block {
        Block::Title(format!(
            "{} ▸ {}: {what}",
            self.scenario.name, self.plan.name
        ))
    }

    fn of_draws(&self) -> Option<Block> {
        let (share, draws) = self.chance?;
        let words = self.words();
        Some(Block::Text(format!(
            "Reached in {} of {} draws of the uncertain inputs.",
            words.lever_share(share),
            words.count(draws as f64)
        )))
    }

    /// Returns the cuts that reach the target, or come nearest.
    pub(crate) fn cuts(&self, ask: &Ask, answer: &Answer) -> Vec<Block> {
        let (scenario, words) = (self.scenario, self.words());
        let solution = &answer.solution;
        let mut blocks = vec![
            self.title(ask.least.spec().title),
            Block::Text(format!("{}.", words.verdict(scenario, ask, answer))),
        ];
        blocks.extend(self.of_draws());
        let price = words.price(scenario, ask, solution);
        let mut said: Vec<String> = price.into_iter().collect();
        said.push(words.binding(scenario, ask, solution));
        said.push(words.certainty(ask, answer));
        said.retain(|text| !text.is_empty());
        blocks.push(Block::Text(format!("{}.", said.join(". "))));
        blocks.push(self.figures(&solution.outcome));
        blocks.push(self.divisions(ask, answer));
        blocks
    }

    fn figures(&self, found: &Outcome) -> Block {
        let words = self.words();
        let now = self.scenario.evaluate_plan(self.plan);
        let mut table = Table::new("Effect").figures(["plan", "solution", "change"]);
        for figure in FIGURES {
            let (before, after) = (figure.of(&now), figure.of(found));
            let (unit, label) = (figure.spec().unit, figure.spec().label);
            let change = words.difference(unit, before, after);
            table.row([
                capital(label),
                words.format(before, unit, Style::Result),
                words.format(after, unit, Style::Result),
                change.map_or_else(String::new, |(_, text)| text),
            ]);
        }
        Block::Table(table)
    }

    fn divisions(&self, ask: &Ask, answer: &Answer) -> Block {
        let (scenario, words) = (self.scenario, self.words());
        let solution = &answer.solution;
        let mut table = Table::new("Cuts")
            .figures(["plan", "solution", "guardrail", "positions"])
            .words("");
        let people = solution
            .outcome
            .divisions
            .iter()
            .map(|d| d.people.eliminated);
        let people: Vec<f64> = people.collect();
        for (at, division) in scenario.divisions.iter().enumerate().take(MOST_ROWS) {
            let note = match () {
                () if ask.locked[at] => "locked",
                () if solution.at_cap.contains(&at) => "guardrail",
                () if solution.marginal.contains(&at) => "next",
                () => "",
            };
            table.row([
                division.name.clone(),
                words.share(self.plan.levers[at].cut),
                words.share(solution.plan.levers[at].cut),
                words.share(scenario.inputs.divisions[at].max_cut),
                words.people(people[at]),
                note.into(),
            ]);
        }
        Block::Table(table)
    }

    /// Returns the best plan for each of many targets.
    pub(crate) fn frontier(&self, ask: &Ask, frontier: &Frontier) -> Vec<Block> {
        let (scenario, words) = (self.scenario, self.words());
        let figure = ask.target.figure();
        let spec = ask.least.spec();
        let mut table = Table::new(capital(&figure.label(scenario))).figures([
            spec.label,
            "per 1 m more",
            "laid off",
            "charge",
            "payback",
            "run-rate",
        ]);
        for point in &frontier.points {
            let price = point.price.map_or(f64::NAN, |price| price * 1e6);
            let price = match spec.unit {
                Unit::Share => words.format(price, Unit::Share, Style::Bare),
                Unit::Money => words.money(price),
                _ => words.count(price),
            };
            table.row([
                words.format(point.reached, figure.spec().unit, Style::Result),
                words.format(point.harm, spec.unit, Style::Result),
                price,
                words.people(point.laid_off),
                words.amount(point.charge),
                words.months(point.payback),
                words.amount(point.run_rate),
            ]);
        }
        vec![
            self.title(&format!("frontier, {}", spec.title)),
            Block::Text(format!(
                "Each row is the plan that reaches it with the least {}. Amounts in {}.",
                spec.label, scenario.currency
            )),
            Block::Table(table),
        ]
    }

    /// Returns the values of an input that reach a goal.
    pub(crate) fn sought(&self, goal: &Goal, sought: &Sought) -> Vec<Block> {
        let (scenario, words) = (self.scenario, self.words());
        let mut lines = words.sought(scenario, goal, sought);
        lines.push(words.searched(goal, sought));
        let mut blocks = vec![
            self.title(&words.goal(scenario, goal)),
            Block::Text(format!("{}.", lines.join(". "))),
        ];
        blocks.extend(self.of_draws());
        let unit = goal.input.unit();
        let label = goal.figure.label(scenario);
        let mut table = Table::new("Solutions").figures(["value", label.as_str()]);
        let figure = |value| words.format(value, goal.figure.spec().unit, Style::Result);
        table.row([
            "Now".into(),
            words.format(sought.now, unit, Style::Computed),
            figure(sought.figure_now),
        ]);
        for root in &sought.roots {
            table.row([
                "Solution".into(),
                words.format(root.value, unit, Style::Computed),
                figure(root.reached),
            ]);
        }
        if let Some(missed) = sought.missed {
            table.row([
                "Nearest".into(),
                words.format(missed.value, unit, Style::Computed),
                figure(missed.reached),
            ]);
        }
        blocks.push(Block::Table(table));
        blocks
    }

    /// Returns the nearest change of the assumptions at which the plan fails.
    pub(crate) fn stress(&self, failing: Failing, stress: &Stress) -> Vec<Block> {
        let (scenario, words) = (self.scenario, self.words());
        let mut blocks = vec![self.title("breaking point")];
        let lines = words.stress(failing, stress);
        blocks.push(Block::Text(format!("{}.", lines.join(". "))));
        let Stress::At { moved, outcome, .. } = stress else {
            return blocks;
        };
        let mut table = Table::new("Assumptions at the breaking point").figures([
            "median → there",
            "percentile",
            "share",
        ]);
        // The others stay at their medians.
        let that_matter = moved.iter().filter(|moved| moved.part >= LEAST_PART);
        for moved in that_matter.take(MOST_ROWS) {
            let [change, place] = words.moved(moved);
            let share = words.format(moved.part, Unit::Share, Style::Bare);
            table.row([moved.input.named(scenario), change, place, share]);
        }
        blocks.push(Block::Table(table));
        blocks.push(Block::Text(format!(
            "Results there: run-rate {}, net present value {}, payback {}. Shares are parts of the \
             squared distance; correlated inputs move together.",
            words.money(outcome.savings.run_rate),
            words.money(outcome.savings.npv),
            words.months(outcome.savings.payback_months)
        )));
        blocks
    }
}
