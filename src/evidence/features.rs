//! [`Features`]: a situation in figures, for the scorer.
//!
//! Every figure is a share or a confidence in [0, 1] and knows nothing of lengths, counts or
//! sources: those tell data sets apart, not true claims from false ones.

use rustc_hash::FxHashSet;

use super::alignment::{Alignment, share};
use super::claim::SlotKind;
use super::findings::{Suspicion, missing, modality};
use super::model::{Finding, FindingKind, Polarity};
use super::situation::Situation;
use crate::text::tokens::TokenKind;
use crate::text::words::Word;

/// A feature's name and the direction in which it may speak: `1.0` for the claim, `-1.0` against it.
pub const FEATURES: [(&str, f32); COUNT] = [
    ("context", 1.0),
    ("anywhere", 1.0),
    ("local", 1.0),
    ("weakest", 1.0),
    ("weakest-anywhere", 1.0),
    ("names-anywhere", 1.0),
    ("numbers", 1.0),
    ("numbers-anywhere", 1.0),
    ("dates", 1.0),
    ("pairs", 1.0),
    ("chain", 1.0),
    ("bigrams-anywhere", 1.0),
    ("trigrams-anywhere", 1.0),
    ("missing-phrase", -1.0),
    ("hedged", -1.0),
    ("number-conflict", -1.0),
    ("date-conflict", -1.0),
    ("name-conflict", -1.0),
    ("place-conflict", -1.0),
    ("role-conflict", -1.0),
    ("polarity-conflict", -1.0),
    ("comparison-conflict", -1.0),
    ("attribution-conflict", -1.0),
    ("any-conflict", -1.0),
    ("quote-changed", -1.0),
    ("quote-absent", -1.0),
];

/// How many features there are.
pub const COUNT: usize = 26;

/// One figure for each of [`FEATURES`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Features(pub [f32; COUNT]);

/// The weight at which a missing word counts in full for `weakest`: that of a rare word.
const FULL_WEIGHT: f32 = 8.0;

/// The part of a confidence that tells: below [`IDLE`] other passages of a long article differ by chance.
fn telling(confidence: f32) -> f32 {
    (confidence - IDLE).max(0.0) / (1.0 - IDLE)
}

/// A confidence that says nothing.
const IDLE: f32 = 0.4;

impl Features {
    /// The figure called `name`; 0 when there is none.
    #[must_use]
    pub fn get(&self, name: &str) -> f32 {
        let at = FEATURES.iter().position(|(known, _)| *known == name);
        at.and_then(|at| self.0.get(at)).copied().unwrap_or(0.0)
    }

    /// The figures of `situation`, its conflicts and the findings of its quotations.
    #[must_use]
    pub fn of(situation: &Situation, conflicts: &[Suspicion], quotes: &[Finding]) -> Self {
        let Some(best) = situation.best() else { return Self([0.0; COUNT]) };
        let slots = &situation.claim.slots;
        let local = local(situation);
        let here = |index: usize| best.filled(index);
        let anywhere = |index: usize| situation.filled_anywhere(index);
        let weakest = |filled: &dyn Fn(usize) -> f32| {
            let worst = slots
                .iter()
                .enumerate()
                .map(|(index, slot)| (1.0 - filled(index)) * (slot.weight / FULL_WEIGHT).min(1.0))
                .fold(0.0, f32::max);
            1.0 - worst
        };
        let name = |kind: &SlotKind, _: usize| matches!(kind, SlotKind::Name(..));
        let number = |kind: &SlotKind, _: usize| matches!(kind, SlotKind::Quantity(_));
        let date = |kind: &SlotKind, _: usize| matches!(kind, SlotKind::Date(_));
        let conflict = |kind: FindingKind| {
            conflicts
                .iter()
                .filter(|suspicion| suspicion.finding.kind == kind)
                .map(|suspicion| telling(suspicion.confidence))
                .fold(0.0, f32::max)
        };
        let quote = |polarity: Polarity| {
            let any = quotes.iter().any(|f| f.kind == FindingKind::Quote && f.polarity == polarity);
            f32::from(u8::from(any))
        };
        Self([
            best.with_context,
            share(slots, anywhere),
            share(slots, |index| local.get(index).copied().unwrap_or(0.0)),
            weakest(&here),
            weakest(&anywhere),
            situation.share_of(name, anywhere, best.with_context),
            situation.share_of(number, here, best.with_context),
            situation.share_of(number, anywhere, best.with_context),
            situation.share_of(date, here, best.with_context),
            pairs(situation, best),
            chain(situation, best),
            grams(situation, &situation.alignments, 2),
            grams(situation, &situation.alignments, 3),
            (missing::heaviest_phrase(situation) / (2.0 * missing::PHRASE)).min(1.0),
            modality::find(situation).map_or(0.0, |suspicion| suspicion.confidence),
            conflict(FindingKind::Number),
            conflict(FindingKind::Date),
            conflict(FindingKind::Name),
            conflict(FindingKind::Place),
            conflict(FindingKind::Role),
            conflict(FindingKind::Polarity),
            conflict(FindingKind::Comparison),
            conflict(FindingKind::Attribution),
            conflicts.first().map_or(0.0, |suspicion| telling(suspicion.confidence)),
            quote(Polarity::Conflicts),
            quote(Polarity::Missing),
        ])
    }
}

/// How many slots on either side have to stand in the same passage.
const NEIGHBOURS: usize = 3;

/// By slot: how far some passage fills it together with its neighbours. A claim of two halves may
/// rest on two passages, but no word may rest on one that knows nothing of the words around it.
fn local(situation: &Situation) -> Vec<f32> {
    let slots = &situation.claim.slots;
    let mut best = vec![0.0f32; slots.len()];
    for alignment in &situation.alignments {
        let filled: Vec<f32> = (0..slots.len()).map(|index| alignment.filled(index)).collect();
        for (index, place) in best.iter_mut().enumerate() {
            let from = index.saturating_sub(NEIGHBOURS);
            let to = (index + NEIGHBOURS + 1).min(slots.len());
            let (mut all, mut sum) = (0.0f32, 0.0f32);
            for other in (from..to).filter(|other| *other != index) {
                let weight = slots.get(other).map_or(0.0, |slot| slot.weight);
                all += weight;
                sum += weight * filled.get(other).copied().unwrap_or(0.0);
            }
            let around = if all > 0.0 { sum / all } else { 1.0 };
            let own = filled.get(index).copied().unwrap_or(0.0);
            *place = place.max(own * (0.25 + 0.75 * around));
        }
    }
    best
}

/// The share of neighbouring slots of the claim that are neighbours in the passage, in their order.
fn pairs(situation: &Situation, alignment: &Alignment) -> f32 {
    let slots = &situation.claim.slots;
    let (mut all, mut near) = (0.0f32, 0.0f32);
    for (pair, found) in slots.windows(2).zip(alignment.matches.windows(2)) {
        let ([a, b], [x, y]) = (pair, found) else { continue };
        let weight = a.weight.min(b.weight);
        all += weight;
        if let (Some(from), Some(to)) = (x.word, y.word) {
            let gap = b.words.0.saturating_sub(a.words.0) + 3;
            let closeness = match to.checked_sub(from) {
                Some(distance) if distance <= gap => 1.0,
                // Turned round: passive, apposition, or another statement.
                _ if from.abs_diff(to) <= gap + 2 => 0.5,
                _ => 0.0,
            };
            near += weight * closeness * x.strength.min(y.strength);
        }
    }
    if all > 0.0 { near / all } else { alignment.coverage }
}

/// The heaviest run of slots that stand in the passage in the claim's order, as a share of all.
fn chain(situation: &Situation, alignment: &Alignment) -> f32 {
    let slots = &situation.claim.slots;
    let mut runs: Vec<(usize, f32)> = Vec::new();
    let (mut all, mut best) = (0.0f32, 0.0f32);
    for (slot, found) in slots.iter().zip(&alignment.matches) {
        all += slot.weight;
        let Some(at) = found.word.filter(|_| found.strength > 0.0) else { continue };
        let before = runs.iter().filter(|run| run.0 <= at).map(|run| run.1).fold(0.0, f32::max);
        let weight = before + slot.weight * found.strength;
        best = best.max(weight);
        runs.push((at, weight));
    }
    if all > 0.0 { best / all } else { 0.0 }
}

/// The share of the claim's runs of `length` words, small ones included, that stand in a passage.
fn grams(situation: &Situation, alignments: &[Alignment], length: usize) -> f32 {
    fn stems(words: &[Word]) -> Vec<&str> {
        words.iter().filter(|w| w.kind != TokenKind::Punctuation).map(|w| &*w.stem).collect()
    }
    let ours = stems(&situation.claim.words);
    let theirs: Vec<Vec<&str>> = alignments.iter().map(|a| stems(&a.passage.words)).collect();
    let known: FxHashSet<&[&str]> = theirs.iter().flat_map(|words| words.windows(length)).collect();
    let all = ours.windows(length).count();
    if all == 0 {
        return alignments.first().map_or(0.0, |best| best.coverage);
    }
    ours.windows(length).filter(|run| known.contains(run)).count() as f32 / all as f32
}
