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
    for (at, word) in words.iter().enumerate().filter(|(_, word)| word.tag == Tag::Verb) {
        if signs.is_negated(at) || factuality::reserve(words, tree, text, at).is_some() {
            continue;
        }
        let past = word.of(text).to_lowercase() != *word.lemma;
        if ENDS.contains(&&*word.lemma) && past && has_particle(words, at) {
            let deeds = ended(words, text, structure, at);
            found.extend(deeds.map(|deed| Phase { over: true, deed, cue: at }));
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

/// What the verb at `at` ended: its object, or the deed in `-ing` right behind it.
fn ended<'a>(
    words: &'a [Word],
    text: &'a str,
    structure: &'a Structure,
    at: usize,
) -> impl Iterator<Item = usize> + 'a {
    let next = Some(at + 1).filter(|next| words.get(*next).is_some_and(|word| is_in_ing(word, text)));
    let objects = structure.below(at).iter().filter(|link| link.role == Role::Object);
    next.into_iter().chain(objects.map(|link| link.dependent))
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

/// The words from the cue to the deed, with a `still` or `continue to` before.
fn joined(words: &[Word], phase: Phase) -> Option<ByteRange> {
    let mut range = words.get(phase.cue)?.range.join(words.get(phase.deed)?.range);
    if !phase.over {
        let mut before = (1..=2).rev().filter_map(|distance| words.get(phase.cue.checked_sub(distance)?));
        let cue = before.find(|word| &*word.lemma == "still" || GOES_ON.contains(&&*word.lemma));
        range = cue.map_or(range, |cue| cue.range.join(range));
    }
    Some(range)
}
