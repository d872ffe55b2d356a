//! Comparatives: `Keller is older than Osei` against `Osei is older than Keller`.

use super::{Suspicion, keep_surest};
use crate::evidence::alignment::Alignment;
use crate::evidence::claim::SlotKind;
use crate::evidence::links::anchors;
use crate::evidence::model::{Finding, FindingKind, Polarity};
use crate::evidence::situation::Situation;
use crate::text::ByteRange;
use crate::text::tagger::Tag;
use crate::text::words::Word;

/// How far before `than` its comparative may stand: `more tanks than`.
const BEFORE: usize = 4;
/// How far behind `than` that stands with which something is compared.
const BEHIND: usize = 4;
/// A word matched less surely than this is another one.
const SAME: f32 = 0.8;
/// So much of the claim stands in the passage itself that it compares the same two.
const SAME_MATTER: f32 = 0.85;

/// Comparisons of the claim that a passage has with the two sides exchanged.
#[must_use]
pub fn find(situation: &Situation) -> Vec<Suspicion> {
    let claim = situation.claim;
    let mut best = None;
    for (than, _) in claim.words.iter().enumerate().filter(|(_, word)| is_than(word)) {
        let Some(comparative) = comparative_before(&claim.words, &claim.text, than) else { continue };
        // Who is compared: the first name or noun of the claim, and the first one behind `than`.
        let is_party = |at: &usize| {
            claim.words.get(*at).is_some_and(|word| {
                word.range.start() >= claim.own && matches!(word.tag, Tag::Noun | Tag::Propn)
            }) && claim.slot_of(*at).is_some()
        };
        let one = (0..than).find(is_party);
        let other = (than + 1..claim.words.len()).take(BEHIND).find(is_party);
        let (Some(one), Some(other)) = (one, other) else { continue };
        for (_, alignment) in situation.comparable() {
            if alignment.coverage < SAME_MATTER {
                continue;
            }
            let Some(range) = exchanged(situation, alignment, &comparative, one, other) else { continue };
            let finding = describe(situation, alignment, one, other, range);
            let confidence = alignment.coverage;
            keep_surest(&mut best, Suspicion { finding, slot: claim.slot_of(one), confidence });
        }
    }
    best.into_iter().collect()
}

fn is_than(word: &Word) -> bool {
    &*word.lemma == "than"
}

/// The comparative that `than` at `at` belongs to, in small letters.
fn comparative_before(words: &[Word], text: &str, at: usize) -> Option<String> {
    let before = words.get(at.saturating_sub(BEFORE)..at)?;
    before.iter().rev().find_map(|word| {
        let form = word.of(text).to_lowercase();
        let compares =
            matches!(&*form, "more" | "less" | "fewer" | "better" | "worse" | "farther" | "further")
                || matches!(word.tag, Tag::Adj | Tag::Adv) && form.len() > 4 && form.ends_with("er");
        compares.then_some(form)
    })
}

/// Where the passage has the claim's comparative with the two parties exchanged: from the first to the last word.
fn exchanged(
    situation: &Situation,
    alignment: &Alignment,
    comparative: &str,
    one: usize,
    other: usize,
) -> Option<ByteRange> {
    let words = &alignment.passage.words;
    let text = &*alignment.passage.text;
    let places = |at: usize| -> Vec<usize> {
        let found = anchors(situation, alignment, at).into_iter();
        found.filter(|(_, sure)| *sure >= SAME).map(|(at, _)| at).collect()
    };
    let (ones, others) = (places(one), places(other));
    words.iter().enumerate().filter(|(_, word)| is_than(word)).find_map(|(than, _)| {
        let same = comparative_before(words, text, than).is_some_and(|form| form == comparative);
        let near = |at: &&usize| (than + 1..=than + BEHIND).contains(*at);
        let behind = ones.iter().find(near).filter(|_| same && !others.iter().any(|at| near(&at)))?;
        let before = others.iter().find(|at| **at < than).filter(|_| !ones.iter().any(|at| *at < than))?;
        Some(words.get(*before)?.range.join(words.get(*behind)?.range))
    })
}

fn describe(
    situation: &Situation,
    alignment: &Alignment,
    one: usize,
    other: usize,
    source: ByteRange,
) -> Finding {
    let claim = situation.claim;
    let slot = |at: usize| claim.slot_of(at).and_then(|index| claim.slots.get(index));
    let range = |at: usize| match slot(at) {
        Some(slot) if matches!(slot.kind, SlotKind::Name(..)) => slot.range,
        _ => claim.words.get(at).map(|word| word.range).unwrap_or_default(),
    };
    let range = range(one).join(range(other));
    let theirs = situation.source_words(alignment, source);
    Finding {
        kind: FindingKind::Comparison,
        polarity: Polarity::Conflicts,
        claim: range,
        source: Some(situation.span(alignment, source)),
        message: format!(
            "the claim has \u{201c}{}\u{201d}, the source the other way round, \u{201c}{theirs}\u{201d}",
            range.of(&claim.text)
        ),
        replacement: None,
    }
}
