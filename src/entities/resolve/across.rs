//! Resolution across articles: groups that share a full name are one entity; a surname, an acronym
//! or another spelling joins them only when the corpus has exactly one bearer that it fits.

use rustc_hash::{FxHashMap, FxHashSet};

use super::forms;
use super::reason::Reason;
use super::spelling;
use super::union::Union;
use super::within::{Form, Group, kind_index, majority};
use crate::entities::decisions::Decisions;
use crate::entities::fold::fold_name;
use crate::entities::gazetteer;
use crate::entities::model::{Alias, Entity, EntityId, EntityKind};

/// Names that share a block key are compared pair by pair; a block larger than this holds too
/// common a name for a comparison to mean anything.
const LARGEST_BLOCK: usize = 48;

/// One bearer of a surname counts as the bearer when this share of the articles that give a full
/// name with it mean them.
const DOMINANT: f64 = 0.9;

/// A short form that an article introduces is taken for the same elsewhere while at most this many times
/// as many articles use it without a full name: a word that stands alone everywhere is a name by itself.
const ALONE: u32 = 4;

/// What a mention counts for its entity's kind in an article that has the full name.
const FULL: u32 = 3;

/// How many articles must call somebody by a surname for it to be more than a guess.
const OFTEN: u32 = 3;

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
    by_names(&groups, &mut union);
    cores(&groups, &mut union);
    acronyms(&groups, &mut union, decisions);
    full_names(&groups, &mut union);
    spellings(&groups, &mut union);
    lone_surnames(articles, &groups, &mut union, decisions);
    collect(articles, &groups, &mut union, decisions)
}

/// Whether this form of the group is the group's short form only.
fn leans(group: &Group, form: &Form) -> bool {
    form.reason != Reason::Itself && group.forms.first().is_some_and(|lead| lead.key != form.key)
}

fn is_full_person(key: &str) -> bool {
    forms::person_words(key).len() > 1
}

/// Joins groups by their strong keys.
fn by_names(groups: &[&Group], union: &mut Union) {
    let mut seen: FxHashMap<(u8, String), usize> = FxHashMap::default();
    let mut meet = |class: u8, key: String, at: usize, union: &mut Union| {
        let first = *seen.entry((class, key)).or_insert(at);
        union.join(at, first, None);
    };
    for (at, group) in groups.iter().enumerate() {
        for form in &group.forms {
            if group.kind == EntityKind::Person {
                if is_full_person(&form.key) && form.reason != Reason::FullName {
                    meet(b'p', form.key.clone(), at, union);
                } else if !leans(group, form) {
                    meet(b's', form.key.clone(), at, union);
                }
                continue;
            }
            if let Some(country) = forms::country(&form.text) {
                meet(b'c', country.to_owned(), at, union);
            } else if !leans(group, form) || form.reason == Reason::Front && form.key.contains(' ') {
                let key = match group.kind {
                    EntityKind::Organisation => forms::without_company_form(&form.key),
                    EntityKind::Place => forms::place_core(&form.key),
                    _ => &form.key,
                };
                meet(b'n', key.to_owned(), at, union);
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
fn acronyms(groups: &[&Group], union: &mut Union, decisions: &Decisions) {
    let mut long: FxHashMap<&str, Option<usize>> = FxHashMap::default();
    let names = Lone::of(groups);
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

/// How articles use short names: with a full one beside them, or alone.
struct Lone<'a> {
    alone: FxHashMap<&'a str, u32>,
    beside: FxHashMap<&'a str, u32>,
    of_people: FxHashSet<&'a str>,
}

impl<'a> Lone<'a> {
    fn of(groups: &[&'a Group]) -> Self {
        let (mut alone, mut beside) = (FxHashMap::default(), FxHashMap::default());
        let mut of_people = FxHashSet::default();
        for group in groups {
            let keys: FxHashSet<&str> = group.forms.iter().map(|form| form.key.as_str()).collect();
            for key in keys.iter().filter(|key| !key.contains(' ')) {
                let table = if keys.len() == 1 { &mut alone } else { &mut beside };
                *table.entry(*key).or_default() += 1;
                if keys.len() > 1 && group.kind == EntityKind::Person {
                    of_people.insert(*key);
                }
            }
        }
        Self { alone, beside, of_people }
    }

    /// Whether articles mostly introduce `key` by a full name, and none as a person's.
    fn introduced(&self, key: &str) -> bool {
        let count = |table: &FxHashMap<&str, u32>| table.get(key).copied().unwrap_or_default();
        count(&self.alone) <= ALONE * count(&self.beside) && !self.of_people.contains(key)
    }

    /// How many articles use `key` alone.
    fn alone(&self, key: &str) -> u32 {
        self.alone.get(key).copied().unwrap_or_default()
    }
}

/// A full personal name of the corpus.
struct Bearer<'a> {
    /// A group that has it.
    group: usize,
    key: &'a str,
    /// How many articles give it.
    articles: u32,
    /// How many of them go on with the surname alone.
    by_surname: u32,
}

/// The full personal names of the corpus by surname.
fn bearers<'a>(groups: &[&'a Group]) -> FxHashMap<String, Vec<Bearer<'a>>> {
    let mut names: FxHashMap<String, Vec<Bearer>> = FxHashMap::default();
    for (at, group) in groups.iter().enumerate().filter(|(_, group)| group.kind == EntityKind::Person) {
        // `George Keller`, which one article takes for George W.'s, may be another's elsewhere.
        for form in
            group.forms.iter().filter(|form| is_full_person(&form.key) && form.reason != Reason::FullName)
        {
            let Some(surname) = forms::surname(&form.key) else { continue };
            let short = u32::from(group.forms.iter().any(|other| other.key == surname));
            let list = names.entry(surname).or_default();
            let room = list.len() < LARGEST_BLOCK;
            match list.iter_mut().find(|bearer| bearer.key == form.key) {
                Some(bearer) => {
                    bearer.articles += 1;
                    bearer.by_surname += short;
                }
                None if room => {
                    list.push(Bearer { group: at, key: &form.key, articles: 1, by_surname: short });
                }
                None => {}
            }
        }
    }
    names
}

/// Joins `M. Keller` and `Maria A. Keller` to `Maria Keller` when only one Keller fits: `George Keller`
/// is neither George W. nor George P. when the corpus has both.
fn full_names(groups: &[&Group], union: &mut Union) {
    for list in bearers(groups).values() {
        let fits = |a: &Bearer, b: &Bearer| a.key != b.key && forms::same_person(a.key, b.key);
        for bearer in list {
            let mut near: Vec<&Bearer> = list.iter().filter(|other| fits(bearer, other)).collect();
            let most = near.iter().map(|other| other.articles).max().unwrap_or_default();
            near.retain(|other| f64::from(other.articles) > (1.0 - DOMINANT) * f64::from(most));
            let one = near.iter().all(|a| near.iter().all(|b| a.key == b.key || fits(a, b)));
            // Both must find each other, or the long form of one would be joined to that of another.
            for other in near.iter().filter(|_| one) {
                let back = list.iter().filter(|third| fits(other, third));
                if back.clone().all(|third| {
                    third.key == bearer.key
                        || fits(third, bearer)
                        || f64::from(third.articles) <= (1.0 - DOMINANT) * f64::from(bearer.articles)
                }) {
                    union.join(bearer.group, other.group, Some(Reason::FullName));
                }
            }
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

/// Joins articles that know somebody by the surname alone to the one bearer the corpus has, or to the
/// one whom nearly all articles mean that go on with the surname.
fn lone_surnames(articles: &[Vec<Group>], groups: &[&Group], union: &mut Union, decisions: &Decisions) {
    let names = bearers(groups);
    let lone_names = Lone::of(groups);
    let mut first = 0;
    let neighbours: Vec<std::ops::Range<usize>> = articles
        .iter()
        .flat_map(|article| {
            let range = first..first + article.len();
            first = range.end;
            std::iter::repeat_n(range, article.len())
        })
        .collect();
    for (at, group) in groups.iter().enumerate() {
        let lone =
            group.kind == EntityKind::Person && group.forms.iter().all(|form| !is_full_person(&form.key));
        let lead = group.forms.first().filter(|lead| lone && lead.key.len() > 2);
        let Some(lead) = lead.filter(|lead| decisions.claims(&lead.key).is_none()) else { continue };
        let Some(list) = names.get(&lead.key) else { continue };
        let elders: Vec<&Bearer> =
            list.iter().filter(|a| !list.iter().any(|b| forms::younger(a.key, b.key))).collect();
        let often = elders.iter().any(|bearer| bearer.by_surname >= OFTEN);
        // Paris alone is hardly Peter Paris, whom no article calls so.
        if gazetteer::place(&lead.key).is_some() && !often {
            continue;
        }
        let short: u32 = elders.iter().map(|bearer| bearer.by_surname).sum();
        let mut counts: FxHashMap<usize, u32> = FxHashMap::default();
        for bearer in elders {
            let count = if short > 0 { bearer.by_surname } else { bearer.articles };
            *counts.entry(union.root(bearer.group)).or_default() += count;
        }
        let total: u32 = counts.values().sum();
        if lone_names.alone(&lead.key) > ALONE * total {
            continue;
        }
        let best = counts.iter().max_by_key(|(root, count)| (**count, std::cmp::Reverse(**root)));
        let Some((&best, &count)) = best else { continue };
        // President Keller is not the only other Keller of the article.
        let beside = group.in_office
            && neighbours.get(at).cloned().unwrap_or_default().any(|other| union.root(other) == best);
        if beside && !often {
            continue;
        }
        if counts.len() == 1 || f64::from(count) >= DOMINANT * f64::from(total) {
            union.join(at, best, Some(Reason::OnlyBearer));
        }
    }
}

fn collect(articles: &[Vec<Group>], groups: &[&Group], union: &mut Union, decisions: &Decisions) -> Resolved {
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
    let mut entities = Vec::with_capacity(parts.len());
    for (id, part) in (0_u32..).zip(&parts) {
        let decision = part.first().and_then(|&at| union.decision(at));
        entities.push(entity(part, groups, union, decision.map(|at| (at, decisions))));
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
    // By spelling: how often, why, its key, and how often it is a short form.
    let mut forms_seen: FxHashMap<&str, (u32, Reason, &str, u32)> = FxHashMap::default();
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
            let entry = forms_seen.entry(&form.text).or_insert((0, reason, &form.key, 0));
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
        .max_by_key(|(text, (count, _, key, short))| {
            // A person is named by the commonest full name; a country by its own; a body by the commonest form
            // that is mostly no short one.
            let leaning = short * 2 > *count;
            let first = match kind {
                EntityKind::Person => is_full_person(key),
                _ => forms::country(text).map_or(!leaning, |country| country == *key),
            };
            (first, *count, !leaning, text.len(), std::cmp::Reverse(**text))
        })
        .map_or_else(String::new, |(text, _)| (*text).to_owned());
    let name = wanted.map_or(name, |wanted| wanted.name.clone());
    let mut aliases: Vec<Alias> = forms_seen
        .into_iter()
        .map(|(text, (count, reason, _, _))| Alias {
            text: text.to_owned(),
            count,
            reason: reason.words().into(),
        })
        .collect();
    aliases.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    Entity { name, kind, aliases, roles: Vec::new(), mentions: Vec::new() }
}
