//! Dates in figures: `2022-02-24`, `24.02.2022`, `2/24/2022`.

use jiff::civil::Date;

use super::years::year_number;
use super::{DateMention, Found, resolve};
use crate::text::atoms::Atoms;

pub(super) fn date_at(atoms: &Atoms, at: usize, _reference: Option<Date>) -> Option<Found> {
    let word = atoms.lower(at);
    if word.contains('.') {
        // One token: `24.02.2022` or `2022.02.24`.
        let parts: Vec<&str> = word.split('.').collect();
        let [a, b, c] = parts.as_slice() else { return None };
        return build(atoms, at, at + 1, a, b, c);
    }
    let mark = atoms.lower(at + 1);
    let tight = (0..4).all(|step| atoms.touches_next(at + step))
        || (0..4).all(|step| step > 3 || atoms.touches_next(at + step));
    if !matches!(mark, "-" | "/" | "–") || !tight {
        return month_of_year(atoms, at, mark);
    }
    if atoms.lower(at + 3) != mark {
        return None;
    }
    // `2022-02-24T10:00`: the day may carry the time in its word.
    let third = atoms.lower(at + 4);
    let third = third.split('t').next().unwrap_or(third);
    build(atoms, at, at + 5, atoms.lower(at), atoms.lower(at + 2), third)
}

/// `2022-02`.
fn month_of_year(atoms: &Atoms, at: usize, mark: &str) -> Option<Found> {
    let tight = atoms.touches_next(at) && atoms.touches_next(at + 1);
    let month = atoms.lower(at + 2);
    if mark != "-" || !tight || month.len() != 2 || !month.starts_with(['0', '1']) {
        return None;
    }
    let year = year_number(atoms.lower(at)).filter(|year| (1900..2100).contains(year))?;
    let month = month
        .parse::<i8>()
        .ok()
        .filter(|month| (1..=12).contains(month) && i16::from(*month) <= year % 100)?;
    let mut mention = DateMention::at(atoms.span(at, at + 3));
    (mention.year, mention.month) = (Some(year), Some(month));
    Some(Found { mention: mention.with_period(resolve::period(year, Some(month), None)), end: at + 3 })
}

fn build(atoms: &Atoms, at: usize, end: usize, a: &str, b: &str, c: &str) -> Option<Found> {
    let small = |word: &str| (word.len() <= 2).then(|| word.parse::<i8>().ok()).flatten();
    let mut mention = DateMention::at(atoms.span(at, end));
    if let Some(year) = year_number(a) {
        (mention.year, mention.month, mention.day) = (Some(year), Some(small(b)?), Some(small(c)?));
    } else {
        let year = year_number(c)?;
        let (first, second) = (small(a)?, small(b)?);
        mention.year = Some(year);
        (mention.month, mention.day) = match (first, second) {
            _ if a.len() + b.len() + c.len() + 2 == end_of_dotted(atoms, at) => (Some(second), Some(first)),
            (13..=31, 1..=12) => (Some(second), Some(first)),
            (1..=12, 13..=31) => (Some(first), Some(second)),
            (1..=12, _) if first == second => (Some(first), Some(first)),
            // Either order: only the year is sure.
            (1..=12, 1..=12) => (None, None),
            _ => return None,
        };
    }
    let period = resolve::period(mention.year?, mention.month, mention.day)?;
    Some(Found { mention: mention.with_period(Some(period)), end })
}

/// The length of a dotted date's token; dotted dates put the day first.
fn end_of_dotted(atoms: &Atoms, at: usize) -> usize {
    let word = atoms.lower(at);
    if word.contains('.') { word.len() } else { 0 }
}
