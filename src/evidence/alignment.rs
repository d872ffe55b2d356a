//! [`Alignment`]: each slot of a claim set against one passage and what stands around it.

use std::sync::Arc;

use super::claim::{ClaimAnalysis, Slot, SlotKind};
use super::word_match::{Matcher, WordRelation};
use crate::corpus::BlockKind;
use crate::entities::{EntityId, EntityKind};
use crate::index::{Library, PassageAnalysis};
use crate::text::ByteRange;
use crate::text::agreement::Agreement;
use crate::text::lexicon;
use crate::text::quantities::Quantity;
use crate::text::tagger::Tag;
use crate::text::tokens::TokenKind;
use crate::text::words::Word;

/// In what way a passage fills a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatchKind {
    /// The same words.
    Same,
    /// Another name of the same entity.
    Entity,
    /// Words of like meaning.
    Related,
    /// A quantity that agrees.
    Quantity,
    /// A date that agrees.
    Date,
    /// A pronoun that stands for the name.
    Pronoun,
    /// The opposite of the claim's word.
    Opposite,
    /// Not at all.
    None,
}

/// How a passage fills a slot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    /// How far, in [0, 1].
    pub strength: f32,
    /// In what way.
    pub kind: MatchKind,
    /// The words that do, in the passage's text.
    pub source: Option<ByteRange>,
    /// Index of the first of them among the passage's words.
    pub word: Option<usize>,
}

impl Match {
    /// An empty slot.
    pub const NONE: Self = Self { strength: 0.0, kind: MatchKind::None, source: None, word: None };
}

/// A claim against one passage.
#[derive(Clone, Debug)]
pub struct Alignment {
    /// The passage.
    pub passage: Arc<PassageAnalysis>,
    /// By slot: how the passage itself fills it.
    pub matches: Vec<Match>,
    /// By slot: how far the passages around it, the article's title or its date fill it.
    pub around: Vec<f32>,
    /// Share of the slots' weight that the passage itself fills.
    pub coverage: f32,
    /// The same with what stands around it.
    pub with_context: f32,
}

impl Alignment {
    /// How far slot `index` is filled here or around here.
    #[must_use]
    pub fn filled(&self, index: usize) -> f32 {
        let own = self.matches.get(index).map_or(0.0, |found| found.strength);
        own.max(self.around.get(index).copied().unwrap_or(0.0))
    }
}

/// How much a slot filled by the sentence before counts.
pub const BEFORE: f32 = 0.85;
/// By the sentence before that one.
const EARLIER: f32 = 0.7;
/// By the sentence behind.
const AFTER: f32 = 0.7;
/// By the title.
const TITLE: f32 = 0.8;
/// By a sentence of the article's first ones, which introduce its people and places.
const OPENING: f32 = 0.6;
/// A pronoun whose antecedent is named right before.
const PRONOUN: f32 = 0.95;
/// How many sentences open an article.
const OPENING_SENTENCES: u32 = 3;

/// Share of the total weight that `strength` fills.
#[must_use]
pub fn share(slots: &[Slot], strength: impl Fn(usize) -> f32) -> f32 {
    let mut all = 0.0;
    let mut filled = 0.0;
    for (index, slot) in slots.iter().enumerate() {
        all += slot.weight;
        filled += slot.weight * strength(index);
    }
    if all > 0.0 { filled / all } else { 0.0 }
}

/// Sets `claim` against `passage` alone.
#[must_use]
pub fn align(
    claim: &ClaimAnalysis,
    passage: Arc<PassageAnalysis>,
    library: &Library,
    matcher: &Matcher,
) -> Alignment {
    let text = library.passage_text(passage.id);
    let mut previous: Option<usize> = None;
    let matches: Vec<Match> = claim
        .slots
        .iter()
        .map(|slot| {
            let found = fill(claim, slot, &passage, text, library, matcher, previous);
            previous = found.word.or(previous);
            found
        })
        .collect();
    let coverage = share(&claim.slots, |index| matches.get(index).map_or(0.0, |found| found.strength));
    Alignment { passage, around: vec![0.0; matches.len()], matches, coverage, with_context: coverage }
}

/// Adds to an alignment what the passages around it, the title and the article's date fill.
pub fn add_context(alignment: &mut Alignment, claim: &ClaimAnalysis, library: &Library, matcher: &Matcher) {
    let id = alignment.passage.id;
    let Some(article) = library.article(id.article) else { return };
    let mut places: Vec<(u32, f32)> = Vec::new();
    let last = u32::try_from(article.passages.len()).unwrap_or(u32::MAX);
    for (distance, discount) in [(1, BEFORE), (2, EARLIER)] {
        places.extend(id.passage.checked_sub(distance).map(|at| (at, discount)));
    }
    places.extend(id.passage.checked_add(1).filter(|at| *at < last).map(|at| (at, AFTER)));
    for (at, passage) in (0u32..).zip(article.passages.iter().take(OPENING_SENTENCES as usize)) {
        let discount = if passage.kind == BlockKind::Title { TITLE } else { OPENING };
        if at != id.passage && !places.iter().any(|place| place.0 == at && place.1 >= discount) {
            places.push((at, discount));
        }
    }
    let pronouns = pronouns(&alignment.passage.words);
    for (at, discount) in places {
        let Some(other) = library.analysis(crate::corpus::PassageId { article: id.article, passage: at })
        else {
            continue;
        };
        let text = library.passage_text(other.id);
        for (index, slot) in claim.slots.iter().enumerate() {
            if alignment.filled(index) >= discount {
                continue;
            }
            let found = fill(claim, slot, &other, text, library, matcher, None);
            let near = at < id.passage && discount > TITLE.min(EARLIER);
            let factor = match &slot.kind {
                SlotKind::Name(kind, _) if near && pronouns.stands_for(*kind) => PRONOUN,
                // A number or date of another sentence is about something else more often than not.
                SlotKind::Quantity(_) => discount * 0.8,
                _ => discount,
            };
            if let Some(place) = alignment.around.get_mut(index) {
                *place = place.max(found.strength * factor);
            }
        }
    }
    fill_from_day(alignment, claim, library);
    let filled = share(&claim.slots, |index| alignment.filled(index));
    alignment.with_context = filled;
}

/// A date of the claim that is the article's own day.
fn fill_from_day(alignment: &mut Alignment, claim: &ClaimAnalysis, library: &Library) {
    let Some(day) = library.article(alignment.passage.id.article).and_then(|article| article.date) else {
        return;
    };
    for (slot, place) in claim.slots.iter().zip(&mut alignment.around) {
        let SlotKind::Date(index) = slot.kind else { continue };
        let Some(date) = claim.dates.get(index) else { continue };
        let inside =
            date.first.is_some_and(|first| first <= day.day) && date.last.is_some_and(|last| day.day <= last);
        let said = match (date.month, date.day) {
            (Some(month), Some(number)) => month == day.day.month() && number == day.day.day(),
            _ => date.weekday == Some(day.day.weekday()),
        };
        if inside || (date.first.is_none() && said) {
            *place = place.max(TITLE);
        }
    }
}

/// The pronouns of a passage that can stand for a name.
#[derive(Clone, Copy, Debug, Default)]
struct Pronouns {
    person: bool,
    thing: bool,
}

impl Pronouns {
    fn stands_for(self, kind: EntityKind) -> bool {
        match kind {
            EntityKind::Person => self.person,
            _ => self.thing,
        }
    }
}

fn pronouns(words: &[Word]) -> Pronouns {
    let mut found = Pronouns::default();
    for word in words.iter().filter(|word| matches!(word.tag, Tag::Pron | Tag::Det)) {
        match &*word.lemma {
            "he" | "she" | "his" | "her" | "him" | "himself" | "herself" => found.person = true,
            "it" | "its" | "they" | "their" | "them" => found.thing = true,
            _ => {}
        }
    }
    found
}

/// How `passage` fills one slot; of several places the one nearest behind `previous` is taken.
fn fill(
    claim: &ClaimAnalysis,
    slot: &Slot,
    passage: &PassageAnalysis,
    text: &str,
    library: &Library,
    matcher: &Matcher,
    previous: Option<usize>,
) -> Match {
    match &slot.kind {
        SlotKind::Word => match claim.words.get(slot.words.0) {
            Some(word) => fill_word(word, passage, matcher, previous),
            None => Match::NONE,
        },
        SlotKind::Name(kind, ids) => fill_name(claim, slot, *kind, ids, passage, text, matcher, library),
        SlotKind::Quantity(index) => fill_quantity(claim, slot, *index, passage, text),
        SlotKind::Date(index) => fill_date(claim, slot, *index, passage, text),
    }
}

/// How far two places of a passage lie apart.
fn distance(previous: Option<usize>, at: usize) -> usize {
    previous.map_or(0, |previous| previous.abs_diff(at))
}

fn fill_word(word: &Word, passage: &PassageAnalysis, matcher: &Matcher, previous: Option<usize>) -> Match {
    let mut best = Match::NONE;
    let mut opposite = None;
    for (at, other) in passage.words.iter().enumerate() {
        if matches!(other.kind, TokenKind::Punctuation) {
            continue;
        }
        let exact = word.stem == other.stem || word.lemma == other.lemma;
        if !exact && (best.strength >= 1.0 || lexicon::is_stopword(&other.lemma)) {
            continue;
        }
        let found = matcher.compare(word, other);
        if found.relation == WordRelation::Opposite {
            opposite = opposite.or(Some(at));
        }
        let nearer = found.strength == best.strength
            && found.strength > 0.0
            && best.word.is_some_and(|known| distance(previous, at) < distance(previous, known));
        if found.strength > best.strength || nearer {
            let kind = match found.relation {
                WordRelation::Same => MatchKind::Same,
                _ => MatchKind::Related,
            };
            best = Match { strength: found.strength, kind, source: Some(other.range), word: Some(at) };
        }
    }
    match opposite.and_then(|at| Some((at, passage.words.get(at)?))) {
        Some((at, other)) if best.strength < 0.85 => {
            Match { strength: 0.0, kind: MatchKind::Opposite, source: Some(other.range), word: Some(at) }
        }
        _ => best,
    }
}

/// Index of the first word of a passage that lies in `range`.
fn word_at(words: &[Word], range: ByteRange) -> Option<usize> {
    let at = words.partition_point(|word| word.range.end() <= range.start());
    words.get(at).filter(|word| word.range.start() < range.end()).map(|_| at)
}

#[expect(clippy::too_many_arguments, reason = "the parts of one comparison")]
fn fill_name(
    claim: &ClaimAnalysis,
    slot: &Slot,
    kind: EntityKind,
    ids: &[EntityId],
    passage: &PassageAnalysis,
    text: &str,
    matcher: &Matcher,
    library: &Library,
) -> Match {
    if let Some(mention) = passage.mentions.iter().find(|mention| ids.contains(&mention.entity)) {
        let same = mention.range.of(text) == slot.range.of(&claim.text);
        return Match {
            strength: 1.0,
            kind: if same { MatchKind::Same } else { MatchKind::Entity },
            source: Some(mention.range),
            word: word_at(&passage.words, mention.range),
        };
    }
    let mut words = 0.0f32;
    let mut found = 0.0f32;
    let mut last = Match::NONE;
    for word in claim.words.get(slot.words.0..slot.words.1).unwrap_or(&[]) {
        if word.kind == TokenKind::Punctuation || lexicon::is_stopword(&word.lemma) {
            continue;
        }
        words += 1.0;
        last = fill_word(word, passage, matcher, last.word);
        found += last.strength;
    }
    if words == 0.0 || found == 0.0 {
        return Match::NONE;
    }
    // A person is named by the last name; a shared first name alone is somebody else.
    let whole = found / words;
    let strength = match kind {
        EntityKind::Person if words > 1.0 && last.strength < 0.5 => whole * 0.4,
        EntityKind::Person if words > 1.0 && whole < 0.95 => {
            if is_other_person(passage, last, library) {
                0.3
            } else {
                whole.max(0.85)
            }
        }
        // Half of an office's name is another office.
        _ => whole * whole,
    };
    Match { strength, kind: MatchKind::Same, source: last.source, word: last.word }
}

/// Whether the matched last name stands in the longer name of somebody.
fn is_other_person(passage: &PassageAnalysis, last: Match, library: &Library) -> bool {
    let Some(source) = last.source else { return false };
    passage.mentions.iter().any(|mention| {
        mention.range.covers(source)
            && mention.range != source
            && library.entities.get(mention.entity).is_some_and(|entity| entity.kind == EntityKind::Person)
    })
}

fn fill_quantity(
    claim: &ClaimAnalysis,
    slot: &Slot,
    index: usize,
    passage: &PassageAnalysis,
    text: &str,
) -> Match {
    let Some(quantity) = claim.quantities.get(index) else { return Match::NONE };
    let mut best = Match::NONE;
    // Where the passage counts the very thing otherwise, a number of another thing says little: `fewer than
    // 20 ships` against `30 ships and 12 boats`.
    let counts_ours = |other: &Quantity| {
        other.noun_lemma.is_some() && other.noun_lemma == quantity.noun_lemma && other.unit == quantity.unit
    };
    let contested =
        passage.quantities.iter().any(|o| counts_ours(o) && quantity.compare(o) == Agreement::Differs);
    for other in &passage.quantities {
        let strength = match quantity.compare(other) {
            Agreement::Same if contested && !counts_ours(other) => 0.6,
            Agreement::Same => 1.0,
            Agreement::Compatible if contested && !counts_ours(other) => 0.3,
            Agreement::Compatible => 0.9,
            Agreement::Differs | Agreement::Incomparable => continue,
        };
        if strength > best.strength {
            let word = word_at(&passage.words, other.range);
            best = Match { strength, kind: MatchKind::Quantity, source: Some(other.range), word };
        }
    }
    if best.strength == 0.0 {
        best = same_tokens(claim, slot, quantity.number, passage, text);
    }
    best
}

fn fill_date(
    claim: &ClaimAnalysis,
    slot: &Slot,
    index: usize,
    passage: &PassageAnalysis,
    text: &str,
) -> Match {
    let Some(date) = claim.dates.get(index) else { return Match::NONE };
    let mut best = Match::NONE;
    for other in &passage.dates {
        let strength = match date.compare(other) {
            Agreement::Same => 1.0,
            Agreement::Compatible => 0.9,
            Agreement::Differs | Agreement::Incomparable => continue,
        };
        if strength > best.strength {
            let word = word_at(&passage.words, other.range);
            best = Match { strength, kind: MatchKind::Date, source: Some(other.range), word };
        }
    }
    if best.strength == 0.0 && passage.dates.is_empty() {
        best = same_tokens(claim, slot, date.range, passage, text);
    }
    best
}

/// The share of the tokens in `range` that the passage has literally: for numbers and dates that it
/// was not seen to hold as such.
fn same_tokens(
    claim: &ClaimAnalysis,
    slot: &Slot,
    range: ByteRange,
    passage: &PassageAnalysis,
    text: &str,
) -> Match {
    let mut all = 0.0f32;
    let mut found = 0.0f32;
    let mut place = None;
    for word in claim.words.get(slot.words.0..slot.words.1).unwrap_or(&[]) {
        if !range.covers(word.range) || word.kind == TokenKind::Punctuation {
            continue;
        }
        all += 1.0;
        let spelled = word.of(&claim.text);
        if let Some(at) = passage.words.iter().position(|o| o.of(text).eq_ignore_ascii_case(spelled)) {
            found += 1.0;
            place = place.or(Some(at));
        }
    }
    if all == 0.0 || found < all {
        return Match::NONE;
    }
    let source = place.and_then(|at| passage.words.get(at)).map(|word| word.range);
    Match { strength: 0.9, kind: MatchKind::Same, source, word: place }
}
