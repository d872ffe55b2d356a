//! Trains the dependency parser.

use std::collections::HashMap;
use std::io;
use std::path::PathBuf;

use attest_ls::text::Word;
use attest_ls::text::parse::features::{View, label_features, move_features, views};
use attest_ls::text::parse::state::{Move, State};
use attest_ls::text::parse::{Label, Model};
use attest_ls::text::perceptron::Perceptron;
use attest_ls::text::tagger::Tag;
use attest_ls::text::words::words;

use crate::learner::{Learner, Random};
use crate::treebank::{self, Sentence};

const MOVE_BITS: u32 = 20;
const LABEL_BITS: u32 = 18;
const SILVER_PASSES: usize = 4;
const GOLD_PASSES: usize = 6;
const SEED: u64 = 20_240_301;
/// Features that were corrected more rarely than this, and weights below this (of 127), are dropped:
/// half the size at the same accuracy. This share of the weights fits the scale without clipping.
const LEAST: u32 = 12;
const FLOOR: i8 = 2;
const FIT: f64 = 0.9995;
/// From this pass on the parser learns from its own mistakes: it follows its own choice this often.
const EXPLORE_FROM: usize = 1;
const EXPLORE: u64 = 90;

pub const USAGE: &str = "parse --treebank FILE[.xz] [--silver FILE.tsv] --out FILE";

/// `parse --treebank FILE [--silver FILE] --out FILE`.
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
    let silver = option("--silver").map_or_else(|| Ok(Vec::new()), |path| treebank::read(&path))?;
    let out = option("--out").ok_or_else(missing)?;
    let mut silver: Vec<Tree> = silver.iter().filter_map(Tree::of).collect();
    silver.iter_mut().for_each(Tree::open_punctuation);
    let trees = |held_out: Option<bool>| -> Vec<Tree> {
        gold.iter()
            .filter(|sentence| held_out.is_none_or(|wanted| treebank::held_out(&sentence.document) == wanted))
            .filter_map(Tree::of)
            .collect()
    };
    let test = trees(Some(true));
    let (moves, labels) = learn(&trees(Some(false)), &silver);
    let model = Model::new(moves, labels);
    println!("held out: {}", score(&model, &test, |_| true));
    println!("  of it news: {}", score(&model, &test, |tree| tree.document.contains("news")));
    per_label(&model, &test);
    let (moves, labels) = learn(&trees(None), &silver);
    let bytes = Model::new(moves, labels).encode();
    println!("{} bytes", bytes.len());
    std::fs::write(out, bytes)
}

/// A sentence ready for learning.
struct Tree {
    document: String,
    views: Vec<View>,
    tags: Vec<Tag>,
    /// Head of each word; the number of words for the root.
    heads: Vec<usize>,
    labels: Vec<Label>,
}

impl Tree {
    fn of(sentence: &Sentence) -> Option<Self> {
        let words: Vec<Word> = words(&sentence.text);
        if words.len() != sentence.tokens.len() || words.len() < 2 {
            return None;
        }
        let length = words.len();
        let negates = |at: usize| {
            matches!(
                words[at].range.of(&sentence.text).to_lowercase().as_str(),
                "not" | "n't" | "n’t" | "never" | "no"
            )
        };
        let mut heads: Vec<usize> = sentence.heads.iter().map(|head| head.unwrap_or(length)).collect();
        let mut labels: Vec<Label> = sentence
            .relations
            .iter()
            .enumerate()
            .map(|(at, relation)| Label::of_relation(relation, negates(at)))
            .collect();
        head_names_last(&mut heads, &mut labels);
        // Compounds of names are names, whichever way the treebank calls them.
        let name = |at: usize| sentence.tags.get(at) == Some(&Tag::Propn);
        for at in 0..length {
            if matches!(labels[at], Label::Flat | Label::Compound) {
                labels[at] = if name(at) && name(heads[at]) { Label::Flat } else { Label::Compound };
            }
        }
        Some(Self {
            document: sentence.document.clone(),
            views: views(&words, &sentence.text),
            tags: sentence.tags.clone(),
            heads,
            labels,
        })
    }
}

impl Tree {
    /// The two styles hang punctuation on different words: the silver one's is left open.
    fn open_punctuation(&mut self) {
        for at in 0..self.heads.len() {
            if self.labels[at] == Label::Punct && !self.heads.contains(&at) {
                self.heads[at] = usize::MAX;
            }
        }
    }
}

/// Turns names that hang on their first word round: the last word becomes the head.
fn head_names_last(heads: &mut [usize], labels: &mut [Label]) {
    for first in 0..heads.len() {
        let parts: Vec<usize> = (0..heads.len())
            .filter(|at| heads[*at] == first && labels[*at] == Label::Flat && *at > first)
            .collect();
        let Some(last) = parts.last().copied() else { continue };
        if last - first != parts.len() {
            continue;
        }
        for at in 0..heads.len() {
            if heads[at] == first || parts.contains(&heads[at]) {
                heads[at] = last;
            }
        }
        heads[last] = heads[first];
        labels[last] = labels[first];
        heads[first] = last;
        labels[first] = Label::Flat;
    }
}

fn learn(gold: &[Tree], silver: &[Tree]) -> (Perceptron<4>, Perceptron<40>) {
    let mut random = Random::new(SEED);
    let mut moves = Learner::<4>::new(MOVE_BITS);
    let mut labels = Learner::<40>::new(LABEL_BITS);
    for pass in 0..SILVER_PASSES + GOLD_PASSES {
        if pass < SILVER_PASSES && silver.is_empty() {
            continue;
        }
        let mut trees: Vec<&Tree> = gold.iter().collect();
        if pass < SILVER_PASSES {
            trees.extend(silver);
        }
        // The averages of the gold passes are not to be outvoted by the many silver steps before them.
        if pass == SILVER_PASSES {
            moves.restart();
            labels.restart();
        }
        random.shuffle(&mut trees);
        let (mut right, mut all) = (0, 0);
        for tree in &trees {
            let explore = pass >= EXPLORE_FROM || silver.is_empty();
            right += learn_from(tree, &mut moves, &mut labels, explore, &mut random);
            all += tree.heads.len();
        }
        eprintln!("pass {pass}: {} trees, {:.4}", trees.len(), right as f64 / all.max(1) as f64);
    }
    (moves.finish(LEAST, FLOOR, FIT), labels.finish(LEAST, FLOOR, FIT))
}

/// Parses one sentence, corrects the weights wherever a step costs gold arcs, and says how many heads
/// came out right.
fn learn_from(
    tree: &Tree,
    moves: &mut Learner<4>,
    labels: &mut Learner<40>,
    explore: bool,
    random: &mut Random,
) -> usize {
    let mut state = State::new(tree.heads.len());
    while !state.done() {
        let features = move_features(&tree.views, &state);
        let scores = moves.scores(&features);
        let allowed: Vec<usize> = (0..3).filter(|at| state.allows(Move::ALL[*at])).collect();
        let best = |of: &[usize]| of.iter().copied().max_by(|a, b| scores[*a].total_cmp(&scores[*b]));
        let costs: Vec<usize> = Move::ALL.iter().map(|step| state.cost(*step, &tree.heads)).collect();
        let least = allowed.iter().map(|at| costs[*at]).min().unwrap_or(0);
        let right: Vec<usize> = allowed.iter().copied().filter(|at| costs[*at] == least).collect();
        let (Some(guess), Some(wanted)) = (best(&allowed), best(&right)) else { break };
        moves.tick();
        if !right.contains(&guess) {
            moves.update(&features, wanted, guess);
        }
        let step = if explore && random.below(100) < EXPLORE as usize { guess } else { wanted };
        let step = Move::ALL[step];
        let label = state.arc(step).map_or(Label::Dep, |(head, dependent)| {
            if head == tree.heads.len() {
                return Label::Root;
            }
            let features = label_features(&tree.views, &state, head, dependent);
            let scores = labels.scores(&features);
            let guess = (0..Label::ALL.len())
                .filter(|at| Label::ALL[*at] != Label::Root)
                .max_by(|a, b| scores[*a].total_cmp(&scores[*b]))
                .unwrap_or(0);
            let gold = tree.labels[dependent];
            labels.tick();
            // A label of a wrong arc teaches nothing.
            if tree.heads[dependent] == head && Label::ALL[guess] != gold && gold != Label::Root {
                labels.update(&features, gold as usize, guess);
            }
            Label::ALL[guess]
        });
        state.take(step, label);
    }
    state.head.iter().zip(&tree.heads).filter(|(head, gold)| **head == Some(**gold)).count()
}

fn score(model: &Model, trees: &[Tree], wanted: impl Fn(&Tree) -> bool) -> String {
    let (mut heads, mut labelled, mut all) = (0, 0, 0);
    for tree in trees.iter().filter(|tree| wanted(tree)) {
        let parse = model.parse(&tree.views);
        for at in 0..tree.heads.len() {
            if matches!(tree.tags[at], Tag::Punct) {
                continue;
            }
            let head = parse.head[at].unwrap_or(tree.heads.len()) == tree.heads[at];
            heads += usize::from(head);
            labelled += usize::from(head && parse.label[at] == tree.labels[at]);
            all += 1;
        }
    }
    let share = |count: usize| count as f64 / all.max(1) as f64;
    format!("UAS {:.4}, LAS {:.4} of {all} words", share(heads), share(labelled))
}

fn per_label(model: &Model, trees: &[Tree]) {
    let mut counts: HashMap<Label, [usize; 3]> = HashMap::new();
    for tree in trees {
        let parse = model.parse(&tree.views);
        for at in 0..tree.heads.len() {
            let hit = parse.head[at].unwrap_or(tree.heads.len()) == tree.heads[at]
                && parse.label[at] == tree.labels[at];
            let gold = counts.entry(tree.labels[at]).or_default();
            gold[0] += 1;
            gold[2] += usize::from(hit);
            counts.entry(parse.label[at]).or_default()[1] += 1;
        }
    }
    for label in Label::ALL {
        let Some([gold, found, hit]) = counts.get(&label).copied() else { continue };
        let share = |of: usize| hit as f64 / of.max(1) as f64;
        println!("  {label:?}: precision {:.3}, recall {:.3}, {gold} in gold", share(found), share(gold));
    }
}
