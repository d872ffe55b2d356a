//! [`build`]: from articles to [`Entities`], article by article in parallel, then once over all.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::decisions::Decisions;
use super::draft::{Definition, Draft, DraftQuote, DraftRole};
use super::fold::fold_name;
use super::model::{
    ArticleEntities, Entities, EntityId, EntityKind, Mention, Quotation, QuotationKind, Role,
};
use super::reading::{Reading, Uses, WordUse, WordUses};
use super::resolve::within::{self, Group};
use super::resolve::{across, forms};
use super::speakers::Speakers;
use super::votes::Votes;
use super::{detect, gazetteer, quotations, roles};
use crate::corpus::{Article, ArticleSpan};

use crate::text::ByteRange;
use crate::text::tokens::Token;

/// What one article yields before the corpus is known. It depends on nothing else, so a corpus that
/// changes elsewhere keeps it.
#[derive(Debug)]
pub(crate) struct Local {
    pub(super) drafts: Vec<Draft>,
    pub(super) roles: Vec<DraftRole>,
    pub(super) quotes: Vec<DraftQuote>,
    pub(super) definitions: Vec<Definition>,
    pub(super) uses: Box<[(u64, WordUse)]>,
}

impl Local {
    /// What `article` yields by itself.
    pub(crate) fn of(article: &Article) -> Self {
        Self::of_reading(&Reading::of(article))
    }

    /// [`Self::of`] with the tokens of all passages, in order: whoever needs both has the article cut once.
    pub(crate) fn with_tokens(article: &Article) -> (Self, Vec<Token>) {
        let reading = Reading::of(article);
        let words = reading.sentences.iter().flat_map(|sentence| &sentence.words);
        let tokens = words.map(|word| Token { range: word.range, kind: word.kind }).collect();
        (Self::of_reading(&reading), tokens)
    }

    fn of_reading(reading: &Reading) -> Self {
        let article = reading.article;
        let drafts = detect::names(reading);
        let roles = roles::find(reading, &drafts);
        let quotes = quotations::find(reading);
        let definitions = definitions(&article.text, &drafts);
        let uses = reading.uses.iter().map(|(key, count)| (*key, *count)).collect();
        Self { drafts, roles, quotes, definitions, uses }
    }

    /// The drafts as the votes of the corpus settle them.
    pub(super) fn settled(&self, article: &Article, votes: &Votes, uses: &dyn Uses) -> Vec<Draft> {
        let mut drafts = self.drafts.clone();
        votes.settle(article, &mut drafts, uses);
        drafts
    }

    /// How the article writes its words.
    pub(super) fn uses(&self) -> &[(u64, WordUse)] {
        &self.uses
    }

    /// The drafts as groups of one bearer each.
    pub(super) fn groups(&self, article: &Article, drafts: &[Draft], decisions: &Decisions) -> Vec<Group> {
        within::groups(&article.text, drafts, &self.definitions, decisions)
    }
}

/// Finds who and what the articles name, and who said what. Linear in the length of the articles.
#[must_use]
pub fn build(articles: &[Arc<Article>]) -> Entities {
    build_with(articles, Arc::default())
}

/// [`build`] where the analyst has `decisions`.
#[must_use]
pub fn build_with(articles: &[Arc<Article>], decisions: Arc<Decisions>) -> Entities {
    rebuild(articles, &[], &Entities::default(), decisions)
}

/// [`build_with`] for a corpus that differs in a few articles from `before`, whose entities are `known`: only
/// articles that are not among them are read.
#[must_use]
pub fn rebuild(
    articles: &[Arc<Article>],
    before: &[Arc<Article>],
    known: &Entities,
    decisions: Arc<Decisions>,
) -> Entities {
    let by_address: FxHashMap<*const Article, &Arc<Local>> =
        before.iter().map(Arc::as_ptr).zip(&known.locals).collect();
    let read_before: Vec<Option<Arc<Local>>> = articles
        .iter()
        .map(|article| by_address.get(&Arc::as_ptr(article)).map(|it| Arc::clone(it)))
        .collect();
    let locals: Vec<Arc<Local>> = articles
        .par_iter()
        .zip(read_before)
        .map(|(article, known)| known.unwrap_or_else(|| Arc::new(Local::of(article))))
        .collect();
    let mut uses = WordUses::default();
    for (key, count) in locals.iter().flat_map(|local| &local.uses) {
        uses.entry(*key).or_default().add(*count);
    }
    // The votes of all articles decide about the drafts of each.
    let mut votes = Votes::default();
    locals.iter().for_each(|local| votes.count(&local.drafts));
    let settled: Vec<Vec<Draft>> =
        articles.iter().zip(&locals).map(|(article, local)| local.settled(article, &votes, &uses)).collect();
    let groups: Vec<Vec<Group>> = articles
        .par_iter()
        .zip(&locals)
        .zip(&settled)
        .map(|((article, local), drafts)| local.groups(article, drafts, &decisions))
        .collect();
    let across::Resolved { entities: mut all, ids, decided } = across::resolve(&groups, &decisions);
    let mut found = Vec::with_capacity(articles.len());
    for (index, (article, (local, drafts))) in articles.iter().zip(locals.iter().zip(&settled)).enumerate() {
        let empty = (Vec::new(), Vec::new());
        let (groups, ids) = groups.get(index).zip(ids.get(index)).unwrap_or((&empty.0, &empty.1));
        let article_index = u32::try_from(index).unwrap_or(u32::MAX);
        found.push(Arc::new(attach(article, article_index, local, drafts, groups, ids, &mut all)));
    }
    let all = all.into_iter().map(Arc::new).collect();
    let mut entities =
        Entities { all, articles: found, uses, locals, decisions, decided, ..Entities::default() };
    entities.index_aliases();
    entities
}

/// `the Foundation for Northern Studies (FNS)`: a name and its short form in brackets.
fn definitions(text: &str, drafts: &[Draft]) -> Vec<Definition> {
    drafts
        .windows(2)
        .filter_map(|pair| {
            let (long, short) = (pair.first()?, pair.get(1)?);
            let between = text.get(long.range.end()..short.range.start())?;
            let behind = text.get(short.range.end()..)?;
            let bracketed =
                matches!(between.trim(), "(" | "( " | "(the") && behind.trim_start().starts_with(')');
            let fits = bracketed
                && forms::is_acronym(short.range.of(text))
                && forms::initials_of(&fold_name(short.range.of(text)), &fold_name(long.range.of(text)));
            fits.then(|| Definition { long: offset(long.range), short: offset(short.range) })
        })
        .collect()
}

fn offset(range: ByteRange) -> u32 {
    u32::try_from(range.start()).unwrap_or(u32::MAX)
}

/// Whether the words at `role` hold the name of somebody whose role they are: `Secretary of State Maria Keller`,
/// not `Keller's lawyer`, `aide to Maria Keller` or `Keller campaign manager`.
fn others_role(article: &Article, role: ByteRange, mentions: &[Mention]) -> bool {
    let from = mentions.partition_point(|mention| mention.range.end() <= role.start());
    let inside = mentions.iter().skip(from).take_while(|mention| mention.range.start() < role.end());
    inside.filter(|mention| mention.kind == EntityKind::Person).any(|mention| {
        let before = article.text.get(role.start()..mention.range.start()).unwrap_or_default().trim_end();
        let behind = article.text.get(mention.range.end()..role.end()).unwrap_or_default().trim_start();
        let governed = ["of", "to", "for", "with"].iter().any(|word| before.ends_with(word));
        !governed && (behind.is_empty() || behind.starts_with(char::is_uppercase))
    })
}

/// Puts an article's mentions, roles and quotations where they belong.
pub(super) fn attach(
    article: &Article,
    index: u32,
    local: &Local,
    drafts: &[Draft],
    groups: &[Group],
    ids: &[EntityId],
    all: &mut [super::Entity],
) -> ArticleEntities {
    let mut entity_of: Vec<Option<EntityId>> = vec![None; drafts.len()];
    for (group, &id) in groups.iter().zip(ids) {
        for &mention in &group.mentions {
            if let Some(slot) = entity_of.get_mut(mention as usize) {
                *slot = Some(id);
            }
        }
    }
    let mentions: Vec<Mention> = drafts
        .iter()
        .zip(&entity_of)
        .filter_map(|(draft, id)| id.map(|entity| Mention { range: draft.range, kind: draft.kind, entity }))
        .collect();
    let starts: FxHashMap<u32, EntityId> =
        mentions.iter().map(|mention| (offset(mention.range), mention.entity)).collect();
    for mention in &mentions {
        if let Some(entity) = all.get_mut(mention.entity.0 as usize) {
            entity.mentions.push(ArticleSpan { article: index, range: mention.range });
        }
    }
    for role in &local.roles {
        let holder = starts.get(&role.name).and_then(|id| all.get_mut(id.0 as usize));
        if let Some(entity) = holder.filter(|entity| entity.kind == EntityKind::Person) {
            let text = role.range.of(&article.text).split_whitespace().collect::<Vec<_>>().join(" ");
            // `Mr` says nothing of what somebody does; words that another's name ends are the other's.
            let others = others_role(article, role.range, &mentions);
            if others || gazetteer::is_address(&text) {
                continue;
            }
            entity.roles.push(Role { text, span: ArticleSpan { article: index, range: role.range } });
        }
    }
    let mut speakers = Speakers::of(article, &mentions, all);
    let quotations = local
        .quotes
        .iter()
        .map(|quote| {
            let speaker = speakers.of_quote(quote);
            let kind = match quote.kind {
                QuotationKind::Scare if speaker.is_some() => QuotationKind::Direct,
                kind => kind,
            };
            Quotation { range: quote.range, inner: quote.inner, kind, speaker }
        })
        .filter(|quote| quote.kind != QuotationKind::Indirect || quote.speaker.is_some())
        .collect();
    ArticleEntities { mentions, quotations }
}
