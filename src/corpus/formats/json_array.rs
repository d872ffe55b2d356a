//! A JSON file that holds one list of objects, as databases and news services export them.

use serde_json::{Map, Value};

use super::json_lines::fields;
use super::{Fault, Found, MOST_RECORDS, record};
use crate::corpus::columns::Columns;

/// The articles in `text`.
///
/// # Errors
/// When it is no list; a list that breaks off gives the articles before the break, and a fault.
pub fn read(text: &str, columns: &Columns) -> Result<Found, Fault> {
    let Some(list) = text.trim_start_matches('\u{feff}').trim_start().strip_prefix('[') else {
        return Err(
            "it holds no list of articles: [{…}, {…}]; one object a line belongs into a .jsonl".to_owned()
        );
    };
    let mut found = Found::default();
    let (mut total, mut blank) = (0, 0);
    let mut names = Vec::new();
    let mut at = text.len() - list.len();
    let (mut line, mut counted) = (1, 0);
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let item = rest.trim_start().trim_start_matches(',').trim_start();
        at = text.len() - item.len();
        if item.starts_with(']') {
            break;
        }
        if total == MOST_RECORDS {
            found.faults.push(format!("only the first {MOST_RECORDS} articles are read; split the file"));
            break;
        }
        line += lines(text.get(counted..at).unwrap_or_default());
        counted = at;
        let mut values = serde_json::Deserializer::from_str(item).into_iter::<Map<String, Value>>();
        let object = match values.next() {
            Some(Ok(object)) => object,
            Some(Err(error)) => {
                found.faults.push(format!("the list breaks off in line {line}: {error}"));
                break;
            }
            None => {
                found.faults.push("the list has no end".to_owned());
                break;
            }
        };
        at += values.byte_offset();
        total += 1;
        let fields = fields(object);
        if names.is_empty() {
            names = fields.iter().map(|(name, _)| name.clone()).collect();
        }
        match record::draft(&fields, columns, line) {
            Some(draft) => found.drafts.push(draft),
            None => blank += 1,
        }
    }
    record::without_text(&mut found, blank, total, &names);
    Ok(found)
}

/// How many lines end in `text`.
fn lines(text: &str) -> u32 {
    u32::try_from(text.bytes().filter(|byte| *byte == b'\n').count()).unwrap_or(u32::MAX)
}
