//! Settings files in folders inside one another: the nearest to a note wins, key by key.

use std::path::{Path, PathBuf};

use super::settings::{CORPUS_FOLDERS, FILE_NAME, Written};
use super::settings_error::SettingsError;

/// One `attest.toml` among those that speak for a folder.
#[derive(Clone, Debug)]
pub struct Layer {
    /// The file.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
    /// What it says; folders of the corpus are absolute in all but the nearest.
    pub written: Written,
}

/// The settings files that speak for `folder`, the nearest first. A folder with a corpus of its own, named
/// or by the usual name, is a workspace of its own: nothing above it counts.
///
/// # Errors
/// When one of them can't be read or has a fault.
pub fn layers(folder: &Path) -> Result<Vec<Layer>, SettingsError> {
    let mut found: Vec<Layer> = Vec::new();
    for (distance, at) in folder.ancestors().enumerate() {
        let path = at.join(FILE_NAME);
        let usual = CORPUS_FOLDERS.iter().map(|name| at.join(name)).find(|path| path.is_dir());
        let mut named = false;
        match std::fs::read_to_string(&path) {
            Ok(text) => {
                let mut written = Written::from_toml(&text, &path)?;
                named = written.corpus.is_some();
                if distance > 0 {
                    // The folders are relative to this file, not to the one that inherits them.
                    written.corpus = match written.corpus {
                        Some(folders) => Some(folders.iter().map(|folder| at.join(folder)).collect()),
                        None => usual.clone().map(|folder| vec![folder]),
                    };
                }
                found.push(Layer { path, text, written });
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                // Only a folder that has settings inherits a corpus.
                if distance > 0
                    && let (Some(first), Some(usual)) = (found.last_mut(), &usual)
                {
                    first.written.corpus.get_or_insert_with(|| vec![usual.clone()]);
                }
            }
            Err(error) => return Err(SettingsError::unreadable(&path, &error)),
        }
        if found.is_empty() || named || usual.is_some() {
            break;
        }
    }
    Ok(found)
}

/// Everything that `layers` say, the nearest winning; `None` when there are none.
#[must_use]
pub fn merged(layers: &[Layer]) -> Option<Written> {
    layers.iter().map(|layer| layer.written.clone()).reduce(Written::over)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{Severity, rule};

    fn tree(files: &[(&str, &str)]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = dir.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        dir
    }

    #[test]
    fn the_nearest_file_wins_key_by_key_and_inherits_the_rest() {
        let dir = tree(&[
            ("corpus/a.txt", "A."),
            (
                "attest.toml",
                "strictness = \"strict\"\n[rules]\nmisquote = \"hint\"\nunknown-name = \"off\"\n",
            ),
            ("notes/attest.toml", "[rules]\nmisquote = \"error\"\n"),
        ]);
        let folder = dir.path().join("notes");
        let settings = merged(&layers(&folder).unwrap()).unwrap().resolve(&folder);
        assert_eq!(settings.severities.of(rule("misquote").unwrap()), Some(Severity::Error));
        assert_eq!(settings.severities.of(rule("unknown-name").unwrap()), None);
        assert_eq!(settings.strictness, crate::evidence::Strictness::Strict);
        assert_eq!(settings.corpus, [dir.path().join("corpus")]);
    }

    #[test]
    fn a_folder_with_its_own_corpus_inherits_nothing() {
        let dir = tree(&[
            ("attest.toml", "strictness = \"strict\"\ncorpus = [\"sources\"]\n"),
            ("a/attest.toml", "[rules]\nmisquote = \"error\"\n"),
            ("a/corpus/a.txt", "A."),
            ("b/attest.toml", "corpus = [\"mine\"]\n"),
        ]);
        assert_eq!(layers(&dir.path().join("a")).unwrap().len(), 1);
        assert_eq!(layers(&dir.path().join("b")).unwrap().len(), 1);
        assert!(layers(&dir.path().join("c")).unwrap().is_empty());
    }
}
