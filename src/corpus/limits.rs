//! [`Limits`]: how much of a file is read before it is taken for a trap or an accident.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

const MEGABYTE: u64 = 1 << 20;

/// The largest number of megabytes that can be set: positions are kept in 32 bits.
const MOST_MEGABYTES: u32 = 2_048;
/// The deepest nesting that can be set.
const MOST_DEPTH: u32 = 100_000;
/// The longest time that can be set: an hour.
const MOST_SECONDS: u32 = 3_600;

/// Limits as settings name them; beyond one, the file is named and left out, and the others are read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Limits {
    /// Megabytes of a file that holds one article, at most (default 64).
    #[schemars(range(min = 1, max = 2_048))]
    pub file_megabytes: Option<u32>,
    /// Megabytes of an export, mailbox or web archive, at most (default 512).
    #[schemars(range(min = 1, max = 2_048))]
    pub export_megabytes: Option<u32>,
    /// Megabytes that a packed file may unpack to (default 256).
    #[schemars(range(min = 1, max = 2_048))]
    pub unpacked_megabytes: Option<u32>,
    /// Megabytes of a note, at most (default 16).
    #[schemars(range(min = 1, max = 2_048))]
    pub note_megabytes: Option<u32>,
    /// How deep the elements of a Word document may be nested (default 500).
    #[schemars(range(min = 1, max = 100_000))]
    pub depth: Option<u32>,
    /// Seconds that reading one PDF may take (default 60).
    #[schemars(range(min = 1, max = 3_600))]
    pub seconds: Option<u32>,
}

/// One limit that a file is over: how much, and which setting says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Bytes, levels or seconds.
    pub most: u64,
    /// Its key under `[limits]`.
    pub key: &'static str,
}

impl Limit {
    /// What to do when it stands in the way; the end of a message.
    #[must_use]
    pub fn advice(self) -> String {
        advice(self.key)
    }
}

/// What to do when the limit `key` stands in the way.
pub(crate) fn advice(key: &str) -> String {
    format!("raise `{key}` under [limits] in attest.toml if it is to be read")
}

impl Limits {
    /// Bytes of a file that holds one article.
    #[must_use]
    pub fn file(&self) -> Limit {
        bytes(self.file_megabytes, 64, "file-megabytes")
    }

    /// Bytes of a file that holds several.
    #[must_use]
    pub fn export(&self) -> Limit {
        bytes(self.export_megabytes, 512, "export-megabytes")
    }

    /// Bytes that a packed file may unpack to.
    #[must_use]
    pub fn unpacked(&self) -> Limit {
        bytes(self.unpacked_megabytes, 256, "unpacked-megabytes")
    }

    /// Bytes of a note.
    #[must_use]
    pub fn note(&self) -> Limit {
        bytes(self.note_megabytes, 16, "note-megabytes")
    }

    /// Elements inside elements: real documents stay below thirty.
    #[must_use]
    pub fn depth(&self) -> Limit {
        Limit { most: self.depth.unwrap_or(500).into(), key: "depth" }
    }

    /// Seconds for one document: real ones take milliseconds a page.
    #[must_use]
    pub fn seconds(&self) -> Limit {
        Limit { most: self.seconds.unwrap_or(60).into(), key: "seconds" }
    }

    /// These limits, and where they are silent those of `weaker`.
    #[must_use]
    pub fn over(self, weaker: Self) -> Self {
        Self {
            file_megabytes: self.file_megabytes.or(weaker.file_megabytes),
            export_megabytes: self.export_megabytes.or(weaker.export_megabytes),
            unpacked_megabytes: self.unpacked_megabytes.or(weaker.unpacked_megabytes),
            note_megabytes: self.note_megabytes.or(weaker.note_megabytes),
            depth: self.depth.or(weaker.depth),
            seconds: self.seconds.or(weaker.seconds),
        }
    }

    /// The first limit that can't be kept: its key, and what is wrong with it.
    #[must_use]
    pub fn fault(&self) -> Option<(String, String)> {
        let all = [
            (self.file_megabytes, MOST_MEGABYTES, self.file()),
            (self.export_megabytes, MOST_MEGABYTES, self.export()),
            (self.unpacked_megabytes, MOST_MEGABYTES, self.unpacked()),
            (self.note_megabytes, MOST_MEGABYTES, self.note()),
            (self.depth, MOST_DEPTH, self.depth()),
            (self.seconds, MOST_SECONDS, self.seconds()),
        ];
        all.into_iter().find_map(|(written, most, limit)| {
            let written = written.filter(|written| !(1..=most).contains(written))?;
            let message = format!("`{}` is a number from 1 to {most}, not {written}", limit.key);
            Some((limit.key.to_owned(), message))
        })
    }
}

fn bytes(megabytes: Option<u32>, usual: u64, key: &'static str) -> Limit {
    Limit { most: megabytes.map_or(usual, u64::from) * MEGABYTE, key }
}
