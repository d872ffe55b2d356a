//! [`Problem`]: something about the corpus that the analyst should know; the rest goes on working.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::path::PathBuf;

use super::limits::advice;

/// What went wrong with one file or folder of the corpus.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Problem {
    /// A corpus folder of the settings is not there.
    #[error("{}: the corpus is to be a folder and there is none; create it or name another one as `corpus` in attest.toml", .path.display())]
    MissingFolder { path: PathBuf },
    /// The file could not be read.
    #[error("{}: not read: {reason}", .path.display())]
    Unreadable { path: PathBuf, reason: String },
    /// The file holds no text.
    #[error("{}: it holds no text", .path.display())]
    Empty { path: PathBuf },
    /// The file is not text.
    #[error("{}: not read: it looks like binary data, not text", .path.display())]
    Binary { path: PathBuf },
    /// The file is larger than the limit, in bytes, that `key` sets.
    #[error("{}: not read: {size} bytes is over the limit of {limit}; {}", .path.display(), advice(.key))]
    TooLarge { path: PathBuf, size: u64, limit: u64, key: Cow<'static, str> },
    /// Some bytes are not valid in the file's encoding and stand as U+FFFD.
    #[error("{}: some bytes are not valid {encoding}; they are shown as \u{fffd} (first at line {line})", .path.display())]
    Lossy { path: PathBuf, encoding: Cow<'static, str>, line: usize },
    /// A part of the file could not be read; the rest serves.
    #[error("{}: {reason}", .path.display())]
    Partly { path: PathBuf, reason: String },
    /// Two files would have the same citation id.
    #[error("{}: the citation id `{id}` also names {}; cite this one with its path", .path.display(), .other.display())]
    DuplicateId { path: PathBuf, id: String, other: PathBuf },
}

impl Problem {
    /// Whether nothing of the file or folder is part of the corpus.
    #[must_use]
    pub fn means_unread(&self) -> bool {
        !matches!(self, Self::Lossy { .. } | Self::Partly { .. } | Self::DuplicateId { .. })
    }

    /// The file or folder concerned.
    #[must_use]
    pub fn path(&self) -> &std::path::Path {
        match self {
            Self::MissingFolder { path }
            | Self::Unreadable { path, .. }
            | Self::Empty { path }
            | Self::Binary { path }
            | Self::TooLarge { path, .. }
            | Self::Lossy { path, .. }
            | Self::Partly { path, .. }
            | Self::DuplicateId { path, .. } => path,
        }
    }
}
