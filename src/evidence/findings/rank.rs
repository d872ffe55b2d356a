//! Ranks: `the second-largest shareholder` against `the largest shareholder`.

use super::{Suspicion, keep_surest};
use crate::evidence::model::{Finding, FindingKind, Polarity};
use crate::evidence::situation::Situation;
use crate::text::ByteRange;
use crate::text::tagger::Tag;
use crate::text::words::Word;

/// How far behind a superlative the thing stands that it ranks.
const NEAR: usize = 3;
/// So much else of the claim stands in the passage itself that it ranks the same thing.
const SAME_MATTER: f32 = 0.75;
/// Ordinals that can stand before a superlative, the first two ranks left out: nobody is the first-largest.
const ORDINALS: [&str; 9] =
    ["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

/// A superlative with its rank: `second-largest`, `second largest`, `largest`.
struct Ranked {
    ordinal: Option<String>,
    superlative: String,
    range: ByteRange,
    /// Index of the superlative.
    at: usize,
}

/// Ranks of the claim that a passage has otherwise of the same thing, where no candidate has the claim's.
#[must_use]
pub fn find(situation: &Situation) -> Vec<Suspicion> {
    let claim = situation.claim;
    let mut found = Vec::new();
    for ours in ranked(&claim.words, &claim.text).into_iter().filter(|it| it.range.start() >= claim.own) {
        let Some(thing) = thing_behind(&claim.words, ours.at) else { continue };
        let slot = claim.slot_of(ours.at);
        let mut best = None;
        let mut attested = false;
        for (_, alignment) in situation.comparable() {
            let words = &alignment.passage.words;
            let text = &*alignment.passage.text;
            for theirs in ranked(words, text).into_iter().filter(|it| it.superlative == ours.superlative) {
                let same = thing_behind(words, theirs.at).is_some_and(|other| other.stem == thing.stem);
                if !same {
                    continue;
                }
                if theirs.ordinal == ours.ordinal {
                    attested = true;
                    continue;
                }
                let except = slot.unwrap_or(usize::MAX);
                if situation.own_rest(alignment, except) < SAME_MATTER {
                    continue;
                }
                let own = ours.range.of(&claim.text);
                let other = situation.source_words(alignment, theirs.range);
                let finding = Finding {
                    kind: FindingKind::Comparison,
                    polarity: Polarity::Conflicts,
                    claim: ours.range,
                    source: Some(situation.span(alignment, theirs.range)),
                    message: format!(
                        "the claim has \u{201c}{own}\u{201d}, the source \u{201c}{other}\u{201d}"
                    ),
                    replacement: Some(other.to_owned()),
                };
                let confidence = situation.rest(alignment, except);
                keep_surest(&mut best, Suspicion { finding, slot, confidence });
            }
        }
        if !attested {
            found.extend(best);
        }
    }
    found
}

fn ranked(words: &[Word], text: &str) -> Vec<Ranked> {
    let superlative = |word: &str| word.len() > 4 && word.ends_with("est");
    let is_ordinal = |word: &str| ORDINALS.contains(&word);
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let form = word.of(text).to_lowercase();
        if let Some((ordinal, rest)) = form.split_once('-').filter(|(ordinal, _)| is_ordinal(ordinal)) {
            if superlative(rest) {
                let (ordinal, superlative) = (Some(ordinal.to_owned()), rest.to_owned());
                found.push(Ranked { ordinal, superlative, range: word.range, at });
            }
        } else if word.tag == Tag::Adj && superlative(&form) {
            let before = at.checked_sub(1).and_then(|before| words.get(before));
            let ordinal = before.filter(|word| is_ordinal(&word.of(text).to_lowercase()));
            let range = ordinal.map_or(word.range, |ordinal| ordinal.range.join(word.range));
            let ordinal = ordinal.map(|word| word.of(text).to_lowercase());
            found.push(Ranked { ordinal, superlative: form, range, at });
        }
    }
    found
}

/// The noun that the superlative at `at` ranks.
fn thing_behind(words: &[Word], at: usize) -> Option<&Word> {
    words.iter().skip(at + 1).take(NEAR).find(|word| word.tag == Tag::Noun)
}
