//! Quantifiers: how many of the same, in words: `all of the passengers` against `most of the passengers`.

use super::{Suspicion, keep_surest};
use crate::evidence::alignment::Alignment;
use crate::evidence::links::{anchors, same_preposition};
use crate::evidence::model::{Finding, FindingKind, Polarity};
use crate::evidence::situation::Situation;
use crate::evidence::word_match;
use crate::text::tagger::Tag;
use crate::text::words::Word;

/// A word matched less surely than this is another one.
const SAME: f32 = 0.8;

/// How many of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Share {
    None,
    Few,
    Some,
    Half,
    Most,
    All,
}

impl Share {
    fn of(word: &Word) -> Option<Self> {
        Some(match &*word.lemma {
            "none" | "neither" => Self::None,
            "few" => Self::Few,
            "some" | "several" => Self::Some,
            "half" => Self::Half,
            "most" => Self::Most,
            "all" | "every" | "each" | "both" => Self::All,
            _ => return None,
        })
    }

    /// Whether a claim of this share cannot be what a source means that gives `source`: who has all has some and
    /// most, not the other way round.
    fn excludes(self, source: Self) -> bool {
        match (self, source) {
            (one, other) if one == other => false,
            (Self::None, _) | (_, Self::None) | (Self::All, _) => true,
            (Self::Few, _) => source >= Self::Half,
            (Self::Half, _) => source == Self::All,
            (Self::Most, _) => source == Self::Few,
            (Self::Some, _) => false,
        }
    }
}

/// Shares of the claim that a passage gives otherwise of the same thing under the same verb, where no candidate
/// has the claim's.
#[must_use]
pub fn find(situation: &Situation) -> Vec<Suspicion> {
    let claim = situation.claim;
    let mut found = Vec::new();
    for (at, word) in claim.words.iter().enumerate() {
        let Some(ours) = Share::of(word).filter(|_| word.range.start() >= claim.own) else { continue };
        let Some(thing) = counted(&claim.words, at) else { continue };
        let Some(slot) = claim.slot_of(thing) else { continue };
        let mut best = None;
        for (_, alignment) in situation.comparable() {
            let Some((theirs, place)) = share_there(situation, alignment, at, thing) else { continue };
            if !ours.excludes(theirs) {
                best = None;
                break;
            }
            let Some(other) = alignment.passage.words.get(place) else { continue };
            let finding = describe(situation, alignment, word, other);
            let confidence = situation.rest(alignment, slot);
            keep_surest(&mut best, Suspicion { finding, slot: Some(slot), confidence });
        }
        found.extend(best);
    }
    found.extend(claim.slots.iter().enumerate().filter_map(|(index, _)| alone(situation, index)));
    found
}

/// `pressure on Northport alone` against `pressure on both towns`: the slot at `index` where the claim has it alone.
fn alone(situation: &Situation, index: usize) -> Option<Suspicion> {
    let claim = situation.claim;
    let slot = claim.slots.get(index).filter(|slot| slot.range.start() >= claim.own)?;
    let cue = claim.words.get(slot.words.1).filter(|word| &*word.lemma == "alone")?;
    let inside = |at: usize| (slot.words.0..slot.words.1).contains(&at);
    let link = claim.structure().links().iter().find(|link| inside(link.dependent) && !inside(link.head))?;
    let mut best = None;
    for (_, alignment) in situation.comparable() {
        let words = &alignment.passage.words;
        let heads = anchors(situation, alignment, link.head);
        let both = words.iter().enumerate().find_map(|(at, word)| {
            let thing = counted(words, at).filter(|_| &*word.lemma == "both")?;
            let same = alignment.passage.structure().links().iter().any(|theirs| {
                theirs.dependent == thing
                    && theirs.role == link.role
                    && same_preposition(&claim.words, link.preposition, words, theirs.preposition)
                    && heads.iter().any(|(head, sure)| *head == theirs.head && *sure >= SAME)
            });
            let range = same.then(|| words.get(thing))??;
            Some(word.range.join(range.range))
        });
        let Some(theirs) = both else { continue };
        let range = slot.range.join(cue.range);
        let (own, other) = (range.of(&claim.text), situation.source_words(alignment, theirs));
        let finding = Finding {
            kind: FindingKind::Name,
            polarity: Polarity::Conflicts,
            claim: range,
            source: Some(situation.span(alignment, theirs)),
            message: format!("the claim has \u{201c}{own}\u{201d}, the source \u{201c}{other}\u{201d}"),
            replacement: Some(other.to_string()),
        };
        let confidence = situation.rest(alignment, index);
        keep_surest(&mut best, Suspicion { finding, slot: Some(index), confidence });
    }
    best
}

/// How many words may stand between a quantifier and what it counts.
const NEAR: usize = 4;

/// What the quantifier at `at` counts: `all passengers`, `all of the passengers`. By the words' order: what a
/// tree makes of `most of the passengers` is not to be relied on.
fn counted(words: &[Word], at: usize) -> Option<usize> {
    let is_noun = |at: usize| words.get(at).is_some_and(|word| word.tag == Tag::Noun);
    let between = |word: &Word| {
        matches!(word.tag, Tag::Det | Tag::Adj | Tag::Num) || matches!(&*word.lemma, "of" | "its" | "their")
    };
    let first = (at + 1..words.len())
        .take(NEAR)
        .take_while(|place| is_noun(*place) || words.get(*place).is_some_and(between))
        .find(|place| is_noun(*place))?;
    (first..words.len()).take_while(|place| is_noun(*place)).last()
}

/// The verbs right before a quantifier and right behind what it counts.
fn deeds(words: &[Word], quantifier: usize, thing: usize) -> impl Iterator<Item = &Word> {
    let is_mark = |word: &&Word| word.tag == Tag::Punct;
    let is_verb = |word: &&Word| word.tag == Tag::Verb;
    let before = words.get(quantifier.saturating_sub(NEAR)..quantifier).unwrap_or(&[]).iter().rev();
    let behind = words.iter().skip(thing + 1).take(NEAR);
    let before = before.take_while(move |word| !is_mark(word)).find(is_verb);
    before.into_iter().chain(behind.take_while(move |word| !is_mark(word)).find(is_verb))
}

/// The share that a passage gives of the same thing under the same verb, and its word.
fn share_there(
    situation: &Situation,
    alignment: &Alignment,
    quantifier: usize,
    thing: usize,
) -> Option<(Share, usize)> {
    let claim = situation.claim;
    let words = &alignment.passage.words;
    let ours: Vec<&Word> = deeds(&claim.words, quantifier, thing).collect();
    let things = anchors(situation, alignment, thing);
    words.iter().enumerate().find_map(|(at, word)| {
        let share = Share::of(word)?;
        let counted = counted(words, at)?;
        things.iter().find(|(place, sure)| *place == counted && *sure >= SAME)?;
        let same = deeds(words, at, counted)
            .any(|theirs| ours.iter().any(|own| word_match::compare(own, theirs).strength >= SAME));
        same.then_some((share, at))
    })
}

fn describe(situation: &Situation, alignment: &Alignment, ours: &Word, theirs: &Word) -> Finding {
    let own = ours.of(&situation.claim.text);
    let other = situation.source_words(alignment, theirs.range);
    Finding {
        kind: FindingKind::Number,
        polarity: Polarity::Conflicts,
        claim: ours.range,
        source: Some(situation.span(alignment, theirs.range)),
        message: format!("the claim has \u{201c}{own}\u{201d}, the source \u{201c}{other}\u{201d}"),
        replacement: Some(in_case_of(own, &other)),
    }
}

/// `word` with a capital or without, as `model` has it.
fn in_case_of(model: &str, word: &str) -> String {
    let mut letters = word.chars();
    let first: String = match letters.next() {
        Some(first) if model.starts_with(char::is_uppercase) => first.to_uppercase().collect(),
        Some(first) => first.to_lowercase().collect(),
        None => return String::new(),
    };
    first + letters.as_str()
}
