//! Files that are too large, too deep or too many: named with the setting that says so, and the others are read.
//!
//! `ATTEST_FILES=1000000 cargo test --release --test limits folder_of_very_many` makes the folder as large as one likes.

#![cfg(unix)]

use std::fs::{self, File};
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const HARBOUR: &str = "Harbour\n\n12 March 2024\n\nMaria Keller said on Tuesday that the storm killed 34 people in Northport.\n";
const TRUE: &str = "The storm killed 34 people in Northport.\n";
const MEGABYTE: u64 = 1 << 20;

fn workspace(settings: &str) -> TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir_all(dir.path().join("w/corpus")).expect("a folder");
    for (name, text) in [("corpus/harbour.txt", HARBOUR), ("note.md", TRUE), ("attest.toml", settings)] {
        write(dir.path(), name, text.as_bytes());
    }
    dir
}

fn write(dir: &Path, name: &str, bytes: &[u8]) {
    fs::write(dir.join("w").join(name), bytes).expect("a file");
}

/// A file of that size, all NULs, that takes no room on the disk.
fn empty(dir: &Path, name: &str, size: u64) {
    File::create(dir.join("w").join(name)).and_then(|file| file.set_len(size)).expect("a file");
}

fn run(dir: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_attest-ls"))
        .args(arguments)
        .current_dir(dir.join("w"))
        .env("ATTEST_CACHE_DIR", dir.join("cache"))
        .stdin(Stdio::null())
        .output()
        .expect("the binary starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, body) in parts {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).expect("memory takes it");
        archive.write_all(body).expect("memory takes it");
    }
    archive.finish().expect("memory takes it").into_inner()
}

/// A Word document whose words stand this deep.
fn deep(levels: usize) -> Vec<u8> {
    let words = "<w:p><w:r><w:t>The flood killed 12 people in Westhaven.</w:t></w:r></w:p>";
    let (open, close) = ("<w:a>".repeat(levels), "</w:a>".repeat(levels));
    archive(&[("word/document.xml", format!("<w:document>{open}{words}{close}</w:document>").as_bytes())])
}

#[test]
fn every_limit_can_be_set_and_its_message_names_the_file_and_the_key() {
    let dir = workspace(
        "[limits]\nfile-megabytes = 1\nexport-megabytes = 2\nunpacked-megabytes = 1\nnote-megabytes = 1\ndepth = 10\n",
    );
    empty(dir.path(), "corpus/long.txt", 2 * MEGABYTE);
    empty(dir.path(), "corpus/list.jsonl", 3 * MEGABYTE);
    empty(dir.path(), "long.md", 2 * MEGABYTE);
    let blanks = vec![b' '; 2 << 20];
    write(dir.path(), "corpus/blown.docx", &archive(&[("word/document.xml", &blanks)]));
    write(dir.path(), "corpus/deep.docx", &deep(20));
    let output = run(dir.path(), &["check"]);
    assert_eq!(output.status.code(), Some(2), "a note was not read");
    let told = text(&output.stderr);
    for (name, key) in [
        ("long.txt", "file-megabytes"),
        ("list.jsonl", "export-megabytes"),
        ("blown.docx", "unpacked-megabytes"),
        ("deep.docx", "depth"),
        ("long.md", "note-megabytes"),
    ] {
        let advice = format!("raise `{key}` under [limits] in attest.toml if it is to be read");
        let line = told.lines().find(|line| line.contains(name)).unwrap_or_else(|| panic!("{name}: {told}"));
        assert!(line.contains("not read: ") && line.ends_with(&advice), "{line}");
    }
    let shown = text(&output.stdout);
    assert!(shown.contains("against 1 article: 1 supported"), "{shown}");
}

#[test]
fn what_is_beyond_a_limit_is_read_where_it_is_raised() {
    let dir = workspace("");
    write(dir.path(), "corpus/deep.docx", &deep(600));
    let found = |dir: &TempDir| text(&run(dir.path(), &["search", "flood Westhaven"]).stdout);
    assert!(!found(&dir).contains("deep.docx"));
    write(dir.path(), "attest.toml", b"[limits]\ndepth = 1000\n");
    assert!(found(&dir).contains("deep.docx"), "{}", found(&dir));
}

#[test]
fn a_limit_that_nothing_could_keep_is_a_fault_of_the_settings() {
    for (line, fault) in [
        ("depth = 0", "`depth` is a number from 1 to 100000, not 0"),
        ("file-megabytes = 9000", "`file-megabytes` is a number from 1 to 2048, not 9000"),
    ] {
        let dir = workspace(&format!("[limits]\n{line}\n"));
        let output = run(dir.path(), &["check"]);
        assert_eq!(output.status.code(), Some(2));
        let told = text(&output.stderr);
        assert!(told.contains(&format!("attest.toml:2:1: {fault}")), "{told}");
    }
}

#[test]
fn files_of_a_gigabyte_and_a_line_of_a_hundred_megabytes_are_named_and_the_others_read() {
    let dir = workspace("");
    let names =
        ["a.txt", "a.md", "a.html", "a.pdf", "a.docx", "a.eml", "a.mbox", "a.jsonl", "a.csv", "a.warc"];
    for name in names {
        empty(dir.path(), &format!("corpus/{name}"), 1024 * MEGABYTE);
    }
    empty(dir.path(), "corpus/line.txt", 100 * MEGABYTE);
    empty(dir.path(), "huge.md", 1024 * MEGABYTE);
    let output = run(dir.path(), &["check", "note.md"]);
    let told = text(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{told}");
    for name in names.iter().chain(&["line.txt"]) {
        assert!(told.contains(&format!("{name}: not read: ")), "{name}: {told}");
    }
    assert!(text(&output.stdout).contains("against 1 article"));
    assert_eq!(run(dir.path(), &["check"]).status.code(), Some(2));
}

#[test]
fn names_of_parts_that_lead_out_of_a_document_lead_nowhere() {
    let dir = workspace("");
    let words =
        b"<w:document><w:p><w:r><w:t>The flood killed 12 people in Westhaven.</w:t></w:r></w:p></w:document>";
    let trap = archive(&[
        ("../../evil.txt", b"evil"),
        ("/tmp/attest-evil.txt", b"evil"),
        ("word/../../../evil.txt", b"evil"),
        ("word/document.xml", words),
    ]);
    write(dir.path(), "corpus/trap.docx", &trap);
    assert_eq!(run(dir.path(), &["index"]).status.code(), Some(0));
    assert!(text(&run(dir.path(), &["search", "flood"]).stdout).contains("trap.docx"));
    let mut left: Vec<_> =
        fs::read_dir(dir.path()).expect("a folder").flatten().map(|it| it.file_name()).collect();
    left.sort();
    assert_eq!(left, ["cache", "w"]);
    assert_eq!(fs::read_dir(dir.path().join("w")).expect("a folder").count(), 3);
    assert!(!Path::new("/tmp/attest-evil.txt").exists());
}

#[test]
fn a_folder_of_very_many_files_is_read_and_what_is_no_article_counted() {
    let dir = workspace("");
    let count = std::env::var("ATTEST_FILES").ok().and_then(|it| it.parse().ok()).unwrap_or(5_000);
    for number in 0..count {
        let name = dir.path().join(format!("w/corpus/{number}.bin"));
        // All of them one file.
        match number % 1_000 {
            0 => drop(File::create(&name).expect("a file")),
            _ => fs::hard_link(dir.path().join(format!("w/corpus/{}.bin", number - number % 1_000)), &name)
                .expect("a file"),
        }
    }
    let output = run(dir.path(), &["check"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let shown = text(&output.stdout);
    assert!(shown.contains("against 1 article"), "{shown}");
    assert!(shown.ends_with(&format!("Not read: {count} files of another kind in the corpus.\n")), "{shown}");
}

#[test]
fn a_mark_at_the_head_of_a_note_moves_no_column() {
    let dir = workspace("");
    let wrong = "The storm killed 43 people in Northport.\n";
    write(dir.path(), "note.md", wrong.as_bytes());
    let plain = text(&run(dir.path(), &["check", "--format", "json"]).stdout);
    write(dir.path(), "note.md", format!("\u{feff}{wrong}").as_bytes());
    assert!(plain.contains("number-mismatch"), "{plain}");
    assert_eq!(text(&run(dir.path(), &["check", "--format", "json"]).stdout), plain);
}
