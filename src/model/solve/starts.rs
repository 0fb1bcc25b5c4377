//! Where the search for a breaking point begins, and how its ends are drawn in towards the middle.
//!
//! A figure that jumps has no slope that would lead to the jump: points scattered all over find it. Must not
//! say what failing is.

use crate::model::{
    Distribution,
    simulate::{Points, score_of},
    solve::breaking_point::{FURTHEST, Held, Space, length},
};

/// Starts of a kind.
const STARTS: usize = 6;
/// Scattered points, half of them spread wider than what is assumed.
const SCATTERED: u32 = 4_096;
const WIDER: f64 = 1.5;

impl Space<'_> {
    /// The middle, and the nearest failing point along each axis, the nearest of them first.
    pub(super) fn starts(&self, held: &Held) -> Vec<Vec<f64>> {
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

    /// So many points, spread as what is assumed is.
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

    /// The nearest of many points all over that fail.
    pub(super) fn scattered(&self) -> Vec<Vec<f64>> {
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

    /// The nearest failing point in the neighbourhood of `point`, by trying it in ever smaller steps.
    pub(super) fn settled(&self, mut point: Vec<f64>) -> Vec<f64> {
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

    /// What comes in steps held where `point` has it.
    pub(super) fn steps_held(&self, point: &[f64]) -> Held {
        let inputs = self.scenario.uncertain.iter().zip(point);
        let held = inputs.map(|(told, &score)| match told.distribution {
            Distribution::Discrete(_) => Some(score),
            _ => None,
        });
        held.collect()
    }

    /// The nearest failing point that the method finds from `start`.
    pub(super) fn nearest_from(&self, start: Vec<f64>, held: &Held) -> Option<Vec<f64>> {
        let point = self.descended(start, held)?;
        let point = self.on_surface(&point, held)?;
        Some(self.drawn_in(point))
    }

    /// `point` with every score as near to the middle as it may be for the plan still to fail.
    pub(super) fn drawn_in(&self, mut point: Vec<f64>) -> Vec<f64> {
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
