//! [`worth`]: how much a passage is worth as evidence of a claim, by which passages are ranked for the reader.
//!
//! The weights in `data/ranking.json` are fitted by `train ranking` to sentences that people named as the
//! evidence of a claim; its figures stand in `data/README.md`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::alignment::Alignment;
use super::claim::SlotKind;
use super::situation::Situation;
use super::{coverage, links};

/// How many figures a passage has.
pub const COUNT: usize = 7;

/// Their names, in order; each is in [0, 1].
pub const FIGURES: [&str; COUNT] = ["itself", "around", "chain", "links", "said", "numbers", "early"];

/// By how many passages an article's lead falls to a third.
const OPENING: f32 = 5.0;

/// How near to its article's opening a passage stands, in (0, 1]: the first sentences hold the news.
#[must_use]
pub fn early(alignment: &Alignment) -> f32 {
    (-(alignment.passage.id.passage as f32) / OPENING).exp()
}

/// What `alignment`'s passage has of the claim, in the order of [`FIGURES`].
#[must_use]
pub fn figures(situation: &Situation, alignment: &Alignment) -> [f32; COUNT] {
    let own = |index: usize| alignment.matches.get(index).map_or(0.0, |found| found.strength);
    let number = |kind: &SlotKind, _: usize| matches!(kind, SlotKind::Quantity(_) | SlotKind::Date(_));
    [
        alignment.coverage,
        alignment.with_context,
        coverage::chain(situation, alignment),
        links::share(situation, alignment),
        coverage::said_in(situation, own),
        situation.share_of(number, own, alignment.coverage),
        early(alignment),
    ]
}

/// The trained weights as they ship.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Ranking {
    /// Rises with every retraining.
    pub version: u32,
    /// By figure; none is negative, and together they are 1.
    pub weights: BTreeMap<String, f32>,
}

static WEIGHTS: LazyLock<[f32; COUNT]> = LazyLock::new(|| {
    let ranking: Ranking = serde_json::from_str(include_str!("data/ranking.json")).unwrap_or_default();
    FIGURES.map(|name| ranking.weights.get(name).copied().unwrap_or(0.0))
});

/// How much the passage of `alignment` is worth as evidence, in [0, 1].
#[must_use]
pub fn worth(situation: &Situation, alignment: &Alignment) -> f32 {
    let figures = figures(situation, alignment);
    WEIGHTS.iter().zip(figures).map(|(weight, figure)| weight * figure).sum::<f32>().clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_weights_can_be_read_and_are_shares() {
        let ranking: Ranking = serde_json::from_str(include_str!("data/ranking.json")).expect("valid data");
        assert!(FIGURES.iter().all(|name| ranking.weights.get(*name).is_some_and(|weight| *weight >= 0.0)));
        let all: f32 = ranking.weights.values().sum();
        assert!((all - 1.0).abs() < 1e-3, "{all}");
    }
}
