//! [`Remembered`]: a scorer too slow to be asked twice about the same words.

use std::hash::{Hash, Hasher};

use dashmap::DashMap;
use rustc_hash::FxHasher;

use super::claim::SlotKind;
use super::features::Features;
use super::scorer::{Judgement, Scorer};
use super::situation::Situation;

/// A scorer whose judgements are kept by the text of the claim, whom it names, and the text of its candidate passages, so that
/// they outlive a change of the corpus that does not touch those.
pub struct Remembered {
    inner: Box<dyn Scorer>,
    known: DashMap<u64, Judgement>,
}

impl Remembered {
    /// Keeps the judgements of `inner`.
    #[must_use]
    pub fn new(inner: Box<dyn Scorer>) -> Self {
        Self { inner, known: DashMap::new() }
    }
}

impl Scorer for Remembered {
    fn name(&self) -> &str {
        self.inner.name()
    }

    fn judge(&self, situation: &Situation, features: &Features) -> Judgement {
        let mut hasher = FxHasher::default();
        situation.claim.text.hash(&mut hasher);
        // The same words are another claim where their pronoun means somebody else.
        person_meant(situation).hash(&mut hasher);
        for alignment in &situation.alignments {
            situation.library.passage_text(alignment.passage.id).hash(&mut hasher);
        }
        let key = hasher.finish();
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let judgement = self.inner.judge(situation, features);
        self.known.insert(key, judgement);
        judgement
    }
}

/// Whom the claim's pronoun means, by name: which number an entity has changes with the articles.
fn person_meant(situation: &Situation) -> Option<String> {
    let SlotKind::Name(_, ids) = &situation.claim.pronoun_slot()?.kind else { return None };
    let person = situation.library.entities.face(*ids.first()?)?;
    Some(person.name.to_string())
}
