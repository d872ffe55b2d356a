//! Denials: the claim says that something is not so, and no passage denies anything.

use crate::evidence::alignment::MatchKind;
use crate::evidence::model::{Finding, FindingKind, Polarity};
use crate::evidence::situation::Situation;
use crate::text::lexicon;

/// So much of the claim stands in one passage that it would have to say that it is not so.
const SAME_WORDS: f32 = 0.85;

/// What was so and is so no longer is told by one of these.
const OVER: [&str; 7] = ["former", "formerly", "ex", "once", "previously", "until", "then"];

/// A denial of the claim where nothing in the passages that speak of the matter is denied, refused or the
/// opposite of a word of the claim: they cannot say that it is not so.
#[must_use]
pub fn find(situation: &Situation) -> Option<Finding> {
    let claim = situation.claim;
    if situation.best()?.coverage < SAME_WORDS {
        return None;
    }
    let slot = claim.slots.iter().find(|slot| {
        slot.range.start() >= claim.own
            && situation
                .signs
                .cue
                .get(slot.words.0)
                .copied()
                .flatten()
                .is_some_and(|cue| is_plain(situation, cue))
    })?;
    let cue = situation.signs.cue.get(slot.words.0).copied().flatten()?;
    let denies = situation.comparable().any(|(number, alignment)| {
        let signs = situation.source_signs.get(number);
        signs.is_some_and(|signs| signs.cue.iter().any(Option::is_some))
            || alignment.matches.iter().any(|found| found.kind == MatchKind::Opposite)
            || alignment.passage.words.iter().any(|word| {
                lexicon::is_negation(&word.lemma)
                    || OVER.contains(&&*word.lemma)
                    || lexicon::implicative(&word.lemma) == Some(lexicon::Implicative::Denies)
            })
    });
    let range = claim.words.get(cue)?.range.join(slot.range);
    (!denies).then(|| Finding {
        kind: FindingKind::MissingWords,
        polarity: Polarity::Missing,
        claim: range,
        source: None,
        message: format!("no source has \u{201c}{}\u{201d}", range.of(&claim.text)),
        replacement: None,
    })
}

/// Whether the word at `cue` denies by itself: `no longer` tells of an end, which sources tell in many words.
fn is_plain(situation: &Situation, cue: usize) -> bool {
    let words = &situation.claim.words;
    let negates = words.get(cue).is_some_and(|word| lexicon::is_negation(&word.lemma));
    negates && !words.get(cue + 1).is_some_and(|next| &*next.lemma == "longer" || &*next.lemma == "long")
}
