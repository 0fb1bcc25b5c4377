//! Reverse stress: the nearest change of what is assumed at which a plan fails.
//!
//! Every uncertain input is a place on its own quantile function, given as the standard normal score of the share
//! below it; correlated inputs are mixed from independent scores as in the simulation. The nearest failing point
//! to the middle of all inputs is found by the method of Hasofer, Lind, Rackwitz and Fiessler with a line search. It
//! starts from the middle, from where each input alone fails, and from the nearest of many scattered points that
//! fail, because a figure that jumps has no slope that would lead to the jump. Values that come in steps are tried
//! step by step. Points are evaluated many at a time, and no point is called failing that does not fail by the
//! kernel.

use crate::model::{
    Distribution, Input, Outcome, Plan, Scenario, Uncertain,
    simulate::{
        Effort, METRICS, Metric, Points, Quantiles, Sampler, all_draws, score_of, share_below,
    },
};

/// What counts as failure of a plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Failing {
    /// It does not pay back within the horizon.
    NoPayback,
    /// Its net present value is not above zero.
    Npv,
    /// Its run-rate savings are below this amount.
    RunRate(f64),
    /// It pays back later than this many months.
    Payback(f64),
}

/// One input at the nearest failing point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moved {
    /// The input.
    pub input: Input,
    /// Its base value.
    pub base: f64,
    /// Its median.
    pub middle: f64,
    /// Its value at the failing point.
    pub value: f64,
    /// The share of its distribution below that value.
    pub percentile: f64,
    /// Its part of the squared distance: those of all inputs add up to 1.
    pub part: f64,
}

/// The result of a search for a breaking point.
#[derive(Clone, Debug, PartialEq)]
pub enum Stress {
    /// Nothing is uncertain.
    Certain,
    /// The plan fails with every input at its median.
    Already,
    /// Nothing within this distance makes it fail.
    Never(f64),
    /// It fails at some point.
    At {
        /// How far the point is from the middle, in standard deviations.
        distance: f64,
        /// Every uncertain input, those with the largest part first.
        moved: Vec<Moved>,
        /// The results there, by the kernel.
        outcome: Box<Outcome>,
    },
}

/// The largest distance from the middle that is searched.
pub const FURTHEST: f64 = 5.0;
/// Steps of the method from one start.
const STEPS: usize = 40;
/// The distance between scores from which a slope is taken.
const APART: f64 = 1e-4;
/// The most combinations of values that come in steps.
const MOST_COMBINATIONS: usize = 64;

/// Starts of each kind.
const STARTS: usize = 6;
/// Scattered points, every other of them spread wider than the inputs are.
const SCATTERED: u32 = 4_096;
/// How much wider.
const WIDER: f64 = 1.5;

/// Finds the nearest point at which `plan` fails.
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
    nearest.map_or(Stress::Never(FURTHEST), |point| space.described(&point))
}

/// The scores of inputs that are held where they are, because their values come in steps; `None` for the others.
type Held = Vec<Option<f64>>;

/// The space of scores of all uncertain inputs.
struct Space<'a> {
    scenario: &'a Scenario,
    sampler: Sampler<'a>,
    plan: &'a Plan,
    failing: Failing,
}

impl Space<'_> {
    /// Returns how far from failing the plan is at each of `points`: it fails below 0.
    fn margins(&self, points: &[Vec<f64>]) -> Vec<f64> {
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

    /// Returns how far from failing the plan is at a point.
    fn margin(&self, point: &[f64]) -> f64 {
        self.margins(&[point.to_vec()])[0]
    }

    /// Returns the values of the inputs at a point.
    fn values(&self, point: &[f64]) -> Vec<f64> {
        let share = |column: usize, _: usize| share_below(point[column].clamp(-8.0, 8.0));
        let samples = self.sampler.samples(0, share, Effort::of(1, 1));
        let all = 0..self.scenario.uncertain.len();
        samples.map_or_else(Vec::new, |samples| {
            all.map(|at| samples.values(at)[0]).collect()
        })
    }

    /// Returns the ways to hold values that come in steps, the middle first. Correlated inputs are not held.
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

    /// Runs the method from `point` and returns where it ends; `None` where there is no slope to follow.
    fn descended(&self, mut point: Vec<f64>, held: &Held) -> Option<Vec<f64>> {
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

    /// Returns the margin at a point and its slope in the inputs that are not held.
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

    /// Returns the first failing point on the ray from the middle through `point`, to many digits.
    fn on_surface(&self, point: &[f64], held: &Held) -> Option<Vec<f64>> {
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

    /// Describes the failing point, or returns that there is none where the kernel disagrees.
    fn described(&self, point: &[f64]) -> Stress {
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

    /// Returns starts of the method: the middle, and the nearest failing point along each axis, the nearest of them
    /// first.
    fn starts(&self, held: &Held) -> Vec<Vec<f64>> {
        const PARTS: usize = 20;
        let middle: Vec<f64> = held.iter().map(|held| held.unwrap_or(0.0)).collect();
        let free = (0..middle.len()).filter(|&at| held[at].is_none());
        let along = free.flat_map(|at| [-1.0, 1.0].map(|sign| (at, sign)));
        let points: Vec<Vec<f64>> = along
            .flat_map(|(at, sign)| {
                let middle = &middle;
                (1..=PARTS).map(move |part| {
                    let mut point = middle.clone();
                    point[at] = sign * FURTHEST * part as f64 / PARTS as f64;
                    point
                })
            })
            .collect();
        let margins = self.margins(&points);
        let rays = points.chunks(PARTS).zip(margins.chunks(PARTS));
        let failing = rays.filter_map(|(points, margins)| {
            let first = margins.iter().position(|&margin| margin < 0.0)?;
            Some(points[first].clone())
        });
        let mut starts: Vec<Vec<f64>> = failing.collect();
        starts.sort_by(|a, b| length(a).total_cmp(&length(b)));
        starts.truncate(STARTS - 1);
        starts.insert(0, middle);
        starts
    }

    /// Returns `count` points that are distributed as the inputs are.
    fn scores(&self, count: u32) -> Vec<Vec<f64>> {
        let points = |input| Points::of(input, self.scenario, 1);
        let uncertain = self.scenario.uncertain.iter();
        let columns: Vec<Points> = uncertain.map(|told| points(told.input)).collect();
        let point = |draw: u32| {
            columns
                .iter()
                .map(|column| score_of(column.share(draw)))
                .collect()
        };
        (0..count).map(point).collect()
    }

    /// Returns the nearest of many scattered points that fail.
    fn scattered(&self) -> Vec<Vec<f64>> {
        let mut points = self.scores(SCATTERED);
        for point in points.iter_mut().skip(1).step_by(2) {
            point.iter_mut().for_each(|score| *score *= WIDER);
        }
        let margins = self.margins(&points);
        let failing = points.into_iter().zip(margins);
        let failing = failing.filter(|(_, margin)| *margin < 0.0);
        let mut failing: Vec<Vec<f64>> = failing.map(|(point, _)| point).collect();
        failing.sort_by(|a, b| length(a).total_cmp(&length(b)));
        failing.truncate(STARTS);
        failing
    }

    /// Returns the nearest failing point in the neighbourhood of `point`, by trying it in ever smaller steps.
    fn settled(&self, mut point: Vec<f64>) -> Vec<f64> {
        const TRIED: usize = 256;
        const FINER: i32 = 14;
        let around = self.scores(TRIED as u32);
        for step in (1..=FINER).flat_map(|finer| [libm::exp2(f64::from(-finer)); 2]) {
            let beside = |direction: &Vec<f64>| -> Vec<f64> {
                let moved = point.iter().zip(direction);
                moved.map(|(score, by)| score + step * by).collect()
            };
            let points: Vec<Vec<f64>> = around.iter().map(beside).collect();
            let margins = self.margins(&points);
            let failing = points.into_iter().zip(margins);
            let failing = failing.filter(|(_, margin)| *margin < 0.0);
            let nearest = failing.min_by(|(a, _), (b, _)| length(a).total_cmp(&length(b)));
            if let Some((nearer, _)) = nearest.filter(|(nearer, _)| length(nearer) < length(&point))
            {
                point = nearer;
            }
        }
        self.drawn_in(point)
    }

    /// Holds inputs whose values come in steps where `point` has them.
    fn steps_held(&self, point: &[f64]) -> Held {
        let inputs = self.scenario.uncertain.iter().zip(point);
        let held = inputs.map(|(told, &score)| match told.distribution {
            Distribution::Discrete(_) => Some(score),
            _ => None,
        });
        held.collect()
    }

    /// Returns the nearest failing point that the method finds from `start`.
    fn nearest_from(&self, start: Vec<f64>, held: &Held) -> Option<Vec<f64>> {
        let point = self.descended(start, held)?;
        let point = self.on_surface(&point, held)?;
        Some(self.drawn_in(point))
    }

    /// Returns `point` with every score as near to the middle as the plan still fails.
    fn drawn_in(&self, mut point: Vec<f64>) -> Vec<f64> {
        const ROUNDS: usize = 3;
        const PARTS: usize = 16;
        for _ in 0..ROUNDS {
            let mut order: Vec<usize> = (0..point.len()).collect();
            order.sort_by(|&a, &b| point[b].abs().total_cmp(&point[a].abs()));
            for at in order {
                let (mut low, mut high) = (0.0, 1.0);
                for _ in 0..ROUNDS {
                    let share = |part: usize| low + (high - low) * part as f64 / PARTS as f64;
                    let with = |share: f64| {
                        let mut nearer = point.clone();
                        nearer[at] *= share;
                        nearer
                    };
                    let points: Vec<Vec<f64>> = (0..=PARTS).map(|part| with(share(part))).collect();
                    let margins = self.margins(&points);
                    match margins.iter().position(|&margin| margin < 0.0) {
                        Some(0) => high = low,
                        Some(first) => (low, high) = (share(first - 1), share(first)),
                        None => break,
                    }
                }
                point[at] *= high;
            }
        }
        point
    }
}

/// Returns the score nearest to the middle in each step.
fn scores_of_steps(pairs: &[(f64, f64)]) -> Vec<f64> {
    let mut steps = pairs.to_vec();
    steps.retain(|&(_, weight)| weight > 0.0);
    steps.sort_by(|a, b| a.0.total_cmp(&b.0));
    let total: f64 = steps.iter().map(|&(_, weight)| weight).sum();
    let mut below = 0.0;
    let score = |(_, weight): (f64, f64)| {
        let (from, to) = (below / total, (below + weight) / total);
        below += weight;
        // Just inside the step, so that rounding does not leave it.
        match (from, to) {
            (from, to) if from < 0.5 && to > 0.5 => 0.0,
            (from, _) if from >= 0.5 => score_of(from) + 1e-6,
            (_, to) => score_of(to) - 1e-6,
        }
    };
    steps.into_iter().map(score).collect()
}

/// Returns the share of an input's distribution below a value.
fn percentile(uncertain: &Uncertain, value: f64) -> f64 {
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

/// Returns the part of the product of `slope` and `point` that inputs held contribute.
fn held_part(slope: &[f64], point: &[f64], held: &Held) -> f64 {
    let all = slope.iter().zip(point).zip(held);
    all.filter(|(_, held)| held.is_some())
        .map(|((s, z), _)| s * z)
        .sum()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn length(point: &[f64]) -> f64 {
    dot(point, point).sqrt()
}

/// Returns whether a plan with this outcome fails, rounding counted as failure.
pub fn fails(failing: Failing, outcome: &Outcome) -> bool {
    let savings = &outcome.savings;
    let rounding = 1e-9 * savings.charge.abs().max(savings.run_rate.abs());
    match failing {
        Failing::NoPayback => savings.net_cash < rounding,
        Failing::Npv => savings.npv <= rounding,
        Failing::RunRate(least) => savings.run_rate < least + rounding,
        Failing::Payback(months) => {
            let cash = |at: usize| outcome.quarters[at].cumulative;
            lowest_after(months / 3.0, outcome.quarters.len(), cash) < rounding
        }
    }
}

/// Returns the lowest cumulative net cash from the time `after` on, in quarters; straight between quarter ends.
fn lowest_after(after: f64, horizon: usize, cash: impl Fn(usize) -> f64) -> f64 {
    let ends = (0..horizon).filter(|&at| at as f64 + 1.0 >= after);
    let lowest = ends.map(&cash).fold(f64::INFINITY, f64::min);
    let part = after - libm::floor(after);
    match (libm::floor(after) as usize).checked_sub(1) {
        Some(before) if before + 1 < horizon => {
            let between = cash(before) + part * (cash(before + 1) - cash(before));
            lowest.min(between)
        }
        // It must be paid back by the horizon.
        Some(_) => cash(horizon - 1).min(lowest),
        None => lowest,
    }
}
