//! [`Switches`]: which features of the editor are on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which features are on, as written; what is absent is on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Switches {
    /// Completion.
    pub completion: Option<bool>,
    /// Hints between the words: sources of a claim, whole names.
    pub inlay_hints: Option<bool>,
    /// Figures above headings.
    pub code_lenses: Option<bool>,
    /// The other places of a name or citation.
    pub highlights: Option<bool>,
    /// Folding of sections and comments.
    pub folding: Option<bool>,
    /// Citations as links.
    pub links: Option<bool>,
    /// Colours for names and claims.
    pub semantic_tokens: Option<bool>,
    /// Renaming of names and citations.
    pub rename: Option<bool>,
    /// Findings of notes that are not open.
    pub workspace_diagnostics: Option<bool>,
    /// Selections that grow by clause, sentence and block.
    pub selection_ranges: Option<bool>,
    /// Mending of citations when a cited article is renamed.
    pub rename_files: Option<bool>,
    /// What stands under the pointer.
    pub hover: Option<bool>,
    /// Fixes.
    pub code_actions: Option<bool>,
    /// The outline of a note.
    pub symbols: Option<bool>,
}

impl Switches {
    /// What is written here, and where it is silent what is written in `weaker`.
    #[must_use]
    pub fn over(self, weaker: Self) -> Self {
        Self {
            completion: self.completion.or(weaker.completion),
            inlay_hints: self.inlay_hints.or(weaker.inlay_hints),
            code_lenses: self.code_lenses.or(weaker.code_lenses),
            highlights: self.highlights.or(weaker.highlights),
            folding: self.folding.or(weaker.folding),
            links: self.links.or(weaker.links),
            semantic_tokens: self.semantic_tokens.or(weaker.semantic_tokens),
            rename: self.rename.or(weaker.rename),
            workspace_diagnostics: self.workspace_diagnostics.or(weaker.workspace_diagnostics),
            selection_ranges: self.selection_ranges.or(weaker.selection_ranges),
            rename_files: self.rename_files.or(weaker.rename_files),
            hover: self.hover.or(weaker.hover),
            code_actions: self.code_actions.or(weaker.code_actions),
            symbols: self.symbols.or(weaker.symbols),
        }
    }
}
