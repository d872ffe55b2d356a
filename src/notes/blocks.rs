//! From Markdown to a [`Layout`]: one pass over the parser's events with an explicit stack.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::callouts::{self, Callout};
use super::frames::{FrameKind, Frames, LeafTag};
use super::front_matter;
use super::html;
use super::inline::InlineReader;
use super::layout::{Comment, Layout, Leaf, QuoteBlock, Span, SpanKind};
use super::model::{Heading, NoteBlock, NoteBlockKind};
use crate::text::ByteRange;

/// What of Markdown notes are written in.
///
/// GitHub's alerts are read by [`callouts`], which knows every kind and not only GitHub's five.
#[must_use]
pub fn markdown_options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
}

/// Reads the structure of a note.
pub(super) fn read(note: &str) -> Layout {
    let mut walk = Walk::new(note);
    // A byte order mark would hide front matter from the parser.
    let body = note.strip_prefix('\u{feff}').unwrap_or(note);
    let skipped = note.len() - body.len();
    for (event, range) in Parser::new_ext(body, markdown_options()).into_offset_iter() {
        walk.event(event, range.start + skipped..range.end + skipped);
    }
    walk.finish()
}

/// Blocks whose content is no prose.
enum Raw {
    Code(ByteRange),
    Html(ByteRange, Vec<ByteRange>),
    FrontMatter(ByteRange, String),
}

struct Walk<'n> {
    note: &'n str,
    layout: Layout,
    frames: Frames,
    leaf: Option<(LeafTag, ByteRange, InlineReader)>,
    raw: Option<Raw>,
    /// Directives that wait for the next block: the depth at which they stand, and which.
    waiting: Vec<(usize, usize)>,
    rows: usize,
}

impl<'n> Walk<'n> {
    fn new(note: &'n str) -> Self {
        Self {
            note,
            layout: Layout::default(),
            frames: Frames::default(),
            leaf: None,
            raw: None,
            waiting: Vec::new(),
            rows: 0,
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        let range = ByteRange::from(range);
        if let Some(raw) = &mut self.raw {
            match (raw, event) {
                (Raw::Html(_, lines), Event::Html(_)) => lines.push(range),
                (Raw::FrontMatter(_, text), Event::Text(words)) => text.push_str(&words),
                (_, Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_))) => {
                    self.end_raw();
                }
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(words) => self.inline(range).text(&words, range),
            Event::Code(words) => self.inline(range).code(&words, range),
            Event::InlineHtml(_) | Event::Html(_) => self.inline(range).whole(SpanKind::Html, range),
            Event::FootnoteReference(label) => {
                self.inline(range).whole(SpanKind::FootnoteReference(label.to_string()), range);
            }
            Event::SoftBreak | Event::HardBreak => self.inline(range).line_break(range),
            Event::TaskListMarker(_) => self.frames.mark_task(),
            Event::Rule => {
                self.close_loose();
                self.frames.set_previous(None);
            }
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: ByteRange) {
        let span = match tag {
            Tag::Emphasis | Tag::Superscript | Tag::Subscript => Some(None),
            Tag::Strong => Some(Some(SpanKind::Strong)),
            Tag::Strikethrough => Some(Some(SpanKind::Struck)),
            Tag::Image { .. } => Some(Some(SpanKind::Image)),
            Tag::Link { link_type, ref dest_url, .. } => Some(Some(match link_type {
                LinkType::WikiLink { has_pothole } => {
                    SpanKind::Wiki { target: dest_url.to_string(), piped: has_pothole }
                }
                LinkType::Autolink | LinkType::Email => SpanKind::Autolink,
                _ => SpanKind::Link(dest_url.to_string()),
            })),
            _ => None,
        };
        if let Some(kind) = span {
            self.inline(range).open(kind, range);
            return;
        }
        self.close_loose();
        if !matches!(tag, Tag::TableHead | Tag::TableRow | Tag::TableCell | Tag::Item | Tag::HtmlBlock) {
            self.serve_waiting(range);
        }
        match tag {
            Tag::Paragraph => self.open_leaf(LeafTag::Paragraph, range),
            Tag::Heading { level, .. } => self.open_leaf(LeafTag::Heading(depth_of(level)), range),
            Tag::TableCell => self.open_leaf(LeafTag::Cell, range),
            Tag::BlockQuote(_) => self.start_quote(range),
            Tag::List(_) => {
                let nested = self.frames.in_item();
                self.push(FrameKind::List { lead: self.frames.previous(), nested }, range);
            }
            Tag::Item => self.push(FrameKind::Item { task: false, fresh: true }, range),
            Tag::FootnoteDefinition(label) => self.push(FrameKind::Footnote(label.to_string()), range),
            Tag::Table(_) => self.push(FrameKind::Table { headers: Vec::new() }, range),
            Tag::TableHead | Tag::TableRow => {
                self.rows += 1;
                let head = matches!(tag, Tag::TableHead);
                self.push(FrameKind::Row { id: self.rows, head, key: None, column: 0 }, range);
            }
            Tag::CodeBlock(_) => self.raw = Some(Raw::Code(range)),
            Tag::HtmlBlock => self.raw = Some(Raw::Html(range, Vec::new())),
            Tag::MetadataBlock(_) => self.raw = Some(Raw::FrontMatter(range, String::new())),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image => {
                if let Some((_, _, reader)) = &mut self.leaf {
                    reader.close(self.note);
                }
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell => self.close_leaf(),
            TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow => {
                self.close_loose();
                self.pop();
            }
            _ => {}
        }
    }

    fn push(&mut self, kind: FrameKind, range: ByteRange) {
        self.frames.push(kind, range.trim(self.note));
    }

    fn pop(&mut self) {
        let depth = self.frames.depth();
        let Some(frame) = self.frames.pop() else { return };
        // A directive with nothing behind it covers the block it stands in.
        while let Some(&(at, comment)) = self.waiting.last()
            && at >= depth
        {
            self.waiting.pop();
            if let Some(comment) = self.layout.comments.get_mut(comment) {
                comment.next = frame.range;
            }
        }
        if !matches!(frame.kind, FrameKind::Row { .. }) {
            self.frames.set_previous(None);
        }
    }

    fn start_quote(&mut self, range: ByteRange) {
        let range = range.trim(self.note);
        let callout = range
            .of(self.note)
            .trim_start_matches(' ')
            .strip_prefix('>')
            .and_then(|rest| callouts::opening(rest.trim_start_matches([' ', '\t'])));
        let callout = callout.map(|(callout, _)| callout);
        let quote = matches!(callout, None | Some(Callout::Quotation)).then(|| {
            self.layout.quotes.push(QuoteBlock { range, intro: self.frames.previous() });
            self.layout.quotes.len() - 1
        });
        self.push(FrameKind::Quote { callout, quote, fresh: callout.is_some() }, range);
    }

    fn serve_waiting(&mut self, next: ByteRange) {
        let depth = self.frames.depth();
        while let Some(&(at, comment)) = self.waiting.last()
            && at >= depth
        {
            self.waiting.pop();
            if let Some(comment) = self.layout.comments.get_mut(comment) {
                comment.next = next.trim(self.note);
            }
        }
    }

    fn open_leaf(&mut self, tag: LeafTag, range: ByteRange) {
        self.leaf = Some((tag, range, InlineReader::default()));
    }

    /// The reader of the words at hand; words outside any paragraph open a leaf of their own.
    fn inline(&mut self, range: ByteRange) -> Inline<'_, 'n> {
        if self.leaf.is_none() {
            self.serve_waiting(range);
        }
        let (tag, whole, reader) =
            self.leaf.get_or_insert_with(|| (LeafTag::Loose, range, InlineReader::default()));
        if *tag == LeafTag::Loose {
            *whole = whole.join(range);
        }
        Inline { note: self.note, reader }
    }

    fn close_loose(&mut self) {
        if matches!(self.leaf, Some((LeafTag::Loose, ..))) {
            self.close_leaf();
        }
    }

    fn close_leaf(&mut self) {
        let Some((tag, range, reader)) = self.leaf.take() else { return };
        let mut range = range.trim(self.note);
        let mut place = self.frames.place(&self.layout.headings);
        if reader.is_task() && self.frames.in_item() {
            self.frames.mark_task();
        }
        let mut kind = self.frames.kind_of(tag, &place);
        if let LeafTag::Heading(level) = tag {
            let text = reader.words().trim().to_owned();
            self.layout.headings.push(Heading { range, text, level });
            place.heading = Some(self.layout.headings.len() - 1);
        }
        if tag == LeafTag::Cell {
            kind = self.frames.enter_cell(&mut place, self.layout.leaves.len()).unwrap_or(kind);
        } else {
            range = self.frames.enter_item(range);
        }
        let (prose, lines, spans) = reader.finish();
        let leaf = Leaf { block: 0, prose, lines, spans, place };
        if self.take_title(&leaf) {
            self.split_title(leaf, range, kind);
        } else {
            self.add_lines(leaf, range, kind);
        }
    }

    /// Adds a leaf, or the parts of a row of labelled lines.
    fn add_lines(&mut self, leaf: Leaf, range: ByteRange, kind: NoteBlockKind) {
        if leaf.lines.is_empty() || matches!(kind, NoteBlockKind::Heading | NoteBlockKind::BlockQuote) {
            self.add(leaf, range, kind);
            return;
        }
        let mut start = range.start();
        for part in leaf.labelled_lines() {
            let end = part.prose.whole_source().end().max(start);
            self.add(part, ByteRange::new(start, end).trim(self.note), kind);
            start = end;
        }
        if let Some(last) = self.layout.blocks.last_mut() {
            last.range = last.range.join(ByteRange::empty_at(range.end()));
        }
    }

    fn add(&mut self, mut leaf: Leaf, range: ByteRange, kind: NoteBlockKind) {
        leaf.block = self.layout.blocks.len();
        self.layout.blocks.push(NoteBlock { range, kind });
        self.layout.leaves.push(leaf);
        if kind != NoteBlockKind::TableCell && kind != NoteBlockKind::TableHeader {
            self.frames.set_previous(Some(self.layout.leaves.len() - 1));
        }
    }

    /// Whether `leaf` starts with the title line of the call-out just opened.
    fn take_title(&mut self, leaf: &Leaf) -> bool {
        self.frames.enter_callout() && callouts::opening(&leaf.prose.text).is_some()
    }

    /// Parts the title line of a call-out from the words that follow in the same paragraph.
    fn split_title(&mut self, leaf: Leaf, range: ByteRange, kind: NoteBlockKind) {
        let mark = callouts::opening(&leaf.prose.text).map_or(0, |(_, length)| length);
        let end = leaf.lines.first().copied().unwrap_or(leaf.prose.text.len());
        let cut = leaf.prose.source(ByteRange::empty_at(end)).start();
        let (title, body) = leaf.part(mark, end);
        self.add(title, ByteRange::new(range.start(), cut).trim(self.note), NoteBlockKind::CalloutTitle);
        if !body.prose.is_blank() {
            self.add_lines(body, ByteRange::new(cut, range.end()).trim(self.note), kind);
        }
    }

    fn end_raw(&mut self) {
        match self.raw.take() {
            Some(Raw::Code(range)) => {
                self.layout
                    .blocks
                    .push(NoteBlock { range: range.trim(self.note), kind: NoteBlockKind::Code });
                self.frames.set_previous(None);
            }
            Some(Raw::FrontMatter(range, text)) => {
                let range = range.trim(self.note);
                self.layout.blocks.push(NoteBlock { range, kind: NoteBlockKind::FrontMatter });
                self.layout.front_matter = Some(front_matter::read(&text, range));
            }
            Some(Raw::Html(range, lines)) => self.end_html(range.trim(self.note), &lines),
            None => {}
        }
    }

    fn end_html(&mut self, range: ByteRange, lines: &[ByteRange]) {
        let (prose, comments) = html::read(self.note, lines);
        let only_comments = prose.is_blank();
        if !only_comments {
            self.serve_waiting(range);
        }
        for comment in comments {
            self.waiting.push((self.frames.depth(), self.layout.comments.len()));
            self.layout.comments.push(Comment { range: comment, next: ByteRange::empty_at(self.note.len()) });
        }
        if only_comments {
            self.layout.blocks.push(NoteBlock { range, kind: NoteBlockKind::Html });
            return;
        }
        let leaf = Leaf {
            block: 0,
            prose,
            lines: Vec::new(),
            spans: Vec::<Span>::new(),
            place: self.frames.place(&self.layout.headings),
        };
        self.add(leaf, range, NoteBlockKind::Html);
    }

    fn finish(mut self) -> Layout {
        self.close_loose();
        self.layout
    }
}

/// The reader of a leaf's words together with the note.
struct Inline<'w, 'n> {
    note: &'n str,
    reader: &'w mut InlineReader,
}

impl Inline<'_, '_> {
    fn text(self, words: &str, range: ByteRange) {
        self.reader.text(self.note, words, range);
    }

    fn code(self, words: &str, range: ByteRange) {
        self.reader.code(self.note, words, range);
    }

    fn whole(self, kind: SpanKind, range: ByteRange) {
        self.reader.whole(self.note, kind, range);
    }

    fn line_break(self, range: ByteRange) {
        self.reader.line_break(range);
    }

    fn open(self, kind: Option<SpanKind>, range: ByteRange) {
        self.reader.open(kind, range);
    }
}

fn depth_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
