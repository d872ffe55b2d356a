//! `annotate`: what the engine sees in articles. Entity ids hold across the whole run, so the input
//! is read to its end before the first line is written.

use std::io::{self, BufWriter, Write};
use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;

use super::failure::Failure;
use super::jsonl::{self, Line};
use super::{CLEAN, FOUND, output};
use crate::corpus::read;
use crate::entities;
use crate::render::json::annotated;

/// A line of the input.
#[derive(Debug, Deserialize)]
struct Request {
    id: Value,
    text: String,
}

/// Runs `annotate`.
pub fn run() -> Result<i32, Failure> {
    let mut articles = Vec::new();
    // In input order: the id of an article, or the answer to a line with a fault.
    let mut answers = Vec::new();
    for line in jsonl::lines::<Request>(io::stdin().lock()) {
        match line {
            Line::Value(Request { id, text }) => {
                let name = id.as_str().map_or_else(|| id.to_string(), str::to_owned);
                articles.push(Arc::new(read::from_text(&name, &text)));
                answers.push(Ok(id));
            }
            Line::Fault(fault) => answers.push(Err(fault)),
        }
    }
    let entities = entities::build(&articles);
    let mut out = BufWriter::new(io::stdout().lock());
    let (mut next, mut faults) = (0, false);
    for answer in answers {
        match answer {
            Ok(id) => {
                if let Some((article, found)) = articles.get(next).zip(entities.articles.get(next)) {
                    output::write_json(&mut out, &annotated(id, article, found))?;
                }
                next += 1;
            }
            Err(fault) => {
                faults = true;
                output::write_json(&mut out, &fault)?;
            }
        }
    }
    out.flush().map_err(Failure::Output)?;
    Ok(if faults { FOUND } else { CLEAN })
}
