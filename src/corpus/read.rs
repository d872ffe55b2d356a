//! Reads one article: from a file or from text at hand.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Article, BlockKind, Problem, SourceMap, passages, plain};

/// Reads plain text that never was a file; `id` stands for its path too.
#[must_use]
pub fn from_text(id: &str, text: &str) -> Article {
    plain_article(id.to_owned(), PathBuf::from(id), Arc::from(text))
}

/// Reads the article at `path` by its extension and content.
///
/// # Errors
/// What kept it from being read; lesser problems come with the article.
pub fn read_file(path: &Path) -> Result<(Article, Vec<Problem>), Problem> {
    let bytes = fs::read(path)
        .map_err(|error| Problem::Unreadable { path: path.to_owned(), reason: error.to_string() })?;
    let text = String::from_utf8_lossy(&bytes);
    if text.trim().is_empty() {
        return Err(Problem::Empty { path: path.to_owned() });
    }
    let article = plain_article(id_of(path), path.to_owned(), Arc::from(text.as_ref()));
    Ok((article, Vec::new()))
}

/// The citation id of the article at `path`: its name without extension.
#[must_use]
pub fn id_of(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn plain_article(id: String, path: PathBuf, text: Arc<str>) -> Article {
    let blocks = plain::blocks(&text);
    let title = blocks
        .iter()
        .find(|block| block.kind == BlockKind::Title)
        .map(|block| block.range.of(&text).to_owned());
    Article {
        id,
        path,
        source: Arc::clone(&text),
        map: SourceMap::identity(),
        title,
        outlet: None,
        date: None,
        url: None,
        language: None,
        passages: passages::cut(&text, &blocks),
        blocks,
        text,
    }
}
