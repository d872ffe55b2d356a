//! Roles: the claim gives somebody a title that the corpus gives to somebody else, or gives this
//! person another one.

use super::Suspicion;
use crate::entities::{Entity, EntityId, EntityKind, Role, gazetteer};
use crate::evidence::claim::SlotKind;
use crate::evidence::model::{Finding, FindingKind, Polarity};
use crate::evidence::situation::Situation;
use crate::evidence::word_match;
use crate::text::ByteRange;
use crate::text::lexicon;
use crate::text::stem::stem;
use crate::text::tagger::Tag;
use crate::text::tokens::TokenKind;
use crate::text::words::Word;

/// How many words a title has at most.
const TITLE_WORDS: usize = 6;
/// Words for whoever is at the head of something, whatever the office is called: commissioner, director, speaker.
const AT_THE_HEAD: [&str; 4] = ["head", "chief", "leader", "boss"];
/// How far from the name a title may stand in a source and still be its bearer's.
const NEAR: usize = 8;
/// A role that contradicts the corpus's rests on one article's wording; hence not certain.
const CONFIDENCE: f32 = 0.75;
/// A word matched at least so surely says the same of an office.
const SAME: f32 = 0.85;

/// A title in the claim: its words, of which one names the office.
struct Title {
    range: ByteRange,
    words: (usize, usize),
    head: usize,
}

/// Titles of the claim that the corpus never gives to their bearers, who have others.
#[must_use]
pub fn find(situation: &Situation) -> Vec<Suspicion> {
    let claim = situation.claim;
    let mut found = Vec::new();
    for (index, slot) in claim.slots.iter().enumerate() {
        let SlotKind::Name(EntityKind::Person, ids) = &slot.kind else { continue };
        let [id] = ids.as_slice() else { continue };
        let title = title_before(situation, slot.words.0)
            .or_else(|| apposed_before(situation, slot.words))
            .or_else(|| title_behind(situation, slot.words.1));
        let Some(title) = title else { continue };
        let Some(entity) = situation.library.entities.get(*id) else { continue };
        let Some(role) = other_role(situation, *id, &entity, &title) else { continue };
        let ours = title.range.of(&claim.text);
        found.push(Suspicion {
            finding: Finding {
                kind: FindingKind::Role,
                polarity: Polarity::Conflicts,
                claim: title.range,
                source: Some(role.span),
                message: format!(
                    "the claim calls {} \u{201c}{ours}\u{201d}, the source \u{201c}{}\u{201d}",
                    entity.name, role.text
                ),
                replacement: Some(role.text.clone()),
            },
            slot: Some(index),
            confidence: CONFIDENCE,
        });
    }
    found
}

/// The role of the corpus that excludes the claim's title; `None` when the corpus may give both.
fn other_role<'a>(
    situation: &Situation,
    id: EntityId,
    entity: &'a Entity,
    title: &Title,
) -> Option<&'a Role> {
    let head = situation.claim.words.get(title.head)?;
    let same_office: Vec<&Role> = entity
        .roles
        .iter()
        .filter(|role| words_of(&role.text).any(|word| stem(word) == *head.stem))
        .collect();
    if same_office.is_empty() {
        // Only a role that is a title too can exclude the claim's.
        let other = entity.roles.iter().find(|role| role_title(&role.text).is_some_and(names_office))?;
        let office = head.of(&situation.claim.text);
        let other_word = AT_THE_HEAD.contains(&&*head.lemma)
            || entity.roles.iter().any(|role| abbreviates(office, &role.text));
        return (!other_word && !stands_near(situation, id, head)).then_some(other);
    }
    // The same office, of another body or for another matter: `defence minister`, `foreign minister`.
    let matters: Vec<&Word> = (title.words.0..title.words.1)
        .filter(|at| *at != title.head)
        .filter_map(|at| Some((at, situation.claim.words.get(at)?)))
        .filter(|(at, word)| {
            let before = at.checked_sub(1).and_then(|before| situation.claim.words.get(before));
            !is_of_place(situation, *at)
                && (is_matter(&word.lemma)
                    || is_portfolio(before.map_or("", |before| &before.lemma), &word.lemma))
        })
        .map(|(_, word)| word)
        .collect();
    let named = |role: &Role| {
        let mut before = "";
        words_of(behind_owner(&role.text)).any(|word| {
            let last = std::mem::replace(&mut before, word);
            stem(word) != *head.stem && (is_matter(word) || is_portfolio(last, word))
        })
    };
    let shares = |role: &Role| {
        words_of(&role.text).any(|word| matters.iter().any(|matter| stem(word) == *matter.stem))
    };
    let excluded = !matters.is_empty()
        && same_office.iter().all(|role| named(role) && !shares(role))
        && matters.iter().all(|matter| !stands_near(situation, id, matter));
    same_office.first().copied().filter(|_| excluded)
}

/// Whether an office in capitals is short for words of a role: `VP` for `Vice President`, `CEO` for `chief executive`.
fn abbreviates(office: &str, role: &str) -> bool {
    let short = (2..=4).contains(&office.len()) && office.chars().all(|c| c.is_ascii_uppercase());
    let initials: String =
        words_of(role).filter_map(|word| word.chars().next()).map(|c| c.to_ascii_uppercase()).collect();
    let from = |(at, _): (usize, char)| initials.get(at..).unwrap_or("");
    short
        && initials
            .char_indices()
            .map(from)
            .any(|rest| rest.starts_with(office) || rest.len() > 1 && office.starts_with(rest))
}

/// Whether the word at `at` names the land or town that an office is of, known or invented.
fn is_of_place(situation: &Situation, at: usize) -> bool {
    let slot = situation.claim.slot_of(at).and_then(|index| situation.claim.slots.get(index));
    slot.is_some_and(|slot| matches!(slot.kind, SlotKind::Name(EntityKind::Place, _)))
}

/// Whether a word of a title says of what or for what the office is: no land, no `former`.
fn is_matter(word: &str) -> bool {
    let word = word.to_lowercase();
    word.chars().filter(|c| c.is_alphabetic()).count() > 1
        && !lexicon::is_stopword(&word)
        && !matches!(&*word, "fellow" | "rival" | "colleague")
        && !gazetteer::is_role_modifier(&word)
        && lexicon::country(&word).is_none()
        && lexicon::demonym(&word).is_none()
}

/// Whether a word right behind `of` says for what the office is, though elsewhere it only qualifies one:
/// `Secretary of State`, `state auditor`.
fn is_portfolio(before: &str, word: &str) -> bool {
    before == "of" && gazetteer::is_role_modifier(word)
}

/// What stands behind the one whose office it is: `attorney` of `Keller's attorney`.
fn behind_owner(role: &str) -> &str {
    let ends = ["'s ", "\u{2019}s ", "s' ", "s\u{2019} "];
    let behind = ends.iter().filter_map(|end| role.rfind(end).map(|at| at + end.len())).max();
    behind.and_then(|at| role.get(at..)).unwrap_or(role)
}

/// The words of a role, without possessive endings.
fn words_of(role: &str) -> impl Iterator<Item = &str> {
    role.split(|c: char| !c.is_alphanumeric() && c != '.').filter(|word| word.len() > 1)
}

/// Whether a word can belong to a title.
fn in_title(word: &Word) -> bool {
    word.kind == TokenKind::Word
        && (matches!(word.tag, Tag::Noun | Tag::Propn | Tag::Adj) || &*word.lemma == "of")
}

/// Whether the word at `at` ends the name of an office that starts at `first` or behind: `chief executive`.
fn ends_office(situation: &Situation, first: usize, at: usize) -> bool {
    let words = &situation.claim.words;
    let Some(word) = words.get(at) else { return false };
    is_office(situation, word)
        || (first..at).any(|start| {
            let stretch = words.get(start).map(|from| from.range.join(word.range));
            stretch.is_some_and(|range| gazetteer::is_title(range.of(&situation.claim.text)))
        })
}

/// Whether a word names an office.
fn is_office(situation: &Situation, word: &Word) -> bool {
    let text = word.of(&situation.claim.text);
    matches!(word.tag, Tag::Noun | Tag::Propn)
        && !gazetteer::is_role_modifier(text)
        && (gazetteer::is_title(text) || gazetteer::is_role_word(text))
}

/// The title right before the word `at`.
fn title_before(situation: &Situation, at: usize) -> Option<Title> {
    let words = &situation.claim.words;
    // `the president of Keller's union` is not Keller.
    let last = at.checked_sub(1).filter(|&last| words.get(last).is_none_or(|word| &*word.lemma != "of"))?;
    let first = (at.saturating_sub(TITLE_WORDS)..at)
        .rev()
        .take_while(|&place| words.get(place).is_some_and(in_title))
        .last()?;
    title(situation, first, last)
}

/// The title in front of a name that a comma parts from it: `the state auditor, Maria Keller, said`.
fn apposed_before(situation: &Situation, name: (usize, usize)) -> Option<Title> {
    let words = &situation.claim.words;
    let comma = name.0.checked_sub(1).filter(|&at| words.get(at).is_some_and(|word| &*word.lemma == ","))?;
    let closes = words.get(name.1).is_none_or(|word| matches!(&*word.lemma, "," | "." | ";"));
    let title = title_before(situation, comma)?;
    // Whose or which: a bare `minister,` may end another name's list.
    let opens = title.words.0.checked_sub(1).and_then(|at| words.get(at)).is_some_and(|word| {
        word.tag == Tag::Det || matches!(&*word.lemma, "'s" | "\u{2019}s" | "'" | "\u{2019}")
    });
    (closes && opens).then_some(title)
}

/// The title in an apposition, behind `is` or behind a mark: `, the foreign minister`, `— an envoy`,
/// `Role: envoy`.
fn title_behind(situation: &Situation, end: usize) -> Option<Title> {
    let words = &situation.claim.words;
    let mut at = end;
    let mut linked = false;
    while let Some(word) = words.get(at).filter(|_| at - end < 2 * TITLE_WORDS) {
        let link = matches!(&*word.lemma, "," | "be" | ":" | "\u{2014}" | "\u{2013}");
        let label = words.get(at + 1).is_some_and(|next| &*next.lemma == ":");
        let small = matches!(word.tag, Tag::Det) || word.tag == Tag::Adv;
        let land = lexicon::country(word.of(&situation.claim.text)).is_some() || is_possessor(words, at);
        if !(link || label || (linked && (small || land))) {
            break;
        }
        linked |= link;
        at += 1;
    }
    if !linked {
        return None;
    }
    let last = (at..(at + TITLE_WORDS).min(words.len()))
        .take_while(|&place| words.get(place).is_some_and(in_title))
        .last()?;
    let title = title(situation, at, last)?;
    // `by his friend Keller, lawyers said`: several people are not one.
    let head = words.get(title.head)?;
    let several =
        head.tag == Tag::Noun && head.of(&situation.claim.text).ends_with('s') && !head.lemma.ends_with('s');
    (!several).then_some(title)
}

/// Whether the word at `at` is a possessive mark or stands before one in a name: `Harlan Lines' captain`.
fn is_possessor(words: &[Word], at: usize) -> bool {
    (at..at + TITLE_WORDS)
        .map_while(|place| {
            words.get(place).filter(|word| place == at || matches!(word.tag, Tag::Propn | Tag::Part))
        })
        .take_while(|word| matches!(word.tag, Tag::Propn | Tag::Part) || word.kind == TokenKind::Punctuation)
        .any(|word| matches!(&*word.lemma, "'s" | "\u{2019}s" | "'" | "\u{2019}"))
}

/// The title within the words from `first` to `last`: from its first to its last telling word.
fn title(situation: &Situation, first: usize, last: usize) -> Option<Title> {
    let words = &situation.claim.words;
    let head = (first..=last).find(|&at| ends_office(situation, first, at))?;
    // `of` ties what follows to the office; else the office comes last.
    let of = words.get(head + 1).filter(|_| head < last).is_some_and(|word| &*word.lemma == "of");
    let last =
        if of { last } else { (head..=last).take_while(|&at| ends_office(situation, first, at)).last()? };
    let head = if of { head } else { last };
    // `the backing of Senator`: what stands before the preposition is not of the title.
    let first = (first..head)
        .rev()
        .find(|&at| words.get(at).is_some_and(|word| &*word.lemma == "of"))
        .map_or(first, |of| of + 1);
    let first = (first..=head).find(|&at| words.get(at).is_some_and(|word| is_matter(&word.lemma)))?;
    let range = words.get(first)?.range.join(words.get(last)?.range);
    Some(Title { range, words: (first, last + 1), head })
}

/// Passages that are looked at for a title near a name: who is named more often has a role stated.
const LOOKED_AT: usize = 2_000;

/// Whether any passage has a word like `word` near the person's name.
fn stands_near(situation: &Situation, id: EntityId, word: &Word) -> bool {
    situation.library.postings().passages_naming(id, LOOKED_AT).into_iter().any(|passage| {
        situation.library.analysis(passage).is_some_and(|analysis| {
            let places: Vec<usize> = analysis
                .words
                .iter()
                .enumerate()
                .filter(|(_, other)| word_match::compare(word, other).strength >= SAME)
                .map(|(at, _)| at)
                .collect();
            analysis.mentions.iter().filter(|mention| mention.entity == id).any(|mention| {
                let at = analysis.words.partition_point(|w| w.range.end() <= mention.range.start());
                places.iter().any(|place| place.abs_diff(at) <= NEAR)
            })
        })
    })
}

/// The title that a role's words are or end with; who is called Mr or Gen. may hold any office.
fn role_title(role: &str) -> Option<&str> {
    let ends = std::iter::once(0).chain(role.match_indices(' ').map(|(at, _)| at + 1));
    ends.filter_map(|at| role.get(at..))
        .find(|end| gazetteer::is_title(end))
        .filter(|end| !gazetteer::is_address(end))
}

/// Whether a title says what somebody does; a rank (`Cmdr.`, `Lt. Gen.`) goes with any office.
fn names_office(title: &str) -> bool {
    title.split(' ').count() > 2 || title.rsplit(' ').next().is_some_and(gazetteer::is_role_word)
}

/// A claim that says little but the role: `Role: envoy` in a list of properties.
const LITTLE: f32 = 0.7;

/// Whether the claim says little more than who has which role. Then the dossier alone contradicts it; no
/// passage need make the same statement.
#[must_use]
pub fn is_all_of(situation: &Situation, suspicion: &Suspicion) -> bool {
    let (mut all, mut own) = (0.0f32, 0.0f32);
    for (index, slot) in situation.claim.slots.iter().enumerate() {
        all += slot.weight;
        if suspicion.slot == Some(index) || slot.range.overlaps(suspicion.finding.claim) {
            own += slot.weight;
        }
    }
    suspicion.finding.kind == FindingKind::Role && own >= LITTLE * all
}
