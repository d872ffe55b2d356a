//! The catalogue of rules: each turns verdicts and findings into diagnostics, in a file of its own
//! whose head comment is the rule's documentation.

pub mod catalogue;
pub mod context;
pub mod diagnostic;
pub mod doc;
pub mod severity;

mod broken_citation;
mod citation_mismatch;
mod contradicted_claim;
mod date_mismatch;
mod misattributed_quote;
mod misquote;
mod number_mismatch;
mod partly_supported_claim;
mod unattested_quote;
mod unknown_name;
mod unsupported_claim;

pub use catalogue::{RULES, Rule, rule, run};
pub use context::{CheckedClaim, CheckedQuotation, Context, NamedStretch};
pub use diagnostic::{Diagnostic, Edit, Fix, Related};
pub use severity::{Severities, Severity};
