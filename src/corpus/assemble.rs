//! From a format's [`Draft`] to the finished [`Article`].

use std::path::PathBuf;

use super::draft::{Draft, Judged};
use super::echo::Echo;
use super::furniture;
use super::shape::Shape;
use super::{Article, Block, dateline, duplicates, headline, language, passages, published};

/// Judges the draft's pieces and cuts the passages.
#[must_use]
pub fn article(id: String, path: PathBuf, draft: Draft) -> Article {
    let Draft { source, text, map, pieces, metadata, origin } = draft;
    let judged: Vec<Judged<'_>> = pieces
        .iter()
        .map(|piece| {
            let words = piece.range.of(&text);
            Judged { piece, text: words, shape: Shape::of(words) }
        })
        .collect();
    let body = furniture::body(&judged);
    let echo = Echo::new(&judged, body);
    let title = headline::find(&judged, body, &echo, metadata.title.as_deref());
    let kinds = furniture::kinds(&judged, body, &echo, title.as_ref());
    let blocks: Vec<Block> =
        pieces.iter().zip(kinds).map(|(piece, kind)| Block { range: piece.range, kind }).collect();
    let passages = passages::cut(&text, &blocks);
    let date = published::date(&path, metadata.date, || dateline::find(&judged, body));
    let (title, outlet) = title.map_or((None, None), |title| (Some(title.text), title.outlet));
    Article {
        id,
        path,
        origin,
        source,
        map,
        title,
        outlet: metadata.outlet.or(outlet),
        author: metadata.author,
        date,
        url: metadata.url,
        language: language::of(&text, &blocks).or(metadata.language),
        fingerprint: duplicates::fingerprint(&text, &blocks),
        blocks,
        passages,
        text,
    }
}
