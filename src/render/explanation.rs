//! Why a claim got its verdict, as text for a terminal.

use std::fmt::Write;

use super::markdown::verdict;
use super::paths::Base;
use super::terminal::plain;
use crate::evidence::{Assessment, FindingKind, Polarity};
use crate::index::Library;
use crate::notes::Claim;

/// The claim, its verdict and score, the findings with the words on both sides, and the passages.
#[must_use]
pub fn text(claim: &Claim, assessment: &Assessment, library: &Library, base: &Base) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "claim     {}", plain(&claim.text));
    if !claim.context.is_empty() {
        let _ = writeln!(out, "context   {}", plain(&claim.context));
    }
    let _ = writeln!(out, "verdict   {} (score {:.2})", verdict(assessment.verdict), assessment.score);
    let _ = writeln!(out, "reason    {}", plain(&assessment.reason));
    if !assessment.judge.is_empty() {
        let _ = writeln!(out, "judge     {}", plain(&assessment.judge));
    }
    if !assessment.findings.is_empty() {
        out.push_str("\nfindings\n");
    }
    for finding in &assessment.findings {
        let sign = match finding.polarity {
            Polarity::Agrees => "agrees   ",
            Polarity::Conflicts => "conflicts",
            Polarity::Missing => "missing  ",
        };
        let words = plain(finding.claim.of(&claim.text));
        let _ = writeln!(out, "  {sign} {:<13} “{words}”: {}", kind(finding.kind), plain(&finding.message));
    }
    if !assessment.evidence.is_empty() {
        out.push_str("\npassages\n");
    }
    for evidence in &assessment.evidence {
        let Some(article) = library.article(evidence.span.article) else { continue };
        let words = library.span_text(evidence.span).split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(
            out,
            "  {:.2} {}:{}\n       {}",
            evidence.score,
            plain(&base.shown(&article.path)),
            article.source_line(evidence.span.range),
            plain(&words)
        );
    }
    out
}

fn kind(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Number => "number",
        FindingKind::Date => "date",
        FindingKind::Name => "name",
        FindingKind::Place => "place",
        FindingKind::Role => "role",
        FindingKind::Polarity => "polarity",
        FindingKind::Modality => "modality",
        FindingKind::Comparison => "comparison",
        FindingKind::Quote => "quote",
        FindingKind::Attribution => "attribution",
        FindingKind::MissingWords => "missing words",
    }
}
