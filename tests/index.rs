//! The index: what a search finds, and in which order.

use std::sync::Arc;

use attest_ls::corpus::read::from_text;
use attest_ls::index::Library;

fn library(articles: &[(&str, &str)]) -> Library {
    Library::build(articles.iter().map(|(id, text)| Arc::new(from_text(id, text))).collect())
}

fn found(library: &Library, words: &str) -> Vec<String> {
    library.search(words, 5).iter().map(|hit| library.passage_text(hit.passage).to_owned()).collect()
}

#[test]
fn the_passage_with_the_rare_words_comes_first() {
    let library = library(&[(
        "a",
        "The council met on Monday. A ferry sank off Northport in heavy seas. The council will meet again.",
    )]);
    assert_eq!(
        found(&library, "ferry sinking near Northport")[0],
        "A ferry sank off Northport in heavy seas."
    );
}

#[test]
fn another_form_of_a_word_is_found() {
    let library = library(&[("a", "Ministers rejected the proposals outright. The weather was mild.")]);
    assert_eq!(found(&library, "rejecting a proposal")[0], "Ministers rejected the proposals outright.");
}

#[test]
fn numbers_are_found_however_their_thousands_are_set_off() {
    let library = library(&[("a", "Some 12,500 people fled. The town has a harbour.")]);
    assert_eq!(found(&library, "12500")[0], "Some 12,500 people fled.");
}

#[test]
fn nothing_is_found_for_small_words_and_in_an_empty_corpus() {
    assert!(found(&library(&[("a", "The council met.")]), "of the").is_empty());
    assert!(found(&library(&[]), "council").is_empty());
}

#[test]
fn ties_stand_in_corpus_order() {
    let library = library(&[("a", "A bridge fell."), ("b", "A bridge fell.")]);
    let hits = library.search("bridge", 5);
    let articles: Vec<u32> = hits.iter().map(|hit| hit.passage.article).collect();
    assert_eq!(articles, [0, 1]);
}

#[test]
fn an_article_is_found_by_its_id() {
    let library = library(&[("a", "One."), ("b", "Two.")]);
    assert_eq!(library.article_by_id("b"), Some(1));
    assert!(library.article_by_id("c").is_none());
}

#[test]
fn a_library_that_changed_in_one_article_is_the_one_that_a_fresh_reading_makes() {
    let text = |name: &str| {
        format!("{name} talks\n\nThe envoy {name} Keller met Maria Orlova in Northport on Monday.\n")
    };
    let articles: Vec<_> =
        ["Jonas", "Tom", "Anna"].iter().map(|name| Arc::new(from_text(name, &text(name)))).collect();
    let before = Library::build(articles.clone());
    let mut changed = articles;
    changed[1] = Arc::new(from_text("Tom", "Storm\n\nNorthport was flooded, Peter Weber told the Wire.\n"));
    changed.pop();
    let (fresh, again) = (Library::build(changed.clone()), before.rebuild(changed, Arc::default()));
    assert_eq!(again.entities.all, fresh.entities.all);
    assert_eq!(again.entities.articles, fresh.entities.articles);
    assert_eq!(again.search("flooded Northport", 5), fresh.search("flooded Northport", 5));
    // And the rebuilt one serves as well for the next change.
    let last = again.rebuild(fresh.articles().map(|(_, it)| it).take(1).collect(), Arc::default());
    assert_eq!(
        last.entities.all,
        Library::build(fresh.articles().map(|(_, it)| it).take(1).collect()).entities.all
    );
}
