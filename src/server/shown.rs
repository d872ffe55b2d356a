//! What the client shows in and around the text of each open note, in a digest: when the corpus or the
//! settings change, it is told to ask again for what differs, and for nothing else.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tower_lsp::lsp_types::Command;

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
#[derive(Clone, Debug, Default)]
struct Given {
    hints: Option<u64>,
    lenses: Option<u64>,
    tokens: Option<u64>,
    /// It was given places of lenses, perhaps before it was known whether this is a note at all.
    reserved: bool,
    /// The words of its lenses, by their number and what they are of.
    words: HashMap<(u64, String), Command>,
}

/// A kind of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Inlay hints.
    Hints,
    /// Code lenses.
    Lenses,
    /// Semantic tokens.
    Tokens,
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
    /// The client was given places of lenses.
    pub fn reserved(&self, key: &DocKey) {
        self.lock().entry(key.clone()).or_default().reserved = true;
    }

    /// The words that a lens had last.
    #[must_use]
    pub fn words(&self, key: &DocKey, at: u64, of: &str) -> Option<Command> {
        self.lock().get(key)?.words.get(&(at, of.to_owned())).cloned()
    }

    /// A lens has these words now.
    pub fn keep_words(&self, key: &DocKey, at: u64, of: &str, words: Command) {
        self.lock().entry(key.clone()).or_default().words.insert((at, of.to_owned()), words);
    }

    /// The client was given marks of one kind of this check.
    pub fn record(&self, kind: Kind, key: &DocKey, marks: Marks) {
        let mut shown = self.lock();
        let given = shown.entry(key.clone()).or_default();
        match kind {
            Kind::Hints => given.hints = Some(marks.hints),
            Kind::Lenses => given.lenses = Some(marks.lenses),
            Kind::Tokens => given.tokens = Some(marks.tokens),
        }
    }

    /// The note was closed.
    pub fn leave(&self, key: &DocKey) {
        self.lock().remove(key);
    }

    /// What of a note differs now; `None` in `marks` when it is no note any more.
    #[must_use]
    pub fn stale(&self, key: &DocKey, marks: Option<Marks>) -> Stale {
        let mut shown = self.lock();
        let Some(given) = shown.get_mut(key) else { return Stale::default() };
        let now = marks.unwrap_or_default();
        let differs = |was: Option<u64>, now: u64| was.is_some_and(|was| was != now);
        let stale = Stale {
            hints: differs(given.hints, now.hints),
            lenses: differs(given.lenses, now.lenses) || (given.reserved && now.lenses == 0),
            tokens: differs(given.tokens, now.tokens),
        };
        // Told once is told: what it is given next is compared next.
        given.hints = given.hints.filter(|_| !stale.hints);
        given.tokens = given.tokens.filter(|_| !stale.tokens);
        if stale.lenses {
            // Asked for again, they are to be looked up anew.
            given.words.clear();
            given.lenses = None;
            given.reserved = now.lenses != 0;
        }
        stale
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<DocKey, Given>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
