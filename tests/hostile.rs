//! Files made to do harm, in a corpus or among notes: none of them ends a command, hangs it, reads what it
//! must not, or comes alive in what is shown.

#![cfg(unix)]

#[path = "support/slow.rs"]
mod slow;

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const HARBOUR: &str = "\
Northport harbour reopens after the storm

12 March 2024

Maria Keller, the mayor of Northport, said on Tuesday that the harbour had reopened. \
The storm killed 34 people in Northport.
";

/// Words that would ring, colour, hide, run or lead somewhere if anything took them for more than words.
const LIVE: &str = "\u{1b}]0;title\u{7}\u{1b}[31m<script>alert(1)</script> [offer](command:evil) \u{202e}pmal\u{202c} https://evil.example";

fn workspace(note: &str, articles: &[(&str, &[u8])]) -> TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(dir.path().join("corpus")).expect("a folder");
    write(dir.path(), "corpus/harbour.txt", HARBOUR.as_bytes());
    write(dir.path(), "note.md", note.as_bytes());
    for (name, bytes) in articles {
        write(dir.path(), &format!("corpus/{name}"), bytes);
    }
    dir
}

fn write(dir: &Path, name: &str, bytes: &[u8]) {
    fs::write(dir.join(name), bytes).expect("a file");
}

fn run(dir: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_attest-ls"))
        .args(arguments)
        .current_dir(dir)
        .stdin(Stdio::null())
        .output()
        .expect("the binary starts")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// Nothing in `shown` drives a terminal or reorders what is read.
#[track_caller]
fn assert_tame(shown: &str) {
    let wild = |c: &char| (c.is_control() && *c != '\n') || ('\u{202a}'..='\u{202e}').contains(c);
    assert!(!shown.chars().any(|c| wild(&c)), "{shown:?}");
}

#[test]
fn pipes_sockets_links_and_loops_are_passed_by_and_counted() {
    let dir = workspace("The storm killed 34 people in Northport.\n", &[]);
    let corpus = dir.path().join("corpus");
    let made = Command::new("mkfifo").arg(corpus.join("pipe.txt")).status().expect("mkfifo runs");
    assert!(made.success());
    let _socket = UnixListener::bind(corpus.join("socket.txt")).expect("a socket");
    let outside = tempfile::tempdir().expect("a folder elsewhere");
    write(outside.path(), "secret.txt", HARBOUR.replace("34", "77").as_bytes());
    symlink(outside.path().join("secret.txt"), corpus.join("link.txt")).expect("a link");
    symlink(outside.path(), corpus.join("folder")).expect("a link");
    symlink(&corpus, corpus.join("loop")).expect("a link");
    symlink("/dev/zero", corpus.join("zero.txt")).expect("a link");
    symlink("nowhere", corpus.join("dangling.txt")).expect("a link");
    let output = run(dir.path(), &["check", "--fail-on", "warning"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).contains("against 1 article:"), "{}", out(&output));
    assert!(
        out(&output).ends_with("Not read: 5 links in the corpus, 2 files of another kind in the corpus.\n"),
        "{}",
        out(&output)
    );
}

#[test]
fn file_names_that_drive_a_terminal_are_shown_as_words() {
    let dir = workspace("The storm killed 43 people in Northport.\n", &[]);
    let wrong = HARBOUR.replace("34", "35");
    for (name, bytes) in [
        (&b"red\x1b[31m\nline.txt"[..], wrong.as_bytes()),
        (b"empty\x1b]0;title\x07.txt", b""),
        ("bidi\u{202e}gnp.txt".as_bytes(), b"\0\x01\x02\x03"),
        (b"bad\xff\xfe.txt", wrong.as_bytes()),
    ] {
        fs::write(dir.path().join("corpus").join(OsStr::from_bytes(name)), bytes).expect("a file");
    }
    fs::write(dir.path().join(OsStr::from_bytes(b"n\x1b[2J.md")), "The storm killed 43 people.\n")
        .expect("a note");
    for arguments in [
        &["check"][..],
        &["check", "--list-suppressed"],
        &["check", "--format", "github"],
        &["check", "--format", "json"],
        &["check", "--format", "sarif"],
        &["check", "--statistics"],
        &["search", "storm"],
        &["explain", "note.md:1"],
        &["entities"],
        &["entity", "Maria Keller"],
    ] {
        let output = run(dir.path(), arguments);
        assert_ne!(output.status.code(), Some(2), "{arguments:?}: {}", err(&output));
        assert_tame(&out(&output));
        assert_tame(&err(&output));
    }
}

#[test]
fn marks_of_markup_in_file_names_are_no_markup_and_the_article_can_be_cited() {
    let names = ["[x](y)%41#1.txt", "a b&c;d.txt", "100%.txt", "#.txt"];
    let articles: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, HARBOUR.as_bytes())).collect();
    let dir = workspace("The storm killed 43 people in Northport.\n", &articles);
    let output = run(dir.path(), &["check", "--format", "json", "--fail-on", "never"]);
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let evidence = report["notes"][0]["claims"][0]["evidence"].to_string();
    assert!(names.iter().any(|name| evidence.contains(name)), "{evidence}");
}

#[test]
fn words_of_an_article_never_come_alive_in_any_output() {
    let article = format!(
        "Flood in Westhaven {LIVE}\n\n12 March 2024\n\nAnna Weber, the mayor {LIVE} of Westhaven, said on Tuesday that the \
         flood killed 35 people in Westhaven {LIVE}. \"We lost {LIVE} every bridge in the valley that day,\" Weber said.\n"
    );
    let note = "The flood killed 53 people in Westhaven. Anna Webber said so.\n\n\
                Weber said: \"We lost every bridge in the whole valley that day.\"\n";
    let dir = workspace(note, &[("flood.txt", article.as_bytes())]);
    for arguments in [
        &["check"][..],
        &["check", "--format", "github"],
        &["check", "--format", "json"],
        &["check", "--format", "sarif"],
        &["explain", "note.md:1"],
        &["search", "flood Westhaven"],
        &["entity", "Anna Weber"],
        &["entities"],
        &["report", "note.md", "-o", "-"],
    ] {
        let output = run(dir.path(), arguments);
        assert_ne!(output.status.code(), Some(2), "{arguments:?}: {}", err(&output));
        let data = arguments.contains(&"json") || arguments.contains(&"sarif");
        // In JSON, what is not ASCII's own is a reader's to show; escapes can't stand in it.
        let shown = if data { out(&output).replace(['\u{202e}', '\u{202c}'], "") } else { out(&output) };
        assert_tame(&shown);
        assert_tame(&err(&output));
        if arguments[0] == "report" {
            assert!(!shown.contains("<script"), "{arguments:?}");
            assert!(!shown.contains("href=\"command:"), "{arguments:?}");
        }
    }
}

#[test]
fn a_note_that_is_no_text_is_named_and_counted_and_the_command_fails() {
    let dir = workspace("The storm killed 34 people in Northport.\n", &[]);
    write(dir.path(), "latin.md", b"The caf\xe9 of Northport.\n");
    let output = run(dir.path(), &["check"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("latin.md: not read: it is not UTF-8; save it"), "{}", err(&output));
    assert!(out(&output).ends_with("Not read: 1 note.\n"), "{}", out(&output));
}

#[test]
fn a_corpus_that_is_a_file_or_nowhere_is_said_to_be_no_folder() {
    let dir = workspace("The storm killed 34 people in Northport.\n", &[]);
    for corpus in ["note.md", "corpus/harbour.txt", "nowhere", "/dev/null"] {
        for command in ["check", "index"] {
            let output = run(dir.path(), &[command, "--corpus", corpus]);
            assert_eq!(output.status.code(), Some(2), "{command} {corpus}: {}", err(&output));
            assert!(err(&output).contains("is to be a folder and there is none"), "{}", err(&output));
            assert!(err(&output).contains("no articles in"), "{}", err(&output));
        }
    }
}

#[test]
fn settings_of_a_wrong_type_or_size_are_named_with_their_place() {
    let dir = workspace("The storm killed 34 people in Northport.\n", &[]);
    for fault in [
        "corpus = 3",
        "corpus = [3]",
        "rules = []",
        "rules.misquote = 5",
        "limits.depth = -1",
        "limits.seconds = 99999999999999999999",
        "limits = \"none\"",
        "notes = [\"[[\"]",
        "cache = \"yes\"",
        "strictness = \"mad\"",
        "corpus = [\"a\"",
        "\u{feff}\u{feff}x",
        "[[[[[[[[[[",
    ] {
        write(dir.path(), "attest.toml", fault.as_bytes());
        let output = run(dir.path(), &["check"]);
        assert_eq!(output.status.code(), Some(2), "{fault}: {}", err(&output));
        assert!(err(&output).contains("attest.toml:1:"), "{fault}: {}", err(&output));
        assert_eq!(out(&output), "", "{fault}");
    }
}

#[test]
fn ten_thousand_directives_and_deep_nesting_are_checked() {
    let dir = workspace("", &[]);
    let claim = "The storm killed 43 people in Northport.\n";
    let listed = |depth: usize| format!("{}- {claim}", "  ".repeat(depth));
    for (name, text) in [
        ("allowed.md", format!("<!-- attest: allow number-mismatch -->\n{claim}\n").repeat(10_000)),
        ("silenced.md", format!("{}{claim}", "<!-- attest: off -->\n".repeat(10_000))),
        ("quoted.md", format!("{} {claim}", ">".repeat(5_000))),
        ("listed.md", (0..500).map(listed).collect()),
        ("empty.md", String::new()),
        ("mark.md", "\u{feff}".to_owned()),
        ("ends.md", "\r\n\r\r\n\r".to_owned()),
    ] {
        write(dir.path(), name, text.as_bytes());
        let output = run(dir.path(), &["check", name, "--format", "json", "--fail-on", "never"]);
        assert_eq!(output.status.code(), Some(0), "{name}: {}", err(&output));
        let report: Value = serde_json::from_str(&out(&output)).expect("JSON");
        let errors = report["summary"]["diagnostics"]["error"].as_u64();
        // The nested items that are no code, at least, are told of.
        let told =
            if name == "listed.md" { errors > Some(0) } else { name == "quoted.md" || errors == Some(0) };
        assert!(told, "{name}: {}", report["summary"]);
    }
}

#[test]
fn a_note_with_nuls_and_one_with_a_mark_at_its_head_are_checked() {
    let dir = workspace("The storm killed\0 43 people in Northport.\n", &[]);
    write(dir.path(), "mark.md", "\u{feff}The storm killed 43 people in Northport.\n".as_bytes());
    let output = run(dir.path(), &["check", "--fail-on", "error"]);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    assert!(out(&output).contains("mark.md:1:1"), "{}", out(&output));
    assert_tame(&out(&output));
}

#[test]
fn a_note_that_is_a_pipe_or_a_device_is_not_waited_for() {
    let dir = workspace("The storm killed 34 people in Northport.\n", &[]);
    let made = Command::new("mkfifo").arg(dir.path().join("pipe.md")).status().expect("mkfifo runs");
    assert!(made.success());
    symlink("/dev/zero", dir.path().join("zero.md")).expect("a link");
    assert_eq!(run(dir.path(), &["check", "."]).status.code(), Some(0));
    for name in ["pipe.md", "zero.md"] {
        assert_eq!(run(dir.path(), &["check", name]).status.code(), Some(2), "{name}");
        assert_eq!(run(dir.path(), &["explain", &format!("{name}:1")]).status.code(), Some(2), "{name}");
    }
}

#[test]
fn a_table_of_ten_thousand_cells_at_fault_is_shown_at_all() {
    // Each finding once took as long as the whole note.
    let row = "| storm killed 43 people ".repeat(25);
    let note = format!("{row}|\n{}|\n{}", "|---".repeat(25), format!("{row}|\n").repeat(100));
    let dir = workspace(&note, &[]);
    let output = run(dir.path(), &["check", "--fail-on", "never"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).contains("1 note"), "{}", err(&output));
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut encoder, bytes).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}

/// A PDF of one page with these drawing instructions, and more objects behind it.
fn pdf(filter: &str, drawing: &[u8], more: &[Vec<u8>]) -> Vec<u8> {
    let stream = |head: &str, body: &[u8]| {
        let head = format!("<<{head}/Length {}>>stream\n", body.len());
        [head.as_bytes(), body, b"\nendstream"].concat()
    };
    let mut objects: Vec<Vec<u8>> = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>/MediaBox[0 0 600 800]>>"
            .to_vec(),
        stream(filter, drawing),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_vec(),
    ];
    objects.extend(more.iter().map(|body| stream("/Type/ObjStm/N 1/First 10/Filter/FlateDecode", body)));
    let mut out = b"%PDF-1.5\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in (1..).zip(&objects) {
        table += &format!("{:010} 00000 n \n", out.len());
        out.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        out.extend_from_slice(object);
        out.extend_from_slice(b"\nendobj\n");
    }
    let start = out.len();
    out.extend_from_slice(table.as_bytes());
    let size = objects.len() + 1;
    out.extend_from_slice(
        format!("trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF").as_bytes(),
    );
    out
}

const DRAWING: &[u8] = b"BT /F1 12 Tf 50 700 Td (The storm killed 34 people in Northport.) Tj ET";

#[test]
fn a_pdf_that_unpacks_without_end_is_named_and_the_others_are_read() {
    let bomb = packed(&vec![b' '; 300 << 20]);
    let twice = packed(&packed(&vec![b' '; 64 << 20]));
    let states = [b"q ".repeat(1 << 20), DRAWING.to_vec()].concat();
    let dir = workspace(
        "The storm killed 34 people in Northport.\n",
        &[
            ("sound.pdf", &pdf("", DRAWING, &[])),
            ("twice.pdf", &pdf("/Filter[/FlateDecode/FlateDecode]", &twice, &[])),
            ("hidden.pdf", &pdf("", DRAWING, &[bomb])),
            ("states.pdf", &pdf("", &states, &[])),
        ],
    );
    let output = run(dir.path(), &["check"]);
    let told = err(&output);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.contains("twice.pdf: not read: the PDF has parts that are packed twice"), "{told}");
    assert!(told.contains("hidden.pdf: not read: the PDF unpacks to more than"), "{told}");
    assert!(told.contains("states.pdf: not read"), "{told}");
    assert!(!told.contains("sound.pdf"), "{told}");
}

#[test]
fn packed_pages_of_a_web_archive_share_what_they_may_unpack_to() {
    let mut page = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let blanks = [b"<p>words".to_vec(), vec![b' '; 100 << 20]].concat();
    std::io::Write::write_all(&mut page, &blanks).expect("memory takes it");
    let page = page.finish().expect("memory takes it");
    let answer =
        [&b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"[..], &page]
            .concat();
    let head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Length: ";
    let record = [format!("{head}{}\r\n\r\n", answer.len()).as_bytes(), &answer, b"\r\n\r\n"].concat();
    let dir = workspace("The storm killed 34 people in Northport.\n", &[("pages.warc", &record.repeat(8))]);
    let output = run(dir.path(), &["check"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(err(&output).contains("its packed pages unpack to more than"), "{}", err(&output));
    assert!(out(&output).contains("against 3 articles"), "{}", out(&output));
}

#[test]
fn a_fix_writes_a_sources_words_into_a_note_as_words() {
    let article = "Flood in Westhaven\n\n12 March 2024\n\nAnna Weber said on Tuesday: \"We will rebuild the \
                   [old bridge](command:evil) and <script>every</script> road before the winter comes.\"\n";
    let note = "Weber said: \"We will rebuild the old bridge and every street before the winter comes.\"\n";
    let dir = workspace(note, &[("flood.txt", article.as_bytes())]);
    let output = run(dir.path(), &["check", "--format", "json", "--fail-on", "never"]);
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    for found in report["notes"][0]["diagnostics"].as_array().expect("findings") {
        for fix in found["fixes"].as_array().expect("fixes") {
            let written = fix["edits"].to_string();
            assert!(!written.contains("bridge](") && !written.contains(" <script"), "{written}");
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes_on_any_number_of_threads_by_the_index_or_without() {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/peace-talks");
    let answers = |threads: &str, by_index: bool| {
        let cache = tempfile::tempdir().expect("a temporary folder");
        let run = |arguments: &[&str]| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_attest-ls"));
            command.args(arguments).current_dir(sample).env("ATTEST_CACHE_DIR", cache.path());
            out(&command.env("RAYON_NUM_THREADS", threads).stdin(Stdio::null()).output().expect("it runs"))
        };
        let check = ["check", "--fail-on", "never", "--format", "json"];
        if by_index {
            // So few articles are read anew unless their index is there already.
            run(&["index"]);
            run(&check) + &run(&["entities"]) + &run(&["search", "peace talks"])
        } else {
            run(&[&check[..], &["--no-cache"]].concat())
                + &run(&["entities"])
                + &run(&["search", "peace talks"])
        }
    };
    let one = answers("1", false);
    assert!(one.len() > 1_000);
    for threads in ["1", "2", "8"] {
        assert!(answers(threads, false) == one, "{threads} threads");
        assert!(answers(threads, true) == one, "{threads} threads, by the index");
    }
}

#[test]
fn a_note_that_nobody_wrote_is_named_and_the_others_are_checked() {
    let dir = workspace("The storm killed 34 people in Northport.\n", &[]);
    write(dir.path(), "large.md", &b"a ".repeat(9 << 20));
    let output = run(dir.path(), &["check"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("large.md: not read: 18874368 bytes is over the limit"),
        "{}",
        err(&output)
    );
    assert!(
        out(&output).contains("1 note, 1 claim") && out(&output).ends_with("Not read: 1 note.\n"),
        "{}",
        out(&output)
    );
}

#[test]
fn notes_made_to_be_slow_are_checked() {
    let dir = workspace("The storm killed 34 people in Northport.\n", &[]);
    for (number, pile) in slow::PILES.iter().enumerate() {
        // 8 KB each.
        let text = pile.repeat(8_000 / pile.len());
        write(
            dir.path(),
            &format!("n{number:02}.md"),
            format!("{text}\n\nThe storm killed 43 people in Northport.\n").as_bytes(),
        );
    }
    let output = run(dir.path(), &["check", "--fail-on", "never"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).contains(&format!("{} notes", slow::PILES.len() + 1)), "{}", err(&output));
}

#[test]
fn what_was_not_found_is_never_called_false() {
    let note = "The envoy resigned after the meeting. Peter Unheard opened the bridge. \"Nobody said these words at all,\" \
                Keller said.\n\nSee [@nowhere].\n";
    let dir = workspace(note, &[]);
    for arguments in [
        &["check"][..],
        &["check", "--format", "json"],
        &["explain", "note.md:1"],
        &["report", "note.md", "-o", "-"],
    ] {
        let output = run(dir.path(), arguments);
        let shown = out(&output).to_lowercase().replace("does not mean false", "");
        for word in ["false", "untrue", "incorrect", "not true", "a lie", "fake"] {
            // JSON's own word and the page's markup.
            let bare = shown.replace(":false", "").replace("=\"false\"", "");
            assert!(!bare.contains(word), "{arguments:?}: {word}");
        }
        assert!(!shown.contains("contradicted-claim"), "{arguments:?}");
    }
}
