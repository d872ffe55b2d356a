//! From Markdown to a [`Layout`]: one pass over the parser's events with an explicit stack.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::callouts::{self, Callout};
use super::front_matter;
use super::html;
use super::inline::InlineReader;
use super::layout::{Comment, Layout, Leaf, Place, QuoteBlock, Span, SpanKind};
use super::model::{Heading, NoteBlock, NoteBlockKind};
use crate::text::ByteRange;

/// GitHub's alerts are read by [`callouts`], which knows every kind and not only GitHub's five.
fn options() -> Options {
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
    for (event, range) in Parser::new_ext(body, options()).into_offset_iter() {
        walk.event(event, range.start + skipped..range.end + skipped);
    }
    walk.finish()
}

/// An open block that holds other blocks.
struct Frame {
    kind: FrameKind,
    range: ByteRange,
    /// The leaf that was read last as a direct child.
    previous: Option<usize>,
}

enum FrameKind {
    List { lead: Option<usize>, nested: bool },
    Item { task: bool, fresh: bool },
    Quote { callout: Option<Callout>, quote: Option<usize>, fresh: bool },
    Footnote(String),
    Table { headers: Vec<usize> },
    Row { id: usize, head: bool, key: Option<usize>, column: usize },
}

/// Which block the words being read belong to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LeafTag {
    Paragraph,
    Heading(u8),
    Cell,
    /// The text of a tight list item, which has no paragraph of its own.
    Loose,
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
    frames: Vec<Frame>,
    leaf: Option<(LeafTag, ByteRange, InlineReader)>,
    raw: Option<Raw>,
    /// The last leaf at the top level.
    previous: Option<usize>,
    /// Directives that wait for the next block: the depth at which they stand, and which.
    waiting: Vec<(usize, usize)>,
    rows: usize,
}

impl<'n> Walk<'n> {
    fn new(note: &'n str) -> Self {
        Self {
            note,
            layout: Layout::default(),
            frames: Vec::new(),
            leaf: None,
            raw: None,
            previous: None,
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
            Event::TaskListMarker(_) => self.mark_task(),
            Event::Rule => {
                self.close_loose();
                self.set_previous(None);
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
                let nested = matches!(self.frames.last(), Some(Frame { kind: FrameKind::Item { .. }, .. }));
                self.push(FrameKind::List { lead: self.last_leaf(), nested }, range);
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
        self.frames.push(Frame { kind, range: range.trim(self.note), previous: None });
    }

    fn pop(&mut self) {
        let depth = self.frames.len();
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
            self.set_previous(None);
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
            self.layout.quotes.push(QuoteBlock { range, intro: self.last_leaf() });
            self.layout.quotes.len() - 1
        });
        self.push(FrameKind::Quote { callout, quote, fresh: callout.is_some() }, range);
    }

    fn serve_waiting(&mut self, next: ByteRange) {
        let depth = self.frames.len();
        while let Some(&(at, comment)) = self.waiting.last()
            && at >= depth
        {
            self.waiting.pop();
            if let Some(comment) = self.layout.comments.get_mut(comment) {
                comment.next = next.trim(self.note);
            }
        }
    }

    fn last_leaf(&self) -> Option<usize> {
        self.frames.last().map_or(self.previous, |frame| frame.previous)
    }

    fn set_previous(&mut self, leaf: Option<usize>) {
        match self.frames.last_mut() {
            Some(frame) => frame.previous = leaf,
            None => self.previous = leaf,
        }
    }

    fn mark_task(&mut self) {
        let item = self.frames.iter_mut().rev().find_map(|frame| match &mut frame.kind {
            FrameKind::Item { task, .. } => Some(task),
            _ => None,
        });
        if let Some(task) = item {
            *task = true;
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
        let mut place = self.place();
        let mut kind = self.kind_of(tag, &place);
        if let LeafTag::Heading(level) = tag {
            let text = reader.words().trim().to_owned();
            self.layout.headings.push(Heading { range, text, level });
            place.heading = Some(self.layout.headings.len() - 1);
        }
        if tag == LeafTag::Cell {
            kind = self.enter_cell(&mut place).unwrap_or(kind);
        } else {
            range = self.enter_item(range);
        }
        let (prose, first_line, spans) = reader.finish();
        let leaf = Leaf { block: 0, prose, first_line, spans, place };
        if self.take_title(&leaf) {
            self.split_title(leaf, range, kind);
        } else {
            self.add(leaf, range, kind);
        }
    }

    fn add(&mut self, mut leaf: Leaf, range: ByteRange, kind: NoteBlockKind) {
        leaf.block = self.layout.blocks.len();
        self.layout.blocks.push(NoteBlock { range, kind });
        self.layout.leaves.push(leaf);
        if kind != NoteBlockKind::TableCell && kind != NoteBlockKind::TableHeader {
            self.set_previous(Some(self.layout.leaves.len() - 1));
        }
    }

    /// Whether `leaf` starts with the title line of the call-out just opened.
    fn take_title(&mut self, leaf: &Leaf) -> bool {
        match self.frames.last_mut() {
            Some(Frame { kind: FrameKind::Quote { fresh, .. }, .. }) if *fresh => {
                *fresh = false;
                callouts::opening(&leaf.prose.text).is_some()
            }
            _ => false,
        }
    }

    /// Parts the title line of a call-out from the words that follow in the same paragraph.
    fn split_title(&mut self, leaf: Leaf, range: ByteRange, kind: NoteBlockKind) {
        let mark = callouts::opening(&leaf.prose.text).map_or(0, |(_, length)| length);
        let end = leaf.first_line.unwrap_or(leaf.prose.text.len());
        let cut = leaf.prose.source(ByteRange::empty_at(end)).start();
        let (title, body) = leaf.part(mark, end);
        self.add(title, ByteRange::new(range.start(), cut).trim(self.note), NoteBlockKind::CalloutTitle);
        if !body.prose.is_blank() {
            self.add(body, ByteRange::new(cut, range.end()).trim(self.note), kind);
        }
    }

    fn place(&self) -> Place {
        let mut place = Place { heading: self.layout.headings.len().checked_sub(1), ..Place::default() };
        for frame in &self.frames {
            match &frame.kind {
                FrameKind::List { lead, nested } => (place.lead, place.nested) = (*lead, *nested),
                FrameKind::Quote { callout, quote, .. } => {
                    (place.callout, place.quote) = (*callout, *quote);
                }
                FrameKind::Footnote(label) => place.footnote = Some(label.clone()),
                FrameKind::Row { id, .. } => place.row = Some((*id, frame.range)),
                FrameKind::Item { .. } | FrameKind::Table { .. } => {}
            }
        }
        place
    }

    fn kind_of(&self, tag: LeafTag, place: &Place) -> NoteBlockKind {
        if let LeafTag::Heading(_) = tag {
            return NoteBlockKind::Heading;
        }
        if place.quote.is_some() {
            return NoteBlockKind::BlockQuote;
        }
        let item = self.frames.iter().rev().find_map(|frame| match frame.kind {
            FrameKind::Item { task, .. } => Some(task),
            _ => None,
        });
        match (place.callout, item) {
            (Some(Callout::Judgement), _) => NoteBlockKind::Assessment,
            (Some(Callout::Task), _) | (_, Some(true)) => NoteBlockKind::Task,
            _ if place.footnote.is_some() => NoteBlockKind::FootnoteDefinition,
            _ if tag == LeafTag::Cell => NoteBlockKind::TableCell,
            (_, Some(false)) => NoteBlockKind::ListItem,
            _ => NoteBlockKind::Paragraph,
        }
    }

    /// Notes a cell's column and row; `Some` when the cell is part of the table's head.
    fn enter_cell(&mut self, place: &mut Place) -> Option<NoteBlockKind> {
        let leaf = self.layout.leaves.len();
        let mut frames = self.frames.iter_mut().rev();
        let row = frames.next().map(|frame| &mut frame.kind);
        let table = frames.next().map(|frame| &mut frame.kind);
        let Some(FrameKind::Row { head, key, column, .. }) = row else { return None };
        let Some(FrameKind::Table { headers }) = table else { return None };
        if *head {
            headers.push(leaf);
            return Some(NoteBlockKind::TableHeader);
        }
        place.header = headers.get(*column).copied();
        place.key = *key;
        key.get_or_insert(leaf);
        *column += 1;
        None
    }

    /// The range of a leaf, which for the first one of a list item starts at the item's mark.
    fn enter_item(&mut self, range: ByteRange) -> ByteRange {
        match self.frames.last_mut() {
            Some(Frame { kind: FrameKind::Item { fresh, .. }, range: item, .. }) if *fresh => {
                *fresh = false;
                ByteRange::new(item.start(), range.end())
            }
            _ => range,
        }
    }

    fn end_raw(&mut self) {
        match self.raw.take() {
            Some(Raw::Code(range)) => {
                self.layout
                    .blocks
                    .push(NoteBlock { range: range.trim(self.note), kind: NoteBlockKind::Code });
                self.set_previous(None);
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
            self.waiting.push((self.frames.len(), self.layout.comments.len()));
            self.layout.comments.push(Comment { range: comment, next: ByteRange::empty_at(self.note.len()) });
        }
        if only_comments {
            self.layout.blocks.push(NoteBlock { range, kind: NoteBlockKind::Html });
            return;
        }
        let leaf = Leaf { block: 0, prose, first_line: None, spans: Vec::<Span>::new(), place: self.place() };
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
