//! The panes of a target, the solution and the picture behind it, and what they show: what the solver
//! finds for its form, and how that becomes a plan.

mod curve;
pub(in crate::tui) mod form;
pub(in crate::tui) mod frontier;
pub(in crate::tui) mod goal;
pub(in crate::tui) mod solution;

use crate::model::{
    Figure, Input, LARGEST, Lever, Plan, Scenario, Unit,
    simulate::{Effort, Samples},
    solve::{
        Answer, Ask, Chance, Failing, Frontier, Goal, OBJECTIVES, Sought, Stress, Target, frontier,
        optimise, seek, stress, with,
    },
};
use crate::text::{Style, Words};
use crate::tui::{
    derived::SolverKey,
    document::Pin,
    messages::Msg,
    screens::solve::goal::{SolveFor, SolverChange, SolverChoice, SolverForm, SolverRow},
    session::Notice,
    slider::{Grid, Slider, Step},
    state::State,
    views::Pane,
};

/// Returns the draws behind a chance: few enough to be asked dozens of times, fewer where each is much
/// work.
pub fn solver_draws(scenario: &Scenario) -> usize {
    if scenario.divisions.len() > 100 {
        500
    } else {
        1_000
    }
}

// What is asked

impl State {
    /// Returns the solver form.
    pub fn solver_form(&self) -> &SolverForm {
        self.solver.form()
    }

    /// Returns the row of the form at the cursor.
    pub(in crate::tui) fn solver_row(&self) -> SolverRow {
        let rows = self.solver_form().rows();
        rows[self.row(Pane::SolverForm).min(rows.len() - 1)]
    }

    /// Returns what is asked of cuts, nothing left open.
    pub(in crate::tui) fn ask(&self) -> Ask {
        let form = self.solver_form();
        Ask {
            target: form.target,
            reach: self.reach(),
            least: form.least,
            caps: form.caps,
            locked: form.locked.clone(),
            cash_limit: form.cash_limit,
        }
    }

    /// Returns what the target of cuts should be.
    pub fn reach(&self) -> f64 {
        let form = self.solver_form();
        let has = || form.target.figure().of(self.outcome());
        form.reach.unwrap_or_else(has)
    }

    /// Returns what is asked of goal seek, nothing left open.
    pub(in crate::tui) fn goal(&self) -> Goal {
        let form = self.solver_form();
        let is = || form.figure.of(self.outcome());
        Goal {
            input: form.input,
            figure: form.figure,
            reach: form.to.unwrap_or_else(is),
        }
    }

    /// Returns the number of a row, as it counts; `None` where there is none.
    pub(in crate::tui) fn solver_number(&self, row: SolverRow) -> Option<f64> {
        let form = self.solver_form();
        match (row, form.failing) {
            (SolverRow::Reach, _) => Some(self.reach()),
            (SolverRow::To, _) => Some(self.goal().reach),
            (SolverRow::CashLimit, _) => form.cash_limit,
            (SolverRow::Chance, _) => form.chance,
            (SolverRow::Limit, Failing::RunRate(limit) | Failing::Payback(limit)) => Some(limit),
            _ => None,
        }
        .filter(|number| number.is_finite())
    }

    /// Returns the change to the next or the previous value of the row at the cursor.
    pub(in crate::tui) fn solver_change_beside(&self, forward: bool) -> Option<SolverChange> {
        let (form, row) = (self.solver_form(), self.solver_row());
        if let Some(unit) = form.unit(row).filter(|_| row != SolverRow::Chance) {
            return self.solver_number_beside(row, unit, forward);
        }
        let choices = self.solver_choices(row);
        let is = |choice: &SolverChoice| {
            let mut changed = form.clone();
            changed.take(choice.change);
            changed == *form
        };
        let last = choices.len().checked_sub(1)?;
        let at = choices.iter().position(is).unwrap_or(0);
        let to = if forward { at + 1 } else { at.checked_sub(1)? };
        (to <= last).then(|| choices[to].change)
    }

    fn solver_number_beside(&self, row: SolverRow, unit: Unit, up: bool) -> Option<SolverChange> {
        let value = self.solver_number(row).unwrap_or(0.0);
        let form = self.solver_form();
        let slider = Slider {
            input: Input::Horizon,
            value,
            top: LARGEST,
            unit,
            limits: form.limits(row),
            grid: Grid::of(unit),
        };
        form.number(row, slider.step(up, Step::One)?)
    }

    /// Changes a row of the form.
    pub(in crate::tui) fn change_solver(&mut self, change: SolverChange) {
        self.solver.change(change);
        self.focus_frontier();
    }

    /// Puts the cursor of the frontier where the target is.
    pub(in crate::tui) fn focus_frontier(&mut self) {
        if self.solver_form().solve_for != SolveFor::Cuts {
            return;
        }
        let reach = self.reach();
        let points = &self.frontier().points;
        let nearest = points.iter().enumerate().min_by(|(_, a), (_, b)| {
            let off = |x: f64| (x - reach).abs();
            off(a.reach).total_cmp(&off(b.reach))
        });
        let row = nearest.map_or(0, |(row, _)| row);
        self.focus.set_row(Pane::Frontier, row);
    }
}

// What a row may be

/// Chances that are offered, in per cent of draws.
const CHANCES: [u8; 4] = [50, 80, 90, 95];

fn choice(
    label: impl Into<String>,
    detail: impl Into<String>,
    change: SolverChange,
) -> SolverChoice {
    SolverChoice {
        label: label.into(),
        detail: detail.into(),
        change,
    }
}

impl State {
    /// Returns the values that a row may have; none where it is a number.
    pub(in crate::tui) fn solver_choices(&self, row: SolverRow) -> Vec<SolverChoice> {
        let scenario = self.scenario();
        match row {
            SolverRow::SolveFor => vec![
                choice(
                    "cuts",
                    "all cuts at once: least harm for a target",
                    SolverChange::SolveFor(SolveFor::Cuts),
                ),
                choice(
                    "one input",
                    "the value of one input for a figure",
                    SolverChange::SolveFor(SolveFor::Input),
                ),
                choice(
                    "breaking point",
                    "what would have to change for the plan to fail",
                    SolverChange::SolveFor(SolveFor::Failure),
                ),
            ],
            SolverRow::Target => {
                let of = |target: Target| {
                    let (figure, change) = (target.figure(), SolverChange::Target(target));
                    choice(figure.label(scenario), figure.path(scenario), change)
                };
                Target::all(scenario).into_iter().map(of).collect()
            }
            SolverRow::Least => OBJECTIVES
                .iter()
                .map(|spec| choice(spec.label, spec.help, SolverChange::Least(spec.objective)))
                .collect(),
            SolverRow::Caps => vec![
                choice(
                    "kept",
                    "no cut above its guardrail",
                    SolverChange::Caps(true),
                ),
                choice("ignored", "any cut will do", SolverChange::Caps(false)),
            ],
            SolverRow::Chance if self.is_uncertain() => chances(),
            SolverRow::Failing => self.failures(),
            SolverRow::Input => self.inputs_to_seek(),
            SolverRow::Figure => {
                let of = |figure: Figure| {
                    let change = SolverChange::Figure(figure);
                    choice(figure.path(scenario), figure.label(scenario), change)
                };
                Figure::all(scenario).into_iter().map(of).collect()
            }
            _ => Vec::new(),
        }
    }

    fn failures(&self) -> Vec<SolverChoice> {
        let (mut least, mut months) = (0.75 * self.outcome().savings.run_rate, 12.0);
        match self.solver_form().failing {
            Failing::RunRate(set) => least = set,
            Failing::Payback(set) => months = set,
            Failing::NoPayback | Failing::Npv => {}
        }
        let of = |label, failing| choice(label, "", SolverChange::Failing(failing));
        vec![
            of("no payback", Failing::NoPayback),
            of("NPV not above zero", Failing::Npv),
            of("run-rate savings too low", Failing::RunRate(least)),
            of("payback too late", Failing::Payback(months)),
        ]
    }

    fn inputs_to_seek(&self) -> Vec<SolverChoice> {
        let (scenario, index) = (self.scenario(), self.input_index());
        let inputs = (0..index.len()).filter_map(|place| index.at(place));
        let of = |input: Input| {
            let change = SolverChange::Input(input);
            choice(input.path(scenario), input.help(), change)
        };
        inputs.map(of).collect()
    }
}

fn chances() -> Vec<SolverChoice> {
    let certain = choice(
        "base value",
        "with every input as it is",
        SolverChange::Chance(None),
    );
    let of = |percent: u8| {
        choice(
            format!("{percent} in 100 draws"),
            "of what is uncertain",
            SolverChange::Chance(Some(f64::from(percent) / 100.0)),
        )
    };
    std::iter::once(certain).chain(CHANCES.map(of)).collect()
}

// What is found

impl State {
    /// Returns everything that an answer of the solver depends on.
    fn solver_key(&self) -> SolverKey {
        SolverKey {
            plan: self.document.version(),
            form: self.solver.revision(),
            seed: self.simulation_settings().seed,
        }
    }

    fn chance(&self) -> Option<Chance<'_>> {
        let share = self.solver_form().chance.filter(|_| self.is_uncertain())?;
        let seed = self.simulation_settings().seed;
        let key = (self.document.revisions().organisation, seed);
        let samples = self.derived.samples.get(key, || {
            let effort = Effort::of(solver_draws(self.scenario()), 1);
            Samples::new(self.scenario(), seed, effort)
        });
        let samples = samples.as_ref()?;
        Some(Chance { share, samples })
    }

    /// Returns the cuts that were asked for, or those that come nearest.
    pub fn answer(&self) -> &Answer {
        self.derived.answer.get(self.solver_key(), || {
            let (plan, chance) = (self.current_plan(), self.chance());
            optimise(self.scenario(), plan, &self.ask(), chance.as_ref())
        })
    }

    /// Returns the best plans from little of the target to the most.
    pub fn frontier(&self) -> &Frontier {
        self.derived.frontier.get(self.solver_key(), || {
            frontier(self.scenario(), self.current_plan(), &self.ask())
        })
    }

    /// Returns what goal seek found; `None` where the scenario has no such input.
    pub(in crate::tui) fn sought(&self) -> Option<&Sought> {
        let found = self.derived.sought.get(self.solver_key(), || {
            let (plan, chance) = (self.current_plan(), self.chance());
            seek(self.scenario(), plan, &self.goal(), chance.as_ref())
        });
        found.as_ref()
    }

    /// Returns how near the plan is to failing.
    pub(in crate::tui) fn stress(&self) -> &Stress {
        let failing = self.solver_form().failing;
        self.derived.stress.get(self.solver_key(), || {
            stress(self.scenario(), self.current_plan(), failing)
        })
    }

    /// Returns the target figure of every plan as it is, and the harm that should be least.
    pub(in crate::tui) fn plan_points(&self) -> &[(f64, f64)] {
        let key = (self.document.revisions().latest, self.solver_key());
        self.derived.plan_points.get(key, || {
            let (scenario, ask) = (self.scenario(), self.ask());
            let of = |plan: &Plan| {
                let outcome = scenario.evaluate_plan(plan);
                let cuts = plan.levers.iter().map(|levers| levers.cut);
                let harm = ask.least.of(&outcome, cuts);
                (ask.target.figure().of(&outcome), harm)
            };
            scenario.plans.iter().map(of).collect()
        })
    }

    /// Returns the point of the frontier at the cursor.
    pub fn point(&self) -> Option<usize> {
        let last = self.frontier().points.len().checked_sub(1)?;
        Some(self.row(Pane::Frontier).min(last))
    }
}

// What was found becomes a plan

impl State {
    /// Returns the message that makes what is looked at a plan, or sets the input that was sought.
    pub(in crate::tui) fn solution_added(&self) -> Option<Msg> {
        match self.solver_form().solve_for {
            SolveFor::Cuts if self.pane() == Pane::Frontier => {
                let at = self.point()?;
                let points = &self.frontier().points;
                let is_last = at + 1 == points.len();
                let reach = Some(points[at].reach).filter(|_| !is_last);
                self.cuts_added(&points[at].cuts, &self.title_of_cuts(reach, is_last))
            }
            SolveFor::Cuts => {
                let answer = self.answer();
                let reach = self.solver_form().reach;
                let reach = reach.filter(|_| answer.short.is_none());
                let title = self.title_of_cuts(reach, answer.short.is_some());
                let cuts: Vec<f64> = answer.solution.plan.levers.iter().map(|l| l.cut).collect();
                self.cuts_added(&cuts, &title)
            }
            SolveFor::Input => self.input_added(),
            SolveFor::Failure => None,
        }
    }

    fn cuts_added(&self, cuts: &[f64], title: &str) -> Option<Msg> {
        let (plan, scenario) = (self.current_plan(), self.scenario());
        let changed = (0..cuts.len()).filter(|&at| plan.levers[at].cut != cuts[at]);
        let path = |at| Input::Lever(at, Lever::Cut).path(scenario);
        let paths: Vec<String> = changed.map(path).collect();
        if paths.is_empty() {
            return None;
        }
        let mut plan = plan.clone();
        for (levers, &cut) in plan.levers.iter_mut().zip(cuts) {
            levers.cut = cut;
        }
        plan.sources.retain(|(path, _)| !paths.contains(path));
        plan.name = unused(scenario, title);
        Some(Msg::AddPlan(Box::new(plan)))
    }

    fn input_added(&self) -> Option<Msg> {
        let (scenario, goal, sought) = (self.scenario(), self.goal(), self.sought()?);
        let root = sought.roots.first();
        let root = root.filter(|root| root.value != sought.now)?;
        match goal.input {
            Input::Lever(..) | Input::Plan(_) | Input::Share(_) => {
                let (_, mut plan) = with(scenario, self.current_plan(), goal.input, root.value);
                let path = goal.input.path(scenario);
                plan.sources.retain(|(known, _)| match goal.input {
                    Input::Share(_) => !known.starts_with("plan.portfolio."),
                    _ => *known != path,
                });
                let by = goal.input.label();
                let name = match self.solver_form().to {
                    Some(_) => {
                        let unit = goal.figure.spec().unit;
                        let words = Words::new(&scenario.currency, false);
                        let amount = words.format(goal.reach, unit, Style::Exact);
                        format!("{} {amount}, by {by}", goal.figure.label(scenario))
                    }
                    None => format!("by {by}"),
                };
                plan.name = unused(scenario, &name);
                Some(Msg::AddPlan(Box::new(plan)))
            }
            input => Some(Msg::Set(input, root.value)),
        }
    }

    /// Returns the name of a plan with the least harm: after its target.
    fn title_of_cuts(&self, reach: Option<f64>, is_most: bool) -> String {
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

    /// Adds a plan after the one that is shown, which figures are compared with from here on.
    pub(in crate::tui) fn add_plan(&mut self, plan: Plan) {
        if self.scenario().plan_named(&plan.name).is_some() {
            return;
        }
        if self.document.follows_saved() {
            self.document.pin(Pin::Plan(self.document.id()));
        }
        self.session.notice = Some(Notice::Added(plan.name.clone()));
        self.insert_plan(plan);
    }
}

/// Returns the name of a plan that does what `ask` asks for: `US$3 bn a year, fewest laid off`.
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

/// Returns `name`, or the same with a number behind it that no plan of the scenario has.
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
