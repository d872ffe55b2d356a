//! Ranges: `10-15`, `between 30 and 50`, `5 to 8 million`.

use super::units::{UnitAt, currency_before, unit_behind};
use crate::text::atoms::Atoms;
use crate::text::numbers::{Number, NumberKind, number_at};

/// The upper end of a range that begins with the number at `at`: `10-15`, `30 to 50`,
/// `between 30 and 50`, `two or three`.
pub(super) fn range_partner(atoms: &Atoms, at: usize, number: &Number) -> Option<(Number, usize)> {
    if !matches!(number.kind, NumberKind::Cardinal) {
        return None;
    }
    let mark = atoms.lower(number.end);
    let mut next = number.end + 1;
    // `$5 million to $8 million`, `5% to 8%`: a sign before the second, a unit between.
    let mut mark_is = mark;
    let between = unit_behind(atoms, number.end, false);
    if let Some(unit) = between {
        mark_is = atoms.lower(unit.end);
        next = unit.end + 1;
    }
    let money = currency_before(atoms, next + 1).is_some_and(|(_, start)| start == next);
    if money {
        next += 1;
    }
    let second = number_at(atoms, next, money).filter(|second| second.kind == NumberKind::Cardinal)?;
    // `fell 0.3 percent to 113.07`: a unit between has to come again behind.
    let again =
        |unit: UnitAt| unit_behind(atoms, second.end, false).is_some_and(|other| other.entry == unit.entry);
    if between.is_some_and(|unit| money || !again(unit)) {
        return None;
    }
    let scaled = number.value * range_scale(number, &second);
    if second.value <= scaled || second.plural {
        return None;
    }
    let start = currency_before(atoms, at).map_or(at, |(_, start)| start);
    let intro = atoms.before(start, 1);
    match mark_is {
        "and" if intro == "between" => Some((second, start - 1)),
        // `rose from 30 to 50` is a change, not a range.
        "to" if intro != "from" && !changes(atoms, start) => Some((second, start)),
        "-" | "–" | "—" => {
            let tight = atoms.touches_next(number.end - 1) && atoms.touches_next(number.end);
            tight.then_some((second, start))
        }
        "or" if second.value <= number.value + 2.0 && second.value < 20.0 => Some((second, start)),
        _ => None,
    }
}

/// Whether the words before `start` tell of a change: `rose 30 to 50`.
fn changes(atoms: &Atoms, start: usize) -> bool {
    (1..=3).any(|back| {
        matches!(
            atoms.before(start, back),
            "from"
                | "rose"
                | "fell"
                | "dropped"
                | "increased"
                | "decreased"
                | "cut"
                | "voted"
                | "won"
                | "lost"
        )
    })
}

/// A scale that the second number lends the first: `5 to 8 million`.
pub(super) fn range_scale(first: &Number, second: &Number) -> f64 {
    let lends = first.bare_digits || first.value < 100.0;
    match second.value {
        value if lends && !second.bare_digits && value >= 1e9 && first.value < 1e3 => 1e9,
        value if lends && !second.bare_digits && value >= 1e6 && first.value < 1e3 => 1e6,
        value if lends && !second.bare_digits && value >= 1e3 && first.value < 1e3 => 1e3,
        _ => 1.0,
    }
}
