//! What one word is to another: the news tables of this project over WordNet.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::countries;
use super::table::{lower, rows};

/// What the first word is to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// One word.
    Same,
    /// Either may stand for the other in a report.
    Synonym,
    /// One is made from the other: `elect` and `election`, `norwegian` and `norway`.
    Derivation,
    /// Both cannot be true of one thing.
    Antonym,
    /// The first is the more general: `vehicle` is the hypernym of `car`.
    Hypernym,
    /// The first is the more special: `car` is a hyponym of `vehicle`.
    Hyponym,
    /// Nothing known.
    None,
}

/// Words as numbers, and what is known of pairs of them.
#[derive(Default)]
struct Graph {
    ids: FxHashMap<&'static str, u32>,
    pairs: FxHashMap<(u32, u32), Relation>,
}

static GRAPH: LazyLock<Graph> = LazyLock::new(|| {
    let mut graph = Graph::default();
    for row in rows(include_str!("../data/antonyms.tsv")) {
        let Some((left, right)) = row.split_once('\t') else { continue };
        for a in left.split('/') {
            for b in right.split('/') {
                graph.both(a, b, Relation::Antonym);
            }
        }
    }
    for row in rows(include_str!("../data/synonyms.tsv")) {
        let group: Vec<&'static str> = row.split('\t').collect();
        for (at, a) in group.iter().enumerate() {
            for b in group.iter().skip(at + 1) {
                graph.both(a, b, Relation::Synonym);
            }
        }
    }
    graph
});

impl Graph {
    fn id(&mut self, word: &'static str) -> u32 {
        let next = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        *self.ids.entry(word).or_insert(next)
    }

    /// Records a symmetric relation unless the pair has one already.
    fn both(&mut self, a: &'static str, b: &'static str, relation: Relation) {
        let (a, b) = (self.id(a), self.id(b));
        self.pairs.entry((a, b)).or_insert(relation);
        self.pairs.entry((b, a)).or_insert(relation);
    }
}

/// What `a` is to `b`, both lemmas in any case. A pair of the news tables overrides WordNet.
#[must_use]
pub fn relation(a: &str, b: &str) -> Relation {
    let (a, b) = (lower(a), lower(b));
    if a == b {
        return Relation::Same;
    }
    if let (Some(x), Some(y)) = (GRAPH.ids.get(&*a), GRAPH.ids.get(&*b))
        && let Some(found) = GRAPH.pairs.get(&(*x, *y))
    {
        return *found;
    }
    lands(&a, &b)
}

/// `norway` and `norwegian`, `u.s.` and `united states`.
fn lands(a: &str, b: &str) -> Relation {
    match (countries::country(a), countries::country(b)) {
        (Some(x), Some(y)) if x == y => Relation::Synonym,
        (Some(x), None) if countries::demonym(b) == Some(x) => Relation::Derivation,
        (None, Some(y)) if countries::demonym(a) == Some(y) => Relation::Derivation,
        (None, None) => match (countries::demonym(a), countries::demonym(b)) {
            (Some(x), Some(y)) if x == y => Relation::Synonym,
            _ => Relation::None,
        },
        _ => Relation::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opposites_in_news_are_antonyms_both_ways() {
        for (a, b) in [
            ("confirm", "deny"),
            ("support", "oppose"),
            ("hold", "cancel"),
            ("rise", "fall"),
            ("more", "fewer"),
            ("convict", "acquit"),
            ("impose", "lift"),
            ("alive", "dead"),
        ] {
            assert_eq!(relation(a, b), Relation::Antonym, "{a} {b}");
            assert_eq!(relation(b, a), Relation::Antonym, "{b} {a}");
        }
    }

    #[test]
    fn words_that_news_swaps_are_synonyms() {
        for (a, b) in [("truce", "ceasefire"), ("Buy", "acquire"), ("premier", "pm"), ("u.k.", "britain")] {
            assert_eq!(relation(a, b), Relation::Synonym, "{a} {b}");
        }
    }

    #[test]
    fn a_people_derives_from_its_land() {
        assert_eq!(relation("norwegian", "norway"), Relation::Derivation);
        assert_eq!(relation("norway", "norwegian"), Relation::Derivation);
        assert_eq!(relation("dane", "danish"), Relation::Synonym);
        assert_eq!(relation("norwegian", "sweden"), Relation::None);
    }

    #[test]
    fn a_word_is_itself_and_strangers_are_nothing() {
        assert_eq!(relation("Table", "table"), Relation::Same);
        assert_eq!(relation("table", "glacier"), Relation::None);
        assert_eq!(relation("", "x"), Relation::None);
    }
}
