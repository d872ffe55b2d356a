//! Renditions on disk: an article whose file is no text (PDF, Word, mail) or one of many (exports) is
//! opened as the text that was read from it, with its pages marked. Editors open files, so there must be
//! one; it lies in the user's cache and is written when somebody first wants to go there.

use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};

use super::cached;
use crate::corpus::load;
use crate::features::Place;

/// The file that shows `place`: its own when that is text, else its rendition. Where that can't be
/// written the file itself is all there is.
#[must_use]
pub fn path_to_open(place: &Place) -> Cow<'_, Path> {
    if !load::is_packed(&place.path) {
        return Cow::Borrowed(&place.path);
    }
    match cached::folder("renditions").map(|folder| written(&folder, place)) {
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
    let name = place.path.file_name().unwrap_or_default().to_string_lossy();
    cached::written(folder, &place.path, &format!("{name}.txt"), &place.text)
}

#[cfg(test)]
mod tests {
    use std::fs;

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
