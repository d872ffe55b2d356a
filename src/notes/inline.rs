//! [`InlineReader`]: collects the words and the inline markup of one leaf.

use super::html;
use super::layout::{Leaf, Span, SpanKind};
use super::prose::Prose;
use crate::text::ByteRange;

/// Builds the prose of a leaf from the parser's inline events.
#[derive(Debug, Default)]
pub(super) struct InlineReader {
    prose: Prose,
    first_line: Option<usize>,
    spans: Vec<Span>,
    /// Markup that is open: what it is, if it matters, where its words start, and its source.
    open: Vec<(Option<SpanKind>, usize, ByteRange)>,
}

impl InlineReader {
    /// The words so far.
    pub fn words(&self) -> &str {
        &self.prose.text
    }

    pub fn text(&mut self, note: &str, words: &str, range: ByteRange) {
        self.prose.push_read(note, words, range);
    }

    pub fn code(&mut self, note: &str, words: &str, range: ByteRange) {
        let start = self.prose.text.len();
        let ticks = range.of(note).bytes().take_while(|&b| b == b'`').count();
        let inner = ByteRange::new(range.start() + ticks, range.end().saturating_sub(ticks));
        // One space of padding at both ends belongs to the markup.
        let padded = words.len() < inner.len()
            && [b' ', b'\n', b'\r'].iter().any(|b| inner.of(note).as_bytes().first() == Some(b));
        let inner =
            if padded { ByteRange::new(inner.start() + 1, inner.end().saturating_sub(1)) } else { inner };
        self.prose.push_read(note, words, inner);
        self.add(SpanKind::Code, start, range);
    }

    /// Markup that is a thing of its own: its source stands in the prose until it is cut out.
    pub fn whole(&mut self, note: &str, kind: SpanKind, range: ByteRange) {
        if kind == SpanKind::Html && html::is_break(range.of(note)) {
            // Notes use it in table cells where other text has paragraphs.
            self.prose.push_made("\n\n", range);
            return;
        }
        let start = self.prose.text.len();
        self.prose.push_verbatim(note, range);
        self.add(kind, start, range);
    }

    pub fn line_break(&mut self, range: ByteRange) {
        self.first_line.get_or_insert(self.prose.text.len());
        self.prose.push_made(" ", range);
    }

    pub fn open(&mut self, kind: Option<SpanKind>, range: ByteRange) {
        self.open.push((kind, self.prose.text.len(), range));
    }

    pub fn close(&mut self, note: &str) {
        let Some((kind, start, range)) = self.open.pop() else { return };
        let Some(kind) = kind else { return };
        if self.prose.text.len() == start {
            // `![](picture.png)`, `[](a.txt)`: no words; the source stands in until it is cut out.
            if matches!(kind, SpanKind::Link(_) | SpanKind::Wiki { .. } | SpanKind::Autolink) {
                self.prose.push_verbatim(note, range);
            } else {
                return;
            }
        }
        self.add(kind, start, range);
    }

    fn add(&mut self, kind: SpanKind, start: usize, source: ByteRange) {
        self.spans.push(Span { range: ByteRange::new(start, self.prose.text.len()), source, kind });
    }

    /// The prose, the end of its first line, and the spans by start.
    pub fn finish(mut self) -> (Prose, Option<usize>, Vec<Span>) {
        self.spans.sort_by_key(|span| (span.range.start(), usize::MAX - span.range.end()));
        (self.prose, self.first_line, self.spans)
    }
}

impl Leaf {
    /// The leaf in two: the words from `from` to `to` (a call-out's title), and those after `to`.
    pub fn part(self, from: usize, to: usize) -> (Self, Self) {
        let title = ByteRange::new(from, to);
        let body = ByteRange::new(to, self.prose.text.len());
        let mut head = self.sub(title);
        head.place.callout_title = true;
        (head, self.sub(body))
    }

    fn sub(&self, range: ByteRange) -> Self {
        let moved = |span: &Span| {
            let start = span.range.start() - range.start();
            Span { range: ByteRange::new(start, start + span.range.len()), ..span.clone() }
        };
        Self {
            block: 0,
            prose: self.prose.sub(range),
            first_line: None,
            spans: self.spans.iter().filter(|span| range.covers(span.range)).map(moved).collect(),
            place: self.place.clone(),
        }
    }
}
