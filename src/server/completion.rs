//! Completion: the feature's items as the protocol's, and the words about one when it is looked at.

use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types as lsp;

use super::convert;
use super::homes::Snapshot;
use super::session::{Look, Session, is_note};
use super::store::Document;
use crate::features::completion::{Completion, CompletionKind, Completions, complete};
use crate::features::hover::{Hover, Subject, name_hover, quote};
use crate::render::markdown;
use crate::rules;
use crate::text::ByteRange;
use crate::text::position::Encoding;

/// Behind these a list is worth showing unasked.
pub const TRIGGERS: [&str; 9] = ["@", "[", "^", "(", "#", "“", "\"", ":", ","];

/// What may stand at `position` of the document that was looked at. What is being typed is not waited
/// for: the text alone tells what fits.
///
/// # Errors
/// An internal error when the engine failed.
pub async fn answer(
    session: &Session,
    look: Look,
    position: lsp::Position,
) -> Result<Option<lsp::CompletionResponse>> {
    let snapshot = look.ready().await;
    if !is_note(&look.document, &snapshot) || snapshot.world.settings.features.completion == Some(false) {
        return Ok(None);
    }
    let (encoding, details) = (session.encoding(), session.traits().label_details);
    let work = move || {
        let document = &look.document;
        let offset = convert::offset(&document.rope, position, encoding);
        let world = &snapshot.world;
        let folder = document.key.path().and_then(|path| path.parent()).unwrap_or(&world.root);
        let found = complete(&document.text(), offset, folder, world, snapshot.names());
        list(found, document, &snapshot, encoding, details)
    };
    // Not behind the checks: a list that comes late is not looked at.
    session.quick.run(work).await.map(Some).map_err(|_| Error::internal_error())
}

/// The list for the client.
fn list(
    found: Completions,
    document: &Document,
    snapshot: &Snapshot,
    encoding: Encoding,
    details: bool,
) -> lsp::CompletionResponse {
    let items = found.items.into_iter().enumerate();
    let items =
        items.map(|(rank, item)| converted(item, rank, document, snapshot, encoding, details)).collect();
    lsp::CompletionResponse::List(lsp::CompletionList { is_incomplete: found.incomplete, items })
}

fn converted(
    item: Completion,
    rank: usize,
    document: &Document,
    snapshot: &Snapshot,
    encoding: Encoding,
    details: bool,
) -> lsp::CompletionItem {
    let (kind, data) = match item.kind {
        CompletionKind::Name(id) => (lsp::CompletionItemKind::CLASS, json!({ "entity": id.0 })),
        CompletionKind::Article(index) => (lsp::CompletionItemKind::FILE, json!({ "article": index })),
        CompletionKind::Quotation(_) => (lsp::CompletionItemKind::TEXT, Value::Null),
        CompletionKind::Heading => (lsp::CompletionItemKind::REFERENCE, Value::Null),
        CompletionKind::Note => (lsp::CompletionItemKind::FILE, Value::Null),
        CompletionKind::Footnote => (lsp::CompletionItemKind::REFERENCE, Value::Null),
        CompletionKind::Rule(code) => (lsp::CompletionItemKind::ENUM_MEMBER, json!({ "rule": code })),
        CompletionKind::Keyword => (lsp::CompletionItemKind::KEYWORD, Value::Null),
    };
    let data = (!data.is_null()).then(|| json!({ "world": snapshot.stamp, "of": data }));
    let edit = |range: ByteRange, text: String| {
        lsp::TextEdit::new(convert::range(&document.rope, range, encoding), text)
    };
    lsp::CompletionItem {
        label: item.label,
        // Beside every item, not only the one in front.
        label_details: details.then(|| lsp::CompletionItemLabelDetails {
            detail: None,
            description: (!item.detail.is_empty()).then(|| item.detail.clone()),
        }),
        kind: Some(kind),
        detail: (!item.detail.is_empty()).then_some(item.detail),
        sort_text: Some(format!("{rank:04}")),
        filter_text: Some(item.filter),
        text_edit: Some(lsp::CompletionTextEdit::Edit(edit(item.range, item.text))),
        additional_text_edits: item.besides.map(|(at, text)| vec![edit(ByteRange::empty_at(at), text)]),
        data,
        ..lsp::CompletionItem::default()
    }
}

/// Adds to `item` what is to be read about it: the dossier, the head of the article, the rule.
#[must_use]
pub fn resolve(session: &Session, mut item: lsp::CompletionItem) -> lsp::CompletionItem {
    let words = item.data.as_ref().and_then(|data| {
        let of = data.get("of")?;
        if let Some(code) = of.get("rule").and_then(Value::as_str) {
            return rules::rule(code).map(rules::Rule::documentation);
        }
        let stamp = data.get("world")?.as_u64()?;
        let homes = session.homes.all();
        let snapshot = homes.iter().filter_map(|home| home.now()).find(|now| now.stamp == stamp)?;
        let hover = |subject| {
            markdown::hover(&Hover { range: ByteRange::default(), subject, claim: None }, &convert::link)
        };
        let index = |key: &str| u32::try_from(of.get(key)?.as_u64()?).ok();
        if let Some(id) = index("entity") {
            return name_hover(&snapshot.world, crate::entities::EntityId(id))
                .map(|it| hover(Subject::Name(it)));
        }
        let article = index("article")?;
        let head = snapshot.world.library.article(article)?.passages.first()?.range;
        quote(&snapshot.world, crate::corpus::ArticleSpan { article, range: head })
            .map(|quote| markdown::passage(&quote, &convert::link))
    });
    let traits = session.traits();
    item.documentation = words.map(|words| {
        let markup = convert::markup(words, traits.markdown_completion);
        if traits.formatted_completion {
            lsp::Documentation::MarkupContent(markup)
        } else {
            lsp::Documentation::String(markup.value)
        }
    });
    item
}
