//! Names that a scraped page ran together: a link's text and what it links to, with nothing in between
//! (`Maria KellerKeller`, `Maria Keller Maria Ann KellerHarbour opens`).

use super::fold::fold_name;
use super::gazetteer;
use super::reading::{Uses, word_key};
use super::tables::{NAME_FRONTS, holds};
use crate::text::ByteRange;

/// The least letters of each half of a glued word; behind a given name one will do: `Maria KellerOn`.
const LEAST: usize = 3;

/// The people in the stretch at `range`, which was taken for one person; `uses` says how the article writes its
/// words. What is no person behind a seam names nobody.
pub(super) fn people(text: &str, range: ByteRange, uses: &dyn Uses) -> Vec<ByteRange> {
    let mut people = Vec::new();
    let mut rest = range;
    loop {
        let words = words(text, rest);
        let seam = words.iter().enumerate().find_map(|(at, &word)| {
            let behind = rest.start() > range.start() || at > 0;
            seam(text, word, rest.end(), behind, uses)
        });
        let front = ByteRange::new(rest.start(), seam.unwrap_or(rest.end()));
        people.extend(undoubled(text, front));
        let Some(seam) = seam else { return people };
        rest = ByteRange::new(seam, rest.end());
        if !is_person(rest.of(text), uses) {
            return people;
        }
    }
}

/// Where the words of a name stand.
pub(super) fn words(text: &str, name: ByteRange) -> Vec<ByteRange> {
    let mut words = Vec::new();
    let mut start = name.start();
    for part in name.of(text).split_inclusive(char::is_whitespace) {
        let word = part.trim_end();
        if !word.is_empty() {
            words.push(ByteRange::new(start, start + word.len()));
        }
        start += part.len();
    }
    words
}

/// The name once, or twice where it is given twice.
fn undoubled(text: &str, range: ByteRange) -> impl Iterator<Item = ByteRange> {
    let words = words(text, range);
    let again = doubled(text, &words).and_then(|at| words.get(at)).map_or(range.end(), |word| word.start());
    let parts = [ByteRange::new(range.start(), again).trim(text), ByteRange::new(again, range.end())];
    parts.into_iter().filter(|part| !part.is_empty())
}

/// The word with which a name begins anew: `Maria Keller | Maria Ann Keller`, `Mia Keller | Maria Ann Keller`.
fn doubled(text: &str, words: &[ByteRange]) -> Option<usize> {
    let word = |at: usize| words.get(at).map(|word| word.of(text));
    let again = (2..words.len().saturating_sub(1)).find(|&at| word(at) == word(0));
    again.or_else(|| {
        let last = word(words.len().checked_sub(1)?);
        let anew = |at: usize| at > 0 || word(1).is_some_and(gazetteer::is_given_name);
        (0..words.len().saturating_sub(2)).find(|&at| word(at) == last && anew(at)).map(|at| at + 1)
    })
}

/// Where in `word` another begins: behind a name that the article also has by itself, and that stands behind
/// another word of the name (`behind`) or before another name; `end` is where the stretch ends.
fn seam(text: &str, word: ByteRange, end: usize, behind: bool, uses: &dyn Uses) -> Option<usize> {
    let written = word.of(text);
    // `@MariaKeller` is how the page's readers call themselves.
    if text.get(..word.start()).is_some_and(|before| before.ends_with(['@', '#', '_'])) {
        return None;
    }
    let capitals = written.char_indices().skip(1).filter(|(_, c)| c.is_uppercase());
    capitals.map(|(at, _)| written.split_at(at)).find_map(|(front, back)| {
        let seam = word.start() + front.len();
        let long = front.chars().count() >= LEAST && (behind || back.chars().count() >= LEAST);
        let capital = front.starts_with(char::is_uppercase) && front.ends_with(char::is_lowercase);
        let name = long && capital && !holds(NAME_FRONTS, &fold_name(front)) && is_used(front, uses);
        let surname = || gazetteer::is_surname(front) && !gazetteer::is_given_name(front);
        let another = || is_used(back, uses) || is_person(ByteRange::new(seam, end).of(text), uses);
        (name && (behind || surname() && another())).then_some(seam)
    })
}

/// Whether the article has the word by itself as a name.
fn is_used(word: &str, uses: &dyn Uses) -> bool {
    uses.of(word_key(word)).is_some_and(|uses| uses.capital > 0)
}

/// Whether `name` is a person's full name, or a surname that the article has.
fn is_person(name: &str, uses: &dyn Uses) -> bool {
    match name.split_once(char::is_whitespace) {
        Some((given, _)) => gazetteer::is_given_name(given),
        None => gazetteer::is_surname(name) && is_used(name, uses),
    }
}

#[cfg(test)]
mod tests {
    use super::super::reading::{WordUse, WordUses};
    use super::*;

    /// The people of `text` in an article that has `used` as names.
    fn of<'a>(text: &'a str, used: &[&str]) -> Vec<&'a str> {
        let once = WordUse { lower: 0, capital: 1, initial: 0 };
        let uses: WordUses = used.iter().map(|word| (word_key(word), once)).collect();
        people(text, ByteRange::new(0, text.len()), &uses).into_iter().map(|range| range.of(text)).collect()
    }

    #[test]
    fn a_name_run_into_the_next_ends_where_it_ends_elsewhere() {
        assert_eq!(of("Maria KellerKeller", &["Keller"]), ["Maria Keller", "Keller"]);
        assert_eq!(of("Maria KellerPeter Berg", &["Keller"]), ["Maria Keller", "Peter Berg"]);
        assert_eq!(of("KellerPeter Berg", &["Keller"]), ["Keller", "Peter Berg"]);
        assert_eq!(of("Maria McKellerKeller", &["Keller", "McKeller"]), ["Maria McKeller", "Keller"]);
        assert_eq!(of("Maria Keller-BergOn", &["Keller-Berg"]), ["Maria Keller-Berg"]);
    }

    #[test]
    fn what_is_no_person_behind_a_seam_names_nobody() {
        assert_eq!(of("Maria KellerHarbour Board", &["Keller"]), ["Maria Keller"]);
        assert_eq!(of("Maria KellerGNP", &["Keller", "GNP"]), ["Maria Keller"]);
    }

    #[test]
    fn capitals_within_a_name_are_its_own() {
        let all = ["Mac", "Van", "Fitz", "Maria", "Keller", "La", "De", "Le"];
        for name in
            ["Ann MacKeller", "Jan VanBerg", "Lee FitzGerald", "Ron DeLarge", "LeMarius Berg", "Mia McBerg"]
        {
            assert_eq!(of(name, &all), [name]);
        }
        // No article has the first half by itself.
        assert_eq!(of("Mia HyunJin", &["Keller"]), ["Mia HyunJin"]);
        assert_eq!(of("MariaKeller", &all), ["MariaKeller"]);
    }

    #[test]
    fn a_name_given_twice_is_two_mentions() {
        assert_eq!(of("Maria Keller Maria Ann Keller", &[]), ["Maria Keller", "Maria Ann Keller"]);
        assert_eq!(of("Mia Keller Maria Ann Keller", &[]), ["Mia Keller", "Maria Ann Keller"]);
        assert_eq!(
            of("Mia Keller Maria Ann KellerKeller", &["Keller"]),
            ["Mia Keller", "Maria Ann Keller", "Keller"]
        );
        assert_eq!(of("Keller Maria Keller", &[]), ["Keller", "Maria Keller"]);
        assert_eq!(of("Maria Maria Keller", &[]), ["Maria Maria Keller"]);
    }
}
