//! Dictionary forms of English words: a table of irregular and closed-class forms, WordNet's
//! exceptions, then regular endings whose result WordNet knows (its `morphy`).

use std::collections::HashMap;
use std::sync::LazyLock;

use rustc_hash::FxBuildHasher;

use super::lexicon::{WordClass, exception_of, is_lemma};
use super::tagger::Tag;

/// Forms whose lemma neither WordNet's exceptions nor its endings give: form, tag, lemma.
static TABLE: LazyLock<HashMap<(&'static str, Tag), &'static str, FxBuildHasher>> = LazyLock::new(|| {
    include_str!("data/lemmas.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let (form, tags, lemma) = (cells.next()?, cells.next()?, cells.next()?);
            Some(tags.split(' ').filter_map(move |tag| Some(((form, Tag::parse(tag)?), lemma))))
        })
        .flatten()
        .collect()
});

/// The lower-case dictionary form of `word` as the part of speech `tag`: `(announced, Verb)`
/// becomes `announce`, `(’s, Part)` becomes `'s`.
#[must_use]
pub fn lemma(word: &str, tag: Tag) -> String {
    lemma_of_lower(&word.to_lowercase(), tag)
}

/// The lemma of a word that is lower case already.
pub(crate) fn lemma_of_lower(word: &str, tag: Tag) -> String {
    let straight;
    let word = if word.contains('\u{2019}') {
        straight = word.replace('\u{2019}', "'");
        straight.as_str()
    } else {
        word
    };
    if let Some(lemma) = TABLE.get(&(word, tag)) {
        return (*lemma).to_owned();
    }
    let class = match tag {
        Tag::Noun => WordClass::Noun,
        Tag::Verb | Tag::Aux => WordClass::Verb,
        Tag::Adj => WordClass::Adjective,
        Tag::Adv => WordClass::Adverb,
        _ => return word.to_owned(),
    };
    if let Some(lemma) = exception_of(word, class) {
        return lemma.to_owned();
    }
    // Only the last part of a hyphenated word inflects.
    match word.rfind('-').map(|at| word.split_at(at + 1)) {
        Some((front, last)) if !last.is_empty() => format!("{front}{}", regular(last, class)),
        _ => regular(word, class),
    }
}

/// The base form of a word whose ending no known word explains, if there is one.
type Fallback = fn(&str) -> Option<String>;

fn regular(word: &str, class: WordClass) -> String {
    let (endings, fallback): (&[(&str, &str)], Fallback) = match class {
        WordClass::Noun => (NOUN, unknown_noun),
        WordClass::Verb => (VERB, unknown_verb),
        WordClass::Adjective => (ADJECTIVE, |_| None),
        WordClass::Adverb => (&[], |_| None),
    };
    // `feed` and `bring` only look inflected; `forces` and `larger` are listed for their own sakes and are.
    if class == WordClass::Verb && is_lemma(word, class) {
        return word.to_owned();
    }
    let protected =
        class == WordClass::Noun && (word.ends_with("ss") || word.ends_with("us") || word.ends_with("is"));
    if protected || word.len() < 3 {
        return word.to_owned();
    }
    let mut buffer = String::with_capacity(word.len() + 2);
    for (ending, replacement) in endings {
        let Some(root) = word.strip_suffix(ending).filter(|root| root.len() > 1) else { continue };
        buffer.clear();
        buffer.push_str(root);
        buffer.push_str(replacement);
        if is_lemma(&buffer, class) {
            return buffer;
        }
        // `stopped`, `bigger`: the last consonant was doubled.
        if replacement.is_empty() && ends_doubled(root) {
            buffer.pop();
            if is_lemma(&buffer, class) {
                return buffer;
            }
        }
    }
    if is_lemma(word, class) {
        return word.to_owned();
    }
    fallback(word).unwrap_or_else(|| word.to_owned())
}

fn ends_doubled(root: &str) -> bool {
    root.as_bytes().last_chunk::<2>().is_some_and(|[a, b]| a == b && a.is_ascii_alphabetic())
}

/// WordNet's rules of detachment, the safer ones first.
const NOUN: &[(&str, &str)] = &[
    ("s", ""),
    ("ses", "s"),
    ("ves", "f"),
    ("ves", "fe"),
    ("xes", "x"),
    ("zes", "z"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("men", "man"),
    ("ies", "y"),
    ("es", ""),
];
const VERB: &[(&str, &str)] =
    &[("ies", "y"), ("ied", "y"), ("s", ""), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", "")];
const ADJECTIVE: &[(&str, &str)] =
    &[("ier", "y"), ("iest", "y"), ("er", ""), ("er", "e"), ("est", ""), ("est", "e")];

/// The singular of a noun that WordNet does not know.
fn unknown_noun(word: &str) -> Option<String> {
    if let Some(root) = word.strip_suffix("ies").filter(|root| root.len() > 2) {
        return Some(format!("{root}y"));
    }
    if let Some(root) = word.strip_suffix("men").filter(|root| root.len() > 2) {
        return Some(format!("{root}man"));
    }
    for ending in ["sses", "shes", "ches", "xes", "zes"] {
        if word.ends_with(ending) {
            return word.strip_suffix("es").map(str::to_owned);
        }
    }
    word.strip_suffix('s').filter(|root| root.len() > 2).map(str::to_owned)
}

/// The base form of a verb that WordNet does not know.
fn unknown_verb(word: &str) -> Option<String> {
    for ending in ["ing", "ed"] {
        if let Some(root) = word.strip_suffix(ending).filter(|root| root.len() > 2) {
            return Some(restore(root));
        }
    }
    for ending in ["sses", "shes", "ches", "xes", "zes"] {
        if word.ends_with(ending) {
            return word.strip_suffix("es").map(str::to_owned);
        }
    }
    word.strip_suffix('s').filter(|root| root.len() > 2 && !root.ends_with('s')).map(str::to_owned)
}

/// Gives a verb that lost its ending its silent `e` or its single consonant back.
fn restore(root: &str) -> String {
    let mut ends = root.bytes().rev();
    let (last, before, third) = (ends.next(), ends.next(), ends.next());
    let vowel = |byte: Option<u8>| matches!(byte, Some(b'a' | b'e' | b'i' | b'o' | b'u'));
    if ends_doubled(root) && !vowel(last) && !matches!(last, Some(b'l' | b's' | b'f' | b'z')) {
        return root.get(..root.len() - 1).unwrap_or(root).to_owned();
    }
    let silent = matches!(last, Some(b'c' | b'v' | b'u' | b'z'))
        || (last == Some(b'g') && before != Some(b'n'))
        || root.ends_with("iz")
        || root.ends_with("is")
        || (root.ends_with("at") && !vowel(third))
        || (last == Some(b'l') && !vowel(before));
    if silent { format!("{root}e") } else { root.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_taken_off() {
        for (word, tag, expected) in [
            ("announced", Tag::Verb, "announce"),
            ("stopped", Tag::Verb, "stop"),
            ("Talks", Tag::Noun, "talk"),
            ("cities", Tag::Noun, "city"),
            ("said", Tag::Verb, "say"),
            ("met", Tag::Verb, "meet"),
            ("children", Tag::Noun, "child"),
            ("larger", Tag::Adj, "large"),
            ("policewomen", Tag::Noun, "policewoman"),
            ("depoliticized", Tag::Verb, "depoliticize"),
            ("was", Tag::Aux, "be"),
            ("n’t", Tag::Part, "not"),
            ("peace-talks", Tag::Noun, "peace-talk"),
        ] {
            assert_eq!(lemma(word, tag), expected, "{word}");
        }
    }

    #[test]
    fn words_that_only_look_inflected_stay() {
        for (word, tag) in [
            ("news", Tag::Noun),
            ("crisis", Tag::Noun),
            ("during", Tag::Adp),
            ("business", Tag::Noun),
            ("his", Tag::Pron),
        ] {
            assert_eq!(lemma(word, tag), word);
        }
    }
}
