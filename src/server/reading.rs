//! What a reader asks for: hover, definition, outline, symbols of the workspace.

use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types as lsp;

use super::capabilities::ClientTraits;
use super::convert::{self, Places};
use super::session::{Asked, Checked, Session};
use crate::features::{self, in_article, symbols};
use crate::render::markdown;
use crate::rules::Diagnostic;

/// Symbols of the workspace that are shown at once.
const MOST_SYMBOLS: usize = 200;

/// What is known of the words at `position`.
#[must_use]
pub fn hover(session: &Session, asked: &Asked, position: lsp::Position) -> Option<lsp::Hover> {
    let traits = session.traits();
    let offset = asked.offset(position, traits.encoding);
    let world = &asked.snapshot().world;
    let hover = match asked {
        Asked::Note(checked) => features::hover::hover(&checked.analysis, world, offset),
        Asked::Article(read) => {
            in_article::name_at(world, read.article, offset).and_then(|name| in_article::hover(world, name))
        }
    }?;
    let told: &[Diagnostic] = match asked {
        Asked::Note(checked) if traits.findings_in_hover => &checked.analysis.diagnostics,
        _ => &[],
    };
    let hover = features::hover::without_what_is_told(hover, told, offset);
    let words = markdown::hover(&hover, &convert::link);
    Some(lsp::Hover {
        contents: lsp::HoverContents::Markup(convert::markup(words, traits.markdown_hover)),
        range: Some(convert::range(&asked.document().rope, hover.range, traits.encoding)),
    })
}

/// Where the words at `position` come from.
#[must_use]
pub fn definition(
    session: &Session,
    asked: &Asked,
    position: lsp::Position,
) -> Option<lsp::GotoDefinitionResponse> {
    let traits = session.traits();
    let offset = asked.offset(position, traits.encoding);
    let world = &asked.snapshot().world;
    let found = match asked {
        Asked::Note(checked) => features::definition::definition(&checked.analysis, world, offset),
        Asked::Article(read) => in_article::name_at(world, read.article, offset)
            .and_then(|name| in_article::definition(world, name))
            .into_iter()
            .collect(),
    };
    if found.is_empty() {
        return None;
    }
    let mut places = Places::new(traits.encoding);
    if !traits.definition_links {
        let locations = found.iter().filter_map(|link| places.location(&link.target));
        return Some(lsp::GotoDefinitionResponse::Array(locations.collect()));
    }
    let rope = &asked.document().rope;
    let link = |link: &features::Link| {
        let target = places.location(&link.target)?;
        Some(lsp::LocationLink {
            origin_selection_range: Some(convert::range(rope, link.origin, traits.encoding)),
            target_uri: target.uri,
            target_range: target.range,
            target_selection_range: target.range,
        })
    };
    Some(lsp::GotoDefinitionResponse::Link(found.iter().filter_map(link).collect()))
}

/// The outline of a note.
#[must_use]
pub fn outline(checked: &Checked, traits: &ClientTraits) -> lsp::DocumentSymbolResponse {
    let outline = symbols::outline(&checked.analysis);
    let rope = &checked.document.rope;
    if traits.symbol_trees {
        lsp::DocumentSymbolResponse::Nested(convert::outline(outline, rope, traits.encoding))
    } else {
        let uri = &checked.document.uri;
        lsp::DocumentSymbolResponse::Flat(convert::flat_outline(&outline, uri, rope, traits.encoding))
    }
}

/// The names and articles of every workspace that have `query`.
///
/// # Errors
/// An internal error when the engine failed.
pub async fn symbols(session: &Session, query: String) -> Result<Vec<lsp::SymbolInformation>> {
    let homes = session.homes.all();
    let mut snapshots = Vec::with_capacity(homes.len());
    for home in homes {
        snapshots.push(home.ready().await);
    }
    let encoding = session.encoding();
    let work = move || {
        let mut places = Places::new(encoding);
        let mut found = Vec::new();
        for snapshot in &snapshots {
            let symbols = symbols::workspace_symbols(&snapshot.world, &query, MOST_SYMBOLS);
            found.extend(symbols.iter().filter_map(|it| convert::workspace_symbol(it, &mut places)));
        }
        found
    };
    session.pool.run(work).await.map_err(|_| Error::internal_error())
}

/// Has the client show the first of these places. For clients without a list of places.
pub fn show_first(session: &Session, places: Option<&Value>) {
    let first = places.and_then(|places| places.get(0)).cloned();
    let Some(place) = first.and_then(|place| serde_json::from_value::<lsp::Location>(place).ok()) else {
        return;
    };
    if session.traits().shows_documents {
        let client = session.client.clone();
        let params = lsp::ShowDocumentParams {
            uri: place.uri,
            external: Some(false),
            take_focus: Some(true),
            selection: Some(place.range),
        };
        // Its answer means nothing, so nobody waits for it.
        tokio::spawn(async move { client.show_document(params).await });
    }
}
