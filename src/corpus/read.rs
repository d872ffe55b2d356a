//! Reads one article: from a file or from text at hand.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::builder::Builder;
use super::draft::{Draft, Form, Metadata, Piece};
use super::{Article, Problem, SourceMap, assemble, decode, front_matter, html, markdown, plain};
use crate::text::ByteRange;

/// Files over this size, in bytes, are not read: no article is that long, and a corpus that holds
/// such a file by accident should still load.
pub const SIZE_LIMIT: u64 = 64 * 1024 * 1024;

/// Reads plain text that never was a file; `id` stands for its path too.
#[must_use]
pub fn from_text(id: &str, text: &str) -> Article {
    assemble::article(id.to_owned(), PathBuf::from(id), plain_draft(Arc::from(text)))
}

/// Reads the article at `path` by its extension and content.
///
/// # Errors
/// What kept it from being read; lesser problems come with the article.
pub fn read_file(path: &Path) -> Result<(Article, Vec<Problem>), Problem> {
    let bytes = bytes_of(path)?;
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
        problems.push(Problem::Lossy { path: path.to_owned(), encoding: decoded.encoding, line });
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

/// The citation id of the article at `path`: its name without extension.
#[must_use]
pub fn id_of(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Whether there is a tag or comment in `text`.
fn has_tags(text: &str) -> bool {
    let mut bytes = text.as_bytes().windows(2);
    bytes.any(|two| matches!(two, [b'<', next] if next.is_ascii_alphabetic() || matches!(next, b'/' | b'!')))
}

fn bytes_of(path: &Path) -> Result<Vec<u8>, Problem> {
    let unreadable = |reason: String| Problem::Unreadable { path: path.to_owned(), reason };
    // Before it is opened: opening a pipe would wait for its writer.
    let found = fs::metadata(path).map_err(|error| unreadable(error.to_string()))?;
    if !found.is_file() {
        return Err(unreadable("it is not a regular file".to_owned()));
    }
    let too_large = |size| Problem::TooLarge { path: path.to_owned(), size, limit: SIZE_LIMIT };
    if found.len() > SIZE_LIMIT {
        return Err(too_large(found.len()));
    }
    let file = File::open(path).map_err(|error| unreadable(error.to_string()))?;
    let mut bytes = Vec::with_capacity(usize::try_from(found.len()).unwrap_or(0));
    // The file may grow while it is read.
    file.take(SIZE_LIMIT + 1).read_to_end(&mut bytes).map_err(|error| unreadable(error.to_string()))?;
    match bytes.len() as u64 {
        size if size > SIZE_LIMIT => Err(too_large(size)),
        _ => Ok(bytes),
    }
}

fn plain_draft(text: Arc<str>) -> Draft {
    let (metadata, fields) = fields_of(&text);
    let body = ByteRange::new(fields.map_or(0, ByteRange::end), text.len());
    let mut pieces: Vec<Piece> =
        fields.map(|range| Piece { range, form: Form::Furniture, linked: 0 }).into_iter().collect();
    pieces.extend(plain::pieces(&text, body));
    Draft { source: Arc::clone(&text), map: SourceMap::identity(), pieces, metadata, text }
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
    Draft { text: Arc::from(text), source, map, pieces, metadata }
}

fn fields_of(text: &str) -> (Metadata, Option<ByteRange>) {
    front_matter::read(text).map_or_else(Default::default, |(metadata, range)| (metadata, Some(range)))
}
