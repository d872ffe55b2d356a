//! # unsupported-claim
//!
//! No article of the corpus was found that says what the note says.
//!
//! This is not the same as false: the corpus may lack the source. The related information leads to
//! the nearest passages.
//!
//! Where a passage has most of the claim and only its deed stands in no source's words, the claim may be a free
//! paraphrase: then this is an information, and no warning.
//!
//! ## Example
//!
//! > The envoy resigned after the meeting.
//!
//! in a corpus where no article speaks of a resignation.
//!
//! ## What to do
//!
//! Add the source to the corpus, mark the statement as your own judgement (`we assess that …`, or a
//! `> [!assessment]` call-out), or take it out.

use super::catalogue::Rule;
use super::context::Context;
use super::diagnostic::{Diagnostic, Related};
use super::severity::Severity;
use crate::evidence::{Evidence, Verdict};

pub(super) const RULE: Rule = Rule {
    code: "unsupported-claim",
    default: Some(Severity::Warning),
    source: include_str!("unsupported_claim.rs"),
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for checked in context.with_verdict(Verdict::Unsupported) {
        let doubted = checked.assessment.doubted;
        let said = if doubted { "No source says this in such words" } else { "No source says this" };
        out.push(Diagnostic {
            code: RULE.code,
            severity: if doubted { Severity::Information } else { Severity::Warning },
            message: match checked.assessment.evidence.first() {
                Some(near) => {
                    let article = context.article_name(near.span.article);
                    format!("{said}; the nearest passage is in {article}.")
                }
                None => format!("{said}."),
            },
            range: context.without_stop(checked.claim.range),
            evidence: checked.assessment.evidence.clone(),
            related: nearest(context, &checked.assessment.evidence),
            fixes: Vec::new(),
        });
    }
}

/// The nearest passage, as a place to look.
pub(super) fn nearest(context: &Context<'_>, evidence: &[Evidence]) -> Vec<Related> {
    evidence
        .iter()
        .take(1)
        .map(|found| Related {
            span: found.span,
            message: format!("the nearest passage, in {}", context.article_name(found.span.article)),
        })
        .collect()
}
