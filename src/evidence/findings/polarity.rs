//! Polarity: what the claim affirms the source denies, or the other way round.

use super::name::is_in_claim;
use super::{Suspicion, confidence};
use crate::corpus::Excerpt;
use crate::evidence::alignment::{Alignment, MatchKind};
use crate::evidence::claim::{ClaimAnalysis, SlotKind};
use crate::evidence::links;
use crate::evidence::model::{Finding, FindingKind, Polarity};
use crate::evidence::signs::Signs;
use crate::evidence::situation::Situation;
use crate::evidence::word_match;
use crate::evidence::word_match::WordRelation;
use crate::text::ByteRange;
use crate::text::lexicon::{self, Hedge};
use crate::text::parse::{Label, Parse};
use crate::text::structure::{Role, Structure};
use crate::text::tagger::Tag;
use crate::text::words::Word;

/// A word matched less surely than this does not carry a sign.
const SURE: f32 = 0.8;

/// What belongs to the passage's word is like what belongs to the claim's at least this much.
const LIKE: f32 = 0.55;

/// So much of the words around a verb stands around it in the passage too that it is the same deed.
const SAME_WORDS: f32 = 0.8;

/// So much of the claim besides a word stands in the passage itself that it is the same statement.
const WHOLE: f32 = 0.9;
/// A passage that has so much of the claim besides a word is outweighed only by one that has as much itself.
const OWN: f32 = 0.7;
/// So much of the words around a word stands around its opposite in the passage that it stands in its place.
const IN_PLACE: f32 = 0.6;

/// How far behind its adjective `than` stands.
const THAN: usize = 2;
/// What share of another passage's words a passage needs to speak of the same matter.
const AS_MUCH: f32 = 0.7;
/// So much of the claim besides its verb stands in a passage that judges the same matter.
const ALL_ELSE: f32 = 0.75;

/// A predicate of the claim whose sign differs from that of the passage, when every other one that
/// was surely matched differs too and no candidate has it with the claim's sign.
#[must_use]
pub fn find(situation: &Situation) -> Vec<Suspicion> {
    let mut best: Option<Suspicion> = None;
    for (number, alignment) in situation.comparable() {
        let Some(signs) = situation.source_signs.get(number) else { continue };
        let Some((share, slot, at)) = mismatch(situation, alignment, signs) else { continue };
        let own = situation.own_rest(alignment, slot);
        if agrees_elsewhere(situation, slot, situation.rest(alignment, slot), own) {
            continue;
        }
        let opposite = alignment.matches.get(slot).is_some_and(|found| found.kind == MatchKind::Opposite);
        let rest = situation.rest(alignment, slot);
        let told = confidence(rest, situation.frame(alignment, slot, at));
        // A word in the very place of its opposite tells by itself.
        let sure = if opposite { told } else { (0.4 + 0.6 * share) * told };
        if best.as_ref().is_none_or(|known| sure > known.confidence) {
            best = Some(Suspicion {
                finding: describe(situation, alignment, signs, slot, at),
                slot: Some(slot),
                confidence: sure,
            });
        }
    }
    best.into_iter().collect()
}

/// Whether some candidate has the word with the sign that the claim gives it, and of the claim's other words
/// nearly as much as the passage that differs: `rest` with what stands around it, `own` by itself.
fn agrees_elsewhere(situation: &Situation, index: usize, rest: f32, own: f32) -> bool {
    let Some(slot) = situation.claim.slots.get(index) else { return false };
    let ours = situation.signs.is_negated(slot.words.0);
    let best = situation.best().map_or(0.0, |best| best.with_context);
    situation.alignments.iter().zip(&situation.source_signs).any(|(alignment, signs)| {
        alignment.with_context >= 0.6 * best
            && situation.rest(alignment, index) >= AS_MUCH * rest
            && (own < OWN || situation.own_rest(alignment, index) >= AS_MUCH * own)
            && alignment.matches.get(index).is_some_and(|found| {
                let negated = found.word.is_some_and(|at| signs.is_negated(at));
                match found.kind {
                    MatchKind::Opposite => negated != ours,
                    _ => found.strength >= SURE && negated == ours,
                }
            })
    })
}

/// Whether the claim denies a deed up to somebody or some time, and the source has it as of then: `nobody had led it
/// before Keller` and `Keller is the first to lead it`, `until May it had backed no treaty` and `it backs this treaty`.
fn is_first(
    situation: &Situation,
    alignment: &Alignment,
    (ours, theirs): (usize, usize),
    signs: &Signs,
) -> bool {
    let claim = &situation.claim.words;
    let until =
        |word: &Word| matches!(&*word.lemma, "before" | "until" | "till" | "without" | "previously" | "yet");
    let had =
        |word: &Word| word.tag == Tag::Aux && word.of(&situation.claim.text).eq_ignore_ascii_case("had");
    situation.signs.is_negated(ours)
        && !signs.is_negated(theirs)
        && claim.iter().any(until)
        && (alignment.passage.words.iter().any(|word| &*word.lemma == "first") || claim.iter().any(had))
}

/// Whether claim and passage name who does it, and these are two: that Keller signed does not tell what Osei has not
/// signed.
fn is_of_another_doer(situation: &Situation, alignment: &Alignment, ours: usize, theirs: usize) -> bool {
    let claim = situation.claim;
    let doer = |structure: &Structure, at: usize| {
        structure.below(at).iter().find(|link| link.role == Role::Subject).map(|link| link.dependent)
    };
    let (Some(own), Some(other)) =
        (doer(claim.structure(), ours), doer(alignment.passage.structure(), theirs))
    else {
        return false;
    };
    let slot = claim.slot_of(own).and_then(|index| claim.slots.get(index));
    let Some(SlotKind::Name(kind, ids)) = slot.map(|slot| &slot.kind) else { return false };
    let range = alignment.passage.words.get(other).map(|word| word.range).unwrap_or_default();
    let mention = alignment.passage.mentions.iter().find(|mention| mention.range.covers(range));
    mention.is_some_and(|mention| {
        let is_other = !ids.is_empty() && !ids.contains(&mention.entity);
        is_other && (mention.kind == *kind || is_in_claim(situation, alignment, mention))
    })
}

/// The share of the claim's surely matched predicates whose signs differ, with the first of them and
/// its place in the passage; `None` when none does.
#[must_use]
pub fn mismatch(situation: &Situation, alignment: &Alignment, signs: &Signs) -> Option<(f32, usize, usize)> {
    let claim = situation.claim;
    let (mut all, mut differ) = (0.0f32, 0.0f32);
    let mut first = None;
    for (index, (slot, found)) in claim.slots.iter().zip(&alignment.matches).enumerate() {
        let (SlotKind::Word, Some(at)) = (&slot.kind, found.word) else { continue };
        if found.strength < SURE && found.kind != MatchKind::Opposite {
            continue;
        }
        let Some(word) = claim.words.get(slot.words.0) else { continue };
        if !carries_sign(situation, alignment, signs, (slot.words.0, at), word, found.kind) {
            continue;
        }
        // What both only suppose, neither affirms: `unless the days bring progress`, `if no progress is made`.
        if is_supposed(&claim.words, slot.words.0) && is_supposed(&alignment.passage.words, at) {
            continue;
        }
        // `allegedly stole`: who is alleged to have done it may deny it.
        if situation.signs.hedge_of(slot.words.0) == Some(Hedge::Hearsay) {
            continue;
        }
        if is_first(situation, alignment, (slot.words.0, at), signs)
            || found.kind != MatchKind::Opposite && is_of_another_doer(situation, alignment, slot.words.0, at)
        {
            continue;
        }
        // `whether to stay or leave`, `ended three and kept one`: the claim has both.
        if found.kind == MatchKind::Opposite && stands_in(situation, alignment, at) {
            continue;
        }
        // `you could take a breath, but not a big one`: the passage has both.
        if found.kind != MatchKind::Opposite && has_both_signs(alignment, signs, at) {
            continue;
        }
        let weight = if matches!(word.tag, Tag::Verb | Tag::Noun) { 2.0 } else { 1.0 };
        all += weight;
        let flipped = situation.signs.is_negated(slot.words.0) != signs.is_negated(at);
        // `Keller received it` is what `Keller was given it` says: of converses the subjects decide.
        let role = alignment
            .passage
            .words
            .get(at)
            .is_some_and(|other| {
                lexicon::are_converses(&word.lemma, &other.lemma) || is_compared(claim, slot.words.0)
            })
            .then_some(Role::Subject);
        // Of another subject or object it may well be true.
        if flipped != (found.kind == MatchKind::Opposite)
            && (links::parallel_in(situation, alignment, slot.words, (at, at + 1), role) >= LIKE
                || match found.kind {
                    MatchKind::Opposite => {
                        is_judgement(situation, alignment, index, at)
                            || role.is_none()
                                && !is_under_another_deed(alignment, at)
                                && situation.own_rest(alignment, index) >= WHOLE
                                && situation.frame(alignment, index, at) >= IN_PLACE
                    }
                    _ => {
                        let frame = situation.frame(alignment, index, at);
                        is_had(situation, alignment, index, at)
                            || frame >= SAME_WORDS
                            || frame >= IN_PLACE && situation.own_rest(alignment, index) >= WHOLE
                    }
                })
        {
            differ += weight;
            if first.is_none() || (word.tag == Tag::Verb && is_not_verb(situation, first)) {
                first = Some((index, at));
            }
        }
    }
    let (slot, at) = first?;
    Some((differ / all.max(1.0), slot, at))
}

/// Whether the word at `at` stands in a condition: behind `if` or `unless`, with no mark between.
fn is_supposed(words: &[Word], at: usize) -> bool {
    let before = words.get(..at).unwrap_or(&[]).iter().rev();
    let mut clause = before.take_while(|word| word.tag != Tag::Punct);
    clause.any(|word| matches!(&*word.lemma, "if" | "unless"))
}

/// Whether the word at `at` compares: who is younger than another is not older, the other one is.
fn is_compared(claim: &ClaimAnalysis, at: usize) -> bool {
    claim.words.iter().skip(at + 1).take(THAN).any(|word| &*word.lemma == "than")
}

/// Whether the passage's word at `at` is what a verb is done to that the claim does not have: who `ended the
/// war` made peace.
fn is_under_another_deed(alignment: &Alignment, at: usize) -> bool {
    let words = &alignment.passage.words;
    alignment.passage.structure().links().iter().any(|link| {
        link.dependent == at
            && link.role == Role::Object
            && words.get(link.head).is_some_and(|word| word.tag == Tag::Verb)
            && !alignment.matches.iter().any(|found| found.word == Some(link.head) && found.strength > 0.0)
    })
}

/// Whether the claim says what the passage's word at `at` says too, in this or another word.
fn stands_in(situation: &Situation, alignment: &Alignment, at: usize) -> bool {
    let same = |ours: &Word, theirs: &Word| {
        let found = word_match::compare(ours, theirs);
        found.relation != WordRelation::Opposite && found.strength >= SURE
    };
    let theirs = alignment.passage.words.get(at);
    theirs.is_some_and(|theirs| {
        situation
            .claim
            .words
            .iter()
            .any(|ours| ours.stem == theirs.stem || ours.tag == theirs.tag && same(ours, theirs))
    })
}

/// Whether the passage has the word at `at` affirmed in one place and denied in another.
fn has_both_signs(alignment: &Alignment, signs: &Signs, at: usize) -> bool {
    let words = &alignment.passage.words;
    let Some(word) = words.get(at) else { return false };
    let mut same =
        words.iter().enumerate().filter(|(_, other)| other.stem == word.stem && other.tag == word.tag);
    same.any(|(other, _)| signs.is_negated(other) != signs.is_negated(at))
}

/// Whether a pair of words can be affirmed on one side and denied on the other: verbs, things that
/// `no` denies on one side, and opposites. A noun under a denied verb is not denied itself.
fn carries_sign(
    situation: &Situation,
    alignment: &Alignment,
    signs: &Signs,
    (ours, theirs): (usize, usize),
    word: &Word,
    kind: MatchKind,
) -> bool {
    let other = alignment.passage.words.get(theirs).map(|word| word.tag);
    match word.tag {
        Tag::Verb => other == Some(Tag::Verb) || kind == MatchKind::Opposite,
        // `not guilty`: the word right behind the negation is denied, whatever it is.
        Tag::Adj => {
            let denied = |signs: &Signs, at: usize| {
                at > 0 && signs.is_negated(at) && signs.cue.get(at).copied().flatten() == Some(at - 1)
            };
            kind == MatchKind::Opposite
                || other == Some(Tag::Adj) && (denied(&situation.signs, ours) || denied(signs, theirs))
        }
        Tag::Propn => kind == MatchKind::Opposite,
        Tag::Noun => {
            let denied = |signs: &Signs, at: usize| signs.denied_thing.get(at).copied().unwrap_or(false);
            kind == MatchKind::Opposite
                || denied(&situation.signs, ours)
                || denied(signs, theirs)
                || is_denied_predicate(situation, alignment, signs, (ours, theirs))
        }
        _ => false,
    }
}

/// Whether a noun is what one side says that somebody is not: `Keller is not the minister`. What somebody was or
/// is to be says nothing of what he is.
fn is_denied_predicate(
    situation: &Situation,
    alignment: &Alignment,
    signs: &Signs,
    (ours, theirs): (usize, usize),
) -> bool {
    let claim = situation.claim;
    let words = &alignment.passage.words;
    let copula = |words: &[Word], tree: &Parse, text: &str, at: usize| {
        // Of two nouns in a row either may be taken for the head.
        let over = (tree.label_of(at) == Label::Compound).then(|| tree.head.get(at).copied().flatten());
        let places = [Some(at), over.flatten()];
        let cop = places.into_iter().flatten().find_map(|at| tree.child_with(at, &[Label::Cop]));
        Some(matches!(&*words.get(cop?)?.of(text).to_lowercase(), "was" | "were" | "been"))
    };
    let text = &*alignment.passage.text;
    let tree = situation.tree(alignment);
    let own = copula(&claim.words, claim.tree(), &claim.text, ours);
    let other = copula(words, tree, text, theirs);
    let denied_here = own.is_some() && situation.signs.is_negated(ours);
    let denied_there = other.is_some() && signs.is_negated(theirs);
    let of_another_time = tree.children(theirs).any(|child| {
        words.get(child).is_some_and(|word| {
            matches!(
                &*word.lemma,
                "former" | "ex" | "then" | "previous" | "past" | "late" | "future" | "next" | "designate"
            )
        })
    });
    let past = |is_past: Option<bool>| is_past == Some(true);
    // Who is not the prime minister may be another minister.
    let of_another_sort = denied_here && !is_described_so(&claim.words, ours, words, theirs)
        || denied_there && !is_described_so(words, theirs, &claim.words, ours);
    (denied_here || denied_there) && !of_another_time && !of_another_sort && (past(own) || !past(other))
}

/// Whether the noun at `other` of `theirs` has one of the words before it that describe the one at `at` of `ours`, if
/// any do.
fn is_described_so(ours: &[Word], at: usize, theirs: &[Word], other: usize) -> bool {
    let theirs: Vec<&str> = front(theirs, other).collect();
    let mut ours = front(ours, at).peekable();
    ours.peek().is_none() || ours.any(|stem| theirs.contains(&stem))
}

/// The stems of the words that describe the noun at `at` from before it.
fn front(words: &[Word], at: usize) -> impl Iterator<Item = &str> {
    let before = words.get(..at).unwrap_or(&[]).iter().rev();
    let describes = |word: &&Word| matches!(word.tag, Tag::Adj | Tag::Noun | Tag::Propn);
    before.take_while(describes).map(|word| &*word.stem)
}

/// Whether both sides say who has the thing, or has it not: `Keller has children`, `with whom she had no children`.
fn is_had(situation: &Situation, alignment: &Alignment, index: usize, at: usize) -> bool {
    let has = |words: &[Word], structure: &Structure, at: usize| {
        structure.links().iter().any(|link| {
            let verb = words.get(link.head).map_or("", |word| &*word.lemma);
            link.dependent == at && link.role == Role::Object && verb == "have"
        })
    };
    let claim = situation.claim;
    let Some(slot) = claim.slots.get(index) else { return false };
    has(&claim.words, claim.structure(), slot.words.0)
        && has(&alignment.passage.words, alignment.passage.structure(), at)
        && situation.rest(alignment, index) >= ALL_ELSE
}

/// Whether the passage passes judgement on what the claim's verb is about, where all else of the claim is:
/// `accepts the terms` against `the terms are unacceptable`.
fn is_judgement(situation: &Situation, alignment: &Alignment, index: usize, at: usize) -> bool {
    let deed = situation.claim.slots.get(index).and_then(|slot| situation.claim.words.get(slot.words.0));
    // The first verb of a table cell is easily taken for a noun.
    deed.is_some_and(|word| matches!(word.tag, Tag::Verb | Tag::Noun))
        && alignment.passage.words.get(at).is_some_and(|word| word.tag == Tag::Adj)
        && situation.rest(alignment, index) >= ALL_ELSE
}

fn is_not_verb(situation: &Situation, place: Option<(usize, usize)>) -> bool {
    place
        .and_then(|(slot, _)| situation.claim.slots.get(slot))
        .and_then(|slot| situation.claim.words.get(slot.words.0))
        .is_some_and(|word| word.tag != Tag::Verb)
}

fn describe(situation: &Situation, alignment: &Alignment, signs: &Signs, slot: usize, at: usize) -> Finding {
    let range = situation.claim.slots.get(slot).map(|slot| slot.range).unwrap_or_default();
    let source = alignment.passage.words.get(at).map(|word| word.range).unwrap_or_default();
    let opposite = alignment.matches.get(slot).is_some_and(|found| found.kind == MatchKind::Opposite);
    let ours = range.of(&situation.claim.text);
    let theirs = clause_around(situation, alignment, at);
    let message = if opposite {
        let word = situation.source_words(alignment, source);
        format!("the claim has \u{201c}{ours}\u{201d}, the source \u{201c}{word}\u{201d}")
    } else if signs.is_negated(at) {
        format!("the claim affirms \u{201c}{ours}\u{201d}, the source denies it: \u{201c}{theirs}\u{201d}")
    } else {
        format!("the claim denies \u{201c}{ours}\u{201d}, the source affirms it: \u{201c}{theirs}\u{201d}")
    };
    // What the claim denies is at fault together with the word that denies it.
    let cue = situation.claim.slots.get(slot).and_then(|slot| *situation.signs.cue.get(slot.words.0)?);
    let cue = cue.filter(|_| !opposite).and_then(|cue| situation.claim.words.get(cue));
    Finding {
        kind: FindingKind::Polarity,
        polarity: Polarity::Conflicts,
        claim: cue.map_or(range, |cue| cue.range.join(range)),
        source: Some(situation.span(alignment, source)),
        message,
        replacement: opposite.then(|| situation.source_words(alignment, source).to_owned()),
    }
}

/// The few words before a place, and the word itself: enough to see the negation.
fn clause_around(situation: &Situation, alignment: &Alignment, at: usize) -> Excerpt {
    let words = &alignment.passage.words;
    let first = words.get(at.saturating_sub(4)).map_or(0, |word| word.range.start());
    let last = words.get(at).map_or(first, |word| word.range.end());
    situation.source_words(alignment, ByteRange::new(first, last))
}
