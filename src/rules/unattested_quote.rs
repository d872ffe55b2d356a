//! # unattested-quote
//!
//! Quoted words that occur in no article, nor anything near them.
//!
//! Not the same as invented: the corpus may lack the source. A word or two in quotation marks that
//! are given to nobody are not checked.
//!
//! ## Example
//!
//! > Keller said: “The bridge will never be built.”
//!
//! in a corpus where nobody says anything like it.
//!
//! ## What to do
//!
//! Add the source to the corpus, or take the quotation out.

use super::catalogue::Rule;
use super::context::{CheckedQuotation, Context};
use super::diagnostic::Diagnostic;
use super::severity::Severity;
use crate::evidence::QuoteMatch;

pub(super) const RULE: Rule = Rule {
    code: "unattested-quote",
    default: Some(Severity::Warning),
    source: include_str!("unattested_quote.rs"),
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for CheckedQuotation { quotation, check } in &context.quotations {
        if check.found == QuoteMatch::Absent {
            out.push(Diagnostic {
                code: RULE.code,
                severity: Severity::Warning,
                message: "No article has these quoted words, or words near them.".to_owned(),
                range: quotation.range,
                evidence: Vec::new(),
                related: Vec::new(),
                fixes: Vec::new(),
            });
        }
    }
}
