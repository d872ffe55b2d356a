//! JSON Lines: one object a line.

use serde_json::{Map, Value};

use super::{Found, MOST_RECORDS, record};
use crate::corpus::columns::Columns;

/// Objects inside objects are looked into this deep.
const DEPTH: usize = 4;

/// The articles in `text`.
#[must_use]
pub fn read(text: &str, columns: &Columns) -> Found {
    let mut found = Found::default();
    let (mut total, mut blank, mut broken) = (0, 0, 0);
    let mut first_fault = None;
    let mut names = Vec::new();
    for (line, written) in (1u32..).zip(text.lines()) {
        if written.trim().is_empty() {
            continue;
        }
        if total == MOST_RECORDS {
            found.faults.push(format!("only the first {MOST_RECORDS} lines are read; split the file"));
            break;
        }
        total += 1;
        let object: Map<String, Value> = match serde_json::from_str(written) {
            Ok(object) => object,
            Err(error) => {
                broken += 1;
                first_fault.get_or_insert_with(|| format!("line {line}: {error}"));
                continue;
            }
        };
        let fields = fields(object);
        if names.is_empty() {
            names = fields.iter().map(|(name, _)| name.clone()).collect();
        }
        match record::draft(&fields, columns, line) {
            Some(draft) => found.drafts.push(draft),
            None => blank += 1,
        }
    }
    if let Some(fault) = first_fault {
        found.faults.push(format!("{broken} of {total} lines are no JSON object; the first is {fault}"));
    }
    record::without_text(&mut found, blank, total - broken, &names);
    found
}

/// The values of an object by name, as [`flatten`] has them.
pub(super) fn fields(object: Map<String, Value>) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    flatten(object, "", 0, &mut fields);
    fields
}

/// The values of an object by name, those of objects inside with dots.
fn flatten(object: Map<String, Value>, above: &str, depth: usize, fields: &mut Vec<(String, String)>) {
    for (name, value) in object {
        let name = if above.is_empty() { name } else { format!("{above}.{name}") };
        match value {
            Value::Object(inner) if depth < DEPTH => flatten(inner, &name, depth + 1, fields),
            Value::Array(list) => {
                let parts: Vec<String> = list.into_iter().filter_map(scalar).collect();
                // Paragraphs as a list are common; names of authors too.
                let long = parts.iter().any(|part| part.len() > 80);
                fields.push((name, parts.join(if long { "\n\n" } else { ", " })));
            }
            value => fields.extend(scalar(value).map(|value| (name, value))),
        }
    }
}

fn scalar(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(_) | Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
