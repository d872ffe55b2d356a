//! [`Diagnostic`]: what a rule says about a stretch of a note.

use super::severity::Severity;
use crate::corpus::ArticleSpan;
use crate::evidence::Evidence;
use crate::text::ByteRange;

/// What a rule says about a stretch of a note.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// The rule's code.
    pub code: &'static str,
    /// How loud.
    pub severity: Severity,
    /// One or two sentences for a reader; names its evidence.
    pub message: String,
    /// The words at fault, in the note's text.
    pub range: ByteRange,
    /// The passages it rests on, the best first.
    pub evidence: Vec<Evidence>,
    /// The words in the articles that agree or conflict, each with a few words of comment.
    pub related: Vec<Related>,
    /// Ways to repair the note, the safest first.
    pub fixes: Vec<Fix>,
}

/// Words of an article that a diagnostic points to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where they stand.
    pub span: ArticleSpan,
    /// What they say there.
    pub message: String,
}

/// A way to repair the note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in the imperative.
    pub title: String,
    /// Whether it can be applied unseen: it cannot change what the note claims.
    pub safe: bool,
    /// The changes, in text order, not overlapping.
    pub edits: Vec<Edit>,
}

/// A replacement in the note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced, in the note's text.
    pub range: ByteRange,
    /// By what.
    pub text: String,
}

impl Fix {
    /// A fix of one replacement that the analyst should look at.
    #[must_use]
    pub fn replace(title: String, range: ByteRange, text: String) -> Self {
        Self { title, safe: false, edits: vec![Edit { range, text }] }
    }
}
