//! Checking notes while the index of a large corpus is still being built: against the articles that they cite,
//! and saying no more than those can tell.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::analysis::{Analysis, check_quotation};
use super::cache;
use super::settings::Settings;
use super::world::World;
use crate::corpus::{load, read};
use crate::evidence::citation::Destination;
use crate::evidence::quotation::SpeakerMatch;
use crate::evidence::{Assessment, QuoteMatch, Verdict};
use crate::notes::{self, Note};

/// Files that are read before all others at most.
const MOST: usize = 200;
/// Bytes of one of them at most.
const BYTES: u64 = 1 << 20;
/// What is said of a claim meanwhile.
const WAITING: &str = "not checked yet: the articles are still being read";

/// Where the articles of a corpus lie, none of them read.
#[derive(Debug)]
pub struct Outlook {
    root: PathBuf,
    settings: Settings,
    by_id: FxHashMap<String, PathBuf>,
}

impl Outlook {
    /// Looks at the corpus of `settings`; `None` when reading it whole takes no time worth bridging.
    #[must_use]
    pub fn of(root: PathBuf, settings: Settings) -> Option<Self> {
        let found = load::find_files(&settings.corpus).files;
        if !settings.cache || !cache::is_worth_an_index(found.len()) {
            return None;
        }
        let mut by_id = FxHashMap::default();
        for stamp in found.into_iter().filter(|stamp| stamp.size <= BYTES) {
            // The first of two keeps the id, as in the whole corpus.
            by_id.entry(read::id_of(&stamp.path)).or_insert(stamp.path);
        }
        Some(Self { root, settings, by_id })
    }

    /// The files of the articles that `notes` cite, by their names.
    #[must_use]
    pub fn cited<'a>(&self, notes: impl IntoIterator<Item = &'a str>) -> BTreeSet<PathBuf> {
        let mut found = BTreeSet::new();
        for text in notes {
            for citation in notes::parse(Arc::from(text)).citations {
                let file = self.by_id.get(&citation.key);
                let file = file.or_else(|| self.by_id.get(&read::id_of(Path::new(&citation.key))));
                found.extend(file.cloned());
            }
        }
        found
    }

    /// A world of the articles at `paths` alone, which knows that there are others.
    #[must_use]
    pub fn world(&self, paths: &BTreeSet<PathBuf>) -> World {
        let read = paths.iter().take(MOST).filter_map(|path| load::read_one(path, &self.settings.terms).ok());
        let articles = read.flat_map(|(articles, _)| articles).map(Arc::new).collect();
        let world = World::from_articles(self.root.clone(), self.settings.clone(), articles, Vec::new(), 0);
        World { complete: false, ..world }
    }
}

/// What can be said of `note` by the cited articles alone: whether they have the words that are quoted from
/// them. That something stands nowhere is not said.
pub(super) fn analyze(note: Note, citations: Vec<Destination>, world: &World) -> Analysis {
    let waiting = Arc::new(Assessment {
        verdict: Verdict::NotCheckable,
        score: 0.0,
        findings: Vec::new(),
        evidence: Vec::new(),
        reason: WAITING.to_owned(),
        doubted: false,
        judge: String::new(),
    });
    let claims = note.claims.len();
    let quotations = note
        .quotations
        .iter()
        .enumerate()
        .filter_map(|(index, quotation)| {
            let mut check = check_quotation(&note, index, world)?.as_ref().clone();
            let cited: Option<Vec<u32>> =
                quotation.citations.iter().map(|at| citations.get(*at)?.article()).collect();
            let cited = cited.unwrap_or_default();
            let there = !check.spans.is_empty() && check.spans.iter().all(|it| cited.contains(&it.article));
            if !there || !matches!(check.found, QuoteMatch::Exact | QuoteMatch::Near) {
                check.found = QuoteMatch::TooShort;
            }
            // Another article may give them to whom the note does.
            check.speaker = SpeakerMatch::Unknown;
            Some(Arc::new(check))
        })
        .collect();
    let citations = citations
        .into_iter()
        .map(|destination| match destination {
            Destination::NoArticle { .. } => Destination::Elsewhere,
            known => known,
        })
        .collect();
    Analysis {
        note,
        assessments: vec![waiting; claims],
        sources: vec![Arc::default(); claims],
        cited: vec![None; claims],
        quotations,
        citations,
        names: Vec::new(),
        diagnostics: Vec::new(),
    }
}
