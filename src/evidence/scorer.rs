//! The [`Scorer`] seam, and [`Logistic`], the scorer that ships.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::features::{COUNT, FEATURES, Features};
use super::situation::Situation;

/// What a scorer says of a claim; probabilities in [0, 1].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judgement {
    /// That the sources support the whole claim.
    pub supported: f32,
    /// That they contradict it.
    pub contradicted: f32,
}

/// Judges a claim by its situation. Another model takes the shipped one's place by implementing it;
/// it sees the claim, the candidates and the findings' figures, and no type of any library.
pub trait Scorer: Send + Sync {
    /// The name under which an explanation says who judged.
    fn name(&self) -> &str;
    /// The judgement.
    fn judge(&self, situation: &Situation, features: &Features) -> Judgement;
}

/// Weights of a logistic regression over [`FEATURES`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Weights {
    /// The constant.
    pub bias: f32,
    /// By feature name; a feature without an entry weighs nothing.
    pub weights: std::collections::BTreeMap<String, f32>,
}

impl Weights {
    /// Weights in the order of [`FEATURES`].
    #[must_use]
    pub fn new(bias: f32, weights: &[f32]) -> Self {
        let named = FEATURES.iter().zip(weights);
        Self { bias, weights: named.map(|((name, _), weight)| ((*name).to_owned(), *weight)).collect() }
    }

    fn in_order(&self) -> [f32; COUNT] {
        std::array::from_fn(|index| {
            FEATURES.get(index).and_then(|(name, _)| self.weights.get(*name)).copied().unwrap_or(0.0)
        })
    }
}

/// Least scores of a supported claim, by strictness: the points of the measured curve where 2, 5 and 15
/// in 100 supported claims fall below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Thresholds {
    /// Fewest findings.
    pub lenient: f32,
    /// The default.
    pub balanced: f32,
    /// Most findings.
    pub strict: f32,
}

/// The trained model as it ships: `data/scorer.json`, written by `train evidence`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// Rises with every retraining.
    pub version: u32,
    /// For `supported`.
    pub supported: Weights,
    /// For `contradicted`.
    pub contradicted: Weights,
    /// `supported` at or above this is the verdict.
    pub thresholds: Thresholds,
    /// `contradicted` at or above this, with a conflict found, is the verdict.
    pub conflict_threshold: f32,
}

/// The logistic regression that ships.
#[derive(Clone, Debug)]
pub struct Logistic {
    supported: (f32, [f32; COUNT]),
    contradicted: (f32, [f32; COUNT]),
}

impl Logistic {
    /// A scorer with the weights of `model`.
    #[must_use]
    pub fn new(model: &Model) -> Self {
        Self {
            supported: (model.supported.bias, model.supported.in_order()),
            contradicted: (model.contradicted.bias, model.contradicted.in_order()),
        }
    }
}

impl Scorer for Logistic {
    fn name(&self) -> &str {
        "logistic regression"
    }

    fn judge(&self, _: &Situation, features: &Features) -> Judgement {
        let sigmoid = |(bias, weights): &(f32, [f32; COUNT])| {
            let z: f32 = weights.iter().zip(features.0).map(|(weight, value)| weight * value).sum();
            1.0 / (1.0 + (-(bias + z)).exp())
        };
        Judgement { supported: sigmoid(&self.supported), contradicted: sigmoid(&self.contradicted) }
    }
}

static MODEL: LazyLock<Model> =
    LazyLock::new(|| serde_json::from_str(include_str!("data/scorer.json")).unwrap_or_default());

static LOGISTIC: LazyLock<Logistic> = LazyLock::new(|| Logistic::new(&MODEL));

/// The shipped model's data.
#[must_use]
pub fn model() -> &'static Model {
    &MODEL
}

/// The shipped scorer.
#[must_use]
pub fn shipped() -> &'static Logistic {
    &LOGISTIC
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_weights_can_be_read_and_are_monotone() {
        let model: Model = serde_json::from_str(include_str!("data/scorer.json")).expect("valid data");
        for (name, sign) in FEATURES {
            let weight = model.supported.weights.get(name).copied().unwrap_or(0.0);
            assert!(weight * sign >= 0.0, "{name} speaks the wrong way: {weight}");
        }
        let Thresholds { lenient, balanced, strict } = model.thresholds;
        assert!(0.0 < lenient && lenient < balanced && balanced < strict && strict < 1.0);
    }
}
