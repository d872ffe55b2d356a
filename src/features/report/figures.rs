//! [`Figures`]: how the claims and quotations of a note, a section or several notes stand.

use super::unchecked::is_statement;
use crate::evidence::{QuoteMatch, Verdict};
use crate::text::ByteRange;
use crate::workspace::Analysis;

/// How claims and quotations stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Claims with the verdict [`Verdict::Supported`].
    pub supported: usize,
    /// See [`Verdict::Partial`].
    pub partial: usize,
    /// See [`Verdict::Unsupported`].
    pub unsupported: usize,
    /// See [`Verdict::Contradicted`].
    pub contradicted: usize,
    /// Statements that are no claims; headings and the like are no statements.
    pub not_checkable: usize,
    /// Claims that carry a citation.
    pub cited: usize,
    /// Supported claims with one independent source only.
    pub single_source: usize,
    /// Supported claims that another independent or a later source disputes.
    pub disputed: usize,
    /// Quotations that are long enough to be compared.
    pub quotations: usize,
    /// Of those, word for word in a source.
    pub verbatim: usize,
    /// Of those, nearly so or pieced together.
    pub misquoted: usize,
    /// Of those, in no source.
    pub unattested: usize,
}

impl Figures {
    /// The figures of what stands within `range` of a note.
    #[must_use]
    pub fn within(analysis: &Analysis, range: ByteRange) -> Self {
        let mut figures = Self::default();
        let found = analysis.assessments.iter().zip(&analysis.sources);
        for (claim, (assessment, sources)) in analysis.note.claims.iter().zip(found) {
            let no_claim = assessment.verdict == Verdict::NotCheckable;
            if !range.covers(claim.range) || no_claim && !is_statement(&analysis.note, claim) {
                continue;
            }
            *match assessment.verdict {
                Verdict::Supported => &mut figures.supported,
                Verdict::Partial => &mut figures.partial,
                Verdict::Unsupported => &mut figures.unsupported,
                Verdict::Contradicted => &mut figures.contradicted,
                Verdict::NotCheckable => &mut figures.not_checkable,
            } += 1;
            if !no_claim {
                figures.cited += usize::from(!claim.citations.is_empty());
            }
            if assessment.verdict == Verdict::Supported {
                figures.single_source += usize::from(sources.independent() == 1);
                figures.disputed += usize::from(!sources.objections.is_empty());
            }
        }
        for (quotation, check) in analysis.note.quotations.iter().zip(&analysis.quotations) {
            if !range.covers(quotation.range) || check.found == QuoteMatch::TooShort {
                continue;
            }
            figures.quotations += 1;
            *match check.found {
                QuoteMatch::Exact => &mut figures.verbatim,
                QuoteMatch::Near | QuoteMatch::Stitched => &mut figures.misquoted,
                QuoteMatch::Absent | QuoteMatch::TooShort => &mut figures.unattested,
            } += 1;
        }
        figures
    }

    /// Claims that were checked.
    #[must_use]
    pub fn claims(&self) -> usize {
        self.supported + self.partial + self.unsupported + self.contradicted
    }

    /// Adds the figures of another stretch.
    pub fn add(&mut self, other: &Self) {
        self.supported += other.supported;
        self.partial += other.partial;
        self.unsupported += other.unsupported;
        self.contradicted += other.contradicted;
        self.not_checkable += other.not_checkable;
        self.cited += other.cited;
        self.single_source += other.single_source;
        self.disputed += other.disputed;
        self.quotations += other.quotations;
        self.verbatim += other.verbatim;
        self.misquoted += other.misquoted;
        self.unattested += other.unattested;
    }

    /// How many claims have `verdict`.
    #[must_use]
    pub fn of(&self, verdict: Verdict) -> usize {
        match verdict {
            Verdict::Supported => self.supported,
            Verdict::Partial => self.partial,
            Verdict::Unsupported => self.unsupported,
            Verdict::Contradicted => self.contradicted,
            Verdict::NotCheckable => self.not_checkable,
        }
    }
}
