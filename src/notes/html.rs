//! The words and the comments of an HTML block. Not a browser: it only has to tell tags from words.

use super::cues::{INLINE_TAGS, SILENT_TAGS};
use super::prose::Prose;
use crate::text::ByteRange;

/// The visible words of the HTML on `lines` (one range a line, without the prefixes of the blocks
/// around), and its comments.
pub(super) fn read(note: &str, lines: &[ByteRange]) -> (Prose, Vec<ByteRange>) {
    let mut reader =
        Reader { note, prose: Prose::default(), comments: Vec::new(), state: State::Words, close: None };
    for line in lines {
        reader.line(*line);
    }
    (reader.prose, reader.comments)
}

/// Whether an inline tag or comment is a comment.
pub(super) fn is_comment(html: &str) -> bool {
    html.starts_with("<!--")
}

/// Whether an inline tag breaks the line.
pub(super) fn is_break(html: &str) -> bool {
    tag_name(html) == "br"
}

enum State {
    Words,
    /// In a tag that goes on over the end of a line.
    Tag,
    /// In a comment that began at this offset of the note.
    Comment(usize),
    /// Between the opening and the closing tag of an element whose content nobody reads.
    Silent(&'static str),
}

struct Reader<'n> {
    note: &'n str,
    prose: Prose,
    comments: Vec<ByteRange>,
    state: State,
    /// The first `>` at or behind the place where it was last looked for; looking again from there
    /// for each `<` would take quadratic time.
    close: Option<usize>,
}

impl Reader<'_> {
    fn line(&mut self, line: ByteRange) {
        let mut at = line.start();
        while at < line.end() {
            let rest = ByteRange::new(at, line.end()).of(self.note);
            if rest.is_empty() {
                return;
            }
            at += match self.state {
                State::Comment(start) => match rest.find("-->") {
                    Some(close) => {
                        self.comments.push(ByteRange::new(start, at + close + 3));
                        self.state = State::Words;
                        close + 3
                    }
                    None => rest.len(),
                },
                State::Tag => match rest.find('>') {
                    Some(close) => {
                        self.state = State::Words;
                        close + 1
                    }
                    None => rest.len(),
                },
                State::Silent(name) => match closing(rest, name) {
                    Some(skip) => {
                        self.state = State::Words;
                        skip
                    }
                    None => rest.len(),
                },
                State::Words => self.words(rest, at),
            };
        }
    }

    /// How far behind `at` the next `>` of the note stands.
    fn close_behind(&mut self, at: usize) -> Option<usize> {
        if self.close.is_none_or(|close| close < at) {
            let found = self.note.get(at..).and_then(|rest| rest.find('>'));
            self.close = Some(found.map_or(usize::MAX, |found| at + found));
        }
        self.close.filter(|close| *close != usize::MAX).map(|close| close - at)
    }

    /// Reads words up to the next tag, or one tag; the number of bytes read, never 0.
    fn words(&mut self, rest: &str, at: usize) -> usize {
        if is_comment(rest) {
            self.state = State::Comment(at);
            return 4;
        }
        if rest.starts_with('<')
            && let Some(close) = self.close_behind(at)
        {
            let tag = rest.get(..=close).unwrap_or(rest);
            if close >= rest.len() {
                self.state = State::Tag;
            }
            let name = tag_name(tag);
            if let Some(silent) = SILENT_TAGS.iter().find(|silent| **silent == name)
                && !tag.starts_with("</")
            {
                self.state = State::Silent(silent);
            }
            if !INLINE_TAGS.contains(&name.as_str()) {
                self.part(ByteRange::new(at, at + tag.len()));
            }
            return tag.len();
        }
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let end = rest.get(first..).and_then(|tail| tail.find('<')).map_or(rest.len(), |next| first + next);
        let mut start = at;
        for piece in rest.get(..end).unwrap_or("").split_inclusive(['\n', '\r']) {
            let words = piece.trim_end_matches(['\n', '\r']);
            self.prose.push_verbatim(self.note, ByteRange::new(start, start + words.len()));
            if words.len() < piece.len() {
                self.space(ByteRange::new(start + words.len(), start + piece.len()));
            }
            start += piece.len();
        }
        end
    }

    /// A tag of a block parts the words around it as a blank line does.
    fn part(&mut self, source: ByteRange) {
        if !self.prose.text.is_empty() && !self.prose.text.ends_with('\n') {
            self.prose.push_made("\n\n", source);
        }
    }

    fn space(&mut self, source: ByteRange) {
        if !self.prose.text.is_empty() && !self.prose.text.ends_with([' ', '\n']) {
            self.prose.push_made(" ", source);
        }
    }
}

fn closing(rest: &str, name: &str) -> Option<usize> {
    let start = rest.match_indices("</").find(|(at, _)| {
        rest.get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
    })?;
    let close = rest.get(start.0..)?.find('>')?;
    Some(start.0 + close + 1)
}

fn tag_name(tag: &str) -> String {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    name.get(..end).unwrap_or("").to_ascii_lowercase()
}
