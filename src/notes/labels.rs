//! Labels (`**Location:** …`) and section headings: the words that say what other words are.

use super::checkable::{JUDGEMENT, META, QUESTION, SOURCES, TASK};
use super::cues::{
    CALENDAR, CITATION_LEADS, GENERIC_HEADINGS, JUDGEMENT_LABELS, META_LABELS, NAME_PARTICLES,
    NEUTRAL_LABELS, QUESTION_LABELS, SECTION_PREFIXES, SECTIONS, SectionCue, TASK_LABELS,
};
use super::model::{Checkable, Heading};
use super::sentence::Sentence;
use crate::text::ByteRange;

/// Names have at most this many words.
const LONGEST_NAME: usize = 6;

/// Longer stretches before a colon are statements, not labels.
const LONGEST_LABEL: usize = 48;

/// A label at the start of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// Its words, without the colon or dash.
    pub words: ByteRange,
    /// Where the words behind it start.
    pub rest: usize,
    /// What it makes of those words, when it is a known one.
    pub verdict: Option<Checkable>,
    /// Whether it is a thing's or person's name or a date, which belongs to the statement itself.
    pub is_name: bool,
}

/// The label at the start of `text`. `strong` says whether words up to an offset are in bold, which
/// is how notes mark labels; `item` whether the block is a list item, where the colon is enough.
pub(super) fn find(text: &str, strong: impl Fn(ByteRange) -> bool, item: bool) -> Option<Label> {
    let start = text.len() - text.trim_start().len();
    let (end, rest, colon) = separator(text, start)?;
    // `key:: value`, as some note programs write it, has a second colon.
    let end = start + text.get(start..end)?.trim_end_matches([':', ' ']).len();
    let words = ByteRange::new(start, end);
    let label = words.of(text);
    if label.is_empty()
        || label.len() > LONGEST_LABEL
        || label.contains(['.', '?', '!', '"', '“', ',']) && !has_date(label)
    {
        return None;
    }
    let verdict = if colon { known(&label.to_lowercase()) } else { None };
    let marked = strong(words) || text.get(end..).is_some_and(|behind| behind.starts_with("::"));
    // `Keller said: …` is a statement, not a label.
    if !marked && verdict.is_none() && Sentence::new(label, Vec::new()).has_verb() {
        return None;
    }
    if verdict.is_none()
        && !marked
        && !(item && label.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
    {
        return None;
    }
    if label.split_whitespace().count() > 6 {
        return None;
    }
    Some(Label { words, rest, verdict, is_name: is_name(label) })
}

/// Whether a line opens with a label: a capital, few words, a colon.
pub(super) fn opens_line(line: &str) -> bool {
    let Some((end, rest, true)) = separator(line, 0) else { return false };
    let label = line.get(..end).unwrap_or("").trim_end_matches([':', ' ']);
    let plain = |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '/' | '\'' | '’');
    // `Source: [@id]` under a statement belongs to it.
    let cites = CITATION_LEADS.contains(&format!("{}:", label.to_lowercase()).as_str());
    !cites
        && label.starts_with(char::is_uppercase)
        && label.chars().all(plain)
        && label.split(' ').count() <= 3
        && rest < line.len()
}

/// The first colon before white space, or spaced dash: end of the label, start of the rest, and
/// whether it is a colon.
fn separator(text: &str, start: usize) -> Option<(usize, usize, bool)> {
    let limit = text.floor_char_boundary(start + LONGEST_LABEL + 4);
    let window = text.get(start..limit)?;
    for (at, mark) in window.match_indices([':', '–', '—', '-']) {
        let behind = window.get(at + mark.len()..).unwrap_or("");
        if !(behind.is_empty() || behind.starts_with(char::is_whitespace)) {
            continue;
        }
        let before = window.get(..at).is_some_and(|head| head.ends_with(' '));
        if mark == ":" || before {
            let tail = text.get(start + at + mark.len()..).unwrap_or("");
            return Some((start + at, text.len() - tail.trim_start().len(), mark == ":"));
        }
    }
    None
}

/// What a label or the header of a column makes of the words it stands for, when it is a known one.
pub(super) fn known(label: &str) -> Option<Checkable> {
    let label = label.trim();
    [(JUDGEMENT_LABELS, JUDGEMENT), (META_LABELS, META), (TASK_LABELS, TASK), (QUESTION_LABELS, QUESTION)]
        .into_iter()
        .find(|(table, _)| table.contains(&label))
        .map(|(_, verdict)| verdict)
}

fn has_date(label: &str) -> bool {
    label.contains(|c: char| c.is_ascii_digit())
        || label
            .split(|c: char| !c.is_alphabetic())
            .any(|word| CALENDAR.contains(&word.to_lowercase().as_str()))
}

/// Whether a label reads as a name (two capitals, or none of its words in lower case) or as a date.
fn is_name(label: &str) -> bool {
    let words: Vec<&str> = label.split_whitespace().collect();
    let capitals = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    has_date(label) || capitals >= 2
}

/// What the section under `heading` holds, when it holds no claims.
pub(super) fn section(heading: &str) -> Option<Checkable> {
    let folded = heading.trim().trim_end_matches(':').to_lowercase().replace('’', "'");
    let mut name = folded.trim_start_matches(|c: char| !c.is_alphabetic());
    while let Some((first, rest)) = name.split_once(' ')
        && SECTION_PREFIXES.contains(&first)
    {
        name = rest.trim_start();
    }
    let cue = SECTIONS.iter().find(|(names, _)| names.contains(&name)).map(|(_, cue)| *cue)?;
    Some(match cue {
        SectionCue::Judgement => JUDGEMENT,
        SectionCue::Task => TASK,
        SectionCue::Question => QUESTION,
        SectionCue::Sources => SOURCES,
    })
}

/// The headings of a note and how they nest.
pub(super) struct Outline<'h> {
    headings: &'h [Heading],
    /// For each heading the one around it.
    parents: Vec<Option<usize>>,
    /// For each heading what its section holds by its own words: every sentence below asks.
    sections: Vec<Option<Checkable>>,
}

impl<'h> Outline<'h> {
    pub fn new(headings: &'h [Heading]) -> Self {
        let mut open: Vec<usize> = Vec::new();
        let mut parents = Vec::with_capacity(headings.len());
        for (index, heading) in headings.iter().enumerate() {
            while open
                .last()
                .and_then(|last| headings.get(*last))
                .is_some_and(|last| last.level >= heading.level)
            {
                open.pop();
            }
            parents.push(open.last().copied());
            open.push(index);
        }
        let sections = headings.iter().map(|heading| section(&heading.text)).collect();
        Self { headings, parents, sections }
    }

    /// The headings around a block, innermost first.
    fn around(&self, innermost: Option<usize>) -> impl Iterator<Item = (usize, &'h Heading)> {
        let chain = std::iter::successors(innermost, |index| self.parents.get(*index).copied().flatten());
        chain.filter_map(|index| Some((index, self.headings.get(index)?)))
    }

    /// The heading, from the innermost one outwards, that names the thing its section is about.
    pub fn subject(&self, innermost: Option<usize>) -> Option<usize> {
        self.around(innermost)
            .find(|(index, heading)| names_a_thing(&heading.text) && self.known(*index).is_none())
            .map(|(index, _)| index)
    }

    /// What the innermost known section around says of its content.
    pub fn section(&self, innermost: Option<usize>) -> Option<Checkable> {
        self.around(innermost).find_map(|(index, _)| self.known(index))
    }

    fn known(&self, index: usize) -> Option<Checkable> {
        self.sections.get(index).copied().flatten()
    }
}

/// Whether a label or lead-in only names a part of a note (`Background:`).
pub(super) fn is_neutral(words: &str) -> bool {
    NEUTRAL_LABELS.contains(&words.trim().to_lowercase().as_str())
}

/// Whether a heading is a name: capitals throughout, and not only words for the parts of a note.
fn names_a_thing(heading: &str) -> bool {
    let words: Vec<&str> = heading.split_whitespace().collect();
    let capital = |word: &&str| {
        word.starts_with(char::is_uppercase) || NAME_PARTICLES.contains(&word.to_lowercase().as_str())
    };
    if words.len() > LONGEST_NAME || !words.iter().all(capital) || heading.contains([':', '?', ',']) {
        return false;
    }

    heading.split(|c: char| !c.is_alphanumeric() && c != '-').any(|word| {
        word.len() > 1
            && word.starts_with(char::is_uppercase)
            && !GENERIC_HEADINGS.contains(&word.to_lowercase().as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_known_behind_its_prefixes() {
        assert_eq!(section("Our key judgements"), Some(JUDGEMENT));
        assert_eq!(section("4. Next steps"), Some(TASK));
        assert_eq!(section("Northport talks"), None);
    }

    #[test]
    fn the_subject_is_the_nearest_heading_that_names_something() {
        let heading =
            |text: &str, level| Heading { range: ByteRange::default(), text: text.to_owned(), level };
        let headings = [heading("Maria Keller", 1), heading("Key facts", 2)];
        assert_eq!(Outline::new(&headings).subject(Some(1)), Some(0));
    }
}
