//! The language of an article, told once from its beginning.

use super::{Block, BlockKind};

/// How many bytes of prose are looked at: trigrams are sure of an article after a few hundred.
const SAMPLE: usize = 700;
/// Fewer letters than this tell nothing.
const SHORTEST: usize = 40;

/// The ISO 639-3 code of the language of the paragraphs among `blocks`, when sure.
#[must_use]
pub fn of(text: &str, blocks: &[Block]) -> Option<&'static str> {
    let mut sample = String::new();
    for block in blocks.iter().filter(|block| block.kind == BlockKind::Paragraph) {
        let words = block.range.of(text);
        let room = SAMPLE.saturating_sub(sample.len()).min(words.len());
        sample.push_str(words.get(..words.floor_char_boundary(room)).unwrap_or(""));
        sample.push(' ');
        if sample.len() >= SAMPLE {
            break;
        }
    }
    if sample.chars().filter(|c| c.is_alphabetic()).count() < SHORTEST {
        return None;
    }
    whatlang::detect(&sample).filter(whatlang::Info::is_reliable).map(|info| info.lang().code())
}
