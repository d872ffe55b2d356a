//! A slower judge behind the scorer's seam: asked in the background, once for each text.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use attest_ls::corpus::read::from_text;
use attest_ls::evidence::features::Features;
use attest_ls::evidence::remembered::Remembered;
use attest_ls::evidence::situation::Situation;
use attest_ls::evidence::{Cancel, Judge, Judgement, Scorer, Verdict, assess_with};
use attest_ls::index::Library;
use attest_ls::notes::claims_of_plain;
use attest_ls::render::{explanation, paths::Base};
use attest_ls::workspace::settings::Written;
use attest_ls::workspace::{Analysis, World, analyze, ask_second_judge};

/// Finds everything supported, and counts how often it was asked.
struct Generous(Arc<AtomicUsize>);

impl Scorer for Generous {
    fn name(&self) -> &str {
        "generous double"
    }

    fn judge(&self, _: &Situation, _: &Features) -> Judgement {
        self.0.fetch_add(1, Ordering::Relaxed);
        Judgement { supported: 0.99, contradicted: 0.0 }
    }
}

const STORM: &str =
    "Storm\n\nThe storm killed 34 people in Northport. The mayor, Maria Keller, closed the schools.\n";
const OTHER: &str = "Fire\n\nA barn burned down near Eastford. Nobody was hurt.\n";
const NOTE: &str = "# Brief\n\nMaria Keller fled to the mountains with her cats. Is that so?\n";

fn world(texts: &[&str]) -> World {
    let root = PathBuf::from("/w");
    let articles =
        texts.iter().enumerate().map(|(at, text)| Arc::new(from_text(&at.to_string(), text))).collect();
    World::from_articles(root.clone(), Written::default().resolve(&root), articles, Vec::new(), 1)
}

fn check(world: &World) -> Analysis {
    analyze(NOTE.into(), Path::new("/w/note.md"), world, &Cancel::new()).expect("nobody cancels")
}

/// Of the first claim that is one.
fn verdict(analysis: &Analysis) -> Verdict {
    let mut all = analysis.assessments.iter().map(|found| found.verdict);
    all.find(|verdict| *verdict != Verdict::NotCheckable).expect("the note has a claim")
}

#[test]
fn a_check_never_asks_the_second_judge_and_the_next_one_has_its_verdict() {
    let asked = Arc::new(AtomicUsize::new(0));
    let judge = Remembered::new(Box::new(Generous(asked.clone())));
    let world = world(&[STORM]);
    let first = check(&world);
    assert_ne!(verdict(&first), Verdict::Supported);
    assert_eq!(asked.load(Ordering::Relaxed), 0);

    assert_eq!(ask_second_judge(&first, &world, &judge, &Cancel::new()), 1);
    assert_eq!(asked.load(Ordering::Relaxed), 1, "only what can be checked is asked about");
    let second = check(&world);
    assert_eq!(verdict(&second), Verdict::Supported);
    assert_eq!(ask_second_judge(&second, &world, &judge, &Cancel::new()), 0, "it has spoken");
}

#[test]
fn the_explanation_says_which_judge_spoke() {
    let judge = Remembered::new(Box::new(Generous(Arc::default())));
    let world = world(&[STORM]);
    let told = |analysis: &Analysis| {
        let at = analysis.note.claims.iter().position(|claim| claim.is_checkable()).expect("a claim");
        let base = Base::new(PathBuf::from("/w"));
        explanation::text(&analysis.note.claims[at], &analysis.assessments[at], &world.library, &base)
    };
    let first = check(&world);
    assert!(told(&first).contains("judge     logistic regression"), "{}", told(&first));
    ask_second_judge(&first, &world, &judge, &Cancel::new());
    assert!(told(&check(&world)).contains("judge     generous double"));
}

#[test]
fn a_corpus_that_changes_elsewhere_asks_nothing_anew() {
    let asked = Arc::new(AtomicUsize::new(0));
    let judge = Remembered::new(Box::new(Generous(asked.clone())));
    for texts in [&[STORM][..], &[STORM, OTHER]] {
        let world = world(texts);
        ask_second_judge(&check(&world), &world, &judge, &Cancel::new());
        assert_eq!(verdict(&check(&world)), Verdict::Supported);
    }
    assert_eq!(asked.load(Ordering::Relaxed), 1);
}

#[test]
fn a_cancelled_question_leaves_the_verdict_as_it_was() {
    let judge = Remembered::new(Box::new(Generous(Arc::default())));
    let world = world(&[STORM]);
    let (first, cancel) = (check(&world), Cancel::new());
    cancel.cancel();
    assert_eq!(ask_second_judge(&first, &world, &judge, &cancel), 0);
    assert_eq!(verdict(&check(&world)), verdict(&first));
}

#[test]
fn the_same_words_about_somebody_else_are_judged_anew() {
    let asked = Arc::new(AtomicUsize::new(0));
    let judge = Remembered::new(Box::new(Generous(asked.clone())));
    let text = "Maria Keller and Jonas Weber left the barn.";
    let library = Library::build(vec![Arc::new(from_text("a", text))]);
    let assess = |note: &str| {
        let claims = claims_of_plain(note);
        let judge = Judge { scorer: &judge, ..Judge::default() };
        let found = assess_with(&judge, &claims[1], &library, &Cancel::new());
        assert_eq!(found.judge, "generous double");
        asked.load(Ordering::Relaxed)
    };
    assert_eq!(assess("Maria Keller left. Then she burned down the barn."), 1);
    assert_eq!(assess("Maria Keller left. Then she burned down the barn."), 1);
    assert_eq!(assess("Jonas Weber left. Then she burned down the barn."), 2);
}
