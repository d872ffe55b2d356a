//! Dictionary forms of English words.

use super::tagger::Tag;

/// The lower-case dictionary form of `word` as the part of speech `tag`: `(announced, Verb)`
/// becomes `announce`, `(’s, Part)` becomes `'s`.
#[must_use]
pub fn lemma(word: &str, tag: Tag) -> String {
    lemma_of_lower(&word.to_lowercase(), tag)
}

/// The lemma of a word that is lower case already.
pub(crate) fn lemma_of_lower(word: &str, tag: Tag) -> String {
    let word = word.replace('\u{2019}', "'");
    if let Some((_, _, lemma)) = IRREGULAR.iter().find(|(form, of, _)| *form == word && *of == tag) {
        return (*lemma).to_owned();
    }
    match tag {
        Tag::Noun => noun(&word),
        Tag::Verb | Tag::Aux => verb(&word),
        _ => word,
    }
}

fn noun(word: &str) -> String {
    for (suffix, replacement) in [
        ("sses", "ss"),
        ("shes", "sh"),
        ("ches", "ch"),
        ("xes", "x"),
        ("zes", "z"),
        ("ies", "y"),
        ("men", "man"),
    ] {
        if let Some(root) = word.strip_suffix(suffix).filter(|root| root.len() > 1) {
            return format!("{root}{replacement}");
        }
    }
    match word.strip_suffix('s') {
        Some(root) if root.len() > 2 && !root.ends_with(['s', 'u', 'i']) => root.to_owned(),
        _ => word.to_owned(),
    }
}

fn verb(word: &str) -> String {
    for (suffix, replacement) in [("ies", "y"), ("ied", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch")]
    {
        if let Some(root) = word.strip_suffix(suffix).filter(|root| root.len() > 1) {
            return format!("{root}{replacement}");
        }
    }
    for suffix in ["ing", "ed"] {
        if let Some(root) = word.strip_suffix(suffix).filter(|root| root.len() > 1) {
            return restore(root);
        }
    }
    match word.strip_suffix('s') {
        Some(root) if root.len() > 1 && !root.ends_with('s') => root.to_owned(),
        _ => word.to_owned(),
    }
}

/// The verb that lost its ending: `stopp` is `stop`, `announc` is `announce`.
fn restore(root: &str) -> String {
    let bytes = root.as_bytes();
    let at = |back: usize| bytes.len().checked_sub(back).and_then(|i| bytes.get(i)).copied().unwrap_or(b' ');
    let vowel = |byte: u8| matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u');
    let (last, before, third) = (at(1), at(2), at(3));
    if last == before && !vowel(last) && !matches!(last, b'l' | b's' | b'f' | b'z') && root.is_ascii() {
        return root.get(..root.len() - 1).unwrap_or(root).to_owned();
    }
    let silent_e = matches!(last, b'c' | b'v' | b'u' | b'z')
        || (last == b'g' && before != b'n')
        || (last == b's' && before != b's' && (vowel(before) || matches!(before, b'n' | b'r')))
        || (!vowel(last)
            && !matches!(last, b'w' | b'x' | b'y' | b'n' | b'r')
            && vowel(before)
            && !vowel(third))
        || (last == b'l' && !vowel(before) && before != b'l')
        || root.ends_with("at") && !vowel(third);
    if silent_e { format!("{root}e") } else { root.to_owned() }
}

/// Forms that no ending explains.
const IRREGULAR: &[(&str, Tag, &str)] = &[
    ("is", Tag::Aux, "be"),
    ("are", Tag::Aux, "be"),
    ("was", Tag::Aux, "be"),
    ("were", Tag::Aux, "be"),
    ("been", Tag::Aux, "be"),
    ("being", Tag::Aux, "be"),
    ("am", Tag::Aux, "be"),
    ("'s", Tag::Aux, "be"),
    ("has", Tag::Aux, "have"),
    ("had", Tag::Aux, "have"),
    ("did", Tag::Aux, "do"),
    ("does", Tag::Aux, "do"),
    ("n't", Tag::Part, "not"),
    ("said", Tag::Verb, "say"),
    ("told", Tag::Verb, "tell"),
    ("made", Tag::Verb, "make"),
    ("met", Tag::Verb, "meet"),
    ("took", Tag::Verb, "take"),
    ("went", Tag::Verb, "go"),
    ("people", Tag::Noun, "people"),
    ("children", Tag::Noun, "child"),
];

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
        ] {
            assert_eq!(lemma(word, tag), expected, "{word}");
        }
    }
}
