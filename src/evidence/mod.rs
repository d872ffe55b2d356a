//! Whether the corpus supports a claim: retrieval, alignment, typed findings, score, verdict and
//! the explanation made of them.

pub mod alignment;
mod antecedent;
pub mod assess;
pub mod basis;
pub mod cancel;
pub mod citation;
pub mod claim;
pub mod coverage;
mod elsewhere;
pub mod explain;
pub mod features;
pub mod fill;
pub mod findings;
pub mod links;
pub mod model;
mod phrase;
pub mod quotation;
pub mod reason;
pub mod remembered;
pub mod scorer;
pub mod signs;
pub mod situation;
pub mod sources;
pub mod strictness;
pub mod word_match;
pub mod worth;

pub use antecedent::person_before;
pub use assess::{Inquiry, Judge, assess, assess_on_basis, assess_with, inquire};
pub use basis::Basis;
pub use cancel::Cancel;
pub use claim::ClaimAnalysis;
pub use model::{Assessment, Evidence, Finding, FindingKind, Polarity, Verdict};
pub use quotation::{QuoteCheck, QuoteMatch, SpeakerMatch};
pub use scorer::{Judgement, Model, Scorer, Thresholds};
pub use sources::{Account, Objection, Sources};
pub use strictness::Strictness;
