//! [`Beginnings`]: spellings by each of their words, so that those that begin with what somebody types are found
//! while they type, in memory and in a store; and [`Spellings`], those of a whole corpus.

use std::cmp::Reverse;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::fold::fold_name;
use super::model::{Entities, EntityId};
use super::stored::parts;
use crate::store::{DictionaryWriter, StoreError, StoreWriter, encode, push_number};

/// Words that are looked through for one list.
const FEW: usize = 4_000;
/// The longest beginning that is looked up ready made, in characters.
const LONGEST: usize = 6;
/// Spellings of a ready list: more than are shown, for some of them may have gone.
const READY: usize = 300;
/// Of one surname there may be thousands; so many of them are known by it here.
const BEARERS: usize = 101;

/// A spelling of the corpus and whom it may name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spelling {
    /// See [`fold_name`].
    pub folded: String,
    /// Whom it may name, at most the first hundred and one.
    pub ids: Vec<EntityId>,
    /// Mentions of the most named of all whom it may name.
    pub weight: u32,
}

impl Spelling {
    /// The spelling `folded` of `ids`, which are named as often as `count` says.
    pub(super) fn new(folded: String, mut ids: Vec<EntityId>, count: impl Fn(EntityId) -> usize) -> Self {
        let weight = ids.iter().map(|id| count(*id)).max().unwrap_or(0);
        ids.truncate(BEARERS);
        Self { folded, ids, weight: u32::try_from(weight).unwrap_or(u32::MAX) }
    }

    /// How well it fits what was typed, the least best: those first that begin with it, then those of the most
    /// mentioned.
    fn rank(&self, typed: &str) -> (bool, Reverse<u32>, &str) {
        (!self.folded.starts_with(typed), Reverse(self.weight), &self.folded)
    }
}

/// Spellings in the order of their words.
#[derive(Debug, Default)]
pub(super) struct Beginnings {
    spellings: Vec<Spelling>,
    /// The words of all spellings, as the spelling and the byte that the word starts at, ordered by the text from
    /// there on, then by the text before.
    words: Vec<(u32, u32)>,
    /// What begins so many words that they are not looked through at each letter: the best of them.
    frequent: FxHashMap<String, Vec<u32>>,
}

impl Beginnings {
    pub(super) fn of(mut spellings: Vec<Spelling>) -> Self {
        // The end of a word is written as a NUL; no name has one.
        spellings.retain(|it| !it.folded.is_empty() && !it.folded.contains('\0'));
        spellings.par_sort_unstable_by(|a, b| a.folded.cmp(&b.folded));
        let mut words: Vec<(u32, u32)> = Vec::new();
        for (at, spelling) in (0u32..).zip(&spellings) {
            let starts = spelling.folded.match_indices(' ').map(|(blank, _)| blank + 1);
            words.extend(
                std::iter::once(0).chain(starts).filter_map(|start| Some((at, u32::try_from(start).ok()?))),
            );
        }
        let mut made = Self { spellings, words: Vec::new(), frequent: FxHashMap::default() };
        words.par_sort_unstable_by(|a, b| made.cut(*a).cmp(&made.cut(*b)));
        made.words = words;
        made.frequent = made.frequent();
        made
    }

    fn frequent(&self) -> FxHashMap<String, Vec<u32>> {
        let mut found = FxHashMap::default();
        // Only what is frequent is looked at letter by letter.
        let mut open = vec![(self.words.as_slice(), 1)];
        while let Some((mut words, length)) = open.pop() {
            let beginning = |word: &(u32, u32)| {
                let rest = self.cut(*word).0;
                rest.char_indices().nth(length).map_or(rest, |(end, _)| rest.get(..end).unwrap_or(rest))
            };
            while let Some(first) = words.first() {
                let typed = beginning(first);
                let (here, others) = words.split_at(words.partition_point(|word| beginning(word) <= typed));
                words = others;
                if here.len() > FEW && typed.chars().count() == length {
                    found.insert(typed.to_owned(), self.best(here));
                    if length < LONGEST {
                        open.push((here, length + 1));
                    }
                }
            }
        }
        found
    }

    /// A spelling from one of its words on, and before it.
    fn cut(&self, (spelling, start): (u32, u32)) -> (&str, &str) {
        let folded = self.spellings.get(spelling as usize).map_or("", |it| it.folded.as_str());
        let (front, rest) = folded.split_at_checked(start as usize).unwrap_or_default();
        (rest, front)
    }

    /// The spellings that begin with `typed`, or a word of which does; the best when there are many.
    pub(super) fn matching(&self, typed: &str) -> Vec<&Spelling> {
        let ready = self.frequent.get(typed).cloned().unwrap_or_else(|| {
            let from = self.words.partition_point(|word| self.cut(*word).0 < typed);
            let words = self.words.get(from..).unwrap_or(&[]);
            let fitting = words.partition_point(|word| self.cut(*word).0.starts_with(typed));
            self.best(words.get(..fitting).unwrap_or(&[]))
        });
        ready.into_iter().filter_map(|at| self.spellings.get(at as usize)).collect()
    }

    /// The best spellings of some words.
    fn best(&self, words: &[(u32, u32)]) -> Vec<u32> {
        let rank = |&(at, start): &(u32, u32)| {
            Some((start != 0, Reverse(self.spellings.get(at as usize)?.weight), at))
        };
        let mut found: Vec<(bool, Reverse<u32>, u32)> = words.iter().filter_map(rank).collect();
        // Only the first are sorted: of one letter there may be thousands.
        if found.len() > 2 * READY {
            found.select_nth_unstable(2 * READY);
            found.truncate(2 * READY);
        }
        found.sort_unstable();
        // A name of which two words begin so stands there twice.
        let mut seen = FxHashSet::default();
        let kept = found.into_iter().map(|(_, _, at)| at).filter(|at| seen.insert(*at));
        kept.take(READY).collect()
    }

    /// Writes them, for [`EntityBase::beginning`](super::stored::EntityBase::beginning).
    pub(super) fn write(&self, writer: &mut StoreWriter) -> Result<(), StoreError> {
        let mut table = DictionaryWriter::default();
        let (mut key, mut value) = (Vec::new(), Vec::new());
        for &word in &self.words {
            let Some(spelling) = self.spellings.get(word.0 as usize) else { continue };
            let (rest, front) = self.cut(word);
            key.clear();
            key.extend_from_slice(rest.as_bytes());
            key.push(0);
            key.extend_from_slice(front.as_bytes());
            value.clear();
            push_number(&mut value, u64::from(spelling.weight));
            spelling.ids.iter().for_each(|id| push_number(&mut value, u64::from(id.0)));
            table.push(writer, &key, &value)?;
        }
        table.finish(writer, parts::BEGINNINGS)?;
        let mut frequent: Vec<(&String, &Vec<u32>)> = self.frequent.iter().collect();
        frequent.sort_unstable();
        let mut table = DictionaryWriter::default();
        for (typed, best) in frequent {
            let list: Vec<&Spelling> =
                best.iter().filter_map(|at| self.spellings.get(*at as usize)).collect();
            table.push(writer, typed.as_bytes(), &encode(&list))?;
        }
        table.finish(writer, parts::FREQUENT)
    }
}

/// The spellings of a corpus, for lists that are shown while somebody types. Made once for each state of the corpus;
/// of what lies on disk, only what changed since is in memory.
#[derive(Debug, Default)]
pub struct Spellings {
    own: Beginnings,
    /// Spellings that are as `own` has them, or not there any more, whatever was stored.
    changed: FxHashSet<String>,
}

impl Spellings {
    /// Those of `entities`.
    #[must_use]
    pub fn of(entities: &Entities) -> Self {
        let count = |id: EntityId| entities.mention_count(id);
        let Some(base) = &entities.base else {
            let all = entities.by_alias.iter();
            let own = all.map(|(key, ids)| Spelling::new(key.clone(), ids.clone(), count)).collect();
            return Self { own: Beginnings::of(own), changed: FxHashSet::default() };
        };
        let mut changed: FxHashSet<String> = entities.by_alias.keys().cloned().collect();
        for face in entities.patches.keys().filter_map(|id| base.face(*id)) {
            changed.extend(face.aliases.iter().map(|alias| fold_name(&alias.text)));
        }
        let now = |key: &String| {
            let mut ids = base.called(key);
            ids.extend(entities.by_alias.get(key).into_iter().flatten());
            ids.sort_unstable();
            ids.dedup();
            ids.retain(|id| entities.mention_count(*id) > 0);
            (!ids.is_empty()).then(|| Spelling::new(key.clone(), ids, count))
        };
        Self { own: Beginnings::of(changed.iter().filter_map(now).collect()), changed }
    }

    /// The spellings of `entities` (whose these are) that begin with `typed`, which is folded, or a word of which
    /// does: those first that begin with it, then those of the most mentioned, at most `most`.
    #[must_use]
    pub fn matching(&self, entities: &Entities, typed: &str, most: usize) -> Vec<Spelling> {
        let mut found = entities.base.as_ref().map(|base| base.beginning(typed)).unwrap_or_default();
        found.retain(|it| !self.changed.contains(&it.folded));
        found.extend(self.own.matching(typed).into_iter().cloned());
        found.sort_by(|a, b| a.rank(typed).cmp(&b.rank(typed)));
        // A name of which two words begin so is stored twice.
        found.dedup_by(|a, b| a.folded == b.folded);
        found.truncate(most);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_very_many_names_has_the_same_list_as_if_they_were_looked_through() {
        let spelling = |at: usize| {
            let weight = u32::try_from(at % 977).unwrap();
            Spelling { folded: format!("keller {at:05}"), ids: Vec::new(), weight }
        };
        let mut index = Beginnings::of((0..FEW * 2).map(spelling).collect());
        let found = |index: &Beginnings, typed| {
            index.matching(typed).into_iter().map(|it| it.folded.clone()).collect::<Vec<_>>()
        };
        let typed = ["k", "keller", "keller 0", "keller 07", "x"];
        let ready = typed.map(|typed| found(&index, typed));
        assert!(index.frequent.contains_key("k") && !index.frequent.contains_key("x"));
        index.frequent.clear();
        assert_eq!(typed.map(|typed| found(&index, typed)), ready);
    }
}
