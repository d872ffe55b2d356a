//! # number-mismatch
//!
//! A number in the note differs from the number that a source gives for the same thing.
//!
//! Bounds and roundings are respected: *at least 30*, *about 100* and *more than a dozen* agree with
//! every number they allow; units are converted; words count like digits. A vote or score is compared by
//! both of its sides, whichever stands first.
//!
//! ## Example
//!
//! > The blast killed 43 people.
//!
//! with a source that says *The blast killed 34 people* is reported at `43`.
//!
//! ## What to do
//!
//! Use the source's number (there is a fix), or cite the source that has yours.

use super::catalogue::Rule;
use super::context::Context;
use super::contradicted_claim::report_conflicts;
use super::diagnostic::Diagnostic;
use super::severity::Severity;
use crate::evidence::FindingKind;

pub(super) const RULE: Rule = Rule {
    code: "number-mismatch",
    default: Some(Severity::Error),
    source: include_str!("number_mismatch.rs"),
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    report_conflicts(context, RULE.code, |kind| kind == FindingKind::Number, out);
}
