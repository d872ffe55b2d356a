//! Quotation marks: which of them open and close, how deep, and which are apostrophes.

use super::ByteRange;
use super::quote_marks::{Family, Mark, Side, closes, marks_of};
use super::sentences::paragraphs;

/// A stretch of text between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuoteSpan {
    /// With its marks.
    pub range: ByteRange,
    /// Without its marks.
    pub inner: ByteRange,
    /// 0 for the outermost quotation, 1 for one inside it, and so on.
    pub depth: u8,
    /// False for a paragraph of a longer quotation that has no closing mark of its own.
    pub closed: bool,
}

/// The quotations of `text` in the order of their opening marks. Quotations never cross a blank
/// line; where one goes on in the next paragraph, each paragraph is a span of its own.
#[must_use]
pub fn find(text: &str) -> Vec<QuoteSpan> {
    let mut spans = Vec::new();
    if !text.contains(super::quote_marks::is_mark) {
        return spans;
    }
    let paragraphs = paragraphs(text);
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let continued = paragraphs
            .get(index + 1)
            .is_some_and(|next| next.of(text).starts_with(super::quote_marks::is_mark));
        find_in_paragraph(text, *paragraph, continued, &mut spans);
    }
    spans.sort_by_key(|span| (span.range.start(), usize::MAX - span.range.end()));
    spans
}

struct Open {
    mark: Mark,
    depth: u8,
}

fn find_in_paragraph(text: &str, paragraph: ByteRange, continued: bool, spans: &mut Vec<QuoteSpan>) {
    let marks = marks_of(text, paragraph);
    let mut open: Vec<Open> = Vec::new();
    for mark in &marks {
        if mark.side != Side::Opens
            && let Some(at) = open.iter().rposition(|open| closes(open.mark, *mark))
        {
            // Marks that opened inside and were never closed were not quotation marks.
            open.truncate(at + 1);
            if let Some(Open { mark: opening, depth }) = open.pop() {
                spans.push(QuoteSpan {
                    range: opening.range.join(mark.range),
                    inner: ByteRange::new(opening.range.end(), mark.range.start()),
                    depth,
                    closed: true,
                });
            }
            continue;
        }
        if mark.side == Side::Closes {
            continue;
        }
        // A line that opens again while the same kind is open: the quotation's next paragraph.
        let begins_line = text.get(..mark.range.start()).is_some_and(|before| before.ends_with('\n'));
        if begins_line && let Some(at) = open.iter().position(|open| open.mark.family == mark.family) {
            if let Some(Open { mark: opening, depth }) = open.get(at) {
                spans.push(unclosed(text, *opening, mark.range.start(), *depth));
            }
            open.truncate(at);
        }
        let depth = u8::try_from(open.len()).unwrap_or(u8::MAX);
        open.push(Open { mark: *mark, depth });
    }
    // What stays open: a quotation that goes on in the next paragraph, or a stray mark.
    let left = open.first().filter(|open| {
        matches!(open.mark.family, Family::Double)
            && (open.mark.curly || continued)
            && !spans.iter().any(|span| span.range.start() > open.mark.range.end() && span.depth == 0)
    });
    if let Some(Open { mark, depth }) = left {
        spans.push(unclosed(text, *mark, paragraph.end(), *depth));
    }
}

fn unclosed(text: &str, opening: Mark, end: usize, depth: u8) -> QuoteSpan {
    let inner = ByteRange::new(opening.range.end(), end).trim(text);
    QuoteSpan { range: opening.range.join(inner), inner, depth, closed: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inner(text: &str) -> Vec<(&str, u8, bool)> {
        find(text).iter().map(|span| (span.inner.of(text), span.depth, span.closed)).collect()
    }

    #[test]
    fn curly_straight_and_angle_marks_are_found() {
        for text in [
            "He said “go now” twice",
            "He said \"go now\" twice",
            "He said «go now» twice",
            "He said ``go now'' twice",
            "He said „go now“ twice",
            "He said “go now\" twice",
            "He said \"go now” twice",
        ] {
            assert_eq!(inner(text), [("go now", 0, true)], "{text}");
        }
    }

    #[test]
    fn a_quotation_that_opens_curly_may_close_straight_before_more_of_it() {
        assert_eq!(
            inner("“We are leaving,\" Keller said in the harbour. \"The reason: nobody came.\""),
            [("We are leaving,", 0, true), ("The reason: nobody came.", 0, true)]
        );
    }

    #[test]
    fn nested_quotations_know_their_depth() {
        assert_eq!(
            inner("“He called it ‘a farce’ today,” she said."),
            [("He called it ‘a farce’ today,", 0, true), ("a farce", 1, true)]
        );
        assert_eq!(
            inner("\"He called it 'a farce' today,\" she said."),
            [("He called it 'a farce' today,", 0, true), ("a farce", 1, true)]
        );
    }

    #[test]
    fn apostrophes_are_not_quotation_marks() {
        assert!(
            inner("Keller's aides didn't see the ministers' cars in the '90s, or rock 'n' roll.").is_empty()
        );
        assert!(inner("It’s the workers’ day, they’re off.").is_empty());
    }

    #[test]
    fn a_possessive_inside_single_marks_does_not_end_them() {
        assert_eq!(
            inner("She wrote: ‘The boys’ game is over.’ Then she left."),
            [("The boys’ game is over.", 0, true)]
        );
    }

    #[test]
    fn a_quotation_that_goes_on_has_an_open_paragraph() {
        assert_eq!(
            inner("“We stay.\n\n“We always have,” she said."),
            [("We stay.", 0, false), ("We always have,", 0, true)]
        );
    }

    #[test]
    fn inches_and_stray_marks_are_no_quotation() {
        assert!(inner("The 6'2\" guard and a stray \" mark").is_empty());
    }
}
