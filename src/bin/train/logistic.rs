//! Logistic regression with sign constraints, and the area under the ROC curve.

use attest_ls::evidence::features::{COUNT, FEATURES};

/// A weighted example.
pub struct Example<'a> {
    pub features: &'a [f32; COUNT],
    pub positive: bool,
    pub weight: f64,
}

/// A fitted model.
#[derive(Clone, Debug)]
pub struct Fitted {
    pub bias: f64,
    pub weights: [f64; COUNT],
}

impl Fitted {
    /// A model that looks at one feature only: where fitting starts.
    pub fn of_feature(name: &str) -> Self {
        let weights = std::array::from_fn(|i| {
            if FEATURES.get(i).is_some_and(|feature| feature.0 == name) { 1.0 } else { 0.0 }
        });
        Self { bias: 0.0, weights }
    }

    pub fn probability(&self, row: &[f32; COUNT]) -> f64 {
        let z: f64 = self.weights.iter().zip(row).map(|(weight, value)| weight * f64::from(*value)).sum();
        1.0 / (1.0 + (-(z + self.bias)).exp())
    }
}

/// Strength of the ridge, in examples of unit weight.
const RIDGE: f64 = 0.05;
const STEPS: usize = 3000;

/// Minimises the weighted log loss with a ridge. `signs` holds each weight to `>= 0` (positive),
/// `<= 0` (negative) or leaves it free (zero). Adam with projection: deterministic, from zero.
pub fn fit(examples: &[Example], signs: &[f64]) -> Fitted {
    let mut model = Fitted { bias: 0.0, weights: [0.0; COUNT] };
    let mut first = [0.0f64; COUNT + 1];
    let mut second = [0.0f64; COUNT + 1];
    let total: f64 = examples.iter().map(|example| example.weight).sum();
    for step in 1..=STEPS {
        let mut gradient = [0.0f64; COUNT + 1];
        for example in examples {
            let wrong = model.probability(example.features) - f64::from(u8::from(example.positive));
            let wrong = wrong * example.weight / total;
            for (slot, value) in gradient.iter_mut().zip(example.features) {
                *slot += wrong * f64::from(*value);
            }
            gradient[COUNT] += wrong;
        }
        let rate = 0.05 * (1.0 - step as f64 / (STEPS + 1) as f64);
        for i in 0..=COUNT {
            if i < COUNT {
                gradient[i] += RIDGE * model.weights[i] / total;
            }
            first[i] = 0.9 * first[i] + 0.1 * gradient[i];
            second[i] = 0.999 * second[i] + 0.001 * gradient[i] * gradient[i];
            let mean = first[i] / (1.0 - 0.9f64.powi(step as i32));
            let spread = second[i] / (1.0 - 0.999f64.powi(step as i32));
            let change = rate * mean / (spread.sqrt() + 1e-8);
            if i == COUNT {
                model.bias -= change;
            } else {
                let moved = model.weights[i] - change;
                let sign = signs.get(i).copied().unwrap_or(0.0);
                model.weights[i] = if moved * sign < 0.0 { 0.0 } else { moved };
            }
        }
    }
    model
}

/// The chance that a supported claim scores above another one, ties counting half.
pub fn auroc(scored: &[(f64, bool)]) -> f64 {
    let mut sorted = scored.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let positive = sorted.iter().filter(|s| s.1).count() as f64;
    let negative = sorted.len() as f64 - positive;
    let (mut below, mut sum, mut at) = (0.0, 0.0, 0);
    while at < sorted.len() {
        let end = sorted[at..].iter().position(|s| s.0 > sorted[at].0).map_or(sorted.len(), |n| at + n);
        let ties = &sorted[at..end];
        let up = ties.iter().filter(|s| s.1).count() as f64;
        let down = ties.len() as f64 - up;
        sum += up * (below + down / 2.0);
        below += down;
        at = end;
    }
    sum / (positive * negative).max(1.0)
}
