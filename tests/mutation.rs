//! Every fuzz target for a while, on `tests/fuzz/seeds` and the fixtures, changed at random: the same each time.
//!
//! `ATTEST_MUTATIONS=100000 cargo test --release --test mutation -- --nocapture` goes on for longer;
//! `ATTEST_MUTATION_TARGET=pdf` names one target, `ATTEST_MUTATION_SEED=7` another start.

#[path = "support/targets.rs"]
mod targets;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use targets::TARGETS;

/// Bytes of a seed at most: small inputs find more in the same time.
const LARGEST: usize = 6_000;
/// How often each target is run where nobody says otherwise.
const USUAL: usize = 60;

/// What readers look for; random bytes would rarely make it.
const TOKENS: &[&[u8]] = &[
    b"\n",
    b"\r\n\r\n",
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"<",
    b"</",
    b"<p>",
    b"<script>",
    b"<!--",
    b"-->",
    b"&#x",
    b"\"",
    b"'",
    b"=\"",
    b"[",
    b"](",
    b"[@",
    b"[^1]:",
    b"[[",
    b"]]",
    b"|",
    b"> ",
    b"- ",
    b"**",
    b"`",
    b"```\n",
    b"---\n",
    b"<!-- attest: off -->",
    "\u{201c}".as_bytes(),
    "\u{201d}".as_bytes(),
    "\u{1f600}".as_bytes(),
    b"1,000",
    b"12 March 2024",
    b"Content-Length: ",
    b"Content-Type: multipart/mixed; boundary=b\n\n--b\n",
    b"Content-Type: message/rfc822\n\n",
    b"Content-Transfer-Encoding: base64\n",
    b"From ",
    b"WARC/1.0\r\n",
    b"stream\n",
    b"endobj",
    b"<<",
    b">>",
    b"/Length 9",
    b"{",
    b"}",
    b"\"text\":",
    b"99999999999999999999",
    b"-1",
    b"4294967295",
    b"corpus = [",
    b"[rules]\n",
];

struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    /// `bytes` with a few changes.
    fn mutate(&mut self, bytes: &mut Vec<u8>, other: &[u8]) {
        for _ in 0..=self.below(6) {
            let (a, b) = (self.below(bytes.len() + 1), self.below(bytes.len() + 1));
            let (start, end) = (a.min(b), a.max(b).min(a.min(b) + 200));
            match self.below(7) {
                0 if !bytes.is_empty() => {
                    let at = a.min(bytes.len() - 1);
                    bytes[at] ^= 1 << self.below(8);
                }
                1 => drop(bytes.drain(start..end)),
                2 => {
                    let piece = bytes[start..end].to_vec();
                    let times = 1 + self.below(20);
                    bytes.splice(b..b, piece.repeat(times));
                }
                3 => {
                    let from = self.below(other.len());
                    let piece = &other[from..other.len().min(from + 300)];
                    bytes.splice(a..a, piece.iter().copied());
                }
                4 => bytes.truncate(a),
                _ => {
                    let token = TOKENS[self.below(TOKENS.len())];
                    bytes.splice(a..a, token.iter().copied());
                }
            }
        }
    }
}

/// The small files below `folder` with one of these extensions, or with none, in order.
fn seeds(folder: &Path, extensions: &[&str], found: &mut Vec<Vec<u8>>) {
    let mut entries: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            seeds(&path, extensions, found);
        } else if path.extension().is_none_or(|it| extensions.iter().any(|known| it == *known)) {
            let mut bytes = fs::read(&path).expect("a fixture");
            // What is packed or has offsets is of no use cut off.
            if bytes.len() > LARGEST && !extensions.iter().any(|it| ["pdf", "docx", "gz"].contains(it)) {
                bytes.truncate(LARGEST);
            }
            found.push(bytes);
        }
    }
}

fn number(name: &str, usual: usize) -> usize {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}

#[test]
fn no_target_panics_on_files_changed_at_random() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds");
    let wanted = std::env::var("ATTEST_MUTATION_TARGET").ok();
    let rounds = number("ATTEST_MUTATIONS", USUAL);
    for (name, extensions, run) in TARGETS {
        if wanted.as_ref().is_some_and(|wanted| wanted != name) {
            continue;
        }
        let mut corpus = Vec::new();
        // Small whole files and what the fuzzer found worth keeping: each as it is, and changed.
        seeds(&kept.join(name), &[], &mut corpus);
        corpus.iter().for_each(|bytes| run(bytes));
        seeds(&fixtures, extensions, &mut corpus);
        let mut chance = Chance(0x5eed_0000 + number("ATTEST_MUTATION_SEED", 1) as u64);
        let begun = std::time::Instant::now();
        for round in 0..rounds {
            let mut bytes = corpus[chance.below(corpus.len())].clone();
            let other = chance.below(corpus.len());
            chance.mutate(&mut bytes, &corpus[other]);
            let done = catch_unwind(AssertUnwindSafe(|| run(&bytes)));
            if done.is_err() {
                let path = std::env::temp_dir().join(format!("attest-{name}-{round}"));
                fs::write(&path, &bytes).expect("a temporary file");
                panic!("{name} fails in round {round}; the input is {}", path.display());
            }
        }
        println!("{name}: {rounds} runs of {} seeds in {:.1} s", corpus.len(), begun.elapsed().as_secs_f32());
    }
}
