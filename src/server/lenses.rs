//! Code lenses in two steps: their lines at once, from the text alone, with the words they had last; new
//! words as soon as the note is checked and they differ. So no line moves when a check ends, and no words
//! blink while somebody types.

use std::sync::Arc;

use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types as lsp;

use super::commands;
use super::convert::{self, Places};
use super::session::{Checked, Look, Session, is_note};
use super::shown::{Kind, Marks};
use crate::features::code_lenses::{LensPlace, places, sources, sources_title, title};
use crate::notes::parse_knowing;

/// Sentences that a lens opens at most: more is a list nobody reads.
const MOST: usize = 100;

/// The lenses of the document that was looked at, without their words.
///
/// # Errors
/// An internal error when the note can't be read.
pub async fn reserve(session: &Arc<Session>, look: Look) -> Result<Option<Vec<lsp::CodeLens>>> {
    let snapshot = look.now();
    let is_wanted = match &snapshot {
        Some(snapshot) => {
            is_note(&look.document, snapshot)
                && snapshot.world.settings.features.code_lenses != Some(false)
                && !snapshot.world.library.is_empty()
        }
        // The articles are still being read; what turns out to be no note loses its lenses then.
        None => look.document.language == "markdown",
    };
    if !is_wanted {
        return Ok(None);
    }
    session.shown.reserved(&look.document.key);
    let encoding = session.encoding();
    let shared = session.clone();
    // Not behind the checks: the lines must not wait for theirs.
    let work = move || {
        let knows =
            |key: &str| snapshot.as_ref().is_some_and(|it| it.world.library.article_by_id(key).is_some());
        let note = parse_knowing(look.document.text(), &knows);
        let lens = |(at, place): (usize, LensPlace)| {
            let kinds: &[&str] = if place.has_claims { &["figures", "sources"] } else { &["figures"] };
            let range = convert::range(&look.document.rope, place.range, encoding);
            let (uri, key, shared) = (&look.document.uri, &look.document.key, &shared);
            let lens = move |what: &&str| lsp::CodeLens {
                range,
                // What it said last stays until it is known better: then it is asked for again.
                command: shared.shown.words(key, at as u64, what),
                data: Some(json!({"uri": uri, "at": at, "of": what})),
            };
            kinds.iter().map(lens)
        };
        places(&note).into_iter().enumerate().flat_map(lens).collect()
    };
    session.quick.run(work).await.map(Some).map_err(|_| Error::internal_error())
}

/// The lens with its words, for the text as it is now.
///
/// # Errors
/// An internal error when the engine failed.
pub async fn resolve(session: &Session, mut lens: lsp::CodeLens) -> Result<lsp::CodeLens> {
    let data = lens.data.take().unwrap_or_default();
    let uri = data.get("uri").and_then(Value::as_str).and_then(|uri| lsp::Url::parse(uri).ok());
    let look = uri.and_then(|uri| session.look(&uri));
    let checked = match look {
        Some(look) => session.check_newest(look).await?,
        None => None,
    };
    let command = checked.and_then(|checked| {
        let key = &checked.document.key;
        session.shown.record(Kind::Lenses, key, Marks::of(&checked));
        let (at, of) = (data.get("at")?.as_u64()?, data.get("of")?.as_str()?);
        let place = *places(&checked.analysis.note).get(usize::try_from(at).ok()?)?;
        let command = match of {
            "sources" => opening(&checked, place, lens.range, session),
            _ => words_only(title(&checked.analysis, place.of)),
        };
        session.shown.keep_words(key, at, of, command.clone());
        Some(command)
    });
    // A heading that is gone: the client asks for the new lenses anyway.
    lens.command = Some(command.unwrap_or_else(|| words_only("…".to_owned())));
    Ok(lens)
}

/// Without a command there is nothing to click on.
fn words_only(title: String) -> lsp::Command {
    lsp::Command::new(title, String::new(), None)
}

fn opening(checked: &Checked, place: LensPlace, range: lsp::Range, session: &Session) -> lsp::Command {
    let world = &checked.snapshot.world;
    let spans = sources(&checked.analysis, world, place.of);
    let title = sources_title(&spans);
    let mut converted = Places::new(session.encoding());
    let locations: Vec<lsp::Location> =
        spans.iter().take(MOST).filter_map(|span| converted.article(*span, &world.library)).collect();
    if locations.is_empty() {
        return words_only(title);
    }
    let arguments = vec![json!(checked.document.uri), json!(range.start), json!(locations)];
    lsp::Command::new(title, commands::SHOW_SOURCES.to_owned(), Some(arguments))
}
