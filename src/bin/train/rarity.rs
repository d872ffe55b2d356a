//! `train rarity TEXT_DIR`: counts in how many sentences of news each stem stands, for
//! `src/index/data/rarity.tsv`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::path::Path;

use attest_ls::index::term::terms_of;
use attest_ls::text::{sentences, tokens};
use rayon::prelude::*;

/// Stems in fewer sentences than this share are as good as unseen.
const LEAST: f64 = 4e-5;

/// Runs the command.
pub fn run(folder: &Path) -> io::Result<()> {
    let mut files: Vec<_> = std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|e| e == "txt"));
    files.sort();
    let (counts, total) =
        files.par_iter().map(|file| count(&std::fs::read_to_string(file).unwrap_or_default())).reduce(
            || (BTreeMap::new(), 0),
            |(mut a, n), (b, m)| {
                for (term, count) in b {
                    *a.entry(term).or_insert(0) += count;
                }
                (a, n + m)
            },
        );
    let mut table = String::new();
    for (term, count) in &counts {
        let share = *count as f64 / f64::from(total);
        if share >= LEAST && term.chars().all(|c| c.is_alphabetic() || c == '-') {
            let _ = writeln!(table, "{term}\t{:.0}", -10.0 * share.ln());
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/index/data/rarity.tsv");
    std::fs::write(&path, &table)?;
    println!("{} stems of {total} sentences to {}", table.lines().count(), path.display());
    Ok(())
}

fn count(text: &str) -> (BTreeMap<String, u32>, u32) {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    let mut total = 0;
    for sentence in sentences::split(text) {
        total += 1;
        let sentence = sentence.of(text);
        let mut seen: Vec<String> = Vec::new();
        for token in tokens::tokenize(sentence) {
            terms_of(token.range.of(sentence), token.kind, &mut |term| seen.push(term.to_owned()));
        }
        seen.sort_unstable();
        seen.dedup();
        for term in seen {
            *counts.entry(term).or_insert(0) += 1;
        }
    }
    (counts, total)
}
