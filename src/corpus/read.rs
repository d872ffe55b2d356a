//! Reads one article: from a file or from text at hand.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::builder::Builder;
use super::draft::{Draft, Form, Metadata, Piece};
use super::formats::{self, Found, Packed};
use super::limits::Limit;
use super::{
    Article, FileTerms, Origin, Problem, SourceMap, assemble, decode, front_matter, html, markdown, plain,
};
use crate::text::ByteRange;
use crate::text::visible::one_line;

/// The articles of a file with lesser problems, or what kept it from being read.
pub type FileRead = Result<(Vec<Article>, Vec<Problem>), Problem>;

/// Reads plain text that never was a file; `id` stands for its path too.
#[must_use]
pub fn from_text(id: &str, text: &str) -> Article {
    assemble::article(id.to_owned(), PathBuf::from(id), plain_draft(Arc::from(text)))
}

/// Reads the articles at `path` by its extension and content: one, but for exports, mailboxes and web
/// archives.
///
/// # Errors
/// What kept it from being read; lesser problems come with the articles, of which there is at least one.
pub fn read_file(path: &Path, terms: &FileTerms) -> FileRead {
    read_and_hash(path, terms).0
}

/// [`read_file`], and the hash of the file's bytes; 0 when there are none to be had.
pub fn read_and_hash(path: &Path, terms: &FileTerms) -> (FileRead, u64) {
    let packed = Packed::of(path);
    let several = packed.is_some_and(Packed::holds_several);
    match bytes_of(path, if several { terms.limits.export() } else { terms.limits.file() }) {
        Ok(bytes) => {
            let hash = crate::store::hash(&bytes);
            (from_bytes(path, bytes, terms), hash)
        }
        Err(problem) => (Err(problem), 0),
    }
}

/// [`read_file`] of a file of the name `path` with these bytes, wherever they come from.
///
/// # Errors
/// See [`read_file`].
pub fn from_bytes(path: &Path, bytes: Vec<u8>, terms: &FileTerms) -> FileRead {
    match Packed::of(path) {
        Some(format) => read_packed(path, format, &bytes, terms),
        None => read_text(path, bytes).map(|(article, problems)| (vec![article], problems)),
    }
}

fn read_packed(
    path: &Path,
    format: Packed,
    bytes: &[u8],
    terms: &FileTerms,
) -> Result<(Vec<Article>, Vec<Problem>), Problem> {
    let fault = |reason: String| Problem::Unreadable { path: path.to_owned(), reason };
    let text = || match decode::decode(bytes, false) {
        Some(decoded) => Ok(decoded.text),
        None => Err(Problem::Binary { path: path.to_owned() }),
    };
    if bytes.is_empty() {
        return Err(Problem::Empty { path: path.to_owned() });
    }
    let FileTerms { columns, limits } = terms;
    let Found { drafts, faults } = match format {
        Packed::Pdf => formats::pdf::read(bytes, limits).map_err(fault)?,
        Packed::Docx => formats::docx::read(bytes, limits).map_err(fault)?,
        Packed::Mail => formats::mail::read(bytes, limits).map_err(fault)?,
        Packed::Mbox => formats::mail::read_mailbox(bytes, limits),
        Packed::JsonLines => formats::json_lines::read(&text()?, columns),
        Packed::JsonArray => formats::json_array::read(&text()?, columns).map_err(fault)?,
        Packed::Csv => formats::csv::read(&text()?, columns),
        Packed::Warc => formats::warc::read(bytes, limits),
    };
    let stem = id_of(path);
    let single = drafts.len() == 1;
    let articles: Vec<Article> = (1..)
        .zip(drafts)
        .filter(|(_, (_, draft))| !draft.text.trim().is_empty())
        .map(|(number, (id, draft)): (usize, _)| {
            let id = id.unwrap_or_else(|| if single { stem.clone() } else { format!("{stem}-{number}") });
            assemble::article(id, path.to_owned(), draft)
        })
        .collect();
    let path = path.to_owned();
    if articles.is_empty() {
        let reason = faults.join("; ");
        return Err(if reason.is_empty() {
            Problem::Empty { path }
        } else {
            Problem::Unreadable { path, reason }
        });
    }
    let problems = faults.into_iter().map(|reason| Problem::Partly { path: path.clone(), reason }).collect();
    Ok((articles, problems))
}

fn read_text(path: &Path, bytes: Vec<u8>) -> Result<(Article, Vec<Problem>), Problem> {
    let named = Format::of(path);
    let Some(decoded) = decode::decode(&bytes, named == Format::Html) else {
        let path = path.to_owned();
        return Err(if bytes.is_empty() { Problem::Empty { path } } else { Problem::Binary { path } });
    };
    drop(bytes);
    if decoded.text.trim().is_empty() {
        return Err(Problem::Empty { path: path.to_owned() });
    }
    let mut problems = Vec::new();
    if let Some(line) = decoded.first_bad_line {
        problems.push(Problem::Lossy { path: path.to_owned(), encoding: decoded.encoding.into(), line });
    }
    let text: Arc<str> = Arc::from(decoded.text);
    let draft = match named.confirmed_by(&text) {
        Format::Plain => plain_draft(text),
        Format::Markdown => marked_draft(text, true),
        Format::Html => marked_draft(text, false),
    };
    if draft.text.trim().is_empty() {
        return Err(Problem::Empty { path: path.to_owned() });
    }
    Ok((assemble::article(id_of(path), path.to_owned(), draft), problems))
}

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Plain,
    Markdown,
    Html,
}

impl Format {
    fn of(path: &Path) -> Self {
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or("");
        match extension.to_ascii_lowercase().as_str() {
            "md" | "markdown" => Self::Markdown,
            "html" | "htm" | "xhtml" => Self::Html,
            _ => Self::Plain,
        }
    }

    /// The format that the text shows: saved pages are often misnamed, and a page without any tag
    /// would lose its line ends.
    fn confirmed_by(self, text: &str) -> Self {
        let head: String = text.trim_start().chars().take(64).collect::<String>().to_ascii_lowercase();
        let is_page =
            head.starts_with("<!doctype html") || head.starts_with("<html") || head.starts_with("<?xml");
        match self {
            Self::Html if !has_tags(text) => Self::Plain,
            Self::Plain | Self::Markdown if is_page => Self::Html,
            _ => self,
        }
    }
}

/// The citation id of the article at `path`: its name without extension, and without what
/// nobody can type.
#[must_use]
pub fn id_of(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    // `pages.warc.gz` has two.
    one_line(stem.strip_suffix(".warc").unwrap_or(&stem))
}

/// Whether there is a tag or comment in `text`.
fn has_tags(text: &str) -> bool {
    let mut bytes = text.as_bytes().windows(2);
    bytes.any(|two| matches!(two, [b'<', next] if next.is_ascii_alphabetic() || matches!(next, b'/' | b'!')))
}

fn bytes_of(path: &Path, limit: Limit) -> Result<Vec<u8>, Problem> {
    let unreadable = |reason: String| Problem::Unreadable { path: path.to_owned(), reason };
    // Before it is opened: opening a pipe would wait for its writer.
    let found = fs::metadata(path).map_err(|error| unreadable(error.to_string()))?;
    if !found.is_file() {
        return Err(unreadable("it is not a regular file".to_owned()));
    }
    let too_large =
        |size| Problem::TooLarge { path: path.to_owned(), size, limit: limit.most, key: limit.key.into() };
    if found.len() > limit.most {
        return Err(too_large(found.len()));
    }
    let file = File::open(path).map_err(|error| unreadable(error.to_string()))?;
    let mut bytes = Vec::with_capacity(usize::try_from(found.len()).unwrap_or(0));
    // The file may grow while it is read.
    file.take(limit.most + 1).read_to_end(&mut bytes).map_err(|error| unreadable(error.to_string()))?;
    match bytes.len() as u64 {
        size if size > limit.most => Err(too_large(size)),
        _ => Ok(bytes),
    }
}

fn plain_draft(text: Arc<str>) -> Draft {
    let (metadata, fields) = fields_of(&text);
    let body = ByteRange::new(fields.map_or(0, ByteRange::end), text.len());
    let mut pieces: Vec<Piece> =
        fields.map(|range| Piece { range, form: Form::Furniture, linked: 0 }).into_iter().collect();
    pieces.extend(plain::pieces(&text, body));
    Draft {
        source: Arc::clone(&text),
        map: SourceMap::identity(),
        pieces,
        metadata,
        text,
        origin: Origin::File,
    }
}

fn marked_draft(source: Arc<str>, markdown: bool) -> Draft {
    let mut builder = Builder::new(&source);
    let whole = ByteRange::new(0, source.len());
    let metadata = if markdown {
        let (metadata, fields) = fields_of(&source);
        let body = ByteRange::new(fields.map_or(0, ByteRange::end), source.len());
        markdown::read(&mut builder, body);
        metadata
    } else {
        html::read(&mut builder, whole)
    };
    let (text, map, pieces) = builder.finish();
    Draft { text: Arc::from(text), source, map, pieces, metadata, origin: Origin::File }
}

fn fields_of(text: &str) -> (Metadata, Option<ByteRange>) {
    front_matter::read(text).map_or_else(Default::default, |(metadata, range)| (metadata, Some(range)))
}
