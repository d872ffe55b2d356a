//! What the client is shown of a checked note, and the id by which it asks whether that changed.

use std::sync::Arc;

use tower_lsp::lsp_types as lsp;

use super::capabilities::ClientTraits;
use super::convert::{self, Places};
use super::homes::Snapshot;
use super::store::Document;
use crate::workspace::Analysis;

/// The diagnostics of a note. Without a single article there is nothing to hold a note against, and
/// so nothing to say.
#[must_use]
pub fn of_note(
    document: &Document,
    snapshot: &Arc<Snapshot>,
    analysis: &Analysis,
    traits: &ClientTraits,
) -> Vec<lsp::Diagnostic> {
    let library = &snapshot.world.library;
    if library.articles.is_empty() {
        return Vec::new();
    }
    let mut places = Places::new(traits.encoding);
    analysis
        .diagnostics
        .iter()
        .map(|found| {
            convert::diagnostic(found, &document.rope, library, &mut places, traits.related_information)
        })
        .collect()
}

/// Names what the diagnostics of `document` in the world of `snapshot` depend on.
#[must_use]
pub fn result_id(nonce: u64, document: &Document, snapshot: &Snapshot) -> String {
    format!("{nonce:x}-{:x}-{:x}", document.stamp, snapshot.stamp)
}

/// A report in full.
#[must_use]
pub fn full(result_id: Option<String>, items: Vec<lsp::Diagnostic>) -> lsp::DocumentDiagnosticReportResult {
    let full_document_diagnostic_report = lsp::FullDocumentDiagnosticReport { result_id, items };
    let report =
        lsp::RelatedFullDocumentDiagnosticReport { related_documents: None, full_document_diagnostic_report };
    lsp::DocumentDiagnosticReport::Full(report).into()
}

/// The report that nothing has changed.
#[must_use]
pub fn unchanged(result_id: String) -> lsp::DocumentDiagnosticReportResult {
    let unchanged_document_diagnostic_report = lsp::UnchangedDocumentDiagnosticReport { result_id };
    let report = lsp::RelatedUnchangedDocumentDiagnosticReport {
        related_documents: None,
        unchanged_document_diagnostic_report,
    };
    lsp::DocumentDiagnosticReport::Unchanged(report).into()
}
