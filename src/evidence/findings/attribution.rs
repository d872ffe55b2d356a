//! Attribution: `X said that P`, where the sources have somebody else say P.

use super::Suspicion;
use crate::entities::{EntityId, EntityKind};
use crate::evidence::alignment::Alignment;
use crate::evidence::claim::{ClaimAnalysis, Slot, SlotKind};
use crate::evidence::model::{Finding, FindingKind, Polarity};
use crate::evidence::situation::Situation;
use crate::text::lexicon;
use crate::text::parse::Label;
use crate::text::tagger::Tag;

/// How far before its verb a speaker may stand.
const REACH: usize = 5;
/// How much of what is said a passage must have, to be taken for the same statement.
const SAME_STATEMENT: f32 = 0.75;

/// Whom the claim has say what.
struct Attribution<'a> {
    /// Index of the speaker's slot.
    slot: usize,
    ids: &'a [EntityId],
    kind: EntityKind,
}

/// A speaker of the claim whose words the sources give to another.
#[must_use]
pub fn find(situation: &Situation) -> Vec<Suspicion> {
    let Some(attribution) = read(situation.claim) else { return Vec::new() };
    let mut best: Option<Suspicion> = None;
    for alignment in &situation.alignments {
        let said = situation.rest(alignment, attribution.slot);
        if said < SAME_STATEMENT {
            continue;
        }
        // The name in the passage itself: no stranger's statement.
        if alignment.matches.get(attribution.slot).is_some_and(|m| m.strength >= 0.5) {
            return Vec::new();
        }
        for speaker in speakers(situation, alignment) {
            if attribution.ids.contains(&speaker) {
                return Vec::new();
            }
            let Some(entity) = situation.library.entities.face(speaker) else { continue };
            // A ministry's statement is read out by a person; that is no conflict.
            if entity.kind != attribution.kind {
                continue;
            }
            if best.as_ref().is_none_or(|known| said > known.confidence) {
                best = describe(situation, alignment, &attribution, &entity.name, said);
            }
        }
    }
    best.into_iter().collect()
}

/// The speaker and the verb of saying, when the claim has both side by side.
fn read<'a>(claim: &'a ClaimAnalysis) -> Option<Attribution<'a>> {
    for (at, word) in claim.words.iter().enumerate() {
        if word.tag != Tag::Verb || lexicon::reporting_verb(&word.lemma).is_none() {
            continue;
        }
        // `are to be charged £9,000`: nobody says anything.
        if claim.tree().child_with(at, &[Label::AuxPass, Label::NsubjPass]).is_some() {
            continue;
        }
        let speaker = claim.slots.iter().enumerate().find_map(|(index, slot)| {
            let SlotKind::Name(kind, ids) = &slot.kind else { return None };
            let before = slot.words.1 <= at && at - slot.words.1 <= REACH && !verb_between(claim, slot, at);
            let behind = slot.words.0 == at + 1 && is_last(claim, slot);
            let speaks = (before || behind) && !ids.is_empty() && is_subject(claim, slot, at);
            speaks.then_some(Attribution { slot: index, ids, kind: *kind })
        });
        if speaker.is_some() {
            return speaker;
        }
    }
    None
}

/// Whether a name is the subject of the verb at `verb`, or nothing else in the tree: `after Brexit, Keller said`.
fn is_subject(claim: &ClaimAnalysis, slot: &Slot, verb: usize) -> bool {
    let tree = claim.tree();
    let subjects: Vec<usize> = tree.children(verb).filter(|at| tree.label_of(*at) == Label::Nsubj).collect();
    subjects.is_empty() || subjects.iter().any(|at| (slot.words.0..slot.words.1).contains(at))
}

fn verb_between(claim: &ClaimAnalysis, slot: &Slot, verb: usize) -> bool {
    claim.words.get(slot.words.1..verb).unwrap_or(&[]).iter().any(|word| word.tag == Tag::Verb)
}

/// `…, said Keller.`
fn is_last(claim: &ClaimAnalysis, slot: &Slot) -> bool {
    claim.words.get(slot.words.1..).unwrap_or(&[]).iter().all(|word| word.tag == Tag::Punct)
}

/// Those to whom the article gives the words of a passage.
fn speakers(situation: &Situation, alignment: &Alignment) -> Vec<EntityId> {
    let id = alignment.passage.id;
    let Some(span) = situation.library.passage_span(id) else { return Vec::new() };
    let Some(found) = situation.library.entities.in_article(id.article) else { return Vec::new() };
    found
        .quotations
        .iter()
        .filter(|quotation| quotation.range.overlaps(span.range))
        .filter_map(|quotation| quotation.speaker.and_then(|speaker| speaker.entity))
        .collect()
}

fn describe(
    situation: &Situation,
    alignment: &Alignment,
    attribution: &Attribution,
    other: &str,
    said: f32,
) -> Option<Suspicion> {
    let slot = situation.claim.slots.get(attribution.slot)?;
    let ours = slot.range.of(&situation.claim.text);
    Some(Suspicion {
        finding: Finding {
            kind: FindingKind::Attribution,
            polarity: Polarity::Conflicts,
            claim: slot.range,
            source: situation.library.passage_span(alignment.passage.id),
            message: format!("the claim gives this to {ours}, the source to {other}"),
            replacement: Some(other.to_owned()),
        },
        slot: Some(attribution.slot),
        confidence: said,
    })
}
