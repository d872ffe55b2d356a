//! Rename over all notes: edits of open ones name the version they are for.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types as lsp;

use super::convert::{self, Places};
use super::references::with_notes;
use super::session::{Checked, Session};
use super::uri::{self, DocKey};
use crate::features::Place;
use crate::features::rename::{places, renamable};
use crate::features::rename_files::repointed;
use crate::text::position::Encoding;

/// The edits that rename what stands at `position` to `new`.
///
/// # Errors
/// When nothing there can be renamed, or not so; see [`with_notes`], too.
pub async fn rename(
    session: &Arc<Session>,
    checked: Checked,
    position: lsp::Position,
    new: String,
) -> Result<lsp::WorkspaceEdit> {
    let encoding = session.encoding();
    let offset = checked.offset(position, encoding);
    let what = renamable(&checked.analysis, offset)
        .filter(|_| !checked.document.out_of_step)
        .ok_or_else(|| Error::invalid_params("only names and the ids of citations can be renamed"))?;
    let words = new.clone();
    let found = with_notes(session, checked.snapshot.clone(), move |_, notes| places(&what, &words, notes));
    let found = found.await?.map_err(|refused| Error::invalid_params(refused.to_string()))?;
    let mut edits = Edits::default();
    for place in &found {
        edits.add(session, place, &new)?;
    }
    Ok(workspace_edit(edits, session.traits().versioned_edits))
}

/// What can be renamed at `position`.
#[must_use]
pub fn prepare(
    checked: &Checked,
    position: lsp::Position,
    encoding: Encoding,
) -> Option<lsp::PrepareRenameResponse> {
    let what = renamable(&checked.analysis, checked.offset(position, encoding))?;
    Some(lsp::PrepareRenameResponse::RangeWithPlaceholder {
        range: convert::range(&checked.document.rope, what.range, encoding),
        placeholder: what.words,
    })
}

/// The edits of notes that keep their citations leading to the same articles while `files` get other
/// names. Files that are no articles and no notes need none.
///
/// # Errors
/// See [`with_notes`].
pub async fn files(
    session: &Arc<Session>,
    files: Vec<lsp::FileRename>,
) -> Result<Option<lsp::WorkspaceEdit>> {
    let path = |uri: &str| lsp::Url::parse(uri).ok().and_then(|uri| uri::to_path(&uri));
    let moves: Vec<(PathBuf, PathBuf)> =
        files.iter().filter_map(|file| Some((path(&file.old_uri)?, path(&file.new_uri)?))).collect();
    let mut edits = Edits::default();
    for home in session.homes.all() {
        let snapshot = home.ready().await;
        if snapshot.world.settings.features.rename_files == Some(false) {
            continue;
        }
        let world = &snapshot.world;
        let matters = |path: &Path| {
            let of_corpus =
                world.library.article_at(path).is_some() || world.library.has_articles_below(path);
            of_corpus || path.is_dir() || world.is_note(path)
        };
        // Whatever else gets another name, looking through all notes for it would be for nothing.
        let moves: Vec<_> = moves.iter().filter(|(old, _)| matters(old)).cloned().collect();
        if moves.is_empty() {
            continue;
        }
        let found = with_notes(session, snapshot, move |world, notes| {
            let found = moves.iter().flat_map(|(old, new)| repointed(world, notes, old, new));
            found.collect::<Vec<_>>()
        });
        for it in found.await? {
            edits.add(session, &it.place, &it.text)?;
        }
    }
    Ok((!edits.files.is_empty()).then(|| workspace_edit(edits, session.traits().versioned_edits)))
}

/// Edits of notes, by note.
#[derive(Default)]
struct Edits {
    files: Vec<(lsp::Url, Option<i32>, Vec<lsp::TextEdit>)>,
}

impl Edits {
    /// Replaces a place by `text`.
    fn add(&mut self, session: &Session, place: &Place, text: &str) -> Result<()> {
        let Some(location) = Places::new(session.encoding()).location(place) else { return Ok(()) };
        let open = session.documents.get(&DocKey::File(place.path.clone()));
        // The note changed while the others were looked through: its places are no longer known.
        if open.as_ref().is_some_and(|document| *document.text() != *place.text) {
            return Err(Error::content_modified());
        }
        let edit = lsp::TextEdit::new(location.range, text.to_owned());
        let uri = open.as_ref().map_or(location.uri, |document| document.uri.clone());
        match self.files.iter_mut().find(|(known, ..)| *known == uri) {
            Some((.., edits)) => edits.push(edit),
            None => self.files.push((uri, open.map(|document| document.version), vec![edit])),
        }
        Ok(())
    }
}

fn workspace_edit(Edits { files: edits }: Edits, versioned: bool) -> lsp::WorkspaceEdit {
    if !versioned {
        let changes: HashMap<_, _> = edits.into_iter().map(|(uri, _, edits)| (uri, edits)).collect();
        return lsp::WorkspaceEdit::new(changes);
    }
    let of_file =
        |(uri, version, edits): (lsp::Url, Option<i32>, Vec<lsp::TextEdit>)| lsp::TextDocumentEdit {
            text_document: lsp::OptionalVersionedTextDocumentIdentifier { uri, version },
            edits: edits.into_iter().map(lsp::OneOf::Left).collect(),
        };
    lsp::WorkspaceEdit {
        document_changes: Some(lsp::DocumentChanges::Edits(edits.into_iter().map(of_file).collect())),
        ..lsp::WorkspaceEdit::default()
    }
}
