//! Markup that the Markdown parser leaves in the text: Obsidian's comments, marks and tags, bare
//! addresses, references to footnotes that are not defined. Ranges are into the text given.

use super::cues::PORTION_MARKS;
use crate::text::ByteRange;

/// Whether `range` touches one of the stretches `opaque` (ascending, disjoint).
pub(super) fn hidden(opaque: &[ByteRange], range: ByteRange) -> bool {
    let from = opaque.partition_point(|stretch| stretch.end() <= range.start());
    opaque.get(from).is_some_and(|stretch| stretch.overlaps(range))
}

/// The offsets of every `%%`.
pub(super) fn comment_marks(text: &str) -> Vec<usize> {
    text.match_indices("%%").map(|(at, _)| at).collect()
}

/// `[^label]` as it stands in the text, with the label.
pub(super) fn footnote_references(text: &str) -> Vec<(ByteRange, &str)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("[^") {
        let label: &str = text.get(at + 2..).unwrap_or("");
        let length =
            label.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-').unwrap_or(label.len());
        let closed = label.get(length..).is_some_and(|rest| rest.starts_with(']'));
        if length > 0 && closed {
            let range = ByteRange::new(at, at + 2 + length + 1);
            found.push((range, label.get(..length).unwrap_or("")));
        }
    }
    found
}

/// The two marks of each `==highlight==`.
pub(super) fn marks(text: &str) -> Vec<ByteRange> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (at, _) in text.match_indices("==") {
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        let after = text.get(at + 2..).and_then(|tail| tail.chars().next());
        let wordy = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && c != '=');
        match open {
            Some(start) if wordy(before) => {
                found.push(ByteRange::new(start, start + 2));
                found.push(ByteRange::new(at, at + 2));
                open = None;
            }
            _ if wordy(after) && before.is_none_or(|c| !c.is_alphanumeric() && c != '=') => open = Some(at),
            _ => {}
        }
    }
    found
}

/// `#tags`: at either end of the text the whole tag, inside a sentence only its sign.
pub(super) fn tags(text: &str) -> Vec<ByteRange> {
    let mut found: Vec<ByteRange> = Vec::new();
    for (at, _) in text.match_indices('#') {
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        let rest = text.get(at + 1..).unwrap_or("");
        let length = rest.find(|c: char| !c.is_alphanumeric() && !"_-/".contains(c)).unwrap_or(rest.len());
        let name = rest.get(..length).unwrap_or("");
        // `#1` is a number sign, as Obsidian has it too.
        if before.is_none_or(char::is_whitespace) && name.contains(char::is_alphabetic) {
            found.push(ByteRange::new(at, at + 1 + length));
        }
    }
    let mut head = text.len() - text.trim_start().len();
    for tag in &found {
        if tag.start() == head {
            let rest = text.get(tag.end()..).unwrap_or("");
            head = tag.end() + rest.len() - rest.trim_start().len();
        }
    }
    let mut tail = text.trim_end().len();
    for tag in found.iter().rev() {
        if tag.end() == tail {
            tail = text.get(..tag.start()).unwrap_or("").trim_end().len();
        }
    }
    let outer = |tag: &ByteRange| tag.end() <= head || tag.start() >= tail;
    found
        .iter()
        .map(|tag| if outer(tag) { *tag } else { ByteRange::new(tag.start(), tag.start() + 1) })
        .collect()
}

/// The name that Obsidian gives to a block, at its end (`… ^summary`).
pub(super) fn block_id(text: &str) -> Option<ByteRange> {
    let end = text.trim_end().len();
    let text = text.get(..end)?;
    let at = text.rfind('^')?;
    let name = text.get(at + 1..)?;
    let named = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let apart = text.get(..at)?.chars().next_back().is_none_or(char::is_whitespace);
    (named && apart).then(|| ByteRange::new(at, end))
}

/// The mark of classification at the start of a paragraph (`(U) …`, `(TLP:AMBER) …`).
pub(super) fn portion_mark(text: &str) -> Option<ByteRange> {
    let start = text.len() - text.trim_start().len();
    let inner = text.get(start..)?.strip_prefix('(')?;
    let length = inner.find(')')?;
    let level = inner.get(..length)?.split("//").next()?.to_lowercase();
    PORTION_MARKS.contains(&level.as_str()).then(|| ByteRange::new(start, start + length + 2))
}

/// Bare web addresses.
pub(super) fn addresses(text: &str) -> Vec<ByteRange> {
    let mut found: Vec<ByteRange> = Vec::new();
    for (at, _) in text.match_indices("://") {
        let head = text.get(..at).unwrap_or("");
        let scheme = ["https", "http", "ftp"].into_iter().find(|scheme| head.ends_with(scheme));
        let Some(scheme) = scheme else { continue };
        let start = at - scheme.len();
        if found.last().is_some_and(|last| start < last.end()) {
            continue;
        }
        let rest = text.get(start..).unwrap_or("");
        let end = rest.find(|c: char| c.is_whitespace() || "<>\"”".contains(c)).unwrap_or(rest.len());
        let address = rest
            .get(..end)
            .unwrap_or("")
            .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '*', '_']);
        found.push(ByteRange::new(start, start + address.len()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, ranges: Vec<ByteRange>) -> Vec<&str> {
        ranges.into_iter().map(|range| range.of(text)).collect()
    }

    #[test]
    fn tags_go_at_the_ends_and_lose_their_sign_inside() {
        let text = "#brief #talks/day1 The #northport talks ended in round #2. #done";
        assert_eq!(words(text, tags(text)), ["#brief", "#talks/day1", "#", "#done"]);
    }

    #[test]
    fn marks_come_in_pairs() {
        let text = "a == b, ==this is marked==, and x==y";
        assert_eq!(words(text, marks(text)), ["==", "=="]);
    }

    #[test]
    fn addresses_end_before_the_punctuation_of_the_sentence() {
        let text = "See https://example.org/a?b=c, and (http://example.org/x).";
        assert_eq!(words(text, addresses(text)), ["https://example.org/a?b=c", "http://example.org/x"]);
    }
}
