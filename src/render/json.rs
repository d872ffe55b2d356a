//! The JSON of the command-line contract (design, section 4): names and fields are fixed, offsets
//! count Unicode scalars from 0, lines and columns from 1.

use std::path::Path;

use ropey::Rope;
use serde::Serialize;

use super::paths::Base;
use crate::corpus::Article;
use crate::entities::{ArticleEntities, EntityId, EntityKind, Mention, QuotationKind};
use crate::evidence::{Assessment, Evidence, FindingKind, Verdict};
use crate::index::Library;
use crate::rules::{Diagnostic, Severity};
use crate::text::ByteRange;
use crate::text::position::scalars;
use crate::workspace::Analysis;

/// What `check --format json` writes.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    version: u8,
    notes: Vec<NoteReport>,
    summary: Summary,
}

#[derive(Debug, Serialize)]
struct NoteReport {
    path: String,
    claims: Vec<ClaimReport>,
    diagnostics: Vec<DiagnosticReport>,
}

#[derive(Debug, Serialize)]
struct ClaimReport {
    text: String,
    #[serde(flatten)]
    span: Span,
    verdict: Verdict,
    score: f32,
    evidence: Vec<EvidenceReport>,
}

#[derive(Debug, Serialize)]
struct DiagnosticReport {
    code: &'static str,
    severity: Severity,
    message: String,
    #[serde(flatten)]
    span: Span,
    evidence: Vec<EvidenceReport>,
    fixes: Vec<FixReport>,
}

#[derive(Debug, Serialize)]
struct Span {
    start: usize,
    end: usize,
    line: usize,
    column: usize,
}

#[derive(Debug, Serialize)]
struct EvidenceReport {
    article: String,
    path: String,
    line: usize,
    /// Only where the article has pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<usize>,
    start: usize,
    end: usize,
    text: String,
    score: f32,
}

#[derive(Debug, Serialize)]
struct FixReport {
    title: String,
    edits: Vec<EditReport>,
}

#[derive(Debug, Serialize)]
struct EditReport {
    start: usize,
    end: usize,
    text: String,
}

/// The figures of a run of `check`.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Summary {
    /// Statements, checkable or not.
    pub claims: usize,
    /// Of those, by verdict.
    pub supported: usize,
    /// See [`Verdict::Partial`].
    pub partial: usize,
    /// See [`Verdict::Unsupported`].
    pub unsupported: usize,
    /// See [`Verdict::Contradicted`].
    pub contradicted: usize,
    /// See [`Verdict::NotCheckable`].
    pub not_checkable: usize,
    /// Diagnostics by severity.
    pub diagnostics: BySeverity,
}

/// Diagnostics by severity.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct BySeverity {
    /// See [`Severity::Error`].
    pub error: usize,
    /// See [`Severity::Warning`].
    pub warning: usize,
    /// See [`Severity::Information`].
    pub information: usize,
    /// See [`Severity::Hint`].
    pub hint: usize,
}

impl Summary {
    /// Adds the figures of one note.
    pub fn add(&mut self, analysis: &Analysis) {
        for assessment in &analysis.assessments {
            self.claims += 1;
            *match assessment.verdict {
                Verdict::Supported => &mut self.supported,
                Verdict::Partial => &mut self.partial,
                Verdict::Unsupported => &mut self.unsupported,
                Verdict::Contradicted => &mut self.contradicted,
                Verdict::NotCheckable => &mut self.not_checkable,
            } += 1;
        }
        for diagnostic in &analysis.diagnostics {
            *match diagnostic.severity {
                Severity::Error => &mut self.diagnostics.error,
                Severity::Warning => &mut self.diagnostics.warning,
                Severity::Information => &mut self.diagnostics.information,
                Severity::Hint => &mut self.diagnostics.hint,
            } += 1;
        }
    }

    /// Whether there is a diagnostic at or above `least`.
    #[must_use]
    pub fn at_least(&self, least: Severity) -> bool {
        let BySeverity { error, warning, information, hint } = self.diagnostics;
        let counts = [
            (Severity::Error, error),
            (Severity::Warning, warning),
            (Severity::Information, information),
            (Severity::Hint, hint),
        ];
        counts.iter().any(|(severity, count)| *severity >= least && *count > 0)
    }
}

impl Report {
    /// An empty report.
    #[must_use]
    pub fn new() -> Self {
        Self { version: 1, ..Self::default() }
    }

    /// Adds a note, shown as `path`.
    pub fn add(&mut self, path: &Path, analysis: &Analysis, library: &Library, base: &Base) {
        let rope = Rope::from_str(&analysis.note.text);
        let claims = analysis.note.claims.iter().zip(&analysis.assessments);
        self.notes.push(NoteReport {
            path: base.shown(path),
            claims: claims
                .map(|(claim, assessment)| ClaimReport {
                    text: claim.text.clone(),
                    span: span(&rope, claim.range),
                    verdict: assessment.verdict,
                    score: rounded(assessment.score),
                    evidence: evidence(&assessment.evidence, library, base),
                })
                .collect(),
            diagnostics: analysis
                .diagnostics
                .iter()
                .map(|found| diagnostic(&rope, found, library, base))
                .collect(),
        });
        self.summary.add(analysis);
    }
}

/// The findings of a note as values of their own, each with the note's path.
pub fn lines<'a>(
    path: &Path,
    analysis: &'a Analysis,
    library: &'a Library,
    base: &'a Base,
) -> impl Iterator<Item = Finding> + 'a {
    let rope = Rope::from_str(&analysis.note.text);
    let path = base.shown(path);
    analysis
        .diagnostics
        .iter()
        .map(move |found| Finding { path: path.clone(), finding: diagnostic(&rope, found, library, base) })
}

/// A line of `check --format jsonl`.
#[derive(Debug, Serialize)]
pub struct Finding {
    path: String,
    #[serde(flatten)]
    finding: DiagnosticReport,
}

fn diagnostic(rope: &Rope, found: &Diagnostic, library: &Library, base: &Base) -> DiagnosticReport {
    DiagnosticReport {
        code: found.code,
        severity: found.severity,
        message: found.message.clone(),
        span: span(rope, found.range),
        evidence: evidence(&found.evidence, library, base),
        fixes: found
            .fixes
            .iter()
            .map(|fix| FixReport {
                title: fix.title.clone(),
                edits: fix
                    .edits
                    .iter()
                    .map(|edit| {
                        let (start, end) = scalars(rope, edit.range);
                        EditReport { start, end, text: edit.text.clone() }
                    })
                    .collect(),
            })
            .collect(),
    }
}

fn evidence(found: &[Evidence], library: &Library, base: &Base) -> Vec<EvidenceReport> {
    found
        .iter()
        .filter_map(|evidence| {
            let article = library.article(evidence.span.article)?;
            let range = article.map.to_source(evidence.span.range);
            let (start, end) = scalars_of(&article.source, range);
            Some(EvidenceReport {
                article: article.id.clone(),
                path: base.shown(&article.path),
                line: article.source_line(evidence.span.range),
                page: article.page(evidence.span.range),
                start,
                end,
                text: library.span_text(evidence.span).to_owned(),
                score: rounded(evidence.score),
            })
        })
        .collect()
}

fn span(rope: &Rope, range: ByteRange) -> Span {
    let (start, end) = scalars(rope, range);
    let line = rope.char_to_line(start);
    Span { start, end, line: line + 1, column: start - rope.line_to_char(line) + 1 }
}

/// `range` of `text` in scalars.
fn scalars_of(text: &str, range: ByteRange) -> (usize, usize) {
    let before = |offset: usize| text.get(..offset).unwrap_or(text).chars().count();
    let start = before(range.start());
    (start, start + range.of(text).chars().count())
}

/// Four digits say all that a score says, and print the same on every machine.
fn rounded(score: f32) -> f32 {
    (score * 1e4).round() / 1e4
}

/// A line of `verify`.
#[derive(Debug, Serialize)]
pub struct Verified {
    id: serde_json::Value,
    verdict: Verdict,
    score: f32,
    findings: Vec<FindingReport>,
    evidence: Vec<VerifiedEvidence>,
}

#[derive(Debug, Serialize)]
struct FindingReport {
    kind: FindingKind,
    message: String,
    start: usize,
    end: usize,
}

#[derive(Debug, Serialize)]
struct VerifiedEvidence {
    source: String,
    start: usize,
    end: usize,
    text: String,
    score: f32,
}

/// The answer to one line of `verify`: the weakest of its claims decides. `parts` are the claims'
/// places in the line's `claim` with their assessments.
#[must_use]
pub fn verified(
    id: serde_json::Value,
    claim: &str,
    parts: &[(crate::notes::Claim, Assessment)],
    library: &Library,
) -> Verified {
    let checkable = || parts.iter().filter(|(_, assessment)| assessment.verdict != Verdict::NotCheckable);
    let severity = |verdict| match verdict {
        Verdict::Contradicted => 0,
        Verdict::Unsupported => 1,
        Verdict::Partial => 2,
        Verdict::Supported => 3,
        Verdict::NotCheckable => 4,
    };
    let verdict = checkable()
        .map(|(_, assessment)| assessment.verdict)
        .min_by_key(|verdict| severity(*verdict))
        .unwrap_or(Verdict::NotCheckable);
    let score = checkable().map(|(_, assessment)| assessment.score).fold(f32::INFINITY, f32::min);
    let findings = parts
        .iter()
        .flat_map(|(part, assessment)| assessment.findings.iter().map(move |finding| (part, finding)))
        .map(|(part, finding)| {
            let (start, end) = scalars_of(claim, part.to_note(finding.claim));
            FindingReport { kind: finding.kind, message: finding.message.clone(), start, end }
        })
        .collect();
    let mut passages: Vec<&Evidence> = checkable().flat_map(|(_, assessment)| &assessment.evidence).collect();
    passages.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut seen = Vec::new();
    passages.retain(|evidence| {
        let new = !seen.contains(&evidence.span);
        seen.push(evidence.span);
        new
    });
    let evidence = passages
        .into_iter()
        .filter_map(|evidence| {
            let article = library.article(evidence.span.article)?;
            let (start, end) = scalars_of(&article.source, article.map.to_source(evidence.span.range));
            let text = library.span_text(evidence.span).to_owned();
            Some(VerifiedEvidence {
                source: article.id.clone(),
                start,
                end,
                text,
                score: rounded(evidence.score),
            })
        })
        .collect();
    let score = if score.is_finite() { rounded(score) } else { 0.0 };
    Verified { id, verdict, score, findings, evidence }
}

/// A line of `annotate`.
#[derive(Debug, Serialize)]
pub struct Annotated {
    id: serde_json::Value,
    title: Option<String>,
    date: Option<String>,
    sentences: Vec<Stretch>,
    mentions: Vec<MentionReport>,
    quotes: Vec<QuoteReport>,
}

#[derive(Clone, Copy, Debug, Serialize)]
struct Stretch {
    start: usize,
    end: usize,
}

#[derive(Debug, Serialize)]
struct MentionReport {
    start: usize,
    end: usize,
    r#type: EntityKind,
    entity: String,
}

#[derive(Debug, Serialize)]
struct QuoteReport {
    start: usize,
    end: usize,
    speaker: Option<Stretch>,
    entity: Option<String>,
}

/// The answer to one line of `annotate`: what the engine sees in the article; `inner` are the names within its
/// names.
#[must_use]
pub fn annotated(
    id: serde_json::Value,
    article: &Article,
    found: &ArticleEntities,
    inner: &[Mention],
) -> Annotated {
    let rope = Rope::from_str(&article.source);
    let stretch = |range: ByteRange| {
        let (start, end) = scalars(&rope, article.map.to_source(range));
        Stretch { start, end }
    };
    let name = |id: EntityId| entity_name(id);
    let mut mentions: Vec<&Mention> = found.mentions.iter().chain(inner).collect();
    mentions.sort_by_key(|mention| (mention.range.start(), std::cmp::Reverse(mention.range.end())));
    Annotated {
        id,
        title: article.title.clone(),
        date: article.date.map(|date| date.day.to_string()),
        sentences: article.passages.iter().map(|passage| stretch(passage.range)).collect(),
        mentions: mentions
            .into_iter()
            .map(|mention| {
                let Stretch { start, end } = stretch(mention.range);
                MentionReport { start, end, r#type: mention.kind, entity: name(mention.entity) }
            })
            .collect(),
        quotes: found
            .quotations
            .iter()
            .filter(|quotation| quotation.kind == QuotationKind::Direct)
            .map(|quotation| {
                let Stretch { start, end } = stretch(quotation.range);
                let speaker = quotation.speaker;
                QuoteReport {
                    start,
                    end,
                    speaker: speaker.map(|speaker| stretch(speaker.range)),
                    entity: speaker.and_then(|speaker| speaker.entity).map(name),
                }
            })
            .collect(),
    }
}

/// An entity's id as the contract has it: stable within a run.
#[must_use]
pub fn entity_name(id: EntityId) -> String {
    format!("e{}", id.0)
}
