//! [`Rendition`]: the readable text that a reader makes of a file that is none.

use std::sync::Arc;

use crate::corpus::builder::Builder;
use crate::corpus::draft::{Draft, Form, Metadata, Piece};
use crate::corpus::origin::Origin;
use crate::corpus::{SourceMap, html, plain};
use crate::text::ByteRange;

/// What stands between two paragraphs of a rendition.
const GAP: &str = "\n\n";

/// A rendition under way: paragraphs of one or more stretches, which the text has on one line each.
#[derive(Debug, Default)]
pub struct Rendition {
    source: String,
    pages: Vec<u32>,
    paragraphs: Vec<(Vec<ByteRange>, Form)>,
}

impl Rendition {
    /// Starts page `number`; its mark is not part of the text.
    pub fn page(&mut self, number: usize) {
        if !self.source.is_empty() {
            self.source.push_str(GAP);
        }
        self.pages.push(u32::try_from(self.source.len()).unwrap_or(u32::MAX));
        self.source.push_str(&format!("[page {number}]{GAP}"));
    }

    /// Starts a paragraph.
    pub fn paragraph(&mut self, form: Form) {
        if !self.source.is_empty() && !self.source.ends_with(GAP) {
            self.source.push_str(GAP);
        }
        self.paragraphs.push((Vec::new(), form));
    }

    /// Adds words to the paragraph. With `joined` they go on the last word, which `cut` bytes of the
    /// rendition (a hyphen) are left out of; else they are a line of their own.
    pub fn words(&mut self, words: &str, joined: bool, cut: usize) {
        let Some((stretches, _)) = self.paragraphs.last_mut() else { return };
        if joined && let Some(last) = stretches.last_mut() {
            *last = ByteRange::new(last.start(), last.end().saturating_sub(cut));
        }
        if !self.source.is_empty() && !self.source.ends_with('\n') {
            self.source.push('\n');
        }
        let start = self.source.len();
        self.source.push_str(words);
        // White space belongs to the stretch before it: the text has it as one blank.
        let from = if joined || stretches.is_empty() { start } else { start - 1 };
        stretches.push(ByteRange::new(from, self.source.len()));
    }

    /// The draft.
    #[must_use]
    pub fn draft(self, metadata: Metadata) -> Draft {
        let mut builder = Builder::new(&self.source);
        for (stretches, form) in self.paragraphs {
            for stretch in stretches {
                builder.words(stretch, false);
            }
            builder.close(form);
        }
        let (text, map, pieces) = builder.finish();
        let origin = Origin::Rendition { pages: self.pages };
        Draft { text: Arc::from(text), source: Arc::from(self.source), map, pieces, metadata, origin }
    }
}

/// A draft of plain or HTML `text` that stands in a larger file, below its `title`; what the page
/// itself says fills the gaps of `stated`.
#[must_use]
pub fn of_text(title: Option<&str>, text: &str, html: bool, stated: Metadata, origin: Origin) -> Draft {
    let (metadata, text, pieces) = match html {
        true => {
            let mut builder = Builder::new(text);
            let own = html::read(&mut builder, ByteRange::new(0, text.len()));
            let (text, _, pieces) = builder.finish();
            (stated.or(own), text, pieces)
        }
        false => (stated, text.to_owned(), plain::pieces(text, ByteRange::new(0, text.len()))),
    };
    let first = pieces.first().map_or("", |piece| piece.range.of(&text)).trim();
    let (text, pieces) =
        match title.map(str::trim).filter(|title| !title.is_empty() && !first.starts_with(title)) {
            None => (text, pieces),
            Some(title) => {
                let behind = title.len() + GAP.len();
                let own = Piece { range: ByteRange::new(0, title.len()), form: Form::Heading(1), linked: 0 };
                let shifted =
                    pieces.into_iter().map(|piece| Piece { range: piece.range.shift(behind), ..piece });
                (format!("{title}{GAP}{text}"), std::iter::once(own).chain(shifted).collect())
            }
        };
    let text: Arc<str> = Arc::from(text);
    Draft { source: Arc::clone(&text), map: SourceMap::identity(), text, pieces, metadata, origin }
}
