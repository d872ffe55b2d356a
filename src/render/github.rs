//! Diagnostics as GitHub workflow commands, which annotate a pull request.

use std::path::Path;

use ropey::Rope;

use super::paths::Base;
use super::terminal::plain;
use crate::rules::Severity;
use crate::text::position::{Encoding, line_column};
use crate::workspace::Analysis;

/// One `::error file=…::message` line for each diagnostic of the note at `path`.
#[must_use]
pub fn annotations(path: &Path, analysis: &Analysis, base: &Base) -> String {
    let rope = Rope::from_str(&analysis.note.text);
    let mut out = String::new();
    for found in &analysis.diagnostics {
        let start = line_column(&rope, found.range.start(), Encoding::Utf32);
        let end = line_column(&rope, found.range.end(), Encoding::Utf32);
        let command = match found.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Information | Severity::Hint => "notice",
        };
        out.push_str(&format!(
            "::{command} file={},line={},col={},endLine={},endColumn={},title={}::{}\n",
            escape(&base.shown(path), true),
            start.line + 1,
            start.column + 1,
            end.line + 1,
            end.column + 1,
            escape(found.code, true),
            escape(&found.message, false),
        ));
    }
    out
}

/// The escapes of the workflow command syntax; properties need two more than messages.
fn escape(text: &str, property: bool) -> String {
    let text = plain(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    if property { text.replace(':', "%3A").replace(',', "%2C") } else { text }
}
