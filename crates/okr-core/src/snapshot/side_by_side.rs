//! The same work on many things, shared between threads. What comes out is in the order of what went in, so
//! that nobody can tell how many threads there were.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, Builder};

/// With fewer things a thread costs more than it saves.
const FEW: usize = 32;
/// So many things are taken at a time: sheets differ in size, and the last thread should not be waited for.
const BLOCK: usize = 16;
/// More threads would wait for memory, not for each other.
const MOST_THREADS: usize = 8;

/// What `work` makes of each of `items`, in their order.
pub(crate) fn in_order<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = match items.len() {
        0..FEW => 1,
        _ => thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS),
    };
    if threads == 1 {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let share = || {
        let mut done: Vec<(usize, Vec<R>)> = Vec::new();
        loop {
            let start = next.fetch_add(BLOCK, Ordering::Relaxed);
            let Some(block) = items.get(start..items.len().min(start + BLOCK)).filter(|b| !b.is_empty())
            else {
                return done;
            };
            done.push((start, block.iter().map(&work).collect()));
        }
    };
    let mut done = thread::scope(|scope| {
        // A thread that cannot be started leaves its share to the others.
        let helpers: Vec<_> =
            (1..threads).filter_map(|_| Builder::new().spawn_scoped(scope, share).ok()).collect();
        let mut done = share();
        for helper in helpers {
            match helper.join() {
                Ok(more) => done.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_by_key(|(start, _)| *start);
    done.into_iter().flat_map(|(_, block)| block).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_the_items() {
        for count in [0, 1, FEW - 1, FEW, 10 * BLOCK + 3] {
            let items: Vec<usize> = (0..count).collect();
            let doubled: Vec<usize> = items.iter().map(|item| item * 2).collect();
            assert_eq!(in_order(&items, |item| item * 2), doubled);
        }
    }
}
