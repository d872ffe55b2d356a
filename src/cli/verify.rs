//! `verify`: one claim a line in, one verdict a line out, in order, streaming.

use std::io::{self, BufReader, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};

use jiff::civil::Date;
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};

use super::args::CorpusArguments;
use super::failure::Failure;
use super::jsonl::{self, Line};
use super::{CLEAN, FOUND, output, project};
use crate::corpus::read;
use crate::evidence::{self, Cancel, Judge};
use crate::index::Library;
use crate::notes;
use crate::render::json::{Verified, verified};
use crate::workspace::World;

/// Lines that are worked on together. Answers are written batch by batch, so that a stream flows
/// and every core has work.
const BATCH: usize = 64;

/// A line of the input.
#[derive(Debug, Deserialize)]
struct Request {
    id: Value,
    claim: String,
    sources: Option<Vec<Source>>,
    date: Option<String>,
}

/// A source that a line brings along.
#[derive(Debug, Deserialize)]
struct Source {
    id: String,
    text: String,
}

/// Runs `verify`.
pub fn run(arguments: &CorpusArguments) -> Result<i32, Failure> {
    let mut world: Option<World> = None;
    let mut out = BufWriter::new(io::stdout().lock());
    let mut faults = false;
    let lines = read_ahead();
    // The first line of a batch is waited for, the others are taken if they are there: a pipeline
    // keeps every core busy, and a single line is answered at once.
    while let Ok(first) = lines.recv() {
        let mut batch = vec![first];
        batch.extend(lines.try_iter().take(BATCH - 1));
        let needs_corpus =
            |line: &Line<Request>| matches!(line, Line::Value(request) if request.sources.is_none());
        if world.is_none() && batch.iter().any(needs_corpus) {
            world = Some(project::open(
                Path::new("."),
                &CorpusArguments { no_cache: true, ..arguments.clone() },
            )?);
        }
        let library = world.as_ref().map(|world| &*world.library);
        let answers: Vec<Result<Verified, Value>> = batch
            .into_par_iter()
            .map(|line| match line {
                Line::Value(request) => answer(request, library),
                Line::Fault(fault) => Err(fault),
            })
            .collect();
        for answer in &answers {
            match answer {
                Ok(answer) => output::write_json(&mut out, answer)?,
                Err(fault) => {
                    faults = true;
                    output::write_json(&mut out, fault)?;
                }
            }
        }
        out.flush().map_err(Failure::Output)?;
    }
    Ok(if faults { FOUND } else { CLEAN })
}

/// The lines of stdin, read by a thread of its own.
fn read_ahead() -> Receiver<Line<Request>> {
    let (send, receive) = mpsc::sync_channel(4 * BATCH);
    std::thread::spawn(move || {
        for line in jsonl::lines(BufReader::new(io::stdin())) {
            if send.send(line).is_err() {
                break;
            }
        }
    });
    receive
}

fn answer(request: Request, library: Option<&Library>) -> Result<Verified, Value> {
    let reference = match request.date.as_deref().map(str::parse::<Date>) {
        None => None,
        Some(Ok(date)) => Some(date),
        Some(Err(error)) => {
            let date = request.date.unwrap_or_default();
            return Err(json!({ "id": request.id, "error": format!("`{date}` is not a date: {error}") }));
        }
    };
    let own = request.sources.map(|sources| {
        Library::build(
            sources.iter().map(|source| Arc::new(read::from_text(&source.id, &source.text))).collect(),
        )
    });
    let Some(library) = own.as_ref().or(library) else {
        return Err(json!({ "id": request.id, "error": "no sources, and no corpus" }));
    };
    let judge = Judge { reference, ..Judge::default() };
    let cancel = Cancel::new();
    let parts: Vec<_> = notes::claims_of_plain(&request.claim)
        .into_iter()
        .map(|claim| {
            let assessment = evidence::assess_with(&judge, &claim, library, &cancel);
            (claim, assessment)
        })
        .collect();
    Ok(verified(request.id, &request.claim, &parts, library))
}
