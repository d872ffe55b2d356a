//! Affiliations: the claim has somebody of one body, the source of another: `Maria Keller of the Harbour Institute`.

use super::Suspicion;
use crate::entities::{EntityId, EntityKind, gazetteer};
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
        let Some(body) = body_of(situation, slot) else { continue };
        if is_near(situation, *person, &body) {
            continue;
        }
        let other = situation.comparable().find_map(|(_, alignment)| {
            let mention = other_body(&alignment.passage, *person)?;
            (!body.ids.contains(&mention.entity)).then_some((alignment, mention.range))
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
            slot: Some(claim.slot_of(body.words.0).unwrap_or(index)),
            confidence: CONFIDENCE,
        });
    }
    found
}

/// The body that the claim has somebody of.
struct Body<'a> {
    range: ByteRange,
    /// Its words: the first, and one past the last.
    words: (usize, usize),
    /// Whom it may stand for; nobody where no article has such a name.
    ids: &'a [EntityId],
}

/// The body that the claim has `person` of: a name, or capitalised words that are none which articles have.
fn body_of<'a>(situation: &'a Situation, person: &Slot) -> Option<Body<'a>> {
    let claim = situation.claim;
    let first = behind_link(&claim.words, person.words.1)?;
    let slot = claim.slot_of(first).and_then(|index| claim.slots.get(index))?;
    if let SlotKind::Name(kind, ids) = &slot.kind {
        let body = Body { range: slot.range, words: slot.words, ids };
        return (*kind == EntityKind::Organisation).then_some(body);
    }
    let is_capital = |at: &usize| {
        let word = claim.words.get(*at);
        word.is_some_and(|word| word.of(&claim.text).starts_with(char::is_uppercase))
    };
    let last = (first..claim.words.len()).take_while(is_capital).last()?;
    let word = claim.words.get(last)?;
    let range = claim.words.get(first)?.range.join(word.range);
    let is_body = gazetteer::is_organisation_word(word.of(&claim.text));
    is_body.then_some(Body { range, words: (first, last + 1), ids: &[] })
}

/// The index of the word behind `of` or `of the` at `at`.
fn behind_link(words: &[Word], at: usize) -> Option<usize> {
    words.get(at).filter(|word| matches!(&*word.lemma, "of" | "at" | "from"))?;
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
fn is_near(situation: &Situation, person: EntityId, body: &Body) -> bool {
    let words = situation.claim.words.get(body.words.0..body.words.1).unwrap_or(&[]);
    let telling = || words.iter().filter(|word| word.stem.len() > 2);
    situation.library.postings().passages_naming(person, LOOKED_AT).into_iter().any(|passage| {
        situation.library.analysis(passage).is_some_and(|analysis| {
            analysis.mentions.iter().any(|mention| body.ids.contains(&mention.entity))
                || telling().any(|own| analysis.words.iter().any(|word| word.stem == own.stem))
        })
    })
}
