//! Finding the quantities of a text.

use std::sync::Arc;

use super::ages::{age, plural_age};
use super::bound_table::Cue;
use super::bounds::{self, interval};
use super::exclusions::{self, Other};
use super::ranges::{range_partner, range_scale};
use super::unit_table::{self, UnitEntry};
use super::units::{UnitAt, currency_before, unit_behind};
use super::{Bound, Quantity, Unit, noun, tally};
use crate::text::atoms::Atoms;
use crate::text::numbers::{Number, NumberKind, number_at};
use crate::text::words::{Tag, Word};
use crate::text::{ByteRange, dates};

/// The quantities of `text`, in order. `words` are the text's own.
#[must_use]
pub fn find(text: &str, words: &[Word]) -> Vec<Quantity> {
    let atoms = Atoms::new(text, words);
    let mut dates = dates::find_in(&atoms, None).into_iter().map(|mention| mention.range).peekable();
    let mut quantities = Vec::new();
    let mut at = 0;
    while at < atoms.len() {
        let here = atoms.range(at);
        while dates.peek().is_some_and(|date| date.end() <= here.start()) {
            dates.next();
        }
        if let Some(date) = dates.peek().copied().filter(|date| date.contains(here.start())) {
            while at < atoms.len() && atoms.range(at).start() < date.end() {
                at += 1;
            }
            continue;
        }
        at = quantity_at(&atoms, at, &mut quantities);
    }
    merge_compound(&atoms, &mut quantities);
    quantities
}

/// Reads what begins at `at`, adds it to `out`, and says where to go on.
fn quantity_at(atoms: &Atoms, at: usize, out: &mut Vec<Quantity>) -> usize {
    let currency = currency_before(atoms, at);
    let Some(number) = number_at(atoms, at, currency.is_some()) else { return at + 1 };
    if currency.is_none()
        && let Some((tally, end)) = tally::tally(atoms, at, &number)
    {
        out.push(tally);
        return end;
    }
    if let Some((share, end)) = share_in(atoms, at, &number) {
        out.push(share);
        return end;
    }
    if let Some(other) = exclusions::judge(atoms, at, &number) {
        if let Other::Rank(designator) = other {
            out.push(rank(atoms, designator, at, &number));
        }
        return number.end;
    }
    if number.plural {
        return plural_age(atoms, at, &number, out);
    }
    if let Some((age, end)) = age(atoms, at, &number, out) {
        out.push(age);
        return end;
    }
    if number.kind == NumberKind::Ordinal {
        out.push(ordinal(atoms, at, &number));
        return number.end;
    }
    let second = range_partner(atoms, at, &number);
    let end = second.map_or(number.end, |(number, _)| number.end);
    let scaled = second.map_or(number.value, |(second, _)| second.value) >= 1e5 && !number.bare_digits;
    let behind = unit_behind(atoms, end, scaled).or_else(|| unit_further(atoms, end, &number));
    // An article makes a number only before a unit: `half an hour`.
    let entry = currency.map(|(entry, _)| entry).or(behind.map(|unit| unit.entry));
    if number.kind == NumberKind::Cardinal
        && number.value < 1.0
        && number.value > 0.0
        && entry.is_none()
        && !number.bare_digits
    {
        return number.end;
    }
    let mut unit_end = behind.map_or(end, |unit| unit.end);
    let mut number = number;
    // `6-foot-5`: the inches follow without their name.
    if behind.is_some_and(|unit| unit.entry.name == "foot")
        && atoms.joined(unit_end)
        && let Some(inches) = number_at(atoms, unit_end, false).filter(|inches| inches.value < 12.0)
    {
        number.value += inches.value / 12.0;
        unit_end = inches.end;
    }
    let start = currency.map_or(at, |(_, start)| start);
    let builder = Builder { atoms, start, at, number, second, entry, unit_end };
    if let Some(quantity) = builder.build() {
        out.push(quantity);
    }
    unit_end
}

/// A unit behind a word or two: `two more years`, `millions of dollars`, `three consecutive days`.
fn unit_further(atoms: &Atoms, at: usize, number: &Number) -> Option<UnitAt> {
    let word = atoms.lower(at);
    if word == "of" && matches!(number.kind, NumberKind::Vague(..)) {
        return unit_behind(atoms, at + 1, false)
            .filter(|unit| matches!(unit.entry.unit, Unit::Money(_) | Unit::Time(_) | Unit::Measure(_)));
    }
    let between = matches!(
        word,
        "more"
            | "additional"
            | "extra"
            | "further"
            | "full"
            | "consecutive"
            | "straight"
            | "long"
            | "whole"
            | "calendar"
            | "business"
    );
    between
        .then(|| unit_behind(atoms, at + 1, false).filter(|unit| matches!(unit.entry.unit, Unit::Time(_))))
        .flatten()
}

struct Builder<'a, 'b> {
    atoms: &'b Atoms<'a>,
    /// First atom, a currency sign before the number included.
    start: usize,
    at: usize,
    number: Number,
    /// The upper end of a range and the first atom of its introduction (`between`).
    second: Option<(Number, usize)>,
    entry: Option<UnitEntry>,
    unit_end: usize,
}

impl Builder<'_, '_> {
    fn build(self) -> Option<Quantity> {
        let Self { atoms, start, at, number, second, entry, mut unit_end } = self;
        let entry = entry.unwrap_or(match number.kind {
            // A part of a whole is a share of a hundred.
            NumberKind::Fraction => UnitEntry { unit: Unit::Percent, name: "part", factor: 100.0 },
            _ => UnitEntry { unit: Unit::Count, name: "", factor: 1.0 },
        });
        let mut sign = 1.0;
        let mut start = start;
        if let Some(minus) = minus_before(atoms, start, entry) {
            (sign, start) = (-1.0, minus);
        }
        let value = sign * number.value * entry.factor;
        let mut slack = number.slack * entry.factor;
        let (mut bound, mut low, mut high) = match number.kind {
            NumberKind::Vague(low, high) => (Bound::About, low * entry.factor, high * entry.factor),
            NumberKind::Fraction if entry.name == "part" => (Bound::About, value - 4.0, value + 4.0),
            _ => (Bound::Exact, value, value),
        };
        if let Some((second, intro)) = second {
            let shared = range_scale(&number, &second);
            (bound, low, high) = (Bound::Between, value * shared, second.value * entry.factor);
            slack = second.slack * entry.factor;
            start = intro;
        } else {
            let cue = bounds::before(atoms, start).map(|(cue, first)| (cue, first, unit_end)).or_else(|| {
                bounds::behind(atoms, unit_end)
                    .or_else(|| bounds::behind(atoms, number.end))
                    .map(|(cue, end)| (cue, start, end.max(unit_end)))
            });
            if let Some((cue, first, end)) = cue {
                (start, unit_end) = (first, end);
                if cue != Cue::Is(Bound::Exact) {
                    let vague = bound == Bound::About;
                    let (old_low, old_high) = (low, high);
                    (bound, low, high) = interval(cue, value, entry.unit);
                    if vague && bound == Bound::About {
                        (low, high) = (old_low.min(low), old_high.max(high));
                    }
                }
            }
        }
        let noun_at = noun_of(atoms, number.end.max(unit_end), entry.unit);
        let last = unit_end.max(number.end).max(second.map_or(0, |(second, _)| second.end));
        Some(Quantity {
            range: atoms.span(start, last),
            number: atoms.span(at, second.map_or(number.end, |(second, _)| second.end)),
            value,
            low,
            high,
            bound,
            unit: entry.unit,
            noun: noun_at.map(|noun| atoms.range(noun)),
            noun_lemma: noun_at.map(|noun| noun_lemma(atoms, noun)),
            slack,
            stated_unit: entry.name,
            versus: None,
        })
    }
}

/// The noun behind a quantity. Behind a currency or a measure a bare noun is something else's subject
/// as often as not, so there it has to be joined (`40-minute call`) or introduced by `of` or `in`.
fn noun_of(atoms: &Atoms, at: usize, unit: Unit) -> Option<usize> {
    let introduced = matches!(atoms.lower(at), "of" | "in" | "worth");
    match unit {
        Unit::Count if noun::is_compound(atoms, at) => Some(at),
        Unit::Count => {
            let skip = usize::from(matches!(atoms.lower(at), "more" | "additional" | "further"));
            noun::head(atoms, at + skip).filter(|_| atoms.lower(at) != "in")
        }
        Unit::Money(_) if introduced || atoms.tag(at) == Tag::Noun => noun::head(atoms, at),
        Unit::Percent if atoms.lower(at) == "of" => noun::head(atoms, at),
        Unit::Time(_) | Unit::Measure(_) if at > 0 && atoms.joined(at - 1) => noun::head(atoms, at),
        Unit::Time(_) | Unit::Measure(_) if atoms.lower(at) == "of" => noun::head(atoms, at),
        _ => None,
    }
}

fn noun_lemma(atoms: &Atoms, at: usize) -> Arc<str> {
    match atoms.word(at) {
        Some(word) if atoms.whole(at) => word.lemma.clone(),
        _ => atoms.lower(at).into(),
    }
}

/// `-5 degrees`, `minus 5`: only where a number may be negative.
fn minus_before(atoms: &Atoms, start: usize, entry: UnitEntry) -> Option<usize> {
    let back = start.checked_sub(1)?;
    let signed = matches!(entry.unit, Unit::Percent)
        || matches!(entry.unit, Unit::Measure("celsius" | "fahrenheit" | "degree"));
    let free = back == 0 || !atoms.touches_next(back - 1);
    let minus = atoms.lower(back) == "minus"
        || (matches!(atoms.lower(back), "-" | "−" | "–") && atoms.touches_next(back) && free);
    (signed && minus).then_some(back)
}

pub(super) fn exact(range: ByteRange, number: ByteRange, value: f64, unit: Unit) -> Quantity {
    Quantity {
        range,
        number,
        value,
        low: value,
        high: value,
        bound: Bound::Exact,
        unit,
        noun: None,
        noun_lemma: None,
        slack: 0.0,
        stated_unit: "",
        versus: None,
    }
}

pub(super) fn with_noun(mut quantity: Quantity, atoms: &Atoms, noun: Option<usize>) -> Quantity {
    quantity.noun = noun.map(|noun| atoms.range(noun));
    quantity.noun_lemma = noun.map(|noun| noun_lemma(atoms, noun));
    quantity
}

/// `Category 5`: the designator is the noun.
fn rank(atoms: &Atoms, designator: usize, at: usize, number: &Number) -> Quantity {
    let quantity =
        exact(atoms.span(designator, number.end), atoms.span(at, number.end), number.value, Unit::Ordinal);
    with_noun(quantity, atoms, Some(designator))
}

/// `fourth time`, `third-largest city`.
fn ordinal(atoms: &Atoms, at: usize, number: &Number) -> Quantity {
    let span = atoms.span(at, number.end);
    let noun = if atoms.joined(number.end) {
        Some(number.end)
    } else {
        noun::head(atoms, noun::behind_joined(atoms, number.end))
    };
    with_noun(exact(span, span, number.value, Unit::Ordinal), atoms, noun)
}

/// `one in three women`, `two out of five`: a share of a hundred.
fn share_in(atoms: &Atoms, at: usize, number: &Number) -> Option<(Quantity, usize)> {
    let of = if atoms.reads(number.end, "out of") { 2 } else { usize::from(atoms.lower(number.end) == "in") };
    let whole = number_at(atoms, number.end + of, false).filter(|_| of > 0)?;
    let small =
        number.value < whole.value && whole.value <= 1_000.0 && number.value >= 1.0 && whole.value >= 2.0;
    let counts =
        of == 2 || atoms.tag(whole.end) == Tag::Noun || matches!(atoms.tag(whole.end), Tag::Adj | Tag::Propn);
    let plain = whole.kind == NumberKind::Cardinal && unit_behind(atoms, whole.end, false).is_none();
    if !(small && counts && plain) {
        return None;
    }
    let span = atoms.span(at, whole.end);
    let value = 100.0 * number.value / whole.value;
    let mut quantity =
        with_noun(exact(span, span, value, Unit::Percent), atoms, noun::head(atoms, whole.end));
    (quantity.bound, quantity.low, quantity.high) = (Bound::About, value - 2.0, value + 2.0);
    quantity.stated_unit = "part";
    Some((quantity, whole.end))
}

/// Joins `two hours and 30 minutes` and `5 feet 10 inches` into one quantity.
fn merge_compound(atoms: &Atoms, quantities: &mut Vec<Quantity>) {
    let mut merged: Vec<Quantity> = Vec::with_capacity(quantities.len());
    for next in quantities.drain(..) {
        if let Some(last) = merged.last_mut()
            && same_dimension(last, &next)
            && last.bound != Bound::Between
            && next.bound == Bound::Exact
            && next.value < unit_size(last)
            && matches!(
                ByteRange::new(last.range.end(), next.range.start()).of(atoms.text).trim(),
                "" | "and" | ","
            )
        {
            last.range = last.range.join(next.range);
            last.number = last.number.join(next.number);
            for bound in [&mut last.value, &mut last.low, &mut last.high] {
                *bound += next.value;
            }
            last.noun = last.noun.take().or(next.noun);
            last.noun_lemma = last.noun_lemma.take().or(next.noun_lemma);
            continue;
        }
        merged.push(next);
    }
    *quantities = merged;
}

fn same_dimension(a: &Quantity, b: &Quantity) -> bool {
    match (a.unit, b.unit) {
        (Unit::Time(_), Unit::Time(_)) => true,
        (Unit::Measure(a), Unit::Measure(b)) => a == b && matches!(a, "m" | "kg"),
        _ => false,
    }
}

/// How much one of the stated unit is.
fn unit_size(quantity: &Quantity) -> f64 {
    unit_table::unit(quantity.stated_unit).map_or(0.0, |entry| entry.factor)
}
