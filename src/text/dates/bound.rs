//! Whether a date is meant itself or as the edge of a longer time.

use crate::text::atoms::Atoms;

/// How a text uses a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DateBound {
    /// On or in it.
    #[default]
    On,
    /// By, until or before it.
    Until,
    /// Since, from or after it.
    Since,
}

pub(super) fn before(atoms: &Atoms, at: usize) -> DateBound {
    let back = usize::from(matches!(atoms.before(at, 1), "the" | "at" | "early" | "late"));
    match atoms.before(at, 1 + back) {
        "by" | "until" | "till" | "before" => DateBound::Until,
        "since" | "after" => DateBound::Since,
        _ => DateBound::On,
    }
}
