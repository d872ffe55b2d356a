//! [`Prose`]: the words of one block without its markup, each byte knowing where it came from.

use crate::corpus::SourceMap;
use crate::text::ByteRange;

/// How many characters of markup may stand between two characters of a code span: the prefixes of
/// nested block quotes and lists. Bounded, so that reading stays linear.
const LOOK_AHEAD: usize = 64;

/// Text read from a note, on one line.
///
/// Every byte of `text` is covered by exactly one run, so that any range leads back to the note.
#[derive(Clone, Debug, Default)]
pub(super) struct Prose {
    /// The words.
    pub text: String,
    runs: Vec<Run>,
}

/// A stretch of text and the stretch of the note it was read from; of unequal lengths when the
/// text was made (a decoded entity, a joined line).
#[derive(Clone, Copy, Debug)]
struct Run {
    text: ByteRange,
    source: ByteRange,
}

impl Run {
    fn is_verbatim(self) -> bool {
        self.text.len() == self.source.len()
    }

    /// The note's range for a part of this run's text; the whole source of a made run.
    fn source_of(self, part: ByteRange) -> ByteRange {
        if !self.is_verbatim() {
            return self.source;
        }
        let from = part.start().max(self.text.start()) - self.text.start();
        let to = part.end().min(self.text.end()).max(self.text.start() + from) - self.text.start();
        ByteRange::new(self.source.start() + from, self.source.start() + to)
    }
}

impl Prose {
    /// Adds the note's own bytes at `source`.
    pub fn push_verbatim(&mut self, note: &str, source: ByteRange) {
        let words = source.of(note);
        self.push_run(words, ByteRange::new(source.start(), source.start() + words.len()));
    }

    /// Adds words that stand for the note's bytes at `source` without being them.
    pub fn push_made(&mut self, words: &str, source: ByteRange) {
        self.push_run(words, source);
    }

    /// Adds words that a parser read from `source`: verbatim where they are the note's bytes,
    /// character by character where something (an escape, a line's prefix) was left out.
    pub fn push_read(&mut self, note: &str, words: &str, source: ByteRange) {
        let bytes = source.of(note);
        if bytes == words {
            self.push_verbatim(note, source);
            return;
        }
        // An entity: its bytes begin with `&`, its words do not come from them one by one.
        if bytes.starts_with('&') && bytes.ends_with(';') {
            self.push_made(words, source);
            return;
        }
        let mut at = source.start();
        for character in words.chars() {
            let rest = ByteRange::new(at, source.end()).of(note);
            let found = rest
                .char_indices()
                .take(LOOK_AHEAD)
                .find(|&(_, c)| c == character || (character == ' ' && c.is_whitespace()));
            let mut buffer = [0; 4];
            let word = character.encode_utf8(&mut buffer);
            // A character that stands nowhere (a replaced NUL) is left out.
            if let Some((skip, c)) = found {
                let from = at + skip;
                at = from + c.len_utf8();
                self.push_run(word, ByteRange::new(from, at));
            }
        }
    }

    fn push_run(&mut self, words: &str, source: ByteRange) {
        if words.is_empty() {
            return;
        }
        let text = ByteRange::new(self.text.len(), self.text.len() + words.len());
        self.text.push_str(words);
        let run = Run { text, source };
        if let Some(last) = self.runs.last_mut()
            && last.is_verbatim()
            && run.is_verbatim()
            && last.source.end() == source.start()
        {
            last.text = last.text.join(text);
            last.source = last.source.join(source);
            return;
        }
        self.runs.push(run);
    }

    /// Whether nothing but white space is in it.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The stretch of the note that `range` of the text was read from.
    pub fn source(&self, range: ByteRange) -> ByteRange {
        let mut runs = self.overlapping(range);
        let Some(first) = runs.next() else {
            return self.source_at(range.start());
        };
        let last = runs.last().unwrap_or(first);
        first.source_of(range).join(last.source_of(range))
    }

    /// The whole stretch of the note that the text was read from.
    pub fn whole_source(&self) -> ByteRange {
        self.source(ByteRange::new(0, self.text.len()))
    }

    fn source_at(&self, at: usize) -> ByteRange {
        let index = self.runs.partition_point(|run| run.text.end() <= at);
        match (self.runs.get(index), self.runs.last()) {
            (Some(run), _) => ByteRange::empty_at(run.source_of(ByteRange::empty_at(at)).start()),
            (None, Some(last)) => ByteRange::empty_at(last.source.end()),
            (None, None) => ByteRange::default(),
        }
    }

    fn overlapping(&self, range: ByteRange) -> impl Iterator<Item = Run> {
        let from = self.runs.partition_point(|run| run.text.end() <= range.start());
        self.runs
            .get(from..)
            .unwrap_or(&[])
            .iter()
            .copied()
            .take_while(move |run| run.text.start() < range.end())
    }

    /// The words at `range` as a text of their own, with the map back to the note.
    pub fn slice(&self, range: ByteRange) -> (String, SourceMap) {
        let mut map = SourceMap::default();
        for run in self.overlapping(range) {
            let start = run.text.start().max(range.start());
            let end = run.text.end().min(range.end());
            let source = run.source_of(ByteRange::new(start, end));
            if run.is_verbatim() {
                map.push(start - range.start(), source.start(), end - start);
            } else {
                map.push_rendered(ByteRange::new(start - range.start(), end - range.start()), source);
            }
        }
        (range.of(&self.text).to_owned(), map)
    }

    /// Adds the words at `range` of `other`.
    pub fn append(&mut self, other: &Self, range: ByteRange) {
        other.copy(range, self);
    }

    /// The words at `range` as prose of their own.
    pub fn sub(&self, range: ByteRange) -> Self {
        let mut out = Self::default();
        self.copy(range, &mut out);
        out
    }

    /// The prose without the stretches `cuts` (ascending, disjoint), and for each cut the offset in
    /// the new text where it stood. White space that a cut would double, or leave before a closing
    /// mark, goes with it. A cut marked `true` opens a sentence: the text is parted there.
    pub fn without(&self, cuts: &[(ByteRange, bool)]) -> (Self, Vec<usize>) {
        let mut out = Self::default();
        let mut places = Vec::with_capacity(cuts.len());
        let mut at = 0;
        for (cut, parts) in cuts {
            self.copy(ByteRange::new(at, cut.start()), &mut out);
            at = cut.end().max(at);
            let next = self.text.get(at..).and_then(|rest| rest.chars().next());
            let gap = out.text.chars().next_back().is_none_or(char::is_whitespace);
            if gap && next.is_none_or(|c| c.is_whitespace() || ".,;:!?)]".contains(c)) {
                out.trim_end();
            }
            if *parts && !out.is_blank() {
                out.push_made("\n\n", self.source(*cut));
            }
            places.push(out.text.len());
        }
        self.copy(ByteRange::new(at, self.text.len()), &mut out);
        (out, places)
    }

    fn copy(&self, range: ByteRange, out: &mut Self) {
        for run in self.overlapping(range) {
            let start = run.text.start().max(range.start());
            let end = run.text.end().min(range.end());
            let part = ByteRange::new(start, end);
            out.push_run(part.of(&self.text), run.source_of(part));
        }
    }

    fn trim_end(&mut self) {
        let keep = self.text.trim_end().len();
        self.text.truncate(keep);
        while let Some(last) = self.runs.last_mut() {
            if last.text.start() >= keep {
                self.runs.pop();
                continue;
            }
            if last.text.end() > keep {
                let part = ByteRange::new(last.text.start(), keep);
                *last = Run { text: part, source: last.source_of(part) };
            }
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(note: &str) -> Prose {
        let mut prose = Prose::default();
        prose.push_verbatim(note, ByteRange::new(0, note.len()));
        prose
    }

    #[test]
    fn a_cut_takes_the_space_before_a_full_stop_along() {
        let note = "Talks stalled [@a]. They go on.";
        let (prose, places) = read(note).without(&[(ByteRange::new(14, 18), false)]);
        assert_eq!(prose.text, "Talks stalled. They go on.");
        assert_eq!(places, [13]);
        let range = ByteRange::new(13, 14);
        assert_eq!(prose.source(range).of(note), ".");
        assert_eq!(prose.source(ByteRange::new(0, 14)).of(note), "Talks stalled [@a].");
    }

    #[test]
    fn a_slice_maps_back_to_the_note() {
        let note = "one **two** three";
        let mut prose = Prose::default();
        prose.push_verbatim(note, ByteRange::new(0, 4));
        prose.push_verbatim(note, ByteRange::new(6, 9));
        prose.push_verbatim(note, ByteRange::new(11, 17));
        let (text, map) = prose.slice(ByteRange::new(4, 13));
        assert_eq!(text, "two three");
        assert_eq!(map.to_source(ByteRange::new(0, 3)).of(note), "two");
        assert_eq!(map.to_source(ByteRange::new(4, 9)).of(note), "three");
    }

    #[test]
    fn a_decoded_entity_stands_for_the_whole_entity() {
        let note = "R&amp;D";
        let mut prose = Prose::default();
        prose.push_verbatim(note, ByteRange::new(0, 1));
        prose.push_read(note, "&", ByteRange::new(1, 6));
        prose.push_verbatim(note, ByteRange::new(6, 7));
        assert_eq!(prose.text, "R&D");
        assert_eq!(prose.source(ByteRange::new(1, 2)).of(note), "&amp;");
    }
}
