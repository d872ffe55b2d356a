//! The index on disk: it says what a fresh reading says, and survives whatever happens to its file.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use attest_ls::corpus::{FileTerms, load};
use attest_ls::entities::{Decisions, EntityId, Spelling, Spellings};
use attest_ls::evidence::Cancel;
use attest_ls::index::{Base, Library, Reading, Watch, write_index};
use attest_ls::workspace::settings::Written;
use attest_ls::workspace::{Outlook, Settings, World, analyze};
use tempfile::TempDir;

const WATCH: Watch<'static> = Watch { progress: &|_| {}, goes_on: &|| true };

/// Short reports that share people, places and words, numbered.
fn report(number: usize) -> String {
    let (given, family) = (["Maria", "Jonas", "Anna"][number % 3], ["Keller", "Weber"][number % 2]);
    let town = ["Northport", "Eastwick", "Harlow"][number / 2 % 3];
    format!(
        "{town} report {number}\n\nMayor {given} {family} of {town} opened bridge {number} on Monday. \
         \"It took {number} months,\" {family} said.\n\nThe council of {town} paid {}00 dollars for it.\n",
        number + 2
    )
}

fn corpus(count: usize) -> TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(dir.path().join("corpus")).expect("a folder");
    for number in 0..count {
        write(dir.path(), number, &report(number));
    }
    dir
}

fn write(dir: &Path, number: usize, text: &str) {
    fs::write(dir.join(format!("corpus/r{number:03}.txt")), text).expect("an article");
}

fn reading<'a>(decisions: &'a Arc<Decisions>, terms: &'a FileTerms) -> Reading<'a> {
    Reading { decisions, terms }
}

fn index(dir: &Path, before: Option<&Base>) -> Base {
    let target = dir.join("the.index");
    let found = load::find_files(&[dir.join("corpus")]);
    let (decisions, terms) = (Arc::default(), FileTerms::default());
    write_index(&target, &found, before, &reading(&decisions, &terms), &WATCH).expect("it can be written");
    Base::open(&target).expect("it can be read")
}

fn stored(dir: &Path, before: Option<&Base>) -> Library {
    Library::stored(Arc::new(index(dir, before)), Arc::<Decisions>::default())
}

fn fresh(dir: &Path) -> Library {
    Library::build(load::load(&[dir.join("corpus")], &FileTerms::default(), &|_| {}).articles)
}

/// Everything that the engine asks a library for.
fn said_by(library: &Library) -> String {
    let mut said = String::new();
    for (index, article) in library.articles() {
        let found = library.entities.in_article(index);
        said += &format!("{article:?}\n{found:?}\n{}\n", library.story(index));
    }
    for id in library.entities.ids() {
        said += &format!("{:?} {}\n", library.entities.get(id), library.entities.mention_count(id));
        said += &format!("{:?}\n", library.entities.dossier(id, library));
        let face = library.entities.face(id).expect("every entity has a face");
        said += &format!("{} {:?} {:?} {:?}\n", face.name, face.kind, face.aliases, face.mentions.first());
    }
    for name in ["Keller", "Mayor Maria Keller", "Northport", "Weber", "Nobody"] {
        said += &format!("{:?} {:?}\n", library.entities.lookup(name), library.entities.suggest(name));
    }
    for words in ["Keller opened bridge 7", "the council paid 900 dollars", "months", "nothing like it"] {
        let hits = library.search(words, 10);
        let texts: Vec<_> = hits.iter().map(|hit| library.passage_text(hit.passage).to_owned()).collect();
        said += &format!("{hits:?} {texts:?} {}\n", library.postings().weight(words));
    }
    said
}

#[test]
fn a_stored_library_says_what_a_fresh_one_says() {
    let dir = corpus(60);
    assert_eq!(said_by(&stored(dir.path(), None)), said_by(&fresh(dir.path())));
}

#[test]
fn an_index_that_was_brought_up_to_date_says_what_a_fresh_one_says() {
    let dir = corpus(40);
    let before = index(dir.path(), None);
    write(dir.path(), 3, &report(1_003));
    write(dir.path(), 99, &report(99));
    fs::remove_file(dir.path().join("corpus/r017.txt")).expect("it was there");
    let after = stored(dir.path(), Some(&before));
    assert_eq!(said_by(&after), said_by(&fresh(dir.path())));
    assert_eq!(after.len(), 40);
}

/// The names that begin like `typed`, how often each is said, and of whom.
fn names_like(library: &Library, typed: &str) -> Vec<(String, u32, Vec<String>)> {
    let found = Spellings::of(&library.entities).matching(&library.entities, typed, 101);
    let name = |id: EntityId| library.entities.face(id).expect("it is there").name.clone();
    let told = |it: Spelling| {
        let mut names: Vec<String> = it.ids.into_iter().map(name).collect();
        names.sort();
        (it.folded, it.weight, names)
    };
    found.into_iter().map(told).collect()
}

#[test]
fn names_are_listed_by_an_index_and_what_lies_over_it_as_by_the_articles() {
    let dir = corpus(60);
    let typed = ["m", "maria", "maria k", "keller", "w", "weber", "north", "li", "lindholm", "x"];
    let lists = |library: &Library| typed.map(|typed| names_like(library, typed));
    let before = stored(dir.path(), None);
    assert_eq!(lists(&before), lists(&fresh(dir.path())));

    let came = "Mayor Greta Lindholm opened the ferry of Eastwick on Monday. Maria Keller was with her.\n";
    write(dir.path(), 900, came);
    write(dir.path(), 15, &report(1_015));
    fs::remove_file(dir.path().join("corpus/r007.txt")).expect("it was there");
    let path = |number: usize| dir.path().join(format!("corpus/r{number:03}.txt"));
    let changed = [7, 15, 900].map(path).into_iter().collect();
    let now = fresh(dir.path());
    let came =
        now.articles().map(|(_, article)| article).filter(|it| [path(15), path(900)].contains(&it.path));
    let after = before.changed(&changed, came.collect()).expect("it lies on disk");
    assert_eq!(lists(&after), lists(&now));
    assert_ne!(lists(&after), lists(&before));
}

#[test]
fn two_articles_with_one_id_are_told_and_the_first_keeps_it() {
    let dir = corpus(3);
    fs::create_dir(dir.path().join("corpus/z")).expect("a folder");
    fs::write(dir.path().join("corpus/z/r001.txt"), report(7)).expect("an article");
    let before = index(dir.path(), None);
    assert_eq!(before.problems().expect("they can be read").len(), 1);
    assert_eq!(before.article_by_id("r001"), Some(1));
    let again = index(dir.path(), Some(&before));
    assert_eq!(again.problems().expect("they can be read"), before.problems().expect("they can be read"));
}

#[test]
fn work_that_is_stopped_leaves_the_index_as_it_was() {
    let dir = corpus(5);
    let before = index(dir.path(), None);
    write(dir.path(), 9, &report(9));
    let found = load::find_files(&[dir.path().join("corpus")]);
    let watch = Watch { progress: &|_| {}, goes_on: &|| false };
    let (decisions, terms) = (Arc::default(), FileTerms::default());
    let target = dir.path().join("the.index");
    assert!(write_index(&target, &found, Some(&before), &reading(&decisions, &terms), &watch).is_err());
    assert_eq!(Base::open(&target).expect("it is whole").len(), 5);
    assert_eq!(fs::read_dir(dir.path()).expect("a folder").count(), 2, "nothing is left behind");
}

fn attest(dir: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_attest-ls"));
    command.args(arguments).current_dir(dir).env("ATTEST_CACHE_DIR", dir.join("cache"));
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// What a command prints, and what it says besides.
fn run(dir: &Path, arguments: &[&str]) -> (String, String) {
    let output = attest(dir, arguments).output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (text(output.stdout), text(output.stderr))
}

fn index_file(dir: &Path) -> PathBuf {
    let mut found = Vec::new();
    for folder in fs::read_dir(dir.join("cache")).expect("a cache") {
        let files = fs::read_dir(folder.expect("an entry").path()).expect("a folder");
        found.extend(files.map(|file| file.expect("an entry").path()));
    }
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

#[test]
fn a_check_by_the_index_is_a_check_by_the_articles() {
    let dir = corpus(12);
    fs::write(
        dir.path().join("note.md"),
        "Mayor Jonas Weber opened bridge 7 on Monday. The council of Harlow paid 800 dollars for it.\n\n\
         Weber said: \"It took 9 months.\" Mayor Peter Unheard opened nothing.\n",
    )
    .expect("a note");
    let without = run(dir.path(), &["check", "--format", "json", "--no-cache"]).0;
    assert!(!dir.path().join("cache").exists(), "a small corpus is not indexed unasked");
    let (stats, _) = run(dir.path(), &["index", "--stats"]);
    assert!(stats.contains("articles  12\n"), "{stats}");
    assert_eq!(run(dir.path(), &["check", "--format", "json"]).0, without);
    write(dir.path(), 50, &report(50));
    assert!(run(dir.path(), &["search", "bridge 50"]).0.contains("r050.txt"), "a new article is found");
    fs::remove_file(dir.path().join("corpus/r050.txt")).expect("it was there");
    assert_eq!(run(dir.path(), &["check", "--format", "json"]).0, without);
}

#[test]
fn a_damaged_index_is_built_anew_and_the_user_told() {
    let dir = corpus(8);
    run(dir.path(), &["index"]);
    let file = index_file(dir.path());
    let whole = fs::read(&file).expect("an index");
    let good = run(dir.path(), &["search", "bridge 7"]);
    // Cut off, emptied, of another version, and damaged inside.
    let mut other = whole.clone();
    let last = other.len() - 1;
    other[last] ^= 1;
    for bytes in [&whole[..whole.len() / 2], &[], &other] {
        fs::write(&file, bytes).expect("it can be written");
        let (found, said) = run(dir.path(), &["search", "bridge 7"]);
        assert_eq!(found, good.0);
        assert!(said.contains("the index could not be read and is built anew"), "{said}");
        assert_eq!(run(dir.path(), &["search", "bridge 7"]), good, "and then it is whole");
    }
}

#[test]
fn a_record_that_was_damaged_is_told_and_every_answer_is_the_right_one() {
    let dir = corpus(8);
    fs::write(dir.path().join("note.md"), "Mayor Jonas Weber opened bridge 7 on Monday.\n").expect("a note");
    let commands: [&[&str]; 5] = [
        &["search", "bridge 7"],
        &["check", "--format", "json"],
        &["explain", "note.md:1"],
        &["report", "note.md", "-o", "-"],
        &["entity", "Weber"],
    ];
    for command in commands {
        run(dir.path(), &["index"]);
        let good = run(dir.path(), command);
        assert!(!good.0.is_empty());
        damage(&index_file(dir.path()), "opened bridge 7 on Monday");
        let (found, said) = run(dir.path(), command);
        assert!(said.contains("the index was damaged"), "{command:?}: {said}");
        assert_eq!(found, good.0, "{command:?}");
        assert_eq!(run(dir.path(), command), good, "{command:?}: the damaged one is gone");
    }
}

/// Changes a byte of the record that holds `words`.
fn damage(index: &Path, words: &str) {
    let mut bytes = fs::read(index).expect("an index");
    let words = words.as_bytes();
    let at = bytes.windows(words.len()).position(|window| window == words).expect("the article is in it");
    bytes[at] ^= 1;
    fs::write(index, &bytes).expect("it can be written");
}

#[test]
fn where_no_index_can_be_written_a_large_corpus_is_read_without_one_and_that_is_told() {
    let dir = corpus(110);
    fs::write(dir.path().join("note.md"), "Mayor Jonas Weber opened bridge 7 on Monday.\n").expect("a note");
    let (without, _) = run(dir.path(), &["check", "--format", "json", "--no-cache"]);
    // No folder can be made where a file is.
    fs::write(dir.path().join("cache"), "").expect("a file");
    let (found, said) = run(dir.path(), &["check", "--format", "json"]);
    assert_eq!(found, without);
    assert_eq!(said.matches("the articles are read without it").count(), 1, "{said}");
    fs::remove_file(dir.path().join("cache")).expect("it was there");
    assert_eq!(run(dir.path(), &["check", "--format", "json"]), (without, String::new()));
    index_file(dir.path());
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file");
        }
    }
}

#[test]
fn every_verdict_on_the_sample_notes_is_the_same_by_the_index() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    copy(&fixture("peace-talks"), dir.path());
    let (without, _) = run(dir.path(), &["check", "--format", "json", "--no-cache"]);
    assert!(without.len() > 10_000);
    run(dir.path(), &["index"]);
    assert_eq!(run(dir.path(), &["check", "--format", "json"]).0, without);
}

#[test]
fn files_that_hold_many_articles_are_in_the_index_article_by_article() {
    let dir = corpus(2);
    let folder = dir.path().join("corpus");
    copy(&fixture("formats"), &folder);
    let line = |id: &str, text: String| format!("{{\"id\": \"{id}\", \"text\": {text:?}}}\n");
    let export = folder.join("export.jsonl");
    let lines =
        [line("one", report(11)), "no JSON\n".to_owned(), line("one", report(12)), line("r001", report(13))];
    fs::write(&export, lines.concat()).expect("an export");
    let problems = || load::load(std::slice::from_ref(&folder), &FileTerms::default(), &|_| {}).problems;
    let before = index(dir.path(), None);
    assert!(before.article_by_id("one").is_some());
    assert_eq!(before.problems().expect("they can be read"), problems());
    assert_eq!(said_by(&stored(dir.path(), None)), said_by(&fresh(dir.path())));
    // One of its articles goes, another comes.
    fs::write(&export, [line("two", report(14)), line("one", report(11))].concat()).expect("an export");
    assert_eq!(said_by(&stored(dir.path(), Some(&before))), said_by(&fresh(dir.path())));
    assert_eq!(index(dir.path(), Some(&before)).problems().expect("they can be read"), problems());
}

#[test]
fn a_killed_indexer_leaves_an_index_that_works() {
    let dir = corpus(30);
    let (good, _) = run(dir.path(), &["search", "bridge 7"]);
    // Looks at a run until it ends, or has been looked at `most` times; how often that was.
    let look = |round: usize, most: usize| {
        write(dir.path(), 20, &report(2_000 + round));
        let mut child = attest(dir.path(), &["index"]).spawn().expect("it starts");
        let mut looks = 0;
        while looks < most && child.try_wait().expect("it can be asked").is_none() {
            looks += 1;
            std::thread::yield_now();
        }
        let _ = child.kill();
        (looks, child.wait().expect("it ends").success())
    };
    let (whole, _) = look(0, usize::MAX);
    let wanted = std::env::var("ATTEST_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(6);
    let (mut killed, mut rounds) = (0, 0);
    while killed < wanted && rounds < 20 * wanted {
        rounds += 1;
        // At each stage of the work; one that was faster than expected does not count.
        let (_, finished) = look(rounds, whole * (rounds % 16) / 16);
        killed += usize::from(!finished);
        assert_eq!(run(dir.path(), &["search", "bridge 7"]).0, good);
    }
    println!("{killed} of {rounds} runs were killed");
    assert!(killed > 0);
    // Of what the killed ones left behind nothing is taken for an index.
    let parts = fs::read_dir(index_folder(dir.path())).expect("a cache");
    assert_eq!(parts.filter(|file| is_index(&file.as_ref().expect("an entry").path())).count(), 1);
}

fn is_index(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "index")
}

fn index_folder(dir: &Path) -> PathBuf {
    let mut folders = fs::read_dir(dir.join("cache")).expect("a cache");
    folders.next().expect("the corpus has a folder").expect("an entry").path()
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_costs_the_index_and_not_the_answer() {
    let dir = corpus(120);
    fs::write(dir.path().join("note.md"), "Mayor Jonas Weber opened bridge 7 on Monday.\n").expect("a note");
    let (without, _) = run(dir.path(), &["check", "--format", "json", "--no-cache"]);
    // A file may not grow over 64 KB, as on a disk that has no more.
    let script = "ulimit -f 64; trap '' XFSZ; exec \"$0\" check --format json";
    let output = Command::new("bash")
        .args(["-c", script, env!("CARGO_BIN_EXE_attest-ls")])
        .current_dir(dir.path())
        .env("ATTEST_CACHE_DIR", dir.path().join("cache"))
        .output()
        .expect("it runs");
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(String::from_utf8(output.stdout).expect("UTF-8"), without, "{said}");
    assert!(said.contains("the articles are read without it"), "{said}");
    let left = fs::read_dir(index_folder(dir.path())).expect("a cache").count();
    assert_eq!(left, 0, "nothing half-written is left");
}

#[cfg(unix)]
#[test]
fn an_article_that_changes_while_it_is_read_is_read_again_the_next_time() {
    let dir = corpus(4);
    let before = index(dir.path(), None);
    let path = dir.path().join("corpus/r002.txt");
    // Written and of the same size; the clock stood still or went back.
    let old = fs::metadata(&path).expect("an article").modified().expect("a time");
    let text = report(2)
        .replace("Eastwick", "Westwick")
        .replace("Harlow", "Marlow")
        .replace("Northport", "Southport");
    fs::write(&path, &text).expect("it can be written");
    let file = fs::File::options().append(true).open(&path).expect("an article");
    file.set_modified(old - std::time::Duration::from_secs(3_600)).expect("it can be set");
    assert_eq!(said_by(&stored(dir.path(), Some(&before))), said_by(&fresh(dir.path())));
}

#[cfg(unix)]
#[test]
fn what_was_made_of_the_articles_is_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let dir = corpus(3);
    index(dir.path(), None);
    let found = fs::metadata(dir.path().join("the.index")).expect("an index");
    assert_eq!(found.permissions().mode() & 0o077, 0);
}

#[test]
fn two_processes_may_index_one_corpus_at_a_time() {
    let dir = corpus(30);
    let start = |_| attest(dir.path(), &["index", "--stats"]).spawn().expect("it starts");
    let children: Vec<_> = (0..3).map(start).collect();
    for child in children {
        let output = child.wait_with_output().expect("it ends");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(String::from_utf8_lossy(&output.stdout).contains("articles  30\n"));
    }
    index_file(dir.path());
}

/// The verdicts, codes and ranges of a check, without scores: how rare a word is counts a little less
/// exactly until the index is written anew.
fn verdicts(dir: &Path, arguments: &[&str]) -> Vec<String> {
    let (json, said) = run(dir, &[&["check", "--format", "json"], arguments].concat());
    let found: serde_json::Value = serde_json::from_str(&json).unwrap_or_else(|_| panic!("{json} {said}"));
    let notes = found["notes"].as_array().expect("notes");
    let listed = |key: &'static str| notes.iter().flat_map(move |note| note[key].as_array().expect("a list"));
    let claims = listed("claims").map(|it| format!("{} {} {}", it["text"], it["verdict"], it["start"]));
    let found = listed("diagnostics").map(|it| format!("{} {} {}", it["code"], it["message"], it["start"]));
    claims.chain(found).collect()
}

const NOTE: &str = "Mayor Jonas Weber opened bridge 7 on Monday. The council of Harlow paid 800 dollars for it.\n\n\
    Mayor Anna Weber opened bridge 77 on Monday. \"It took 77 months,\" Weber said.\n\n\
    Mayor Greta Lindholm opened the ferry of Eastwick on Monday. Greta Lindholm is the mayor of Eastwick.\n\n\
    The council of Northport paid 1700 dollars for bridge 15. \"It took 15 months,\" Keller said.\n";

#[test]
fn changes_that_are_laid_over_an_index_lead_to_the_verdicts_of_a_fresh_reading() {
    let dir = corpus(60);
    fs::write(dir.path().join("note.md"), NOTE).expect("a note");
    run(dir.path(), &["index"]);
    let file = index_file(dir.path());
    let written = fs::read(&file).expect("an index");
    let doubts = |found: &[String]| found.iter().filter(|it| it.contains("unknown-name")).count();
    assert_eq!(doubts(&verdicts(dir.path(), &[])), 2, "nobody knows Lindholm");

    let ferry =
        "Mayor Greta Lindholm opened the ferry of Eastwick on Monday. Lindholm is the mayor of Eastwick.\n";
    write(dir.path(), 900, ferry);
    let with_new = verdicts(dir.path(), &[]);
    assert_eq!(doubts(&with_new), 0);
    assert_eq!(with_new, verdicts(dir.path(), &["--no-cache"]), "one came");

    write(dir.path(), 15, &report(1_015));
    fs::remove_file(dir.path().join("corpus/r007.txt")).expect("it was there");
    assert_eq!(verdicts(dir.path(), &[]), verdicts(dir.path(), &["--no-cache"]), "one changed and one went");
    assert!(fs::read(&file).expect("an index") == written, "nothing of the index was written");
    assert!(run(dir.path(), &["search", "ferry"]).0.contains("r900.txt"));
    assert!(!run(dir.path(), &["search", "bridge 7"]).0.contains("r007.txt"));

    run(dir.path(), &["index"]);
    assert!(fs::read(&file).expect("an index") != written, "`index` writes it anew");
    assert_eq!(verdicts(dir.path(), &[]), verdicts(dir.path(), &["--no-cache"]));
}

#[test]
fn an_entity_is_the_same_in_the_index_and_in_what_is_laid_over_it() {
    let dir = corpus(60);
    run(dir.path(), &["index"]);
    let mentions = |name: &str| run(dir.path(), &["entity", name]).0;
    let before = mentions("Maria Keller");
    write(dir.path(), 900, "Mayor Maria Keller left Northport on Monday. Keller was tired.\n");
    assert_eq!(mentions("Maria Keller"), run(dir.path(), &["entity", "Maria Keller", "--no-cache"]).0);
    assert_ne!(mentions("Maria Keller"), before);
    fs::remove_file(dir.path().join("corpus/r900.txt")).expect("it was there");
    assert_eq!(mentions("Maria Keller"), before);
}

#[test]
fn an_article_with_an_id_that_another_has_is_told_when_it_comes_and_gone_when_either_goes() {
    let dir = corpus(40);
    run(dir.path(), &["index"]);
    fs::create_dir(dir.path().join("corpus/z")).expect("a folder");
    fs::write(dir.path().join("corpus/z/r001.txt"), report(7)).expect("an article");
    let told = || run(dir.path(), &["check"]).1.contains("r001");
    assert!(told());
    fs::remove_file(dir.path().join("corpus/r001.txt")).expect("it was there");
    assert!(!told());
}

#[test]
fn while_an_index_is_built_only_what_a_cited_article_settles_is_said() {
    let dir = corpus(120);
    let text = "Weber said: “It took 7 whole months.” [@r007]\n\nMayor Peter Unheard of Gotham opened bridge 9 on \
        Friday. [@nowhere]\n\n“Nobody ever said such words,” Keller said. “It took 8 long months,” she said.\n";
    let note = dir.path().join("note.md");
    let settings = || Written::default().resolve(dir.path());
    let outlook = Outlook::of(dir.path().to_owned(), settings()).expect("a corpus worth an index");
    let cited = outlook.cited([text]);
    assert_eq!(cited.iter().map(|path| path.file_stem()).collect::<Vec<_>>(), [Some("r007".as_ref())]);
    let told = |world: &World| {
        let found = analyze(Arc::from(text), &note, world, &Cancel::new()).expect("it is not cancelled");
        found.diagnostics.iter().map(|it| it.code).collect::<Vec<_>>()
    };
    assert_eq!(told(&outlook.world(&cited)), ["misquote"]);
    assert!(told(&outlook.world(&Default::default())).is_empty());
    let whole = World::load(dir.path().to_owned(), Settings { cache: false, ..settings() }, &|_| {});
    let all = told(&whole);
    for code in ["misquote", "broken-citation", "unattested-quote"] {
        assert!(all.contains(&code), "{code} is not among {all:?}");
    }
    let small = corpus(5);
    let settings = Written::default().resolve(small.path());
    assert!(Outlook::of(small.path().to_owned(), settings).is_none(), "read at once");
}
