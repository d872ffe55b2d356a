//! [`Options`]: what settings tell single rules.

/// What settings tell single rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Spellings of names that the analyst wants.
    pub spellings: Vec<String>,
    /// The terms of likelihood that are allowed; `None` for those of ICD 203.
    pub likelihoods: Option<Vec<String>>,
}
