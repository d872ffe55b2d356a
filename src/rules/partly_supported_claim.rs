//! # partly-supported-claim
//!
//! A source says part of the statement; the words that are underlined were found in none.
//!
//! ## Example
//!
//! > The ministers met in Northport and signed a treaty.
//!
//! with sources that speak of the meeting and of no treaty is reported at `signed a treaty`.
//!
//! ## What to do
//!
//! Take the underlined words out, find their source, or mark them as your own judgement.

use super::catalogue::Rule;
use super::context::Context;
use super::diagnostic::Diagnostic;
use super::severity::Severity;
use super::unsupported_claim::nearest;
use crate::evidence::Verdict;
use crate::text::ByteRange;

pub(super) const RULE: Rule = Rule {
    code: "partly-supported-claim",
    default: Some(Severity::Warning),
    source: include_str!("partly_supported_claim.rs"),
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for checked in context.with_verdict(Verdict::Partial) {
        let words = checked.assessment.missing().map(|finding| finding.claim).reduce(ByteRange::join);
        let range =
            context.without_stop(words.map_or(checked.claim.range, |words| checked.claim.to_note(words)));
        let rest = checked
            .assessment
            .evidence
            .first()
            .map(|found| format!("; the rest is in {}", context.article_name(found.span.article)));
        let unsaid = match words {
            Some(_) => format!(
                "No source says “{}”",
                context.words(range).split_whitespace().collect::<Vec<_>>().join(" ")
            ),
            None => "No source says all of this".to_owned(),
        };
        out.push(Diagnostic {
            code: RULE.code,
            severity: Severity::Warning,
            message: format!("{unsaid}{}.", rest.unwrap_or_default()),
            range,
            evidence: checked.assessment.evidence.clone(),
            related: nearest(context, &checked.assessment.evidence),
            fixes: Vec::new(),
        });
    }
}
