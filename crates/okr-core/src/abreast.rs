//! Independent pieces of work side by side, on as many threads as the caller allows. The answers come in the
//! order of the pieces, so that nothing shows which of them was ready first.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

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
}
