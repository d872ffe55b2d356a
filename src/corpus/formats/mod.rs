//! Formats that are not text themselves, or hold several articles: one file each. Every reader makes a
//! rendition that a person can read, and from it the text.

pub mod csv;
pub mod docx;
pub mod json_array;
pub mod json_lines;
pub mod mail;
pub mod pdf;
mod pdf_lines;
mod pdf_paragraphs;
mod pdf_sanity;
mod record;
mod rendition;
pub mod warc;

use std::path::Path;

use super::draft::Draft;

/// Articles that one file holds at most: an export larger than that belongs into several.
pub const MOST_RECORDS: usize = 500_000;

/// What a reader of a format found in a file.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The articles, each with the id that the format gives it.
    pub drafts: Vec<(Option<String>, Draft)>,
    /// Parts that were left out, and why; the first few tell.
    pub faults: Vec<String>,
}

impl Found {
    /// One article.
    #[must_use]
    pub fn one(draft: Draft) -> Self {
        Self { drafts: vec![(None, draft)], faults: Vec::new() }
    }
}

/// Why a file could not be read, in words for a reader.
pub type Fault = String;

/// The format of the file at `path`, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packed {
    /// Pages.
    Pdf,
    /// A Word document.
    Docx,
    /// One message; also a page saved as MHTML.
    Mail,
    /// A mailbox.
    Mbox,
    /// One JSON object a line.
    JsonLines,
    /// One JSON list of objects.
    JsonArray,
    /// Rows with a header, separated by commas, semicolons or tabs.
    Csv,
    /// A web archive, packed or not.
    Warc,
}

impl Packed {
    /// The format that the name of the file at `path` says; `None` for text, Markdown and HTML.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        Some(match name.rsplit_once('.')?.1 {
            "pdf" => Self::Pdf,
            "docx" => Self::Docx,
            "eml" | "mhtml" | "mht" => Self::Mail,
            "mbox" => Self::Mbox,
            "jsonl" | "ndjson" => Self::JsonLines,
            "json" => Self::JsonArray,
            "csv" | "tsv" => Self::Csv,
            "warc" => Self::Warc,
            "gz" if name.ends_with(".warc.gz") => Self::Warc,
            _ => return None,
        })
    }

    /// Whether files of this format hold several articles.
    #[must_use]
    pub fn holds_several(self) -> bool {
        matches!(self, Self::Mbox | Self::JsonLines | Self::JsonArray | Self::Csv | Self::Warc)
    }
}
