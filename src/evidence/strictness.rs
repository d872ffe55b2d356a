//! [`Strictness`]: how much evidence a claim needs before it counts as supported.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::scorer::Thresholds;

/// By `train evidence CLAIMS_DIR --beside 4`, which lays four other articles of its set beside a claim's own: with
/// this instead of .30, 49 in 100 of DeFacto's unsupported claims are told (36), of the supported ones 13 (6); of
/// FRANK and SummEdits no supported one. Of 270 true claims in free paraphrase about real news one scores below it.
const CHOICE: f32 = 0.36;

/// How much evidence a claim needs before it counts as supported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Strictness {
    /// Fewer findings: only what is far from every source.
    Lenient,
    /// The default.
    #[default]
    Balanced,
    /// More findings: every word wants its source.
    Strict,
}

impl Strictness {
    /// Whether a claim that scores well enough is doubted aloud for what it says in words of its own: a rare phrase
    /// that no source has, or a deed of which nearly nothing stands where its doer is named. Else such a doubt is an
    /// information, and none where a claim is held against one article of its writer's choice.
    #[must_use]
    pub fn wants_wording(self) -> bool {
        self == Self::Strict
    }

    /// The least score of a supported claim, from the measured ones that ship; `choice` where there are several
    /// articles, of which the best one always has something of a claim.
    #[must_use]
    pub fn threshold(self, measured: &Thresholds, choice: bool) -> f32 {
        match self {
            Self::Lenient => measured.lenient,
            Self::Balanced if choice => measured.balanced.max(CHOICE),
            Self::Balanced => measured.balanced,
            Self::Strict => measured.strict,
        }
    }
}
