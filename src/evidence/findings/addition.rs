//! Additions: a statement of the claim that no passage makes, however well the rest is found, and claims
//! that share nothing with the corpus but names.

use super::clause::{Clause, clauses, doers, is_frame, own_words, support, word_support};
use crate::evidence::claim::ClaimAnalysis;
use crate::evidence::model::{Finding, FindingKind, Polarity};
use crate::evidence::situation::Situation;
use crate::text::ByteRange;
use crate::text::lexicon;
use crate::text::parse::Label;

/// Another statement of the claim that is found so well shows what the sources speak of.
const FOUND: f32 = 0.6;
/// Share of the claim's pairs of words that stand in a source, from which it follows the source's
/// wording; in a freer paraphrase a statement may be found in words that nothing relates.
const FOLLOWS: f32 = 0.3;
/// A statement joined on by `and` of which less than this is found was added.
const JOINED: f32 = 0.45;
/// Any other statement but the main one was added when less than this of it is found. Measured apart, each
/// of the two limits doubts 2 of 1976 supported claims of the labelled sets; they hold one article a claim,
/// so what is asked where there is a choice of articles is not measured there.
const ABSENT: f32 = 0.2;
/// An added statement has at least this weight: two words of some rarity.
const TELLING: f32 = 8.0;
/// Three words or more of which together less than this is found: nothing but names is shared.
const ONLY_NAMES: f32 = 0.3;
/// Of what somebody did, less than this is found where he is named: he did something else.
const OF_OTHERS: f32 = 0.35;

/// A part of the claim that was added.
#[derive(Clone, Debug, PartialEq)]
pub struct Addition {
    /// What is told.
    pub finding: Finding,
    /// Whether the rest of the claim rests on it: without its subject or predicate nothing is left.
    pub whole: bool,
}

/// What the claim adds to the sources; `bigrams` is the share of its pairs of words that stand in a source.
#[must_use]
pub fn find(situation: &Situation, bigrams: f32) -> Vec<Addition> {
    let all = with_frames(situation.claim, clauses(situation.claim));
    let choice = has_choice(situation);
    let supports: Vec<f32> = all
        .iter()
        .map(|clause| {
            let doers = if choice { doers(situation.claim, &all, clause) } else { Vec::new() };
            support(situation, clause, &doers)
        })
        .collect();
    let mut found = Vec::new();
    for (at, (clause, share)) in all.iter().zip(&supports).enumerate() {
        if clause.slots.is_empty() || is_frame(situation.claim, clause) {
            continue;
        }
        let label = joined_label(situation.claim, clause);
        let least = match label {
            Label::Conj => JOINED,
            // In a headline's sentence the main verb often only introduces: `has been named by police`.
            Label::Root => 0.0,
            _ => ABSENT,
        };
        let lacking = *share < least && weight(situation, clause) >= TELLING;
        let beside = supports.iter().enumerate().any(|(other, share)| {
            let speaks = all.get(other).is_some_and(|clause| !clause.slots.is_empty());
            other != at && speaks && *share >= FOUND
        });
        if lacking && beside && bigrams >= FOLLOWS {
            found
                .extend(describe(situation, &clause.slots).map(|finding| Addition { finding, whole: false }));
        } else if choice && (shares_only_names(situation, clause) || is_strangers(situation, clause, *share))
        {
            found.extend(describe(situation, &clause.slots).map(|finding| Addition { finding, whole: true }));
        }
    }
    found
}

/// `and announced that he would step down`: what is said belongs to the statement that is joined on.
fn with_frames(claim: &ClaimAnalysis, mut all: Vec<Clause>) -> Vec<Clause> {
    let frames: Vec<Clause> = all.iter().filter(|clause| is_joined_frame(claim, clause)).cloned().collect();
    for clause in &mut all {
        let above = claim.tree().head.get(clause.predicate).copied().flatten();
        let frame = frames.iter().find(|frame| Some(frame.predicate) == above);
        if let Some(frame) = frame.filter(|_| claim.tree().label_of(clause.predicate) == Label::Ccomp) {
            clause.slots.splice(0..0, frame.slots.iter().copied());
        }
    }
    all
}

fn is_joined_frame(claim: &ClaimAnalysis, clause: &Clause) -> bool {
    claim.tree().label_of(clause.predicate) == Label::Conj && is_frame(claim, clause)
}

/// What a statement is to the rest; one that is said is what the saying is, where that is joined on.
fn joined_label(claim: &ClaimAnalysis, clause: &Clause) -> Label {
    let tree = claim.tree();
    let label = tree.label_of(clause.predicate);
    let above = tree.head.get(clause.predicate).copied().flatten();
    let frame = above.filter(|at| label == Label::Ccomp && tree.label_of(*at) == Label::Conj);
    match frame.and_then(|at| claim.words.get(at)) {
        Some(word) if lexicon::reporting_verb(&word.lemma).is_some() => Label::Conj,
        _ => label,
    }
}

fn weight(situation: &Situation, clause: &Clause) -> f32 {
    clause.slots.iter().filter_map(|index| situation.claim.slots.get(*index)).map(|slot| slot.weight).sum()
}

/// Whether there was anything to choose from. Who holds a claim against one article has chosen it, and
/// then other words mean another wording rather than another matter.
pub fn has_choice(situation: &Situation) -> bool {
    situation.library.len() > 1
}

/// Whether several words of the statement stand in no candidate, which has its names at most.
fn shares_only_names(situation: &Situation, clause: &Clause) -> bool {
    let words = own_words(situation.claim, clause);
    words.len() >= 3
        && word_support(situation, &words) < ONLY_NAMES
        && words.iter().filter_map(|at| situation.claim.slots.get(*at)).map(|slot| slot.weight).sum::<f32>()
            >= TELLING
}

/// Whether no passage that speaks of those who do it says it.
fn is_strangers(situation: &Situation, clause: &Clause, share: f32) -> bool {
    situation.claim.tree().label_of(clause.predicate) == Label::Root
        && share < OF_OTHERS
        && weight(situation, clause) >= TELLING
}

/// The words of the statement that are not found together, as one stretch.
fn describe(situation: &Situation, slots: &[usize]) -> Option<Finding> {
    let claim = situation.claim;
    let range = slots
        .iter()
        .filter_map(|index| claim.slots.get(*index))
        .filter(|slot| slot.range.start() >= claim.own)
        .map(|slot| slot.range)
        .reduce(ByteRange::join)?;
    Some(Finding {
        kind: FindingKind::MissingWords,
        polarity: Polarity::Missing,
        claim: range,
        source: None,
        message: format!("no source says \u{201c}{}\u{201d} of this", range.of(&claim.text)),
        replacement: None,
    })
}
