//! Verbs of two words and what says the same in one: `made public` and `released`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::table::{lower, rows, words};

#[derive(Default)]
struct Phrases {
    /// By verb: its partners, each with the one-word verbs.
    single: FxHashMap<&'static str, Vec<(&'static str, Vec<&'static str>)>>,
    /// By one-word verb: the verbs with their partners.
    split: FxHashMap<&'static str, Vec<(&'static str, &'static str)>>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases::default();
    for row in rows(include_str!("../data/phrases.tsv")) {
        let mut cells = row.split('\t');
        let (Some(verb), Some(partner), Some(others)) = (cells.next(), cells.next(), cells.next()) else {
            continue;
        };
        phrases.single.entry(verb).or_default().push((partner, words(others).collect()));
        for other in words(others) {
            phrases.split.entry(other).or_default().push((verb, partner));
        }
    }
    phrases
});

/// The verbs that say in one word what `verb` says with `partner` (lemmas, any case): `make`, `public`.
#[must_use]
pub fn in_one_word(verb: &str, partner: &str) -> &'static [&'static str] {
    let partners = PHRASES.single.get(&*lower(verb)).map_or(&[][..], Vec::as_slice);
    partners.iter().find(|(known, _)| *known == &*lower(partner)).map_or(&[], |(_, verbs)| verbs)
}

/// The verbs with their partners that say what `verb` (a lemma, any case) says in one word.
#[must_use]
pub fn in_two_words(verb: &str) -> &'static [(&'static str, &'static str)] {
    PHRASES.split.get(&*lower(verb)).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_with_its_partner_is_known_both_ways() {
        assert!(in_one_word("make", "public").contains(&"release"));
        assert!(in_two_words("Resign").contains(&("step", "down")));
        assert_eq!(in_one_word("make", "haste"), &[] as &[&str]);
    }
}
