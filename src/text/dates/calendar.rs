//! The names that dates are made of.

use jiff::civil::{Date, Weekday};

/// The month that `word` (lower case, a final point allowed) names, and whether the word is also
/// something else.
pub(super) fn month(word: &str) -> Option<(i8, bool)> {
    let word = word.strip_suffix('.').unwrap_or(word);
    MONTHS.iter().find(|(name, _, _)| *name == word).map(|(_, month, doubtful)| (*month, *doubtful))
}

/// The weekday that `word` names, and whether the word is an abbreviation.
pub(super) fn weekday(word: &str) -> Option<(Weekday, bool)> {
    let word = word.strip_suffix('.').unwrap_or(word);
    WEEKDAYS.iter().find(|(name, _, _)| *name == word).map(|(_, day, short)| (*day, *short))
}

/// First and last month of the season that `word` names. The winter is the one that begins in
/// December of the year before; a month of grace lies on either side of each season.
pub(super) fn season(word: &str) -> Option<(i8, i8)> {
    Some(match word {
        "spring" | "springtime" => (2, 6),
        "summer" | "summertime" => (5, 9),
        "autumn" | "fall" => (8, 12),
        "winter" | "wintertime" => (-1, 3),
        _ => return None,
    })
}

/// Feasts that move with Easter: the word before the weekday, the weekday, and days from Easter Sunday.
pub(super) const MOVABLE: &[(&str, Weekday, i8)] = &[
    ("ash", Weekday::Wednesday, -46),
    ("palm", Weekday::Sunday, -7),
    ("maundy", Weekday::Thursday, -3),
    ("holy", Weekday::Thursday, -3),
    ("good", Weekday::Friday, -2),
    ("holy", Weekday::Saturday, -1),
    ("easter", Weekday::Sunday, 0),
    ("easter", Weekday::Monday, 1),
    ("whit", Weekday::Sunday, 49),
    ("whit", Weekday::Monday, 50),
];

/// Easter Sunday of `year` in the western church (the algorithm of Meeus, Jones and Butcher).
pub(super) fn easter(year: i16) -> Option<Date> {
    let (y, cycle) = (i32::from(year), i32::from(year) % 19);
    let (century, rest) = (y / 100, y % 100);
    let correction = century - (century + 8) / 25 + 1;
    let epact = (19 * cycle + century - century / 4 - correction / 3 + 15) % 30;
    let to_sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (cycle + 11 * epact + 22 * to_sunday) / 451;
    let day = epact + to_sunday - 7 * late + 114;
    Date::new(year, i8::try_from(day / 31).ok()?, i8::try_from(day % 31 + 1).ok()?).ok()
}

/// Feasts with a fixed date: month and day. The words are the rest of the name after its first.
pub(super) const FEASTS: &[(&str, i8, i8)] = &[
    ("christmas day", 12, 25),
    ("christmas eve", 12, 24),
    ("new year's day", 1, 1),
    ("new year's eve", 12, 31),
    ("valentine's day", 2, 14),
    ("halloween", 10, 31),
];

const MONTHS: &[(&str, i8, bool)] = &[
    ("january", 1, false),
    ("february", 2, false),
    ("march", 3, true),
    ("april", 4, false),
    ("may", 5, true),
    ("june", 6, false),
    ("july", 7, false),
    ("august", 8, true),
    ("september", 9, false),
    ("october", 10, false),
    ("november", 11, false),
    ("december", 12, false),
    ("jan", 1, true),
    ("feb", 2, false),
    ("mar", 3, true),
    ("apr", 4, true),
    ("jun", 6, true),
    ("jul", 7, true),
    ("aug", 8, true),
    ("sep", 9, true),
    ("sept", 9, false),
    ("oct", 10, true),
    ("nov", 11, true),
    ("dec", 12, true),
];

const WEEKDAYS: &[(&str, Weekday, bool)] = &[
    ("monday", Weekday::Monday, false),
    ("tuesday", Weekday::Tuesday, false),
    ("wednesday", Weekday::Wednesday, false),
    ("thursday", Weekday::Thursday, false),
    ("friday", Weekday::Friday, false),
    ("saturday", Weekday::Saturday, false),
    ("sunday", Weekday::Sunday, false),
    ("mon", Weekday::Monday, true),
    ("tue", Weekday::Tuesday, true),
    ("tues", Weekday::Tuesday, true),
    ("wed", Weekday::Wednesday, true),
    ("thu", Weekday::Thursday, true),
    ("thur", Weekday::Thursday, true),
    ("thurs", Weekday::Thursday, true),
    ("fri", Weekday::Friday, true),
    ("sat", Weekday::Saturday, true),
    ("sun", Weekday::Sunday, true),
];

/// Words before a month alone, or a year alone, that make it one.
pub(super) fn is_date_preposition(word: &str) -> bool {
    matches!(
        word,
        "in" | "of"
            | "since"
            | "until"
            | "till"
            | "by"
            | "from"
            | "to"
            | "through"
            | "during"
            | "before"
            | "after"
            | "last"
            | "next"
            | "this"
            | "early"
            | "late"
            | "mid"
            | "every"
            | "each"
            | "between"
            | "throughout"
            | "end"
            | "around"
            | "circa"
    )
}
