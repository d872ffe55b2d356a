//! Line and column positions in the three encodings that editors speak, over [`ropey::Rope`].

use ropey::Rope;

use super::ByteRange;

/// How the columns of a [`LineColumn`] count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, the language server protocol's default.
    #[default]
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

/// A position: line and column, both from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from 0.
    pub line: u32,
    /// Column in units of the [`Encoding`], from 0.
    pub column: u32,
}

/// The byte offset of `position`. A position past the end of its line or of the text is clamped to
/// it, as the protocol asks; the second value says whether it had to be.
#[must_use]
pub fn offset(rope: &Rope, position: LineColumn, encoding: Encoding) -> (usize, bool) {
    let line = position.line as usize;
    if line >= rope.len_lines() {
        return (rope.len_bytes(), true);
    }
    let slice = rope.line(line);
    let mut content = slice.len_chars();
    while content > 0 && matches!(slice.char(content - 1), '\n' | '\r') {
        content -= 1;
    }
    let wanted = position.column as usize;
    let (chars, clamped) = match encoding {
        Encoding::Utf8 => {
            let limit = slice.char_to_byte(content);
            (slice.byte_to_char(wanted.min(limit)), wanted > limit)
        }
        Encoding::Utf16 => {
            let limit = slice.char_to_utf16_cu(content);
            (slice.utf16_cu_to_char(wanted.min(limit)), wanted > limit)
        }
        Encoding::Utf32 => (wanted.min(content), wanted > content),
    };
    (rope.line_to_byte(line) + slice.char_to_byte(chars), clamped)
}

/// The position of the byte `offset`; an offset past the end is the end.
#[must_use]
pub fn line_column(rope: &Rope, offset: usize, encoding: Encoding) -> LineColumn {
    let offset = offset.min(rope.len_bytes());
    let line = rope.byte_to_line(offset);
    let start = rope.line_to_byte(line);
    let slice = rope.line(line);
    let chars = slice.byte_to_char(offset - start);
    let column = match encoding {
        Encoding::Utf8 => slice.char_to_byte(chars),
        Encoding::Utf16 => slice.char_to_utf16_cu(chars),
        Encoding::Utf32 => chars,
    };
    let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    LineColumn { line: narrow(line), column: narrow(column) }
}

/// A byte range as Unicode scalar offsets: what the JSON of the command line counts in.
#[must_use]
pub fn scalars(rope: &Rope, range: ByteRange) -> (usize, usize) {
    let clamp = |offset: usize| offset.min(rope.len_bytes());
    (rope.byte_to_char(clamp(range.start())), rope.byte_to_char(clamp(range.end())))
}

/// The line, from 1, on which the byte `offset` of `text` stands.
#[must_use]
pub fn line_of(text: &str, offset: usize) -> usize {
    1 + text.get(..offset).unwrap_or("").matches('\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_emoji_is_two_utf16_units_four_bytes_one_scalar() {
        let rope = Rope::from_str("a😀b\nc");
        let at = rope.len_bytes() - 3;
        for (encoding, column) in [(Encoding::Utf8, 5), (Encoding::Utf16, 3), (Encoding::Utf32, 2)] {
            assert_eq!(line_column(&rope, at, encoding), LineColumn { line: 0, column });
            assert_eq!(offset(&rope, LineColumn { line: 0, column }, encoding), (at, false));
        }
    }

    #[test]
    fn positions_past_the_end_are_clamped_and_said_so() {
        let rope = Rope::from_str("ab\r\ncd");
        let end_of_line = offset(&rope, LineColumn { line: 0, column: 99 }, Encoding::Utf16);
        assert_eq!(end_of_line, (2, true));
        assert_eq!(offset(&rope, LineColumn { line: 9, column: 0 }, Encoding::Utf16), (6, true));
    }
}
