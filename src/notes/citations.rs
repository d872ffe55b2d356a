//! Citations: their forms, what they point to, and how their markup leaves the sentence.

use super::cues::{
    ARTICLE_EXTENSIONS, CORPUS_FOLDERS, HEADING_WORDS, KEY_PREFIXES, LINE_WORDS, NOTE_EXTENSIONS, PAGE_WORDS,
};
use super::model::Target;
use crate::text::ByteRange;

/// A key with its place inside the text it was read from, and what of the article it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pointer {
    /// The id or path.
    pub key: String,
    /// Where the key stands in the text that was parsed.
    pub key_range: ByteRange,
    /// The whole item (`@id, p. 3`) in the text that was parsed.
    pub range: ByteRange,
    /// Line, page, heading or all.
    pub target: Target,
}

/// How far a bracket may reach, in bytes; longer ones are not citations. Keeps the scan linear.
const LONGEST_BRACKET: usize = 512;

/// The key citations of `text` (`[@a]`, `[@a, p. 3; @b]`): each bracket with its items.
pub(super) fn keys(text: &str) -> Vec<(ByteRange, Vec<Pointer>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|rest| rest.find('[')) {
        let open = at + open;
        at = open + 1;
        let reach = text.as_bytes().iter().skip(at).take(LONGEST_BRACKET);
        let Some(length) = reach.clone().position(|b| matches!(b, b'[' | b']')) else { continue };
        let close = at + length;
        if text.as_bytes().get(close) != Some(&b']') {
            continue;
        }
        let inner = ByteRange::new(at, close);
        if let Some(items) = key_items(text, inner) {
            found.push((ByteRange::new(open, close + 1), items));
            at = close + 1;
        }
    }
    found
}

fn key_items(text: &str, inner: ByteRange) -> Option<Vec<Pointer>> {
    if !inner.of(text).contains('@') {
        return None;
    }
    let mut items = Vec::new();
    let mut start = inner.start();
    for part in inner.of(text).split(';') {
        let range = ByteRange::new(start, start + part.len());
        start += part.len() + 1;
        items.push(key_item(text, range.trim(text))?);
    }
    Some(items)
}

/// Reads `@id`, `see @id, p. 3`, `-@id`, `@{odd, id}`.
fn key_item(text: &str, range: ByteRange) -> Option<Pointer> {
    let item = range.of(text);
    let sign = item.find('@')?;
    let before = item.get(..sign)?.trim_end_matches('-').trim().to_lowercase();
    if !before.is_empty() && !KEY_PREFIXES.contains(&before.as_str()) {
        return None;
    }
    let start = range.start() + sign + 1;
    let rest = ByteRange::new(start, range.end());
    if let Some(braced) = rest.of(text).strip_prefix('{') {
        let length = braced.find('}')?;
        let key_range = ByteRange::new(start + 1, start + 1 + length);
        let after = ByteRange::new(key_range.end() + 1, range.end()).of(text);
        let target = locator(after.trim_start_matches(',').trim()).unwrap_or(Target::Article);
        return Some(Pointer { key: key_range.of(text).to_owned(), key_range, range, target });
    }
    let pointer = bare(text, rest)?;
    Some(Pointer { range, ..pointer })
}

/// Reads `id`, `id#L12`, `id, p. 3`, `id line 4` from `range` of `text`.
pub(super) fn bare(text: &str, range: ByteRange) -> Option<Pointer> {
    let words = range.of(text);
    let comma = words.find(',').unwrap_or(words.len());
    let head = ByteRange::new(range.start(), range.start() + comma).trim(text);
    let tail = words.get(comma..).unwrap_or("").trim_start_matches(',').trim();
    let mut key_range = head;
    let mut target = locator(tail).unwrap_or(Target::Article);
    if let Some((stem, fragment)) = head.of(text).split_once('#') {
        key_range = ByteRange::new(head.start(), head.start() + stem.len()).trim(text);
        target = fragment_target(fragment);
    } else if target == Target::Article
        && let Some((length, found)) = spaced_locator(head.of(text))
    {
        key_range = ByteRange::new(head.start(), head.start() + length).trim(text);
        target = found;
    }
    if key_range.is_empty() {
        return None;
    }
    Some(Pointer { key: key_range.of(text).to_owned(), key_range, range, target })
}

/// A locator behind a key without a comma: the length of the key, and the locator.
fn spaced_locator(head: &str) -> Option<(usize, Target)> {
    head.match_indices(' ').find_map(|(at, _)| {
        let tail = head.get(at..)?.trim();
        // A bare number may be part of a name; only a worded locator ends a key.
        let worded = tail.starts_with(|c: char| !c.is_ascii_digit());
        Some((at, locator(tail).filter(|_| worded)?))
    })
}

/// Reads `p. 3`, `line 12`, `lines 12-15`, `L12`, `§ Heading`.
fn locator(text: &str) -> Option<Target> {
    if text.is_empty() {
        return None;
    }
    let split = text.find(|c: char| c.is_whitespace() || c.is_ascii_digit()).unwrap_or(text.len());
    let word = text.get(..split)?.to_lowercase();
    let rest = text.get(split..)?.trim();
    if HEADING_WORDS.contains(&word.as_str()) && !rest.is_empty() {
        return Some(Target::Heading(rest.trim_matches(['"', '“', '”']).to_owned()));
    }
    let (first, last) = numbers(rest)?;
    if LINE_WORDS.contains(&word.as_str()) {
        return Some(lines(first, last));
    }
    (PAGE_WORDS.contains(&word.as_str()) || word.is_empty()).then_some(Target::Page(first))
}

fn lines(first: usize, last: Option<usize>) -> Target {
    match last {
        Some(last) if last != first => Target::Lines(first, last),
        _ => Target::Line(first),
    }
}

/// One number, or two with a dash between them.
fn numbers(text: &str) -> Option<(usize, Option<usize>)> {
    let mut parts = text.splitn(2, ['-', '–']);
    let number = |part: &str| part.trim().trim_start_matches(['L', 'l']).parse().ok();
    let first = number(parts.next()?)?;
    match parts.next() {
        Some(last) => Some((first, Some(number(last)?))),
        None => Some((first, None)),
    }
}

/// Reads what stands behind `#` in a link or wikilink.
pub(super) fn fragment_target(fragment: &str) -> Target {
    let fragment = fragment.trim();
    let line = fragment.strip_prefix(['L', 'l']).or_else(|| fragment.strip_prefix("line="));
    if let Some((first, last)) = line.and_then(numbers) {
        return lines(first, last);
    }
    // As browsers and Obsidian open PDFs.
    if let Some(page) = fragment.strip_prefix("page=").and_then(|page| page.parse().ok()) {
        return Target::Page(page);
    }
    // `#^abc` marks a block inside Obsidian; it says nothing that a reader of the article sees.
    if fragment.is_empty() || fragment.starts_with('^') {
        return Target::Article;
    }
    Target::Heading(fragment.to_owned())
}

/// What a link's destination points to, when that can be an article; `None` when it leads elsewhere.
pub(super) fn link(destination: &str) -> Option<(String, Target)> {
    let (path, fragment) = destination.split_once('#').unwrap_or((destination, ""));
    if path.is_empty() || has_scheme(path) || path.starts_with("//") {
        return None;
    }
    let path = percent_decoded(path);
    path_is_article(&path).then(|| (path.clone(), fragment_target(&percent_decoded(fragment))))
}

/// Whether a path's form is that of an article's file.
pub(super) fn path_is_article(path: &str) -> bool {
    let mut parts = path.split(['/', '\\']).rev();
    let name = parts.next().unwrap_or("");
    let in_corpus = parts.any(|folder| CORPUS_FOLDERS.contains(&folder.to_lowercase().as_str()));
    match name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()) {
        Some(extension) if ARTICLE_EXTENSIONS.contains(&extension.as_str()) => true,
        Some(extension) if NOTE_EXTENSIONS.contains(&extension.as_str()) => in_corpus,
        Some(extension) => in_corpus && extension.contains(' '),
        None => in_corpus && !name.is_empty(),
    }
}

/// Whether a wikilink's target has the form of an article's id or path rather than of a name, so
/// that its words are no part of the sentence: `000_3f2a`, `wire-2024-05-03`, `corpus/a.txt`.
pub(super) fn looks_like_article(key: &str) -> bool {
    if path_is_article(key) {
        return true;
    }
    let name = key.rsplit('/').next().unwrap_or(key);
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    let letters = name.chars().any(char::is_alphabetic);
    let hyphens = name.bytes().filter(|&b| b == b'-').count();
    !name.contains(char::is_whitespace)
        && digits > 0
        && (name.contains('_') || (letters && hyphens >= 2 && !name.contains(char::is_uppercase)))
}

fn has_scheme(path: &str) -> bool {
    path.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+.-".contains(c))
    })
}

/// `%20` and the like decoded; text that would not be UTF-8 stays as written.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let digit = |at: usize| tail.get(at).and_then(|&b| char::from(b).to_digit(16));
        if let (b'%', Some(high), Some(low)) = (first, digit(0), digit(1)) {
            bytes.push(u8::try_from(high * 16 + low).unwrap_or(first));
            rest = tail.get(2..).unwrap_or(&[]);
        } else {
            bytes.push(first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> (String, Target) {
        let (_, mut items) = keys(text).pop().expect("a citation");
        let item = items.remove(0);
        assert_eq!(item.key_range.of(text), item.key);
        (item.key, item.target)
    }

    #[test]
    fn keys_take_locators_of_every_form() {
        assert_eq!(one("[@a1]"), ("a1".into(), Target::Article));
        assert_eq!(one("[@a1, p. 3]"), ("a1".into(), Target::Page(3)));
        assert_eq!(one("[see @a1, lines 4–6]"), ("a1".into(), Target::Lines(4, 6)));
        assert_eq!(one("[@a1#L7]"), ("a1".into(), Target::Line(7)));
        assert_eq!(one("[@a1 line 7]"), ("a1".into(), Target::Line(7)));
        assert_eq!(one("[@{a, b}, p. 2]"), ("a, b".into(), Target::Page(2)));
        assert_eq!(one("[@a1, § What next]"), ("a1".into(), Target::Heading("What next".into())));
        assert_eq!(one("[@Wire report 2024]"), ("Wire report 2024".into(), Target::Article));
    }

    #[test]
    fn an_address_in_brackets_is_not_a_citation() {
        assert!(keys("[mail me @ home] [contact @keller]").is_empty());
    }

    #[test]
    fn links_elsewhere_are_not_citations() {
        for destination in ["https://example.org/a.txt", "mailto:a@b.c", "#top", "people.md", "a.png", "note"]
        {
            assert_eq!(link(destination), None, "{destination}");
        }
        assert_eq!(link("corpus/a%20b.txt#L12-L15"), Some(("corpus/a b.txt".into(), Target::Lines(12, 15))));
        assert_eq!(link("../articles/a.md"), Some(("../articles/a.md".into(), Target::Article)));
    }

    #[test]
    fn ids_and_names_differ_in_form() {
        assert!(looks_like_article("000_34369f") && looks_like_article("wire-2024-05-03"));
        for name in ["Maria Keller", "G7", "2024-05-03", "COVID-19", "northport-talks"] {
            assert!(!looks_like_article(name), "{name}");
        }
    }
}
