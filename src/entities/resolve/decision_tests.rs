//! The analyst's word against the articles', over invented articles.

use std::sync::Arc;

use super::tests::{articles, spellings};
use crate::entities::{Decision, Decisions, Entities, build_with, rebuild};

fn decision(name: &str, aliases: &[&str], not: &[&str]) -> Decision {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    Decision { name: name.to_owned(), aliases: owned(aliases), not: owned(not) }
}

fn decided(texts: &[&str], decisions: &[Decision]) -> Entities {
    build_with(&articles(texts), Arc::new(Decisions::of(decisions.to_vec())))
}

fn reason<'a>(entities: &'a Entities, name: &str, alias: &str) -> &'a str {
    let entity = entities.all.iter().find(|entity| entity.name == name).expect("the entity is there");
    entity.aliases.iter().find(|known| known.text == alias).map_or("", |alias| &alias.reason)
}

const PEN_NAME: &[&str] = &[
    "Maria Keller spoke in Oslo on Monday. Keller said the talks went well.",
    "The writer Anna Northwood was seen in Bergen on Tuesday. Northwood said nothing.",
];

#[test]
fn two_names_are_one_when_the_analyst_says_so() {
    let found = decided(PEN_NAME, &[decision("Maria Keller", &["Anna Northwood"], &[])]);
    assert_eq!(found.lookup("Anna Northwood"), found.lookup("Maria Keller"));
    assert_eq!(spellings(&found, "Maria Keller"), ["Anna Northwood", "Keller", "Maria Keller", "Northwood"]);
    assert!(reason(&found, "Maria Keller", "Anna Northwood").contains("attest.toml says so"));
    assert_eq!(reason(&found, "Maria Keller", "Maria Keller"), "the name itself");
}

#[test]
fn an_entity_is_called_as_the_analyst_calls_it() {
    let found = decided(PEN_NAME, &[decision("Marija Keler", &["Maria Keller"], &[])]);
    assert_eq!(spellings(&found, "Marija Keler"), ["Keller", "Maria Keller"]);
    assert_eq!(found.lookup("Marija Keler"), found.lookup("Maria Keller"));
}

#[test]
fn a_full_name_that_is_another_persons_is_split_off() {
    let texts = [
        "Maria Keller arrived in Oslo on Monday, officials said.",
        "M. Keller arrived in Copenhagen on Monday, officials said.",
    ];
    let found = decided(&texts, &[]);
    assert_eq!(found.lookup("M. Keller"), found.lookup("Maria Keller"));
    let found = decided(&texts, &[decision("Maria Keller", &[], &["M. Keller"])]);
    assert_ne!(found.lookup("M. Keller"), found.lookup("Maria Keller"));
    assert_eq!(spellings(&found, "Maria Keller"), ["Maria Keller"]);
    assert_eq!(spellings(&found, "M. Keller"), ["M. Keller"]);
}

#[test]
fn a_short_form_that_is_not_hers_is_taken_from_her_everywhere() {
    let texts = [
        "Maria Keller spoke in Oslo on Monday. Keller said the talks went well.",
        "Officials in Bergen said on Tuesday that Keller was not expected.",
    ];
    let found = decided(&texts, &[decision("Maria Keller", &[], &["Keller"])]);
    assert_eq!(spellings(&found, "Maria Keller"), ["Maria Keller"]);
    assert!(!found.lookup("Keller").is_empty());
    assert_ne!(found.lookup("Keller"), found.lookup("Maria Keller"));
}

#[test]
fn a_surname_given_to_one_person_stays_with_another_whom_an_article_introduces_by_it() {
    let texts = [
        "Maria Keller spoke in Oslo on Monday. Keller said the talks went well.",
        "Peter Keller, a farmer, was not amused. Keller said he would stay at home.",
        "Officials in Bergen said on Tuesday that Keller was not expected.",
    ];
    let found = decided(&texts, &[decision("Maria Keller", &["Keller"], &[])]);
    assert_eq!(spellings(&found, "Peter Keller"), ["Keller", "Peter Keller"]);
    let maria = found.lookup("Maria Keller");
    assert_eq!(found.lookup("Keller"), maria);
    let articles: Vec<u32> = found.get(maria[0]).unwrap().mentions.iter().map(|at| at.article).collect();
    assert!(articles.contains(&2) && !articles.contains(&1), "{articles:?}");
}

#[test]
fn an_acronym_means_what_the_analyst_says_though_one_article_explains_it_otherwise() {
    let texts = [
        "The Foundation for Northern Studies spoke in Oslo on Monday.",
        "The Federation of Northport Sailors (FNS) met in Bergen on Tuesday.",
        "The FNS was not amused, officials said on Friday.",
    ];
    let found = decided(&texts, &[decision("Foundation for Northern Studies", &["FNS"], &[])]);
    let foundation = found.lookup("Foundation for Northern Studies");
    assert_ne!(foundation, found.lookup("Federation of Northport Sailors"));
    let articles: Vec<u32> = found.get(foundation[0]).unwrap().mentions.iter().map(|at| at.article).collect();
    assert_eq!(articles, [0, 2]);
}

#[test]
fn decisions_that_change_hold_without_reading_the_articles_again() {
    let articles = articles(PEN_NAME);
    let before = build_with(&articles, Arc::default());
    let decisions = Arc::new(Decisions::of(vec![decision("Maria Keller", &["Anna Northwood"], &[])]));
    let after = rebuild(&articles, &articles, &before, Arc::clone(&decisions));
    assert_eq!(after.all, build_with(&articles, decisions).all);
    assert_ne!(after.all, before.all);
}

#[test]
fn decisions_that_contradict_themselves_are_told() {
    let fault = |made: &[Decision]| Decision::fault(made).map(|(form, _)| form);
    assert_eq!(fault(&[decision("Maria Keller", &["Keller"], &["keller"])]).as_deref(), Some("keller"));
    let two = [decision("Maria Keller", &["Keller"], &[]), decision("Peter Keller", &["Keller"], &[])];
    assert_eq!(fault(&two).as_deref(), Some("Keller"));
    assert_eq!(fault(&[decision("", &[], &[])]).as_deref(), Some(""));
    assert_eq!(fault(&[decision("Maria Keller", &["Keller"], &["Peter Keller"])]), None);
}
