//! The sample notes against the five articles: planted falsehoods are found, with the right rule on
//! the right words, and nothing is said of the planted truths.
//!
//! `expected.tsv` was written from the articles alone; its README says what the columns mean.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// A row of `expected.tsv`.
struct Planted {
    note: String,
    kind: String,
    codes: Vec<String>,
    /// The words at fault, in scalars of the note.
    words: Range<usize>,
    /// How far a squiggle may reach beyond them.
    wider: Range<usize>,
    /// The stretch of the note that holds it.
    context: String,
    label: String,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/peace-talks")
}

/// Where `needle` stands in `text` at or after the byte `from`, as scalars.
fn find(text: &str, needle: &str, from: usize, row: &str) -> (Range<usize>, usize) {
    let at =
        text[from..].find(needle).unwrap_or_else(|| panic!("`{needle}` is not in the note: {row}")) + from;
    let start = text[..at].chars().count();
    (start..start + needle.chars().count(), at)
}

fn planted() -> Vec<Planted> {
    let table = fs::read_to_string(root().join("expected.tsv")).expect("expected.tsv is a fixture");
    table
        .lines()
        .skip(1)
        .map(|row| {
            let cells: Vec<&str> = row.split('\t').collect();
            let [note, kind, rule, also, words, wider, context, _] = cells[..] else {
                panic!("a row has eight cells: {row}");
            };
            let text = fs::read_to_string(root().join("notes").join(note)).expect("the note is a fixture");
            let (context_range, at) = find(&text, context, 0, row);
            let or_context = |cell: &str| match cell {
                "-" => context_range.clone(),
                cell => {
                    let near = text[..at].char_indices().rev().nth(80).map_or(0, |(byte, _)| byte);
                    let inside = text[at..].find(cell).is_some_and(|found| found < context.len());
                    find(&text, cell, if inside { at } else { near }, row).0
                }
            };
            Planted {
                note: note.to_owned(),
                kind: kind.to_owned(),
                codes: [rule, also]
                    .iter()
                    .filter(|code| **code != "-")
                    .map(|code| (*code).to_owned())
                    .collect(),
                words: or_context(words),
                wider: or_context(wider),
                context: context.to_owned(),
                label: format!("{note}: {kind} {rule} “{words}” in “{context}”"),
            }
        })
        .collect()
}

/// A diagnostic of the run.
struct Found {
    note: String,
    code: String,
    range: Range<usize>,
    label: String,
}

fn found() -> Vec<Found> {
    let output = Command::new(env!("CARGO_BIN_EXE_attest-ls"))
        .args(["check", "--format", "json"])
        .arg(root())
        .output()
        .expect("the binary runs");
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let report: Value = serde_json::from_slice(&output.stdout).expect("check writes JSON");
    let mut found = Vec::new();
    for note in report["notes"].as_array().expect("a list of notes") {
        let name = Path::new(note["path"].as_str().expect("a path"))
            .file_name()
            .expect("a file")
            .to_string_lossy()
            .into_owned();
        for diagnostic in note["diagnostics"].as_array().expect("a list of diagnostics") {
            let number = |key: &str| diagnostic[key].as_u64().expect("a number") as usize;
            let code = diagnostic["code"].as_str().expect("a code").to_owned();
            found.push(Found {
                label: format!(
                    "{name}:{}:{} {code}: {}",
                    number("line"),
                    number("column"),
                    diagnostic["message"]
                ),
                note: name.clone(),
                range: number("start")..number("end"),
                code,
            });
        }
    }
    found
}

/// The falsehoods that the engine does not tell yet and the truths that it doubts, by their context; each
/// line is a debt.
fn known_misses() -> Vec<String> {
    let list = fs::read_to_string(root().join("known-misses.txt")).expect("known-misses.txt is a fixture");
    list.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
}

fn overlaps(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Whether the diagnostic tells this falsehood: one of its rules, on its words, and not far beyond.
fn tells(found: &Found, planted: &Planted) -> bool {
    found.note == planted.note
        && planted.codes.contains(&found.code)
        && overlaps(&found.range, &planted.words)
        && found.range.start >= planted.wider.start
        && found.range.end <= planted.wider.end
}

#[test]
fn planted_falsehoods_are_told_and_no_planted_truth_is_doubted() {
    let (planted, found, debts) = (planted(), found(), known_misses());
    let is_debt = |row: &Planted| debts.contains(&row.context);
    let falsehoods = || planted.iter().filter(|row| row.kind == "false");
    let mut wrong = Vec::new();
    for row in falsehoods().filter(|row| is_debt(row) && found.iter().any(|found| tells(found, row))) {
        wrong.push(format!("TOLD NOW, take it off known-misses.txt: {}", row.label));
    }
    let doubted = |row: &Planted| found.iter().any(|f| f.note == row.note && overlaps(&f.range, &row.wider));
    for row in planted.iter().filter(|row| row.kind == "true" && is_debt(row) && !doubted(row)) {
        wrong.push(format!("DOUBTED NO MORE, take it off known-misses.txt: {}", row.label));
    }
    for row in falsehoods().filter(|row| !is_debt(row) && !found.iter().any(|found| tells(found, row))) {
        let near = found.iter().filter(|found| found.note == row.note && overlaps(&found.range, &row.wider));
        wrong.push(format!(
            "MISSED {} (codes {:?}, words {:?}, wider {:?})",
            row.label, row.codes, row.words, row.wider
        ));
        wrong.extend(near.map(|found| format!("    instead: {} {:?}", found.label, found.range)));
    }
    for alarm in &found {
        let explained = planted.iter().any(|row| {
            row.note == alarm.note
                && (is_debt(row) && overlaps(&alarm.range, &row.wider)
                    || row.kind == "false" && (tells(alarm, row) || overlaps(&alarm.range, &row.words)))
        });
        if !explained {
            wrong.push(format!("FALSE ALARM {} {:?}", alarm.label, alarm.range));
        }
    }
    let count = |kind: &str| planted.iter().filter(|row| row.kind == kind).count();
    println!("{} falsehoods, {} truths, {} suppressed", count("false"), count("true"), count("suppressed"));
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), planted.len(), wrong.join("\n"));
}
