//! Typed findings, one file a kind: where a claim and its passages agree, differ or are silent.
//!
//! A conflict needs a statement about the same thing: the rest of the claim stands in the passage,
//! the words around the slot stand around the other value there, and no candidate has the claim's
//! value.

pub mod actor;
pub mod addition;
pub mod affiliation;
pub mod attribution;
pub mod clause;
pub mod comparative;
pub mod comparison;
pub mod date;
pub mod denial;
pub mod exchange;
pub mod governor;
pub mod misplaced;
pub mod missing;
pub mod modality;
pub mod name;
pub mod number;
pub mod pending;
pub mod phase;
pub mod polarity;
pub mod possession;
pub mod preposition;
pub mod quantifier;
pub mod quote;
pub mod rank;
pub mod role;
pub mod substitute;
mod total;

use super::model::{Finding, FindingKind};
use super::situation::Situation;

/// By so much of the claim has a passage that differs to beat those that have the claim's own words.
const FARTHER: f32 = 0.1;

/// A finding with how sure it is, in [0, 1].
#[derive(Clone, Debug, PartialEq)]
pub struct Suspicion {
    /// What was found.
    pub finding: Finding,
    /// The slot at issue, when it is one.
    pub slot: Option<usize>,
    /// How sure it is that claim and source speak of the same thing and differ.
    pub confidence: f32,
}

/// Every conflict between the claim and its candidates, the surest first.
#[must_use]
pub fn conflicts(situation: &Situation) -> Vec<Suspicion> {
    let mut found = number::find(situation);
    found.extend(date::find(situation));
    found.extend(name::find(situation));
    found.extend(actor::find(situation));
    found.extend(possession::find(situation));
    found.extend(misplaced::find(situation));
    // `from Vienna to Hamburg` is told once, as what has changed places.
    let has_row = |it: &Suspicion| situation.has_in_a_row(it.finding.claim);
    // Words that stand in a row as in the claim are on the same side and in the same order, whatever two trees say.
    let exchanges: Vec<Suspicion> = exchange::find(situation).into_iter().filter(|it| !has_row(it)).collect();
    let told = |it: &Suspicion| {
        exchanges.iter().any(|exchange| {
            let range = exchange.finding.claim;
            it.finding.claim.start() < range.end() && range.start() <= it.finding.claim.end() + 1
        })
    };
    found.extend(preposition::find(situation).into_iter().filter(|it| !told(it) && !has_row(it)));
    found.extend(exchanges);
    found.extend(quantifier::find(situation));
    found.extend(rank::find(situation));
    found.extend(comparative::find(situation));
    found.extend(role::find(situation));
    found.extend(affiliation::find(situation));
    // `ended their protest` against `continue to protest` is told once, with the deed.
    let phases = phase::find(situation);
    let phased = |it: &Suspicion| phases.iter().any(|phase| phase.finding.claim.overlaps(it.finding.claim));
    found.extend(polarity::find(situation).into_iter().filter(|it| !phased(it)));
    found.extend(phases);
    found.extend(comparison::find(situation).into_iter().filter(|it| !has_row(it)));
    found.extend(attribution::find(situation));
    found.extend(substitute::find(situation));
    found.retain(|it| !is_of_denied(situation, it));
    found.sort_by(|a, b| {
        b.confidence.total_cmp(&a.confidence).then(a.finding.claim.start().cmp(&b.finding.claim.start()))
    });
    found
}

/// Whether the claim denies what the source has otherwise: who became the second was not the first.
fn is_of_denied(situation: &Situation, suspicion: &Suspicion) -> bool {
    if !matches!(suspicion.finding.kind, FindingKind::Number | FindingKind::Name | FindingKind::Place) {
        return false;
    }
    let slot = suspicion.slot.and_then(|slot| situation.claim.slots.get(slot));
    let Some(at) = slot.map(|slot| slot.words.0).filter(|at| situation.signs.is_negated(*at)) else {
        return false;
    };
    let cue = situation.signs.cue.get(at).copied().flatten();
    let cue = cue.and_then(|cue| situation.claim.words.get(cue));
    cue.is_some_and(|cue| matches!(&*cue.lemma, "not" | "n't" | "n\u{2019}t" | "never"))
}

/// How sure a conflict is: the rest of the claim has to be there, and the words around the slot.
fn confidence(rest: f32, frame: f32) -> f32 {
    (0.15 + 0.85 * (0.6 * rest + 0.4 * frame)).clamp(0.0, 1.0)
}

/// Keeps the surest suspicion of one slot.
fn keep_surest(best: &mut Option<Suspicion>, other: Suspicion) {
    if best.as_ref().is_none_or(|known| other.confidence > known.confidence) {
        *best = Some(other);
    }
}
