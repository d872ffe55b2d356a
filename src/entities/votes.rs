//! One name, one kind: what an article mostly takes a name for, and what the corpus does, outvotes
//! the odd sentence; a headline believes running text.

use rustc_hash::FxHashMap;

use super::draft::{Draft, Proof};
use super::gazetteer;
use super::model::EntityKind;
use super::resolve::within::{KINDS, kind_index};
use crate::corpus::Article;

/// An article's mentions count as at most this many: the model errs on a name again and again.
const ARTICLE: u32 = 6;

/// The corpus counts as this many mentions in the article, and more the more often it has the name.
const CORPUS: f64 = 4.0;

/// The full name of a person in the same article counts as this many mentions of the surname.
const FULL_NAME: u32 = 6;

/// What the corpus says of one name.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    kinds: [u32; 4],
    /// How often it ends a person's full name.
    surname: u32,
}

/// Settles the kind of every draft, and which of a headline's stretches are names: the longest that
/// running text of the corpus knows, then what the gazetteer knows.
pub(crate) fn settle(ballots: Vec<(&Article, &mut Vec<Draft>)>) {
    let mut corpus: FxHashMap<u64, Tally> = FxHashMap::default();
    for draft in
        ballots.iter().flat_map(|(_, drafts)| drafts.iter()).filter(|draft| draft.proof == Proof::Text)
    {
        corpus.entry(draft.key).or_default().kinds[kind_index(draft.kind)] += 1;
        if let Some(last) = draft.last.filter(|_| draft.kind == EntityKind::Person) {
            corpus.entry(last).or_default().surname += 1;
        }
    }
    for (article, drafts) in ballots {
        let mut here: FxHashMap<u64, Tally> = FxHashMap::default();
        choose(drafts, &corpus);
        for draft in drafts.iter() {
            let entry = here.entry(draft.key).or_default();
            entry.kinds[kind_index(draft.kind)] += u32::from(draft.proof == Proof::Text);
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
        for draft in drafts.iter_mut() {
            draft.kind = decided.get(&draft.key).copied().unwrap_or(draft.kind);
        }
    }
}

/// Leaves of the overlapping stretches of headlines those that are names, in text order.
fn choose(drafts: &mut Vec<Draft>, corpus: &FxHashMap<u64, Tally>) {
    if drafts.iter().all(|draft| draft.proof == Proof::Text) {
        return;
    }
    // Longer first; of equal length the one that running text knows.
    let mut order: Vec<(std::cmp::Reverse<usize>, bool, usize)> = drafts
        .iter()
        .enumerate()
        .filter_map(|(at, draft)| {
            let attested = corpus
                .get(&draft.key)
                .is_some_and(|tally| tally.kinds.iter().sum::<u32>() + tally.surname > 0);
            let kept = draft.proof != Proof::Capitals || attested;
            kept.then_some((std::cmp::Reverse(draft.range.len()), !attested, at))
        })
        .collect();
    order.sort_unstable();
    let mut taken: Vec<Draft> = Vec::with_capacity(drafts.len());
    let mut covered: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
    for (_, _, at) in order {
        let Some(draft) = drafts.get(at) else { continue };
        let (start, end) = (draft.range.start(), draft.range.end());
        let before = covered.range(..end).next_back();
        if before.is_some_and(|(_, &stop)| stop > start) {
            continue;
        }
        covered.insert(start, end);
        taken.push(*draft);
    }
    taken.sort_by_key(|draft| draft.range.start());
    *drafts = taken;
}

fn decide(draft: &Draft, article: &Article, here: Tally, corpus: Tally) -> EntityKind {
    let mut local = here.kinds;
    let mut wide = corpus.kinds;
    let mut full_name = 0;
    if draft.last.is_none() {
        full_name = here.surname.min(1) * FULL_NAME;
        // A surname elsewhere says nothing of a well-known place here.
        if corpus.surname > 0 && gazetteer::place(draft.range.of(&article.text)).is_none() {
            wide[0] += corpus.surname;
        }
    }
    // What the name is well known as counts like one mention.
    if draft.last.is_none() && gazetteer::place(draft.range.of(&article.text)).is_some() {
        local[kind_index(EntityKind::Place)] += 1;
    }
    let share = |votes: &[u32; 4], kind: usize, weight: f64| {
        let total: u32 = votes.iter().sum();
        f64::from(votes[kind]) / f64::from(total.max(1)) * weight
    };
    let here = f64::from(local.iter().sum::<u32>().min(ARTICLE));
    let seen = f64::from(wide.iter().sum::<u32>());
    let corpus = CORPUS + 2.0 * (seen / 10.0).max(1.0).log10();
    let mut best = (0.0, draft.kind);
    for kind in KINDS {
        let at = kind_index(kind);
        let bonus = if kind == EntityKind::Person { f64::from(full_name) } else { 0.0 };
        let votes = share(&local, at, here) + share(&wide, at, corpus) + bonus;
        if votes > best.0 {
            best = (votes, kind);
        }
    }
    best.1
}
