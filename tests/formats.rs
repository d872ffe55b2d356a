//! Formats: the five sample articles in each of them give the same verdicts as plain text, and every
//! passage leads back to its place. `fixtures/formats/make.sh` says how the files were made.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use attest_ls::corpus::{Article, FileTerms, Origin, Problem, read};
use serde_json::{Value, json};
use tempfile::TempDir;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// A workspace with the sample notes and `articles` for its corpus.
fn workspace(articles: &[PathBuf]) -> TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    for folder in ["corpus", "notes"] {
        fs::create_dir(dir.path().join(folder)).expect("a folder");
    }
    for note in ["brief.md", "people.md", "quotes.md", "timeline.md"] {
        fs::copy(fixtures().join("peace-talks/notes").join(note), dir.path().join("notes").join(note))
            .expect("a note");
    }
    for article in articles {
        let name = article.file_name().expect("a file");
        fs::copy(article, dir.path().join("corpus").join(name)).expect("an article");
    }
    fs::write(dir.path().join("attest.toml"), "[columns]\nid = \"uid\"\n").expect("settings");
    dir
}

fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(fixtures().join(folder))
        .expect("a folder of fixtures")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.to_string_lossy().ends_with(extension))
        .collect();
    found.sort();
    assert!(!found.is_empty(), "{folder} has {extension} files");
    found
}

fn check(dir: &Path) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_attest-ls"))
        .args(["check", "--format", "json"])
        .current_dir(dir)
        .output()
        .expect("the binary starts");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// Every claim's verdict.
fn verdicts(report: &Value) -> BTreeMap<(String, u64, String), String> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let notes = report["notes"].as_array().expect("notes");
    let claims = notes
        .iter()
        .flat_map(|note| note["claims"].as_array().expect("claims").iter().map(move |it| (note, it)));
    claims
        .map(|(note, claim)| {
            let place =
                (text(&note["path"]), claim["start"].as_u64().unwrap_or_default(), text(&claim["text"]));
            (place, text(&claim["verdict"]))
        })
        .collect()
}

fn same_verdicts_as_plain_text(articles: &[PathBuf]) {
    let plain = workspace(&files("peace-talks/corpus", ".txt"));
    let other = workspace(articles);
    let (expected, found) = (verdicts(&check(plain.path())), verdicts(&check(other.path())));
    assert!(expected.len() > 100);
    for (claim, verdict) in &expected {
        assert_eq!(found.get(claim), Some(verdict), "{claim:?}");
    }
}

#[test]
fn pdf_gives_the_same_verdicts_as_plain_text() {
    same_verdicts_as_plain_text(&files("formats/pdf", ".pdf"));
}

#[test]
fn word_documents_give_the_same_verdicts_as_plain_text() {
    same_verdicts_as_plain_text(&files("formats/docx", ".docx"));
}

#[test]
fn mail_gives_the_same_verdicts_as_plain_text() {
    same_verdicts_as_plain_text(&files("formats/mail", ".eml"));
}

#[test]
fn saved_pages_with_their_junk_give_the_same_verdicts_as_plain_text() {
    same_verdicts_as_plain_text(&files("formats/html", ".html"));
}

#[test]
fn web_archives_give_the_same_verdicts_as_plain_text() {
    same_verdicts_as_plain_text(&files("formats/web", ".warc.gz"));
}

#[test]
fn json_lines_give_the_same_verdicts_as_plain_text() {
    same_verdicts_as_plain_text(&files("formats/exports", ".jsonl"));
}

#[test]
fn csv_gives_the_same_verdicts_as_plain_text() {
    same_verdicts_as_plain_text(&files("formats/exports", ".csv"));
}

fn read_all(path: &Path) -> Result<(Vec<Article>, Vec<Problem>), Problem> {
    read::read_file(path, &FileTerms::default())
}

/// Writes a file and reads it.
fn read_bytes(name: &str, bytes: &[u8]) -> Result<(Vec<Article>, Vec<Problem>), Problem> {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let path = dir.path().join(name);
    fs::write(&path, bytes).expect("a file");
    read_all(&path)
}

#[test]
fn a_passage_of_a_pdf_has_its_page_and_can_be_cited_by_it() {
    let dir = workspace(&files("formats/pdf", ".pdf"));
    let note = "A ceasefire was agreed [@000_34369f2f6595b0b6, p. 9].\n\nUkraine spoke [[000_34369f2f6595b0b6#page=1]].\n";
    fs::write(dir.path().join("notes/pages.md"), note).expect("a note");
    let report = check(dir.path());
    let notes = report["notes"].as_array().expect("notes");
    let evidence = notes
        .iter()
        .flat_map(|note| note["claims"].as_array().expect("claims"))
        .flat_map(|claim| claim["evidence"].as_array().expect("evidence"));
    assert!(evidence.clone().count() > 0 && evidence.clone().all(|one| one["page"].is_u64()));
    let pages = notes.iter().find(|note| note["path"] == "notes/pages.md").expect("the note");
    let broken: Vec<&Value> = pages["diagnostics"]
        .as_array()
        .expect("diagnostics")
        .iter()
        .filter(|one| one["code"] == "broken-citation")
        .collect();
    assert_eq!(broken.len(), 1, "{broken:?}");
    assert!(broken[0]["message"].as_str().is_some_and(|text| text.contains("pages.")), "{broken:?}");
}

#[test]
fn every_passage_of_every_format_stands_in_its_rendition_word_for_word() {
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    // The mark of a page may stand within a sentence.
    let unmarked = |text: &str| {
        let marks = (1..9).map(|page| format!("[page {page}]"));
        marks.fold(text.to_owned(), |text, mark| text.replace(&mark, ""))
    };
    for (folder, extension) in [
        ("pdf", ".pdf"),
        ("docx", ".docx"),
        ("mail", ".eml"),
        ("exports", ".jsonl"),
        ("exports", ".csv"),
        ("web", ".gz"),
    ] {
        for path in files(&format!("formats/{folder}"), extension) {
            for article in read_all(&path).expect("articles").0 {
                assert!(article.origin.is_rendition(), "{}", path.display());
                for passage in &article.passages {
                    let (shown, place) =
                        (passage.range.of(&article.text), article.map.to_source(passage.range));
                    assert_eq!(
                        words(shown),
                        words(&unmarked(place.of(&article.source))),
                        "{}",
                        path.display()
                    );
                }
            }
        }
    }
}

#[test]
fn records_of_an_export_have_their_own_ids_fields_and_lines() {
    let line = |id: &str, title: &str| {
        json!({"id": id, "headline": title, "source": {"name": "Northport Wire"}, "published_at": "2024-03-05T10:00:00Z",
               "url": "https://wire.example/a", "author": "Ada Lane", "lang": "en",
               "content": ["The harbour opened on Monday after three years of work, the council said on the pier.",
                           "The first ships are expected within a week, the mayor said at the pier on Monday."]})
    };
    let text = format!("{}\n\n{}\n{{broken\n", line("a-1", "Harbour opens"), line("b-2", "Ships expected"));
    let (articles, problems) = read_bytes("wire.jsonl", text.as_bytes()).expect("articles");
    let found: Vec<_> = articles.iter().map(|it| (it.id.as_str(), it.heading(), it.origin.clone())).collect();
    assert_eq!(
        found,
        [
            ("a-1", "Harbour opens", Origin::Record { line: 1 }),
            ("b-2", "Ships expected", Origin::Record { line: 3 })
        ]
    );
    let first = &articles[0];
    assert_eq!(first.outlet.as_deref(), Some("Northport Wire"));
    assert_eq!(first.author.as_deref(), Some("Ada Lane"));
    assert_eq!(first.date.map(|date| date.day.to_string()).as_deref(), Some("2024-03-05"));
    assert_eq!(first.url.as_deref(), Some("https://wire.example/a"));
    assert_eq!(first.passages.len(), 3, "{}", first.text);
    assert!(problems[0].to_string().contains("line 4"), "{}", problems[0]);
}

#[test]
fn a_json_list_is_read_like_json_lines() {
    let text = r#"[
  {"id": "a-1", "headline": "Harbour opens", "content": "The harbour opened on Monday after three years of work."},
  {
    "id": "b-2", "headline": "Ships expected", "source": {"name": "Northport Wire"},
    "content": "The first ships are expected within a week, the mayor said at the pier."
  }
]"#;
    let (articles, problems) = read_bytes("wire.json", text.as_bytes()).expect("articles");
    let found: Vec<_> = articles.iter().map(|it| (it.id.as_str(), it.heading(), it.origin.clone())).collect();
    assert_eq!(
        found,
        [
            ("a-1", "Harbour opens", Origin::Record { line: 2 }),
            ("b-2", "Ships expected", Origin::Record { line: 3 })
        ]
    );
    assert_eq!(articles[1].outlet.as_deref(), Some("Northport Wire"));
    assert_eq!(problems.len(), 0);
    let (broken, problems) =
        read_bytes("wire.json", &text.as_bytes()[..text.len() - 40]).expect("an article");
    assert_eq!(broken.len(), 1);
    assert!(problems[0].to_string().contains("breaks off in line 3"), "{}", problems[0]);
    let problem = read_bytes("settings.json", b"{\"a\": 1}").expect_err("a problem").to_string();
    assert!(problem.contains("settings.json") && problem.contains("list of articles"), "{problem}");
}

#[test]
fn an_export_without_a_text_field_says_which_fields_there_are() {
    let problem =
        read_bytes("wire.csv", b"key;lead;when\n1;The harbour opened.;2024-03-05\n").expect_err("a problem");
    let message = problem.to_string();
    assert!(
        message.contains("wire.csv") && message.contains("[columns]") && message.contains("key, lead, when"),
        "{message}"
    );
}

#[test]
fn a_saved_page_of_a_browser_is_read_without_its_menus() {
    let (articles, _) = read_all(&fixtures().join("formats/web/saved-page.mhtml")).expect("an article");
    assert!(
        articles[0].passages.iter().all(|passage| !passage.range.of(&articles[0].text).contains("Subscribe"))
    );
    assert!(articles[0].text.contains("negotiations between Russia and Ukraine"));
    assert!(articles[0].url.as_deref().is_some_and(|url| url.starts_with("http://")));
}

#[test]
fn a_mailbox_has_an_article_for_each_message() {
    let text = "From a@b Mon Mar  4 10:00:00 2024\nFrom: The Wire <wire@example.org>\nSubject: Fwd: Harbour opens\n\
                Date: Mon, 4 Mar 2024 10:00:00 +0000\n\nThe harbour opened on Monday.\n\n\
                From a@b Tue Mar  5 10:00:00 2024\nFrom: wire@example.org\nSubject: =?utf-8?q?Caf=C3=A9_closes?=\n\
                Date: Tue, 5 Mar 2024 10:00:00 +0000\nContent-Type: text/html; charset=utf-8\n\n\
                <p>The caf&eacute; closed on Tuesday.</p>\n";
    let (articles, _) = read_bytes("inbox.mbox", text.as_bytes()).expect("articles");
    let found: Vec<_> =
        articles.iter().map(|it| (it.id.as_str(), it.heading(), it.outlet.as_deref())).collect();
    assert_eq!(
        found,
        [
            ("inbox-1", "Harbour opens", Some("The Wire")),
            ("inbox-2", "Café closes", Some("wire@example.org"))
        ]
    );
    assert_eq!(articles[1].origin, Origin::Record { line: 8 });
    assert!(articles[1].text.contains("The café closed on Tuesday."), "{}", articles[1].text);
    assert_eq!(articles[1].date.map(|date| date.day.to_string()).as_deref(), Some("2024-03-05"));
}

/// A Word document with `body` for its main part.
fn docx(body: &[u8]) -> Vec<u8> {
    docx_of(&[("word/document.xml", body)])
}

fn docx_of(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, body) in parts {
        archive.start_file(*name, options).expect("a part");
        archive.write_all(body).expect("written");
    }
    archive.finish().expect("an archive").into_inner()
}

#[test]
fn a_word_documents_structure_is_read_and_deletions_are_not() {
    let body = br#"<w:document xmlns:w="x"><w:body>
        <w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Harbour &amp; Town</w:t></w:r></w:p>
        <w:p><w:r><w:t xml:space="preserve">The harbour </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del><w:r><w:t>opened.</w:t></w:r></w:p>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Ships</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>12</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
        </w:body></w:document>"#;
    let (articles, _) = read_bytes("plan.docx", &docx(body)).expect("an article");
    assert_eq!(&*articles[0].text, "Harbour & Town\n\nThe harbour opened.\n\nShips | 12");
    assert_eq!(articles[0].title.as_deref(), Some("Harbour & Town"));
}

#[test]
fn a_word_documents_footnotes_stand_behind_its_text() {
    let body = br#"<w:document xmlns:w="x"><w:body><w:p><w:r><w:t>The harbour opened.</w:t></w:r><w:r>
        <w:footnoteReference w:id="2"/></w:r></w:p></w:body></w:document>"#;
    let notes = br#"<w:footnotes xmlns:w="x"><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p>
        </w:footnote><w:footnote w:id="2"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r><w:footnoteRef/></w:r>
        <w:r><w:t xml:space="preserve"> The council paid 12 million.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let bytes = docx_of(&[("word/document.xml", body.as_slice()), ("word/footnotes.xml", notes.as_slice())]);
    let (articles, _) = read_bytes("plan.docx", &bytes).expect("an article");
    assert_eq!(&*articles[0].text, "The harbour opened.\n\nThe council paid 12 million.");
}

#[test]
fn traps_are_named_and_not_sprung() {
    // 300 MB of blanks pack to 300 KB.
    let bomb = docx(&vec![b' '; 300 * 1024 * 1024]);
    let deep = docx("<a>".repeat(100_000).as_bytes());
    let circle = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1/Parent 3 0 R>>endobj\n\
        3 0 obj<</Type/Page/Parent 2 0 R>>endobj\nxref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000053 00000 n \n\
        0000000121 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n165\n%%EOF";
    for (name, bytes) in [
        ("bomb.docx", bomb.as_slice()),
        ("deep.docx", deep.as_slice()),
        ("no.docx", b"not a zip at all, only words"),
        ("circle.pdf", circle.as_slice()),
        ("no.pdf", b"%PDF-1.7 and then nothing"),
        ("no.warc", b"WARC/1.0\r\nContent-Length: 18446744073709551615\r\n\r\nshort"),
        ("no.warc.gz", b"\x1f\x8b\x08\x00 not packed"),
        ("no.eml", b""),
        ("no.jsonl", b"[1,2,3]\n"),
        ("empty.csv", b"id,text\n"),
    ] {
        let problem = read_bytes(name, bytes).expect_err(name).to_string();
        assert!(problem.contains(name), "{problem}");
    }
}

#[test]
fn nested_json_is_read_only_so_deep() {
    let deep =
        format!("{{\"a\":{}1{}, \"text\": \"The harbour opened.\"}}\n", "[".repeat(5_000), "]".repeat(5_000));
    let wide =
        "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"text\":\"Deep.\"}}}}},\"text\":\"The harbour opened.\"}\n";
    let (articles, problems) =
        read_bytes("deep.jsonl", format!("{deep}{wide}").as_bytes()).expect("an article");
    assert_eq!((articles.len(), problems.len()), (1, 1));
    assert_eq!(&*articles[0].text, "The harbour opened.");
}

#[test]
fn articles_that_are_not_english_are_known_and_no_claim_is_held_against_them() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(dir.path().join("corpus")).expect("a folder");
    let german = "Der Hafen ist wieder offen\n\nDie Stadt Northport hat am Montag ihren neuen Hafen eröffnet, drei Jahre \
        nachdem der erste Pfahl gesetzt worden war. „Wir werden den Hafen wieder aufbauen“, sagte die Bürgermeisterin Maria \
        Keller. Bei der Explosion waren 34 Menschen ums Leben gekommen, wie die Behörden damals mitteilten.\n";
    fs::write(dir.path().join("corpus/hafen.txt"), german).expect("an article");
    let english = "Harbour plan approved\n\nThe council of Northport approved the harbour plan of Maria Keller, officials said.\n";
    fs::write(dir.path().join("corpus/plan.txt"), english).expect("an article");
    fs::write(dir.path().join("note.md"), "Maria Keller resigned on Monday with 34 others.\n")
        .expect("a note");
    let mut child = Command::new(env!("CARGO_BIN_EXE_attest-ls"))
        .args(["check", "--format", "json"])
        .current_dir(dir.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    let _ = child.stdin.take();
    let output = child.wait_with_output().expect("it ends");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("1 article is not English") && told.contains("claims are not checked"), "{told}");
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let note = &report["notes"][0];
    assert_ne!(note["claims"][0]["verdict"], "supported");
    let evidence = note["claims"][0]["evidence"].as_array().expect("evidence");
    assert!(evidence.iter().all(|one| one["article"] == "plan"), "{note}");
    let unknown =
        note["diagnostics"].as_array().expect("diagnostics").iter().any(|one| one["code"] == "unknown-name");
    assert!(!unknown, "the article's names are known: {note}");
}

#[test]
fn words_of_a_pdf_stand_apart_where_its_letters_do() {
    let (articles, _) =
        read_all(&fixtures().join("formats/pdf/004_7b6205b0abe9b91c.pdf")).expect("an article");
    assert!(
        articles[0].text.contains("Russia’s Foreign Minister, aligned with Trump’s optimism"),
        "{}",
        articles[0].text
    );
}
