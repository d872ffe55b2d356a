//! The statements that a claim is made of: a predicate each, with what belongs to it.

use crate::evidence::alignment::{Alignment, share};
use crate::evidence::claim::{ClaimAnalysis, Slot, SlotKind};
use crate::evidence::situation::Situation;
use crate::text::lexicon;
use crate::text::parse::{Label, Parse};
use crate::text::tagger::Tag;

/// A predicate of a claim with the slots that belong to it and to no predicate below it.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// Index of the predicate among the claim's words.
    pub predicate: usize,
    /// Indices of its slots, the predicate's own included, the subject's left out.
    pub slots: Vec<usize>,
    /// Indices of the slots of its subject.
    pub subject: Vec<usize>,
}

/// The statements of `claim`, in text order.
#[must_use]
pub fn clauses(claim: &ClaimAnalysis) -> Vec<Clause> {
    let tree = claim.tree();
    let mut found: Vec<Clause> = Vec::new();
    for (index, slot) in claim.slots.iter().enumerate() {
        let at = slot.words.1.saturating_sub(1);
        let (predicate, subject) = predicate_over(claim, tree, at);
        let clause = match found.iter_mut().find(|clause| clause.predicate == predicate) {
            Some(clause) => clause,
            None => {
                found.push(Clause { predicate, slots: Vec::new(), subject: Vec::new() });
                let Some(clause) = found.last_mut() else { continue };
                clause
            }
        };
        if subject { clause.subject.push(index) } else { clause.slots.push(index) }
    }
    found.sort_by_key(|clause| clause.predicate);
    found
}

/// The nearest predicate at or above the word at `at`, and whether the word lies in its subject.
fn predicate_over(claim: &ClaimAnalysis, tree: &Parse, at: usize) -> (usize, bool) {
    let mut at = at;
    let mut subject = false;
    for _ in 0..claim.words.len() {
        let label = tree.label_of(at);
        let is_verb = claim.words.get(at).is_some_and(|word| matches!(word.tag, Tag::Verb | Tag::Aux));
        let heads = match label {
            Label::Root => true,
            // `and its debts to the bank`: a thing of its own beside another.
            Label::Conj if !is_verb => tree.child_with(at, &[Label::Nmod, Label::Poss]).is_some(),
            Label::Conj | Label::Advcl | Label::Acl | Label::AclRelcl | Label::Ccomp | Label::Parataxis => {
                is_verb
            }
            _ => false,
        };
        if heads {
            return (at, subject);
        }
        subject |= matches!(label, Label::Nsubj | Label::NsubjPass | Label::Csubj);
        let Some(head) = tree.head.get(at).copied().flatten() else { return (at, subject) };
        // What stands behind the last of several joined things belongs to that one.
        let last =
            tree.children(head).filter(|child| tree.label_of(*child) == Label::Conj && *child < at).last();
        at = if label == Label::Nmod && head < at { last.unwrap_or(head) } else { head };
    }
    (at, subject)
}

/// Whether the clause only says who says or thinks the rest; `and apologised to them` says something.
#[must_use]
pub fn is_frame(claim: &ClaimAnalysis, clause: &Clause) -> bool {
    let reports =
        claim.words.get(clause.predicate).is_some_and(|word| lexicon::reporting_verb(&word.lemma).is_some());
    reports && claim.tree().child_with(clause.predicate, &[Label::Ccomp, Label::Parataxis]).is_some()
}

/// The names that do what the clause says: its own subject, or that of the statement it is joined to.
#[must_use]
pub fn doers(claim: &ClaimAnalysis, all: &[Clause], clause: &Clause) -> Vec<usize> {
    let tree = claim.tree();
    let mut at = clause.predicate;
    let mut subject = &clause.subject;
    while subject.is_empty() && tree.label_of(at) == Label::Conj {
        let Some(head) = tree.head.get(at).copied().flatten() else { break };
        at = head;
        let Some(over) = all.iter().find(|other| other.predicate == at) else { continue };
        subject = &over.subject;
    }
    let is_name = |index: &usize| {
        claim.slots.get(*index).is_some_and(|slot| {
            matches!(&slot.kind, SlotKind::Name(_, ids) if !ids.is_empty())
                && slot.range.start() >= claim.own
                && heads_subject(tree, slot.words.1 - 1)
        })
    };
    subject.iter().copied().filter(is_name).collect()
}

/// Whether the word at `at` is the subject itself and not a part of it: `the Northport mayor`.
fn heads_subject(tree: &Parse, at: usize) -> bool {
    let mut at = at;
    while matches!(tree.label_of(at), Label::Conj | Label::Flat | Label::Appos) {
        match tree.head.get(at).copied().flatten() {
            Some(head) => at = head,
            None => return false,
        }
    }
    matches!(tree.label_of(at), Label::Nsubj | Label::NsubjPass)
}

/// How far the best passage that names all of `doers` has what `clause` says, in [0, 1]: names may stand
/// around the passage, words have to stand in it.
#[must_use]
pub fn support(situation: &Situation, clause: &Clause, doers: &[usize]) -> f32 {
    let slots = &situation.claim.slots;
    best_share(situation, &clause.slots, doers, |alignment, index| {
        match slots.get(index).map(|slot| &slot.kind) {
            Some(SlotKind::Word) => alignment.matches.get(index).map_or(0.0, |found| found.strength),
            _ => alignment.filled(index),
        }
    })
}

/// A name filled at least this far is there.
const NAMED: f32 = 0.5;

/// The largest share of the weight of `slots` that a candidate fills which names all of `doers`; 1 when
/// they weigh nothing.
fn best_share(
    situation: &Situation,
    slots: &[usize],
    doers: &[usize],
    strength: impl Fn(&Alignment, usize) -> f32,
) -> f32 {
    let picked: Vec<Slot> =
        slots.iter().filter_map(|index| situation.claim.slots.get(*index)).cloned().collect();
    if picked.iter().all(|slot| slot.weight <= 0.0) {
        return 1.0;
    }
    let of = |alignment: &Alignment| {
        share(&picked, |at| slots.get(at).map_or(0.0, |index| strength(alignment, *index)))
    };
    let names = |alignment: &&Alignment| doers.iter().all(|index| alignment.filled(*index) >= NAMED);
    situation.alignments.iter().filter(names).map(of).fold(0.0, f32::max)
}

/// The slots of `clause` that are plain words of the claim itself.
#[must_use]
pub fn own_words(claim: &ClaimAnalysis, clause: &Clause) -> Vec<usize> {
    let own = |index: &usize| {
        claim
            .slots
            .get(*index)
            .is_some_and(|slot| slot.kind == SlotKind::Word && slot.range.start() >= claim.own)
    };
    clause.slots.iter().copied().filter(own).collect()
}

/// How far the best candidate, with what stands around it, has the slots `words`.
#[must_use]
pub fn word_support(situation: &Situation, words: &[usize]) -> f32 {
    best_share(situation, words, &[], Alignment::filled)
}
