//! Resolution across articles: groups that share a full name are one entity; a surname, an acronym
//! or another spelling joins them only when the corpus has exactly one bearer that it fits.

use rustc_hash::FxHashMap;

use super::bearers::{Lone, bearers, full_names, lone_surnames};
use super::collect::collect;
use super::forms;
use super::reason::Reason;
use super::spelling;
use super::union::Union;
use super::within::{Form, Group};
use crate::entities::decisions::Decisions;
use crate::entities::model::{Entity, EntityId, EntityKind};

/// Names that share a block key are compared pair by pair; a block larger than this holds too
/// common a name for a comparison to mean anything.
pub(super) const LARGEST_BLOCK: usize = 48;

/// Who the corpus names.
pub(crate) struct Resolved {
    /// The entities, without roles and mentions.
    pub entities: Vec<Entity>,
    /// For each article the entity of each of its groups.
    pub ids: Vec<Vec<EntityId>>,
    /// By decision of the analyst's: the entity that it is about, when the corpus names it.
    pub decided: Vec<Option<EntityId>>,
}

/// Joins the groups of all articles as far as the names and the analyst's `decisions` allow.
pub(crate) fn resolve(articles: &[Vec<Group>], decisions: &Decisions) -> Resolved {
    let groups: Vec<&Group> = articles.iter().flatten().collect();
    let mut union = Union::of(&groups, decisions);
    let joined = || {
        by_names(&groups, &mut union);
        cores(&groups, &mut union);
    };
    let ((bearers, lone), ()) =
        rayon::join(|| rayon::join(|| bearers(&groups), || Lone::of(&groups)), joined);
    acronyms(&groups, &lone, &mut union, decisions);
    full_names(&bearers, &mut union);
    spellings(&groups, &mut union);
    lone_surnames(articles, &groups, (&bearers, &lone), &mut union, decisions);
    drop((bearers, lone));
    collect(articles, &groups, &mut union, decisions)
}

/// Whether this form of the group is the group's short form only.
pub(super) fn leans(group: &Group, form: &Form) -> bool {
    form.reason != Reason::Itself && group.forms.first().is_some_and(|lead| lead.key != form.key)
}

/// Joins groups by their strong keys.
fn by_names(groups: &[&Group], union: &mut Union) {
    let mut seen: FxHashMap<(u8, &str), usize> = FxHashMap::default();
    let mut meet = |class: u8, key, at: usize, union: &mut Union| {
        let first = *seen.entry((class, key)).or_insert(at);
        union.join(at, first, None);
    };
    for (at, group) in groups.iter().enumerate() {
        for form in &group.forms {
            if group.kind == EntityKind::Person {
                if form.full && form.reason != Reason::FullName {
                    meet(b'p', &form.key, at, union);
                } else if !leans(group, form) {
                    meet(b's', &form.key, at, union);
                }
                continue;
            }
            if let Some(country) = forms::country(&form.text) {
                meet(b'c', country, at, union);
            } else if !leans(group, form) || form.reason == Reason::Front && form.key.contains(' ') {
                let key = match group.kind {
                    EntityKind::Organisation => forms::without_company_form(&form.key),
                    EntityKind::Place => forms::place_core(&form.key),
                    _ => &form.key,
                };
                meet(b'n', key, at, union);
            }
        }
    }
}

/// Joins organisations whose names differ in company form, word order or the country in front:
/// with the same country always, without one only when the corpus knows one country's.
fn cores(groups: &[&Group], union: &mut Union) {
    let mut seen: FxHashMap<String, FxHashMap<Option<&'static str>, usize>> = FxHashMap::default();
    for (at, group) in groups.iter().enumerate().filter(|(_, group)| group.kind == EntityKind::Organisation) {
        // What leans on a country's ministry says nothing of the ministry elsewhere.
        for form in group.forms.iter().filter(|form| form.key.contains(' ') && !leans(group, form)) {
            let core = forms::organisation_core(&form.key);
            if core.words.contains(' ') {
                let first = *seen.entry(core.words).or_default().entry(core.country).or_insert(at);
                union.join(at, first, Some(Reason::Core));
            }
        }
    }
    for by_country in seen.values() {
        let bare = by_country.get(&None);
        let mut full = by_country.iter().filter(|(country, _)| country.is_some());
        if let (Some(bare), Some((_, full)), None) = (bare, full.next(), full.next()) {
            union.join(*bare, *full, Some(Reason::Core));
        }
    }
}

/// A short form that some article explains stands for the same where nobody explains it, unless
/// two articles explain it differently.
fn acronyms(groups: &[&Group], names: &Lone<'_>, union: &mut Union, decisions: &Decisions) {
    let mut long: FxHashMap<&str, Option<usize>> = FxHashMap::default();
    for (at, group) in groups.iter().enumerate() {
        for form in group.forms.iter().filter(|form| leans(group, form) && form.reason.travels()) {
            let part = matches!(form.reason, Reason::Front | Reason::Complement);
            if part && !form.key.contains(' ') && !names.introduced(&form.key) {
                continue;
            }
            let root = union.root(at);
            let slot = long.entry(&form.key).or_insert(Some(root));
            if slot.is_some_and(|known| union.root(known) != root) {
                *slot = None;
            }
        }
    }
    for (at, group) in groups.iter().enumerate() {
        let Some(lead) = group.forms.first().filter(|_| group.kind != EntityKind::Person) else { continue };
        if decisions.claims(&lead.key).is_some() {
            continue;
        }
        if let Some(Some(target)) = long.get(lead.key.as_str()).copied() {
            union.join(at, target, Some(Reason::ExplainedElsewhere));
        }
    }
}

fn spellings(groups: &[&Group], union: &mut Union) {
    /// A group, its spelling, and what it is.
    type Spelling<'a> = (usize, &'a str, EntityKind);
    let mut blocks: FxHashMap<String, Vec<Spelling>> = FxHashMap::default();
    for (at, group) in groups.iter().enumerate() {
        for form in group.forms.iter().filter(|form| !leans(group, form) && form.key.contains(' ')) {
            let list = blocks.entry(spelling::skeleton(&form.key)).or_default();
            if list.len() < LARGEST_BLOCK
                && !list.iter().any(|(_, key, kind)| *key == form.key && *kind == group.kind)
            {
                list.push((at, &form.key, group.kind));
            }
        }
    }
    for list in blocks.values() {
        for (at, (a, name, kind)) in list.iter().enumerate() {
            for (b, other, second) in list.get(at + 1..).unwrap_or_default() {
                let person = [kind, second].contains(&&EntityKind::Person);
                // One sentence rarely tells what an unusual name is.
                let one_sort = kind == second || [kind, second].contains(&&EntityKind::Other) || !person;
                if one_sort && spelling::same_name(name, other, person) {
                    union.join(*b, *a, Some(Reason::Spelling));
                }
            }
        }
    }
}
