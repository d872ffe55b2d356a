//! Roles: the claim gives somebody a title that the corpus gives to somebody else, or gives this
//! person another one.

use super::Suspicion;
use crate::entities::{Entity, EntityId, EntityKind, gazetteer};
use crate::evidence::claim::SlotKind;
use crate::evidence::model::{Finding, FindingKind, Polarity};
use crate::evidence::situation::Situation;
use crate::text::ByteRange;
use crate::text::stem::stem;
use crate::text::tagger::Tag;
use crate::text::words::Word;

/// How many words of a title may stand before a name.
const TITLE_WORDS: usize = 4;
/// How far from the name a title may stand in a source and still be its bearer's.
const NEAR: usize = 8;
/// A role that contradicts the corpus's rests on one article's wording; hence not certain.
const CONFIDENCE: f32 = 0.75;

/// Titles of the claim that the corpus never gives to their bearers, who have others.
#[must_use]
pub fn find(situation: &Situation) -> Vec<Suspicion> {
    let claim = situation.claim;
    let mut found = Vec::new();
    for (index, slot) in claim.slots.iter().enumerate() {
        let SlotKind::Name(EntityKind::Person, ids) = &slot.kind else { continue };
        let [id] = ids.as_slice() else { continue };
        let Some(entity) = situation.library.entities.get(*id) else { continue };
        let Some((title, head)) =
            title_before(situation, slot.words.0).or_else(|| title_behind(situation, slot.words.1))
        else {
            continue;
        };
        if entity.roles.is_empty() || has_title(situation, *id, entity, head) {
            continue;
        }
        // Only a role that is a title too can exclude the claim's.
        let Some(role) = entity.roles.iter().find(|role| role_title(&role.text).is_some()) else { continue };
        let ours = title.of(&claim.text);
        found.push(Suspicion {
            finding: Finding {
                kind: FindingKind::Role,
                polarity: Polarity::Conflicts,
                claim: title,
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

/// The title right before the word `at`: its range and its head word.
fn title_before<'a>(situation: &'a Situation, at: usize) -> Option<(ByteRange, &'a Word)> {
    let words = &situation.claim.words;
    let head = words.get(at.checked_sub(1)?)?;
    if !matches!(head.tag, Tag::Noun | Tag::Propn) {
        return None;
    }
    (at.saturating_sub(TITLE_WORDS)..at).find_map(|first| {
        let range = words.get(first)?.range.join(head.range);
        gazetteer::is_title(range.of(&situation.claim.text)).then_some((range, head))
    })
}

/// The title in an apposition or after `is`, right behind a name: `, the foreign minister`.
fn title_behind<'a>(situation: &'a Situation, end: usize) -> Option<(ByteRange, &'a Word)> {
    let words = &situation.claim.words;
    let link = words.get(end)?;
    let opens = &*link.lemma == "," || &*link.lemma == "be";
    if !opens {
        return None;
    }
    let first = end + 1;
    let first = first + usize::from(words.get(first).is_some_and(|word| word.tag == Tag::Det));
    (first..(first + TITLE_WORDS).min(words.len())).rev().find_map(|last| {
        let head = words.get(last)?;
        (first..=last).find_map(|start| {
            let range = words.get(start)?.range.join(head.range);
            gazetteer::is_title(range.of(&situation.claim.text)).then_some((range, head))
        })
    })
}

/// Whether the corpus gives the person this title: in a role, or near the name in any passage.
fn has_title(situation: &Situation, id: EntityId, entity: &Entity, head: &Word) -> bool {
    let in_role = entity
        .roles
        .iter()
        .any(|role| role.text.split(|c: char| !c.is_alphanumeric()).any(|word| stem(word) == *head.stem));
    in_role
        || situation.library.postings().passages_naming(id).any(|passage| {
            situation.library.analysis(passage).is_some_and(|analysis| {
                let titles: Vec<usize> = analysis
                    .words
                    .iter()
                    .enumerate()
                    .filter(|(_, word)| situation.matcher.compare(head, word).strength >= 0.85)
                    .map(|(at, _)| at)
                    .collect();
                analysis.mentions.iter().filter(|mention| mention.entity == id).any(|mention| {
                    let at = analysis.words.partition_point(|w| w.range.end() <= mention.range.start());
                    titles.iter().any(|title| title.abs_diff(at) <= NEAR)
                })
            })
        })
}

/// The title that a role's words begin or end with.
fn role_title(role: &str) -> Option<&str> {
    let last = role.rsplit(' ').next()?;
    if gazetteer::is_title(role) { Some(role) } else { gazetteer::is_title(last).then_some(last) }
}
