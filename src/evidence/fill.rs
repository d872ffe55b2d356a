//! [`fill`]: how a passage fills one slot of a claim: a word, a name, a quantity or a date.

use super::claim::{ClaimAnalysis, Slot, SlotKind};
use super::phrase;
use super::word_match::{Comparison, WordMatch, WordRelation};
use crate::entities::{EntityId, EntityKind};
use crate::index::{Library, PassageAnalysis};
use crate::text::ByteRange;
use crate::text::agreement::Agreement;
use crate::text::dates::DateMention;
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

/// A date of the claim that is more exact than the source's.
const CLOSER: f32 = 0.5;

/// How `passage` fills one slot; of several places the one nearest behind `previous` is taken.
#[must_use]
pub fn fill(
    claim: &ClaimAnalysis,
    slot: &Slot,
    passage: &PassageAnalysis,
    library: &Library,
    previous: Option<usize>,
) -> Match {
    match &slot.kind {
        SlotKind::Word => match claim.words.get(slot.words.0) {
            Some(word) => {
                let found = fill_word(claim, word, passage, previous);
                let found = phrase::with_particle(found, claim, slot.words.0, passage);
                phrase::better(found, claim, slot.words.0, passage)
            }
            None => Match::NONE,
        },
        SlotKind::Name(kind, ids) => fill_name(claim, slot, *kind, ids, passage, library),
        SlotKind::Quantity(index) => fill_quantity(claim, slot, *index, passage),
        SlotKind::Date(index) => fill_date(claim, slot, *index, passage),
    }
}

/// How far two places of a passage lie apart.
fn distance(previous: Option<usize>, at: usize) -> usize {
    previous.map_or(0, |previous| previous.abs_diff(at))
}

fn fill_word(
    claim: &ClaimAnalysis,
    word: &Word,
    passage: &PassageAnalysis,
    previous: Option<usize>,
) -> Match {
    let mut best = Match::NONE;
    let mut opposite = None;
    // What the claim says too is not what the passage has instead: `red and white` of `red and blue`.
    let is_said = |at: usize| {
        let other = passage.words.get(at);
        other.is_some_and(|other| claim.words.iter().any(|word| word.stem == other.stem))
    };
    let word = Comparison::of(word);
    for (at, (other, key)) in passage.words.iter().zip(&passage.keys).enumerate() {
        if matches!(other.kind, TokenKind::Punctuation) {
            continue;
        }
        let exact = word.is(*key);
        if !exact && (best.strength >= 1.0 || passage.is_function_word(at)) {
            continue;
        }
        let found = if exact { WordMatch::SAME } else { word.to(other, *key) };
        if found.relation == WordRelation::Opposite {
            opposite = opposite.filter(|known| !is_said(*known)).or(Some(at));
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

fn fill_name(
    claim: &ClaimAnalysis,
    slot: &Slot,
    kind: EntityKind,
    ids: &[EntityId],
    passage: &PassageAnalysis,
    library: &Library,
) -> Match {
    if let Some(mention) = passage.mentions.iter().find(|mention| ids.contains(&mention.entity)) {
        let same = mention.range.of(&passage.text) == slot.range.of(&claim.text);
        return Match {
            strength: 1.0,
            kind: if same { MatchKind::Same } else { MatchKind::Entity },
            source: Some(mention.range),
            word: word_at(&passage.words, mention.range),
        };
    }
    if let Some(mention) = same_government(claim, slot, passage) {
        let word = word_at(&passage.words, mention);
        return Match { strength: GOVERNMENT, kind: MatchKind::Entity, source: Some(mention), word };
    }
    let mut words = 0.0f32;
    let mut found = 0.0f32;
    let mut last = Match::NONE;
    for word in claim.words.get(slot.words.0..slot.words.1).unwrap_or(&[]) {
        if word.kind == TokenKind::Punctuation || lexicon::is_stopword(&word.lemma) {
            continue;
        }
        words += 1.0;
        last = fill_word(claim, word, passage, last.word);
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

/// A land for its capital, or the capital for the land, where either acts.
const GOVERNMENT: f32 = 0.85;

/// Where a passage has the land of whose government the claim's name is the seat, or the seat of the claim's land:
/// `Washington may withdraw` of `the United States may pull back`. Not where either stands behind a preposition: `in
/// Oslo` does not follow from `in Norway`.
fn same_government(claim: &ClaimAnalysis, slot: &Slot, passage: &PassageAnalysis) -> Option<ByteRange> {
    let ours = slot.range.of(&claim.text);
    let (land, seat) = (lexicon::country(ours), lexicon::metonym(ours));
    if land.is_none() && seat.is_none() || is_no_actor(&claim.words, slot.range) {
        return None;
    }
    let is_other = |theirs: &str| {
        land.is_some() && lexicon::metonym(theirs) == land
            || seat.is_some() && lexicon::country(theirs) == seat
    };
    let mut mentions = passage.mentions.iter().map(|mention| mention.range);
    mentions.find(|range| is_other(range.of(&passage.text)) && !is_no_actor(&passage.words, *range))
}

/// Whether a name stands behind a preposition or before a possessive mark.
fn is_no_actor(words: &[Word], range: ByteRange) -> bool {
    let at = words.partition_point(|word| word.range.end() <= range.start());
    let before = |back: usize| at.checked_sub(back).and_then(|at| words.get(at));
    let word = before(1).filter(|word| word.tag != Tag::Det).or_else(|| before(2));
    let behind = words.iter().find(|word| word.range.start() >= range.end());
    word.is_some_and(|word| word.tag == Tag::Adp)
        || behind.is_some_and(|word| matches!(&*word.lemma, "'s" | "’s" | "'" | "’"))
}

/// Whether the matched last name stands in the longer name of somebody.
fn is_other_person(passage: &PassageAnalysis, last: Match, library: &Library) -> bool {
    let Some(source) = last.source else { return false };
    passage.mentions.iter().any(|mention| {
        mention.range.covers(source)
            && mention.range != source
            && library.entities.face(mention.entity).is_some_and(|entity| entity.kind == EntityKind::Person)
    })
}

fn fill_quantity(claim: &ClaimAnalysis, slot: &Slot, index: usize, passage: &PassageAnalysis) -> Match {
    let Some(quantity) = claim.quantities.get(index) else { return Match::NONE };
    let mut best = Match::NONE;
    // Where the passage counts the very thing otherwise, a number of another thing says little: `fewer than
    // 20 ships` against `30 ships and 12 boats`.
    let counts_ours = |other: &Quantity| {
        other.noun_lemma.is_some() && other.noun_lemma == quantity.noun_lemma && other.unit == quantity.unit
    };
    let contested =
        passage.quantities().iter().any(|o| counts_ours(o) && quantity.compare(o) == Agreement::Differs);
    for other in passage.quantities() {
        let strength = match quantity.compare(other) {
            Agreement::Same if contested && !counts_ours(other) => 0.6,
            Agreement::Same => 1.0,
            Agreement::Compatible if contested && !counts_ours(other) => 0.3,
            Agreement::Compatible => 0.9,
            // A number that is hardly there by chance, under another noun.
            Agreement::Incomparable if quantity.is_same_number(other) => {
                if contested {
                    0.3
                } else {
                    0.9
                }
            }
            Agreement::Differs | Agreement::Incomparable => continue,
        };
        if strength > best.strength {
            let word = word_at(&passage.words, other.range);
            best = Match { strength, kind: MatchKind::Quantity, source: Some(other.range), word };
        }
    }
    if best.strength == 0.0 {
        best = same_tokens(claim, slot, quantity.number, passage);
    }
    best
}

fn fill_date(claim: &ClaimAnalysis, slot: &Slot, index: usize, passage: &PassageAnalysis) -> Match {
    let Some(date) = claim.dates.get(index) else { return Match::NONE };
    let mut best = Match::NONE;
    for other in passage.dates() {
        // Who names the day says more than a source that has the month.
        let closer = date.day.is_some() && other.day.is_none() && other.month.is_some();
        let strength = match date.compare(other) {
            Agreement::Same => 1.0,
            Agreement::Compatible if closer => CLOSER,
            Agreement::Compatible => 0.9,
            // `this month` that nothing resolves is the source's `this month`.
            Agreement::Incomparable if is_worded_alike(claim, date, passage, other) => 1.0,
            Agreement::Differs | Agreement::Incomparable => continue,
        };
        if strength > best.strength {
            let word = word_at(&passage.words, other.range);
            best = Match { strength, kind: MatchKind::Date, source: Some(other.range), word };
        }
    }
    if best.strength == 0.0 && passage.dates().is_empty() {
        best = same_tokens(claim, slot, date.range, passage);
    }
    best
}

/// Whether two dates are told in the same words.
fn is_worded_alike(
    claim: &ClaimAnalysis,
    date: &DateMention,
    passage: &PassageAnalysis,
    other: &DateMention,
) -> bool {
    date.range.of(&claim.text).eq_ignore_ascii_case(other.range.of(&passage.text))
}

/// The share of the tokens in `range` that the passage has literally: for numbers and dates that it
/// was not seen to hold as such.
fn same_tokens(claim: &ClaimAnalysis, slot: &Slot, range: ByteRange, passage: &PassageAnalysis) -> Match {
    let mut all = 0.0f32;
    let mut found = 0.0f32;
    let mut place = None;
    // `4 kilometers` has the 4 of `4 miles`, and says otherwise.
    let differs = |other: &Word| {
        let SlotKind::Quantity(index) = slot.kind else { return false };
        let ours = claim.quantities.get(index);
        passage.quantities().iter().any(|theirs| {
            theirs.range.covers(other.range)
                && ours.is_some_and(|ours| ours.compare(theirs) == Agreement::Differs)
        })
    };
    for word in claim.words.get(slot.words.0..slot.words.1).unwrap_or(&[]) {
        if !range.covers(word.range) || word.kind == TokenKind::Punctuation {
            continue;
        }
        all += 1.0;
        let spelled = word.of(&claim.text);
        let same = |other: &Word| other.of(&passage.text).eq_ignore_ascii_case(spelled) && !differs(other);
        if let Some(at) = passage.words.iter().position(same) {
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
