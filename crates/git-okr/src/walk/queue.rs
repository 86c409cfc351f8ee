//! The windows of a walk on their way from the thread that walks to the one that records, in order. Each window is
//! read and understood by whichever of the two has time: how long finding, reading and understanding take depends on
//! how the repository is packed and on what its sheets say.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use okr_core::git::GitError;

use super::fetch::{Batch, Outcome};
use super::understand::Understood;
use super::window::Wanted;

/// Windows that wait to be read before the thread that walks reads one itself.
const AHEAD: usize = 2;

/// Windows that were read and wait to be understood; more would only take memory.
const MOST_READ: usize = 3;

/// Windows that were understood and wait to be recorded.
const MOST_UNDERSTOOD: usize = 2;

/// The windows between two threads.
#[derive(Default)]
pub(super) struct Queue {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    slots: VecDeque<Slot>,
    next_key: u64,
    /// No more windows come.
    whole: bool,
    /// One of the threads has gone.
    over: bool,
    failed: Option<GitError>,
}

struct Slot {
    key: u64,
    window: Window,
}

enum Window {
    Wanted(Vec<Wanted>),
    Reading,
    Read(Batch),
    Understanding,
    Understood(Understood),
}

/// What to do next.
pub(super) enum Work {
    /// Read a window, and hand the outcome to [`Queue::done`].
    Read(u64, Vec<Wanted>),
    /// Understand one, and hand it to [`Queue::understood`].
    Understand(u64, Batch),
    /// Record one.
    Record(Understood),
}

/// The two sides of a queue.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Walks,
    Records,
}

/// Lets go of the other side when this one leaves, however it does.
pub(super) struct Leaving<'q>(pub(super) &'q Queue, pub(super) Side);

impl Drop for Leaving<'_> {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        state.over |= self.1 == Side::Records || !state.whole;
        self.0.changed.notify_all();
    }
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'q>(&self, state: MutexGuard<'q, State>) -> MutexGuard<'q, State> {
        self.changed.wait(state).unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the next window; whether somebody still listens.
    pub(super) fn push(&self, wanted: Vec<Wanted>) -> bool {
        let mut state = self.lock();
        let key = state.next_key;
        state.next_key += 1;
        state.slots.push_back(Slot { key, window: Window::Wanted(wanted) });
        self.changed.notify_all();
        !state.over
    }

    /// No more windows come.
    pub(super) fn close(&self) {
        self.lock().whole = true;
        self.changed.notify_all();
    }

    /// A window for the thread that walks to read or understand now, while too many wait to be read; waits where none
    /// may be. After the last window was pushed: until all are understood.
    pub(super) fn help(&self) -> Option<Work> {
        let mut state = self.lock();
        loop {
            let most = if state.whole { 0 } else { AHEAD };
            let behind = state.wanted() > most;
            let unfinished = state.whole && state.first_not_understood().is_some();
            if state.over || !(behind || unfinished) {
                return None;
            }
            if let Some(work) = state.claim() {
                return Some(work);
            }
            if let Some(work) = state.claim_read() {
                return Some(work);
            }
            state = self.wait(state);
        }
    }

    /// What the thread that records does next: records what stands first, or understands or, if it `reads`, reads while it
    /// has to wait otherwise. Nothing when all is recorded or the other thread has gone.
    pub(super) fn next(&self, reads: bool) -> Option<Work> {
        let mut state = self.lock();
        loop {
            if state.over {
                return None;
            }
            match state.slots.pop_front() {
                Some(Slot { window: Window::Understood(window), .. }) => {
                    self.changed.notify_all();
                    return Some(Work::Record(window));
                }
                Some(first) => state.slots.push_front(first),
                None if state.whole => return None,
                None => {}
            }
            if let Some(work) = state.claim_read() {
                return Some(work);
            }
            if reads && let Some(work) = state.claim() {
                return Some(work);
            }
            state = self.wait(state);
        }
    }

    /// As [`next`](Self::next), for a thread that does everything: nothing when there is nothing to do now.
    pub(super) fn next_alone(&self) -> Option<Work> {
        let mut state = self.lock();
        match state.slots.pop_front()? {
            Slot { window: Window::Understood(window), .. } => Some(Work::Record(window)),
            first => {
                state.slots.push_front(first);
                state.claim_read().or_else(|| state.claim())
            }
        }
    }

    /// A window that was understood.
    pub(super) fn understood(&self, key: u64, window: Understood) {
        let mut state = self.lock();
        if let Some(slot) = state.slots.iter_mut().find(|slot| slot.key == key) {
            slot.window = Window::Understood(window);
        }
        self.changed.notify_all();
    }

    /// What became of a window that was read.
    pub(super) fn done(&self, key: u64, outcome: Result<Outcome, GitError>) {
        let mut state = self.lock();
        match outcome {
            Err(error) => {
                state.failed = Some(error);
                state.over = true;
            }
            Ok(outcome) => state.put(key, outcome),
        }
        self.changed.notify_all();
    }

    /// Why reading failed, if it did.
    pub(super) fn failure(&self) -> Option<GitError> {
        self.lock().failed.take()
    }
}

impl State {
    fn wanted(&self) -> usize {
        self.slots.iter().filter(|slot| matches!(slot.window, Window::Wanted(_))).count()
    }

    fn first_not_understood(&self) -> Option<usize> {
        self.slots.iter().position(|slot| !matches!(slot.window, Window::Understood(_)))
    }

    /// The first window that waits to be read, unless enough are read already. What stands first may always be
    /// read, or nobody could go on.
    fn claim(&mut self) -> Option<Work> {
        let read = self.slots.iter().filter(|slot| matches!(slot.window, Window::Read(_))).count();
        let at = self.slots.iter().position(|slot| matches!(slot.window, Window::Wanted(_)))?;
        if at > 0 && read >= MOST_READ {
            return None;
        }
        let slot = self.slots.get_mut(at)?;
        match std::mem::replace(&mut slot.window, Window::Reading) {
            Window::Wanted(wanted) => Some(Work::Read(slot.key, wanted)),
            other => {
                slot.window = other;
                None
            }
        }
    }

    /// The window to be understood next, if it was read and nobody understands it yet: each leans on the one before.
    fn claim_read(&mut self) -> Option<Work> {
        let at = self.first_not_understood().filter(|&at| at < MOST_UNDERSTOOD)?;
        let slot = self.slots.get_mut(at)?;
        match std::mem::replace(&mut slot.window, Window::Understanding) {
            Window::Read(batch) => Some(Work::Understand(slot.key, batch)),
            other => {
                slot.window = other;
                None
            }
        }
    }

    fn put(&mut self, key: u64, outcome: Outcome) {
        let Some(at) = self.slots.iter().position(|slot| slot.key == key) else { return };
        let windows = match outcome {
            Outcome::Read(batch) => vec![Window::Read(batch)],
            Outcome::Cut(first, second) => vec![Window::Wanted(first), Window::Wanted(second)],
        };
        self.slots.remove(at);
        for window in windows.into_iter().rev() {
            let key = self.next_key;
            self.next_key += 1;
            self.slots.insert(at, Slot { key, window });
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic, reason = "a failed match is a failed test")]
    #![allow(clippy::needless_pass_by_value, reason = "work is done once")]
    use super::*;

    fn window() -> Vec<Wanted> {
        Vec::new()
    }

    fn batch(absent: usize) -> Outcome {
        Outcome::Read(Batch { commits: Vec::new(), absent })
    }

    /// Understands a window that was read, and hands it back.
    fn understand(queue: &Queue, work: Option<Work>) -> usize {
        let Some(Work::Understand(key, batch)) = work else { panic!("it is to be understood") };
        queue.understood(key, Understood { commits: Vec::new(), absent: batch.absent });
        batch.absent
    }

    /// The number a batch was given, of what is recorded next.
    fn recorded(queue: &Queue) -> Option<usize> {
        loop {
            match queue.next(false)? {
                Work::Record(window) => return Some(window.absent),
                Work::Read(..) => return None,
                work @ Work::Understand(..) => understand(queue, Some(work)),
            };
        }
    }

    fn read(work: Option<Work>) -> u64 {
        let Some(Work::Read(key, _)) = work else { panic!("it is to be read") };
        key
    }

    #[test]
    fn windows_are_recorded_in_order_whoever_reads_them_and_when() {
        let queue = Queue::default();
        for _ in 0..4 {
            assert!(queue.push(window()));
        }
        let first = read(queue.next(true));
        let second = read(queue.help());
        queue.done(second, Ok(batch(2)));
        queue.done(first, Ok(batch(1)));
        assert_eq!((recorded(&queue), recorded(&queue)), (Some(1), Some(2)));
        assert!(queue.help().is_none(), "two may wait");
        queue.close();
        for absent in [3, 4] {
            let key = read(queue.help());
            queue.done(key, Ok(batch(absent)));
        }
        assert_eq!(understand(&queue, queue.help()), 3);
        assert_eq!(understand(&queue, queue.help()), 4);
        assert!(queue.help().is_none());
        assert_eq!((recorded(&queue), recorded(&queue), recorded(&queue)), (Some(3), Some(4), None));
    }

    #[test]
    fn one_window_is_understood_at_a_time_and_not_too_many_wait() {
        let queue = Queue::default();
        for absent in 1..=3 {
            queue.push(window());
            let work = queue.lock().claim();
            queue.done(read(work), Ok(batch(absent)));
        }
        queue.close();
        let Some(Work::Understand(first, _)) = queue.help() else { panic!("the first is to be understood") };
        assert!(queue.lock().claim_read().is_none(), "the second leans on the first");
        queue.understood(first, Understood { commits: Vec::new(), absent: 1 });
        assert_eq!(understand(&queue, queue.help()), 2);
        assert!(queue.lock().claim_read().is_none(), "two wait to be recorded");
        assert_eq!(recorded(&queue), Some(1));
        assert_eq!(understand(&queue, queue.help()), 3);
    }

    #[test]
    fn a_window_that_is_cut_keeps_its_place() {
        let queue = Queue::default();
        queue.push(window());
        queue.push(window());
        queue.close();
        let key = read(queue.next(true));
        queue.done(key, Ok(Outcome::Cut(window(), window())));
        for absent in [1, 2, 3] {
            let key = read(queue.next(true));
            queue.done(key, Ok(batch(absent)));
            assert_eq!(recorded(&queue), Some(absent));
        }
        assert!(queue.next(true).is_none());
    }

    #[test]
    fn one_thread_alone_does_everything_in_its_order() {
        let queue = Queue::default();
        queue.push(window());
        let Some(Work::Read(key, _)) = queue.next_alone() else { panic!("it is to be read") };
        queue.done(key, Ok(batch(7)));
        assert_eq!(understand(&queue, queue.next_alone()), 7);
        assert!(matches!(queue.next_alone(), Some(Work::Record(window)) if window.absent == 7));
        assert!(queue.next_alone().is_none());
    }

    #[test]
    fn who_leaves_or_fails_lets_the_other_go() {
        let left = |whole: bool, side| {
            let queue = Queue::default();
            queue.push(window());
            if whole {
                queue.close();
            }
            drop(Leaving(&queue, side));
            let goes_on = queue.next(true).is_some();
            (goes_on, queue.push(window()))
        };
        assert_eq!(left(false, Side::Walks), (false, false));
        assert_eq!(left(true, Side::Walks), (true, true));
        assert_eq!(left(true, Side::Records), (false, false));

        let queue = Queue::default();
        queue.push(window());
        let key = read(queue.next(true));
        queue.done(key, Err(GitError::Stopped));
        assert!(queue.next(true).is_none() && queue.failure().is_some());
    }
}
