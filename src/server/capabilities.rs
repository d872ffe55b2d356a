//! What the client can do, read once from `initialize`, and what we offer it in return.

use tower_lsp::lsp_types::*;

use super::{actions, commands, completion, tokens};
use crate::text::position::Encoding;

/// What we need to know of the client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent yes-or-no statements of the protocol")]
pub struct ClientTraits {
    /// How columns count in this session.
    pub encoding: Encoding,
    /// It asks for diagnostics and can be told to ask again; then we send none by ourselves. One
    /// that asks but can't be told would never learn of a changed article, so it is sent them.
    pub pulls_diagnostics: bool,
    /// It watches files when asked to.
    pub watches_files: bool,
    /// It takes a folder and a pattern instead of one pattern.
    pub relative_patterns: bool,
    /// It can be asked for settings.
    pub configuration: bool,
    /// It tells of changed settings when asked to.
    pub tells_configuration: bool,
    /// It shows progress that we begin.
    pub progress: bool,
    /// A definition may say which words it is of.
    pub definition_links: bool,
    /// A diagnostic may point to other places.
    pub related_information: bool,
    /// The code of a diagnostic may lead to a document about it.
    pub code_descriptions: bool,
    /// Symbols of a document may form a tree.
    pub symbol_trees: bool,
    /// A code action may be more than a command.
    pub code_actions: bool,
    /// An edit may name the version it is for.
    pub versioned_edits: bool,
    /// A workspace edit may create files.
    pub creates_files: bool,
    /// A hover may be Markdown.
    pub markdown_hover: bool,
    /// It shows the findings at a place together with the hover (our extension for VS Code says so).
    pub findings_in_hover: bool,
    /// A link may say where it leads.
    pub link_tooltips: bool,
    /// It can be told to ask for hints again.
    pub refreshes_hints: bool,
    /// It can be told to ask for lenses again.
    pub refreshes_lenses: bool,
    /// It can be told to ask for semantic tokens again.
    pub refreshes_tokens: bool,
    /// It shows a document when asked to.
    pub shows_documents: bool,
    /// It asks for the edit of a code action when it is chosen.
    pub resolves_edits: bool,
    /// It asks what can be renamed before it renames.
    pub prepares_rename: bool,
    /// What is said about a completion may be Markdown.
    pub markdown_completion: bool,
    /// It says which formats it takes for that; one that says nothing gets bare words.
    pub formatted_completion: bool,
    /// It shows words beside each item of a list of completions.
    pub label_details: bool,
}

impl ClientTraits {
    /// Reads the client's announcement.
    #[must_use]
    pub fn new(capabilities: &ClientCapabilities) -> Self {
        let workspace = capabilities.workspace.clone().unwrap_or_default();
        let text = capabilities.text_document.clone().unwrap_or_default();
        let window = capabilities.window.clone().unwrap_or_default();
        let item = text.completion.clone().and_then(|it| it.completion_item).unwrap_or_default();
        let formats = item.documentation_format.clone().unwrap_or_default();
        let published = text.publish_diagnostics.unwrap_or_default();
        let watching = workspace.did_change_watched_files.unwrap_or_default();
        let yes = |flag: Option<bool>| flag == Some(true);
        let editing = workspace.workspace_edit;
        Self {
            encoding: encoding(capabilities),
            pulls_diagnostics: text.diagnostic.is_some()
                && workspace.diagnostic.is_some_and(|it| yes(it.refresh_support)),
            watches_files: yes(watching.dynamic_registration),
            relative_patterns: yes(watching.relative_pattern_support),
            configuration: yes(workspace.configuration),
            tells_configuration: workspace
                .did_change_configuration
                .is_some_and(|it| yes(it.dynamic_registration)),
            progress: yes(window.work_done_progress),
            definition_links: text.definition.is_some_and(|it| yes(it.link_support)),
            related_information: yes(published.related_information),
            code_descriptions: yes(published.code_description_support),
            symbol_trees: text.document_symbol.is_some_and(|it| yes(it.hierarchical_document_symbol_support)),
            code_actions: text
                .code_action
                .as_ref()
                .is_some_and(|it| it.code_action_literal_support.is_some()),
            versioned_edits: editing.as_ref().is_some_and(|it| yes(it.document_changes)),
            creates_files: editing
                .and_then(|it| it.resource_operations)
                .is_some_and(|kinds| kinds.contains(&ResourceOperationKind::Create)),
            findings_in_hover: capabilities
                .experimental
                .as_ref()
                .is_some_and(|it| it["attestFindingsInHover"] == true),
            link_tooltips: text.document_link.is_some_and(|it| yes(it.tooltip_support)),
            refreshes_hints: workspace.inlay_hint.is_some_and(|it| yes(it.refresh_support)),
            refreshes_lenses: workspace.code_lens.is_some_and(|it| yes(it.refresh_support)),
            refreshes_tokens: workspace.semantic_tokens.is_some_and(|it| yes(it.refresh_support)),
            shows_documents: window.show_document.is_some_and(|it| it.support),
            resolves_edits: text
                .code_action
                .as_ref()
                .and_then(|it| it.resolve_support.as_ref())
                .is_some_and(|it| it.properties.iter().any(|name| name == "edit")),
            prepares_rename: text.rename.is_some_and(|it| yes(it.prepare_support)),
            markdown_completion: formats.contains(&MarkupKind::Markdown),
            formatted_completion: !formats.is_empty(),
            label_details: item.label_details_support == Some(true),
            markdown_hover: text
                .hover
                .and_then(|it| it.content_format)
                .is_none_or(|formats| formats.contains(&MarkupKind::Markdown)),
        }
    }
}

/// The first encoding of the client's list, which is in its order of preference, that we speak.
fn encoding(capabilities: &ClientCapabilities) -> Encoding {
    let offered = capabilities.general.as_ref().and_then(|general| general.position_encodings.as_ref());
    offered
        .into_iter()
        .flatten()
        .find_map(|kind| match kind.as_str() {
            "utf-8" => Some(Encoding::Utf8),
            "utf-16" => Some(Encoding::Utf16),
            "utf-32" => Some(Encoding::Utf32),
            _ => None,
        })
        .unwrap_or_default()
}

/// What we offer a client with these traits.
#[must_use]
pub fn offer(client: &ClientTraits, sync: TextDocumentSyncKind) -> ServerCapabilities {
    let position_encoding = match client.encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
    };
    ServerCapabilities {
        position_encoding: Some(position_encoding),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(sync),
            save: Some(TextDocumentSyncSaveOptions::Supported(true)),
            ..TextDocumentSyncOptions::default()
        })),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        completion_provider: Some(CompletionOptions {
            resolve_provider: Some(true),
            trigger_characters: Some(completion::TRIGGERS.iter().map(|&it| it.to_owned()).collect()),
            ..CompletionOptions::default()
        }),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        inlay_hint_provider: Some(OneOf::Left(true)),
        code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(true) }),
        document_highlight_provider: Some(OneOf::Left(true)),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
        document_link_provider: Some(DocumentLinkOptions {
            resolve_provider: Some(false),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        }),
        semantic_tokens_provider: Some(
            SemanticTokensOptions {
                legend: tokens::legend(),
                full: Some(SemanticTokensFullOptions::Delta { delta: Some(true) }),
                range: Some(true),
                ..SemanticTokensOptions::default()
            }
            .into(),
        ),
        rename_provider: Some(if client.prepares_rename {
            OneOf::Right(RenameOptions {
                prepare_provider: Some(true),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            })
        } else {
            OneOf::Left(true)
        }),
        document_symbol_provider: Some(OneOf::Left(true)),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        code_action_provider: client.code_actions.then(|| {
            CodeActionProviderCapability::Options(CodeActionOptions {
                code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, actions::fix_all_kind()]),
                resolve_provider: Some(client.resolves_edits),
                ..CodeActionOptions::default()
            })
        }),
        diagnostic_provider: client.pulls_diagnostics.then(|| {
            DiagnosticServerCapabilities::Options(DiagnosticOptions {
                identifier: Some("attest".to_owned()),
                inter_file_dependencies: true,
                workspace_diagnostics: true,
                ..DiagnosticOptions::default()
            })
        }),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: commands::ALL.iter().map(|&name| name.to_owned()).collect(),
            ..ExecuteCommandOptions::default()
        }),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: Some(WorkspaceFileOperationsServerCapabilities {
                will_rename: Some(FileOperationRegistrationOptions { filters: vec![renamed_files()] }),
                ..WorkspaceFileOperationsServerCapabilities::default()
            }),
        }),
        ..ServerCapabilities::default()
    }
}

/// Every file: an article may be of any kind, and a folder may hold some.
fn renamed_files() -> FileOperationFilter {
    let pattern = FileOperationPattern { glob: "**/*".to_owned(), matches: None, options: None };
    FileOperationFilter { scheme: Some("file".to_owned()), pattern }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn traits(capabilities: serde_json::Value) -> ClientTraits {
        ClientTraits::new(&serde_json::from_value(capabilities).unwrap())
    }

    #[test]
    fn the_clients_first_known_encoding_is_taken() {
        for (offered, encoding) in [
            (json!(["utf-32", "utf-16"]), Encoding::Utf32),
            (json!(["utf-7", "utf-8", "utf-16"]), Encoding::Utf8),
            (json!([]), Encoding::Utf16),
            (json!(["utf-7"]), Encoding::Utf16),
        ] {
            let client = traits(json!({"general": {"positionEncodings": offered}}));
            assert_eq!(client.encoding, encoding);
        }
    }

    #[test]
    fn a_client_that_says_nothing_gets_the_oldest_forms() {
        let client = traits(json!({}));
        assert_eq!(client, ClientTraits { markdown_hover: true, ..ClientTraits::default() });
        let offered = offer(&client, TextDocumentSyncKind::INCREMENTAL);
        assert!(offered.diagnostic_provider.is_none() && offered.code_action_provider.is_none());
    }
}
