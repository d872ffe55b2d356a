//! Code actions: the fixes of the diagnostics in a range, as edits of exactly the version that was
//! checked.

use std::collections::HashMap;

use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types as lsp;

use super::capabilities::ClientTraits;
use super::convert::{self, Places};
use super::session::{Checked, Session};
use super::settling;
use crate::features;
use crate::rules::Fix;
use crate::text::ByteRange;

/// The fixes that a client asks for.
#[must_use]
pub fn all(
    checked: &Checked,
    range: lsp::Range,
    only: Option<&[lsp::CodeActionKind]>,
    traits: &ClientTraits,
) -> lsp::CodeActionResponse {
    let mut found = Vec::new();
    if wanted(only, &lsp::CodeActionKind::QUICKFIX) {
        found = quick_fixes(checked, range, traits);
        found.extend(settling::choices(checked, range, traits));
    }
    // Only for who asks: in a list of everything it would stand beside each word.
    if only.is_some() && wanted(only, &fix_all_kind()) {
        found.extend(fix_all(checked, traits));
    }
    found
}

/// Adds the edit to an action that was chosen.
///
/// # Errors
/// `ContentModified` when the note is not the one any more that the action was offered for.
pub async fn resolve(session: &Session, mut action: lsp::CodeAction) -> Result<lsp::CodeAction> {
    let Some(data) = action.data.take() else { return Ok(action) };
    let uri = data.get("uri").and_then(Value::as_str).and_then(|uri| lsp::Url::parse(uri).ok());
    let stamp = data.get("stamp").and_then(Value::as_u64);
    let look = uri.and_then(|uri| session.look(&uri)).filter(|look| Some(look.document.stamp) == stamp);
    let checked = match look {
        Some(look) => session.check(look).await?,
        None => None,
    };
    let checked = checked.filter(|it| !it.document.out_of_step).ok_or_else(Error::content_modified)?;
    let number = |key: &str| data.get(key).and_then(Value::as_u64).and_then(|it| usize::try_from(it).ok());
    let fix = match number("start") {
        None => features::fix_all::fix_all(&checked.analysis.diagnostics),
        Some(start) => {
            let code = data.get("code").and_then(Value::as_str);
            let found = checked
                .analysis
                .diagnostics
                .iter()
                .find(|found| Some(found.code) == code && found.range.start() == start);
            found.zip(number("fix")).and_then(|(found, at)| found.fixes.get(at).cloned())
        }
    };
    // Another world has other fixes: what is written must be what was offered.
    let fix = fix.filter(|fix| fix.title == action.title).ok_or_else(Error::content_modified)?;
    action.edit = Some(edit(&fix, &checked, session.traits()));
    Ok(action)
}

/// The fixes of what the rules found in `range`. None for a document of which the client may hold
/// another text: an edit would hit the wrong words.
fn quick_fixes(checked: &Checked, range: lsp::Range, traits: &ClientTraits) -> lsp::CodeActionResponse {
    if checked.document.out_of_step {
        return Vec::new();
    }
    let rope = &checked.document.rope;
    let asked = ByteRange::new(
        convert::offset(rope, range.start, traits.encoding),
        convert::offset(rope, range.end, traits.encoding),
    );
    let library = &checked.snapshot.world.library;
    let mut places = Places::new(traits.encoding);
    let mut actions = Vec::new();
    for found in &checked.analysis.diagnostics {
        // A caret has no length: touching is enough for it.
        let meant = found.range.overlaps(asked) || found.range.touches(asked.start());
        if !meant || found.fixes.is_empty() {
            continue;
        }
        let diagnostic = convert::diagnostic(found, rope, library, &mut places, traits);
        for (at, fix) in found.fixes.iter().enumerate() {
            actions.push(lsp::CodeActionOrCommand::CodeAction(lsp::CodeAction {
                title: fix.title.clone(),
                kind: Some(lsp::CodeActionKind::QUICKFIX),
                diagnostics: Some(vec![diagnostic.clone()]),
                edit: (!traits.resolves_edits).then(|| edit(fix, checked, traits)),
                is_preferred: (found.preferred() == Some(at)).then_some(true),
                data: traits.resolves_edits.then(|| {
                    json!({
                        "uri": checked.document.uri, "stamp": checked.document.stamp,
                        "code": found.code, "start": found.range.start(), "fix": at,
                    })
                }),
                ..lsp::CodeAction::default()
            }));
        }
    }
    actions
}

/// `source.fixAll.attest`: every fix that cannot change what the note says, as one edit.
fn fix_all(checked: &Checked, traits: &ClientTraits) -> Option<lsp::CodeActionOrCommand> {
    if checked.document.out_of_step {
        return None;
    }
    let fix = features::fix_all::fix_all(&checked.analysis.diagnostics)?;
    Some(lsp::CodeActionOrCommand::CodeAction(lsp::CodeAction {
        title: fix.title.clone(),
        kind: Some(fix_all_kind()),
        edit: (!traits.resolves_edits).then(|| edit(&fix, checked, traits)),
        data: traits
            .resolves_edits
            .then(|| json!({"uri": checked.document.uri, "stamp": checked.document.stamp})),
        ..lsp::CodeAction::default()
    }))
}

/// The kind of [`fix_all`].
#[must_use]
pub fn fix_all_kind() -> lsp::CodeActionKind {
    lsp::CodeActionKind::new("source.fixAll.attest")
}

/// Whether a client that asks for `only` these kinds wants actions of `kind`; a kind stands for those
/// below it.
fn wanted(only: Option<&[lsp::CodeActionKind]>, kind: &lsp::CodeActionKind) -> bool {
    let stands_for = |asked: &lsp::CodeActionKind| {
        let rest = kind.as_str().strip_prefix(asked.as_str());
        asked.as_str().is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    only.is_none_or(|only| only.iter().any(stands_for))
}

fn edit(fix: &Fix, checked: &Checked, traits: &ClientTraits) -> lsp::WorkspaceEdit {
    let document = &checked.document;
    let edits = fix.edits.iter().map(|edit| {
        lsp::TextEdit::new(convert::range(&document.rope, edit.range, traits.encoding), edit.text.clone())
    });
    if traits.versioned_edits {
        let text_document = lsp::OptionalVersionedTextDocumentIdentifier {
            uri: document.uri.clone(),
            version: Some(document.version),
        };
        let edits = edits.map(lsp::OneOf::Left).collect();
        let edit = lsp::TextDocumentEdit { text_document, edits };
        lsp::WorkspaceEdit {
            document_changes: Some(lsp::DocumentChanges::Edits(vec![edit])),
            ..lsp::WorkspaceEdit::default()
        }
    } else {
        lsp::WorkspaceEdit::new(HashMap::from([(document.uri.clone(), edits.collect())]))
    }
}
