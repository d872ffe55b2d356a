//! Rename over all notes: edits of open ones name the version they are for.

use std::collections::HashMap;
use std::sync::Arc;

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types as lsp;

use super::convert::Places;
use super::references::with_notes;
use super::session::{Checked, Session};
use super::uri::DocKey;
use crate::features::rename::{places, renamable};

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
    let mut converted = Places::new(encoding);
    let mut edits: Vec<(lsp::Url, Option<i32>, Vec<lsp::TextEdit>)> = Vec::new();
    for place in &found {
        let Some(location) = converted.location(place) else { continue };
        let open = session.documents.get(&DocKey::File(place.path.clone()));
        // The note changed while the others were looked through: its places are no longer known.
        if open.as_ref().is_some_and(|document| *document.text() != *place.text) {
            return Err(Error::content_modified());
        }
        let edit = lsp::TextEdit::new(location.range, new.clone());
        let uri = open.as_ref().map_or(location.uri, |document| document.uri.clone());
        match edits.iter_mut().find(|(known, ..)| *known == uri) {
            Some((.., edits)) => edits.push(edit),
            None => edits.push((uri, open.map(|document| document.version), vec![edit])),
        }
    }
    Ok(workspace_edit(edits, session.traits().versioned_edits))
}

fn workspace_edit(
    edits: Vec<(lsp::Url, Option<i32>, Vec<lsp::TextEdit>)>,
    versioned: bool,
) -> lsp::WorkspaceEdit {
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
