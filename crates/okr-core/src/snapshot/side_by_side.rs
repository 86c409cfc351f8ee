//! The same work on many things, shared between threads. What comes out is in the order of what went in, so
//! that nobody can tell how many threads there were.

use std::num::NonZero;
use std::sync::LazyLock;
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
    shared_by(if items.len() < FEW { 1 } else { threads() }, BLOCK, items, work)
}

/// As [`in_order`], of a few things each of which is a lot of work.
pub(crate) fn few_in_order<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    shared_by(threads().min(items.len()), 1, items, work)
}

/// How many threads share the work.
fn threads() -> usize {
    // To ask is to read some files.
    static THREADS: LazyLock<usize> =
        LazyLock::new(|| thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS));
    *THREADS
}

fn shared_by<T: Sync, R: Send>(
    threads: usize,
    size: usize,
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    if threads <= 1 {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let share = || {
        let mut done: Vec<(usize, Vec<R>)> = Vec::new();
        loop {
            let start = next.fetch_add(size, Ordering::Relaxed);
            let Some(block) = items.get(start..items.len().min(start + size)).filter(|b| !b.is_empty())
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
            assert_eq!(few_in_order(&items, |item| item * 2), doubled);
            for (threads, size) in [(0, 1), (1, 7), (2, 1), (2, 16), (5, 3)] {
                assert_eq!(shared_by(threads, size, &items, |item| item * 2), doubled, "{threads} threads");
            }
        }
    }
}
