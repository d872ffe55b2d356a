//! What the corpus holds and how a note stands, for views beside the text.

use std::sync::Arc;

use super::place::Place;
use crate::corpus::{ArticleSpan, BlockKind};
use crate::entities::{Entity, EntityKind};
use crate::workspace::World;

/// Bytes of an article's first words that stand for its title.
const FIRST_WORDS: usize = 60;

/// An article in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleEntry {
    /// The id by which notes cite it.
    pub id: String,
    /// Its title; its first words in quotation marks where it has none.
    pub title: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// When, as `2024-03-12`.
    pub date: Option<String>,
    /// Its first words.
    pub place: Place,
}

/// A name in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct EntityEntry {
    /// The fullest spelling.
    pub name: String,
    /// Its type.
    pub kind: EntityKind,
    /// Who or what it is, as a source puts it.
    pub role: Option<String>,
    /// How often it is named.
    pub mentions: usize,
    /// Where it is named first.
    pub place: Place,
}

/// The articles that have `query` in title, id, outlet or date (case aside), the latest first, at most
/// `limit`; and how many there are.
#[must_use]
pub fn articles(world: &World, query: &str, limit: usize) -> (Vec<ArticleEntry>, usize) {
    let wanted = query.to_lowercase();
    let has = |text: &str| text.to_lowercase().contains(&wanted);
    let mut found: Vec<(Option<String>, u32)> = world
        .library
        .cards()
        .iter()
        .filter_map(|card| {
            let date = card.date.map(|date| date.day.to_string());
            let fits = has(card.heading())
                || has(&card.id)
                || card.outlet.as_deref().is_some_and(has)
                || date.as_deref().is_some_and(has);
            fits.then_some((date, card.index))
        })
        .collect();
    found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let count = found.len();
    let entry = |(date, index): (Option<String>, u32)| {
        let article = world.library.article(index)?;
        let head = article.blocks.iter().find(|block| block.kind != BlockKind::Boilerplate)?;
        Some(ArticleEntry {
            id: article.id.clone(),
            title: article.title.clone().unwrap_or_else(|| first_words(head.range.of(&article.text))),
            outlet: article.outlet.clone(),
            date,
            place: Place::of_span(ArticleSpan { article: index, range: head.range }, &world.library)?,
        })
    };
    (found.into_iter().take(limit).filter_map(entry).collect(), count)
}

/// The beginning of `text` in quotation marks, cut where a word ends.
fn first_words(text: &str) -> String {
    let mut said = String::new();
    for word in text.split_whitespace() {
        if said.len() + word.len() > FIRST_WORDS {
            return format!("“{}…”", said.trim_end());
        }
        said.push_str(word);
        said.push(' ');
    }
    format!("“{}”", said.trim_end())
}

/// The names of which a spelling has `query` (case aside), the most mentioned first, at most `limit`; and
/// how many there are.
#[must_use]
pub fn entities(world: &World, query: &str, limit: usize) -> (Vec<EntityEntry>, usize) {
    let wanted = query.to_lowercase();
    let library = &world.library;
    let mut found: Vec<Arc<Entity>> = library
        .entities
        .ids()
        .filter_map(|id| library.entities.get(id))
        .filter(|entity| entity.aliases.iter().any(|alias| alias.text.to_lowercase().contains(&wanted)))
        .collect();
    found.sort_by(|a, b| b.mentions.len().cmp(&a.mentions.len()).then_with(|| a.name.cmp(&b.name)));
    let count = found.len();
    let entry = |entity: Arc<Entity>| {
        Some(EntityEntry {
            name: entity.name.clone(),
            kind: entity.kind,
            role: entity.roles.first().map(|role| role.text.clone()),
            mentions: entity.mentions.len(),
            place: Place::of_span(*entity.mentions.first()?, library)?,
        })
    };
    (found.into_iter().take(limit).filter_map(entry).collect(), count)
}
