//! [`InlineReader`]: collects the words and the inline markup of one leaf.

use super::html;
use super::labels;
use super::layout::{Leaf, Span, SpanKind};
use super::prose::Prose;
use crate::text::ByteRange;

/// Builds the prose of a leaf from the parser's inline events.
#[derive(Debug, Default)]
pub(super) struct InlineReader {
    prose: Prose,
    lines: Vec<usize>,
    spans: Vec<Span>,
    /// Markup that is open: what it is, if it matters, where its words start, and its source.
    open: Vec<(Option<SpanKind>, usize, ByteRange)>,
}

impl InlineReader {
    /// The words so far.
    pub fn words(&self) -> &str {
        &self.prose.text
    }

    /// Whether the words start with the box of a task in one of the forms that note programs add to
    /// Markdown's two (`[>] deferred`, `[?] open`).
    pub fn is_task(&self) -> bool {
        let mut chars = self.prose.text.chars();
        chars.next() == Some('[')
            && chars.next().is_some_and(|c| !c.is_alphanumeric() && !matches!(c, '@' | '^' | '[' | ']'))
            && chars.next() == Some(']')
            && chars.next().is_none_or(char::is_whitespace)
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
        self.lines.push(self.prose.text.len());
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

    /// The prose, the ends of its lines but the last, and the spans by start.
    pub fn finish(mut self) -> (Prose, Vec<usize>, Vec<Span>) {
        self.spans.sort_by_key(|span| (span.range.start(), usize::MAX - span.range.end()));
        (self.prose, self.lines, self.spans)
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

    /// The leaf, or its parts when it is a row of lines with labels (`Date: …`, `Place: …`), which
    /// Markdown takes for one paragraph.
    pub fn labelled_lines(self) -> Vec<Self> {
        let text = self.prose.text.as_str();
        let ends = self.lines.iter().copied().chain([text.len()]);
        let starts = [0].into_iter().chain(self.lines.iter().copied());
        let lines: Vec<ByteRange> = starts.zip(ends).map(|(start, end)| ByteRange::new(start, end)).collect();
        let labelled = |line: ByteRange| labels::opens_line(line.trim(text).of(text));
        let mut parts: Vec<ByteRange> = Vec::new();
        let mut before = false;
        for line in lines {
            let this = labelled(line);
            let closed =
                text.get(..line.start()).is_some_and(|head| head.trim_end().ends_with(['.', '!', '?', ';']));
            match parts.last_mut() {
                Some(last) if !(this && (before || closed)) => *last = last.join(line),
                _ => parts.push(line),
            }
            before = this;
        }
        if parts.len() < 2 {
            return vec![self];
        }
        let part = |part: ByteRange| {
            let mut line = self.sub(part.trim(text));
            line.place.labelled = true;
            line
        };
        parts.into_iter().map(part).collect()
    }

    fn sub(&self, range: ByteRange) -> Self {
        let moved = |span: &Span| {
            let start = span.range.start() - range.start();
            Span { range: ByteRange::new(start, start + span.range.len()), ..span.clone() }
        };
        let inner = |end: &&usize| range.start() < **end && **end < range.end();
        Self {
            block: 0,
            prose: self.prose.sub(range),
            lines: self.lines.iter().filter(inner).map(|end| end - range.start()).collect(),
            spans: self.spans.iter().filter(|span| range.covers(span.range)).map(moved).collect(),
            place: self.place.clone(),
        }
    }
}
