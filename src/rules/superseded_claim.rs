//! # superseded-claim
//!
//! The claim is supported, and an article that is later than every one that supports it reports
//! otherwise.
//!
//! The dates of publication decide; an article without a date supersedes nothing.
//!
//! ## Example
//!
//! > The storm killed 34 people.
//!
//! with an article of 12 March that says so and one of 14 March that says *The storm killed 41
//! people* is reported at `34`.
//!
//! ## What to do
//!
//! Bring the note up to date (there is a fix where one number, date or name takes the place of
//! another), or say of which day the statement is.

use super::catalogue::Rule;
use super::conflicting_sources::disagreement;
use super::context::Context;
use super::diagnostic::{Diagnostic, Fix};
use super::severity::Severity;

pub(super) const RULE: Rule = Rule {
    code: "superseded-claim",
    default: Some(Severity::Information),
    source: include_str!("superseded_claim.rs"),
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for checked in &context.claims {
        let sources = checked.sources;
        let (Some(objection), Some(support)) = (sources.superseding(), sources.supporting.first()) else {
            continue;
        };
        let message = format!(
            "A later article reports otherwise: {} supports this, but {} does not: {}.",
            context.article_name(support.article),
            context.article_name(objection.account.article),
            objection.finding.message
        );
        let range = checked.claim.to_note(objection.finding.claim);
        let newer = objection.finding.replacement.iter().filter(|_| !range.is_empty());
        let fixes = newer.map(|text| {
            let title = format!("Replace “{}” by the later article’s “{text}”", context.words(range));
            Fix::replace(title, range, text.clone())
        });
        let fixes = fixes.collect();
        out.push(disagreement(context, *checked, objection, RULE.code, message, fixes));
    }
}
