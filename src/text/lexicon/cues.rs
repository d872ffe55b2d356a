//! Closed classes of words that decide what a clause commits to.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::table::{lower, rows, words};

/// What a verb says about the truth of its complement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Implicative {
    /// `managed to leave`, `confirmed the sale`: it is so.
    Affirms,
    /// `failed to leave`, `denied the claim`, `ruled out a return`: it is not so.
    Denies,
}

/// What kind of speech or thought a verb introduces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Saying {
    /// `say`, `announce`, `warn`: the speaker vouches for what follows.
    Says,
    /// `deny`, `reject`: the speaker says that it is not so.
    Denies,
    /// `ask`, `wonder`: nobody vouches for it.
    Asks,
    /// `believe`, `fear`: a thought, or speech about one.
    Thinks,
}

/// Why a statement is less than a plain fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hedge {
    /// It may be so: `might`, `likely`, `apparently`.
    Possibility,
    /// Somebody says so: `reportedly`, `alleged`.
    Hearsay,
    /// It has not happened yet: `plan`, `proposed`, `would`.
    Intention,
    /// Somebody wants it done: `urge`, `order`. No hedge for [`is_hedge`], but no fact either.
    Request,
}

static STOPWORDS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| rows(include_str!("../data/stopwords.txt")).flat_map(words).collect());

static NEGATIONS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| rows(include_str!("../data/negation.txt")).flat_map(words).collect());

static HEDGES: LazyLock<FxHashMap<&'static str, Hedge>> = LazyLock::new(|| {
    by_kind(include_str!("../data/hedges.tsv"), |kind| match kind {
        "possibility" => Some(Hedge::Possibility),
        "hearsay" => Some(Hedge::Hearsay),
        "intention" => Some(Hedge::Intention),
        "request" => Some(Hedge::Request),
        _ => None,
    })
});

static IMPLICATIVES: LazyLock<FxHashMap<&'static str, Implicative>> = LazyLock::new(|| {
    by_kind(include_str!("../data/implicatives.tsv"), |kind| match kind {
        "affirms" => Some(Implicative::Affirms),
        "denies" => Some(Implicative::Denies),
        _ => None,
    })
});

static REPORTING: LazyLock<FxHashMap<&'static str, Saying>> = LazyLock::new(|| {
    by_kind(include_str!("../data/reporting.tsv"), |kind| match kind {
        "says" => Some(Saying::Says),
        "denies" => Some(Saying::Denies),
        "asks" => Some(Saying::Asks),
        "thinks" => Some(Saying::Thinks),
        _ => None,
    })
});

/// A file of `kind <tab> words` lines as a map; a word keeps the first kind it is given.
fn by_kind<K: Copy>(data: &'static str, parse: impl Fn(&str) -> Option<K>) -> FxHashMap<&'static str, K> {
    let mut map = FxHashMap::default();
    for row in rows(data) {
        let Some((kind, cell)) = row.split_once('\t') else { continue };
        let Some(kind) = parse(kind) else { continue };
        for word in words(cell) {
            map.entry(word).or_insert(kind);
        }
    }
    map
}

/// Whether the word carries no content of its own (`the`, `of`, `is`). Negations, quantifiers and modals
/// of doubt are not stop words: they can make a claim false. Any case.
#[must_use]
pub fn is_stopword(word: &str) -> bool {
    STOPWORDS.contains(&*lower(word))
}

/// Whether the word negates its clause: `not`, `never`, `no`, `without`, `n't`, and whole contractions
/// (`didn't`). Any case.
#[must_use]
pub fn is_negation(word: &str) -> bool {
    let word = lower(word);
    NEGATIONS.contains(&*word) || word.ends_with("n't") || word.ends_with("n’t")
}

/// What a verb or adjective (lemma, lower case; a particle after a space: `rule out`) says about the truth
/// of its complement; `None` for the many that leave it open.
#[must_use]
pub fn implicative(lemma: &str) -> Option<Implicative> {
    IMPLICATIVES.get(&*lower(lemma)).copied()
}

/// Why the word (a lemma or a usual form) keeps its statement from being a plain fact.
#[must_use]
pub fn hedge(word: &str) -> Option<Hedge> {
    HEDGES.get(&*lower(word)).copied()
}

/// Whether the word makes its statement uncertain, second-hand or not yet done: `may`, `likely`,
/// `reportedly`, `planned`. Any case.
#[must_use]
pub fn is_hedge(word: &str) -> bool {
    hedge(word).is_some_and(|kind| kind != Hedge::Request)
}

/// What kind of speech or thought the verb (lemma) introduces.
#[must_use]
pub fn reporting_verb(lemma: &str) -> Option<Saying> {
    REPORTING.get(&*lower(lemma)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn negations_and_doubts_are_never_stop_words() {
        for word in ["not", "no", "never", "without", "may", "might", "all", "more", "before", "first"] {
            assert!(!is_stopword(word), "{word}");
        }
        for word in ["the", "of", "The", "was", "his"] {
            assert!(is_stopword(word), "{word}");
        }
        assert!(NEGATIONS.iter().all(|word| !STOPWORDS.contains(word)));
        assert!(HEDGES.keys().all(|word| !STOPWORDS.contains(word)));
    }

    #[test]
    fn contractions_negate_whole_or_split() {
        for word in ["n't", "n’t", "didn't", "Won’t", "cannot", "Never"] {
            assert!(is_negation(word), "{word}");
        }
        for word in ["note", "nothingness", "barely", "isnt1"] {
            assert!(!is_negation(word), "{word}");
        }
    }

    #[test]
    fn implicatives_settle_their_complement() {
        assert_eq!(implicative("manage"), Some(Implicative::Affirms));
        assert_eq!(implicative("refuse"), Some(Implicative::Denies));
        assert_eq!(implicative("rule out"), Some(Implicative::Denies));
        assert_eq!(implicative("want"), None);
    }

    #[test]
    fn a_request_is_not_a_hedge() {
        assert!(is_hedge("might") && is_hedge("Reportedly") && is_hedge("planned"));
        assert_eq!(hedge("urge"), Some(Hedge::Request));
        assert!(!is_hedge("urge") && !is_hedge("walk"));
    }

    #[test]
    fn reporting_verbs_know_who_vouches() {
        assert_eq!(reporting_verb("announce"), Some(Saying::Says));
        assert_eq!(reporting_verb("deny"), Some(Saying::Denies));
        assert_eq!(reporting_verb("wonder"), Some(Saying::Asks));
        assert_eq!(reporting_verb("believe"), Some(Saying::Thinks));
        assert_eq!(reporting_verb("walk"), None);
    }
}
