//! # contradicted-claim
//!
//! A source says otherwise: another actor, object, place or role, or the opposite of what the note
//! says.
//!
//! The message has the words on both sides, and the related information leads to the words in the
//! article.
//!
//! ## Example
//!
//! > The council accepted the plan.
//!
//! with a source that says *The council rejected the plan* is reported at `accepted`.
//!
//! ## What to do
//!
//! Correct the note, or cite the source that says what the note says.

use super::catalogue::Rule;
use super::context::Context;
use super::diagnostic::{Diagnostic, Fix, Related};
use super::severity::Severity;
use crate::evidence::{Finding, FindingKind, Verdict};
use crate::text::ByteRange;

pub(super) const RULE: Rule = Rule {
    code: "contradicted-claim",
    default: Some(Severity::Error),
    source: include_str!("contradicted_claim.rs"),
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    // Numbers, dates and quoted words have rules of their own.
    let ours = |kind| !matches!(kind, FindingKind::Number | FindingKind::Date | FindingKind::Quote);
    report_conflicts(context, RULE.code, ours, out);
}

/// One diagnostic for each conflicting finding, of the kinds that `ours` takes, in the contradicted
/// claims.
pub(super) fn report_conflicts(
    context: &Context<'_>,
    code: &'static str,
    ours: impl Fn(FindingKind) -> bool,
    out: &mut Vec<Diagnostic>,
) {
    let contradicted = context.with_verdict(Verdict::Contradicted).map(|it| (it, it.assessment));
    // What the cited source counts or dates otherwise is told, though another source supports the claim.
    let by_cited =
        context.with_verdict(Verdict::Supported).filter_map(|it| Some((it, it.cited_otherwise()?)));
    for (checked, assessment) in contradicted.chain(by_cited) {
        // Whose quoted words are is `misattributed-quote`'s to tell.
        let told = context.misattributed(checked.claim);
        let ours =
            |kind| ours(kind) && !(told && matches!(kind, FindingKind::Attribution | FindingKind::Name));
        for finding in assessment.conflicts().filter(|finding| ours(finding.kind)) {
            let range = match finding.claim {
                words if words.is_empty() => checked.claim.range,
                words => checked.claim.to_note(words),
            };
            out.push(Diagnostic {
                code,
                severity: Severity::Error,
                message: message(context, finding),
                range,
                evidence: assessment.evidence.clone(),
                related: finding
                    .source
                    .map(|span| Related {
                        span,
                        message: format!(
                            "{} says “{}”",
                            context.article_name(span.article),
                            context.library.span_text(span)
                        ),
                    })
                    .into_iter()
                    .collect(),
                fixes: fix(context, range, finding.replacement.as_deref()),
            });
        }
    }
}

/// What differs and which source says so, as one sentence.
pub(super) fn message(context: &Context<'_>, finding: &Finding) -> String {
    let mut letters = finding.message.chars();
    let head: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let source = finding.source.map(|span| format!(", in {}", context.article_name(span.article)));
    format!("{head}{}{}.", letters.as_str(), source.unwrap_or_default())
}

fn fix(context: &Context<'_>, range: ByteRange, replacement: Option<&str>) -> Vec<Fix> {
    let Some(text) = replacement else { return Vec::new() };
    let title = format!("Replace “{}” by the source’s “{text}”", context.words(range));
    vec![Fix::replace(title, range, text.to_owned())]
}
