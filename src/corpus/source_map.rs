//! [`SourceMap`]: from the text of an article, as a reader gave it, back to its file.

use crate::text::ByteRange;
use serde::{Deserialize, Serialize};

/// Maps offsets of an article's rendered text to offsets of its decoded file.
///
/// Held as runs, ascending on both sides; the empty map is the identity (plain text). A run either
/// stands word for word in both texts or renders markup (`&amp;` as `&`). Text between two runs was
/// made by the reader (a joined line, the gap between blocks) and belongs to the end of the run
/// before it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceMap {
    runs: Vec<Run>,
}

/// A stretch of text and the stretch of the file it came from; verbatim when as long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Run {
    text: ByteRange,
    source: ByteRange,
}

impl Run {
    fn is_verbatim(&self) -> bool {
        self.text.len() == self.source.len()
    }
}

impl SourceMap {
    /// The map of a text that is its file.
    #[must_use]
    pub fn identity() -> Self {
        Self::default()
    }

    /// Whether text and file are the same.
    #[must_use]
    pub fn is_identity(&self) -> bool {
        self.runs.is_empty()
    }

    /// Says that `len` bytes at `text` stand at `source` in the file. Calls must ascend in both.
    pub fn push(&mut self, text: usize, source: usize, len: usize) {
        if len == 0 {
            return;
        }
        let run =
            Run { text: ByteRange::new(text, text + len), source: ByteRange::new(source, source + len) };
        match self.runs.last_mut() {
            Some(last) if last.is_verbatim() && last.text.end() == text && last.source.end() == source => {
                last.text = last.text.join(run.text);
                last.source = last.source.join(run.source);
            }
            _ => self.runs.push(run),
        }
    }

    /// Says that `source` of the file was rendered as `text`: an entity, an escape, a table's bar.
    /// Calls must ascend in both.
    pub fn push_rendered(&mut self, text: ByteRange, source: ByteRange) {
        if !text.is_empty() && !source.is_empty() {
            self.runs.push(Run { text, source });
        }
    }

    /// The stretch of the file that `range` of the text was read from.
    #[must_use]
    pub fn to_source(&self, range: ByteRange) -> ByteRange {
        if self.is_identity() {
            return range;
        }
        let start = self.source_start(range.start());
        let end = match range.len() {
            0 => start,
            // The end of the last byte, not the start of what follows: markup behind it stays out.
            _ => self.source_end(range.end() - 1),
        };
        ByteRange::new(start, end)
    }

    /// The text offset that `source` was rendered to, or the next one after it.
    #[must_use]
    pub fn to_text(&self, source: usize) -> usize {
        if self.is_identity() {
            return source;
        }
        let at = self.runs.partition_point(|run| run.source.end() <= source);
        match self.runs.get(at) {
            Some(run) if source <= run.source.start() => run.text.start(),
            Some(run) if run.is_verbatim() => run.text.start() + (source - run.source.start()),
            Some(run) => run.text.start(),
            None => self.runs.last().map_or(0, |run| run.text.end()),
        }
    }

    /// The run at or before the text offset `at`.
    fn run_at(&self, at: usize) -> Option<&Run> {
        let after = self.runs.partition_point(|run| run.text.start() <= at);
        self.runs.get(after.checked_sub(1)?)
    }

    fn source_start(&self, at: usize) -> usize {
        match self.run_at(at) {
            None => self.runs.first().map_or(0, |run| run.source.start()),
            Some(run) if at >= run.text.end() => run.source.end(),
            Some(run) if run.is_verbatim() => run.source.start() + (at - run.text.start()),
            Some(run) => run.source.start(),
        }
    }

    /// The end in the file of the text byte `at`.
    fn source_end(&self, at: usize) -> usize {
        match self.run_at(at) {
            None => self.runs.first().map_or(0, |run| run.source.start()),
            Some(run) if at < run.text.end() && run.is_verbatim() => {
                run.source.start() + (at - run.text.start()) + 1
            }
            Some(run) => run.source.end(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_map_back_over_markup() {
        // file: `<b>Hi</b> you`, text: `Hi you`
        let mut map = SourceMap::default();
        map.push(0, 3, 2);
        map.push(2, 9, 4);
        assert_eq!(map.to_source(ByteRange::new(0, 2)), ByteRange::new(3, 5));
        assert_eq!(map.to_source(ByteRange::new(0, 6)), ByteRange::new(3, 13));
        assert_eq!(map.to_text(10), 3);
    }

    #[test]
    fn a_rendered_entity_maps_to_the_whole_of_it() {
        // file: `AT&amp;T <i>won</i>`, text: `AT&T won`
        let mut map = SourceMap::default();
        map.push(0, 0, 2);
        map.push_rendered(ByteRange::new(2, 3), ByteRange::new(2, 7));
        map.push(3, 7, 2);
        map.push(5, 12, 3);
        assert_eq!(map.to_source(ByteRange::new(2, 3)), ByteRange::new(2, 7));
        assert_eq!(map.to_source(ByteRange::new(0, 4)), ByteRange::new(0, 8));
        assert_eq!(map.to_source(ByteRange::new(5, 8)), ByteRange::new(12, 15));
        assert_eq!(map.to_text(4), 2);
        assert_eq!(map.to_text(10), 5);
    }
}
