//! Sentences.
//!
//! `sentencex` knows the abbreviations; around it stand the rules that it lacks: paragraphs, several
//! sentences inside one quotation, an ellipsis before a capital, and no end before a lower-case word.

use super::ByteRange;
use super::quotes;

/// Longer paragraphs are cut at white space before they are split, so that the time stays linear
/// whatever the text.
const LONGEST_PIECE: usize = 16 * 1024;

/// How many characters on either side of a possible end are looked at.
const NEARBY: usize = 400;

/// Words that the splitter takes for the abbreviations of a month, a state or a number; of 1,726 that end eight
/// sentences or more of 4,000 news articles these are all that are none.
const PLAIN: [&str; 4] = [" May.", " me.", " no.", " ID."];

/// The sentences of `text`, each without the white space around it. A blank line always ends one; a
/// single line break is a space.
#[must_use]
pub fn split(text: &str) -> Vec<ByteRange> {
    let mut sentences = Vec::new();
    for paragraph in paragraphs(text) {
        split_paragraph(text, paragraph, &mut sentences);
    }
    sentences
}

/// The stretches between blank lines, trimmed; none is empty.
pub(crate) fn paragraphs(text: &str) -> Vec<ByteRange> {
    let mut found = Vec::new();
    let mut start: Option<usize> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        if line.trim().is_empty() {
            if let Some(start) = start.take() {
                found.push(ByteRange::new(start, at).trim(text));
            }
        } else {
            start.get_or_insert(at);
        }
        at = end;
    }
    if let Some(start) = start {
        found.push(ByteRange::new(start, at).trim(text));
    }
    found
}

fn split_paragraph(text: &str, paragraph: ByteRange, out: &mut Vec<ByteRange>) {
    let mut cuts = Vec::new();
    for piece in pieces(text, paragraph) {
        let body = piece.of(text);
        cuts.extend(boundaries(body).into_iter().map(|cut| piece.start() + cut));
        for quote in quotes::find(body).iter().filter(|quote| quote.depth == 0) {
            let inner = quote.inner.of(body);
            let base = piece.start() + quote.inner.start();
            cuts.extend(
                boundaries(inner).into_iter().map(|cut| base + cut).filter(|cut| *cut < base + inner.len()),
            );
        }
        cuts.push(piece.end());
    }
    cuts.sort_unstable();
    cuts.dedup();
    let mut start = paragraph.start();
    for cut in cuts {
        let overlong = cut - start >= LONGEST_PIECE / 2;
        if !overlong && !ends_sentence(text, start, cut, paragraph.end()) {
            continue;
        }
        let sentence = ByteRange::new(start, cut).trim(text);
        if !sentence.is_empty() {
            out.push(sentence);
        }
        start = cut;
    }
    let rest = ByteRange::new(start, paragraph.end()).trim(text);
    if !rest.is_empty() {
        out.push(rest);
    }
}

/// Paragraphs of usual length whole, longer ones in pieces that end at white space.
fn pieces(text: &str, paragraph: ByteRange) -> Vec<ByteRange> {
    let mut pieces = Vec::new();
    let mut start = paragraph.start();
    while paragraph.end() - start > LONGEST_PIECE {
        let limit = text.floor_char_boundary(start + LONGEST_PIECE);
        let window = text.get(start..limit).unwrap_or("");
        let sentence_end = window.rmatch_indices([' ', '\n']).map(|(at, _)| at + 1).find(|at| {
            window.get(..at - 1).is_some_and(|before| before.ends_with(['.', '!', '?', '”', '"']))
        });
        let cut = sentence_end
            .or_else(|| {
                window.rfind(char::is_whitespace).map(|at| text.ceil_char_boundary(start + at + 1) - start)
            })
            .filter(|cut| *cut > 0)
            .unwrap_or(window.len());
        pieces.push(ByteRange::new(start, start + cut));
        start += cut;
    }
    pieces.push(ByteRange::new(start, paragraph.end()));
    pieces
}

/// Where sentences of `text` end, from the splitter and from ellipses before a capital.
fn boundaries(text: &str) -> Vec<usize> {
    let mut cuts = Vec::new();
    let mut at = 0;
    for sentence in sentencex::segment("en", text) {
        at += sentence.len();
        cuts.push(at);
    }
    for (at, mark) in text.match_indices('…') {
        let after = text.get(at + mark.len()..).unwrap_or("");
        let word = after.trim_start();
        if word.len() < after.len() && word.starts_with(|c: char| c.is_uppercase() || is_opening(c)) {
            cuts.push(text.len() - word.len());
        }
    }
    let ends = PLAIN.iter().flat_map(|word| text.match_indices(word));
    for (at, mark) in ends {
        let after = text.get(at + mark.len()..).unwrap_or("");
        let word = after.trim_start();
        if word.len() < after.len() && word.starts_with(char::is_uppercase) {
            cuts.push(text.len() - word.len());
        }
    }
    cuts
}

/// Whether a sentence that began at `start` may end at `cut`.
fn ends_sentence(text: &str, start: usize, cut: usize, end: usize) -> bool {
    if cut >= end {
        return true;
    }
    let before = text.get(start..cut).unwrap_or("").trim_end();
    let after = text.get(cut..end).unwrap_or("").trim_start();
    // A bounded look both ways keeps runs of bare marks linear.
    if !before.chars().rev().take(NEARBY).any(char::is_alphanumeric) {
        return false;
    }
    let Some(next) = after.chars().next() else { return false };
    if next.is_lowercase() {
        return false;
    }
    // A title goes with the name behind it, whatever stands before it.
    if next.is_uppercase()
        && let Some(word) =
            before.strip_suffix('.').and_then(|rest| rest.rsplit(|c: char| !c.is_alphabetic()).next())
        && super::abbreviations::is_title(word)
    {
        return false;
    }
    // `approx. 10`, `No. 10`: a number follows a short word only after a real end.
    if next.is_ascii_digit() && before.ends_with('.') {
        let word = before.trim_end_matches('.').rsplit(char::is_whitespace).next().unwrap_or("");
        if super::abbreviations::keeps_its_point(word) && !matches!(word, "p.m" | "a.m") {
            return false;
        }
    }
    // Only marks left: a closing quotation mark belongs to the sentence it ends.
    after.chars().take(NEARBY).any(char::is_alphanumeric)
}

fn is_opening(c: char) -> bool {
    matches!(c, '“' | '‘' | '"' | '«' | '(' | '[' | '„')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        split(text).iter().map(|range| range.of(text)).collect()
    }

    #[test]
    fn abbreviations_and_initials_end_no_sentence() {
        let text =
            "U.S. President J.D. Holt met Gen. Ruiz on Feb. 24. They spoke at No. 10. It ended at 5 p.m.";
        assert_eq!(
            sentences(text),
            [
                "U.S. President J.D. Holt met Gen. Ruiz on Feb. 24.",
                "They spoke at No. 10.",
                "It ended at 5 p.m."
            ]
        );
    }

    #[test]
    fn a_title_behind_a_quotation_begins_the_next_sentence() {
        let text = "“It was not so in 1964,” Ms. Keller said. She left.";
        assert_eq!(sentences(text), ["“It was not so in 1964,” Ms. Keller said.", "She left."]);
    }

    #[test]
    fn sentences_inside_a_quotation_are_split() {
        let text = "“We must decide,” Keller said. “This is not our work. We have other plans.” She left.";
        assert_eq!(
            sentences(text),
            [
                "“We must decide,” Keller said.",
                "“This is not our work.",
                "We have other plans.”",
                "She left."
            ]
        );
    }

    #[test]
    fn a_question_inside_a_quotation_goes_on_after_it() {
        let text = "“Will it hold?” he asked. Nobody knew.";
        assert_eq!(sentences(text), ["“Will it hold?” he asked.", "Nobody knew."]);
    }

    #[test]
    fn an_ellipsis_before_a_capital_ends_a_sentence() {
        assert_eq!(sentences("There was silence… She left."), ["There was silence…", "She left."]);
        assert_eq!(sentences("There was… nothing."), ["There was… nothing."]);
    }

    #[test]
    fn a_blank_line_ends_a_sentence_and_a_line_break_does_not() {
        assert_eq!(
            sentences("A heading\n\nThe text goes\non here."),
            ["A heading", "The text goes\non here."]
        );
    }

    #[test]
    fn a_long_line_without_ends_is_cut_in_linear_time() {
        let text = "word ".repeat(40_000);
        assert!(split(&text).len() > 5);
    }

    #[test]
    fn a_word_that_is_no_abbreviation_ends_its_sentence_before_a_name() {
        for text in [
            "The fares rose in May. Keller left at once.",
            "They told me. Keller left at once.",
            "The council said no. Keller left at once.",
            "He showed his ID. Keller left at once.",
            "He said that he can't. Keller left at once.",
        ] {
            assert_eq!(split(text).len(), 2, "{text}");
        }
        for text in ["Theirs is No. Eleven of the list.", "It was told by Gov. Keller in Brenford."] {
            assert_eq!(split(text).len(), 1, "{text}");
        }
    }
}
