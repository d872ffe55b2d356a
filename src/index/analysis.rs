//! [`PassageAnalysis`]: a passage's words, quantities, dates and names, made when first needed.

use std::sync::OnceLock;

use jiff::civil::Date;

use crate::corpus::{Article, PassageId};
use crate::entities::{Entities, EntityId, EntityKind};
use crate::text::ByteRange;
use crate::text::dates::{self, DateMention};
use crate::text::lexicon;
use crate::text::parse::{self, Parse};
use crate::text::quantities::{self, Quantity};
use crate::text::structure::Structure;
use crate::text::words::{Word, WordKey, words};

/// A name inside a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlacedMention {
    /// In the passage's own text.
    pub range: ByteRange,
    /// Its type.
    pub kind: EntityKind,
    /// Whom or what it names.
    pub entity: EntityId,
}

/// What is known of one passage. Ranges are into the passage's own text.
#[derive(Debug)]
pub struct PassageAnalysis {
    /// Which passage.
    pub id: PassageId,
    /// Where its text starts in the article's.
    pub start: usize,
    /// The passage's own text.
    pub text: Box<str>,
    /// Its words.
    pub words: Vec<Word>,
    /// Its names.
    pub mentions: Vec<PlacedMention>,
    /// By word: its lemma and stem as numbers.
    pub keys: Box<[WordKey]>,
    /// By word: whether it is a function word.
    functional: Box<[bool]>,
    /// When its article was published.
    day: Option<Date>,
    quantities: OnceLock<Vec<Quantity>>,
    dates: OnceLock<Vec<DateMention>>,
    tree: OnceLock<Parse>,
    structure: OnceLock<Structure>,
}

impl PassageAnalysis {
    /// Analyses passage `id` of `article`; an empty analysis when there is no such passage.
    #[must_use]
    pub fn of(id: PassageId, article: &Article, entities: &Entities) -> Self {
        let range =
            article.passages.get(id.passage as usize).map(|passage| passage.range).unwrap_or_default();
        let text = range.of(&article.text);
        let words = words(text);
        let mentions = entities
            .mentions_within(id.article, range)
            .into_iter()
            .filter(|mention| range.covers(mention.range))
            .map(|mention| PlacedMention {
                range: ByteRange::new(
                    mention.range.start() - range.start(),
                    mention.range.end() - range.start(),
                ),
                kind: mention.kind,
                entity: mention.entity,
            })
            .collect();
        Self {
            id,
            start: range.start(),
            text: text.into(),
            keys: words.iter().map(Word::key).collect(),
            functional: words.iter().map(|word| lexicon::is_stopword(&word.lemma)).collect(),
            words,
            mentions,
            day: article.date.map(|date| date.day),
            quantities: OnceLock::new(),
            dates: OnceLock::new(),
            tree: OnceLock::new(),
            structure: OnceLock::new(),
        }
    }

    /// Whether the word at `at` is one that sentences of any matter have.
    #[must_use]
    pub fn is_function_word(&self, at: usize) -> bool {
        self.functional.get(at).copied().unwrap_or(false)
    }

    /// Its quantities, found when first asked for.
    pub fn quantities(&self) -> &[Quantity] {
        self.quantities.get_or_init(|| quantities::find(&self.text, &self.words))
    }

    /// Its dates, resolved on the article's date, found when first asked for.
    pub fn dates(&self) -> &[DateMention] {
        self.dates.get_or_init(|| dates::find(&self.text, &self.words, self.day))
    }

    /// Its dependency tree, parsed when first asked for.
    pub fn tree(&self) -> &Parse {
        self.tree.get_or_init(|| parse::parse(&self.words, &self.text))
    }

    /// Who does what to whom in it, as links, read when first asked for.
    pub fn structure(&self) -> &Structure {
        self.structure.get_or_init(|| Structure::of(&self.words, self.tree()))
    }

    /// `range` of the passage's text as a range of the article's.
    #[must_use]
    pub fn in_article(&self, range: ByteRange) -> ByteRange {
        range.shift(self.start)
    }
}
