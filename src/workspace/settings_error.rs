//! [`SettingsError`]: a fault in the settings, with its place and what to do.

use std::path::{Path, PathBuf};

use rapidfuzz::distance::jaro_winkler;

/// Below this Jaro-Winkler similarity a key is not taken for a misspelling of another.
const DID_YOU_MEAN: f64 = 0.8;

/// A fault in the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsError {
    /// The file; `None` when the editor sent them.
    pub path: Option<PathBuf>,
    /// Line and column, from 1, in scalars.
    pub place: Option<(usize, usize)>,
    /// What is wrong, and what would be right.
    pub message: String,
}

impl std::fmt::Display for SettingsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (&self.path, self.place) {
            (Some(path), Some((line, column))) => {
                write!(f, "{}:{line}:{column}: {}", path.display(), self.message)
            }
            (Some(path), None) => write!(f, "{}: {}", path.display(), self.message),
            (None, _) => write!(f, "editor settings: {}", self.message),
        }
    }
}

impl std::error::Error for SettingsError {}

impl SettingsError {
    /// From the TOML reader's error.
    #[must_use]
    pub fn from_toml(path: &Path, text: &str, error: &toml::de::Error) -> Self {
        let place = error.span().map(|span| place(text, span.start));
        Self { path: Some(path.to_owned()), place, message: plain(error.message()) }
    }

    /// A fault at the first place where `key` stands at the start of a line, or else in quotation marks.
    #[must_use]
    pub fn at_key(path: &Path, text: &str, key: &str, message: String) -> Self {
        let mut offset = 0;
        let mut found = None;
        for line in text.split_inclusive('\n') {
            if line.trim_start().trim_start_matches('"').starts_with(key) {
                found = Some(offset + (line.len() - line.trim_start().len()));
                break;
            }
            offset += line.len();
        }
        let found = found.or_else(|| text.find(&format!("\"{key}\"")));
        Self { path: Some(path.to_owned()), place: found.map(|at| place(text, at)), message }
    }

    /// The file can't be read.
    #[must_use]
    pub fn unreadable(path: &Path, error: &std::io::Error) -> Self {
        Self { path: Some(path.to_owned()), place: None, message: format!("not read: {error}") }
    }

    /// The editor sent something wrong.
    #[must_use]
    pub fn editor(message: &str) -> Self {
        Self { path: None, place: None, message: plain(message) }
    }

    /// The words for an unknown `kind` called `name`.
    #[must_use]
    pub fn unknown(kind: &str, name: &str, known: &[&str]) -> String {
        let best = known
            .iter()
            .map(|candidate| (jaro_winkler::similarity(name.chars(), candidate.chars()), *candidate))
            .filter(|(score, _)| *score >= DID_YOU_MEAN)
            .max_by(|a, b| a.0.total_cmp(&b.0));
        match best {
            Some((_, candidate)) => format!("unknown {kind} `{name}`; did you mean `{candidate}`?"),
            None => format!("unknown {kind} `{name}`; known are {}", known.join(", ")),
        }
    }
}

/// The reader's words, with a did-you-mean in place of the list of all keys.
fn plain(message: &str) -> String {
    let mut ticked = message.split('`').skip(1).step_by(2);
    match (message.strip_prefix("unknown field"), ticked.next()) {
        (Some(_), Some(name)) => SettingsError::unknown("key", name, &ticked.collect::<Vec<_>>()),
        _ => message.trim().replace('\n', " "),
    }
}

/// Line and column, from 1, of byte `offset`.
fn place(text: &str, offset: usize) -> (usize, usize) {
    let head = text.get(..offset).unwrap_or(text);
    let line = head.matches('\n').count() + 1;
    let column = head.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    (line, column)
}
