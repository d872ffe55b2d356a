//! [`EntityWriter`]: finds the entities of a large corpus batch by batch and writes them to a store.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::beginnings::{Beginnings, Spelling};
use super::build::{Local, attach};
use super::decisions::Decisions;
use super::draft::Draft;
use super::lookup::Keys;
use super::model::{ArticleEntities, Entity, EntityId};
use super::reading::{WordUse, WordUses};
use super::resolve::across;
use super::resolve::within::Group;
use super::stored::{EntityBase, parts};
use super::votes::Votes;
use crate::corpus::Article;
use crate::store::{DictionaryWriter, ShelfWriter, StoreError, StoreWriter, encode, push_number};

/// Articles that are in memory at a time.
const BATCH: u32 = 512;
/// Entities that are put into words at a time.
const ENTITIES: usize = 4_096;

/// An article with its index, what it yielded by itself, and its drafts with the whole corpus in mind.
type Settled = (u32, Article, Local, Vec<Draft>);

/// Gathers what single articles yield, then resolves and writes them all.
#[derive(Debug, Default)]
pub(crate) struct EntityWriter {
    decisions: Arc<Decisions>,
    votes: Votes,
    uses: WordUses,
}

/// Reads the articles of a range of indices back from the store that is being written.
pub(crate) type Fetch<'a> =
    &'a (dyn Fn(&StoreWriter, Range<u32>) -> Result<Vec<(Article, Local)>, StoreError> + Sync);

impl EntityWriter {
    /// Starts where the analyst has `decisions`.
    pub(crate) fn new(decisions: Arc<Decisions>) -> Self {
        Self { decisions, ..Self::default() }
    }

    /// Starts with the words' uses of a corpus of which most articles are taken over.
    pub(crate) fn take_over(&mut self, base: &EntityBase) {
        base.for_uses(|key, count| {
            self.uses.insert(key, count);
        });
    }

    /// Takes back the words' uses of an article that was taken over with the others and is gone.
    pub(crate) fn without(&mut self, gone: &Local) {
        for (key, count) in &gone.uses {
            if let Some(known) = self.uses.get_mut(key) {
                *known = WordUse {
                    lower: known.lower.saturating_sub(count.lower),
                    capital: known.capital.saturating_sub(count.capital),
                    initial: known.initial.saturating_sub(count.initial),
                };
                if known.lower + known.capital + known.initial == 0 {
                    self.uses.remove(key);
                }
            }
        }
    }

    /// Takes in the next article, with its words' uses unless they were taken over.
    pub(crate) fn add(&mut self, local: &Local) {
        self.votes.count(&local.drafts);
        for (key, count) in &local.uses {
            self.uses.entry(*key).or_default().add(*count);
        }
    }

    /// Resolves the names of all `count` articles and writes everything. `each` gets every article with
    /// what was found in it, in order; `goes_on` is asked now and then, and ends the work with `None`.
    pub(crate) fn finish(
        self,
        writer: &mut StoreWriter,
        count: u32,
        fetch: Fetch<'_>,
        goes_on: &(dyn Fn() -> bool + Sync),
        each: &mut (dyn FnMut(u32, &Article, &ArticleEntities) + Send),
    ) -> Result<Option<()>, StoreError> {
        let batches = || (0..count).step_by(BATCH as usize).map(|from| from..count.min(from + BATCH));
        let mut groups: Vec<Vec<Group>> = Vec::with_capacity(count as usize);
        for batch in batches() {
            if !goes_on() {
                return Ok(None);
            }
            let read = fetch(writer, batch)?;
            groups.par_extend(read.par_iter().map(|(article, local)| {
                local.groups(article, &local.settled(article, &self.votes, &self.uses), &self.decisions)
            }));
        }
        let across::Resolved { entities: mut all, ids, decided } = across::resolve(&groups, &self.decisions);
        let mut found_shelf = ShelfWriter::default();
        let mut batches = batches();
        let mut ready: Vec<Settled> = Vec::new();
        loop {
            if !goes_on() {
                return Ok(None);
            }
            let batch = batches.next();
            let last = std::mem::take(&mut ready);
            if batch.is_none() && last.is_empty() {
                break;
            }
            // The next articles are read back while what was found in the last ones is put together.
            let attached = || -> Vec<Vec<u8>> {
                let found = last.iter().map(|(index, article, local, drafts)| {
                    let empty = (Vec::new(), Vec::new());
                    let at = *index as usize;
                    let (groups, ids) = groups.get(at).zip(ids.get(at)).unwrap_or((&empty.0, &empty.1));
                    let found = attach(article, *index, local, drafts, groups, ids, &mut all);
                    each(*index, article, &found);
                    encode(&found)
                });
                found.collect()
            };
            let settled = || -> Result<Vec<Settled>, StoreError> {
                let Some(batch) = batch else { return Ok(Vec::new()) };
                let read = fetch(writer, batch.clone())?.into_par_iter().zip(batch);
                let settled = read.map(|((article, local), index)| {
                    let drafts = local.settled(&article, &self.votes, &self.uses);
                    (index, article, local, drafts)
                });
                Ok(settled.collect())
            };
            let (next, records) = rayon::join(settled, attached);
            ready = next?;
            for record in records {
                found_shelf.push(writer, &record)?;
            }
        }
        drop(groups);
        found_shelf.finish(writer, parts::FOUND)?;
        let (mut called, mut implied) = (Vec::new(), Vec::new());
        let mut faces = ShelfWriter::default();
        let (mut shelf, mut counts) = (ShelfWriter::default(), Vec::with_capacity(all.len() * 4));
        for (first, entities) in (0u32..).step_by(ENTITIES).zip(all.chunks(ENTITIES)) {
            let made: Vec<_> = entities
                .par_iter()
                .map(|entity| (Keys::of(entity), encode(entity), encode(&face_of(entity))))
                .collect();
            for ((id, entity), (keys, whole, face)) in (first..).zip(entities).zip(made) {
                called.extend(keys.called.into_iter().map(|key| (key, id)));
                implied.extend(keys.implied.into_iter().map(|key| (key, id)));
                let count = u32::try_from(entity.mentions.len()).unwrap_or(u32::MAX);
                counts.extend_from_slice(&count.to_le_bytes());
                shelf.push(writer, &whole)?;
                faces.push(writer, &face)?;
            }
        }
        faces.finish(writer, parts::FACES)?;
        shelf.finish(writer, parts::ENTITIES)?;
        writer.append_named(parts::COUNTS, &counts)?;
        writer.append_named(parts::DECISIONS, &self.decisions.written())?;
        writer.append_named(parts::DECIDED, &encode(&decided))?;
        let spellings = write_names(writer, called, parts::CALLED)?;
        let count = |id: EntityId| all.get(id.0 as usize).map_or(0, |entity| entity.mentions.len());
        let spellings =
            spellings.into_par_iter().map(|(name, ids)| Spelling::new(name, ids, count)).collect();
        Beginnings::of(spellings).write(writer)?;
        write_names(writer, implied, parts::IMPLIED)?;
        let mut uses: Vec<_> = self.uses.into_iter().collect();
        uses.sort_unstable_by_key(|(key, _)| *key);
        write_numbered(writer, uses, parts::USES)?;
        write_numbered(writer, self.votes.into_sorted(), parts::VOTES)?;
        Ok(Some(()))
    }
}

/// See [`Entities::face`](super::Entities::face).
fn face_of(entity: &Entity) -> Entity {
    Entity {
        name: entity.name.clone(),
        kind: entity.kind,
        aliases: entity.aliases.clone(),
        roles: entity.roles.iter().take(1).cloned().collect(),
        mentions: entity.mentions.iter().take(1).copied().collect(),
    }
}

/// Writes whose each name is, and hands that back.
fn write_names(
    writer: &mut StoreWriter,
    mut names: Vec<(String, u32)>,
    part: &str,
) -> Result<Vec<(String, Vec<EntityId>)>, StoreError> {
    names.retain(|(name, _)| !name.is_empty());
    names.par_sort_unstable();
    names.dedup();
    let mut table = DictionaryWriter::default();
    let mut written: Vec<(String, Vec<EntityId>)> = Vec::new();
    for (name, id) in names {
        match written.last_mut().filter(|last| last.0 == name) {
            Some((_, ids)) => ids.push(EntityId(id)),
            None => written.push((name, vec![EntityId(id)])),
        }
    }
    for (name, bearers) in &written {
        let mut ids = Vec::new();
        bearers.iter().for_each(|id| push_number(&mut ids, u64::from(id.0)));
        table.push(writer, name.as_bytes(), &ids)?;
    }
    table.finish(writer, part)?;
    Ok(written)
}

fn write_numbered<T: serde::Serialize>(
    writer: &mut StoreWriter,
    values: Vec<(u64, T)>,
    part: &str,
) -> Result<(), StoreError> {
    let mut table = DictionaryWriter::default();
    for (key, value) in values {
        table.push(writer, &key.to_be_bytes(), &encode(&value))?;
    }
    table.finish(writer, part)
}
