//! From the words of an article to the stretches that name something: the sequence model's labels,
//! with what language knows for sure on top (titles, possessives, joined names, peoples).

use super::clues::{Clue, Context, known};
use super::draft::{Draft, Proof};
use super::gazetteer::{self, Wordness};
use super::glue;
use super::labels::{self, Class, Label};
use super::model::EntityKind;
use super::parting::{behind_opener, credits, halves, mended, parted, rejoined, without_party};
use super::reading::{Reading, Sentence, Shape, Uses};
use super::sequence;
use super::tables::{HANGING, PARTICLES, holds};
use crate::text::ByteRange;
use crate::text::lexicon;
use crate::text::tagger::Tag;

/// The longest role in front of a name, in words.
const LONGEST_TITLE: usize = 6;

/// Finds the names of every sentence, in text order.
pub(crate) fn names(reading: &Reading) -> Vec<Draft> {
    let text = &*reading.article.text;
    let mut context = Context::of(text, &reading.sentences);
    let mut found = Vec::new();
    for (index, sentence) in reading.sentences.iter().enumerate() {
        in_sentence(text, sentence, index, &reading.uses, &mut context, &mut found);
    }
    found
}

/// Adds the names of one sentence; `uses` and `context` say what the texts around it do with its
/// words.
pub(crate) fn in_sentence(
    text: &str,
    sentence: &Sentence,
    index: usize,
    uses: &dyn Uses,
    context: &mut Context,
    found: &mut Vec<Draft>,
) {
    if !sentence.shapes.iter().any(|shape| shape.capital()) {
        return;
    }
    let clues = context.clues(text, sentence, uses);
    if sentence.headline {
        headline(text, sentence, &clues, uses, index, found);
        return;
    }
    let proof = Proof::Text;
    let mut labels = sequence::model().label(&clues, sentence.headline);
    complete(&mut labels, &clues);
    let first = found.len();
    let spans = rejoined(text, sentence, labels::spans(&labels));
    let mended = spans.into_iter().flat_map(|found| mended(text, sentence, found));
    for (start, end, class) in mended.flat_map(|found| parted(text, sentence, found)) {
        let whole = start;
        let (mut start, mut end) = (start, end);
        if class == Class::Person {
            (start, end) = without_title(text, sentence, (start, end));
            start = behind_opener(text, sentence, start, end, uses);
            if let Some((place, rest)) = in_front_of_office(text, sentence, start, end) {
                found.push(Draft::new(text, place, EntityKind::Place, index, proof));
                start = rest;
            }
        }
        if let Some(employer) = employer(text, sentence, whole, start) {
            found.push(Draft::new(text, employer, EntityKind::Organisation, index, proof));
        }
        if start >= end || class == Class::People && !names_people(sentence, &clues, start, end) {
            continue;
        }
        let range = span(text, sentence, start, end);
        let written = range.of(text);
        // `Sen.` alone names nobody.
        let title = written.ends_with('.') && gazetteer::is_address(written);
        if range.is_empty() || title || class == Class::Place && is_character(&clues, start, written) {
            continue;
        }
        // `Super Tuesday` is a day.
        let day =
            clues.get(end).is_some_and(|clue| clue.known & known::CALENDAR != 0 && clue.shape.capital());
        if day
            && end == start + 1
            && class == Class::Place
            && gazetteer::facts(written).word != Wordness::Never
        {
            continue;
        }
        let range = if class == Class::Place { without_party(text, range) } else { range };
        let mut add = |range, kind| found.push(Draft::new(text, range, kind, index, proof));
        for (at, range) in credits(text, range).into_iter().enumerate() {
            // Behind the one who made a picture stand those who sell it.
            let kind = match class.kind() {
                EntityKind::Person if at > 0 => EntityKind::Organisation,
                kind => kind,
            };
            match halves(text, range, uses) {
                Some((left, right)) => [left, right].into_iter().for_each(|half| add(half, kind)),
                None if kind == EntityKind::Person => {
                    glue::people(text, range, uses).into_iter().for_each(|range| add(range, kind));
                }
                None => add(range, kind),
            }
        }
    }
    if let Some(added) = found.get_mut(first..) {
        added.sort_by_key(|draft| draft.range.start());
    }
}

/// The place in front of an office in front of a name, and where the name starts: `Eastland Senator Maria
/// Keller`.
fn in_front_of_office(
    text: &str,
    sentence: &Sentence,
    start: usize,
    end: usize,
) -> Option<(ByteRange, usize)> {
    (1..=2).find_map(|length| {
        let office = start + length;
        let place = span(text, sentence, start, office);
        let known = gazetteer::place(place.of(text)).is_some() || lexicon::country(place.of(text)).is_some();
        let longest = LONGEST_TITLE.min(end.checked_sub(office + 1).filter(|_| known)?);
        (1..=longest)
            .rev()
            .find(|&title| {
                let words = span(text, sentence, office, office + title).of(text);
                gazetteer::is_title(words) && !gazetteer::is_given_name(words)
            })
            .map(|title| (place, office + title))
    })
}

/// Whether a title in front makes a country somebody: `Captain Northland`, `Miss Northland`.
fn is_character(clues: &[Clue], start: usize, name: &str) -> bool {
    let before = start.checked_sub(1).and_then(|at| clues.get(at));
    before.is_some_and(|clue| clue.shape == Shape::Capital && clue.known & known::TITLE != 0 && !clue.opens)
        && lexicon::country(name).is_some()
}

/// Labels what the model missed though hardly anything else is likely: capitals that begin with a
/// given name and stand behind a role or in the middle of a sentence.
fn complete(labels: &mut [Label], clues: &[Clue]) {
    const NO_NAME: u32 =
        known::STOP | known::CALENDAR | known::TITLE | known::WORD_MOSTLY | known::BODY | known::PEOPLE;
    let free = |labels: &[Label], at: usize| {
        labels.get(at) == Some(&Label::OUTSIDE)
            && clues.get(at).is_some_and(|clue| {
                matches!(clue.shape, Shape::Capital | Shape::Mixed) && clue.known & NO_NAME == 0
            })
    };
    let mut start = 0;
    while start < clues.len() {
        let end = (start..clues.len()).find(|&at| !free(labels, at)).unwrap_or(clues.len());
        let given = clues.get(start).is_some_and(|clue| clue.known & known::GIVEN != 0);
        let after_role = start > 0
            && clues.get(start - 1).is_some_and(|clue| clue.known & (known::ROLE | known::TITLE) != 0);
        let opens = clues.get(start).is_some_and(|clue| clue.opens);
        // `…,” Keller said`
        let speaks = end == start + 1
            && !opens
            && clues.get(start).is_some_and(|clue| clue.known & known::SURNAME != 0)
            && clues.get(end).is_some_and(|clue| clue.known & known::SAYS != 0);
        if speaks || (2..=4).contains(&(end - start)) && (given || after_role && !opens) {
            for (at, label) in labels.iter_mut().enumerate().take(end).skip(start) {
                *label = if at == start { Label::begin(Class::Person) } else { Label::inside(Class::Person) };
            }
        }
        start = end.max(start) + 1;
    }
}

/// The longest name that is looked for in a headline, in words.
const LONGEST_IN_HEADLINE: usize = 5;

/// Every stretch of capitals of a headline that could be a name: which of them are, the rest of the
/// corpus says. What the gazetteer knows stands by itself.
fn headline(
    text: &str,
    sentence: &Sentence,
    clues: &[Clue],
    uses: &dyn Uses,
    index: usize,
    found: &mut Vec<Draft>,
) {
    let capital = |at: usize| {
        clues
            .get(at)
            .is_some_and(|clue| clue.shape.capital() && clue.known & (known::CALENDAR | known::STOP) == 0)
    };
    for start in (0..clues.len()).filter(|&at| capital(at)) {
        for end in start + 1..=clues.len().min(start + LONGEST_IN_HEADLINE) {
            if !capital(end - 1) {
                continue;
            }
            let range = span(text, sentence, start, end);
            let title = end == start + 1 && gazetteer::is_address(range.of(text));
            if title || is_character(clues, start, range.of(text)) {
                continue;
            }
            if let Some((left, right)) = halves(text, range, uses) {
                found.push(Draft::new(text, left, EntityKind::Place, index, Proof::Headline));
                found.push(Draft::new(text, right, EntityKind::Place, index, Proof::Headline));
                continue;
            }
            let place =
                gazetteer::place(range.of(text)).is_some() || lexicon::country(range.of(text)).is_some();
            let bits = |at: usize| clues.get(at).map_or(0, |clue| clue.known);
            let person = end == start + 2
                && bits(start) & known::GIVEN != 0
                && bits(start) & known::WORD_MOSTLY == 0
                && bits(start + 1) & known::SURNAME != 0
                && bits(start + 1) & (known::WORD_MOSTLY | known::WORD_NOW_AND_THEN) == 0;
            let (kind, proof) = match (place, person) {
                (true, _) => (EntityKind::Place, Proof::Headline),
                (_, true) => (EntityKind::Person, Proof::Headline),
                _ => (EntityKind::Other, Proof::Capitals),
            };
            found.push(Draft::new(text, range, kind, index, proof));
        }
    }
}

/// The bytes of words `start..end`, without a possessive ending.
pub(crate) fn span(text: &str, sentence: &Sentence, start: usize, end: usize) -> ByteRange {
    let (Some(first), Some(last)) = (sentence.words.get(start), sentence.words.get(end.saturating_sub(1)))
    else {
        return ByteRange::empty_at(sentence.range.start());
    };
    let range = first.range.join(last.range);
    let bare = super::fold::strip_possessive(range.of(text));
    let bare = without_tail(bare);
    ByteRange::new(range.start(), range.start() + bare.len())
}

/// `Northland` of `Northland-backed`: a name that a participle or adjective hangs on to.
fn without_tail(name: &str) -> &str {
    match name.rsplit_once(super::fold::is_hyphen) {
        Some((head, tail))
            if tail.len() > 2
                && tail.chars().all(char::is_lowercase)
                && head.starts_with(char::is_uppercase)
                && (tail.ends_with("ed") || tail.ends_with("ing") || holds(HANGING, tail)) =>
        {
            head
        }
        _ => name,
    }
}

/// Whether a word for a people stands for the people (`the Northlanders`) and not as an adjective
/// (`the Northlandic army`), which names nobody.
fn names_people(sentence: &Sentence, clues: &[Clue], start: usize, end: usize) -> bool {
    if end - start > 1 {
        return true;
    }
    let plural = clues.get(start).is_some_and(|clue| clue.affixes[1] & 0xff == u64::from(b's'));
    let tag = sentence.words.get(start).map_or(Tag::X, |word| word.tag);
    let next = sentence.words.get(end).map_or(Tag::Punct, |word| word.tag);
    let adjective = tag == Tag::Adj || matches!(next, Tag::Noun | Tag::Propn | Tag::Adj);
    plural || !adjective && clues.get(start).is_some_and(|clue| clue.known & known::PEOPLE != 0)
}

/// The run without the titles in front of it, when a name is left behind them.
fn without_title(text: &str, sentence: &Sentence, (start, end): (usize, usize)) -> (usize, usize) {
    let mut start = start;
    // `Harbour spokesperson Maria Keller`: a common noun ends the role.
    let noun = (start + 1..end.saturating_sub(1)).rev().find(|&at| {
        sentence.shapes.get(at) == Some(&Shape::Lower)
            && sentence.words.get(at).is_some_and(|word| word.tag == Tag::Noun)
            && !holds(PARTICLES, sentence.word(text, at))
    });
    start = noun.map_or(start, |noun| noun + 1);
    'again: loop {
        for length in (1..=LONGEST_TITLE.min(end.saturating_sub(start + 1))).rev() {
            let words = span(text, sentence, start, start + length);
            // `Captain Northland` is no captain called Northland.
            let rest = span(text, sentence, start + length, end).of(text);
            if lexicon::country(rest).is_none() && gazetteer::is_title(words.of(text)) {
                start += length;
                continue 'again;
            }
        }
        return (start, end);
    }
}

/// The name in front of a role that was taken off a person's name: `Harbour` of `Harbour
/// spokesperson Maria Keller`.
fn employer(text: &str, sentence: &Sentence, from: usize, to: usize) -> Option<ByteRange> {
    let end = (from..to).find(|&at| sentence.shapes.get(at) == Some(&Shape::Lower))?;
    (end > from).then(|| span(text, sentence, from, end)).filter(|range| !gazetteer::is_title(range.of(text)))
}
