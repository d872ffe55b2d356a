//! Phases: the claim says that a deed is over, the source that it still goes on, or the other way round.

use super::Suspicion;
use crate::evidence::alignment::Alignment;
use crate::evidence::links::anchors;
use crate::evidence::model::{Finding, FindingKind, Polarity};
use crate::evidence::signs::Signs;
use crate::evidence::situation::Situation;
use crate::text::ByteRange;
use crate::text::factuality;
use crate::text::parse::Parse;
use crate::text::structure::{Role, Structure};
use crate::text::tagger::Tag;
use crate::text::words::Word;

/// Verbs by which a deed is over.
const ENDS: [&str; 7] = ["finish", "complete", "conclude", "finalise", "finalize", "end", "wrap"];
/// Verbs by which it is over before it is done, each with its particle.
const BREAKS: [(&str, &str); 5] =
    [("break", "off"), ("break", "down"), ("call", "off"), ("fall", "apart"), ("fall", "through")];
/// What is said of a deed that goes on.
const LASTING: [&str; 3] = ["ongoing", "underway", "continuing"];
/// Verbs by which it goes on.
const GOES_ON: [&str; 3] = ["continue", "keep", "remain"];
/// A word of the passage matched less surely than this is another deed.
const SAME_DEED: f32 = 0.8;
/// A passage with less of the rest of the claim speaks of something else.
const SAME_STATEMENT: f32 = 0.75;

/// A deed and whether it is over.
#[derive(Clone, Copy, Debug)]
struct Phase {
    over: bool,
    /// The word that names the deed.
    deed: usize,
    /// The word that says which phase it is in.
    cue: usize,
}

/// Deeds of the claim that a candidate has in the other phase, and none in the claim's.
#[must_use]
pub fn find(situation: &Situation) -> Vec<Suspicion> {
    let claim = situation.claim;
    let ours = phases(&claim.words, &claim.text, claim.tree(), claim.structure(), &situation.signs);
    let own = |phase: &&Phase| claim.words.get(phase.cue).is_some_and(|it| it.range.start() >= claim.own);
    ours.iter().filter(own).filter_map(|phase| otherwise(situation, *phase)).collect()
}

/// What a candidate says of a deed otherwise.
fn otherwise(situation: &Situation, ours: Phase) -> Option<Suspicion> {
    let claim = situation.claim;
    let cue = claim.slot_of(ours.cue).unwrap_or(usize::MAX);
    let range = joined(&claim.words, ours)?;
    let mut best = None;
    for (alignment, signs) in situation.alignments.iter().zip(&situation.source_signs) {
        let theirs = of_same_deed(situation, alignment, signs, ours.deed);
        if theirs.iter().any(|theirs| theirs.over == ours.over) {
            return None;
        }
        let Some(theirs) = theirs.into_iter().next() else { continue };
        let rest = situation.own_rest(alignment, cue);
        let Some(there) = joined(&alignment.passage.words, theirs).filter(|_| rest >= SAME_STATEMENT) else {
            continue;
        };
        let (our_words, their_words) = (range.of(&claim.text), situation.source_words(alignment, there));
        let (one, other) = if ours.over { ("is over", "goes on") } else { ("goes on", "is over") };
        let finding = Finding {
            kind: FindingKind::Polarity,
            polarity: Polarity::Conflicts,
            claim: range,
            source: Some(situation.span(alignment, there)),
            message: format!(
                "by the claim this {one} (\u{201c}{our_words}\u{201d}), by the source it {other} (\u{201c}{their_words}\u{201d})"
            ),
            replacement: None,
        };
        let slot = claim.slot_of(ours.cue).or_else(|| claim.slot_of(ours.deed));
        super::keep_surest(&mut best, Suspicion { finding, slot, confidence: rest });
    }
    best
}

/// The phases in which a passage has the deed that the claim's word at `deed` names.
fn of_same_deed(situation: &Situation, alignment: &Alignment, signs: &Signs, deed: usize) -> Vec<Phase> {
    let passage = &alignment.passage;
    let places = anchors(situation, alignment, deed);
    let is_place = |phase: &Phase| places.iter().any(|(at, sure)| *at == phase.deed && *sure >= SAME_DEED);
    let mut found = phases(&passage.words, &passage.text, passage.tree(), passage.structure(), signs);
    found.retain(is_place);
    found
}

/// The deeds of a sentence of which it says that they are over or go on, as a fact.
fn phases(words: &[Word], text: &str, tree: &Parse, structure: &Structure, signs: &Signs) -> Vec<Phase> {
    let mut found = Vec::new();
    let is_lasting_word = |word: &Word| LASTING.contains(&&*word.lemma);
    for (at, word) in words.iter().enumerate() {
        if word.tag != Tag::Verb && !is_lasting_word(word) {
            continue;
        }
        if signs.is_negated(at) || factuality::reserve(words, tree, text, at).is_some() {
            continue;
        }
        let past = word.of(text).to_lowercase() != *word.lemma;
        if past && (ENDS.contains(&&*word.lemma) && has_particle(words, at) || breaks(words, at)) {
            let deeds = ended(words, text, structure, at);
            found.extend(deeds.map(|deed| Phase { over: true, deed, cue: at }));
        } else if is_lasting(words, text, structure, at) {
            let deeds = structure.below(at).iter().filter(|link| link.role == Role::Subject);
            found.extend(deeds.map(|link| Phase { over: false, deed: link.dependent, cue: at }));
        } else if is_going_on(words, text, at) {
            found.push(Phase { over: false, deed: at, cue: at });
        }
    }
    found
}

/// `wrapped up`, not `wrapped in paper`; no other verb of [`ENDS`] needs a particle.
fn has_particle(words: &[Word], at: usize) -> bool {
    let up = || words.get(at + 1).is_some_and(|next| &*next.lemma == "up");
    words.get(at).is_some_and(|word| &*word.lemma != "wrap") || up()
}

/// Whether the verb at `at` and its particle say that something is over: `talks broke off`.
fn breaks(words: &[Word], at: usize) -> bool {
    let pair = words.get(at).zip(words.get(at + 1));
    pair.is_some_and(|(verb, particle)| BREAKS.contains(&(&verb.lemma, &particle.lemma)))
}

/// Whether the word at `at` says that its subject goes on: `the talks are ongoing`, `the strike continues`.
fn is_lasting(words: &[Word], text: &str, structure: &Structure, at: usize) -> bool {
    let Some(word) = words.get(at) else { return false };
    let present = |word: &Word| matches!(&*word.of(text).to_lowercase(), "is" | "are" | "remain" | "remains");
    if LASTING.contains(&&*word.lemma) {
        return at.checked_sub(1).and_then(|before| words.get(before)).is_some_and(present);
    }
    let form = word.of(text).to_lowercase();
    let has_more = structure.below(at).iter().any(|link| matches!(link.role, Role::Object | Role::Clause));
    &*word.lemma == "continue" && (form == "continue" || form == "continues") && !has_more
}

/// What the verb at `at` ended: its object, or the deed in `-ing` right behind it; of a verb that has neither, what
/// came to an end.
fn ended<'a>(
    words: &'a [Word],
    text: &'a str,
    structure: &'a Structure,
    at: usize,
) -> impl Iterator<Item = usize> + 'a {
    let next = Some(at + 1).filter(|next| words.get(*next).is_some_and(|word| is_in_ing(word, text)));
    let below = structure.below(at);
    let part = if below.iter().any(|link| link.role == Role::Object) { Role::Object } else { Role::Subject };
    let part = if next.is_some() { Role::Object } else { part };
    next.into_iter().chain(below.iter().filter(move |link| link.role == part).map(|link| link.dependent))
}

/// Whether the verb at `at` tells of something that lasts: `still repairs`, `is still repairing`, `continues to
/// repair`. What `continued` then may be over now.
fn is_going_on(words: &[Word], text: &str, at: usize) -> bool {
    let before = |distance: usize| at.checked_sub(distance).and_then(|at| words.get(at));
    let lasts = |word: &Word| {
        let form = word.of(text).to_lowercase();
        GOES_ON.contains(&&*word.lemma) && (form == *word.lemma || form.ends_with('s'))
    };
    let lasting = words.get(at).is_some_and(|word| is_in_ing(word, text));
    let is_to = |word: &Word| &*word.lemma == "to";
    let still = before(1).is_some_and(|word| &*word.lemma == "still");
    still && lasting
        || before(1).is_some_and(|word| lasting && lasts(word))
        || before(1).is_some_and(is_to) && before(2).is_some_and(lasts)
}

fn is_in_ing(word: &Word, text: &str) -> bool {
    word.tag == Tag::Verb && word.of(text).ends_with("ing")
}

/// The words from the cue to the deed behind it, with a `still` or `continue to` before.
fn joined(words: &[Word], phase: Phase) -> Option<ByteRange> {
    let cue = words.get(phase.cue)?.range;
    let mut range = if phase.deed < phase.cue { cue } else { cue.join(words.get(phase.deed)?.range) };
    if breaks(words, phase.cue) {
        range = range.join(words.get(phase.cue + 1)?.range);
    }
    if !phase.over {
        let mut before = (1..=2).rev().filter_map(|distance| words.get(phase.cue.checked_sub(distance)?));
        let cue = before.find(|word| &*word.lemma == "still" || GOES_ON.contains(&&*word.lemma));
        range = cue.map_or(range, |cue| cue.range.join(range));
    }
    Some(range)
}
