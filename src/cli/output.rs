//! Writing results to stdout, where a closed pipe is no fault, and messages to stderr; asking what the
//! terminal can do.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

use super::failure::Failure;
use crate::render::terminal::{Style, plain};

/// Characters of a message at most: a hostile file may put as many into one as it likes.
const LONGEST: usize = 2_000;

/// Says something on stderr, on one line. Names of files and words of articles in it can't drive the
/// terminal.
pub fn tell(message: impl Display) {
    let message = plain(&message.to_string());
    let mut err = io::stderr().lock();
    // Nothing is left to say it to when this fails.
    let _ = match message.char_indices().nth(LONGEST) {
        Some((end, _)) => writeln!(err, "attest-ls: {} …", message.get(..end).unwrap_or_default()),
        None => writeln!(err, "attest-ls: {message}"),
    };
}

/// Writes `text` to stdout.
///
/// # Errors
/// [`Failure::Output`], also for a closed pipe.
pub fn write(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Failure::Output)
}

/// Writes `value` to stdout as one line of JSON.
///
/// # Errors
/// [`Failure::Output`], also for a closed pipe.
pub fn write_json(out: &mut impl Write, value: &impl serde::Serialize) -> Result<(), Failure> {
    serde_json::to_writer(&mut *out, value).map_err(|error| Failure::Output(error.into()))?;
    out.write_all(b"\n").map_err(Failure::Output)
}

/// How stdout wants to be written to. `NO_COLOR` is honoured.
#[must_use]
pub fn style() -> Style {
    let terminal = io::stdout().is_terminal();
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    Style {
        colour: terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        width: columns.filter(|columns| *columns >= 40).unwrap_or(if terminal { 120 } else { 140 }),
    }
}
