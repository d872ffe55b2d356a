//! Whom and what the notes name, and who is linked to whom by the articles.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::Checked;
use crate::corpus::PassageId;
use crate::entities::{EntityId, EntityKind, Resolution};
use crate::features::hover::{Quote, quote};
use crate::workspace::World;

/// Names that the graph shows at most: more are a tangle.
const NODES: usize = 14;
/// Links that it shows at most.
const LINKS: usize = 28;

/// The names of the notes.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Those that the corpus knows, the most mentioned in the notes first.
    pub known: Vec<NameRow>,
    /// Those that no article has.
    pub unknown: Vec<UnknownName>,
    /// Pairs of the first people, organisations and places that stand in one sentence of an article, the most frequent first.
    pub links: Vec<Linked>,
}

/// A name that the corpus knows.
#[derive(Clone, Debug)]
pub struct NameRow {
    /// Which entity.
    pub id: EntityId,
    /// The fullest spelling.
    pub name: String,
    /// Its type.
    pub kind: EntityKind,
    /// Its most frequent role.
    pub role: Option<String>,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// How often the notes name it.
    pub in_notes: usize,
    /// How often the corpus does.
    pub mentions: usize,
    /// In how many articles.
    pub articles: usize,
    /// First and last day of an article that names it.
    pub seen: Option<(Date, Date)>,
}

/// A name that no article has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    /// As the note spells it.
    pub text: String,
    /// How often.
    pub in_notes: usize,
    /// The nearest name that the corpus has.
    pub near: Option<String>,
}

/// Two names that the articles put into one sentence.
#[derive(Clone, Debug)]
pub struct Linked {
    /// Index into [`Names::known`].
    pub one: usize,
    /// Index into [`Names::known`].
    pub other: usize,
    /// In how many sentences.
    pub sentences: usize,
    /// The shortest of them.
    pub example: Option<Quote>,
}

/// The names of `notes`.
pub(super) fn names(notes: &[Checked], world: &World) -> Names {
    let entities = &world.library.entities;
    let mut known: BTreeMap<EntityKey, usize> = BTreeMap::new();
    let mut unknown: BTreeMap<String, usize> = BTreeMap::new();
    for (_, analysis) in notes {
        for name in &analysis.names {
            match &name.resolution {
                Resolution::Known(id) => *known.entry(EntityKey(id.0)).or_default() += 1,
                Resolution::Unknown => {
                    let text = name.range.of(&analysis.note.text);
                    *unknown.entry(text.split_whitespace().collect::<Vec<_>>().join(" ")).or_default() += 1;
                }
                Resolution::Ambiguous(_) => {}
            }
        }
    }
    let mut rows: Vec<NameRow> =
        known.into_iter().filter_map(|(key, count)| row(EntityId(key.0), count, world)).collect();
    rows.sort_by(|a, b| {
        (b.in_notes, b.mentions).cmp(&(a.in_notes, a.mentions)).then_with(|| a.name.cmp(&b.name))
    });
    let unknown = unknown.into_iter().map(|(text, in_notes)| UnknownName {
        near: entities.suggest(&text).into_iter().find_map(|id| Some(entities.get(id)?.name.clone())),
        text,
        in_notes,
    });
    let links = links(&rows, world);
    Names { unknown: unknown.collect(), links, known: rows }
}

/// Orders entities by their number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct EntityKey(u32);

fn row(id: EntityId, in_notes: usize, world: &World) -> Option<NameRow> {
    let dossier = world.library.entities.dossier(id, &*world.library)?;
    let aliases = dossier.aliases.iter().map(|alias| alias.text.clone());
    Some(NameRow {
        id,
        aliases: aliases.filter(|text| *text != dossier.name).take(6).collect(),
        role: dossier.roles.first().map(|(role, _)| role.text.clone()),
        kind: dossier.kind,
        in_notes,
        mentions: dossier.mentions,
        articles: dossier.articles,
        seen: dossier.first_seen.zip(dossier.last_seen),
        name: dossier.name,
    })
}

fn links(rows: &[NameRow], world: &World) -> Vec<Linked> {
    let nodes = rows.iter().enumerate().filter(|(_, row)| row.kind != EntityKind::Other).take(NODES);
    let nodes: Vec<(usize, BTreeSet<PassageId>)> =
        nodes.map(|(index, row)| (index, passages_of(row.id, world))).collect();
    let mut found = Vec::new();
    for (at, (one, first)) in nodes.iter().enumerate() {
        for (other, second) in nodes.iter().skip(at + 1) {
            let shared: Vec<PassageId> = first.intersection(second).copied().collect();
            let shortest = shared.iter().min_by_key(|id| world.library.passage_text(**id).len());
            let span = shortest.and_then(|id| world.library.passage_span(*id));
            if !shared.is_empty() {
                let example = span.and_then(|span| quote(world, span));
                found.push(Linked { one: *one, other: *other, sentences: shared.len(), example });
            }
        }
    }
    found.sort_by_key(|link| std::cmp::Reverse(link.sentences));
    found.truncate(LINKS);
    found
}

/// The sentences that name `id`.
fn passages_of(id: EntityId, world: &World) -> BTreeSet<PassageId> {
    let entity = world.library.entities.get(id);
    let mentions = entity.iter().flat_map(|entity| &entity.mentions);
    let passage = |span: &crate::corpus::ArticleSpan| {
        let article = world.library.article(span.article)?;
        let index = article.passage_at(span.range.start())?;
        Some(PassageId { article: span.article, passage: u32::try_from(index).ok()? })
    };
    mentions.filter_map(passage).collect()
}
