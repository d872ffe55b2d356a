//! `train spelling`: learns the weights of edits between spellings (`src/entities/data/spelling.tsv`)
//! by logistic regression.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

use attest_ls::entities::fold_name;
use attest_ls::entities::training::edits::{self, Edit};

const PASSES: usize = 60;
const DECAY: f32 = 2e-4;
/// Every fifth pair is held out for the figures.
const HELD_OUT: usize = 5;

type Pair = (bool, Vec<(Edit, f32)>);

/// Learns from `pairs` (label, spelling, spelling; tab-separated) and writes `out`.
///
/// # Errors
/// What could not be read or written.
pub fn run(pairs: &Path, out: &Path) -> Result<(), Box<dyn Error + Send + Sync>> {
    let mut all: Vec<Pair> = Vec::new();
    for line in fs::read_to_string(pairs)?.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let [label, a, b, ..] = cells.as_slice() else { continue };
        let found = edits::edits(&fold_name(a), &fold_name(b));
        if !found.is_empty() {
            all.push((*label == "1", found));
        }
    }
    let (held, learnt): (Vec<_>, Vec<_>) = all.iter().enumerate().partition(|(at, _)| at % HELD_OUT == 0);
    let held: Vec<&Pair> = held.into_iter().map(|(_, pair)| pair).collect();
    let learnt: Vec<&Pair> = learnt.into_iter().map(|(_, pair)| pair).collect();
    report(&learn(&learnt), &held);
    let weights = learn(&all.iter().collect::<Vec<_>>());
    let lines: Vec<String> = weights
        .iter()
        .filter(|(_, weight)| weight.abs() >= 0.1)
        .map(|(edit, weight)| edits::line(*edit, *weight))
        .collect();
    fs::write(out, lines.join("\n") + "\n")?;
    Ok(())
}

fn learn(pairs: &[&Pair]) -> BTreeMap<Edit, f32> {
    let mut weights: BTreeMap<Edit, f32> = BTreeMap::new();
    for pass in 0..PASSES {
        let rate = 0.2 / (1.0 + pass as f32 * 0.2);
        // A fixed stride visits the pairs in the same mixed order on every run.
        for step in 0..pairs.len() {
            let (same, found) = pairs[step * 7919 % pairs.len()];
            let error = f32::from(u8::from(*same)) - probability(&weights, found);
            for (edit, amount) in found {
                let weight = weights.entry(*edit).or_default();
                *weight += rate * (error * amount - DECAY * *weight);
            }
        }
    }
    weights
}

fn probability(weights: &BTreeMap<Edit, f32>, found: &[(Edit, f32)]) -> f32 {
    let score: f32 =
        found.iter().map(|(edit, amount)| weights.get(edit).copied().unwrap_or_default() * amount).sum();
    1.0 / (1.0 + (-score).exp())
}

fn report(weights: &BTreeMap<Edit, f32>, held: &[&Pair]) {
    let same = held.iter().filter(|(same, _)| *same).count();
    eprintln!("held out: {} pairs, {same} of one name", held.len());
    for threshold in [0.5, 0.7, 0.85, 0.9, 0.95, 0.97] {
        let taken: Vec<_> =
            held.iter().filter(|(_, found)| probability(weights, found) >= threshold).collect();
        let right = taken.iter().filter(|(same, _)| *same).count();
        eprintln!(
            "  from {threshold}: precision {:.3}, recall {:.3}",
            right as f32 / taken.len().max(1) as f32,
            right as f32 / same.max(1) as f32
        );
    }
}
