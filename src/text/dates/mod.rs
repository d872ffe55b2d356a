//! Dates as texts state them: `Feb. 24, 2022`, `24 February`, `Thursday`, `last week`, `in 2014`,
//! `summer of 2024`, `early March`, `2014-2016`, `the 1990s`, ISO dates.

mod absolute;
mod bound;
mod calendar;
mod compare;
mod numeric;
mod outlook;
mod periods;
mod relative;
mod resolve;
mod years;

use jiff::civil::{Date, Weekday};

use super::ByteRange;
use super::atoms::Atoms;
use super::words::Word;

pub use bound::DateBound;

/// A date or period named in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// The words, without a leading preposition.
    pub range: ByteRange,
    /// The year as stated, not guessed.
    pub year: Option<i16>,
    /// The month as stated, 1 to 12.
    pub month: Option<i8>,
    /// The day of the month as stated, 1 to 31.
    pub day: Option<i8>,
    /// The weekday as stated.
    pub weekday: Option<Weekday>,
    /// The feast as stated, when it moves with Easter: days from Easter Sunday.
    pub feast: Option<i8>,
    /// First day of the period that is meant, once it can be known.
    pub first: Option<Date>,
    /// Last day of that period, itself included.
    pub last: Option<Date>,
    /// The two days of which a weekday means one, where its sentence does not tell: the latest and the coming one.
    pub either: Option<(Date, Date)>,
    /// Whether `first` and `last` rest on a year that the text does not state: `Feb. 24` read as the
    /// one nearest to the reference.
    pub year_guessed: bool,
    /// Whether the text means the date itself, or all up to it or from it on.
    pub bound: DateBound,
}

impl DateMention {
    /// A mention with nothing known yet but its place.
    fn at(range: ByteRange) -> Self {
        Self {
            range,
            year: None,
            month: None,
            day: None,
            weekday: None,
            feast: None,
            first: None,
            last: None,
            either: None,
            year_guessed: false,
            bound: DateBound::On,
        }
    }

    fn with_period(mut self, period: Option<(Date, Date)>) -> Self {
        self.first = period.map(|(first, _)| first);
        self.last = period.map(|(_, last)| last);
        self
    }

    /// The resolved period.
    #[must_use]
    pub fn period(&self) -> Option<(Date, Date)> {
        Some((self.first?, self.last?))
    }
}

/// Whether `word`, in lower case, names a weekday or a month.
pub(crate) fn is_calendar_word(word: &str) -> bool {
    calendar::weekday(word).is_some() || calendar::month(word).is_some()
}

/// A mention and the index one past its last atom.
struct Found {
    mention: DateMention,
    end: usize,
}

/// The dates of `text`, in order. `words` are the text's own; `reference` is the day on which it was
/// written, against which `yesterday`, `Thursday` and `Feb. 24` resolve.
#[must_use]
pub fn find(text: &str, words: &[Word], reference: Option<Date>) -> Vec<DateMention> {
    find_in(&Atoms::new(text, words), reference)
}

pub(crate) fn find_in(atoms: &Atoms, reference: Option<Date>) -> Vec<DateMention> {
    let mut mentions = Vec::new();
    let mut at = 0;
    while at < atoms.len() {
        match date_at(atoms, at, reference) {
            Some(Found { mut mention, end }) if end > at => {
                mention.bound = bound::around(atoms, at, end);
                mentions.push(mention);
                at = end;
            }
            _ => at += 1,
        }
    }
    mentions
}

/// The date that begins at the atom `at`. Every reader looks at the first word before anything else,
/// so that the common case costs a few comparisons.
fn date_at(atoms: &Atoms, at: usize, reference: Option<Date>) -> Option<Found> {
    let first = atoms.lower(at).as_bytes().first()?;
    if first.is_ascii_digit() || *first == b'\'' {
        return numeric::date_at(atoms, at, reference)
            .or_else(|| absolute::day_first(atoms, at, reference))
            .or_else(|| relative::ago(atoms, at, reference))
            .or_else(|| years::year_at(atoms, at));
    }
    if !first.is_ascii_alphabetic() {
        return None;
    }
    absolute::date_at(atoms, at, reference)
        .or_else(|| relative::date_at(atoms, at, reference))
        .or_else(|| periods::period_at(atoms, at, reference))
}

#[cfg(test)]
mod tests;
