//! JSON Lines in: the lines of stdin as values, a fault on its line, never the end of the run.

use std::io::BufRead;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// One line of input: what it holds, or the answer to a line that can't be read.
pub enum Line<T> {
    /// A value.
    Value(T),
    /// `{"id":…|null,"error":"…"}`
    Fault(Value),
}

/// The lines of `input`, empty ones left out.
pub fn lines<T: DeserializeOwned>(input: impl BufRead) -> impl Iterator<Item = Line<T>> {
    input.split(b'\n').filter_map(|line| {
        let line = match line {
            Ok(line) => line,
            Err(error) => return Some(fault(Value::Null, &format!("input not read: {error}"))),
        };
        if line.iter().all(u8::is_ascii_whitespace) {
            return None;
        }
        let Ok(text) = String::from_utf8(line) else {
            return Some(fault(Value::Null, "the line is not UTF-8"));
        };
        Some(serde_json::from_str(&text).map_or_else(
            |error| {
                let id = serde_json::from_str::<Value>(&text).ok().and_then(|value| value.get("id").cloned());
                fault(id.unwrap_or(Value::Null), &error.to_string())
            },
            Line::Value,
        ))
    })
}

/// The answer to a line with a fault.
fn fault<T>(id: Value, error: &str) -> Line<T> {
    Line::Fault(json!({ "id": id, "error": error }))
}
