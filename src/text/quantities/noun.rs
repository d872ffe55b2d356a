//! The noun that a number counts.

use crate::text::atoms::Atoms;
use crate::text::lexicon::{self, WordClass};
use crate::text::words::Tag;

/// How many atoms a noun phrase may hold before its head.
const REACH: usize = 8;

/// The head noun of the phrase that begins at the atom `at`, right behind a number or its unit:
/// `soldiers` in `30 foreign soldiers`, `victims` in `34 of the victims`.
pub(super) fn head(atoms: &Atoms, at: usize) -> Option<usize> {
    head_of_phrase(atoms, at).or_else(|| {
        matches!(atoms.lower(at), "of" | "in" | "worth")
            .then(|| {
                let mut start = at + 1;
                while matches!(atoms.tag(start), Tag::Det | Tag::Num)
                    || is_possessive(atoms.lower(start))
                    || matches!(atoms.lower(start), "of" | "top")
                {
                    start += 1;
                }
                head_of_phrase(atoms, start)
            })
            .flatten()
    })
}

/// Whether the atom at `at` is what the number that a hyphen ties to it counts: `member` in `nine-member board`.
pub(super) fn is_compound(atoms: &Atoms, at: usize) -> bool {
    atoms.joined(at)
        && !atoms.joined(at + 1)
        && lexicon::is_lemma(atoms.lower(at), WordClass::Noun)
        && matches!(atoms.tag(at + 1), Tag::Noun | Tag::Adj)
}

/// Where the phrase goes on behind an ordinal that another word is joined to: `final` in `seventh and final season`.
pub(super) fn behind_joined(atoms: &Atoms, end: usize) -> usize {
    let joined = matches!(atoms.lower(end), "and" | "or") && atoms.tag(end + 1) == Tag::Adj;
    if joined { end + 1 } else { end }
}

fn is_possessive(word: &str) -> bool {
    matches!(
        word,
        "its" | "his" | "her" | "their" | "our" | "my" | "your" | "the" | "these" | "those" | "all"
    )
}

fn head_of_phrase(atoms: &Atoms, start: usize) -> Option<usize> {
    let mut head = None;
    for at in start..start + REACH {
        let word = atoms.lower(at);
        match atoms.tag(at) {
            Tag::Noun => {
                head = Some(at);
            }
            Tag::Propn if head.is_none() => head = Some(at),
            Tag::Propn if head.is_some_and(|head| atoms.tag(head) == Tag::Propn) => head = Some(at),
            Tag::Adj if head.is_none_or(|head| atoms.tag(head) == Tag::Propn) => {
                if word == "other" || word == "others" {
                    head = head
                        .or((atoms.tag(at + 1) != Tag::Noun && atoms.tag(at + 1) != Tag::Adj).then_some(at));
                }
            }
            // The front of `high-paying jobs`.
            _ if head.is_none() && atoms.joined(at + 1) => {}
            Tag::Punct if head.is_none() && matches!(word, "\"" | "“" | "”" | "'" | "‘" | "’") => {}
            // The end of `"special interest" people`.
            Tag::Punct
                if matches!(word, "\"" | "”" | "’")
                    && atoms.tag(at + 1) == Tag::Noun
                    && quoted(atoms, start, at) => {}
            // A name that goes on: `Department of Transportation employees`.
            Tag::Adp if word == "of" && head.is_some_and(|head| atoms.tag(head) == Tag::Propn) => {}
            Tag::Verb if head.is_none() && atoms.word(at).is_some_and(|verb| *verb.lemma != *word) => {
                // A participle before a noun describes it; anywhere else it is the verb.
                if !matches!(atoms.tag(at + 1), Tag::Noun | Tag::Adj) && !atoms.joined(at + 1) {
                    return None;
                }
            }
            Tag::Adv if head.is_none() && matches!(atoms.tag(at + 1), Tag::Adj | Tag::Verb) => {}
            Tag::Part if matches!(word, "'s" | "'") && head.is_some() => head = None,
            Tag::Punct if matches!(word, "-" | "‑") && head.is_some() => {}
            _ if atoms.joined(at) && head.is_none() => {}
            _ => break,
        }
    }
    head
}

/// Whether a quotation mark opens between `start` and `end`.
fn quoted(atoms: &Atoms, start: usize, end: usize) -> bool {
    (start..end).any(|at| matches!(atoms.lower(at), "\"" | "“" | "‘"))
}
