//! [`Model`]: a linear-chain model over the words of a sentence. Its weights are an artefact of
//! `train ner` (see `data/README.md`).

use std::sync::LazyLock;

use super::clues::Clue;
use super::features::{self, BUCKETS, Features};
use super::labels::{LABELS, Label};
use super::reading::Shape;

/// The shipped weights.
static SHIPPED: &[u8] = include_bytes!("data/mentions.bin");

/// Lanes of a row.
const LANES: usize = LABELS.next_power_of_two();

/// Less than the score of any path that may be.
const NEVER: i32 = i32::MIN / 4;

/// What a file of weights starts with.
pub(crate) const MAGIC: &[u8; 8] = b"ATTNER01";

/// Weights in steps of one [`Model::step`].
#[derive(Debug)]
pub(crate) struct Model {
    /// One row a bucket; the lanes behind the labels' are empty, so that a row is one step of the machine's.
    rows: Vec<[i8; LANES]>,
    /// From label to label; [`NEVER`] where the second may not follow.
    follows: [[i32; LABELS]; LABELS],
}

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    // Whoever trains measures weights without building them in first.
    #[cfg(feature = "train")]
    if let Some(other) = std::env::var_os("ATTEST_MENTIONS") {
        let read = std::fs::read(&other).ok().and_then(|bytes| Model::read(&bytes).ok());
        return read.expect("ATTEST_MENTIONS names a file that `train ner` wrote");
    }
    Model::read(SHIPPED).expect("the shipped weights were written by this build's `train ner`")
});

/// The shipped model.
pub(crate) fn model() -> &'static Model {
    &MODEL
}

/// A file of weights that this build cannot read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the weights are cut short or of another version")]
pub(crate) struct BadWeights;

/// The stretches of a sentence that may hold names, and the words of each: capitals, and what
/// stands between two capitals that are near. All other words are no part of a name.
pub(crate) fn stretches(shapes: impl IntoIterator<Item = Shape>) -> Vec<(usize, usize)> {
    /// How many small words may stand inside a name: `University of the North`.
    const GAP: usize = 3;
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, shape) in shapes.into_iter().enumerate() {
        let capital = shape.capital();
        let number = shape == Shape::Number;
        match found.last_mut() {
            Some((_, end)) if capital && at <= *end + GAP => *end = at + 1,
            Some((_, end)) if number && at == *end => *end = at + 1,
            _ if capital => found.push((at, at + 1)),
            _ => {}
        }
    }
    found
}

impl Model {
    /// Reads a file of weights: magic; the transitions as little-endian `i32`; then for each row
    /// that is not empty the distance to the row before (LEB128), a mask of its labels (`u16`) and
    /// their weights (`i8`).
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, BadWeights> {
        let mut rest = bytes.strip_prefix(MAGIC).ok_or(BadWeights)?;
        let mut take = |n: usize| -> Result<&[u8], BadWeights> {
            let (head, tail) = rest.split_at_checked(n).ok_or(BadWeights)?;
            rest = tail;
            Ok(head)
        };
        let mut follows = [[0; LABELS]; LABELS];
        for cell in follows.iter_mut().flatten() {
            *cell = i32::from_le_bytes(take(4)?.try_into().map_err(|_| BadWeights)?);
        }
        for (before, row) in (0..).map(Label).zip(&mut follows) {
            for (to, cell) in (0..).map(Label).zip(row) {
                if !to.may_follow(before) {
                    *cell = NEVER;
                }
            }
        }
        let count = u32::from_le_bytes(take(4)?.try_into().map_err(|_| BadWeights)?);
        let mut rows = vec![[0_i8; LANES]; BUCKETS];
        let mut bucket = 0_usize;
        for _ in 0..count {
            let mut shift = 0;
            loop {
                let byte = take(1)?.first().copied().unwrap_or_default();
                bucket += usize::from(byte & 0x7f) << shift;
                shift += 7;
                if byte & 0x80 == 0 || shift > 28 {
                    break;
                }
            }
            let mask = u16::from_le_bytes(take(2)?.try_into().map_err(|_| BadWeights)?);
            let row = rows.get_mut(bucket).ok_or(BadWeights)?;
            for (label, weight) in row.iter_mut().enumerate().take(LABELS) {
                if mask >> label & 1 == 1 {
                    *weight = i8::from_le_bytes(take(1)?.try_into().map_err(|_| BadWeights)?);
                }
            }
        }
        Ok(Self { rows, follows })
    }

    /// The best labels of a whole sentence.
    pub(crate) fn label(&self, clues: &[Clue], headline: bool) -> Vec<Label> {
        let mut labels = vec![Label::OUTSIDE; clues.len()];
        for (start, end) in stretches(clues.iter().map(|clue| clue.shape)) {
            let scores: Vec<[i32; LABELS]> =
                (start..end).map(|at| self.score(&features::of(clues, at, headline))).collect();
            let best = self.best(&scores);
            for (slot, label) in labels.iter_mut().skip(start).zip(best) {
                *slot = label;
            }
        }
        labels
    }

    fn score(&self, features: &Features) -> [i32; LABELS] {
        // A hundred weights of one byte fit into two.
        let mut sum = [0_i16; LANES];
        for bucket in features.iter() {
            if let Some(row) = self.rows.get(bucket) {
                for (total, &weight) in sum.iter_mut().zip(row) {
                    *total = total.wrapping_add(i16::from(weight));
                }
            }
        }
        let mut scores = [0; LABELS];
        for (score, total) in scores.iter_mut().zip(sum) {
            *score = i32::from(total);
        }
        scores
    }

    /// The best path (Viterbi) between two words outside names.
    fn best(&self, scores: &[[i32; LABELS]]) -> Vec<Label> {
        let mut total = [NEVER; LABELS];
        total[0] = 0;
        let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(scores.len());
        for word in scores {
            let mut next = [NEVER; LABELS];
            let mut from = [0_u8; LABELS];
            for ((before, so_far), follows) in (0_u8..).zip(total).zip(&self.follows) {
                for ((best, from), follow) in next.iter_mut().zip(&mut from).zip(follows) {
                    let score = so_far + follow;
                    if score > *best {
                        (*best, *from) = (score, before);
                    }
                }
            }
            next.iter_mut().zip(word).for_each(|(best, score)| *best += score);
            total = next;
            back.push(from);
        }
        let mut at = (0..LABELS).max_by_key(|&last| total[last] + self.follows[last][0]).unwrap_or_default();
        let mut path = Vec::with_capacity(scores.len());
        for from in back.iter().rev() {
            path.push(Label(at as u8));
            at = usize::from(from[at]);
        }
        path.reverse();
        path
    }
}
