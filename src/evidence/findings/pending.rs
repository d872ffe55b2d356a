//! Pending deeds: the claim has done to something what the source, in other words, has only ahead of it: `passed the
//! bill` against `would vote on the bill`.

use super::Suspicion;
use crate::evidence::alignment::Alignment;
use crate::evidence::links::anchors;
use crate::evidence::model::{Finding, FindingKind, Polarity};
use crate::evidence::situation::Situation;
use crate::text::ByteRange;
use crate::text::factuality::{is_of_past, reserve};
use crate::text::structure::{Link, Role};
use crate::text::tagger::Tag;

/// A deed filled less than this anywhere is told in no other word that is known.
const UNKNOWN: f32 = 0.45;
/// A word matched at least so surely is what the claim's deed was done to.
const SAME_THING: f32 = 0.8;
/// A passage with less of the rest of the claim itself speaks of something else.
const SAME_STATEMENT: f32 = 0.75;

/// A deed of the claim that no passage has, done to something that the passages have only under deeds to come.
#[must_use]
pub fn find(situation: &Situation) -> Option<Suspicion> {
    let claim = situation.claim;
    claim.structure().links().iter().filter(|link| is_done(situation, link)).find_map(|link| {
        let slot = claim.slot_of(link.head)?;
        let mut surest: Option<Suspicion> = None;
        for (_, alignment) in situation.comparable() {
            match over(situation, alignment, link) {
                Over::Nothing => {}
                Over::Done => return None,
                Over::ToCome(verb) => {
                    let confidence = situation.own_rest(alignment, slot);
                    if confidence >= SAME_STATEMENT {
                        let finding = describe(situation, alignment, link, verb);
                        let found = Suspicion { finding, slot: Some(slot), confidence };
                        super::keep_surest(&mut surest, found);
                    }
                }
            }
        }
        surest
    })
}

/// Whether the link is of a deed that the claim tells as done, in a word that no passage has.
fn is_done(situation: &Situation, link: &Link) -> bool {
    let claim = situation.claim;
    let Some(slot) = claim.slot_of(link.head) else { return false };
    let own = |at: usize| claim.words.get(at).is_some_and(|word| word.range.start() >= claim.own);
    link.role == Role::Object
        && own(link.head)
        && own(link.dependent)
        && claim.slot_of(link.dependent).is_some_and(|thing| thing != slot)
        && situation.filled_anywhere(slot) < UNKNOWN
        && !situation.signs.is_negated(link.head)
        && is_of_past(&claim.words, claim.tree(), &claim.text, link.head)
        && reserve(&claim.words, claim.tree(), &claim.text, link.head).is_none()
}

/// What a passage has over the thing that the claim's deed was done to.
enum Over {
    Nothing,
    /// A verb that it tells as a fact.
    Done,
    /// Verbs that it does not; the first of them.
    ToCome(usize),
}

fn over(situation: &Situation, alignment: &Alignment, link: &Link) -> Over {
    let passage = &alignment.passage;
    let things = anchors(situation, alignment, link.dependent);
    let is_thing = |at: usize| things.iter().any(|(place, sure)| *place == at && *sure >= SAME_THING);
    let mut found = Over::Nothing;
    for over in passage.structure().links().iter().filter(|over| is_thing(over.dependent)) {
        let is_verb = passage.words.get(over.head).is_some_and(|word| word.tag == Tag::Verb);
        if !is_verb || !matches!(over.role, Role::Object | Role::Oblique) {
            continue;
        }
        if reserve(&passage.words, passage.tree(), &passage.text, over.head).is_none() {
            return Over::Done;
        }
        if matches!(found, Over::Nothing) {
            found = Over::ToCome(over.head);
        }
    }
    found
}

fn describe(situation: &Situation, alignment: &Alignment, link: &Link, verb: usize) -> Finding {
    let claim = situation.claim;
    let words = &alignment.passage.words;
    let ours = claim.words.get(link.head).map(|word| word.range).unwrap_or_default();
    let first = words.get(verb.saturating_sub(2)).map_or(0, |word| word.range.start());
    let range = ByteRange::new(first, words.get(verb).map_or(first, |word| word.range.end()));
    let (own, theirs) = (ours.of(&claim.text), situation.source_words(alignment, range));
    Finding {
        kind: FindingKind::Modality,
        polarity: Polarity::Missing,
        claim: ours,
        source: Some(situation.span(alignment, range)),
        message: format!(
            "the claim states \u{201c}{own}\u{201d} as fact, the source has only what is to come: \u{201c}{theirs}\u{201d}"
        ),
        replacement: None,
    }
}
