//! Who does what to whom: a fast dependency parser.
//!
//! Greedy arc-hybrid transitions (M. Kuhlmann, C. Gómez-Rodríguez, G. Satta, ACL 2011) chosen by an
//! averaged perceptron that was trained with a dynamic oracle (Y. Goldberg, J. Nivre, TACL 2013). Linear
//! in the number of words; trees are projective, with one root a sentence. Names are headed by their last
//! word: `Keller` in `Maria Keller`, with the words before it as [`Label::Flat`] or [`Label::Compound`].

pub mod features;
mod label;
mod model;
pub mod state;

use super::tokens::TokenKind;
use super::words::Word;

pub use label::Label;
pub use model::Model;

/// The dependency tree of a text's words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parse {
    /// Index of the head of each word; none for the root of each sentence.
    pub head: Vec<Option<usize>>,
    /// Relation of each word to its head.
    pub label: Vec<Label>,
}

impl Parse {
    /// The words that depend on the word at `head`, in order.
    pub fn children(&self, head: usize) -> impl Iterator<Item = usize> + '_ {
        self.head.iter().enumerate().filter(move |(_, of)| **of == Some(head)).map(|(at, _)| at)
    }

    /// The relation of the word at `at`; [`Label::Dep`] past the end.
    #[must_use]
    pub fn label_of(&self, at: usize) -> Label {
        self.label.get(at).copied().unwrap_or(Label::Dep)
    }

    /// The first child of `head` with one of these relations.
    #[must_use]
    pub fn child_with(&self, head: usize, labels: &[Label]) -> Option<usize> {
        self.children(head).find(|child| labels.contains(&self.label_of(*child)))
    }

    /// First and last word of the stretch that the word at `head` and all below it cover.
    #[must_use]
    pub fn reach(&self, head: usize) -> (usize, usize) {
        let (mut first, mut last) = (head, head);
        // Trees are projective: whatever lies below lies in one stretch around the head.
        while first > 0 && self.is_below(first - 1, head) {
            first -= 1;
        }
        while last + 1 < self.head.len() && self.is_below(last + 1, head) {
            last += 1;
        }
        (first, last)
    }

    /// Whether the word at `at` is `head` or depends on it, directly or not.
    #[must_use]
    pub fn is_below(&self, at: usize, head: usize) -> bool {
        let mut at = Some(at);
        for _ in 0..=self.head.len() {
            match at {
                Some(here) if here == head => return true,
                Some(here) => at = self.head.get(here).copied().flatten(),
                None => return false,
            }
        }
        false
    }
}

/// Parses the words of `text`. Each sentence of it becomes a tree of its own; a full stop, question or
/// exclamation mark ends one, with the closing marks behind it.
#[must_use]
pub fn parse(words: &[Word], text: &str) -> Parse {
    let mut parse = Parse::default();
    let mut start = 0;
    while start < words.len() {
        let end = sentence_end(words, text, start);
        let sentence = words.get(start..end).unwrap_or(&[]);
        let tree = Model::shipped().parse(&features::views(sentence, text));
        parse.head.extend(tree.head.into_iter().map(|head| head.map(|head| head + start)));
        parse.label.extend(tree.label);
        start = end;
    }
    parse
}

/// Sentences are cut after this many words, whatever their punctuation.
const LONGEST: usize = 400;

fn sentence_end(words: &[Word], text: &str, start: usize) -> usize {
    let mut at = start;
    while let Some(word) = words.get(at) {
        at += 1;
        let ends = word.kind == TokenKind::Punctuation
            && matches!(word.range.of(text), "." | "!" | "?" | "?!" | "!!");
        if ends || at - start >= LONGEST {
            while words.get(at).is_some_and(|next| {
                next.kind == TokenKind::Punctuation
                    && matches!(
                        next.range.of(text),
                        "”" | "’" | "\"" | "'" | "''" | ")" | "]" | "»" | "." | "!" | "?"
                    )
                    && words.get(at - 1).is_some_and(|last| last.range.end() == next.range.start())
            }) {
                at += 1;
            }
            // `“Will it hold?” he asked.` goes on.
            let goes_on =
                words.get(at).is_some_and(|next| next.range.of(text).starts_with(char::is_lowercase));
            if !goes_on || at - start >= LONGEST {
                return at;
            }
        }
    }
    at
}

#[cfg(test)]
mod tests;
