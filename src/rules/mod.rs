//! The catalogue of rules: each turns verdicts and findings into diagnostics, in a file of its own
//! whose head comment is the rule's documentation.

pub mod catalogue;
pub mod cite;
pub mod context;
pub mod diagnostic;
pub mod doc;
pub mod options;
pub mod remedies;
pub mod severity;

mod ambiguous_name;
mod broken_citation;
mod citation_mismatch;
mod conflicting_sources;
mod contradicted_claim;
mod date_mismatch;
mod estimative_language;
mod misattributed_quote;
mod misquote;
mod name_variant;
mod number_mismatch;
mod partly_supported_claim;
mod single_source;
mod superseded_claim;
mod unattested_quote;
mod uncited_claim;
mod unknown_name;
mod unsupported_claim;
mod unused_suppression;

pub use catalogue::{RULES, Rule, is_suppressed, rule, run};
pub use context::{CheckedClaim, CheckedQuotation, Context, NamedStretch};
pub use diagnostic::{Diagnostic, Edit, Fix, FixKind, Related};
pub use options::Options;
pub use severity::{Severities, Severity};
