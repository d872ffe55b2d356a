//! Names within names: `Northland` of `University of Northland`, `Maria Keller` of `Maria Keller Foundation`.
//! Mentions are flat, because a reader means the whole; who counts what an article names asks here for the rest.

use rustc_hash::FxHashMap;

use super::fold::{fold_name, strip_possessive};
use super::gazetteer;
use super::glue::words;
use super::model::{ArticleEntities, Entities, EntityId, EntityKind, Mention};
use super::tables::{COMPASS, holds};
use crate::text::ByteRange;
use crate::text::lexicon;

/// The most words of a name within a name.
const LONGEST: usize = 4;

/// A name that is part of a longer one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InnerName {
    /// In the article's text.
    pub range: ByteRange,
    /// A place or a person.
    pub kind: EntityKind,
    /// Whom it names; `None` when no article names that by itself.
    pub entity: Option<EntityId>,
}

impl Entities {
    /// The names within the names of `found`, in text order: a country in front of a body's name or behind `of`, a
    /// place that a body's name ends with behind `of`, and somebody of the same article after whom something
    /// is called. `text` is the article's.
    #[must_use]
    pub fn inner_names(&self, text: &str, found: &ArticleEntities) -> Vec<InnerName> {
        let mut people: Option<FxHashMap<String, EntityId>> = None;
        let mut inner = Vec::new();
        for mention in found.mentions.iter().filter(|mention| mention.kind != EntityKind::Person) {
            let words = words(text, mention.range);
            if words.len() < 2 || lexicon::country(mention.range.of(text)).is_some() {
                continue;
            }
            let people = people.get_or_insert_with(|| full_names(text, &found.mentions));
            if let Some((range, id)) = named_after(text, &words, people) {
                inner.push(InnerName { range, kind: EntityKind::Person, entity: Some(id) });
                continue;
            }
            let places = match mention.kind {
                EntityKind::Organisation => [front(text, &words), complement(text, &words)],
                EntityKind::Other => [front(text, &words), None],
                // `Eastland West Coast`
                EntityKind::Place if words.len() > 2 => [front(text, &words), None],
                _ => [None, None],
            };
            for range in places.into_iter().flatten() {
                let entity = self.place(range.of(text), &found.mentions).filter(|&id| id != mention.entity);
                // Where no article names the place, the name must be made of it plainly.
                if entity.is_some() || heads(text, &words, range) {
                    inner.push(InnerName { range, kind: EntityKind::Place, entity });
                }
            }
        }
        inner
    }

    /// The place called `name`: one of the article's own, else the most mentioned.
    fn place(&self, name: &str, mentions: &[Mention]) -> Option<EntityId> {
        let mut ids = self.exactly(&fold_name(name));
        ids.retain(|&id| self.face(id).is_some_and(|entity| entity.kind == EntityKind::Place));
        let own = ids.iter().find(|&&id| mentions.iter().any(|mention| mention.entity == id));
        own.or(ids.first()).copied()
    }
}

/// Words `from..to` as one stretch, without a possessive ending.
fn stretch(text: &str, words: &[ByteRange], from: usize, to: usize) -> Option<ByteRange> {
    let range = words.get(from)?.join(*words.get(to.checked_sub(1)?)?);
    let bare = strip_possessive(range.of(text)).trim_end_matches(',');
    Some(ByteRange::new(range.start(), range.start() + bare.len()))
}

/// The people whom the article gives given name and surname.
fn full_names(text: &str, mentions: &[Mention]) -> FxHashMap<String, EntityId> {
    let people = mentions.iter().filter(|mention| mention.kind == EntityKind::Person);
    let full = people.map(|mention| (fold_name(mention.range.of(text)), mention.entity));
    full.filter(|(key, _)| key.split_once(' ').is_some_and(|(given, _)| gazetteer::is_given_name(given)))
        .collect()
}

/// Somebody whose full name something else's begins with.
fn named_after(
    text: &str,
    words: &[ByteRange],
    people: &FxHashMap<String, EntityId>,
) -> Option<(ByteRange, EntityId)> {
    (2..words.len().min(LONGEST + 1)).rev().find_map(|end| {
        let range = stretch(text, words, 0, end)?;
        people.get(fold_name(range.of(text)).as_str()).map(|&id| (range, id))
    })
}

/// The country that the name begins with.
fn front(text: &str, words: &[ByteRange]) -> Option<ByteRange> {
    (1..words.len().min(LONGEST + 1)).rev().find_map(|end| {
        stretch(text, words, 0, end).filter(|range| lexicon::country(range.of(text)).is_some())
    })
}

/// The country behind `of` or the place that the name ends with behind it.
fn complement(text: &str, words: &[ByteRange]) -> Option<ByteRange> {
    let of = words.iter().rposition(|word| word.of(text) == "of")?;
    let from = of + 1 + usize::from(words.get(of + 1).is_some_and(|word| word.of(text) == "the"));
    (from + 1..=words.len().min(from + LONGEST)).rev().find_map(|end| {
        let range = stretch(text, words, from, end)?;
        let name = range.of(text);
        (lexicon::country(name).is_some() || end == words.len() && is_place(name)).then_some(range)
    })
}

/// Whether nothing but a word for a body stands before the inner name: `University of Northport`.
fn heads(text: &str, words: &[ByteRange], inner: ByteRange) -> bool {
    let front = words.iter().take_while(|word| word.start() < inner.start()).map(|word| word.of(text));
    let mut front = front.filter(|word| !matches!(*word, "of" | "the"));
    front.next().is_some_and(gazetteer::is_organisation_word) && front.next().is_none()
}

/// Whether `name` can hardly be anything but a place: `Northport`, `Southern Eastland`.
fn is_place(name: &str) -> bool {
    let known = |name: &str| gazetteer::place(name).is_some();
    known(name)
        || name.split_once(' ').is_some_and(|(side, rest)| holds(COMPASS, &fold_name(side)) && known(rest))
}
