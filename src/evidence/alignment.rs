//! [`Alignment`]: each slot of a claim set against one passage and what stands around it.

use std::sync::Arc;

use super::claim::{ClaimAnalysis, Slot, SlotKind};
use super::fill::fill;
use crate::corpus::BlockKind;
use crate::entities::EntityKind;
use crate::index::{Library, PassageAnalysis};
use crate::text::tagger::Tag;
use crate::text::words::Word;

pub use super::fill::{Match, MatchKind};

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
    /// Whether that was looked at.
    looked_around: bool,
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
pub fn align(claim: &ClaimAnalysis, passage: Arc<PassageAnalysis>, library: &Library) -> Alignment {
    let mut previous: Option<usize> = None;
    let matches: Vec<Match> = claim
        .slots
        .iter()
        .map(|slot| {
            let found = fill(claim, slot, &passage, library, previous);
            previous = found.word.or(previous);
            found
        })
        .collect();
    let coverage = share(&claim.slots, |index| matches.get(index).map_or(0.0, |found| found.strength));
    let around = vec![0.0; matches.len()];
    Alignment { passage, around, matches, coverage, with_context: coverage, looked_around: false }
}

/// Adds to an alignment what the passages around it, the title and the article's date fill; once.
pub fn add_context(alignment: &mut Alignment, claim: &ClaimAnalysis, library: &Library) {
    if std::mem::replace(&mut alignment.looked_around, true) {
        return;
    }
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
        for (index, slot) in claim.slots.iter().enumerate() {
            if alignment.filled(index) >= discount {
                continue;
            }
            let found = fill(claim, slot, &other, library, None);
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
