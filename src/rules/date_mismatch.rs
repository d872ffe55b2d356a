//! # date-mismatch
//!
//! A date, weekday, month, year or duration in the note differs from what a source gives for the
//! same thing.
//!
//! Relative dates of a source (*on Friday*, *last week*) are resolved against the article's date when
//! it is known. A coarser date agrees with a finer one inside it.
//!
//! ## Example
//!
//! > The ministers met on Tuesday.
//!
//! with a source that says *The ministers met on Thursday* is reported at `Tuesday`.
//!
//! ## What to do
//!
//! Use the source's date (there is a fix), or cite the source that has yours.

use super::catalogue::Rule;
use super::context::Context;
use super::contradicted_claim::report_conflicts;
use super::diagnostic::Diagnostic;
use super::severity::Severity;
use crate::evidence::FindingKind;

pub(super) const RULE: Rule = Rule {
    code: "date-mismatch",
    default: Some(Severity::Error),
    source: include_str!("date_mismatch.rs"),
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    report_conflicts(context, RULE.code, |kind| kind == FindingKind::Date, out);
}
