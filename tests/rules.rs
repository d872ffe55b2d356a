//! The rules over small invented workspaces: what they say, where, and what their fixes make of the
//! note.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use attest_ls::corpus::read::{self, from_text};
use attest_ls::corpus::{Article, FileTerms};
use attest_ls::evidence::Cancel;
use attest_ls::notes::{self, Checkable};
use attest_ls::rules::{Diagnostic, FixKind, Severity};
use attest_ls::workspace::settings::Written;
use attest_ls::workspace::{Analysis, World, analyze};

fn article(id: &str, head: &str, body: &str) -> Arc<Article> {
    Arc::new(from_text(id, &format!("{head}\n\n{body}\n")))
}

const STORM: &str = "The storm killed 34 people in Northport on Monday, Mayor Maria Keller said. The harbour \
    master, Jonas Weber, closed the old pier for repairs.";

fn check(settings: &str, articles: Vec<Arc<Article>>, note: &str) -> Analysis {
    let written = Written::from_toml(settings, Path::new("attest.toml")).expect("valid settings");
    let root = PathBuf::from("/w");
    let world = World::from_articles(root.clone(), written.resolve(&root), articles, Vec::new(), 1);
    analyze(note.into(), &root.join("note.md"), &world, &Cancel::new()).expect("nobody cancels")
}

fn of<'a>(analysis: &'a Analysis, code: &str) -> Vec<&'a Diagnostic> {
    analysis.diagnostics.iter().filter(|found| found.code == code).collect()
}

/// The only diagnostic of `code`.
fn one<'a>(analysis: &'a Analysis, code: &str) -> &'a Diagnostic {
    let found = of(analysis, code);
    assert_eq!(found.len(), 1, "{code}: {:#?}", analysis.diagnostics);
    found[0]
}

fn words<'a>(analysis: &'a Analysis, found: &Diagnostic) -> &'a str {
    found.range.of(&analysis.note.text)
}

/// The note after the first fix of `kind`.
fn after(analysis: &Analysis, found: &Diagnostic, kind: FixKind) -> String {
    let fix =
        found.fixes.iter().find(|fix| fix.kind == kind).unwrap_or_else(|| panic!("{kind:?}: {found:#?}"));
    let mut text = analysis.note.text.to_string();
    for edit in fix.edits.iter().rev() {
        text.replace_range(edit.range.start()..edit.range.end(), &edit.text);
    }
    text
}

fn dated(id: &str, outlet: &str, date: &str, body: &str) -> Arc<Article> {
    let head = format!("---\ntitle: Storm over Northport\noutlet: {outlet}\ndate: {date}\n---");
    article(id, &head, body)
}

#[test]
fn a_count_that_a_source_of_the_same_day_gives_otherwise_is_a_conflict_with_both_named() {
    let other = "A storm in Northport. The storm killed 41 people in Northport on Monday, Maria Keller told the \
        council. Shops stay closed.";
    let articles =
        vec![dated("wire", "Wire", "2024-03-12", STORM), dated("post", "Post", "2024-03-12", other)];
    let analysis = check("", articles, "The storm killed 34 people in Northport.\n");
    let found = one(&analysis, "conflicting-sources");
    assert_eq!((words(&analysis, found), found.severity), ("34", Severity::Information));
    for part in ["(Wire, 2024-03-12) supports this", "(Post, 2024-03-12) does not", "34", "41"] {
        assert!(found.message.contains(part), "{part}: {}", found.message);
    }
    assert_eq!(found.related.iter().map(|it| it.span.article).collect::<Vec<_>>(), [0, 1]);
    assert!(of(&analysis, "superseded-claim").is_empty());
}

#[test]
fn a_heading_between_short_paragraphs_can_be_cited() {
    let text = "# Storm\n\nIt came at night.\n\n## What broke\n\nTwo piers.\n\n## Who came\n\nThe mayor.\n";
    let read = read::from_bytes(Path::new("storm.md"), text.into(), &FileTerms::default());
    let articles: Vec<_> = read.expect("it is text").0.into_iter().map(Arc::new).collect();
    let there =
        "See [[storm#What broke]], [[storm#who-came]], [[storm#What broke#Who came]] and [[storm#Storm]].\n";
    assert!(of(&check("", articles.clone(), there), "broken-citation").is_empty());
    assert_eq!(of(&check("", articles, "See [[storm#Nobody came]].\n"), "broken-citation").len(), 1);
}

#[test]
fn a_later_count_supersedes_and_the_fix_brings_the_note_up_to_date() {
    let later = "The storm killed 41 people in Northport on Monday, Maria Keller said on Thursday.";
    let articles =
        vec![dated("wire", "Wire", "2024-03-12", STORM), dated("post", "Post", "2024-03-14", later)];
    let analysis = check("", articles, "The storm killed 34 people in Northport.\n");
    let found = one(&analysis, "superseded-claim");
    assert!(found.message.contains("later") && found.message.contains("2024-03-14"), "{}", found.message);
    assert_eq!(after(&analysis, found, FixKind::Repair), "The storm killed 41 people in Northport.\n");
    assert!(of(&analysis, "conflicting-sources").is_empty());
}

#[test]
fn a_count_that_is_up_to_date_is_not_held_against_an_older_one() {
    let later = "The storm killed 41 people in Northport on Monday, Maria Keller said on Thursday.";
    let articles =
        vec![dated("wire", "Wire", "2024-03-12", STORM), dated("post", "Post", "2024-03-14", later)];
    let analysis = check("", articles, "The storm killed 41 people in Northport.\n");
    assert_eq!(analysis.diagnostics, []);
}

#[test]
fn another_event_is_no_conflict() {
    let fire = "The fire killed 41 people in Eastford on Sunday, Tom Brandt said.";
    let articles =
        vec![dated("wire", "Wire", "2024-03-12", STORM), dated("post", "Post", "2024-03-12", fire)];
    let analysis = check("", articles, "The storm killed 34 people in Northport.\n");
    assert_eq!(analysis.diagnostics, []);
}

#[test]
fn copies_of_one_story_are_one_source() {
    let long = format!(
        "{STORM} Ferries stay in port until Friday, the company said. Schools in the lower town are closed for \
         the week, and the council meets tomorrow to speak of the dikes, which were last mended nine years ago."
    );
    let on = "[rules]\nsingle-source = \"warning\"\n";
    let copies = vec![dated("a", "Wire", "2024-03-12", &long), dated("b", "Post", "2024-03-12", &long)];
    let note = "The storm killed 34 people in Northport.\n";
    let analysis = check(on, copies, note);
    let found = one(&analysis, "single-source");
    assert!(found.message.contains("and a copy of it"), "{}", found.message);
    let own =
        "In Northport the storm killed 34 people, doctors of the town hospital told the Post on Tuesday.";
    let two = vec![dated("a", "Wire", "2024-03-12", &long), dated("b", "Post", "2024-03-12", own)];
    assert_eq!(check(on, two, note).diagnostics, []);
}

#[test]
fn a_supported_claim_without_a_citation_gets_one_before_its_stop() {
    let on = "[rules]\nuncited-claim = \"warning\"\n";
    let articles = || vec![article("storm 1", "Storm", STORM)];
    let analysis = check(on, articles(), "The storm killed 34 people in Northport.\n");
    let found = one(&analysis, "uncited-claim");
    let cited = after(&analysis, found, FixKind::Cite);
    assert_eq!(cited, "The storm killed 34 people in Northport [@{storm 1}].\n");
    assert_eq!(check(on, articles(), &cited).diagnostics, []);
}

#[test]
fn all_sources_are_cited_in_the_form_that_the_note_uses() {
    let own =
        "In Northport the storm killed 34 people, doctors of the town hospital told the Post on Tuesday.";
    let articles = vec![article("a", "Storm", STORM), article("b", "Hospital full", own)];
    let note = "Jonas Weber closed the old pier [[a]].\n\nThe storm killed 34 people in Northport.\n";
    let analysis = check("[rules]\nuncited-claim = \"hint\"\n", articles, note);
    let all = one(&analysis, "uncited-claim").fixes.iter().find(|fix| fix.title.contains("all 2"));
    assert_eq!(all.expect("there are two sources").edits[0].text, " [[a]] [[b]]");
}

#[test]
fn likelihood_off_the_scale_and_beside_confidence_is_told_when_asked_for() {
    let note = "It is highly likely that the pier opens soon.\n\nThe pier will very likely open, we assess with high \
        confidence.\n\nHe said “it is highly likely”.\n";
    let on = "[rules]\nestimative-language = \"warning\"\n";
    let analysis = check(on, vec![article("a", "Storm", STORM)], note);
    let found = of(&analysis, "estimative-language");
    let at: Vec<&str> = found.iter().map(|found| words(&analysis, found)).collect();
    assert_eq!(at, ["highly likely", "high confidence"]);
    assert!(after(&analysis, found[0], FixKind::Repair).starts_with("It is very likely that"));
    let own = format!("likelihoods = [\"highly likely\", \"very likely\"]\n{on}");
    let analysis = check(&own, vec![article("a", "Storm", STORM)], note);
    assert_eq!(of(&analysis, "estimative-language").len(), 1);
}

#[test]
fn a_suppression_that_silences_nothing_is_told_and_taken_out() {
    let note = "<!-- attest: allow number-mismatch, misqote -->\nThe storm killed 43 people in Northport.\n\n\
        <!-- attest: allow misquote -->\nThe storm killed 34 people in Northport.\n";
    let analysis = check("", vec![article("a", "Storm", STORM)], note);
    let found = of(&analysis, "unused-suppression");
    let at: Vec<&str> = found.iter().map(|found| words(&analysis, found)).collect();
    assert_eq!(at, ["misqote", "misquote"], "{:#?}", analysis.diagnostics);
    assert!(found[0].message.contains("No rule has the code"));
    assert_eq!(found[0].preferred(), None, "it may be misspelled or left over");
    let spelled = "<!-- attest: allow number-mismatch, misquote -->\n";
    assert!(after(&analysis, found[0], FixKind::Repair).starts_with(spelled));
    let removal = &found[0].fixes[1].edits[0];
    assert_eq!((removal.range.of(&analysis.note.text), removal.text.as_str()), (", misqote", ""));
    assert!(
        after(&analysis, found[1], FixKind::Repair)
            .ends_with("Northport.\n\nThe storm killed 34 people in Northport.\n")
    );
}

#[test]
fn a_rare_or_unwanted_spelling_of_a_name_is_a_variant_except_in_quotation_marks() {
    let talks = "Volodymyr Zelenskyy met the envoys in Northport. Zelenskyy spoke first. Zelenskyy thanked Maria \
        Keller. Zelenskyy left on Monday.";
    let note = "Volodymyr Zelenskyi met the envoys.\n";
    let analysis = check("", vec![article("a", "Talks", talks)], note);
    assert_eq!(words(&analysis, one(&analysis, "name-variant")), "Volodymyr Zelenskyi");
    let analysis = check(
        "spellings = [\"Zelensky\"]",
        vec![article("a", "Talks", talks)],
        "Zelenskyy met the envoys.\n",
    );
    let found = one(&analysis, "name-variant");
    assert!(found.fixes[0].safe, "the analyst asked for it");
    assert_eq!(after(&analysis, found, FixKind::Repair), "Zelensky met the envoys.\n");
}

#[test]
fn a_spelling_that_no_article_has_is_its_only_near_bearers() {
    let talks = "Oleksij Kovalenko met the envoys in Northport. Kovalenko spoke first, said Maria Keller.";
    let check = |note: &str| check("", vec![article("a", "Talks", talks)], note);
    for (note, spelling) in [
        ("Kowalenko spoke first.\n", "Kowalenko"),
        ("The envoys were met by Oleksij Kowalenko.\n", "Oleksij Kowalenko"),
    ] {
        let analysis = check(note);
        let found = one(&analysis, "name-variant");
        assert_eq!(words(&analysis, found), spelling);
        assert!(found.message.starts_with("The articles spell this name"), "{}", found.message);
        assert_eq!(of(&analysis, "unknown-name").len(), 0, "{note}");
    }
    let other = check("The envoys were met by Oleksij Marchenko.\n");
    assert_eq!(words(&other, one(&other, "unknown-name")), "Oleksij Marchenko");
}

#[test]
fn who_is_of_a_body_is_named_beside_it() {
    let source = "Maria Keller of the Harbour Institute criticized Jonas Weber for closing the pier. The Marine Office \
                  said nothing.";
    let check = |note: &str| check("", vec![article("a", "Pier", source)], note);
    let note = "Maria Keller of the Marine Office criticized Jonas Weber for closing the pier.\n";
    let analysis = check(note);
    let names: Vec<&str> = analysis.names.iter().map(|name| name.range.of(note)).collect();
    assert_eq!(names, ["Maria Keller", "Marine Office", "Jonas Weber"]);
    let found = one(&analysis, "contradicted-claim");
    assert_eq!(words(&analysis, found), "Marine Office");
    assert!(found.message.contains("the source of “Harbour Institute”"), "{}", found.message);
    let right = "Maria Keller of the Harbour Institute criticized Jonas Weber for closing the pier.\n";
    assert!(check(right).diagnostics.is_empty());
}

#[test]
fn a_name_holds_no_verb_on_the_way_to_a_surname() {
    let source = "Jonas Weber met Maria Keller, a former envoy. Keller thanked him.";
    let note = "Jonas Weber once thanked J. Keller, and Maria had thanked Keller.\n";
    let analysis = check("", vec![article("a", "Pier", source)], note);
    let names: Vec<&str> = analysis.names.iter().map(|name| name.range.of(note)).collect();
    assert!(
        names.contains(&"Jonas Weber") && names.iter().all(|name| !name.contains("thanked")),
        "{names:?}"
    );
}

#[test]
fn a_body_is_known_by_its_initials_and_a_thing_by_one_of_its_kind() {
    let source =
        "The FNS closed the port of Eastford. Maria Keller won a Coral Award on Monday, said the FNS.";
    let check = |note: &str| check("", vec![article("a", "Port", source)], note);
    for note in [
        "The port of Eastford was closed by the Ferry and Navigation Service.\n",
        "At the Coral Awards Maria Keller won.\n",
    ] {
        let analysis = check(note);
        assert_eq!(of(&analysis, "unknown-name").len(), 0, "{:#?}", analysis.diagnostics);
    }
    let other = check("The port of Eastford was closed by the Harbour and Navigation Service.\n");
    assert_eq!(of(&other, "unknown-name").len(), 1, "{:#?}", other.diagnostics);
}

#[test]
fn a_name_that_articles_have_with_a_hyphen_only_is_known() {
    let source = "The Eastford-based ferries stayed in port. Maria Keller spoke at the Velmar-Norund talks.";
    let note = "Maria Keller spoke at the Velmar-Norund talks.\n";
    let analysis = check("", vec![article("a", "Port", source)], note);
    assert_eq!(of(&analysis, "unknown-name").len(), 0, "{:#?}", analysis.diagnostics);
}

#[test]
fn a_land_is_known_by_its_people() {
    let check = |source: &str| {
        check(
            "",
            vec![article("a", "Port", source)],
            "The ferry office paid members of the council in Norway.\n",
        )
    };
    let people = check("The ferry office paid members of a Norwegian council.");
    assert_eq!(of(&people, "unknown-name").len(), 0, "{:#?}", people.diagnostics);
    let nobody = check("The ferry office paid members of a council.");
    assert_eq!(words(&nobody, one(&nobody, "unknown-name")), "Norway");
}

#[test]
fn what_the_cited_source_counts_otherwise_is_told_though_another_has_the_claims_number() {
    let articles = || {
        vec![
            article("north", "Northport", "The blast in Northport killed at least 12 people on Monday."),
            article("east", "Eastford", "A blast in Eastford killed 34 people on Sunday."),
        ]
    };
    let analysis = check("", articles(), "At least 21 people died in the blast [@north].\n");
    let found = one(&analysis, "number-mismatch");
    assert_eq!(words(&analysis, found), "At least 21");
    assert_eq!(of(&analysis, "citation-mismatch").len(), 0);
}

#[test]
fn another_word_in_a_short_quotation_is_a_misquote_where_the_source_quotes_as_many() {
    let source = "Maria Keller called the talks “frank and useful.” The inspectors left on Monday.";
    let check = |note: &str| check("", vec![article("a", "Talks", source)], note);
    let analysis = check("Maria Keller called the talks “frank and pleasant”.\n");
    assert_eq!(words(&analysis, one(&analysis, "misquote")), "pleasant");
    let other = check("Maria Keller called the talks “tiresome and loud”.\n");
    assert_eq!(of(&other, "misquote").len(), 0);
}

#[test]
fn a_surname_of_two_people_is_ambiguous_until_the_note_settles_it() {
    let two =
        "Mayor Maria Keller met the envoys in Northport. Captain Jonas Keller sank the ferry off Eastford.";
    let articles = || vec![article("a", "Talks", two)];
    let analysis = check("", articles(), "In the end Keller was blamed for it by the whole town.\n");
    let found = one(&analysis, "ambiguous-name");
    assert_eq!(words(&analysis, found), "Keller");
    assert_eq!(found.fixes.iter().filter(|fix| fix.kind == FixKind::Repair).count(), 2);
    assert_eq!(found.preferred(), None, "neither is the answer");
    let settled = "Jonas Keller was there.\n\nIn the end Keller was blamed for it by the whole town.\n";
    assert!(of(&check("", articles(), settled), "ambiguous-name").is_empty());
}

#[test]
fn a_marked_statement_is_no_claim_any_more() {
    let analysis = check("", vec![article("a", "Storm", STORM)], "The governor resigned over the flood.\n");
    let found = one(&analysis, "unsupported-claim");
    let marked = after(&analysis, found, FixKind::Mark);
    assert_eq!(marked, "We assess that the governor resigned over the flood.\n");
    assert!(notes::parse(marked.into()).claims.iter().all(|claim| claim.checkable != Checkable::Yes));
}

#[test]
fn an_allowed_finding_is_gone_wherever_it_stands() {
    for note in [
        "The storm killed 43 people in Northport.\n",
        "- The storm killed 43 people in Northport.\n- Jonas Weber closed the old pier.\n",
        "| Day | Event |\n| --- | --- |\n| Monday | The storm killed 43 people in Northport |\n",
        "> [!note]\n> The storm killed 43 people in Northport.\n",
    ] {
        let articles = || vec![article("a", "Storm", STORM)];
        let analysis = check("", articles(), note);
        let found = one(&analysis, "number-mismatch");
        let allowed = after(&analysis, found, FixKind::Suppress);
        assert!(allowed.contains("allow number-mismatch -- reason -->"), "{allowed}");
        assert!(of(&check("", articles(), &allowed), "number-mismatch").is_empty(), "{allowed}");
        assert!(of(&check("", articles(), &allowed), "unused-suppression").is_empty(), "{allowed}");
    }
}

#[test]
fn words_are_only_taken_out_where_the_sentence_stands_without_them() {
    let note = "Jonas Weber closed the old pier for repairs in Westerland.\n";
    let analysis = check("", vec![article("a", "Storm", STORM)], note);
    for found in of(&analysis, "partly-supported-claim") {
        let weakened = after(&analysis, found, FixKind::Weaken);
        assert_eq!(weakened, "Jonas Weber closed the old pier for repairs.\n");
    }
    let verb = "Jonas Weber closed the old pier for repairs and promised compensation.\n";
    let analysis = check("", vec![article("a", "Storm", STORM)], verb);
    let weakens = |found: &&Diagnostic| found.fixes.iter().any(|fix| fix.kind == FixKind::Weaken);
    assert!(!analysis.diagnostics.iter().any(|found| weakens(&found)), "{:#?}", analysis.diagnostics);
}

#[test]
fn the_preferred_fix_is_the_only_repair() {
    let analysis =
        check("", vec![article("a", "Storm", STORM)], "The storm killed 43 people in Northport.\n");
    let found = one(&analysis, "number-mismatch");
    let preferred = found.preferred().map(|at| found.fixes[at].title.as_str());
    assert_eq!(preferred, Some("Replace “43” by the source’s “34”"));
    assert!(found.fixes.len() > 1, "marking and allowing are there too");
}

#[test]
fn a_misquote_is_marked_at_the_words_that_differ() {
    let source =
        "“We will rebuild every pier before winter and nobody will pay for it twice,” Maria Keller said.";
    let articles = || vec![dated("wire", "Wire", "2024-03-12", source)];
    for (note, at) in [
        ("Keller said: “We will rebuild every bridge before winter.”\n", "bridge"),
        // Left out: the words around the gap.
        ("Keller said: “We will rebuild pier before winter.”\n", "rebuild pier"),
        ("Keller said: “We will surely rebuild every pier before winter.”\n", "surely"),
        ("Keller said: “We *will* rebuild every **bridge** before winter.”\n", "bridge"),
        (
            "Keller said:\n\n> We will rebuild every pier before winter\n> and nobody must pay for it twice.\n",
            "must",
        ),
    ] {
        let analysis = check("", articles(), note);
        let found = one(&analysis, "misquote");
        assert_eq!(words(&analysis, found), at, "{note}");
    }
    let analysis = check("", articles(), "Keller said: “We will rebuild every bridge before winter.”\n");
    let found = one(&analysis, "misquote");
    assert_eq!(
        after(&analysis, found, FixKind::Repair),
        "Keller said: “We will rebuild every pier before winter.”\n",
        "the fix restores the quotation"
    );
}

#[test]
fn a_misquote_with_changes_apart_is_marked_from_the_first_to_the_last() {
    let source = "“We will rebuild every pier before winter,” Maria Keller told reporters in Northport.";
    let articles = vec![dated("wire", "Wire", "2024-03-12", source)];
    let note = "Keller said: “We must rebuild every pier before summer.”\n";
    let analysis = check("", articles, note);
    let found = one(&analysis, "misquote");
    assert_eq!(words(&analysis, found), "must rebuild every pier before summer");
}

#[test]
fn a_conflict_names_the_source_and_its_date_on_one_line() {
    let articles = || vec![dated("wire", "Wire", "2024-03-12", STORM)];
    for (note, code, both) in [
        ("The storm killed 43 people in Northport.\n", "number-mismatch", ["43", "34"]),
        ("The storm killed 34 people in Northport on Tuesday.\n", "date-mismatch", ["Tuesday", "Monday"]),
        ("Jonas Weber opened the old pier for repairs.\n", "contradicted-claim", ["opened", "closed"]),
    ] {
        let analysis = check("", articles(), note);
        let message = &one(&analysis, code).message;
        for part in both.into_iter().chain(["“Storm over Northport”", "Wire, 2024-03-12"]) {
            assert!(message.contains(part), "{part}: {message}");
        }
        assert!(!message.contains('\n') && message.chars().count() <= 160, "{message}");
    }
}

#[test]
fn a_long_headline_is_shortened_in_a_message_and_one_without_date_says_what_is_known() {
    let head =
        "The worst storm in thirty years has passed over the whole of the northern coast and its islands";
    let long = article("wire", &format!("---\ntitle: {head}\noutlet: Wire\n---"), STORM);
    let analysis = check("", vec![long], "The storm killed 43 people in Northport.\n");
    let message = &one(&analysis, "number-mismatch").message;
    assert!(
        message.contains("“The worst storm in thirty years has passed over the whole of the …” (Wire)"),
        "{message}"
    );
}

const KELLERS: &str = "Maria Keller opened the old pier on Monday. Jonas Keller, a farmer, stayed at home.";

#[test]
fn settings_settle_whom_a_surname_means() {
    let note = "Keller spoke about the weather.\n";
    let ambiguous = |settings: &str| {
        let analysis = check(settings, vec![article("a", "Pier", KELLERS)], note);
        of(&analysis, "ambiguous-name").len()
    };
    assert_eq!(ambiguous(""), 1);
    assert_eq!(ambiguous("[[names]]\nname = \"Maria Keller\"\naliases = [\"Keller\"]\n"), 0);
    assert_eq!(ambiguous("[[names]]\nname = \"Jonas Keller\"\nnot = [\"Keller\"]\n"), 0);
}

#[test]
fn a_name_that_settings_give_is_spelled_as_they_give_it() {
    let settings = "[[names]]\nname = \"Marija Keler\"\naliases = [\"Maria Keller\"]\n";
    let note = "Maria Keller opened the old pier on Monday.\n";
    let analysis = check(settings, vec![article("a", "Pier", KELLERS)], note);
    let found = one(&analysis, "name-variant");
    assert!(found.message.contains("Marija Keler"), "{}", found.message);
    assert_eq!(found.fixes[0].edits[0].text, "Marija Keler");
}

#[test]
fn what_no_source_says_is_told_with_the_place_to_look() {
    let articles = || vec![dated("wire", "Wire", "2024-03-12", STORM)];
    let analysis =
        check("", articles(), "The storm killed 34 people in Northport and promised him a state visit.\n");
    let message = &one(&analysis, "partly-supported-claim").message;
    assert!(message.starts_with("No source says “"), "{message}");
    assert!(message.contains("; the rest is in “Storm over Northport” (Wire, 2024-03-12)."), "{message}");
    let analysis = check("", articles(), "The envoy resigned.\n");
    let message = &one(&analysis, "unsupported-claim").message;
    assert!(message.starts_with("No source says this"), "{message}");
}

#[test]
fn a_misquote_that_turns_a_word_round_is_told_once() {
    let body = "“We will accept the plan of the council before the winter comes,” Mayor Maria Keller said.";
    let analysis = check(
        "",
        vec![article("storm", "Storm over Northport", body)],
        "Maria Keller said: “We will reject the plan of the council before the winter comes.”\n",
    );
    assert_eq!(of(&analysis, "contradicted-claim").len(), 0, "{:#?}", analysis.diagnostics);
    let found = one(&analysis, "misquote");
    assert_eq!(words(&analysis, found), "reject");
    assert!(!found.fixes.is_empty());
}

#[test]
fn a_given_name_that_nobody_of_that_surname_bears_is_unknown() {
    let articles = || {
        vec![article(
            "a",
            "Talks",
            "House Speaker Nancy Keller met Joseph Osei on Monday. Keller said the bill would pass. Osei left.",
        )]
    };
    for (note, name) in [
        ("Robert Keller said the bill would pass.\n", "Robert Keller"),
        ("On Monday Nanci Keller met Osei.\n", "Nanci Keller"),
    ] {
        let found = check("", articles(), note);
        let unknown = one(&found, "unknown-name");
        assert_eq!(words(&found, unknown), name, "{note}");
        assert!(unknown.message.contains("Nancy Keller"), "{}", unknown.message);
    }
    for note in [
        "Nancy Keller said the bill would pass.\n",
        "Joe Osei met Keller on Monday.\n",
        "Speaker Keller said the bill would pass.\n",
        "Asked by Osei, Keller said the bill would pass.\n",
        "In April Keller said the bill would pass.\n",
        "Will Keller say that the bill will pass?\n",
    ] {
        assert!(of(&check("", articles(), note), "unknown-name").is_empty(), "{note}");
    }
}

#[test]
fn what_follows_from_a_name_of_the_articles_is_not_unknown() {
    let articles = || {
        vec![article(
            "a",
            "Trader charged",
            "The Securities and Exchange Commission charged Maria Keller with insider trading. Governor Nils Osei told \
             people in California to stay at home. Voters in Brenford agreed. The Houthi movement claimed the attack. The British Defence \
             Ministry and the government of Russia were silent.",
        )]
    };
    for note in [
        "The SEC charged Keller with insider trading.\n",
        "Osei told Californians to stay at home.\n",
        "Osei told Brenfordians to stay at home.\n",
        "Riders of the Houthis claimed the attack.\n",
        "Late on Monday London's Defence Ministry was silent.\n",
        "So far Moscow is silent.\n",
    ] {
        let found = check("", articles(), note);
        assert!(of(&found, "unknown-name").is_empty(), "{note}: {:#?}", found.diagnostics);
    }
    for (note, name) in [
        ("The talks were held in Moscow.\n", "Moscow"),
        ("The FCC charged Keller with insider trading.\n", "FCC"),
    ] {
        let found = check("", articles(), note);
        assert_eq!(words(&found, one(&found, "unknown-name")), name, "{note}");
    }
}

#[test]
fn initials_that_the_source_of_the_claim_spells_out_are_not_unknown() {
    let articles = || {
        vec![article(
            "a",
            "Mast falls",
            "The mast fell on a van of the broadcaster and broke its roof, an engineer of Radio Television South Mellow \
             told the council. The harbour was quiet on Monday.",
        )]
    };
    let known = check("", articles(), "An RTSM engineer said the mast fell on a van and broke its roof.\n");
    assert!(of(&known, "unknown-name").is_empty(), "{:#?}", known.diagnostics);
    let other = check("", articles(), "An RTNM engineer said the mast fell on a van and broke its roof.\n");
    assert_eq!(words(&other, one(&other, "unknown-name")), "RTNM");
}

#[test]
fn who_is_called_a_fellow_member_or_a_lawyer_is_not_called_by_another_office() {
    let articles = || {
        vec![article(
            "a",
            "Trades roil the race",
            "Raphael Wren, national Democrats' preferred candidate in the race, said the trades should be investigated. \
             “Ed Tarver had his hand in the jar,” Keller's attorney Thomas Zehnle said.",
        )]
    };
    for note in [
        "The trades should be investigated, fellow Democrat Raphael Wren said.\n",
        "Defence attorney Thomas Zehnle blamed Ed Tarver.\n",
    ] {
        let found = check("", articles(), note);
        assert!(of(&found, "contradicted-claim").is_empty(), "{note}: {:#?}", found.diagnostics);
    }
}

#[test]
fn words_that_somebody_is_said_by_another_to_have_done_are_not_given_to_him() {
    let articles = || {
        vec![article(
            "a",
            "The trial opens",
            "“Ed Tarver had his hand in the cookie jar,” Thomas Zehnle said on Tuesday. Tarver was silent.",
        )]
    };
    let note = "Thomas Zehnle put the blame on Ed Tarver, who he said “had his hand in the cookie jar”.\n";
    let found = check("", articles(), note);
    assert!(of(&found, "misattributed-quote").is_empty(), "{:#?}", found.diagnostics);
    let wrong = check("", articles(), "Ed Tarver said that Zehnle “had his hand in the cookie jar”.\n");
    assert_eq!(of(&wrong, "misattributed-quote").len(), 1, "{:#?}", wrong.diagnostics);
}

#[test]
fn a_deed_in_words_that_no_source_has_is_told_and_no_alarm() {
    let articles = || {
        vec![
            article(
                "a",
                "Talks",
                "Norway's Prime Minister Jonas Berg met Maria Keller in Oslo. The talks between Keller and Osei ended on Monday. Osei left Norway.",
            ),
            article("b", "Storm", STORM),
        ]
    };
    let found = check("", articles(), "Norway has offered to host the talks between Keller and Osei.\n");
    let told = one(&found, "unsupported-claim");
    assert_eq!(told.severity, Severity::Information, "{told:#?}");
    let found = check("", articles(), "The mine was sold to 40 engineers in March.\n");
    assert_eq!(one(&found, "unsupported-claim").severity, Severity::Warning);
}

const HARBOUR: &str = "Mayor Ines Holt said on Monday that the ferry would return by June. Holt signed the contract \
    with Nordkai Lines.\n\nOskar Brandt, the union's president, rejected the plan. Brandt promised to end the strike \
    within 24 hours.";

/// What the notes' first words and diagnostics of a contradiction are, for each line of `note`.
fn contradicted(note: &str) -> Vec<(String, String)> {
    let analysis = check("", vec![article("a", "# Harbour talks", HARBOUR)], note);
    let found = of(&analysis, "contradicted-claim");
    found.iter().map(|it| (words(&analysis, it).to_owned(), it.message.clone())).collect()
}

#[test]
fn a_pronoun_stands_for_whom_the_sentence_before_is_about() {
    let found = contradicted("Ines Holt spoke on Monday. She rejected the plan.\n");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "She");
    assert!(found[0].1.contains("“She” is Ines Holt here"), "{found:?}");
    assert_eq!(contradicted("Oskar Brandt spoke on Monday. He rejected the plan.\n"), []);
    assert_eq!(contradicted("- Ines Holt spoke on Monday.\n- She rejected the plan.\n").len(), 1);
    assert_eq!(contradicted("Ines Holt spoke on Monday, and she rejected the plan.\n").len(), 1);
}

#[test]
fn a_pronoun_that_may_mean_several_stands_for_nobody() {
    for note in [
        "Ines Holt met Oskar Brandt. She rejected the plan.\n",
        "The union listened to Ines Holt. He rejected the plan.\n",
        "Ines Holt spoke on Monday. The union's president said he rejected the plan.\n",
        "Ines Holt spoke on Monday.\n\n## The union\n\nHe rejected the plan.\n",
    ] {
        assert_eq!(contradicted(note), [], "{note}");
    }
}

#[test]
fn the_first_cell_of_a_row_that_states_something_is_looked_up() {
    let articles = || vec![article("a", "# Harbour talks", HARBOUR)];
    let table = "| Place | What happened |\n| --- | --- |\n| Kherson | The ferry would return by June |\n";
    let analysis = check("", articles(), table);
    assert_eq!(words(&analysis, one(&analysis, "unknown-name")), "Kherson");
    let list = "| Place | Phone |\n| --- | --- |\n| Kherson | 555-01 |\n";
    assert!(of(&check("", articles(), list), "unknown-name").is_empty());
}
