//! Where one stretch that the model found is no name, a longer one, or several.

use super::gazetteer::{self, Wordness};
use super::labels::Class;
use super::reading::{Sentence, Shape, Uses, word_key};
use super::tables::{ERAS, holds};
use crate::text::ByteRange;
use crate::text::lemma::lemma;
use crate::text::lexicon::{self, WordClass, is_lemma};
use crate::text::tagger::Tag;

/// The stretch without small words in front; what stands behind a bracket that it does not close or
/// behind a verb becomes a name of its own, and an era behind a year (`508 BC`) is none.
pub(super) fn mended(
    text: &str,
    sentence: &Sentence,
    (start, end, class): (usize, usize, Class),
) -> impl Iterator<Item = (usize, usize, Class)> {
    let shape = |at: usize| sentence.shapes.get(at).copied().unwrap_or(Shape::Sign);
    let start = (start..end).find(|&at| shape(at) != Shape::Lower).unwrap_or(end);
    let open = (start..end).rev().find(|&at| sentence.word(text, at) == "(");
    let closed = (start..end).any(|at| sentence.word(text, at) == ")");
    let verb = (start..end).find(|&at| {
        shape(at) == Shape::Lower
            && sentence.words.get(at).is_some_and(|word| matches!(word.tag, Tag::Verb | Tag::Aux))
    });
    let parts = match open.filter(|_| !closed).or(verb).filter(|&at| at > start) {
        Some(at) => [(start, at), ((at + 1..end).find(|&at| shape(at).capital()).unwrap_or(end), end)],
        None => [(start, end), (end, end)],
    };
    let era = move |from: usize, to: usize| {
        let number = from.checked_sub(1).is_some_and(|at| shape(at) == Shape::Number);
        to == from + 1 && number && holds(ERAS, &sentence.word(text, from).to_lowercase())
    };
    parts
        .into_iter()
        .filter(move |&(from, to)| from < to && !era(from, to))
        .map(move |(from, to)| (from, to, class))
}

/// A given name and the unknown word behind it, which the model took for two names, as one person's.
pub(super) fn rejoined(
    text: &str,
    sentence: &Sentence,
    spans: Vec<(usize, usize, Class)>,
) -> Vec<(usize, usize, Class)> {
    let mut joined: Vec<(usize, usize, Class)> = Vec::with_capacity(spans.len());
    for (start, end, class) in spans {
        if let Some(before) = joined.last_mut()
            && (before.0.wrapping_add(1), before.1) == (start, start)
            && matches!(before.2, Class::Person | Class::Place)
            && matches!(class, Class::Place | Class::Organisation)
            && end == start + 1
        {
            let (given, word) = (sentence.word(text, before.0), sentence.word(text, start));
            let facts = gazetteer::facts(word);
            let unknown = facts.place.is_none()
                && facts.word != Wordness::Mostly
                && word.starts_with(char::is_uppercase);
            let known = lexicon::country(word).is_some() || gazetteer::is_organisation_word(word);
            let nowhere = before.2 == Class::Person || gazetteer::facts(given).place.is_none();
            if gazetteer::is_given_name(given) && nowhere && unknown && !known {
                *before = (before.0, end, Class::Person);
                continue;
            }
        }
        joined.push((start, end, class));
    }
    joined
}

/// Where the name starts that the first word of the sentence was taken for a part of: `Leaving Keller's house`. The
/// word is no given name and has no capital elsewhere, and the article has the name without it.
pub(super) fn behind_opener(
    text: &str,
    sentence: &Sentence,
    start: usize,
    end: usize,
    uses: &dyn Uses,
) -> usize {
    let used = |at: usize| uses.of(word_key(sentence.word(text, at))).unwrap_or_default();
    let opener = sentence.word(text, start);
    let facts = gazetteer::facts(opener);
    let plain = end == start + 2
        && sentence.opens(text, start)
        && sentence.shapes.get(start) == Some(&Shape::Capital)
        && !(facts.given || facts.surname)
        && used(start).capital == 0
        && used(start + 1).capital > 0;
    let dictionary = |tag: Tag, class: WordClass| is_lemma(&lemma(&opener.to_lowercase(), tag), class);
    let word =
        plain && (dictionary(Tag::Verb, WordClass::Verb) || dictionary(Tag::Adj, WordClass::Adjective));
    start + usize::from(word)
}

/// Two names that were taken for one: bodies with `and the` or `at` between them, people with `and`, a person behind
/// a possessive, and a full name with what it is `of`: `Maria Keller of the Harbour Party`.
pub(super) fn parted(
    text: &str,
    sentence: &Sentence,
    (start, end, class): (usize, usize, Class),
) -> impl Iterator<Item = (usize, usize, Class)> {
    let word = |at: usize| sentence.word(text, at);
    let has_body = |from: usize, to: usize| {
        to > from + 1 && (from..to).any(|at| gazetteer::is_organisation_word(word(at)))
    };
    let body = |from: usize| {
        let name = super::detect::span(text, sentence, from, end);
        let place = gazetteer::place(name.of(text)).is_some() || lexicon::country(name.of(text)).is_some();
        if place { Class::Place } else { Class::Organisation }
    };
    let cut = (start + 1..end).find_map(|at| match class {
        Class::Organisation if word(at) == "and" && word(at + 1) == "the" => Some((at, at + 2)),
        // `School of Law at Northport University`
        Class::Organisation if word(at) == "at" && has_body(start, at) && has_body(at, end) => {
            Some((at, at + 1 + usize::from(matches!(word(at + 1), "the" | "The"))))
        }
        Class::Person if matches!(word(at), "'s" | "’s" | "and") => Some((at, at + 1)),
        _ => None,
    });
    let behind = |at: usize| at + 1 + usize::from(matches!(word(at + 1), "the" | "The"));
    let is_short = |word: &str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    // A body behind `of`, in words or in initials, shows the person before it whose given name is not known.
    let of_body = |at: usize| has_body(at, end) || at + 1 == end && is_short(word(at));
    let member = (start + 2..end)
        .find(|&at| class == Class::Person && word(at) == "of")
        .filter(|&at| gazetteer::is_given_name(word(start)) || of_body(behind(at)))
        .filter(|&at| !has_body(start, at));
    let of = member.map(|at| (at, behind(at)));
    let parts = match cut.or(of).filter(|&(_, next)| next < end) {
        Some((at, next)) => [(start, at, class), (next, end, if cut.is_some() { class } else { body(next) })],
        None => [(start, end, class), (end, end, class)],
    };
    parts.into_iter().filter(|(from, to, _)| from < to)
}

/// `Eastland` of `R-Eastland`, which says of a member the party and the district.
pub(super) fn without_party(text: &str, range: ByteRange) -> ByteRange {
    let name = range.of(text);
    let place = name.split_once(super::fold::is_hyphen).filter(|(party, place)| {
        party.chars().count() == 1 && place.starts_with(char::is_uppercase) && place.chars().nth(1).is_some()
    });
    place.map_or(range, |(_, place)| ByteRange::new(range.end() - place.len(), range.end()))
}

/// The names between the strokes of a credit: `Maria Keller/Northport News`, `Maria Keller / NN`. Short ones
/// without a name of several words are parts of one name (`AC/DC`).
pub(super) fn credits(text: &str, range: ByteRange) -> Vec<ByteRange> {
    let name = range.of(text);
    let credited = name.split('/').next().is_some_and(|first| first.trim().contains(char::is_whitespace));
    let least = if credited { 2 } else { 3 };
    let named = |part: &str| part.trim().len() >= least && part.trim().starts_with(char::is_uppercase);
    if !name.contains('/') || !name.split('/').all(named) {
        return vec![range];
    }
    let mut start = range.start();
    name.split('/')
        .map(|part| {
            let part = ByteRange::new(start, start + part.len());
            start = part.end() + 1;
            part.trim(text)
        })
        .collect()
}

/// The two names of `Northport-Eastland`: both halves must be places, or stand
/// alone elsewhere in the article.
pub(super) fn halves(text: &str, range: ByteRange, uses: &dyn Uses) -> Option<(ByteRange, ByteRange)> {
    let name = range.of(text);
    let (at, dash) = name.char_indices().find(|(_, c)| super::fold::is_hyphen(*c))?;
    let known = |half: &str| {
        half.starts_with(char::is_uppercase)
            && (lexicon::country(half).is_some()
                || gazetteer::place(half).is_some()
                || half.chars().count() > 3 && uses.of(word_key(half)).is_some_and(|uses| uses.capital > 0))
    };
    let left = ByteRange::new(range.start(), range.start() + at).trim(text);
    let right = ByteRange::new(range.start() + at + dash.len_utf8(), range.end()).trim(text);
    (known(left.of(text)) && known(right.of(text)) && gazetteer::facts(name).place.is_none())
        .then_some((left, right))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strokes_part_the_names_of_a_credit_and_not_short_ones() {
        let parts = |text: &'static str| {
            let found = credits(text, ByteRange::new(0, text.len()));
            found.into_iter().map(|range| range.of(text)).collect::<Vec<_>>()
        };
        assert_eq!(parts("Maria Keller/Northport News"), ["Maria Keller", "Northport News"]);
        assert_eq!(parts("Maria Keller / NN"), ["Maria Keller", "NN"]);
        assert_eq!(parts("Maria Keller/NN"), ["Maria Keller", "NN"]);
        assert_eq!(parts("AC/DC"), ["AC/DC"]);
    }

    #[test]
    fn a_party_in_front_of_a_district_is_taken_off() {
        let place = |text: &'static str| without_party(text, ByteRange::new(0, text.len())).of(text);
        assert_eq!(place("R-Eastland"), "Eastland");
        assert_eq!(place("Saint-Denis"), "Saint-Denis");
    }
}
