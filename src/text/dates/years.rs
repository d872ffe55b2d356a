//! Years standing alone, spans of years and decades.

use jiff::civil::Date;

use super::calendar::is_date_preposition;
use super::{DateMention, Found, resolve};
use crate::text::atoms::Atoms;
use crate::text::numbers::parse_digits;
use crate::text::words::Tag;

/// The year of a token of four bare digits from 1000 to 2199.
pub(super) fn year_number(word: &str) -> Option<i16> {
    (word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()))
        .then(|| word.parse::<i16>().ok())
        .flatten()
        .filter(|year| (1000..2200).contains(year))
}

/// A year that stands where a date expects one: four digits, or two behind an apostrophe.
pub(super) fn stated_year(atoms: &Atoms, at: usize) -> Option<i16> {
    let counted =
        matches!(atoms.lower(at + 1), "%" | "percent" | "people" | "million" | "troops" | "soldiers");
    year_number(atoms.lower(at))
        .filter(|year| (1500..2200).contains(year) && !counted && !atoms.joined(at + 1))
}

/// A year, a span of years or a decade that begins at the atom `at`.
pub(super) fn year_at(atoms: &Atoms, at: usize) -> Option<Found> {
    if atoms.joined(at) && !matches!(atoms.before(at, 1), "mid" | "late" | "early" | "pre" | "post") {
        return None;
    }
    if let Some(found) = decade(atoms, at) {
        return Some(found);
    }
    let year = year_number(atoms.lower(at)).filter(|year| *year >= 1500)?;
    if let Some((last, end)) = span_end(atoms, at, year) {
        let period = resolve::period(year, None, None)
            .zip(resolve::period(last, None, None))
            .map(|((first, _), (_, last))| (first, last));
        return Some(Found { mention: DateMention::at(atoms.span(at, end)).with_period(period), end });
    }
    stands_as_year(atoms, at, year).then(|| {
        let mut mention = DateMention::at(atoms.range(at));
        mention.year = Some(year);
        Found { mention: mention.with_period(resolve::period(year, None, None)), end: at + 1 }
    })
}

/// `2014-2016`, `2014–16`, `2014/15`.
fn span_end(atoms: &Atoms, at: usize, year: i16) -> Option<(i16, usize)> {
    let tight = atoms.touches_next(at) && atoms.touches_next(at + 1);
    if !tight || !matches!(atoms.lower(at + 1), "-" | "–" | "—" | "/") {
        return None;
    }
    let word = atoms.lower(at + 2);
    let last = match year_number(word) {
        Some(last) => last,
        None if word.len() == 2 => year / 100 * 100 + word.parse::<i16>().ok()?,
        None => return None,
    };
    // `2022-02` is a month, `2022-1` a score.
    (last > year && last - year < 120 && !matches!(atoms.lower(at + 3), "-" | "/")).then_some((last, at + 3))
}

/// `1990s`, `'90s`, `mid-1990s`.
fn decade(atoms: &Atoms, at: usize) -> Option<Found> {
    let word = atoms.lower(at);
    let (start, first, end) =
        if let Some(year) = word.strip_suffix('s').and_then(year_number).filter(|y| y % 10 == 0) {
            (year, at, at + 1)
        } else if word == "'" && atoms.touches_next(at) {
            let digits =
                parse_digits(atoms.lower(at + 1)).filter(|digits| digits.plural && digits.value < 100.0)?;
            let tens = digits.value as i16;
            (if tens >= 30 { 1900 + tens } else { 2000 + tens }, at, at + 2)
        } else {
            return None;
        };
    let length = if start % 100 == 0 && start < 2000 { 100 } else { 10 };
    let period = Some((Date::new(start, 1, 1).ok()?, Date::new(start + length - 1, 12, 31).ok()?));
    Some(Found { mention: DateMention::at(atoms.span(first, end)).with_period(period), end })
}

/// Whether four digits that could be a year are one here.
fn stands_as_year(atoms: &Atoms, at: usize, year: i16) -> bool {
    let before = atoms.before(at, 1);
    let next = atoms.lower(at + 1);
    let measured = matches!(
        next,
        "%" | "percent"
            | "per"
            | "people"
            | "men"
            | "women"
            | "children"
            | "troops"
            | "soldiers"
            | "km"
            | "kilometers"
            | "kilometres"
            | "miles"
            | "meters"
            | "metres"
            | "feet"
            | "dollars"
            | "euros"
            | "pounds"
            | "hours"
            | "days"
            | "years"
            | "million"
            | "billion"
            | "tons"
            | "tonnes"
            | "homes"
            | "houses"
            | "cases"
            | "deaths"
            | "votes"
            | "others"
            | "hectares"
            | "acres"
            | "points"
            | "seats"
            | "gmt"
            | "hrs"
            | "utc"
            | "local"
    );
    let bounded = matches!(
        before,
        "$" | "€"
            | "£"
            | "¥"
            | "least"
            | "than"
            | "nearly"
            | "almost"
            | "approximately"
            | "roughly"
            | "estimated"
            | "some"
            | "only"
            | "over"
            | "about"
            | "no."
            | "#"
            | "number"
            | "flight"
            | "room"
            | "route"
            | "highway"
            | "another"
    );
    if measured || bounded || atoms.joined(at + 1) {
        return false;
    }
    let recent = (1900..2060).contains(&year);
    let counted = atoms.tag(at + 1) == Tag::Noun && !atoms.capital(at + 1);
    if is_date_preposition(before)
        || matches!(before, "year" | "until" | "fy" | "spring" | "summer" | "autumn" | "fall" | "winter")
    {
        return recent || !counted;
    }
    if recent {
        // News writes counts with a comma: four bare digits are a year, unless a plain plural follows a verb.
        let described = matches!(
            before,
            "the" | "a" | "his" | "her" | "its" | "their" | "our" | "my" | "'s" | "'" | "that"
        ) || matches!(atoms.tag(at.wrapping_sub(1)), Tag::Adj | Tag::Propn | Tag::Noun);
        let plural = counted && atoms.lower(at + 1).ends_with('s');
        let clock = before == "at" || (matches!(before, "-" | "–") && !atoms.begins_sentence(at));
        return (!plural || described) && !clock;
    }
    let bracketed = matches!(before, "(" | "[") && matches!(next, ")" | "]" | "," | ";" | "–" | "-");
    let listed =
        matches!(before, "and" | "or" | "," | "–" | "-" | "/") && year_number(atoms.before(at, 2)).is_some();
    bracketed || listed
}
