//! What well-known names and words are: places, given names, surnames, words that make an organisation,
//! titles, roles. Lookups fold the name first (see [`fold_name`]), so any spelling and case will do.
//!
//! A name may be several things, and a plain word besides (`Reading`, `May`, `Jordan`). [`facts`] tells
//! all of it; [`place`] is careful and names a place only when that is the likely meaning.

use std::cell::RefCell;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::fold::fold_name;
use crate::text::memo::Memo;
use crate::text::packed::PackedWords;

/// What sort of place a name is known for. In order of precedence: `Georgia` is a country first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceKind {
    /// A country or dependent territory.
    Country,
    /// A part of a country or of the world.
    Region,
    /// A city or town.
    City,
    /// A river, a sea, a mountain, a building.
    Other,
}

/// How much a name is a plain word too, by its use in news.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wordness {
    /// A name only, or nearly so.
    #[default]
    Never,
    /// In lower case now and then (`turkey`), or unseen in news and in the dictionary.
    Sometimes,
    /// Mostly in lower case: `reading`, `nice`, `will`.
    Mostly,
}

/// All that the gazetteer knows of a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The sort of place it names.
    pub place: Option<PlaceKind>,
    /// Whether the name, standing alone, most likely means that place: by how many people live there, how
    /// many are called so, and how much it is a plain word (the rule is in `src/bin/train/gazetteer.rs`).
    pub likely: bool,
    /// Whether people are called so by their given name.
    pub given: bool,
    /// Whether people are called so by their surname.
    pub surname: bool,
    /// Whether it is a plain word too.
    pub word: Wordness,
}

impl Facts {
    /// As the byte of the data file: place in bits 0 to 2, then likely, given, surname, and wordness in
    /// bits 6 and 7.
    #[must_use]
    pub fn pack(self) -> u8 {
        let place = self.place.map_or(0, |kind| kind as u8 + 1);
        place
            | u8::from(self.likely) << 3
            | u8::from(self.given) << 4
            | u8::from(self.surname) << 5
            | (self.word as u8) << 6
    }

    /// The facts of a byte that [`Self::pack`] made.
    #[must_use]
    pub fn unpack(byte: u8) -> Self {
        let place = match byte & 7 {
            1 => Some(PlaceKind::Country),
            2 => Some(PlaceKind::Region),
            3 => Some(PlaceKind::City),
            4 => Some(PlaceKind::Other),
            _ => None,
        };
        let word = match byte >> 6 {
            0 => Wordness::Never,
            1 => Wordness::Sometimes,
            _ => Wordness::Mostly,
        };
        Self { place, likely: byte & 8 != 0, given: byte & 16 != 0, surname: byte & 32 != 0, word }
    }
}

static NAMES: LazyLock<PackedWords> =
    LazyLock::new(|| PackedWords::decode(include_bytes!("data/gazetteer.bin")));

/// The hand-made lists of words.
struct Words {
    organisations: FxHashSet<&'static str>,
    places: FxHashSet<&'static str>,
    titles: FxHashSet<&'static str>,
    addresses: FxHashSet<&'static str>,
    modifiers: FxHashSet<&'static str>,
    portfolios: FxHashSet<&'static str>,
    offices: FxHashSet<&'static str>,
    roles: FxHashSet<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| Words {
    organisations: listed(include_str!("data/organisations.txt"), ' '),
    places: listed(include_str!("data/place-words.txt"), ' '),
    titles: listed(include_str!("data/titles.txt"), '\n'),
    addresses: listed(include_str!("data/addresses.txt"), ' '),
    modifiers: listed(include_str!("data/modifiers.txt"), ' '),
    portfolios: listed(include_str!("data/portfolios.txt"), '\n'),
    offices: listed(include_str!("data/offices.txt"), ' '),
    roles: listed(include_str!("data/roles.txt"), ' '),
});

/// The entries of a list, parted by `parting` or a new line.
fn listed(data: &'static str, parting: char) -> FxHashSet<&'static str> {
    data.lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(|line| line.split(parting))
        .filter(|word| !word.is_empty())
        .collect()
}

/// Everything known of `name`, one word or several; nothing known is the default value.
#[must_use]
pub fn facts(name: &str) -> Facts {
    thread_local! {
        static FACTS: RefCell<Memo<Facts, { 1 << 14 }>> = RefCell::default();
    }
    let make = || NAMES.get(&fold_name(name)).map_or_else(Facts::default, Facts::unpack);
    FACTS.with_borrow_mut(|memo| memo.get(name, make))
}

/// What `name` is as a place, when that is its likely meaning: no plain word, no small town that shares its
/// name with many people ([`Facts::likely`]). `us` in lower case is the pronoun.
#[must_use]
pub fn place(name: &str) -> Option<PlaceKind> {
    let facts = facts(name);
    facts.place.filter(|_| facts.likely && name != "us")
}

/// Whether people are called so by their given name; it may be a place or a plain word too.
#[must_use]
pub fn is_given_name(word: &str) -> bool {
    facts(word).given
}

/// Whether people are called so by their surname; it may be a place or a plain word too.
#[must_use]
pub fn is_surname(word: &str) -> bool {
    facts(word).surname
}

/// Whether `word` makes a name an organisation's: `ministry`, `bank`, `inc`.
#[must_use]
pub fn is_organisation_word(word: &str) -> bool {
    WORDS.organisations.contains(fold_name(word).as_str())
}

/// Whether `word` makes a name a place's: `river`, `county`, `airport`.
#[must_use]
pub fn is_place_word(word: &str) -> bool {
    WORDS.places.contains(fold_name(word).as_str())
}

/// Whether the words are a title or an office that stands before a personal name, with what may stand
/// before the title: `Gen.`, `Prime Minister`, `former Deputy Foreign Minister`, `President-elect`. A
/// modifier alone (`former`) counts too.
#[must_use]
pub fn is_title(words: &str) -> bool {
    thread_local! {
        static TITLES: RefCell<Memo<bool>> = RefCell::default();
    }
    let make = || {
        let folded = fold_name(words);
        !folded.is_empty() && title(&folded)
    };
    words.len() <= LONGEST_TITLE && TITLES.with_borrow_mut(|memo| memo.get(words, make))
}

/// Bytes. A title of more words than fit is a sentence.
const LONGEST_TITLE: usize = 96;

fn title(words: &str) -> bool {
    if WORDS.titles.contains(words) || WORDS.modifiers.contains(words) {
        return true;
    }
    if let Some((front, office)) = words.rsplit_once(' ')
        && WORDS.portfolios.contains(front)
        && WORDS.offices.contains(office)
    {
        return true;
    }
    words.split_once(' ').is_some_and(|(first, rest)| WORDS.modifiers.contains(first) && title(rest))
}

/// Whether the word only shades a title or role: `former`, `deputy`, `acting`.
#[must_use]
pub fn is_role_modifier(word: &str) -> bool {
    WORDS.modifiers.contains(fold_name(word).as_str())
}

/// Whether the word is a form of address or a rank (`Mr`, `Gen.`), which goes with any office.
#[must_use]
pub fn is_address(word: &str) -> bool {
    WORDS.addresses.contains(fold_name(word).as_str())
}

/// Whether the word says what a person is in public life, singular or plural: `analyst`, `ministers`.
#[must_use]
pub fn is_role_word(word: &str) -> bool {
    let word = fold_name(word);
    WORDS.roles.contains(word.as_str()) || word.strip_suffix('s').is_some_and(|one| WORDS.roles.contains(one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_in_any_spelling() {
        assert_eq!(place("Norway"), Some(PlaceKind::Country));
        assert_eq!(place("the Netherlands"), Some(PlaceKind::Country));
        assert_eq!(place("U.K."), Some(PlaceKind::Country));
        assert_eq!(place("São Paulo"), Some(PlaceKind::City));
        assert_eq!(place("SAO PAULO"), Some(PlaceKind::City));
        assert_eq!(place("St. Louis"), Some(PlaceKind::City));
        assert_eq!(place("Ohio"), Some(PlaceKind::Region));
        assert_eq!(place("Black Sea"), Some(PlaceKind::Other));
        assert_eq!(place("Northport on Sea"), None);
    }

    #[test]
    fn plain_words_are_no_places() {
        for word in ["Reading", "Nice", "Of", "Most", "Same", "us", "Mobile", "The", "Will"] {
            assert_eq!(place(word), None, "{word}");
        }
        assert!(facts("Reading").place.is_some() && facts("Reading").word == Wordness::Mostly);
    }

    #[test]
    fn personal_names_are_known_by_part() {
        for name in ["Maria", "John", "Kenji", "Mohammed", "Olena", "François"] {
            assert!(is_given_name(name), "{name}");
        }
        for name in ["Keller", "Smith", "Nakamura", "Nguyen", "García", "Kovalenko"] {
            assert!(is_surname(name), "{name}");
        }
        for word in ["the", "Wednesday", "government", "Xqzt"] {
            assert!(!is_given_name(word) && !is_surname(word), "{word}");
        }
    }

    #[test]
    fn titles_take_modifiers_and_portfolios() {
        for title in [
            "President",
            "Gen.",
            "Dr",
            "Secretary of State",
            "Prime Minister",
            "Lt. Col.",
            "vice president",
            "former Deputy Foreign Minister",
            "President-elect",
            "Treasury Secretary",
            "acting",
            "Special Envoy",
        ] {
            assert!(is_title(title), "{title}");
        }
        for words in ["Norway", "", "Foreign", "Minister Keller", "of state"] {
            assert!(!is_title(words), "{words}");
        }
    }

    #[test]
    fn closed_words_are_known_in_any_case() {
        assert!(
            is_organisation_word("Ministry")
                && is_organisation_word("Inc.")
                && !is_organisation_word("river")
        );
        assert!(is_place_word("River") && !is_place_word("Ministry"));
        assert!(is_role_word("analysts") && is_role_word("Spokesperson") && !is_role_word("table"));
        assert!(is_role_modifier("Former") && !is_role_modifier("minister"));
    }

    #[test]
    fn facts_survive_their_byte() {
        for byte in 0..=255u8 {
            let facts = Facts::unpack(byte);
            assert_eq!(Facts::unpack(facts.pack()), facts, "{byte}");
        }
    }
}
