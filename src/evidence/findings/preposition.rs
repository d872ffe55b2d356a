//! Prepositions: the same thing on its other side, `before the vote` against `after the vote`, `for the bill`
//! against `against the bill`.

use super::{Suspicion, keep_surest};
use crate::evidence::alignment::Alignment;
use crate::evidence::links::anchors;
use crate::evidence::model::{Finding, FindingKind, Polarity};
use crate::evidence::signs::Signs;
use crate::evidence::situation::Situation;
use crate::evidence::word_match;
use crate::text::parse::{Label, Parse};
use crate::text::words::Word;

/// Of each pair only one is true of one thing.
const OPPOSITES: [(&str, &str); 5] =
    [("before", "after"), ("for", "against"), ("despite", "because"), ("with", "without"), ("to", "from")];
/// A word matched less surely than this is another one.
const SAME: f32 = 0.8;
/// A negation of the claim and one of the passage.
type Denied = (bool, bool);

/// Prepositions of the claim whose opposite stands before the same thing under the same word in a passage, where
/// no candidate has the claim's.
#[must_use]
pub fn find(situation: &Situation) -> Vec<Suspicion> {
    let claim = situation.claim;
    let tree = claim.tree();
    let mut found = Vec::new();
    for (at, word) in claim.words.iter().enumerate() {
        let ours = &*word.lemma;
        let Some(opposite) = opposite_of(ours) else { continue };
        let both = is_beside(&claim.words, at, opposite);
        if word.range.start() < claim.own || !is_preposition(tree, at) || both {
            continue;
        }
        let Some(thing) = tree.head.get(at).copied().flatten() else { continue };
        let Some(slot) = claim.slot_of(thing) else { continue };
        let mut best = None;
        for (number, alignment) in situation.comparable() {
            let signs = situation.source_signs.get(number);
            match side(situation, alignment, signs, thing, ours) {
                Side::Same => {
                    best = None;
                    break;
                }
                Side::Unknown => {}
                Side::Other(place) => {
                    let Some(theirs) = alignment.passage.words.get(place) else { continue };
                    let confidence = situation.rest(alignment, slot);
                    let finding = describe(situation, alignment, word, theirs);
                    keep_surest(&mut best, Suspicion { finding, slot: Some(slot), confidence });
                }
            }
        }
        found.extend(best);
    }
    found
}

/// Whether the word stands within two words of the one at `at`: `for and against`.
fn is_beside(words: &[Word], at: usize, lemma: &str) -> bool {
    let near = words.get(at.saturating_sub(2)..(at + 3).min(words.len())).unwrap_or(&[]);
    near.iter().any(|word| &*word.lemma == lemma)
}

fn is_preposition(tree: &Parse, at: usize) -> bool {
    matches!(tree.label_of(at), Label::Case)
}

fn opposite_of(lemma: &str) -> Option<&'static str> {
    OPPOSITES.iter().find_map(|(one, other)| match lemma {
        _ if lemma == *one => Some(*other),
        _ if lemma == *other => Some(*one),
        _ => None,
    })
}

/// On which side of the claim's thing a passage is.
enum Side {
    Same,
    /// By the preposition at this word.
    Other(usize),
    Unknown,
}

fn side(
    situation: &Situation,
    alignment: &Alignment,
    signs: Option<&Signs>,
    thing: usize,
    ours: &str,
) -> Side {
    let claim = situation.claim;
    let words = &alignment.passage.words;
    let tree = situation.tree(alignment);
    let mut side = Side::Unknown;
    for (place, _) in anchors(situation, alignment, thing).into_iter().filter(|(_, sure)| *sure >= SAME) {
        let Some(case) = tree.children(place).find(|child| is_preposition(tree, *child)) else { continue };
        let Some(theirs) = words.get(case) else { continue };
        if &*theirs.lemma == ours || is_beside(words, case, ours) {
            return Side::Same;
        }
        let over = claim.tree().head.get(thing).copied().flatten();
        let over_there = tree.head.get(place).copied().flatten();
        let (alike, denied): (bool, Denied) = match (over, over_there) {
            (Some(one), Some(other)) => (
                is_same(claim.words.get(one), words.get(other)),
                (situation.signs.is_negated(one), signs.is_some_and(|signs| signs.is_negated(other))),
            ),
            // `is against the tax`: both are what is said of somebody.
            (None, None) => (true, (false, false)),
            _ => (false, (false, false)),
        };
        if alike && denied.0 == denied.1 && opposite_of(ours) == Some(&*theirs.lemma) {
            side = Side::Other(case);
        }
    }
    side
}

fn is_same(ours: Option<&Word>, theirs: Option<&Word>) -> bool {
    matches!((ours, theirs), (Some(ours), Some(theirs)) if word_match::compare(ours, theirs).strength >= SAME)
}

fn describe(situation: &Situation, alignment: &Alignment, ours: &Word, theirs: &Word) -> Finding {
    let own = ours.of(&situation.claim.text);
    let other = situation.source_words(alignment, theirs.range);
    Finding {
        kind: FindingKind::Polarity,
        polarity: Polarity::Conflicts,
        claim: ours.range,
        source: Some(situation.span(alignment, theirs.range)),
        message: format!(
            "the claim has \u{201c}{own}\u{201d}, the source the opposite, \u{201c}{other}\u{201d}"
        ),
        replacement: Some(other.to_owned()),
    }
}
