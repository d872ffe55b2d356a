//! [`reserve`]: whether a sentence states what a verb says as a fact, or only as possible, alleged, intended
//! or asked for.
//!
//! What decides stands above the verb in the tree (`asked the judge to throw it out`, `a plan to close`), beside
//! it (`may close`, `reportedly closed`) or before it (`if it closes`). A speech verb is no reserve: who reports
//! what somebody said takes his word for it. Complements that did not come true (`failed to`) are a matter of
//! [`super::lexicon::implicative`].

use super::lexicon::{self, Hedge, Saying};
use super::parse::{Label, Parse};
use super::tagger::Tag;
use super::words::Word;

/// Longest way up a tree.
const DEPTH: usize = 8;

/// Words that leave open whether their infinitive comes true, besides the hedges of the lexicon.
const PENDING: [&str; 9] = ["have", "need", "be", "ready", "prepare", "set", "due", "vote", "eager"];

/// Verbs of those who want something done, with `to` or `for`, that mean something else without it.
const PRESSES: [&str; 5] = ["push", "fight", "press", "campaign", "lobby"];

/// What names a deed as one that is still to come, behind it: `a veto threat`.
const TO_COME: [&str; 8] = ["threat", "plan", "proposal", "promise", "pledge", "bid", "demand", "request"];

/// What keeps the verb at `at` from being stated as a fact; `None` when nothing does.
#[must_use]
pub fn reserve(words: &[Word], tree: &Parse, text: &str, at: usize) -> Option<Hedge> {
    let mut at = at;
    let mut beside = true;
    for _ in 0..DEPTH {
        if beside && let Some(hedge) = hedge_beside(words, tree, at) {
            return Some(hedge);
        }
        let head = tree.head.get(at).copied().flatten()?;
        let above = words.get(head)?;
        match tree.label_of(at) {
            // `tried to overtake and collided`: no infinitive, whatever the tree says.
            Label::Conj if is_infinitive(words, tree, head) && is_of_past(words, tree, text, at) => {
                return None;
            }
            // `appears to be near, with both sides signing`: who has a subject of his own is no part of the infinitive.
            Label::Conj
                if is_infinitive(words, tree, head)
                    && tree.child_with(at, &[Label::Nsubj, Label::NsubjPass]).is_some() =>
            {
                return None;
            }
            Label::Conj => {
                // `will meet and decide`: one auxiliary for both; `may meet, and Osei decided`: not.
                beside = tree
                    .child_with(at, &[Label::Nsubj, Label::NsubjPass, Label::Aux, Label::AuxPass])
                    .is_none();
            }
            // `had aimed to settle it, a goal now deemed far off`: a past form is nobody's aim.
            Label::Xcomp if is_of_past(words, tree, text, at) => return None,
            Label::Xcomp => {
                let hedge = hedge_over(above).or_else(|| pending(words, tree, at, above));
                if hedge.is_some() || is_denial(above) {
                    return hedge;
                }
                beside = true;
            }
            // A clause that its conjunction does not open plainly is easily hung on the wrong verb: `that the
            // island, a region they lost, be returned`.
            Label::Ccomp if !is_opened_plainly(words, tree, at) => return None,
            Label::Ccomp | Label::Csubj => {
                let asks = lexicon::reporting_verb(&above.lemma) == Some(Saying::Asks);
                return hedge_over(above).or(asks.then_some(Hedge::Request));
            }
            // `pushed for the council to sign it`
            Label::Acl | Label::Advcl
                if PRESSES.contains(&&*above.lemma) && is_infinitive(words, tree, at) =>
            {
                return Some(Hedge::Intention);
            }
            Label::Acl if is_infinitive(words, tree, at) => return hedge_over(above),
            _ => return None,
        }
        at = head;
    }
    None
}

/// What keeps the deed that the noun at `at` names from being told as done: `promises a veto`, `called for a strike`,
/// `a veto threat`; `None` when nothing does.
#[must_use]
pub fn reserve_of_thing(words: &[Word], tree: &Parse, at: usize) -> Option<Hedge> {
    let head = tree.head.get(at).copied().flatten()?;
    let above = words.get(head)?;
    let asks = lexicon::reporting_verb(&above.lemma) == Some(Saying::Asks)
        || hedge_over(above) == Some(Hedge::Request)
        || PRESSES.contains(&&*above.lemma);
    match tree.label_of(at) {
        // `offered an apology`: who does so apologises.
        Label::Obj if above.tag == Tag::Verb && &*above.lemma != "offer" => {
            hedge_over(above).or(asks.then_some(Hedge::Request))
        }
        Label::Obl => {
            let case = tree.child_with(at, &[Label::Case]).and_then(|case| words.get(case));
            (asks && case.is_some_and(|case| &*case.lemma == "for")).then_some(Hedge::Request)
        }
        Label::Compound => TO_COME.contains(&&*above.lemma).then_some(Hedge::Intention),
        _ => None,
    }
}

/// A modal, an adverb or a conjunction that belongs to the verb itself.
fn hedge_beside(words: &[Word], tree: &Parse, at: usize) -> Option<Hedge> {
    tree.children(at).find_map(|child| {
        let word = words.get(child)?;
        match tree.label_of(child) {
            Label::Aux => match &*word.lemma {
                "will" | "shall" | "'ll" | "\u{2019}ll" => Some(Hedge::Intention),
                // An obligation stands as firm as a plan.
                "must" => Some(Hedge::Intention),
                other => lexicon::hedge(other),
            },
            // What is reported is told by somebody who vouches for it.
            Label::Advmod if &*word.lemma != "reportedly" => lexicon::hedge(&word.lemma),
            Label::Mark => match &*word.lemma {
                "if" | "whether" | "unless" => Some(Hedge::Possibility),
                _ => None,
            },
            _ => None,
        }
    })
}

/// The hedge that a word above a clause is; a thing said to be so is no hedge.
fn hedge_over(word: &Word) -> Option<Hedge> {
    lexicon::hedge(&word.lemma)
}

/// `still have to accept`, `is to sign`, `ready to leave`.
fn pending(words: &[Word], tree: &Parse, at: usize, above: &Word) -> Option<Hedge> {
    let lemma = &&*above.lemma;
    let pending = PENDING.contains(lemma) || PRESSES.contains(lemma);
    (pending && is_infinitive(words, tree, at)).then_some(Hedge::Intention)
}

fn is_infinitive(words: &[Word], tree: &Parse, at: usize) -> bool {
    tree.children(at).any(|child| {
        tree.label_of(child) == Label::Mark && words.get(child).is_some_and(|word| &*word.lemma == "to")
    })
}

/// Whether a conjunction opens the clause of the verb at `at`, with no mark between the two.
fn is_opened_plainly(words: &[Word], tree: &Parse, at: usize) -> bool {
    tree.child_with(at, &[Label::Mark]).is_some_and(|mark| {
        words.get(mark..at).is_some_and(|between| between.iter().all(|word| word.tag != Tag::Punct))
    })
}

fn is_denial(word: &Word) -> bool {
    lexicon::implicative(&word.lemma) == Some(lexicon::Implicative::Denies)
}

/// Whether the verb at `at` says what has happened: `threw`, `was thrown`, `has thrown`.
#[must_use]
pub fn is_of_past(words: &[Word], tree: &Parse, text: &str, at: usize) -> bool {
    let Some(word) = words.get(at).filter(|word| word.tag == Tag::Verb) else { return false };
    let form = word.of(text).to_lowercase();
    let changed = form != *word.lemma && !form.ends_with('s') && !form.ends_with("ing");
    let perfect = tree.children(at).any(|child| {
        matches!(tree.label_of(child), Label::Aux | Label::AuxPass)
            && words.get(child).is_some_and(|word| matches!(&*word.lemma, "have" | "be"))
    });
    changed || perfect && !form.ends_with("ing")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::parse::parse;
    use crate::text::words::words;

    fn of(text: &str, verb: &str) -> Option<Hedge> {
        let words = words(text);
        let at = words.iter().position(|word| word.of(text) == verb).expect("the verb stands in the text");
        reserve(&words, &parse(&words, text), text, at)
    }

    #[test]
    fn what_is_stated_outright_is_a_fact() {
        for (text, verb) in [
            ("The judge threw out the lawsuit.", "threw"),
            ("Keller said that the judge threw out the lawsuit.", "threw"),
            ("The lawsuit has been dismissed by the court.", "dismissed"),
            ("The company began to close the plant.", "close"),
            ("They had aimed to settle it before May, a goal now deemed unrealistic.", "deemed"),
            ("He suggested that the island, a region they lost in May, should be returned.", "lost"),
            ("He had attempted to overtake a car and collided with it.", "collided"),
        ] {
            assert_eq!(of(text, verb), None, "{text}");
        }
    }

    #[test]
    fn what_is_asked_for_is_no_fact() {
        for (text, verb) in [
            ("The actor asked the judge to throw out the lawsuit.", "throw"),
            ("The mayor urged the police to arrest Keller.", "arrest"),
        ] {
            assert_eq!(of(text, verb), Some(Hedge::Request), "{text}");
        }
    }

    #[test]
    fn what_is_planned_or_pending_is_no_fact() {
        for (text, verb) in [
            ("The company plans to close the plant.", "close"),
            ("The company will close the plant.", "close"),
            ("The members still have to accept the offer.", "accept"),
        ] {
            assert_eq!(of(text, verb), Some(Hedge::Intention), "{text}");
        }
    }

    #[test]
    fn a_deed_that_is_named_as_promised_or_asked_for_is_no_fact() {
        let of = |text: &str, noun: &str| {
            let words = words(text);
            let at =
                words.iter().position(|word| word.of(text) == noun).expect("the noun stands in the text");
            reserve_of_thing(&words, &parse(&words, text), at)
        };
        for (text, noun, hedge) in [
            ("The council approved the bill, but Keller promises a veto.", "veto", Some(Hedge::Intention)),
            ("The union demanded the resignation of the minister.", "resignation", Some(Hedge::Request)),
            ("The union called for a strike on Monday.", "strike", Some(Hedge::Request)),
            ("The governor's veto threat worried the council.", "veto", Some(Hedge::Intention)),
            ("Keller offered an apology to the union.", "apology", None),
            ("The union began a strike on Monday.", "strike", None),
        ] {
            assert_eq!(of(text, noun), hedge, "{text}");
        }
    }

    #[test]
    fn what_may_be_is_no_fact() {
        for (text, verb) in [
            ("The company may close the plant.", "close"),
            ("Members will decide whether they ratify the contract.", "ratify"),
        ] {
            assert_eq!(of(text, verb), Some(Hedge::Possibility), "{text}");
        }
    }
}
