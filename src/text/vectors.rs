//! How near two words are in meaning, by a small table of word vectors.
//!
//! `data/vectors.bin`: three little-endian `u32` (words, dimensions, bytes of names), the words
//! sorted and joined by newlines, then one row of signed bytes a word. Origin, licence and the
//! command that rebuilds it are in `data/README.md`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

static DATA: &[u8] = include_bytes!("data/vectors.bin");

struct Table {
    rows: FxHashMap<&'static str, u32>,
    dimensions: usize,
    matrix: &'static [u8],
    /// By row: one over the row's length.
    inverse_norms: Vec<f32>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| read(DATA).unwrap_or_else(Table::empty));

impl Table {
    fn empty() -> Self {
        Self { rows: FxHashMap::default(), dimensions: 0, matrix: &[], inverse_norms: Vec::new() }
    }

    fn row(&self, at: u32) -> Option<&'static [u8]> {
        let start = at as usize * self.dimensions;
        self.matrix.get(start..start + self.dimensions)
    }
}

fn read(data: &'static [u8]) -> Option<Table> {
    let number = |at: usize| -> Option<usize> {
        let bytes: [u8; 4] = data.get(at..at + 4)?.try_into().ok()?;
        usize::try_from(u32::from_le_bytes(bytes)).ok()
    };
    let (words, dimensions, names) = (number(0)?, number(4)?, number(8)?);
    let names_end = 12usize.checked_add(names)?;
    let names = std::str::from_utf8(data.get(12..names_end)?).ok()?;
    let matrix = data.get(names_end..names_end.checked_add(words.checked_mul(dimensions)?)?)?;
    let rows = names.split('\n').zip(0u32..).collect();
    let inverse_norms = matrix
        .chunks_exact(dimensions.max(1))
        .map(|row| {
            let square: i32 = row.iter().map(|&x| i32::from(x.cast_signed()).pow(2)).sum();
            1.0 / (square as f32).sqrt().max(1.0)
        })
        .collect();
    Some(Table { rows, dimensions, matrix, inverse_norms })
}

/// A word that has a vector.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VectorId(u32);

/// The vector of a lower-case word; `None` when it has none.
#[must_use]
pub fn of(word: &str) -> Option<VectorId> {
    TABLE.rows.get(word).copied().map(VectorId)
}

/// The cosine between two vectors, in [-1, 1].
#[must_use]
pub fn cosine(a: VectorId, b: VectorId) -> f32 {
    let table = &*TABLE;
    let (Some(first), Some(second)) = (table.row(a.0), table.row(b.0)) else { return 0.0 };
    let dot: i32 = first
        .iter()
        .zip(second)
        .map(|(&x, &y)| i32::from(x.cast_signed()) * i32::from(y.cast_signed()))
        .sum();
    let norm = |id: VectorId| table.inverse_norms.get(id.0 as usize).copied().unwrap_or(0.0);
    dot as f32 * norm(a) * norm(b)
}

/// The cosine between the vectors of two lower-case words; `None` when either has no vector.
#[must_use]
pub fn similarity(a: &str, b: &str) -> Option<f32> {
    Some(cosine(of(a)?, of(b)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_like_meaning_are_near() {
        let near = similarity("doctor", "physician").expect("both are in the table");
        let far = similarity("doctor", "harvest").expect("both are in the table");
        assert!(near > 0.6 && far < 0.3, "{near} {far}");
    }

    #[test]
    fn unknown_words_have_no_similarity() {
        assert_eq!(similarity("doctor", "zzyzx"), None);
    }
}
