//! Cuts the blocks of an article into [`Passage`]s.

use super::{Block, BlockKind, Passage};
use crate::text::{ByteRange, sentences};

/// Longest passage, in bytes. The longest sentences of news and law have some 1,500; longer stretches
/// without an end are tables, lists of names or data, and are cut at white space.
pub const LONGEST: usize = 4_000;

/// The sentences of every block that is not boilerplate, in order.
#[must_use]
pub fn cut(text: &str, blocks: &[Block]) -> Vec<Passage> {
    let mut passages = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let Ok(number) = u32::try_from(index) else { break };
        if block.kind == BlockKind::Boilerplate {
            continue;
        }
        for sentence in sentences::split(block.range.of(text)) {
            for range in bounded(text, sentence.shift(block.range.start())) {
                passages.push(Passage { range, block: number, kind: block.kind });
            }
        }
    }
    passages
}

/// The sentence, in several pieces where it is longer than [`LONGEST`].
fn bounded(text: &str, sentence: ByteRange) -> impl Iterator<Item = ByteRange> {
    let mut rest = sentence;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut cut = rest.end();
        if rest.len() > LONGEST {
            let limit = text.floor_char_boundary(rest.start() + LONGEST);
            let window = ByteRange::new(rest.start(), limit).of(text);
            let blank = window.rfind(char::is_whitespace).filter(|at| *at > 0);
            cut = blank.map_or(limit, |at| rest.start() + at);
        }
        let piece = ByteRange::new(rest.start(), cut).trim(text);
        rest = ByteRange::new(cut, rest.end()).trim(text);
        Some(piece)
    })
    .filter(|piece| !piece.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_without_end_is_cut_at_white_space() {
        let text = "word ".repeat(2_000);
        let pieces: Vec<_> = bounded(&text, ByteRange::new(0, text.len())).collect();
        assert!(pieces.iter().all(|piece| piece.len() <= LONGEST));
        assert_eq!(
            pieces.iter().map(|piece| piece.of(&text).split_whitespace().count()).sum::<usize>(),
            2_000
        );
    }

    #[test]
    fn a_stretch_without_white_space_is_cut_between_characters() {
        let text = "é".repeat(5_000);
        let pieces: Vec<_> = bounded(&text, ByteRange::new(0, text.len())).collect();
        assert_eq!(pieces.iter().map(|piece| piece.of(&text).len()).sum::<usize>(), text.len());
    }
}
