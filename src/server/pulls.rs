//! Diagnostics of one note that the client asks for.

use serde_json::json;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types as lsp;

use super::diagnostics;
use super::session::Session;

/// Answers a question about one note.
///
/// # Errors
/// `ServerCancelled`, with the wish to be asked again, when the note has changed since: a client takes
/// any other error for a note without findings, and clears what it shows.
pub async fn note(
    session: &Session,
    params: lsp::DocumentDiagnosticParams,
) -> Result<lsp::DocumentDiagnosticReportResult> {
    let Some(look) = session.look(&params.text_document.uri) else {
        return Ok(diagnostics::full(None, Vec::new()));
    };
    let checked = session.check(look).await.map_err(|error| match error.code {
        ErrorCode::ContentModified => ask_again(),
        _ => error,
    })?;
    let items = checked.map_or_else(Vec::new, |checked| {
        let (traits, typing) = (session.traits(), &session.typing);
        diagnostics::of_note(&checked.document, &checked.snapshot, &checked.analysis, traits, typing)
    });
    let id = diagnostics::result_id(session.nonce, &items);
    let same = params.previous_result_id.as_ref() == Some(&id);
    Ok(if same { diagnostics::unchanged(id) } else { diagnostics::full(Some(id), items) })
}

/// `ServerCancelled` of the protocol, which the library has no name for.
fn ask_again() -> Error {
    Error {
        code: ErrorCode::ServerError(-32802),
        message: "the note has changed".into(),
        data: Some(json!({"retriggerRequest": true})),
    }
}
