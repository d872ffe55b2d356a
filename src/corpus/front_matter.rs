//! Fields at the head of a text file: YAML between `---`, TOML between `+++`, or plain
//! `Title: …` lines.

use super::draft::Metadata;
use super::{language, published};
use crate::text::ByteRange;

/// Fields are looked for in this many bytes; front matter is short.
const LONGEST: usize = 16 * 1024;

/// Names of fields, without blanks, dashes and underscores, in lower case.
const TITLES: &[&str] = &["title", "headline"];
const OUTLETS: &[&str] =
    &["outlet", "publisher", "publication", "newspaper", "source", "site", "sitename", "website", "media"];
const DATES: &[&str] = &[
    "date",
    "published",
    "publicationdate",
    "publisheddate",
    "publishdate",
    "pubdate",
    "publishedat",
    "publishedon",
    "datepublished",
    "dateofpublication",
];
const URLS: &[&str] = &["url", "link", "sourceurl", "canonical", "canonicalurl", "permalink", "source"];
const AUTHORS: &[&str] = &["author", "authors", "byline", "by"];
const LANGUAGES: &[&str] = &["language", "lang"];
/// Fields that say nothing that is kept but belong to the head all the same.
const OTHERS: &[&str] = &["section", "tags", "updated", "modified", "retrieved", "accessed"];

/// The fields at the head of `text` and the stretch that they take up; `None` when there are none.
#[must_use]
pub fn read(text: &str) -> Option<(Metadata, ByteRange)> {
    let start = text.len() - text.trim_start().len();
    let body = text.get(start..)?;
    let (fields, length) =
        fenced(body, "---", ':').or_else(|| fenced(body, "+++", '=')).or_else(|| head_lines(body))?;
    Some((metadata(&fields), ByteRange::new(start, start + length).trim(text)))
}

type Field<'a> = (String, &'a str);

/// Lines `key: value` between two fences.
fn fenced<'a>(body: &'a str, fence: &str, separator: char) -> Option<(Vec<Field<'a>>, usize)> {
    let mut lines = Lines { text: body, at: 0 };
    if lines.next()?.trim_end() != fence {
        return None;
    }
    let mut fields = Vec::new();
    let mut parent = String::new();
    while let Some(line) = lines.next() {
        if lines.at > LONGEST {
            return None;
        }
        let trimmed = line.trim();
        if trimmed == fence || (fence == "---" && trimmed == "...") {
            return (!fields.is_empty()).then_some((fields, lines.at));
        }
        let Some((key, value)) = line.split_once(separator) else { continue };
        let (key, value) = (folded(key), value.trim());
        // `source:` with an indented `name:` below it.
        let nested = line.starts_with([' ', '\t']);
        if nested && key == "name" {
            fields.push((parent.clone(), unquoted(value)));
        } else if !nested {
            parent.clone_from(&key);
            fields.push((key, unquoted(value)));
        }
    }
    None
}

/// Two or more `Title: …` lines with known names at the very head.
fn head_lines(body: &str) -> Option<(Vec<Field<'_>>, usize)> {
    let mut lines = Lines { text: body, at: 0 };
    let (mut fields, mut length): (Vec<Field<'_>>, usize) = (Vec::new(), 0);
    while let Some(line) = lines.next() {
        let Some((key, value)) = line.split_once(':') else { break };
        let key = folded(key);
        let known = [TITLES, OUTLETS, DATES, URLS, AUTHORS, LANGUAGES, OTHERS]
            .iter()
            .any(|table| table.contains(&key.as_str()));
        let again = fields.iter().any(|(held, _)| *held == key);
        if !known || again || value.trim().is_empty() {
            break;
        }
        fields.push((key, unquoted(value.trim())));
        length = lines.at;
    }
    (fields.len() >= 2).then_some((fields, length))
}

/// The lines of a text, each without its end, and the place behind it.
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Lines<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let length = rest.find('\n').map_or(rest.len(), |end| end + 1);
        self.at += length;
        rest.get(..length).map(|line| line.trim_end_matches(['\n', '\r']))
    }
}

fn metadata(fields: &[Field<'_>]) -> Metadata {
    let is_url = |value: &str| value.starts_with("http://") || value.starts_with("https://");
    let find = |names: &[&str], fits: &dyn Fn(&str) -> bool| {
        names.iter().find_map(|name| {
            fields
                .iter()
                .find(|(key, value)| key == name && !value.is_empty() && fits(value))
                .map(|(_, value)| *value)
        })
    };
    Metadata {
        title: find(TITLES, &|_| true).map(str::to_owned),
        outlet: find(OUTLETS, &|value| !is_url(value)).map(str::to_owned),
        date: DATES.iter().find_map(|name| {
            fields.iter().filter(|(key, _)| key == name).find_map(|(_, value)| published::from_value(value))
        }),
        url: find(URLS, &is_url).map(str::to_owned),
        author: find(AUTHORS, &|_| true).map(str::to_owned),
        language: find(LANGUAGES, &|_| true).and_then(language::from_tag),
    }
}

fn folded(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Without the quotation marks around it, or the comment behind a quoted value.
fn unquoted(value: &str) -> &str {
    for mark in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(mark) {
            return inner.rfind(mark).and_then(|end| inner.get(..end)).unwrap_or(inner).trim();
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_toml_and_bare_fields_say_the_same() {
        for text in [
            "---\ntitle: \"Harbour: opened\"\ndate: 2025-04-18T10:00:00Z\nsource:\n  name: Northport Gazette\nurl: https://example.org/a\ntags: [a, b]\n---\nText.",
            "+++\ntitle = \"Harbour: opened\"\ndate = 2025-04-18\npublisher = 'Northport Gazette'\nurl = \"https://example.org/a\"\n+++\nText.",
            "Title: Harbour: opened\r\nSource: Northport Gazette\r\nDate: 18.04.2025\r\nURL: https://example.org/a\r\n\r\nText.",
        ] {
            let (metadata, range) = read(text).expect("fields");
            assert_eq!(metadata.title.as_deref(), Some("Harbour: opened"));
            assert_eq!(metadata.outlet.as_deref(), Some("Northport Gazette"));
            assert_eq!(metadata.date.map(|day| day.to_string()).as_deref(), Some("2025-04-18"));
            assert_eq!(metadata.url.as_deref(), Some("https://example.org/a"));
            assert_eq!(text[range.end()..].trim(), "Text.");
        }
    }

    #[test]
    fn a_rule_or_a_sentence_with_a_colon_is_no_field() {
        assert_eq!(read("---\nText without fields.\n---\n"), None);
        assert_eq!(read("Source: close to the council\nThe harbour opened.\n"), None);
    }
}
