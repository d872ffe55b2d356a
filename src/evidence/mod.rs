//! Whether the corpus supports a claim: retrieval, alignment, typed findings, score, verdict and
//! the explanation made of them.

pub mod model;

pub use model::{Assessment, Evidence, Finding, FindingKind, Polarity, Verdict};
