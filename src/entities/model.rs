//! The data that the rest of the engine reads: [`Entities`] and what they are made of.

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::build::Local;
use super::decisions::Decisions;
use super::lookup::Suggested;
use super::overlay::Patch;
use super::reading::{Uses, WordUse, WordUses};
use super::stored::EntityBase;
use crate::corpus::ArticleSpan;
use crate::text::ByteRange;

/// What sort of thing a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EntityId(pub u32);

/// A stretch of an article that names something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// In the article's text; without titles, articles and possessive endings.
    pub range: ByteRange,
    /// What it names, as typed here.
    pub kind: EntityKind,
    /// Whom or what it names.
    pub entity: EntityId,
}

/// One spelling of an entity's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alias {
    /// As the articles spell it.
    pub text: String,
    /// How many mentions use it.
    pub count: u32,
    /// Why this spelling was taken for the entity, in words for a reader.
    pub reason: Cow<'static, str>,
}

/// What an article says that an entity is (`Secretary of State`, `Kremlin spokesperson`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// The role's words as the article has them.
    pub text: String,
    /// Where they stand.
    pub span: ArticleSpan,
}

/// Somebody or something that the corpus names, across all articles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum QuotationKind {
    /// Somebody's words, verbatim.
    Direct,
    /// A word or two in marks that distance, name or gloss: a title, a nickname, a `so-called`.
    Scare,
    /// A statement attributed without marks.
    Indirect,
}

/// Who is said to have said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// The words that name the speaker (a name, a description or a pronoun), in the article's text.
    pub range: ByteRange,
    /// The entity they resolve to.
    pub entity: Option<EntityId>,
}

/// Words in quotation marks, or attributed without them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleEntities {
    /// The names.
    pub mentions: Vec<Mention>,
    /// The quotations.
    pub quotations: Vec<Quotation>,
}

/// A name in a note.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NoteMention {
    /// In the text that was searched; without titles, articles and possessive endings.
    pub range: ByteRange,
    /// What it names: the entity's kind when it is known, else as the note's words suggest.
    pub kind: EntityKind,
    /// Whom or what it names.
    pub resolution: Resolution,
}

/// What a name in a note stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
    pub(crate) suggested: Suggested,
    /// How the corpus writes its words: what tells a name from an ordinary word in a note.
    pub(crate) uses: WordUses,
    /// The entities of the articles that lie in a store; those of this value come behind them.
    pub(crate) base: Option<Arc<EntityBase>>,
    /// Articles of the base that are no more.
    pub(crate) gone: FxHashSet<u32>,
    /// What changed about entities of the base.
    pub(crate) patches: FxHashMap<EntityId, Patch>,
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
        match id.0.checked_sub(self.base_entities()) {
            Some(at) => self.all.get(at as usize).cloned(),
            None => {
                let stored = self.base.as_ref()?.entity(id);
                match self.patches.get(&id) {
                    Some(patch) => patch.apply(stored, &self.gone),
                    None => stored,
                }
            }
        }
    }

    /// The entity behind `id` without most that the articles say of it: the first mention and role only. A
    /// large corpus names some hundred thousand times.
    #[must_use]
    pub fn face(&self, id: EntityId) -> Option<Arc<Entity>> {
        match (id.0.checked_sub(self.base_entities()), &self.base) {
            (None, Some(base)) if !self.patches.contains_key(&id) => base.face(id),
            _ => self.get(id),
        }
    }

    pub(super) fn base_entities(&self) -> u32 {
        self.base.as_ref().map_or(0, |base| base.entities())
    }

    fn base_articles(&self) -> u32 {
        self.base.as_ref().map_or(0, |base| base.articles())
    }

    /// How many mentions name `id`.
    #[must_use]
    pub fn mention_count(&self, id: EntityId) -> usize {
        match id.0.checked_sub(self.base_entities()) {
            Some(at) => self.all.get(at as usize).map_or(0, |entity| entity.mentions.len()),
            None => {
                let stored = self.base.as_ref().map_or(0, |base| base.mention_count(id));
                self.patches.get(&id).map_or(stored, |patch| patch.count(stored))
            }
        }
    }

    /// Every entity, in order of first mention.
    pub fn ids(&self) -> impl Iterator<Item = EntityId> + use<> {
        let own = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        (0..self.base_entities().saturating_add(own)).map(EntityId)
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
        match index.checked_sub(self.base_articles()) {
            Some(at) => self.articles.get(at as usize).cloned(),
            None if self.gone.contains(&index) => None,
            None => self.base.as_ref()?.in_article(index),
        }
    }

    /// The mentions within `range` of article `article`.
    #[must_use]
    pub fn mentions_within(&self, article: u32, range: ByteRange) -> Vec<Mention> {
        self.in_article(article).map(|found| found.mentions_within(range).to_vec()).unwrap_or_default()
    }
}

impl Uses for Entities {
    fn of(&self, key: u64) -> Option<WordUse> {
        let own = self.uses.get(&key).copied();
        let before = self.base.as_ref().and_then(|base| base.word_use(key));
        match (own, before) {
            (Some(mut own), Some(before)) => {
                own.add(before);
                Some(own)
            }
            (own, before) => own.or(before),
        }
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
