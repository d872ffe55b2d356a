//! [`Dossier`]: what the corpus says of one entity, in the order in which a reader wants it.

use jiff::civil::Date;

use super::company::{Companion, Remark};
use super::model::{Alias, Entities, Entity, EntityId, EntityKind, QuotationKind, Role};
use crate::corpus::{ArticleSpan, Articles, BlockKind};

/// A dossier shows at most this many quotations, and as many sentences.
const MOST: usize = 8;

/// A dossier is read from at most this many of the articles that name its entity, and a short one from
/// [`SHORT`]: some are named in thousands. Names, roles, days and counts are of all.
const LOOKED_AT: usize = 500;

/// See [`LOOKED_AT`]: so many are read while a hover is waited for.
const SHORT: usize = 32;

/// What the corpus says of one entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossier {
    /// The entity.
    pub id: EntityId,
    /// The fullest common spelling.
    pub name: String,
    /// Its type.
    pub kind: EntityKind,
    /// All spellings, the most frequent first.
    pub aliases: Vec<Alias>,
    /// Names that the analyst says are not its.
    pub apart: Vec<String>,
    /// Its roles, each wording once, the most frequent first, with the first place that states it.
    pub roles: Vec<(Role, u32)>,
    /// The first day of an article that names it.
    pub first_seen: Option<Date>,
    /// The last day.
    pub last_seen: Option<Date>,
    /// How many articles name it.
    pub articles: usize,
    /// How many mentions there are.
    pub mentions: usize,
    /// What it said, the longest and clearest words first; with marks.
    pub quotes: Vec<ArticleSpan>,
    /// What others are quoted with about it.
    pub remarks: Vec<Remark>,
    /// Who and what is named in the same sentences, the most often first.
    pub company: Vec<Companion>,
    /// Sentences about it, the one that says who or what it is first.
    pub sentences: Vec<ArticleSpan>,
}

/// Whole statements before fragments; very long ones are read last.
pub(super) fn fullness(span: ArticleSpan) -> std::cmp::Reverse<usize> {
    match span.range.len() {
        len @ 0..=400 => std::cmp::Reverse(len),
        len => std::cmp::Reverse(400_usize.saturating_sub(len / 10)),
    }
}

/// At most `most` of `all`, from its beginning to its end.
fn spread(all: &[u32], most: usize) -> Vec<u32> {
    let step = all.len().div_ceil(most).max(1);
    all.iter().step_by(step).copied().collect()
}

/// Whether the words behind a name go on to say what it is: `, a bank`, ` is the capital`.
fn defines(behind: &str) -> bool {
    let rest = behind.trim_start();
    let rest =
        rest.strip_prefix(',').or_else(|| rest.strip_prefix("is ")).or_else(|| rest.strip_prefix("was "));
    rest.map(str::trim_start)
        .is_some_and(|rest| ["a ", "an ", "the "].iter().any(|word| rest.starts_with(word)))
}

impl Entities {
    /// The dossier of `id`; `articles` are those the entities were built from.
    #[must_use]
    pub fn dossier(&self, id: EntityId, articles: &dyn Articles) -> Option<Dossier> {
        self.dossier_from(id, articles, LOOKED_AT)
    }

    /// [`Self::dossier`], made in no more than some milliseconds.
    #[must_use]
    pub fn short_dossier(&self, id: EntityId, articles: &dyn Articles) -> Option<Dossier> {
        self.dossier_from(id, articles, SHORT)
    }

    fn dossier_from(&self, id: EntityId, articles: &dyn Articles, most: usize) -> Option<Dossier> {
        let entity = self.get(id)?;
        let mut in_articles: Vec<u32> = entity.mentions.iter().map(|span| span.article).collect();
        in_articles.dedup();
        let looked_at = spread(&in_articles, most);
        let dates = || in_articles.iter().filter_map(|&at| Some(articles.date(at)?.day));
        let mut roles: Vec<(Role, u32)> = Vec::new();
        for role in &entity.roles {
            match roles.iter_mut().find(|(known, _)| known.text.eq_ignore_ascii_case(&role.text)) {
                Some((_, count)) => *count += 1,
                None => roles.push((role.clone(), 1)),
            }
        }
        roles.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        Some(Dossier {
            id,
            name: entity.name.clone(),
            kind: entity.kind,
            aliases: entity.aliases.clone(),
            apart: self.apart(id),
            roles,
            first_seen: dates().min(),
            last_seen: dates().max(),
            articles: in_articles.len(),
            mentions: entity.mentions.len(),
            quotes: self.quotes_of(id, &looked_at),
            remarks: self.remarks_about(id, &looked_at, MOST),
            company: self.company(id, &looked_at, articles, MOST),
            sentences: self.sentences_about(&entity, &looked_at, articles),
        })
    }

    fn apart(&self, id: EntityId) -> Vec<String> {
        let decisions = self.decisions.made().iter().zip(&self.decided);
        let own = decisions.filter(|(_, decided)| **decided == Some(id));
        own.flat_map(|(decision, _)| decision.not.iter().cloned()).collect()
    }

    fn quotes_of(&self, id: EntityId, in_articles: &[u32]) -> Vec<ArticleSpan> {
        let mut quotes: Vec<ArticleSpan> = in_articles
            .iter()
            .filter_map(|&at| Some((at, self.in_article(at)?)))
            .flat_map(|(article, found)| {
                found
                    .quotations
                    .iter()
                    .filter(|quote| {
                        quote.kind == QuotationKind::Direct
                            && quote.speaker.is_some_and(|speaker| speaker.entity == Some(id))
                    })
                    .map(move |quote| ArticleSpan { article, range: quote.range })
                    .collect::<Vec<_>>()
            })
            .collect();
        quotes.sort_by_key(|span| fullness(*span));
        quotes.truncate(MOST);
        quotes
    }

    fn sentences_about(&self, entity: &Entity, inside: &[u32], articles: &dyn Articles) -> Vec<ArticleSpan> {
        let mut scored: Vec<(i32, ArticleSpan)> = Vec::new();
        let inside = |span: &&ArticleSpan| inside.binary_search(&span.article).is_ok();
        for span in entity.mentions.iter().filter(inside) {
            let Some(article) = articles.article(span.article) else { continue };
            let Some(passage) =
                article.passage_at(span.range.start()).and_then(|at| article.passages.get(at))
            else {
                continue;
            };
            let sentence = ArticleSpan { article: span.article, range: passage.range };
            if scored.last().is_some_and(|(_, last)| *last == sentence)
                || passage.kind != BlockKind::Paragraph
            {
                continue;
            }
            let role = entity
                .roles
                .iter()
                .any(|role| role.span.article == span.article && passage.range.covers(role.span.range));
            let full = span.range.of(&article.text).len() >= entity.name.len();
            let behind = article.text.get(span.range.end()..passage.range.end()).unwrap_or_default();
            let early = span.range.start().saturating_sub(passage.range.start()) < 60;
            let score = i32::from(role) * 4
                + i32::from(!role && defines(behind)) * 3
                + i32::from(full) * 2
                + i32::from(early)
                - i32::from(passage.range.len() > 400);
            scored.push((score, sentence));
        }
        scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        scored.into_iter().map(|(_, span)| span).take(MOST).collect()
    }
}
