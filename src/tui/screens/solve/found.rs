//! What the solver found for what is asked, and how it becomes a plan.
//!
//! Found when somebody looks and forgotten with the results it is of. Must not draw or change a plan:
//! a solution is a plan of its own.

use std::cell::OnceCell;

use crate::model::{
    Figure, Input, Outcome, Plan, Scenario, Unit,
    simulate::{Effort, Samples},
    solve::{
        Answer, Ask, Chance, Frontier, Sought, Stress, Target, frontier, optimise, seek, stress,
        with,
    },
};
use crate::text::{Style, Words};
use crate::tui::{
    Baseline, Edit, Msg, Pane, State,
    screens::solve::goal::{Find, Want},
};

/// Draws behind a chance: few enough to be asked dozens of times, fewer where each is much work.
pub fn solver_draws(scenario: &Scenario) -> usize {
    if scenario.divisions.len() > 100 {
        500
    } else {
        1_000
    }
}

/// What is known so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Solved {
    answer: OnceCell<Answer>,
    frontier: OnceCell<Frontier>,
    sought: OnceCell<Option<Sought>>,
    stress: OnceCell<Stress>,
    samples: OnceCell<Option<Samples>>,
    plans: OnceCell<Vec<(f64, f64)>>,
}

impl State {
    fn chance(&self) -> Option<Chance<'_>> {
        let share = self.quest().chance.filter(|_| self.is_uncertain())?;
        let effort = Effort::of(solver_draws(self.scenario()), 1);
        let samples = self
            .solved
            .samples
            .get_or_init(|| Samples::new(self.scenario(), self.wish().seed, effort));
        let samples = samples.as_ref()?;
        Some(Chance { share, samples })
    }

    /// The cuts that were asked for, or those that come nearest.
    pub fn answer(&self) -> &Answer {
        self.solved.answer.get_or_init(|| {
            let chance = self.chance();
            optimise(
                self.scenario(),
                self.current_plan(),
                &self.ask(),
                chance.as_ref(),
            )
        })
    }

    /// The best plans from little of the target to the most.
    pub fn frontier(&self) -> &Frontier {
        let known = &self.solved.frontier;
        known.get_or_init(|| frontier(self.scenario(), self.current_plan(), &self.ask()))
    }

    /// What goal seek found; nothing where the scenario has no such input.
    pub fn sought(&self) -> Option<&Sought> {
        let found = self.solved.sought.get_or_init(|| {
            let chance = self.chance();
            seek(
                self.scenario(),
                self.current_plan(),
                &self.goal(),
                chance.as_ref(),
            )
        });
        found.as_ref()
    }

    /// How near the plan is to failing.
    pub fn stress(&self) -> &Stress {
        let known = &self.solved.stress;
        known.get_or_init(|| stress(self.scenario(), self.current_plan(), self.quest().failing))
    }

    /// Every plan of the scenario as it is: its target figure and what should be least of it.
    pub fn plans_to_beat(&self) -> &[(f64, f64)] {
        self.solved.plans.get_or_init(|| {
            let (scenario, ask) = (self.scenario(), self.ask());
            let of = |plan: &Plan| {
                let outcome = scenario.evaluate_plan(plan);
                let cuts = plan.levers.iter().map(|levers| levers.cut);
                (
                    ask.target.figure().of(&outcome),
                    ask.least.of(&outcome, cuts),
                )
            };
            scenario.plans.iter().map(of).collect()
        })
    }

    /// The point of the frontier at the cursor.
    pub fn point(&self) -> Option<usize> {
        let last = self.frontier().points.len().checked_sub(1)?;
        Some(self.row(Pane::Frontier).min(last))
    }

    pub(crate) fn want(&mut self, want: Want) {
        self.quest.take(want);
        self.forget_solved();
        self.follow_quest();
    }

    pub(crate) fn forget_solved(&mut self) {
        // Draws hang on nothing that is asked.
        let samples = std::mem::take(&mut self.solved.samples);
        self.solved = Solved {
            samples,
            ..Solved::default()
        };
    }

    /// Puts the cursor of the frontier where the target is.
    pub(crate) fn follow_quest(&mut self) {
        if self.quest.find != Find::Cuts {
            return;
        }
        let reach = self.reach();
        let points = &self.frontier().points;
        let nearest = points.iter().enumerate().min_by(|(_, a), (_, b)| {
            let off = |x: f64| (x - reach).abs();
            off(a.reach).total_cmp(&off(b.reach))
        });
        let row = nearest.map_or(0, |(row, _)| row);
        self.rows[Pane::Frontier as usize] = row;
    }

    /// The message that makes what is looked at a plan, or sets the input that was sought.
    pub(crate) fn adopted(&self) -> Option<Msg> {
        match self.quest().find {
            Find::Cuts if self.pane() == Pane::Frontier => {
                let at = self.point()?;
                let points = &self.frontier().points;
                let is_last = at + 1 == points.len();
                let title = self.title(Some(points[at].reach).filter(|_| !is_last), is_last);
                self.plan_of_cuts(&points[at].cuts, &title)
            }
            Find::Cuts => {
                let answer = self.answer();
                let reach = self.quest().reach.filter(|_| answer.short.is_none());
                let title = self.title(reach, answer.short.is_some());
                let cuts: Vec<f64> = answer.solution.plan.levers.iter().map(|l| l.cut).collect();
                self.plan_of_cuts(&cuts, &title)
            }
            Find::Input => self.input_adopted(),
            Find::Failure => None,
        }
    }

    fn plan_of_cuts(&self, cuts: &[f64], title: &str) -> Option<Msg> {
        let plan = self.current_plan();
        let changed = (0..cuts.len()).filter(|&at| plan.levers[at].cut != cuts[at]);
        let paths: Vec<String> = changed
            .map(|at| Input::Lever(at, crate::model::Lever::Cut).path(self.scenario()))
            .collect();
        if paths.is_empty() {
            return None;
        }
        let mut plan = plan.clone();
        for (levers, &cut) in plan.levers.iter_mut().zip(cuts) {
            levers.cut = cut;
        }
        plan.sources.retain(|(path, _)| !paths.contains(path));
        plan.name = self.unused(title);
        Some(Msg::Adopt(Box::new(plan)))
    }

    fn input_adopted(&self) -> Option<Msg> {
        let (goal, sought) = (self.goal(), self.sought()?);
        let root = sought
            .roots
            .first()
            .filter(|root| root.value != sought.now)?;
        match goal.input {
            Input::Lever(..) | Input::Plan(_) | Input::Share(_) => {
                let (_, mut plan) =
                    with(self.scenario(), self.current_plan(), goal.input, root.value);
                let path = goal.input.path(self.scenario());
                plan.sources.retain(|(known, _)| match goal.input {
                    Input::Share(_) => !known.starts_with("plan.portfolio."),
                    _ => *known != path,
                });
                let unit = goal.figure.spec().unit;
                let label = goal.figure.label(self.scenario());
                let words = Words::new(&self.scenario().currency, false);
                let amount = words.format(goal.reach, unit, Style::Exact);
                let name = match self.quest().to {
                    Some(_) => format!("{label} {amount}, by {}", goal.input.label()),
                    None => format!("by {}", goal.input.label()),
                };
                plan.name = self.unused(&name);
                Some(Msg::Adopt(Box::new(plan)))
            }
            input => Some(Msg::Set(input, root.value)),
        }
    }

    /// What a plan with the least harm is called: after its target.
    fn title(&self, reach: Option<f64>, is_most: bool) -> String {
        let ask = self.ask();
        match (reach, is_most) {
            (Some(reach), _) => title(self.scenario(), &Ask { reach, ..ask }),
            (None, true) => {
                let label = ask.target.figure().label(self.scenario());
                format!("most {label}")
            }
            (None, false) => {
                let title = ask.least.spec().title;
                format!("{}, {title}", self.current_plan().name)
            }
        }
    }

    /// `name`, or the same with a number behind it that no plan has.
    fn unused(&self, name: &str) -> String {
        unused(self.scenario(), name)
    }

    /// A new plan after the one at hand, which figures are compared with from here on.
    pub(crate) fn adopt(&mut self, plan: Plan) {
        if self.scenario.plan_named(&plan.name).is_some() {
            return;
        }
        if self.baseline().follows_saved {
            let (plan, outcome): (Plan, Outcome) =
                (self.current_plan().clone(), self.outcome().clone());
            self.baseline = Baseline {
                follows_saved: false,
                plan,
                horizon: self.scenario.horizon,
                inputs: self.scenario.inputs.clone(),
                outcome,
            };
        }
        let content = Box::new(plan);
        let (plan, id) = (self.plan + 1, self.first_versions(&content));
        self.notice = Some(crate::tui::Notice::Added(content.name.clone()));
        self.plan = plan;
        self.make(Edit::Insert { plan, content, id });
        self.follow_plan();
    }
}

/// What a plan that does what `ask` asks for is called: `US$3 bn a year, fewest laid off`.
pub fn title(scenario: &Scenario, ask: &Ask) -> String {
    let words = Words::new(&scenario.currency, false);
    let amount = words.format(ask.reach, Unit::Money, Style::Exact);
    let what = match ask.target {
        Target::RunRate => " a year".into(),
        Target::AiRunRate => " a year to AI".into(),
        Target::AiTotal => " to AI".into(),
        Target::NetCash => " net cash".into(),
        Target::InYear(_) => {
            let figure: Figure = ask.target.figure();
            figure.label(scenario).replace("savings", "")
        }
    };
    format!("{amount}{what}, {}", ask.least.spec().title)
}

/// `name`, or the same with a number behind it that no plan of the scenario has.
pub fn unused(scenario: &Scenario, name: &str) -> String {
    let numbered = |n: usize| match n {
        1 => name.to_owned(),
        n => format!("{name} {n}"),
    };
    let mut free = (1..)
        .map(numbered)
        .filter(|name| scenario.plan_named(name).is_none());
    free.next().unwrap_or_default()
}
