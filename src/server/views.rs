//! Requests of our own, for views beside the text: `attest/evidence`, `attest/note`, `attest/corpus`.
//! Their answers are plain JSON; positions and ranges count as in every other message.

use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types as lsp;

use super::convert::{self, Places};
use super::session::{Checked, Session};
use crate::entities::EntityKind;
use crate::evidence::Verdict;
use crate::features::evidence::{ClaimEvidence, PassageEvidence, Stance, evidence, quotation_verdict};
use crate::features::overview::{articles, entities};
use crate::features::report::Figures;
use crate::rules::Diagnostic;
use crate::text::ByteRange;
use crate::workspace::analysis::suppressed;

/// The evidence for the claim at a position.
pub const EVIDENCE: &str = "attest/evidence";
/// How a note stands: its figures and its claims.
pub const NOTE: &str = "attest/note";
/// The articles and names of the corpus.
pub const CORPUS: &str = "attest/corpus";

/// Entries of a list when the client names no limit.
const MOST: usize = 500;

/// The parameters of [`NOTE`].
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NoteParams {
    /// The note.
    pub text_document: lsp::TextDocumentIdentifier,
}

/// The parameters of [`CORPUS`].
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CorpusParams {
    /// What titles, ids, outlets, dates and names have; empty for all.
    #[serde(default)]
    pub query: String,
    /// Entries of each list at most.
    pub limit: Option<usize>,
}

/// Answers [`EVIDENCE`].
///
/// # Errors
/// An internal error when the engine failed.
pub async fn evidence_at(session: &Session, at: lsp::TextDocumentPositionParams) -> Result<Option<Value>> {
    let look = session.look(&at.text_document.uri);
    let Some(look) = look else { return Ok(None) };
    let Some(checked) = session.check_newest(look).await? else { return Ok(None) };
    let offset = checked.offset(at.position, session.encoding());
    let found = evidence(&checked.analysis, &checked.snapshot.world, offset);
    Ok(found.map(|found| claim(&found, &checked, session)))
}

fn claim(found: &ClaimEvidence, checked: &Checked, session: &Session) -> Value {
    let mut places = Places::new(session.encoding());
    let passages: Vec<Value> =
        found.passages.iter().map(|it| passage(it, checked, session, &mut places)).collect();
    json!({
        "version": checked.document.version,
        "range": convert::range(&checked.document.rope, found.range, session.encoding()),
        "text": found.text,
        "verdict": verdict(found.verdict),
        "label": found.label,
        "score": found.score,
        "reason": found.reason,
        "independent": found.independent,
        "passages": passages,
    })
}

fn passage(found: &PassageEvidence, checked: &Checked, session: &Session, places: &mut Places) -> Value {
    let quote = &found.quote;
    let (rope, encoding) = (&checked.document.rope, session.encoding());
    let cite = found.cite.as_ref().filter(|_| !checked.document.out_of_step);
    json!({
        "stance": match found.stance {
            Stance::Supports => "supports",
            Stance::Contradicts => "contradicts",
            Stance::Related => "related",
        },
        "differences": found.differences,
        "article": found.article,
        "title": quote.article,
        "provenance": quote.provenance,
        "segments": segments(&quote.words, &quote.marks),
        "location": places.location(&quote.place),
        "line": quote.place.line(),
        "cite": cite.map(|edit| json!({"range": convert::range(rope, edit.range, encoding), "newText": edit.text})),
    })
}

/// The words in pieces, so that no client has to count in our units.
fn segments(words: &str, marks: &[ByteRange]) -> Vec<Value> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut push = |range: ByteRange, marked: bool| {
        let text = range.of(words);
        if !text.is_empty() {
            found.push(json!({"text": text, "marked": marked}));
        }
    };
    for mark in marks {
        push(ByteRange::new(at, mark.start().max(at)), false);
        push(*mark, true);
        at = mark.end();
    }
    push(ByteRange::new(at, words.len().max(at)), false);
    found
}

/// Answers [`NOTE`].
///
/// # Errors
/// An internal error when the engine failed.
pub async fn note(session: &Session, params: NoteParams) -> Result<Option<Value>> {
    let look = session.look(&params.text_document.uri);
    let Some(look) = look else { return Ok(None) };
    let Some(checked) = session.check_newest(look).await? else { return Ok(None) };
    if checked.snapshot.world.library.is_empty() {
        return Ok(None);
    }
    let analysis = &checked.analysis;
    let figures = Figures::within(analysis, ByteRange::new(0, analysis.note.text.len()));
    // What a directive silences gets no sign, unless something else is told of the same claim.
    let silenced = suppressed(analysis, &checked.snapshot.world);
    let is_silenced = |range: ByteRange| {
        let told = |found: &[Diagnostic]| found.iter().any(|found| found.range.overlaps(range));
        told(&silenced) && !told(&analysis.diagnostics)
    };
    let claims = analysis.note.claims.iter().zip(&analysis.assessments);
    let claims = claims.filter(|(_, found)| found.verdict != Verdict::NotCheckable).map(|(claim, found)| {
        json!({
            "text": claim.text,
            "verdict": verdict(found.verdict),
            "range": convert::range(&checked.document.rope, claim.range, session.encoding()),
            "cited": !claim.citations.is_empty(),
            "silenced": is_silenced(claim.range),
        })
    });
    // Words that are not the source's are no better than a claim that is not.
    let quoted = analysis.note.quotations.iter().zip(&analysis.quotations);
    let quoted = quoted.filter_map(|(quotation, check)| {
        let (found, _) = quotation_verdict(check).filter(|(found, _)| *found != Verdict::Supported)?;
        Some(json!({
            "text": quotation.text,
            "verdict": verdict(found),
            "range": convert::range(&checked.document.rope, quotation.range, session.encoding()),
            "cited": !quotation.citations.is_empty(),
            "silenced": is_silenced(quotation.range),
        }))
    });
    Ok(Some(json!({
        "version": checked.document.version,
        "figures": {
            "claims": figures.claims(),
            "supported": figures.supported,
            "partial": figures.partial,
            "unsupported": figures.unsupported,
            "contradicted": figures.contradicted,
            "uncited": figures.claims() - figures.cited,
        },
        "claims": claims.chain(quoted).collect::<Vec<_>>(),
    })))
}

/// Answers [`CORPUS`], over all workspaces.
///
/// # Errors
/// An internal error when the engine failed.
pub async fn corpus(session: &Session, params: CorpusParams) -> Result<Value> {
    let mut snapshots = Vec::new();
    for home in session.homes.all() {
        snapshots.push(home.ready().await);
    }
    let encoding = session.encoding();
    let work = move || {
        let limit = params.limit.unwrap_or(MOST);
        let mut places = Places::new(encoding);
        let (mut of_articles, mut of_entities) = ((Vec::new(), 0), (Vec::new(), 0));
        for snapshot in &snapshots {
            let (found, count) = articles(&snapshot.world, &params.query, limit);
            of_articles.1 += count;
            of_articles.0.extend(found.into_iter().map(|it| {
                json!({
                    "id": it.id, "title": it.title, "outlet": it.outlet, "date": it.date,
                    "location": places.location(&it.place),
                })
            }));
            let (found, count) = entities(&snapshot.world, &params.query, limit);
            of_entities.1 += count;
            of_entities.0.extend(found.into_iter().map(|it| {
                json!({
                    "name": it.name, "kind": kind(it.kind), "role": it.role, "mentions": it.mentions,
                    "location": places.location(&it.place),
                })
            }));
        }
        json!({
            "articles": {"items": of_articles.0, "count": of_articles.1},
            "entities": {"items": of_entities.0, "count": of_entities.1},
        })
    };
    session.pool.run(work).await.map_err(|_| Error::internal_error())
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Supported => "supported",
        Verdict::Partial => "partial",
        Verdict::Unsupported => "unsupported",
        Verdict::Contradicted => "contradicted",
        Verdict::NotCheckable => "not-checkable",
    }
}

fn kind(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Organisation => "organisation",
        EntityKind::Place => "place",
        EntityKind::Other => "other",
    }
}
