//! Whereabouts: the deed has its place in the source, and the claim's place stands there for something else:
//! `born in Orvale and grew up in Ravona` has nothing of who was born in Ravona.

use super::name::is_in_claim;
use super::{Suspicion, keep_surest};
use crate::entities::EntityKind;
use crate::evidence::alignment::Alignment;
use crate::evidence::claim::SlotKind;
use crate::evidence::links::{anchors, same_preposition};
use crate::evidence::model::{Finding, FindingKind, Polarity};
use crate::evidence::situation::Situation;
use crate::index::PlacedMention;
use crate::text::structure::{Link, Role};
use crate::text::tagger::Tag;
use crate::text::words::Word;

/// A verb matched less surely than this is another deed.
const SAME_DEED: f32 = 0.95;
/// Places that stand so near may be one: `in Orvale, Ravona`.
const NEAR: usize = 3;

/// Places of the claim that a passage has, but not for the claim's deed, which it puts at another one.
#[must_use]
pub fn find(situation: &Situation) -> Vec<Suspicion> {
    let claim = situation.claim;
    let mut found = Vec::new();
    for link in claim.structure().links() {
        let (Some(deed), Some(slot)) = (claim.words.get(link.head), claim.slot_of(link.dependent)) else {
            continue;
        };
        let is_place = link.role == Role::Oblique
            && deed.tag == Tag::Verb
            && deed.range.start() >= claim.own
            && claim
                .slots
                .get(slot)
                .is_some_and(|slot| matches!(slot.kind, SlotKind::Name(EntityKind::Place, _)));
        if !is_place {
            continue;
        }
        let mut best = None;
        for (_, alignment) in situation.comparable() {
            match place_of(situation, alignment, deed, link) {
                Place::Same => {
                    best = None;
                    break;
                }
                Place::Unknown => {}
                Place::Other(mention) => {
                    let confidence = situation.rest(alignment, slot);
                    let finding = describe(situation, alignment, slot, &mention);
                    keep_surest(&mut best, Suspicion { finding, slot: Some(slot), confidence });
                }
            }
        }
        found.extend(best);
    }
    found
}

/// Where a passage puts the claim's deed.
enum Place {
    Same,
    Other(PlacedMention),
    Unknown,
}

fn place_of(situation: &Situation, alignment: &Alignment, deed: &Word, link: &Link) -> Place {
    let claim = situation.claim;
    let words = &alignment.passage.words;
    let text = situation.library.passage_text(alignment.passage.id);
    let structure = alignment.passage.structure(&text);
    let ours: Vec<usize> =
        anchors(situation, alignment, link.dependent).into_iter().map(|(at, _)| at).collect();
    if ours.is_empty() {
        return Place::Unknown;
    }
    let mut place = Place::Unknown;
    for (at, word) in words.iter().enumerate() {
        if word.tag != Tag::Verb || situation.matcher.compare(deed, word).strength < SAME_DEED {
            continue;
        }
        let below = structure.below(at);
        // However it hangs there, or on what hangs there, the place may be the deed's.
        let is_ours = |link: &Link| {
            ours.contains(&link.dependent)
                || structure.below(link.dependent).iter().any(|next| ours.contains(&next.dependent))
        };
        if below.iter().any(is_ours) {
            return Place::Same;
        }
        let other = below.iter().find_map(|theirs| {
            let same_way = theirs.role == Role::Oblique
                && same_preposition(&claim.words, link.preposition, words, theirs.preposition);
            let own = words.get(theirs.dependent).filter(|_| same_way)?;
            let apart = ours.iter().all(|at| at.abs_diff(theirs.dependent) > NEAR);
            let mention = alignment.passage.mentions.iter().find(|it| it.range.covers(own.range))?;
            let other = mention.kind == EntityKind::Place && !is_in_claim(situation, alignment, mention);
            (apart && other).then_some(*mention)
        });
        if let Some(mention) = other {
            place = Place::Other(mention);
        }
    }
    place
}

fn describe(situation: &Situation, alignment: &Alignment, slot: usize, mention: &PlacedMention) -> Finding {
    let range = situation.claim.slots.get(slot).map(|slot| slot.range).unwrap_or_default();
    let own = range.of(&situation.claim.text);
    let other = situation.source_words(alignment, mention.range);
    Finding {
        kind: FindingKind::Place,
        polarity: Polarity::Conflicts,
        claim: range,
        source: Some(situation.span(alignment, mention.range)),
        message: format!("the claim has \u{201c}{own}\u{201d}, the source \u{201c}{other}\u{201d}"),
        replacement: Some(other.to_owned()),
    }
}
