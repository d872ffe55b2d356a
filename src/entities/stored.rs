//! [`EntityBase`]: the entities of a large corpus, read from its store one at a time.

use std::sync::Arc;

use quick_cache::Weighter;
use quick_cache::sync::Cache;

use super::beginnings::Spelling;
use super::build::Local;
use super::draft::{Definition, Draft, DraftQuote, DraftRole, Proof};
use super::model::{ArticleEntities, Entity, EntityId, EntityKind};
use super::reading::WordUse;
use super::votes::Tally;
use crate::corpus::Article;
use crate::store::{self, Dictionary, Numbers, Shelf, StoreError, StoreFile};
use crate::text::ByteRange;

/// The names under which the parts lie in the store.
pub(super) mod parts {
    pub const ENTITIES: &str = "entities";
    pub const FACES: &str = "entity faces";
    pub const COUNTS: &str = "mention counts";
    pub const FOUND: &str = "found in articles";
    pub const CALLED: &str = "names";
    pub const IMPLIED: &str = "implied names";
    pub const BEGINNINGS: &str = "names by word";
    pub const FREQUENT: &str = "frequent beginnings";
    pub const DECISIONS: &str = "decisions";
    pub const DECIDED: &str = "decided entities";
    pub const USES: &str = "word uses";
    pub const VOTES: &str = "votes";
}

/// Bytes of entities that are kept in memory.
const ENTITY_BYTES: u64 = 24 << 20;
/// Bytes of their faces that are kept in memory.
const FACE_BYTES: u64 = 8 << 20;
/// Bytes of what was found in articles that are kept in memory.
const FOUND_BYTES: u64 = 8 << 20;

/// The stored entities of a corpus.
#[derive(Debug)]
pub(crate) struct EntityBase {
    file: Arc<StoreFile>,
    entities: Shelf,
    faces: Shelf,
    /// By entity.
    counts: Vec<u32>,
    /// By article.
    found: Shelf,
    called: Dictionary,
    implied: Dictionary,
    /// By word of a spelling: the spelling from there on, a NUL, and what stands before.
    beginnings: Dictionary,
    /// By what begins very many words: the best spellings.
    frequent: Dictionary,
    uses: Dictionary,
    votes: Dictionary,
    /// See [`Decisions::written`](super::Decisions::written).
    pub(crate) decisions: Vec<u8>,
    /// By decision: the entity that it is about.
    pub(crate) decided: Vec<Option<EntityId>>,
    kept: Cache<u32, Arc<Entity>, Weight>,
    kept_faces: Cache<u32, Arc<Entity>, Weight>,
    kept_found: Cache<u32, Arc<ArticleEntities>, Weight>,
}

/// About how many bytes a value takes.
#[derive(Clone, Copy, Debug)]
struct Weight;

impl Weighter<u32, Arc<Entity>> for Weight {
    fn weight(&self, _: &u32, entity: &Arc<Entity>) -> u64 {
        (200 + entity.mentions.len() * 12 + entity.roles.len() * 64 + entity.aliases.len() * 72) as u64
    }
}

impl Weighter<u32, Arc<ArticleEntities>> for Weight {
    fn weight(&self, _: &u32, found: &Arc<ArticleEntities>) -> u64 {
        (80 + found.mentions.len() * 16 + found.quotations.len() * 40) as u64
    }
}

/// Is called with a name and with what reads whose it is.
pub(crate) type EachName<'a> = &'a mut dyn FnMut(&str, &mut dyn FnMut() -> Vec<EntityId>);

impl EntityBase {
    /// Opens the entities in `file`.
    pub(crate) fn open(file: &Arc<StoreFile>) -> Result<Self, StoreError> {
        let counts = file.named(parts::COUNTS)?;
        let counts =
            counts.chunks_exact(4).filter_map(|four| Some(u32::from_le_bytes(four.try_into().ok()?)));
        Ok(Self {
            entities: Shelf::open(file, parts::ENTITIES)?,
            faces: Shelf::open(file, parts::FACES)?,
            counts: counts.collect(),
            found: Shelf::open(file, parts::FOUND)?,
            called: Dictionary::open(file, parts::CALLED)?,
            implied: Dictionary::open(file, parts::IMPLIED)?,
            beginnings: Dictionary::open(file, parts::BEGINNINGS)?,
            frequent: Dictionary::open(file, parts::FREQUENT)?,
            uses: Dictionary::open(file, parts::USES)?,
            votes: Dictionary::open(file, parts::VOTES)?,
            decisions: file.named(parts::DECISIONS)?,
            decided: file.value(parts::DECIDED)?,
            kept: Cache::with_weighter(2_000, ENTITY_BYTES, Weight),
            kept_faces: Cache::with_weighter(10_000, FACE_BYTES, Weight),
            kept_found: Cache::with_weighter(1_000, FOUND_BYTES, Weight),
            file: Arc::clone(file),
        })
    }

    /// How many entities there are.
    pub(crate) fn entities(&self) -> u32 {
        u32::try_from(self.entities.len()).unwrap_or(u32::MAX)
    }

    /// How many articles they were found in.
    pub(crate) fn articles(&self) -> u32 {
        u32::try_from(self.found.len()).unwrap_or(u32::MAX)
    }

    pub(crate) fn entity(&self, id: EntityId) -> Option<Arc<Entity>> {
        if let Some(known) = self.kept.get(&id.0) {
            return Some(known);
        }
        let entity: Entity = self.decoded(&self.entities.read(&self.file, id.0)?)?;
        let entity = Arc::new(entity);
        self.kept.insert(id.0, Arc::clone(&entity));
        Some(entity)
    }

    /// See [`Entities::face`](super::Entities::face).
    pub(crate) fn face(&self, id: EntityId) -> Option<Arc<Entity>> {
        if let Some(known) = self.kept_faces.get(&id.0) {
            return Some(known);
        }
        let entity: Entity = self.decoded(&self.faces.read(&self.file, id.0)?)?;
        let entity = Arc::new(entity);
        self.kept_faces.insert(id.0, Arc::clone(&entity));
        Some(entity)
    }

    pub(crate) fn mention_count(&self, id: EntityId) -> usize {
        self.counts.get(id.0 as usize).map_or(0, |count| *count as usize)
    }

    pub(crate) fn in_article(&self, index: u32) -> Option<Arc<ArticleEntities>> {
        if let Some(known) = self.kept_found.get(&index) {
            return Some(known);
        }
        let found: ArticleEntities = self.decoded(&self.found.read(&self.file, index)?)?;
        let found = Arc::new(found);
        self.kept_found.insert(index, Arc::clone(&found));
        Some(found)
    }

    fn decoded<T: for<'a> serde::Deserialize<'a>>(&self, bytes: &[u8]) -> Option<T> {
        let value = store::decode(bytes);
        if value.is_none() {
            self.file.mark_damaged();
        }
        value
    }

    /// The entities that an article calls `key`.
    pub(crate) fn called(&self, key: &str) -> Vec<EntityId> {
        self.called.get(&self.file, key.as_bytes()).map(|bytes| ids(&bytes)).unwrap_or_default()
    }

    /// The entities from one of whose names `key` follows.
    pub(crate) fn following(&self, key: &str) -> Vec<EntityId> {
        self.implied.get(&self.file, key.as_bytes()).map(|bytes| ids(&bytes)).unwrap_or_default()
    }

    /// The spellings that begin with `typed`, or a word of which does, in no order; where they are very many the
    /// best, and one may be there twice.
    pub(super) fn beginning(&self, typed: &str) -> Vec<Spelling> {
        if typed.contains('\0') {
            return Vec::new();
        }
        if let Some(best) = self.frequent.get(&self.file, typed.as_bytes()) {
            return self.decoded(&best).unwrap_or_default();
        }
        let mut found = Vec::new();
        self.beginnings.for_prefix(&self.file, typed.as_bytes(), |key, value| {
            let mut parts = key.splitn(2, |byte| *byte == 0).map(std::str::from_utf8);
            let mut numbers = Numbers::of(value);
            if let (Some(Ok(rest)), Some(Ok(front)), Some(weight)) =
                (parts.next(), parts.next(), numbers.next_u32())
            {
                found.push(Spelling { folded: format!("{front}{rest}"), ids: ids(numbers.rest()), weight });
            }
            true
        });
        found
    }

    /// Calls `each` with every name that begins like `key`, used or implied: few slips are in the first
    /// letter, and all names of a large corpus are too many for a keystroke.
    pub(crate) fn for_names_like(&self, key: &str, each: EachName<'_>) {
        let Some(first) = key.chars().next() else { return };
        let mut letter = [0; 4];
        let prefix = first.encode_utf8(&mut letter).as_bytes();
        for table in [&self.called, &self.implied] {
            table.for_prefix(&self.file, prefix, |key, value| {
                if let Ok(key) = std::str::from_utf8(key) {
                    each(key, &mut || ids(value));
                }
                true
            });
        }
    }

    pub(crate) fn word_use(&self, key: u64) -> Option<WordUse> {
        self.decoded(&self.uses.get(&self.file, &key.to_be_bytes())?)
    }

    pub(super) fn tally(&self, key: u64) -> Option<Tally> {
        self.decoded(&self.votes.get(&self.file, &key.to_be_bytes())?)
    }

    /// Calls `each` with how the corpus writes every word.
    pub(super) fn for_uses(&self, mut each: impl FnMut(u64, WordUse)) {
        self.uses.for_each(&self.file, |key, value| {
            if let (Ok(key), Some(count)) = (key.try_into(), self.decoded(value)) {
                each(u64::from_be_bytes(key), count);
            }
        });
    }
}

fn ids(bytes: &[u8]) -> Vec<EntityId> {
    Numbers::of(bytes).filter_map(|id| u32::try_from(id).ok()).map(EntityId).collect()
}

/// [`Local`] as a record: without what its article tells again, and without the words' uses, which are
/// kept for the whole corpus.
#[derive(serde::Serialize, serde::Deserialize)]
struct StoredLocal {
    drafts: Vec<(ByteRange, EntityKind, u32, Proof)>,
    roles: Vec<DraftRole>,
    quotes: Vec<DraftQuote>,
    definitions: Vec<Definition>,
}

impl Local {
    /// As a record.
    pub(crate) fn encode(&self) -> Vec<u8> {
        let drafts = self.drafts.iter().map(|it| (it.range, it.kind, it.sentence, it.proof)).collect();
        store::encode(&StoredLocal {
            drafts,
            roles: self.roles.clone(),
            quotes: self.quotes.clone(),
            definitions: self.definitions.clone(),
        })
    }

    /// From the record that was made of it; `article` is the one it was read from.
    pub(crate) fn decode(bytes: &[u8], article: &Article) -> Option<Self> {
        let StoredLocal { drafts, roles, quotes, definitions } = store::decode(bytes)?;
        let draft = |(range, kind, sentence, proof): (ByteRange, EntityKind, u32, Proof)| {
            Draft::new(&article.text, range, kind, sentence as usize, proof)
        };
        let drafts = drafts.into_iter().map(draft).collect();
        Some(Self { drafts, roles, quotes, definitions, uses: Box::default() })
    }
}
