//! Numbers: the source counts or measures the same thing differently.

use super::governor::{Tie, governor, is_of_earlier, tie};
use super::total;
use super::{FARTHER, Suspicion, confidence, keep_surest};
use crate::evidence::alignment::Alignment;
use crate::evidence::claim::SlotKind;
use crate::evidence::model::{Finding, FindingKind, Polarity};
use crate::evidence::situation::Situation;
use crate::evidence::word_match;
use crate::text::ByteRange;
use crate::text::agreement::Agreement;
use crate::text::parse::Parse;
use crate::text::quantities::{Bound, Quantity, Unit};
use crate::text::tagger::Tag;
use crate::text::words::Word;

/// A candidate whose coverage is below this share of the best one's speaks of something else.
const COMPARABLE: f32 = 0.6;
/// With less of the claim's other words, a passage states the share of something else.
const SAME_MATTER: f32 = 0.4;
/// A number under another verb counts something else more often than not.
const OTHER_DEED: f32 = 0.88;
/// The dead are counted in many words.
const TOLL: f32 = 0.85;
/// Another place in a row is told of another thing more often than another count is.
const ORDINAL: f32 = 0.85;

/// Quantities of the claim that a passage about the same thing has otherwise.
#[must_use]
pub fn find(situation: &Situation) -> Vec<Suspicion> {
    let claim = situation.claim;
    let mut found = Vec::new();
    for (index, slot) in claim.slots.iter().enumerate() {
        let SlotKind::Quantity(number) = slot.kind else { continue };
        let Some(quantity) = claim.quantities.get(number) else { continue };
        if is_bare(situation, quantity) {
            continue;
        }
        let attested = attested(situation, index, quantity);
        let mut best = None;
        for (_, alignment) in situation.comparable() {
            if attested.is_some_and(|known| situation.own_rest(alignment, index) <= known + FARTHER) {
                continue;
            }
            let rest = situation.rest(alignment, index);
            // A share of something else altogether: `half recovered` against `8% died`.
            if quantity.unit == Unit::Percent && situation.own_rest(alignment, index) < SAME_MATTER {
                continue;
            }
            // `In May alone 3 ships sank`: a part of what the claim counts.
            if is_of_part(&alignment.passage.words) && !is_of_part(&claim.words) {
                continue;
            }
            for other in alignment.passage.quantities() {
                let differs =
                    quantity.compare(other) == Agreement::Differs || is_other_money(quantity, other);
                if !differs || serves_another(situation, number, other) {
                    continue;
                }
                let ours = (quantity, claim.words.as_slice());
                let theirs = (other, alignment.passage.words.as_slice());
                if adds(ours) != adds(theirs) || is_part(quantity) != is_part(other) {
                    continue;
                }
                let nouns = same_noun(situation, alignment, quantity, other);
                let tie = tied(situation, alignment, quantity, other);
                // Where another passage has the value, only a measure of the very same deed differs from it.
                let other_deed = quantity.unit == Unit::Count || !matches!(tie, Tie::Same | Tie::Alike);
                if attested.is_some() && (other_deed || is_of_earlier(claim)) {
                    continue;
                }
                // One side of a vote stands against the tally of no other vote.
                let one_sided = quantity.unit != other.unit && other.unit == Unit::Tally && tie != Tie::Same;
                if nouns <= 0.0
                    || one_sided
                    || total::is_total(situation, quantity)
                    || is_alternative(alignment, quantity, other)
                    || tie == Tie::Elsewhere
                    || is_difference(situation, alignment, quantity, other)
                {
                    continue;
                }
                let at = alignment.passage.words.partition_point(|w| w.range.end() <= other.range.start());
                let deeds = if tie == Tie::Apart { OTHER_DEED } else { 1.0 };
                let place = if quantity.unit == Unit::Ordinal { ORDINAL } else { 1.0 };
                let sure = confidence(rest, situation.frame(alignment, index, at)) * nouns * deeds * place;
                keep_surest(
                    &mut best,
                    Suspicion {
                        finding: describe(situation, alignment, quantity, other, tie),
                        slot: Some(index),
                        confidence: sure,
                    },
                );
            }
        }
        found.extend(best);
    }
    found
}

/// How much else of the claim those candidates have that are about the same thing and have the claim's value.
fn attested(situation: &Situation, index: usize, quantity: &Quantity) -> Option<f32> {
    let best = situation.best().map_or(0.0, |best| best.with_context);
    let agree = situation.alignments.iter().filter(|alignment| {
        alignment.with_context >= COMPARABLE * best
            && alignment.matches.get(index).is_some_and(|found| found.strength > 0.0)
            && (is_one(alignment, index, quantity)
                || alignment.passage.quantities().iter().any(|other| {
                    // `dozens` allows 43, and does not stand against a source that counts 34.
                    let agreement = quantity.compare(other);
                    if agreement == Agreement::Compatible
                        && yields(situation, alignment, index, quantity, other)
                    {
                        return false;
                    }
                    let named = quantity.noun.is_some() && other.noun.is_some();
                    let same_value = quantity.unit == other.unit && quantity.value == other.value;
                    let agrees = match agreement {
                        Agreement::Same => true,
                        // `4 billion` and `over 4 billion`; an ordinal parted from its noun: `its sixth and last`.
                        Agreement::Compatible | Agreement::Incomparable if same_value && !named => true,
                        Agreement::Compatible if quantity.is_one_sided() => quantity.is_near(other),
                        Agreement::Compatible => {
                            other.bound == Bound::Exact || quantity.bound != Bound::Exact
                        }
                        Agreement::Differs | Agreement::Incomparable => false,
                    };
                    let telling = quantity.is_same_number(other);
                    (telling || agrees && same_noun(situation, alignment, quantity, other) > 0.0)
                        && !counts_beside(alignment, quantity, other)
                        && !is_of_another(situation, alignment, quantity, other)
                        && (tied(situation, alignment, quantity, other) != Tie::Elsewhere
                        // `its seventh and final season`: the place in a row is rare enough to be meant.
                        || quantity.unit == Unit::Ordinal && same_value)
                }))
    });
    agree.map(|alignment| situation.own_rest(alignment, index)).max_by(f32::total_cmp)
}

/// Whether the claim counts one, and the passage says `one` there without counting: `killed one and injured 98`.
fn is_one(alignment: &Alignment, index: usize, quantity: &Quantity) -> bool {
    let word = alignment.matches.get(index).and_then(|found| alignment.passage.words.get(found.word?));
    let counts = |word: &Word| alignment.passage.quantities().iter().any(|it| it.range.covers(word.range));
    quantity.unit == Unit::Count
        && quantity.value == 1.0
        && word.is_some_and(|word| &*word.lemma == "one" && !counts(word))
}

/// Whether the passage names the claim's number beside this one as another that may be: `$100, or $200, or more`.
fn is_alternative(alignment: &Alignment, quantity: &Quantity, other: &Quantity) -> bool {
    let words = &alignment.passage.words;
    let listed = |word: &Word| {
        word.tag == Tag::Punct || matches!(&*word.lemma, "or" | "even" | "maybe" | "perhaps" | "possibly")
    };
    alignment.passage.quantities().iter().any(|own| {
        let (first, second) =
            if own.range.start() < other.range.start() { (own, other) } else { (other, own) };
        let from = words.partition_point(|word| word.range.start() < first.range.end());
        let to = words.partition_point(|word| word.range.end() <= second.range.start());
        let between = words.get(from..to).unwrap_or(&[]);
        quantity.unit == own.unit
            && quantity.value == own.value
            && between.iter().any(|word| &*word.lemma == "or")
            && between.iter().all(listed)
    })
}

/// Whether the claim's count tells by how much one thing is more than another, and the passage's counts a thing:
/// `beat the forecast by 18,000` is no forecast of 18,000.
fn is_difference(
    situation: &Situation,
    alignment: &Alignment,
    quantity: &Quantity,
    other: &Quantity,
) -> bool {
    let behind_by = |words: &[Word], number: ByteRange| {
        let first = words.partition_point(|word| word.range.end() <= number.start());
        let before = words.get(first.saturating_sub(NEAR)..first).unwrap_or(&[]);
        before.iter().any(|word| &*word.lemma == "by")
    };
    quantity.unit == Unit::Count
        && behind_by(&situation.claim.words, quantity.number)
        && !behind_by(&alignment.passage.words, other.number)
}

/// An age or number behind a name, which counts nothing: `Keller, 48, said`.
fn is_bare(situation: &Situation, quantity: &Quantity) -> bool {
    let words = &situation.claim.words;
    let first = words.partition_point(|word| word.range.end() <= quantity.number.start());
    let behind = words.partition_point(|word| word.range.start() < quantity.number.end());
    let is_mark =
        |at: Option<usize>| at.and_then(|at| words.get(at)).is_some_and(|word| word.tag == Tag::Punct);
    let alone = is_mark(first.checked_sub(1)) && (is_mark(Some(behind)) || behind == words.len());
    alone && quantity.unit == Unit::Count && quantity.noun.is_none()
}

/// The same number in another currency.
fn is_other_money(quantity: &Quantity, other: &Quantity) -> bool {
    matches!((quantity.unit, other.unit), (Unit::Money(ours), Unit::Money(theirs)) if ours != theirs)
        && quantity.value == other.value
}

/// Whether a quantity counts what comes on top of others: `four more boys`.
fn adds((quantity, words): (&Quantity, &[Word])) -> bool {
    let behind = words.partition_point(|word| word.range.end() <= quantity.number.end());
    words.get(behind).is_some_and(|word| {
        matches!(&*word.lemma, "more" | "other" | "others" | "another" | "additional" | "further")
    })
}

/// Whether a sentence speaks of one day, place or kind among several: `last week alone`, `in Northport alone`.
fn is_of_part(words: &[Word]) -> bool {
    let behind_thing = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        before.is_some_and(|before| matches!(before.tag, Tag::Noun | Tag::Propn | Tag::Num))
    };
    words.iter().enumerate().any(|(at, word)| &*word.lemma == "alone" && behind_thing(at))
}

/// Whether a count is a part of a whole: `half of the patients`.
fn is_part(quantity: &Quantity) -> bool {
    quantity.unit == Unit::Count && (0.0..1.0).contains(&quantity.value) && quantity.value > 0.0
}

/// By so much has a rival to stand closer to the claim's words.
const CLOSER: f32 = 0.1;

/// Whether a quantity that the claim's bound merely allows has a rival in the passage that the bound does not
/// allow and that is rather meant. It stands closer to the claim's words: `more than 5 million in the first week`
/// against `2 million in the first week and 10 million in the second`. Or it is the claim's own number: `less
/// than 45 %` against `more than 45 %, and nearly 30 % in the port`.
fn yields(
    situation: &Situation,
    alignment: &Alignment,
    index: usize,
    quantity: &Quantity,
    other: &Quantity,
) -> bool {
    let words = &alignment.passage.words;
    let frame = |of: &Quantity| {
        situation.frame(alignment, index, words.partition_point(|w| w.range.end() <= of.range.start()))
    };
    let own = frame(other);
    alignment.passage.quantities().iter().any(|rival| {
        quantity.compare(rival) == Agreement::Differs
            && same_noun(situation, alignment, quantity, rival) > 0.0
            && (frame(rival) > own + CLOSER || (quantity.unit, quantity.value) == (rival.unit, rival.value))
    })
}

/// Whether the source's quantity is what another quantity of the claim says; not where it counts the
/// very thing that this one counts and that one does not: `five women and seven men`.
fn serves_another(situation: &Situation, number: usize, other: &Quantity) -> bool {
    let counts_same = |quantity: &Quantity| matches!((&quantity.noun_lemma, &other.noun_lemma), (Some(ours), Some(theirs)) if ours == theirs);
    let own = situation.claim.quantities.get(number).is_some_and(counts_same);
    situation.claim.quantities.iter().enumerate().any(|(index, quantity)| {
        index != number
            && matches!(quantity.compare(other), Agreement::Same | Agreement::Compatible)
            && !(own && quantity.noun_lemma.is_some() && !counts_same(quantity))
    })
}

/// How surely both count the same thing, in [0, 1].
fn same_noun(situation: &Situation, alignment: &Alignment, quantity: &Quantity, other: &Quantity) -> f32 {
    let ours = quantity.noun.and_then(|noun| head(&situation.claim.words, noun));
    let theirs = other.noun.and_then(|noun| head(&alignment.passage.words, noun));
    match (ours, theirs) {
        (Some(a), Some(b)) => {
            let strength = word_match::compare(a, b).strength;
            if strength >= 0.6 {
                strength
            } else if is_toll(&situation.claim.words, situation.claim.tree(), quantity)
                && is_toll(&alignment.passage.words, situation.tree(alignment), other)
            {
                TOLL
            } else {
                0.0
            }
        }
        // `43 were killed`, `50 %`: the frame has to tell.
        (None, None) => 0.9,
        // `killed 34` beside `killed 43 people`: the frame has to tell.
        _ => 0.9,
    }
}

/// Whether a quantity counts the dead, as a noun or by what befell them: `12 fatalities`, `21 people died`.
fn is_toll(words: &[Word], tree: &Parse, quantity: &Quantity) -> bool {
    matches!(quantity.noun_lemma.as_deref(), Some("death" | "fatality"))
        || governor(words, tree, quantity.number).word.and_then(|at| words.get(at)).is_some_and(|word| {
            word.tag == Tag::Verb && matches!(&*word.lemma, "die" | "kill" | "perish" | "drown")
        })
}

/// How what governs the two quantities stands to each other.
pub(super) fn tied(
    situation: &Situation,
    alignment: &Alignment,
    quantity: &Quantity,
    other: &Quantity,
) -> Tie {
    let rivals = alignment
        .passage
        .quantities()
        .iter()
        .filter(|rival| rival.unit == other.unit && same_noun(situation, alignment, quantity, rival) > 0.0)
        .map(|rival| rival.number);
    tie(situation, alignment, quantity.number, other.number, rivals)
}

/// Whether `other` counts something else beside what the claim's quantity counts: `seven women and five
/// men` has nothing of five women.
fn counts_beside(alignment: &Alignment, quantity: &Quantity, other: &Quantity) -> bool {
    let Some(ours) = quantity.noun_lemma.as_deref() else { return false };
    let is_ours = |of: &Quantity| of.noun_lemma.as_deref() == Some(ours);
    other.noun_lemma.is_some()
        && !is_ours(other)
        && alignment.passage.quantities().iter().any(|rival| {
            is_ours(rival) && rival.unit == quantity.unit && quantity.compare(rival) == Agreement::Differs
        })
}

/// Whether the passage gives `other` to one of several and the claim's words to another one of them: `8 % for the
/// group on the drug versus 11.6 % for the placebo group` has nothing of 11.6 % on the drug.
fn is_of_another(
    situation: &Situation,
    alignment: &Alignment,
    quantity: &Quantity,
    other: &Quantity,
) -> bool {
    let words = &alignment.passage.words;
    let ours = |stem: &str| situation.claim.words.iter().any(|word| &*word.stem == stem);
    let Some(own) = owner(words, other) else { return false };
    alignment.passage.quantities().iter().any(|rival| {
        let Some(theirs) = owner(words, rival) else { return false };
        let only = |one: &Owner, two: &Owner| one.stems().any(|stem| ours(stem) && !two.has(stem));
        let alike = own.preposition == theirs.preposition
            && (own.is_name() && theirs.is_name() || own.stems().any(|stem| theirs.has(stem)));
        rival.unit == other.unit
            && alike
            && quantity.compare(rival) == Agreement::Differs
            && only(&theirs, &own)
            && !only(&own, &theirs)
            && own.stems().any(|stem| !theirs.has(stem))
    })
}

/// How many words may stand between a number and the preposition behind it.
const NEAR: usize = 2;

/// Whose number it is: the words behind `for`, `in` or `among`.
struct Owner<'a> {
    preposition: &'a str,
    words: Vec<&'a Word>,
}

impl Owner<'_> {
    fn stems(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| &*word.stem)
    }

    fn has(&self, stem: &str) -> bool {
        self.stems().any(|own| own == stem)
    }

    fn is_name(&self) -> bool {
        self.words.iter().all(|word| word.tag == Tag::Propn)
    }
}

/// Whose number a quantity is, by the words right behind it.
fn owner<'a>(words: &'a [Word], quantity: &Quantity) -> Option<Owner<'a>> {
    let behind = words.partition_point(|word| word.range.start() < quantity.range.end());
    let rest = words.get(behind..)?;
    let is_link = |word: &Word| matches!(&*word.lemma, "for" | "in" | "among" | "at");
    let from = rest.iter().take(NEAR + 1).position(is_link)?;
    let inside = |word: &&Word| matches!(word.tag, Tag::Det | Tag::Adj | Tag::Noun | Tag::Propn | Tag::Verb);
    let named = rest.iter().skip(from + 1).take_while(inside).filter(|word| word.tag != Tag::Det);
    let words: Vec<&Word> = named.collect();
    let preposition = rest.get(from).map(|word| &*word.lemma)?;
    (!words.is_empty()).then_some(Owner { preposition, words })
}

/// The last word of a noun phrase.
fn head(words: &[Word], noun: ByteRange) -> Option<&Word> {
    words.iter().rev().find(|word| noun.covers(word.range))
}

fn describe(
    situation: &Situation,
    alignment: &Alignment,
    quantity: &Quantity,
    other: &Quantity,
    tie: Tie,
) -> Finding {
    // `24 days` and `24 hours` differ by what they measure in.
    let alike =
        *situation.source_words(alignment, other.number) == *quantity.number.of(&situation.claim.text);
    let whole = alike || quantity.unit == other.unit && quantity.range != quantity.number;
    let (range, source) = if whole { (quantity.range, other.range) } else { (quantity.number, other.number) };
    let ours = range.of(&situation.claim.text);
    let theirs = situation.source_words(alignment, source);
    Finding {
        kind: FindingKind::Number,
        polarity: Polarity::Conflicts,
        claim: range,
        source: Some(situation.span(alignment, source)),
        message: format!("the claim has \u{201c}{ours}\u{201d}, the source \u{201c}{theirs}\u{201d}"),
        // Under another verb the source's number may not be the one that is meant.
        replacement: matches!(tie, Tie::Same | Tie::Alike).then(|| theirs.to_owned()),
    }
}
