//! # partly-supported-claim
//!
//! A source says part of the statement; the words that are underlined were found in none. Or the statement tells
//! as done what the sources know only as planned, possible or asked for.
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
use super::contradicted_claim::message;
use super::diagnostic::Diagnostic;
use super::severity::Severity;
use super::unsupported_claim::nearest;
use crate::evidence::{Finding, FindingKind, Verdict};
use crate::text::ByteRange;

pub(super) const RULE: Rule = Rule {
    code: "partly-supported-claim",
    default: Some(Severity::Warning),
    source: include_str!("partly_supported_claim.rs"),
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for checked in context.with_verdict(Verdict::Partial) {
        let reserved = |finding: &&Finding| finding.kind == FindingKind::Modality;
        let missing = || checked.assessment.missing();
        let unfound = missing().filter(|it| !reserved(it)).map(|it| it.claim).reduce(ByteRange::join);
        let only_reserved = missing().find(reserved).filter(|_| unfound.is_none());
        let words = unfound.or(only_reserved.map(|finding| finding.claim));
        let range =
            context.without_stop(words.map_or(checked.claim.range, |words| checked.claim.to_note(words)));
        let rest = || {
            let article = checked.assessment.evidence.first().map(|found| found.span.article);
            article.map_or(String::new(), |article| {
                format!("; the rest is in {}", context.article_name(article))
            })
        };
        let message = match (only_reserved, words) {
            (Some(finding), _) => message(context, finding),
            (None, Some(_)) => {
                let words = context.words(range).split_whitespace().collect::<Vec<_>>().join(" ");
                format!("No source says “{words}”{}.", rest())
            }
            (None, None) => format!("No source says all of this{}.", rest()),
        };
        out.push(Diagnostic {
            code: RULE.code,
            severity: if checked.assessment.doubted { Severity::Information } else { Severity::Warning },
            message,
            range,
            evidence: checked.assessment.evidence.clone(),
            related: nearest(context, &checked.assessment.evidence),
            fixes: Vec::new(),
        });
    }
}
