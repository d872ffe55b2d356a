//! What was found out about a note outlives articles that come and go, where they have nothing to do with it, and
//! nowhere else.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use attest_ls::corpus::{FileTerms, load};
use attest_ls::entities::Decisions;
use attest_ls::evidence::{Cancel, Verdict};
use attest_ls::index::{Base, Library, Reading, Watch, write_index};
use attest_ls::workspace::settings::Written;
use attest_ls::workspace::{Analysis, Settings, World, analyze};
use proptest::prelude::*;
use tempfile::TempDir;

const TOWNS: [&str; 4] = ["Northport", "Eastwick", "Harlow", "Brenford"];
const MAYORS: [&str; 4] = ["Maria Keller", "Jonas Weber", "Anna Lindholm", "Peter Osgood"];
const DEEDS: [&str; 4] = ["opened bridge", "closed school", "praised harbour", "refused to open bridge"];

fn report(town: usize, deed: usize, number: usize) -> String {
    let (town, mayor) = (TOWNS[town % 4], MAYORS[town % 4]);
    let family = mayor.split(' ').next_back().unwrap_or(mayor);
    format!(
        "{town} report {number}\n\nMayor {mayor} of {town} {} {number} on Monday. \"It took {number} months,\" \
         {family} said.\n\nThe council of {town} paid {}00 dollars for it.\n",
        DEEDS[deed % 4],
        number + 2
    )
}

fn article(root: &Path, number: usize) -> PathBuf {
    root.join(format!("corpus/r{number:03}.txt"))
}

/// A world over an index of 64 reports.
fn world() -> (TempDir, World) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(dir.path().join("corpus")).expect("a folder");
    for number in 0..64 {
        fs::write(article(dir.path(), number), report(number, number / 4, number)).expect("an article");
    }
    let target = dir.path().join("the.index");
    let found = load::find_files(&[dir.path().join("corpus")]);
    let (decisions, terms) = (Arc::<Decisions>::default(), FileTerms::default());
    let reading = Reading { decisions: &decisions, terms: &terms };
    write_index(&target, &found, None, &reading, &Watch { progress: &|_| {}, goes_on: &|| true })
        .expect("it can be written");
    let base = Arc::new(Base::open(&target).expect("it can be read"));
    // What is too much to lay over the index is read into memory: the user's own cache is left alone.
    let settings = Settings { cache: false, ..Written::default().resolve(dir.path()) };
    let mut world = World::empty(dir.path().to_owned(), settings);
    world.library = Arc::new(Library::stored(base, decisions));
    (dir, world)
}

const NOTE: &str = "Jonas Weber closed school 5 on Monday. The council of Harlow paid 2400 dollars for it.\n\n\
    Maria Keller opened bridge 16 on Monday. Peter Osgood praised harbour 11. [@r011]\n\n\
    Greta Sandell opened the ferry of Eastwick on Friday. The council of Northport paid 600 dollars. [@r004]\n\n\
    Anna Lindholm refused to open bridge 14. \u{201c}It took 30 months,\u{201d} Lindholm said.\n\n\
    The granite lighthouse was painted green in spring.\n";

fn check(world: &World) -> Analysis {
    analyze(Arc::from(NOTE), &world.root.join("note.md"), world, &Cancel::new()).expect("it is not cancelled")
}

/// The check by a world of the same articles that has been asked nothing yet.
fn check_anew(world: &World) -> Analysis {
    let mut fresh = World::empty(world.root.clone(), world.settings.clone());
    fresh.library = Arc::clone(&world.library);
    check(&fresh)
}

fn assert_same(carried: &Analysis, anew: &Analysis) {
    assert_eq!(carried.assessments, anew.assessments);
    assert_eq!(carried.sources, anew.sources);
    assert_eq!(carried.cited, anew.cited);
    assert_eq!(carried.diagnostics, anew.diagnostics);
}

/// How many claims have the very answer that they had before.
fn carried(before: &Analysis, after: &Analysis) -> usize {
    let pairs = before.assessments.iter().zip(&after.assessments);
    pairs.filter(|(one, other)| one.verdict != Verdict::NotCheckable && Arc::ptr_eq(one, other)).count()
}

fn write(world: &World, number: usize, text: &str) -> World {
    let path = article(&world.root, number);
    fs::write(&path, text).expect("an article");
    world.with_changed_files(&[path]).expect("it is an article")
}

fn remove(world: &World, number: usize) -> World {
    let path = article(&world.root, number);
    fs::remove_file(&path).expect("it was there");
    world.with_changed_files(&[path]).expect("it was an article")
}

#[test]
fn an_article_that_has_nothing_to_do_with_a_note_leaves_its_answers() {
    let (_dir, world) = world();
    let before = check(&world);
    let after = write(&world, 900, "Otto Brandt sold violins at the fair in Tarn.\n");
    let found = check(&after);
    assert_same(&found, &check_anew(&after));
    let (kept, all) = (carried(&before, &found), found.assessments.len());
    assert!(kept + 1 >= all, "{kept} of {all}: only the claim that quotes is looked up again");
    let again = remove(&after, 900);
    assert_eq!(carried(&found, &check(&again)), kept, "as when it goes");
}

#[test]
fn an_article_that_says_what_a_claim_says_changes_its_answer() {
    let (_dir, world) = world();
    let at = |found: &Analysis| {
        let claim = found.note.claims.iter().position(|claim| claim.text.contains("lighthouse"));
        found.assessments[claim.expect("it is there")].verdict
    };
    assert_eq!(at(&check(&world)), Verdict::Unsupported);
    let after = write(&world, 900, "The granite lighthouse was painted green in spring.\n");
    assert_eq!(at(&check(&after)), Verdict::Supported);
    assert_eq!(at(&check(&remove(&after, 900))), Verdict::Unsupported);
}

#[test]
fn an_article_about_a_person_has_all_claims_about_them_checked_again() {
    let (_dir, world) = world();
    let before = check(&world);
    let after = write(&world, 900, "Jonas Weber, the bishop of Tarn, sold violins.\n");
    let found = check(&after);
    assert_same(&found, &check_anew(&after));
    assert!(!Arc::ptr_eq(&before.assessments[0], &found.assessments[0]), "{:?}", found.note.claims[0].text);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn whatever_comes_and_goes_the_answers_are_those_of_a_fresh_check(
        changes in prop::collection::vec((0..80usize, 0..4usize, 0..4usize, 0..40usize, any::<bool>()), 1..5),
    ) {
        let (_dir, mut world) = world();
        check(&world);
        for (at, town, deed, number, goes) in changes {
            world = if goes && article(&world.root, at).exists() {
                remove(&world, at)
            } else {
                write(&world, at, &report(town, deed, number))
            };
            assert_same(&check(&world), &check_anew(&world));
        }
    }
}
