//! Roles as the sources state them: titles in front of a name, appositions, `who is`, `is the`.

use super::clause::Flow;
use super::draft::{Draft, DraftRole};
use super::gazetteer;
use super::model::EntityKind;
use super::reading::Reading;
use super::tables::{self, holds};
use crate::text::ByteRange;
use crate::text::tagger::Tag;

/// The longest role, in words.
const LONGEST: usize = 12;

/// The longest title, in words.
const TITLE: usize = 5;

/// The roles that the article gives to the people among `drafts`, in text order.
pub(crate) fn find(reading: &Reading, drafts: &[Draft]) -> Vec<DraftRole> {
    let text = &*reading.article.text;
    let mut found = Vec::new();
    let mut next = 0;
    for (index, sentence) in reading.sentences.iter().enumerate() {
        let mut flow = None;
        while let Some(draft) = drafts.get(next).filter(|draft| draft.sentence as usize <= index) {
            next += 1;
            if draft.kind != EntityKind::Person {
                continue;
            }
            let flow = flow.get_or_insert_with(|| Flow::of(text, std::slice::from_ref(sentence), &[]));
            let (from, to) = (flow.at(draft.range.start()), flow.at(draft.range.end()));
            let name = u32::try_from(draft.range.start()).unwrap_or(u32::MAX);
            let ranges = [in_front(flow, from), apposed_before(flow, from, to), behind(flow, to)];
            found.extend(ranges.into_iter().flatten().map(|range| DraftRole { name, range }));
        }
    }
    found
}

/// Whether the phrase's head (before any `of`, `for`, `at`) ends with a title.
fn headed(flow: &Flow, from: usize, to: usize) -> bool {
    let head = (from..to).find(|&at| flow.tag(at) == Tag::Adp || flow.word(at) == "to").unwrap_or(to);
    (from..head).any(|start| title(flow, start, head))
        || (from..to).any(|start| to - start <= TITLE && title(flow, start, to))
}

/// `Northland's Foreign Minister` in front of a name: the title that ends at the name, with the
/// names, adjectives and possessives before it.
fn in_front(flow: &Flow, name: usize) -> Option<ByteRange> {
    let mut from = (name.saturating_sub(TITLE)..name).find(|&start| title(flow, start, name))?;
    while from > 0 && name - from < LONGEST {
        let at = from - 1;
        let goes_on = match flow.tag(at) {
            // `a photo showing Senator Keller`
            Tag::Noun | Tag::Propn | Tag::Adj => {
                let word = flow.word(at);
                !(word.ends_with("ing") && word.starts_with(char::is_lowercase))
            }
            Tag::Part => matches!(flow.word(at), "'s" | "’s" | "'" | "’"),
            _ => false,
        };
        if !goes_on {
            break;
        }
        from = at;
    }
    while from < name && flow.tag(from) == Tag::Part {
        from += 1;
    }
    (from < name).then(|| flow.span(from, name))
}

/// Whether words `from..to` are a title, and not only what shades one (`former`).
fn title(flow: &Flow, from: usize, to: usize) -> bool {
    let words = flow.span(from, to).of(flow.text);
    (from..to).all(|at| flow.tag(at) != Tag::Punct || flow.word(at) == ".")
        && gazetteer::is_title(words)
        && !(from..to)
            .all(|at| matches!(flow.tag(at), Tag::Det) || gazetteer::is_role_modifier(flow.word(at)))
}

/// `The foreign minister of Northland, Maria Keller,`
fn apposed_before(flow: &Flow, name: usize, end: usize) -> Option<ByteRange> {
    let comma = name.checked_sub(1).filter(|&at| flow.word(at) == ",")?;
    if !matches!(flow.word(end), "," | "." | "" | ";") {
        return None;
    }
    let phrase = |at: usize| match flow.tag(at) {
        Tag::Noun | Tag::Propn | Tag::Adj | Tag::Part | Tag::Det | Tag::Num => true,
        Tag::Adp => matches!(flow.word(at), "of" | "for" | "at" | "in"),
        _ => false,
    };
    let from = (0..comma).rev().take(LONGEST).take_while(|&at| phrase(at)).last()?;
    let from = (from..comma)
        .find(|&at| !matches!(flow.tag(at), Tag::Det | Tag::Adp | Tag::Sconj | Tag::Adv | Tag::Cconj))?;
    headed(flow, from, comma).then(|| flow.span(from, comma))
}

/// `, Northland's foreign minister,`, `, who is the head of the FNS`, `is the director of the FNS`.
fn behind(flow: &Flow, end: usize) -> Option<ByteRange> {
    let mut at = end;
    let comma = flow.word(at) == ",";
    if comma {
        at += 1;
    }
    let who = flow.word(at) == "who";
    if who {
        at += 1;
    }
    let copula = matches!(flow.word(at), "is" | "was" | "became" | "remains")
        || flow.word(at) == "serves" && flow.word(at + 1) == "as";
    if copula {
        at += 1 + usize::from(flow.word(at) == "serves");
    }
    if !copula && (who || !comma) {
        return None;
    }
    if matches!(flow.tag(at), Tag::Det) {
        at += 1;
    } else if copula && !matches!(flow.tag(at), Tag::Noun | Tag::Propn | Tag::Adj) {
        return None;
    }
    let from = at;
    while at < flow.words.len() && at - from < LONGEST {
        let word = flow.word(at);
        let stops = match flow.tag(at) {
            Tag::Punct => !matches!(word, "." | "-") || at + 1 == flow.words.len(),
            Tag::Verb | Tag::Aux | Tag::Sconj | Tag::Pron => true,
            Tag::Adp => !matches!(word, "of" | "for" | "at" | "to" | "in"),
            Tag::Adv => true,
            Tag::Cconj => !matches!(flow.tag(at + 1), Tag::Noun | Tag::Propn | Tag::Adj),
            _ => false,
        };
        if stops {
            break;
        }
        at += 1;
    }
    while at > from && matches!(flow.tag(at - 1), Tag::Adp | Tag::Cconj | Tag::Det) {
        at -= 1;
    }
    let capital_only = comma
        && at == from + 1
        && !holds(tables::CALENDAR, &flow.word(from).to_lowercase())
        && !gazetteer::is_title(flow.word(from));
    (at > from && !capital_only && headed(flow, from, at)).then(|| flow.span(from, at))
}
