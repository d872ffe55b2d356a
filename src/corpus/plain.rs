//! Plain text: lines to blocks.

use super::{Block, BlockKind};
use crate::text::ByteRange;

/// The paragraphs of `text`: separated by blank lines or, where there are none, one a line.
#[must_use]
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let range = ByteRange::new(at, at + line.len()).trim(text);
        at += line.len();
        if !range.is_empty() {
            let kind = if blocks.is_empty() && !range.of(text).ends_with(['.', '!', '?', '”', '"']) {
                BlockKind::Title
            } else {
                BlockKind::Paragraph
            };
            blocks.push(Block { range, kind });
        }
    }
    blocks
}
