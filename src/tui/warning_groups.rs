//! Warnings by kind: one plan often gives the same warning for many divisions.
//!
//! Must not say how they are shown.

use crate::model::{Level, Warning};

/// All warnings of one kind.
#[derive(Clone, Debug)]
pub struct Concern {
    /// The first of them.
    pub warning: Warning,
    /// The divisions of the first few; none where it is about the company.
    pub divisions: Vec<usize>,
    /// How many there are.
    pub count: usize,
}

/// More divisions than a screen could name.
const NAMED: usize = 40;

/// `warnings` by kind, what is more than a note first.
pub(super) fn concerns(warnings: &[Warning]) -> Vec<Concern> {
    let mut concerns: Vec<Concern> = Vec::new();
    for &warning in warnings {
        let known = concerns
            .iter_mut()
            .find(|concern| concern.warning.code == warning.code);
        match known {
            Some(concern) => {
                concern.count += 1;
                if concern.divisions.len() < NAMED {
                    concern.divisions.extend(warning.division);
                }
            }
            None => concerns.push(Concern {
                warning,
                divisions: warning.division.into_iter().collect(),
                count: 1,
            }),
        }
    }
    concerns.sort_by_key(|concern| concern.warning.level() == Level::Note);
    concerns
}
