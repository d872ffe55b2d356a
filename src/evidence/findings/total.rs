//! Totals: the claim counts together what a sentence of the source counts in two parts.

use super::governor::Tie;
use super::number::tied;
use crate::evidence::situation::Situation;
use crate::evidence::word_match;
use crate::text::quantities::{Quantity, Unit};
use crate::text::tagger::Tag;
use crate::text::words::Word;

/// How far behind `one` stands what it does.
const ONE: usize = 3;
/// Words matched at least so well tell of one deed.
const SAME_DEED: f32 = 0.6;

/// Whether the claim's count is two counts of one sentence taken together: `23 on board` of `seven were released,
/// leaving 16`. Not where the claim's verb is that of one of the two alone: `killed five` of `killed four and hurt
/// one`.
#[must_use]
pub(super) fn is_total(situation: &Situation, quantity: &Quantity) -> bool {
    let claim = situation.claim;
    if quantity.unit != Unit::Count {
        return false;
    }
    let deeds: Vec<&Word> = claim.words.iter().filter(|word| word.tag == Tag::Verb).collect();
    situation.comparable().any(|(_, alignment)| {
        let parts = alignment.passage.quantities();
        let is_same = |part: &Quantity| {
            part.unit == Unit::Count && tied(situation, alignment, quantity, part) == Tie::Same
        };
        let counts = |word: &Word| parts.iter().any(|part| part.range.covers(word.range));
        let words = &alignment.passage.words;
        // `and one that hit a bakery`, not `and injured one`.
        let does_it = |at: usize| {
            let behind = words.get(at + 1..(at + 1 + ONE).min(words.len())).unwrap_or(&[]);
            let is_ours =
                |it: &Word| deeds.iter().any(|deed| word_match::compare(deed, it).strength >= SAME_DEED);
            behind.iter().any(is_ours)
        };
        let mut all = words.iter().enumerate();
        let has_one = all.any(|(at, word)| &*word.lemma == "one" && !counts(word) && does_it(at));
        let with_one = |part: &Quantity| {
            has_one
                && tied(situation, alignment, quantity, part) != Tie::Elsewhere
                && part.value >= 1.0
                && part.value + 1.0 == quantity.value
        };
        parts.iter().any(with_one)
            || parts.iter().enumerate().any(|(at, one)| {
                parts.iter().skip(at + 1).any(|other| {
                    one.unit == Unit::Count
                        && other.unit == Unit::Count
                        && one.value + other.value == quantity.value
                        && one.value >= 1.0
                        && other.value >= 1.0
                        && is_same(one) == is_same(other)
                })
            })
    })
}
