//! # conflicting-sources
//!
//! Independent sources disagree about this claim: one supports it, another says otherwise.
//!
//! Copies of one story count as one source. The message names both articles with outlet and date, and
//! the related information leads to both passages. An older count is no disagreement with a newer
//! one; a later article that differs from all others is reported as `superseded-claim`.
//!
//! ## Example
//!
//! > The blast killed 34 people.
//!
//! with one outlet that says *The blast killed 34 people* and another one of the same day that says
//! *The blast killed 41 people* is reported at `34`.
//!
//! ## What to do
//!
//! Say that the sources differ and cite both, or choose one and say why.

use super::catalogue::Rule;
use super::context::{CheckedClaim, Context};
use super::diagnostic::{Diagnostic, Fix, Related};
use super::severity::Severity;
use crate::evidence::{Evidence, Objection};

pub(super) const RULE: Rule = Rule {
    code: "conflicting-sources",
    default: Some(Severity::Information),
    source: include_str!("conflicting_sources.rs"),
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for checked in &context.claims {
        let sources = checked.sources;
        if sources.superseding().is_some() {
            continue;
        }
        let (Some(objection), Some(support)) = (sources.conflicting(), sources.supporting.first()) else {
            continue;
        };
        let message = format!(
            "Sources disagree: {} supports this, {} does not: {}.",
            context.article_name(support.article),
            context.article_name(objection.account.article),
            objection.finding.message
        );
        out.push(disagreement(context, *checked, objection, RULE.code, message, Vec::new()));
    }
}

/// A diagnostic at the words on which a source differs, with the passages of both sides.
pub(super) fn disagreement(
    context: &Context<'_>,
    checked: CheckedClaim<'_>,
    objection: &Objection,
    code: &'static str,
    message: String,
    fixes: Vec<Fix>,
) -> Diagnostic {
    let finding = &objection.finding;
    let range = match finding.claim {
        words if words.is_empty() => context.without_stop(checked.claim.range),
        words => checked.claim.to_note(words),
    };
    let supporting = checked.sources.supporting.first().map(|account| account.sentence);
    let opposing = finding.source.unwrap_or(objection.account.sentence);
    let spans: Vec<_> = supporting.into_iter().chain([objection.account.sentence]).collect();
    let mut evidence: Vec<Evidence> = context.evidence_at(&spans);
    evidence.extend(checked.assessment.evidence.iter().filter(|found| !spans.contains(&found.span)).cloned());
    let mut related: Vec<Related> = supporting
        .into_iter()
        .map(|span| Related { span, message: format!("{} supports it", context.article_name(span.article)) })
        .collect();
    related.push(Related {
        span: opposing,
        message: format!(
            "{} says “{}”",
            context.article_name(opposing.article),
            context.library.span_text(opposing)
        ),
    });
    Diagnostic { code, severity: Severity::Information, message, range, evidence, related, fixes }
}
