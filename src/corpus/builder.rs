//! [`Builder`]: collects the text of a marked-up file piece by piece and remembers where in the file
//! each character stands.

use super::SourceMap;
use super::draft::{Form, Piece};
use crate::text::ByteRange;

/// What stands between two pieces in the text.
const GAP: &str = "\n\n";
/// What stands between two cells of a table's row.
const CELL_GAP: &str = " | ";

/// A marked-up file on its way to text.
#[derive(Debug)]
pub struct Builder<'a> {
    source: &'a str,
    text: String,
    map: SourceMap,
    pieces: Vec<Piece>,
    /// Where the piece under way starts; `None` between pieces.
    start: Option<usize>,
    /// White space is due before the next word; the place of it when it is a single blank.
    space: Option<Option<usize>>,
    linked: usize,
}

impl<'a> Builder<'a> {
    /// An empty text to be filled from `source`.
    #[must_use]
    pub fn new(source: &'a str) -> Self {
        Self {
            source,
            text: String::new(),
            map: SourceMap::default(),
            pieces: Vec::new(),
            start: None,
            space: None,
            linked: 0,
        }
    }

    /// The file.
    #[must_use]
    pub fn source(&self) -> &'a str {
        self.source
    }

    /// How many pieces are closed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    /// Whether the piece under way holds nothing yet.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.start.is_none()
    }

    /// Adds the words at `range` of the file as they stand, each stretch of white space as one blank.
    pub fn words(&mut self, range: ByteRange, linked: bool) {
        let slice = range.of(self.source);
        let mut rest = slice;
        while !rest.is_empty() {
            let word = rest.trim_start_matches(|c: char| c.is_ascii_whitespace());
            let at = range.start() + slice.len() - word.len();
            match rest.len() - word.len() {
                0 => {}
                1 if rest.starts_with(' ') => self.blank(Some(at - 1)),
                _ => self.blank(None),
            }
            let length = word.find(|c: char| c.is_ascii_whitespace()).unwrap_or(word.len());
            let (word, after) = word.split_at_checked(length).unwrap_or((word, ""));
            if !word.is_empty() {
                self.open();
                self.map.push(self.text.len(), at, word.len());
                self.add(word, linked);
            }
            rest = after;
        }
    }

    /// Adds `shown`, which the file writes as `range`: an entity or an escape.
    pub fn rendered(&mut self, shown: &str, range: ByteRange, linked: bool) {
        if shown.chars().all(|c| c.is_ascii_whitespace()) {
            self.blank(None);
            return;
        }
        self.open();
        let text = ByteRange::new(self.text.len(), self.text.len() + shown.len());
        self.map.push_rendered(text, range);
        self.add(shown, linked);
    }

    /// White space: a line break inside the piece.
    pub fn space(&mut self) {
        self.blank(None);
    }

    /// The end of a table's cell; the next one of the row follows in the same piece.
    pub fn cell(&mut self) {
        if self.start.is_some() {
            self.space = None;
            if !self.text.ends_with(CELL_GAP) {
                self.text.push_str(CELL_GAP);
            }
        }
    }

    /// Ends the piece under way, as `form`. Says whether there was one.
    pub fn close(&mut self, form: Form) -> bool {
        self.space = None;
        let linked = std::mem::take(&mut self.linked);
        let Some(start) = self.start.take() else { return false };
        let mut range = ByteRange::new(start, self.text.len()).trim(&self.text);
        while let Some(cut) = range.of(&self.text).strip_suffix(CELL_GAP.trim()) {
            range = ByteRange::new(range.start(), range.start() + cut.len()).trim(&self.text);
        }
        if range.is_empty() {
            return false;
        }
        self.pieces.push(Piece { range, form, linked });
        true
    }

    /// Marks a closed piece as page furniture.
    pub fn discard(&mut self, index: usize) {
        if let Some(piece) = self.pieces.get_mut(index) {
            piece.form = Form::Furniture;
        }
    }

    /// The pieces closed so far.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The words of a closed piece.
    #[must_use]
    pub fn words_of(&self, piece: &Piece) -> &str {
        piece.range.of(&self.text)
    }

    /// Text, map and pieces.
    #[must_use]
    pub fn finish(mut self) -> (String, SourceMap, Vec<Piece>) {
        self.close(Form::Paragraph);
        (self.text, self.map, self.pieces)
    }

    fn blank(&mut self, at: Option<usize>) {
        self.space = match self.space {
            None => Some(at),
            Some(_) => Some(None),
        };
    }

    /// Readies the text for a word: the gap before a new piece, the blank inside one.
    fn open(&mut self) {
        let space = self.space.take();
        if self.start.is_none() {
            if !self.text.is_empty() {
                self.text.push_str(GAP);
            }
            self.start = Some(self.text.len());
        } else if let Some(at) = space {
            if self.text.ends_with(' ') {
                return;
            }
            if let Some(at) = at {
                self.map.push(self.text.len(), at, 1);
            }
            self.text.push(' ');
        }
    }

    fn add(&mut self, shown: &str, linked: bool) {
        self.text.push_str(shown);
        if linked {
            self.linked += shown.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_one_blank_and_words_map_back() {
        let source = "The  harbour\n   opened &amp; closed.";
        let mut builder = Builder::new(source);
        builder.words(ByteRange::new(0, 23), false);
        builder.rendered("&", ByteRange::new(23, 28), false);
        builder.words(ByteRange::new(28, source.len()), false);
        let (text, map, pieces) = {
            builder.close(Form::Paragraph);
            builder.finish()
        };
        assert_eq!(text, "The harbour opened & closed.");
        assert_eq!(pieces.len(), 1);
        let at = text.find("opened & closed").expect("there");
        let mapped = map.to_source(ByteRange::new(at, at + "opened & closed".len()));
        assert_eq!(mapped.of(source), "opened &amp; closed");
    }
}
