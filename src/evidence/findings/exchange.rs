//! Exchanges: two parts of a deed, or the doers of two, have changed places: who accuses whom, from where to where.

use super::Suspicion;
use crate::evidence::alignment::Alignment;
use crate::evidence::links::{self, anchors};
use crate::evidence::model::{Finding, FindingKind, Polarity};
use crate::evidence::situation::Situation;
use crate::evidence::word_match;
use crate::text::ByteRange;
use crate::text::lexicon;
use crate::text::structure::{Link, Role, Structure};
use crate::text::tagger::Tag;
use crate::text::words::Word;

/// A verb matched less surely than this is another deed.
const SAME_DEED: f32 = 0.95;
/// A word matched less surely than this is another part of it.
const SAME_PART: f32 = 0.8;

/// Pairs of parts of the claim's deeds that some candidate has the other way round, and none as the claim.
#[must_use]
pub fn find(situation: &Situation) -> Vec<Suspicion> {
    let claim = situation.claim;
    let is_slot = |at: usize| claim.slot_of(at).is_some();
    let mut all: Vec<Part> = Vec::new();
    for (verb, word) in claim.words.iter().enumerate() {
        if word.tag == Tag::Verb && !lexicon::is_mutual(&word.lemma) {
            all.extend(parts(claim.structure(), verb, is_slot));
        }
    }
    let is_own =
        |part: &Part| claim.words.get(part.link.head).is_some_and(|word| word.range.start() >= claim.own);
    let mut found = Vec::new();
    for (nth, one) in all.iter().enumerate() {
        let others = all.iter().skip(nth + 1).filter(|other| is_own(one) || is_own(other));
        for other in others.filter(|other| is_apart(situation, one, other)) {
            found.extend(exchanged(situation, one, other));
        }
    }
    found
}

/// A part of a deed: what hangs on its verb, or on what hangs on that (`the army's base`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Part {
    /// What hangs on the verb.
    link: Link,
    /// What hangs on that, when it is the part that is meant.
    below: Option<Link>,
}

impl Part {
    /// The word that is meant.
    fn word(&self) -> usize {
        self.below.unwrap_or(self.link).dependent
    }
}

/// The parts of the deed at `verb` that can stand for one another.
fn parts(structure: &Structure, verb: usize, is_slot: impl Fn(usize) -> bool) -> Vec<Part> {
    let takes = |role| matches!(role, Role::Subject | Role::Object | Role::Oblique);
    let mut parts = Vec::new();
    for link in structure.below(verb).iter().filter(|it| takes(it.role) && is_slot(it.dependent)) {
        parts.push(Part { link: *link, below: None });
        let holders = structure.below(link.dependent).iter().filter(|it| it.role == Role::Oblique);
        let holders = holders.filter(|it| is_slot(it.dependent) && it.dependent != verb);
        parts.extend(holders.map(|below| Part { link: *link, below: Some(*below) }));
    }
    parts
}

/// Whether two parts hang on the deed in two ways, and are two things.
fn is_apart(situation: &Situation, one: &Part, other: &Part) -> bool {
    let claim = situation.claim;
    let slots = |part: &Part| {
        let below = part.below.and_then(|below| claim.slot_of(below.dependent));
        (claim.slot_of(part.link.dependent), below)
    };
    let ((over, under), (other_over, other_under)) = (slots(one), slots(other));
    let same_link =
        one.link.role == other.link.role && same_way(situation, &claim.words, &one.link, &other.link);
    // A thing and its holder do not change places, nor do two holders of one thing.
    over != other_over && under.or(over) != other_under.or(other_over) && !same_link
}

/// Whether two links hang by the same preposition, the first one in the claim.
fn same_way(situation: &Situation, words: &[Word], ours: &Link, theirs: &Link) -> bool {
    links::same_preposition(&situation.claim.words, ours.preposition, words, theirs.preposition)
}

fn exchanged(situation: &Situation, one: &Part, other: &Part) -> Option<Suspicion> {
    let slot = situation.claim.slot_of(one.word());
    let mut best: Option<Suspicion> = None;
    for (_, alignment) in situation.comparable() {
        match order(situation, alignment, one, other) {
            Order::Same => return None,
            Order::Unknown => {}
            Order::Exchanged(range) => {
                let confidence = situation.rest(alignment, slot.unwrap_or(usize::MAX));
                let finding = describe(situation, alignment, one, other, range);
                super::keep_surest(&mut best, Suspicion { finding, slot, confidence });
            }
        }
    }
    best
}

/// How a passage has two parts of the claim's deed.
enum Order {
    Same,
    /// The other way round, in these words.
    Exchanged(ByteRange),
    Unknown,
}

fn order(situation: &Situation, alignment: &Alignment, one: &Part, other: &Part) -> Order {
    let words = &alignment.passage.words;
    let places = |at: usize| -> Vec<usize> {
        let found = anchors(situation, alignment, at);
        found.into_iter().filter(|(_, sure)| *sure >= SAME_PART).map(|(at, _)| at).collect()
    };
    let (ones, others) = (places(one.word()), places(other.word()));
    if ones.is_empty() || others.is_empty() {
        return Order::Unknown;
    }
    let (deeds, other_deeds) = (deeds(situation, words, one), deeds(situation, words, other));
    let hangs = |at: &usize, part: &Part, on: &[usize]| hung(situation, alignment, *at, part, on);
    let same =
        |deeds: &[usize], part: &Part, on: &[usize]| deeds.iter().any(|at| hangs(at, part, on).is_some());
    if same(&deeds, one, &ones) || same(&other_deeds, other, &others) {
        return Order::Same;
    }
    let one_deed = one.link.head == other.link.head;
    for at in &deeds {
        let Some(first) = hangs(at, one, &others) else { continue };
        let mut theirs = other_deeds.iter().filter(|other| !one_deed || *other == at);
        let Some(second) = theirs.find_map(|at| hangs(at, other, &ones)) else { continue };
        let ends = [first, second, *at].into_iter().filter_map(|at| words.get(at)).map(|word| word.range);
        return ends.reduce(ByteRange::join).map_or(Order::Unknown, Order::Exchanged);
    }
    Order::Unknown
}

/// The verbs of a passage that are the deed of `part`.
fn deeds(situation: &Situation, words: &[Word], part: &Part) -> Vec<usize> {
    let Some(deed) = situation.claim.words.get(part.link.head) else { return Vec::new() };
    let is_deed =
        |word: &Word| word.tag == Tag::Verb && word_match::compare(deed, word).strength >= SAME_DEED;
    (0..words.len()).filter(|at| words.get(*at).is_some_and(is_deed)).collect()
}

/// The word of `on` that hangs on the passage's verb at `at` as `part` hangs on its own.
fn hung(situation: &Situation, alignment: &Alignment, at: usize, part: &Part, on: &[usize]) -> Option<usize> {
    let words = &alignment.passage.words;
    let structure = alignment.passage.structure();
    let is_like =
        |ours: &Link, theirs: &Link| theirs.role == ours.role && same_way(situation, words, ours, theirs);
    let mut over = structure.below(at).iter().filter(|theirs| is_like(&part.link, theirs));
    let Some(below) = part.below else {
        return over.find(|theirs| on.contains(&theirs.dependent)).map(|theirs| theirs.dependent);
    };
    let holders = anchors(situation, alignment, part.link.dependent);
    let is_holder = |at: usize| holders.iter().any(|(place, sure)| *place == at && *sure >= SAME_PART);
    over.filter(|theirs| is_holder(theirs.dependent)).find_map(|theirs| {
        let mut under = structure.below(theirs.dependent).iter().filter(|it| is_like(&below, it));
        under.find(|it| on.contains(&it.dependent)).map(|it| it.dependent)
    })
}

fn describe(
    situation: &Situation,
    alignment: &Alignment,
    one: &Part,
    other: &Part,
    source: ByteRange,
) -> Finding {
    let claim = situation.claim;
    let slot = |part: &Part| {
        let slot = claim.slot_of(part.word()).and_then(|index| claim.slots.get(index));
        slot.map(|slot| slot.range).unwrap_or_default()
    };
    let (first, second) = (slot(one), slot(other));
    let theirs = situation.source_words(alignment, source);
    Finding {
        kind: FindingKind::Name,
        polarity: Polarity::Conflicts,
        claim: first.join(second),
        source: Some(situation.span(alignment, source)),
        message: format!(
            "the claim has \u{201c}{}\u{201d} and \u{201c}{}\u{201d} the other way round, the source has \u{201c}{theirs}\u{201d}",
            first.of(&claim.text),
            second.of(&claim.text)
        ),
        replacement: None,
    }
}
