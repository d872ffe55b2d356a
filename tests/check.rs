//! `check` for teams and CI, through the binary: baselines, changed notes, statistics, other formats,
//! settings in folders, watching.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

const ARTICLE: &str = "Harbour blast kills dozens\n\n\
    A blast in the harbour of Northport killed 34 people on Thursday, officials said.\n\n\
    Mayor Maria Keller said: “We will rebuild the harbour.” The council rejected the plan of the port company.\n";
const WRONG: &str = "The blast in the harbour of Northport killed 43 people.\n";
const TRUE: &str = "The blast in the harbour of Northport killed 34 people.\n";

fn workspace(note: &str) -> TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(dir.path().join("corpus")).expect("a folder");
    fs::write(dir.path().join("corpus/blast.txt"), ARTICLE).expect("an article");
    fs::write(dir.path().join("note.md"), note).expect("a note");
    dir
}

fn command(dir: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_attest-ls"));
    command.args(arguments).current_dir(dir).stdin(Stdio::null());
    command
}

fn run(dir: &Path, arguments: &[&str]) -> Output {
    command(dir, arguments).output().expect("the binary starts")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

#[test]
fn a_notebook_with_five_hundred_old_findings_fails_only_on_a_new_one() {
    let mut note = String::new();
    for number in 100..600 {
        let _ = writeln!(note, "The blast in the harbour of Northport killed {number} people.\n");
    }
    let dir = workspace(&note);
    let adopted = run(dir.path(), &["check", "--baseline", "known.json", "--update-baseline"]);
    assert_eq!(adopted.status.code(), Some(0), "{}", err(&adopted));
    assert!(err(&adopted).contains("wrote known.json with 500 findings"), "{}", err(&adopted));
    let again = run(dir.path(), &["check", "--baseline", "known.json"]);
    assert_eq!(again.status.code(), Some(0), "{}", out(&again));
    // Lines move, one sentence is new, one is gone.
    let moved = note.replacen("The blast in the harbour of Northport killed 100 people.\n", "", 1);
    fs::write(
        dir.path().join("note.md"),
        format!("# Blast\n\n{moved}\nThe blast in the harbour of Northport killed 43 people.\n"),
    )
    .expect("a note");
    let new = run(dir.path(), &["check", "--baseline", "known.json", "--format", "jsonl"]);
    assert_eq!(new.status.code(), Some(1), "{}", err(&new));
    let lines: Vec<Value> = out(&new).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert_eq!((&lines[0]["path"], &lines[0]["code"]), (&json!("note.md"), &json!("number-mismatch")));
    assert!(
        err(&new).contains("499 findings are known") && err(&new).contains("1 of it are gone"),
        "{}",
        err(&new)
    );
}

#[test]
fn a_baseline_that_is_missing_or_broken_says_what_to_do() {
    let dir = workspace(WRONG);
    let missing = run(dir.path(), &["check", "--baseline", "known.json"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(err(&missing).contains("--update-baseline"), "{}", err(&missing));
    fs::write(dir.path().join("known.json"), "{\"version\":9,\"findings\":[]}").expect("a file");
    let other = run(dir.path(), &["check", "--baseline", "known.json"]);
    assert!(err(&other).contains("version 9"), "{}", err(&other));
}

#[test]
fn only_notes_that_git_sees_changed_are_checked() {
    let dir = workspace(WRONG);
    let git = |arguments: &[&str]| {
        let done = Command::new("git")
            .args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"])
            .args(arguments)
            .current_dir(dir.path())
            .output()
            .expect("git");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "first"]);
    let none = run(dir.path(), &["check", "--since", "HEAD"]);
    assert_eq!(none.status.code(), Some(0), "{}", out(&none));
    assert!(err(&none).contains("no note changed since HEAD"), "{}", err(&none));
    fs::write(dir.path().join("new.md"), WRONG).expect("a note");
    let new = run(dir.path(), &["check", "--since", "HEAD", "--format", "jsonl"]);
    assert_eq!(new.status.code(), Some(1));
    assert!(out(&new).lines().all(|line| line.contains("\"new.md\"")), "{}", out(&new));
    let unknown = run(dir.path(), &["check", "--since", "nowhere"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(err(&unknown).contains("git says"), "{}", err(&unknown));
}

#[test]
fn a_statement_is_checked_although_the_same_words_are_silenced_above_it() {
    let words = WRONG.trim();
    let dir = workspace(&format!("<!-- attest: off -->\n\n{words}\n\n<!-- attest: on -->\n\n{words}\n"));
    let output = run(dir.path(), &["check"]);
    assert_eq!(output.status.code(), Some(1), "{}", out(&output));
    assert!(out(&output).contains("note.md:7:"), "{}", out(&output));
}

#[test]
fn what_is_suppressed_is_listed_with_its_reason_and_what_it_hides() {
    let dir =
        workspace(&format!("<!-- attest: allow number-mismatch -- the wire was corrected -->\n{WRONG}"));
    let listed = run(dir.path(), &["check", "--list-suppressed"]);
    let text = out(&listed);
    assert!(text.contains("note.md:1: number-mismatch: the wire was corrected"), "{text}");
    assert!(text.contains("    line 2: number-mismatch: "), "{text}");
    assert_eq!(listed.status.code(), Some(0), "{text}");
}

#[test]
fn statistics_count_the_findings_by_rule() {
    let dir = workspace(&format!("{WRONG}\nThe blast in Northport killed 51 people.\n"));
    let text = out(&run(dir.path(), &["check", "--statistics"]));
    assert!(text.contains("       2      1  number-mismatch"), "{text}");
    assert!(text.contains("2 statements: "), "{text}");
}

#[test]
fn sarif_fits_its_schema() {
    let dir = workspace(&format!(
        "{WRONG}\nKeller said: “We shall rebuild the harbour.” Jonas Brandt left. See [@blasst].\n"
    ));
    let log: Value =
        serde_json::from_str(&out(&run(dir.path(), &["check", "--format", "sarif"]))).expect("JSON");
    assert!(log["runs"][0]["results"].as_array().is_some_and(|results| results.len() > 2), "{log}");
    let mut schema: Value = serde_json::from_str(include_str!("fixtures/sarif/sarif-2.1.0.schema.json"))
        .expect("the schema is JSON");
    // Its pattern for a language has a bracket too many.
    for definition in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][definition]["properties"]["language"];
        language.as_object_mut().expect("a property").remove("pattern");
    }
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    let faults: Vec<String> = validator.iter_errors(&log).map(|fault| fault.to_string()).collect();
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn the_settings_nearest_to_a_note_win() {
    let dir = workspace(WRONG);
    fs::create_dir(dir.path().join("drafts")).expect("a folder");
    fs::write(dir.path().join("drafts/draft.md"), WRONG).expect("a note");
    fs::write(
        dir.path().join("attest.toml"),
        "strictness = \"strict\"\n[rules]\nnumber-mismatch = \"warning\"\n",
    )
    .expect("settings");
    fs::write(dir.path().join("drafts/attest.toml"), "[rules]\nnumber-mismatch = \"hint\"\n")
        .expect("settings");
    let report: Value =
        serde_json::from_str(&out(&run(dir.path(), &["check", "--format", "json"]))).expect("JSON");
    let severity = |note: usize| report["notes"][note]["diagnostics"][0]["severity"].clone();
    assert_eq!((severity(0), severity(1)), (json!("hint"), json!("warning")), "{report}");
    let alone = run(dir.path(), &["check", "drafts", "--format", "jsonl"]);
    assert!(out(&alone).contains("\"hint\""), "{}{}", out(&alone), err(&alone));
    let shown = out(&run(dir.path(), &["config", "--show-origin", "drafts"]));
    assert!(shown.contains("rules.number-mismatch = \"hint\"  # drafts/attest.toml:2"), "{shown}");
    assert!(shown.contains("strictness = \"strict\"  # attest.toml:1"), "{shown}");
    assert!(shown.contains("rules.misquote = \"error\"  # default"), "{shown}");
    let here = out(&run(dir.path(), &["config"]));
    assert!(here.starts_with("# settings for this folder\n"), "{here}");
}

#[test]
fn an_article_that_is_named_like_a_note_is_not_checked() {
    let dir = workspace(TRUE);
    fs::write(dir.path().join("corpus/wire.md"), WRONG).expect("an article");
    // What a hook passes: every Markdown file of the commit.
    let both = run(dir.path(), &["check", "note.md", "corpus/wire.md", "--format", "json"]);
    let told: Value = serde_json::from_str(&out(&both)).expect("JSON");
    assert_eq!(told["notes"].as_array().map(Vec::len), Some(1), "{told}");
    assert!(
        err(&both).contains("1 file lies among the articles and is not checked as a note"),
        "{}",
        err(&both)
    );
    let alone = run(dir.path(), &["check", "corpus/wire.md"]);
    assert_eq!(alone.status.code(), Some(0), "{}", err(&alone));
    // A corpus of the command line may be the folder of the note.
    let given = run(dir.path(), &["check", "note.md", "--corpus", ".", "--format", "json"]);
    let told: Value = serde_json::from_str(&out(&given)).expect("JSON");
    assert_eq!(told["notes"].as_array().map(Vec::len), Some(1), "{told}");
}

#[test]
fn watching_checks_again_when_a_note_or_an_article_changes() {
    let dir = workspace(WRONG);
    let settings = r#"{"rules": {"number-mismatch": "error"}}"#;
    let mut child = command(dir.path(), &["check", "--watch", "--format", "jsonl", "--settings", settings])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let mut round = || {
        let mut findings = Vec::new();
        for line in lines.by_ref().map_while(Result::ok).filter(|line| !line.is_empty()) {
            if line.starts_with("watching") {
                break;
            }
            findings.push(line);
        }
        findings
    };
    assert_eq!(round().len(), 1);
    fs::write(dir.path().join("note.md"), TRUE).expect("a note");
    // A file may be seen half written, so a round may come twice.
    while !round().is_empty() {}
    fs::write(dir.path().join("corpus/blast.txt"), ARTICLE.replace("34", "51")).expect("an article");
    while round().is_empty() {}
    // What the command line says is stronger than settings that change.
    fs::write(dir.path().join("attest.toml"), "[rules]\nnumber-mismatch = \"off\"\n").expect("settings");
    assert!(round().iter().any(|line| line.contains("number-mismatch")));
    child.kill().expect("it runs");
    child.wait().expect("it ends");
}

#[test]
fn the_schema_of_the_settings_is_the_one_that_is_checked_in_and_takes_what_the_reader_takes() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let printed = out(&run(dir.path(), &["schema"]));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("editors/attest.schema.json");
    assert_eq!(
        fs::read_to_string(path).expect("the schema is checked in"),
        printed,
        "run: cargo run -- schema > editors/attest.schema.json"
    );
    let schema: Value = serde_json::from_str(&printed).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let takes = |toml: &str| {
        let value: Value =
            serde_json::to_value(toml::from_str::<toml::Table>(toml).expect("TOML")).expect("JSON");
        let faults: Vec<String> = validator.iter_errors(&value).map(|fault| fault.to_string()).collect();
        let read = attest_ls::workspace::settings::Written::from_toml(toml, Path::new("attest.toml"));
        assert_eq!(faults.is_empty(), read.is_ok(), "{toml}: {faults:?}, {read:?}");
        faults.is_empty()
    };
    assert!(takes(
        "corpus = [\"a\"]\nstrictness = \"strict\"\n[rules]\nmisquote = \"off\"\n[columns]\ntext = \"b\"\n[features]\nrename = false\n"
    ));
    assert!(takes("[[names]]\nname = \"A\"\naliases = [\"B\"]\n"));
    assert!(!takes("strictness = \"very\"\n"));
    assert!(!takes("corpsu = [\"a\"]\n"));
    assert!(!takes("[rules]\nmisquot = \"off\"\n"));
    assert!(!takes("[columns]\nbody = \"b\"\n"));
}

#[test]
fn the_demo_is_the_sample_and_check_finds_its_falsehoods() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let written = run(dir.path(), &["demo"]);
    assert_eq!(written.status.code(), Some(0), "{}", err(&written));
    let demo = dir.path().join("attest-demo");
    let checked = run(&demo, &["check", "--statistics"]);
    assert_eq!(checked.status.code(), Some(1), "{}", err(&checked));
    let told = run(&demo, &["check", "--format", "jsonl"]);
    let mut found: Vec<(String, u64, String)> = out(&told)
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter_map(|it| {
            let (path, line, code) = (it["path"].as_str()?, it["line"].as_u64()?, it["code"].as_str()?);
            Some((path.to_owned(), line, code.to_owned()))
        })
        .filter(|(_, _, code)| code != "single-source")
        .collect();
    found.sort();
    let found: Vec<(&str, u64, &str)> =
        found.iter().map(|(path, line, code)| (path.as_str(), *line, code.as_str())).collect();
    assert_eq!(
        found,
        [
            ("notes/brief.md", 10, "number-mismatch"),
            ("notes/brief.md", 12, "conflicting-sources"),
            ("notes/brief.md", 14, "contradicted-claim"),
            ("notes/brief.md", 16, "unsupported-claim"),
            ("notes/brief.md", 20, "contradicted-claim"),
            ("notes/brief.md", 22, "date-mismatch"),
            ("notes/brief.md", 24, "misquote"),
            ("notes/brief.md", 32, "broken-citation"),
            ("notes/people.md", 5, "unknown-name"),
            ("notes/people.md", 6, "misattributed-quote"),
            ("notes/people.md", 7, "unknown-name"),
            ("notes/timeline.md", 5, "ambiguous-name"),
            ("notes/timeline.md", 5, "unsupported-claim"),
        ]
    );
    assert!(out(&told).contains("single-source"), "{}", out(&told));
    let explained = run(&demo, &["explain", "notes/brief.md:10"]);
    assert!(out(&explained).starts_with("claim"), "{}", err(&explained));
    let again = run(dir.path(), &["demo"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(err(&again).contains("is not empty"), "{}", err(&again));
}

#[test]
fn init_names_the_folder_in_which_the_articles_lie() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(dir.path().join("clips")).expect("a folder");
    for name in ["a.txt", "b.txt", "c.html"] {
        fs::write(dir.path().join("clips").join(name), ARTICLE).expect("an article");
    }
    fs::write(dir.path().join("note.md"), TRUE).expect("a note");
    let shown = run(dir.path(), &["init", "--dry-run"]);
    assert!(out(&shown).contains("corpus = [\"clips\"]"), "{}", out(&shown));
    assert!(
        err(&shown).contains("3 files of articles in `clips` (2 txt, 1 html)\n1 note\n"),
        "{}",
        err(&shown)
    );
    assert!(!dir.path().join("attest.toml").exists());
    assert_eq!(run(dir.path(), &["init"]).status.code(), Some(0));
    assert_eq!(run(dir.path(), &["check"]).status.code(), Some(0));
}

#[test]
fn the_version_has_the_checksum_of_the_binary_and_the_manual_every_command() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let version = out(&run(dir.path(), &["--version"]));
    assert!(version.starts_with("attest-ls 0.") && version.contains("\nsha256 "), "{version}");
    assert!(out(&run(dir.path(), &["man"])).contains(".TH attest-ls 1"));
    let written = run(dir.path(), &["man", "pages"]);
    assert_eq!(written.status.code(), Some(0), "{}", err(&written));
    for page in ["attest-ls.1", "attest-ls-check.1", "attest-ls-report.1"] {
        assert!(dir.path().join("pages").join(page).is_file(), "{page}");
    }
}
