//! People's ages.

use super::bounds::{self, interval};
use super::find::{exact, with_noun};
use super::label_table::is_people;
use super::units::unit_behind;
use super::{Bound, Quantity, Unit, noun};
use crate::text::ByteRange;
use crate::text::atoms::Atoms;
use crate::text::numbers::{Number, NumberKind, number_at};
use crate::text::words::Tag;

/// `26-year-old`, `aged 26`, `at the age of 26`, `Keller, 26,`, `26 years old`.
pub(super) fn age(atoms: &Atoms, at: usize, number: &Number, out: &[Quantity]) -> Option<(Quantity, usize)> {
    if number.kind != NumberKind::Cardinal || number.value > 130.0 {
        return None;
    }
    let whole = atoms.span(at, number.end);
    let make = |start: usize, end: usize, years: f64| {
        let mut quantity = exact(atoms.span(start, end), whole, years, Unit::Age);
        quantity.stated_unit = "year";
        if let Some((cue, first)) = bounds::before(atoms, start) {
            (quantity.bound, quantity.low, quantity.high) = interval(cue, years, Unit::Age);
            quantity.range = atoms.span(first, end);
        }
        quantity
    };
    let per_year = match atoms.lower(number.end) {
        "year" | "years" => Some(1.0),
        "month" | "months" => Some(12.0),
        "week" | "weeks" => Some(52.18),
        _ => None,
    };
    if let Some(per_year) = per_year
        && (matches!(atoms.lower(number.end + 1), "old" | "olds") || (atoms.reads(number.end + 1, "of age")))
    {
        let end = number.end + 2 + usize::from(atoms.lower(number.end + 1) == "of");
        let joined = atoms.joined(number.end);
        let person = atoms.lower(number.end + 1) != "olds" && (joined || atoms.tag(end) == Tag::Noun);
        let noun = person.then(|| noun::head(atoms, end)).flatten();
        return Some((with_noun(make(at, end, number.value / per_year), atoms, noun), end));
    }
    let integer = number.value.fract() == 0.0 && number.value >= 1.0;
    let start = match atoms.before(at, 1) {
        "aged" | "age" | "turned" if integer => Some(at - 1),
        "of" if integer && atoms.before(at, 2) == "age" => Some(at - 2),
        "about" | "around" | "approximately" | "between" | "over" | "under"
            if atoms.before(at, 2) == "aged" =>
        {
            Some(at - 2)
        }
        _ => None,
    };
    if let Some(start) = start.filter(|_| unit_behind(atoms, number.end, false).is_none()) {
        // `aged 26 to 40` is a range of ages.
        return Some((make(start, number.end, number.value), number.end));
    }
    let named = |at: usize| {
        (atoms.capital(at) && matches!(atoms.tag(at), Tag::Propn | Tag::Noun | Tag::Adj | Tag::X))
            || atoms.word(at).is_some_and(|word| word.tag == Tag::Noun && is_people(&word.lemma))
    };
    let next = atoms.lower(number.end);
    let apposed = integer
        && (number.bare_digits || number.value < 20.0)
        && at >= 2
        && atoms.before(at, 1) == ","
        && named(at - 2)
        && !atoms.lower(at - 2).ends_with('.')
        && matches!(next, "," | "." | ")" | ";" | "" | "who" | "from" | "of" | "was" | "is" | "and")
        && (number.bare_digits || matches!(next, "," | ")" | "and"))
        && (next != "and" || atoms.tag(number.end + 1) == Tag::Propn)
        // `On Friday, 26, …` and lists of numbers are no ages.
        && !atoms.lower(at - 2).ends_with("day")
        && number_at(atoms, number.end + 1, false).is_none_or(|next| next.kind != NumberKind::Cardinal);
    // `Keller, who was 37, …`.
    let told = integer
        && at >= 2
        && matches!(atoms.before(at, 1), "was" | "is")
        && atoms.before(at, 2) == "who"
        && matches!(next, "," | "." | "when" | "and" | "");
    let apposed = apposed || told || (integer && listed(atoms, at, number, out));
    apposed.then(|| (make(at, number.end, number.value), number.end))
}

/// `aged 65, 38 and 18`: what goes on a list of ages is one.
fn listed(atoms: &Atoms, at: usize, number: &Number, out: &[Quantity]) -> bool {
    let Some(last) = out.last().filter(|last| last.unit == Unit::Age) else { return false };
    let between = ByteRange::new(last.range.end(), atoms.range(at).start()).of(atoms.text);
    matches!(between.trim(), "," | "and" | ", and" | "to" | "-" | "–" | "or")
        && !matches!(atoms.tag(number.end), Tag::Noun | Tag::Adj | Tag::Sym)
        && unit_behind(atoms, number.end, false).is_none()
}

/// `in her 30s`: an age range; any other plural number is a decade or nothing.
pub(super) fn plural_age(atoms: &Atoms, at: usize, number: &Number, out: &mut Vec<Quantity>) -> usize {
    let owner = (1..=2).any(|back| matches!(atoms.before(at, back), "his" | "her" | "their" | "my" | "our"));
    if owner && (20.0..=100.0).contains(&number.value) && number.value % 10.0 == 0.0 {
        let span = atoms.span(at, number.end);
        let mut quantity = exact(span, span, number.value, Unit::Age);
        (quantity.bound, quantity.high) = (Bound::Between, number.value + 9.0);
        quantity.stated_unit = "year";
        out.push(quantity);
    }
    number.end
}
