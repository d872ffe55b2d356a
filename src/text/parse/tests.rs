use super::*;
use crate::text::words::words;

fn relations(text: &str) -> Vec<(String, Label, String)> {
    let words = words(text);
    let parse = parse(&words, text);
    words
        .iter()
        .enumerate()
        .map(|(at, word)| {
            let head = parse.head[at].map_or("", |head| words[head].range.of(text));
            (word.range.of(text).to_owned(), parse.label[at], head.to_owned())
        })
        .collect()
}

fn has(text: &str, word: &str, label: Label, head: &str) {
    let relations = relations(text);
    assert!(
        relations.iter().any(|(w, l, h)| w == word && *l == label && h == head),
        "{text}: {relations:#?}"
    );
}

#[test]
fn an_active_clause_has_subject_and_object() {
    let text = "The army attacked the city on Monday.";
    has(text, "army", Label::Nsubj, "attacked");
    has(text, "city", Label::Obj, "attacked");
    has(text, "Monday", Label::Obl, "attacked");
}

#[test]
fn a_passive_clause_has_its_agent() {
    let text = "The city was attacked by the army.";
    has(text, "city", Label::NsubjPass, "attacked");
    has(text, "army", Label::OblAgent, "attacked");
}

#[test]
fn a_negation_is_labelled() {
    has("The minister did not sign the agreement.", "not", Label::Neg, "sign");
}

#[test]
fn a_reported_clause_hangs_on_its_verb() {
    let text = "Keller said the talks had failed.";
    has(text, "Keller", Label::Nsubj, "said");
    has(text, "talks", Label::Nsubj, "failed");
    has(text, "failed", Label::Ccomp, "said");
}

#[test]
fn every_sentence_has_one_root_and_every_word_hangs_in_its_tree() {
    let text = "The talks failed. “We will go on,” Keller said. Nobody answered!";
    let words = words(text);
    let parse = parse(&words, text);
    let roots: Vec<&str> =
        (0..words.len()).filter(|at| parse.head[*at].is_none()).map(|at| words[at].range.of(text)).collect();
    assert_eq!(roots, ["failed", "said", "answered"]);
    assert!(
        (0..words.len())
            .all(|at| (0..words.len()).any(|root| parse.head[root].is_none() && parse.is_below(at, root)))
    );
}

#[test]
fn no_words_make_no_tree() {
    assert_eq!(parse(&[], ""), Parse::default());
}
