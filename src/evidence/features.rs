//! [`Features`]: a situation in figures, for the scorer.
//!
//! Every figure is a share or a confidence in [0, 1] and knows nothing of sources, counts or how much
//! text there is: those tell data sets apart, not true claims from false ones.

use super::coverage;
use super::findings::{Suspicion, modality};
use super::links;
use super::model::{Finding, FindingKind, Polarity};
use super::situation::Situation;

/// A feature's name and the direction in which it may speak: `1.0` for the claim, `-1.0` against it.
pub const FEATURES: [(&str, f32); COUNT] = [
    ("hard-words", 1.0),
    ("missing", -1.0),
    ("missing-here", -1.0),
    ("weakest", 1.0),
    ("local", 1.0),
    ("numbers", 1.0),
    ("pairs", 1.0),
    ("chain", 1.0),
    ("links", 1.0),
    ("hedged", -1.0),
    ("number-conflict", -1.0),
    ("date-conflict", -1.0),
    ("name-conflict", -1.0),
    ("place-conflict", -1.0),
    ("role-conflict", -1.0),
    ("polarity-conflict", -1.0),
    ("comparison-conflict", -1.0),
    ("attribution-conflict", -1.0),
    ("any-conflict", -1.0),
    ("quote-changed", -1.0),
    ("quote-absent", -1.0),
];

/// How many features there are.
pub const COUNT: usize = 21;

/// One figure for each of [`FEATURES`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Features(pub [f32; COUNT]);

/// The part of a confidence that tells: below [`IDLE`] other passages of a long article differ by chance.
fn telling(confidence: f32) -> f32 {
    (confidence - IDLE).max(0.0) / (1.0 - IDLE)
}

/// A confidence that says nothing.
const IDLE: f32 = 0.4;

impl Features {
    /// The figures of `situation`, its conflicts and the findings of its quotations.
    #[must_use]
    pub fn of(situation: &Situation, conflicts: &[Suspicion], quotes: &[Finding]) -> Self {
        let Some(best) = situation.best() else { return Self([0.0; COUNT]) };
        let here = |index: usize| best.filled(index);
        let in_article = coverage::anywhere(situation);
        let anywhere = |index: usize| in_article.get(index).copied().unwrap_or(0.0);
        let conflict = |kind: FindingKind| {
            conflicts
                .iter()
                .filter(|suspicion| suspicion.finding.kind == kind)
                .map(|suspicion| telling(suspicion.confidence))
                .fold(0.0, f32::max)
        };
        let quote = |polarity: Polarity| {
            let any = quotes.iter().any(|f| f.kind == FindingKind::Quote && f.polarity == polarity);
            f32::from(u8::from(any))
        };
        Self([
            coverage::hard_words(situation, &in_article),
            coverage::missing(situation, anywhere),
            coverage::missing(situation, here),
            coverage::weakest(situation, anywhere),
            coverage::local(situation),
            coverage::numbers(situation, best),
            coverage::pairs(situation, best),
            coverage::chain(situation, best),
            links::share(situation, best),
            modality::find(situation).map_or(0.0, |suspicion| suspicion.confidence),
            conflict(FindingKind::Number),
            conflict(FindingKind::Date),
            conflict(FindingKind::Name),
            conflict(FindingKind::Place),
            conflict(FindingKind::Role),
            conflict(FindingKind::Polarity),
            conflict(FindingKind::Comparison),
            conflict(FindingKind::Attribution),
            conflicts.first().map_or(0.0, |suspicion| telling(suspicion.confidence)),
            quote(Polarity::Conflicts),
            quote(Polarity::Missing),
        ])
    }
}
