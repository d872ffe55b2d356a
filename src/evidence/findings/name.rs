//! Names and places: another one stands in the source where the claim has its own.

use super::{Suspicion, confidence, keep_surest};
use crate::entities::{EntityId, EntityKind};
use crate::evidence::alignment::Alignment;
use crate::evidence::claim::{Slot, SlotKind};
use crate::evidence::links;
use crate::evidence::model::{Finding, FindingKind, Polarity};
use crate::evidence::situation::Situation;
use crate::index::PlacedMention;
use crate::text::ByteRange;
use crate::text::lexicon;
use crate::text::tagger::Tag;
use crate::text::words::Word;

/// A name filled at least this far somewhere near is not missing.
const PRESENT: f32 = 0.5;
/// What ties the other name has to be like what ties the claim's at least this much.
const LIKE: f32 = 0.55;
/// So much of the claim besides the name stands in a passage that makes the same statement.
const WHOLE: f32 = 0.9;

/// Names of the claim in whose place a passage about the same thing has another one of their kind.
#[must_use]
pub fn find(situation: &Situation) -> Vec<Suspicion> {
    let mut found = Vec::new();
    for (index, slot) in situation.claim.slots.iter().enumerate() {
        if let Some(people) = other_people(situation, index, slot) {
            found.push(people);
            continue;
        }
        let SlotKind::Name(kind, ids) = &slot.kind else { continue };
        if names_a_day(situation, slot) {
            continue;
        }
        let mut best = None;
        // A passage that has the name speaks for the claim unless it says much less of the rest.
        let attested = situation
            .alignments
            .iter()
            .filter(|a| a.matches.get(index).is_some_and(|m| m.strength >= PRESENT))
            .map(|a| situation.own_rest(a, index))
            .fold(0.0, f32::max);
        for (_, alignment) in situation.comparable() {
            // Where the name stands in a passage, its place in the sentence is for others to judge.
            let here = alignment.matches.get(index).is_some_and(|m| m.strength >= PRESENT);
            let meant =
                *kind == EntityKind::Person && alignment.filled(index) >= PRESENT && has_pronoun(alignment);
            if here || meant || situation.own_rest(alignment, index) <= attested + super::FARTHER {
                continue;
            }
            let rest = situation.rest(alignment, index);
            for mention in &alignment.passage.mentions {
                if !may_stand_for(*kind, ids, mention) || is_in_claim(situation, alignment, mention) {
                    continue;
                }
                let place = preposition(&alignment.passage.words, mention.range);
                if *kind == EntityKind::Place && place != preposition(&situation.claim.words, slot.range) {
                    continue;
                }
                let at = alignment.passage.words.partition_point(|w| w.range.end() <= mention.range.start());
                let end = alignment.passage.words.partition_point(|w| w.range.start() < mention.range.end());
                // Where all else of the claim stands in the passage, what a preposition hangs on matters
                // little: `sent all of its supply of grain to Tavia`.
                let only = *kind == EntityKind::Place
                    && place.is_some()
                    && situation.own_rest(alignment, index) >= WHOLE
                    && is_only_one(&alignment.passage.words, &alignment.passage.mentions, place);
                if !only && links::parallel(situation, alignment, slot.words, (at, end)) < LIKE {
                    continue;
                }
                let sure = confidence(rest, situation.frame(alignment, index, at));
                keep_surest(
                    &mut best,
                    Suspicion {
                        finding: describe(situation, alignment, slot, *kind, mention),
                        slot: Some(index),
                        confidence: sure,
                    },
                );
            }
        }
        found.extend(best);
    }
    found
}

/// With so much else of the claim, a passage that has the people's name may speak of the same thing in other words.
const ELSEWHERE: f32 = 0.5;
/// With less of the claim's other words, another people before the same word is in another story: `greets Saudi
/// officials` and `U.S. officials met`.
const SAME_MATTER: f32 = 0.75;
/// How near the word behind the people's name has to stand behind the other one.
const ATTRIBUTE: usize = 3;

/// `a Norwegian tanker` against `a Swedish tanker`: another country or people before the same word.
fn other_people(situation: &Situation, index: usize, slot: &Slot) -> Option<Suspicion> {
    let claim = situation.claim;
    let country = |word: &Word| lexicon::demonym(&word.lemma).or_else(|| lexicon::country(&word.lemma));
    let own = claim.words.get(slot.words.0).filter(|_| slot.words.1 == slot.words.0 + 1)?;
    let ours = country(own)?;
    // Where the passage has them, but before another word, the word that the claim has behind them decides.
    let heads = |alignment: &Alignment| {
        alignment.matches.get(index + 1).filter(|m| m.strength >= 0.8).and_then(|m| m.word)
    };
    let before = |words: &[Word], head: usize, land: &str| {
        let near = words.get(head.saturating_sub(ATTRIBUTE)..head).unwrap_or(&[]);
        near.iter().any(|word| country(word) == Some(land))
    };
    let is_said = situation.alignments.iter().any(|alignment| match heads(alignment) {
        Some(head) => before(&alignment.passage.words, head, ours),
        None => situation.own_rest(alignment, index) >= ELSEWHERE && alignment.filled(index) >= PRESENT,
    });
    let is_people = lexicon::demonym(&own.lemma).is_some();
    if is_said || !is_people && situation.filled_anywhere(index) >= PRESENT {
        return None;
    }
    let mut best = None;
    let near = situation.comparable().filter(|(_, it)| situation.own_rest(it, index) >= SAME_MATTER);
    for (_, alignment) in near {
        let behind = heads(alignment);
        for (at, word) in alignment.passage.words.iter().enumerate() {
            let Some(theirs) = country(word).filter(|theirs| *theirs != ours) else { continue };
            let same_head = behind.is_some_and(|head| head > at && head - at <= ATTRIBUTE);
            let in_claim = claim.words.iter().any(|own| country(own) == Some(theirs));
            if in_claim || !same_head {
                continue;
            }
            let theirs = situation.source_words(alignment, word.range);
            let ours = slot.range.of(&claim.text);
            let sure = confidence(situation.rest(alignment, index), situation.frame(alignment, index, at));
            keep_surest(
                &mut best,
                Suspicion {
                    finding: Finding {
                        kind: FindingKind::Place,
                        polarity: Polarity::Conflicts,
                        claim: slot.range,
                        source: Some(situation.span(alignment, word.range)),
                        message: format!(
                            "the claim has \u{201c}{ours}\u{201d}, the source \u{201c}{theirs}\u{201d}"
                        ),
                        replacement: Some(theirs.to_owned()),
                    },
                    slot: Some(index),
                    confidence: sure,
                },
            );
        }
    }
    best
}

/// The preposition right before a name or its article: `in Northport` says where, `of Northport`
/// whose, and `Northport refused` who.
fn preposition(words: &[Word], range: ByteRange) -> Option<&str> {
    let at = words.partition_point(|word| word.range.end() <= range.start());
    let before = |back: usize| at.checked_sub(back).and_then(|at| words.get(at));
    let word = before(1).filter(|word| word.tag != Tag::Det).or_else(|| before(2))?;
    (word.tag == Tag::Adp).then_some(&*word.lemma)
}

/// Whether a passage has one place behind this preposition.
fn is_only_one(words: &[Word], mentions: &[PlacedMention], place: Option<&str>) -> bool {
    let places = mentions.iter().filter(|mention| mention.kind == EntityKind::Place);
    places.filter(|mention| preposition(words, mention.range) == place).count() == 1
}

/// `Black Friday`: a day, whatever it was taken for.
fn names_a_day(situation: &Situation, slot: &Slot) -> bool {
    let words = situation.claim.words.get(slot.words.0..slot.words.1).unwrap_or(&[]);
    words.iter().any(|word| {
        situation.claim.dates.iter().any(|date| date.range.overlaps(word.range))
            || word.lemma.ends_with("day") && word.tag == Tag::Propn
    })
}

/// Whether the passage speaks of somebody by a pronoun, who may be whom the sentences around name.
fn has_pronoun(alignment: &Alignment) -> bool {
    alignment.passage.words.iter().any(|word| {
        word.tag == Tag::Pron
            && matches!(&*word.lemma, "he" | "she" | "they" | "him" | "her" | "them" | "we" | "i")
    })
}

/// Whether a mention is of the claim's kind and names somebody or something else.
fn may_stand_for(kind: EntityKind, ids: &[EntityId], mention: &PlacedMention) -> bool {
    mention.kind == kind && !ids.contains(&mention.entity)
}

/// Whether the claim names what the mention names.
pub(super) fn is_in_claim(situation: &Situation, alignment: &Alignment, mention: &PlacedMention) -> bool {
    let by_id = situation
        .claim
        .slots
        .iter()
        .any(|slot| matches!(&slot.kind, SlotKind::Name(_, ids) if ids.contains(&mention.entity)));
    // One half of a joined name (`Northport-Eastland`) is that name.
    let theirs = situation.source_words(alignment, mention.range);
    let halves = theirs.split(['-', '\u{2013}']).map(str::trim);
    let by_half = theirs.contains(['-', '\u{2013}'])
        && halves
            .into_iter()
            .any(|half| situation.claim.words.iter().any(|own| own.of(&situation.claim.text) == half));
    // `US` and `United States` may be two entities of a small corpus, and a land does what its capital does.
    let land = |name: &str| lexicon::country(name).or_else(|| lexicon::metonym(name));
    let theirs_land = land(&theirs);
    let by_country = theirs_land.is_some()
        && situation.claim.slots.iter().any(|slot| land(slot.range.of(&situation.claim.text)) == theirs_land);
    // A name that was not resolved still shows by its words.
    let theirs: Vec<&Word> =
        alignment.passage.words.iter().filter(|word| mention.range.covers(word.range)).collect();
    let by_word = situation.claim.words.iter().enumerate().any(|(at, own)| {
        theirs.iter().enumerate().any(|(nth, word)| {
            shares_a_part(own, word) && !(nth + 1 < theirs.len() && opens_longer_name(situation, at))
        })
    });
    by_id || by_half || by_country || by_word
}

/// Whether more of a name stands behind its word at `at`: `New Mexico` and `New Hampshire` share nothing.
fn opens_longer_name(situation: &Situation, at: usize) -> bool {
    let slot = situation.claim.slot_of(at).and_then(|index| situation.claim.slots.get(index));
    slot.is_some_and(|slot| matches!(slot.kind, SlotKind::Name(..)) && at + 1 < slot.words.1)
}

/// One word, or one part of a hyphenated one: `the Keller-Osei talks` name Osei.
fn shares_a_part(own: &Word, word: &Word) -> bool {
    own.stem.len() > 2
        && (own.stem == word.stem
            || word.lemma.split('-').any(|part| part == &*own.lemma)
            || own.lemma.split('-').any(|part| part == &*word.lemma))
}

fn describe(
    situation: &Situation,
    alignment: &Alignment,
    slot: &Slot,
    kind: EntityKind,
    mention: &PlacedMention,
) -> Finding {
    let ours = slot.range.of(&situation.claim.text);
    let theirs = situation.source_words(alignment, mention.range);
    Finding {
        kind: if kind == EntityKind::Place { FindingKind::Place } else { FindingKind::Name },
        polarity: Polarity::Conflicts,
        claim: slot.range,
        source: Some(situation.span(alignment, mention.range)),
        message: format!("the claim has \u{201c}{ours}\u{201d}, the source \u{201c}{theirs}\u{201d}"),
        replacement: Some(theirs.to_owned()),
    }
}
