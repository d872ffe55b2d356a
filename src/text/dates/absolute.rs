//! Dates by the calendar: weekday, month, day and year in any usual order.

use jiff::civil::{Date, Weekday};

use super::calendar::{FEASTS, MOVABLE, easter, is_date_preposition, month, weekday};
use super::years::{stated_year, year_number};
use super::{DateMention, Found, relative, resolve};
use crate::text::atoms::Atoms;
use crate::text::numbers::{cardinal_word, parse_digits};
use crate::text::words::Tag;

/// A date that begins with a weekday, a month, a part of a month or a feast.
pub(super) fn date_at(atoms: &Atoms, at: usize, reference: Option<Date>) -> Option<Found> {
    let word = atoms.lower(at);
    if weekday(word).is_some() {
        return weekday_first(atoms, at, reference);
    }
    if month(word).is_some() {
        return month_first(atoms, at, reference, None);
    }
    if word == "the"
        && atoms.get(at + 1).is_some_and(|atom| atom.lower.starts_with(|c: char| c.is_ascii_digit()))
    {
        return day_first(atoms, at + 1, reference);
    }
    if matches!(word, "christmas" | "new" | "valentine" | "halloween") {
        return feast(atoms, at, reference);
    }
    movable_feast(atoms, at, reference)
}

/// `Feb. 24, 2022`, `February 24-26`, `March 2022`, `in May`.
fn month_first(atoms: &Atoms, at: usize, reference: Option<Date>, on: Option<Weekday>) -> Option<Found> {
    let (month_number, doubtful) = month(atoms.lower(at))?;
    let mut at_day = at + 1;
    if atoms.lower(at_day) == "." && atoms.touches_next(at) && day_number(atoms, at_day + 1).is_some() {
        at_day += 1;
    }
    if atoms.lower(at_day) == "the" {
        at_day += 1;
    }
    if let Some(day) = day_number(atoms, at_day).filter(|_| !counts_something(atoms, at, at_day)) {
        if let Some((last_month, last_day, end)) = range_end(atoms, at_day + 1, month_number, day) {
            let (year, end) = year_behind(atoms, end);
            return Some(span_of_days(
                atoms,
                at,
                end,
                year,
                (month_number, day),
                (last_month, last_day),
                reference,
            ));
        }
        let (year, end) = year_behind(atoms, at_day + 1);
        return Some(calendar_date(atoms, at, end, year, month_number, Some(day), on, reference));
    }
    if let (Some(year), end) = year_behind(atoms, at + 1) {
        return Some(calendar_date(atoms, at, end, Some(year), month_number, None, on, reference));
    }
    if atoms.lower(at + 1) == "of"
        && matches!(atoms.lower(at + 2), "this" | "last" | "next")
        && atoms.lower(at + 3) == "year"
    {
        let year = reference.map(|day| {
            day.year()
                + match atoms.lower(at + 2) {
                    "last" => -1,
                    "next" => 1,
                    _ => 0,
                }
        });
        return Some(calendar_date(atoms, at, at + 4, year, month_number, None, on, reference));
    }
    month_alone(atoms, at, doubtful)
        .then(|| calendar_date(atoms, at, at + 1, None, month_number, None, on, reference))
}

/// `24 February 2022`, `24th of February`, `1-3 May`.
pub(super) fn day_first(atoms: &Atoms, at: usize, reference: Option<Date>) -> Option<Found> {
    let day = day_number(atoms, at)?;
    let of = |at: usize| usize::from(atoms.lower(at) == "of");
    let month_at = at + 1 + of(at + 1);
    if let Some((month_number, _)) = month(atoms.lower(month_at)) {
        // `30 May supporters`: a count of people; `5 March` is a date.
        let (year, end) = year_behind(atoms, month_at + 1);
        return Some(calendar_date(atoms, at, end, year, month_number, Some(day), None, reference));
    }
    // `24-26 February`, `24 to 26 February`.
    if matches!(atoms.lower(at + 1), "-" | "–" | "—" | "to" | "and" | "/") {
        let last = day_number(atoms, at + 2).filter(|last| *last > day)?;
        let month_at = at + 3 + of(at + 3);
        let (month_number, _) = month(atoms.lower(month_at))?;
        let (year, end) = year_behind(atoms, month_at + 1);
        return Some(span_of_days(
            atoms,
            at,
            end,
            year,
            (month_number, day),
            (month_number, last),
            reference,
        ));
    }
    // `on the 24th`, with nothing it could count.
    let alone = atoms.before(at, 1) == "the"
        && atoms.before(at, 2) == "on"
        && parse_digits(atoms.lower(at)).is_some_and(|digits| digits.ordinal)
        && !matches!(atoms.tag(at + 1), Tag::Noun | Tag::Adj | Tag::Propn | Tag::Num)
        && !atoms.joined(at + 1);
    alone.then(|| {
        let mut mention = DateMention::at(atoms.range(at));
        mention.day = Some(day);
        Found { mention, end: at + 1 }
    })
}

/// `Thursday`, `Thursday, Feb. 24`, `Thursday 24 February`.
fn weekday_first(atoms: &Atoms, at: usize, reference: Option<Date>) -> Option<Found> {
    let (day, short) = weekday(atoms.lower(at))?;
    let comma = usize::from(atoms.lower(at + 1) == ",");
    let next = at + 1 + comma;
    let the = usize::from(atoms.lower(next) == "the");
    let full = if month(atoms.lower(next)).is_some() {
        month_first(atoms, next, reference, Some(day)).filter(|found| found.mention.day.is_some())
    } else {
        day_first(atoms, next + the, reference).filter(|found| found.mention.month.is_some())
    };
    if let Some(mut found) = full {
        found.mention.range = atoms.span(at, found.end);
        found.mention.weekday = Some(day);
        if found.mention.year.is_none()
            && let (Some(reference), Some(month)) = (reference, found.mention.month)
            && found.mention.first == found.mention.last
        {
            let period = resolve::nearest(reference, month, found.mention.day, Some(day));
            found.mention = found.mention.with_period(period);
        }
        return Some(found);
    }
    if short || !atoms.whole(at) {
        return None;
    }
    // `Monday` in a name: `Black Friday`, `Good Friday`, `Bloody Sunday`.
    if at > 0
        && atoms.capital(at)
        && matches!(
            atoms.before(at, 1),
            "news" | "black" | "good" | "bloody" | "ash" | "palm" | "cyber" | "holy" | "easter" | "super"
        )
    {
        return None;
    }
    Some(relative::weekday(atoms, at, day, reference))
}

#[allow(clippy::too_many_arguments, reason = "one call per field of a calendar date")]
fn calendar_date(
    atoms: &Atoms,
    at: usize,
    end: usize,
    year: Option<i16>,
    month: i8,
    day: Option<i8>,
    weekday: Option<Weekday>,
    reference: Option<Date>,
) -> Found {
    let mut mention = DateMention::at(atoms.span(at, end));
    (mention.year, mention.month, mention.day) = (year, Some(month), day);
    let period = match (year, reference) {
        (Some(year), _) => resolve::period(year, Some(month), day),
        (None, Some(reference)) => {
            mention.year_guessed = true;
            resolve::nearest(reference, month, day, weekday)
        }
        (None, None) => None,
    };
    Found { mention: mention.with_period(period), end }
}

/// `Feb. 24-26`: the stated day is the first one, the period holds them all.
fn span_of_days(
    atoms: &Atoms,
    at: usize,
    end: usize,
    year: Option<i16>,
    first: (i8, i8),
    last: (i8, i8),
    reference: Option<Date>,
) -> Found {
    let mut mention = DateMention::at(atoms.span(at, end));
    (mention.year, mention.month) = (year, (first.0 == last.0).then_some(first.0));
    let from = match (year, reference) {
        (Some(year), _) => resolve::period(year, Some(first.0), Some(first.1)),
        (None, Some(reference)) => {
            mention.year_guessed = true;
            resolve::nearest(reference, first.0, Some(first.1), None)
        }
        (None, None) => None,
    };
    let period = from.and_then(|(from, _)| {
        let year = if last.0 < first.0 { from.year() + 1 } else { from.year() };
        Some((from, Date::new(year, last.0, last.1).ok()?))
    });
    Found { mention: mention.with_period(period), end }
}

/// The end of a range of days behind the first: month, day, and the atom after it.
fn range_end(atoms: &Atoms, at: usize, month_number: i8, day: i8) -> Option<(i8, i8, usize)> {
    let mark = atoms.lower(at);
    if !matches!(mark, "-" | "–" | "—" | "to" | "through" | "until" | "and") {
        return None;
    }
    if let Some((next_month, _)) = month(atoms.lower(at + 1)) {
        let last = day_number(atoms, at + 2)?;
        // `Feb. 24 and March 2` are two days, not a range.
        return (mark != "and").then_some((next_month, last, at + 3));
    }
    let last = day_number(atoms, at + 1).filter(|last| *last > day)?;
    let counted = matches!(mark, "to" | "and") && atoms.tag(at + 2) == Tag::Noun;
    (mark != "and" && !counted).then_some((month_number, last, at + 2))
}

/// A year behind a month or day, and the atom after it: `2022`, `, 2022`, `of 2022`, `'22`.
fn year_behind(atoms: &Atoms, at: usize) -> (Option<i16>, usize) {
    let skip = usize::from(matches!(atoms.lower(at), "," | "of" | "in"));
    match stated_year(atoms, at + skip) {
        Some(year) => (Some(year), at + skip + 1),
        None => (None, at),
    }
}

/// A day of the month: `24`, `24th`, `twenty-fourth` is rare enough to leave.
fn day_number(atoms: &Atoms, at: usize) -> Option<i8> {
    let word = atoms.lower(at);
    if word.len() > 4 || !word.starts_with(|c: char| c.is_ascii_digit()) || atoms.joined(at) {
        return None;
    }
    let word = word.strip_prefix('0').filter(|rest| rest.len() == 1).unwrap_or(word);
    let digits = parse_digits(word).filter(|digits| digits.value.fract() == 0.0 && !digits.plural)?;
    (1.0..=31.0).contains(&digits.value).then_some(digits.value as i8)
}

/// Whether the number at `day_at` behind a month is a count: `In March 30 people died`, `May 5 percent`.
fn counts_something(atoms: &Atoms, month_at: usize, day_at: usize) -> bool {
    let next = atoms.lower(day_at + 1);
    if matches!(next, "%" | "percent" | "per" | "million" | "billion" | "thousand" | "hundred" | ":" | "bn")
        && !atoms.joined(day_at + 1)
    {
        return true;
    }
    let ordinal = parse_digits(atoms.lower(day_at)).is_some_and(|digits| digits.ordinal);
    !ordinal && atoms.before(month_at, 1) == "in" && atoms.tag(day_at + 1) == Tag::Noun
}

/// Whether a month name without day and year is one.
fn month_alone(atoms: &Atoms, at: usize, doubtful: bool) -> bool {
    let before = atoms.before(at, 1);
    let introduced = is_date_preposition(before)
        || (matches!(before, "and" | "or" | "-" | "–" | "/")
            && at >= 2
            && month(atoms.before(at, 2)).is_some())
        || (atoms.joined(at) && before == "mid");
    if doubtful {
        // `in march`, but `may` after `in` only with a capital: `in may` hardly occurs otherwise.
        return introduced
            && (atoms.capital(at)
                || matches!(before, "in" | "since" | "until" | "last" | "next" | "early" | "late" | "mid"));
    }
    if introduced {
        return true;
    }
    // `April Holt`, `Judge June`: a name beside another capital is a person's.
    let named =
        |at: usize| atoms.capital(at) && atoms.tag(at) == Tag::Propn && month(atoms.lower(at)).is_none();
    atoms.whole(at)
        && !named(at + 1)
        && !(at > 0 && !atoms.begins_sentence(at - 1) && named(at - 1) && atoms.before(at, 1) != ",")
}

fn feast(atoms: &Atoms, at: usize, reference: Option<Date>) -> Option<Found> {
    let (name, month, day) = FEASTS.iter().find_map(|(name, month, day)| {
        let joined = name.replace("'s", " 's");
        atoms.reads(at, &joined).then_some((joined, *month, *day))
    })?;
    let end = at + name.split(' ').count();
    let (year, end) = match stated_year(atoms, end) {
        Some(year) => (Some(year), end + 1),
        None => (None, end),
    };
    Some(calendar_date(atoms, at, end, year, month, Some(day), None, reference))
}

/// `Palm Sunday`, `Good Friday`, on the day nearest to the reference or in the year that is stated.
fn movable_feast(atoms: &Atoms, at: usize, reference: Option<Date>) -> Option<Found> {
    let word = atoms.lower(at);
    if !MOVABLE.iter().any(|(name, ..)| *name == word) || !atoms.capital(at) {
        return None;
    }
    let (day, _) = weekday(atoms.lower(at + 1)).filter(|_| atoms.capital(at + 1))?;
    let (.., offset) = MOVABLE.iter().find(|(name, on, _)| *name == word && *on == day)?;
    let (year, end) = match stated_year(atoms, at + 2) {
        Some(year) => (Some(year), at + 3),
        None => (None, at + 2),
    };
    let in_year = |year: i16| resolve::plus_days(easter(year)?, i32::from(*offset));
    let on = match (year, reference) {
        (Some(year), _) => in_year(year),
        (None, Some(today)) => (today.year() - 1..=today.year() + 1)
            .filter_map(in_year)
            .min_by_key(|day| resolve::days_between(today, *day).abs()),
        (None, None) => None,
    };
    let mut mention = DateMention::at(atoms.span(at, end)).with_period(on.map(|day| (day, day)));
    (mention.year, mention.weekday, mention.feast) = (year, Some(day), Some(*offset));
    mention.year_guessed = year.is_none();
    Some(Found { mention, end })
}

/// Whether a number word names a count of time units: used by `ago`.
pub(super) fn small_count(atoms: &Atoms, at: usize) -> Option<i32> {
    let word = atoms.lower(at);
    let value = match word {
        "a" | "an" => 1.0,
        "couple" => 2.0,
        _ => cardinal_word(word).or_else(|| {
            parse_digits(word).filter(|digits| !digits.ordinal && !digits.plural).map(|d| d.value)
        })?,
    };
    (value.fract() == 0.0 && (0.0..=3000.0).contains(&value) && year_number(word).is_none())
        .then_some(value as i32)
}
