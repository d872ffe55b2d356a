//! Near-duplicates: articles that are copies of one story count as one independent source.
//!
//! Each article keeps a fixed share of the hashes of its runs of five words, chosen by their value,
//! so that a copy keeps the same ones (Manku, Broder: sampling modulo m). Two articles whose shorter
//! one shares half of its sample with the other are one story: that holds for lightly edited copies
//! and for a copy that was cut at the end, while two reports of one event share next to nothing but
//! their quotations.

use std::hash::{Hash, Hasher};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};

use super::{Article, Block, BlockKind};

/// Words in a run.
const RUN: usize = 5;
/// One run in this many is kept.
const SAMPLING: u64 = 4;
/// The least sample that can prove a copy; shorter texts only match when they are the same.
const LEAST: usize = 6;
/// An article is compared with this many others that hold the same run before it. Copies of one
/// story are linked one to the next, so more are not needed, and a run that stands in every article
/// of a corpus costs no more than a rare one.
const NEIGHBOURS: usize = 8;

/// The sampled hashes of the runs of five words of an article's own text, ascending.
#[must_use]
pub fn fingerprint(text: &str, blocks: &[Block]) -> Vec<u32> {
    let mut sample = Vec::new();
    let mut all = FxHasher::default();
    let mut recent = [0u64; RUN];
    let mut count = 0usize;
    for block in blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading))
    {
        for word in block.range.of(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
        {
            let hash = hash_of(word);
            hash.hash(&mut all);
            recent.rotate_left(1);
            recent[RUN - 1] = hash;
            count += 1;
            if count >= RUN {
                let run = mixed(hash_of(&recent));
                if run.is_multiple_of(SAMPLING) {
                    sample.push(narrow(run));
                }
            }
        }
    }
    if sample.len() < LEAST && count > 0 {
        sample = vec![narrow(mixed(all.finish()))];
    }
    sample.sort_unstable();
    sample.dedup();
    sample
}

/// A number for each article, the same for copies of one story: the index of the story's first
/// article. Near linear in the size of the corpus.
pub fn groups<'a>(articles: impl IntoIterator<Item = &'a Article>) -> Vec<u32> {
    let prints: Vec<&[u32]> = articles.into_iter().map(|article| article.fingerprint.as_slice()).collect();
    groups_of(&prints)
}

/// [`groups`] of articles of which only the fingerprints are at hand.
#[must_use]
pub fn groups_of<P: AsRef<[u32]>>(prints: &[P]) -> Vec<u32> {
    let mut holders: Vec<(u32, u32)> = (0u32..)
        .zip(prints)
        .flat_map(|(article, print)| print.as_ref().iter().map(move |run| (*run, article)))
        .collect();
    holders.par_sort_unstable();
    let mut shared: FxHashMap<(u32, u32), usize> = FxHashMap::default();
    for same in holders.chunk_by(|one, two| one.0 == two.0).filter(|same| same.len() > 1) {
        for (at, (_, later)) in same.iter().enumerate() {
            for (_, earlier) in same.get(at.saturating_sub(NEIGHBOURS)..at).unwrap_or(&[]) {
                *shared.entry((*earlier, *later)).or_default() += 1;
            }
        }
    }
    let mut story: Vec<u32> = (0u32..).take(prints.len()).collect();
    let length = |article: u32| prints.get(article as usize).map_or(0, |print| print.as_ref().len());
    for ((one, two), count) in shared {
        let (shorter, longer) = (length(one).min(length(two)), length(one).max(length(two)));
        // A single hash stands for a whole short text.
        let whole = longer == 1;
        if count * 2 >= shorter && (shorter >= LEAST || whole) {
            join(&mut story, one, two);
        }
    }
    (0u32..).take(story.len()).map(|article| first_of(&mut story, article)).collect()
}

/// Whether two articles with these fingerprints are copies of one story.
#[must_use]
pub fn are_copies(one: &[u32], two: &[u32]) -> bool {
    let shared = one.iter().filter(|run| two.binary_search(run).is_ok()).count();
    let (shorter, longer) = (one.len().min(two.len()), one.len().max(two.len()));
    // A single hash stands for a whole short text.
    shared > 0 && shared * 2 >= shorter && (shorter >= LEAST || longer == 1)
}

/// The first article of the story of `at`.
fn first_of(story: &mut [u32], mut at: u32) -> u32 {
    while let Some(next) = story.get(at as usize).copied().filter(|next| *next != at) {
        // Shorten the way for the next time.
        let further = story.get(next as usize).copied().unwrap_or(next);
        if let Some(slot) = story.get_mut(at as usize) {
            *slot = further;
        }
        at = further;
    }
    at
}

fn join(story: &mut [u32], one: u32, two: u32) {
    let (one, two) = (first_of(story, one), first_of(story, two));
    if let Some(slot) = story.get_mut(one.max(two) as usize) {
        *slot = one.min(two);
    }
}

fn hash_of<T: Hash + ?Sized>(value: &T) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Spreads the hash over all bits: its low ones choose the sample.
fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ (hash >> 29)
}

fn narrow(hash: u64) -> u32 {
    u32::try_from(hash >> 32).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read;

    const STORY: &str = "Northport opened its new harbour on Monday after three years of work.\n\n\
        The mayor, Maria Keller, said the first ships would arrive within a week. She thanked the workers \
        who had kept to the plan through two hard winters and a flood that nearly ended it.\n\n\
        The harbour cost 40 million dollars, of which the state paid half. Fishermen had opposed it, for \
        they feared that the dredging would drive away the herring on which their families live.\n\n\
        A second basin is planned for the coming year, if the council finds the money for it.";

    fn groups_of(texts: &[&str]) -> Vec<u32> {
        let articles: Vec<Article> = texts.iter().map(|text| read::from_text("a", text)).collect();
        groups(&articles)
    }

    #[test]
    fn a_lightly_edited_copy_is_the_same_story() {
        let edited = STORY
            .replace("on Monday", "Monday")
            .replace("40 million dollars", "$40 million")
            .replace("Northport opened", "NORTHPORT (Agency) - The town opened");
        let cut: String = STORY.split("\n\n").take(3).collect::<Vec<_>>().join("\n\n");
        let other = "The council of Eastford met on Tuesday to speak of the schools, of which two have no \
            heating. The head of the council, Tom Brandt, promised help before the winter, but he could not \
            say where the money would come from. Parents left the meeting in anger and want to come back \
            with a lawyer, one of them said outside the town hall after the meeting had ended.";
        assert_eq!(groups_of(&[other, STORY, &edited, &cut]), [0, 1, 1, 1]);
    }

    #[test]
    fn short_texts_match_only_when_they_are_the_same() {
        let one = "The harbour opened on Monday.";
        assert_eq!(groups_of(&[one, "The harbour opened on Tuesday.", one]), [0, 1, 0]);
    }

    #[test]
    fn many_copies_are_one_story() {
        assert!(groups_of(&[STORY; 100]).iter().all(|group| *group == 0));
    }
}
