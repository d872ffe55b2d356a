//! From stated fields to days on the calendar.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

/// The days that year, month and day name: a year, a month or a single day.
pub(super) fn period(year: i16, month: Option<i8>, day: Option<i8>) -> Option<(Date, Date)> {
    match (month, day) {
        (None, _) => Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)),
        (Some(month), None) => {
            let first = Date::new(year, month, 1).ok()?;
            Some((first, first.last_of_month()))
        }
        (Some(month), Some(day)) => {
            let date = Date::new(year, month, day).ok()?;
            Some((date, date))
        }
    }
}

/// From the first day of `from` to the last of `to`, both months of a year; a month below 1 lies in
/// the year before.
pub(super) fn months(year: i16, from: i8, to: i8) -> Option<(Date, Date)> {
    let first = if from < 1 { Date::new(year - 1, from + 12, 1) } else { Date::new(year, from, 1) }.ok()?;
    Some((first, Date::new(year, to, 1).ok()?.last_of_month()))
}

/// The occurrence of month and day nearest to `reference`; the past counts as twice as near, for that
/// is where news lies. A stated weekday has to fit.
pub(super) fn nearest(
    reference: Date,
    month: i8,
    day: Option<i8>,
    weekday: Option<Weekday>,
) -> Option<(Date, Date)> {
    let candidates = (-6..=1).filter_map(|years| {
        let (first, last) = period(reference.year().checked_add(years)?, Some(month), day)?;
        let fits = weekday.is_none_or(|weekday| day.is_none() || first.weekday() == weekday);
        let far = years < -1 && weekday.is_none();
        (fits && !far).then_some((first, last))
    });
    candidates.min_by_key(|(first, last)| {
        if *last < reference {
            days_between(*last, reference)
        } else {
            2 * days_between(reference, *first).max(0)
        }
    })
}

pub(super) fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX / 4, |span| span.get_days())
}

pub(super) fn plus_days(date: Date, days: i32) -> Option<Date> {
    date.checked_add(days.days()).ok()
}

pub(super) fn plus(date: Date, span: Span) -> Option<Date> {
    date.checked_add(span).ok()
}

/// The latest `weekday` up to and including `reference`.
pub(super) fn latest(reference: Date, weekday: Weekday) -> Option<Date> {
    let back = reference.weekday().since(weekday);
    plus_days(reference, -i32::from(back))
}

/// The first `weekday` after `reference`, or on it.
pub(super) fn coming(reference: Date, weekday: Weekday) -> Option<Date> {
    let ahead = reference.weekday().until(weekday);
    plus_days(reference, i32::from(ahead))
}

/// Monday of the week of `date`.
pub(super) fn monday(date: Date) -> Option<Date> {
    latest(date, Weekday::Monday)
}
