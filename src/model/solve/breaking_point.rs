//! Reverse stress: the nearest change of what is assumed at which a plan fails.
//!
//! Every uncertain input is a place on its own quantile function, told as the standard normal score of
//! the share below it; correlated inputs are mixed from independent scores as in the simulation. The
//! nearest failing point to the middle of all inputs is found by the method of Hasofer, Lind, Rackwitz
//! and Fiessler with a line search, from the middle, from where each input alone fails, and from the nearest
//! of many scattered points that fail; values that come in steps are taken step by step. The draws of a batch are evaluated side by side.
//!
//! Must not call a point failing that the kernel does not.

use crate::model::{
    Distribution, Input, Outcome, Plan, Scenario,
    simulate::{Effort, METRICS, Metric, Quantiles, Sampler, all_draws, score_of, share_below},
    solve::failing::{Failing, fails, lowest_after},
};

/// What one input is at the nearest failing point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moved {
    /// Which input.
    pub input: Input,
    /// Its base value.
    pub base: f64,
    /// Its value in the middle of what is assumed.
    pub middle: f64,
    /// Its value there.
    pub value: f64,
    /// The share of its distribution below that.
    pub percentile: f64,
    /// Its part in the distance: all of them add up to 1.
    pub part: f64,
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub enum Stress {
    /// Nothing is uncertain.
    Certain,
    /// It fails with every input in the middle of what is assumed.
    Already,
    /// Nothing within the distance makes it fail.
    Never(f64),
    /// It fails this far from the middle, in standard deviations.
    At {
        /// The distance.
        distance: f64,
        /// Every uncertain input, those that matter most first.
        moved: Vec<Moved>,
        /// What the kernel says there.
        outcome: Box<Outcome>,
    },
}

/// No search goes further.
pub const FURTHEST: f64 = 5.0;
/// Steps of the method from one start.
const STEPS: usize = 40;
/// How far apart scores are for a slope.
const APART: f64 = 1e-4;
/// Combinations of values that come in steps.
const MOST_COMBINATIONS: usize = 64;

/// The nearest point at which `plan` fails.
pub fn stress(scenario: &Scenario, plan: &Plan, failing: Failing) -> Stress {
    if scenario.uncertain.is_empty() {
        return Stress::Certain;
    }
    let space = Space {
        scenario,
        sampler: Sampler::of(scenario),
        plan,
        failing,
    };
    let middle = vec![0.0; scenario.uncertain.len()];
    if space.margin(&middle) < 0.0 {
        return Stress::Already;
    }
    let mut found: Vec<Vec<f64>> = Vec::new();
    for held in space.combinations() {
        for start in space.starts(&held) {
            found.extend(space.nearest_from(start, &held));
        }
    }
    for start in space.scattered() {
        let held = space.steps_held(&start);
        found.extend(space.nearest_from(start.clone(), &held));
        found.push(space.drawn_in(start));
    }
    let nearest = found
        .into_iter()
        .min_by(|a, b| length(a).total_cmp(&length(b)))
        .map(|point| space.settled(point))
        .filter(|point| length(point) <= FURTHEST);
    nearest.map_or(Stress::Never(FURTHEST), |point| space.told(&point))
}

/// Scores of values that come in steps, held where they are; nothing for what moves freely.
pub(super) type Held = Vec<Option<f64>>;

pub(super) struct Space<'a> {
    pub(super) scenario: &'a Scenario,
    sampler: Sampler<'a>,
    plan: &'a Plan,
    failing: Failing,
}

impl Space<'_> {
    /// How far from failing the plan is at each of `points`: below 0 it fails.
    pub(super) fn margins(&self, points: &[Vec<f64>]) -> Vec<f64> {
        let effort = Effort::of(points.len(), 1);
        let share = |column: usize, draw: usize| share_below(points[draw][column].clamp(-8.0, 8.0));
        let Some(samples) = self.sampler.samples(0, share, effort) else {
            return vec![f64::NAN; points.len()];
        };
        let columns = all_draws(self.scenario, self.plan, &samples);
        let of_draw = |draw: usize| match self.failing {
            Failing::Npv => columns[Metric::Npv as usize][draw],
            Failing::RunRate(least) => columns[Metric::RunRate as usize][draw] - least,
            Failing::NoPayback => columns[Metric::NetCash as usize][draw],
            Failing::Payback(months) => {
                let cash = |at: usize| columns[METRICS.len() + at][draw];
                lowest_after(months / 3.0, self.scenario.horizon, cash)
            }
        };
        (0..points.len()).map(of_draw).collect()
    }

    fn margin(&self, point: &[f64]) -> f64 {
        self.margins(&[point.to_vec()])[0]
    }

    /// The values of the inputs at a point.
    fn values(&self, point: &[f64]) -> Vec<f64> {
        let share = |column: usize, _: usize| share_below(point[column].clamp(-8.0, 8.0));
        let samples = self.sampler.samples(0, share, Effort::of(1, 1));
        let all = 0..self.scenario.uncertain.len();
        samples.map_or_else(Vec::new, |samples| {
            all.map(|at| samples.values(at)[0]).collect()
        })
    }

    /// Ways to hold values that come in steps, the middle first. Those that are correlated are not held.
    fn combinations(&self) -> Vec<Held> {
        let mut all: Vec<Held> = vec![vec![None; self.scenario.uncertain.len()]];
        for (at, uncertain) in self.scenario.uncertain.iter().enumerate() {
            let links = self.scenario.correlations.iter();
            let is_free = !links
                .clone()
                .any(|link| link.a == uncertain.input || link.b == uncertain.input);
            let Distribution::Discrete(pairs) = &uncertain.distribution else {
                continue;
            };
            if !is_free || all.len() * pairs.len() > MOST_COMBINATIONS {
                continue;
            }
            let scores = scores_of_steps(pairs);
            let with = |score: f64| {
                let held = all.iter().cloned();
                held.map(move |mut held| {
                    held[at] = Some(score);
                    held
                })
            };
            all = scores.into_iter().flat_map(with).collect();
        }
        all.sort_by(|a, b| {
            let size = |held: &Held| held.iter().flatten().map(|z| z * z).sum::<f64>();
            size(a).total_cmp(&size(b))
        });
        all
    }

    /// Where the method ends that begins at `point`; nothing where no slope leads on.
    pub(super) fn descended(&self, mut point: Vec<f64>, held: &Held) -> Option<Vec<f64>> {
        let mut penalty = 0.0_f64;
        for _ in 0..STEPS {
            let (margin, slope) = self.slope(&point, held);
            let steepness = dot(&slope, &slope);
            if steepness == 0.0 || !steepness.is_finite() {
                return (margin <= 0.0).then_some(point);
            }
            let ahead =
                (dot(&slope, &point) - held_part(&slope, &point, held) - margin) / steepness;
            let aim: Vec<f64> = (0..point.len())
                .map(|at| held[at].unwrap_or(slope[at] * ahead).clamp(-8.0, 8.0))
                .collect();
            let size = steepness.sqrt();
            penalty = penalty.max(2.0 * (length(&point) + 1.0) / size);
            let merit =
                |point: &[f64], margin: f64| 0.5 * dot(point, point) + penalty * margin.abs();
            let parts: Vec<Vec<f64>> = (0..10)
                .map(|halving| {
                    let part = 1.0 / f64::from(1 << halving);
                    let towards = point.iter().zip(&aim);
                    towards
                        .map(|(from, to)| from + part * (to - from))
                        .collect()
                })
                .collect();
            let margins = self.margins(&parts);
            let now = merit(&point, margin);
            let better = parts
                .iter()
                .zip(&margins)
                .find(|(p, m)| merit(p, **m) < now);
            let Some((next, _)) = better else {
                return Some(point);
            };
            let moved: f64 = next.iter().zip(&point).map(|(a, b)| (a - b).abs()).sum();
            point.clone_from(next);
            if moved < 1e-9 {
                break;
            }
        }
        Some(point)
    }

    /// The margin at a point and its slope in what is not held.
    fn slope(&self, point: &[f64], held: &Held) -> (f64, Vec<f64>) {
        let beside = |at: usize, by: f64| {
            let mut beside = point.to_vec();
            beside[at] += by;
            beside
        };
        let mut points = vec![point.to_vec()];
        for at in 0..point.len() {
            points.extend([beside(at, APART), beside(at, -APART)]);
        }
        let margins = self.margins(&points);
        let slope = |at: usize| match held[at] {
            Some(_) => 0.0,
            None => (margins[2 * at + 1] - margins[2 * at + 2]) / (2.0 * APART),
        };
        (margins[0], (0..point.len()).map(slope).collect())
    }

    /// The first failing point on the way through `point`, to many digits.
    pub(super) fn on_surface(&self, point: &[f64], held: &Held) -> Option<Vec<f64>> {
        const PARTS: usize = 32;
        let at = |share: f64| -> Vec<f64> {
            let scaled = point.iter().zip(held);
            scaled.map(|(z, held)| held.unwrap_or(z * share)).collect()
        };
        let (mut low, mut high) = (0.0, 1.3);
        if self.margin(&at(0.0)) < 0.0 {
            return Some(at(0.0));
        }
        for _ in 0..10 {
            let share = |part: usize| low + (high - low) * part as f64 / PARTS as f64;
            let points: Vec<Vec<f64>> = (0..=PARTS).map(|part| at(share(part))).collect();
            let margins = self.margins(&points);
            let first = margins.iter().position(|&margin| margin < 0.0)?;
            (low, high) = (share(first.checked_sub(1)?), share(first));
        }
        Some(at(high))
    }

    fn told(&self, point: &[f64]) -> Stress {
        let values = self.values(point);
        let distance = length(point);
        let mut changed = self.scenario.clone();
        let inputs = self.scenario.uncertain.iter().zip(&values);
        let mut moved: Vec<Moved> = inputs
            .enumerate()
            .map(|(at, (uncertain, &value))| {
                changed.inputs.set(uncertain.input, value);
                Moved {
                    input: uncertain.input,
                    base: self.scenario.inputs.get(uncertain.input).unwrap_or(value),
                    middle: Quantiles::of(uncertain).at(0.5),
                    value,
                    percentile: percentile(uncertain, value),
                    part: point[at] * point[at] / (distance * distance).max(f64::MIN_POSITIVE),
                }
            })
            .collect();
        let assumptions = &mut changed.inputs.assumptions;
        let most = assumptions.severance_max_weeks;
        assumptions.severance_min_weeks = assumptions.severance_min_weeks.min(most);
        let outcome = Box::new(changed.evaluate_plan(self.plan));
        if !fails(self.failing, &outcome) {
            return Stress::Never(FURTHEST);
        }
        moved.sort_by(|a, b| b.part.total_cmp(&a.part));
        Stress::At {
            distance,
            moved,
            outcome,
        }
    }
}

/// The score nearest to the middle of each step.
fn scores_of_steps(pairs: &[(f64, f64)]) -> Vec<f64> {
    let mut steps = pairs.to_vec();
    steps.retain(|&(_, weight)| weight > 0.0);
    steps.sort_by(|a, b| a.0.total_cmp(&b.0));
    let total: f64 = steps.iter().map(|&(_, weight)| weight).sum();
    let mut below = 0.0;
    let score = |(_, weight): (f64, f64)| {
        let (from, to) = (below / total, (below + weight) / total);
        below += weight;
        // Just inside the step, so that rounding does not end beside it.
        match (from, to) {
            (from, to) if from < 0.5 && to > 0.5 => 0.0,
            (from, _) if from >= 0.5 => score_of(from) + 1e-6,
            (_, to) => score_of(to) - 1e-6,
        }
    };
    steps.into_iter().map(score).collect()
}

/// The share of an input's distribution below a value.
fn percentile(uncertain: &crate::model::Uncertain, value: f64) -> f64 {
    let quantiles = Quantiles::of(uncertain);
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if quantiles.at(middle) < value {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

fn held_part(slope: &[f64], point: &[f64], held: &Held) -> f64 {
    let all = slope.iter().zip(point).zip(held);
    all.filter(|(_, held)| held.is_some())
        .map(|((s, z), _)| s * z)
        .sum()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

pub(super) fn length(point: &[f64]) -> f64 {
    dot(point, point).sqrt()
}
