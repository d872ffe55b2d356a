//! Modality: the claim states as done or certain what the source calls possible, planned, asked for or alleged.

use super::Suspicion;
use crate::evidence::alignment::Alignment;
use crate::evidence::claim::{ClaimAnalysis, SlotKind};
use crate::evidence::links;
use crate::evidence::model::{Finding, FindingKind, Polarity};
use crate::evidence::signs::Signs;
use crate::evidence::situation::Situation;
use crate::evidence::word_match;
use crate::text::ByteRange;
use crate::text::factuality::{is_of_past, reserve, reserve_of_thing};
use crate::text::lexicon::{self, Hedge, Saying};
use crate::text::parse::{Label, Parse};
use crate::text::tagger::Tag;
use crate::text::words::Word;

/// A verb matched at least so well is the claim's verb.
const SAME_DEED: f32 = 0.8;
/// A word matched at least so well may tell of the deed.
const LIKE: f32 = 0.55;
/// A passage that has so much else of the claim itself tells of the same deed, however it is put together.
const WHOLE: f32 = 0.9;
/// A name filled less than so by a passage and what stands around it is not spoken of there.
const NAMED: f32 = 0.5;
/// A candidate whose coverage is below this share of the best one's speaks of something else.
const COMPARABLE: f32 = 0.6;

/// A deed that the claim tells as done and the sources know only as possible, intended or asked for.
#[must_use]
pub fn find(situation: &Situation) -> Option<Suspicion> {
    let claim = situation.claim;
    let tree = claim.tree();
    let best = situation.best()?.with_context;
    for (index, slot) in claim.slots.iter().enumerate() {
        let verb = slot.words.0;
        let is_deed = slot.range.start() >= claim.own
            && claim.words.get(verb).is_some_and(|word| word.tag == Tag::Verb)
            && !situation.signs.is_negated(verb)
            && is_finite(&claim.words, tree, &claim.text, verb);
        if !is_deed {
            continue;
        }
        let claimed = match reserve(&claim.words, tree, &claim.text, verb) {
            None if is_of_past(&claim.words, tree, &claim.text, verb) => Standing::Done,
            None => Standing::Underway,
            Some(hedge) => Standing::under(hedge),
        };
        let doer = named_doer(situation, verb);
        let alleges = is_in_allegation(&claim.words, tree, verb);
        let mut surest: Option<Suspicion> = None;
        let mut attested = false;
        for (alignment, signs) in situation.alignments.iter().zip(&situation.source_signs) {
            if alignment.with_context < COMPARABLE * best {
                continue;
            }
            match told(situation, alignment, signs, verb) {
                Told::Only(Hedge::Hearsay, _) if alleges => attested = true,
                Told::Only(hedge, at)
                    if hedge != Hedge::Hearsay && shares_reserve(claim, &alignment.passage.words, at) =>
                {
                    attested = true
                }
                // Somebody else's deed.
                Told::AsFact if doer.is_some_and(|doer| alignment.filled(doer) < NAMED) => {}
                Told::AsFact => attested = true,
                Told::NotAtAll => {}
                Told::Only(hedge, _) if claimed <= Standing::under(hedge) => attested = true,
                Told::Only(hedge, at) => {
                    let parallel = links::parallel(situation, alignment, slot.words, (at, at + 1));
                    let same = situation.own_rest(alignment, index) >= WHOLE;
                    let parallel = if same { 1.0 } else { parallel };
                    let confidence = parallel.min(situation.rest(alignment, index));
                    if surest.as_ref().is_none_or(|known| known.confidence < confidence) {
                        let finding = describe(situation, alignment, slot.range, at, hedge);
                        surest = Some(Suspicion { finding, slot: Some(index), confidence });
                    }
                }
            }
        }
        if !attested && surest.is_some() {
            return surest;
        }
    }
    None
}

/// The slot of whoever the claim names as the one who does what its verb at `verb` says.
fn named_doer(situation: &Situation, verb: usize) -> Option<usize> {
    let claim = situation.claim;
    let doer = claim.tree().child_with(verb, &[Label::Nsubj])?;
    let slot = claim.slot_of(doer)?;
    matches!(claim.slots.get(slot)?.kind, SlotKind::Name(..)).then_some(slot)
}

/// Longest way up a tree.
const DEPTH: usize = 12;

/// Whether the claim tells the deed at `verb` within what it calls alleged itself, however deep: `they alleged a deal
/// in which the bank, which lent the money, was named`.
fn is_in_allegation(words: &[Word], tree: &Parse, verb: usize) -> bool {
    let is_hearsay =
        |at: usize| words.get(at).is_some_and(|word| lexicon::hedge(&word.lemma) == Some(Hedge::Hearsay));
    let mut at = verb;
    for _ in 0..DEPTH {
        if is_hearsay(at) {
            return true;
        }
        match tree.head.get(at).copied().flatten() {
            Some(over) if !(is_hearsay(over) && stands_beside(tree, at)) => at = over,
            _ => return false,
        }
    }
    false
}

/// Whether the word at `at` is no part of what the verb that it hangs on tells: who tells it, what goes on beside it,
/// what comes next.
fn stands_beside(tree: &Parse, at: usize) -> bool {
    match tree.label_of(at) {
        Label::Nsubj | Label::NsubjPass | Label::Advcl => true,
        // Without an `and` it is most often a clause of the content that the parser did not see through.
        Label::Conj => tree.child_with(at, &[Label::Cc]).is_some(),
        _ => false,
    }
}

/// Whether the verb at `at` says of itself that it is done: `throwing` in `shows him throwing` does not.
fn is_finite(words: &[Word], tree: &Parse, text: &str, at: usize) -> bool {
    words.get(at).is_some_and(|word| !word.of(text).ends_with("ing"))
        || tree.child_with(at, &[Label::Aux, Label::AuxPass]).is_some()
}

/// How far a deed has come, as told. A plan goes with what is told in the present: `the plant closes in May`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    /// It may be, or somebody wants it.
    Open,
    /// It is to be, or it is.
    Underway,
    /// It was done.
    Done,
}

impl Standing {
    fn under(hedge: Hedge) -> Self {
        match hedge {
            Hedge::Intention => Self::Underway,
            Hedge::Possibility | Hedge::Hearsay | Hedge::Request => Self::Open,
        }
    }
}

/// How a passage tells of a deed.
enum Told {
    AsFact,
    Only(Hedge, usize),
    NotAtAll,
}

/// How far before a verb what reserves it is looked for.
const BEFORE: usize = 16;

/// Whether the claim has every word that may be what reserves the verb at `at` of a passage, and there is one: two
/// trees of nearly one sentence differ more easily than the sentences do.
fn shares_reserve(claim: &ClaimAnalysis, words: &[Word], at: usize) -> bool {
    let reserves = |word: &&Word| {
        lexicon::hedge(&word.lemma).is_some()
            || lexicon::reporting_verb(&word.lemma) == Some(Saying::Asks)
            || matches!(&*word.lemma, "if" | "whether" | "unless" | "will" | "must")
    };
    let has = |cue: &&Word| claim.words.iter().any(|word| word.lemma == cue.lemma);
    let before = words.get(at.saturating_sub(BEFORE)..at).unwrap_or(&[]);
    let mut cues = before.iter().filter(reserves).peekable();
    cues.peek().is_some() && cues.all(|cue| has(&cue))
}

/// How the passage of `alignment` tells of the claim's verb at `verb`. Another word for it tells of it as well:
/// `the dismissal of the case`.
fn told(situation: &Situation, alignment: &Alignment, signs: &Signs, verb: usize) -> Told {
    let Some(deed) = situation.claim.words.get(verb) else { return Told::NotAtAll };
    let words = &alignment.passage.words;
    let tree = situation.tree(alignment);
    let text = &*alignment.passage.text;
    let mut told = Told::NotAtAll;
    for (at, word) in words.iter().enumerate() {
        let strength = word_match::compare(deed, word).strength;
        if strength < LIKE {
            continue;
        }
        let hedge = match word.tag {
            Tag::Verb => reserve(words, tree, text, at),
            Tag::Noun => reserve_of_thing(words, tree, at),
            _ => None,
        };
        match hedge {
            Some(hedge) if strength >= SAME_DEED => {
                if matches!(told, Told::NotAtAll) {
                    told = Told::Only(hedge, at);
                }
            }
            Some(_) => {}
            // Who refused to do it did not.
            None if word.tag == Tag::Verb && signs.is_negated(at) => {}
            None => return Told::AsFact,
        }
    }
    told
}

fn describe(
    situation: &Situation,
    alignment: &Alignment,
    claimed: ByteRange,
    at: usize,
    hedge: Hedge,
) -> Finding {
    let words = &alignment.passage.words;
    let first = words.get(at.saturating_sub(4)).map_or(0, |word| word.range.start());
    let source = ByteRange::new(first, words.get(at).map_or(first, |word| word.range.end()));
    let theirs = situation.source_words(alignment, source);
    let ours = claimed.of(&situation.claim.text);
    Finding {
        kind: FindingKind::Modality,
        polarity: Polarity::Missing,
        claim: claimed,
        source: Some(situation.span(alignment, source)),
        message: format!(
            "the claim states \u{201c}{ours}\u{201d} as fact, the source only as {}: \u{201c}{theirs}\u{201d}",
            word_for(hedge)
        ),
        replacement: None,
    }
}

fn word_for(hedge: Hedge) -> &'static str {
    match hedge {
        Hedge::Possibility => "possible",
        Hedge::Hearsay => "alleged",
        Hedge::Intention => "intended",
        Hedge::Request => "asked for",
    }
}
