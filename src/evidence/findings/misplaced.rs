//! Misplaced names: the passage has the claim's name, but for something else, and another one where the claim has
//! it: `born in Orvale and grew up in Ravona` has nothing of who was born in Ravona, `criticised Keller but
//! pressured Osei` nothing of who pressured Keller.

use super::name::is_in_claim;
use super::{Suspicion, keep_surest};
use crate::entities::EntityKind;
use crate::evidence::alignment::Alignment;
use crate::evidence::claim::SlotKind;
use crate::evidence::links::{anchors, same_preposition};
use crate::evidence::model::{Finding, FindingKind, Polarity};
use crate::evidence::situation::Situation;
use crate::evidence::word_match;
use crate::index::PlacedMention;
use crate::text::structure::{Link, Role};
use crate::text::tagger::Tag;
use crate::text::words::Word;

/// A word matched less surely than this is another deed or thing.
const SAME: f32 = 0.95;
/// Names that stand so near may be one: `in Orvale, Ravona`.
const NEAR: usize = 3;

/// Names of the claim that a passage has, but not where the claim has them, where it has another one.
#[must_use]
pub fn find(situation: &Situation) -> Vec<Suspicion> {
    let claim = situation.claim;
    let mut found: Vec<Suspicion> = Vec::new();
    for link in claim.structure().links() {
        let (Some(over), Some(slot)) = (claim.words.get(link.head), claim.slot_of(link.dependent)) else {
            continue;
        };
        let Some(SlotKind::Name(kind, _)) = claim.slots.get(slot).map(|slot| &slot.kind) else { continue };
        let tells = over.range.start() >= claim.own
            && takes(over, link.role)
            && claim.slot_of(link.head).is_some_and(|over| over != slot);
        if !tells || found.iter().any(|known| known.slot == Some(slot)) {
            continue;
        }
        let mut best = None;
        for (_, alignment) in situation.comparable() {
            match named(situation, alignment, over, link, *kind) {
                Named::Same => {
                    best = None;
                    break;
                }
                Named::Unknown => {}
                Named::Other(mention) => {
                    let confidence = situation.rest(alignment, slot);
                    let finding = describe(situation, alignment, slot, *kind, &mention);
                    keep_surest(&mut best, Suspicion { finding, slot: Some(slot), confidence });
                }
            }
        }
        found.extend(best);
    }
    found
}

/// Whether a name in this role is a part of a deed or thing of which there is one: where it was done, to whom, of
/// whom. Who did it is the matter of [`super::actor`].
fn takes(over: &Word, role: Role) -> bool {
    match role {
        Role::Oblique => matches!(over.tag, Tag::Verb | Tag::Noun),
        Role::Object => over.tag == Tag::Verb,
        _ => false,
    }
}

/// Whether one name may stand for another of its kind; what nobody introduces has none.
fn is_like(one: EntityKind, other: EntityKind) -> bool {
    one == other || one == EntityKind::Other || other == EntityKind::Other
}

/// Whom or what a passage names where the claim has its name.
enum Named {
    Same,
    Other(PlacedMention),
    Unknown,
}

fn named(situation: &Situation, alignment: &Alignment, over: &Word, link: &Link, kind: EntityKind) -> Named {
    let claim = situation.claim;
    let words = &alignment.passage.words;
    let structure = alignment.passage.structure();
    let ours: Vec<usize> =
        anchors(situation, alignment, link.dependent).into_iter().map(|(at, _)| at).collect();
    if ours.is_empty() {
        return Named::Unknown;
    }
    let mut found = Named::Unknown;
    for (at, word) in words.iter().enumerate() {
        if word.tag != over.tag || word_match::compare(over, word).strength < SAME {
            continue;
        }
        let below = structure.below(at);
        // However it hangs there, or on what hangs there, the name may belong there.
        let is_ours = |link: &Link| {
            ours.contains(&link.dependent)
                || structure.below(link.dependent).iter().any(|next| ours.contains(&next.dependent))
        };
        if below.iter().any(is_ours) {
            return Named::Same;
        }
        let other = below.iter().find_map(|theirs| {
            let same_way = theirs.role == link.role
                && same_preposition(&claim.words, link.preposition, words, theirs.preposition);
            let own = words.get(theirs.dependent).filter(|_| same_way)?;
            let apart = ours.iter().all(|at| at.abs_diff(theirs.dependent) > NEAR);
            let mention = alignment.passage.mentions.iter().find(|it| it.range.covers(own.range))?;
            let other = is_like(mention.kind, kind) && !is_in_claim(situation, alignment, mention);
            (apart && other).then_some(*mention)
        });
        if let Some(mention) = other {
            found = Named::Other(mention);
        }
    }
    found
}

fn describe(
    situation: &Situation,
    alignment: &Alignment,
    slot: usize,
    kind: EntityKind,
    mention: &PlacedMention,
) -> Finding {
    let range = situation.claim.slots.get(slot).map(|slot| slot.range).unwrap_or_default();
    let own = range.of(&situation.claim.text);
    let other = situation.source_words(alignment, mention.range);
    Finding {
        kind: if kind == EntityKind::Place { FindingKind::Place } else { FindingKind::Name },
        polarity: Polarity::Conflicts,
        claim: range,
        source: Some(situation.span(alignment, mention.range)),
        message: format!(
            "the claim has \u{201c}{own}\u{201d}, the source \u{201c}{other}\u{201d} in its place"
        ),
        replacement: Some(other.to_owned()),
    }
}
