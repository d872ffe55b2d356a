//! An [`Article`] as a record of a store, and what tells whether a file is still the one that was read.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Article, ArticleDate, Block, Card, DateOrigin, Origin, Passage, SourceMap};
use crate::store;

/// What a file looked like when it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Where it lies.
    pub path: PathBuf,
    /// Bytes.
    pub size: u64,
    /// When it was last written, in nanoseconds since 1970; 0 when the system does not say.
    pub modified: u64,
    /// The hash of its bytes; 0 when it could not be read.
    pub hash: u64,
}

impl Stamp {
    /// The file at `path` as it is now, without its hash; `None` when there is none.
    #[must_use]
    pub fn of(path: PathBuf) -> Option<Self> {
        let found = std::fs::metadata(&path).ok()?;
        let since = found.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let modified = since.and_then(|since| u64::try_from(since.as_nanos()).ok()).unwrap_or(0);
        Some(Self { path, size: found.len(), modified, hash: 0 })
    }

    /// Whether the file is the one of `before`, by size and time.
    #[must_use]
    pub fn looks_like(&self, before: &Self) -> bool {
        self.size == before.size && self.modified == before.modified && self.modified != 0
    }

    /// Whether the file holds what it held at `before`: by size and time, else by what it holds.
    #[must_use]
    pub fn is_same(&self, before: &Self) -> bool {
        self.looks_like(before)
            || self.size == before.size
                && before.hash != 0
                && std::fs::read(&self.path).is_ok_and(|bytes| store::hash(&bytes) == before.hash)
    }
}

/// Everything of a card but its place in the corpus.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    id: String,
    path: PathBuf,
    title: Option<String>,
    outlet: Option<String>,
    date: Option<StoredDate>,
    language: Option<String>,
}

/// Year, month, day, and what says so.
pub type StoredDate = (i16, i8, i8, DateOrigin);

/// The parts of an article besides its head.
#[derive(Debug, Serialize, Deserialize)]
struct Body {
    text: Arc<str>,
    /// `None` when the text is the file.
    source: Option<Arc<str>>,
    map: SourceMap,
    url: Option<String>,
    author: Option<String>,
    origin: Origin,
    blocks: Vec<Block>,
    passages: Vec<Passage>,
    fingerprint: Vec<u32>,
}

/// The day of publication as a record holds it.
#[must_use]
pub fn stored_date(date: ArticleDate) -> StoredDate {
    (date.day.year(), date.day.month(), date.day.day(), date.origin)
}

/// The day that [`stored_date`] made a record of.
#[must_use]
pub fn read_date((year, month, day, origin): StoredDate) -> Option<ArticleDate> {
    Some(ArticleDate { day: Date::new(year, month, day).ok()?, origin })
}

/// What a card of `article` is made of, as a record.
#[must_use]
pub fn encode_head(article: &Article) -> Vec<u8> {
    store::encode(&Head {
        id: article.id.clone(),
        path: article.path.clone(),
        title: article.title.clone(),
        outlet: article.outlet.clone(),
        date: article.date.map(stored_date),
        language: article.language.map(str::to_owned),
    })
}

/// The rest of `article`, as a record.
#[must_use]
pub fn encode_body(article: &Article) -> Vec<u8> {
    let same = Arc::ptr_eq(&article.text, &article.source) || article.text == article.source;
    store::encode(&Body {
        text: Arc::clone(&article.text),
        source: (!same).then(|| Arc::clone(&article.source)),
        map: article.map.clone(),
        url: article.url.clone(),
        author: article.author.clone(),
        origin: article.origin.clone(),
        blocks: article.blocks.clone(),
        passages: article.passages.clone(),
        fingerprint: article.fingerprint.clone(),
    })
}

/// The card that a record of [`encode_head`] holds.
#[must_use]
pub fn decode_card(index: u32, bytes: &[u8]) -> Option<Card> {
    let head: Head = store::decode(bytes)?;
    Some(Card {
        index,
        id: head.id,
        path: head.path,
        title: head.title,
        outlet: head.outlet,
        date: head.date.and_then(read_date),
        language: head.language.and_then(whatlang::Lang::from_code).map(|lang| lang.code()),
    })
}

/// The article whose records `head` and `body` are.
#[must_use]
pub fn decode_article(head: &[u8], body: &[u8]) -> Option<Article> {
    let card = decode_card(0, head)?;
    let body: Body = store::decode(body)?;
    let source = body.source.unwrap_or_else(|| Arc::clone(&body.text));
    Some(Article {
        id: card.id,
        path: card.path,
        source,
        text: body.text,
        map: body.map,
        title: card.title,
        outlet: card.outlet,
        date: card.date,
        url: body.url,
        author: body.author,
        origin: body.origin,
        language: card.language,
        blocks: body.blocks,
        passages: body.passages,
        fingerprint: body.fingerprint,
    })
}

/// Whether a path can be written into a record: one that is not Unicode can't.
#[must_use]
pub fn can_be_stored(path: &Path) -> bool {
    path.to_str().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{FileTerms, read};

    #[test]
    fn an_article_comes_back_as_it_was_read() {
        let text =
            "Ferry sinks\n\nNorthport, 3 May 2021\n\nThe ferry sank on Monday. Forty people were saved.\n";
        let plain = read::from_text("2021-05-03_ferry", text);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("page.md");
        std::fs::write(&path, "# Ferry\n\nThe *ferry* sank &amp; **forty** were saved.\n").unwrap();
        let (marked, _) = read::read_file(&path, &FileTerms::default()).unwrap();
        for article in marked.into_iter().chain([plain]) {
            let again = decode_article(&encode_head(&article), &encode_body(&article)).unwrap();
            assert_eq!(format!("{article:?}"), format!("{again:?}"));
        }
    }

    #[test]
    fn a_file_that_was_touched_is_the_same_and_one_that_was_rewritten_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "one").unwrap();
        let mut before = Stamp::of(path.clone()).unwrap();
        before.hash = store::hash(b"one");
        // As if it had been read long ago.
        before.modified -= 1_000_000_000;
        let now = Stamp::of(path.clone()).unwrap();
        assert!(!now.looks_like(&before) && now.is_same(&before));
        std::fs::write(&path, "two").unwrap();
        assert!(!Stamp::of(path).unwrap().is_same(&before));
    }
}
