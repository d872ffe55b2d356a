//! `train ner`: learns the weights of the mention model (`src/entities/data/mentions.bin`).

use std::error::Error;
use std::fs;

use attest_ls::corpus::read;
use attest_ls::entities::training::{Class, Example, Labelled, Learner, examples};
use attest_ls::text::ByteRange;

/// How the command is used.
pub const USAGE: &str = "train ner --out FILE [--passes N] [--rate R] [--decay D] [--cut C] [--seldom N] [--drop SHARE] [--runs N] [--seed N] FILE.jsonl[=WEIGHT]... [--then [--passes N] FILE...]
  Files behind `--then` are learnt after those before it, from the weights these left. Each line of a file is {\"text\", \"mentions\": [{\"start\", \"end\", \"type\"}], \"split\"?}; offsets count Unicode
  scalars; rows whose split is `test` or `dev` are left out. WEIGHT (default 1) scales a file's say. The
  weights written are the mean of N runs, each in another order and with other features dropped.";

/// Runs the command.
///
/// # Errors
/// What could not be read, parsed or written.
pub fn run(arguments: &[&str]) -> Result<(), Box<dyn Error + Send + Sync>> {
    let (mut out, mut passes, mut rate, mut decay, mut cut, mut seed) = (None, 8, 0.1, 1e-5, 0.05, 1);
    let mut seldom = 4;
    let (mut drop, mut runs) = (0.0, 1);
    let mut phases: Vec<(u64, Vec<String>)> = Vec::new();
    let mut files = Vec::new();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().ok_or_else(|| format!("{argument} needs a value\n{USAGE}"));
        match *argument {
            "--out" => out = Some((*value()?).to_owned()),
            "--passes" => passes = value()?.parse()?,
            "--rate" => rate = value()?.parse()?,
            "--decay" => decay = value()?.parse()?,
            "--cut" => cut = value()?.parse()?,
            "--seldom" => seldom = value()?.parse()?,
            "--runs" => runs = value()?.parse()?,
            "--drop" => drop = value()?.parse()?,
            "--seed" => seed = value()?.parse()?,
            "--then" => phases.push((passes, std::mem::take(&mut files))),
            file => files.push(file.to_owned()),
        }
    }
    phases.push((passes, files));
    let out = out.ok_or_else(|| format!("--out is missing\n{USAGE}"))?;
    let mut learner = Learner::new(rate, decay, seldom, drop);
    let mut loaded = Vec::new();
    for (passes, files) in phases {
        let all = load(&files)?;
        learner.meet(&all);
        loaded.push((passes, all));
    }
    for run in 0..runs {
        learner.restart();
        for (passes, all) in &loaded {
            for pass in 0..*passes {
                let loss = learner.pass(all, seed + 100 * run + pass);
                eprintln!("run {}, pass {}: loss {loss:.4} a word", run + 1, pass + 1);
            }
        }
        learner.average();
    }
    let bytes = learner.write(cut);
    eprintln!("{out}: {} bytes", bytes.len());
    fs::write(out, bytes)?;
    Ok(())
}

/// The examples of files, each with its weight behind a `=`.
fn load(files: &[String]) -> Result<Vec<Example>, Box<dyn Error + Send + Sync>> {
    let mut all = Vec::new();
    for file in files {
        let (path, weight) = match file.rsplit_once('=') {
            Some((path, weight)) => (path, weight.parse()?),
            None => (file.as_str(), 1.0),
        };
        let before = all.len();
        for line in fs::read_to_string(path)?.lines() {
            let row: serde_json::Value = serde_json::from_str(line)?;
            if matches!(row["split"].as_str(), Some("test" | "dev")) {
                continue;
            }
            let text = row["text"].as_str().ok_or("a row without text")?;
            let article = read::from_text(row["doc_id"].as_str().unwrap_or("text"), text);
            all.extend(examples(&article, &labelled(text, &row["mentions"]), weight));
        }
        eprintln!("{path}: {} stretches", all.len() - before);
    }
    Ok(all)
}

/// The mentions of a row in bytes, in text order.
fn labelled(text: &str, mentions: &serde_json::Value) -> Vec<Labelled> {
    let mut offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    offsets.push(text.len());
    let at = |value: &serde_json::Value| value.as_u64().and_then(|n| offsets.get(n as usize).copied());
    let mut found: Vec<Labelled> = mentions
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|mention| {
            let class = match mention["type"].as_str()? {
                "PERSON" => Class::Person,
                "ORG" => Class::Organisation,
                "PLACE" => Class::Place,
                "NORP" => Class::People,
                _ => Class::Other,
            };
            Some(Labelled { range: ByteRange::new(at(&mention["start"])?, at(&mention["end"])?), class })
        })
        .collect();
    found.sort_by_key(|mention| mention.range.start());
    found
}
