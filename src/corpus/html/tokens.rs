//! The tags and texts of a page, in order, each with its place in the file.

use std::convert::Infallible;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use crate::text::ByteRange;

/// The attributes that anything here looks at; the others are not kept.
const ATTRIBUTES: [&str; 17] = [
    "aria-hidden",
    "class",
    "content",
    "datetime",
    "hidden",
    "href",
    "id",
    "itemprop",
    "lang",
    "name",
    "property",
    "pubdate",
    "rel",
    "role",
    "style",
    "type",
    "http-equiv",
];

/// Attributes of a tag at most: html5gum calls itself for each of them, and a page that has more is made
/// to use up the stack.
const MOST_ATTRIBUTES: usize = 256;

/// Leaves the tokenizer from inside, at the byte where a tag has one attribute too many.
struct TooWide(usize);

/// A start tag.
#[derive(Clone, Debug, Default)]
pub struct StartTag {
    /// In lower case.
    pub name: String,
    attributes: Vec<(&'static str, String)>,
}

impl StartTag {
    /// The value of an attribute; empty for one without value.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }
}

/// Takes the parts of a page.
pub trait Handler {
    /// `<name …>`
    fn start(&mut self, tag: &StartTag);
    /// `</name>`
    fn end(&mut self, name: &str);
    /// Text between tags, as the file writes it.
    fn text(&mut self, range: ByteRange);
}

/// Hands the parts of the page in `range` of `source` to `handler`; whether all of it is written as pages
/// are. Never fails: what is no tag is text, and a tag with absurdly many attributes is left out.
pub fn walk(source: &str, range: ByteRange, handler: &mut impl Handler) -> bool {
    let mut rest = range;
    let mut sound = true;
    while let Err(panic) = catch_unwind(AssertUnwindSafe(|| tokenize(source, rest, handler))) {
        let TooWide(at) = *panic.downcast().unwrap_or_else(|panic| resume_unwind(panic));
        let behind = source.get(at..range.end()).and_then(|tail| tail.find('>'));
        rest = ByteRange::new(behind.map_or(range.end(), |length| at + length + 1), range.end());
        sound = false;
    }
    sound
}

fn tokenize(source: &str, range: ByteRange, handler: &mut impl Handler) {
    let base = range.start();
    let mut tag = StartTag::default();
    let mut attribute: Option<&'static str> = None;
    let mut attributes = 0;
    let emit = |event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                tag.attributes.clear();
                tag.name.clear();
                tag.name.push_str(&String::from_utf8_lossy(name));
                attribute = None;
                attributes = 0;
            }
            CallbackEvent::AttributeName { name } => {
                attributes += 1;
                if attributes > MOST_ATTRIBUTES {
                    // The tokenizer has no other way out; this one prints nothing.
                    resume_unwind(Box::new(TooWide(base + span.end)));
                }
                attribute = ATTRIBUTES
                    .into_iter()
                    .find(|known| known.as_bytes() == name)
                    .filter(|known| tag.get(known).is_none());
                if let Some(name) = attribute {
                    tag.attributes.push((name, String::new()));
                }
            }
            CallbackEvent::AttributeValue { value } => {
                if let (Some(_), Some((_, held))) = (attribute, tag.attributes.last_mut()) {
                    held.push_str(&String::from_utf8_lossy(value));
                }
            }
            CallbackEvent::CloseStartTag { .. } => handler.start(&tag),
            CallbackEvent::EndTag { name } => handler.end(&String::from_utf8_lossy(name)),
            CallbackEvent::String { .. } => {
                handler.text(ByteRange::new(base + span.start, base + span.end));
            }
            _ => {}
        }
        None
    };
    let mut emitter = CallbackEmitter::new(emit);
    // So that the words of scripts and styles are no text.
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(range.of(source), emitter).finish();
}

/// What a character reference (`&amp;`, `&#8217;`, `&nbsp`) stands for.
#[must_use]
pub fn character(reference: &str) -> String {
    match reference {
        "&amp;" => return "&".to_owned(),
        "&nbsp;" => return "\u{a0}".to_owned(),
        "&quot;" => return "\"".to_owned(),
        "&lt;" => return "<".to_owned(),
        "&gt;" => return ">".to_owned(),
        _ => {}
    }
    let mut shown = String::new();
    let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
        if let CallbackEvent::String { value } = event {
            shown.push_str(&String::from_utf8_lossy(value));
        }
        None
    });
    let Ok(()) = Tokenizer::new_with_emitter(reference, emitter).finish();
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Texts(Vec<ByteRange>);

    impl Handler for Texts {
        fn start(&mut self, _: &StartTag) {}
        fn end(&mut self, _: &str) {}
        fn text(&mut self, range: ByteRange) {
            self.0.push(range);
        }
    }

    fn texts(source: &str) -> Vec<&str> {
        let mut handler = Texts::default();
        walk(source, ByteRange::new(0, source.len()), &mut handler);
        handler.0.into_iter().map(|range| range.of(source)).collect()
    }

    #[test]
    fn texts_stand_where_they_say() {
        assert_eq!(
            texts(
                "<p>One &amp; <b class=x>two</b> &lt;3<br>three &copy 4 < 5 & 6</p>\r\n<!-- no --> é — <i>ü</i>"
            ),
            ["One &amp; ", "two", " &lt;3", "three &copy 4 < 5 & 6", "\r\n", " é — ", "ü"]
        );
    }

    #[test]
    fn a_tag_with_a_hundred_thousand_attributes_is_left_out_and_what_follows_is_read() {
        let wide: String = (0..100_000).map(|number| format!("a{number}=\"x>\" ")).collect();
        let mut handler = Texts::default();
        let source = format!("One <p {wide}><b>two</b>");
        assert!(!walk(&source, ByteRange::new(0, source.len()), &mut handler));
        let texts: Vec<&str> = handler.0.into_iter().map(|range| range.of(&source)).collect();
        assert_eq!((texts.first(), texts.last()), (Some(&"One "), Some(&"two")));
    }

    #[test]
    fn references_are_decoded() {
        assert_eq!(character("&rsquo;"), "’");
        assert_eq!(character("&#8220;"), "“");
        assert_eq!(character("&#x27;"), "'");
        assert_eq!(character("&copy"), "©");
        assert_eq!(character("&zzzz;"), "&zzzz;");
    }
}
