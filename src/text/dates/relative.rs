//! Dates told from the day of writing: `yesterday`, `last week`, `on Thursday`, `two weeks ago`.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::absolute::small_count;
use super::outlook::{Outlook, outlook};
use super::{DateMention, Found, resolve};
use crate::text::atoms::Atoms;

type Period = Option<(Date, Date)>;

/// `today`, `yesterday`, `this week`, `last month`, `earlier this year`, `a week ago`.
pub(super) fn date_at(atoms: &Atoms, at: usize, reference: Option<Date>) -> Option<Found> {
    let found = |end: usize, period: Period| {
        Some(Found { mention: DateMention::at(atoms.span(at, end)).with_period(period), end })
    };
    let day = |offset: i32| reference.and_then(|day| resolve::plus_days(day, offset)).map(|day| (day, day));
    match atoms.lower(at) {
        // A newspaper's name has it in capitals.
        "today" if atoms.lower(at + 1) != "'s" && (!atoms.capital(at) || atoms.begins_sentence(at)) => {
            found(at + 1, day(0))
        }
        "tonight" => found(at + 1, day(0)),
        "yesterday" => found(at + 1, day(-1)),
        "tomorrow" => found(at + 1, day(1)),
        "the" if atoms.reads(at, "the day before yesterday") => found(at + 4, day(-2)),
        "the" if atoms.reads(at, "the day after tomorrow") => found(at + 4, day(2)),
        "earlier" | "later" if matches!(atoms.lower(at + 1), "this" | "today") => {
            earlier(atoms, at, reference)
        }
        "this" | "last" | "next" | "past" | "previous" | "coming" => unit(atoms, at, reference),
        "over" | "during" | "at" if atoms.reads(at + 1, "the weekend") => {
            found(at + 3, reference.and_then(last_weekend))
        }
        _ => ago(atoms, at, reference),
    }
}

/// `earlier this month`, `later this year`, `earlier today`.
fn earlier(atoms: &Atoms, at: usize, reference: Option<Date>) -> Option<Found> {
    let inner = date_at(atoms, at + 1, reference)?;
    let mut mention = inner.mention;
    mention.range = atoms.span(at, inner.end);
    if let (Some(reference), Some((first, last))) = (reference, mention.period()) {
        mention = mention.with_period(if atoms.lower(at) == "earlier" {
            Some((first, reference.min(last)))
        } else {
            Some((reference.max(first), last))
        });
    }
    Some(Found { mention, end: inner.end })
}

/// `this week`, `last month`, `next year`, `last night`, `this Thursday`.
fn unit(atoms: &Atoms, at: usize, reference: Option<Date>) -> Option<Found> {
    let which = atoms.lower(at);
    let name = atoms.lower(at + 1);
    // `this Monday, June 24, 2019`, `this July 4`: the full date says more.
    let full = super::absolute::date_at(atoms, at + 1, reference)
        .filter(|found| found.mention.day.is_some() || found.mention.year.is_some());
    if let Some(found) = full {
        return Some(Found {
            mention: DateMention { range: atoms.span(at, found.end), ..found.mention },
            ..found
        });
    }
    if let Some((weekday, false)) = super::calendar::weekday(name) {
        let found = self::weekday(atoms, at + 1, weekday, reference);
        return Some(Found {
            mention: DateMention { range: atoms.span(at, found.end), ..found.mention },
            ..found
        });
    }
    if let Some((month, doubtful)) = super::calendar::month(name)
        && (!doubtful || atoms.capital(at + 1))
        && matches!(which, "this" | "last" | "next")
    {
        let period = reference.and_then(|day| month_near(day, month, which));
        let mut mention = DateMention::at(atoms.span(at, at + 2));
        mention.month = Some(month);
        return Some(Found { mention: mention.with_period(period), end: at + 2 });
    }
    let offset = match which {
        "this" => 0,
        "last" | "previous" | "past" => -1,
        _ => 1,
    };
    // `the past year`, `this past week` are stretches, not calendar units.
    if which == "past" || (which != "this" && atoms.before(at, 1) == "the" && which != "coming") {
        return None;
    }
    let period = match name {
        "morning" | "afternoon" | "evening" if offset == 0 => reference.map(|day| (day, day)),
        "night" | "evening" if offset < 0 => {
            reference.and_then(|day| Some((resolve::plus_days(day, -1)?, day)))
        }
        "week" => reference.and_then(|day| week(day, offset)),
        "weekend" => match offset {
            -1 => reference.and_then(last_weekend),
            // `this weekend` looks either way.
            _ => None,
        },
        "month" => reference.and_then(|day| {
            let first = resolve::plus(day.first_of_month(), offset.months())?;
            Some((first, first.last_of_month()))
        }),
        "year" => {
            reference.and_then(|day| resolve::period(day.year() + i16::try_from(offset).ok()?, None, None))
        }
        "decade" | "century" if which == "this" => None,
        "spring" | "summer" | "autumn" | "fall" | "winter" => {
            reference.and_then(|day| season_near(day, name, offset))
        }
        _ => return None,
    };
    // `last week's`, but not `last year-end` and the like.
    atoms
        .whole(at + 1)
        .then(|| Found { mention: DateMention::at(atoms.span(at, at + 2)).with_period(period), end: at + 2 })
}

fn month_near(day: Date, month: i8, which: &str) -> Period {
    let year = match which {
        "last" if month >= day.month() => day.year() - 1,
        "next" if month <= day.month() => day.year() + 1,
        _ => day.year(),
    };
    resolve::period(year, Some(month), None)
}

/// The week `offset` weeks away, from the Sunday before it to its last Sunday: some weeks begin on
/// Sunday, others on Monday.
fn week(day: Date, offset: i32) -> Period {
    let monday = resolve::plus_days(resolve::monday(day)?, 7 * offset)?;
    Some((resolve::plus_days(monday, -1)?, resolve::plus_days(monday, 6)?))
}

/// The latest weekend that has begun, its Friday included.
fn last_weekend(day: Date) -> Period {
    let saturday = resolve::latest(day, Weekday::Saturday)?;
    Some((resolve::plus_days(saturday, -1)?, resolve::plus_days(saturday, 1)?))
}

fn season_near(day: Date, name: &str, offset: i32) -> Period {
    let (from, to) = super::calendar::season(name)?;
    let this = resolve::months(day.year(), from, to)?;
    let year = match offset {
        0 => day.year(),
        1 if this.0 > day => day.year(),
        1 => day.year() + 1,
        _ if this.1 < day => day.year(),
        _ => day.year() - 1,
    };
    resolve::months(year, from, to)
}

/// `two weeks ago`, `a year ago`, `3 days ago`: the longer the unit, the wider the guess.
pub(super) fn ago(atoms: &Atoms, at: usize, reference: Option<Date>) -> Option<Found> {
    let count = small_count(atoms, at)?;
    let skip = if atoms.reads(at, "a couple of") { 2 } else { usize::from(atoms.lower(at) == "couple") };
    let count = if skip > 0 { 2 } else { count };
    let unit_at = at + 1 + skip;
    if atoms.lower(unit_at + 1) != "ago" {
        return None;
    }
    let back = |days: i32, grace: i32| {
        reference.and_then(|day| {
            Some((resolve::plus_days(day, -days - grace)?, resolve::plus_days(day, -days + grace)?))
        })
    };
    let period = match atoms.lower(unit_at) {
        "day" | "days" => back(count, i32::from(count > 6)),
        "week" | "weeks" => back(7 * count, 4),
        "fortnight" => back(14, 4),
        "month" | "months" => reference.and_then(|day| {
            let then = resolve::plus(day, (-count).months())?;
            Some((resolve::plus_days(then, -20)?, resolve::plus_days(then, 20)?))
        }),
        "year" | "years" => reference.and_then(|day| {
            let then = resolve::plus(day, (-count).years())?;
            let grace = if count >= 10 { 400 } else { 200 };
            Some((resolve::plus_days(then, -grace)?, resolve::plus_days(then, grace)?))
        }),
        "decade" | "decades" | "century" | "centuries" => None,
        "hour" | "hours" | "minute" | "minutes" => {
            reference.and_then(|day| Some((resolve::plus_days(day, -1 - count / 24)?, day)))
        }
        _ => return None,
    };
    let end = unit_at + 2;
    Some(Found { mention: DateMention::at(atoms.span(at, end)).with_period(period), end })
}

/// A weekday by itself: the latest one, the coming one where the sentence looks ahead, or one of the two.
pub(super) fn weekday(atoms: &Atoms, at: usize, weekday: Weekday, reference: Option<Date>) -> Found {
    let mut mention = DateMention::at(atoms.range(at));
    mention.weekday = Some(weekday);
    let which = atoms.before(at, 1);
    // `next Thursday` is this week's to some and next week's to others, `last Thursday` likewise; `every Thursday`
    // is none.
    let unsure = matches!(which, "every" | "each" | "next" | "last");
    if let Some(day) = reference.filter(|_| !unsure) {
        let single = |date: Option<Date>| date.map(|date| (date, date));
        let before = || resolve::latest(resolve::plus_days(day, -1)?, weekday);
        let behind = || resolve::coming(resolve::plus_days(day, 1)?, weekday);
        let outlook = match which {
            "coming" => return Found { mention: mention.with_period(single(behind())), end: at + 1 },
            "past" => return Found { mention: mention.with_period(single(before())), end: at + 1 },
            _ => outlook(atoms, at),
        };
        match outlook {
            Outlook::Back => mention = mention.with_period(single(resolve::latest(day, weekday))),
            Outlook::Ahead => mention = mention.with_period(single(resolve::coming(day, weekday))),
            Outlook::Either => mention.either = resolve::latest(day, weekday).zip(behind()),
        }
    }
    Found { mention, end: at + 1 }
}
