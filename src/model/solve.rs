//! The solver: from what should come out to what to decide.
//!
//! [`optimise()`] finds the cuts that reach a target with the least harm, [`frontier()`] all such plans from little of
//! the target to the most, [`seek`](seek()) the value of one input that brings a figure to a goal, and [`stress()`]
//! the nearest change of what is assumed that makes a plan fail.
//!
//! There is no formula of the model here. Amounts are the kernel's own sums, and every answer is a plan that
//! [`evaluate`](crate::model::evaluate) was run on.

mod breaking_point;
mod equal_cut;
mod frontier;
mod goal_seek;
mod optimise;
mod problem;
mod search;
mod simplex;
mod target;

pub use crate::model::solve::{
    breaking_point::{FURTHEST, Failing, Moved, Stress, fails, stress},
    goal_seek::{Goal, Missed, Root, Sought, seek, value_of, with},
    optimise::optimise,
    problem::{Answer, Ask, Chance, Short, Solution, drawn},
};
pub use frontier::{Frontier, Point, frontier};
pub use target::{OBJECTIVES, Objective, ObjectiveSpec, Target};
