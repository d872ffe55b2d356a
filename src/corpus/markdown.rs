//! Markdown: blocks to pieces.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::builder::Builder;
use super::draft::Form;
use super::{html, plain};
use crate::text::ByteRange;

/// Fills `builder` with the Markdown in `range` of its source.
pub fn read(builder: &mut Builder<'_>, range: ByteRange) {
    let source = range.of(builder.source());
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut reader =
        Reader { builder, forms: Vec::new(), links: 0, image: Image::None, raw: None, cut_lines: false };
    for (event, at) in Parser::new_ext(source, options).into_offset_iter() {
        reader.take(event, ByteRange::from(at).shift(range.start()));
    }
    reader.builder.close(Form::Paragraph);
}

/// What to do with the words of an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Image {
    /// There is none.
    None,
    /// It stands alone: its words are a caption.
    Caption,
    /// It stands inside a sentence: its words are no part of it.
    Skip,
}

/// What a raw stretch is: read by another reader once its end is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RawKind {
    Code,
    Html,
}

struct Reader<'b, 'a> {
    builder: &'b mut Builder<'a>,
    /// The forms of the open blocks.
    forms: Vec<Form>,
    links: usize,
    image: Image,
    raw: Option<(RawKind, Option<ByteRange>)>,
    /// Whether each line of the open paragraph is a paragraph of its own.
    cut_lines: bool,
}

impl Reader<'_, '_> {
    fn take(&mut self, event: Event<'_>, at: ByteRange) {
        if let (Some((_, stretch)), Event::Text(_) | Event::Html(_)) = (&mut self.raw, &event) {
            *stretch = Some(stretch.map_or(at, |stretch| stretch.join(at)));
            return;
        }
        match event {
            Event::Start(tag) => self.open(&tag, at),
            Event::End(tag) => self.close(tag),
            Event::Text(text) => self.words(&text, at),
            Event::Code(text) => {
                let written = at.of(self.builder.source());
                let inner = written.find(text.as_ref()).map_or(at, |offset| {
                    ByteRange::new(at.start() + offset, at.start() + offset + text.len())
                });
                self.words(&text, inner);
            }
            Event::SoftBreak if self.cut_lines => {
                self.builder.close(self.form());
            }
            Event::SoftBreak | Event::HardBreak => self.builder.space(),
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.builder.space(),
            Event::Rule => {
                self.builder.close(self.form());
            }
            _ => {}
        }
    }

    fn open(&mut self, tag: &Tag<'_>, at: ByteRange) {
        match tag {
            Tag::Paragraph => {
                self.builder.close(self.form());
                self.cut_lines = plain::paragraph_lines(self.builder.source(), at).is_some();
            }
            Tag::Heading { level, .. } => self.block(Form::Heading(number(*level))),
            Tag::Item => self.block(Form::Item),
            Tag::BlockQuote(_) | Tag::FootnoteDefinition(_) => self.block(Form::Paragraph),
            Tag::TableHead | Tag::TableRow => self.block(Form::Row),
            Tag::List(_) | Tag::Table(_) => {
                self.builder.close(self.form());
            }
            Tag::TableCell => self.builder.cell(),
            Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_)) => {
                self.builder.close(self.form());
                self.raw = Some((RawKind::Code, None));
            }
            Tag::HtmlBlock => {
                self.builder.close(self.form());
                self.raw = Some((RawKind::Html, None));
            }
            Tag::Link { .. } => self.links += 1,
            Tag::Image { .. } => {
                self.image = if self.builder.is_blank() { Image::Caption } else { Image::Skip };
            }
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                self.builder.close(self.form());
                self.cut_lines = false;
            }
            TagEnd::Heading(_)
            | TagEnd::Item
            | TagEnd::BlockQuote(_)
            | TagEnd::FootnoteDefinition
            | TagEnd::TableHead
            | TagEnd::TableRow => {
                self.builder.close(self.form());
                self.forms.pop();
            }
            TagEnd::CodeBlock | TagEnd::HtmlBlock => self.close_raw(),
            TagEnd::Link => self.links = self.links.saturating_sub(1),
            TagEnd::Image => {
                if self.image == Image::Caption {
                    self.builder.close(Form::Caption);
                }
                self.image = Image::None;
            }
            _ => {}
        }
    }

    fn close_raw(&mut self) {
        match self.raw.take() {
            Some((RawKind::Code, Some(range))) => {
                // Text indented for looks is code to Markdown: its words count all the same.
                for piece in plain::pieces(self.builder.source(), range) {
                    self.builder.words(piece.range, false);
                    self.builder.close(Form::Plain);
                }
            }
            Some((RawKind::Html, Some(range))) => html::read_fragment(self.builder, range),
            _ => {}
        }
    }

    fn block(&mut self, form: Form) {
        self.builder.close(self.form());
        self.forms.push(form);
    }

    fn form(&self) -> Form {
        self.forms.last().copied().unwrap_or(Form::Paragraph)
    }

    fn words(&mut self, shown: &str, at: ByteRange) {
        if self.image == Image::Skip {
            return;
        }
        let linked = self.links > 0;
        if at.of(self.builder.source()) == shown {
            self.builder.words(at, linked);
        } else {
            self.builder.rendered(shown, at, linked);
        }
    }
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
