//! HTML: elements to pieces, entities decoded, each character mapped to its place in the file.

mod fields;
mod main_content;
mod regions;
mod tokens;

use super::builder::Builder;
use super::draft::{Form, Metadata};
use super::plain;
use super::shape::Shape;
use crate::text::ByteRange;
use fields::Fields;
use tokens::{Handler, StartTag};

/// Elements that start and end a block.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "button",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "select",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];
/// Elements without an end tag.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];
/// How far up an end tag looks for its start, so that broken pages are read in linear time.
const REACH: usize = 256;
/// How many regions around a piece are looked at, for the same reason.
const NESTED: usize = 32;

/// Fills `builder` with the page in `range` of its source.
#[must_use]
pub fn read(builder: &mut Builder<'_>, range: ByteRange) -> Metadata {
    let first = builder.len();
    let mut reader = Reader::new(builder);
    let sound = tokens::walk(reader.builder.source(), range, &mut reader);
    let (metadata, containers, depth) = reader.finish();
    if sound {
        main_content::keep(builder, first, &containers, range, depth);
    }
    metadata
}

/// The same for a fragment inside another format: its words only.
pub fn read_fragment(builder: &mut Builder<'_>, range: ByteRange) {
    let mut reader = Reader::new(builder);
    tokens::walk(reader.builder.source(), range, &mut reader);
    let _ = reader.finish();
}

/// An element whose end tag has not come yet.
#[derive(Debug)]
struct Open {
    name: String,
    form: Form,
    /// The furniture region it stands in, as an index into [`Reader::regions`].
    region: Option<usize>,
    unread: bool,
    link: bool,
    pre: bool,
    /// A number of its own, for telling which pieces stand side by side.
    number: usize,
}

/// A part of the page that may be furniture.
#[derive(Clone, Copy, Debug, Default)]
struct Region {
    outer: Option<usize>,
    /// What is written inside.
    held: Held,
}

/// How much is written somewhere, in bytes.
#[derive(Clone, Copy, Debug, Default)]
struct Held {
    /// As prose.
    prose: usize,
    /// Outside links.
    words: usize,
}

impl Held {
    fn add(&mut self, other: Self) {
        self.prose += other.prose;
        self.words += other.words;
    }

    /// Whether this is less than two fifths of `all`: of its prose or, where it has none, its words.
    fn is_minor(self, all: Self) -> bool {
        match all.prose {
            0 => self.words * 5 < all.words * 2 || all.words == 0,
            prose => self.prose * 5 < prose * 2,
        }
    }
}

struct Reader<'b, 'a> {
    builder: &'b mut Builder<'a>,
    fields: Fields,
    stack: Vec<Open>,
    regions: Vec<Region>,
    /// Of each piece: its number, its region and the number of the element around its block.
    placed: Vec<(usize, Option<usize>, usize)>,
    /// A line break has been met and no word since.
    broken: bool,
    elements: usize,
    deepest: usize,
}

impl<'b, 'a> Reader<'b, 'a> {
    fn new(builder: &'b mut Builder<'a>) -> Self {
        Self {
            builder,
            fields: Fields::default(),
            stack: Vec::new(),
            regions: Vec::new(),
            placed: Vec::new(),
            broken: false,
            elements: 0,
            deepest: 0,
        }
    }

    /// Metadata; the container of each piece; the greatest depth of elements.
    fn finish(mut self) -> (Metadata, Vec<usize>, usize) {
        self.close_piece();
        let held: Vec<Held> = self.placed.iter().map(|placed| self.held_by(placed.0)).collect();
        let mut all = Held::default();
        held.iter().for_each(|held| all.add(*held));
        // What holds the better part of the page's prose is the article, whatever it is called: old
        // sites wrap the whole page in a form.
        let furniture: Vec<bool> = self
            .placed
            .iter()
            .map(|placed| self.around(placed.1).any(|region| region.held.is_minor(all)))
            .collect();
        let states = |held: &Held| if all.prose > 0 { held.prose > 0 } else { held.words > 0 };
        let all_lost = held.iter().zip(&furniture).all(|(held, furniture)| !states(held) || *furniture);
        for ((placed, held), furniture) in self.placed.iter().zip(&held).zip(&furniture) {
            if *furniture && !(all_lost && states(held)) {
                self.builder.discard(placed.0);
            }
        }
        let containers = self.placed.iter().map(|placed| placed.2).collect();
        (self.fields.metadata(), containers, self.deepest)
    }

    /// The region and those around it.
    fn around(&self, region: Option<usize>) -> impl Iterator<Item = &Region> {
        std::iter::successors(region.and_then(|at| self.regions.get(at)), |region| {
            region.outer.and_then(|at| self.regions.get(at))
        })
        .take(NESTED)
    }

    fn held_by(&self, index: usize) -> Held {
        let Some(piece) = self.builder.pieces().get(index) else { return Held::default() };
        let words = self.builder.words_of(piece);
        let linked = piece.linked * 2 > words.len();
        let prose = !linked && Shape::of(words).is_prose();
        Held { prose: if prose { words.len() } else { 0 }, words: words.len().saturating_sub(piece.linked) }
    }

    fn top(&self) -> Option<&Open> {
        self.stack.last()
    }

    fn close_piece(&mut self) {
        self.broken = false;
        let form = self.top().map_or(Form::Paragraph, |open| open.form);
        if !self.builder.close(form) {
            return;
        }
        let index = self.builder.len() - 1;
        let region = self.top().and_then(|open| open.region);
        // The element around the paragraph, not the paragraph itself.
        let container = self
            .stack
            .iter()
            .rev()
            .take(REACH)
            .find(|open| {
                !matches!(open.name.as_str(), "p" | "span" | "b" | "i" | "em" | "strong" | "a" | "font")
            })
            .map_or(0, |open| open.number);
        let held = self.held_by(index);
        let mut next = region;
        for _ in 0..NESTED {
            let Some(region) = next.and_then(|at| self.regions.get_mut(at)) else { break };
            region.held.add(held);
            next = region.outer;
        }
        self.placed.push((index, region, container));
    }

    /// Ends elements that the next start tag ends without saying so.
    fn imply_ends(&mut self, name: &str) {
        let block = BLOCKS.contains(&name);
        while let Some(open) = self.top() {
            let ends = match open.name.as_str() {
                "p" => block,
                "li" => name == "li",
                "dt" | "dd" => matches!(name, "dt" | "dd"),
                "td" | "th" => matches!(name, "td" | "th" | "tr"),
                "tr" => name == "tr",
                "option" => name == "option",
                _ => false,
            };
            if !ends {
                break;
            }
            self.stack.pop();
        }
    }

    fn form_of(&self, name: &str) -> Form {
        let outer = self.top().map_or(Form::Paragraph, |open| open.form);
        match name {
            "h1" => Form::Heading(1),
            "h2" => Form::Heading(2),
            "h3" => Form::Heading(3),
            "h4" => Form::Heading(4),
            "h5" => Form::Heading(5),
            "h6" => Form::Heading(6),
            "li" | "dt" | "dd" => Form::Item,
            "figcaption" | "caption" => Form::Caption,
            "tr" => Form::Row,
            "p" | "blockquote" if outer == Form::Row => Form::Paragraph,
            _ => outer,
        }
    }

    fn words(&mut self, range: ByteRange, link: bool) {
        let source = self.builder.source();
        let mut at = range.start();
        while at < range.end() {
            let rest = ByteRange::new(at, range.end()).of(source);
            let plain = rest.find('&').unwrap_or(rest.len());
            if plain > 0 {
                self.builder.words(ByteRange::new(at, at + plain), link);
                at += plain;
                continue;
            }
            let length = reference_length(rest);
            let written = ByteRange::new(at, at + length);
            let shown = tokens::character(written.of(source));
            if shown == written.of(source) {
                self.builder.words(written, link);
            } else {
                self.builder.rendered(&shown, written, link);
            }
            at += length.max(1);
        }
    }
}

impl Handler for Reader<'_, '_> {
    fn start(&mut self, tag: &StartTag) {
        let name = tag.name.as_str();
        self.fields.start(tag, self.top().is_some_and(|open| open.region.is_some()));
        self.imply_ends(name);
        match name {
            "br" => {
                if self.broken {
                    self.close_piece();
                } else {
                    self.builder.space();
                    self.broken = true;
                }
                return;
            }
            "td" | "th" => self.builder.cell(),
            _ if BLOCKS.contains(&name) => self.close_piece(),
            _ => {}
        }
        if VOID.contains(&name) {
            return;
        }
        let outer = self.top();
        let (region, unread, link, pre) =
            outer.map_or((None, false, false, false), |open| (open.region, open.unread, open.link, open.pre));
        let region = if regions::is_furniture(tag) {
            self.regions.push(Region { outer: region, held: Held::default() });
            Some(self.regions.len() - 1)
        } else {
            region
        };
        self.elements += 1;
        let open = Open {
            form: self.form_of(name),
            region,
            unread: unread || regions::is_unread(name),
            link: link || name == "a",
            pre: pre || name == "pre",
            number: self.elements,
            name: name.to_owned(),
        };
        self.stack.push(open);
        self.deepest = self.deepest.max(self.stack.len());
    }

    fn end(&mut self, name: &str) {
        self.fields.end(name);
        let Some(depth) = self.stack.iter().rev().take(REACH).position(|open| open.name == name) else {
            return;
        };
        if BLOCKS.contains(&name) {
            self.close_piece();
        }
        self.stack.truncate(self.stack.len() - 1 - depth);
    }

    fn text(&mut self, range: ByteRange) {
        let source = self.builder.source();
        self.fields.text(range.of(source));
        if self.top().is_some_and(|open| open.unread) || range.is_empty() {
            return;
        }
        let link = self.top().is_some_and(|open| open.link);
        if self.top().is_some_and(|open| open.pre) {
            for piece in plain::pieces(source, range) {
                self.words(piece.range, link);
                self.close_piece();
            }
            return;
        }
        if !range.of(source).trim().is_empty() {
            self.broken = false;
        }
        self.words(range, link);
    }
}

/// The length of the character reference at the start of `text`, which starts with `&`.
fn reference_length(text: &str) -> usize {
    let body = text.strip_prefix('&').unwrap_or("");
    let mark = usize::from(body.starts_with('#'));
    let name = body.get(mark..).unwrap_or("");
    // The longest name has 31 letters.
    let length = name.bytes().take(32).take_while(u8::is_ascii_alphanumeric).count();
    let end = usize::from(name.as_bytes().get(length) == Some(&b';'));
    1 + mark + length + end
}
