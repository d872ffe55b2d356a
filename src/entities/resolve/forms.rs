//! How one name can stand for another: surnames, initials, company forms, countries. Pure
//! functions over folded names (see [`crate::entities::fold_name`]).

use crate::entities::fold::{fold_name, is_hyphen, strip_possessive};
use crate::entities::tables::{
    COMPANY_FORMS, NAME_SUFFIXES, PARTICLES, SEVERAL_COUNTRIES, SMALL_WORDS, holds,
};
use crate::text::lexicon::{self, WordClass};
use crate::text::tokens::{TokenKind, tokenize};

/// `theodor` of `theodor of northport`: a personal name without an origin or office behind it.
pub(crate) fn without_origin(key: &str) -> &str {
    key.find(" of ").and_then(|at| key.get(..at)).filter(|front| !front.is_empty()).unwrap_or(key)
}

/// The country that `name` always names. `Korea` may be either or both.
pub(crate) fn country(name: &str) -> Option<&'static str> {
    lexicon::country(name).filter(|_| !holds(SEVERAL_COUNTRIES, &name.to_lowercase()))
}

/// The words of a personal name without what follows the surname (`jr`, `iii`, `of northport`).
pub(crate) fn person_words(key: &str) -> Vec<&str> {
    let mut words: Vec<&str> = without_origin(key).split(' ').filter(|word| !word.is_empty()).collect();
    while words.len() > 1 && words.last().is_some_and(|last| holds(NAME_SUFFIXES, last)) {
        words.pop();
    }
    words
}

/// `jr` of `maria keller jr`: what tells two generations of one name apart.
pub(crate) fn generation(key: &str) -> Option<&str> {
    key.rsplit_once(' ').map(|(_, last)| last).filter(|last| holds(&["jr", "sr", "ii", "iii", "iv"], last))
}

/// Whether `key` is the name of `elder` with a generation behind it.
pub(crate) fn younger(key: &str, elder: &str) -> bool {
    generation(key).is_some() && generation(elder).is_none()
}

/// The surname of a full name, its particles included: `van der berg` of `pieter van der berg`.
pub(crate) fn surname(key: &str) -> Option<String> {
    let words = person_words(key);
    if words.len() < 2 {
        return None;
    }
    let mut from = words.len() - 1;
    while from > 1 && words.get(from - 1).is_some_and(|word| holds(PARTICLES, word)) {
        from -= 1;
    }
    Some(words.get(from..).unwrap_or_default().join(" "))
}

/// What a form by which full names are listed begins with: no name does.
const WHOLE: char = '\u{2}';
/// The same where only the initial of the given name counts.
const INITIAL: char = '\u{3}';

/// Whether `form` is one of [`full_name_listed`] or [`initials_listed`], and no name.
pub(crate) fn is_listed(form: &str) -> bool {
    form.starts_with([WHOLE, INITIAL, INITIALS])
}

/// The forms by which a full personal name is listed: its first given name with its surname, and that name's
/// initial with it. Of one surname there may be thousands in a large corpus.
pub(crate) fn full_name_listed(key: &str) -> impl Iterator<Item = String> {
    full_name(key).into_iter().flat_map(|(given, surname)| {
        let initial = given.chars().next().unwrap_or_default();
        [format!("{WHOLE}{given} {surname}"), format!("{INITIAL}{initial} {surname}")]
    })
}

/// The forms under which every name is listed that can be [`same_person`] as the full name `key`.
pub(crate) fn full_name_asked(key: &str) -> Vec<String> {
    let Some((given, surname)) = full_name(key) else { return Vec::new() };
    let initial = given.chars().next().unwrap_or_default();
    if given.chars().count() == 1 {
        vec![format!("{INITIAL}{initial} {surname}")]
    } else {
        vec![format!("{WHOLE}{given} {surname}"), format!("{WHOLE}{initial} {surname}")]
    }
}

/// The first given name and the surname of a full name.
fn full_name(key: &str) -> Option<(&str, String)> {
    Some((*person_words(key).first()?, surname(key)?))
}

/// Whether the written word is a surname of two: `Keller-Smith`, not `al-Berg` or `Jong-un`.
pub(crate) fn is_double_barrelled(word: &str) -> bool {
    let part = |part: &str| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
    };
    let mut parts = word.split(is_hyphen);
    parts.clone().count() > 1 && parts.all(part) && !word.contains(char::is_whitespace)
}

/// Whether the written name is a person's full one: a surname of two is none.
pub(crate) fn is_full_person(text: &str, key: &str) -> bool {
    person_words(key).len() > 1 && !is_double_barrelled(text)
}

/// [`surname`] of a full name as it is written: `keller smith` of `Maria Keller-Smith`.
pub(crate) fn written_surname(text: &str) -> Option<String> {
    let last = text.trim_end().rsplit_once(char::is_whitespace).map(|(_, last)| strip_possessive(last));
    match last.filter(|last| is_double_barrelled(last)) {
        Some(last) => Some(fold_name(last)),
        None => surname(&fold_name(text)),
    }
}

/// Whether two full personal names can be one person's: the same surname, and given names that
/// agree (equal, an initial of the other, or a middle name that one leaves out).
pub(crate) fn same_person(a: &str, b: &str) -> bool {
    if generation(a) != generation(b) {
        return false;
    }
    let (a, b) = (person_words(a), person_words(b));
    let (Some((last_a, given_a)), Some((last_b, given_b))) = (a.split_last(), b.split_last()) else {
        return false;
    };
    if last_a != last_b || given_a.is_empty() || given_b.is_empty() {
        return false;
    }
    let agrees = |x: &str, y: &str| {
        x == y || x.chars().count() == 1 && y.starts_with(x) || y.chars().count() == 1 && x.starts_with(y)
    };
    let first = given_a.first().zip(given_b.first()).is_some_and(|(x, y)| agrees(x, y));
    // Middle names may be missing on one side; where both have them they must agree.
    let middle = given_a.iter().skip(1).zip(given_b.iter().skip(1)).all(|(x, y)| agrees(x, y));
    first && middle
}

/// The name of an organisation without legal form and article: `apple` of `apple inc`.
pub(crate) fn without_company_form(key: &str) -> &str {
    let mut core = key;
    while let Some((head, last)) = core.rsplit_once(' ') {
        if !holds(COMPANY_FORMS, last) {
            break;
        }
        core = head;
    }
    core
}

/// An organisation's name taken apart: see [`organisation_core`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Core {
    /// The words without legal form and country, `of` phrases turned.
    pub words: String,
    /// The country in front.
    pub country: Option<&'static str>,
}

/// Takes an organisation's name apart: `labor department` of the `united states` for
/// `us department of labor`.
pub(crate) fn organisation_core(key: &str) -> Core {
    let mut rest = without_company_form(key);
    let mut country = None;
    // A country's name may be of two or three words.
    for (at, _) in rest.match_indices(' ').take(3).collect::<Vec<_>>().into_iter().rev() {
        let (front, tail) = rest.split_at(at);
        let land = if front == "us" {
            Some("united states")
        } else {
            lexicon::country(front).or_else(|| lexicon::demonym(front))
        };
        if land.is_some() && tail.trim().contains(' ') {
            (country, rest) = (land, tail.trim_start());
            break;
        }
    }
    let words: Vec<&str> = rest.split(' ').filter(|word| *word != "the").collect();
    let words = match words.iter().position(|word| *word == "of") {
        Some(1) if words.len() > 2 => {
            let tail = words.get(2..).unwrap_or_default();
            format!("{} {}", tail.join(" "), words.first().copied().unwrap_or_default())
        }
        _ => words.join(" "),
    };
    Core { words, country }
}

/// Whether `short` (folded, no spaces) is made of the initials of `long`'s words; small words may
/// give a letter or none.
pub(crate) fn initials_of(short: &str, long: &str) -> bool {
    let words: Vec<&str> = long.split(' ').filter(|word| !word.is_empty()).collect();
    let letters: Vec<char> = short.chars().filter(|c| c.is_alphanumeric()).collect();
    if letters.len() < 2 || letters.len() > 8 || words.len() < 2 {
        return false;
    }
    fn fits(letters: &[char], words: &[&str]) -> bool {
        match (letters.split_first(), words.split_first()) {
            (None, rest) => rest.is_none_or(|(word, tail)| {
                (holds(SMALL_WORDS, word) || holds(COMPANY_FORMS, word)) && fits(letters, tail)
            }),
            (Some(_), None) => false,
            (Some((&letter, more)), Some((word, tail))) => {
                word.starts_with(letter) && fits(more, tail)
                    || holds(SMALL_WORDS, word) && fits(letters, tail)
                    // `USAF` for `U.S. Air Force`: a short word may give all its letters.
                    || word.len() == 2 && word.chars().eq(letters.iter().copied().take(2)) && fits(letters.get(2..).unwrap_or_default(), tail)
            }
        }
    }
    fits(&letters, &words)
}

/// Whether `text` has words with capitals, one behind the other, whose initials `short` is: three letters or more.
pub(crate) fn spells_out(text: &str, short: &str) -> bool {
    let letters = short.chars().filter(|c| c.is_alphanumeric()).count();
    if letters < 3 || !is_acronym(short) {
        return false;
    }
    let short = fold_name(short);
    let tokens: Vec<_> = tokenize(text).into_iter().filter(|token| token.kind == TokenKind::Word).collect();
    let is_part = |word: &str| word.starts_with(char::is_uppercase) || holds(SMALL_WORDS, word);
    (0..tokens.len()).any(|first| {
        let run = tokens.get(first..).unwrap_or_default().iter().map(|token| token.range.of(text));
        let run: Vec<&str> = run.take_while(|word| is_part(word)).take(letters + 3).collect();
        run.first().is_some_and(|word| word.starts_with(char::is_uppercase))
            && (letters.min(run.len())..=run.len()).any(|length| {
                initials_of(&short, &fold_name(&run.get(..length).unwrap_or_default().join(" ")))
            })
    })
}

/// What a form of initials by which a body is listed begins with: no name does.
const INITIALS: char = '\u{4}';

/// The initials of a body of three words or more, with and without small words: `mod` of `ministry of defence`.
pub(crate) fn initials(key: &str) -> impl Iterator<Item = String> {
    initials_listed(key).into_iter().map(|form| form.trim_start_matches(INITIALS).to_owned())
}

/// The forms by which a body is listed for whoever writes its initials, with and without small words: `sec` and
/// `saec` of `securities and exchange commission`. Of fewer than three words none: two letters are many a body's.
pub(crate) fn initials_listed(key: &str) -> Vec<String> {
    let words: Vec<&str> = key.split(' ').filter(|word| !word.is_empty()).collect();
    let own = || words.iter().filter(|word| !holds(SMALL_WORDS, word) && !holds(COMPANY_FORMS, word));
    let of = |words: Vec<&&str>| {
        let letters = words.iter().filter_map(|word| word.chars().next());
        letters.fold(String::from(INITIALS), |mut form, letter| {
            form.push(letter);
            form
        })
    };
    let mut found = vec![of(own().collect()), of(words.iter().collect())];
    found.dedup();
    found.retain(|form| (4..=9).contains(&form.chars().count()));
    found
}

/// The form under which [`initials_listed`] lists the bearers of `short`, folded.
pub(crate) fn initials_asked(short: &str) -> String {
    let letters = short.chars().filter(|c| c.is_alphanumeric());
    std::iter::once(INITIALS).chain(letters).collect()
}

/// Whether the name is written like initials: two to eight capitals, `&` and stops apart.
pub(crate) fn is_acronym(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    (2..=8).contains(&letters)
        && name.chars().filter(|c| c.is_lowercase()).count() * 3 < letters
        && !name.contains(' ')
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '&' | '-'))
}

/// Whether `short` is made of the capitals of the one word `long`: `NS` of `NorthScape`.
pub(crate) fn capitals_of(short: &str, long: &str) -> bool {
    long.len() >= short.len() * 2
        && long.chars().any(char::is_lowercase)
        && long.chars().filter(|c| c.is_uppercase()).eq(short.chars())
}

/// `texas` of `state of texas`: a place's name without the words that say what it is.
pub(crate) fn place_core(key: &str) -> &str {
    // `Province of Northport` and `Northport City` are other places than Northport.
    for front in ["state of ", "city of ", "republic of ", "town of ", "kingdom of ", "commonwealth of "] {
        if let Some(rest) = key.strip_prefix(front) {
            return rest;
        }
    }
    key
}

/// Letters that a clipped name has.
const CLIPPED: std::ops::RangeInclusive<usize> = 3..=4;
/// Letters that clipping leaves out at least: `Guard` is nothing of `Guards`.
const LEFT_OUT: usize = 3;

/// Whether a name may be the beginning of a longer one's first word: `Met`, and not `MET`, `Metro Line` or a word that
/// stands for itself, as `Star` does beside `Starlight Foundation`.
pub(crate) fn may_clip(name: &str) -> bool {
    let word = name.to_lowercase();
    CLIPPED.contains(&name.chars().count())
        && name.chars().skip(1).all(|c| c.is_alphabetic() && c.is_lowercase())
        && ![WordClass::Noun, WordClass::Adjective].into_iter().any(|class| lexicon::is_lemma(&word, class))
}

/// Whether the folded name `short` is the beginning of the first of the words of `long`: `met` of `metropolitan
/// museum`.
pub(crate) fn clips(short: &str, long: &str) -> bool {
    long.split_once(' ').is_some_and(|(first, _)| {
        first.strip_prefix(short).is_some_and(|left| left.chars().count() >= LEFT_OUT)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_keeps_its_particles() {
        assert_eq!(surname("pieter van der berg").as_deref(), Some("van der berg"));
        assert_eq!(surname("maria keller jr").as_deref(), Some("keller"));
        assert_eq!(surname("keller"), None);
        assert_eq!(surname("patrick leopold gordon of northport").as_deref(), Some("gordon"));
    }

    #[test]
    fn a_surname_of_two_stays_whole() {
        assert_eq!(written_surname("Maria Keller-Smith").as_deref(), Some("keller smith"));
        assert_eq!(written_surname("Ayman al-Berg").as_deref(), Some("al berg"));
        assert!(is_full_person("Maria Keller", "maria keller"));
        assert!(!is_full_person("Keller-Smith", "keller smith"));
    }

    #[test]
    fn full_names_agree_over_initials_and_missing_middle_names() {
        assert!(same_person("maria keller", "maria anna keller"));
        assert!(same_person("m keller", "maria keller"));
        assert!(!same_person("maria keller", "martin keller"));
        assert!(!same_person("maria keller", "keller"));
    }

    #[test]
    fn a_full_name_is_listed_where_whoever_may_bear_it_is_asked_for() {
        let names = ["maria keller", "m keller", "maria anna keller", "martin keller", "maria van der berg"];
        for one in names {
            for other in names.into_iter().filter(|other| same_person(one, other)) {
                let asked = full_name_asked(one);
                assert!(full_name_listed(other).any(|form| asked.contains(&form)), "{one}, {other}");
            }
        }
        assert_eq!(full_name_asked("keller"), [""; 0]);
    }

    #[test]
    fn initials_may_skip_small_words() {
        assert!(initials_of("fns", "foundation for northern studies"));
        assert!(initials_of("ffns", "foundation for northern studies"));
        assert!(!initials_of("fs", "foundation for northern studies"));
        assert!(!initials_of("nfs", "foundation for northern studies"));
    }

    #[test]
    fn organisations_agree_over_form_country_and_word_order() {
        assert_eq!(without_company_form("northport motor co"), "northport");
        assert_eq!(organisation_core("department of labor"), organisation_core("labor department"));
        let norwegian = organisation_core("norwegian ministry of defence");
        assert_eq!((norwegian.words.as_str(), norwegian.country), ("defence ministry", Some("norway")));
    }
}
