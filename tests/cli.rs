//! The command line through the binary: results on stdout, messages on stderr, exit codes 0, 1, 2.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

const ARTICLE: &str = "Harbour blast kills dozens\n\n\
    A blast in the harbour of Northport killed 34 people on Thursday, officials said.\n\n\
    Mayor Maria Keller said: “We will rebuild the harbour.” The council rejected the plan of the port company.\n";

fn workspace(note: &str) -> TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(dir.path().join("corpus")).expect("a folder");
    fs::write(dir.path().join("corpus/blast.txt"), ARTICLE).expect("an article");
    fs::write(dir.path().join("note.md"), note).expect("a note");
    dir
}

fn run(dir: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_attest-ls"))
        .args(arguments)
        .current_dir(dir)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("it reads its input");
    child.wait_with_output().expect("it ends")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

#[test]
fn check_underlines_the_wrong_number_and_shows_the_source() {
    let dir = workspace("# Blast\n\nThe blast in the harbour of Northport killed 43 people on Thursday.\n");
    let output = run(dir.path(), &["check"], "");
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    let text = out(&output);
    assert!(text.contains("error[number-mismatch]"), "{text}");
    assert!(text.contains("note.md:3:46"), "{text}");
    assert!(text.contains("killed 34 people"), "{text}");
}

#[test]
fn check_is_clean_on_a_true_note() {
    let dir = workspace("The blast in the harbour of Northport killed 34 people.\n");
    let output = run(dir.path(), &["check", "note.md"], "");
    assert_eq!(output.status.code(), Some(0), "{}{}", out(&output), err(&output));
}

#[test]
fn fail_on_never_is_clean_whatever_is_found() {
    let dir = workspace("The blast in the harbour of Northport killed 43 people.\n");
    let output = run(dir.path(), &["check", "--fail-on", "never"], "");
    assert_eq!(output.status.code(), Some(0));
    assert!(out(&output).contains("number-mismatch"));
}

#[test]
fn check_writes_the_contracts_json_with_offsets_in_scalars() {
    let dir = workspace("😀 The blast in the harbour of Northport killed 43 people.\n");
    let output = run(dir.path(), &["check", "--format", "json"], "");
    let report: Value = serde_json::from_str(&out(&output)).expect("JSON");
    assert_eq!(report["version"], 1);
    let diagnostic = &report["notes"][0]["diagnostics"][0];
    assert_eq!((&diagnostic["code"], &diagnostic["severity"]), (&json!("number-mismatch"), &json!("error")));
    let text: Vec<char> = "😀 The blast in the harbour of Northport killed 43 people.".chars().collect();
    let (start, end) =
        (diagnostic["start"].as_u64().unwrap() as usize, diagnostic["end"].as_u64().unwrap() as usize);
    assert_eq!(text[start..end].iter().collect::<String>(), "43");
    assert_eq!((&diagnostic["line"], &diagnostic["column"]), (&json!(1), &json!(start + 1)));
    let evidence = &diagnostic["evidence"][0];
    assert_eq!((&evidence["article"], &evidence["line"]), (&json!("blast"), &json!(3)));
    let source: Vec<char> = ARTICLE.chars().collect();
    let place = evidence["start"].as_u64().unwrap() as usize..evidence["end"].as_u64().unwrap() as usize;
    assert_eq!(json!(source[place].iter().collect::<String>()), evidence["text"]);
    for key in ["claims", "supported", "partial", "unsupported", "contradicted", "not_checkable"] {
        assert!(report["summary"][key].is_u64(), "summary has {key}");
    }
}

#[test]
fn check_says_what_to_do_when_there_is_no_corpus() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("note.md"), "A claim.\n").unwrap();
    let output = run(dir.path(), &["check"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("no corpus: put articles into `corpus/`"), "{}", err(&output));
}

#[test]
fn a_fault_in_the_settings_names_line_column_and_the_right_key() {
    let dir = workspace("A claim.\n");
    fs::write(dir.path().join("attest.toml"), "[rules]\nmisquot = \"off\"\n").unwrap();
    let output = run(dir.path(), &["check"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("attest.toml:2:1: unknown rule `misquot`; did you mean `misquote`?"),
        "{}",
        err(&output)
    );
}

#[test]
fn a_note_that_cannot_be_read_is_named_and_the_others_are_checked() {
    let dir = workspace("The blast in the harbour of Northport killed 43 people.\n");
    fs::write(dir.path().join("bad.md"), b"\xff\xfe\x00broken").unwrap();
    let output = run(dir.path(), &["check"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(out(&output).contains("number-mismatch"), "{}", out(&output));
    assert!(err(&output).contains("bad.md"), "{}", err(&output));
}

#[test]
fn an_article_that_is_binary_is_named_and_the_others_serve() {
    let dir = workspace("The blast in the harbour of Northport killed 34 people.\n");
    fs::write(dir.path().join("corpus/image.txt"), [0_u8, 1, 2, 0, 255, 254, 0, 7].repeat(64)).unwrap();
    let output = run(dir.path(), &["check"], "");
    assert_eq!(output.status.code(), Some(0), "{}", out(&output));
    assert!(err(&output).contains("image.txt"), "{}", err(&output));
}

#[test]
fn verify_answers_each_line_in_order_and_goes_on_after_a_fault() {
    let dir = tempfile::tempdir().unwrap();
    let source = json!([{"id": "a", "text": "The blast killed 34 people."}]);
    let input = [
        json!({"id": 1, "claim": "The blast killed 34 people.", "sources": source}).to_string(),
        "{\"id\": \"two\", \"claim\":".to_owned(),
        json!({"id": 3, "claim": "The blast killed 43 people.", "sources": source}).to_string(),
    ]
    .join("\n");
    let output = run(dir.path(), &["verify"], &input);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    let lines: Vec<Value> = out(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 3);
    assert_eq!((&lines[0]["id"], &lines[0]["verdict"]), (&json!(1), &json!("supported")));
    assert!(lines[1]["error"].is_string());
    assert_eq!((&lines[2]["id"], &lines[2]["verdict"]), (&json!(3), &json!("contradicted")));
    assert_eq!(lines[2]["findings"][0]["kind"], "number");
    assert!(lines[0]["score"].as_f64() > lines[2]["score"].as_f64());
}

#[test]
fn annotate_keeps_entity_ids_across_the_run() {
    let dir = tempfile::tempdir().unwrap();
    let input = [
        json!({"id": "a", "text": "Mayor Maria Keller spoke in Northport on Monday. “We will rebuild,” Keller said."}),
        json!({"id": "b", "text": "Maria Keller returned to Northport after the talks, officials said."}),
    ]
    .map(|line| line.to_string())
    .join("\n");
    let output = run(dir.path(), &["annotate"], &input);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let lines: Vec<Value> = out(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let person = |line: &Value| {
        let mentions = line["mentions"].as_array().unwrap().clone();
        mentions
            .into_iter()
            .find(|mention| mention["type"] == "person")
            .map(|mention| mention["entity"].clone())
    };
    assert!(person(&lines[0]).is_some());
    assert_eq!(person(&lines[0]), person(&lines[1]));
    assert_eq!(lines[0]["quotes"][0]["entity"], person(&lines[0]).unwrap());
}

#[test]
fn annotate_gives_names_within_names_the_entity_that_bears_them() {
    let dir = tempfile::tempdir().unwrap();
    let texts = [
        "Norway reopened the border on Monday, and the University of Bergen its gates.",
        "The Norway Fisheries Board met at the University of Bergen on Friday.",
    ];
    let input = texts.map(|text| json!({"id": text, "text": text}).to_string()).join("\n");
    let output = run(dir.path(), &["annotate"], &input);
    let mut entities = Vec::new();
    for line in out(&output).lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let text = line["id"].as_str().unwrap().to_owned();
        for mention in line["mentions"].as_array().unwrap() {
            let at = |key: &str| usize::try_from(mention[key].as_u64().unwrap()).unwrap();
            entities.push((text[at("start")..at("end")].to_owned(), mention["entity"].clone()));
        }
    }
    for name in ["Norway", "Bergen", "University of Bergen"] {
        let ids: Vec<&Value> = entities.iter().filter(|(it, _)| it == name).map(|(_, id)| id).collect();
        assert!(ids.len() == 2 && ids[0] == ids[1], "{name}: {entities:?}");
    }
}

#[test]
fn annotate_tells_quotations_from_words_in_scare_quotes() {
    let dir = tempfile::tempdir().unwrap();
    let input = json!({"id": 1, "text": "The so-called “smart” gate failed on Monday. “We will rebuild,” Maria Keller said."});
    let output = run(dir.path(), &["annotate"], &input.to_string());
    let line: Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(line["quotes"].as_array().map(Vec::len), Some(1), "{line}");
    assert_eq!(line["quotes"][0]["start"], 45);
}

#[test]
fn explain_prints_a_rule_or_a_claims_verdict() {
    let dir = workspace("# Blast\n\nThe blast in the harbour of Northport killed 43 people.\n");
    let rule = run(dir.path(), &["explain", "number-mismatch"], "");
    assert!(out(&rule).starts_with("# number-mismatch\n"));
    let claim = run(dir.path(), &["explain", "note.md:3"], "");
    assert!(out(&claim).contains("contradicted"), "{}{}", out(&claim), err(&claim));
    let unknown = run(dir.path(), &["explain", "number-mismach"], "");
    assert_eq!(unknown.status.code(), Some(2));
    assert!(err(&unknown).contains("did you mean `number-mismatch`?"), "{}", err(&unknown));
}

#[test]
fn entity_prints_the_dossier_and_search_the_passage() {
    let dir = workspace("Note.\n");
    let dossier = run(dir.path(), &["entity", "Keller"], "");
    assert!(out(&dossier).starts_with("Maria Keller (person)"), "{}{}", out(&dossier), err(&dossier));
    assert!(out(&dossier).contains("Mayor"), "{}", out(&dossier));
    let found = run(dir.path(), &["search", "council", "plan"], "");
    assert!(out(&found).contains("rejected the plan"), "{}", out(&found));
}

#[test]
fn init_writes_settings_that_check_accepts_and_never_overwrites() {
    let dir = workspace("The blast in the harbour of Northport killed 34 people.\n");
    let written = run(dir.path(), &["init"], "");
    assert_eq!(written.status.code(), Some(0), "{}", err(&written));
    assert_eq!(run(dir.path(), &["check"], "").status.code(), Some(0));
    let again = run(dir.path(), &["init"], "");
    assert_eq!(again.status.code(), Some(2));
    assert!(err(&again).contains("is there already"), "{}", err(&again));
}

#[test]
fn a_closed_pipe_is_no_fault() {
    let dir = workspace("The blast in the harbour of Northport killed 43 people.\n");
    let mut child = Command::new(env!("CARGO_BIN_EXE_attest-ls"))
        .args(["check"])
        .current_dir(dir.path())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), err(&output)), (Some(0), String::new()));
}

#[test]
fn completions_and_help_have_what_a_user_asks_for() {
    let dir = tempfile::tempdir().unwrap();
    assert!(out(&run(dir.path(), &["completions", "bash"], "")).contains("attest-ls"));
    assert!(out(&run(dir.path(), &["--help"], "")).contains("Examples:"));
    assert!(out(&run(dir.path(), &["--version"], "")).starts_with("attest-ls 0."));
    assert_eq!(run(dir.path(), &["chekc"], "").status.code(), Some(2));
}

#[test]
fn entity_says_what_the_settings_merged_and_parted() {
    let dir = workspace("");
    let settings =
        "[[names]]\nname = \"Mayor Keller\"\naliases = [\"Maria Keller\"]\nnot = [\"Peter Keller\"]\n";
    fs::write(dir.path().join("attest.toml"), settings).unwrap();
    let text = out(&run(dir.path(), &["entity", "Maria", "Keller"], ""));
    assert!(text.starts_with("Mayor Keller (person)"), "{text}");
    assert!(text.contains("Maria Keller (1×; merged because attest.toml says so)"), "{text}");
    assert!(text.contains("not Peter Keller (kept apart because attest.toml says so)"), "{text}");
    fs::write(dir.path().join("attest.toml"), settings.replace("aliases", "alias")).unwrap();
    let output = run(dir.path(), &["entity", "Keller"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("unknown key `alias`; did you mean `aliases`?"), "{}", err(&output));
}
