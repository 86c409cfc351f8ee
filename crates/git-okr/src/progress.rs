//! Progress of long work, on a terminal only, and only when it takes long enough to wonder.

use std::io::Write;
use std::time::{Duration, Instant};

use crate::session::Session;

/// One line on standard error that is written over and over, and gone at the end.
pub(crate) struct Progress {
    shown: bool,
    wanted: bool,
    what: &'static str,
    next: Instant,
}

/// Shorter work shows nothing.
const PATIENCE: Duration = Duration::from_millis(500);
const PACE: Duration = Duration::from_millis(100);

impl Progress {
    pub(crate) fn new(session: &Session, what: &'static str) -> Self {
        Self { shown: false, wanted: session.shows_progress(), what, next: Instant::now() + PATIENCE }
    }

    /// So many of so many are done.
    pub(crate) fn show(&mut self, done: usize, total: usize) {
        let now = Instant::now();
        if !self.wanted || now < self.next {
            return;
        }
        self.next = now + PACE;
        self.shown = true;
        let share = (done * 100).checked_div(total).unwrap_or(100);
        let _ = write!(std::io::stderr(), "\r{}: {share:3} % ({done} of {total})\x1b[K", self.what);
    }

    /// The work is done.
    pub(crate) fn clear(&mut self) {
        if self.shown {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}
