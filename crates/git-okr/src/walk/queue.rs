//! The windows of a walk on their way from the thread that walks to the one that records, in order. Each window is
//! read by whichever of the two has time: how long finding, reading and understanding take depends on how the
//! repository is packed and on what its sheets say.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use okr_core::git::GitError;

use super::fetch::{Batch, Outcome};
use super::window::Wanted;

/// Windows that wait to be read before the thread that walks reads one itself.
const AHEAD: usize = 2;

/// Windows that were read and wait to be recorded; more would only take memory.
const MOST_READ: usize = 3;

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
}

/// What to do next.
pub(super) enum Work {
    /// Read a window, and hand the outcome to [`Queue::done`].
    Read(u64, Vec<Wanted>),
    /// Record one.
    Record(Batch),
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

    /// A window for the thread that walks to read now, while too many wait; waits where they may not be read yet.
    /// After the last window was pushed: until all are read.
    pub(super) fn help(&self) -> Option<(u64, Vec<Wanted>)> {
        let mut state = self.lock();
        loop {
            let most = if state.whole { 0 } else { AHEAD };
            if state.over || state.waiting() <= most {
                return None;
            }
            if let Some(window) = state.claim() {
                return Some(window);
            }
            state = self.wait(state);
        }
    }

    /// What the thread that records does next: records what stands first, or reads if it may and has to wait
    /// otherwise. Nothing when all is recorded or the other thread has gone.
    pub(super) fn next(&self, reads: bool) -> Option<Work> {
        let mut state = self.lock();
        loop {
            if state.over {
                return None;
            }
            match state.slots.pop_front() {
                Some(Slot { window: Window::Read(batch), .. }) => {
                    self.changed.notify_all();
                    return Some(Work::Record(batch));
                }
                Some(first) => state.slots.push_front(first),
                None if state.whole => return None,
                None => {}
            }
            if reads && let Some((key, wanted)) = state.claim() {
                return Some(Work::Read(key, wanted));
            }
            state = self.wait(state);
        }
    }

    /// As [`next`](Self::next), for a thread that does everything: nothing when there is nothing to do now.
    pub(super) fn next_alone(&self) -> Option<Work> {
        let mut state = self.lock();
        match state.slots.pop_front()? {
            Slot { window: Window::Read(batch), .. } => Some(Work::Record(batch)),
            Slot { key, window: Window::Wanted(wanted) } => {
                state.slots.push_front(Slot { key, window: Window::Reading });
                Some(Work::Read(key, wanted))
            }
            Slot { window: Window::Reading, .. } => None,
        }
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
    fn waiting(&self) -> usize {
        self.slots.iter().filter(|slot| matches!(slot.window, Window::Wanted(_))).count()
    }

    /// The first window that waits to be read, unless enough are read already. What stands first may always be
    /// read, or nobody could go on.
    fn claim(&mut self) -> Option<(u64, Vec<Wanted>)> {
        let read = self.slots.iter().filter(|slot| matches!(slot.window, Window::Read(_))).count();
        let at = self.slots.iter().position(|slot| matches!(slot.window, Window::Wanted(_)))?;
        if at > 0 && read >= MOST_READ {
            return None;
        }
        let slot = self.slots.get_mut(at)?;
        match std::mem::replace(&mut slot.window, Window::Reading) {
            Window::Wanted(wanted) => Some((slot.key, wanted)),
            other @ (Window::Reading | Window::Read(_)) => {
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
    use super::*;

    fn window() -> Vec<Wanted> {
        Vec::new()
    }

    fn batch(absent: usize) -> Outcome {
        Outcome::Read(Batch { commits: Vec::new(), absent })
    }

    /// The number a batch was given, of what is recorded next.
    fn recorded(queue: &Queue) -> Option<usize> {
        match queue.next(false)? {
            Work::Record(batch) => Some(batch.absent),
            Work::Read(..) => None,
        }
    }

    #[test]
    fn windows_are_recorded_in_order_whoever_reads_them_and_when() {
        let queue = Queue::default();
        for _ in 0..4 {
            assert!(queue.push(window()));
        }
        let Some(Work::Read(first, _)) = queue.next(true) else { panic!("the first is to be read") };
        let Some((second, _)) = queue.help() else { panic!("too many wait") };
        queue.done(second, Ok(batch(2)));
        queue.done(first, Ok(batch(1)));
        assert_eq!((recorded(&queue), recorded(&queue)), (Some(1), Some(2)));
        assert!(queue.help().is_none(), "two may wait");
        queue.close();
        for absent in [3, 4] {
            let Some((key, _)) = queue.help() else { panic!("all are to be read") };
            queue.done(key, Ok(batch(absent)));
        }
        assert!(queue.help().is_none());
        assert_eq!((recorded(&queue), recorded(&queue), recorded(&queue)), (Some(3), Some(4), None));
    }

    #[test]
    fn a_window_that_is_cut_keeps_its_place() {
        let queue = Queue::default();
        queue.push(window());
        queue.push(window());
        queue.close();
        let Some(Work::Read(key, _)) = queue.next(true) else { panic!("the first is to be read") };
        queue.done(key, Ok(Outcome::Cut(window(), window())));
        for absent in [1, 2, 3] {
            let Some(Work::Read(key, _)) = queue.next(true) else { panic!("the next is to be read") };
            queue.done(key, Ok(batch(absent)));
            assert_eq!(recorded(&queue), Some(absent));
        }
        assert!(queue.next(true).is_none());
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
        let Some(Work::Read(key, _)) = queue.next(true) else { panic!("the first is to be read") };
        queue.done(key, Err(GitError::Stopped));
        assert!(queue.next(true).is_none() && queue.failure().is_some());
    }
}
