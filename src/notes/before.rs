//! What stands before a claim whose pronoun may take up somebody named there.

use crate::text::ByteRange;

/// Sentences that a pronoun reaches back.
const REACH: usize = 3;

/// Third-person pronouns for one person.
const PRONOUNS: [&str; 7] = ["he", "she", "him", "his", "her", "himself", "herself"];

/// Whether `word`, in any case, is a pronoun for one person.
#[must_use]
pub fn is_personal(word: &str) -> bool {
    PRONOUNS.iter().any(|pronoun| word.eq_ignore_ascii_case(pronoun))
}

/// Whether `text` has a pronoun for one person.
#[must_use]
pub(super) fn has_personal(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(is_personal)
}

/// The words of `text` before its byte `at` that a pronoun there may lean on: those of its sentence, the one at
/// `nth` among `sentences`, and of the sentences before.
#[must_use]
pub(super) fn before<'t>(text: &'t str, sentences: &[ByteRange], nth: usize, at: usize) -> &'t str {
    let first = sentences.get(nth.saturating_sub(REACH)).map_or(at, |first| first.start());
    text.get(first..at).unwrap_or("").trim()
}
