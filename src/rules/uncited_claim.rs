//! # uncited-claim
//!
//! The claim is supported by an article and cites none.
//!
//! A citation in the claim's sentence or right behind it counts.
//!
//! ## Example
//!
//! > The ministers met in Northport.
//!
//! where an article says so is reported, and the fix adds `[@northport-talks]`.
//!
//! ## What to do
//!
//! Cite the article (there are fixes for the best one and for all).

use super::catalogue::Rule;
use super::cite;
use super::context::Context;
use super::diagnostic::{Diagnostic, Related};
use super::severity::Severity;
use crate::evidence::Verdict;

pub(super) const RULE: Rule =
    Rule { code: "uncited-claim", default: None, source: include_str!("uncited_claim.rs"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for checked in context.with_verdict(Verdict::Supported) {
        let fixes = cite::fixes(context, checked);
        let Some(best) = checked.assessment.evidence.first().filter(|_| !fixes.is_empty()) else { continue };
        out.push(Diagnostic {
            code: RULE.code,
            severity: Severity::Information,
            message: format!("No citation; {} supports this.", context.article_name(best.span.article)),
            range: context.without_stop(checked.claim.range),
            evidence: checked.assessment.evidence.clone(),
            related: vec![Related {
                span: best.span,
                message: format!("{} supports it", context.article_name(best.span.article)),
            }],
            fixes,
        });
    }
}
