//! How two dates stand to each other.

use jiff::civil::{Date, Weekday};

use super::bound::DateBound;
use super::{DateMention, resolve};
use crate::text::Agreement;

/// A year that has every day of the calendar.
const LEAP_YEAR: i16 = 2024;

impl DateMention {
    /// How this date, a claim's, stands to `source`. A coarser date that holds the finer is
    /// compatible; disjoint periods, another weekday, month or year differ; what cannot be resolved
    /// on both sides and shares no field is incomparable. Only a stated or reference-bound year can
    /// make a difference, a guessed one never does.
    #[must_use]
    pub fn compare(&self, source: &DateMention) -> Agreement {
        if self.bound != source.bound {
            return self.compare_edges(source);
        }
        // `Palm Sunday` is no `Easter Sunday`, whichever year.
        if self.feast.zip(source.feast).is_some_and(|(ours, theirs)| ours != theirs) {
            return Agreement::Differs;
        }
        if let Some(agreement) = self.compare_either(source) {
            return agreement;
        }
        if let (Some(claim), Some(source_period)) = (self.firm(source), source.firm(self)) {
            return self.compare_periods(claim, source, source_period);
        }
        self.compare_fields(source)
    }

    /// Where either side is one of two days: what agrees with one of them agrees.
    fn compare_either(&self, source: &DateMention) -> Option<Agreement> {
        if self.either.is_none() && source.either.is_none() {
            return None;
        }
        let theirs = source.readings();
        let mut found = self
            .readings()
            .iter()
            .flat_map(|ours| theirs.iter().map(|their| ours.compare(their)))
            .collect::<Vec<_>>();
        found.sort_unstable_by_key(|agreement| match agreement {
            Agreement::Same => 0,
            Agreement::Compatible => 1,
            Agreement::Incomparable => 2,
            Agreement::Differs => 3,
        });
        let best = found.first().copied()?;
        // A day that is stated is only one of the two.
        let closer = self.either.is_none() && self.period().is_some()
            || source.either.is_none() && source.period().is_some();
        Some(if best == Agreement::Same && closer { Agreement::Compatible } else { best })
    }

    /// The mention with each of the days that it may mean, or itself.
    fn readings(&self) -> Vec<DateMention> {
        let read = |day: Date| DateMention { either: None, ..self.clone() }.with_period(Some((day, day)));
        self.either.map_or_else(|| vec![self.clone()], |(past, coming)| vec![read(past), read(coming)])
    }

    /// The period, if no guess of the year is in it; a guessed one is moved to the years of `other`.
    fn firm(&self, other: &DateMention) -> Option<(Date, Date)> {
        let (first, last) = self.period()?;
        if !self.year_guessed {
            return Some((first, last));
        }
        let (from, to) = other.period().filter(|_| !other.year_guessed)?;
        // The occurrence that comes nearest to the other side: if even that is disjoint, they differ.
        (from.year() - 1..=to.year() + 1)
            .filter_map(|year| {
                let shift = year - first.year();
                let move_to = |date: Date| Date::new(date.year() + shift, date.month(), date.day()).ok();
                Some((move_to(first)?, move_to(last)?))
            })
            .min_by_key(|(first, last)| {
                resolve::days_between(to, *first).max(resolve::days_between(*last, from)).max(0)
            })
    }

    fn compare_periods(&self, claim: (Date, Date), source: &DateMention, other: (Date, Date)) -> Agreement {
        if claim.1 < other.0 || other.1 < claim.0 {
            return Agreement::Differs;
        }
        if let (Some(a), Some(b)) = (self.known_weekday(), source.known_weekday())
            && a != b
        {
            return Agreement::Differs;
        }
        if claim == other { Agreement::Same } else { Agreement::Compatible }
    }

    fn compare_fields(&self, source: &DateMention) -> Agreement {
        let weekdays = self.known_weekday().zip(source.known_weekday()).map(|(a, b)| a == b);
        let months = self.known_month().zip(source.known_month()).map(|(a, b)| a == b);
        let days = self.known_day().zip(source.known_day()).map(|(a, b)| a == b);
        let years = self.known_year().zip(source.known_year()).map(|(a, b)| a == b);
        // Days of the month compare only within one month, or where neither names one.
        let days = days
            .filter(|_| months.is_some() || self.known_month().is_none() || source.known_month().is_none());
        let fields = [years, months, days, weekdays];
        if fields.contains(&Some(false)) {
            return Agreement::Differs;
        }
        if !fields.contains(&Some(true)) {
            return Agreement::Incomparable;
        }
        let same = (self.year, self.month, self.day, self.weekday)
            == (source.year, source.month, source.day, source.weekday)
            && self.first == self.last
            && source.first == source.last;
        let whole =
            self.day.is_none() && source.day.is_none() && self.month.is_some() && self.month == source.month;
        if same || (whole && self.year == source.year) { Agreement::Same } else { Agreement::Compatible }
    }

    /// `by 2030` against `in 2028`, `since 2014` against `in 2014`.
    fn compare_edges(&self, source: &DateMention) -> Agreement {
        let periods = self.firm(source).zip(source.firm(self)).or_else(|| self.in_one_year(source));
        let Some((claim, other)) = periods else {
            return match self.compare_fields(source) {
                Agreement::Same | Agreement::Compatible => Agreement::Compatible,
                _ => Agreement::Incomparable,
            };
        };
        let overlap = claim.0 <= other.1 && other.0 <= claim.1;
        let holds = match (self.bound, source.bound) {
            (DateBound::Until, DateBound::On) => other.0 <= claim.1,
            (DateBound::Since, DateBound::On) => other.1 >= claim.0,
            (DateBound::Before, DateBound::On) => other.0 < claim.0,
            (DateBound::After, DateBound::On) => other.1 > claim.1,
            (DateBound::On, DateBound::Until | DateBound::Before) => claim.0 <= other.1,
            (DateBound::On, DateBound::Since | DateBound::After) => claim.1 >= other.0,
            _ => return if overlap { Agreement::Compatible } else { Agreement::Incomparable },
        };
        if holds { Agreement::Compatible } else { Agreement::Differs }
    }

    /// Two days that both stand without a year, in the year that a report of both would mean.
    fn in_one_year(&self, source: &DateMention) -> Option<((Date, Date), (Date, Date))> {
        let day = |date: &DateMention| {
            Date::new(LEAP_YEAR, date.month.filter(|_| date.year.is_none())?, date.day?).ok()
        };
        let (ours, theirs) = (day(self)?, day(source)?);
        Some(((ours, ours), (theirs, theirs)))
    }

    /// The weekday as stated, or that of the one day that is meant.
    fn known_weekday(&self) -> Option<Weekday> {
        self.weekday.or_else(|| {
            let (first, last) = self.period()?;
            (first == last && !self.year_guessed).then(|| first.weekday())
        })
    }

    fn known_day(&self) -> Option<i8> {
        self.day.or_else(|| {
            let (first, last) = self.period()?;
            (first == last).then(|| first.day())
        })
    }

    fn known_month(&self) -> Option<i8> {
        self.month.or_else(|| {
            let (first, last) = self.period()?;
            ((first.year(), first.month()) == (last.year(), last.month())).then(|| first.month())
        })
    }

    fn known_year(&self) -> Option<i16> {
        self.year.or_else(|| {
            let (first, last) = self.period()?;
            (first.year() == last.year() && !self.year_guessed).then(|| first.year())
        })
    }
}
