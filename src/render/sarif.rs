//! Diagnostics as SARIF 2.1.0, for code-scanning services.

use std::path::Path;

use ropey::Rope;
use serde_json::{Value, json};

use super::paths::Base;
use crate::index::Library;
use crate::rules::{Diagnostic, RULES, Severity};
use crate::text::ByteRange;
use crate::text::position::{Encoding, line_column};
use crate::workspace::Analysis;

/// A SARIF log of one run over `notes`.
#[must_use]
pub fn log<'a>(notes: impl Iterator<Item = (&'a Path, &'a Analysis, &'a Library)>, base: &Base) -> Value {
    let rules: Vec<Value> = RULES
        .iter()
        .map(|rule| {
            json!({
                "id": rule.code,
                "shortDescription": { "text": rule.summary() },
                "help": { "text": rule.documentation(), "markdown": rule.documentation() },
                "defaultConfiguration": {
                    "enabled": rule.default.is_some(),
                    "level": rule.default.map_or("none", level),
                },
            })
        })
        .collect();
    let mut results = Vec::new();
    for (path, analysis, library) in notes {
        let rope = Rope::from_str(&analysis.note.text);
        results.extend(
            analysis.diagnostics.iter().map(|found| result(found, &base.shown(path), &rope, library, base)),
        );
    }
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "attest-ls",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn result(found: &Diagnostic, path: &str, rope: &Rope, library: &Library, base: &Base) -> Value {
    let related: Vec<Value> = found
        .related
        .iter()
        .filter_map(|related| {
            let article = library.article(related.span.article)?;
            let source = Rope::from_str(&article.source);
            let mut place =
                location(&base.shown(&article.path), &source, article.map.to_source(related.span.range));
            place["message"] = json!({ "text": related.message });
            Some(place)
        })
        .collect();
    json!({
        "ruleId": found.code,
        "level": level(found.severity),
        "message": { "text": found.message },
        "locations": [location(path, rope, found.range)],
        "relatedLocations": related,
    })
}

fn location(path: &str, rope: &Rope, range: ByteRange) -> Value {
    let start = line_column(rope, range.start(), Encoding::Utf32);
    let end = line_column(rope, range.end(), Encoding::Utf32);
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(path) },
            "region": {
                "startLine": start.line + 1,
                "startColumn": start.column + 1,
                "endLine": end.line + 1,
                "endColumn": end.column + 1,
            },
        }
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    }
}

/// A relative or absolute path as a URI reference: every byte that a URI can't hold is escaped.
fn uri(text: &str) -> String {
    // `C:/w/a.md` is a path of Windows and no scheme.
    let drive = text.get(1..3) == Some(":/") && text.starts_with(|c: char| c.is_ascii_alphabetic());
    let mut out = match (text.starts_with('/'), drive) {
        (true, _) => "file://".to_owned(),
        (_, true) => "file:///".to_owned(),
        _ => String::new(),
    };
    for byte in text.bytes() {
        match byte {
            b':' if drive => out.push(':'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(byte as char)
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uri_references() {
        assert_eq!(uri("notes/a b#1.md"), "notes/a%20b%231.md");
        assert_eq!(uri("/w/é.md"), "file:///w/%C3%A9.md");
        assert_eq!(uri("C:/w/a.md"), "file:///C:/w/a.md");
    }
}
