//! One corpus, measured from the outside: as a user's editor would see the server.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::client::{Client, uri};
use super::corpus::Dice;
use super::process;

/// What is measured of one corpus.
#[derive(Debug, Default)]
pub struct Measures {
    /// Bytes of articles.
    pub text: u64,
    /// Building the index of a corpus that was never seen: wall and processor time.
    pub cold: (Duration, Duration),
    /// The most bytes of memory while it is built.
    pub building: u64,
    /// Bytes of the index.
    pub index: u64,
    /// From the start of the server to the first diagnostics of the short note.
    pub opened: Duration,
    /// From the opening of the long note, in a server that is warm, to its diagnostics.
    pub long_note: Duration,
    /// From an edit to fresh diagnostics, in the long note.
    pub keystrokes: Vec<Duration>,
    /// The processor time of one of them.
    pub keystroke_cpu: Duration,
    /// Hovers over words of it.
    pub hovers: Vec<Duration>,
    /// Definitions of words of it.
    pub definitions: Vec<Duration>,
    /// Completions of names in it.
    pub completions: Vec<Duration>,
    /// The first completion of names after the start.
    pub first_completion: Duration,
    /// The first after an article came or went.
    pub completion_after: Vec<Duration>,
    /// Bytes of memory with the short note open; with the long one, after all edits; and ever.
    pub resident: [u64; 3],
    /// From the notice that an article came to diagnostics that know it.
    pub added: Vec<Duration>,
    /// The same for one that went.
    pub removed: Vec<Duration>,
    /// Processor time within two seconds in which nothing happens.
    pub idle: Duration,
}

/// A workspace to measure in.
pub struct Site<'a> {
    /// The program.
    pub program: &'a Path,
    /// The workspace's folder, with the articles below `corpus`.
    pub root: &'a Path,
    /// Where the index goes.
    pub cache: &'a Path,
    /// The short note and the long one.
    pub notes: [&'a str; 2],
    /// How many edits, hovers, definitions and completions.
    pub rounds: u64,
}

impl Site<'_> {
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.program);
        command.args(arguments).current_dir(self.root).env("ATTEST_CACHE_DIR", self.cache);
        command
    }

    /// Measures everything; `text` is how many bytes the articles have.
    pub fn measure(&self, text: u64) -> Result<Measures, String> {
        let mut found = Measures { text, ..Measures::default() };
        let _ = fs::remove_dir_all(self.cache);
        let (start, before) = (Instant::now(), process::cpu_of_children());
        let io = |error: std::io::Error| error.to_string();
        let mut child =
            self.command(&["index"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().map_err(io)?;
        let status = loop {
            if let Some(status) = child.try_wait().map_err(io)? {
                break status;
            }
            found.building = found.building.max(process::most_resident(child.id()));
            std::thread::sleep(Duration::from_millis(10));
        };
        if !status.success() {
            return Err("the index could not be built".into());
        }
        found.cold = (start.elapsed(), process::cpu_of_children() - before);
        found.index = process::size_of(self.cache);

        let (short, long) = (self.root.join("short.md"), self.root.join("long.md"));
        let start = Instant::now();
        let mut client = Client::start(self.command(&[]), self.root, true)?;
        client.open(&short, self.notes[0])?;
        client.diagnostics(&short)?;
        found.opened = start.elapsed();
        found.resident[0] = process::resident(client.pid());
        let (line, column) = words(self.notes[0], 1).first().copied().unwrap_or_default();
        found.first_completion = completion(&mut client, &short, line, column + 1)?;

        let start = Instant::now();
        client.open(&long, self.notes[1])?;
        client.diagnostics(&long)?;
        found.long_note = start.elapsed();
        let before = process::cpu(client.pid());
        for (at, edit) in edits(self.notes[1], self.rounds).into_iter().enumerate() {
            let version = at as i64 + 2;
            let start = Instant::now();
            client.notify("textDocument/didChange", edit.change(&long, version))?;
            client.diagnostics(&long)?;
            found.keystrokes.push(start.elapsed());
        }
        let spent = process::cpu(client.pid()) - before;
        found.keystroke_cpu = spent / u32::try_from(self.rounds.max(1)).unwrap_or(1);
        // The edits are taken back: positions below are those of the note as it was.
        let all = json!({
            "textDocument": {"uri": uri(&long), "version": self.rounds + 2},
            "contentChanges": [{"text": self.notes[1]}],
        });
        client.notify("textDocument/didChange", all)?;
        client.diagnostics(&long)?;
        for (line, column) in words(self.notes[1], self.rounds) {
            let at = json!({
                "textDocument": {"uri": uri(&long)},
                "position": {"line": line, "character": column},
            });
            found.hovers.push(client.timed("textDocument/hover", at.clone())?.0);
            found.definitions.push(client.timed("textDocument/definition", at.clone())?.0);
            found.completions.push(client.timed("textDocument/completion", at)?.0);
        }
        found.resident[1] = process::resident(client.pid());
        client.notify("textDocument/didClose", json!({"textDocument": {"uri": uri(&long)}}))?;
        for round in 0..5 {
            self.add_and_remove(&mut client, &short, round, &mut found)?;
        }
        // What is left to do in the background is done by now.
        std::thread::sleep(Duration::from_secs(5));
        let before = process::cpu(client.pid());
        std::thread::sleep(Duration::from_secs(2));
        found.idle = process::cpu(client.pid()) - before;
        found.resident[2] = process::most_resident(client.pid());
        Ok(found)
    }

    /// An article comes that supports a claim of the note, and goes again.
    fn add_and_remove(
        &self,
        client: &mut Client,
        note: &Path,
        round: i64,
        found: &mut Measures,
    ) -> Result<(), String> {
        let who = ["Teodor", "Marika", "Anselm", "Ludmila", "Casimir"][round as usize % 5];
        let claim = format!("{who} Vandrake opened the granite aqueduct of Mellowick on Friday.");
        let text = format!("{claim}\n\n{}", self.notes[0]);
        let change = json!({
            "textDocument": {"uri": uri(note), "version": round + 2},
            "contentChanges": [{"text": text}],
        });
        client.notify("textDocument/didChange", change)?;
        if !doubted(&client.diagnostics(note)?) {
            return Err(format!("nothing is said of a claim that no article supports: {claim}"));
        }
        let article = self.root.join(format!("corpus/new-{round}.txt"));
        fs::write(&article, format!("{claim} The aqueduct had been closed since spring.\n"))
            .map_err(|error| error.to_string())?;
        found.added.push(changed(client, note, &article, 1, false)?);
        // Behind two letters of the first name.
        found.completion_after.push(completion(client, note, 0, 2)?);
        fs::remove_file(&article).map_err(|error| error.to_string())?;
        found.removed.push(changed(client, note, &article, 3, true)?);
        found.completion_after.push(completion(client, note, 0, 2)?);
        Ok(())
    }
}

fn completion(client: &mut Client, note: &Path, line: usize, column: usize) -> Result<Duration, String> {
    let at = json!({
        "textDocument": {"uri": uri(note)},
        "position": {"line": line, "character": column},
    });
    Ok(client.timed("textDocument/completion", at)?.0)
}

/// Tells the server of a change of a file and waits until the note's first line is doubted or not.
fn changed(client: &mut Client, note: &Path, file: &Path, kind: u8, doubt: bool) -> Result<Duration, String> {
    let start = Instant::now();
    let changes = json!({"changes": [{"uri": uri(file), "type": kind}]});
    client.notify("workspace/didChangeWatchedFiles", changes)?;
    loop {
        client.wait(|message| message["method"] == "workspace/diagnostic/refresh")?;
        if doubted(&client.diagnostics(note)?) == doubt {
            return Ok(start.elapsed());
        }
    }
}

/// Whether something is said of the first line.
fn doubted(diagnostics: &[Value]) -> bool {
    diagnostics.iter().any(|found| found["range"]["start"]["line"] == 0)
}

/// One letter, typed.
pub struct Edit {
    line: usize,
    column: usize,
    text: String,
}

impl Edit {
    /// The parameters of `textDocument/didChange`.
    pub fn change(&self, note: &Path, version: i64) -> Value {
        let at = json!({"line": self.line, "character": self.column});
        json!({
            "textDocument": {"uri": uri(note), "version": version},
            "contentChanges": [{"range": {"start": at, "end": at}, "text": self.text}],
        })
    }
}

/// Words typed letter by letter in sentences all over the note.
pub fn edits(note: &str, count: u64) -> Vec<Edit> {
    const TYPED: &str = "perhaps 43 of them ";
    let mut edits = Vec::new();
    for (line, column) in words(note, count.div_ceil(TYPED.len() as u64)) {
        for (at, letter) in TYPED.chars().enumerate() {
            edits.push(Edit { line, column: column + at, text: letter.to_string() });
        }
    }
    edits.truncate(count as usize);
    edits
}

/// The beginnings of words, somewhere in the note: line and column. A column is a UTF-16 unit; the samples
/// have no character of two.
fn words(note: &str, count: u64) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    for (line, text) in note.lines().enumerate().filter(|(_, text)| text.len() > 60) {
        let letters: Vec<char> = text.chars().collect();
        let starts =
            letters.windows(2).enumerate().filter(|(_, two)| two[0] == ' ' && two[1].is_alphabetic());
        all.extend(starts.map(|(at, _)| (line, at + 1)));
    }
    let mut dice = Dice::of(all.len() as u64);
    // Edits of one line move each other: one word a line.
    let mut taken = std::collections::BTreeSet::new();
    let mut found = Vec::new();
    for _ in 0..count * 20 {
        let word = all[dice.below(all.len() as u64) as usize];
        if taken.insert(word.0) || taken.len() * 2 > note.lines().count() {
            found.push(word);
        }
        if found.len() as u64 == count {
            break;
        }
    }
    found
}
