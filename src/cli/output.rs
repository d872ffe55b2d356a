//! Writing results to stdout, where a closed pipe is no fault, and asking what the terminal can do.

use std::io::{self, IsTerminal, Write};

use super::failure::Failure;
use crate::render::terminal::Style;

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
