//! From the words that name a speaker to the entity: names by the mentions they hold, pronouns by
//! the last person who can be meant, later quotations of a paragraph by the ones before.

use rustc_hash::FxHashMap;

use super::draft::{DraftQuote, Voice};
use super::model::{Entity, EntityId, EntityKind, Mention, QuotationKind, Speaker};
use super::tables::{self, Gender, holds};
use crate::corpus::Article;
use crate::text::ByteRange;

/// A pronoun does not reach back further than this, in bytes: some three paragraphs.
const PRONOUN_REACH: usize = 1500;

/// Resolves the speakers of one article's quotations, in text order.
pub(crate) struct Speakers<'a> {
    article: &'a Article,
    mentions: &'a [Mention],
    entities: &'a [Entity],
    genders: FxHashMap<EntityId, Gender>,
    /// The last speaker, with the end of their words and the block.
    last: Option<(Speaker, ByteRange)>,
}

impl<'a> Speakers<'a> {
    /// For the quotations of `article`, whose mentions are `mentions`.
    pub(crate) fn of(article: &'a Article, mentions: &'a [Mention], entities: &'a [Entity]) -> Self {
        let mut genders = FxHashMap::default();
        for mention in mentions.iter().filter(|mention| mention.kind == EntityKind::Person) {
            let before = article.text.get(..mention.range.start()).unwrap_or("").trim_end();
            let word = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or("");
            let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            if let Some(gender) = tables::address_gender(&word) {
                genders.entry(mention.entity).or_insert(gender);
            }
        }
        Self { article, mentions, entities, genders, last: None }
    }

    /// The speaker of `quote`; call in text order.
    pub(crate) fn of_quote(&mut self, quote: &DraftQuote) -> Option<Speaker> {
        let speaker = match quote.voice {
            Some(Voice::Words(range)) => Some(self.named(range)),
            Some(Voice::Pronoun(range, gender)) => Some(self.pronoun(range, gender, quote.range)),
            None if quote.continues => self.last.map(|(speaker, _)| speaker),
            None => None,
        };
        if let Some(speaker) = speaker {
            self.last = Some((speaker, quote.range));
        } else if quote.kind == QuotationKind::Direct {
            self.last = None;
        }
        speaker
    }

    /// The entity that a noun phrase names: the first person in it, or the body it starts with.
    fn named(&self, range: ByteRange) -> Speaker {
        let inside: Vec<&Mention> = self.within(range).collect();
        let lead = |mention: &Mention| {
            self.article.text.get(range.start()..mention.range.start()).unwrap_or("").trim()
        };
        let tail =
            |mention: &Mention| self.article.text.get(mention.range.end()..range.end()).unwrap_or("").trim();
        let document = |rest: &str| {
            let rest = rest.trim_start_matches("'s").trim_start_matches("’s");
            !rest.trim().is_empty()
                && rest.split_whitespace().all(|word| holds(tables::DOCUMENTS, &word.to_lowercase()))
        };
        let possessive = |mention: &Mention| {
            let rest = tail(mention);
            (rest.starts_with("'s") || rest.starts_with("’s")) && !document(rest)
        };
        // `a spokesman for Maria Keller` is not Keller.
        let governed = |mention: &Mention| {
            lead(mention)
                .rsplit(' ')
                .next()
                .is_some_and(|word| holds(tables::GOVERNING, &word.to_lowercase()))
        };
        // `a Keller aide` is not Keller.
        let modifies = |mention: &Mention| {
            let next = tail(mention).split_whitespace().next().unwrap_or("");
            next.starts_with(char::is_lowercase) && !holds(tables::BEHIND_NAME, next.trim_end_matches(','))
        };
        let person = inside.iter().find(|mention| {
            mention.kind == EntityKind::Person
                && !possessive(mention)
                && !governed(mention)
                && !modifies(mention)
        });
        let head = inside.iter().find(|mention| {
            let (lead, tail) = (lead(mention), tail(mention));
            (lead.is_empty() || lead.eq_ignore_ascii_case("the")) && (tail.is_empty() || document(tail))
        });
        Speaker { range, entity: person.or(head).map(|mention| mention.entity) }
    }

    fn within(&self, range: ByteRange) -> impl Iterator<Item = &'a Mention> {
        let from = self.mentions.partition_point(|mention| mention.range.end() <= range.start());
        self.mentions
            .get(from..)
            .unwrap_or_default()
            .iter()
            .take_while(move |mention| mention.range.start() < range.end())
    }

    /// The last person whom the pronoun can mean: the last speaker if they were heard or named
    /// since anybody else was, otherwise the nearest person before.
    fn pronoun(&mut self, range: ByteRange, gender: Gender, quote: ByteRange) -> Speaker {
        let fits = |id: EntityId| self.genders.get(&id).is_none_or(|&known| known == gender);
        let before =
            self.mentions.partition_point(|mention| mention.range.start() < range.start().min(quote.start()));
        let near = self
            .mentions
            .get(..before)
            .unwrap_or_default()
            .iter()
            .rev()
            .take_while(|mention| range.start().saturating_sub(mention.range.end()) < PRONOUN_REACH)
            .filter(|mention| self.person(mention.entity) && fits(mention.entity));
        let mut nearest: Option<&Mention> = None;
        for mention in near {
            let Some(best) = nearest else {
                nearest = Some(mention);
                continue;
            };
            // Within one sentence the first person is the likelier subject.
            let same =
                self.article.passage_at(best.range.start()) == self.article.passage_at(mention.range.start());
            if !same {
                break;
            }
            nearest = Some(mention);
        }
        let entity = match (nearest, self.last) {
            (Some(mention), Some((speaker, said))) if said.start() > mention.range.start() => {
                speaker.entity.filter(|&id| fits(id)).or(Some(mention.entity))
            }
            (Some(mention), _) => Some(mention.entity),
            (None, _) => None,
        };
        if let Some(entity) = entity {
            self.genders.entry(entity).or_insert(gender);
        }
        Speaker { range, entity }
    }

    fn person(&self, id: EntityId) -> bool {
        self.entities.get(id.0 as usize).is_some_and(|entity| entity.kind == EntityKind::Person)
    }
}
