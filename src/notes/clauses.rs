//! Splitting a sentence into clauses that can be checked one by one. Where the grammar leaves a
//! doubt the sentence stays whole: a bad split makes a false alarm, a missed one only a wider range.

use super::sentence::Sentence;
use crate::text::ByteRange;
use crate::text::words::Tag;

/// Words that join two statements.
const JOINERS: &[&str] = &["and", "but", "while", "whereas", "yet", "although", "though"];

/// Words that open a subordinate clause, within whose reach no split is safe.
const SUBORDINATORS: &[&str] = &[
    "that", "whether", "if", "because", "which", "who", "whom", "whose", "unless", "until", "when", "where",
    "why", "how", "what", "lest", "although", "though", "while", "after", "before", "since", "once", "as",
];

/// Verb forms that report another's words without a verb of saying (`it would leave`).
const BACKSHIFTED: &[&str] = &["would", "could", "might", "should"];

/// Sentences of more words are no prose; looking for joints in them would take quadratic time.
pub(super) const LONGEST_SENTENCE: usize = 300;

/// The clauses of a sentence; the whole sentence when there is no safe split.
pub(super) fn split(sentence: &Sentence<'_>) -> Vec<ByteRange> {
    let mut clauses = Vec::new();
    let mut start = 0;
    let mut at = if sentence.words.len() > LONGEST_SENTENCE { sentence.words.len() } else { 1 };
    while at + 1 < sentence.words.len() {
        match joint(sentence, start, at) {
            Some(right) => {
                clauses.push(range_of(sentence, start, at));
                start = right;
                at = right + 1;
            }
            None => at += 1,
        }
    }
    let end = sentence.text.len();
    let from = sentence.words.get(start).map_or(0, |word| word.range.start());
    clauses.push(ByteRange::new(if clauses.is_empty() { 0 } else { from }, end).trim(sentence.text));
    clauses
}

fn range_of(sentence: &Sentence<'_>, start: usize, end: usize) -> ByteRange {
    let from = if start == 0 { 0 } else { sentence.words.get(start).map_or(0, |word| word.range.start()) };
    let to = sentence.words.get(end).map_or(sentence.text.len(), |word| word.range.start());
    ByteRange::new(from, to).trim(sentence.text)
}

/// Whether the punctuation at `at` parts two full statements; the index of the right one's first word.
fn joint(sentence: &Sentence<'_>, start: usize, at: usize) -> Option<usize> {
    let mark = sentence.low(at);
    if !matches!(mark, "," | ";") || !sentence.outside(at) {
        return None;
    }
    let mut right = at + 1;
    let joined = JOINERS.contains(&sentence.low(right));
    if joined {
        right += 1;
    } else if mark != ";" {
        return None;
    }
    // `; however, the talks failed`
    if mark == ";" && sentence.tag(right) == Some(Tag::Adv) && sentence.low(right + 1) == "," {
        right += 2;
    }
    let verb = subject_then_verb(sentence, right)?;
    let left_verb = (start..at).find(|index| sentence.outside(*index) && sentence.is_finite(*index))?;
    let has_subject = (start..left_verb)
        .any(|index| matches!(sentence.tag(index), Some(Tag::Noun | Tag::Propn | Tag::Pron | Tag::Num)));
    let own_saying = sentence.is_saying(verb);
    let reported = (start..at).any(|index| sentence.outside(index) && sentence.is_saying(index));
    let subordinate = (start..at).any(|index| sentence.outside(index) && opens_clause(sentence, index));
    let doubtful = if reported { !own_saying } else { subordinate };
    if !has_subject || doubtful {
        return None;
    }
    if BACKSHIFTED.contains(&sentence.low(verb)) && sentence.low(left_verb) != sentence.low(verb) {
        return None;
    }
    // `…, and the other left, Keller said`: the tail speaks for both.
    let tail = (verb + 1..sentence.words.len()).any(|index| {
        sentence.outside(index)
            && sentence.is_saying(index)
            && (verb..index).any(|comma| sentence.low(comma) == "," && sentence.outside(comma))
    });
    (!tail).then_some(right)
}

fn opens_clause(sentence: &Sentence<'_>, index: usize) -> bool {
    sentence.tag(index) == Some(Tag::Sconj)
        || (SUBORDINATORS.contains(&sentence.low(index))
            && !matches!(sentence.tag(index), Some(Tag::Adp | Tag::Det | Tag::Adv)))
}

/// The index of the finite verb when a subject and its verb stand at `from`.
fn subject_then_verb(sentence: &Sentence<'_>, from: usize) -> Option<usize> {
    let mut index = from;
    if sentence.tag(index) == Some(Tag::Adv) {
        index += 1;
    }
    if matches!(sentence.low(index), "he" | "she" | "it" | "they" | "there") {
        index += 1;
    } else {
        index = noun_phrase(sentence, index)?;
    }
    while sentence.tag(index) == Some(Tag::Adv) {
        index += 1;
    }
    let finite = sentence.outside(index) && sentence.is_finite(index);
    (finite && !may_be_participle(sentence, index)).then_some(index)
}

/// The index behind the noun phrase at `from`, prepositional attributes included.
fn noun_phrase(sentence: &Sentence<'_>, from: usize) -> Option<usize> {
    const LONGEST: usize = 14;
    let mut index = from;
    let mut noun = false;
    while index < from + LONGEST && sentence.outside(index) {
        match sentence.tag(index)? {
            Tag::Noun | Tag::Propn => noun = true,
            Tag::Det | Tag::Adj | Tag::Num | Tag::Sym => {}
            Tag::Part if matches!(sentence.low(index), "'s" | "’s" | "'" | "’") => {}
            Tag::Pron if matches!(sentence.low(index), "its" | "his" | "her" | "their") => {}
            Tag::Adp if noun => noun = false,
            _ => break,
        }
        index += 1;
    }
    noun.then_some(index)
}

/// Whether the verb at `index` may be a participle that only describes the noun before it (`troops
/// deployed in the north`).
fn may_be_participle(sentence: &Sentence<'_>, index: usize) -> bool {
    let low = sentence.low(index);
    let pronoun = index > 0 && matches!(sentence.low(index - 1), "he" | "she" | "it" | "they");
    sentence.tag(index) == Some(Tag::Verb)
        && !pronoun
        && (low.ends_with("ed") || low.ends_with("en") || low.ends_with("t") || low.ends_with("ld"))
        && sentence.tag(index + 1) == Some(Tag::Adp)
}
