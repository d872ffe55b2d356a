//! The day on which an article was published: from a stated value, a file's name, or its text.
//! Never from the file system: a copy is younger than its article.

use std::path::Path;

use jiff::civil::Date;

use super::{ArticleDate, DateOrigin};
use crate::text::dates::{self, DateMention};
use crate::text::words::words;

/// Years of publication that are taken seriously: newspapers began in 1605.
const YEARS: std::ops::RangeInclusive<i16> = 1605..=2199;

/// The day of publication of the article at `path`, whose format states `stated` and whose text
/// `text`; the most reliable source counts.
#[must_use]
pub fn date(path: &Path, stated: Option<Date>, text: impl FnOnce() -> Option<Date>) -> Option<ArticleDate> {
    let known = |day, origin| ArticleDate { day, origin };
    stated
        .map(|day| known(day, DateOrigin::Metadata))
        .or_else(|| from_file_name(path).map(|day| known(day, DateOrigin::FileName)))
        .or_else(|| text().map(|day| known(day, DateOrigin::Text)))
}

/// The day that a field states: `2025-04-18T09:30:00Z`, `18/04/2025`, `April 18, 2025`.
#[must_use]
pub fn from_value(value: &str) -> Option<Date> {
    let value = value.trim();
    year_first(value).or_else(|| day_and_month(value)).or_else(|| in_words(value))
}

/// `Fri, 18 Apr 2025 10:30:00 GMT`, `April 18, 2025`: the only day that is named.
fn in_words(value: &str) -> Option<Date> {
    if value.len() > 80 {
        return None;
    }
    let mut days = full_days(value).into_iter();
    let (_, day) = days.next()?;
    days.next().is_none().then_some(day)
}

/// The days in `text` that are stated with their year, and where.
#[must_use]
pub fn full_days(text: &str) -> Vec<(DateMention, Date)> {
    // Tagging words is dear; most lines have no year in them.
    if !text.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit)) {
        return Vec::new();
    }
    dates::find(text, &words(text), None)
        .into_iter()
        .filter(|mention| !mention.year_guessed)
        .filter_map(|mention| {
            let written = mention.range.of(text);
            let day = match written.contains('/') {
                // Which number is the month is a matter of country.
                true => year_first(written).or_else(|| day_and_month(written)),
                false => day_of(mention.year?, i16::from(mention.month?), i16::from(mention.day?)),
            };
            Some((mention, day?))
        })
        .collect()
}

/// The day at the start or end of a file's name: `2025-04-18-harbour.md`, `harbour_20250418.txt`.
#[must_use]
pub fn from_file_name(path: &Path) -> Option<Date> {
    let name = path.file_stem()?.to_str()?;
    let starts = name.char_indices().filter(|(at, c)| {
        let before = name.get(..*at).and_then(|before| before.chars().next_back());
        c.is_ascii_digit() && before.is_none_or(|before| !before.is_alphanumeric())
    });
    // A date among other numbers may be a part of an identifier.
    let mut days = starts.filter_map(|(at, _)| year_first(name.get(at..)?));
    let day = days.next()?;
    days.next().is_none_or(|other| other == day).then_some(day)
}

/// `2025-04-18`, `2025/4/18`, `20250418`, with anything but a digit behind it.
fn year_first(text: &str) -> Option<Date> {
    let (year, rest) = digits(text, 4, 4)?;
    let separator = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.' | '_'));
    let (month, day, rest) = match separator {
        Some(separator) => {
            let (month, rest) = digits(rest.strip_prefix(separator)?, 1, 2)?;
            let (day, rest) = digits(rest.strip_prefix(separator)?, 1, 2)?;
            (month, day, rest)
        }
        None => {
            let (month, rest) = digits(rest, 2, 2)?;
            let (day, rest) = digits(rest, 2, 2)?;
            (month, day, rest)
        }
    };
    // `20250418093000` is a time stamp; other digits behind the day make it another number.
    let more = rest.bytes().take_while(u8::is_ascii_digit).count();
    matches!(more, 0 | 4 | 6).then(|| day_of(year, month, day)).flatten()
}

/// `18.04.2025`, and `18/04/2025` where no month is that large; an ambiguous one says nothing.
fn day_and_month(text: &str) -> Option<Date> {
    let (one, rest) = digits(text, 1, 2)?;
    let separator = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
    let (two, rest) = digits(rest.strip_prefix(separator)?, 1, 2)?;
    let (year, rest) = digits(rest.strip_prefix(separator)?, 4, 4)?;
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    match (separator, one, two) {
        ('.', day, month) => day_of(year, month, day),
        (_, day, month) if day > 12 || day == month => day_of(year, month, day),
        (_, month, day) if day > 12 => day_of(year, month, day),
        _ => None,
    }
}

fn day_of(year: i16, month: i16, day: i16) -> Option<Date> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(year, month, day).ok().filter(|_| YEARS.contains(&year))
}

/// A number of `least` to `most` digits at the start of `text`, and what follows.
fn digits(text: &str, least: usize, most: usize) -> Option<(i16, &str)> {
    let length = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at_checked(length).filter(|_| length >= least)?;
    Some((number.parse().ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<String> {
        from_value(text).map(|day| day.to_string())
    }

    #[test]
    fn stated_days_are_read_in_any_usual_form() {
        for text in [
            "2025-04-18",
            "2025-04-18T09:30:00+02:00",
            "20250418",
            "2025/4/18",
            "18.04.2025",
            "18/4/2025",
            "04/18/2025",
        ] {
            assert_eq!(day(text).as_deref(), Some("2025-04-18"), "{text}");
        }
    }

    #[test]
    fn an_ambiguous_or_impossible_day_is_unknown() {
        for text in ["03/04/2025", "2025-13-40", "202504181", "2025", "yesterday", ""] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn a_file_name_may_hold_the_day() {
        let name = |name: &str| from_file_name(Path::new(name)).map(|day| day.to_string());
        assert_eq!(name("a/2025-04-18-harbour.md").as_deref(), Some("2025-04-18"));
        assert_eq!(name("harbour_20250418.txt").as_deref(), Some("2025-04-18"));
        assert_eq!(name("000_34369f2f6595b0b6.txt"), None);
        assert_eq!(name("report-12.txt"), None);
        assert_eq!(name("2025-04-18-to-2025-05-01.md"), None);
    }
}
