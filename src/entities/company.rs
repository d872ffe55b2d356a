//! In whose company the corpus names an entity, and what others say of it.

use rustc_hash::{FxHashMap, FxHashSet};

use super::model::{Entities, EntityId, QuotationKind};
use crate::corpus::{ArticleSpan, Articles};

/// An entity that is named beside another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Companion {
    /// Who or what.
    pub id: EntityId,
    /// The fullest common spelling.
    pub name: String,
    /// How many sentences name both.
    pub sentences: u32,
}

/// Words of one entity's about another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The words, with their marks.
    pub span: ArticleSpan,
    /// Who said them.
    pub speaker: EntityId,
}

impl Entities {
    /// Who is named in the same sentences as `id` in the articles `inside`, the most often first, at most
    /// `most`.
    pub(super) fn company(
        &self,
        id: EntityId,
        inside: &[u32],
        articles: &dyn Articles,
        most: usize,
    ) -> Vec<Companion> {
        let mut counts: FxHashMap<EntityId, u32> = FxHashMap::default();
        for &at in inside {
            let (Some(found), Some(article)) = (self.in_article(at), articles.article(at)) else { continue };
            let sentence = |start: usize| article.passage_at(start);
            let own: FxHashSet<usize> = found
                .mentions
                .iter()
                .filter(|mention| mention.entity == id)
                .filter_map(|mention| sentence(mention.range.start()))
                .collect();
            let others = found.mentions.iter().filter(|mention| mention.entity != id);
            let beside: FxHashSet<(usize, EntityId)> = others
                .filter_map(|mention| Some((sentence(mention.range.start())?, mention.entity)))
                .filter(|(sentence, _)| own.contains(sentence))
                .collect();
            for (_, other) in beside {
                *counts.entry(other).or_default() += 1;
            }
        }
        let mut found: Vec<(EntityId, u32)> = counts.into_iter().collect();
        found.sort_by_key(|&(id, count)| (std::cmp::Reverse(count), id));
        let named = |(id, sentences): (EntityId, u32)| {
            Some(Companion { id, name: self.face(id)?.name.clone(), sentences })
        };
        found.into_iter().take(most).filter_map(named).collect()
    }

    /// What others are quoted with that names `id`, whole statements first, at most `most`.
    pub(super) fn remarks_about(&self, id: EntityId, inside: &[u32], most: usize) -> Vec<Remark> {
        let mut found = Vec::new();
        for &at in inside {
            let Some(article) = self.in_article(at) else { continue };
            for quote in article.quotations.iter().filter(|quote| quote.kind == QuotationKind::Direct) {
                let speaker = quote.speaker.and_then(|speaker| speaker.entity).filter(|&other| other != id);
                let names = || article.mentions_within(quote.inner).iter().any(|it| it.entity == id);
                if let Some(speaker) = speaker.filter(|_| names()) {
                    found.push(Remark { span: ArticleSpan { article: at, range: quote.range }, speaker });
                }
            }
        }
        found.sort_by_key(|remark| super::dossier::fullness(remark.span));
        found.truncate(most);
        found
    }
}
