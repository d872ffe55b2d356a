//! Renditions on disk: an article whose file is no text (PDF, Word, mail) or one of many (exports) is
//! opened as the text that was read from it, with its pages marked. Editors open files, so there must be
//! one; it lies in the user's cache and is written when somebody first wants to go there.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{fs, io};

use etcetera::BaseStrategy;
use rustc_hash::FxHasher;

use crate::corpus::load;
use crate::features::Place;

/// The file that shows `place`: its own when that is text, else its rendition. Where that can't be
/// written the file itself is all there is.
#[must_use]
pub fn path_to_open(place: &Place) -> Cow<'_, Path> {
    if !load::is_packed(&place.path) {
        return Cow::Borrowed(&place.path);
    }
    match folder().map(|folder| written(&folder, place)) {
        Some(Ok(path)) => Cow::Owned(path),
        Some(Err(error)) => {
            tracing::warn!("no rendition written: {error}");
            Cow::Borrowed(&place.path)
        }
        None => Cow::Borrowed(&place.path),
    }
}

/// The rendition of `place`'s text in `folder`, named by what it holds, so that it is written once.
fn written(folder: &Path, place: &Place) -> io::Result<PathBuf> {
    let mut hasher = FxHasher::default();
    (&place.path, &*place.text).hash(&mut hasher);
    let name = place.path.file_name().unwrap_or_default().to_string_lossy();
    let path = folder.join(format!("{:016x}", hasher.finish())).join(format!("{name}.txt"));
    if path.is_file() {
        return Ok(path);
    }
    if let Some(above) = path.parent() {
        fs::create_dir_all(above)?;
    }
    // Renamed into place: nobody opens half of it.
    let draft = path.with_extension(format!("{}.part", std::process::id()));
    fs::write(&draft, &*place.text)?;
    fs::rename(&draft, &path)?;
    Ok(path)
}

fn folder() -> Option<PathBuf> {
    let cache = match std::env::var_os("ATTEST_CACHE_DIR") {
        Some(folder) => PathBuf::from(folder),
        None => etcetera::choose_base_strategy().ok()?.cache_dir().join("attest-ls"),
    };
    Some(cache.join("renditions"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::ByteRange;

    fn place(path: &str) -> Place {
        Place {
            path: path.into(),
            text: "[page 1]\n\nThe harbour opened.".into(),
            range: ByteRange::new(10, 21),
        }
    }

    #[test]
    fn a_file_that_is_no_text_opens_as_its_rendition() {
        let folder = tempfile::tempdir().unwrap();
        let path = written(folder.path(), &place("/w/corpus/report.pdf")).unwrap();
        assert_eq!(path.file_name().unwrap(), "report.pdf.txt");
        assert_eq!(fs::read_to_string(&path).unwrap(), "[page 1]\n\nThe harbour opened.");
        assert_eq!(written(folder.path(), &place("/w/corpus/report.pdf")).unwrap(), path);
        assert_ne!(written(folder.path(), &place("/v/corpus/report.pdf")).unwrap(), path);
    }

    #[test]
    fn a_text_file_opens_itself() {
        assert_eq!(path_to_open(&place("/w/corpus/a.txt")), Path::new("/w/corpus/a.txt"));
    }
}
