//! One name, one kind: what an article mostly takes a name for, and what the corpus does, outvotes
//! the odd sentence; a headline believes running text.

use rustc_hash::FxHashMap;

use super::draft::Draft;
use super::gazetteer;
use super::model::EntityKind;
use super::resolve::within::{kind_index, majority};
use crate::corpus::Article;

/// The corpus counts as this many mentions in the article.
const CORPUS: u32 = 4;

/// The full name of a person in the same article counts as this many mentions of the surname.
const FULL_NAME: u32 = 6;

/// What the corpus says of one name.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    kinds: [u32; 4],
    /// How often it ends a person's full name.
    surname: u32,
}

/// Settles the kind of every draft, and drops headline names of no kind that no running text of
/// the corpus knows.
pub(crate) fn settle(ballots: Vec<(&Article, &mut Vec<Draft>)>) {
    let mut corpus: FxHashMap<u64, Tally> = FxHashMap::default();
    for draft in ballots.iter().flat_map(|(_, drafts)| drafts.iter()).filter(|draft| !draft.headline) {
        corpus.entry(draft.key).or_default().kinds[kind_index(draft.kind)] += 1;
        if let Some(last) = draft.last.filter(|_| draft.kind == EntityKind::Person) {
            corpus.entry(last).or_default().surname += 1;
        }
    }
    for (article, drafts) in ballots {
        let mut here: FxHashMap<u64, Tally> = FxHashMap::default();
        for draft in drafts.iter() {
            let entry = here.entry(draft.key).or_default();
            entry.kinds[kind_index(draft.kind)] += u32::from(!draft.headline);
            if let Some(last) = draft.last.filter(|_| draft.kind == EntityKind::Person) {
                here.entry(last).or_default().surname += 1;
            }
        }
        let decided: FxHashMap<u64, EntityKind> = drafts
            .iter()
            .map(|draft| {
                let local = here.get(&draft.key).copied().unwrap_or_default();
                let wide = corpus.get(&draft.key).copied().unwrap_or_default();
                (draft.key, decide(draft, article, local, wide))
            })
            .collect();
        drafts.retain_mut(|draft| {
            draft.kind = decided.get(&draft.key).copied().unwrap_or(draft.kind);
            !draft.headline || draft.kind != EntityKind::Other || corpus.contains_key(&draft.key)
        });
    }
}

fn decide(draft: &Draft, article: &Article, here: Tally, corpus: Tally) -> EntityKind {
    let mut votes = here.kinds;
    let mut wide = corpus.kinds;
    if draft.last.is_none() {
        votes[0] += here.surname.min(1) * FULL_NAME;
        // A surname elsewhere says nothing of a well-known place here.
        if corpus.surname > 0 && gazetteer::place(draft.range.of(&article.text)).is_none() {
            wide[0] += corpus.surname;
        }
    }
    let total: u32 = wide.iter().sum();
    if let Some(total) = std::num::NonZeroU32::new(total) {
        for (vote, &count) in votes.iter_mut().zip(&wide) {
            *vote = *vote * 2 + (count * 2 * CORPUS + total.get() / 2) / total;
        }
    }
    if votes.iter().all(|&vote| vote == 0) { draft.kind } else { majority(&votes) }
}
