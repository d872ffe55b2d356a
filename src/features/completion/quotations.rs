//! Words that the articles quote.

use super::{Completion, CompletionKind};
use crate::entities::{EntityId, QuotationKind, Resolution};
use crate::index::Library;
use crate::rules::cite;
use crate::text::ByteRange;
use crate::text::visible::in_note;
use crate::text::words::words;

/// Of a corpus in memory with no more articles all are looked at.
const SMALL: usize = 200;
/// Else the articles that are looked at for one list at most: each is read, which takes a tenth of a millisecond.
const ALL: usize = 60;
/// Of them for one name, or for the words.
const EACH: usize = 20;
/// Passages that name somebody and are looked at for those articles.
const NAMING: usize = 60;
/// Characters of a label at most.
const LABEL: usize = 80;

/// Behind an opening quotation mark: the quotations that have what was typed, those of whom the line
/// names first. Quotation, closing mark and citation are written.
pub(super) fn quotations(
    text: &str,
    range: ByteRange,
    closing: char,
    line: ByteRange,
    library: &Library,
) -> Vec<Completion> {
    let typed = folded(range.of(text));
    let named = named(line.of(text), library);
    let behind = text.get(range.end()..).unwrap_or("");
    let end = if behind.starts_with(closing) { range.end() + closing.len_utf8() } else { range.end() };
    let replaced = ByteRange::new(range.start(), end);
    // A citation that stands on the line already is not written twice.
    let cited = line.of(text).contains("[@") || line.of(text).contains("[[");
    let mut found: Vec<((bool, bool, u32, usize), Completion)> = Vec::new();
    for index in looked_at(&typed, &named, library) {
        let Some(article) = library.article(index) else { continue };
        let Some(found_there) = library.entities.in_article(index) else { continue };
        for quotation in found_there.quotations.iter().filter(|it| it.kind == QuotationKind::Direct) {
            let inner =
                in_note(&quotation.inner.of(&article.text).split_whitespace().collect::<Vec<_>>().join(" "));
            // The comma belongs to the article's sentence.
            let inner = inner.trim_end_matches(',').to_owned();
            let key = folded(&inner);
            if !key.contains(&typed) {
                continue;
            }
            let speaker = quotation.speaker.and_then(|speaker| speaker.entity);
            let name = speaker.and_then(|id| library.entities.face(id));
            let name = name.as_ref().map(|it| it.name.as_str());
            let date = article.date.map(|date| date.day.to_string());
            let detail = [name, Some(article.heading()), date.as_deref()];
            let citation = if cited { String::new() } else { format!(" [{}]", cite::key(&article.id)) };
            let rank = (
                !speaker.is_some_and(|speaker| named.contains(&speaker)),
                !key.starts_with(&typed),
                index,
                quotation.range.start(),
            );
            found.push((
                rank,
                Completion {
                    label: clipped(&inner),
                    detail: detail.into_iter().flatten().collect::<Vec<_>>().join(", "),
                    kind: CompletionKind::Quotation(index),
                    filter: inner.clone(),
                    range: replaced,
                    text: format!("{inner}{closing}{citation}"),
                    besides: None,
                },
            ));
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, item)| item).collect()
}

/// The articles whose quotations are offered, in order: all of a small corpus, else the last that name
/// whom the line names, and those that have the words.
fn looked_at(typed: &str, named: &[EntityId], library: &Library) -> Vec<u32> {
    if library.base().is_none() && library.len() <= SMALL {
        return library.articles().map(|(index, _)| index).collect();
    }
    let mut found: Vec<u32> = Vec::new();
    let mut add = |articles: &mut dyn Iterator<Item = u32>| {
        for article in articles {
            if found.len() < ALL && !found.contains(&article) {
                found.push(article);
            }
        }
    };
    for id in named.iter().take(EACH) {
        let passages = library.postings().last_naming(*id, NAMING);
        let mut articles: Vec<u32> = passages.into_iter().map(|passage| passage.article).collect();
        articles.dedup();
        add(&mut articles.into_iter().take(EACH));
    }
    add(&mut library.search(typed, EACH).into_iter().map(|hit| hit.passage.article));
    found.sort_unstable();
    found
}

/// Whom the line names.
fn named(line: &str, library: &Library) -> Vec<EntityId> {
    let mentions = library.entities.mentions_in_note(line, &words(line));
    let ids = mentions.into_iter().flat_map(|mention| match mention.resolution {
        Resolution::Known(id) => vec![id],
        Resolution::Ambiguous(ids) => ids,
        Resolution::Unknown => Vec::new(),
    });
    ids.collect()
}

fn folded(words: &str) -> String {
    words.to_lowercase().replace('’', "'")
}

fn clipped(words: &str) -> String {
    match words.char_indices().nth(LABEL) {
        Some((cut, _)) => format!("{}…", words.get(..cut).unwrap_or(words).trim_end()),
        None => words.to_owned(),
    }
}
