//! What holds for every text.

use attest_ls::notes::{self, Note};
use attest_ls::text::ByteRange;
use proptest::prelude::*;

use super::show::{citations, claims, parse, quotations};

#[test]
fn line_ends_and_a_byte_order_mark_change_nothing() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/peace-talks/notes");
    for name in ["brief.md", "timeline.md", "people.md", "quotes.md"] {
        let text = std::fs::read_to_string(format!("{folder}/{name}")).expect("the sample note is readable");
        let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        assert_eq!(claims(&text), claims(&windows), "{name}");
        assert_eq!(citations(&text), citations(&windows), "{name}");
        assert_eq!(quotations(&text), quotations(&windows), "{name}");
        assert_eq!(parse(&text).front_matter.is_some(), parse(&windows).front_matter.is_some());
        assert_whole(&windows);
    }
}

fn all_ranges(note: &Note) -> Vec<ByteRange> {
    let mut ranges: Vec<ByteRange> = note.blocks.iter().map(|block| block.range).collect();
    for claim in &note.claims {
        ranges.extend([claim.range, claim.sentence, claim.to_note(ByteRange::new(0, claim.text.len()))]);
        let in_context =
            |(at, c): (usize, char)| claim.context_to_note(ByteRange::new(at, at + c.len_utf8()));
        ranges.extend(claim.context.char_indices().map(in_context));
        ranges.extend(
            claim.text.char_indices().map(|(at, c)| claim.to_note(ByteRange::new(at, at + c.len_utf8()))),
        );
    }
    ranges.extend(note.headings.iter().map(|heading| heading.range));
    for quotation in &note.quotations {
        ranges.extend([quotation.range, quotation.inner]);
        ranges.extend(quotation.signature);
    }
    for citation in &note.citations {
        ranges.extend([citation.range, citation.key_range]);
        ranges.extend(citation.definition);
    }
    ranges.extend(note.suppressions.iter().flat_map(|suppression| [suppression.range, suppression.covers]));
    ranges
}

fn assert_whole(text: &str) {
    let note = parse(text);
    for range in all_ranges(&note) {
        assert!(text.get(range.start()..range.end()).is_some(), "{range:?} splits a character of {text:?}");
    }
    let count = note.claims.len();
    assert!(note.quotations.iter().all(|quotation| quotation.claim.is_none_or(|claim| claim < count)));
    for claim in &note.claims {
        assert!(!claim.text.contains('\n'), "{:?} is on one line", claim.text);
        assert!(claim.block < note.blocks.len());
        assert!(claim.citations.iter().all(|citation| *citation < note.citations.len()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_text_is_a_note(text in "\\PC{0,200}") {
        assert_whole(&text);
    }

    #[test]
    fn any_markdown_is_a_note(parts in prop::collection::vec(prop::sample::select(vec![
        "Keller left. ", "é😀 ", "\n", "\n\n", "- ", "> ", "> [!note] ", "| a | b |\n|---|---|\n| ", " | ", "**", "*", "`",
        "[@a1]", "[^1]", "[^1]: ", "[[", "]]", "#L4", "[x](corpus/a.txt)", "%%", "==", "#tag ", "“", "”", "\"", "'",
        "<!-- attest: off -->", "<!-- attest: on -->", "<!-- attest: allow x -->", "<div>", "&amp;", "&nbsp;", "\\[", "~~",
        ": ", "; ", ", and he left", "---\n", "    ", "\t", "\r\n", "```\n", "\u{0}", "# ", "- [ ] ", "said:", "— ", "(", ")",
    ]), 0..40)) {
        assert_whole(&parts.concat());
        assert_whole(&format!("> {}", parts.concat()));
    }

    // Without brackets: `(C)` is a classification mark, which is no statement.
    #[test]
    fn every_word_of_a_paragraph_belongs_to_a_claim(text in "[A-Za-z ,.;!?“”éü-]{1,120}") {
        let note = parse(&text);
        for (at, _) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            let known = note.claims.iter().any(|claim| claim.sentence.contains(at))
                || note.blocks.iter().any(|block| block.range.contains(at)
                    && matches!(block.kind, notes::NoteBlockKind::Code));
            prop_assert!(known, "{at} of {text:?}");
        }
    }

    #[test]
    fn any_plain_text_is_read(text in "\\PC{0,200}") {
        for claim in notes::claims_of_plain(&text) {
            let range = claim.to_note(ByteRange::new(0, claim.text.len()));
            prop_assert!(text.get(range.start()..range.end()).is_some());
        }
    }
}
