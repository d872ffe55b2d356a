//! [`Survey`]: what a folder looks like to somebody who sets Attest up in it.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use rustc_hash::FxHashMap;

use super::settings::CORPUS_FOLDERS;
use crate::corpus::load;

/// A folder without one of the usual names is taken for the corpus when this many articles lie in it.
const MANY: usize = 3;
/// Files that are looked at: a folder with more is not one that somebody keeps notes in.
const MOST: usize = 200_000;

/// What was found in a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// Folders of articles, relative to the root, with how many files of each format they hold.
    pub corpus: Vec<(PathBuf, Vec<(String, usize)>)>,
    /// Folders below the root that settings must name, because they are not called as usual.
    pub unusual: bool,
    /// Markdown files outside of them.
    pub notes: usize,
    /// Editors that were used here or are installed.
    pub editors: Vec<Editor>,
}

/// An editor that Attest has a client for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Editor {
    /// VS Code or one of its kin.
    VsCode,
    /// Neovim.
    Neovim,
    /// Helix.
    Helix,
    /// Emacs.
    Emacs,
    /// Zed.
    Zed,
}

impl Editor {
    const ALL: [Self; 5] = [Self::VsCode, Self::Neovim, Self::Helix, Self::Emacs, Self::Zed];

    /// What its program may be called, and the folder that it leaves in a workspace.
    fn traces(self) -> (&'static [&'static str], &'static str) {
        match self {
            Self::VsCode => (&["code", "codium", "code-server", "cursor"], ".vscode"),
            Self::Neovim => (&["nvim"], ".nvim"),
            Self::Helix => (&["hx", "helix"], ".helix"),
            Self::Emacs => (&["emacs"], ".dir-locals.el"),
            Self::Zed => (&["zed", "zeditor"], ".zed"),
        }
    }

    fn is_here(self, root: &Path, path: &std::ffi::OsStr) -> bool {
        let (programs, folder) = self.traces();
        root.join(folder).exists()
            || std::env::split_paths(path).any(|place| {
                programs
                    .iter()
                    .any(|name| place.join(name).is_file() || place.join(format!("{name}.exe")).is_file())
            })
    }
}

impl Survey {
    /// Looks at `root`; `programs` is where programs are looked for (`PATH`).
    #[must_use]
    pub fn of(root: &Path, programs: &std::ffi::OsStr) -> Self {
        let mut markdown: Vec<PathBuf> = Vec::new();
        // By the first folder below the root: its articles by format.
        let mut articles: FxHashMap<PathBuf, FxHashMap<String, usize>> = FxHashMap::default();
        let files = WalkBuilder::new(root).git_global(false).build().filter_map(Result::ok).take(MOST);
        for entry in files.filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file())) {
            let Ok(path) = entry.path().strip_prefix(root) else { continue };
            let format = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
            let is_markdown = matches!(format.as_str(), "md" | "markdown");
            let top = path.parent().and_then(|folder| folder.components().next());
            let usual = top.is_some_and(|top| CORPUS_FOLDERS.iter().any(|name| top.as_os_str() == *name));
            if let Some(top) = top.filter(|_| usual || !is_markdown && load::is_article(path)) {
                *articles.entry(top.as_os_str().into()).or_default().entry(format).or_default() += 1;
            } else if is_markdown {
                markdown.push(path.to_owned());
            }
        }
        let usual = |folder: &Path| CORPUS_FOLDERS.iter().any(|name| folder == Path::new(name));
        let has_usual = articles.keys().any(|folder| usual(folder));
        let mut corpus: Vec<(PathBuf, Vec<(String, usize)>)> = articles
            .into_iter()
            .filter(|(folder, formats)| match has_usual {
                true => usual(folder),
                false => formats.values().sum::<usize>() >= MANY,
            })
            .map(|(folder, formats)| {
                let mut formats: Vec<(String, usize)> = formats.into_iter().collect();
                formats.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
                (folder, formats)
            })
            .collect();
        corpus.sort();
        let unusual = !has_usual && !corpus.is_empty();
        let notes =
            markdown.iter().filter(|note| !corpus.iter().any(|(folder, _)| note.starts_with(folder))).count();
        let editors = Editor::ALL.into_iter().filter(|editor| editor.is_here(root, programs)).collect();
        Self { corpus, unusual, notes, editors }
    }

    /// How many articles were found.
    #[must_use]
    pub fn articles(&self) -> usize {
        self.corpus.iter().flat_map(|(_, formats)| formats).map(|(_, count)| count).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn survey(files: &[&str]) -> Survey {
        let dir = tempfile::tempdir().unwrap();
        for path in files {
            let path = dir.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "x").unwrap();
        }
        Survey::of(dir.path(), std::ffi::OsStr::new(""))
    }

    #[test]
    fn articles_are_found_where_no_folder_has_the_usual_name() {
        let found = survey(&[
            "clips/a.pdf",
            "clips/2024/b.pdf",
            "clips/c.html",
            "notes/a.md",
            "b.md",
            "misc/one.txt",
        ]);
        assert_eq!(found.corpus, [("clips".into(), vec![("pdf".to_owned(), 2), ("html".to_owned(), 1)])]);
        assert!(found.unusual);
        assert_eq!((found.articles(), found.notes), (3, 2));
    }

    #[test]
    fn a_folder_of_the_usual_name_is_the_corpus_whatever_lies_elsewhere() {
        let found =
            survey(&["corpus/a.md", "old/a.txt", "old/b.txt", "old/c.txt", "n.md", ".zed/settings.json"]);
        assert_eq!(found.corpus, [("corpus".into(), vec![("md".to_owned(), 1)])]);
        assert_eq!((found.unusual, found.notes), (false, 1));
        assert_eq!(found.editors, [Editor::Zed]);
    }
}
