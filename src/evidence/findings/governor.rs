//! What a number or date hangs on: the verb or noun that says what was counted, measured or dated.

use crate::evidence::alignment::Alignment;
use crate::evidence::claim::ClaimAnalysis;
use crate::evidence::situation::Situation;
use crate::evidence::word_match;
use crate::text::ByteRange;
use crate::text::lexicon;
use crate::text::parse::{Label, Parse};
use crate::text::tagger::Tag;
use crate::text::words::Word;

/// Longest way up a tree; sentences are rarely nested deeper.
const DEPTH: usize = 12;

/// What a stretch of words hangs on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Governor {
    /// Index of the verb, or of the noun when no verb comes first; none when nothing telling does.
    pub word: Option<usize>,
    /// The preposition between the two: `from` in `rose from 30`.
    pub preposition: Option<usize>,
}

/// What the words in `range` hang on.
#[must_use]
pub fn governor(words: &[Word], tree: &Parse, range: ByteRange) -> Governor {
    let mut found = Governor::default();
    let inside = |at: usize| words.get(at).is_some_and(|word| range.covers(word.range));
    let Some(mut at) = (0..words.len()).rev().find(|at| inside(*at)) else { return found };
    for _ in 0..DEPTH {
        let case = tree.children(at).find(|child| tree.label_of(*child) == Label::Case && *child < at);
        found.preposition = found.preposition.or(case);
        let Some(head) = tree.head.get(at).copied().flatten() else { break };
        let part = matches!(
            tree.label_of(at),
            Label::Nummod
                | Label::Compound
                | Label::Flat
                | Label::Fixed
                | Label::Amod
                | Label::Advmod
                | Label::Det
                | Label::Conj
                | Label::Appos
        );
        if !part && !inside(head) {
            found.word = words.get(head).is_some_and(tells).then_some(head);
            break;
        }
        at = head;
    }
    found
}

/// How what governs a stretch of the source stands to what governs one of the claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// The same.
    Same,
    /// Nothing that the sentences show to be another.
    Alike,
    /// Another one.
    Apart,
    /// Another one, and the claim's governs something else of the passage: `killing 12 and injuring 47`.
    Elsewhere,
}

/// Verbs matched at least so well say the same of their numbers and dates.
const SAME_DEED: f32 = 0.6;
/// Verbs matched at least so well are one verb.
const SURE_DEED: f32 = 0.8;
/// Words that set a claim in an earlier time, where what a number rose from belongs; `last` only before what
/// it is the last of.
const EARLIER: [&str; 10] = [
    "earlier",
    "previously",
    "previous",
    "formerly",
    "before",
    "prior",
    "initially",
    "originally",
    "ago",
    "last",
];

/// How the governor of `theirs` in the passage stands to that of `ours` in the claim; `rivals` are the
/// stretches of the passage that might stand for `ours` too.
#[must_use]
pub fn tie(
    situation: &Situation,
    alignment: &Alignment,
    ours: ByteRange,
    theirs: ByteRange,
    rivals: impl Iterator<Item = ByteRange>,
) -> Tie {
    let claim = situation.claim;
    let words = &alignment.passage.words;
    let tree = situation.tree(alignment);
    let own = governor(&claim.words, claim.tree(), ours);
    let other = governor(words, tree, theirs);
    let rivals: Vec<Governor> =
        rivals.filter(|rival| *rival != theirs).map(|rival| governor(words, tree, rival)).collect();
    // `dropped to 90 from 60`: one verb, two parts; the older one is what a claim of an earlier time means.
    let from = |words: &[Word], governor: &Governor| {
        governor.preposition.and_then(|at| words.get(at)).is_some_and(|word| &*word.lemma == "from")
    };
    let is_from = from(&claim.words, &own);
    let older = is_of_earlier(claim);
    let split = |rival: &Governor| rival.word == other.word && from(words, rival) != from(words, &other);
    if !older && from(words, &other) != is_from && other.word.is_some() && rivals.iter().any(split) {
        return Tie::Elsewhere;
    }
    let Some(deed) = own.word.and_then(|at| claim.words.get(at)) else { return Tie::Alike };
    // `died` and `a death toll of` are told in other words; only a verb stands against a verb.
    let like = |theirs: &Governor| {
        let word = theirs.word.and_then(|at| words.get(at)).filter(|word| word.tag == deed.tag)?;
        Some(word_match::compare(deed, word).strength)
    };
    match like(&other) {
        None => return Tie::Alike,
        Some(strength) if strength >= SAME_DEED => return Tie::Same,
        Some(_) => {}
    }
    let governs = |rival: &Governor| like(rival).is_some_and(|strength| strength >= SURE_DEED);
    if rivals.iter().any(governs) { Tie::Elsewhere } else { Tie::Apart }
}

/// Whether a claim speaks of an earlier time than its sources.
#[must_use]
pub fn is_of_earlier(claim: &ClaimAnalysis) -> bool {
    claim.words.iter().enumerate().any(|(at, word)| {
        // `was last seen` says no more than when.
        let names_a_time = || {
            let next = claim.words.get(at + 1);
            next.is_some_and(|next| matches!(next.tag, Tag::Noun | Tag::Propn | Tag::Num | Tag::Adj))
        };
        EARLIER.contains(&&*word.lemma) && (&*word.lemma != "last" || names_a_time())
    })
}

/// Whether a word says what is done or counted; `have` and `be` go with anything.
fn tells(word: &Word) -> bool {
    matches!(word.tag, Tag::Verb | Tag::Noun | Tag::Adj | Tag::Propn) && !lexicon::is_stopword(&word.lemma)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::parse::parse;
    use crate::text::words::words;

    fn governs(text: &str, part: &str) -> Option<String> {
        let words = words(text);
        let tree = parse(&words, text);
        let start = text.find(part).expect("the part stands in the text");
        let found = governor(&words, &tree, ByteRange::new(start, start + part.len()));
        found.word.map(|at| words[at].of(text).to_owned())
    }

    #[test]
    fn each_number_hangs_on_its_own_verb() {
        let text = "The blast shook the depot, killing at least 12 people and injuring 47.";
        assert_eq!(governs(text, "12").as_deref(), Some("killing"));
        assert_eq!(governs(text, "47").as_deref(), Some("injuring"));
    }

    #[test]
    fn a_counted_subject_hangs_on_its_verb() {
        assert_eq!(governs("About 300 homes were damaged.", "300").as_deref(), Some("damaged"));
    }

    #[test]
    fn a_number_that_hangs_on_nothing_has_no_governor() {
        assert_eq!(governs("47", "47"), None);
    }
}
