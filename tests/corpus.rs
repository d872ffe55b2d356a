//! Reading articles: what is kept, what is dropped, and where each sentence stands in its file.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use attest_ls::corpus::{Article, BlockKind, DateOrigin, FileTerms, Limits, Problem, load, read};
use attest_ls::text::ByteRange;
use expect_test::{expect, expect_file};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

fn form(name: &str) -> Article {
    one(&fixture("corpus-forms").join(name)).expect("an article").0
}

fn problem(name: &str) -> Problem {
    one(&fixture("corpus-forms").join(name)).expect_err("a problem")
}

/// Reads a file that holds one article.
fn one(path: &Path) -> Result<(Article, Vec<Problem>), Problem> {
    let (mut articles, problems) = read::read_file(path, &FileTerms::default())?;
    assert_eq!(articles.len(), 1, "{} holds one article", path.display());
    Ok((articles.remove(0), problems))
}

/// An article as a reader would check it: what is known of it, then every block with its sentences.
fn outline(article: &Article) -> String {
    let mut out = String::new();
    let or_none = |value: Option<String>| value.unwrap_or_else(|| "unknown".to_owned());
    let date = article.date.map(|date| format!("{} ({:?})", date.day, date.origin));
    let _ = writeln!(out, "title: {}", or_none(article.title.clone()));
    let _ = writeln!(out, "outlet: {}", or_none(article.outlet.clone()));
    let _ = writeln!(out, "date: {}", or_none(date));
    for (index, block) in article.blocks.iter().enumerate() {
        let _ = writeln!(out, "[{:?}]", block.kind);
        if block.kind == BlockKind::Boilerplate {
            let _ = writeln!(out, "  - {}", one_line(block.range.of(&article.text)));
        }
        for passage in article.passages.iter().filter(|passage| passage.block as usize == index) {
            let _ = writeln!(out, "  {}", one_line(passage.range.of(&article.text)));
        }
    }
    out
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn kinds(article: &Article, kind: BlockKind) -> Vec<String> {
    article
        .blocks
        .iter()
        .filter(|block| block.kind == kind)
        .map(|block| one_line(block.range.of(&article.text)))
        .collect()
}

#[test]
fn the_sample_articles_lose_their_furniture_and_keep_every_sentence_whole() {
    let loaded = load::load(&[fixture("peace-talks/corpus")], &FileTerms::default(), &|_| {});
    assert_eq!(loaded.problems, []);
    let mut out = String::new();
    for article in &loaded.articles {
        let _ =
            writeln!(out, "== {} ({} passages)\n{}", article.id, article.passages.len(), outline(article));
    }
    expect_file!["fixtures/corpus-forms/sample-articles.snapshot"].assert_eq(&out);
}

#[test]
fn plain_text_in_any_form_gives_the_same_paragraphs() {
    let mut out = String::new();
    for name in ["wrapped.txt", "one-per-line.txt", "indented.txt", "menus.txt", "dateline.txt"] {
        let _ = writeln!(out, "== {name}\n{}", outline(&form(name)));
    }
    expect_file!["fixtures/corpus-forms/plain.snapshot"].assert_eq(&out);
}

#[test]
fn markdown_and_html_give_their_text_and_fields() {
    let mut out = String::new();
    for name in ["fields.md", "page.html"] {
        let _ = writeln!(out, "== {name}\n{}", outline(&form(name)));
    }
    expect_file!["fixtures/corpus-forms/marked.snapshot"].assert_eq(&out);
    assert_eq!(form("page.html").url.as_deref(), Some("https://courier.example/harbour"));
}

/// The words of a stretch of HTML or Markdown once its markup is taken away.
fn words_without_markup(source: &str) -> Vec<String> {
    let mut text = String::new();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        if let Some(end) = rest.starts_with('<').then(|| rest.find('>')).flatten() {
            // A line break or cell ends a word, `<b>` does not.
            if rest.starts_with("<br") || rest.starts_with("</t") {
                text.push(' ');
            }
            rest = &rest[end + 1..];
        } else if let Some(end) = rest.starts_with("](").then(|| rest.find(')')).flatten() {
            rest = &rest[end + 1..];
        } else if let Some(end) = rest.starts_with('&').then(|| rest.find(';')).flatten() {
            text.push_str(match &rest[..=end] {
                "&amp;" => "&",
                "&nbsp;" => " ",
                "&mdash;" => "—",
                "&hellip;" => "…",
                "&ldquo;" => "“",
                "&rdquo;" => "”",
                "&#36;" => "$",
                other => panic!("an entity that the test does not know: {other}"),
            });
            rest = &rest[end + 1..];
        } else {
            text.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    words(&text)
}

fn words(text: &str) -> Vec<String> {
    let plain: String =
        text.chars().filter(|c| !matches!(c, '*' | '`' | '[' | ']' | '\\' | '|' | '>')).collect();
    plain.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn every_passage_stands_in_its_file_where_the_map_says() {
    for name in
        ["wrapped.txt", "menus.txt", "crlf.txt", "latin-1.txt", "utf-16.txt", "fields.md", "page.html"]
    {
        let article = form(name);
        assert!(!article.passages.is_empty(), "{name}");
        for passage in &article.passages {
            let place = article.map.to_source(passage.range);
            let written = place.of(&article.source);
            assert_eq!(
                words_without_markup(written),
                words(passage.range.of(&article.text)),
                "{name}: {written:?}"
            );
            // Exact: neither markup nor white space is left at the ends.
            assert_eq!(article.map.to_text(place.start()), passage.range.start(), "{name}: {written:?}");
            assert_eq!(written.trim(), written, "{name}");
        }
    }
}

#[test]
fn a_name_split_by_markup_maps_to_all_of_its_markup() {
    let article = form("page.html");
    let at = article.text.find("Northport opened its new").expect("in the text");
    let place = article.map.to_source(ByteRange::new(at, at + "Northport".len()));
    assert_eq!(place.of(&article.source), "North</b>port");
}

#[test]
fn lines_count_from_the_file_as_it_is() {
    let article = form("crlf.txt");
    let lines: Vec<usize> =
        article.passages.iter().map(|passage| article.source_line(passage.range)).collect();
    assert_eq!(lines, [1, 3, 5]);
}

#[test]
fn encodings_and_marks_make_no_difference() {
    assert!(
        kinds(&form("latin-1.txt"), BlockKind::Paragraph)[0]
            .contains("“Café du Port” in Northport served naïve")
    );
    assert!(kinds(&form("utf-16.txt"), BlockKind::Paragraph)[0].contains("“new harbour”"));
    for name in ["bom.txt", "utf-16.txt"] {
        assert_eq!(form(name).title.as_deref(), Some("Northport Opens Its Harbour"));
        assert!(form(name).source.starts_with("Northport"), "the mark is no text");
    }
}

#[test]
fn bytes_that_are_not_valid_are_named_with_their_line() {
    let (article, problems) = one(&fixture("corpus-forms/broken.txt")).expect("an article");
    assert!(article.text.contains("“new harbour”"), "the rest is read right");
    let messages: Vec<String> =
        problems.iter().map(|problem| problem.to_string().replace(env!("CARGO_MANIFEST_DIR"), "")).collect();
    expect![[r#"
        [
            "/tests/fixtures/corpus-forms/broken.txt: some bytes are not valid UTF-8; they are shown as � (first at line 5)",
        ]
    "#]]
    .assert_debug_eq(&messages);
}

#[test]
fn files_without_text_are_problems_not_articles() {
    assert!(matches!(problem("empty.txt"), Problem::Empty { .. }));
    assert!(matches!(problem("blank.md"), Problem::Empty { .. }));
    assert!(matches!(problem("binary.txt"), Problem::Binary { .. }));
    assert!(matches!(problem("not-there.txt"), Problem::Unreadable { .. }));
}

#[test]
fn a_file_over_the_limit_is_refused_before_it_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("large.txt");
    let file = fs::File::create(&path).expect("a file");
    file.set_len(Limits::default().file().most + 1).expect("a long file");
    assert!(matches!(one(&path), Err(Problem::TooLarge { .. })));
}

#[test]
fn a_line_of_ten_megabytes_is_read_in_bounded_passages() {
    let sentence = "The town of Northport opened its new harbour on Monday, three years late. ";
    for text in
        [sentence.repeat(10_000_000 / sentence.len()), "x".repeat(10_000_000), "word ".repeat(2_000_000)]
    {
        let article = read::from_text("long", &text);
        assert!(article.passages.iter().all(|passage| passage.range.len() <= 4_000));
        let letters: usize = article
            .passages
            .iter()
            .map(|passage| passage.range.of(&text).split_whitespace().map(str::len).sum::<usize>())
            .sum();
        assert_eq!(letters, text.split_whitespace().map(str::len).sum::<usize>(), "nothing is lost");
    }
}

#[test]
fn dates_come_from_fields_file_names_and_datelines_or_stay_unknown() {
    let date = |name: &str| form(name).date.map(|date| (date.day.to_string(), date.origin));
    let day = "2025-04-18".to_owned();
    assert_eq!(date("fields.md"), Some((day.clone(), DateOrigin::Metadata)));
    assert_eq!(date("page.html"), Some((day.clone(), DateOrigin::Metadata)));
    assert_eq!(date("20250418-harbour.txt"), Some((day, DateOrigin::FileName)));
    assert_eq!(date("dateline.txt"), Some(("2025-04-18".to_owned(), DateOrigin::Text)));
    assert_eq!(date("wrapped.txt"), None);
}

#[test]
fn a_text_too_short_to_judge_is_kept_whole() {
    for text in ["Ministry confirms talks", "Yes .\nIt was raining", "- one\n- two\n- three", "12"] {
        let article = read::from_text("a", text);
        assert_eq!(kinds(&article, BlockKind::Boilerplate), Vec::<String>::new(), "{text}");
        assert_eq!(article.title, None, "{text}");
    }
}

/// What must hold of any article, whatever it was read from.
fn assert_sound(article: &Article) {
    let mut end = 0;
    for block in &article.blocks {
        assert!(block.range.start() >= end && !block.range.is_empty(), "blocks ascend: {:?}", article.blocks);
        assert_eq!(block.range.of(&article.text).len(), block.range.len(), "on character boundaries");
        end = block.range.end();
    }
    let mut end = 0;
    for passage in &article.passages {
        let block = article.blocks[passage.block as usize];
        assert!(passage.range.start() >= end && block.range.covers(passage.range));
        assert!(block.kind == passage.kind && block.kind != BlockKind::Boilerplate);
        let words = passage.range.of(&article.text);
        assert!(!words.is_empty() && words.trim() == words);
        let place = article.map.to_source(passage.range);
        assert!(!place.of(&article.source).is_empty(), "{words:?} stands at {place:?}");
        end = passage.range.end();
    }
}

mod any_input {
    use super::*;
    use proptest::prelude::*;

    /// Stretches from which awkward files are made.
    fn scrap() -> impl Strategy<Value = String> {
        prop_oneof![
            prop::sample::select(vec![
                "The town of Northport opened its new harbour on Monday, three years late. ",
                "\n",
                "\r\n",
                "\n\n",
                "    ",
                "- ",
                "> ",
                "# ",
                "```\n",
                "---\n",
                "| a | b |\n|---|---|\n",
                "[a](b)",
                "![c](d)",
                "[^1]",
                "**",
                "*",
                "`",
                "&amp;",
                "&rsquo;",
                "&#8217",
                "&notit;",
                "&",
                "<p>",
                "</p>",
                "<b>",
                "</i>",
                "<nav>",
                "</nav>",
                "<table><tr><td>",
                "<td>",
                "</table>",
                "<br>",
                "<br/><br>",
                "<!--",
                "-->",
                "<script>",
                "</script>",
                "<title>",
                "<a href=x>",
                "</a>",
                "<pre>",
                "<h1>",
                "</h1>",
                "<li>",
                "<meta name=date content=2025-04-18>",
                "<time datetime=x>",
                "<![CDATA[",
                "“",
                "”",
                "\"",
                "é",
                "漢字。",
                "\u{a0}",
                "\u{0}",
                "\u{feff}",
                "April 18, 2025",
                "2025-04-18",
                "title: x\n",
                "Advertisement\n",
                "12\n",
            ])
            .prop_map(str::to_owned),
            "\\PC{0,12}",
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(192))]

        #[test]
        fn gives_a_sound_article_or_a_problem(scraps in prop::collection::vec(scrap(), 0..40), extension in prop::sample::select(vec!["txt", "md", "html"])) {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join(format!("a.{extension}"));
            fs::write(&path, scraps.concat()).expect("a file");
            if let Ok((article, _)) = one(&path) {
                assert_sound(&article);
            }
        }

        #[test]
        fn of_bytes_gives_a_sound_article_or_a_problem(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("a.html");
            fs::write(&path, bytes).expect("a file");
            if let Ok((article, _)) = one(&path) {
                assert_sound(&article);
            }
        }
    }
}

mod folders {
    use super::*;

    fn write(folder: &Path, name: &str, text: &str) {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn names(paths: impl IntoIterator<Item = PathBuf>) -> Vec<String> {
        paths
            .into_iter()
            .map(|path| path.file_name().expect("a name").to_string_lossy().into_owned())
            .collect()
    }

    const TEXT: &str = "The town of Northport opened its new harbour on Monday, three years late.";

    #[test]
    fn articles_are_found_at_any_depth_in_the_order_of_their_paths() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["b.txt", "a/z.md", "a/deep/c.HTML", ".hidden.txt", "notes.png", ".gitignore"] {
            write(folder.path(), name, TEXT);
        }
        write(folder.path(), ".gitignore", "*.txt");
        let loaded = load::load(&[folder.path().to_owned()], &FileTerms::default(), &|_| {});
        assert_eq!(loaded.problems, []);
        assert_eq!(
            names(loaded.articles.iter().map(|article| article.path.clone())),
            ["c.HTML", "z.md", "b.txt"]
        );
        assert_eq!(names(loaded.skipped), ["notes.png"]);
    }

    #[test]
    fn a_missing_folder_and_a_doubled_id_are_named_and_the_rest_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), "one/a.txt", TEXT);
        write(folder.path(), "two/a.txt", TEXT);
        write(folder.path(), "two/empty.txt", "");
        let missing = folder.path().join("nowhere");
        let loaded = load::load(&[missing.clone(), folder.path().to_owned()], &FileTerms::default(), &|_| {});
        assert_eq!(loaded.articles.len(), 2);
        assert!(loaded.problems.contains(&Problem::MissingFolder { path: missing }));
        assert!(
            loaded
                .problems
                .iter()
                .any(|problem| matches!(problem, Problem::DuplicateId { id, .. } if id == "a"))
        );
        assert!(loaded.problems.iter().any(|problem| matches!(problem, Problem::Empty { .. })));
    }

    #[test]
    fn one_folder_named_twice_is_read_once() {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), "a.txt", TEXT);
        let loaded =
            load::load(&[folder.path().to_owned(), folder.path().join(".")], &FileTerms::default(), &|_| {});
        assert_eq!((loaded.articles.len(), loaded.problems.len()), (1, 0));
    }

    #[cfg(unix)]
    #[test]
    fn links_and_pipes_are_not_followed() {
        let (folder, outside) =
            (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("another"));
        write(outside.path(), "secret.txt", TEXT);
        std::os::unix::fs::symlink(outside.path(), folder.path().join("link")).expect("a link");
        std::os::unix::fs::symlink(outside.path().join("secret.txt"), folder.path().join("file.txt"))
            .expect("a link");
        let pipe = folder.path().join("pipe.txt");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        let loaded = load::load(&[folder.path().to_owned()], &FileTerms::default(), &|_| {});
        assert_eq!((loaded.articles.len(), loaded.problems.len()), (0, 0));
        if made.is_ok_and(|status| status.success()) {
            assert!(matches!(one(&pipe), Err(Problem::Unreadable { .. })));
        }
    }

    #[test]
    fn progress_reaches_the_total() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["a.txt", "b.txt", "c.txt"] {
            write(folder.path(), name, TEXT);
        }
        let furthest = std::sync::Mutex::new((0, 0));
        let _ = load::load(&[folder.path().to_owned()], &FileTerms::default(), &|progress| {
            let mut furthest = furthest.lock().expect("not poisoned");
            *furthest = (furthest.0.max(progress.done), progress.total);
        });
        assert_eq!(*furthest.lock().expect("not poisoned"), (3, 3));
    }
}
