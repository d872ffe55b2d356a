//! What one word is to another: the news tables of this project over WordNet.

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::countries;
use super::table::{lower, rows, words};
use super::wordnet::WordNet;

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

impl Relation {
    /// The relation seen from the other word.
    #[must_use]
    pub fn converse(self) -> Self {
        match self {
            Self::Hypernym => Self::Hyponym,
            Self::Hyponym => Self::Hypernym,
            other => other,
        }
    }
}

/// The hand-made tables: pairs of words and what they are to each other, before WordNet is asked.
#[derive(Default)]
struct News {
    ids: FxHashMap<&'static str, u32>,
    words: Vec<&'static str>,
    pairs: FxHashMap<(u32, u32), Relation>,
    /// Others that a word has a pair with.
    others: Vec<Vec<u32>>,
    /// Words of the antonym table: it lists all their antonyms, so WordNet's are not asked for.
    opposed: FxHashSet<u32>,
}

static NEWS: LazyLock<News> = LazyLock::new(|| {
    let mut news = News::default();
    for row in rows(include_str!("../data/antonyms.tsv")) {
        let Some((left, right)) = row.split_once('\t') else { continue };
        for a in left.split('/') {
            for b in right.split('/') {
                let (a, b) = news.pair(a, b, Relation::Antonym);
                news.opposed.extend([a, b]);
            }
        }
    }
    for row in rows(include_str!("../data/synonyms.tsv")) {
        let group: Vec<&'static str> = row.split('\t').collect();
        for (at, a) in group.iter().enumerate() {
            for b in group.iter().skip(at + 1) {
                news.pair(a, b, Relation::Synonym);
            }
        }
    }
    for row in rows(include_str!("../data/hypernyms.tsv")) {
        let Some((general, special)) = row.split_once('\t') else { continue };
        for word in words(special) {
            news.pair(general, word, Relation::Hypernym);
        }
    }
    for row in rows(include_str!("../data/contrasts.tsv")) {
        let set: Vec<&'static str> = row.split('\t').collect();
        for (at, a) in set.iter().enumerate() {
            for b in set.iter().skip(at + 1) {
                news.pair(a, b, Relation::Antonym);
            }
        }
    }
    for row in rows(include_str!("../data/unrelated.tsv")) {
        let mut group = row.split('\t');
        let Some(first) = group.next() else { continue };
        for other in group {
            news.pair(first, other, Relation::None);
        }
    }
    news
});

static CONVERSES: LazyLock<FxHashSet<(&'static str, &'static str)>> = LazyLock::new(|| {
    rows(include_str!("../data/converses.tsv")).filter_map(|row| row.split_once('\t')).collect()
});

impl News {
    fn id(&mut self, word: &'static str) -> u32 {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        let id = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.ids.insert(word, id);
        self.words.push(word);
        self.others.push(Vec::new());
        id
    }

    /// Records what `a` is to `b`, and the converse, unless the pair has a relation already.
    fn pair(&mut self, a: &'static str, b: &'static str, relation: Relation) -> (u32, u32) {
        let (a, b) = (self.id(a), self.id(b));
        for (from, to, relation) in [(a, b, relation), (b, a, relation.converse())] {
            if let Entry::Vacant(free) = self.pairs.entry((from, to)) {
                free.insert(relation);
                if let Some(others) = self.others.get_mut(from as usize) {
                    others.push(to);
                }
            }
        }
        (a, b)
    }
}

/// A word looked up once, for comparing many words with many: [`Term::to`] takes some ten nanoseconds
/// where [`relation`] takes over a hundred.
#[derive(Clone, Debug)]
pub struct Term<'a> {
    word: Cow<'a, str>,
    in_news: Option<u32>,
    in_net: Option<u32>,
    country: Option<&'static str>,
    people: Option<&'static str>,
}

impl<'a> Term<'a> {
    /// Looks a lemma up, in any case.
    #[must_use]
    pub fn new(word: &'a str) -> Self {
        let country = countries::country(word);
        let word = lower(word);
        Self {
            in_news: NEWS.ids.get(&*word).copied(),
            in_net: WordNet::get().words.id(&word),
            country,
            people: countries::demonym(&word),
            word,
        }
    }

    /// The same, on its own.
    #[must_use]
    pub fn into_owned(self) -> Term<'static> {
        let Self { word, in_news, in_net, country, people } = self;
        Term { word: Cow::Owned(word.into_owned()), in_news, in_net, country, people }
    }

    /// The land that it names, or whose people or things are called so.
    #[must_use]
    pub fn of_land(&self) -> Option<&'static str> {
        self.people.or(self.country)
    }

    /// What this word is to `other`. A pair of the hand-made tables overrides WordNet.
    #[must_use]
    pub fn to(&self, other: &Term<'_>) -> Relation {
        if self.word == other.word {
            return Relation::Same;
        }
        if let (Some(a), Some(b)) = (self.in_news, other.in_news)
            && let Some(found) = NEWS.pairs.get(&(a, b))
        {
            return *found;
        }
        if let (Some(a), Some(b)) = (self.in_net, other.in_net)
            && let Some(found) = WordNet::get().relation(a, b)
        {
            let opposed = |id: Option<u32>| id.is_some_and(|id| NEWS.opposed.contains(&id));
            let overruled = found == Relation::Antonym && (opposed(self.in_news) || opposed(other.in_news));
            return if overruled { Relation::None } else { found };
        }
        self.land_to(other)
    }

    /// `norway` and `norwegian`, `u.s.` and `united states`.
    fn land_to(&self, other: &Term<'_>) -> Relation {
        let same = |a: Option<&str>, b: Option<&str>| a.is_some() && a == b;
        if same(self.country, other.country) || same(self.people, other.people) {
            Relation::Synonym
        } else if same(self.country, other.people) || same(self.people, other.country) {
            Relation::Derivation
        } else {
            Relation::None
        }
    }
}

/// What `a` is to `b`, both lemmas in any case. A pair of the hand-made tables overrides WordNet.
#[must_use]
pub fn relation(a: &str, b: &str) -> Relation {
    Term::new(a).to(&Term::new(b))
}

/// Whether the two lemmas tell of one event from its two ends (`buy` and `sell`, `father` and `son`): with
/// the parties swapped both are true, so the opposition contradicts nothing by itself.
#[must_use]
pub fn are_converses(a: &str, b: &str) -> bool {
    let (a, b) = (lower(a), lower(b));
    CONVERSES.contains(&(&*a, &*b)) || CONVERSES.contains(&(&*b, &*a))
}

/// Whether a deed (a verb's lemma) is done by both parties to one another: who meets somebody is met by him.
#[must_use]
pub fn is_mutual(verb: &str) -> bool {
    are_converses(verb, verb)
}

/// Every word that has a relation to `word` (a lemma, any case), and what *it* is to `word`: for widening a
/// search. The hand-made tables first, then WordNet's in alphabetic order.
#[must_use]
pub fn relatives(word: &str) -> Vec<(&'static str, Relation)> {
    let word = lower(word);
    let mut found = Vec::new();
    let in_news = NEWS.ids.get(&*word).copied();
    if let Some(id) = in_news {
        for other in NEWS.others.get(id as usize).into_iter().flatten() {
            if let (Some(text), Some(relation)) =
                (NEWS.words.get(*other as usize), NEWS.pairs.get(&(*other, id)))
            {
                found.push((*text, *relation));
            }
        }
    }
    let net = WordNet::get();
    let known = found.len();
    for (other, relation) in net.words.id(&word).map_or(&[][..], |id| net.edges(id)) {
        if let Some(text) = net.words.word(*other)
            && found.get(..known).is_none_or(|news| news.iter().all(|(news, _)| *news != text))
            && self::relation(text, &word) == relation.converse()
        {
            found.push((text, relation.converse()));
        }
    }
    found.retain(|(_, relation)| *relation != Relation::None);
    found
}

/// How many kinds of what `lemma` names WordNet has words for: `instrument` has hundreds, `drum` a few.
#[must_use]
pub fn kinds_of(lemma: &str) -> usize {
    let net = WordNet::get();
    let edges = net.words.id(&lower(lemma)).map_or(&[][..], |id| net.edges(id));
    edges.iter().filter(|(_, relation)| *relation == Relation::Hypernym).count()
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
    fn wordnet_answers_where_the_tables_are_silent() {
        assert_eq!(relation("purchase", "buy"), Relation::Synonym);
        assert_eq!(relation("automobile", "car"), Relation::Synonym);
        assert_eq!(relation("destroy", "destruction"), Relation::Derivation);
        assert_eq!(relation("happily", "happy"), Relation::Derivation);
        assert_eq!(relation("vehicle", "truck"), Relation::Hypernym);
        assert_eq!(relation("truck", "vehicle"), Relation::Hyponym);
        assert_eq!(relation("visible", "invisible"), Relation::Antonym);
    }

    #[test]
    fn the_tables_overrule_wordnet() {
        assert_eq!(relation("withdraw", "deposit"), Relation::None);
        assert_eq!(relation("withdraw", "advance"), Relation::Antonym);
        assert_eq!(relation("give", "take"), Relation::None);
        assert_eq!(relation("die", "kill"), Relation::Hypernym);
    }

    #[test]
    fn converses_hold_both_ways() {
        assert!(are_converses("Buy", "sell") && are_converses("sell", "buy"));
        assert!(!are_converses("confirm", "deny"));
        assert!(is_mutual("meet") && !is_mutual("accuse"));
    }

    #[test]
    fn relatives_agree_with_relation() {
        for word in ["attack", "vehicle", "confirm", "glacier", "norway"] {
            for (other, what) in relatives(word) {
                assert_eq!(relation(other, word), what, "{other} to {word}");
                assert_eq!(relation(word, other), what.converse(), "{word} to {other}");
            }
        }
        assert!(relatives("vehicle").contains(&("truck", Relation::Hyponym)));
        assert!(relatives("qwertz").is_empty());
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
