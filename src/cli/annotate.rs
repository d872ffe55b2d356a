//! `annotate`: what the engine sees in articles. Entity ids hold across the whole run, so the input
//! is read to its end before the first line is written.

use std::io::{self, BufWriter, Write};
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::Deserialize;
use serde_json::Value;

use super::failure::Failure;
use super::jsonl::{self, Line};
use super::{CLEAN, FOUND, output};
use crate::corpus::read;
use crate::entities::{self, Entities, EntityId, InnerName, Mention, fold_name};
use crate::render::json::annotated;

/// A line of the input.
#[derive(Debug, Deserialize)]
struct Request {
    id: Value,
    text: String,
}

/// Ids for names that stand within other names only.
struct Unnamed {
    ids: FxHashMap<String, EntityId>,
    next: u32,
}

impl Unnamed {
    /// Ids behind those of `entities`.
    fn behind(entities: &Entities) -> Self {
        Self { ids: FxHashMap::default(), next: u32::try_from(entities.all.len()).unwrap_or(u32::MAX) }
    }

    fn mention(&mut self, text: &str, name: &InnerName) -> Mention {
        let entity = name.entity.unwrap_or_else(|| {
            *self.ids.entry(fold_name(name.range.of(text))).or_insert_with(|| {
                self.next = self.next.saturating_add(1);
                EntityId(self.next - 1)
            })
        });
        Mention { range: name.range, kind: name.kind, entity }
    }
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
    let mut unnamed = Unnamed::behind(&entities);
    for answer in answers {
        match answer {
            Ok(id) => {
                if let Some((article, found)) = articles.get(next).zip(entities.articles.get(next)) {
                    let inner: Vec<Mention> = entities
                        .inner_names(&article.text, found)
                        .into_iter()
                        .map(|name| unnamed.mention(&article.text, &name))
                        .collect();
                    output::write_json(&mut out, &annotated(id, article, found, &inner))?;
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
