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
use super::loader::Order;
use super::scheduler::Event;
use super::session::{Asked, Checked, Session};
use super::shown::{Kind, Marks};
use super::uri::{self, DocKey};
use super::watch::Change;
use super::{
    actions, commands, completion, convert, decorations, lenses, pulls, reading, references, renaming,
    tokens, views, workspace_pull,
};
use crate::workspace::switches::Switches;

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

    /// [`super::stop::METHOD`].
    pub async fn stop(&self, params: WorkDoneProgressCancelParams) {
        if let NumberOrString::String(token) = params.token {
            self.session.stop.ask(&token);
        }
    }

    /// [`views::EVIDENCE`].
    ///
    /// # Errors
    /// See [`views::evidence_at`].
    pub async fn evidence(&self, at: TextDocumentPositionParams) -> Result<Option<Value>> {
        views::evidence_at(&self.session, at).await
    }

    /// [`views::NOTE`].
    ///
    /// # Errors
    /// See [`views::note`].
    pub async fn note(&self, params: views::NoteParams) -> Result<Option<Value>> {
        views::note(&self.session, params).await
    }

    /// [`views::CORPUS`].
    ///
    /// # Errors
    /// See [`views::corpus`].
    pub async fn corpus(&self, params: views::CorpusParams) -> Result<Value> {
        views::corpus(&self.session, params).await
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

    /// [`Self::checked_if`] for what stands beside the text: of the newest text, whatever was asked about.
    async fn newest_if(
        &self,
        uri: &Url,
        switch: impl Fn(&Switches) -> Option<bool> + Send,
    ) -> Result<Option<Checked>> {
        let checked = match self.session.look(uri) {
            Some(look) => self.session.check_newest(look).await?,
            None => None,
        };
        Ok(checked.filter(|it| switch(&it.snapshot.world.settings.features) != Some(false)))
    }

    /// [`Self::asked`], unless settings switch the feature off.
    async fn asked_if(
        &self,
        uri: &Url,
        switch: impl Fn(&Switches) -> Option<bool> + Send,
    ) -> Result<Option<Asked>> {
        let asked = self.asked(uri).await?;
        Ok(asked.filter(|it| switch(&it.snapshot().world.settings.features) != Some(false)))
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
            Some(document) => {
                self.session.typing.edited(&document, &params.content_changes, encoding);
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
        // A note among them makes no new world.
        self.session.changed();
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
        let asked = self.asked_if(&at.text_document.uri, |on| on.hover).await?;
        Ok(asked.and_then(|asked| reading::hover(&self.session, &asked, at.position)))
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let at = params.text_document_position;
        match self.session.look(&at.text_document.uri) {
            Some(look) => completion::answer(&self.session, look, at.position).await,
            None => Ok(None),
        }
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        Ok(completion::resolve(&self.session, item))
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let at = params.text_document_position_params;
        let asked = self.asked(&at.text_document.uri).await?;
        Ok(asked.and_then(|asked| reading::definition(&self.session, &asked, at.position)))
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let at = params.text_document_position;
        let Some(asked) = self.asked(&at.text_document.uri).await? else { return Ok(None) };
        references::find(&self.session, asked, at.position).await.map(Some)
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        let found = self.newest_if(&params.text_document.uri, |on| on.symbols).await?;
        Ok(found.map(|checked| reading::outline(&checked, self.session.traits())))
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<Vec<SymbolInformation>>> {
        reading::symbols(&self.session, params.query).await.map(Some)
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let found = self.checked_if(&params.text_document.uri, |on| on.code_actions).await?;
        let only = params.context.only.as_deref();
        Ok(found.map(|checked| actions::all(&checked, params.range, only, self.session.traits())))
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        actions::resolve(&self.session, action).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let found = self.newest_if(&params.text_document.uri, |on| on.inlay_hints).await?;
        Ok(found.map(|checked| {
            self.session.shown.record(Kind::Hints, &checked.document.key, Marks::of(&checked));
            decorations::hints(&checked, params.range, self.session.encoding())
        }))
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        match self.session.look(&params.text_document.uri) {
            Some(look) => lenses::reserve(&self.session, look).await,
            None => Ok(None),
        }
    }

    async fn code_lens_resolve(&self, lens: CodeLens) -> Result<CodeLens> {
        lenses::resolve(&self.session, lens).await
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
        let found = self.newest_if(&params.text_document.uri, |on| on.folding).await?;
        Ok(found.map(|checked| decorations::folds(&checked, self.session.encoding())))
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        let found = self.checked_if(&params.text_document.uri, |on| on.selection_ranges).await?;
        let encoding = self.session.encoding();
        Ok(found.map(|checked| decorations::selections(&checked, &params.positions, encoding)))
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        let found = self.newest_if(&params.text_document.uri, |on| on.links).await?;
        let tooltips = self.session.traits().link_tooltips;
        Ok(found.map(|checked| decorations::links(&checked, self.session.encoding(), tooltips)))
    }

    async fn semantic_tokens_full(
        &self,
        params: SemanticTokensParams,
    ) -> Result<Option<SemanticTokensResult>> {
        let found = self.checked_if(&params.text_document.uri, |on| on.semantic_tokens).await?;
        Ok(found.map(|checked| tokens::full(&self.session, &checked).into()))
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        let found = self.checked_if(&params.text_document.uri, |on| on.semantic_tokens).await?;
        Ok(found.map(|checked| tokens::delta(&self.session, &checked, &params.previous_result_id)))
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        let found = self.checked_if(&params.text_document.uri, |on| on.semantic_tokens).await?;
        let encoding = self.session.encoding();
        Ok(found.map(|checked| tokens::within(&checked, params.range, encoding).into()))
    }

    async fn prepare_rename(&self, at: TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
        let found = self.checked_if(&at.text_document.uri, |on| on.rename).await?;
        Ok(found.and_then(|checked| renaming::prepare(&checked, at.position, self.session.encoding())))
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let at = params.text_document_position;
        let Some(checked) = self.checked_if(&at.text_document.uri, |on| on.rename).await? else {
            return Ok(None);
        };
        renaming::rename(&self.session, checked, at.position, params.new_name).await.map(Some)
    }

    async fn will_rename_files(&self, params: RenameFilesParams) -> Result<Option<WorkspaceEdit>> {
        renaming::files(&self.session, params.files).await
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        pulls::note(&self.session, params).await
    }

    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        workspace_pull::answer(&self.session, params).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        match params.command.as_str() {
            commands::RELOAD => {
                self.session.order(Order::Reload);
                Ok(None)
            }
            commands::SHOW_SOURCES => {
                reading::show_first(&self.session, params.arguments.get(2));
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
