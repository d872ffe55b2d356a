//! A linear classifier over hashed features, with weights of one byte: what the tagger and the parser
//! share. M. Collins, "Discriminative training methods for hidden Markov models", EMNLP 2002, gives the
//! averaged perceptron that the weights come from.
//!
//! File format, little-endian: the bytes `ATP1`; the number of lanes and the binary logarithm of the
//! number of rows, one byte each; the number of rows that are not all zero as a varint; for each of
//! them the distance from the row before it as a varint, a bit mask of its lanes that are not zero as a
//! varint, and their weights, one byte each.

use std::hash::Hasher;

use rustc_hash::FxHasher;

const MAGIC: &[u8] = b"ATP1";

/// Weights for up to `LANES` classes.
#[derive(Debug)]
pub struct Perceptron<const LANES: usize> {
    rows: Vec<[i8; LANES]>,
}

impl<const LANES: usize> Perceptron<LANES> {
    /// A classifier with the given rows; their number must be a power of two, else it is cut to one.
    #[must_use]
    pub fn new(mut rows: Vec<[i8; LANES]>) -> Self {
        let whole = if rows.is_empty() { 1 } else { 1 << rows.len().ilog2() };
        rows.resize(whole, [0; LANES]);
        Self { rows }
    }

    /// Adds the weights of a feature to the scores of all classes.
    #[inline]
    pub fn add(&self, feature: u32, scores: &mut [i32; LANES]) {
        if let Some(row) = self.rows.get(feature as usize & (self.rows.len() - 1)) {
            for (score, weight) in scores.iter_mut().zip(row) {
                *score += i32::from(*weight);
            }
        }
    }

    /// [`Self::add`] for a classifier of at most 255 features, whose sums fit: half the work.
    #[inline]
    pub fn add_few(&self, feature: u32, scores: &mut [i16; LANES]) {
        if let Some(row) = self.rows.get(feature as usize & (self.rows.len() - 1)) {
            for (score, weight) in scores.iter_mut().zip(row) {
                *score = score.wrapping_add(i16::from(*weight));
            }
        }
    }

    /// The weights of a feature.
    #[must_use]
    pub fn row(&self, feature: u32) -> [i8; LANES] {
        self.rows.get(feature as usize & (self.rows.len() - 1)).copied().unwrap_or([0; LANES])
    }

    /// Writes the format that [`Perceptron::decode`] reads.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.push(u8::try_from(LANES).unwrap_or(u8::MAX));
        out.push(u8::try_from(self.rows.len().ilog2()).unwrap_or(0));
        let used: Vec<(usize, &[i8; LANES])> =
            self.rows.iter().enumerate().filter(|(_, row)| row.iter().any(|weight| *weight != 0)).collect();
        put_varint(&mut out, used.len() as u64);
        let mut last = 0;
        for (at, row) in used {
            put_varint(&mut out, (at - last) as u64);
            last = at;
            let mask = row
                .iter()
                .enumerate()
                .fold(0_u64, |mask, (lane, weight)| mask | if *weight == 0 { 0 } else { 1 << lane });
            put_varint(&mut out, mask);
            out.extend(row.iter().filter(|weight| **weight != 0).map(|weight| weight.cast_unsigned()));
        }
        out
    }

    /// Reads the weights at the start of `bytes`; the rest is handed back. `None` when they are torn or
    /// made for another number of classes.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (&[lanes, bits], mut rest) = rest.split_first_chunk::<2>()?;
        if usize::from(lanes) != LANES || bits > 24 {
            return None;
        }
        let mut rows = vec![[0_i8; LANES]; 1 << bits];
        let mut at = 0_usize;
        for _ in 0..take_varint(&mut rest)? {
            at += usize::try_from(take_varint(&mut rest)?).ok()?;
            let mut mask = take_varint(&mut rest)?;
            let row = rows.get_mut(at)?;
            while mask != 0 {
                let (first, tail) = rest.split_first()?;
                *row.get_mut(mask.trailing_zeros() as usize)? = first.cast_signed();
                rest = tail;
                mask &= mask - 1;
            }
        }
        Some((Self { rows }, rest))
    }
}

/// Appends a number in groups of seven bits, lowest first.
pub fn put_varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Takes a number that [`put_varint`] wrote from the front of `bytes`.
pub fn take_varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(first & 0x7f) << shift;
        if first & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

/// The hash of a piece of text, as features use it.
#[must_use]
pub fn hash_text(text: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    (hasher.finish() >> 20) as u32
}

/// The feature of a template filled with values.
#[inline]
#[must_use]
pub fn feature(template: u32, values: [u32; 3]) -> u32 {
    let mut mixed = u64::from(template).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    for value in values {
        mixed = (mixed.rotate_left(23) ^ u64::from(value)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    }
    (mixed >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_survive_the_file() {
        let mut rows = vec![[0_i8; 16]; 64];
        rows[3] = [1, 0, -5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 127];
        rows[60][7] = -128;
        let mut bytes = Perceptron::new(rows.clone()).encode();
        bytes.push(9);
        let (model, rest) = Perceptron::<16>::decode(&bytes).expect("sound file");
        assert_eq!((model.rows, rest), (rows, &[9_u8][..]));
    }

    #[test]
    fn a_torn_file_is_refused() {
        let mut rows = vec![[0_i8; 16]; 64];
        rows[3][2] = 4;
        let bytes = Perceptron::new(rows).encode();
        assert!(Perceptron::<16>::decode(&bytes[..bytes.len() - 1]).is_none());
        assert!(Perceptron::<8>::decode(&bytes).is_none());
    }
}
