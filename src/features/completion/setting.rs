//! [`Setting`]: what kind of thing is being written at the caret.

use crate::text::ByteRange;

/// What is being written; each range is what was typed of it so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// `[@…`
    Key(ByteRange),
    /// `[[…`
    Wiki(ByteRange),
    /// `[[key#…`
    Heading {
        /// Of which article or note; empty for this one.
        key: ByteRange,
        /// Behind the `#`.
        range: ByteRange,
    },
    /// `[^…`
    Footnote(ByteRange),
    /// `](…`
    Target(ByteRange),
    /// Behind an opening quotation mark, which `closing` answers; `line` is the line it stands on.
    Quotation {
        /// Behind the mark.
        range: ByteRange,
        /// The mark that ends it.
        closing: char,
        /// The whole line.
        line: ByteRange,
    },
    /// `<!-- attest: …`
    Directive(ByteRange),
    /// A key of the front matter.
    FrontMatter(ByteRange),
    /// A word with a capital.
    Name(ByteRange),
    /// Anything else.
    Nothing,
}

/// What is being written at the byte `offset` of `text`.
#[must_use]
pub(super) fn at(text: &str, offset: usize) -> Setting {
    let offset = text.floor_char_boundary(offset);
    let start = text.get(..offset).and_then(|head| head.rfind('\n')).map_or(0, |at| at + 1);
    let end = text.get(offset..).and_then(|tail| tail.find('\n')).map_or(text.len(), |at| offset + at);
    let head = text.get(start..offset).unwrap_or("");
    let since = |at: usize| ByteRange::new(start + at, offset);
    if let Some(at) = behind(head, "<!--", "-->")
        && let Some(order) = head.get(at..).and_then(|body| body.trim_start().strip_prefix("attest:"))
    {
        let word = order.rfind([' ', ',', ':']).map_or(0, |space| space + 1);
        return Setting::Directive(since(head.len() - order.len() + word));
    }
    if in_front_matter(text, start) && !head.contains(':') {
        return Setting::FrontMatter(since(0));
    }
    if let Some(at) = behind(head, "[[", "]]").filter(|at| !head.get(*at..).unwrap_or("").contains('|')) {
        return match head.get(at..).and_then(|inside| inside.find('#')) {
            Some(sign) => Setting::Heading {
                key: ByteRange::new(start + at, start + at + sign),
                range: since(at + sign + 1),
            },
            None => Setting::Wiki(since(at)),
        };
    }
    if let Some(at) = behind(head, "](", ")") {
        return Setting::Target(since(at));
    }
    if let Some(at) = behind(head, "[", "]") {
        let inside = head.get(at..).unwrap_or("");
        if inside.starts_with('^') {
            return Setting::Footnote(since(at + 1));
        }
        if let Some(sign) = inside.rfind('@') {
            let key = inside.get(sign + 1..).unwrap_or("");
            let open = !key.contains([',', ';', '#']);
            return if open { Setting::Key(since(at + sign + 1)) } else { Setting::Nothing };
        }
    }
    if let Some((at, closing)) = open_quotation(head) {
        return Setting::Quotation { range: since(at), closing, line: ByteRange::new(start, end) };
    }
    name(head).map_or(Setting::Nothing, |at| Setting::Name(since(at)))
}

/// The place behind the last `open` of `head` that no `close` follows.
fn behind(head: &str, open: &str, close: &str) -> Option<usize> {
    let at = head.rfind(open)? + open.len();
    (!head.get(at..)?.contains(close)).then_some(at)
}

/// Whether the line that begins at `start` stands between the `---` that opens a text and the next.
fn in_front_matter(text: &str, start: usize) -> bool {
    let Some(before) = text.get(..start).and_then(|head| head.strip_prefix("---")) else { return false };
    before.starts_with(['\n', '\r'])
        && !before.lines().skip(1).any(|line| matches!(line.trim(), "---" | "..."))
}

/// The place behind an opening quotation mark that is not closed yet, and what closes it.
fn open_quotation(head: &str) -> Option<(usize, char)> {
    let curly = behind(head, "“", "”").map(|at| (at, '”'));
    let straight = head.match_indices('"').next_back().filter(|_| head.matches('"').count() % 2 == 1);
    let straight = straight.map(|(at, _)| (at + 1, '"'));
    let found = curly.into_iter().chain(straight).max()?;
    // Long behind the mark somebody writes words of their own.
    (head.len() - found.0 <= 200).then_some(found)
}

/// Where the capitalised words begin that end at the caret: `Maria Kel`.
fn name(head: &str) -> Option<usize> {
    let mut start = None;
    let mut end = head.len();
    for _ in 0..4 {
        let before = head.get(..end)?;
        let word = before.rfind(|c: char| !(c.is_alphanumeric() || "-’'.".contains(c))).map_or(0, |at| {
            at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
        });
        if !before.get(word..)?.starts_with(char::is_uppercase) {
            break;
        }
        start = Some(word);
        match before.get(..word)?.strip_suffix(' ') {
            Some(rest) if !rest.ends_with(['.', '!', '?', ':']) => end = rest.len(),
            _ => break,
        }
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The setting at the bar, and the words that it would replace.
    fn setting(marked: &str) -> (Setting, String) {
        let offset = marked.find('|').expect("a caret");
        let text = marked.replacen('|', "", 1);
        let found = at(&text, offset);
        let range = match found {
            Setting::Quotation { range, .. } | Setting::Heading { range, .. } => range,
            Setting::Key(range)
            | Setting::Wiki(range)
            | Setting::Footnote(range)
            | Setting::Target(range)
            | Setting::Directive(range)
            | Setting::FrontMatter(range)
            | Setting::Name(range) => range,
            Setting::Nothing => ByteRange::default(),
        };
        (found, range.of(&text).to_owned())
    }

    #[test]
    fn the_caret_tells_what_is_written() {
        type Is = fn(&Setting) -> bool;
        let cases: [(&str, Is, &str); 15] = [
            ("It sank [@nor|].", |it| matches!(it, Setting::Key(_)), "nor"),
            ("It sank [@a; @b|", |it| matches!(it, Setting::Key(_)), "b"),
            ("It sank [@a, p. |", |it| matches!(it, Setting::Nothing), ""),
            ("It sank [[north|]]", |it| matches!(it, Setting::Wiki(_)), "north"),
            ("It sank [[north#Dam|]]", |it| matches!(it, Setting::Heading { .. }), "Dam"),
            ("It sank [[a]] and Mar|", |it| matches!(it, Setting::Name(_)), "Mar"),
            ("It sank [^|]", |it| matches!(it, Setting::Footnote(_)), ""),
            ("See [here](cor|)", |it| matches!(it, Setting::Target(_)), "cor"),
            ("Keller said: “We wi|”", |it| matches!(it, Setting::Quotation { closing: '”', .. }), "We wi"),
            ("She said \"yes\" and \"n|", |it| matches!(it, Setting::Quotation { closing: '"', .. }), "n"),
            ("She said \"yes\" and n|", |it| matches!(it, Setting::Nothing), ""),
            ("<!-- attest: allow misquote, num| -->", |it| matches!(it, Setting::Directive(_)), "num"),
            ("---\ntitle: a\natt|\n---\n", |it| matches!(it, Setting::FrontMatter(_)), "att"),
            ("Then Maria Kel|", |it| matches!(it, Setting::Name(_)), "Then Maria Kel"),
            ("the harbour|", |it| matches!(it, Setting::Nothing), ""),
        ];
        for (marked, is, words) in cases {
            let (found, replaced) = setting(marked);
            assert!(is(&found) && replaced == words, "{marked}: {found:?} “{replaced}”");
        }
    }
}
