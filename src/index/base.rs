//! [`Base`]: the index of a large corpus as it lies on disk. Opening it reads some bytes for each
//! passage and article; texts, names and postings are read when they are asked for.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use quick_cache::Weighter;
use quick_cache::sync::Cache;

use super::list::List;
use crate::corpus::stored::{self, Stamp, StoredDate};
use crate::corpus::{Article, ArticleDate, Card, PassageId, Problem};
use crate::entities::{Decisions, EntityBase, EntityId, Local};
use crate::store::{self, Dictionary, Numbers, Place, Shelf, StoreError, StoreFile, push_number};

/// The names under which the parts lie in the store.
pub(super) mod parts {
    pub const FORMAT: &str = "format";
    pub const HEADS: &str = "article heads";
    pub const BODIES: &str = "article bodies";
    pub const LOCALS: &str = "article readings";
    pub const DATES: &str = "article dates";
    pub const FIRST: &str = "first passages";
    pub const TITLES: &str = "title passages";
    pub const STORIES: &str = "stories";
    pub const LENGTHS: &str = "passage lengths";
    pub const TERMS: &str = "terms";
    pub const NAMING: &str = "passages naming";
    pub const IDS: &str = "article ids";
    pub const PATHS: &str = "article paths";
    pub const STAMPS: &str = "files";
    pub const PROBLEMS: &str = "problems";
}

/// Which version of the parts this is: raise it with every change of what a part means.
pub const FORMAT: u32 = 5;
/// No passage is the title.
pub(super) const NO_TITLE: u8 = u8::MAX;
/// Lists up to this many bytes lie beside their term.
pub(super) const INLINE: usize = 48;
/// Bytes of articles that are kept in memory.
const ARTICLE_BYTES: u64 = 16 << 20;
/// Bytes of posting lists that are kept in memory.
const LIST_BYTES: u64 = 16 << 20;

/// The indices of the articles that a file holds.
pub type Held = std::ops::Range<u32>;

/// An index on disk.
#[derive(Debug)]
pub struct Base {
    file: Arc<StoreFile>,
    heads: Shelf,
    bodies: Shelf,
    locals: Shelf,
    dates: Vec<Option<ArticleDate>>,
    /// By article: the ordinal of its first passage; one more at the end.
    first: Vec<u32>,
    /// By article: which of its passages is the title.
    titles: Vec<u8>,
    /// By article: its story.
    pub(super) stories: Vec<u32>,
    /// By passage: its terms.
    lengths: Vec<u16>,
    total_length: u64,
    terms: Dictionary,
    naming: Dictionary,
    ids: Dictionary,
    paths: Dictionary,
    /// Who and what the articles name.
    pub(super) entities: Arc<EntityBase>,
    kept: Cache<u32, Arc<Article>, Weight>,
    lists: Cache<u64, Arc<Vec<u8>>, Weight>,
    cards: OnceLock<Vec<Card>>,
}

#[derive(Clone, Copy, Debug)]
struct Weight;

impl Weighter<u32, Arc<Article>> for Weight {
    fn weight(&self, _: &u32, article: &Arc<Article>) -> u64 {
        let same = Arc::ptr_eq(&article.text, &article.source);
        let texts = article.text.len() + if same { 0 } else { article.source.len() };
        (400 + texts + article.passages.len() * 16 + article.blocks.len() * 12) as u64
    }
}

impl Weighter<u64, Arc<Vec<u8>>> for Weight {
    fn weight(&self, _: &u64, list: &Arc<Vec<u8>>) -> u64 {
        64 + list.len() as u64
    }
}

impl Base {
    /// Opens the index in the file at `path`.
    ///
    /// # Errors
    /// When there is none, it is of another version, or a part that is read at once is damaged.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let file = Arc::new(StoreFile::open(path)?);
        if file.value::<u32>(parts::FORMAT)? != FORMAT {
            return Err(StoreError::Unusable { path: path.to_owned(), what: "it is of another version" });
        }
        let dates: Vec<Option<StoredDate>> = file.value(parts::DATES)?;
        let lengths = file.named(parts::LENGTHS)?;
        let lengths: Vec<u16> = lengths
            .chunks_exact(2)
            .filter_map(|two| Some(u16::from_le_bytes(two.try_into().ok()?)))
            .collect();
        Ok(Self {
            heads: Shelf::open(&file, parts::HEADS)?,
            bodies: Shelf::open(&file, parts::BODIES)?,
            locals: Shelf::open(&file, parts::LOCALS)?,
            dates: dates.into_iter().map(|date| date.and_then(stored::read_date)).collect(),
            first: file.value(parts::FIRST)?,
            titles: file.named(parts::TITLES)?,
            stories: file.value(parts::STORIES)?,
            total_length: lengths.iter().map(|&length| u64::from(length)).sum(),
            lengths,
            terms: Dictionary::open(&file, parts::TERMS)?,
            naming: Dictionary::open(&file, parts::NAMING)?,
            ids: Dictionary::open(&file, parts::IDS)?,
            paths: Dictionary::open(&file, parts::PATHS)?,
            entities: Arc::new(EntityBase::open(&file)?),
            kept: Cache::with_weighter(2_000, ARTICLE_BYTES, Weight),
            lists: Cache::with_weighter(1_000, LIST_BYTES, Weight),
            cards: OnceLock::new(),
            file,
        })
    }

    /// How many articles it has.
    #[must_use]
    pub fn len(&self) -> u32 {
        u32::try_from(self.bodies.len()).unwrap_or(u32::MAX)
    }

    /// Whether it has no article.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bodies.is_empty()
    }

    /// How many entities they name.
    #[must_use]
    pub fn entities(&self) -> u32 {
        self.entities.entities()
    }

    /// Whether it was made with these decisions about names.
    #[must_use]
    pub fn is_decided_by(&self, decisions: &Decisions) -> bool {
        self.entities.decisions == decisions.written()
    }

    /// How many different terms they have.
    #[must_use]
    pub fn terms(&self) -> u64 {
        self.terms.len()
    }

    /// Bytes on disk.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.file.size()
    }

    /// Where it lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// Whether something of it turned out to be damaged: it must be built again.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        self.file.is_damaged()
    }

    /// The article at `index`.
    #[must_use]
    pub fn article(&self, index: u32) -> Option<Arc<Article>> {
        if let Some(known) = self.kept.get(&index) {
            return Some(known);
        }
        let article = Arc::new(self.read_article(index)?);
        self.kept.insert(index, Arc::clone(&article));
        Some(article)
    }

    /// [`Self::article`], not kept in memory.
    pub(super) fn read_article(&self, index: u32) -> Option<Article> {
        if index >= self.len() {
            return None;
        }
        let (head, body) = (self.heads.read(&self.file, index)?, self.bodies.read(&self.file, index)?);
        self.whole(stored::decode_article(&head, &body))
    }

    /// What `article`, the one at `index`, yielded by itself.
    pub(super) fn local(&self, index: u32, article: &Article) -> Option<Local> {
        self.whole(Local::decode(&self.locals.read(&self.file, index)?, article))
    }

    fn whole<T>(&self, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.file.mark_damaged();
        }
        value
    }

    /// When the article was published.
    #[must_use]
    pub fn date(&self, index: u32) -> Option<ArticleDate> {
        self.dates.get(index as usize).copied().flatten()
    }

    /// What lists show of every article; read at the first call and kept.
    #[must_use]
    pub fn cards(&self) -> &[Card] {
        self.cards.get_or_init(|| (0..self.len()).filter_map(|index| self.card(index)).collect())
    }

    /// What lists show of one article.
    #[must_use]
    pub fn card(&self, index: u32) -> Option<Card> {
        self.whole(stored::decode_card(index, &self.heads.read(&self.file, index)?))
    }

    /// The index of the article whose citation id is `id`.
    #[must_use]
    pub fn article_by_id(&self, id: &str) -> Option<u32> {
        Numbers::of(&self.ids.get(&self.file, id.as_bytes())?).next_u32()
    }

    /// The index of the article whose file lies at `path`.
    #[must_use]
    pub fn article_at(&self, path: &Path) -> Option<u32> {
        Numbers::of(&self.paths.get(&self.file, path.to_str()?.as_bytes())?).next_u32()
    }

    /// Calls `each` with every file of articles and the index of its first one, ordered by path.
    pub(super) fn for_paths(&self, mut each: impl FnMut(&str, u32)) {
        self.paths.for_each(&self.file, |path, index| {
            if let (Ok(path), Some(index)) = (std::str::from_utf8(path), Numbers::of(index).next_u32()) {
                each(path, index);
            }
        });
    }

    /// Calls `each` with every citation id and the index of its article, ordered by id.
    pub(super) fn for_ids(&self, mut each: impl FnMut(&str, u32)) {
        self.ids.for_each(&self.file, |id, index| {
            if let (Ok(id), Some(index)) = (std::str::from_utf8(id), Numbers::of(index).next_u32()) {
                each(id, index);
            }
        });
    }

    /// Whether `path` is, or was, a folder with articles in it.
    #[must_use]
    pub fn has_articles_below(&self, path: &Path) -> bool {
        let Some(folder) = path.to_str() else { return false };
        let mut found = false;
        self.paths.for_prefix(&self.file, folder.as_bytes(), |key, _| {
            // `corpus/2024` has nothing of `corpus/2024b.txt`, which may come before `corpus/2024/a.txt`.
            found = key.get(folder.len()).is_some_and(|next| matches!(next, b'/' | b'\\'));
            !found
        });
        found
    }

    /// How many articles the file at `path` holds.
    #[must_use]
    pub fn held_at(&self, path: &Path) -> usize {
        self.articles_at(path).len()
    }

    /// The indices of the articles of the file at `path`, which lie side by side.
    pub(super) fn articles_at(&self, path: &Path) -> Held {
        let Some(first) = self.article_at(path) else { return 0..0 };
        let is_here = |index: &u32| self.card(*index).is_some_and(|card| card.path == path);
        let others = (first + 1..self.len()).take_while(is_here).count();
        first..first + 1 + u32::try_from(others).unwrap_or(0)
    }

    /// The files as they were when they were read, each with the indices of its articles.
    ///
    /// # Errors
    /// When that part is damaged.
    pub fn stamps(&self) -> Result<Vec<(Stamp, Held)>, StoreError> {
        self.file.value(parts::STAMPS)
    }

    /// What is wrong with single files.
    ///
    /// # Errors
    /// When that part is damaged.
    pub fn problems(&self) -> Result<Vec<Problem>, StoreError> {
        self.file.value(parts::PROBLEMS)
    }

    /// How many passages there are.
    #[must_use]
    pub fn passages(&self) -> u32 {
        self.first.last().copied().unwrap_or(0)
    }

    /// How many terms all passages have together.
    pub(super) fn total_length(&self) -> u64 {
        self.total_length
    }

    /// How many terms a passage has.
    pub(super) fn length(&self, ordinal: u32) -> Option<u16> {
        self.lengths.get(ordinal as usize).copied()
    }

    /// The passage with this ordinal.
    pub(super) fn id(&self, ordinal: u32) -> Option<PassageId> {
        if ordinal >= self.passages() {
            return None;
        }
        let article = self.first.partition_point(|first| *first <= ordinal).checked_sub(1)?;
        let passage = ordinal - self.first.get(article)?;
        Some(PassageId { article: u32::try_from(article).ok()?, passage })
    }

    /// The ordinals of the passages of an article: the first, and one past the last.
    pub(super) fn ordinals(&self, article: u32) -> Option<(u32, u32)> {
        Some((*self.first.get(article as usize)?, *self.first.get(article as usize + 1)?))
    }

    /// The ordinal of an article's title passage, when it has one.
    pub(super) fn title(&self, article: u32) -> Option<u32> {
        let title = self.titles.get(article as usize).copied().filter(|title| *title != NO_TITLE)?;
        Some(self.ordinals(article)?.0 + u32::from(title))
    }

    /// How many passages hold `term`; its list is not read.
    pub(super) fn frequency(&self, term: &str) -> u32 {
        let value = self.terms.get(&self.file, term.as_bytes());
        value.and_then(|value| Numbers::of(&value).next_u32()).unwrap_or(0)
    }

    /// The passages that hold `term`.
    pub(super) fn list(&self, term: &str) -> List {
        self.terms.get(&self.file, term.as_bytes()).and_then(|value| self.unfold(&value)).unwrap_or_default()
    }

    /// The passages that mention `entity`.
    pub(super) fn naming(&self, entity: EntityId) -> List {
        let value = self.naming.get(&self.file, &entity.0.to_be_bytes());
        value.and_then(|value| self.unfold(&value)).unwrap_or_default()
    }

    fn unfold(&self, value: &[u8]) -> Option<List> {
        let mut numbers = Numbers::of(value);
        let len = numbers.next_u32()?;
        let apart = numbers.next()? != 0;
        if !apart {
            return Some(List { len, bytes: Arc::new(numbers.rest().to_vec()) });
        }
        let place = Place { offset: numbers.next()?, len: numbers.next_u32()? };
        if let Some(known) = self.lists.get(&place.offset) {
            return Some(List { len, bytes: known });
        }
        let bytes = Arc::new(self.file.read(place)?);
        self.lists.insert(place.offset, Arc::clone(&bytes));
        Some(List { len, bytes })
    }
}

/// A list as the value of a dictionary: beside its key when it is short, else where `append` puts it.
pub(super) fn fold<E>(
    len: u32,
    packed: &[u8],
    append: impl FnOnce(&[u8]) -> Result<Place, E>,
) -> Result<Vec<u8>, E> {
    let mut value = Vec::new();
    push_number(&mut value, u64::from(len));
    if packed.len() <= INLINE {
        push_number(&mut value, 0);
        value.extend_from_slice(packed);
    } else {
        let place = append(packed)?;
        push_number(&mut value, 1);
        push_number(&mut value, place.offset);
        push_number(&mut value, u64::from(place.len));
    }
    Ok(value)
}

/// A number as the value of a dictionary.
pub(super) fn number(number: u32) -> Vec<u8> {
    let mut value = Vec::new();
    push_number(&mut value, u64::from(number));
    value
}

/// The value that the parts `FORMAT` holds.
pub(super) fn format_record() -> Vec<u8> {
    store::encode(&FORMAT)
}
