//! Plain text: lines to pieces.
//!
//! Three ways of writing paragraphs are met: blank lines between them, one on each line, and lines
//! broken at a fixed width. Which of them a file uses is read off the lengths of its lines.

use super::draft::{Form, Piece};
use crate::text::ByteRange;

/// Widths at which people and programs break lines, in characters.
const WRAP_WIDTHS: std::ops::RangeInclusive<usize> = 40..=160;

/// A line that is not blank.
#[derive(Clone, Copy, Debug)]
struct Line {
    /// Trimmed.
    range: ByteRange,
    /// White space before it, in bytes.
    indent: usize,
    /// Its length with the indent, in characters.
    width: usize,
    /// Whether the line before it is not blank.
    follows: bool,
}

/// The pieces of the plain text in `range` of `text`.
#[must_use]
pub fn pieces(text: &str, range: ByteRange) -> Vec<Piece> {
    join(text, &lines(text, range))
}

/// Cuts the lines of one paragraph of a markup that ignores line ends, where they plainly are
/// paragraphs of their own: `None` when they are one wrapped paragraph.
#[must_use]
pub fn paragraph_lines(text: &str, range: ByteRange) -> Option<Vec<ByteRange>> {
    let lines = lines(text, range);
    let long = lines.iter().any(|line| line.width > *WRAP_WIDTHS.end());
    let stand_alone = long
        && lines.len() > 1
        && !wrap_width(text, &lines).is_some_and(|_| true)
        && lines.iter().all(|line| !starts_lower(line.range.of(text)));
    stand_alone.then(|| lines.iter().map(|line| line.range).collect())
}

fn lines(text: &str, range: ByteRange) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut at = range.start();
    let mut follows = false;
    let body = range.of(text);
    // `\r\n` yields an empty line between the two marks, which must not count as a blank one.
    for line in body.split_inclusive(['\n', '\r']) {
        let whole = ByteRange::new(at, at + line.len());
        let lone_feed = line == "\n" && text.get(..at).is_some_and(|before| before.ends_with('\r'));
        at += line.len();
        if lone_feed {
            continue;
        }
        let range = whole.trim(text);
        if range.is_empty() {
            follows = false;
            continue;
        }
        let indent = range.start() - whole.start();
        lines.push(Line { range, indent, width: indent + range.of(text).chars().count(), follows });
        follows = true;
    }
    lines
}

fn join(text: &str, lines: &[Line]) -> Vec<Piece> {
    let width = wrap_width(text, lines);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut before: Option<&Line> = None;
    for line in lines {
        let form = if is_item(line.range.of(text)) { Form::Item } else { Form::Plain };
        let joins = width.is_some_and(|width| {
            before.is_some_and(|before| {
                line.follows && form == Form::Plain && continues(text, before, line, width)
            })
        });
        match pieces.last_mut() {
            Some(last) if joins => last.range = last.range.join(line.range),
            _ => pieces.push(Piece { range: line.range, form, linked: 0 }),
        }
        before = Some(line);
    }
    pieces
}

/// The width at which the lines were broken; `None` when each line is a paragraph.
///
/// A program that breaks lines fills each of them: the next line's first word would not have fitted.
/// Paragraphs of one line each have no reason to come out that way.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let pairs: Vec<(&Line, &Line)> =
        lines.windows(2).filter_map(|pair| Some((pair.first()?, pair.get(1)?))).collect();
    let pairs: Vec<_> = pairs.into_iter().filter(|(_, next)| next.follows).collect();
    if pairs.is_empty() {
        return None;
    }
    let mut widths: Vec<usize> = pairs.iter().map(|(line, _)| line.width).collect();
    widths.sort_unstable();
    // Not the longest: an address that could not be broken may stand out.
    let width = *widths.get(widths.len() * 19 / 20)?;
    if !WRAP_WIDTHS.contains(&width) || lines.iter().any(|line| line.width > 4 * width) {
        return None;
    }
    let full = pairs.iter().filter(|(line, next)| is_full(text, line, next, width)).count();
    let lower = pairs.iter().filter(|(_, next)| starts_lower(next.range.of(text))).count();
    let wrapped = match pairs.len() {
        1 | 2 => full == pairs.len() && lower > 0,
        // The last line of a paragraph is short, so with paragraphs of three lines and no blank
        // lines between them two lines in three are full.
        many => full * 10 >= many * 6 && lower * 10 >= many * 2 || lower * 2 >= many,
    };
    wrapped.then_some(width)
}

/// Whether the first word of `next` would not have fitted on `line`.
fn is_full(text: &str, line: &Line, next: &Line, width: usize) -> bool {
    let word = next.range.of(text).split_whitespace().next().unwrap_or("");
    line.width + 1 + word.chars().count() > width
}

/// Whether `line` goes on with the paragraph of the line before it, in a text broken at `width`.
fn continues(text: &str, before: &Line, line: &Line, width: usize) -> bool {
    let words = line.range.of(text);
    if starts_lower(words) {
        return true;
    }
    // An indented line after a line at the margin opens a paragraph.
    is_full(text, before, line, width) && line.indent <= before.indent.max(1)
}

fn starts_lower(line: &str) -> bool {
    line.chars().next().is_some_and(char::is_lowercase)
}

/// `- item`, `• item`, `3. item`, `(b) item`.
fn is_item(line: &str) -> bool {
    let mut chars = line.chars();
    match chars.next() {
        Some('-' | '*' | '•' | '‣' | '◦' | '▪' | '–' | '—' | '·') => {
            chars.next().is_some_and(char::is_whitespace)
        }
        Some('(') => line.get(..5).unwrap_or(line).find(") ").is_some_and(|close| (2..=3).contains(&close)),
        Some(c) if c.is_ascii_digit() => {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
            line.len() - rest.len() <= 2 && (rest.starts_with(". ") || rest.starts_with(") "))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces_of(text: &str) -> Vec<&str> {
        pieces(text, ByteRange::new(0, text.len())).iter().map(|piece| piece.range.of(text)).collect()
    }

    #[test]
    fn each_line_is_a_paragraph_where_lines_are_not_broken_at_a_width() {
        let text = "Harbour Opens\nThe harbour opened on Monday after three years of work, the council said in a statement to the press.\nNo date was given.\n";
        assert_eq!(pieces_of(text).len(), 3);
    }

    #[test]
    fn lines_broken_at_a_width_are_one_paragraph() {
        let text = "The harbour opened on Monday after three years of work, the council\n\
                    said in a statement to the press, and the first ships are expected in\n\
                    the coming days.\n\n\
                    Another paragraph follows here, which is also broken at the same\n\
                    width of about seventy.\n";
        let found = pieces_of(text);
        assert_eq!(found.len(), 2, "{found:#?}");
        assert!(found[0].ends_with("coming days."));
    }

    #[test]
    fn an_indented_line_opens_a_paragraph_in_wrapped_text() {
        let text = "   The harbour opened on Monday after three years of work, the council\n\
                    said in a statement to the press, and the first ships are expected in\n\
                    the coming days with their goods and their passengers, the council said.\n   \
                       Another paragraph follows here, which is also broken at the same width\n\
                    and which has a second line.\n";
        assert_eq!(pieces_of(text).len(), 2);
    }

    #[test]
    fn any_line_end_separates_lines() {
        assert_eq!(pieces_of("One.\r\nTwo.\r\n\r\nThree.\rFour."), ["One.", "Two.", "Three.", "Four."]);
    }

    #[test]
    fn bulleted_lines_are_items() {
        let text = "- one\n• two\n3. three\n(b) four\n2025 was a year";
        let forms: Vec<_> =
            pieces(text, ByteRange::new(0, text.len())).iter().map(|piece| piece.form).collect();
        assert_eq!(forms, [Form::Item, Form::Item, Form::Item, Form::Item, Form::Plain]);
    }
}
