//! How many instructions the program takes for some work, by callgrind: a figure that does not depend on what
//! else the machine does.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::corpus::Maker;

/// Articles of the corpus whose index is built.
const ARTICLES: u64 = 200;

/// Prints the figures of `program`, with what is made for them below `work`.
pub fn print(program: &Path, work: &Path, seed: u64) -> Result<(), String> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/peace-talks");
    let io = |error: std::io::Error| error.to_string();
    let root = work.join("instructions");
    fs::create_dir_all(&root).map_err(io)?;
    let maker = Maker::new(&samples.join("corpus"), ARTICLES, seed).map_err(io)?;
    let text = maker.write(&root.join("corpus"), ARTICLES).map_err(io)?;
    let _ = fs::remove_dir_all(root.join("cache"));
    let index = counted(program, &["index"], &root)?;
    let check = counted(program, &["check", "--no-cache", "--fail-on", "never"], &samples)?;
    println!("instructions, first index of {ARTICLES} articles: {:.2} billion", index as f64 / 1e9);
    println!("instructions, each byte of those: {}", index / text.max(1));
    println!("instructions, check of the sample notes: {:.2} billion", check as f64 / 1e9);
    Ok(())
}

/// How many instructions `program` takes in `folder`, on one thread.
fn counted(program: &Path, arguments: &[&str], folder: &Path) -> Result<u64, String> {
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(program).args(arguments);
    command.current_dir(folder).env("RAYON_NUM_THREADS", "1").env("ATTEST_CACHE_DIR", folder.join("cache"));
    let output = command.output().map_err(|error| format!("valgrind can't be run: {error}"))?;
    let told = String::from_utf8_lossy(&output.stderr);
    let line = told.lines().find_map(|line| line.split_once("Collected :"));
    let count = line.and_then(|(_, count)| count.trim().parse().ok());
    count.ok_or_else(|| format!("valgrind counted nothing of {}: {told}", arguments.join(" ")))
}
