//! The one parallel entry point of the model: tasks done on several threads.
//!
//! Results do not depend on the number of threads, because every task owns what it writes.

use std::sync::{Mutex, PoisonError};
use std::thread;

/// Does every task, on this thread and `threads - 1` others. Each thread has one `Scratch`, which its next task uses
/// again.
pub(super) fn each<T: Send, Scratch: Default>(
    threads: usize,
    tasks: Vec<T>,
    work: impl Fn(&mut Scratch, T) + Sync,
) {
    let helpers = threads.min(tasks.len()).saturating_sub(1);
    let queue = Mutex::new(tasks.into_iter());
    let next = || {
        let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue.next()
    };
    let run = || {
        let mut scratch = Scratch::default();
        while let Some(task) = next() {
            work(&mut scratch, task);
        }
    };
    thread::scope(|scope| {
        for _ in 0..helpers {
            scope.spawn(run);
        }
        run();
    });
}

/// Cuts columns of one length into pieces of `length` rows; returns where each piece begins and its part of every
/// column.
pub(super) fn chunks(columns: &mut [Vec<f64>], length: usize) -> Vec<(usize, Vec<&mut [f64]>)> {
    let rows = columns.first().map_or(0, Vec::len);
    let mut pieces: Vec<(usize, Vec<&mut [f64]>)> = (0..rows)
        .step_by(length)
        .map(|from| (from, Vec::with_capacity(columns.len())))
        .collect();
    for column in columns {
        for (piece, part) in pieces.iter_mut().zip(column.chunks_mut(length)) {
            piece.1.push(part);
        }
    }
    pieces
}
