//! Exchanges: two parts of one deed have changed places: who accuses whom, from where to where.

use super::Suspicion;
use crate::evidence::alignment::Alignment;
use crate::evidence::links::{self, anchors};
use crate::evidence::model::{Finding, FindingKind, Polarity};
use crate::evidence::situation::Situation;
use crate::text::ByteRange;
use crate::text::lexicon;
use crate::text::structure::{Link, Role, Structure};
use crate::text::tagger::Tag;

/// A verb matched less surely than this is another deed.
const SAME_DEED: f32 = 0.95;
/// A word matched less surely than this is another part of it.
const SAME_PART: f32 = 0.8;

/// Pairs of parts of a deed of the claim that some candidate has the other way round, and none as the claim.
#[must_use]
pub fn find(situation: &Situation) -> Vec<Suspicion> {
    let claim = situation.claim;
    let mut found = Vec::new();
    for (index, slot) in claim.slots.iter().enumerate() {
        let verb = slot.words.0;
        let is_deed = claim
            .words
            .get(verb)
            .is_some_and(|word| word.tag == Tag::Verb && !lexicon::is_mutual(&word.lemma));
        if !is_deed || slot.range.start() < claim.own {
            continue;
        }
        let parts = parts(claim.structure(), verb, |at| claim.slot_of(at).is_some());
        for (nth, one) in parts.iter().enumerate() {
            for other in parts.iter().skip(nth + 1).filter(|other| is_apart(situation, one, other)) {
                found.extend(exchanged(situation, index, one, other));
            }
        }
    }
    found
}

/// The parts of the deed at `verb` that can stand for one another.
fn parts(structure: &Structure, verb: usize, is_slot: impl Fn(usize) -> bool) -> Vec<Link> {
    let takes = |role| matches!(role, Role::Subject | Role::Object | Role::Oblique);
    structure.below(verb).iter().filter(|it| takes(it.role) && is_slot(it.dependent)).copied().collect()
}

/// Whether two parts hang on the deed in two ways, and are two things.
fn is_apart(situation: &Situation, one: &Link, other: &Link) -> bool {
    let claim = situation.claim;
    claim.slot_of(one.dependent) != claim.slot_of(other.dependent)
        && !(one.role == other.role
            && links::same_preposition(&claim.words, one.preposition, &claim.words, other.preposition))
}

fn exchanged(situation: &Situation, index: usize, one: &Link, other: &Link) -> Option<Suspicion> {
    let mut best: Option<Suspicion> = None;
    for (_, alignment) in situation.comparable() {
        match order(situation, alignment, index, one, other) {
            Order::Same => return None,
            Order::Unknown => {}
            Order::Exchanged(range) => {
                let confidence = situation.rest(alignment, index);
                let finding = describe(situation, alignment, one, other, range);
                super::keep_surest(&mut best, Suspicion { finding, slot: Some(index), confidence });
            }
        }
    }
    best
}

/// How a passage has two parts of the claim's deed.
enum Order {
    Same,
    /// The other way round, in these words.
    Exchanged(ByteRange),
    Unknown,
}

fn order(situation: &Situation, alignment: &Alignment, index: usize, one: &Link, other: &Link) -> Order {
    let claim = situation.claim;
    let words = &alignment.passage.words;
    let Some(deed) = claim.slots.get(index).and_then(|slot| claim.words.get(slot.words.0)) else {
        return Order::Unknown;
    };
    let places = |link: &Link| -> Vec<usize> {
        let found = anchors(situation, alignment, link.dependent);
        found.into_iter().filter(|(_, sure)| *sure >= SAME_PART).map(|(at, _)| at).collect()
    };
    let (ones, others) = (places(one), places(other));
    let text = situation.library.passage_text(alignment.passage.id);
    let structure = alignment.passage.structure(&text);
    let hangs = |at: usize, as_in: &Link, on: &[usize]| {
        structure.below(at).iter().find(|link| {
            link.role == as_in.role
                && on.contains(&link.dependent)
                && links::same_preposition(&claim.words, as_in.preposition, words, link.preposition)
        })
    };
    let mut exchanged = Order::Unknown;
    for (at, word) in words.iter().enumerate() {
        if word.tag != Tag::Verb || situation.matcher.compare(deed, word).strength < SAME_DEED {
            continue;
        }
        if hangs(at, one, &ones).is_some() || hangs(at, other, &others).is_some() {
            return Order::Same;
        }
        if let (Some(first), Some(second)) = (hangs(at, one, &others), hangs(at, other, &ones)) {
            let range = [first.dependent, second.dependent, at]
                .iter()
                .filter_map(|at| words.get(*at))
                .map(|word| word.range)
                .reduce(ByteRange::join);
            exchanged = range.map_or(Order::Unknown, Order::Exchanged);
        }
    }
    exchanged
}

fn describe(
    situation: &Situation,
    alignment: &Alignment,
    one: &Link,
    other: &Link,
    source: ByteRange,
) -> Finding {
    let claim = situation.claim;
    let slot = |link: &Link| {
        let slot = claim.slot_of(link.dependent).and_then(|index| claim.slots.get(index));
        slot.map(|slot| slot.range).unwrap_or_default()
    };
    let (first, second) = (slot(one), slot(other));
    let theirs = situation.source_words(alignment, source);
    Finding {
        kind: FindingKind::Name,
        polarity: Polarity::Conflicts,
        claim: first.join(second),
        source: Some(situation.span(alignment, source)),
        message: format!(
            "the claim has \u{201c}{}\u{201d} and \u{201c}{}\u{201d} the other way round, the source has \u{201c}{theirs}\u{201d}",
            first.of(&claim.text),
            second.of(&claim.text)
        ),
        replacement: None,
    }
}
