//! [`Decisions`]: what the analyst says of names, which outweighs what the articles suggest.

use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fold::fold_name;
use super::resolve::forms;
use super::resolve::reason::Reason;

/// What the analyst says of one name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Decision {
    /// The name, as the analyst spells it.
    pub name: String,
    /// Other names of the same, wherever an article does not introduce them as somebody else's short form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Names that are never this one's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not: Vec<String>,
}

impl Decision {
    /// The name and its aliases, folded.
    fn keys(&self) -> impl Iterator<Item = String> + '_ {
        std::iter::once(&self.name).chain(&self.aliases).map(|form| fold_name(form))
    }

    /// What contradicts itself in `all`, those of one name taken together: the spelling at fault, and what is wrong with it.
    #[must_use]
    pub fn fault(all: &[Self]) -> Option<(String, String)> {
        let all = together(all.to_vec());
        let mut owners: FxHashMap<String, &Self> = FxHashMap::default();
        for decision in &all {
            let written = || std::iter::once(&decision.name).chain(&decision.aliases).chain(&decision.not);
            if let Some(empty) = written().find(|form| fold_name(form).is_empty()) {
                return Some((empty.clone(), format!("`{empty}` is no name; write at least one letter")));
            }
            for form in &decision.not {
                if decision.keys().any(|key| key == fold_name(form)) {
                    let fault =
                        format!("`{form}` both is and is not `{}`; take one of them out", decision.name);
                    return Some((form.clone(), fault));
                }
            }
            for form in std::iter::once(&decision.name).chain(&decision.aliases) {
                let owner = *owners.entry(fold_name(form)).or_insert(decision);
                if !std::ptr::eq(owner, decision) {
                    let (one, two) = (&owner.name, &decision.name);
                    let fault =
                        format!("`{form}` is given to `{one}` and to `{two}`; leave it with one of them");
                    return Some((form.clone(), fault));
                }
            }
        }
        None
    }
}

/// What is said of one name in several places, as one decision.
fn together(written: Vec<Decision>) -> Vec<Decision> {
    let mut at: FxHashMap<String, usize> = FxHashMap::default();
    let mut made: Vec<Decision> = Vec::with_capacity(written.len());
    for decision in written {
        let slot = *at.entry(fold_name(&decision.name)).or_insert(made.len());
        match made.get_mut(slot) {
            Some(known) => {
                known.aliases.extend(decision.aliases);
                known.not.extend(decision.not);
            }
            None => made.push(decision),
        }
    }
    made
}

/// All that the analyst says of names, for looking up by folded name (see [`fold_name`]).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    made: Vec<Decision>,
    claimed: FxHashMap<String, u32>,
    refused: FxHashMap<String, Vec<u32>>,
}

impl Decisions {
    /// From what was written, what is said of one name in several places taken together; of two decisions
    /// that claim one alias the first counts.
    #[must_use]
    pub fn of(written: Vec<Decision>) -> Self {
        let made = together(written);
        let mut claimed = FxHashMap::default();
        let mut refused: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        for (at, decision) in (0_u32..).zip(&made) {
            for key in decision.keys() {
                claimed.entry(key).or_insert(at);
            }
            for form in &decision.not {
                refused.entry(fold_name(form)).or_default().push(at);
            }
        }
        Self { made, claimed, refused }
    }

    /// Whether the analyst says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.made.is_empty()
    }

    /// The decisions as written.
    #[must_use]
    pub fn made(&self) -> &[Decision] {
        &self.made
    }

    /// The decisions in bytes, to be compared with those that an index was made with.
    #[must_use]
    pub fn written(&self) -> Vec<u8> {
        // Strings only: it can't fail.
        serde_json::to_vec(&self.made).unwrap_or_default()
    }

    /// The decision whose name or alias the folded name `key` is.
    pub(crate) fn claims(&self, key: &str) -> Option<u32> {
        self.claimed.get(key).copied()
    }

    /// The decisions that say that the folded name `key` is not theirs.
    pub(crate) fn refuse(&self, key: &str) -> &[u32] {
        self.refused.get(key).map_or(&[], Vec::as_slice)
    }

    /// Whether an article's `form` may be taken for its `full`, both folded, for `reason`.
    pub(crate) fn allow(&self, form: &str, full: &str, reason: Reason) -> bool {
        if self.is_empty() {
            return true;
        }
        let refused = |one: &str, other: &str| {
            self.refuse(one).iter().any(|&at| {
                let made = self.made.get(at as usize);
                self.claims(other) == Some(at)
                    || made.is_some_and(|made| forms::same_person(&fold_name(&made.name), other))
            })
        };
        let two = match (self.claims(form), self.claims(full)) {
            (Some(one), Some(other)) => one != other && !reason.shortens(),
            _ => false,
        };
        !(two || refused(form, full) || refused(full, form))
    }
}
