//! What the client shows in and around the text of each open note, in a digest: when the corpus or the
//! settings change, it is told to ask again for what differs, and for nothing else.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::session::Checked;
use super::uri::DocKey;
use crate::features::code_lenses::{places, sources, sources_title, title};
use crate::features::inlay_hints::inlay_hints;
use crate::features::semantic_tokens::semantic_tokens;
use crate::text::ByteRange;

/// Digests of what a note has of each kind; 0 for nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Inlay hints.
    pub hints: u64,
    /// Code lenses.
    pub lenses: u64,
    /// Semantic tokens.
    pub tokens: u64,
}

impl Marks {
    /// Those of a checked note.
    #[must_use]
    pub fn of(checked: &Checked) -> Self {
        let (analysis, world) = (&checked.analysis, &checked.snapshot.world);
        let on = &world.settings.features;
        let whole = ByteRange::new(0, analysis.note.text.len());
        let mut marks = Self::default();
        if on.inlay_hints != Some(false) {
            marks.hints = digest(inlay_hints(analysis, world, whole).iter().map(|it| (it.offset, &it.label)));
        }
        if on.code_lenses != Some(false) && !world.library.is_empty() {
            marks.lenses = digest(places(&analysis.note).iter().map(|place| {
                let backing = sources_title(&sources(analysis, world, place.of));
                (place.range.start(), title(analysis, place.of), backing)
            }));
        }
        if on.semantic_tokens != Some(false) {
            let tokens = semantic_tokens(analysis, whole);
            marks.tokens =
                digest(tokens.iter().map(|it| (it.range, it.kind as u8, it.verdict.map(|it| it as u8))));
        }
        marks
    }
}

fn digest<T: Hash>(items: impl Iterator<Item = T>) -> u64 {
    let mut hasher = DefaultHasher::new();
    let mut any = false;
    for item in items {
        item.hash(&mut hasher);
        any = true;
    }
    if any { hasher.finish().max(1) } else { 0 }
}

/// What the client was given of a note.
#[derive(Clone, Copy, Debug, Default)]
struct Given {
    marks: Option<Marks>,
    /// It was given places of lenses, perhaps before it was known whether this is a note at all.
    reserved: bool,
}

/// What a client is to ask for again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stale {
    /// Inlay hints.
    pub hints: bool,
    /// Code lenses.
    pub lenses: bool,
    /// Semantic tokens.
    pub tokens: bool,
}

/// What the client was given of each open note.
#[derive(Default)]
pub struct Shown(Mutex<HashMap<DocKey, Given>>);

impl Shown {
    /// The client was given lenses without words.
    pub fn reserved(&self, key: &DocKey) {
        self.lock().entry(key.clone()).or_default().reserved = true;
    }

    /// The client was given hints, lenses or tokens of this check.
    pub fn record(&self, key: &DocKey, marks: Marks) {
        self.lock().entry(key.clone()).or_default().marks = Some(marks);
    }

    /// The note was closed.
    pub fn leave(&self, key: &DocKey) {
        self.lock().remove(key);
    }

    /// What of a note differs now; `None` in `marks` when it is no note any more.
    #[must_use]
    pub fn stale(&self, key: &DocKey, marks: Option<Marks>) -> Stale {
        let given = self.lock().get(key).copied().unwrap_or_default();
        let now = marks.unwrap_or_default();
        let was = given.marks.unwrap_or(now);
        Stale {
            hints: was.hints != now.hints,
            lenses: was.lenses != now.lenses || (given.reserved && now.lenses == 0),
            tokens: was.tokens != now.tokens,
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<DocKey, Given>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
