//! # citation-mismatch
//!
//! The claim is supported, but not by the article that it cites.
//!
//! ## Example
//!
//! > The ministers met on Thursday [@harbour-report].
//!
//! where `harbour-report` says nothing of a meeting and another article does.
//!
//! ## What to do
//!
//! Cite the article that supports the claim (there is a fix).

use super::catalogue::Rule;
use super::context::{CheckedClaim, Context};
use super::diagnostic::{Diagnostic, Fix, Related};
use super::severity::Severity;
use crate::evidence::Verdict;

pub(super) const RULE: Rule = Rule {
    code: "citation-mismatch",
    default: Some(Severity::Warning),
    source: include_str!("citation_mismatch.rs"),
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for checked in context.with_verdict(Verdict::Supported) {
        let Some(cited) = checked.cited else { continue };
        if cited.verdict != Verdict::Supported && checked.cited_otherwise().is_none() {
            report(context, checked, out);
        }
    }
}

fn report(context: &Context<'_>, checked: CheckedClaim<'_>, out: &mut Vec<Diagnostic>) {
    let cited: Vec<_> = checked
        .claim
        .citations
        .iter()
        .filter_map(|&index| context.citations.get(index))
        .filter_map(|(citation, destination)| Some((*citation, destination.article()?)))
        .collect();
    let (Some(&(citation, article)), Some(best)) = (cited.first(), checked.assessment.evidence.first())
    else {
        return;
    };
    let mut as_good = checked.assessment.as_good();
    if as_good.any(|found| cited.iter().any(|(_, article)| *article == found.span.article)) {
        return;
    }
    let supporting = context.library.article(best.span.article);
    let fixes = supporting
        .filter(|_| context.words(citation.key_range) == citation.key)
        .map(|article| {
            Fix::replace(format!("Cite “{}” instead", article.id), citation.key_range, article.id.clone())
        })
        .into_iter()
        .collect();
    out.push(Diagnostic {
        code: RULE.code,
        severity: Severity::Warning,
        message: format!(
            "{} does not support this claim; {} does.",
            context.article_name(article),
            context.article_name(best.span.article)
        ),
        range: citation.key_range,
        evidence: checked.assessment.evidence.clone(),
        related: vec![Related {
            span: best.span,
            message: format!(
                "the passage that supports the claim, in {}",
                context.article_name(best.span.article)
            ),
        }],
        fixes,
    });
}
