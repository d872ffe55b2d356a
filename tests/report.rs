//! The sourcing report through the binary: everything in it, nothing from outside, nothing hostile.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

const BLAST: &str = "Harbour blast kills dozens\n\n\
    A blast in the harbour of Northport killed 34 people on Thursday, officials said.\n\n\
    Mayor Maria Keller said: “We will rebuild the harbour.” The council rejected the plan of the port company.\n";
const NOTE: &str = "# Blast\n\n\
    The blast in the harbour of Northport killed **43 people** on Thursday. \
    The council rejected the plan of the port company [@2024-03-07-blast].\n\n\
    ## People\n\n\
    - Maria Keller is the mayor.\n\
    - Is the harbour open again?\n\n\
    <!-- attest: allow unknown-name -- named by a caller -->\n\
    Jonas Brandt resigned.\n";

fn workspace(note: &str, articles: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(dir.path().join("corpus")).expect("a folder");
    for (name, text) in articles {
        fs::write(dir.path().join("corpus").join(name), text).expect("an article");
    }
    fs::write(dir.path().join("note.md"), note).expect("a note");
    dir
}

fn report(dir: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_attest-ls"))
        .args(["report", "note.md", "-o", "report.html"])
        .current_dir(dir)
        .output()
        .expect("the binary starts");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    fs::read_to_string(dir.join("report.html")).expect("the report was written")
}

/// The values of `attribute` in the page.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    page.match_indices(&start).filter_map(|(at, found)| page[at + found.len()..].split('"').next()).collect()
}

#[test]
fn each_claim_is_marked_with_its_verdict_and_stands_beside_its_evidence() {
    let dir = workspace(NOTE, &[("2024-03-07-blast.txt", BLAST)]);
    let page = report(dir.path());
    for (claim, class) in [("43 people", "contradicted"), ("The council rejected the plan", "supported")] {
        let marked = page.split("<a class=\"claim ").skip(1).find(|rest| {
            let words = rest.split_once('>').map_or("", |(_, words)| words);
            words.starts_with(claim)
        });
        assert!(marked.is_some_and(|rest| rest.starts_with(class)), "{claim} is not marked as {class}");
    }
    // Sign and words, not colour alone.
    assert!(page.contains(">✗</span>1<span class=\"hidden\"> contradicted, see the evidence</span>"));
    // The evidence with its place.
    assert!(page.contains("A blast in the harbour of Northport killed 34 people on Thursday"));
    assert!(page.contains("corpus/2024-03-07-blast.txt:3"));
}

#[test]
fn the_sections_of_the_report_have_what_they_promise() {
    let dir = workspace(NOTE, &[("2024-03-07-blast.txt", BLAST), ("2024-03-08-copy.txt", BLAST)]);
    let page = report(dir.path());
    assert!(page.contains("7 March 2024"), "the timeline has the article's day");
    assert!(page.contains("<span class=\"tag\">copy</span>"), "copies of one story stand together");
    assert!(page.contains("1 independent source of the notes"));
    assert!(page.contains("Maria Keller"), "the table of names");
    assert!(page.contains("a question: 1 statement"), "what was not checked, and why");
    assert!(page.contains("unknown-name: named by a caller"), "what the analyst allowed, and why");
}

#[test]
fn the_page_loads_nothing_and_runs_nothing() {
    let dir = workspace(
        "# Note\n\nKeller [spoke](https://tracker.example/a) ![pixel](https://tracker.example/b.png) in Northport.\n",
        &[("blast.txt", BLAST)],
    );
    let page = report(dir.path());
    for attribute in ["src", "action", "srcset", "data", "poster"] {
        assert_eq!(values(&page, attribute), Vec::<&str>::new(), "{attribute}");
    }
    assert!(values(&page, "href").iter().all(|address| address.starts_with('#')), "links lead into the page");
    for word in ["<script", "<link", "<iframe", "@import", "url("] {
        assert!(!page.contains(word), "{word}");
    }
    assert!(page.contains("default-src &#39;none&#39;") || page.contains("default-src 'none'"));
}

#[test]
fn words_of_notes_and_articles_never_become_markup() {
    let hostile = "<img src=x onerror=alert(1)> & <script>alert(2)</script>";
    let article = format!(
        "---\ntitle: 'Harbour {hostile}'\nurl: javascript:alert(3)\noutlet: '{hostile}'\n---\n\n\
         Mayor Maria Keller opened the harbour of Northport {hostile} on Thursday, officials said.\n"
    );
    let note = format!(
        "# Note {hostile}\n\nMaria Keller opened the harbour of Northport {hostile} on Friday.\n\n{hostile}\n\n\
         [click](javascript:alert(4)) `{hostile}` [^x]\n\n[^x]: {hostile}\n\n- [ ] {hostile}\n\n\
         <!-- attest: allow misquote -- {hostile} -->\nKeller & Sons closed.\n"
    );
    let dir = workspace(&note, &[("a.md", &article)]);
    let page = report(dir.path());
    assert!(!page.contains("<img") && !page.contains("<script"), "{page}");
    assert!(!values(&page, "href").iter().any(|address| address.contains("javascript")));
    assert!(page.contains("&lt;script&gt;alert(2)&lt;/script&gt;"));
}

#[test]
fn every_link_of_the_page_has_one_target() {
    let dir = workspace(NOTE, &[("blast.txt", BLAST)]);
    let page = report(dir.path());
    let ids = values(&page, "id");
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), known.len(), "an id stands twice");
    for address in values(&page, "href") {
        assert!(known.contains(&address[1..]), "{address} leads nowhere");
    }
}

#[test]
fn a_folders_own_settings_count_and_its_own_articles_ask_for_their_own_report() {
    let dir = workspace(NOTE, &[("2024-03-07-blast.txt", BLAST)]);
    let write = |path: &str, text: &str| {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, text).expect("a file");
    };
    write("drafts/attest.toml", "[rules]\nnumber-mismatch = \"off\"\n");
    write("drafts/draft.md", "# Draft\n\nThe blast in the harbour of Northport killed 51 people.\n");
    write("apart/attest.toml", "corpus = [\"mine\"]\n");
    write("apart/mine/fair.txt", "Fair opens\n\nThe fair of Southport opened on Monday with 70 stands.\n");
    write("apart/fair.md", "The fair of Southport had 70 stands.\n");
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_attest-ls"))
            .args(arguments)
            .current_dir(dir.path())
            .output()
            .expect("the binary starts");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{told}");
        (String::from_utf8(output.stdout).expect("UTF-8"), told)
    };
    let (page, told) = run(&["report", "-o", "-"]);
    assert!(told.contains("`attest-ls report apart -o FILE.html`"), "{told}");
    assert!(page.contains("The claim has “43”"), "the note above");
    assert!(!page.contains("The claim has “51"), "the rule is off in that folder");
    assert!(!page.contains("Southport"), "another corpus");
    assert!(run(&["report", "apart", "-o", "-"]).0.contains("70 stands"));
}
