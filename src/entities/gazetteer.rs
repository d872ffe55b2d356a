//! What well-known names and words are: places, given names, surnames, words that make an
//! organisation, titles. Lookups are by folded form.

use super::fold::fold_name;
use crate::text::lexicon;

/// What sort of place a name is known for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceKind {
    /// A country.
    Country,
    /// A part of a country or of the world.
    Region,
    /// A city or town.
    City,
    /// A river, a sea, a mountain, a building.
    Other,
}

const BODIES: &[&str] = &[
    "academy",
    "agency",
    "alliance",
    "army",
    "assembly",
    "association",
    "authority",
    "bank",
    "board",
    "bureau",
    "church",
    "club",
    "coalition",
    "college",
    "commission",
    "committee",
    "company",
    "congress",
    "corporation",
    "council",
    "court",
    "department",
    "federation",
    "force",
    "foundation",
    "fund",
    "group",
    "institute",
    "league",
    "ministry",
    "navy",
    "network",
    "office",
    "organisation",
    "organization",
    "parliament",
    "party",
    "police",
    "school",
    "senate",
    "service",
    "society",
    "union",
    "university",
];

const TITLES: &[&str] = &[
    "adm",
    "ambassador",
    "analyst",
    "chair",
    "chairman",
    "chairwoman",
    "chancellor",
    "chief",
    "chief executive",
    "coach",
    "col",
    "commissioner",
    "deputy",
    "director",
    "dr",
    "foreign minister",
    "former",
    "gen",
    "general",
    "governor",
    "head",
    "judge",
    "king",
    "lt",
    "maj",
    "mayor",
    "minister",
    "mr",
    "mrs",
    "ms",
    "pope",
    "president",
    "prime minister",
    "prince",
    "princess",
    "prof",
    "professor",
    "queen",
    "rep",
    "secretary",
    "secretary of state",
    "sen",
    "senator",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "vice president",
];

/// What `name` is as a place, by its folded form.
#[must_use]
pub fn place(name: &str) -> Option<PlaceKind> {
    lexicon::country(name).map(|_| PlaceKind::Country)
}

/// Whether `word` is a common given name.
#[must_use]
pub fn is_given_name(_word: &str) -> bool {
    false
}

/// Whether `word` is a common surname.
#[must_use]
pub fn is_surname(_word: &str) -> bool {
    false
}

/// Whether `word` makes a name an organisation's.
#[must_use]
pub fn is_organisation_word(word: &str) -> bool {
    BODIES.binary_search(&fold_name(word).as_str()).is_ok()
}

/// Whether the words are a title or an office that stands with a personal name.
#[must_use]
pub fn is_title(words: &str) -> bool {
    TITLES.binary_search(&fold_name(words).as_str()).is_ok()
}
