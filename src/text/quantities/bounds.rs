//! How the words around a number bound it.

use super::bound_table::{BEFORE, BEHIND, Cue};
use super::{Bound, Unit};
use crate::text::atoms::Atoms;

/// How far `about` reaches, as a share of the number. Writers round to about a tenth; a little more
/// keeps borderline roundings from becoming false alarms.
const ABOUT: f64 = 0.12;
/// How far below the number `nearly` reaches.
const NEARLY: f64 = 0.15;

/// The bounding phrase that ends before the atom `at`, and the index of its first atom.
pub(super) fn before(atoms: &Atoms, at: usize) -> Option<(Cue, usize)> {
    let mut at = at;
    // `more than just 30`, `about another 30`, `at least the 30`.
    let mut found = phrase_before(atoms, at);
    if found.is_none() && matches!(atoms.before(at, 1), "another" | "just" | "only" | "these" | "the") {
        at -= 1;
        found = phrase_before(atoms, at);
    }
    found
}

fn phrase_before(atoms: &Atoms, at: usize) -> Option<(Cue, usize)> {
    let last = atoms.before(at, 1);
    if last.is_empty() {
        return None;
    }
    let (cue, start) = BEFORE
        .iter()
        .filter(|(phrase, _)| phrase.ends_with(last))
        .filter_map(|(phrase, cue)| atoms.ends_with(at, phrase).map(|start| (*cue, start)))
        .min_by_key(|(_, start)| *start)?;
    // `over` and its like behind a noun or verb may be a plain preposition, which binds as loosely.
    Some((cue, start))
}

/// The bounding phrase that begins at the atom `at`, and the index behind it.
pub(super) fn behind(atoms: &Atoms, at: usize) -> Option<(Cue, usize)> {
    let first = atoms.lower(at);
    if first.is_empty() {
        return None;
    }
    BEHIND
        .iter()
        .filter(|(phrase, _)| phrase.starts_with(first) && atoms.reads(at, phrase))
        .map(|(phrase, cue)| (*cue, at + phrase.split(' ').count()))
        .find(|(_, end)| {
            // `plus` and `+` bind only when they touch: `30-plus`, `30+`; `30 plus 4` is a sum.
            !matches!(first, "plus" | "+" | "odd")
                || atoms.joined(at)
                || (first == "+" && at > 0 && atoms.touches_next(at - 1) && !atoms.touches_next(end - 1))
        })
}

/// The bound that a cue makes, with the least and the most it allows for the number `value`.
pub(super) fn interval(cue: Cue, value: f64, unit: Unit) -> (Bound, f64, f64) {
    let size = value.abs();
    // Counts come in whole things: `about 6` allows 7.
    let one = if unit == Unit::Count && size >= 4.0 { 1.0 } else { 0.0 };
    match cue {
        Cue::Is(Bound::About) => {
            let reach = (ABOUT * size).max(one);
            (Bound::About, value - reach, value + reach)
        }
        Cue::Nearly => (Bound::About, value - (NEARLY * size).max(one), value),
        Cue::JustOver => (Bound::About, value, value + (NEARLY * size).max(one)),
        Cue::Is(Bound::AtLeast) => (Bound::AtLeast, value, f64::INFINITY),
        // `over two days` may as well say: during two days.
        Cue::Is(Bound::MoreThan) if matches!(unit, Unit::Time(_)) => (Bound::MoreThan, value, f64::INFINITY),
        Cue::Is(Bound::MoreThan) => (Bound::MoreThan, value.next_up(), f64::INFINITY),
        Cue::Is(Bound::AtMost) => (Bound::AtMost, f64::NEG_INFINITY, value),
        Cue::Is(Bound::LessThan) => (Bound::LessThan, f64::NEG_INFINITY, value.next_down()),
        Cue::Is(Bound::Exact | Bound::Between) => (Bound::Exact, value, value),
    }
}
