//! Who is who, over invented articles.

use std::sync::Arc;

use crate::corpus::{Article, read};
use crate::entities::{Entities, build};

pub(super) fn articles(texts: &[&str]) -> Vec<Arc<Article>> {
    let read = |(at, text): (usize, &&str)| Arc::new(read::from_text(&format!("article-{at}"), text));
    texts.iter().enumerate().map(read).collect()
}

fn entities(texts: &[&str]) -> Entities {
    build(&articles(texts))
}

/// The spellings of the entity called `name`, sorted.
pub(super) fn spellings<'a>(entities: &'a Entities, name: &str) -> Vec<&'a str> {
    let names: Vec<&str> = entities.all.iter().map(|entity| entity.name.as_str()).collect();
    let entity = entities.all.iter().find(|entity| entity.name == name);
    let entity = entity.unwrap_or_else(|| panic!("no entity {name} among {names:?}"));
    let mut found: Vec<&str> = entity.aliases.iter().map(|alias| alias.text.as_str()).collect();
    found.sort_unstable();
    found
}

#[test]
fn a_surname_is_the_ones_who_was_introduced_before_it_stood_alone() {
    let found = entities(&["Maria Keller arrived on Monday. Keller said the talks went well. \
        Her husband, Peter Keller, stayed at home. Keller will leave on Friday."]);
    assert_eq!(spellings(&found, "Maria Keller"), ["Keller", "Maria Keller"]);
    assert_eq!(spellings(&found, "Peter Keller"), ["Peter Keller"]);
}

#[test]
fn a_surname_is_nobodys_when_two_were_introduced_before_it() {
    let found =
        entities(&["Maria Keller and Peter Keller arrived on Monday. Keller said the talks went well."]);
    assert_eq!(spellings(&found, "Maria Keller"), ["Maria Keller"]);
    assert_eq!(spellings(&found, "Peter Keller"), ["Peter Keller"]);
}

#[test]
fn a_relatives_full_name_does_not_take_the_surname_of_the_one_in_office() {
    let found = entities(&["President Keller spoke in Oslo on Monday. Keller said the talks went well. \
        Keller left early. His daughter, Anna Keller, stayed until Friday. Keller will return in May."]);
    assert_eq!(spellings(&found, "Anna Keller"), ["Anna Keller"]);
}

#[test]
fn a_name_without_middle_initial_is_nobodys_when_the_corpus_has_two() {
    let found = entities(&[
        "Peter A. Keller arrived in Oslo on Monday, officials said.",
        "Peter M. Keller arrived in Bergen on Monday, officials said.",
        "Peter Keller arrived in Copenhagen on Monday, officials said.",
    ]);
    assert_eq!(spellings(&found, "Peter Keller"), ["Peter Keller"]);
    assert_eq!(spellings(&found, "Peter A. Keller"), ["Peter A. Keller"]);
}

#[test]
fn a_name_without_middle_initial_is_the_only_one_it_fits() {
    let found = entities(&[
        "Peter A. Keller arrived in Oslo on Monday, officials said.",
        "Peter Keller arrived in Copenhagen on Monday, officials said.",
    ]);
    let keller = found.lookup("Peter Keller");
    assert_eq!(keller, found.lookup("Peter A. Keller"));
    assert_eq!(keller.len(), 1);
}

#[test]
fn a_junior_keeps_his_own_short_name() {
    let found = entities(&["Peter Keller arrived on Monday. Keller said the talks went well. \
        Keller Jr. was not seen. Peter Keller Jr. had left, officials said."]);
    assert!(!spellings(&found, "Peter Keller").iter().any(|name| name.contains("Jr")));
}

#[test]
fn an_organisation_is_called_what_it_is_once_it_was_named() {
    let found = entities(&["The story was first told by the Northport Herald on Monday. \
        Officials refused to speak to the Herald, which printed their answer."]);
    assert_eq!(spellings(&found, "Northport Herald"), ["Herald", "Northport Herald"]);
}

#[test]
fn what_two_organisations_are_stands_for_neither() {
    let found = entities(&["The Northport Herald and the Eastland Herald told the story on Monday. \
        Officials refused to speak to the Herald, which printed their answer."]);
    assert_eq!(spellings(&found, "Northport Herald"), ["Northport Herald"]);
}

#[test]
fn the_house_is_not_the_white_house() {
    let found = entities(&["The White House sent the bill on Monday. The House voted for it on Friday, \
        and the Senate will vote next week."]);
    assert!(!spellings(&found, "White House").contains(&"House"));
}

#[test]
fn two_countries_ministries_stay_apart_though_articles_shorten_both() {
    let found = entities(&[
        "The Norwegian Foreign Ministry protested on Monday. The Foreign Ministry said the plane was ours.",
        "The Russian Foreign Ministry protested on Monday. The Foreign Ministry said the plane was ours.",
    ]);
    assert_ne!(found.lookup("Norwegian Foreign Ministry"), found.lookup("Russian Foreign Ministry"));
}

#[test]
fn a_city_is_not_the_state_that_it_is_called_after() {
    let found = entities(&["The storm hit Oklahoma on Monday. In Oklahoma City the schools stayed closed."]);
    assert_ne!(found.lookup("Oklahoma"), found.lookup("Oklahoma City"));
}

#[test]
fn korea_is_neither_of_the_two() {
    let found =
        entities(&["South Korea and North Korea agreed to talk on Monday. Korea has been divided for \
        decades."]);
    assert_ne!(found.lookup("South Korea"), found.lookup("North Korea"));
    assert_eq!(spellings(&found, "South Korea"), ["South Korea"]);
}

#[test]
fn a_word_that_stands_alone_everywhere_is_no_short_form_of_one_odd_name() {
    let mut texts =
        vec!["The Northern Squad of the Herald won on Monday. Officials said the Northern won again."];
    texts.extend(["Officials of the Northern said on Monday that the talks went well."; 6]);
    let found = entities(&texts);
    assert_ne!(found.lookup("Northern Squad"), found.lookup("Northern"));
}

#[test]
fn a_surname_in_many_articles_is_not_whoever_one_article_names_in_full() {
    let mut texts = vec!["Maria Keller spoke in Oslo on Monday. Keller said the talks went well."];
    texts.extend(["Mr Keller arrived in Bergen on Tuesday, and Keller said he would stay."; 6]);
    let found = entities(&texts);
    assert_eq!(spellings(&found, "Maria Keller"), ["Keller", "Maria Keller"]);
    let maria = found.get(found.lookup("Maria Keller")[0]).expect("she is there");
    assert!(maria.mentions.iter().all(|span| span.article == 0));
}

#[test]
fn a_country_goes_by_its_own_name() {
    let found =
        entities(&["The U.S. and Norway met on Monday. U.S. officials left. The United States agreed, \
        and the U.S. paid. America was praised."]);
    assert!(!spellings(&found, "United States").is_empty());
}

#[test]
fn an_organisation_is_called_by_the_beginning_of_its_first_word() {
    let found = entities(&[
        "The Metropolitan Museum opened a wing in Northport on Monday. The Met said that the wing cost $5 million. \
         Visitors praised the Met, and the Metropolitan Museum Foundation paid for it.",
        "The Met will close for a week, officials said on Friday. Critics of the Met were pleased.",
    ]);
    assert_eq!(spellings(&found, "Metropolitan Museum"), ["Met", "Metropolitan Museum"]);
}

#[test]
fn a_noun_of_its_own_is_no_beginning_of_another_name() {
    let found = entities(&[
        "The Starlight Foundation paid for a bridge in Northport on Monday. The Star wrote that it was too narrow. \
         Readers praised the Star, and the Starlight Foundation said on Friday that it had paid.",
    ]);
    assert_eq!(spellings(&found, "Starlight Foundation"), ["Starlight Foundation"]);
}

#[test]
fn a_beginning_that_two_organisations_share_is_neithers() {
    let found = entities(&[
        "The Metropolitan Museum opened a wing in Northport on Monday. The Metallurgical Institute \
         lent it a bell. The Met said that the wing cost $5 million. Visitors praised the Met.",
    ]);
    assert_eq!(spellings(&found, "Metropolitan Museum"), ["Metropolitan Museum"]);
}
