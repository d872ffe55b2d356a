//! Names and their other spellings.

use std::cmp::Reverse;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{Completion, CompletionKind, MOST};
use crate::entities::{EntityId, fold_name};
use crate::index::Library;
use crate::text::ByteRange;

/// The spellings of a corpus by each of their words. Made once for each corpus: with it, a list of names
/// takes the same time whether there are fifty or fifty thousand.
#[derive(Debug, Default)]
pub struct NameIndex {
    keys: Vec<Key>,
    /// The words of all keys, as the key and the byte that the word starts at, ordered by the text from
    /// there on.
    words: Vec<(u32, u32)>,
    /// What begins so many words that they are not looked through at each letter: the best of them.
    frequent: FxHashMap<String, Vec<u32>>,
}

/// Words that are looked through for one list.
const FEW: usize = 4_000;
/// The longest beginning that is looked up ready made, in characters.
const LONGEST: usize = 6;

#[derive(Debug)]
struct Key {
    folded: String,
    ids: Vec<EntityId>,
    /// Mentions of the most named entity that has this spelling.
    weight: usize,
}

impl NameIndex {
    /// The index of the library's spellings.
    #[must_use]
    pub fn of(library: &Library) -> Self {
        let entities = &library.entities;
        let mut keys: Vec<Key> = entities
            .spellings(|_| true)
            .into_iter()
            .map(|(folded, ids)| {
                let weight = ids.iter().map(|id| entities.mention_count(*id)).max().unwrap_or(0);
                Key { folded, ids, weight }
            })
            .collect();
        keys.sort_by(|a, b| a.folded.cmp(&b.folded));
        let mut words: Vec<(u32, u32)> = Vec::new();
        for (at, key) in (0u32..).zip(&keys) {
            let starts = key.folded.match_indices(' ').map(|(blank, _)| blank + 1);
            words.extend(
                std::iter::once(0).chain(starts).filter_map(|start| Some((at, u32::try_from(start).ok()?))),
            );
        }
        let mut index = Self { keys, words: Vec::new(), frequent: FxHashMap::default() };
        words.par_sort_by(|a, b| index.rest(*a).cmp(index.rest(*b)));
        index.words = words;
        index.frequent = index.frequent();
        index
    }

    fn frequent(&self) -> FxHashMap<String, Vec<u32>> {
        let mut found = FxHashMap::default();
        // Only what is frequent is looked at letter by letter.
        let mut open = vec![(self.words.as_slice(), 1)];
        while let Some((mut words, length)) = open.pop() {
            let beginning = |word: &(u32, u32)| {
                let rest = self.rest(*word);
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

    fn rest(&self, (key, start): (u32, u32)) -> &str {
        self.keys.get(key as usize).and_then(|key| key.folded.get(start as usize..)).unwrap_or("")
    }

    /// The spellings that begin with `typed`, or a word of which does: those first that begin with it, then
    /// those of the most mentioned; one more than [`MOST`] at most.
    fn matching(&self, typed: &str) -> Vec<&Key> {
        let kept = self.frequent.get(typed).cloned().unwrap_or_else(|| {
            let from = self.words.partition_point(|word| self.rest(*word) < typed);
            let words = self.words.get(from..).unwrap_or(&[]);
            let fitting = words.partition_point(|word| self.rest(*word).starts_with(typed));
            self.best(words.get(..fitting).unwrap_or(&[]))
        });
        kept.into_iter().filter_map(|key| self.keys.get(key as usize)).collect()
    }

    /// The best keys of some words: see [`Self::matching`].
    fn best(&self, words: &[(u32, u32)]) -> Vec<u32> {
        let mut found: Vec<(bool, Reverse<usize>, u32)> = words
            .iter()
            .filter_map(|&(key, start)| Some((start != 0, Reverse(self.keys.get(key as usize)?.weight), key)))
            .collect();
        // Only the first are sorted: of one letter there may be thousands.
        if found.len() > 2 * MOST {
            found.select_nth_unstable(2 * MOST);
            found.truncate(2 * MOST);
        }
        found.sort_unstable();
        let mut kept: Vec<u32> = Vec::with_capacity(MOST + 1);
        for (_, _, key) in found {
            // A name of which two words begin so stands there twice.
            if kept.len() <= MOST && !kept.contains(&key) {
                kept.push(key);
            }
        }
        kept
    }
}

/// The spellings of the corpus that begin with what was typed, or a word of which does; those of the
/// most mentioned first. They are inserted as they stand.
pub(super) fn names(text: &str, range: ByteRange, library: &Library, index: &NameIndex) -> Vec<Completion> {
    let mut found = matching(text, range, library, index);
    // `After Kel`: a capital that opens the sentence is no part of the name.
    let mut rest = range;
    while found.is_empty() {
        let Some(space) = rest.of(text).find(' ') else { break };
        rest = ByteRange::new(rest.start() + space + 1, rest.end());
        found = matching(text, rest, library, index);
    }
    found
}

fn matching(text: &str, range: ByteRange, library: &Library, index: &NameIndex) -> Vec<Completion> {
    let typed = fold_name(range.of(text));
    if typed.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Completion> = Vec::new();
    for key in index.matching(&typed) {
        // Of one surname there may be thousands.
        if found.len() > MOST {
            break;
        }
        for (id, entity) in
            key.ids.iter().take(MOST + 1).filter_map(|id| Some((*id, library.entities.face(*id)?)))
        {
            let Some(alias) = entity.aliases.iter().find(|alias| fold_name(&alias.text) == key.folded) else {
                continue;
            };
            let role = entity.roles.first().map(|role| role.text.as_str());
            let whole = (alias.text != entity.name).then_some(entity.name.as_str());
            let detail: Vec<&str> = whole.into_iter().chain(role).collect();
            found.push(Completion {
                label: alias.text.clone(),
                detail: detail.join(", "),
                kind: CompletionKind::Name(id),
                filter: alias.text.clone(),
                range,
                text: alias.text.clone(),
                besides: None,
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_very_many_names_has_the_same_list_as_if_they_were_looked_through() {
        let names = FEW * 2;
        let key = |at: usize| Key { folded: format!("keller {at:05}"), ids: Vec::new(), weight: at % 977 };
        let keys: Vec<Key> = (0..names).map(key).collect();
        let words = (0u32..).zip(&keys).map(|(at, _)| (at, 0)).collect();
        let mut index = NameIndex { keys, words, frequent: FxHashMap::default() };
        let found = |index: &NameIndex, typed| {
            index.matching(typed).into_iter().map(|key| key.folded.clone()).collect::<Vec<_>>()
        };
        let slow = ["k", "keller", "keller 0", "keller 07", "x"].map(|typed| found(&index, typed));
        index.frequent = index.frequent();
        assert!(index.frequent.contains_key("k") && !index.frequent.contains_key("x"));
        assert_eq!(["k", "keller", "keller 0", "keller 07", "x"].map(|typed| found(&index, typed)), slow);
    }
}
