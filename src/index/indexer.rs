//! [`write_index`]: builds the index of a corpus on disk, batch by batch, from its files and from what an
//! earlier index knows of those that have not changed.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::base::{self, Base, Held, NO_TITLE, parts};
use super::gathering::{LISTS, Terms};
use super::list::{Posting, pack};
use crate::corpus::load::{Found, Progress};
use crate::corpus::stored::{self, Stamp};
use crate::corpus::{Article, BlockKind, FileTerms, Problem, duplicates, read};
use crate::entities::{ArticleEntities, Decisions, EntityWriter, Local};
use crate::store::{DictionaryWriter, ShelfWriter, StoreError, StoreWriter, encode};
use crate::text::ByteRange;
use crate::text::tokens::{Token, tokenize};

/// Files that are read at a time.
const BATCH: usize = 256;
/// What keeps an index from being written.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// The store can't be written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A path is not Unicode and can't be written down.
    #[error("{}: the name is not Unicode, so that the index can't hold it", .0.display())]
    Name(PathBuf),
    /// The work was stopped.
    #[error("stopped")]
    Cancelled,
}

/// Told how far the work is, and asked whether it goes on.
pub struct Watch<'a> {
    /// Called from several threads.
    pub progress: &'a (dyn Fn(Progress) + Sync),
    /// Whether the work goes on.
    pub goes_on: &'a (dyn Fn() -> bool + Sync),
}

/// How articles are read, besides what their files hold.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// What the analyst says of names.
    pub decisions: &'a Arc<Decisions>,
    /// How files are read.
    pub terms: &'a FileTerms,
}

/// Writes the index of the files that were `found` to `target`, in one stroke. Files that have not
/// changed since `before` was written are taken over from it.
///
/// # Errors
/// When it can't be written or was stopped; then nothing has changed.
pub fn write_index(
    target: &Path,
    found: &Found,
    before: Option<&Base>,
    reading: &Reading<'_>,
    watch: &Watch<'_>,
) -> Result<(), IndexError> {
    if let Some(bad) = found.files.iter().find(|stamp| !stored::can_be_stored(&stamp.path)) {
        return Err(IndexError::Name(bad.path.clone()));
    }
    let output = Output {
        writer: StoreWriter::create(target)?,
        shelves: Shelves::default(),
        entities: EntityWriter::new(Arc::clone(reading.decisions)),
        articles: Tables::default(),
        terms: Terms::default(),
        problems: found.problems.clone(),
    };
    let mut indexer = Indexer { output, before, files: reading.terms, watch };
    indexer.read_all(found)?;
    indexer.output.finish(watch)
}

#[derive(Default)]
struct Shelves {
    heads: ShelfWriter,
    bodies: ShelfWriter,
    locals: ShelfWriter,
}

/// What is held of every article until the end.
#[derive(Default)]
struct Tables {
    stamps: Vec<(Stamp, Held)>,
    ids: Vec<(String, PathBuf)>,
    dates: Vec<Option<stored::StoredDate>>,
    titles: Vec<u8>,
    first: Vec<u32>,
    lengths: Vec<u16>,
    prints: Vec<Vec<u32>>,
}

struct Indexer<'a> {
    output: Output,
    before: Option<&'a Base>,
    files: &'a FileTerms,
    watch: &'a Watch<'a>,
}

/// What was read so far, most of it in the file already.
struct Output {
    writer: StoreWriter,
    shelves: Shelves,
    entities: EntityWriter,
    articles: Tables,
    terms: Terms,
    problems: Vec<Problem>,
}

/// One file, read.
struct FileRead {
    stamp: Stamp,
    articles: Vec<ReadArticle>,
    problems: Vec<Problem>,
    /// The indices of the articles that were taken over.
    taken: Held,
}

/// An article, what it yields by itself, the tokens of its passages, and its records: head, body, local.
struct ReadArticle {
    article: Article,
    local: Local,
    tokens: Vec<Token>,
    records: [Vec<u8>; 3],
}

impl Indexer<'_> {
    fn read_all(&mut self, found: &Found) -> Result<(), IndexError> {
        let mut known: FxHashMap<PathBuf, (Stamp, Held)> = FxHashMap::default();
        let mut old_problems: FxHashMap<PathBuf, Vec<Problem>> = FxHashMap::default();
        if let Some(before) = self.before {
            known = before.stamps()?.into_iter().map(|entry| (entry.0.path.clone(), entry)).collect();
            for problem in before.problems()? {
                old_problems.entry(problem.path().to_owned()).or_default().push(problem);
            }
            self.output.entities.take_over(before.entities.as_ref());
        }
        let (before, watch, terms, total) = (self.before, self.watch, self.files, found.files.len());
        let (done, bytes) = (AtomicUsize::new(0), AtomicU64::new(0));
        let read = |stamp: &Stamp| {
            let reading = take_over(stamp, before, &known, &old_problems);
            let reading = reading.unwrap_or_else(|| read_file(stamp.clone(), terms));
            let bytes = stamp.size + bytes.fetch_add(stamp.size, Ordering::Relaxed);
            (watch.progress)(Progress { done: 1 + done.fetch_add(1, Ordering::Relaxed), total, bytes });
            reading
        };
        let mut taken: FxHashSet<u32> = FxHashSet::default();
        let mut ready: Vec<FileRead> = Vec::new();
        let mut batches = found.files.chunks(BATCH);
        loop {
            if !(watch.goes_on)() {
                return Err(IndexError::Cancelled);
            }
            // The next files are read while the last ones are put away.
            let batch = batches.next().unwrap_or(&[]);
            let last = std::mem::take(&mut ready);
            if batch.is_empty() && last.is_empty() {
                break;
            }
            taken.extend(last.iter().flat_map(|reading| reading.taken.clone()));
            let output = &mut self.output;
            let put = || last.into_iter().try_for_each(|reading| output.put(reading));
            let (next, put) = rayon::join(|| batch.par_iter().map(read).collect(), put);
            put?;
            ready = next;
        }
        // The words of articles that are gone no longer count.
        if let Some(before) = self.before {
            for index in (0..before.len()).filter(|index| !taken.contains(index)) {
                if let Some(article) = before.read_article(index) {
                    self.output.entities.without(&Local::of(&article));
                }
            }
            if before.is_damaged() {
                let path = before.path().to_owned();
                return Err(StoreError::Unusable { path, what: "a part of it is damaged" }.into());
            }
        }
        Ok(())
    }
}

impl Output {
    /// Puts what was read of one file where it belongs.
    fn put(&mut self, reading: FileRead) -> Result<(), StoreError> {
        let (writer, shelves, articles) = (&mut self.writer, &mut self.shelves, &mut self.articles);
        self.problems.extend(reading.problems);
        let first = narrow(articles.ids.len());
        let held = first..first + narrow(reading.articles.len());
        articles.stamps.push((reading.stamp, held));
        for ReadArticle { article, local, tokens, records: [head, body, record] } in reading.articles {
            shelves.heads.push(writer, &head)?;
            shelves.bodies.push(writer, &body)?;
            shelves.locals.push(writer, &record)?;
            self.entities.add(&local);
            let title = article.passages.iter().take(3).position(|passage| passage.kind == BlockKind::Title);
            articles.titles.push(title.and_then(|at| u8::try_from(at).ok()).unwrap_or(NO_TITLE));
            articles.dates.push(article.date.map(stored::stored_date));
            articles.first.push(narrow(articles.lengths.len()));
            let mut rest = &*tokens;
            for passage in &article.passages {
                let ordinal = narrow(articles.lengths.len());
                let count = rest.partition_point(|token| token.range.end() <= passage.range.end());
                let (inside, behind) = rest.split_at_checked(count).unwrap_or((rest, &[]));
                rest = behind;
                articles.lengths.push(self.terms.add_passage(&article.text, inside, ordinal));
            }
            articles.prints.push(article.fingerprint);
            articles.ids.push((article.id, article.path));
        }
        Ok(())
    }

    /// Resolves who and what the articles name, writes everything else and puts the file in its place.
    fn finish(self, watch: &Watch<'_>) -> Result<(), IndexError> {
        let Self { mut writer, shelves, entities, mut articles, terms, mut problems } = self;
        articles.first.push(narrow(articles.lengths.len()));
        writer.flush()?;
        let places = shelves;
        let fetch = |writer: &StoreWriter, range: std::ops::Range<u32>| {
            let one = |index: u32| -> Result<(Article, Local), StoreError> {
                let get = |shelf: &ShelfWriter| {
                    shelf
                        .place(index as usize)
                        .map_or_else(|| Ok(Vec::new()), |place| writer.read_back(place))
                };
                let unusable = || StoreError::Unusable {
                    path: writer.target().to_owned(),
                    what: "what was written to it comes back otherwise",
                };
                let (head, body) = (get(&places.heads)?, get(&places.bodies)?);
                let article = stored::decode_article(&head, &body).ok_or_else(unusable)?;
                let local = Local::decode(&get(&places.locals)?, &article).ok_or_else(unusable)?;
                Ok((article, local))
            };
            range.into_par_iter().map(one).collect::<Result<Vec<_>, StoreError>>()
        };
        let mut naming: Vec<Vec<u32>> = Vec::new();
        let first = std::mem::take(&mut articles.first);
        let count = narrow(articles.ids.len());
        let prints = std::mem::take(&mut articles.prints);
        let named = &mut |index: u32, article: &Article, found: &ArticleEntities| {
            let start = first.get(index as usize).copied().unwrap_or(0);
            for mention in &found.mentions {
                let Some(at) = article.passage_at(mention.range.start()) else { continue };
                let inside = article
                    .passages
                    .get(at)
                    .is_some_and(|passage| passage.range.start() < mention.range.end());
                let entity = mention.entity.0 as usize;
                if naming.len() <= entity {
                    naming.resize_with(entity + 1, Vec::new);
                }
                let ordinal = start + narrow(at);
                if let Some(list) = naming.get_mut(entity).filter(|_| inside)
                    && list.last() != Some(&ordinal)
                {
                    list.push(ordinal);
                }
            }
        };
        // Copies are found while the names of all articles are resolved, much of which one core does.
        let resolve = || entities.finish(&mut writer, count, &fetch, watch.goes_on, named);
        let (done, stories) = rayon::join(resolve, || duplicates::groups_of(&prints));
        if done?.is_none() {
            return Err(IndexError::Cancelled);
        }
        places.heads.finish(&mut writer, parts::HEADS)?;
        places.bodies.finish(&mut writer, parts::BODIES)?;
        places.locals.finish(&mut writer, parts::LOCALS)?;
        write_naming(&mut writer, &naming)?;
        drop(naming);
        terms.write(&mut writer)?;
        write_keys(&mut writer, &articles.ids, &mut problems)?;
        problems.sort_by(|a, b| a.path().cmp(b.path()));
        writer.append_named(parts::DATES, &encode(&articles.dates))?;
        writer.append_named(parts::FIRST, &encode(&first))?;
        writer.append_named(parts::TITLES, &articles.titles)?;
        writer.append_named(parts::STORIES, &encode(&stories))?;
        let lengths: Vec<u8> = articles.lengths.iter().flat_map(|length| length.to_le_bytes()).collect();
        writer.append_named(parts::LENGTHS, &lengths)?;
        writer.append_named(parts::STAMPS, &encode(&articles.stamps))?;
        writer.append_named(parts::PROBLEMS, &encode(&problems))?;
        writer.append_named(parts::FORMAT, &base::format_record())?;
        if !(watch.goes_on)() {
            return Err(IndexError::Cancelled);
        }
        writer.finish()?;
        Ok(())
    }
}

/// The reading of a file that has not changed.
fn take_over(
    stamp: &Stamp,
    before: Option<&Base>,
    known: &FxHashMap<PathBuf, (Stamp, Held)>,
    problems: &FxHashMap<PathBuf, Vec<Problem>>,
) -> Option<FileRead> {
    let (old, held) = known.get(&stamp.path).filter(|(old, _)| stamp.is_same(old))?;
    let stamp = Stamp { hash: old.hash, ..stamp.clone() };
    // That of two articles with one id is found anew.
    let problems = problems.get(&stamp.path).into_iter().flatten();
    let problems = problems.filter(|it| !matches!(it, Problem::DuplicateId { .. })).cloned().collect();
    let article = |index: u32| {
        let base = before?;
        let article = base.read_article(index)?;
        let local = base.local(index, &article)?;
        let tokens = tokens_of(&article);
        let records = records(&article, &local);
        Some(ReadArticle { article, local, tokens, records })
    };
    let articles = held.clone().map(article).collect::<Option<Vec<_>>>()?;
    Some(FileRead { stamp, articles, problems, taken: held.clone() })
}

fn read_file(mut stamp: Stamp, terms: &FileTerms) -> FileRead {
    let (result, hash) = read::read_and_hash(&stamp.path, terms);
    stamp.hash = hash;
    let (articles, problems) = result.unwrap_or_else(|problem| (Vec::new(), vec![problem]));
    let read = |article: Article| {
        let (local, tokens) = Local::with_tokens(&article);
        let records = records(&article, &local);
        ReadArticle { article, local, tokens, records }
    };
    FileRead { stamp, articles: articles.into_iter().map(read).collect(), problems, taken: 0..0 }
}

/// The tokens of an article's passages, in order.
fn tokens_of(article: &Article) -> Vec<Token> {
    let inside = |range: ByteRange| {
        let tokens = tokenize(range.of(&article.text)).into_iter();
        tokens.map(move |token| Token { range: token.range.shift(range.start()), ..token })
    };
    article.passages.iter().flat_map(|passage| inside(passage.range)).collect()
}

fn records(article: &Article, local: &Local) -> [Vec<u8>; 3] {
    [stored::encode_head(article), stored::encode_body(article), local.encode()]
}

/// By entity, the ordinals of the passages that name it.
fn write_naming(writer: &mut StoreWriter, naming: &[Vec<u32>]) -> Result<(), StoreError> {
    let mut table = DictionaryWriter::default();
    for (first, lists) in (0u32..).step_by(LISTS).zip(naming.chunks(LISTS)) {
        let packed = |list: &Vec<u32>| {
            let postings: Vec<Posting> = list.iter().map(|&passage| Posting { passage, count: 1 }).collect();
            pack(&postings)
        };
        let packed: Vec<Vec<u8>> = lists.par_iter().map(packed).collect();
        for ((entity, list), packed) in (first..).zip(lists).zip(packed) {
            let value = base::fold(narrow(list.len()), &packed, |bytes| writer.append(bytes))?;
            table.push(writer, &entity.to_be_bytes(), &value)?;
        }
    }
    table.finish(writer, parts::NAMING)
}

/// Which article each id and each path names; that of two with one id is told.
fn write_keys(
    writer: &mut StoreWriter,
    articles: &[(String, PathBuf)],
    problems: &mut Vec<Problem>,
) -> Result<(), StoreError> {
    let mut ids: Vec<(&str, u32)> = Vec::with_capacity(articles.len());
    let mut paths: Vec<(&str, u32)> = Vec::with_capacity(articles.len());
    for (index, (id, path)) in (0u32..).zip(articles) {
        ids.push((id, index));
        paths.extend(path.to_str().map(|path| (path, index)));
    }
    let mut doubles: Vec<(u32, Problem)> = Vec::new();
    ids.sort_unstable();
    paths.sort_unstable();
    let mut table = DictionaryWriter::default();
    for same in ids.chunk_by(|one, two| one.0 == two.0) {
        let Some((first, others)) = same.split_first() else { continue };
        table.push(writer, first.0.as_bytes(), &base::number(first.1))?;
        let path = |index: u32| articles.get(index as usize).map(|it| it.1.clone()).unwrap_or_default();
        doubles.extend(others.iter().map(|(id, index)| {
            let (path, other) = (path(*index), path(first.1));
            (*index, Problem::DuplicateId { path, id: (*id).to_owned(), other })
        }));
    }
    doubles.sort_unstable_by_key(|(index, _)| *index);
    problems.extend(doubles.into_iter().map(|(_, problem)| problem));
    table.finish(writer, parts::IDS)?;
    let mut table = DictionaryWriter::default();
    // Of the articles of one file the first.
    paths.dedup_by(|later, first| later.0 == first.0);
    for (path, index) in paths {
        table.push(writer, path.as_bytes(), &base::number(index))?;
    }
    table.finish(writer, parts::PATHS)
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
