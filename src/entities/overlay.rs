//! What changed since the entities of a large corpus were stored: the names of articles that came, which
//! are taken for stored entities where they fit, and those of articles that went.
//!
//! It costs work in proportion to the articles that changed. Names are resolved against the stored tables
//! as they are: whether the new articles would have made the old ones be read otherwise shows when the
//! whole index is next brought up to date.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::build::{Local, attach};
use super::decisions::Decisions;
use super::fold::fold_name;
use super::model::{Alias, ArticleEntities, Entities, Entity, EntityId, EntityKind, Role};
use super::resolve::across;
use super::resolve::forms;
use super::resolve::reason::Reason;
use super::stored::EntityBase;
use super::votes::Votes;
use crate::corpus::{Article, ArticleSpan};

/// A bearer of a surname or short name is the bearer when this share of its mentions mean them.
const DOMINANT: f64 = 0.9;

/// What changed about one stored entity.
#[derive(Clone, Debug, Default)]
pub(crate) struct Patch {
    aliases: Vec<Alias>,
    roles: Vec<Role>,
    mentions: Vec<ArticleSpan>,
    /// How many mentions went, and by which spelling.
    lost: FxHashMap<String, u32>,
    merged: OnceLock<Option<Arc<Entity>>>,
}

impl Patch {
    /// How many mentions there are, of `stored` before.
    pub(super) fn count(&self, stored: usize) -> usize {
        let lost: u32 = self.lost.values().sum();
        stored.saturating_sub(lost as usize) + self.mentions.len()
    }

    /// Whether as much came and went as by `other`, wherever it stands.
    fn is_like(&self, other: &Self) -> bool {
        let said = |patch: &Self| patch.roles.iter().map(|role| role.text.clone()).collect::<Vec<_>>();
        self.aliases == other.aliases
            && self.lost == other.lost
            && self.mentions.len() == other.mentions.len()
            && said(self) == said(other)
    }

    /// The entity with the change; `None` when no article names it any more.
    pub(super) fn apply(&self, stored: Option<Arc<Entity>>, gone: &FxHashSet<u32>) -> Option<Arc<Entity>> {
        self.merged.get_or_init(|| stored.and_then(|stored| self.merge(&stored, gone)).map(Arc::new)).clone()
    }

    fn merge(&self, stored: &Entity, gone: &FxHashSet<u32>) -> Option<Entity> {
        let mut entity = stored.clone();
        entity.mentions.retain(|span| !gone.contains(&span.article));
        entity.roles.retain(|role| !gone.contains(&role.span.article));
        entity.mentions.extend(&self.mentions);
        entity.roles.extend(self.roles.iter().cloned());
        for alias in &mut entity.aliases {
            alias.count -= alias.count.min(self.lost.get(&alias.text).copied().unwrap_or(0));
        }
        for new in &self.aliases {
            match entity.aliases.iter_mut().find(|alias| alias.text == new.text) {
                Some(known) => known.count += new.count,
                None => entity.aliases.push(new.clone()),
            }
        }
        entity.aliases.retain(|alias| alias.count > 0);
        entity.aliases.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
        if !entity.aliases.iter().any(|alias| alias.text == entity.name) {
            entity.name = entity.aliases.first()?.text.clone();
        }
        (!entity.mentions.is_empty()).then_some(entity)
    }

    /// The spellings that came, and the kind.
    pub(super) fn came(&self, kind: EntityKind) -> Entity {
        let aliases = self.aliases.clone();
        Entity { name: String::new(), kind, aliases, roles: Vec::new(), mentions: Vec::new() }
    }
}

impl Entities {
    /// Whether `id` is an entity of the articles that lie on disk: it is the same whatever is laid over them.
    #[must_use]
    pub fn is_stored(&self, id: EntityId) -> bool {
        id.0 < self.base_entities()
    }

    /// The stored entities that are not changed as `before` has them changed, wherever the changes stand; `None`
    /// when one of them has another name, or went.
    pub(crate) fn patched_otherwise(&self, before: &Self) -> Option<FxHashSet<EntityId>> {
        let none = Patch::default();
        let mut otherwise = FxHashSet::default();
        for id in self.patches.keys().chain(before.patches.keys()) {
            let (now, then) =
                (self.patches.get(id).unwrap_or(&none), before.patches.get(id).unwrap_or(&none));
            if now.is_like(then) || !otherwise.insert(*id) {
                continue;
            }
            let name = |entities: &Self| Some(entities.get(*id)?.name.clone());
            if now.lost != then.lost && name(self) != name(before) {
                return None;
            }
        }
        Some(otherwise)
    }
}

/// The entities of `base` without those of its articles that are `gone`, and with those of `articles`,
/// which come behind its own. `before` are articles that were read for an earlier change, with `known`,
/// what came of them.
pub(crate) fn overlay(
    base: &Arc<EntityBase>,
    gone: &FxHashSet<u32>,
    articles: &[Arc<Article>],
    (before, known): (&[Arc<Article>], &Entities),
    decisions: Arc<Decisions>,
    read: &dyn Fn(u32) -> Option<Arc<Article>>,
) -> Entities {
    let by_address: FxHashMap<*const Article, &Arc<Local>> =
        before.iter().map(Arc::as_ptr).zip(&known.locals).collect();
    let known: Vec<Option<Arc<Local>>> = articles
        .iter()
        .map(|article| by_address.get(&Arc::as_ptr(article)).map(|it| Arc::clone(it)))
        .collect();
    let locals: Vec<Arc<Local>> = articles
        .par_iter()
        .zip(known)
        .map(|(article, known)| known.unwrap_or_else(|| Arc::new(Local::of(article))))
        .collect();
    let mut entities = Entities { base: Some(Arc::clone(base)), decisions, ..Entities::default() };
    for (key, count) in locals.iter().flat_map(|local| local.uses()) {
        entities.uses.entry(*key).or_default().add(*count);
    }
    let mut votes = Votes::over(Some(Arc::clone(base)));
    locals.iter().for_each(|local| votes.count(&local.drafts));
    let settled: Vec<_> = articles
        .iter()
        .zip(&locals)
        .map(|(article, local)| local.settled(article, &votes, &entities))
        .collect();
    let groups: Vec<_> = articles
        .iter()
        .zip(&locals)
        .zip(&settled)
        .map(|((article, local), drafts)| local.groups(article, drafts, &entities.decisions))
        .collect();
    let across::Resolved { entities: mut all, ids, decided } = across::resolve(&groups, &entities.decisions);
    let mut found = Vec::with_capacity(articles.len());
    for (index, (article, (local, drafts))) in
        (base.articles()..).zip(articles.iter().zip(locals.iter().zip(&settled)))
    {
        let at = found.len();
        let empty = (Vec::new(), Vec::new());
        let (groups, ids) = groups.get(at).zip(ids.get(at)).unwrap_or((&empty.0, &empty.1));
        found.push(attach(article, index, local, drafts, groups, ids, &mut all));
    }
    entities.gone = gone.clone();
    lose(base, gone, read, &mut entities.patches);
    // From an entity of the new articles to the stored one that it is, or to its own place.
    let mut places: Vec<EntityId> = Vec::with_capacity(all.len());
    for entity in all {
        let decided = entity.aliases.iter().find_map(|alias| {
            let decision = entities.decisions.claims(&fold_name(&alias.text))?;
            *base.decided.get(decision as usize)?
        });
        match decided.or_else(|| stored_one(base, &entity)) {
            Some(id) => {
                let patch = entities.patches.entry(id).or_default();
                patch.aliases.extend(entity.aliases);
                patch.roles.extend(entity.roles);
                patch.mentions.extend(entity.mentions);
                places.push(id);
            }
            None => {
                let own = u32::try_from(entities.all.len()).unwrap_or(u32::MAX);
                places.push(EntityId(base.entities().saturating_add(own)));
                entities.all.push(Arc::new(entity));
            }
        }
    }
    for patch in entities.patches.values_mut() {
        // Two new names of one stored entity come in the order of their names.
        patch.mentions.sort_unstable();
        patch.roles.sort_by_key(|role| role.span);
    }
    let place = |id: EntityId| places.get(id.0 as usize).copied().unwrap_or(id);
    entities.articles = found.into_iter().map(|found| Arc::new(placed(found, place))).collect();
    let own = decided.into_iter().map(|id| id.map(place));
    entities.decided = own.zip(&base.decided).map(|(own, stored)| stored.or(own)).collect();
    entities.locals = locals;
    entities.index_aliases();
    entities
}

fn placed(mut found: ArticleEntities, place: impl Fn(EntityId) -> EntityId) -> ArticleEntities {
    for mention in &mut found.mentions {
        mention.entity = place(mention.entity);
    }
    for speaker in found.quotations.iter_mut().filter_map(|quotation| quotation.speaker.as_mut()) {
        speaker.entity = speaker.entity.map(&place);
    }
    found
}

/// Counts what the articles that are gone had named.
fn lose(
    base: &EntityBase,
    gone: &FxHashSet<u32>,
    read: &dyn Fn(u32) -> Option<Arc<Article>>,
    patches: &mut FxHashMap<EntityId, Patch>,
) {
    for &index in gone {
        let (Some(found), Some(article)) = (base.in_article(index), read(index)) else { continue };
        for mention in &found.mentions {
            let words = mention.range.of(&article.text).split_whitespace().collect::<Vec<_>>().join(" ");
            *patches.entry(mention.entity).or_default().lost.entry(words).or_default() += 1;
        }
    }
}

/// The stored entity that a new one is, when there is one that it can only be: by a full name that both
/// have, by a short form that the corpus explains, or by a surname that nearly always means one person.
fn stored_one(base: &EntityBase, new: &Entity) -> Option<EntityId> {
    let person = new.kind == EntityKind::Person;
    let own = Reason::Itself.words();
    let strong = |alias: &&Alias| alias.reason == own;
    let mut keys: Vec<String> =
        new.aliases.iter().filter(strong).map(|alias| fold_name(&alias.text)).collect();
    keys.sort_by_key(|key| std::cmp::Reverse(key.split(' ').count()));
    keys.dedup();
    keys.iter().find_map(|key| {
        let lone = person && forms::person_words(key).len() < 2;
        let mut ids = base.called(key);
        if ids.is_empty() && !person {
            let core = match new.kind {
                EntityKind::Organisation => forms::without_company_form(key),
                _ => forms::place_core(key),
            };
            ids = if core == key { Vec::new() } else { base.called(core) };
            ids.extend(base.following(key));
        }
        let mut fitting: Vec<(usize, EntityId)> = Vec::new();
        for id in ids {
            let Some(entity) = base.entity(id) else { continue };
            if (entity.kind == EntityKind::Person) != person {
                continue;
            }
            // What an article calls `the Foundation` for short says nothing of another article's.
            let alias = entity.aliases.iter().find(|alias| fold_name(&alias.text) == *key);
            let short = alias.is_some_and(|alias| alias.reason == Reason::Head.words());
            if !short || fold_name(&entity.name) == *key {
                fitting.push((base.mention_count(id), id));
            }
        }
        let total: usize = fitting.iter().map(|(count, _)| count).sum();
        let (count, best) = fitting.into_iter().max_by_key(|(count, id)| (*count, std::cmp::Reverse(*id)))?;
        let only = count as f64 >= DOMINANT * total as f64;
        let same_name = base.entity(best).is_some_and(|entity| fold_name(&entity.name) == *key);
        (only || !lone && same_name).then_some(best)
    })
}
