//! Verbs of two words, on either side: `made public` against `released`.

use super::claim::ClaimAnalysis;
use super::fill::{Match, MatchKind};
use crate::index::PassageAnalysis;
use crate::text::lexicon::{in_one_word, in_two_words};
use crate::text::parse::Label;
use crate::text::tagger::Tag;
use crate::text::tokens::TokenKind;
use crate::text::words::Word;

/// How far behind its verb a partner stands at most: `lost his life`, `cost 346 lives`.
const REACH: usize = 4;
/// As a synonym.
const STRENGTH: f32 = 0.85;
/// A verb that lacks the claim's particle.
const OTHER_VERB: f32 = 0.3;
/// Particles that make a verb another one.
const PARTICLES: [&str; 9] = ["up", "down", "off", "out", "in", "on", "away", "back", "over"];

/// `found`, or how the passage says the claim's word at `at` together with its partner, whichever is better.
#[must_use]
pub fn better(found: Match, claim: &ClaimAnalysis, at: usize, passage: &PassageAnalysis) -> Match {
    if found.strength >= STRENGTH || found.kind == MatchKind::Opposite {
        return found;
    }
    let place = in_one(claim, at, passage).or_else(|| in_two(&claim.words, at, passage));
    place.map_or(found, |place| Match {
        strength: STRENGTH,
        kind: MatchKind::Related,
        source: passage.words.get(place).map(|word| word.range),
        word: Some(place),
    })
}

/// `found`, unless the claim's word at `at` has a particle that the passage's lacks: who `steps down` does not
/// `step up`.
#[must_use]
pub fn with_particle(found: Match, claim: &ClaimAnalysis, at: usize, passage: &PassageAnalysis) -> Match {
    let Some(place) = found.word.filter(|_| found.kind == MatchKind::Same && found.strength > OTHER_VERB)
    else {
        return found;
    };
    let Some(verb) = claim.words.get(at).filter(|word| word.tag == Tag::Verb) else { return found };
    let particle = claim.tree().child_with(at, &[Label::Prt]).and_then(|at| claim.words.get(at));
    let Some(particle) = particle.filter(|_| place < passage.words.len()) else { return found };
    let has_it = passage.words.iter().enumerate().any(|(at, word)| {
        word.lemma == verb.lemma
            && behind(&passage.words, at).any(|(_, partner)| partner.lemma == particle.lemma)
    });
    let has_another = passage.words.get(place + 1).is_some_and(|next| PARTICLES.contains(&&*next.lemma));
    match (has_it, has_another) {
        (true, _) => found,
        (false, true) => Match::NONE,
        (false, false) => Match { strength: OTHER_VERB, kind: MatchKind::Related, ..found },
    }
}

/// The words that stand near enough behind the verb at `verb`.
fn behind(words: &[Word], verb: usize) -> impl Iterator<Item = (usize, &Word)> {
    let rest = words.iter().enumerate().skip(verb + 1).take(REACH);
    rest.take_while(|(_, word)| word.kind != TokenKind::Punctuation)
}

/// The passage's verb that says in one word what the claim says in two, one of them at `at`.
fn in_one(claim: &ClaimAnalysis, at: usize, passage: &PassageAnalysis) -> Option<usize> {
    let words = &claim.words;
    let own = words.get(at)?;
    let as_verb = behind(words, at).map(|(_, partner)| in_one_word(&own.lemma, &partner.lemma));
    let as_partner = (at.saturating_sub(REACH)..at)
        .filter(|verb| behind(words, *verb).any(|(place, _)| place == at))
        .filter_map(|verb| Some(in_one_word(&words.get(verb)?.lemma, &own.lemma)));
    let verbs: Vec<&str> = as_verb.chain(as_partner).flatten().copied().collect();
    passage.words.iter().position(|word| verbs.contains(&&*word.lemma))
}

/// The passage's verb that says with its partner what the claim says in one word.
fn in_two(words: &[Word], at: usize, passage: &PassageAnalysis) -> Option<usize> {
    let pairs = in_two_words(&words.get(at)?.lemma);
    (0..passage.words.len()).find(|verb| {
        let Some(word) = passage.words.get(*verb) else { return false };
        pairs
            .iter()
            .filter(|(head, _)| *head == &*word.lemma)
            .any(|(_, partner)| behind(&passage.words, *verb).any(|(_, other)| *partner == &*other.lemma))
    })
}
