//! [`Strictness`]: how much evidence a claim needs before it counts as supported.

use serde::{Deserialize, Serialize};

/// How much evidence a claim needs before it counts as supported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Strictness {
    /// Fewer findings: only what is far from every source.
    Lenient,
    /// The default: the threshold at which the scorer ships.
    #[default]
    Balanced,
    /// More findings: every word wants its source.
    Strict,
}

impl Strictness {
    /// The least score of a supported claim, from the one that ships. The steps are by hand: down
    /// by a third, and half of the way up to certainty.
    #[must_use]
    pub fn threshold(self, shipped: f32) -> f32 {
        match self {
            Self::Lenient => shipped / 3.0 * 2.0,
            Self::Balanced => shipped,
            Self::Strict => f32::midpoint(shipped, 1.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stricter_needs_more() {
        let [lenient, balanced, strict] =
            [Strictness::Lenient, Strictness::Balanced, Strictness::Strict].map(|level| level.threshold(0.4));
        assert!(lenient < balanced && balanced < strict && strict < 1.0);
    }
}
