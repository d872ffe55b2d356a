//! Affiliations: the claim has somebody of one body, the source of another: `Maria Keller of the Harbour Institute`.

use super::Suspicion;
use crate::entities::{EntityId, EntityKind};
use crate::evidence::claim::{Slot, SlotKind};
use crate::evidence::model::{Finding, FindingKind, Polarity};
use crate::evidence::situation::Situation;
use crate::index::{PassageAnalysis, PlacedMention};
use crate::text::ByteRange;
use crate::text::tagger::Tag;
use crate::text::words::Word;

/// As sure as another role is: people have several.
const CONFIDENCE: f32 = 0.75;
/// Passages that are looked at for the claim's body beside the name: who is named more often has many.
const LOOKED_AT: usize = 500;

/// Bodies that the claim ties people to, where the same statement of a source ties them to another one and no
/// passage has both.
#[must_use]
pub fn find(situation: &Situation) -> Vec<Suspicion> {
    let claim = situation.claim;
    let mut found = Vec::new();
    for (index, slot) in claim.slots.iter().enumerate() {
        let SlotKind::Name(EntityKind::Person, ids) = &slot.kind else { continue };
        let [person] = ids.as_slice() else { continue };
        let Some((at, body)) = body_of(situation, slot) else { continue };
        let SlotKind::Name(EntityKind::Organisation, bodies) = &body.kind else { continue };
        if is_near(situation, *person, body, bodies) {
            continue;
        }
        let other = situation.comparable().find_map(|(_, alignment)| {
            let mention = other_body(&alignment.passage, *person)?;
            (!bodies.contains(&mention.entity)).then_some((alignment, mention.range))
        });
        let Some((alignment, range)) = other else { continue };
        let (ours, theirs) =
            (body.range.of(&claim.text), situation.source_words(alignment, range).to_owned());
        let name = slot.range.of(&claim.text);
        found.push(Suspicion {
            finding: Finding {
                kind: FindingKind::Role,
                polarity: Polarity::Conflicts,
                claim: body.range,
                source: Some(situation.span(alignment, range)),
                message: format!(
                    "the claim has {name} of \u{201c}{ours}\u{201d}, the source of \u{201c}{theirs}\u{201d}"
                ),
                replacement: Some(theirs),
            },
            slot: Some(at.max(index)),
            confidence: CONFIDENCE,
        });
    }
    found
}

/// The slot of the body that the claim has somebody of, and its index.
fn body_of<'a>(situation: &'a Situation, person: &Slot) -> Option<(usize, &'a Slot)> {
    let at = behind_link(&situation.claim.words, person.words.1)?;
    let index = situation.claim.slot_of(at)?;
    Some((index, situation.claim.slots.get(index)?))
}

/// The index of the word behind `of` or `of the` at `at`.
fn behind_link(words: &[Word], at: usize) -> Option<usize> {
    words.get(at).filter(|word| &*word.lemma == "of")?;
    let small = words.get(at + 1).is_some_and(|word| word.tag == Tag::Det);
    Some(at + 1 + usize::from(small))
}

/// The body that a passage has `person` of.
fn other_body(passage: &PassageAnalysis, person: EntityId) -> Option<&PlacedMention> {
    let words = &passage.words;
    passage.mentions.iter().filter(|mention| mention.entity == person).find_map(|mention| {
        let end = words.partition_point(|word| word.range.start() < mention.range.end());
        let start = words.get(behind_link(words, end)?)?.range.start();
        passage
            .mentions
            .iter()
            .find(|body| body.kind == EntityKind::Organisation && body.range.start() == start)
    })
}

/// Whether any passage that names the person has the body too, or a word of its name.
fn is_near(situation: &Situation, person: EntityId, body: &Slot, bodies: &[EntityId]) -> bool {
    let claim = situation.claim;
    let telling = |range: ByteRange| {
        let words = claim.words.get(body.words.0..body.words.1).unwrap_or(&[]);
        words.iter().filter(move |word| range.covers(word.range) && word.stem.len() > 2)
    };
    situation.library.postings().passages_naming(person, LOOKED_AT).into_iter().any(|passage| {
        situation.library.analysis(passage).is_some_and(|analysis| {
            analysis.mentions.iter().any(|mention| bodies.contains(&mention.entity))
                || telling(body.range).any(|own| analysis.words.iter().any(|word| word.stem == own.stem))
        })
    })
}
