//! Substitutes: where the claim has one thing the source has another, in a statement that has all else of the
//! claim: `destroyed by a flood` against `destroyed by a bomb`.

use super::{Suspicion, keep_surest};
use crate::evidence::alignment::Alignment;
use crate::evidence::claim::{Slot, SlotKind};
use crate::evidence::links::{anchors, same_preposition};
use crate::evidence::model::{Finding, FindingKind, Polarity};
use crate::evidence::situation::Situation;
use crate::evidence::word_match;
use crate::text::lexicon::{self, NounKind, WordClass};
use crate::text::structure::{Link, Role};
use crate::text::tagger::Tag;
use crate::text::vectors;
use crate::text::words::Word;

/// A word filled at least this far somewhere is not missing.
const PRESENT: f32 = 0.25;
/// A word matched at least so surely is what the thing hangs on in the claim.
const SAME: f32 = 0.8;
/// A noun with so many kinds in WordNet goes for many things.
const GENERAL: usize = 25;
/// Nouns whose vectors are this near may name one thing: `police` and `officers`.
const AKIN: f32 = 0.4;
/// So much of the claim besides stands in the passage itself that it makes the same statement.
const SAME_STATEMENT: f32 = 0.7;

/// Nouns of the claim that no candidate has, in whose place a passage about the same thing has another one.
#[must_use]
pub fn find(situation: &Situation) -> Vec<Suspicion> {
    let claim = situation.claim;
    let mut found = Vec::new();
    for (index, slot) in claim.slots.iter().enumerate() {
        let at = slot.words.0;
        let is_thing = slot.kind == SlotKind::Word
            && slot.range.start() >= claim.own
            && claim.words.get(at).is_some_and(|word| is_plain_noun(word, &claim.text));
        if !is_thing || situation.filled_anywhere(index) >= PRESENT || is_in_article(situation, slot) {
            continue;
        }
        let mut best = None;
        for (_, alignment) in situation.comparable() {
            let rest = situation.own_rest(alignment, index);
            let Some(other) = in_place_of(situation, alignment, at).filter(|_| rest >= SAME_STATEMENT) else {
                continue;
            };
            let finding = describe(situation, alignment, slot, other);
            keep_surest(&mut best, Suspicion { finding, slot: Some(index), confidence: rest });
        }
        found.extend(best);
    }
    found
}

/// Whether an article of the candidates has the word anywhere.
fn is_in_article(situation: &Situation, slot: &Slot) -> bool {
    let term = situation.claim.words.get(slot.words.0).and_then(|word| situation.claim.term(word));
    let postings = situation.library.postings();
    term.is_some_and(|term| {
        situation
            .comparable()
            .any(|(_, alignment)| postings.article_holds(alignment.passage.id.article, &term))
    })
}

/// The noun of the passage that hangs where the claim's word at `at` hangs: on the same word, in the same way.
fn in_place_of<'a>(situation: &Situation, alignment: &'a Alignment, at: usize) -> Option<&'a Word> {
    let claim = situation.claim;
    let words = &alignment.passage.words;
    let text = &*alignment.passage.text;
    let structure = alignment.passage.structure();
    let above = claim.structure().links().iter().filter(|link| link.dependent == at);
    // `The accident killed 34` may be what the source tells as `the ferry sank, killing 34`.
    let refers_back = at
        .checked_sub(1)
        .and_then(|before| claim.words.get(before))
        .is_some_and(|word| matches!(&*word.lemma, "the" | "this" | "that" | "these" | "those"));
    for ours in
        above.filter(|link| claim.slot_of(link.head).is_some() && !situation.signs.is_negated(link.head))
    {
        if refers_back && ours.role == Role::Subject {
            continue;
        }
        let alike = |theirs: &&Link| {
            theirs.role == ours.role
                && same_preposition(&claim.words, ours.preposition, words, theirs.preposition)
        };
        for (anchor, _) in anchors(situation, alignment, ours.head).into_iter().filter(|it| it.1 >= SAME) {
            let theirs = structure.below(anchor).iter().filter(alike);
            let mut others =
                theirs.filter_map(|link| words.get(link.dependent).map(|it| (link.dependent, it)));
            let other = others.find(|(place, word)| {
                is_plain_noun(word, text)
                    && *place != anchor
                    && !stands_in_claim(situation, word)
                    && claim.words.get(at).is_some_and(|ours| !is_akin(ours, word))
            });
            if let Some((_, other)) = other {
                return Some(other);
            }
        }
    }
    None
}

/// Whether a word is a common noun that says what it names: `occasion` and `instrument` go for too much.
fn is_plain_noun(word: &Word, text: &str) -> bool {
    word.tag == Tag::Noun
        && word.of(text).starts_with(char::is_lowercase)
        && lexicon::is_lemma(&word.lemma, WordClass::Noun)
        && lexicon::kinds_of(&word.lemma) < GENERAL
}

/// Whether two nouns may be told of the same things: of people that holds until their vectors tell otherwise, who
/// is a host to one is a presenter to another.
fn is_akin(ours: &Word, theirs: &Word) -> bool {
    let person = |word: &Word| lexicon::noun_kind(&word.lemma) == Some(NounKind::Person);
    match vectors::similarity(&ours.lemma, &theirs.lemma) {
        Some(cosine) => cosine >= AKIN,
        None => person(ours) && person(theirs),
    }
}

/// Whether the claim has the passage's word, or one like it.
fn stands_in_claim(situation: &Situation, theirs: &Word) -> bool {
    situation.claim.words.iter().any(|ours| word_match::compare(ours, theirs).strength >= PRESENT)
}

fn describe(situation: &Situation, alignment: &Alignment, slot: &Slot, other: &Word) -> Finding {
    let ours = slot.range.of(&situation.claim.text);
    let theirs = situation.source_words(alignment, other.range);
    Finding {
        kind: FindingKind::Name,
        polarity: Polarity::Conflicts,
        claim: slot.range,
        source: Some(situation.span(alignment, other.range)),
        message: format!(
            "the claim has \u{201c}{ours}\u{201d}, the source \u{201c}{theirs}\u{201d} in its place"
        ),
        replacement: Some(theirs.to_owned()),
    }
}
