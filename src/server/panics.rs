//! Panics of handlers: kept off stdout, told without anybody's text, and turned into words.

use std::cell::RefCell;
use std::panic;

thread_local! {
    /// Where the last panic of this thread arose.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Sends panics to the log instead of to the terminal, for the whole process.
///
/// Only the place is logged by default. The message may quote a note (a slice out of range prints
/// the text it was to cut), so it is logged at `debug` alone.
pub fn install_hook() {
    panic::set_hook(Box::new(|info| {
        let place = info.location().map_or_else(|| "unknown place".to_owned(), ToString::to_string);
        tracing::error!("panic at {place}");
        if let Some(message) = info.payload_as_str() {
            tracing::debug!("panic message: {message}");
        }
        PLACE.with_borrow_mut(|last| *last = Some(place));
    }));
}

/// ` at file:line:column` of the panic just caught on this thread; empty when no hook saw it.
#[must_use]
pub fn place() -> String {
    PLACE.with_borrow_mut(Option::take).map_or_else(String::new, |place| format!(" at {place}"))
}
