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

impl Diagnostic {
    /// The one fix that an editor may take for the answer: the only one that repairs or cites.
    #[must_use]
    pub fn preferred(&self) -> Option<usize> {
        let mut remedies = (0..self.fixes.len())
            .filter(|&at| self.fixes.get(at).is_some_and(|fix| fix.kind <= FixKind::Cite));
        let first = remedies.next()?;
        let repairs = self.fixes.get(first).is_some_and(|fix| fix.kind == FixKind::Repair);
        // The best source stands before all of them; of several repairs none is the answer.
        (remedies.next().is_none() || !repairs).then_some(first)
    }
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
    /// What sort of remedy it is.
    pub kind: FixKind,
    /// Whether it can be applied unseen: it cannot change what the note claims.
    pub safe: bool,
    /// The changes, in text order, not overlapping.
    pub edits: Vec<Edit>,
}

/// What sort of remedy a fix is; in this order they are offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FixKind {
    /// Puts right what is wrong.
    Repair,
    /// Cites a source.
    Cite,
    /// Takes out what no source supports.
    Weaken,
    /// Marks a statement as the analyst's own judgement.
    Mark,
    /// Silences the rule at this place.
    Suppress,
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
        Self { title, kind: FixKind::Repair, safe: false, edits: vec![Edit { range, text }] }
    }
}
