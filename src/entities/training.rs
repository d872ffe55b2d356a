//! Learns the weights of the mention model from labelled text (only with the feature `train`): a
//! linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) by stochastic
//! gradient with AdaGrad steps (Duchi, Hazan and Singer 2011).

use super::clues::Context;
use super::features::{self, BUCKETS, Features};
pub use super::labels::Class;
use super::labels::{LABELS, Label};
use super::reading::Reading;
pub use super::resolve::edits;
use super::sequence::{MAGIC, stretches};
use crate::corpus::Article;
use crate::text::ByteRange;
use crate::text::lexicon;

/// A labelled mention of a text, in bytes.
#[derive(Clone, Copy, Debug)]
pub struct Labelled {
    /// Where it stands.
    pub range: ByteRange,
    /// What it is.
    pub class: Class,
}

/// One stretch of words with its labels.
#[derive(Clone, Debug)]
pub struct Example {
    words: Vec<Features>,
    labels: Vec<Label>,
    weight: f32,
}

/// The examples of one article. Peoples and demonyms become [`Class::People`] whatever a data set
/// calls them, and are added where it leaves them out, because the sets disagree.
#[must_use]
pub fn examples(article: &Article, gold: &[Labelled], weight: f32) -> Vec<Example> {
    let reading = Reading::of(article);
    let text = &*article.text;
    let mut context = Context::of(text, &reading.sentences);
    let mut found = Vec::new();
    for sentence in &reading.sentences {
        let clues = context.clues(text, sentence, &reading.uses);
        let mut labels = vec![Label::OUTSIDE; clues.len()];
        for (at, word) in sentence.words.iter().enumerate() {
            let written = word.range.of(text);
            if written.starts_with(char::is_uppercase) && lexicon::demonym(&written.to_lowercase()).is_some()
            {
                labels[at] = Label::begin(Class::People);
            }
        }
        let from = gold.partition_point(|mention| mention.range.end() <= sentence.range.start());
        for mention in gold[from..].iter().take_while(|mention| mention.range.start() < sentence.range.end())
        {
            let range = bare(text, mention.range);
            let first = sentence.words.partition_point(|word| word.range.end() <= range.start());
            let last = sentence.words.partition_point(|word| word.range.start() < range.end());
            let people = last == first + 1 && lexicon::demonym(&range.of(text).to_lowercase()).is_some();
            let class = if people { Class::People } else { mention.class };
            for (at, label) in labels.iter_mut().enumerate().take(last).skip(first) {
                *label = if at == first { Label::begin(class) } else { Label::inside(class) };
            }
        }
        for (start, end) in stretches(clues.iter().map(|clue| clue.shape)) {
            let mut labels = labels[start..end].to_vec();
            let mut before = Label::OUTSIDE;
            for label in &mut labels {
                if !label.may_follow(before) {
                    *label = label.class().map_or(Label::OUTSIDE, Label::begin);
                }
                before = *label;
            }
            let words = (start..end).map(|at| features::of(&clues, at, sentence.headline)).collect();
            found.push(Example { words, labels, weight });
        }
    }
    found
}

/// The mention without an article in front and a possessive ending behind.
fn bare(text: &str, range: ByteRange) -> ByteRange {
    let written = range.of(text);
    let lead = ["the ", "The ", "a ", "an "]
        .iter()
        .find(|lead| written.starts_with(**lead))
        .map_or(0, |lead| lead.len());
    let end = super::fold::strip_possessive(written).len().max(lead);
    ByteRange::new(range.start() + lead, range.start() + end)
}

/// The model while it learns.
pub struct Learner {
    rows: Vec<[f32; LABELS]>,
    squares: Vec<[f32; LABELS]>,
    follows: [[f32; LABELS]; LABELS],
    follow_squares: [[f32; LABELS]; LABELS],
    /// How often each row's features were met; rows met seldom stay empty.
    met: Vec<u32>,
    seldom: u32,
    /// AdaGrad's step.
    rate: f32,
    /// Strength of the pull towards zero.
    decay: f32,
    /// The share of a word's features that each example goes without, so that none is relied on.
    drop: f32,
    /// State of the generator that chooses them.
    noise: u64,
    /// Sums of the weights at the ends of passes, and of how many.
    sum: Vec<[f32; LABELS]>,
    follow_sum: [[f32; LABELS]; LABELS],
    sums: f32,
}

impl Learner {
    /// An empty model; `rate` is the first step's size, `decay` the pull towards zero a step; features
    /// met fewer than `seldom` times are left out.
    #[must_use]
    pub fn new(rate: f32, decay: f32, seldom: u32, drop: f32) -> Self {
        Self {
            met: vec![0; BUCKETS],
            seldom,
            rows: vec![[0.0; LABELS]; BUCKETS],
            squares: vec![[1e-6; LABELS]; BUCKETS],
            follows: [[0.0; LABELS]; LABELS],
            follow_squares: [[1e-6; LABELS]; LABELS],
            rate,
            decay,
            drop,
            noise: 1,
            sum: vec![[0.0; LABELS]; BUCKETS],
            follow_sum: [[0.0; LABELS]; LABELS],
            sums: 0.0,
        }
    }

    /// Counts the features of examples that will be learnt from; call for all of them first.
    pub fn meet(&mut self, examples: &[Example]) {
        for bucket in examples.iter().flat_map(|example| &example.words).flat_map(Features::iter) {
            self.met[bucket] += 1;
        }
    }

    /// One pass over the examples in an order that `seed` shuffles; returns the mean loss a word.
    pub fn pass(&mut self, examples: &[Example], seed: u64) -> f64 {
        let mut order: Vec<usize> = (0..examples.len()).collect();
        let mut state = seed;
        for at in (1..order.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(at, (state >> 33) as usize % (at + 1));
        }
        let (mut loss, mut words) = (0.0, 0);
        for at in order {
            loss += f64::from(self.step(&examples[at]));
            words += examples[at].words.len();
        }
        loss / words.max(1) as f64
    }

    /// Forgets the weights, but not their mean so far: learning again in another order, and taking the
    /// mean of both, leaves less to chance.
    pub fn restart(&mut self) {
        self.rows.fill([0.0; LABELS]);
        self.squares.fill([1e-6; LABELS]);
        self.follows = [[0.0; LABELS]; LABELS];
        self.follow_squares = [[1e-6; LABELS]; LABELS];
    }

    /// Takes the weights into the mean that is written.
    pub fn average(&mut self) {
        for (sum, weight) in self.sum.iter_mut().flatten().zip(self.rows.iter().flatten()) {
            *sum += weight;
        }
        for (sum, weight) in self.follow_sum.iter_mut().flatten().zip(self.follows.iter().flatten()) {
            *sum += weight;
        }
        self.sums += 1.0;
    }

    /// The features of a word without those that are dropped this time.
    fn kept(&mut self, word: &Features) -> Vec<usize> {
        word.iter()
            .filter(|_| {
                self.noise = self
                    .noise
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                (self.noise >> 40) as f32 / (1_u64 << 24) as f32 >= self.drop
            })
            .collect()
    }

    fn step(&mut self, example: &Example) -> f32 {
        let n = example.words.len();
        let words: Vec<Vec<usize>> = example.words.iter().map(|word| self.kept(word)).collect();
        let keep = 1.0 / (1.0 - self.drop);
        let scores: Vec<[f32; LABELS]> = words
            .iter()
            .map(|word| {
                let mut sum = [0.0; LABELS];
                for &bucket in word {
                    for (total, weight) in sum.iter_mut().zip(self.rows[bucket]) {
                        *total += weight * keep;
                    }
                }
                sum
            })
            .collect();
        let allowed = |from: usize, to: usize| Label(to as u8).may_follow(Label(from as u8));
        let log_sum = |values: &[f32]| {
            let top = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            if top == f32::NEG_INFINITY {
                top
            } else {
                top + values.iter().map(|v| (v - top).exp()).sum::<f32>().ln()
            }
        };
        let mut alpha = vec![[f32::NEG_INFINITY; LABELS]; n];
        let mut beta = vec![[f32::NEG_INFINITY; LABELS]; n];
        for at in 0..n {
            for to in 0..LABELS {
                let mut ways = [f32::NEG_INFINITY; LABELS];
                for from in 0..LABELS {
                    let before = if at == 0 {
                        if from == 0 { 0.0 } else { f32::NEG_INFINITY }
                    } else {
                        alpha[at - 1][from]
                    };
                    if allowed(from, to) {
                        ways[from] = before + self.follows[from][to];
                    }
                }
                alpha[at][to] = log_sum(&ways) + scores[at][to];
            }
        }
        for at in (0..n).rev() {
            for from in 0..LABELS {
                let mut ways = [f32::NEG_INFINITY; LABELS];
                for to in 0..LABELS {
                    if at + 1 == n {
                        if to == 0 {
                            ways[to] = self.follows[from][0];
                        }
                    } else if allowed(from, to) {
                        ways[to] = self.follows[from][to] + scores[at + 1][to] + beta[at + 1][to];
                    }
                }
                beta[at][from] = log_sum(&ways);
            }
        }
        let total =
            log_sum(&(0..LABELS).map(|last| alpha[n - 1][last] + self.follows[last][0]).collect::<Vec<_>>());
        let gold = |at: usize| usize::from(example.labels[at].0);
        let mut path = 0.0;
        for at in 0..n {
            let before = if at == 0 { 0 } else { gold(at - 1) };
            path += scores[at][gold(at)] + self.follows[before][gold(at)];
        }
        path += self.follows[gold(n - 1)][0];
        // Gradients: expected minus observed.
        for at in 0..n {
            let mut gradient = [0.0; LABELS];
            for (label, slot) in gradient.iter_mut().enumerate() {
                let expected = (alpha[at][label] + beta[at][label] - total).exp();
                *slot = (expected - f32::from(u8::from(label == gold(at)))) * example.weight;
            }
            if gradient.iter().all(|g| g.abs() < 1e-4) {
                continue;
            }
            for &bucket in words[at].iter().filter(|&&bucket| self.met[bucket] >= self.seldom) {
                let (row, squares) = (&mut self.rows[bucket], &mut self.squares[bucket]);
                for label in 0..LABELS {
                    let g = gradient[label] + self.decay * row[label];
                    squares[label] += g * g;
                    row[label] -= self.rate * g / squares[label].sqrt();
                }
            }
        }
        let mut follow = [[0.0_f32; LABELS]; LABELS];
        for at in 0..=n {
            for from in 0..LABELS {
                for to in 0..LABELS {
                    if !allowed(from, to) || at == 0 && from != 0 || at == n && to != 0 {
                        continue;
                    }
                    let left = if at == 0 { 0.0 } else { alpha[at - 1][from] };
                    let right = if at == n { 0.0 } else { scores[at][to] + beta[at][to] };
                    follow[from][to] += (left + self.follows[from][to] + right - total).exp();
                }
            }
            let from = if at == 0 { 0 } else { gold(at - 1) };
            let to = if at == n { 0 } else { gold(at) };
            follow[from][to] -= 1.0;
        }
        for (from, row) in follow.iter().enumerate() {
            for (to, gradient) in row.iter().enumerate() {
                let g = gradient * example.weight;
                if g != 0.0 {
                    self.follow_squares[from][to] += g * g;
                    self.follows[from][to] -= self.rate * g / self.follow_squares[from][to].sqrt();
                }
            }
        }
        (total - path) * example.weight
    }

    /// The weights as a file that [`super::sequence::Model`] reads. Weights below `cut` are left
    /// out; the largest is 127 steps.
    #[must_use]
    pub fn write(&self, cut: f32) -> Vec<u8> {
        // Outliers are clipped so that the many small weights keep their precision.
        let step = 4.0 / 127.0;
        let passes = self.sums.max(1.0);
        let quantised = |weight: f32| (weight / step).round().clamp(-127.0, 127.0) as i8;
        let mut bytes = MAGIC.to_vec();
        for weight in self.follow_sum.iter().flatten() {
            bytes.extend(((weight / passes / step).round() as i32).to_le_bytes());
        }
        let mut body = Vec::new();
        let (mut count, mut before) = (0_u32, 0_usize);
        for (bucket, row) in self.sum.iter().enumerate() {
            let kept: Vec<(usize, i8)> = row
                .iter()
                .map(|weight| weight / passes)
                .enumerate()
                .filter(|(_, weight)| weight.abs() >= cut)
                .map(|(label, weight)| (label, quantised(weight)))
                .filter(|(_, weight)| *weight != 0)
                .collect();
            if kept.is_empty() {
                continue;
            }
            let mut gap = bucket - before;
            before = bucket;
            while gap >= 0x80 {
                body.push((gap as u8) | 0x80);
                gap >>= 7;
            }
            body.push(gap as u8);
            let mask = kept.iter().fold(0_u16, |mask, (label, _)| mask | 1 << label);
            body.extend(mask.to_le_bytes());
            body.extend(kept.iter().map(|(_, weight)| *weight as u8));
            count += 1;
        }
        bytes.extend(count.to_le_bytes());
        bytes.extend(body);
        bytes
    }
}
