//! [`SourceMap`]: from the text of an article, as a reader gave it, back to its file.

use crate::text::ByteRange;

/// Maps offsets of an article's rendered text to offsets of its decoded file.
///
/// Held as runs of characters that stand in both texts; the empty map is the identity (plain text).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMap {
    /// `(text offset, source offset, length)`, ascending in the first; bytes between two runs were
    /// made by the reader (a decoded entity, a joined line) and belong to the run before them.
    runs: Vec<(u32, u32, u32)>,
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

    /// Says that `len` bytes at `text` stand at `source` in the file. Calls must ascend in `text`.
    pub fn push(&mut self, text: usize, source: usize, len: usize) {
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let (text, source, len) = (narrow(text), narrow(source), narrow(len));
        if let Some(last) = self.runs.last_mut() {
            if last.0 + last.2 == text && last.1 + last.2 == source {
                last.2 += len;
                return;
            }
        }
        self.runs.push((text, source, len));
    }

    /// The stretch of the file that `range` of the text was read from.
    #[must_use]
    pub fn to_source(&self, range: ByteRange) -> ByteRange {
        if self.is_identity() {
            return range;
        }
        let start = self.source_of(range.start());
        let end = match range.len() {
            0 => start,
            // The end of the last byte, not the start of what follows: markup behind it stays out.
            _ => self.source_of(range.end() - 1) + 1,
        };
        ByteRange::new(start, end)
    }

    /// The text offset that `source` was rendered to, or the next one after it.
    #[must_use]
    pub fn to_text(&self, source: usize) -> usize {
        if self.is_identity() {
            return source;
        }
        let mut best = 0;
        for &(text, from, len) in &self.runs {
            let (text, from, len) = (text as usize, from as usize, len as usize);
            if source < from {
                return text;
            }
            if source < from + len {
                return text + (source - from);
            }
            best = text + len;
        }
        best
    }

    fn source_of(&self, text: usize) -> usize {
        let at = self.runs.partition_point(|run| run.0 as usize <= text);
        let Some(&(start, source, len)) = at.checked_sub(1).and_then(|i| self.runs.get(i)) else {
            return self.runs.first().map_or(0, |run| run.1 as usize);
        };
        source as usize + (text - start as usize).min((len as usize).saturating_sub(1))
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
}
