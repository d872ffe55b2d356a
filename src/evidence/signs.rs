//! [`Signs`]: which words of a sentence stand under a negation or a hedge.

use crate::text::lexicon::{self, Hedge, Implicative};
use crate::text::tagger::Tag;
use crate::text::tokens::TokenKind;
use crate::text::words::Word;

/// For each word of a sentence, what it stands under.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Signs {
    /// Whether an odd number of negations covers it.
    pub negated: Vec<bool>,
    /// The word that negates it, the last one when there are several.
    pub cue: Vec<Option<usize>>,
    /// Whether it is a noun that `no` denies: `no changes`.
    pub denied_thing: Vec<bool>,
    /// The hedge that covers it.
    pub hedged: Vec<Option<Hedge>>,
}

/// How many words a cue reaches at most; clauses of news rarely go further.
const REACH: usize = 7;

impl Signs {
    /// Reads the signs of `words`.
    #[must_use]
    pub fn of(words: &[Word]) -> Self {
        let mut signs = Self {
            negated: vec![false; words.len()],
            cue: vec![None; words.len()],
            denied_thing: vec![false; words.len()],
            hedged: vec![None; words.len()],
        };
        for (at, word) in words.iter().enumerate() {
            if word.kind != TokenKind::Word {
                continue;
            }
            if lexicon::is_negation(&word.lemma) && !is_not_only(words, at) && !is_not_until(words, at) {
                signs.negate(words, at);
            } else if is_yet_to(words, at) {
                // `has yet to sign`: has not signed.
                signs.flip(at, at + 1, scope_end(words, at + 2));
            } else if let Some(reach) = denies(words, at) {
                signs.flip(at, at + reach, scope_end(words, at + reach));
            } else if let Some(hedge) = lexicon::hedge(&word.lemma) {
                signs.hedge(words, at, hedge);
            }
        }
        signs
    }

    /// Whether word `at` is negated.
    #[must_use]
    pub fn is_negated(&self, at: usize) -> bool {
        self.negated.get(at).copied().unwrap_or(false)
    }

    /// The hedge over word `at`.
    #[must_use]
    pub fn hedge_of(&self, at: usize) -> Option<Hedge> {
        self.hedged.get(at).copied().flatten()
    }

    fn negate(&mut self, words: &[Word], at: usize) {
        // `found no trace`: the finding is denied as well as the trace, and what hangs on the trace
        // (`no trace of the plan`) is not.
        if words.get(at).is_some_and(|word| matches!(word.tag, Tag::Det | Tag::Pron)) {
            let verb = (at.saturating_sub(3)..at)
                .rev()
                .take_while(|&before| !ends_clause(words, before))
                .find(|&before| {
                    words.get(before).is_some_and(|word| matches!(word.tag, Tag::Verb | Tag::Aux))
                })
                .or_else(|| {
                    let with = words.get(at.checked_sub(1)?)?;
                    (with.tag == Tag::Adp).then_some(at - 1)
                });
            if let Some(verb) = verb {
                self.flip(at, verb, verb + 1);
                let end = phrase_end(words, at + 1);
                self.flip(at, at + 1, end);
                if let Some(places) = self.denied_thing.get_mut(at + 1..end) {
                    places.fill(true);
                }
                // `no plans to close`: it is not to close.
                let is = |at: usize, lemmas: &[&str]| {
                    words.get(at).is_some_and(|word| lemmas.contains(&&*word.lemma))
                };
                if is(end, &["to"]) && end.checked_sub(1).is_some_and(|last| is(last, &INTENTS)) {
                    self.flip(at, end, scope_end(words, end + 1));
                }
                return;
            }
        }
        // `not the first to fall`: others fell before, and this one fell too.
        if words.get(at + 1).is_some_and(|word| word.tag == Tag::Det)
            && words
                .get(at + 2)
                .is_some_and(|word| matches!(&*word.lemma, "first" | "last" | "only" | "second"))
        {
            self.flip(at, at + 1, at + 3);
            return;
        }
        self.flip(at, at + 1, scope_end(words, at + 1));
    }

    fn flip(&mut self, cue: usize, from: usize, end: usize) {
        for at in from..end {
            if let (Some(place), Some(known)) = (self.negated.get_mut(at), self.cue.get_mut(at)) {
                *place = !*place;
                *known = Some(cue);
            }
        }
    }

    fn hedge(&mut self, words: &[Word], at: usize, hedge: Hedge) {
        // An adverb or adjective may stand behind what it hedges: `is said to be likely`.
        for place in self.hedged.get_mut(at..scope_end(words, at + 1)).unwrap_or(&mut []) {
            *place = place.or(Some(hedge));
        }
    }
}

/// What somebody has who means to do something, or can.
const INTENTS: [&str; 7] = ["plan", "intention", "intent", "desire", "wish", "willingness", "ability"];

/// `have yet to`, `are yet to`.
fn is_yet_to(words: &[Word], at: usize) -> bool {
    let lemma = |at: Option<usize>| at.and_then(|at| words.get(at)).map_or("", |word| &*word.lemma);
    lemma(Some(at)) == "yet"
        && lemma(Some(at + 1)) == "to"
        && matches!(lemma(at.checked_sub(1)), "have" | "be")
}

/// `not only … but`: no negation.
fn is_not_only(words: &[Word], at: usize) -> bool {
    words.get(at + 1).is_some_and(|next| matches!(&*next.lemma, "only" | "just" | "least"))
}

/// `will not stand trial until July`: it will then.
fn is_not_until(words: &[Word], at: usize) -> bool {
    let not = words.get(at).is_some_and(|word| matches!(&*word.lemma, "not" | "n't" | "n\u{2019}t"));
    not && (at + 1..(at + 2 + REACH).min(words.len()))
        .take_while(|&next| words.get(next).is_some_and(|word| word.kind != TokenKind::Punctuation))
        .any(|next| words.get(next).is_some_and(|word| matches!(&*word.lemma, "until" | "till")))
}

/// The number of words of an implicative at `at` that denies its complement (`failed`, `ruled out`).
fn denies(words: &[Word], at: usize) -> Option<usize> {
    let word = words.get(at)?;
    if !matches!(word.tag, Tag::Verb | Tag::Adj | Tag::Noun) {
        return None;
    }
    if let Some(particle) = words.get(at + 1) {
        let phrase = format!("{} {}", word.lemma, particle.lemma);
        if lexicon::implicative(&phrase) == Some(Implicative::Denies) {
            return Some(2);
        }
    }
    if lexicon::implicative(&word.lemma) != Some(Implicative::Denies) {
        return None;
    }
    if word.tag == Tag::Noun {
        // `its refusal to sign`
        return words.get(at + 1).is_some_and(|next| &*next.lemma == "to").then_some(1);
    }
    takes_deed(words, at + 1).then_some(1).or_else(|| behind_wish(words, at))
}

/// Nouns by which somebody wants a deed of somebody.
const WISHES: [&str; 9] =
    ["call", "demand", "request", "pressure", "appeal", "plea", "order", "invitation", "suggestion"];

/// How many words lie from a verb at `at` to the deed that somebody wanted: `resisted calls to close`, `rejected a
/// demand to resign`.
fn behind_wish(words: &[Word], at: usize) -> Option<usize> {
    let rest = words.get(at + 1..)?;
    let before = |word: &&Word| matches!(word.tag, Tag::Det | Tag::Adj);
    let noun = rest.iter().take_while(before).count();
    let is_wish = rest.get(noun).is_some_and(|word| WISHES.contains(&&*word.lemma));
    (is_wish && rest.get(noun + 1).is_some_and(|word| &*word.lemma == "to")).then_some(noun + 2)
}

/// Whether a deed follows rather than a thing: `refused to sign`, `stopped sending`, `denied that`; in
/// `rejected the plan` the plan is not denied.
fn takes_deed(words: &[Word], from: usize) -> bool {
    let mut rest = words.get(from..).unwrap_or(&[]).iter().filter(|word| word.tag != Tag::Adv);
    rest.next().is_some_and(|word| {
        matches!(&*word.lemma, "to" | "that" | "from" | "having" | "being")
            || matches!(word.tag, Tag::Verb | Tag::Aux) && word.lemma.len() > 1
    })
}

/// Where the noun phrase that starts at `from` ends.
fn phrase_end(words: &[Word], from: usize) -> usize {
    let inside = |word: &Word| {
        if matches!(&*word.lemma, "'" | "\"" | "\u{2018}" | "\u{2019}" | "\u{201c}" | "\u{201d}") {
            return true;
        }
        let participle = word.tag == Tag::Verb && (word.lemma.len() > 2);
        word.kind == TokenKind::Word
            && (participle || matches!(word.tag, Tag::Adj | Tag::Noun | Tag::Propn | Tag::Num | Tag::Cconj))
    };
    (from..words.len()).find(|&at| !words.get(at).is_some_and(inside)).unwrap_or(words.len())
}

/// Where the clause that starts at `from` ends, at most [`REACH`] words on.
fn scope_end(words: &[Word], from: usize) -> usize {
    let limit = (from + REACH).min(words.len());
    let tag = |at: usize| words.get(at).map(|word| word.tag);
    // `to disclose details in talks broadcast later`: a verb right behind a noun belongs to that noun.
    let in_noun = |at: usize| {
        tag(at) == Some(Tag::Verb)
            && at.checked_sub(1).is_some_and(|before| matches!(tag(before), Some(Tag::Noun | Tag::Propn)))
            && (from..at).any(|before| tag(before) == Some(Tag::Verb))
    };
    // `denied that`: what is denied begins with it; `put off after` denies nothing of what follows.
    let opens = |at: usize| {
        let mark = |word: &Word| word.kind == TokenKind::Punctuation || &*word.lemma == "that";
        at == from && words.get(at).is_some_and(mark)
    };
    (from..limit)
        .find(|&at| ends_clause(words, at) && !opens(at) || at > from && in_noun(at))
        .unwrap_or(limit)
}

fn ends_clause(words: &[Word], at: usize) -> bool {
    let Some(word) = words.get(at) else { return true };
    // `the plan that the council proposed`: a relative clause states something of its own.
    let behind_noun = at
        .checked_sub(1)
        .and_then(|before| words.get(before))
        .is_some_and(|before| matches!(before.tag, Tag::Noun | Tag::Propn));
    match word.kind {
        TokenKind::Punctuation => {
            !matches!(&*word.lemma, "-" | "'" | "\u{2019}" | "." | "\"" | "\u{201c}" | "\u{201d}")
        }
        _ => {
            // `neither side though is ready`
            let thrown_in = &*word.lemma == "though"
                && words.get(at + 1).is_some_and(|next| matches!(next.tag, Tag::Aux | Tag::Verb));
            &*word.lemma == "that" && behind_noun
                || word.tag == Tag::Sconj && &*word.lemma != "that" && !thrown_in
                || matches!(
                    &*word.lemma,
                    "but" | "who" | "which" | "while" | "although" | "because" | "after" | "and"
                )
        }
    }
}
