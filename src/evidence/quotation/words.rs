//! [`QuoteWord`]s: a text as the bare words that quotations are compared by.

use std::ops::Range;

use crate::text::ByteRange;
use crate::text::fold::fold;

/// A word without case, marks or diacritics of typography.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct QuoteWord {
    /// In the text it was read from.
    pub range: ByteRange,
    /// Folded.
    pub word: String,
    /// Whether the text behind it ends a sentence or a quotation.
    pub closes: bool,
}

/// The words of `text`, marks left out.
pub(super) fn words_of(text: &str) -> Vec<QuoteWord> {
    let folded = fold(text);
    let mut words = Vec::new();
    let mut start = None;
    let bytes = folded.text.char_indices().chain([(folded.text.len(), ' ')]);
    for (at, c) in bytes {
        let inside = c.is_alphanumeric() || (c == '\'' && start.is_some());
        match (start, inside) {
            (None, true) => start = Some(at),
            (Some(first), false) => {
                let word = folded.text.get(first..at).unwrap_or("");
                let bare = word.trim_end_matches('\'');
                let range = ByteRange::new(first, first + bare.len());
                let range = folded.to_original(range);
                let closes = ends_here(text.get(range.end()..).unwrap_or(""));
                words.push(QuoteWord { range, word: bare.to_owned(), closes });
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// Whether what stands before the next word of `rest` ends a sentence or a quotation, or begins one.
pub(super) fn ends_here(rest: &str) -> bool {
    rest.chars()
        .take_while(|c| !c.is_alphanumeric())
        .any(|c| matches!(c, '.' | '!' | '?' | ';' | '"' | '“' | '”' | '«' | '»' | '\n'))
}

/// Cuts quoted words at marked omissions (`…`, `...`, `[...]`) and leaves out bracketed insertions;
/// the pieces have to follow one another in a source.
pub(super) fn pieces(quotation: &str) -> Vec<Vec<QuoteWord>> {
    let mut pieces = Vec::new();
    for part in parts(quotation) {
        let words: Vec<QuoteWord> = words_of(quotation.get(part.clone()).unwrap_or(""))
            .into_iter()
            .map(|word| QuoteWord { range: word.range.shift(part.start), ..word })
            .collect();
        if !words.is_empty() {
            pieces.push(words);
        }
    }
    pieces
}

fn parts(quotation: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(c) = quotation.get(at..).and_then(|rest| rest.chars().next()) {
        let gap = match c {
            '\u{2026}' => c.len_utf8(),
            '.' if quotation.get(at..).is_some_and(|rest| rest.starts_with("...")) => 3,
            '[' => quotation.get(at..).and_then(|rest| rest.find(']')).map_or(1, |end| end + 1),
            _ => 0,
        };
        if gap > 0 {
            parts.push(start..at);
            at += gap;
            start = at;
        } else {
            at += c.len_utf8();
        }
    }
    parts.push(start..quotation.len());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare(pieces: &[Vec<QuoteWord>]) -> Vec<Vec<&str>> {
        pieces.iter().map(|piece| piece.iter().map(|word| word.word.as_str()).collect()).collect()
    }

    #[test]
    fn marks_and_case_do_not_count() {
        let text = "\u{201c}We won\u{2019}t \u{2014} ever \u{2014} agree.\u{201d}";
        assert_eq!(bare(&[words_of(text)]), [["we", "won't", "ever", "agree"]]);
    }

    #[test]
    fn omissions_and_insertions_cut_a_quotation() {
        assert_eq!(
            bare(&pieces("we will [the council] stay \u{2026} for years")),
            [vec!["we", "will"], vec!["stay"], vec!["for", "years"]]
        );
    }
}
