//! From joined groups to entities: what each is called, what it is, and by which forms it goes.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::across::{Resolved, leans};
use super::forms;
use super::reason::Reason;
use super::union::Union;
use super::within::{Group, kind_index, majority};
use crate::entities::decisions::Decisions;
use crate::entities::fold::fold_name;
use crate::entities::model::{Alias, Entity, EntityId, EntityKind};

/// What a mention counts for its entity's kind in an article that has the full name.
const FULL: u32 = 3;

/// The entities of the groups as `union` has them.
pub(super) fn collect(
    articles: &[Vec<Group>],
    groups: &[&Group],
    union: &mut Union,
    decisions: &Decisions,
) -> Resolved {
    let mut ids: FxHashMap<usize, usize> = FxHashMap::default();
    let mut parts: Vec<Vec<usize>> = Vec::new();
    let mut of_group = Vec::with_capacity(groups.len());
    for at in 0..groups.len() {
        let slot = *ids.entry(union.root(at)).or_insert_with(|| {
            parts.push(Vec::new());
            parts.len() - 1
        });
        if let Some(part) = parts.get_mut(slot) {
            part.push(at);
        }
        of_group.push(EntityId(u32::try_from(slot).unwrap_or(u32::MAX)));
    }
    let mut decided = vec![None; decisions.made().len()];
    let about: Vec<Option<u32>> =
        parts.iter().map(|part| part.first().and_then(|&at| union.decision(at))).collect();
    let whys = &*union;
    let made = parts.par_iter().zip(&about);
    let entities =
        made.map(|(part, about)| entity(part, groups, whys, about.map(|at| (at, decisions)))).collect();
    for (id, decision) in (0_u32..).zip(about) {
        if let Some(slot) = decision.and_then(|at| decided.get_mut(at as usize)) {
            *slot = Some(EntityId(id));
        }
    }
    let mut rest = of_group.into_iter();
    let ids = articles.iter().map(|groups| rest.by_ref().take(groups.len()).collect()).collect();
    Resolved { entities, ids, decided }
}

fn entity(part: &[usize], groups: &[&Group], union: &Union, decided: Option<(u32, &Decisions)>) -> Entity {
    let wanted = decided.and_then(|(at, decisions)| decisions.made().get(at as usize));
    let by_decision = |key: &str| decided.is_some_and(|(at, decisions)| decisions.claims(key) == Some(at));
    let mut votes = [0_u32; 4];
    // By spelling: how often, why, its key, how often it is a short form, and whether it is a full name.
    let mut forms_seen: FxHashMap<&str, (u32, Reason, &str, u32, bool)> = FxHashMap::default();
    for &at in part {
        let Some(group) = groups.get(at) else { continue };
        // An article that has the full name knows better what it is.
        let full = group.forms.first().is_some_and(|lead| lead.key.contains(' '));
        let weight = if full { FULL } else { 1 };
        let mentions = u32::try_from(group.mentions.len()).unwrap_or(u32::MAX);
        votes[kind_index(group.kind)] += mentions.saturating_mul(weight);
        for form in &group.forms {
            let own_name = wanted.is_some_and(|wanted| fold_name(&wanted.name) == form.key);
            let reason = match form.reason {
                _ if own_name => Reason::Itself,
                reason if by_decision(&form.key) && !reason.shortens() => Reason::Settings,
                Reason::Itself => union.why(at).unwrap_or(Reason::Itself),
                reason => reason,
            };
            let entry = forms_seen.entry(&form.text).or_insert((0, reason, &form.key, 0, form.full));
            entry.0 += form.count;
            if reason == Reason::Itself {
                entry.1 = reason;
            }
            let lead = group.forms.first().map_or(0, |lead| lead.key.len());
            let shorter = form.reason == Reason::Core && form.key.len() < lead;
            if leans(group, form) && (form.reason.shortens() || shorter) {
                entry.3 += form.count;
            }
        }
    }
    let kind = majority(&votes);
    // The commonest of the fullest forms: short forms that lean on others never name the entity.
    let name = forms_seen
        .iter()
        .max_by_key(|(text, (count, _, key, short, full))| {
            // A person is named by the commonest full name; a country by its own; a body by the commonest form
            // that is mostly no short one.
            let leaning = short * 2 > *count;
            let first = match kind {
                EntityKind::Person => *full,
                _ => forms::country(text).map_or(!leaning, |country| country == *key),
            };
            (first, *count, !leaning, text.len(), std::cmp::Reverse(**text))
        })
        .map_or_else(String::new, |(text, _)| (*text).to_owned());
    let name = wanted.map_or(name, |wanted| wanted.name.clone());
    let mut aliases: Vec<Alias> = forms_seen
        .into_iter()
        .map(|(text, (count, reason, ..))| Alias {
            text: text.to_owned(),
            count,
            reason: reason.words().into(),
        })
        .collect();
    aliases.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    Entity { name, kind, aliases, roles: Vec::new(), mentions: Vec::new() }
}
