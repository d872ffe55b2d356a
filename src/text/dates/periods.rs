//! Periods: seasons, quarters, halves, early and late parts, centuries.

use jiff::civil::Date;

use super::calendar::season;
use super::years::stated_year;
use super::{DateMention, Found, absolute, resolve};
use crate::text::atoms::Atoms;

/// A period that begins with a word.
pub(super) fn period_at(atoms: &Atoms, at: usize, reference: Option<Date>) -> Option<Found> {
    match atoms.lower(at) {
        "early" | "mid" | "late" | "beginning" | "start" | "end" | "middle" => part_of(atoms, at, reference),
        "spring" | "summer" | "autumn" | "fall" | "winter" => season_at(atoms, at),
        "first" | "second" | "third" | "fourth" | "last" => quarter_or_half(atoms, at),
        "q1" | "q2" | "q3" | "q4" | "h1" | "h2" => short_quarter(atoms, at),
        "fy" => {
            let year = stated_year(atoms, at + 1)?;
            Some(found(atoms, at, at + 2, Some(year), resolve::months(year, -5, 12)))
        }
        _ => None,
    }
}

fn found(atoms: &Atoms, at: usize, end: usize, year: Option<i16>, period: Option<(Date, Date)>) -> Found {
    let mut mention = DateMention::at(atoms.span(at, end));
    mention.year = year;
    Found { mention: mention.with_period(period), end }
}

/// `summer of 2024`, `spring 2022`, `winter 2013-14`.
fn season_at(atoms: &Atoms, at: usize) -> Option<Found> {
    let of = usize::from(matches!(atoms.lower(at + 1), "of" | ","));
    let year = stated_year(atoms, at + 1 + of)?;
    let (from, to) = season(atoms.lower(at))?;
    let period = if from < 1 {
        // The winter of a year is the one that ends or the one that begins in it.
        Some((resolve::months(year, -1, 1)?.0, Date::new(year + 1, 3, 31).ok()?))
    } else {
        resolve::months(year, from, to)
    };
    Some(found(atoms, at, at + 2 + of, None, period))
}

/// `early 2023`, `late March`, `mid-April 2022`, `end of 2023`, `beginning of the year` stays out.
fn part_of(atoms: &Atoms, at: usize, reference: Option<Date>) -> Option<Found> {
    let part = atoms.lower(at);
    let of = usize::from(atoms.lower(at + 1) == "of");
    if of == 0 && matches!(part, "beginning" | "start" | "end" | "middle") {
        return None;
    }
    let inner_at = at + 1 + of;
    let halves = |first: Date, last: Date| {
        let length = resolve::days_between(first, last);
        let at = |share: i32| resolve::plus_days(first, length * share / 12);
        Some(match part {
            "early" | "beginning" | "start" => (first, at(6)?),
            "mid" | "middle" => (at(2)?, at(10)?),
            _ => (at(6)?, last),
        })
    };
    let inner = match stated_year(atoms, inner_at) {
        Some(year) => found(atoms, inner_at, inner_at + 1, Some(year), resolve::period(year, None, None)),
        None => absolute::date_at(atoms, inner_at, reference)
            .or_else(|| super::years::year_at(atoms, inner_at))
            .filter(|inner| inner.mention.day.is_none() && inner.mention.weekday.is_none())?,
    };
    let mut mention = inner.mention;
    mention.range = atoms.span(at, inner.end);
    let period = mention.period().and_then(|(first, last)| halves(first, last));
    Some(Found { mention: mention.with_period(period), end: inner.end })
}

/// `third quarter of 2023`, `first half of 2022`.
fn quarter_or_half(atoms: &Atoms, at: usize) -> Option<Found> {
    let which = match atoms.lower(at) {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" => 4,
        _ => 0,
    };
    let of = usize::from(matches!(atoms.lower(at + 2), "of" | "in" | ","));
    let months = match atoms.lower(at + 1) {
        "quarter" => 3 * if which == 0 { 4 } else { which },
        "half" if which <= 2 => 6 * if which == 0 { 2 } else { which },
        _ => return None,
    };
    let length = if atoms.lower(at + 1) == "half" { 6 } else { 3 };
    let year = stated_year(atoms, at + 2 + of)?;
    Some(found(atoms, at, at + 3 + of, None, resolve::months(year, months - length + 1, months)))
}

/// `Q3 2023`, `H1 of 2022`.
fn short_quarter(atoms: &Atoms, at: usize) -> Option<Found> {
    let word = atoms.lower(at);
    let of = usize::from(matches!(atoms.lower(at + 1), "of" | "," | "in"));
    let year = stated_year(atoms, at + 1 + of)?;
    let which = i8::try_from(word.as_bytes().last()?.checked_sub(b'0')?).ok()?;
    let length = if word.starts_with('q') { 3 } else { 6 };
    Some(found(atoms, at, at + 2 + of, None, resolve::months(year, (which - 1) * length + 1, which * length)))
}
