//! [`Strictness`]: how much evidence a claim needs before it counts as supported.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::scorer::Thresholds;

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
    /// The least score of a supported claim, from the measured ones that ship.
    #[must_use]
    pub fn threshold(self, measured: &Thresholds) -> f32 {
        match self {
            Self::Lenient => measured.lenient,
            Self::Balanced => measured.balanced,
            Self::Strict => measured.strict,
        }
    }
}
