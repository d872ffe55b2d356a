//! Trains the part-of-speech tagger.

use std::collections::{HashMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};

use attest_ls::text::packed::{self, PackedWords};
use attest_ls::text::tagger::features::{features, views};
use attest_ls::text::tagger::{DICTIONARY_LIMIT, LEARNED, Model, Tag, certain};
use attest_ls::text::tokens::{Token, tokenize};

use crate::learner::{Learner, Random};
use crate::treebank::{self, Sentence};

const BITS: u32 = 18;
const PASSES: usize = 8;
const SEED: u64 = 20_240_229;
/// A word enters the dictionary when it is this frequent and this much of it has one tag.
const FREQUENT: u32 = 12;
const UNANIMOUS: f64 = 0.99;

pub const USAGE: &str = "pos --treebank FILE[.xz] [--silver FILE[.xz]] --out FILE";

/// `pos --treebank FILE [--silver FILE] --out FILE`.
pub fn run(arguments: &[&str]) -> io::Result<()> {
    let option = |name: &str| {
        arguments
            .iter()
            .position(|argument| *argument == name)
            .and_then(|at| arguments.get(at + 1))
            .map(PathBuf::from)
    };
    let missing = || io::Error::other(USAGE);
    let gold = treebank::read(&option("--treebank").ok_or_else(missing)?)?;
    let mut silver = option("--silver").map_or_else(|| Ok(Vec::new()), |path| treebank::read(&path))?;
    treebank::harmonize(&gold, &mut silver);
    let out = option("--out").ok_or_else(missing)?;
    let (test, train): (Vec<&Sentence>, Vec<&Sentence>) =
        gold.iter().partition(|sentence| treebank::held_out(&sentence.document));
    let (weights, words) = learn(&train, &silver);
    let model = Model::new(weights, PackedWords::decode(&words));
    for (name, lower) in [("as written", false), ("lower case", true)] {
        println!("held out, {name}: {}", accuracy(&model, &test, lower, |_| true));
        println!("  of it news: {}", accuracy(&model, &test, lower, |s| s.document.contains("news")));
    }
    confusion(&model, &test);
    lemmas(&gold);
    let all: Vec<&Sentence> = gold.iter().collect();
    let (weights, words) = learn(&all, &silver);
    let mut bytes = weights.encode();
    bytes.extend(words);
    println!("{} bytes, {} of them dictionary", bytes.len(), bytes.len() - weights.encode().len());
    std::fs::write(Path::new(&out), bytes)
}

/// A stretch of text with its tags.
struct Example {
    text: String,
    tokens: Vec<Token>,
    tags: Vec<Tag>,
}

fn learn(gold: &[&Sentence], silver: &[Sentence]) -> (attest_ls::text::perceptron::Perceptron<16>, Vec<u8>) {
    let mut random = Random::new(SEED);
    let sentences: Vec<&Sentence> = gold.iter().copied().chain(silver).collect();
    let dictionary = dictionary(&sentences);
    let words = packed::encode(dictionary.iter().map(|(word, index)| (word.clone(), *index)).collect());
    let mut learner = Learner::<16>::new(BITS);
    let silver: Vec<&Sentence> = silver.iter().collect();
    for pass in 0..PASSES {
        let mut examples = examples(gold, &mut random);
        // Silver labels lend their words first; the last passes are gold alone.
        if pass + 3 < PASSES {
            examples.extend(self::examples(&silver, &mut random));
        }
        random.shuffle(&mut examples);
        let (mut right, mut all) = (0_u32, 0_u32);
        for example in &examples {
            let (r, a) = learn_from(example, &dictionary, &mut learner);
            (right, all) = (right + r, all + a);
        }
        eprintln!(
            "pass {pass}: {} examples, {:.4}",
            examples.len(),
            f64::from(right) / f64::from(all.max(1))
        );
    }
    (learner.finish(3, 1, 0.9995), words)
}

/// Groups of one to three sentences, for sentences rarely come alone; a part of them again in lower
/// case, a few in upper case and in the title case of headlines.
fn examples(sentences: &[&Sentence], random: &mut Random) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut rest = sentences;
    while !rest.is_empty() {
        let take = (1 + random.below(3)).min(rest.len());
        let (group, tail) = rest.split_at(take);
        rest = tail;
        let dice = random.below(100);
        for (wanted, case) in [(100, Case::Written), (25, Case::Lower), (31, Case::Title), (34, Case::Upper)]
        {
            let chosen = match case {
                Case::Written => true,
                Case::Lower => dice < wanted,
                Case::Title => (25..wanted).contains(&dice),
                Case::Upper => (31..wanted).contains(&dice),
            };
            if chosen {
                examples.extend(join(group, case));
            }
        }
    }
    examples
}

#[derive(Clone, Copy, PartialEq)]
enum Case {
    Written,
    Lower,
    Title,
    Upper,
}

fn join(group: &[&Sentence], case: Case) -> Option<Example> {
    let mut text = String::new();
    let mut tags = Vec::new();
    for sentence in group {
        if !text.is_empty() {
            text.push(' ');
        }
        match case {
            Case::Written => text.push_str(&sentence.text),
            Case::Lower => text.push_str(&sentence.text.to_lowercase()),
            Case::Upper => text.push_str(&sentence.text.to_uppercase()),
            Case::Title => text.push_str(&title_case(&sentence.text)),
        }
        tags.extend_from_slice(&sentence.tags);
    }
    let tokens = tokenize(&text);
    // Another case may tokenize otherwise: such a group is left out.
    (tokens.len() == tags.len()).then_some(Example { text, tokens, tags })
}

fn title_case(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(' ') {
        let small = ["a ", "an ", "the ", "of ", "in ", "on ", "to ", "and ", "for ", "at "].contains(&word);
        let mut chars = word.chars();
        match chars.next().filter(|_| !small) {
            Some(first) => {
                out.extend(first.to_uppercase());
                out.push_str(chars.as_str());
            }
            None => out.push_str(word),
        }
    }
    out
}

fn learn_from(example: &Example, dictionary: &HashMap<String, u8>, learner: &mut Learner<16>) -> (u32, u32) {
    let views = views(&example.text, &example.tokens);
    let mut tags: Vec<Tag> = Vec::with_capacity(example.tokens.len());
    let (mut right, mut all) = (0, 0);
    for (at, (token, gold)) in example.tokens.iter().zip(&example.tags).enumerate() {
        let surface = token.range.of(&example.text);
        let known = certain(&example.text, &example.tokens, at)
            .or_else(|| dictionary.get(surface).and_then(|index| LEARNED.get(usize::from(*index)).copied()));
        let wanted = LEARNED.iter().position(|tag| tag == gold);
        let (Some(wanted), None) = (wanted, known) else {
            tags.push(known.unwrap_or(*gold));
            continue;
        };
        let before = at.checked_sub(1).and_then(|at| tags.get(at)).copied();
        let second = at.checked_sub(2).and_then(|at| tags.get(at)).copied();
        let features = features(&views, at, before, second);
        let scores = learner.scores(&features);
        let guess = (0..LEARNED.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b])).unwrap_or(0);
        learner.tick();
        if guess != wanted {
            learner.update(&features, wanted, guess);
        }
        (right, all) = (right + u32::from(guess == wanted), all + 1);
        tags.push(LEARNED[guess]);
    }
    (right, all)
}

/// The frequent words that have one tag only.
fn dictionary(sentences: &[&Sentence]) -> HashMap<String, u8> {
    let mut counts: HashMap<String, HashMap<Tag, u32>> = HashMap::new();
    for sentence in sentences {
        for (token, tag) in sentence.tokens.iter().zip(&sentence.tags) {
            let surface = token.range.of(&sentence.text);
            for form in HashSet::from([surface.to_owned(), surface.to_lowercase()]) {
                *counts.entry(form).or_default().entry(*tag).or_default() += 1;
            }
        }
    }
    counts
        .into_iter()
        .filter(|(word, _)| word.len() <= DICTIONARY_LIMIT && word.chars().all(char::is_alphabetic))
        .filter_map(|(word, tags)| {
            let total: u32 = tags.values().sum();
            let (tag, most) = tags.iter().max_by_key(|(tag, count)| (**count, **tag as u8))?;
            let sure = total >= FREQUENT && f64::from(*most) >= UNANIMOUS * f64::from(total);
            // Names are told by their context: a name of one treebank is a word elsewhere.
            let index =
                LEARNED.iter().position(|learned| learned == tag).filter(|_| sure && *tag != Tag::Propn)?;
            Some((word, u8::try_from(index).ok()?))
        })
        .collect()
}

fn accuracy(
    model: &Model,
    sentences: &[&Sentence],
    lower: bool,
    wanted: impl Fn(&Sentence) -> bool,
) -> String {
    let (mut right, mut all, mut words_right, mut words) = (0_u32, 0_u32, 0_u32, 0_u32);
    for sentence in sentences.iter().filter(|sentence| wanted(sentence)) {
        let Some(example) = join(&[*sentence], if lower { Case::Lower } else { Case::Written }) else {
            continue;
        };
        for (tag, gold) in model.tag(&example.text, &example.tokens).iter().zip(&example.tags) {
            let hit = u32::from(tag == gold);
            (right, all) = (right + hit, all + 1);
            if !matches!(gold, Tag::Punct | Tag::Sym) {
                (words_right, words) = (words_right + hit, words + 1);
            }
        }
    }
    format!(
        "{:.4} of {all} tokens, {:.4} of {words} words",
        f64::from(right) / f64::from(all.max(1)),
        f64::from(words_right) / f64::from(words.max(1))
    )
}

fn confusion(model: &Model, sentences: &[&Sentence]) {
    let mut pairs: HashMap<(Tag, Tag), u32> = HashMap::new();
    for sentence in sentences {
        for (tag, gold) in model.tag(&sentence.text, &sentence.tokens).iter().zip(&sentence.tags) {
            if tag != gold {
                *pairs.entry((*gold, *tag)).or_default() += 1;
            }
        }
    }
    let mut pairs: Vec<_> = pairs.into_iter().collect();
    pairs.sort_by_key(|(pair, count)| (std::cmp::Reverse(*count), format!("{pair:?}")));
    for ((gold, tag), count) in pairs.iter().take(12) {
        println!("  {gold:?} taken for {tag:?}: {count}");
    }
}

/// How many lemmas of the treebank the engine gives, and the most frequent ones that it does not.
fn lemmas(sentences: &[Sentence]) {
    let (mut right, mut all) = (0_u32, 0_u32);
    let mut misses: HashMap<(String, Tag, &str), u32> = HashMap::new();
    for sentence in sentences {
        for ((token, tag), gold) in sentence.tokens.iter().zip(&sentence.tags).zip(&sentence.lemmas) {
            let content = matches!(tag, Tag::Noun | Tag::Verb | Tag::Adj | Tag::Adv | Tag::Aux);
            let Some(gold) = gold.as_deref().filter(|_| content) else { continue };
            let surface = token.range.of(&sentence.text).to_lowercase();
            let hit = attest_ls::text::lemma::lemma(&surface, *tag) == gold;
            (right, all) = (right + u32::from(hit), all + 1);
            if !hit {
                *misses.entry((surface, *tag, gold)).or_default() += 1;
            }
        }
    }
    println!("lemmas of content words: {:.4} of {all}", f64::from(right) / f64::from(all.max(1)));
    let mut misses: Vec<_> = misses.into_iter().filter(|(_, count)| *count > 1).collect();
    misses.sort_by_key(|((form, ..), count)| (std::cmp::Reverse(*count), form.clone()));
    for ((form, tag, lemma), count) in misses.iter().take(60) {
        println!("  {form}\t{tag:?}\t{lemma}\t{count}");
    }
}
