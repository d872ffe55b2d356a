//! Numbers written in digits.

/// A number in digits: `1,000.5`, `100th`, `1990s`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Digits {
    pub value: f64,
    /// Half of the last digit's place where the writer may have rounded: after a decimal point, or
    /// before at least two zeros of a number from 1,000 up; else 0.
    pub slack: f64,
    /// Ends in `st`, `nd`, `rd` or `th`.
    pub ordinal: bool,
    /// Ends in `s`: a decade or an age range.
    pub plural: bool,
    /// Four bare digits: it may be a year.
    pub year_like: bool,
}

/// How far a number that ends in zeros may be rounded, as a share of it, when no word says so.
const ROUND: f64 = 0.02;

/// Reads a token of digits; `None` for anything else (clock times, versions, codes).
pub(crate) fn parse_digits(token: &str) -> Option<Digits> {
    let end = token.bytes().position(|b| !matches!(b, b'0'..=b'9' | b',' | b'.')).unwrap_or(token.len());
    let (number, ending) = token.split_at_checked(end)?;
    let (ordinal, plural) = match ending {
        "" => (false, false),
        "st" | "nd" | "rd" | "th" => (true, false),
        "s" => (false, true),
        _ => return None,
    };
    let plain = plain_digits(number)?;
    let value: f64 = plain.parse().ok()?;
    let (whole, decimals) = plain.split_once('.').map_or((plain.as_str(), 0), |(w, d)| (w, d.len()));
    if whole.len() > 1 && whole.starts_with('0') {
        return None;
    }
    let zeros = whole.bytes().rev().take_while(|b| *b == b'0').count();
    let slack = if ordinal {
        0.0
    } else if decimals > 0 {
        0.5 * 10_f64.powi(-i32::try_from(decimals).ok()?)
    } else if value >= 1000.0 && zeros >= 2 {
        (0.5 * 10_f64.powi(i32::try_from(zeros).ok()?)).min(ROUND * value)
    } else {
        0.0
    };
    let year_like = number.len() == 4 && decimals == 0 && !number.contains(',') && !ordinal;
    Some(Digits { value, slack, ordinal, plural, year_like })
}

/// The number without its thousands separators: `1,000.5` and `1.000.000` alike; `None` where the
/// marks make no number.
fn plain_digits(number: &str) -> Option<String> {
    if number.len() > 24 || !number.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let points = number.matches('.').count();
    let grouped = |mark: char| {
        let mut groups = number.split(mark);
        groups.next().is_some_and(|first| (1..=3).contains(&first.len()))
            && groups.all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()))
    };
    if number.contains(',') {
        let (whole, fraction) = number.split_once('.').map_or((number, None), |(w, f)| (w, Some(f)));
        let mut groups = whole.split(',');
        let first = groups.next()?;
        // Lakhs and crores group by two: `1,50,000`.
        let sound = (1..=3).contains(&first.len())
            && groups.clone().all(|group| matches!(group.len(), 2 | 3))
            && groups.next_back().is_some_and(|group| group.len() == 3);
        let fraction_sound = fraction.is_none_or(|f| !f.is_empty() && f.bytes().all(|b| b.is_ascii_digit()));
        return (sound && fraction_sound).then(|| number.replace(',', ""));
    }
    // `30.000 inhabitants`: a point before three zeros parts thousands, for nobody measures so sharply.
    if points == 1 && number.ends_with(".000") && number.len() <= 7 && !number.starts_with('0') {
        return Some(number.replace('.', ""));
    }
    match points {
        0 | 1 => Some(number.trim_end_matches('.').to_owned()),
        _ if grouped('.') => Some(number.replace('.', "")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::parse_digits;

    #[test]
    fn separators_decimals_and_endings_are_read() {
        for (token, value) in [
            ("34", 34.0),
            ("1,000.5", 1000.5),
            ("1.000.000", 1_000_000.0),
            ("1,50,000", 150_000.0),
            ("100th", 100.0),
            ("1990s", 1990.0),
        ] {
            assert_eq!(parse_digits(token).map(|digits| digits.value), Some(value), "{token}");
        }
    }

    #[test]
    fn times_versions_and_codes_are_no_numbers() {
        for token in ["7:30", "1.2.3", "007", "3G", "1,2", "24.02.2022"] {
            assert_eq!(parse_digits(token), None, "{token}");
        }
    }
}
