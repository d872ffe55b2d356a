//! `train lexicon`: WordNet's dictionary files to `src/text/data/wordnet.bin` and `exceptions.tsv`.
//!
//! A relation counts only between usual senses. A sense's share of its word is its tag count in SemCor
//! plus half a count divided by the square of its rank, over the sum of that for all senses of the word in
//! all classes: words without counts lean on WordNet's order, which is by frequency too. On 12,150 claim
//! words that the evidence lacks, synonyms of at least a tenth were right clearly more often than rarer
//! ones; below, everything is everything's synonym.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use attest_ls::text::lexicon::is_stopword;
use attest_ls::text::packed;

/// Share that a sense needs in both words for them to be synonyms.
const SYNONYM_SHARE: f64 = 0.10;
/// Share that a sense needs in both words for one to be the more general.
const HYPERNYM_SHARE: f64 = 0.15;
/// Share of a word's senses that must name people for it to count as a noun for people.
const NOUN_SHARE: f64 = 0.3;
/// Nouns with more senses below them than this (`event`, `group`) say too little to be worth an edge.
const BROADEST_NOUN: usize = 1600;
/// The same for verbs (`act`, `move`).
const BROADEST_VERB: usize = 300;
/// How many levels that hold a single word a noun climbs, and how many levels in all.
const NOUN_LEVELS: (usize, usize) = (2, 5);
/// Particles that make a verb phrasal; other words of several parts are left out.
const PARTICLES: [&str; 16] = [
    "up", "down", "out", "off", "in", "on", "over", "away", "back", "through", "apart", "around", "along",
    "ahead", "together", "aside",
];

const CLASSES: [(char, &str, u8); 4] = [('n', "noun", 1), ('v', "verb", 2), ('a', "adj", 4), ('r', "adv", 8)];

/// Kinds of edges in the file's numbers, in the order of precedence when a pair has several.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Synonym = 0,
    Derivation = 1,
    Antonym = 2,
    Hypernym = 3,
    Hyponym = 4,
}

/// A synset's place: class and byte offset in its data file.
type Place = (char, u32);

struct Pointer {
    symbol: String,
    to: Place,
    /// Word numbers from 1 in source and target; 0 is the whole synset.
    words: (usize, usize),
}

struct Synset {
    words: Vec<(String, u32)>,
    satellite: bool,
    file: u32,
    pointers: Vec<Pointer>,
}

#[derive(Default)]
struct Dictionary {
    synsets: HashMap<Place, Synset>,
    /// The senses of each word, by class, most frequent first.
    senses: BTreeMap<String, Vec<(char, Vec<u32>)>>,
    counts: HashMap<String, f64>,
}

/// Reads the `dict` folder and writes both files into `out`.
pub fn build(dict: &Path, out: &Path) -> io::Result<()> {
    let dictionary = read(dict)?;
    let shares = shares(&dictionary);
    let vocabulary: Vec<(String, u8)> = dictionary
        .senses
        .iter()
        .filter(|(word, _)| usable(word))
        .map(|(word, senses)| {
            let classes = CLASSES.iter().filter(|(class, ..)| senses.iter().any(|(of, _)| of == class));
            let classes: u8 = classes.map(|(.., bit)| bit).sum();
            (spaced(word), classes | noun_kinds(&dictionary, shares.get(word.as_str())))
        })
        .collect();
    let edges = edges(&dictionary, &shares);
    let list = packed::encode(vocabulary);
    let words = packed::PackedWords::decode(&list);

    let mut rows: Vec<BTreeMap<u32, Kind>> = vec![BTreeMap::new(); words.len()];
    for ((a, b), kind) in &edges {
        let (Some(a), Some(b)) = (words.id(&spaced(a)), words.id(&spaced(b))) else { continue };
        if let Some(row) = rows.get_mut(a as usize) {
            row.insert(b, *kind);
        }
    }
    let mut bytes = u32::try_from(list.len()).map_err(io::Error::other)?.to_le_bytes().to_vec();
    bytes.extend(&list);
    for (from, row) in (0u32..).zip(&rows) {
        varint(&mut bytes, u32::try_from(row.len()).map_err(io::Error::other)?);
        let mut last = from;
        for (to, kind) in row {
            varint(&mut bytes, (to - last) << 3 | *kind as u32);
            last = *to;
        }
    }
    fs::write(out.join("wordnet.bin"), &bytes)?;
    let exceptions = exceptions(dict)?;
    fs::write(out.join("exceptions.tsv"), &exceptions)?;
    eprintln!(
        "{} words, {} edges, {} bytes; {} irregular forms, {} bytes",
        words.len(),
        edges.len(),
        bytes.len(),
        exceptions.lines().count(),
        exceptions.len()
    );
    Ok(())
}

fn varint(bytes: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        bytes.push(u8::try_from(value & 0x7f).unwrap_or(0) | 0x80);
        value >>= 7;
    }
    bytes.push(u8::try_from(value).unwrap_or(0));
}

/// Lower-case words of letters, hyphens and apostrophes, and phrasal verbs; no names, no formulas.
fn usable(word: &str) -> bool {
    let plain = |part: &str| part.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '-' | '\''));
    match word.split_once('_') {
        None => word.starts_with(|c: char| c.is_ascii_lowercase()) && word.len() > 1 && plain(word),
        Some((verb, particle)) => plain(verb) && PARTICLES.contains(&particle),
    }
}

fn spaced(word: &str) -> String {
    word.replace('_', " ")
}

fn bad(line: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("not a WordNet line: {line}"))
}

fn read(dict: &Path) -> io::Result<Dictionary> {
    let mut dictionary = Dictionary::default();
    for line in fs::read_to_string(dict.join("cntlist.rev"))?.lines() {
        let mut cells = line.split(' ');
        if let (Some(key), Some(count)) = (cells.next(), cells.nth(1)) {
            dictionary.counts.insert(key.to_owned(), count.parse().map_err(io::Error::other)?);
        }
    }
    for (class, file, _) in CLASSES {
        // The glosses hold a few bytes that are not UTF-8; nothing before the bar does.
        let data = fs::read(dict.join(format!("data.{file}")))?;
        for line in String::from_utf8_lossy(&data).lines().filter(|line| !line.starts_with(' ')) {
            let (offset, synset) = synset(line).ok_or_else(|| bad(line))?;
            dictionary.synsets.insert((class, offset), synset);
        }
        for line in fs::read_to_string(dict.join(format!("index.{file}")))?.lines() {
            if line.starts_with(' ') {
                continue;
            }
            let cells: Vec<&str> = line.split_whitespace().collect();
            let word = *cells.first().ok_or_else(|| bad(line))?;
            let number = |at: usize| cells.get(at).and_then(|cell| cell.parse::<usize>().ok());
            let first = 6 + number(3).ok_or_else(|| bad(line))?;
            // The index has names in lower case too; a sense counts only where its synset does.
            let lower = |offset: &u32| {
                let synset = dictionary.synsets.get(&(class, *offset));
                synset.is_some_and(|synset| synset.words.iter().any(|(other, _)| other == word))
            };
            let offsets = cells.get(first..).unwrap_or(&[]).iter().filter_map(|cell| cell.parse().ok());
            let offsets: Vec<u32> = offsets.filter(lower).collect();
            if !offsets.is_empty() {
                dictionary.senses.entry(word.to_owned()).or_default().push((class, offsets));
            }
        }
    }
    Ok(dictionary)
}

/// One line of a data file, as `man wndb` describes it.
fn synset(line: &str) -> Option<(u32, Synset)> {
    let mut cells = line.split('|').next()?.split_whitespace();
    let offset = cells.next()?.parse().ok()?;
    let file = cells.next()?.parse().ok()?;
    let satellite = cells.next()? == "s";
    let count = usize::from_str_radix(cells.next()?, 16).ok()?;
    let mut words = Vec::new();
    for _ in 0..count {
        // `galore(ip)`: an adjective's position stands in brackets.
        let word = cells.next()?.split('(').next()?.to_owned();
        words.push((word, u32::from_str_radix(cells.next()?, 16).ok()?));
    }
    let mut pointers = Vec::new();
    for _ in 0..cells.next()?.parse().ok()? {
        let symbol = cells.next()?.to_owned();
        let to = cells.next()?.parse().ok()?;
        let class = cells.next()?.chars().next()?;
        let ends = cells.next()?;
        let end = |range| usize::from_str_radix(ends.get(range)?, 16).ok();
        let words = (end(0..2)?, end(2..4)?);
        pointers.push(Pointer { symbol, to: (if class == 's' { 'a' } else { class }, to), words });
    }
    Some((offset, Synset { words, satellite, file, pointers }))
}

/// Share of each sense in each usable word.
fn shares(dictionary: &Dictionary) -> HashMap<&str, BTreeMap<Place, f64>> {
    let mut all = HashMap::new();
    for (word, senses) in dictionary.senses.iter().filter(|(word, _)| usable(word)) {
        let mut weights: BTreeMap<Place, f64> = BTreeMap::new();
        for (class, offsets) in senses {
            for (rank, offset) in (1u32..).zip(offsets) {
                let weight = count(dictionary, word, (*class, *offset)) + 0.5 / f64::from(rank * rank);
                weights.insert((*class, *offset), weight);
            }
        }
        let sum: f64 = weights.values().sum();
        weights.values_mut().for_each(|weight| *weight /= sum);
        all.insert(word.as_str(), weights);
    }
    all
}

/// How often SemCor tags the word with this sense; the key is as `man senseidx` describes it.
fn count(dictionary: &Dictionary, word: &str, place: Place) -> f64 {
    let Some(synset) = dictionary.synsets.get(&place) else { return 0.0 };
    let Some((_, id)) = synset.words.iter().find(|(other, _)| other == word) else {
        return 0.0;
    };
    let kind = match place.0 {
        'n' => 1,
        'v' => 2,
        'a' if synset.satellite => 5,
        'a' => 3,
        _ => 4,
    };
    let head = synset
        .pointers
        .iter()
        .find(|pointer| synset.satellite && pointer.symbol == "&")
        .and_then(|pointer| dictionary.synsets.get(&pointer.to)?.words.first())
        .map_or_else(|| ":".to_owned(), |(head, id)| format!("{}:{id:02}", head.to_lowercase()));
    let key = format!("{word}%{kind}:{:02}:{id:02}:{head}", synset.file);
    dictionary.counts.get(&key).copied().unwrap_or(0.0)
}

/// Bits for a noun that mostly names people, bodies of people or places, by WordNet's own division of its
/// nouns into files (`man lexnames`): the share of such senses among all senses of the word.
fn noun_kinds(dictionary: &Dictionary, senses: Option<&BTreeMap<Place, f64>>) -> u8 {
    let share = |file: u32| -> f64 {
        let within = |place: &Place| {
            place.0 == 'n' && dictionary.synsets.get(place).is_some_and(|synset| synset.file == file)
        };
        senses.into_iter().flatten().filter(|(place, _)| within(place)).map(|(_, share)| share).sum()
    };
    [(18, 16), (14, 32), (15, 64)]
        .into_iter()
        .filter(|(file, _)| share(*file) >= NOUN_SHARE)
        .map(|(_, bit)| bit)
        .sum()
}

/// The edges of the file: the words in byte order, and what the first is to the second.
struct Edges {
    found: BTreeMap<(String, String), Kind>,
}

impl Edges {
    fn add(&mut self, a: &str, b: &str, kind: Kind) {
        // A stop word (`be`, `have`) is too general to be anybody's synonym or hypernym.
        if a == b || !usable(a) || !usable(b) || is_stopword(a) || is_stopword(b) {
            return;
        }
        let (a, b) = (a.to_owned(), b.to_owned());
        let (pair, kind) = match kind {
            _ if spaced(&a) < spaced(&b) => ((a, b), kind),
            Kind::Hypernym => ((b, a), Kind::Hyponym),
            Kind::Hyponym => ((b, a), Kind::Hypernym),
            _ => ((b, a), kind),
        };
        let slot = self.found.entry(pair).or_insert(kind);
        *slot = (*slot).min(kind);
    }
}

fn edges(
    dictionary: &Dictionary,
    shares: &HashMap<&str, BTreeMap<Place, f64>>,
) -> BTreeMap<(String, String), Kind> {
    let share =
        |word: &str, place: Place| shares.get(word).and_then(|of| of.get(&place)).copied().unwrap_or(0.0);
    let descendants = descendants(dictionary);
    let mut edges = Edges { found: BTreeMap::new() };
    for (place, synset) in &dictionary.synsets {
        let usual: Vec<&str> = synset
            .words
            .iter()
            .map(|(word, _)| word.as_str())
            .filter(|word| share(word, *place) >= SYNONYM_SHARE)
            .collect();
        for (at, a) in usual.iter().enumerate() {
            for b in usual.iter().skip(at + 1) {
                edges.add(a, b, Kind::Synonym);
            }
        }
        for pointer in &synset.pointers {
            let kind = match pointer.symbol.as_str() {
                "+" | "\\" | "<" => Kind::Derivation,
                "!" => Kind::Antonym,
                _ => continue,
            };
            let Some(target) = dictionary.synsets.get(&pointer.to) else { continue };
            let word =
                |of: &Synset, at: usize| at.checked_sub(1).and_then(|at| Some(of.words.get(at)?.0.clone()));
            if let (Some(a), Some(b)) = (word(synset, pointer.words.0), word(target, pointer.words.1)) {
                let rare = share(&a, *place).min(share(&b, pointer.to)) < SYNONYM_SHARE;
                if kind != Kind::Antonym || !rare {
                    edges.add(&a, &b, kind);
                }
            }
        }
    }
    for (word, of) in shares {
        for (place, _) in of.iter().filter(|(_, share)| **share >= HYPERNYM_SHARE) {
            for general in above(dictionary, &descendants, *place) {
                let Some(synset) = dictionary.synsets.get(&general) else { continue };
                for (name, _) in
                    synset.words.iter().filter(|(name, _)| share(name, general) >= HYPERNYM_SHARE)
                {
                    edges.add(name, word, Kind::Hypernym);
                }
            }
        }
    }
    edges.found
}

/// How many synsets lie under each.
fn descendants(dictionary: &Dictionary) -> HashMap<Place, usize> {
    let mut below: HashMap<Place, Vec<Place>> = HashMap::new();
    for (place, synset) in &dictionary.synsets {
        for pointer in synset.pointers.iter().filter(|pointer| pointer.symbol == "@") {
            below.entry(pointer.to).or_default().push(*place);
        }
    }
    below
        .keys()
        .map(|place| {
            let mut seen = HashSet::new();
            let mut open = vec![*place];
            while let Some(next) = open.pop() {
                open.extend(below.get(&next).into_iter().flatten().filter(|under| seen.insert(**under)));
            }
            (*place, seen.len())
        })
        .collect()
}

/// The more general synsets of one that are worth an edge: up to two levels of single words for a noun,
/// one for a verb (with what it causes: to kill is one way to make die), the head of an adjective.
fn above(dictionary: &Dictionary, descendants: &HashMap<Place, usize>, place: Place) -> Vec<Place> {
    let (symbols, levels, broadest): (&[&str], _, _) = match place.0 {
        'n' => (&["@"], NOUN_LEVELS, BROADEST_NOUN),
        'v' => (&["@", ">"], (1, 1), BROADEST_VERB),
        'a' => (&["&"], (1, 1), usize::MAX),
        _ => return Vec::new(),
    };
    let mut found = Vec::new();
    let mut open = vec![(place, 0)];
    for _ in 0..levels.1 {
        let mut next = Vec::new();
        for (from, level) in open {
            let Some(synset) = dictionary.synsets.get(&from) else { continue };
            // Satellites point to their head; a head's satellites are not above it.
            if place.0 == 'a' && !synset.satellite {
                continue;
            }
            for pointer in synset.pointers.iter().filter(|pointer| symbols.contains(&pointer.symbol.as_str()))
            {
                if descendants.get(&pointer.to).is_some_and(|count| *count > broadest) {
                    continue;
                }
                let Some(target) = dictionary.synsets.get(&pointer.to) else { continue };
                let level = level + usize::from(target.words.iter().any(|(word, _)| usable(word)));
                found.push(pointer.to);
                if level < levels.0 {
                    next.push((pointer.to, level));
                }
            }
        }
        open = next;
    }
    found
}

/// The irregular forms of all classes as lines `form <tab> class <tab> lemma`.
fn exceptions(dict: &Path) -> io::Result<String> {
    let mut lines = Vec::new();
    for (class, file, _) in CLASSES {
        for line in fs::read_to_string(dict.join(format!("{file}.exc")))?.lines() {
            let mut cells = line.split(' ');
            let (Some(form), Some(lemma)) = (cells.next(), cells.next()) else { continue };
            if form != lemma && usable(form) && usable(lemma) && !form.contains('_') {
                lines.push(format!("{form}\t{class}\t{lemma}\n"));
            }
        }
    }
    lines.sort();
    lines.dedup();
    let mut text = String::new();
    for header in [
        "Irregular forms: form, class (n, v, a, r), lemma. Made by `train lexicon` from the *.exc files of",
        "WordNet 3.0. WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved.",
        "Licence: LICENSE-wordnet beside this file.",
    ] {
        writeln!(text, "# {header}").map_err(io::Error::other)?;
    }
    text.extend(lines);
    Ok(text)
}
