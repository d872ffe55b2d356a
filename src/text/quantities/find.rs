//! Finding the quantities of a text.

use super::bounds::{self, interval};
use super::exclusions::{self, Other};
use super::tables::{self, Cue, UnitEntry};
use super::units::{currency_before, unit_behind};
use super::{Bound, Quantity, Unit, noun};
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
    if let Some((age, end)) = age(atoms, at, &number) {
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
    let behind = unit_behind(atoms, end, scaled);
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
    let unit_end = behind.map_or(end, |unit| unit.end);
    let start = currency.map_or(at, |(_, start)| start);
    let builder = Builder { atoms, start, at, number, second, entry, unit_end };
    if let Some(quantity) = builder.build() {
        out.push(quantity);
    }
    unit_end
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
        })
    }
}

/// The noun behind a quantity. Behind a currency or a measure a bare noun is something else's subject
/// as often as not, so there it has to be joined (`40-minute call`) or introduced by `of` or `in`.
fn noun_of(atoms: &Atoms, at: usize, unit: Unit) -> Option<usize> {
    let introduced = matches!(atoms.lower(at), "of" | "in" | "worth");
    match unit {
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

fn noun_lemma(atoms: &Atoms, at: usize) -> Box<str> {
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

/// The upper end of a range that begins with the number at `at`: `10-15`, `30 to 50`,
/// `between 30 and 50`, `two or three`.
fn range_partner(atoms: &Atoms, at: usize, number: &Number) -> Option<(Number, usize)> {
    if !matches!(number.kind, NumberKind::Cardinal) {
        return None;
    }
    let mark = atoms.lower(number.end);
    let mut next = number.end + 1;
    // `$5 million to $8 million`, `5% to 8%`: a sign before the second, a unit between.
    let mut mark_is = mark;
    if unit_behind(atoms, number.end, false).is_some_and(|unit| unit.end == number.end + 1) {
        mark_is = atoms.lower(number.end + 1);
        next += 1;
    }
    let money = currency_before(atoms, next + 1).is_some_and(|(_, start)| start == next);
    if money {
        next += 1;
    }
    let second = number_at(atoms, next, money).filter(|second| second.kind == NumberKind::Cardinal)?;
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
fn range_scale(first: &Number, second: &Number) -> f64 {
    let lends = first.bare_digits || first.value < 100.0;
    match second.value {
        value if lends && !second.bare_digits && value >= 1e9 && first.value < 1e3 => 1e9,
        value if lends && !second.bare_digits && value >= 1e6 && first.value < 1e3 => 1e6,
        value if lends && !second.bare_digits && value >= 1e3 && first.value < 1e3 => 1e3,
        _ => 1.0,
    }
}

fn exact(range: ByteRange, number: ByteRange, value: f64, unit: Unit) -> Quantity {
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
    }
}

fn with_noun(mut quantity: Quantity, atoms: &Atoms, noun: Option<usize>) -> Quantity {
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
    let noun = if atoms.joined(number.end) { Some(number.end) } else { noun::head(atoms, number.end) };
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

/// `26-year-old`, `aged 26`, `at the age of 26`, `Keller, 26,`, `26 years old`.
fn age(atoms: &Atoms, at: usize, number: &Number) -> Option<(Quantity, usize)> {
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
        _ => None,
    };
    if let Some(start) = start.filter(|_| unit_behind(atoms, number.end, false).is_none()) {
        // `aged 26 to 40` is a range of ages.
        return Some((make(start, number.end, number.value), number.end));
    }
    let apposed = integer
        && number.bare_digits
        && at >= 2
        && atoms.before(at, 1) == ","
        && atoms.tag(at - 2) == Tag::Propn
        && atoms.capital(at - 2)
        && !atoms.lower(at - 2).ends_with('.')
        && matches!(atoms.lower(number.end), "," | "." | ")" | ";" | "" | "who" | "from" | "of" | "was" | "is" | "and")
        && (atoms.lower(number.end) != "and" || atoms.tag(number.end + 1) == Tag::Propn)
        // `On Friday, 26, …` and lists of numbers are no ages.
        && !atoms.lower(at - 2).ends_with("day")
        && number_at(atoms, number.end + 1, false).is_none_or(|next| next.kind != NumberKind::Cardinal);
    apposed.then(|| (make(at, number.end, number.value), number.end))
}

/// `in her 30s`: an age range; any other plural number is a decade or nothing.
fn plural_age(atoms: &Atoms, at: usize, number: &Number, out: &mut Vec<Quantity>) -> usize {
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
    tables::unit(quantity.stated_unit).map_or(0.0, |entry| entry.factor)
}
