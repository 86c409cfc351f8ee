//! Independent pieces of work side by side. The answers come in the order of the pieces, so that nothing shows
//! how many threads there were and which of them was ready first.

use std::num::NonZero;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// With fewer small pieces a thread costs more than it saves.
const FEW: usize = 32;
/// So many small pieces are taken at a time: they differ in size, and the last thread should not be waited for.
const BLOCK: usize = 16;
/// More threads would wait for memory, not for each other.
const MOST_THREADS: usize = 8;

static ALLOWED: OnceLock<usize> = OnceLock::new();

/// Allows this process so many threads; without it, as many as there are processors. What was said first counts.
pub fn allow(threads: usize) {
    let _ = ALLOWED.set(threads);
}

/// How many threads may share work.
pub fn allowed() -> usize {
    // To ask for the processors is to read some files.
    *ALLOWED.get_or_init(|| thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS))
}

/// What `work` makes of each of many small pieces, in their order.
pub(crate) fn in_order<T: Sync, R: Send>(pieces: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = if pieces.len() < FEW { 1 } else { allowed() };
    let blocks: Vec<&[T]> = pieces.chunks(BLOCK).collect();
    each(threads, &blocks, |block| block.iter().map(&work).collect::<Vec<R>>())
        .into_iter()
        .flatten()
        .collect()
}

/// As [`in_order`], of a few pieces each of which is a lot of work.
pub fn few_in_order<T: Sync, R: Send>(pieces: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    each(allowed(), pieces, work)
}

/// What `work` gives for each piece, in order. Each thread takes the next piece that nobody has: pieces need
/// not be of one size.
pub(crate) fn each<T: Sync, R: Send>(threads: usize, pieces: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = threads.min(pieces.len());
    if threads < 2 {
        return pieces.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(piece) = pieces.get(at) else { return done };
            done.push((at, work(piece)));
        }
    };
    let mut done = thread::scope(|scope| {
        // Where a thread cannot be had, the others do its work.
        let start = |_| thread::Builder::new().spawn_scoped(scope, take).ok();
        let others: Vec<_> = (1..threads).filter_map(start).collect();
        let mut done = take();
        for other in others {
            match other.join() {
                Ok(theirs) => done.extend(theirs),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, answer)| answer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_in_the_order_of_the_pieces_with_any_number_of_threads() {
        let pieces: Vec<u64> = (0..100).collect();
        // Pieces of very different sizes.
        let work = |&piece: &u64| (0..piece % 7 * 1000).fold(piece, |sum, more| sum ^ more);
        let expected: Vec<u64> = pieces.iter().map(work).collect();
        for threads in [0, 1, 2, 3, 8, 1000] {
            assert_eq!(each(threads, &pieces, work), expected, "{threads} threads");
        }
        assert!(each(4, &[] as &[u64], work).is_empty());
    }

    #[test]
    fn small_pieces_stay_in_order_also_where_blocks_are_not_full() {
        for count in [0, 1, FEW - 1, FEW, 10 * BLOCK + 3] {
            let pieces: Vec<usize> = (0..count).collect();
            let doubled: Vec<usize> = pieces.iter().map(|piece| piece * 2).collect();
            assert_eq!(in_order(&pieces, |piece| piece * 2), doubled);
            assert_eq!(few_in_order(&pieces, |piece| piece * 2), doubled);
        }
    }
}
