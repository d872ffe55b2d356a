//! Completion: names, citations, quotations, link targets, directives and front matter, by what stands
//! before the caret. It reads the text alone, so it never waits for a check.

mod citations;
mod directives;
mod links;
mod names;
mod quotations;
mod setting;

use std::path::Path;

use crate::entities::EntityId;
use crate::text::ByteRange;
use crate::workspace::World;

pub(in crate::features) use citations::address;
pub use names::NameIndex;
pub use setting::Setting;

/// What a completion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionKind {
    /// A spelling of an entity's name.
    Name(EntityId),
    /// An article, by index.
    Article(u32),
    /// Words that an article quotes, by the article's index.
    Quotation(u32),
    /// A heading of the note.
    Heading,
    /// Another note.
    Note,
    /// A footnote of the note.
    Footnote,
    /// A rule's code.
    Rule(&'static str),
    /// A word of a directive or a key of the front matter.
    Keyword,
}

/// One thing that may stand at the caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What the list shows.
    pub label: String,
    /// Beside it: role, title, outlet, date.
    pub detail: String,
    /// What it is.
    pub kind: CompletionKind,
    /// What typed words are compared with.
    pub filter: String,
    /// The stretch of the note that it replaces.
    pub range: ByteRange,
    /// By what.
    pub text: String,
    /// What else has to be written: the definition of a new footnote, with its place.
    pub besides: Option<(usize, String)>,
}

/// What may stand at the caret, the best first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    /// At most [`MOST`].
    pub items: Vec<Completion>,
    /// Whether there are more, so that typing on is worth another question.
    pub incomplete: bool,
}

/// Items that are offered at once.
pub const MOST: usize = 100;

/// What may stand at the byte `offset` of the note `text`, which lies in `folder`; `index` is of the world's
/// library.
#[must_use]
pub fn complete(text: &str, offset: usize, folder: &Path, world: &World, index: &NameIndex) -> Completions {
    let library = &world.library;
    let found = match setting::at(text, offset) {
        Setting::Key(range) => citations::keys(text, range, library),
        Setting::Wiki(range) => {
            let mut found = citations::wikilinks(text, range, library);
            found.extend(links::wikilinks(text, range, world));
            found
        }
        Setting::Heading { key, range } => links::headings_of(text, key, range, library),
        Setting::Footnote(range) => citations::footnotes(text, range, library),
        Setting::Target(range) if range.of(text).starts_with('#') => links::headings(text, range),
        Setting::Target(range) => {
            let mut found = citations::targets(text, range, folder, library);
            found.extend(links::targets(text, range, folder, world));
            found
        }
        Setting::Quotation { range, closing, line } => {
            quotations::quotations(text, range, closing, line, library)
        }
        Setting::Directive(range) => directives::directives(text, range),
        Setting::FrontMatter(range) => directives::front_matter(range),
        Setting::Name(range) => names::names(text, range, library, index),
        Setting::Nothing => Vec::new(),
    };
    let incomplete = found.len() > MOST;
    Completions { items: found.into_iter().take(MOST).collect(), incomplete }
}
