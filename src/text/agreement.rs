//! [`Agreement`]: how a detail of a claim stands to the same detail in a source.

/// How a claim's number or date stands to the source's. The claim always comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Agreement {
    /// Both say the same.
    Same,
    /// One is rounder, vaguer or coarser than the other, and nothing speaks against the claim.
    Compatible,
    /// They cannot both be true.
    Differs,
    /// They speak of different things, or too little is known to tell.
    Incomparable,
}

impl Agreement {
    /// Whether the source can stand behind the claim: the same, or compatible.
    #[must_use]
    pub fn holds(self) -> bool {
        matches!(self, Self::Same | Self::Compatible)
    }
}
