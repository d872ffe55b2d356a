//! Logistic regression with sign constraints, and the area under the ROC curve.

use attest_ls::evidence::features::{COUNT, FEATURES};

/// A weighted example.
pub struct Example<'a> {
    pub features: &'a [f32; COUNT],
    pub positive: bool,
    /// For the fit: both sides of a set weigh the same.
    pub weight: f64,
    /// For calibration: each side weighs as much as it is large.
    pub natural: f64,
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

/// What is believed of the weights before any data is seen.
#[derive(Clone, Copy, Debug)]
pub struct Prior {
    /// Size of each weight on standardised features; its direction is the feature's sign.
    pub weight: f64,
    /// Strength of the pull towards it, against a mean loss.
    pub ridge: f64,
    /// The feature of which nothing is believed: summaries drop hedges that their readers allow.
    pub but: &'static str,
}

const STEPS: usize = 600;
/// Spread below which a feature is not stretched further: a conflict seen in few rows says as much as
/// one seen in many.
const LEAST_SPREAD: f64 = 0.1;

/// Minimises the weighted log loss under `prior`, then stretches the result to calibrated
/// probabilities. `signs` holds each weight to `>= 0` (positive), `<= 0` (negative) or leaves it
/// free (zero). Deterministic, from the prior.
pub fn fit(examples: &[Example], signs: &[f64], prior: Prior) -> Fitted {
    let spread = spread(examples);
    let rows: Vec<[f64; COUNT]> =
        examples.iter().map(|e| std::array::from_fn(|i| f64::from(e.features[i]) / spread[i])).collect();
    let expected: [f64; COUNT] = std::array::from_fn(|i| {
        let believed = FEATURES.get(i).is_some_and(|(name, _)| *name != prior.but);
        if believed { signs.get(i).copied().unwrap_or(0.0) * prior.weight } else { 0.0 }
    });
    let weights: Vec<f64> = examples.iter().map(|example| example.weight).collect();
    let natural: Vec<f64> = examples.iter().map(|example| example.natural).collect();
    let found = descend(&rows, examples, &weights, signs, expected, prior.ridge);
    // The pull keeps all probabilities in the middle: a slope of one dimension undoes it.
    let scores: Vec<[f64; 1]> =
        rows.iter().map(|row| [row.iter().zip(&found.0).map(|(x, w)| x * w).sum::<f64>()]).collect();
    let (slope, bias) = descend(&scores, examples, &natural, &[1.0], [0.0], 0.0);
    Fitted { bias, weights: std::array::from_fn(|i| found.0[i] * slope[0] / spread[i]) }
}

/// By feature: its weighted standard deviation, at least a little.
fn spread(examples: &[Example]) -> [f64; COUNT] {
    let total: f64 = examples.iter().map(|example| example.weight).sum();
    std::array::from_fn(|i| {
        let moment = |power: i32| {
            examples.iter().map(|e| e.weight * f64::from(e.features[i]).powi(power)).sum::<f64>() / total
        };
        (moment(2) - moment(1).powi(2)).max(0.0).sqrt().max(LEAST_SPREAD)
    })
}

/// Projected gradient descent with Adam's steps: the weights and the bias.
fn descend<const N: usize>(
    rows: &[[f64; N]],
    examples: &[Example],
    importance: &[f64],
    signs: &[f64],
    expected: [f64; N],
    ridge: f64,
) -> ([f64; N], f64) {
    let (mut weights, mut bias) = (expected, 0.0f64);
    let (mut first, mut second) = (vec![0.0f64; N + 1], vec![0.0f64; N + 1]);
    let total: f64 = importance.iter().sum();
    for step in 1..=STEPS {
        let mut gradient = vec![0.0f64; N + 1];
        for ((row, example), weight) in rows.iter().zip(examples).zip(importance) {
            let z: f64 = row.iter().zip(&weights).map(|(x, w)| x * w).sum::<f64>() + bias;
            let wrong = 1.0 / (1.0 + (-z).exp()) - f64::from(u8::from(example.positive));
            let wrong = wrong * weight / total;
            for (slot, value) in gradient.iter_mut().zip(row) {
                *slot += wrong * value;
            }
            gradient[N] += wrong;
        }
        let rate = 0.1 * (1.0 - step as f64 / (STEPS + 1) as f64);
        for i in 0..=N {
            if i < N {
                gradient[i] += ridge * (weights[i] - expected[i]);
            }
            first[i] = 0.9 * first[i] + 0.1 * gradient[i];
            second[i] = 0.999 * second[i] + 0.001 * gradient[i] * gradient[i];
            let mean = first[i] / (1.0 - 0.9f64.powi(step as i32));
            let root = (second[i] / (1.0 - 0.999f64.powi(step as i32))).sqrt();
            let change = rate * mean / (root + 1e-8);
            if i == N {
                bias -= change;
            } else {
                let moved = weights[i] - change;
                weights[i] = if moved * signs.get(i).copied().unwrap_or(0.0) < 0.0 { 0.0 } else { moved };
            }
        }
    }
    (weights, bias)
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
