//! The handlers: each converts what came, calls a feature, and converts what comes back.
//!
//! A handler of a notification changes the store and tells the tasks, nothing else; it never waits
//! for the client. A handler of a request looks at its document before it first waits.

use std::sync::{Arc, OnceLock};

use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::*;
use tower_lsp::{LanguageServer, async_trait};

use super::capabilities::{self, ClientTraits};
use super::convert::{self, Places};
use super::loader::Order;
use super::scheduler::Event;
use super::session::{Asked, Checked, Session, is_note};
use super::uri::{self, DocKey};
use super::watch::Change;
use super::{actions, commands, completion, decorations, diagnostics, references, renaming, tokens};
use crate::features::{self, in_article, symbols};
use crate::render::markdown;
use crate::workspace::switches::Switches;

/// Symbols of the workspace that are shown at once.
const MOST_SYMBOLS: usize = 200;

/// The server behind the transport.
pub struct Backend {
    session: Arc<Session>,
    /// What `initialize` brought along, for the loader.
    options: Arc<OnceLock<Value>>,
}

impl Backend {
    /// The handlers of `session`; they put the options of `initialize` into `options`.
    #[must_use]
    pub fn new(session: Arc<Session>, options: Arc<OnceLock<Value>>) -> Self {
        Self { session, options }
    }

    /// The checked document of a request. Its first poll fixes the document's state.
    async fn checked(&self, uri: &Url) -> Result<Option<Checked>> {
        match self.session.look(uri) {
            Some(look) => self.session.check(look).await,
            None => Ok(None),
        }
    }

    /// [`Self::checked`], unless settings switch the feature off.
    async fn checked_if(
        &self,
        uri: &Url,
        switch: impl Fn(&Switches) -> Option<bool> + Send,
    ) -> Result<Option<Checked>> {
        let checked = self.checked(uri).await?;
        Ok(checked.filter(|it| switch(&it.snapshot.world.settings.features) != Some(false)))
    }

    /// The document of a request, note or article. Its first poll fixes the document's state.
    async fn asked(&self, uri: &Url) -> Result<Option<Asked>> {
        match self.session.look(uri) {
            Some(look) => self.session.ask(look).await,
            None => Ok(None),
        }
    }
}

#[async_trait]
impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let folders = folders(&params);
        let options = params.initialization_options.unwrap_or_default();
        let full = convert::section(options.clone()).get("sync").is_some_and(|sync| sync == "full");
        let sync = if full { TextDocumentSyncKind::FULL } else { TextDocumentSyncKind::INCREMENTAL };
        // A second `initialize` is refused before it comes here.
        let traits = self.session.traits.get_or_init(|| ClientTraits::new(&params.capabilities));
        let _ = self.options.set(options);
        self.session.homes.set_folders(folders);
        Ok(InitializeResult {
            capabilities: capabilities::offer(traits, sync),
            server_info: Some(ServerInfo {
                name: env!("CARGO_PKG_NAME").to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        self.session.order(Order::Start);
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        let document =
            self.session.documents.open(document.uri, document.language_id, document.version, &document.text);
        self.session.analyses.give_up(&document.key);
        if let Some(new) = self.session.homes.settle(&document.key) {
            self.session.order(Order::Furnish(new));
        }
        self.session.schedule(Event::Settled(document.key.clone()));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let key = DocKey::new(&params.text_document.uri);
        let version = params.text_document.version;
        let encoding = self.session.encoding();
        match self.session.documents.change(&key, version, &params.content_changes, encoding) {
            Some(_) => {
                self.session.analyses.give_up(&key);
                self.session.schedule(Event::Edited(key));
            }
            None => tracing::warn!("a change came for a document that is not open"),
        }
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        let key = DocKey::new(&params.text_document.uri);
        if let (false, Some(path)) = (self.session.traits().watches_files, key.path()) {
            let change = Change { path: path.to_owned(), came_or_went: false };
            self.session.order(Order::Files(vec![change]));
        }
        self.session.schedule(Event::Settled(key));
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        let key = DocKey::new(&params.text_document.uri);
        if let Some(document) = self.session.documents.close(&key) {
            self.session.analyses.give_up(&key);
            self.session.homes.leave(&key);
            self.session.schedule(Event::Closed(document.uri.clone(), key));
        }
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.session.order(Order::EditorSettings(params.settings));
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        let changes = params.changes.iter().filter_map(|change| {
            let came_or_went = change.typ != FileChangeType::CHANGED;
            Some(Change { path: uri::to_path(&change.uri)?, came_or_went })
        });
        self.session.order(Order::Files(changes.collect()));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let path = |folder: &WorkspaceFolder| uri::to_path(&folder.uri);
        let removed: Vec<_> = params.event.removed.iter().filter_map(path).collect();
        let mut folders = self.session.homes.folders();
        folders.retain(|folder| !removed.contains(folder));
        for added in params.event.added.iter().filter_map(path) {
            if !folders.contains(&added) {
                folders.push(added);
            }
        }
        let new = self.session.homes.set_folders(folders);
        self.session.order(Order::Moved(new));
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let at = params.text_document_position_params;
        let Some(asked) = self.asked(&at.text_document.uri).await? else { return Ok(None) };
        let encoding = self.session.encoding();
        let offset = asked.offset(at.position, encoding);
        let world = &asked.snapshot().world;
        let found = match &asked {
            Asked::Note(checked) => features::hover::hover(&checked.analysis, world, offset),
            Asked::Article(read) => in_article::name_at(world, read.article, offset)
                .and_then(|name| in_article::hover(world, name)),
        };
        Ok(found.map(|hover| Hover {
            contents: HoverContents::Markup(convert::markup(
                markdown::hover(&hover, &convert::link),
                self.session.traits().markdown_hover,
            )),
            range: Some(convert::range(&asked.document().rope, hover.range, encoding)),
        }))
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let at = params.text_document_position;
        // What is being typed is not waited for: the text alone tells what fits.
        let Some(look) = self.session.look(&at.text_document.uri) else { return Ok(None) };
        let snapshot = look.ready().await;
        if !is_note(&look.document, &snapshot) || snapshot.world.settings.features.completion == Some(false) {
            return Ok(None);
        }
        let encoding = self.session.encoding();
        let work = move || {
            let document = &look.document;
            let offset = convert::offset(&document.rope, at.position, encoding);
            let world = &snapshot.world;
            let folder = document.key.path().and_then(|path| path.parent()).unwrap_or(&world.root);
            let found = features::completion::complete(&document.text(), offset, folder, world);
            completion::list(found, document, &snapshot, encoding)
        };
        self.session.pool.run(work).await.map(Some).map_err(|_| Error::internal_error())
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        Ok(completion::resolve(&self.session, item))
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let at = params.text_document_position_params;
        let Some(asked) = self.asked(&at.text_document.uri).await? else { return Ok(None) };
        let traits = self.session.traits();
        let offset = asked.offset(at.position, traits.encoding);
        let world = &asked.snapshot().world;
        let found = match &asked {
            Asked::Note(checked) => features::definition::definition(&checked.analysis, world, offset),
            Asked::Article(read) => in_article::name_at(world, read.article, offset)
                .and_then(|name| in_article::definition(world, name))
                .into_iter()
                .collect(),
        };
        if found.is_empty() {
            return Ok(None);
        }
        let mut places = Places::new(traits.encoding);
        Ok(Some(if traits.definition_links {
            let link = |link: &features::Link| {
                let target = places.location(&link.target)?;
                Some(LocationLink {
                    origin_selection_range: Some(convert::range(
                        &asked.document().rope,
                        link.origin,
                        traits.encoding,
                    )),
                    target_uri: target.uri,
                    target_range: target.range,
                    target_selection_range: target.range,
                })
            };
            GotoDefinitionResponse::Link(found.iter().filter_map(link).collect())
        } else {
            let location = |link: &features::Link| places.location(&link.target);
            GotoDefinitionResponse::Array(found.iter().filter_map(location).collect())
        }))
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let at = params.text_document_position;
        let Some(asked) = self.asked(&at.text_document.uri).await? else { return Ok(None) };
        references::find(&self.session, asked, at.position).await.map(Some)
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        let Some(checked) = self.checked(&params.text_document.uri).await? else { return Ok(None) };
        let traits = self.session.traits();
        let outline = symbols::outline(&checked.analysis);
        let rope = &checked.document.rope;
        Ok(Some(if traits.symbol_trees {
            DocumentSymbolResponse::Nested(convert::outline(outline, rope, traits.encoding))
        } else {
            let uri = &checked.document.uri;
            DocumentSymbolResponse::Flat(convert::flat_outline(&outline, uri, rope, traits.encoding))
        }))
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<Vec<SymbolInformation>>> {
        let homes = self.session.homes.all();
        let mut snapshots = Vec::with_capacity(homes.len());
        for home in homes {
            snapshots.push(home.ready().await);
        }
        let encoding = self.session.encoding();
        let work = move || {
            let mut places = Places::new(encoding);
            let mut found = Vec::new();
            for snapshot in &snapshots {
                let symbols = symbols::workspace_symbols(&snapshot.world, &params.query, MOST_SYMBOLS);
                found.extend(symbols.iter().filter_map(|it| convert::workspace_symbol(it, &mut places)));
            }
            found
        };
        self.session.pool.run(work).await.map(Some).map_err(|_| Error::internal_error())
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let Some(checked) = self.checked(&params.text_document.uri).await? else { return Ok(None) };
        let (traits, only) = (self.session.traits(), params.context.only.as_deref());
        let mut found = Vec::new();
        if actions::wanted(only, &CodeActionKind::QUICKFIX) {
            found = actions::quick_fixes(&checked, params.range, traits);
        }
        // Only for who asks: in a list of everything it would stand beside each word.
        if only.is_some() && actions::wanted(only, &actions::fix_all_kind()) {
            found.extend(actions::fix_all(&checked, traits));
        }
        Ok(Some(found))
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let found = self.checked_if(&params.text_document.uri, |on| on.inlay_hints).await?;
        Ok(found.map(|checked| decorations::hints(&checked, params.range, self.session.encoding())))
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        let found = self.checked_if(&params.text_document.uri, |on| on.code_lenses).await?;
        Ok(found.map(|checked| decorations::lenses(&checked, self.session.encoding())))
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        let at = params.text_document_position_params;
        let found = self.checked_if(&at.text_document.uri, |on| on.highlights).await?;
        Ok(found.map(|checked| decorations::highlights(&checked, at.position, self.session.encoding())))
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        let found = self.checked_if(&params.text_document.uri, |on| on.folding).await?;
        Ok(found.map(|checked| decorations::folds(&checked, self.session.encoding())))
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        let found = self.checked_if(&params.text_document.uri, |on| on.links).await?;
        let tooltips = self.session.traits().link_tooltips;
        Ok(found.map(|checked| decorations::links(&checked, self.session.encoding(), tooltips)))
    }

    async fn semantic_tokens_full(
        &self,
        params: SemanticTokensParams,
    ) -> Result<Option<SemanticTokensResult>> {
        let found = self.checked_if(&params.text_document.uri, |on| on.semantic_tokens).await?;
        Ok(found.map(|checked| tokens::tokens(&checked, None, self.session.encoding()).into()))
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        let found = self.checked_if(&params.text_document.uri, |on| on.semantic_tokens).await?;
        let encoding = self.session.encoding();
        Ok(found.map(|checked| tokens::tokens(&checked, Some(params.range), encoding).into()))
    }

    async fn prepare_rename(&self, at: TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
        let found = self.checked_if(&at.text_document.uri, |on| on.rename).await?;
        let encoding = self.session.encoding();
        Ok(found.and_then(|checked| {
            let what = features::rename::renamable(&checked.analysis, checked.offset(at.position, encoding))?;
            Some(PrepareRenameResponse::RangeWithPlaceholder {
                range: convert::range(&checked.document.rope, what.range, encoding),
                placeholder: what.words,
            })
        }))
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let at = params.text_document_position;
        let Some(checked) = self.checked_if(&at.text_document.uri, |on| on.rename).await? else {
            return Ok(None);
        };
        renaming::rename(&self.session, checked, at.position, params.new_name).await.map(Some)
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let Some(look) = self.session.look(&params.text_document.uri) else {
            return Ok(diagnostics::full(None, Vec::new()));
        };
        let snapshot = look.ready().await;
        let id = diagnostics::result_id(self.session.nonce, &look.document, &snapshot);
        if params.previous_result_id.as_ref() == Some(&id) {
            return Ok(diagnostics::unchanged(id));
        }
        let Some(checked) = self.session.check(look).await? else {
            return Ok(diagnostics::full(Some(id), Vec::new()));
        };
        let id = diagnostics::result_id(self.session.nonce, &checked.document, &checked.snapshot);
        let traits = self.session.traits();
        let items = diagnostics::of_note(&checked.document, &checked.snapshot, &checked.analysis, traits);
        Ok(diagnostics::full(Some(id), items))
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        match params.command.as_str() {
            commands::RELOAD => {
                self.session.order(Order::Reload);
                Ok(None)
            }
            other => Err(Error::invalid_params(format!("no such command: {other}"))),
        }
    }
}

/// The client's folders: those it names, else its root, else none.
fn folders(params: &InitializeParams) -> Vec<std::path::PathBuf> {
    let named = params.workspace_folders.iter().flatten().map(|folder| &folder.uri);
    let folders: Vec<_> = named.filter_map(uri::to_path).collect();
    if !folders.is_empty() {
        return folders;
    }
    #[expect(deprecated, reason = "older clients send nothing else")]
    let root = params
        .root_uri
        .as_ref()
        .and_then(uri::to_path)
        .or_else(|| params.root_path.as_ref().map(std::path::PathBuf::from));
    root.filter(|root| root.is_absolute()).into_iter().collect()
}
