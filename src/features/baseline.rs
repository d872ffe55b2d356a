//! [`Baseline`]: findings that are known already, so that a check tells only new ones. A finding is known
//! by its note, its rule, its words and the sentence around them, not by its line: it stays known when
//! lines move, and is new again when its sentence changes.

use std::path::Path;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::rules::Diagnostic;
use crate::text::ByteRange;
use crate::workspace::Analysis;

/// The version of the file's form.
const VERSION: u32 = 1;

/// Known findings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    version: u32,
    findings: Vec<Known>,
}

/// A known finding.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    /// The note, relative to the workspace's root.
    note: String,
    /// The rule.
    code: String,
    /// The words at fault.
    words: String,
    /// The sentence around them.
    sentence: String,
    /// How many such findings there are, where there are several.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    count: usize,
}

/// What holding findings against a baseline did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Findings that are known and were taken out.
    pub known: usize,
    /// Findings of the baseline that are no longer there.
    pub gone: usize,
}

fn one() -> usize {
    1
}

fn is_one(count: &usize) -> bool {
    *count == 1
}

impl Baseline {
    /// The findings of `notes`, which lie below `root`.
    #[must_use]
    pub fn of<'a>(notes: impl IntoIterator<Item = (&'a Path, &'a Analysis)>, root: &Path) -> Self {
        let mut findings: FxHashMap<Known, usize> = FxHashMap::default();
        for (path, analysis) in notes {
            for diagnostic in &analysis.diagnostics {
                *findings.entry(known(path, analysis, diagnostic, root)).or_default() += 1;
            }
        }
        let mut findings: Vec<Known> =
            findings.into_iter().map(|(known, count)| Known { count, ..known }).collect();
        findings.sort();
        Self { version: VERSION, findings }
    }

    /// Reads a baseline.
    ///
    /// # Errors
    /// What is wrong, in words.
    pub fn from_json(text: &str) -> Result<Self, String> {
        let read: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        match read.version {
            VERSION => Ok(read),
            other => Err(format!("it has version {other}, and this attest-ls reads version {VERSION}")),
        }
    }

    /// The file's text: one finding a line, so that changes show in version control.
    #[must_use]
    pub fn to_json(&self) -> String {
        let lines: Vec<String> =
            self.findings.iter().filter_map(|known| serde_json::to_string(known).ok()).collect();
        let findings = if lines.is_empty() { String::new() } else { format!("\n{}\n", lines.join(",\n")) };
        format!("{{\"version\":{VERSION},\"findings\":[{findings}]}}\n")
    }

    /// How many findings there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.findings.iter().map(|known| known.count).sum()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// Takes what is known out of the findings of `notes`. Findings of notes that were not checked are
    /// not gone.
    pub fn hold<'a>(
        &self,
        notes: impl IntoIterator<Item = (&'a Path, &'a mut Analysis)>,
        root: &Path,
    ) -> Held {
        let mut left: FxHashMap<Known, usize> = FxHashMap::default();
        for known in &self.findings {
            *left.entry(Known { count: 1, ..known.clone() }).or_default() += known.count;
        }
        let (mut held, mut checked) = (Held::default(), Vec::new());
        for (path, analysis) in notes {
            let findings = std::mem::take(&mut analysis.diagnostics);
            let mut new = Vec::new();
            for diagnostic in findings {
                match left.get_mut(&known(path, analysis, &diagnostic, root)) {
                    Some(count) if *count > 0 => {
                        *count -= 1;
                        held.known += 1;
                    }
                    _ => new.push(diagnostic),
                }
            }
            analysis.diagnostics = new;
            checked.push(relative(path, root));
        }
        held.gone =
            left.iter().filter(|(known, _)| checked.contains(&known.note)).map(|(_, count)| count).sum();
        held
    }
}

fn known(path: &Path, analysis: &Analysis, diagnostic: &Diagnostic, root: &Path) -> Known {
    let text = &analysis.note.text;
    let around = analysis.note.claims.iter().find(|claim| claim.sentence.covers(diagnostic.range));
    let sentence = around.map_or_else(|| line(text, diagnostic.range), |claim| claim.sentence);
    let words = |range: ByteRange| range.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    Known {
        note: relative(path, root),
        code: diagnostic.code.to_owned(),
        words: words(diagnostic.range),
        sentence: words(sentence),
        count: 1,
    }
}

/// The line or lines that `range` stands on.
fn line(text: &str, range: ByteRange) -> ByteRange {
    let start = text.get(..range.start()).and_then(|head| head.rfind('\n')).map_or(0, |at| at + 1);
    let end =
        text.get(range.end()..).and_then(|tail| tail.find('\n')).map_or(text.len(), |at| range.end() + at);
    ByteRange::new(start, end)
}

fn relative(path: &Path, root: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}
