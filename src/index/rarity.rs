//! How common a stem is in news at large: what a handful of articles cannot tell.
//!
//! `data/rarity.tsv` holds a stem and its sentence frequency as `round(-10 ln p)`, one a line, for
//! stems of some frequency; `train rarity` rebuilds it. See `data/README.md`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

static TABLE: LazyLock<FxHashMap<&'static str, f32>> = LazyLock::new(|| {
    include_str!("data/rarity.tsv")
        .lines()
        .filter_map(|line| {
            let (stem, value) = line.split_once('\t')?;
            Some((stem, value.parse::<f32>().ok()? / 10.0))
        })
        .collect()
});

/// `-ln` of the share of sentences that hold a stem missing from the table.
pub const UNSEEN: f32 = 12.0;

/// `-ln` of the share of news sentences that hold `stem`: about 3 for the commonest content words,
/// [`UNSEEN`] for those that are in no table.
#[must_use]
pub fn surprisal(stem: &str) -> f32 {
    TABLE.get(stem).copied().unwrap_or(UNSEEN)
}
