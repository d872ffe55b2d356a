//! Cuts the blocks of an article into [`Passage`]s.

use super::{Block, BlockKind, Passage};
use crate::text::ByteRange;

/// The sentences of every block that is not boilerplate, in order.
#[must_use]
pub fn cut(text: &str, blocks: &[Block]) -> Vec<Passage> {
    let mut passages = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let Ok(number) = u32::try_from(index) else { break };
        if block.kind == BlockKind::Boilerplate {
            continue;
        }
        for sentence in sentences(block.range.of(text)) {
            passages.push(Passage {
                range: sentence.shift(block.range.start()),
                block: number,
                kind: block.kind,
            });
        }
    }
    passages
}

fn sentences(paragraph: &str) -> Vec<ByteRange> {
    let base = paragraph.as_ptr() as usize;
    sentencex::segment("en", paragraph)
        .into_iter()
        .map(|sentence| {
            let start = sentence.as_ptr() as usize - base;
            ByteRange::new(start, start + sentence.len()).trim(paragraph)
        })
        .filter(|range| !range.is_empty())
        .collect()
}
