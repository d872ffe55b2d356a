//! Articles to cite.

use std::path::Path;

use super::{Completion, CompletionKind};
use crate::corpus::Card;
use crate::index::Library;
use crate::rules::cite;
use crate::text::ByteRange;

/// Behind `[@`.
pub(super) fn keys(text: &str, range: ByteRange, library: &Library) -> Vec<Completion> {
    let close = missing(text, range, "]");
    articles(text, range, library, |article| {
        let key = cite::key(&article.id);
        format!("{}{close}", key.strip_prefix('@').unwrap_or(&key))
    })
}

/// Behind `[[`.
pub(super) fn wikilinks(text: &str, range: ByteRange, library: &Library) -> Vec<Completion> {
    let close = missing(text, range, "]]");
    articles(text, range, library, |article| format!("{}{close}", article.id))
}

/// Behind `[^`: the note's own footnotes, and articles, each of which becomes a new one.
pub(super) fn footnotes(text: &str, range: ByteRange, library: &Library) -> Vec<Completion> {
    let close = missing(text, range, "]");
    let defined: Vec<(&str, &str)> = text
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("[^")?.split_once("]:"))
        .map(|(label, words)| (label, words.trim()))
        .collect();
    let mut found: Vec<Completion> = defined
        .iter()
        .map(|(label, words)| Completion {
            label: (*label).to_owned(),
            detail: (*words).to_owned(),
            kind: CompletionKind::Footnote,
            filter: format!("{label} {words}"),
            range,
            text: format!("{label}{close}"),
            besides: None,
        })
        .collect();
    let new = articles(text, range, library, |article| format!("{}{close}", article.id));
    found.extend(new.into_iter().filter(|item| !defined.iter().any(|(label, _)| *label == item.label)).map(
        |item| {
            let gap = if text.ends_with('\n') { "\n" } else { "\n\n" };
            let definition = format!("{gap}[^{}]: [{}]\n", item.label, cite::key(&item.label));
            Completion { besides: Some((text.len(), definition)), ..item }
        },
    ));
    found
}

/// Behind `](`: the articles' files, as seen from the note's `folder`.
pub(super) fn targets(text: &str, range: ByteRange, folder: &Path, library: &Library) -> Vec<Completion> {
    let close = missing(text, range, ")");
    articles(text, range, library, |article| format!("{}{close}", address(folder, &article.path)))
}

/// The way from `folder` to `path`, as a link writes it.
pub(in crate::features) fn address(folder: &Path, path: &Path) -> String {
    let common = folder.components().zip(path.components()).take_while(|(one, two)| one == two).count();
    let up = folder.components().skip(common).map(|_| "..".to_owned());
    let down = path.components().skip(common).map(|part| part.as_os_str().to_string_lossy().into_owned());
    let path = up.chain(down).collect::<Vec<_>>().join("/");
    path.replace('%', "%25").replace(' ', "%20").replace('(', "%28").replace(')', "%29")
}

/// `close`, unless it stands behind the caret already.
pub(super) fn missing<'c>(text: &str, range: ByteRange, close: &'c str) -> &'c str {
    let behind = text.get(range.end()..).unwrap_or("");
    if behind.starts_with(close) { "" } else { close }
}

/// The articles whose id, title or outlet has what was typed, the newest first.
fn articles(
    text: &str,
    range: ByteRange,
    library: &Library,
    written: impl Fn(&Card) -> String,
) -> Vec<Completion> {
    let typed = range.of(text).trim_start_matches('{').to_lowercase();
    let fits = |article: &Card| {
        let outlet = article.outlet.as_deref().unwrap_or("");
        [article.id.as_str(), article.heading(), outlet].iter().any(|it| it.to_lowercase().contains(&typed))
            || article.path.to_string_lossy().to_lowercase().contains(&typed)
    };
    let mut found: Vec<&Card> = library.cards().iter().filter(|card| fits(card)).collect();
    let begins = |article: &Card| article.id.to_lowercase().starts_with(&typed);
    found.sort_by_key(|it| (!begins(it), std::cmp::Reverse(it.date.map(|date| date.day)), it.index));
    found
        .into_iter()
        .map(|article| {
            let date = article.date.map(|date| date.day.to_string());
            let detail = [article.title.as_deref(), article.outlet.as_deref(), date.as_deref()];
            let text = written(article);
            Completion {
                label: article.id.clone(),
                detail: detail.into_iter().flatten().collect::<Vec<_>>().join(", "),
                kind: CompletionKind::Article(article.index),
                filter: format!("{text} {} {}", article.heading(), article.outlet.as_deref().unwrap_or("")),
                range,
                text,
                besides: None,
            }
        })
        .collect()
}
