//! [`Basis`]: what an answer rests on besides the words of the claim, so that it need not be found again after
//! articles came or went that have nothing to do with it.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::assess::Judge;
use super::claim::{ClaimAnalysis, SlotKind};
use crate::entities::{EntityId, Resolution};
use crate::index::{Bar, Library};
use crate::notes::Claim;

/// What an answer rests on. Only answers that rest on articles on disk have one.
#[derive(Clone, Debug, PartialEq)]
pub struct Basis {
    /// How the claim was read: its slots with their weights, its names with whom they stand for.
    reading: u64,
    /// Whom it names.
    names: Box<[EntityId]>,
    /// What it takes for other passages to be found.
    bar: Bar,
}

impl Basis {
    /// What the answer to `claim` rests on when its passages were found over `bar`; `None` when it rests on
    /// articles that are not on disk, or on a look at the whole corpus.
    pub(super) fn of(claim: &ClaimAnalysis, bar: Option<Bar>, library: &Library) -> Option<Self> {
        let names = names(claim);
        let stored = names.iter().all(|id| library.entities.is_stored(*id));
        // Quotations are looked for everywhere.
        let bar = bar.filter(|_| stored && claim.quotes.is_empty())?;
        Some(Self { reading: reading(claim), names, bar })
    }

    /// Whether the answer to `claim` is the same in `library`, which is the one that it was found in but for
    /// articles that came or went; `touched` tells which entities those speak of.
    #[must_use]
    pub fn holds(
        &self,
        judge: &Judge,
        claim: &Claim,
        library: &Library,
        touched: &dyn Fn(EntityId) -> bool,
    ) -> bool {
        if self.names.iter().any(|id| touched(*id)) {
            return false;
        }
        let claim = ClaimAnalysis::of(claim, library, judge.reference);
        reading(&claim) == self.reading && judge.retriever.finds_again(library, &claim.query(), &self.bar)
    }

    /// Bytes that it takes besides itself.
    #[must_use]
    pub fn weight(&self) -> usize {
        size_of_val(&*self.names) + self.bar.weight()
    }
}

/// Whoever a name of the claim may stand for, each once.
fn names(claim: &ClaimAnalysis) -> Box<[EntityId]> {
    let slots = claim.slots.iter().filter_map(|slot| match &slot.kind {
        SlotKind::Name(_, ids) => Some(ids.as_slice()),
        _ => None,
    });
    let mentions = claim.mentions.iter().map(|mention| match &mention.resolution {
        Resolution::Known(id) => std::slice::from_ref(id),
        Resolution::Ambiguous(ids) => ids,
        Resolution::Unknown => &[],
    });
    let mut names: Vec<EntityId> = slots.chain(mentions).flatten().copied().collect();
    names.sort_unstable();
    names.dedup();
    names.into()
}

fn reading(claim: &ClaimAnalysis) -> u64 {
    let mut hasher = FxHasher::default();
    claim.mentions.hash(&mut hasher);
    for slot in &claim.slots {
        (slot.range, slot.words, slot.weight.to_bits()).hash(&mut hasher);
        if let SlotKind::Name(kind, ids) = &slot.kind {
            (kind, ids).hash(&mut hasher);
        }
    }
    hasher.finish()
}
