//! [`Stop`]: the user's wish that a long reading of articles ends.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// The notification that says so.
pub const METHOD: &str = "window/workDoneProgress/cancel";

/// Whether the reading under way is to go on; there is one at a time.
#[derive(Debug, Default)]
pub struct Stop {
    token: Mutex<Option<String>>,
    wanted: AtomicBool,
}

impl Stop {
    /// A reading begins whose progress is shown under `token`.
    pub fn begin(&self, token: &str) {
        *self.token.lock().unwrap_or_else(PoisonError::into_inner) = Some(token.to_owned());
        self.wanted.store(false, Ordering::Relaxed);
    }

    /// The user stops what is shown under `token`; nothing happens when that has ended.
    pub fn ask(&self, token: &str) {
        if self.token.lock().unwrap_or_else(PoisonError::into_inner).as_deref() == Some(token) {
            self.wanted.store(true, Ordering::Relaxed);
        }
    }

    /// Whether the reading under way is to end.
    pub fn is_wanted(&self) -> bool {
        self.wanted.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_reading_under_way_is_stopped_and_the_next_goes_on() {
        let stop = Stop::default();
        stop.ask("one");
        assert!(!stop.is_wanted(), "nothing is under way");
        stop.begin("one");
        stop.ask("another");
        assert!(!stop.is_wanted());
        stop.ask("one");
        assert!(stop.is_wanted());
        stop.begin("two");
        assert!(!stop.is_wanted());
    }
}
