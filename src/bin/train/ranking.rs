//! `train ranking CLAIMS_DIR [--write]`: fits the weights by which `attest_ls::evidence::worth` ranks passages to
//! claims whose evidence people named, and reports how often such a sentence comes first, and among the first
//! three, on documents that were left out.
//!
//! `--write` stores the weights in `src/evidence/data/ranking.json`.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;
use std::sync::Arc;

use attest_ls::corpus::read::from_text;
use attest_ls::evidence::claim::ClaimAnalysis;
use attest_ls::evidence::worth::{COUNT, FIGURES, Ranking, figures};
use attest_ls::evidence::{Cancel, Judge, inquire};
use attest_ls::index::Library;
use attest_ls::notes::claims_of_plain;
use rayon::prelude::*;

use super::evidence::{Row, rows};

/// Share of all their different words that two sentences have in common when they are one sentence.
const SAME: f64 = 0.6;
/// A shorter sentence that stands within another says nothing.
const TELLING: usize = 40;
/// Claims with so few candidates tell nothing of their order.
const FEW: usize = 3;
/// Documents are left out in so many parts.
const FOLDS: usize = 5;
/// Steps of the descent, and their length.
const STEPS: (usize, f64) = (200, 0.5);
/// All weights start here, and are pulled back to it by so much.
const PRIOR: (f64, f64) = (2.0, 0.01);

/// The candidates of a claim in figures, and which of them people named.
struct Question {
    group: String,
    candidates: Vec<([f32; COUNT], bool)>,
}

impl Question {
    fn is_answerable(&self) -> bool {
        self.candidates.iter().any(|candidate| candidate.1)
    }

    /// Whether one of the best `most` was named.
    fn is_hit(&self, weights: &[f64; COUNT], most: usize) -> bool {
        let mut ranked: Vec<(f64, bool)> =
            self.candidates.iter().map(|(figures, named)| (dot(weights, figures), *named)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        ranked.iter().take(most).any(|candidate| candidate.1)
    }
}

/// Runs the command.
pub fn run(arguments: &[&str]) -> Result<(), Box<dyn Error + Send + Sync>> {
    let folder = arguments.first().ok_or("train ranking: name the folder of claims")?;
    let rows = rows(Path::new(folder))?;
    let mut questions: Vec<Question> =
        rows.par_iter().filter(|row| !row.evidence.is_empty()).map(question).collect();
    // Of few sentences any is among the first three.
    questions.retain(|question| question.candidates.len() > FEW);
    let groups: BTreeSet<&str> = questions.iter().map(|question| question.group.as_str()).collect();
    let groups: Vec<&str> = groups.into_iter().collect();
    let fold = |question: &Question| groups.binary_search(&question.group.as_str()).unwrap_or(0) % FOLDS;
    let (mut first, mut third) = (0usize, 0usize);
    for part in 0..FOLDS {
        let train: Vec<&Question> = questions.iter().filter(|question| fold(question) != part).collect();
        let weights = fit(&train);
        for question in questions.iter().filter(|question| fold(question) == part) {
            first += usize::from(question.is_hit(&weights, 1));
            third += usize::from(question.is_hit(&weights, 3));
        }
    }
    let share = |hits: usize| hits as f64 / questions.len().max(1) as f64;
    println!(
        "{} claims with named evidence, documents left out in {FOLDS} parts: first {:.3}, among the first three {:.3}",
        questions.len(),
        share(first),
        share(third)
    );
    let weights = fit(&questions.iter().collect::<Vec<_>>());
    let all: f64 = weights.iter().sum();
    let named: BTreeMap<String, f32> = FIGURES
        .iter()
        .zip(weights)
        .map(|(name, weight)| ((*name).to_owned(), (weight / all) as f32))
        .collect();
    for (name, weight) in &named {
        println!("{name}\t{weight:.3}");
    }
    if arguments.contains(&"--write") {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/evidence/data/ranking.json");
        let ranking = Ranking { version: 1, weights: named };
        std::fs::write(&path, serde_json::to_string_pretty(&ranking)? + "\n")?;
        println!("wrote {}", path.display());
    }
    Ok(())
}

fn question(row: &Row) -> Question {
    let articles = row.sources.iter().map(|source| Arc::new(from_text(&source.id, &source.text))).collect();
    let library = Library::build(articles);
    let mut candidates = Vec::new();
    for claim in claims_of_plain(&row.claim) {
        let analysis = ClaimAnalysis::of(&claim, &library, None);
        let inquiry = inquire(&Judge::default(), &analysis, &library, &Cancel::new());
        let situation = &inquiry.situation;
        candidates.extend(situation.alignments.iter().chain(&inquiry.others).map(|alignment| {
            let text = library.passage_text(alignment.passage.id);
            let named = row.evidence.iter().any(|named| is_same(&text, named));
            (figures(situation, alignment), named)
        }));
    }
    Question { group: row.group.clone(), candidates }
}

/// Whether two sentences are one, however they were cut.
fn is_same(one: &str, other: &str) -> bool {
    let words = |text: &str| -> BTreeSet<String> {
        let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        parts.map(str::to_lowercase).collect()
    };
    let within = |part: &str, whole: &str| part.len() > TELLING && whole.contains(part);
    let (ours, theirs) = (words(one), words(other));
    let common = ours.intersection(&theirs).count() as f64;
    let all = ours.union(&theirs).count().max(1) as f64;
    common / all >= SAME || within(one, other) || within(other, one)
}

fn dot(weights: &[f64; COUNT], figures: &[f32; COUNT]) -> f64 {
    weights.iter().zip(figures).map(|(weight, figure)| weight * f64::from(*figure)).sum()
}

/// Weights, none negative, under which the named candidates are the likeliest: softmax regression over the
/// candidates of each claim, by gradient descent with momentum.
fn fit(questions: &[&Question]) -> [f64; COUNT] {
    let answerable: Vec<&&Question> = questions.iter().filter(|question| question.is_answerable()).collect();
    let mut weights = [PRIOR.0; COUNT];
    let mut speed = [0.0f64; COUNT];
    for _ in 0..STEPS.0 {
        let mut slope = [0.0f64; COUNT];
        for question in &answerable {
            let scores: Vec<f64> =
                question.candidates.iter().map(|(it, _)| dot(&weights, it).exp()).collect();
            let all: f64 = scores.iter().sum();
            let named = question.candidates.iter().filter(|candidate| candidate.1).count() as f64;
            for (score, (figures, is_named)) in scores.iter().zip(&question.candidates) {
                let off = score / all - if *is_named { 1.0 / named } else { 0.0 };
                for (slope, figure) in slope.iter_mut().zip(figures) {
                    *slope += off * f64::from(*figure) / answerable.len() as f64;
                }
            }
        }
        for ((weight, speed), slope) in weights.iter_mut().zip(&mut speed).zip(slope) {
            *speed = 0.9 * *speed - STEPS.1 * (slope + PRIOR.1 * (*weight - PRIOR.0));
            *weight = (*weight + *speed).max(0.0);
        }
    }
    weights
}
