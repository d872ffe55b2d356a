//! Front matter: the few keys of it that mean something to Attest.

use jiff::civil::Date;

use crate::text::ByteRange;

/// What the front matter says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// The whole block with its fences.
    pub range: ByteRange,
    /// `title`
    pub title: Option<String>,
    /// `date`, else `updated`, else `created`: the day from which the note looks at things.
    pub date: Option<Date>,
    /// `attest: off`
    pub off: bool,
}

/// The keys that date a note, the best first.
const DATE_KEYS: [&str; 4] = ["date", "updated", "modified", "created"];

/// Reads front matter in YAML (`key: value`) or TOML (`key = value`). Only top-level scalars are
/// read; anything else in it is skipped, never an error.
pub(super) fn read(text: &str, range: ByteRange) -> FrontMatter {
    let mut found = FrontMatter { range, ..FrontMatter::default() };
    let mut best = DATE_KEYS.len();
    for line in text.lines() {
        if line.starts_with(char::is_whitespace) {
            continue;
        }
        let Some((key, value)) = line.split_once([':', '=']) else { continue };
        let key = key.trim().to_lowercase();
        let value = unquoted(value);
        match key.as_str() {
            "title" if !value.is_empty() => found.title = Some(value.to_owned()),
            "attest" => found.off = matches!(value.to_lowercase().as_str(), "off" | "false" | "no"),
            _ => {
                let rank = DATE_KEYS.iter().position(|known| *known == key).unwrap_or(best);
                if rank < best
                    && let Some(date) = day(value)
                {
                    best = rank;
                    found.date = Some(date);
                }
            }
        }
    }
    found
}

fn unquoted(value: &str) -> &str {
    let value = value.trim();
    for mark in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(mark).and_then(|rest| rest.split(mark).next()) {
            return inner;
        }
    }
    // A comment after the value, as both languages write it.
    value.split_once(" #").map_or(value, |(value, _)| value.trim_end())
}

/// The day at the start of an ISO date or time stamp.
fn day(value: &str) -> Option<Date> {
    value.get(..10)?.replace('/', "-").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_and_toml_are_read_alike() {
        let yaml = read(
            "title: \"A brief\"\ndate: 2024-05-03 # day of writing\nattest: off\n",
            ByteRange::default(),
        );
        let toml =
            read("title = 'A brief'\ndate = 2024-05-03T10:00:00Z\nattest = \"off\"\n", ByteRange::default());
        assert_eq!(yaml, toml);
        assert!(yaml.off);
        assert_eq!(yaml.date, "2024-05-03".parse().ok());
    }

    #[test]
    fn the_day_of_writing_goes_before_the_day_of_creation() {
        let found = read("created: 2024-01-01\ndate: 2024-05-03\n", ByteRange::default());
        assert_eq!(found.date, "2024-05-03".parse().ok());
    }
}
