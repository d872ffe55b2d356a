//! # single-source
//!
//! Only one independent source supports the claim; copies of its story do not count.
//!
//! ## Example
//!
//! > The envoy left the talks early.
//!
//! where one agency says so and two papers print its story.
//!
//! ## What to do
//!
//! Look for a second source, or say in the note that there is but one.

use super::catalogue::Rule;
use super::context::Context;
use super::diagnostic::{Diagnostic, Related};
use super::severity::Severity;
use crate::evidence::Verdict;

pub(super) const RULE: Rule =
    Rule { code: "single-source", default: None, source: include_str!("single_source.rs"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for checked in context.with_verdict(Verdict::Supported) {
        let supporting = &checked.sources.supporting;
        let (1, Some(only)) = (checked.sources.independent(), supporting.first()) else { continue };
        let copies = match supporting.len() - 1 {
            0 => String::new(),
            1 => ", and a copy of it".to_owned(),
            more => format!(", and {more} copies of it"),
        };
        out.push(Diagnostic {
            code: RULE.code,
            severity: Severity::Information,
            message: format!(
                "Only one source supports this: {}{copies}.",
                context.article_name(only.article)
            ),
            range: context.without_stop(checked.claim.range),
            evidence: checked.assessment.evidence.clone(),
            related: vec![Related {
                span: only.sentence,
                message: format!("{} supports it", context.article_name(only.article)),
            }],
            fixes: Vec::new(),
        });
    }
}
