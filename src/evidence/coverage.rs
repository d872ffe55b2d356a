//! How much of a claim its passages have, in figures: word by word, in the claim's order, and over
//! the whole article.

use rustc_hash::FxHashSet;

use super::alignment::Alignment;
use super::claim::SlotKind;
use super::elsewhere;
use super::situation::Situation;
use crate::text::tagger::Tag;
use crate::text::tokens::TokenKind;
use crate::text::words::Word;

/// The weight at which a missing word counts in full for [`weakest`]: that of a rare word.
pub const FULL_WEIGHT: f32 = 8.0;
/// A slot filled at least so far is there, whatever its words.
const THERE: f32 = 0.9;
/// How many slots on either side have to stand in the same passage.
const NEIGHBOURS: usize = 3;

/// How much a slot filled by another article than the one that has most of the claim counts: a claim may
/// rest on two articles, but words picked from many make no evidence.
const ELSEWHERE: f32 = 0.5;

/// By slot: how far the article that has most of the claim fills it anywhere, or half of what another does. What
/// stands outside of the passages that the claim was set against [comes near](elsewhere) at least.
#[must_use]
pub fn anywhere(situation: &Situation) -> Vec<f32> {
    let slots = &situation.claim.slots;
    let mut articles: Vec<u32> = situation.alignments.iter().map(|a| a.passage.id.article).collect();
    articles.sort_unstable();
    articles.dedup();
    let all: Vec<f32> = (0..slots.len()).map(|index| ELSEWHERE * situation.filled_anywhere(index)).collect();
    let mut best = (0.0f32, all.clone(), None);
    for article in articles {
        let mut filled = all.clone();
        let own = situation.alignments.iter().filter(|a| a.passage.id.article == article);
        for alignment in own {
            for (index, place) in filled.iter_mut().enumerate() {
                *place = place.max(alignment.filled(index));
            }
        }
        let share = super::alignment::share(slots, |index| filled.get(index).copied().unwrap_or(0.0));
        if share > best.0 {
            best = (share, filled, Some(article));
        }
    }
    let (_, mut filled, article) = best;
    if let Some(article) = article {
        elsewhere::add(situation, article, &mut filled);
    }
    filled
}

/// How much of a slot is missing that is `filled` so far: a word that comes near says a good deal more than none.
/// Left out in turn the sets' AUROC is .002 lower on average with one less what is filled.
fn lacking(filled: f32) -> f32 {
    const LEAST: f32 = 0.05;
    filled.max(LEAST).ln() / LEAST.ln()
}

/// The share of the claim's words other than names and days, by weight, that the best passage and what stands
/// around it have: that a passage names the same people on the same day does not mean that it says the same of
/// them. 1 for a claim of names and days alone.
#[must_use]
pub fn said(situation: &Situation) -> f32 {
    situation.best().map_or(0.0, |best| said_in(situation, |index| best.filled(index)))
}

/// [`said`] of what `filled` has, by slot.
#[must_use]
pub fn said_in(situation: &Situation, filled: impl Fn(usize) -> f32) -> f32 {
    let claim = situation.claim;
    let is_name = |at: usize| claim.words.get(at).is_some_and(|word| word.tag == Tag::Propn);
    let is_day = |index: usize| {
        claim.dates.get(index).is_some_and(|date| date.weekday.is_some() || date.day.is_some())
    };
    let other = |kind: &SlotKind, at: usize| match kind {
        SlotKind::Name(..) => false,
        SlotKind::Date(index) => !is_day(*index),
        SlotKind::Word | SlotKind::Quantity(_) => !is_name(at),
    };
    situation.share_of(other, filled, 1.0)
}

/// The weight of what is missing, by `filled`, over the square root of all weight and a constant that
/// keeps it in [0, 1]: between a sum and a share, as each missing word is one more chance to be wrong,
/// and a long claim has more words that a paraphrase may lose.
#[must_use]
pub fn missing(situation: &Situation, filled: impl Fn(usize) -> f32) -> f32 {
    const MOST: f32 = 6.0;
    let (mut all, mut lost) = (0.0f32, 0.0f32);
    for (index, slot) in situation.claim.slots.iter().enumerate() {
        all += slot.weight;
        lost += slot.weight * lacking(filled(index));
    }
    if all > 0.0 { (lost / all.sqrt() / MOST).min(1.0) } else { 0.0 }
}

/// 1 less the weight of the heaviest missing slot, in parts of a rare word's.
#[must_use]
pub fn weakest(situation: &Situation, filled: impl Fn(usize) -> f32) -> f32 {
    let slots = situation.claim.slots.iter().enumerate();
    let worst = slots
        .map(|(index, slot)| lacking(filled(index)) * (slot.weight / FULL_WEIGHT).min(1.0))
        .fold(0.0, f32::max);
    1.0 - worst
}

/// The share of the claim's names and numbers, word by word, that one article has anywhere: the best
/// of the candidates' articles; a slot that is `filled` is there. 1 for a claim without any.
#[must_use]
pub fn hard_words(situation: &Situation, filled: &[f32]) -> f32 {
    let claim = situation.claim;
    let mut articles: Vec<u32> = situation.alignments.iter().map(|a| a.passage.id.article).collect();
    articles.sort_unstable();
    articles.dedup();
    let mut hard: Vec<(String, bool)> = Vec::new();
    let own = claim.words.iter().enumerate().filter(|(_, word)| word.range.start() >= claim.own);
    for (nth, (at, word)) in own.enumerate() {
        let capital = nth > 0 && word.of(&claim.text).starts_with(char::is_uppercase);
        if word.tag != Tag::Propn && word.kind != TokenKind::Number && !capital {
            continue;
        }
        if let Some(term) = claim.term(word) {
            let there =
                claim.slot_of(at).and_then(|slot| filled.get(slot)).is_some_and(|filled| *filled >= THERE);
            hard.push((term, there));
        }
    }
    if hard.is_empty() {
        return 1.0;
    }
    let postings = situation.library.postings();
    let has = |article: u32| {
        hard.iter().filter(|(term, there)| *there || postings.article_holds(article, term)).count()
    };
    articles.into_iter().map(has).max().unwrap_or(0) as f32 / hard.len() as f32
}

/// The share of the claim's numbers that the best passage or its surroundings have; that of all slots
/// when there are none: a claim without numbers is neither better nor worse for it.
#[must_use]
pub fn numbers(situation: &Situation, best: &Alignment) -> f32 {
    let number = |kind: &SlotKind, _: usize| matches!(kind, SlotKind::Quantity(_));
    situation.share_of(number, |index| best.filled(index), best.with_context)
}

/// How far slots stand together with their neighbours in some passage, by weight. A claim of two
/// halves may rest on two passages, but no word may rest on one that knows nothing of the words
/// around it.
#[must_use]
pub fn local(situation: &Situation) -> f32 {
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
    super::alignment::share(slots, |index| best.get(index).copied().unwrap_or(0.0))
}

/// The share of neighbouring slots of the claim that are neighbours in the passage, in their order.
#[must_use]
pub fn pairs(situation: &Situation, alignment: &Alignment) -> f32 {
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
#[must_use]
pub fn chain(situation: &Situation, alignment: &Alignment) -> f32 {
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

/// The share of the claim's pairs of words, small ones included, that stand in a candidate.
#[must_use]
pub fn bigrams(situation: &Situation) -> f32 {
    fn stems(words: &[Word]) -> Vec<&str> {
        words.iter().filter(|w| w.kind != TokenKind::Punctuation).map(|w| &*w.stem).collect()
    }
    let ours = stems(&situation.claim.words);
    let theirs: Vec<Vec<&str>> = situation.alignments.iter().map(|a| stems(&a.passage.words)).collect();
    let known: FxHashSet<&[&str]> = theirs.iter().flat_map(|words| words.windows(2)).collect();
    let all = ours.windows(2).count();
    if all == 0 {
        return situation.best().map_or(0.0, |best| best.coverage);
    }
    ours.windows(2).filter(|run| known.contains(run)).count() as f32 / all as f32
}
