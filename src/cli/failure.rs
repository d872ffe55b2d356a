//! [`Failure`]: why a command could not do its work; the one place that words it.

use std::path::PathBuf;

use crate::workspace::SettingsError;

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A file named on the command line can't be read.
    #[error("{}: {error}", .path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// A file named on the command line can't be written.
    #[error("{}: not written: {error}", .path.display())]
    Unwritable {
        /// Which file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// The settings have a fault.
    #[error("{0}")]
    Settings(#[from] SettingsError),
    /// There is no corpus to check against.
    #[error(
        "no corpus: put articles into `corpus/` below {}, name folders as `corpus` in attest.toml, or give --corpus DIR",
        .root.display()
    )]
    NoCorpus {
        /// The workspace's root.
        root: PathBuf,
    },
    /// The corpus holds no article.
    #[error(
        "no articles in {folders}: Attest reads text, Markdown, HTML, PDF, Word (.docx), mail (.eml, .mbox), JSON Lines, CSV and WARC files"
    )]
    EmptyCorpus {
        /// The folders that were looked through.
        folders: String,
    },
    /// No note was found.
    #[error("no notes found in {paths}: name .md files or folders, or set `notes` in attest.toml")]
    NoNotes {
        /// Where they were looked for.
        paths: String,
    },
    /// Something of that name does not exist.
    #[error("{0}")]
    NotFound(String),
    /// The input has a fault.
    #[error("{0}")]
    Input(String),
    /// The output can't be written.
    #[error("output not written: {0}")]
    Output(std::io::Error),
}
