//! The day of publication as an article's own text states it: a line with the date above the body,
//! a date behind the headline, or the dateline of the first paragraph. A day that a sentence speaks
//! of is no day of publication.

use jiff::civil::Date;

use super::draft::{Form, Judged};
use super::furniture::Body;
use super::furniture_words::{DATE_LABELS, UPDATE_LABELS};
use super::headline::FAR;
use super::published::full_days;

/// Longest line, in words, that can be a line with the date: with a byline, a time and a zone.
const LONGEST: usize = 24;
/// A dateline stands in this many bytes at the start of the first paragraph.
const OPENING: usize = 160;
/// What separates the parts of a line with byline and date.
const SEPARATORS: [char; 6] = ['|', '•', '·', '—', '–', '/'];

/// The day of publication that the text states.
#[must_use]
pub fn find(pieces: &[Judged<'_>], body: Option<Body>) -> Option<Date> {
    let first = body.map_or(0, |body| body.first);
    let head = pieces.get(..first).unwrap_or(&[]);
    let may_state = |judged: &&Judged<'_>| {
        judged.shape.words <= LONGEST
            && !matches!(judged.piece.form, Form::Row | Form::Item | Form::Furniture)
    };
    head.iter()
        .take(FAR)
        .filter(may_state)
        .find_map(|judged| date_of_line(judged.text))
        .or_else(|| body.and_then(|body| pieces.get(body.first)).and_then(|judged| dateline(judged.text)))
}

/// Whether a line holds nothing but the date, a byline and the like.
#[must_use]
pub fn is_date_line(line: &str) -> bool {
    line.len() <= 160 && stated(line).is_some_and(|(_, alone)| alone)
}

fn date_of_line(line: &str) -> Option<Date> {
    stated(line).map(|(day, _)| day)
}

/// `Published 18 April 2025, 10:30 GMT`, `By Maria Keller | April 18, 2025`, and a headline with the
/// weekday and date behind it: the day, and whether it stands alone. The day of an update is
/// another one.
fn stated(line: &str) -> Option<(Date, bool)> {
    let mut found: Option<(Date, bool)> = None;
    let mut behind = 0;
    for (mention, day) in full_days(line) {
        let before = line.get(behind..mention.range.start())?.rsplit(SEPARATORS).next()?;
        behind = mention.range.end();
        let after = line.get(behind..)?.split(SEPARATORS).next()?;
        if words_of(before).any(|word| UPDATE_LABELS.contains(&word.to_lowercase().as_str())) {
            continue;
        }
        let ends = mention.weekday.is_some() && after.trim().is_empty();
        let alone = words_of(before).chain(words_of(after)).all(|word| is_label(word) || is_time(word));
        if !(ends || alone) || found.is_some_and(|found| found.0 != day) {
            return None;
        }
        found = Some((day, alone));
    }
    found
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// `Published`, `on`, `30am`.
fn is_label(word: &str) -> bool {
    let word = word.to_lowercase();
    let bare = word.trim_start_matches(|c: char| c.is_ascii_digit());
    [DATE_LABELS, UPDATE_LABELS].into_iter().any(|labels| labels.contains(&bare))
}

/// `10`, `GMT`.
fn is_time(word: &str) -> bool {
    let zone = (2..=4).contains(&word.len()) && word.chars().all(char::is_uppercase);
    zone || word.chars().all(|c| c.is_ascii_digit())
}

/// `NORTHPORT, April 18, 2025 (Agency) - The town …`, `Thursday, March 15, 2012 The town …`.
fn dateline(paragraph: &str) -> Option<Date> {
    let opening = paragraph.get(..paragraph.floor_char_boundary(OPENING))?;
    let (mention, day) = full_days(opening).into_iter().next()?;
    let before = opening.get(..mention.range.start())?.trim();
    let after = opening.get(mention.range.end()..)?.trim_start();
    if before.is_empty() && mention.weekday.is_some() {
        return after.starts_with(char::is_uppercase).then_some(day);
    }
    let place = before.trim_end_matches([',', '(', '/', ' ']);
    let placed = before.ends_with([',', '(', '/'])
        && place.split_whitespace().count() <= 6
        && place.split_whitespace().all(|word| word.starts_with(|c: char| c.is_uppercase() || c == '('));
    let after = after.trim_start_matches([')', ',', ' ']);
    let agency = after.strip_prefix(['(', '/']).and_then(|rest| rest.split_once([')', '/']));
    let after = agency.map_or(after, |(_, rest)| rest).trim_start();
    let closed = ["—", "–", "-", ":"].iter().any(|dash| after.starts_with(dash));
    (placed && (closed || agency.is_some())).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Option<String> {
        date_of_line(text).map(|day| day.to_string())
    }

    #[test]
    fn a_line_with_the_date_states_it() {
        for text in [
            "April 18, 2025",
            "Published 18 April 2025, 10:30 GMT",
            "First published on Friday 18 April 2025 at 10.30am",
            "By Maria Keller | April 18, 2025 | 4 min read",
            "Harbour opens in Northport Friday, April 18, 2025",
            "2025-04-18",
            "Published April 18, 2025 | Updated April 20, 2025",
        ] {
            assert_eq!(line(text).as_deref(), Some("2025-04-18"), "{text}");
        }
    }

    #[test]
    fn a_line_that_speaks_of_a_day_does_not() {
        for text in [
            "The flood of April 18, 2025",
            "April 18, 2025: the day the harbour drowned",
            "03/04/2025",
            "Updated April 20, 2025",
            "Friday, April 18",
        ] {
            assert_eq!(line(text), None, "{text}");
        }
    }

    #[test]
    fn a_dateline_opens_the_first_paragraph() {
        let day = |text: &str| dateline(text).map(|day| day.to_string());
        for text in [
            "NORTHPORT, April 18, 2025 (Agency) - The town opened its harbour.",
            "NORTHPORT (April 18, 2025) — The town opened its harbour.",
            "Friday, April 18, 2025 The town of Northport opened its harbour.",
        ] {
            assert_eq!(day(text).as_deref(), Some("2025-04-18"), "{text}");
        }
        for text in [
            "On April 18, 2025, the town opened its harbour.",
            "The harbour opened on April 18, 2025 - three years late.",
            "NORTHPORT, April 18 (Agency) - The town opened its harbour.",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
