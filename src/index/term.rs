//! [`terms_of`]: the index terms of a token; the same for passages and for what is searched.

use crate::entities::fold_name;
use crate::text::lexicon::is_stopword;
use crate::text::stem::stem;
use crate::text::tokens::TokenKind;

/// Calls `each` with every index term of one token: the stem of a word, the digits of a number,
/// and the parts of a hyphenated word beside the whole. Stop words, single letters and marks have none.
pub fn terms_of(token: &str, kind: TokenKind, each: &mut impl FnMut(&str)) {
    match kind {
        TokenKind::Number => each(&number_term(token)),
        TokenKind::Word => {
            if let Some(term) = word_term(token) {
                each(&term);
            }
            if token.contains('-') {
                for part in token.split('-') {
                    match part.as_bytes().first() {
                        Some(first) if first.is_ascii_digit() => each(&number_term(part)),
                        Some(_) => {
                            if let Some(term) = word_term(part) {
                                each(&term);
                            }
                        }
                        None => {}
                    }
                }
            }
        }
        TokenKind::Punctuation | TokenKind::Symbol => {}
    }
}

/// The term of a word: its stem without diacritics; `None` for stop words and single characters.
#[must_use]
pub fn word_term(word: &str) -> Option<String> {
    let lower = if word.is_ascii() { word.to_ascii_lowercase() } else { fold_name(word) };
    let single = lower.chars().nth(1).is_none();
    (!single && !is_stopword(&lower)).then(|| stem(&lower))
}

/// The term of a number written in digits: its digits without separators of thousands.
#[must_use]
pub fn number_term(number: &str) -> String {
    number.chars().filter(|c| *c != ',').collect()
}
