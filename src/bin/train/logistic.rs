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

/// Strength of the ridge on standardised features, against a mean loss. Strong: what holds across
/// sets of other kinds is that many features speak together, not the weights that suit one set best.
const RIDGE: f64 = 0.6;
const STEPS: usize = 600;

/// Minimises the weighted log loss with a ridge, then stretches the result to calibrated
/// probabilities. `signs` holds each weight to `>= 0` (positive), `<= 0` (negative) or leaves it
/// free (zero). Deterministic, from zero.
pub fn fit(examples: &[Example], signs: &[f64]) -> Fitted {
    let spread = spread(examples);
    let rows: Vec<[f64; COUNT]> =
        examples.iter().map(|e| std::array::from_fn(|i| f64::from(e.features[i]) / spread[i])).collect();
    let found = descend(&rows, examples, signs, RIDGE);
    // The ridge pulls all probabilities to the middle: a slope of one dimension undoes it.
    let scores: Vec<[f64; 1]> =
        rows.iter().map(|row| [row.iter().zip(&found.0).map(|(x, w)| x * w).sum::<f64>()]).collect();
    let (slope, bias) = descend(&scores, examples, &[1.0], 0.0);
    Fitted { bias, weights: std::array::from_fn(|i| found.0[i] * slope[0] / spread[i]) }
}

/// By feature: its weighted standard deviation, at least a little.
fn spread(examples: &[Example]) -> [f64; COUNT] {
    let total: f64 = examples.iter().map(|example| example.weight).sum();
    std::array::from_fn(|i| {
        let moment = |power: i32| {
            examples.iter().map(|e| e.weight * f64::from(e.features[i]).powi(power)).sum::<f64>() / total
        };
        (moment(2) - moment(1).powi(2)).max(0.0).sqrt().max(0.02)
    })
}

/// Projected gradient descent with Adam's steps: the weights and the bias.
fn descend<const N: usize>(
    rows: &[[f64; N]],
    examples: &[Example],
    signs: &[f64],
    ridge: f64,
) -> ([f64; N], f64) {
    let (mut weights, mut bias) = ([0.0f64; N], 0.0f64);
    let (mut first, mut second) = (vec![0.0f64; N + 1], vec![0.0f64; N + 1]);
    let total: f64 = examples.iter().map(|example| example.weight).sum();
    for step in 1..=STEPS {
        let mut gradient = vec![0.0f64; N + 1];
        for (row, example) in rows.iter().zip(examples) {
            let z: f64 = row.iter().zip(&weights).map(|(x, w)| x * w).sum::<f64>() + bias;
            let wrong = 1.0 / (1.0 + (-z).exp()) - f64::from(u8::from(example.positive));
            let wrong = wrong * example.weight / total;
            for (slot, value) in gradient.iter_mut().zip(row) {
                *slot += wrong * value;
            }
            gradient[N] += wrong;
        }
        let rate = 0.1 * (1.0 - step as f64 / (STEPS + 1) as f64);
        for i in 0..=N {
            if i < N {
                gradient[i] += ridge * weights[i];
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
