//! Features of the editor as pure functions, on notes with the caret marked by `|`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use attest_ls::corpus::read::{from_text, read_file};
use attest_ls::corpus::{Article, FileTerms};
use attest_ls::entities::EntityKind;
use attest_ls::evidence::{Cancel, Verdict};
use attest_ls::features::code_lenses::{places, sources, sources_title, title};
use attest_ls::features::completion::{Completion, Completions, NameIndex, complete};
use attest_ls::features::document_links::document_links;
use attest_ls::features::evidence::{Stance, evidence};
use attest_ls::features::folding::folding;
use attest_ls::features::grounds::grounds;
use attest_ls::features::hover;
use attest_ls::features::inlay_hints::inlay_hints;
use attest_ls::features::overview;
use attest_ls::features::places_in_note::highlights;
use attest_ls::features::references::CheckedNote;
use attest_ls::features::rename;
use attest_ls::features::rename_files::repointed;
use attest_ls::features::selection_ranges::selection_ranges;
use attest_ls::features::semantic_tokens::semantic_tokens;
use attest_ls::features::while_typing::{waits, word_at};
use attest_ls::render::markdown;
use attest_ls::text::ByteRange;
use attest_ls::workspace::settings::Written;
use attest_ls::workspace::{Analysis, World, analyze};

const STORM: &str = "---\ntitle: Storm over Northport\noutlet: Wire\ndate: 2024-03-12\n---\n\nThe storm killed 34 \
    people in Northport on Monday, Mayor Maria Keller said. “We will rebuild every pier before winter,” Keller told \
    reporters. “The ferries stay in port until Friday,” harbour master Jonas Weber said.\n";
const FIRE: &str = "---\ntitle: Fire in Eastford\noutlet: Post\ndate: 2024-03-14\n---\n\nA fire destroyed the town \
    hall of Eastford on Wednesday. Tom Brandt, the head of the council, blamed the heating.\n";

fn article(id: &str, text: &str) -> Arc<Article> {
    let mut article = from_text(id, text);
    article.path = PathBuf::from(format!("/w/corpus/{id}.md"));
    Arc::new(article)
}

fn world() -> World {
    let root = PathBuf::from("/w");
    let articles = vec![article("storm", STORM), article("fire 2", FIRE)];
    World::from_articles(root.clone(), Written::default().resolve(&root), articles, Vec::new(), 1)
}

/// The text and the caret's offset.
fn marked(note: &str) -> (String, usize) {
    (note.replacen('|', "", 1), note.find('|').expect("a caret"))
}

fn completions(note: &str) -> Completions {
    let (text, offset) = marked(note);
    let world = world();
    complete(&text, offset, Path::new("/w/notes"), &world, &NameIndex::of(&world.library))
}

/// The note after the first item whose label is `label`.
fn chosen(note: &str, label: &str) -> String {
    let (mut text, _) = marked(note);
    let items = completions(note).items;
    let item: &Completion =
        items.iter().find(|item| item.label == label).unwrap_or_else(|| panic!("{label}: {items:#?}"));
    if let Some((at, besides)) = &item.besides {
        text.insert_str(*at, besides);
    }
    text.replace_range(item.range.start()..item.range.end(), &item.text);
    text
}

fn labels(note: &str) -> Vec<String> {
    completions(note).items.into_iter().map(|item| item.label).collect()
}

#[test]
fn a_name_is_completed_by_any_of_its_words_and_inserted_as_it_stands() {
    assert_eq!(chosen("Then Kel| spoke.", "Maria Keller"), "Then Maria Keller spoke.");
    assert_eq!(chosen("Then Maria Ke| spoke.", "Maria Keller"), "Then Maria Keller spoke.");
    assert_eq!(chosen("After Web|", "Jonas Weber"), "After Jonas Weber");
    assert!(labels("Then the har|").is_empty(), "no name begins small");
}

#[test]
fn a_citation_is_completed_by_id_title_or_outlet_and_closed_once() {
    assert_eq!(labels("It burned [@|"), ["fire 2", "storm"], "the newest first");
    assert_eq!(chosen("It sank [@nort|].", "storm"), "It sank [@storm].");
    assert_eq!(chosen("It burned [@post|", "fire 2"), "It burned [@{fire 2}]");
    assert_eq!(chosen("It sank [[sto|]]", "storm"), "It sank [[storm]]");
    let items = completions("[@st|").items;
    assert_eq!(items[0].detail, "Storm over Northport, Wire, 2024-03-12");
}

#[test]
fn a_new_footnote_gets_its_definition_and_a_known_one_does_not() {
    assert_eq!(chosen("It sank [^st|].\n", "storm"), "It sank [^storm].\n\n[^storm]: [@storm]\n");
    assert_eq!(chosen("It sank [^|].\n\n[^1]: [@storm]\n", "1"), "It sank [^1].\n\n[^1]: [@storm]\n");
}

#[test]
fn a_link_leads_from_the_notes_folder_to_the_file() {
    assert_eq!(chosen("See [it](fire|)", "fire 2"), "See [it](../corpus/fire%202.md)");
}

#[test]
fn a_link_leads_to_a_heading_of_the_note() {
    let note = "# Storm: the facts\n\nSee [above](#fac|)\n";
    assert_eq!(chosen(note, "Storm: the facts"), "# Storm: the facts\n\nSee [above](#storm-the-facts)\n");
}

#[test]
fn a_wikilink_leads_to_a_heading_of_the_article_or_of_the_note() {
    let root = PathBuf::from("/w");
    let text = "# Storm over Northport\n\nThe storm killed 34 people in Northport on Monday, the hospital said, and the \
        harbour was closed for a week.\n\n## What the mayor said\n\nMaria Keller, the mayor, said that every pier would \
        be rebuilt before the winter comes to the town.\n";
    let dir = tempfile::tempdir().expect("a temporary folder");
    let path = dir.path().join("storm.md");
    std::fs::write(&path, text).expect("a file");
    let (articles, _) = read_file(&path, &FileTerms::default()).expect("an article");
    let articles = articles.into_iter().map(Arc::new).collect();
    let world =
        World::from_articles(root.clone(), Written::default().resolve(&root), articles, Vec::new(), 1);
    let labels = |note: &str| {
        let (text, offset) = marked(note);
        let found = complete(&text, offset, Path::new("/w"), &world, &NameIndex::of(&world.library));
        found.items.into_iter().map(|item| (item.label, item.text)).collect::<Vec<_>>()
    };
    let mayor = ("What the mayor said".to_owned(), "What the mayor said]]".to_owned());
    assert_eq!(labels("It sank [[storm#may|"), [mayor]);
    let above = ("The facts".to_owned(), "The facts".to_owned());
    assert_eq!(labels("# The facts\n\nIt sank [[#|]]"), [above]);
    assert_eq!(labels("It sank [[nobody#|]]"), []);
}

#[test]
fn a_hover_leaves_out_what_the_editor_shows_beside_it() {
    let world = world();
    let (text, offset) = marked("The storm killed 4|3 people in Northport on Monday [@storm].\n");
    let analysis = analyze(text.as_str().into(), Path::new("/w/note.md"), &world, &Cancel::new())
        .expect("nobody cancels");
    let hover = hover::hover(&analysis, &world, offset).expect("a hover");
    let whole = markdown::hover(&hover, &|_| None);
    assert_eq!(whole.matches("“34”").count(), 1, "{whole}");
    let rest = hover::without_what_is_told(hover, &analysis.diagnostics, offset);
    let rest = markdown::hover(&rest, &|_| None);
    assert!(rest.starts_with("**✗ contradicted** — a source says otherwise\n"), "{rest}");
    assert!(!rest.contains("“34”") && rest.contains("**34**"), "{rest}");
}

#[test]
fn a_hover_whose_words_are_shown_beside_it_ends_without_a_dash() {
    let world = world();
    let (text, offset) = marked("“We will rebuild every h|arbour before winter,” Keller said [@storm].\n");
    let analysis = analyze(text.as_str().into(), Path::new("/w/note.md"), &world, &Cancel::new())
        .expect("nobody cancels");
    let hover = hover::hover(&analysis, &world, offset).expect("a hover");
    let rest = hover::without_what_is_told(hover, &analysis.diagnostics, offset);
    let rest = markdown::hover(&rest, &|_| None);
    assert!(rest.starts_with("**✗ misquoted**\n"), "{rest}");
}

#[test]
fn a_quotation_of_whom_the_line_names_comes_first_with_mark_and_citation() {
    let note = "Jonas Weber said: “|”";
    assert_eq!(labels(note)[0], "The ferries stay in port until Friday");
    assert_eq!(
        chosen("Keller said: “we will| on Tuesday", "We will rebuild every pier before winter"),
        "Keller said: “We will rebuild every pier before winter” [@storm] on Tuesday"
    );
    assert_eq!(
        chosen("Keller said: \"|\" [@storm]", "We will rebuild every pier before winter"),
        "Keller said: \"We will rebuild every pier before winter\" [@storm]"
    );
}

#[test]
fn directives_and_front_matter_are_completed() {
    assert_eq!(labels("<!-- attest: |"), ["allow", "off", "on"]);
    assert_eq!(chosen("<!-- attest: allow misq| -->", "misquote"), "<!-- attest: allow misquote -->");
    assert!(labels("---\nat|\n---\n").contains(&"attest: off".to_owned()));
}

fn analysis(note: &str) -> Analysis {
    analyze(note.into(), Path::new("/w/notes/note.md"), &world(), &Cancel::new()).expect("nobody cancels")
}

fn all(analysis: &Analysis) -> ByteRange {
    ByteRange::new(0, analysis.note.text.len())
}

const NOTE: &str = "\
---
title: Brief
---

# Brief

Keller said that the storm killed 34 people in Northport [@storm].

## Eastford

Maria Keller is the mayor. A fire destroyed the town hall of Eastford [[fire 2]]. The envoy resigned.

<!-- attest: off -->
Nobody knows.
<!-- attest: on -->
";

#[test]
fn hints_count_sources_and_spell_out_the_first_bare_surname() {
    let found = analysis(NOTE);
    let hints = inlay_hints(&found, &world(), all(&found));
    let shown: Vec<(&str, &str)> = hints
        .iter()
        .map(|hint| (NOTE[..hint.offset].rsplit(' ').next().unwrap_or(""), hint.label.as_str()))
        .collect();
    assert!(
        shown.iter().any(|(before, label)| before.ends_with("Keller") && *label == "(Maria Keller)"),
        "{shown:?}"
    );
    assert_eq!(shown.iter().filter(|(_, label)| *label == "(Maria Keller)").count(), 1, "{shown:?}");
    assert!(shown.iter().any(|(_, label)| *label == "1 source"), "{shown:?}");
    assert!(inlay_hints(&found, &world(), ByteRange::new(0, 10)).is_empty());
}

#[test]
fn lenses_stand_above_the_note_and_each_section_with_claims() {
    let found = analysis(NOTE);
    let lenses = places(&found.note);
    let at: Vec<&str> = lenses.iter().map(|place| place.range.of(NOTE).trim()).collect();
    assert_eq!(at, ["# Brief", "## Eastford"]);
    let titles: Vec<String> = lenses.iter().map(|place| title(&found, place.of)).collect();
    assert!(titles[0].starts_with("4 claims: "), "{titles:?}");
    assert!(titles[1].starts_with("3 claims: ") && titles[1].contains("2 uncited"), "{titles:?}");
    assert!(places(&analysis("Is that so?\n").note).is_empty());
}

#[test]
fn a_lens_stands_where_it_stood_while_the_first_claim_below_it_is_typed() {
    let before = places(&analysis("# Brief\n\n").note);
    let after = places(&analysis("# Brief\n\nThe storm killed 34 people.\n").note);
    assert_eq!((before.len(), after.len()), (1, 1));
    assert_eq!(before[0].range, after[0].range);
    assert_eq!(title(&analysis("# Brief\n\n"), before[0].of), "no claims");
}

#[test]
fn the_sources_of_a_section_are_the_sentences_its_supported_claims_rest_on() {
    let found = analysis(NOTE);
    let (lenses, world) = (places(&found.note), world());
    let spans = sources(&found, &world, lenses[0].of);
    assert_eq!(sources_title(&spans), "2 sources");
    assert!(spans.iter().any(|span| world.library.span_text(*span).starts_with("The storm killed 34")));
    assert_eq!(sources_title(&sources(&found, &world, ByteRange::new(0, 5))), "no sources");
}

#[test]
fn findings_on_the_word_at_the_caret_wait_unless_they_were_shown_before() {
    let waiting = |note: &str, shown: &[(&'static str, usize)]| -> Vec<String> {
        let (text, caret) = marked(note);
        let found = analysis(&text);
        let word = word_at(&text, caret);
        let held = found.diagnostics.iter().filter(|found| waits(found, word, shown));
        held.map(|found| found.code.to_owned()).collect()
    };
    // A name half typed, and the sentence around it.
    assert!(!waiting("The envoy resigned and Kells|", &[]).is_empty());
    // Behind the last word of an unfinished sentence.
    assert_eq!(waiting("The envoy resigned |", &[]), ["unsupported-claim"]);
    // Elsewhere nothing waits, and what was there stays.
    assert!(waiting("The envoy resigned.\n\nThe sto|", &[]).is_empty());
    assert!(waiting("The envoy resigned |", &[("unsupported-claim", 0)]).is_empty());
}

#[test]
fn a_selection_grows_from_the_word_to_the_note() {
    let (text, offset) = marked("# Brief\n\nIt was late. Mayor Maria Kel|ler spoke, and the fire burned.\n");
    let found = analysis(&text);
    let grown: Vec<&str> = selection_ranges(&found, offset).iter().map(|range| range.of(&text)).collect();
    assert_eq!(grown[..2], ["Keller", "Maria Keller"]);
    assert!(grown.contains(&"Mayor Maria Keller spoke, and the fire burned."), "{grown:?}");
    assert!(grown.contains(&"It was late. Mayor Maria Keller spoke, and the fire burned."), "{grown:?}");
    assert_eq!(*grown.last().unwrap(), text);
    assert!(grown.windows(2).all(|pair| pair[0].len() < pair[1].len()));
}

#[test]
fn citations_follow_an_article_whose_file_gets_another_name() {
    let text = "It sank [@storm]. It burned [[fire 2#L7]]. See [it](../corpus/fire%202.md).\n";
    let found = analysis(text);
    let notes = [CheckedNote { path: "/w/notes/note.md".into(), analysis: Arc::new(found) }];
    let after = |old: &str, new: &str| {
        let mut text = text.to_owned();
        for it in repointed(&world(), &notes, Path::new(old), Path::new(new)).iter().rev() {
            text.replace_range(it.place.range.start()..it.place.range.end(), &it.text);
        }
        text
    };
    assert_eq!(
        after("/w/corpus/fire 2.md", "/w/corpus/blaze.md"),
        "It sank [@storm]. It burned [[blaze#L7]]. See [it](../corpus/blaze.md).\n"
    );
    assert_eq!(
        after("/w/corpus/storm.md", "/w/corpus/great storm.md"),
        "It sank [@{great storm}]. It burned [[fire 2#L7]]. See [it](../corpus/fire%202.md).\n"
    );
    // A folder, and the note itself.
    let moved = "It sank [@storm]. It burned [[fire 2#L7]]. See [it](../wire/fire%202.md).\n";
    assert_eq!(after("/w/corpus", "/w/wire"), moved);
    let moved = "It sank [@storm]. It burned [[fire 2#L7]]. See [it](corpus/fire%202.md).\n";
    assert_eq!(after("/w/notes/note.md", "/w/note.md"), moved);
    assert_eq!(after("/w/corpus/other.md", "/w/corpus/new.md"), text);
}

#[test]
fn the_other_places_of_a_name_or_citation_are_highlighted() {
    let found = analysis(NOTE);
    let words = |needle: &str| -> Vec<&str> {
        let offset = NOTE.find(needle).expect("it is there") + 1;
        highlights(&found, offset).into_iter().map(|range| range.of(NOTE)).collect()
    };
    assert_eq!(words("Keller said"), ["Keller", "Maria Keller"]);
    assert_eq!(words("[@storm]"), ["[@storm]"]);
    assert!(words("the storm killed").is_empty());
}

#[test]
fn sections_front_matter_and_stretches_that_are_off_fold() {
    let found = analysis(NOTE);
    let folds: Vec<&str> =
        folding(&found).iter().map(|range| range.of(NOTE).lines().next().unwrap_or("")).collect();
    assert_eq!(folds, ["---", "# Brief", "## Eastford", "<!-- attest: off -->"]);
}

#[test]
fn citations_are_links_to_the_words_they_point_to() {
    let found = analysis("It sank [@storm]. It burned [[fire 2#L7]]. See [@nothing].\n");
    let links = document_links(&found, &world());
    let shown: Vec<(&str, usize)> =
        links.iter().map(|link| (link.range.of(&found.note.text), link.target.line())).collect();
    assert_eq!(shown[0].0, "storm");
    assert_eq!(shown[1], ("fire 2", 7));
    assert_eq!(links.len(), 2);
}

/// The note after its word at the caret was renamed.
fn renamed(note: &str, new: &str) -> Result<String, String> {
    let (text, offset) = marked(note);
    let found = analysis(&text);
    let what = rename::renamable(&found, offset).ok_or("nothing to rename")?;
    let notes = [CheckedNote { path: "/w/notes/note.md".into(), analysis: Arc::new(found) }];
    let places = rename::places(&what, new, &notes).map_err(|refused| refused.to_string())?;
    let mut text = text;
    for place in places.iter().rev() {
        text.replace_range(place.range.start()..place.range.end(), new);
    }
    Ok(text)
}

#[test]
fn a_spelling_is_renamed_where_it_names_the_same_outside_of_quotations() {
    assert_eq!(
        renamed(
            "Kel|ler spoke. Maria Keller left. “Keller left the harbour town today,” he said. Keller slept.",
            "Kellar"
        ),
        Ok("Kellar spoke. Maria Keller left. “Keller left the harbour town today,” he said. Kellar slept."
            .to_owned())
    );
    assert_eq!(
        renamed("It sank [@st|orm; @storm] and burned [[storm]].", "storm-2"),
        Ok("It sank [@storm-2; @storm-2] and burned [[storm-2]].".to_owned())
    );
    assert_eq!(renamed("It sa|nk.", "swam"), Err("nothing to rename".to_owned()));
    assert!(renamed("It sank [@st|orm].", "a]").is_err());
}

#[test]
fn a_verdict_rests_on_the_best_passage_and_not_on_all_that_bear_on_the_claim() {
    let found = analysis("The storm killed 34 people in Northport.\n");
    let world = world();
    let spans = grounds(&found.assessments[0], &world.library);
    let words: Vec<String> = spans.iter().map(|span| world.library.span_text(*span).to_owned()).collect();
    assert_eq!(words.len(), 1, "{words:?}");
    assert!(words[0].starts_with("The storm killed 34 people"), "{words:?}");
}

#[test]
fn names_are_tokens_with_the_verdict_of_their_claim() {
    let found =
        analysis("Maria Keller said that the storm killed 34 people in Northport. Is Jonas Weber here?\n");
    let tokens = semantic_tokens(&found, all(&found));
    let shown: Vec<(&str, EntityKind, Option<Verdict>)> =
        tokens.iter().map(|token| (token.range.of(&found.note.text), token.kind, token.verdict)).collect();
    assert_eq!(shown[0], ("Maria Keller", EntityKind::Person, Some(Verdict::Supported)));
    assert_eq!(shown[1].0, "Northport");
    assert_eq!(shown[2], ("Jonas Weber", EntityKind::Person, None));
}

/// A hover of the note at the caret, as Markdown without addresses.
fn hovered(note: &str) -> String {
    let (text, offset) = marked(note);
    let hover = hover::hover(&analysis(&text), &world(), offset).expect("something stands there");
    markdown::hover(&hover, &|_| None)
}

#[test]
fn a_hover_marks_the_source_words_that_differ() {
    let shown = hovered("The storm killed 4|3 people in Northport.\n");
    assert!(shown.contains("The storm killed **34** people"), "{shown}");
    let shown = hovered("Keller said: “We will re|build every bridge before winter.”\n");
    assert!(shown.contains("~~bridge~~ → **pier**"), "{shown}");
    assert!(shown.contains("every **pier** before winter"), "{shown}");
}

#[test]
fn a_hover_on_a_citation_tells_head_outlet_date_and_how_much_rests_on_it() {
    let shown = hovered(
        "The storm killed 34 people in Northport [@st|orm]. The envoy resigned [@storm]. Keller is the mayor.\n",
    );
    let lines: Vec<&str> = shown.lines().map(str::trim_end).collect();
    assert_eq!(lines[0], "**Storm over Northport** — Wire, 2024-03-12", "{shown}");
    assert!(shown.contains("2 claims of this note cite it, 2 rest on its words"), "{shown}");
}

#[test]
fn evidence_is_each_passage_with_what_it_says_of_the_claim_and_how_to_cite_it() {
    let (text, offset) = marked("The storm ki|lled 43 people in Northport.\n");
    let found = evidence(&analysis(&text), &world(), offset).expect("a claim");
    assert_eq!((found.verdict, found.text.as_str()), (Verdict::Contradicted, text.trim_end()));
    let first = &found.passages[0];
    assert_eq!((first.stance, first.article.as_str()), (Stance::Contradicts, "storm"));
    assert_eq!(first.quote.marks.iter().map(|it| it.of(&first.quote.words)).collect::<Vec<_>>(), ["34"]);
    assert!(first.differences[0].contains("“43”"), "{first:?}");
    let cite = first.cite.clone().expect("it is not cited");
    let mut after = text.clone();
    after.insert_str(cite.range.start(), &cite.text);
    assert_eq!(after, "The storm killed 43 people in Northport [@storm].\n");

    let (text, offset) = marked("The storm ki|lled 34 people in Northport [@storm].\n");
    let found = evidence(&analysis(&text), &world(), offset).expect("a claim");
    assert_eq!((found.passages[0].stance, found.passages[0].cite.is_none()), (Stance::Supports, true));
    let (text, offset) = marked("Is th|at so?\n");
    assert_eq!(evidence(&analysis(&text), &world(), offset), None);
}

#[test]
fn the_corpus_in_lists_has_the_latest_article_and_the_most_named_entity_first() {
    let world = world();
    let (found, count) = overview::articles(&world, "", 1);
    assert_eq!((found[0].id.as_str(), found[0].date.as_deref(), count), ("fire 2", Some("2024-03-14"), 2));
    assert_eq!(overview::articles(&world, "wire", 9).0[0].id, "storm");
    let (found, _) = overview::entities(&world, "kell", 9);
    assert_eq!((found[0].name.as_str(), found[0].kind), ("Maria Keller", EntityKind::Person));
}

#[test]
fn an_article_without_a_title_is_listed_by_its_first_words() {
    let root = PathBuf::from("/w");
    let text = "---\noutlet: Wire\n---\n\nThe ferries between Northport and the islands stay in port until \
                Friday, the harbour master told reporters. They carried nobody.\n";
    let articles = vec![article("w-17", text)];
    let world =
        World::from_articles(root.clone(), Written::default().resolve(&root), articles, Vec::new(), 1);
    let (found, _) = overview::articles(&world, "w-1", 9);
    assert_eq!(found[0].id, "w-17");
    assert_eq!(found[0].title, "“The ferries between Northport and the islands stay in port…”");
}

#[test]
fn evidence_at_quoted_words_is_the_sources_sentence_with_what_differs() {
    let (text, offset) = marked("Keller said: “We will re|build every bridge before winter.”\n");
    let found = evidence(&analysis(&text), &world(), offset).expect("a quotation");
    assert_eq!((found.verdict, found.label.as_str()), (Verdict::Contradicted, "misquoted"));
    let first = &found.passages[0];
    assert_eq!(first.quote.marks.iter().map(|it| it.of(&first.quote.words)).collect::<Vec<_>>(), ["pier"]);
    assert_eq!(first.differences, ["“bridge” for the source’s “pier”"]);
    assert!(first.quote.words.contains("Keller told reporters"), "the whole sentence: {first:?}");
    let (text, offset) = marked("Keller said: “We will re|build every pier before winter.”\n");
    let found = evidence(&analysis(&text), &world(), offset).expect("a quotation");
    assert_eq!((found.verdict, found.label.as_str()), (Verdict::Supported, "verbatim"));
}

#[test]
fn names_are_capped_the_most_mentioned_first_and_told_to_be_incomplete() {
    let heads = [
        "Bado", "Kelu", "Mori", "Sane", "Tivo", "Rupa", "Gilo", "Fenu", "Hoza", "Wela", "Zimo", "Nura",
        "Pesi",
    ];
    let tails = [
        "brand", "holm", "quist", "mark", "stein", "wick", "ford", "lund", "berg", "gate", "dahl", "rup",
        "sen",
    ];
    let surnames = heads.iter().flat_map(|head| tails.iter().map(move |tail| format!("{head}{tail}")));
    let people: String =
        surnames.map(|surname| format!("Mr Karl {surname}, a clerk, spoke on Monday.\n\n")).collect();
    let often = "Ms Karola Vent spoke. Karola Vent spoke again. Karola Vent slept. Karola Vent rose.";
    let root = PathBuf::from("/w");
    let articles = vec![article("clerks", &format!("Clerks\n\n{people}{often}\n"))];
    let world =
        World::from_articles(root.clone(), Written::default().resolve(&root), articles, Vec::new(), 1);
    let index = NameIndex::of(&world.library);
    let found = complete("Then Kar", 8, Path::new("/w"), &world, &index);
    assert!(found.incomplete && found.items.len() == 100, "{}", found.items.len());
    assert!(found.items.iter().take(3).any(|item| item.label == "Karola Vent"), "{:?}", &found.items[..3]);
}
