//! The lines of a PDF, put together to paragraphs; headings by their size, running heads and page
//! numbers by their place.

use rustc_hash::{FxHashMap, FxHashSet};

use super::pdf_lines::{Line, Page};
use super::rendition::Rendition;
use crate::corpus::draft::Form;
use crate::text::lexicon::{WordClass, is_lemma};

/// Letters of a heading are at least this many times as large as those of the text.
const HEADING: f64 = 1.15;
/// Lines further apart than this many times the usual distance are two paragraphs.
const APART: f64 = 1.3;
/// Lines at the head and foot of a page that are looked at for running heads.
const EDGE: usize = 2;

/// The rendition of `pages`.
pub(super) fn rendition(pages: &[Page]) -> Rendition {
    let layout = Layout::of(pages);
    let mut out = Rendition::default();
    let mut last: Option<&Line> = None;
    let mut form = Form::Paragraph;
    for page in pages {
        out.page(page.number);
        let mut first = true;
        for (index, line) in page.lines.iter().enumerate() {
            if layout.is_running(page, index) {
                continue;
            }
            let this = layout.form(line);
            let goes_on = last.is_some_and(|last| this == form && layout.goes_on(last, line, first));
            if !goes_on {
                out.paragraph(this);
            }
            let hyphen = last.filter(|_| goes_on).and_then(|last| layout.hyphen(last, line));
            out.words(&line.text, hyphen.is_some(), hyphen.unwrap_or(0));
            (last, form, first) = (Some(line), this, false);
        }
    }
    out
}

/// What is usual in a document.
struct Layout {
    /// The size of most letters.
    size: f64,
    /// The distance of most lines.
    distance: f64,
    /// The right edge of most text.
    right: f64,
    /// Words of the document, folded.
    words: FxHashSet<String>,
    /// Lines that stand at the head or foot of several pages, without their numbers.
    running: FxHashSet<String>,
}

impl Layout {
    fn of(pages: &[Page]) -> Self {
        let lines = || pages.iter().flat_map(|page| &page.lines);
        let size = most(lines().map(|line| (line.size, line.text.len())));
        let pairs = pages.iter().flat_map(|page| page.lines.windows(2));
        let distances = pairs.filter_map(|pair| match pair {
            // Further apart than that lines stand in no paragraph.
            [above, below] if below.top > above.top && below.top - above.top < 2.5 * below.size => {
                Some((below.top - above.top, 1))
            }
            _ => None,
        });
        let mut rights: Vec<f64> = lines().map(|line| line.right).collect();
        rights.sort_by(f64::total_cmp);
        let mut running: FxHashMap<String, usize> = FxHashMap::default();
        for page in pages {
            let edges: FxHashSet<String> = (0..page.lines.len())
                .filter(|index| at_edge(page, *index))
                .map(|index| mask(page, index))
                .collect();
            for edge in edges {
                *running.entry(edge).or_default() += 1;
            }
        }
        let often = (pages.len() / 3).max(2);
        Self {
            size,
            distance: most(distances),
            // Not the last: one line may stand out.
            right: rights.get(rights.len() * 9 / 10).copied().unwrap_or_default(),
            words: lines()
                .flat_map(|line| line.text.split(|c: char| !c.is_alphabetic()))
                .map(str::to_lowercase)
                .collect(),
            running: running.into_iter().filter(|(_, count)| *count >= often).map(|(edge, _)| edge).collect(),
        }
    }

    /// Whether a line is a running head, a page number, or what a browser prints around a page.
    fn is_running(&self, page: &Page, index: usize) -> bool {
        if !at_edge(page, index) {
            return false;
        }
        let Some(line) = page.lines.get(index) else { return false };
        let letters = line.text.chars().filter(|c| c.is_alphabetic()).count();
        let small = line.size < 0.95 * self.size;
        self.running.contains(&mask(page, index))
            || letters == 0 && line.text.len() <= 12
            || small && (line.text.contains("://") || is_page_number(&line.text))
    }

    fn form(&self, line: &Line) -> Form {
        match line.size / self.size {
            ratio if ratio >= 1.5 => Form::Heading(1),
            ratio if ratio >= HEADING => Form::Heading(2),
            _ => Form::Paragraph,
        }
    }

    /// Whether `line` goes on with the paragraph of `last`; `turned` when it opens a page.
    fn goes_on(&self, last: &Line, line: &Line, turned: bool) -> bool {
        let ended =
            last.text.trim_end_matches(['”', '"', '’', ')', '»']).ends_with(['.', '!', '?', ':', '…']);
        let lower = line.text.chars().next().is_some_and(char::is_lowercase);
        let down = line.top - last.top;
        if turned || down <= 0.0 {
            // Another page or column: only a sentence that is under way goes on there.
            return !ended && (lower || last.text.ends_with(['-', ',']) || last.right > 0.85 * self.right);
        }
        if (line.size / last.size - 1.0).abs() > 0.1 || down > APART * self.distance.max(1.15 * line.size) {
            return false;
        }
        // A last line is short, and a first line may be indented.
        let short = last.right < 0.75 * self.right;
        let indented = line.left > last.left + 0.8 * line.size;
        !(ended && (short || indented))
    }

    /// Where a word is broken at the end of `last`: how many bytes of it are its hyphen.
    fn hyphen(&self, last: &Line, line: &Line) -> Option<usize> {
        if last.text.ends_with('\u{ad}') {
            return Some('\u{ad}'.len_utf8());
        }
        let head = last.text.strip_suffix(['-', '\u{2010}'])?;
        let length = last.text.len() - head.len();
        let head = head.rsplit(|c: char| !c.is_alphabetic()).next().filter(|head| !head.is_empty())?;
        let tail = line.text.split(|c: char| !c.is_alphabetic()).next().filter(|tail| !tail.is_empty())?;
        let whole = format!("{head}{tail}").to_lowercase();
        // `high-` and `level` are two words with a hyphen that happens to end a line.
        let one = tail.chars().next().is_some_and(char::is_lowercase)
            && (self.words.contains(&whole) || knows(&whole));
        Some(if one { length } else { 0 })
    }
}

fn at_edge(page: &Page, index: usize) -> bool {
    index < EDGE || index + EDGE >= page.lines.len()
}

/// A line without its numbers: the same on every page.
fn mask(page: &Page, index: usize) -> String {
    page.lines.get(index).map_or_else(String::new, |line| {
        line.text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect()
    })
}

/// Whether WordNet has a lower-case word or what it is a regular form of.
fn knows(word: &str) -> bool {
    use WordClass::{Adjective, Adverb, Noun, Verb};
    let has = |word: &str| [Noun, Verb, Adjective, Adverb].iter().any(|class| is_lemma(word, *class));
    let stems = ["s", "es", "ed", "d", "ing", "ly"].iter().filter_map(|ending| word.strip_suffix(ending));
    std::iter::once(word).chain(stems).any(has)
}

/// `Page 3 of 12`, `3/12`.
fn is_page_number(text: &str) -> bool {
    let words = text.split(|c: char| c.is_whitespace() || c == '/').filter(|word| !word.is_empty());
    let (mut numbers, mut others) = (0, 0);
    for word in words {
        match word.trim_matches(['.', '-', '–', '|']).to_ascii_lowercase().as_str() {
            "" | "page" | "of" | "p" => {}
            word if word.bytes().all(|byte| byte.is_ascii_digit()) => numbers += 1,
            _ => others += 1,
        }
    }
    others == 0 && (1..=2).contains(&numbers)
}

/// The value that has most weight, the smaller of two; to a tenth, and 1 when there is none.
fn most(values: impl Iterator<Item = (f64, usize)>) -> f64 {
    let mut weights: FxHashMap<i64, usize> = FxHashMap::default();
    for (value, weight) in values {
        *weights.entry((value * 10.0).round() as i64).or_default() += weight;
    }
    let heaviest = weights.into_iter().max_by_key(|(value, weight)| (*weight, std::cmp::Reverse(*value)));
    heaviest.map_or(1.0, |(value, _)| value as f64 / 10.0).max(0.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(number: usize, lines: &[(&str, f64, f64)]) -> Page {
        let line = |(text, top, size): &(&str, f64, f64)| Line {
            text: (*text).to_owned(),
            left: 70.0,
            right: 70.0 + 5.0 * text.chars().count() as f64,
            top: *top,
            size: *size,
        };
        Page { number, lines: lines.iter().map(line).collect() }
    }

    fn paragraphs(pages: &[Page]) -> Vec<String> {
        let draft = rendition(pages).draft(crate::corpus::draft::Metadata::default());
        draft.pieces.iter().map(|piece| piece.range.of(&draft.text).to_owned()).collect()
    }

    #[test]
    fn lines_are_joined_words_are_made_whole_and_running_heads_are_left_out() {
        let pages = [
            page(
                1,
                &[
                    ("Northport Gazette 1", 20.0, 8.0),
                    ("Harbour Opens", 60.0, 20.0),
                    ("The council opened the harbour on Monday after a high-", 90.0, 10.0),
                    ("level meeting about the develop-", 102.0, 10.0),
                    ("ment of the town, which many had", 114.0, 10.0),
                ],
            ),
            page(
                2,
                &[
                    ("Northport Gazette 2", 20.0, 8.0),
                    ("wanted for a long time and which will go on.", 60.0, 10.0),
                    ("Ships are expected within a week, as the mayor said.", 90.0, 10.0),
                ],
            ),
        ];
        assert_eq!(
            paragraphs(&pages),
            [
                "Harbour Opens",
                "The council opened the harbour on Monday after a high-level meeting about the development of the \
                 town, which many had wanted for a long time and which will go on.",
                "Ships are expected within a week, as the mayor said.",
            ]
        );
    }

    #[test]
    fn a_passage_knows_its_page_also_where_the_paragraph_goes_over_one() {
        let pages = [
            page(1, &[("The council opened the harbour which many in the town had", 60.0, 10.0)]),
            page(2, &[("wanted for a long time.", 60.0, 10.0)]),
        ];
        let draft = rendition(&pages).draft(crate::corpus::draft::Metadata::default());
        let at = |words: &str| {
            let start = draft.text.find(words).expect("there");
            let range = crate::text::ByteRange::new(start, start + words.len());
            let range = draft.map.to_source(range);
            (range.of(&draft.source).to_owned(), draft.origin.page(range.start()))
        };
        assert_eq!(at("council"), ("council".to_owned(), Some(1)));
        assert_eq!(at("long time"), ("long time".to_owned(), Some(2)));
    }
}
