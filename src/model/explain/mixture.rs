//! Two plans, and every plan between them: each change made or not made.

use crate::model::{
    AiOption, Assumptions, DivisionInputs, Figure, Funding, Input, Inputs, Lever, OptionInputs,
    PLAN_LEVERS, Plan, Quarter, Scenario, Structure, evaluate,
};

/// Something that differs between two plans and their organisations.
#[derive(Clone, Debug, PartialEq)]
pub enum Changed {
    /// One input.
    Input {
        /// The input, with the indices of the later organisation.
        input: Input,
        /// Its value before; `None` where it was left to the division, or not given.
        from: Option<f64>,
        /// Its value after.
        to: Option<f64>,
    },
    /// The least and the most weeks of severance, which can only change together.
    SeveranceRange {
        /// Least and most before.
        from: (f64, f64),
        /// Least and most after.
        to: (f64, f64),
    },
    /// The funding rule.
    Funding {
        /// The rule before.
        from: Funding,
        /// The rule after.
        to: Funding,
    },
    /// The shares of the portfolio, which always sum to 1.
    Portfolio {
        /// The shares before.
        from: Vec<f64>,
        /// The shares after.
        to: Vec<f64>,
    },
}

/// Why a change between two plans cannot be attributed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unlike {
    /// The organisations do not have the same divisions.
    Divisions,
    /// The organisations do not have the same AI options, or not the same of them hire people.
    Options,
    /// The organisations begin in different quarters.
    Start,
}

/// A plan for an organisation with some of the changes made.
#[derive(Clone, Debug)]
pub(crate) struct Mixture {
    /// The differences between the ends, in the order of files.
    pub(crate) changes: Vec<Changed>,
    start: Quarter,
    options: Vec<AiOption>,
    horizon: usize,
    inputs: Inputs,
    plan: Plan,
}

impl Mixture {
    /// Creates the mixture that is the plan `from`, with the changes that lead to `to`.
    pub(crate) fn between(
        from: (&Scenario, &Plan),
        to: (&Scenario, &Plan),
    ) -> Result<Self, Unlike> {
        let (divisions, options) = places(from.0, to.0)?;
        let mut inputs = from.0.inputs.clone();
        inputs.divisions = picked(&inputs.divisions, &divisions);
        inputs.options = picked(&inputs.options, &options);
        let mut plan = from.1.clone();
        plan.levers = picked(&plan.levers, &divisions);
        plan.portfolio = picked(&plan.portfolio, &options);
        let mut mixture = Self {
            changes: Vec::new(),
            start: to.0.start,
            options: to.0.options.clone(),
            horizon: from.0.horizon,
            inputs,
            plan,
        };
        let end = Self {
            horizon: to.0.horizon,
            inputs: to.0.inputs.clone(),
            plan: to.1.clone(),
            ..mixture.clone()
        };
        mixture.changes = mixture.changes_to(&end);
        Ok(mixture)
    }

    /// Returns the figure with no change made, and with all of them.
    pub(crate) fn ends(&mut self, figure: Figure) -> (f64, f64) {
        let before = self.figure(figure);
        self.make_all(true);
        let after = self.figure(figure);
        self.make_all(false);
        (before, after)
    }

    /// Returns the figure with the changes that are made.
    pub(crate) fn figure(&self, figure: Figure) -> f64 {
        let structure = Structure {
            start: self.start,
            horizon: self.horizon,
            options: &self.options,
        };
        figure.of(&evaluate(&self.inputs, structure, &self.plan))
    }

    /// Makes every change, or takes every change back.
    pub(crate) fn make_all(&mut self, is_made: bool) {
        for index in 0..self.changes.len() {
            self.make(index, is_made);
        }
    }

    /// Makes the change `index`, or takes it back.
    pub(crate) fn make(&mut self, index: usize, is_made: bool) {
        match &self.changes[index] {
            Changed::Input { input, from, to } => {
                let (input, value) = (*input, if is_made { *to } else { *from });
                self.set(input, value);
            }
            Changed::SeveranceRange { from, to } => {
                let (least, most) = if is_made { *to } else { *from };
                self.inputs.assumptions.severance_min_weeks = least;
                self.inputs.assumptions.severance_max_weeks = most;
            }
            Changed::Funding { from, to } => {
                self.plan.funding = if is_made { *to } else { *from };
            }
            Changed::Portfolio { from, to } => {
                let shares = if is_made { to } else { from };
                self.plan.portfolio.copy_from_slice(shares);
            }
        }
    }

    fn set(&mut self, input: Input, value: Option<f64>) {
        match (input, value) {
            (Input::Horizon, Some(value)) => self.horizon = value as usize,
            (Input::Lever(division, lever), value) => self.plan.levers[division].set(lever, value),
            (Input::Plan(lever), Some(value)) => lever.set(&mut self.plan, value),
            (Input::CapexPlan, value) => self.inputs.capex_plan = value,
            (input, Some(value)) => self.inputs.set(input, value),
            (_, None) => {}
        }
    }

    fn get(&self, input: Input) -> Option<f64> {
        match input {
            Input::Horizon => Some(self.horizon as f64),
            Input::Lever(division, lever) => self.plan.levers[division].get(lever),
            Input::Plan(lever) => Some(lever.of(&self.plan)),
            input => self.inputs.get(input),
        }
    }

    fn changes_to(&self, end: &Self) -> Vec<Changed> {
        let mut changes: Vec<Changed> = self
            .all_inputs()
            .into_iter()
            .map(|input| (input, self.get(input), end.get(input)))
            .filter(|(_, from, to)| from != to)
            .map(|(input, from, to)| Changed::Input { input, from, to })
            .collect();
        self.join_severance(end, &mut changes);
        if self.plan.funding != end.plan.funding {
            changes.push(Changed::Funding {
                from: self.plan.funding,
                to: end.plan.funding,
            });
        }
        if self.plan.portfolio != end.plan.portfolio {
            changes.push(Changed::Portfolio {
                from: self.plan.portfolio.clone(),
                to: end.plan.portfolio.clone(),
            });
        }
        changes
    }

    /// Joins the changes of the least and the most weeks of severance where one alone would put the least above the
    /// most.
    fn join_severance(&self, end: &Self, changes: &mut Vec<Changed>) {
        let range = |of: &Self| {
            let given = &of.inputs.assumptions;
            (given.severance_min_weeks, given.severance_max_weeks)
        };
        let (from, to) = (range(self), range(end));
        if from.0 <= to.1 && to.0 <= from.1 {
            return;
        }
        const ROW: Assumptions<usize> = Assumptions::ROW;
        let is_of_range = |changed: &Changed| match changed {
            Changed::Input {
                input: Input::Assumption(row),
                ..
            } => [ROW.severance_min_weeks, ROW.severance_max_weeks].contains(row),
            _ => false,
        };
        let place = changes.iter().position(is_of_range);
        changes.retain(|changed| !is_of_range(changed));
        if let Some(place) = place {
            changes.insert(place, Changed::SeveranceRange { from, to });
        }
    }

    /// Returns every input except the shares of the portfolio, in the order of files.
    fn all_inputs(&self) -> Vec<Input> {
        let mut all = vec![Input::Horizon, Input::DiscountRate];
        for division in 0..self.inputs.divisions.len() {
            let fields = 0..DivisionInputs::FIELDS.len();
            all.extend(fields.map(|row| Input::Division(division, row)));
        }
        all.extend((0..Assumptions::FIELDS.len()).map(Input::Assumption));
        all.push(Input::CapexPlan);
        for option in 0..self.inputs.options.len() {
            let fields = 0..OptionInputs::FIELDS.len();
            all.extend(fields.map(|row| Input::Option(option, row)));
        }
        for division in 0..self.plan.levers.len() {
            all.extend(Lever::ALL.map(|spec| Input::Lever(division, spec.lever)));
        }
        all.extend(PLAN_LEVERS.map(|spec| Input::Plan(spec.lever)));
        all
    }
}

/// Returns the index in `from` of each division and each option of `to`.
fn places(from: &Scenario, to: &Scenario) -> Result<(Vec<usize>, Vec<usize>), Unlike> {
    if from.start != to.start {
        return Err(Unlike::Start);
    }
    let divisions = to.divisions.iter().map(|division| {
        let mut known = from.divisions.iter();
        known.position(|known| known.key == division.key)
    });
    let options = to.options.iter().map(|option| {
        let mut known = from.options.iter();
        known.position(|known| known.key == option.key && known.hires == option.hires)
    });
    let divisions: Option<Vec<usize>> = divisions.collect();
    let options: Option<Vec<usize>> = options.collect();
    let divisions = divisions.filter(|places| places.len() == from.divisions.len());
    let options = options.filter(|places| places.len() == from.options.len());
    Ok((
        divisions.ok_or(Unlike::Divisions)?,
        options.ok_or(Unlike::Options)?,
    ))
}

fn picked<T: Copy>(of: &[T], places: &[usize]) -> Vec<T> {
    places.iter().map(|&place| of[place]).collect()
}
