//! [`Lines`]: where the lines of an unchanging text begin. For documents under edit there is the
//! rope; an article is read once, and looked up in often.

use tower_lsp::lsp_types::{Position, Range};

use crate::text::ByteRange;
use crate::text::position::Encoding;

/// The starts of a text's lines. Lines end as in the protocol: `\n`, `\r\n` or `\r`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines(Vec<usize>);

impl Lines {
    /// The lines of `text`; one pass over its bytes.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends = bytes
            .iter()
            .enumerate()
            .filter(|&(at, &byte)| byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')));
        Self(std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect())
    }

    /// The range of `bytes` in `text`, which must be the text this was made of. Offsets beyond it or
    /// inside a character are moved back.
    #[must_use]
    pub fn range(&self, text: &str, bytes: ByteRange, encoding: Encoding) -> Range {
        Range::new(self.position(text, bytes.start(), encoding), self.position(text, bytes.end(), encoding))
    }

    fn position(&self, text: &str, offset: usize, encoding: Encoding) -> Position {
        let offset = text.floor_char_boundary(offset);
        let line = self.0.partition_point(|&start| start <= offset).saturating_sub(1);
        let before = self.0.get(line).and_then(|&start| text.get(start..offset)).unwrap_or("");
        let column = match encoding {
            Encoding::Utf8 => before.len(),
            Encoding::Utf16 => before.encode_utf16().count(),
            Encoding::Utf32 => before.chars().count(),
        };
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Position::new(narrow(line), narrow(column))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ropey::Rope;

    use super::*;
    use crate::server::convert;

    proptest! {
        #[test]
        fn lines_and_the_rope_agree_on_every_offset(text in "[a\u{e9}\u{1F600}\r\n]{0,40}") {
            let (lines, rope) = (Lines::new(&text), Rope::from_str(&text));
            for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
                for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                    let range = ByteRange::empty_at(offset);
                    prop_assert_eq!(
                        lines.range(&text, range, encoding),
                        convert::range(&rope, range, encoding)
                    );
                }
            }
        }
    }
}
