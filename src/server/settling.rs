//! Code actions that write into `attest.toml` whom an ambiguous name means.

use tower_lsp::lsp_types as lsp;

use super::capabilities::ClientTraits;
use super::convert::{self, Places};
use super::session::Checked;
use super::uri;
use crate::features::settle_name;
use crate::text::ByteRange;
use crate::workspace::settings::FILE_NAME;

/// A choice for each entity that an ambiguous name in `range` may mean. None when the settings can't be
/// read, or have to be created and the client can't do that.
#[must_use]
pub fn choices(checked: &Checked, range: lsp::Range, traits: &ClientTraits) -> lsp::CodeActionResponse {
    if checked.document.out_of_step || !traits.versioned_edits {
        return Vec::new();
    }
    let rope = &checked.document.rope;
    let asked = ByteRange::new(
        convert::offset(rope, range.start, traits.encoding),
        convert::offset(rope, range.end, traits.encoding),
    );
    let world = &checked.snapshot.world;
    let found = settle_name::choices(&checked.analysis, world, asked);
    let path = world.root.join(FILE_NAME);
    let (false, Some(file)) = (found.is_empty(), uri::from_path(&path)) else { return Vec::new() };
    let before = match std::fs::read_to_string(&path) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && traits.creates_files => None,
        Err(_) => return Vec::new(),
    };
    let text = before.as_deref().unwrap_or_default();
    let settings = ropey::Rope::from_str(text);
    let end = convert::position(&settings, text.len(), traits.encoding);
    let mut places = Places::new(traits.encoding);
    let mut actions = Vec::new();
    for choice in found {
        let Some(addition) = settle_name::addition(text, &choice.decision) else { continue };
        let edit = lsp::TextDocumentEdit {
            text_document: lsp::OptionalVersionedTextDocumentIdentifier { uri: file.clone(), version: None },
            edits: vec![lsp::OneOf::Left(lsp::TextEdit::new(lsp::Range::new(end, end), addition))],
        };
        let create = before.is_none().then(|| {
            let options = lsp::CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) };
            let create = lsp::CreateFile { uri: file.clone(), options: Some(options), annotation_id: None };
            lsp::DocumentChangeOperation::Op(lsp::ResourceOp::Create(create))
        });
        let edit = lsp::DocumentChangeOperation::Edit(edit);
        let operations = create.into_iter().chain([edit]).collect();
        let told = checked.analysis.diagnostics.get(choice.diagnostic);
        let diagnostics =
            told.map(|told| vec![convert::diagnostic(told, rope, &world.library, &mut places, traits)]);
        actions.push(lsp::CodeActionOrCommand::CodeAction(lsp::CodeAction {
            title: choice.title,
            kind: Some(lsp::CodeActionKind::QUICKFIX),
            diagnostics,
            edit: Some(lsp::WorkspaceEdit {
                document_changes: Some(lsp::DocumentChanges::Operations(operations)),
                ..lsp::WorkspaceEdit::default()
            }),
            ..lsp::CodeAction::default()
        }));
    }
    actions
}
