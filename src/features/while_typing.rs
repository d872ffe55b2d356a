//! What is not yet to be said of a note in which somebody types: findings on the word at the caret.

use crate::rules::Diagnostic;
use crate::text::ByteRange;

/// The word at `caret`, or the one before it when the caret stands behind the last word of its line:
/// a sentence that is still being written ends there.
#[must_use]
pub fn word_at(text: &str, caret: usize) -> ByteRange {
    let caret = text.floor_char_boundary(caret);
    let (before, behind) = (text.get(..caret).unwrap_or(""), text.get(caret..).unwrap_or(""));
    let line = before.rsplit(['\n', '\r']).next().unwrap_or("");
    let at_end = behind.split(['\n', '\r']).next().is_none_or(|rest| rest.trim().is_empty());
    let line = if at_end { line.trim_end() } else { line };
    let start = line
        .rfind(char::is_whitespace)
        .map_or(0, |at| at + line.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8));
    let head = before.len() - before.rsplit(['\n', '\r']).next().unwrap_or("").len();
    let end = behind.find(char::is_whitespace).unwrap_or(behind.len());
    ByteRange::new(head + start, caret + end)
}

/// Whether `found` is to wait until the word at the caret is finished. What was shown before stays.
#[must_use]
pub fn waits(found: &Diagnostic, word: ByteRange, shown: &[(&'static str, usize)]) -> bool {
    (found.range.overlaps(word) || found.range.touches(word.start()) || found.range.touches(word.end()))
        && !shown.contains(&(found.code, found.range.start()))
}
