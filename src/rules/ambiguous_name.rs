//! # ambiguous-name
//!
//! A surname that several people of the corpus have, and the note does not settle who is meant.
//!
//! It is settled when the note names one of them in full, or when the source of the claim speaks of
//! only one of them.
//!
//! ## Example
//!
//! > Keller spoke first.
//!
//! in a corpus that knows *Maria Keller* and *Jonas Keller*.
//!
//! ## What to do
//!
//! Write the full name (there is a fix for each), or say under `[[names]]` in `attest.toml` whom it means (an
//! editor writes it there when you choose).

use super::catalogue::Rule;
use super::context::Context;
use super::diagnostic::{Diagnostic, Fix, Related};
use super::severity::Severity;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::entities::{Entity, EntityId, EntityKind, Resolution, fold_name, gazetteer};
use crate::text::ByteRange;

pub(super) const RULE: Rule = Rule {
    code: "ambiguous-name",
    default: Some(Severity::Information),
    source: include_str!("ambiguous_name.rs"),
    check,
};

/// Those whom a surname may mean; `None` where it is no question of people.
type People = Option<Vec<Arc<Entity>>>;

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let mut asked: FxHashMap<(&[EntityId], &str), People> = FxHashMap::default();
    for name in context.names {
        let Resolution::Ambiguous(ids) = &name.resolution else { continue };
        if in_longer_name(context, name.range) {
            continue;
        }
        let words = context.words(name.range);
        let people = || different_people(context, ids, &fold_name(words));
        let Some(entities) = asked.entry((ids.as_slice(), words)).or_insert_with(people) else { continue };
        if settled(context, ids, name.range) {
            continue;
        }
        let names: Vec<String> = entities.iter().map(|entity| format!("“{}”", entity.name)).collect();
        out.push(Diagnostic {
            code: RULE.code,
            severity: Severity::Information,
            message: format!("“{words}” may be {}.", one_of(&names)),
            range: name.range,
            evidence: Vec::new(),
            related: entities
                .iter()
                .filter_map(|entity| {
                    let span = *entity.mentions.first()?;
                    Some(Related { span, message: format!("“{}” is named here", entity.name) })
                })
                .collect(),
            fixes: entities
                .iter()
                .map(|entity| {
                    let title = format!("Replace by “{}”", entity.name);
                    Fix::replace(title, name.range, entity.name.clone())
                })
                .collect(),
        });
    }
}

/// The entities, when they are people of one surname with given names that differ: two entities of one
/// name may be one person whom the articles did not let us tell as such. Given up at the first that does not
/// fit: a word may be part of hundreds of names.
fn different_people(context: &Context<'_>, ids: &[EntityId], surname: &str) -> People {
    let mut entities = Vec::new();
    let mut given: FxHashSet<String> = FxHashSet::default();
    for id in ids {
        let entity = context.library.entities.face(*id)?;
        let (first, rest) = entity.name.split_once(' ')?;
        let fits = entity.kind == EntityKind::Person
            && gazetteer::is_given_name(first)
            && fold_name(rest).ends_with(surname);
        let first = fold_name(first);
        let is_initial = first.trim_end_matches('.').chars().count() == 1;
        if !fits || is_initial || !given.insert(first) {
            return None;
        }
        entities.push(entity);
    }
    (entities.len() > 1).then_some(entities)
}

/// `Moss Rose`, `Wall Street`, `the Court`: the word belongs to a longer name, or is none.
fn in_longer_name(context: &Context<'_>, range: ByteRange) -> bool {
    let note = &context.note.text;
    let before = note.get(..range.start()).unwrap_or("").trim_end_matches(' ');
    let after = note.get(range.end()..).unwrap_or("").trim_start_matches(' ');
    let last = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    (capital(last) && !before.ends_with('.')) || last.eq_ignore_ascii_case("the") || capital(after)
}

/// Whether the note or the claim's sources tell which of `ids` is meant.
fn settled(context: &Context<'_>, ids: &[EntityId], range: ByteRange) -> bool {
    let in_full = context.names.iter().any(|name| match &name.resolution {
        Resolution::Known(id) => ids.contains(id),
        Resolution::Ambiguous(_) | Resolution::Unknown => false,
    });
    let claim = context.claim_around(range);
    let evidence = claim.into_iter().flat_map(|checked| &checked.assessment.evidence);
    let mut named: Vec<EntityId> = evidence
        .flat_map(|found| context.library.entities.mentions_within(found.span.article, found.span.range))
        .map(|mention| mention.entity)
        .filter(|entity| ids.contains(entity))
        .collect();
    named.sort_unstable();
    named.dedup();
    in_full || named.len() == 1
}

fn one_of(names: &[String]) -> String {
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} or {last}", before.join(", ")),
        None => String::new(),
    }
}
