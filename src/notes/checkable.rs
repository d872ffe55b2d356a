//! Whether a sentence states a fact that sources could bear out, and if not, why not.

use super::clauses::LONGEST_SENTENCE;
use super::cues::{
    CLAUSE_OPENERS, EMPTY_WORDS, ESTIMATES, FIRST_PERSON, IMPERATIVES, JUDGEMENT_NOUNS, JUDGEMENT_OPENINGS,
    MATERIAL_DETERMINERS, MATERIAL_NOUNS, META_OPENINGS, NOTE_NOUNS, TASK_LABELS,
};
use super::model::Checkable;
use super::sentence::Sentence;
use crate::text::tokens::TokenKind;
use crate::text::words::Tag;

pub(super) const HEADING: Checkable = Checkable::No("a heading");
pub(super) const TITLE: Checkable = Checkable::No("the title of a call-out");
pub(super) const TABLE_HEADER: Checkable = Checkable::No("the header of a table");
pub(crate) const TABLE_KEY: Checkable =
    Checkable::No("the key of a table row; it is read with the other cells");
pub(super) const QUESTION: Checkable = Checkable::No("a question");
pub(super) const TASK: Checkable = Checkable::No("a task or an instruction");
pub(super) const JUDGEMENT: Checkable = Checkable::No("the analyst's own judgement");
pub(super) const META: Checkable = Checkable::No("about the note itself");
pub(super) const CONDITIONAL: Checkable = Checkable::No("a condition, not a statement");
pub(super) const FRAGMENT: Checkable = Checkable::No("not a full statement");
pub(super) const TOO_LONG: Checkable =
    Checkable::No("a sentence of more than 300 words; parted, it can be checked");
pub(super) const NOTHING: Checkable = Checkable::No("no words to check");
pub(super) const QUOTATION: Checkable = Checkable::No("a quotation; its words are compared with the sources");
pub(super) const LEAD_IN: Checkable = Checkable::No("it introduces what follows; it is read with that");
pub(super) const SOURCES: Checkable = Checkable::No("a list of sources");
pub(super) const SUPPRESSED: Checkable = Checkable::No("in a stretch where Attest is switched off");

/// What stands around a sentence.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Surroundings {
    /// A header, label or lead-in completes it.
    pub has_context: bool,
    /// It goes on a sentence that a lead-in began, where a base form is no instruction.
    pub led: bool,
    /// It carries a citation.
    pub cited: bool,
}

impl Surroundings {
    /// How many different ones there are.
    pub const SORTS: usize = 8;

    /// Which of them it is, below [`Self::SORTS`].
    pub fn sort(self) -> usize {
        usize::from(self.has_context) | usize::from(self.led) << 1 | usize::from(self.cited) << 2
    }
}

/// Whether the sentence can be checked.
pub(super) fn judge(sentence: &Sentence<'_>, around: Surroundings) -> Checkable {
    if !sentence.text.contains(char::is_alphanumeric) {
        return NOTHING;
    }
    if sentence.is_only_quoted() {
        return QUOTATION;
    }
    if sentence.words.len() > LONGEST_SENTENCE {
        return TOO_LONG;
    }
    let folded = sentence.folded();
    if is_question(sentence) {
        return QUESTION;
    }
    if EMPTY_WORDS.contains(&folded.trim_end_matches(['.', '!']).trim()) {
        return NOTHING;
    }
    if is_about_the_note(sentence, &folded) {
        return META;
    }
    if !around.led && is_instruction(sentence, &folded) {
        return TASK;
    }
    if is_judgement(sentence, &folded, around) {
        return JUDGEMENT;
    }
    if is_condition(sentence) {
        return CONDITIONAL;
    }
    if !around.has_context && !sentence.is_full() {
        return FRAGMENT;
    }
    Checkable::Yes
}

/// Words of a question that stands for a heading.
const TOPIC: usize = 3;

fn is_question(sentence: &Sentence<'_>) -> bool {
    let end = sentence.text.trim_end_matches([')', ']', ' ', '*', '_']);
    let asks = end.ends_with('?') || is_topic(sentence);
    asks && !sentence.quotes.iter().any(|quote| quote.end() >= end.len() && quote.start() > 0)
}

/// `What happened.` opens a paragraph as `Background.` does.
fn is_topic(sentence: &Sentence<'_>) -> bool {
    let words = sentence.words.iter().filter(|word| word.kind == TokenKind::Word).count();
    let opens = ["what", "why", "how", "who", "when", "where"].contains(&sentence.low(sentence.first_word()));
    opens && words <= TOPIC
}

fn is_instruction(sentence: &Sentence<'_>, folded: &str) -> bool {
    let label = |label: &str| {
        folded.strip_prefix(label).is_some_and(|rest| {
            rest.starts_with(':') || (label.len() <= 5 && rest.starts_with(' ') && is_shouted(sentence))
        })
    };
    if TASK_LABELS.iter().any(|word| label(word)) {
        return true;
    }
    let first = sentence.first_word();
    let mut opening = sentence.low(first);
    let joined: String;
    // `do` `n't`, `let` `'s`
    if sentence.low(first + 1).starts_with(['n', '\'', '’']) {
        joined = format!("{opening}{}", sentence.low(first + 1).replace('’', "'"));
        if IMPERATIVES.contains(&joined.as_str()) {
            opening = &joined;
        }
    }
    if !IMPERATIVES.contains(&opening) {
        return false;
    }
    if matches!(opening, "please" | "don't" | "let's") {
        return true;
    }
    // `Call with the minister lasted an hour`: a finite verb of its own makes the opening a noun.
    for index in first + 1..sentence.words.len() {
        let low = sentence.low(index);
        // `Update 14:30: the bridge stands`: a label, unless the colon ends the sentence.
        if low == ":" && index + 1 < sentence.words.len() {
            return false;
        }
        if CLAUSE_OPENERS.contains(&low) || matches!(low, ":" | ";" | "(" | "," | "—" | "–") {
            break;
        }
        if sentence.is_finite(index) {
            return false;
        }
    }
    true
}

/// Whether the first word is in capitals (`TODO`).
fn is_shouted(sentence: &Sentence<'_>) -> bool {
    let first = sentence.words.get(sentence.first_word()).map_or("", |word| word.of(sentence.text));
    first.chars().all(|c| !c.is_lowercase()) && first.len() > 1
}

fn is_about_the_note(sentence: &Sentence<'_>, folded: &str) -> bool {
    let bare = folded.strip_prefix("the ").or_else(|| folded.strip_prefix("all "));
    let opening = |opening: &&str| opens(folded, opening) || bare.is_some_and(|bare| opens(bare, opening));
    if META_OPENINGS.iter().any(opening) {
        return true;
    }
    let first = sentence.first_word();
    let (one, two) = (sentence.low(first), sentence.low(first + 1));
    if matches!(one, "this" | "these") && NOTE_NOUNS.contains(&two) {
        return true;
    }
    // `The five articles differ on the date`, but not `the sources said`.
    let from = if matches!(sentence.low(first + 1), "of") { first + 2 } else { first };
    let noun = (from..from + 4).find(|index| MATERIAL_NOUNS.contains(&sentence.low(*index)));
    noun.is_some_and(|noun| {
        noun > from
            && (from..noun).all(|index| MATERIAL_DETERMINERS.contains(&sentence.low(index)))
            && !sentence.is_saying(noun + 1)
    })
}

/// Whether `folded` begins with `opening` as whole words.
fn opens(folded: &str, opening: &str) -> bool {
    folded.strip_prefix(opening).is_some_and(|rest| {
        !opening.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric)
    })
}

fn is_judgement(sentence: &Sentence<'_>, folded: &str, around: Surroundings) -> bool {
    for index in 0..sentence.words.len() {
        if !sentence.outside(index) {
            continue;
        }
        let low = sentence.low(index);
        if FIRST_PERSON.contains(&low) && is_pronoun(sentence, index) {
            return true;
        }
        if matches!(low, "our" | "my") && JUDGEMENT_NOUNS.contains(&sentence.low(index + 1)) {
            return true;
        }
    }
    let attributed = sentence.is_attributed();
    if !attributed && JUDGEMENT_OPENINGS.iter().any(|opening| opens(folded, opening)) {
        return true;
    }
    !attributed
        && !around.cited
        && ESTIMATES.iter().any(|estimate| folded.contains(estimate) && holds(sentence, estimate))
}

/// Whether a first person at `index` is one: `I` may be a numeral (`Part I`), and both may stand in
/// a name (`We Can`).
fn is_pronoun(sentence: &Sentence<'_>, index: usize) -> bool {
    let surface = |index: usize| sentence.words.get(index).map_or("", |word| word.of(sentence.text));
    let next = surface(index + 1);
    let goes_on = next.starts_with(|c: char| c.is_lowercase() || matches!(c, '\'' | '’' | ','));
    let numeral = sentence.low(index) == "i"
        && (surface(index) != "I"
            || index > 0 && matches!(sentence.tag(index - 1), Some(Tag::Noun | Tag::Propn)));
    goes_on && !numeral
}

/// Whether the words of `phrase` stand in a row outside quotation marks.
fn holds(sentence: &Sentence<'_>, phrase: &str) -> bool {
    let parts: Vec<&str> = phrase.split(' ').collect();
    (0..sentence.words.len()).any(|start| {
        sentence.outside(start)
            && parts.iter().enumerate().all(|(offset, part)| sentence.low(start + offset) == *part)
    })
}

fn is_condition(sentence: &Sentence<'_>) -> bool {
    let first = sentence.first_word();
    matches!(sentence.low(first), "if" | "unless" | "assuming" | "supposing" | "provided")
        && sentence.outside(first)
        && sentence.low(first + 1) != "not"
        && !sentence.is_attributed()
}
