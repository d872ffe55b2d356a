//! WordNet's words, relations and irregular forms, from the compact file that `train lexicon` makes.
//!
//! Format of `wordnet.bin`: a `u32` little-endian length and that many bytes of [`PackedWords`] (payload:
//! the classes of the word as [`WordClass`] bits, and 16, 32, 64 for a [`NounKind`]), then for each word in order its relations to later
//! words: a varint count, then varints `(distance to the later word since the last one << 3) | kind`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::relations::Relation;
use super::table::rows;
use crate::text::packed::PackedWords;

/// A part of speech that WordNet and its exception lists know, as a bit of the payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum WordClass {
    /// Noun.
    Noun = 1,
    /// Verb.
    Verb = 2,
    /// Adjective.
    Adjective = 4,
    /// Adverb.
    Adverb = 8,
}

/// What a common noun names, by WordNet's division of its nouns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NounKind {
    /// A human being: `spokesperson`, `farmer`.
    Person,
    /// A body of people: `committee`, `crowd`.
    Group,
    /// A place: `province`, `border`.
    Location,
}

/// The words with what each is to the others.
pub(super) struct WordNet {
    pub(super) words: PackedWords,
    /// Where each word's edges begin, and one more for the end.
    starts: Vec<u32>,
    /// `(other word, what this word is to it)`, by the other word.
    edges: Vec<(u32, Relation)>,
}

static WORDNET: LazyLock<WordNet> = LazyLock::new(|| WordNet::read(include_bytes!("../data/wordnet.bin")));

static EXCEPTIONS: LazyLock<FxHashMap<&'static str, Vec<(WordClass, &'static str)>>> = LazyLock::new(|| {
    let mut map: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for row in rows(include_str!("../data/exceptions.tsv")) {
        let mut cells = row.split('\t');
        let (Some(form), Some(class), Some(lemma)) = (cells.next(), cells.next(), cells.next()) else {
            continue;
        };
        let class = match class {
            "n" => WordClass::Noun,
            "v" => WordClass::Verb,
            "a" => WordClass::Adjective,
            _ => WordClass::Adverb,
        };
        map.entry(form).or_default().push((class, lemma));
    }
    map
});

/// The numbers of the kinds on disk; a relation and its converse differ in the last bit where they differ.
const KINDS: [Relation; 5] =
    [Relation::Synonym, Relation::Derivation, Relation::Antonym, Relation::Hypernym, Relation::Hyponym];

impl WordNet {
    pub(super) fn get() -> &'static Self {
        &WORDNET
    }

    fn read(bytes: &[u8]) -> Self {
        let mut found = Self { words: PackedWords::default(), starts: vec![0], edges: Vec::new() };
        let Some((length, rest)) = bytes.split_first_chunk::<4>() else { return found };
        let length = usize::try_from(u32::from_le_bytes(*length)).unwrap_or(usize::MAX);
        let Some((words, mut rest)) = rest.split_at_checked(length) else { return found };
        found.words = PackedWords::decode(words);
        let count = u32::try_from(found.words.len()).unwrap_or(0);
        let mut forward: Vec<(u32, u32, Relation)> = Vec::new();
        'words: for from in 0..count {
            let Some(edges) = varint(&mut rest) else { break };
            let mut to = from;
            for _ in 0..edges {
                let Some(code) = varint(&mut rest) else { break 'words };
                let Some(kind) = KINDS.get(code as usize & 7) else { break 'words };
                to = to.saturating_add(code >> 3);
                forward.push((from, to, *kind));
            }
        }
        found.link(count, &forward);
        found
    }

    /// Lays out each edge at both of its ends, by counting sort: `forward` is in order, so are the rows.
    fn link(&mut self, count: u32, forward: &[(u32, u32, Relation)]) {
        let mut starts = vec![0u32; count as usize + 1];
        for (from, to, _) in forward {
            for end in [from, to] {
                if let Some(slot) = starts.get_mut(*end as usize + 1) {
                    *slot += 1;
                }
            }
        }
        let mut sum = 0;
        for slot in &mut starts {
            sum += *slot;
            *slot = sum;
        }
        self.edges = vec![(0, Relation::None); forward.len() * 2];
        let mut next = starts.clone();
        let mut put = |at: u32, other: u32, relation: Relation| {
            if let Some(free) = next.get_mut(at as usize)
                && let Some(edge) = self.edges.get_mut(*free as usize)
            {
                *edge = (other, relation);
                *free += 1;
            }
        };
        // Back edges first: they lead to earlier words, so each row comes out sorted.
        for (from, to, relation) in forward {
            put(*to, *from, relation.converse());
        }
        for (from, to, relation) in forward {
            put(*from, *to, *relation);
        }
        self.starts = starts;
    }

    /// All edges of a word, by the number of the other word.
    pub(super) fn edges(&self, id: u32) -> &[(u32, Relation)] {
        let id = id as usize;
        let (Some(from), Some(to)) = (self.starts.get(id), self.starts.get(id + 1)) else { return &[] };
        self.edges.get(*from as usize..*to as usize).unwrap_or(&[])
    }

    /// What word `a` is to word `b`.
    pub(super) fn relation(&self, a: u32, b: u32) -> Option<Relation> {
        let (at_a, at_b) = (self.edges(a), self.edges(b));
        if at_a.len() <= at_b.len() {
            at_a.binary_search_by_key(&b, |edge| edge.0).ok().and_then(|at| at_a.get(at)).map(|edge| edge.1)
        } else {
            at_b.binary_search_by_key(&a, |edge| edge.0)
                .ok()
                .and_then(|at| at_b.get(at))
                .map(|edge| edge.1.converse())
        }
    }
}

/// One LEB128 number.
fn varint(bytes: &mut &[u8]) -> Option<u32> {
    let mut value = 0u32;
    for shift in [0, 7, 14, 21, 28] {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u32::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

/// Whether WordNet lists `word` (lower case, one word) as a lemma of this class.
#[must_use]
pub fn is_lemma(word: &str, class: WordClass) -> bool {
    WORDNET.words.get(word).is_some_and(|classes| classes & class as u8 != 0)
}

/// What the noun (lemma, lower case) names, when at least three in ten of its uses, as WordNet counts
/// them, name it; people before bodies before places.
#[must_use]
pub fn noun_kind(lemma: &str) -> Option<NounKind> {
    let bits = WORDNET.words.get(lemma)?;
    [(16, NounKind::Person), (32, NounKind::Group), (64, NounKind::Location)]
        .into_iter()
        .find_map(|(bit, kind)| (bits & bit != 0).then_some(kind))
}

/// The lemma of an irregular form (lower case): `went` is `go`, `children` is `child`. The first class in
/// the order verb, noun, adjective, adverb that has the form; see [`exception_of`] for one class.
#[must_use]
pub fn exceptions(word: &str) -> Option<&'static str> {
    [WordClass::Verb, WordClass::Noun, WordClass::Adjective, WordClass::Adverb]
        .into_iter()
        .find_map(|class| exception_of(word, class))
}

/// The lemma of an irregular form (lower case) of this class.
#[must_use]
pub fn exception_of(word: &str, class: WordClass) -> Option<&'static str> {
    EXCEPTIONS.get(word)?.iter().find(|(of, _)| *of == class).map(|(_, lemma)| *lemma)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn irregular_forms_lead_to_their_lemma() {
        assert_eq!(exceptions("went"), Some("go"));
        assert_eq!(exceptions("children"), Some("child"));
        assert_eq!(exception_of("left", WordClass::Verb), Some("leave"));
        assert_eq!(exception_of("left", WordClass::Noun), None);
        assert_eq!(exceptions("walked"), None);
    }

    #[test]
    fn lemmas_have_classes() {
        assert!(is_lemma("glacier", WordClass::Noun) && !is_lemma("glacier", WordClass::Verb));
        assert!(is_lemma("run", WordClass::Noun) && is_lemma("run", WordClass::Verb));
        assert!(!is_lemma("walked", WordClass::Verb));
        assert!(!is_lemma("paris", WordClass::Noun), "a name is no common noun");
    }

    #[test]
    fn nouns_for_people_bodies_and_places_are_told_apart() {
        for (noun, kind) in [
            ("spokesperson", NounKind::Person),
            ("farmer", NounKind::Person),
            ("committee", NounKind::Group),
            ("province", NounKind::Location),
        ] {
            assert_eq!(noun_kind(noun), Some(kind), "{noun}");
        }
        assert_eq!(noun_kind("glacier"), None);
        assert_eq!(noun_kind("walk"), None);
    }

    #[test]
    fn a_torn_file_is_safe() {
        let bytes = include_bytes!("../data/wordnet.bin");
        for end in [0, 3, 4, 100, bytes.len() / 2, bytes.len() - 1] {
            let net = WordNet::read(&bytes[..end]);
            assert!(net.relation(0, 1).is_none_or(|relation| relation != Relation::Same));
        }
    }
}
