//! The data that the rest of the engine reads: [`Entities`] and what they are made of.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::build::Local;
use super::decisions::Decisions;
use super::reading::WordUses;
use crate::corpus::ArticleSpan;
use crate::text::ByteRange;

/// What sort of thing a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A body of people: state organ, company, party, alliance.
    Organisation,
    /// A country, city, region, building.
    Place,
    /// Anything else with a name: an event, a work, a treaty; and demonyms.
    Other,
}

/// Index into [`Entities::all`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct EntityId(pub u32);

/// A stretch of an article that names something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// In the article's text; without titles, articles and possessive endings.
    pub range: ByteRange,
    /// What it names, as typed here.
    pub kind: EntityKind,
    /// Whom or what it names.
    pub entity: EntityId,
}

/// One spelling of an entity's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alias {
    /// As the articles spell it.
    pub text: String,
    /// How many mentions use it.
    pub count: u32,
    /// Why this spelling was taken for the entity, in words for a reader.
    pub reason: &'static str,
}

/// What an article says that an entity is (`Secretary of State`, `Kremlin spokesperson`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// The role's words as the article has them.
    pub text: String,
    /// Where they stand.
    pub span: ArticleSpan,
}

/// Somebody or something that the corpus names, across all articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// The fullest common spelling.
    pub name: String,
    /// Its type, by the majority of its mentions.
    pub kind: EntityKind,
    /// All spellings, the most frequent first.
    pub aliases: Vec<Alias>,
    /// What the articles say it is, in corpus order.
    pub roles: Vec<Role>,
    /// All mentions, in corpus order.
    pub mentions: Vec<ArticleSpan>,
}

/// Whether words in quotation marks (or reported speech) are somebody's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuotationKind {
    /// Somebody's words, verbatim.
    Direct,
    /// A word or two in marks that distance, name or gloss: a title, a nickname, a `so-called`.
    Scare,
    /// A statement attributed without marks.
    Indirect,
}

/// Who is said to have said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The words that name the speaker (a name, a description or a pronoun), in the article's text.
    pub range: ByteRange,
    /// The entity they resolve to.
    pub entity: Option<EntityId>,
}

/// Words in quotation marks, or attributed without them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With the quotation marks, in the article's text.
    pub range: ByteRange,
    /// Without them.
    pub inner: ByteRange,
    /// What it is.
    pub kind: QuotationKind,
    /// Whose it is, when the article makes that plain.
    pub speaker: Option<Speaker>,
}

/// What was found in one article, in text order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleEntities {
    /// The names.
    pub mentions: Vec<Mention>,
    /// The quotations.
    pub quotations: Vec<Quotation>,
}

/// A name in a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteMention {
    /// In the text that was searched; without titles, articles and possessive endings.
    pub range: ByteRange,
    /// What it names: the entity's kind when it is known, else as the note's words suggest.
    pub kind: EntityKind,
    /// Whom or what it names.
    pub resolution: Resolution,
}

/// What a name in a note stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// One entity of the corpus.
    Known(EntityId),
    /// Several fit and the note does not settle which.
    Ambiguous(Vec<EntityId>),
    /// No article attests it.
    Unknown,
}

/// The entities of a corpus.
#[derive(Clone, Debug, Default)]
pub struct Entities {
    /// Every entity, in order of first mention.
    pub all: Vec<Arc<Entity>>,
    /// What was found in each article, parallel to the corpus's articles.
    pub articles: Vec<Arc<ArticleEntities>>,
    /// From a folded spelling (see [`super::fold_name`]) to the entities it may name.
    pub(crate) by_alias: FxHashMap<String, Vec<EntityId>>,
    /// Spellings that no article uses but that follow from one: the surname of a full name, a
    /// company without its legal form. Folded, like `by_alias`.
    pub(crate) implied: FxHashMap<String, Vec<EntityId>>,
    /// How the corpus writes its words: what tells a name from an ordinary word in a note.
    pub(crate) uses: WordUses,
    /// By article: what it yields by itself, for the next build.
    pub(crate) locals: Vec<Arc<Local>>,
    /// What the analyst says of names.
    pub(crate) decisions: Arc<Decisions>,
    /// By decision: the entity that it is about, when the corpus names it.
    pub(crate) decided: Vec<Option<EntityId>>,
}

impl Entities {
    /// The entity behind `id`; every id that this value handed out has one.
    #[must_use]
    pub fn get(&self, id: EntityId) -> Option<Arc<Entity>> {
        self.all.get(id.0 as usize).cloned()
    }

    /// How many mentions name `id`.
    #[must_use]
    pub fn mention_count(&self, id: EntityId) -> usize {
        self.all.get(id.0 as usize).map_or(0, |entity| entity.mentions.len())
    }

    /// Every entity, in order of first mention.
    pub fn ids(&self) -> impl Iterator<Item = EntityId> + use<> {
        (0..u32::try_from(self.all.len()).unwrap_or(u32::MAX)).map(EntityId)
    }

    /// The folded spellings that `fits` takes, and whom they may name; in no order.
    pub fn spellings(&self, fits: impl Fn(&str) -> bool) -> Vec<(String, Vec<EntityId>)> {
        let found = self.by_alias.iter().filter(|(key, _)| fits(key));
        found.map(|(key, ids)| (key.clone(), ids.clone())).collect()
    }

    /// The entity that the analyst says the folded name `key` names; `None` also when no article names it.
    pub(crate) fn decided(&self, key: &str) -> Option<EntityId> {
        *self.decided.get(self.decisions.claims(key)? as usize)?
    }

    /// Whether the analyst says that the folded name `key` does not name `id`.
    pub(crate) fn refused(&self, key: &str, id: EntityId) -> bool {
        let refuses = |&at: &u32| self.decided.get(at as usize) == Some(&Some(id));
        self.decisions.refuse(key).iter().any(refuses)
    }

    /// What was found in article `index`.
    #[must_use]
    pub fn in_article(&self, index: u32) -> Option<Arc<ArticleEntities>> {
        self.articles.get(index as usize).cloned()
    }

    /// The mentions within `range` of article `article`.
    #[must_use]
    pub fn mentions_within(&self, article: u32, range: ByteRange) -> Vec<Mention> {
        self.in_article(article).map(|found| found.mentions_within(range).to_vec()).unwrap_or_default()
    }
}

impl ArticleEntities {
    /// The mentions within `range`.
    #[must_use]
    pub fn mentions_within(&self, range: ByteRange) -> &[Mention] {
        let from = self.mentions.partition_point(|mention| mention.range.end() <= range.start());
        let to = self.mentions.partition_point(|mention| mention.range.start() < range.end());
        self.mentions.get(from..to.max(from)).unwrap_or(&[])
    }
}
