//! [`Settings`]: what `attest.toml` and the editor say, and their defaults.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::layers;
use super::settings_error::SettingsError;
use super::switches::Switches;
pub use crate::corpus::{Columns, FileTerms, Limits};
use crate::entities::{Decision, Decisions};
pub use crate::evidence::Strictness;
use crate::rules::{Options, RULES, Severities, Severity};

/// The name of the settings file at the root of a workspace.
pub const FILE_NAME: &str = "attest.toml";

/// The folders that are taken for the corpus when settings name none, in this order.
pub const CORPUS_FOLDERS: [&str; 3] = ["corpus", "articles", "sources"];

/// Settings as written, in `attest.toml` or by the editor; what is absent keeps its default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Written {
    /// Folders of articles, relative to the workspace's root.
    pub corpus: Option<Vec<PathBuf>>,
    /// Which files are notes, as globs relative to the root.
    pub notes: Option<Vec<String>>,
    /// Whether the index of the corpus is kept on disk.
    pub cache: Option<bool>,
    /// How much evidence a claim needs.
    pub strictness: Option<Strictness>,
    /// Spellings of names that the analyst wants, for `name-variant`.
    pub spellings: Option<Vec<String>>,
    /// Who is who, where the analyst knows better than the articles.
    pub names: Option<Vec<Decision>>,
    /// The terms of likelihood that are allowed, for `estimative-language`.
    pub likelihoods: Option<Vec<String>>,
    /// Which fields of exports hold what of an article.
    pub columns: Columns,
    /// How much is read of a file, before it is taken for a trap or an accident.
    pub limits: Limits,
    /// Severity by rule code.
    #[serde(skip_serializing_if = "FxHashMap::is_empty")]
    pub rules: FxHashMap<String, Level>,
    /// What hovers show.
    pub hover: Hover,
    /// Which features are on.
    pub features: Switches,
}

/// What hovers show, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Hover {
    /// How many quotes of the sources at most.
    pub max_quotes: Option<usize>,
}

/// A rule's severity as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The rule does not run.
    Off,
    /// See [`Severity::Hint`].
    Hint,
    /// See [`Severity::Information`].
    Information,
    /// See [`Severity::Warning`].
    Warning,
    /// See [`Severity::Error`].
    Error,
}

impl Level {
    fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Hint => Some(Severity::Hint),
            Self::Information => Some(Severity::Information),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

/// Settings with every default filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Folders of articles, absolute; they need not exist.
    pub corpus: Vec<PathBuf>,
    /// Whether somebody named those folders, so that a missing one is a fault.
    pub corpus_named: bool,
    /// Which files are notes, as globs relative to the root.
    pub notes: Vec<String>,
    /// How files are read.
    pub terms: FileTerms,
    /// Whether the index of the corpus is kept on disk.
    pub cache: bool,
    /// How much evidence a claim needs.
    pub strictness: Strictness,
    /// What the analyst says of names.
    pub decisions: Arc<Decisions>,
    /// Severity by rule.
    pub severities: Severities,
    /// What else rules are told.
    pub options: Options,
    /// Which features of the editor are on.
    pub features: Switches,
    /// How many quotes a hover shows at most.
    pub hover_max_quotes: usize,
}

impl Written {
    /// Reads the text of an `attest.toml`.
    ///
    /// # Errors
    /// The first fault, with its line, column and a did-you-mean; `path` is for the message.
    pub fn from_toml(text: &str, path: &Path) -> Result<Self, SettingsError> {
        let written: Self =
            toml::from_str(text).map_err(|error| SettingsError::from_toml(path, text, &error))?;
        written.check().map_err(|(key, message)| SettingsError::at_key(path, text, &key, message))?;
        Ok(written)
    }

    /// Reads the settings that an editor sent. Keys that belong to the editor's own client
    /// (`server`, `trace`) are not Attest's business.
    ///
    /// # Errors
    /// The first fault, in words.
    pub fn from_editor(mut value: serde_json::Value) -> Result<Self, SettingsError> {
        if let Some(object) = value.as_object_mut() {
            object.retain(|key, value| !matches!(key.as_str(), "server" | "trace") && !value.is_null());
            for group in ["columns", "limits", "hover", "features"] {
                let Some(group) = object.get_mut(group).and_then(|group| group.as_object_mut()) else {
                    continue;
                };
                *group = std::mem::take(group)
                    .into_iter()
                    .filter(|(_, value)| !value.is_null())
                    .map(|(key, value)| (kebab(&key), value))
                    .collect();
            }
        }
        if value.is_null() {
            return Ok(Self::default());
        }
        let written: Self =
            serde_json::from_value(value).map_err(|error| SettingsError::editor(&error.to_string()))?;
        written.check().map_err(|(_, message)| SettingsError::editor(&message))?;
        Ok(written)
    }

    /// The settings of `folder`'s `attest.toml` and of those above it (see [`layers`]), or none when it has
    /// no such file.
    ///
    /// # Errors
    /// When a file can't be read or has a fault.
    pub fn from_folder(folder: &Path) -> Result<Option<Self>, SettingsError> {
        Ok(layers::merged(&layers::layers(folder)?))
    }

    /// What is written here, and where it is silent what is written in `weaker`.
    #[must_use]
    pub fn over(self, weaker: Self) -> Self {
        let mut rules = weaker.rules;
        rules.extend(self.rules);
        Self {
            corpus: self.corpus.or(weaker.corpus),
            notes: self.notes.or(weaker.notes),
            cache: self.cache.or(weaker.cache),
            strictness: self.strictness.or(weaker.strictness),
            spellings: self.spellings.or(weaker.spellings),
            names: self.names.or(weaker.names),
            likelihoods: self.likelihoods.or(weaker.likelihoods),
            rules,
            columns: self.columns.over(weaker.columns),
            limits: self.limits.over(weaker.limits),
            features: self.features.over(weaker.features),
            hover: Hover { max_quotes: self.hover.max_quotes.or(weaker.hover.max_quotes) },
        }
    }

    /// Fills in the defaults, for a workspace at `root`.
    #[must_use]
    pub fn resolve(self, root: &Path) -> Settings {
        let corpus_named = self.corpus.is_some();
        let corpus = match self.corpus {
            Some(folders) => {
                folders.iter().map(|folder| crate::evidence::citation::normal(&root.join(folder))).collect()
            }
            None => CORPUS_FOLDERS
                .iter()
                .map(|name| root.join(name))
                .find(|path| path.is_dir())
                .into_iter()
                .collect(),
        };
        let mut severities = Severities::default();
        for (code, level) in &self.rules {
            severities.set(code, level.severity());
        }
        let names = self.names.unwrap_or_default();
        // A name is to be spelled as it is given.
        let mut spellings = self.spellings.unwrap_or_default();
        spellings.extend(names.iter().map(|decision| decision.name.clone()));
        Settings {
            corpus,
            corpus_named,
            notes: self.notes.unwrap_or_else(|| vec!["**/*.md".to_owned()]),
            terms: FileTerms { columns: self.columns, limits: self.limits },
            cache: self.cache.unwrap_or(true),
            strictness: self.strictness.unwrap_or_default(),
            severities,
            options: Options { spellings, likelihoods: self.likelihoods },
            decisions: Arc::new(Decisions::of(names)),
            features: self.features,
            hover_max_quotes: self.hover.max_quotes.unwrap_or(3),
        }
    }

    /// What the types can't say: globs parse, names don't contradict each other, every rule exists. The
    /// error is the key or value at fault and what is wrong.
    fn check(&self) -> Result<(), (String, String)> {
        let mut globs = ignore::overrides::OverrideBuilder::new(".");
        for glob in self.notes.iter().flatten() {
            if let Err(error) = globs.add(glob) {
                return Err(("notes".to_owned(), format!("`{glob}` is not a glob: {error}")));
            }
        }
        if let Some(fault) = Decision::fault(self.names.as_deref().unwrap_or_default()) {
            return Err(fault);
        }
        if let Some(fault) = self.limits.fault() {
            return Err(fault);
        }
        let mut codes: Vec<&String> = self.rules.keys().collect();
        codes.sort();
        for code in codes {
            if crate::rules::rule(code).is_none() {
                let known: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
                let message = SettingsError::unknown("rule", code, &known);
                return Err((code.clone(), message));
            }
        }
        Ok(())
    }
}

/// `max-quotes` for `maxQuotes`.
fn kebab(camel: &str) -> String {
    camel.chars().fold(String::new(), |mut out, c| {
        if c.is_ascii_uppercase() {
            out.push('-');
        }
        out.push(c.to_ascii_lowercase());
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_key_is_an_error_with_its_place_and_a_did_you_mean() {
        let error = Written::from_toml("# mine\ncorpsu = [\"a\"]\n", Path::new("attest.toml")).unwrap_err();
        assert_eq!(error.to_string(), "attest.toml:2:1: unknown key `corpsu`; did you mean `corpus`?");
    }

    #[test]
    fn an_unknown_rule_is_an_error_with_a_did_you_mean() {
        let error =
            Written::from_toml("[rules]\nnumber-mismach = \"off\"\n", Path::new("attest.toml")).unwrap_err();
        assert_eq!(
            error.to_string(),
            "attest.toml:2:1: unknown rule `number-mismach`; did you mean `number-mismatch`?"
        );
    }

    #[test]
    fn a_wrong_value_says_what_is_allowed() {
        let error = Written::from_toml("strictness = \"very\"\n", Path::new("attest.toml")).unwrap_err();
        assert!(error.to_string().starts_with("attest.toml:1:14: "), "{error}");
        assert!(
            error.to_string().contains("`lenient`, `balanced` or `strict`")
                || error.to_string().contains("balanced")
        );
    }

    #[test]
    fn the_stronger_settings_win_key_by_key() {
        let strong = Written::from_toml("[rules]\nmisquote = \"hint\"\n", Path::new("a")).unwrap();
        let weak = Written::from_toml("notes = [\"n/*.md\"]\n[rules]\nmisquote = \"off\"\n", Path::new("b"))
            .unwrap();
        let settings = strong.over(weak).resolve(Path::new("/w"));
        assert_eq!(settings.notes, ["n/*.md"]);
        let misquote = crate::rules::rule("misquote").unwrap();
        assert_eq!(settings.severities.of(misquote), Some(Severity::Hint));
    }

    #[test]
    fn keys_of_the_editors_own_client_are_left_alone() {
        let json =
            serde_json::json!({"server": {"path": "x"}, "hover": {"maxQuotes": 2}, "strictness": "strict"});
        let written = Written::from_editor(json).unwrap();
        assert_eq!((written.hover.max_quotes, written.strictness), (Some(2), Some(Strictness::Strict)));
    }
}
