//! Finding entities by name: exactly, by a form that follows from another, or nearly.

use std::sync::Arc;

use quick_cache::sync::Cache;
use rapidfuzz::distance::{jaro_winkler, osa};
use rustc_hash::FxHashMap;

use super::fold::fold_name;
use super::gazetteer;
use super::model::{Entities, Entity, EntityId, EntityKind};
use super::resolve::{forms, spelling};
use crate::text::lexicon;

/// How alike two folded names must be (Jaro-Winkler, 0 to 1) for one to be suggested for the
/// other: a dropped, doubled or swapped letter in a name of five letters or more stays above it.
const NEAR: f64 = 0.88;

/// How many suggestions are worth reading.
const SUGGESTIONS: usize = 3;

/// Names whose suggestions are remembered: looking for them goes over all names with one first letter.
const REMEMBERED: usize = 2_000;

/// Suggestions by the folded name that they were made for.
#[derive(Clone, Debug)]
pub(crate) struct Suggested(Arc<Cache<String, Vec<EntityId>>>);

impl Default for Suggested {
    fn default() -> Self {
        Self(Arc::new(Cache::new(REMEMBERED)))
    }
}

impl Entities {
    /// Fills the look-up tables from `all`.
    pub(crate) fn index_aliases(&mut self) {
        let mut by_alias: FxHashMap<String, Vec<EntityId>> = FxHashMap::default();
        let mut implied: FxHashMap<String, Vec<EntityId>> = FxHashMap::default();
        for (at, entity) in self.all.iter().enumerate() {
            let own = u32::try_from(at).unwrap_or(u32::MAX);
            let id = EntityId(self.base_entities().saturating_add(own));
            let keys = Keys::of(entity);
            keys.implied.into_iter().for_each(|key| add(&mut implied, key, id));
            keys.called.into_iter().for_each(|key| add(&mut by_alias, key, id));
        }
        for (&id, patch) in &self.patches {
            let Some(kind) = self.base.as_ref().and_then(|base| base.entity(id)).map(|it| it.kind) else {
                continue;
            };
            let keys = Keys::of(&patch.came(kind));
            keys.implied.into_iter().for_each(|key| add(&mut implied, key, id));
            keys.called.into_iter().for_each(|key| add(&mut by_alias, key, id));
        }
        self.by_alias = by_alias;
        self.implied = implied;
        self.suggested = Suggested::default();
    }

    /// The entities that `name` may name, the most mentioned first: by a spelling that an article
    /// uses, else by one that follows from it. Titles in front of the name are passed over.
    #[must_use]
    pub fn lookup(&self, name: &str) -> Vec<EntityId> {
        let mut rest = name.trim();
        loop {
            let found = self.exactly(&fold_name(rest));
            if !found.is_empty() {
                return found;
            }
            match after_title(rest) {
                Some(shorter) => rest = shorter,
                None => return Vec::new(),
            }
        }
    }

    /// The entities for a folded name, without passing over titles.
    pub(crate) fn exactly(&self, key: &str) -> Vec<EntityId> {
        if let Some(decided) = self.decided(key) {
            return vec![decided];
        }
        let mut found = self.borne(key);
        if found.is_empty()
            && let Some(country) = lexicon::country(key)
        {
            found = self.following(&country_key(country));
        }
        if found.is_empty() {
            for form in forms::full_name_asked(key) {
                let own = self.following(&form);
                self.complete(&mut found, Some(&own));
            }
            found.retain(|&id| self.bears(id, key));
        }
        found.retain(|&id| !self.refused(key, id));
        found.sort_by_key(|&id| (std::cmp::Reverse(self.mention_count(id)), id));
        found
    }

    /// The only body that the articles call by the initials of `name` and by nothing longer: `FNS` where the note has
    /// `Ferry and Navigation Service`.
    pub(crate) fn known_by_initials(&self, name: &str) -> Option<EntityId> {
        let called = |id: &EntityId| {
            self.face(*id).is_some_and(|body| {
                body.kind != EntityKind::Person && body.aliases.iter().all(|it| forms::is_acronym(&it.text))
            })
        };
        let mut found: Vec<EntityId> = forms::initials(&fold_name(name))
            .flat_map(|initials| self.borne(&initials))
            .filter(called)
            .collect();
        found.sort_unstable();
        found.dedup();
        match found.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// Whether `key` is nobody's name, and only begins like that of the people `ids`.
    pub(crate) fn only_implies(&self, key: &str, ids: &[EntityId]) -> bool {
        let is_person = |id: &EntityId| self.face(*id).is_some_and(|it| it.kind == EntityKind::Person);
        ids.first().is_some_and(is_person) && self.decided(key).is_none() && self.borne(key).is_empty()
    }

    /// The bodies of which `key`, written like initials, has the initials, though no article says so.
    pub(crate) fn by_initials(&self, key: &str) -> Vec<EntityId> {
        let mut found = self.following(&forms::initials_asked(key));
        found.retain(|id| !self.refused(key, *id));
        found
    }

    /// The entities that an article calls so, else those whose name it follows from.
    fn borne(&self, key: &str) -> Vec<EntityId> {
        let mut found = self.base.as_ref().map(|base| base.called(key)).unwrap_or_default();
        self.complete(&mut found, self.by_alias.get(key));
        // Who bore the name in articles that are gone may not bear it any more.
        if !self.gone.is_empty() {
            let bears = |id: &EntityId| {
                !self.patches.contains_key(id)
                    || self
                        .get(*id)
                        .is_some_and(|it| it.aliases.iter().any(|alias| fold_name(&alias.text) == key))
            };
            found.retain(bears);
        }
        if found.is_empty() { self.following(key) } else { found }
    }

    /// Adds to stored entities those of the articles that came, and leaves out those that went.
    fn complete(&self, found: &mut Vec<EntityId>, own: Option<&Vec<EntityId>>) {
        for id in own.into_iter().flatten() {
            if !found.contains(id) {
                found.push(*id);
            }
        }
        found.retain(|id| self.mention_count(*id) > 0);
    }

    fn following(&self, key: &str) -> Vec<EntityId> {
        let mut found = self.base.as_ref().map(|base| base.following(key)).unwrap_or_default();
        self.complete(&mut found, self.implied.get(key));
        found
    }

    fn bears(&self, id: EntityId, key: &str) -> bool {
        self.face(id).is_some_and(|entity| {
            entity.kind == EntityKind::Person
                && entity.aliases.iter().any(|alias| forms::same_person(&fold_name(&alias.text), key))
        })
    }

    /// Entities whose name is near to `name`: what the writer may have meant. Best first, at most
    /// three.
    #[must_use]
    pub fn suggest(&self, name: &str) -> Vec<EntityId> {
        let key = fold_name(name);
        if key.chars().count() < 3 {
            return Vec::new();
        }
        if let Some(known) = self.suggested.0.get(&key) {
            return known;
        }
        let found = self.near(&key);
        self.suggested.0.insert(key, found.clone());
        found
    }

    /// The only person whom the articles call so in another spelling: `Kowalenko` where they write `Kovalenko`.
    pub(crate) fn spelled_otherwise(&self, name: &str) -> Option<EntityId> {
        let key = fold_name(name);
        let is_spelling = |theirs: &str| match theirs.rsplit_once(' ') {
            Some((_, surname)) if !key.contains(' ') => spelling::same_surname(&key, surname),
            None => !key.contains(' ') && spelling::same_surname(&key, theirs),
            Some(_) => spelling::same_name(&key, theirs, true),
        };
        let is_called = |id: &EntityId| {
            self.face(*id).is_some_and(|entity| {
                entity.kind == EntityKind::Person
                    && entity.aliases.iter().any(|alias| is_spelling(&fold_name(&alias.text)))
            })
        };
        let near = self.suggest(name);
        let mut called = near.into_iter().filter(is_called);
        called.next().filter(|_| called.next().is_none())
    }

    fn near(&self, key: &str) -> Vec<EntityId> {
        let words = key.split(' ').count();
        let scorer = jaro_winkler::BatchComparator::new(key.chars());
        let arguments = jaro_winkler::Args::default().score_cutoff(NEAR);
        let mut best: FxHashMap<EntityId, f64> = FxHashMap::default();
        let mut compare = |alias: &str, ids: &mut dyn FnMut() -> Vec<EntityId>| {
            // One word is not a slip for three.
            if alias.split(' ').count().abs_diff(words) > 1 || alias == key || forms::is_listed(alias) {
                return;
            }
            let Some(score) = scorer.similarity_with_args(alias.chars(), &arguments) else { return };
            let longer = key.chars().count().max(alias.chars().count());
            let edits = osa::distance(key.chars(), alias.chars());
            if edits * 4 > longer {
                return;
            }
            for id in ids() {
                let slot = best.entry(id).or_insert(score);
                *slot = slot.max(score);
            }
        };
        for (alias, ids) in self.by_alias.iter().chain(&self.implied) {
            compare(alias, &mut || ids.clone());
        }
        if let Some(base) = &self.base {
            base.for_names_like(key, &mut compare);
        }
        if best.is_empty() && words > 1 {
            // A wrong given name: the surname is known.
            if let Some(bearers) = forms::surname(key).map(|surname| self.exactly(&surname)) {
                best.extend(bearers.into_iter().map(|id| (id, 0.0)));
            }
        }
        let mut found: Vec<(EntityId, f64)> = best.into_iter().collect();
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        found.into_iter().take(SUGGESTIONS).map(|(id, _)| id).collect()
    }
}

/// The folded forms by which one entity is looked up.
pub(crate) struct Keys {
    /// Those that an article uses.
    pub called: Vec<String>,
    /// Those that follow from one.
    pub implied: Vec<String>,
}

impl Keys {
    /// Those of `entity`; one may be there twice.
    pub(crate) fn of(entity: &Entity) -> Self {
        let called: Vec<String> = entity.aliases.iter().map(|alias| fold_name(&alias.text)).collect();
        let mut implied: Vec<String> =
            called.iter().flat_map(|key| implied_forms(key, entity.kind)).collect();
        if entity.kind == EntityKind::Person {
            implied.extend(entity.aliases.iter().filter_map(|alias| forms::written_surname(&alias.text)));
        }
        Self { called, implied }
    }
}

fn add(table: &mut FxHashMap<String, Vec<EntityId>>, key: String, id: EntityId) {
    if key.is_empty() {
        return;
    }
    let ids = table.entry(key).or_default();
    if !ids.contains(&id) {
        ids.push(id);
    }
}

fn country_key(country: &str) -> String {
    format!("\u{1}{country}")
}

fn implied_forms(key: &str, kind: EntityKind) -> Vec<String> {
    let mut forms_of = Vec::new();
    match kind {
        EntityKind::Person => {
            forms_of.extend(forms::surname(key));
            forms_of.extend(forms::full_name_listed(key));
        }
        EntityKind::Organisation => {
            forms_of.push(forms::without_company_form(key).to_owned());
            forms_of.extend(forms::initials_listed(key));
        }
        _ => forms_of.push(forms::place_core(key).to_owned()),
    }
    if let Some(country) = lexicon::country(key).filter(|_| kind != EntityKind::Person) {
        forms_of.push(country_key(country));
    }
    forms_of.retain(|form| form != key);
    forms_of
}

/// The words behind a title at the start of `name`.
fn after_title(name: &str) -> Option<&str> {
    let mut best = None;
    for (at, _) in name.match_indices(' ') {
        let (front, rest) = name.split_at(at);
        if gazetteer::is_title(front) && !rest.trim().is_empty() {
            best = Some(rest.trim());
        }
    }
    best
}
