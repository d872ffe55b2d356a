//! [`Severity`] of a diagnostic, and which rule has which.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::catalogue::Rule;

/// How loud a diagnostic is, the quietest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A suggestion.
    Hint,
    /// Worth knowing.
    Information,
    /// Probably wrong.
    Warning,
    /// Wrong by the sources.
    Error,
}

impl Severity {
    /// Its name, as settings and JSON spell it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Information => "information",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// The severities that settings give to rules by code; `None` turns a rule off. A rule that is not
/// named keeps its default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Severities(FxHashMap<String, Option<Severity>>);

impl Severities {
    /// Gives `code` a severity, or turns it off.
    pub fn set(&mut self, code: &str, severity: Option<Severity>) {
        self.0.insert(code.to_owned(), severity);
    }

    /// The severity of `rule`, `None` when it is off.
    #[must_use]
    pub fn of(&self, rule: &Rule) -> Option<Severity> {
        self.0.get(rule.code).copied().unwrap_or(rule.default)
    }
}
