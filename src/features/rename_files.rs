//! When an article's file gets another name, the citations that named it by the old one.

use std::path::{Path, PathBuf};

use super::completion::address;
use super::place::Place;
use super::references::CheckedNote;
use crate::notes::{Citation, CitationForm};
use crate::rules::cite;
use crate::workspace::World;

/// A citation to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repointed {
    /// What is replaced.
    pub place: Place,
    /// By what.
    pub text: String,
}

/// The citations in `notes` that lead to an article by its file's name or path, when the file or folder
/// `old` is about to become `new`; and those of a note that moves itself. Ids that an article gives
/// itself stay.
#[must_use]
pub fn repointed(world: &World, notes: &[CheckedNote], old: &Path, new: &Path) -> Vec<Repointed> {
    let moved = |path: &Path| path.strip_prefix(old).ok().map(|rest| joined(new, rest));
    let mut found = Vec::new();
    for note in notes {
        let folder = |path: &Path| path.parent().unwrap_or(&world.root).to_owned();
        let (from, to) = (folder(&note.path), folder(&moved(&note.path).unwrap_or(note.path.clone())));
        let text = &note.analysis.note.text;
        for (citation, destination) in note.analysis.note.citations.iter().zip(&note.analysis.citations) {
            let Some(article) = destination.article().and_then(|index| world.library.article(index)) else {
                continue;
            };
            let path = moved(&article.path);
            if path.is_none() && from == to {
                continue;
            }
            let path = path.as_deref().unwrap_or(&article.path);
            let written = citation.key_range.of(text);
            let text_now = match citation.form {
                CitationForm::Link => address(&to, path),
                _ if stem(&article.path).is_some_and(|stem| stem == written) => {
                    id_of(path, written, citation, text)
                }
                _ => continue,
            };
            if text_now != written {
                let place = Place { path: note.path.clone(), text: text.clone(), range: citation.key_range };
                found.push(Repointed { place, text: text_now });
            }
        }
    }
    found.sort_by(|a, b| (&a.place.path, a.place.range).cmp(&(&b.place.path, b.place.range)));
    found.dedup();
    found
}

/// The file's own new name when there is nothing below it.
fn joined(new: &Path, rest: &Path) -> PathBuf {
    if rest.as_os_str().is_empty() { new.to_owned() } else { new.join(rest) }
}

fn stem(path: &Path) -> Option<String> {
    Some(path.file_stem()?.to_string_lossy().into_owned())
}

/// The id of the article's file as the citation writes it.
fn id_of(path: &Path, written: &str, citation: &Citation, text: &str) -> String {
    let id = stem(path).unwrap_or_else(|| written.to_owned());
    let is_bare = citation.form == CitationForm::Key
        && !text.get(..citation.key_range.start()).is_some_and(|before| before.ends_with('{'));
    if is_bare { cite::key(&id).trim_start_matches('@').to_owned() } else { id }
}
