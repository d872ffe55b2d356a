//! Whether a date is meant itself or as the edge of a longer time.

use crate::text::atoms::Atoms;
use crate::text::lexicon;

/// How a text uses a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DateBound {
    /// On or in it.
    #[default]
    On,
    /// By or until it.
    Until,
    /// Since or from it.
    Since,
    /// Before it, itself left out.
    Before,
    /// After it, itself left out.
    After,
}

/// How the words around the date from atom `at` to `end` use it.
pub(super) fn around(atoms: &Atoms, at: usize, end: usize) -> DateBound {
    let back = usize::from(matches!(atoms.before(at, 1), "the" | "at" | "early" | "late"));
    // `before the 2014 election` may be earlier in 2014.
    let alone = !atoms.lower(end).starts_with(|c: char| c.is_alphabetic() || c == '\'' || c == '\u{2019}')
        || lexicon::is_stopword(atoms.lower(end));
    match atoms.before(at, 1 + back) {
        "by" | "until" | "till" => DateBound::Until,
        "since" => DateBound::Since,
        "before" if alone && back == 0 => DateBound::Before,
        "after" if alone && back == 0 => DateBound::After,
        "before" => DateBound::Until,
        "after" => DateBound::Since,
        _ => DateBound::On,
    }
}
