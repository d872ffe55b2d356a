//! `train evidence CLAIMS_DIR [--write] [--dump FILE]`: fits the scorer of `attest_ls::evidence` to
//! labelled claims and reports how it does on each set when trained without it.
//!
//! `CLAIMS_DIR` holds JSON Lines of `{"claim","sources":[{"id","text"}],"label","group","dataset"}`.
//! `--write` stores the weights in `src/evidence/data/scorer.json`; `--dump FILE` writes every row's
//! features for study elsewhere; `--every N`
//! takes one row in `N` only; `--show ID` explains the claims whose id contains `ID`; `--beside N` holds every
//! claim against `N` other articles of its set too, and prints how many scores of the shipped weights lie below each
//! threshold.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use attest_ls::corpus::read::from_text;
use attest_ls::evidence::claim::ClaimAnalysis;
use attest_ls::evidence::explain::explain;
use attest_ls::evidence::features::{COUNT, FEATURES};
use attest_ls::evidence::scorer::Weights;
use attest_ls::evidence::{Cancel, Judge, Model, Thresholds, assess, inquire};
use attest_ls::index::Library;
use attest_ls::notes::{Checkable, claims_of_plain};
use rayon::prelude::*;
use serde::Deserialize;

use super::logistic::{Example, Fitted, Prior, auroc, fit};

/// An article that a claim is held against.
#[derive(Deserialize)]
pub struct Source {
    pub id: String,
    pub text: String,
}

/// A labelled claim.
#[derive(Deserialize)]
pub struct Row {
    id: String,
    pub claim: String,
    pub sources: Vec<Source>,
    label: String,
    pub group: String,
    dataset: String,
    /// Sentences of the sources that people named as its evidence.
    #[serde(default)]
    pub evidence: Vec<String>,
}

/// A labelled claim in figures: one row of features for each of its sentences.
struct Sample {
    id: String,
    set: String,
    group: String,
    label: String,
    sentences: Vec<[f32; COUNT]>,
    conflicted: Vec<bool>,
}

impl Sample {
    fn supported(&self) -> bool {
        self.label == "supported"
    }

    /// The weakest sentence decides.
    fn score(&self, model: &Fitted) -> f64 {
        self.sentences.iter().map(|row| model.probability(row)).fold(1.0, f64::min)
    }

    fn weakest(&self, model: &Fitted) -> Option<&[f32; COUNT]> {
        self.sentences.iter().min_by(|a, b| model.probability(a).total_cmp(&model.probability(b)))
    }

    /// The sentence most surely contradicted, if it has a conflict to show.
    fn contradiction(&self, model: &Fitted) -> f64 {
        self.sentences
            .iter()
            .zip(&self.conflicted)
            .filter(|(_, conflicted)| **conflicted)
            .map(|(row, _)| model.probability(row))
            .fold(0.0, f64::max)
    }
}

/// Confidence from which a conflict counts; the same as in `evidence::assess`.
const WORTH_TELLING: f32 = 0.5;
/// Share of contradictions told that have to be right.
const RIGHT: f64 = 0.75;
/// Shares of supported claims that may fall below the threshold: lenient, balanced and strict.
const FALSE_ALARMS: [f64; 3] = [0.02, 0.05, 0.15];
/// Equal weights to begin with, and a strong pull towards them: what holds across sets of other kinds is
/// that many features speak together, not the weights that suit one set best. Left out in turn, the sets
/// do better by it than by a pull towards zero (mean AUROC .01 higher).
const SUPPORT: Prior = Prior { weight: 0.2, ridge: 0.5, but: "hedged" };
/// How sure a conflict has to be is left to the data.
const CONTRADICTION: Prior = Prior { weight: 0.0, ridge: 0.2, but: "" };

/// Runs the command.
pub fn run(arguments: &[&str]) -> Result<(), Box<dyn Error + Send + Sync>> {
    let folder = arguments.first().ok_or("train evidence: name the folder of claims")?;
    if let Some(at) = arguments.iter().position(|argument| *argument == "--show") {
        let wanted = arguments.get(at + 1).ok_or("--show needs the id of a claim")?;
        for row in rows(Path::new(folder))?.iter().filter(|row| row.id.contains(*wanted)) {
            println!("=== {} {}", row.id, row.label);
            sample(row, true);
        }
        return Ok(());
    }
    let mut rows = rows(Path::new(folder))?;
    if let Some(at) = arguments.iter().position(|argument| *argument == "--every") {
        let step: usize = arguments.get(at + 1).ok_or("--every needs a number")?.parse()?;
        rows = rows.into_iter().step_by(step.max(1)).collect();
    }
    if let Some(at) = arguments.iter().position(|argument| *argument == "--beside") {
        let others = arguments.get(at + 1).ok_or("--beside needs a number")?.parse()?;
        print!("{}", beside(&rows, others));
        return Ok(());
    }
    let samples = rows.par_iter().map(|row| sample(row, false)).collect::<Vec<_>>();
    if let Some(at) = arguments.iter().position(|argument| *argument == "--dump") {
        let file = arguments.get(at + 1).ok_or("--dump needs a file")?;
        std::fs::write(file, dump(&samples))?;
    }
    print!("{}", validate(&samples));
    if arguments.contains(&"--write") {
        let all: Vec<&Sample> = samples.iter().collect();
        let model = ship(&all);
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/evidence/data/scorer.json");
        std::fs::write(&path, serde_json::to_string_pretty(&model)? + "\n")?;
        println!("wrote {}", path.display());
    }
    Ok(())
}

/// The claims of all files in `folder`.
pub fn rows(folder: &Path) -> Result<Vec<Row>, Box<dyn Error + Send + Sync>> {
    let mut files: Vec<_> = std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    let mut rows: Vec<Row> = Vec::new();
    for file in files.iter().filter(|file| file.extension().is_some_and(|e| e == "jsonl")) {
        for line in std::fs::read_to_string(file)?.lines() {
            rows.push(serde_json::from_str(line)?);
        }
    }
    Ok(rows)
}

fn sample(row: &Row, show: bool) -> Sample {
    let articles = row.sources.iter().map(|s| Arc::new(from_text(&s.id, &s.text))).collect();
    let library = Library::build(articles);
    let judge = Judge::default();
    let mut features = Vec::new();
    let mut conflicted = Vec::new();
    for claim in claims_of_plain(&row.claim) {
        if claim.checkable != Checkable::Yes {
            continue;
        }
        let analysis = ClaimAnalysis::of(&claim, &library, None);
        let inquiry = inquire(&judge, &analysis, &library, &Cancel::new());
        if show {
            println!("{}", explain(&inquiry, judge.scorer));
        }
        features.push(inquiry.features.0);
        conflicted.push(inquiry.conflicts.first().is_some_and(|s| s.confidence >= WORTH_TELLING));
    }
    Sample {
        id: row.id.clone(),
        // Both halves of a paired set are one set: their documents are the same.
        set: row.dataset.split("-pairs").next().unwrap_or("").to_owned(),
        group: row.group.clone(),
        label: row.label.clone(),
        sentences: features,
        conflicted,
    }
}

/// Examples for one head: each set weighs the same, and so does each side of it.
fn examples<'a>(
    samples: &[&'a Sample],
    positive: impl Fn(&Sample) -> bool,
    rows: impl Fn(&'a Sample) -> Vec<&'a [f32; COUNT]>,
) -> Vec<Example<'a>> {
    let mut sizes: BTreeMap<(&str, bool), f64> = BTreeMap::new();
    let mut all = Vec::new();
    for sample in samples {
        for row in rows(sample) {
            *sizes.entry((&sample.set, positive(sample))).or_default() += 1.0;
            all.push((sample, row));
        }
    }
    all.into_iter()
        .map(|(sample, row)| {
            let side = positive(sample);
            let size = sizes.get(&(sample.set.as_str(), side)).copied().unwrap_or(1.0);
            let both = |side: bool| sizes.get(&(sample.set.as_str(), side)).copied().unwrap_or(0.0);
            let natural = 1.0 / (both(true) + both(false)).max(1.0);
            Example { features: row, positive: side, weight: 1.0 / size, natural }
        })
        .collect()
}

/// Fits the head for `supported`. Which sentence of an unsupported text is at fault is not known: it
/// is taken to be the weakest by the fit before.
fn fit_supported(samples: &[&Sample]) -> Fitted {
    let signs: Vec<f64> = FEATURES.iter().map(|(_, sign)| f64::from(*sign)).collect();
    let mut model = Fitted::of_feature("local");
    for _ in 0..3 {
        let before = model.clone();
        let examples = examples(samples, Sample::supported, |sample| {
            if sample.supported() {
                sample.sentences.iter().collect()
            } else {
                sample.weakest(&before).into_iter().collect()
            }
        });
        model = fit(&examples, &signs, SUPPORT);
    }
    model
}

/// Fits the head for `contradicted`, against everything else.
fn fit_contradicted(samples: &[&Sample], supported: &Fitted) -> Fitted {
    // Conflicts may only speak for it; how far the rest is covered may go either way.
    let signs: Vec<f64> = FEATURES.iter().map(|(_, sign)| if *sign < 0.0 { 1.0 } else { 0.0 }).collect();
    let contradicted = |sample: &Sample| sample.label == "contradicted";
    let examples = examples(samples, contradicted, |sample| {
        if sample.supported() {
            sample.sentences.iter().collect()
        } else {
            sample.weakest(supported).into_iter().collect()
        }
    });
    fit(&examples, &signs, CONTRADICTION)
}

/// How many claims score below each threshold where `others` articles of the set lie beside a claim's own.
fn beside(rows: &[Row], others: usize) -> String {
    let scored: Vec<(&str, bool, f32)> = rows
        .par_iter()
        .enumerate()
        .filter_map(|(at, row)| {
            let behind = rows.iter().cycle().skip(at + 1).take(rows.len());
            let mut known = vec![&row.group];
            let mut added: Vec<&Source> = Vec::new();
            for other in behind.filter(|other| other.dataset == row.dataset) {
                if added.len() >= others {
                    break;
                }
                if !known.contains(&&other.group) {
                    known.push(&other.group);
                    added.extend(other.sources.first());
                }
            }
            let sources = row.sources.iter().chain(added);
            let articles = sources.map(|source| Arc::new(from_text(&source.id, &source.text))).collect();
            let library = Library::build(articles);
            let claims = claims_of_plain(&row.claim);
            let told = claims.iter().filter(|claim| matches!(claim.checkable, Checkable::Yes));
            let scores = told.map(|claim| assess(claim, &library, &Cancel::new()).score);
            Some((&*row.dataset, row.label == "supported", scores.reduce(f32::min)?))
        })
        .collect();
    let mut sets: Vec<&str> = scored.iter().map(|(set, ..)| *set).collect();
    sets.sort_unstable();
    sets.dedup();
    let mut report = String::from("set\tthreshold\tsupported below\tothers below\n");
    for set in sets {
        for step in 15..=25_u8 {
            let at = f32::from(step) * 0.02;
            let share = |supported: bool| {
                let own = || scored.iter().filter(|one| one.0 == set && one.1 == supported);
                100.0 * own().filter(|one| one.2 < at).count() as f64 / own().count().max(1) as f64
            };
            let _ = writeln!(report, "{set}\t{at:.2}\t{:.1}\t{:.1}", share(true), share(false));
        }
    }
    report
}

/// The score that all but `missed` of the supported claims reach, each set weighing the same.
fn threshold(samples: &[&Sample], model: &Fitted, missed: f64) -> f64 {
    let mut sets: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for sample in samples.iter().filter(|sample| sample.supported()) {
        sets.entry(&sample.set).or_default().push(sample.score(model));
    }
    let mut candidates: Vec<f64> = sets.values().flatten().copied().collect();
    candidates.sort_by(f64::total_cmp);
    let below = |at: f64| {
        let shares = sets.values().map(|s| s.iter().filter(|x| **x < at).count() as f64 / s.len() as f64);
        shares.sum::<f64>() / sets.len().max(1) as f64
    };
    candidates.iter().copied().take_while(|at| below(*at) <= missed).last().unwrap_or(0.0)
}

/// The least probability of contradiction that keeps [`RIGHT`] of the verdicts right.
fn conflict_threshold(samples: &[&Sample], model: &Fitted) -> f64 {
    let mut scored: Vec<(f64, bool)> = samples
        .iter()
        .map(|s| (s.contradiction(model), s.label == "contradicted"))
        .filter(|s| s.0 > 0.0)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut right, mut all, mut best) = (0.0, 0.0, 1.0);
    for (score, is_right) in scored {
        all += 1.0;
        right += if is_right { 1.0 } else { 0.0 };
        if right / all >= RIGHT {
            best = score;
        }
    }
    best
}

fn ship(samples: &[&Sample]) -> Model {
    let supported = fit_supported(samples);
    let contradicted = fit_contradicted(samples, &supported);
    let narrow = |model: &Fitted| {
        let weights: Vec<f32> = model.weights.iter().map(|weight| *weight as f32).collect();
        Weights::new(model.bias as f32, &weights)
    };
    Model {
        version: 4,
        thresholds: Thresholds {
            lenient: threshold(samples, &supported, FALSE_ALARMS[0]) as f32,
            balanced: threshold(samples, &supported, FALSE_ALARMS[1]) as f32,
            strict: threshold(samples, &supported, FALSE_ALARMS[2]) as f32,
        },
        conflict_threshold: conflict_threshold(samples, &contradicted) as f32,
        supported: narrow(&supported),
        contradicted: narrow(&contradicted),
    }
}

/// Leaves each set out in turn and reports the figures on it.
fn validate(samples: &[Sample]) -> String {
    let mut sets: Vec<&str> = samples.iter().map(|sample| sample.set.as_str()).collect();
    sets.sort_unstable();
    sets.dedup();
    let mut report = String::new();
    let mut pooled: Vec<(f64, bool)> = Vec::new();
    let _ = writeln!(report, "set\tn\tauroc\tbacc\tbacc@best\tfalse alarms/100\tcontradicted P\tR");
    for set in sets {
        let train: Vec<&Sample> = samples.iter().filter(|sample| sample.set != set).collect();
        let test: Vec<&Sample> = samples.iter().filter(|sample| sample.set == set).collect();
        let model = fit_supported(&train);
        let conflict = fit_contradicted(&train, &model);
        let at = threshold(&train, &model, FALSE_ALARMS[1]);
        let conflict_at = conflict_threshold(&train, &conflict);
        let scored: Vec<(f64, bool)> = test.iter().map(|s| (s.score(&model), s.supported())).collect();
        pooled.extend(&scored);
        let says = |s: &Sample| s.contradiction(&conflict) >= conflict_at;
        let bacc = |passes: &dyn Fn(&Sample) -> bool| {
            let rate = |side: bool| {
                let all: Vec<_> = test.iter().filter(|s| s.supported() == side).collect();
                all.iter().filter(|s| passes(s) == side).count() as f64 / all.len().max(1) as f64
            };
            (rate(true) + rate(false)) / 2.0
        };
        let passes = |s: &Sample| s.score(&model) >= at && !says(s);
        let best = scored.iter().map(|(cut, _)| bacc(&|s| s.score(&model) >= *cut)).fold(0.0, f64::max);
        let supported: Vec<_> = test.iter().filter(|s| s.supported()).collect();
        let alarms = supported.iter().filter(|s| !passes(s)).count() as f64 / supported.len().max(1) as f64;
        let said: Vec<_> = test.iter().filter(|s| says(s)).collect();
        let right = said.iter().filter(|s| s.label == "contradicted").count() as f64;
        let gold = test.iter().filter(|s| s.label == "contradicted").count() as f64;
        let _ = writeln!(
            report,
            "{set}\t{}\t{:.3}\t{:.3}\t{:.3}\t{:.1}\t{:.2}\t{:.2}",
            test.len(),
            auroc(&scored),
            bacc(&passes),
            best,
            100.0 * alarms,
            right / (said.len() as f64).max(1.0),
            right / gold.max(1.0),
        );
    }
    report.push_str(&reliability(&pooled));
    let all: Vec<&Sample> = samples.iter().collect();
    let model = fit_supported(&all);
    let conflict = fit_contradicted(&all, &model);
    for (index, (name, _)) in FEATURES.iter().enumerate() {
        let weight = |model: &Fitted| model.weights.get(index).copied().unwrap_or(0.0);
        let _ = writeln!(report, "{name}\t{:.2}\t{:.2}", weight(&model), weight(&conflict));
    }
    report
}

/// Ten bins of score: how many claims fall in each, and how many of them are supported.
fn reliability(scored: &[(f64, bool)]) -> String {
    let mut bins = [(0.0f64, 0.0f64, 0.0f64); 10];
    for (score, supported) in scored {
        if let Some(bin) = bins.get_mut(((score * 10.0) as usize).min(9)) {
            *bin = (bin.0 + 1.0, bin.1 + score, bin.2 + f64::from(u8::from(*supported)));
        }
    }
    let mut report = String::new();
    let mut error = 0.0;
    for (number, sum, supported) in bins.iter().filter(|bin| bin.0 > 0.0) {
        error += (sum - supported).abs();
        let _ =
            writeln!(report, "score {:.2}\tsupported {:.2}\tn {number}", sum / number, supported / number);
    }
    let _ = writeln!(report, "calibration error {:.3}", error / scored.len().max(1) as f64);
    report
}

fn dump(samples: &[Sample]) -> String {
    let mut out = String::from("id\tset\tgroup\tlabel\tconflicted");
    for (name, _) in FEATURES {
        let _ = write!(out, "\t{name}");
    }
    out.push('\n');
    for sample in samples {
        for (row, conflicted) in sample.sentences.iter().zip(&sample.conflicted) {
            let _ = write!(
                out,
                "{}\t{}\t{}\t{}\t{conflicted}",
                sample.id, sample.set, sample.group, sample.label
            );
            for value in row {
                let _ = write!(out, "\t{value:.4}");
            }
            out.push('\n');
        }
    }
    out
}
