//! The passages that a verdict rests on, apart from those that merely bear on the claim.

use crate::corpus::ArticleSpan;
use crate::evidence::{Assessment, Verdict};
use crate::index::Library;

/// The passages that the verdict of `assessment` rests on, the best first: those with the words that
/// contradict; those that say as much of the claim as the best; for a claim without support the
/// nearest one, as a place to look.
#[must_use]
pub fn grounds(assessment: &Assessment, library: &Library) -> Vec<ArticleSpan> {
    let conflicting = assessment.conflicts().filter_map(|finding| library.sentence_at(finding.source?));
    let conflicting = once_each(conflicting);
    if assessment.verdict == Verdict::Contradicted && !conflicting.is_empty() {
        return conflicting;
    }
    let nearest = matches!(assessment.verdict, Verdict::Unsupported | Verdict::NotCheckable);
    let as_good = assessment.as_good().take(if nearest { 1 } else { usize::MAX }).map(|found| found.span);
    once_each(conflicting.into_iter().chain(as_good))
}

/// [`grounds`], and behind them the other passages that bear on the claim.
#[must_use]
pub fn grounds_and_more(assessment: &Assessment, library: &Library) -> Vec<ArticleSpan> {
    let others = assessment.evidence.iter().map(|found| found.span);
    once_each(grounds(assessment, library).into_iter().chain(others))
}

fn once_each(spans: impl Iterator<Item = ArticleSpan>) -> Vec<ArticleSpan> {
    let mut kept = Vec::new();
    for span in spans {
        if !kept.contains(&span) {
            kept.push(span);
        }
    }
    kept
}
