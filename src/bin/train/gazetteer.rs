//! `train gazetteer`: towns, regions and personal names to `src/entities/data/gazetteer.bin`.
//!
//! One packed list of folded names with a byte of facts each, see [`attest_ls::entities::gazetteer`]. How
//! much a name is also a plain word is counted in a folder of plain texts (news is best); of the texts
//! nothing but those counts' rough outcome enters the file.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io;
use std::path::Path;

use attest_ls::entities::fold_name;
use attest_ls::entities::gazetteer::{Facts, PlaceKind, Wordness};
use attest_ls::text::lexicon::{self, WordClass, is_stopword};
use attest_ls::text::packed;
use serde::Deserialize;

use super::transliterate::{Reading, latin};

/// Surnames of the census past this rank are left out when they are plain words too.
const USUAL_SURNAMES: usize = 20_000;
/// A name means the place when it has this many inhabitants for each per cent of Americans who bear the name:
/// Austin, York and Madison are places then, Clinton and Jackson people.
const INHABITANTS_A_PERCENT: f64 = 5e6;
/// What a surname or given name that the census lacks is taken to have, in per cent.
const RARE: f64 = 0.006;
/// Inhabitants that make a place the meaning of a name that is now and then a plain word.
const WORDY: f64 = 5e5;
/// What lists without figures are taken to have.
const COUNTRY: f64 = 1e9;
const FAMOUS: f64 = 1e7;
const CAPITAL: f64 = 1e6;
const DIVISION: f64 = 2e5;
/// Share of uses in lower case from which a name is sometimes, or mostly, a plain word.
const SOMETIMES: f64 = 0.05;
const MOSTLY: f64 = 0.5;

#[derive(Deserialize)]
struct City {
    name: String,
    population: f64,
}

#[derive(Deserialize)]
struct Division {
    code: String,
    name: String,
}

/// The paths on the command line, as `name=path`.
struct Paths<'a>(&'a [&'a str]);

impl Paths<'_> {
    fn get(&self, name: &str) -> io::Result<&Path> {
        self.0
            .iter()
            .find_map(|argument| argument.strip_prefix(name)?.strip_prefix('='))
            .map(Path::new)
            .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, format!("{name}=PATH is missing")))
    }
}

/// What the sources say of one name.
#[derive(Default)]
struct Entry {
    facts: Facts,
    /// People of all places of the name.
    inhabitants: f64,
    /// Per cent of the population who bear it, as the commoner of surname and given name.
    bearers: f64,
    /// Whether it is a surname by the tail of the census only.
    tail: bool,
}

/// Names and what is known of each.
#[derive(Default)]
struct Names {
    entries: BTreeMap<String, Entry>,
}

impl Names {
    fn entry(&mut self, name: &str) -> Option<&mut Entry> {
        let key = fold_name(name);
        let plain = key.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ');
        let short = key.len() < 2 || key.len() > 40;
        let stop = is_stopword(&key) && key != "us";
        (plain && !short && !stop).then(|| self.entries.entry(key).or_default())
    }

    /// Of several places the most populous gives the kind: `Georgia` is a country, `Washington` a state.
    fn place(&mut self, name: &str, kind: PlaceKind, inhabitants: f64) {
        if let Some(entry) = self.entry(name) {
            if entry.facts.place.is_none() || inhabitants > entry.inhabitants {
                entry.facts.place = Some(kind);
            }
            entry.inhabitants = entry.inhabitants.max(inhabitants);
        }
    }

    /// One word of a personal name; a name of several words gives its last (`van den Berg`) as a surname.
    fn person(&mut self, name: &str, surname: bool, bearers: f64, reading: Reading) {
        let words: Vec<&str> = name.split_whitespace().collect();
        let word = match words.as_slice() {
            [word] => *word,
            [.., last] if surname => *last,
            _ => return,
        };
        for spelling in
            latin(word, reading).iter().filter(|spelling| spelling.len() > if surname { 1 } else { 2 })
        {
            if let Some(entry) = self.entry(spelling).filter(|_| spelling != "us") {
                if surname {
                    entry.facts.surname = true
                } else {
                    entry.facts.given = true
                }
                entry.bearers = entry.bearers.max(bearers);
            }
        }
    }

    /// Takes out what would mislead: rare surnames that are plain words, towns that are called like a people
    /// (`German`) or like an abbreviation.
    fn weed(&mut self) {
        for (name, entry) in &mut self.entries {
            let facts = &mut entry.facts;
            if entry.tail && facts.word > Wordness::Never {
                facts.surname = false;
            }
            let abbreviation = name.len() < 3 && entry.inhabitants < CAPITAL;
            let people = lexicon::demonym(name).is_some() && entry.inhabitants < FAMOUS;
            if abbreviation || people {
                facts.place = None;
                facts.likely = false;
            }
        }
        self.entries
            .retain(|_, entry| entry.facts.place.is_some() || entry.facts.given || entry.facts.surname);
    }

    /// Decides for each place whether its name alone means it.
    fn weigh(&mut self) {
        for entry in self.entries.values_mut().filter(|entry| entry.facts.place.is_some()) {
            let country = entry.facts.place == Some(PlaceKind::Country);
            let word = match entry.facts.word {
                Wordness::Never => true,
                Wordness::Sometimes => entry.inhabitants >= WORDY,
                Wordness::Mostly => false,
            };
            let people = entry.inhabitants >= entry.bearers * INHABITANTS_A_PERCENT;
            entry.facts.likely = country && entry.facts.word < Wordness::Mostly || word && people;
        }
    }
}

/// Builds the list from the paths and writes it to `out=`.
pub fn build(arguments: &[&str]) -> io::Result<()> {
    let paths = Paths(arguments);
    let mut names = Names::default();
    by_hand(&mut names, &fs::read_to_string(paths.get("hand")?.join("places.tsv"))?, '|');
    by_hand(&mut names, &fs::read_to_string(paths.get("hand")?.join("names.tsv"))?, ' ');
    lands(&mut names);
    cities(&mut names, paths.get("cities")?)?;
    divisions(&mut names, paths.get("admin1")?, None)?;
    // Counties of the United Kingdom and Ireland stand in news without "county".
    divisions(&mut names, paths.get("admin2")?, Some(&["GB.", "IE."]))?;
    faker(&mut names, paths.get("faker")?)?;
    japanese(&mut names, paths.get("japanese")?)?;
    census(&mut names, paths.get("census")?)?;
    words(&mut names, paths.get("texts")?)?;
    names.weigh();
    names.weed();

    let count = |test: fn(&Facts) -> bool| names.entries.values().filter(|entry| test(&entry.facts)).count();
    let (places, given, surnames, plain) = (
        count(|facts| facts.place.is_some()),
        count(|facts| facts.given),
        count(|facts| facts.surname),
        count(|facts| facts.word > Wordness::Never),
    );
    let bytes = packed::encode(
        names.entries.iter().map(|(name, entry)| (name.clone(), entry.facts.pack())).collect(),
    );
    eprintln!(
        "{} names: {places} places, {given} given names, {surnames} surnames; {plain} are words too; {} bytes",
        names.entries.len(),
        bytes.len()
    );
    fs::write(paths.get("out")?, bytes)
}

fn by_hand(names: &mut Names, table: &str, parting: char) {
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let Some((kind, list)) = line.split_once('\t') else { continue };
        for name in list.split(parting) {
            match kind {
                "region" => names.place(name, PlaceKind::Region, FAMOUS),
                "city" => names.place(name, PlaceKind::City, CAPITAL),
                "other" => names.place(name, PlaceKind::Other, CAPITAL),
                _ => names.person(name, kind == "surname", RARE, Reading::General),
            }
        }
    }
}

/// The lexicon's own lands and capitals.
fn lands(names: &mut Names) {
    for land in lexicon::lands() {
        let (kind, inhabitants) = match land.kind {
            lexicon::LandKind::Country | lexicon::LandKind::Territory => (PlaceKind::Country, COUNTRY),
            lexicon::LandKind::Nation | lexicon::LandKind::Region => (PlaceKind::Region, FAMOUS),
        };
        for name in std::iter::once(&land.name).chain(&land.aliases) {
            names.place(name, kind, inhabitants);
        }
        for capital in &land.capitals {
            names.place(capital, PlaceKind::City, CAPITAL);
        }
    }
}

fn cities(names: &mut Names, path: &Path) -> io::Result<()> {
    let cities: HashMap<String, City> = serde_json::from_str(&fs::read_to_string(path)?)?;
    for city in cities.values() {
        names.place(&city.name, PlaceKind::City, city.population);
        // `Kyiv City`, `Frankfurt (Oder)` and the like are also known without the addition.
        if let Some((short, _)) = city.name.split_once(" (") {
            names.place(short, PlaceKind::City, city.population);
        }
    }
    Ok(())
}

/// Words that a division's official name adds to the usual one.
const ADDITIONS: [&str; 24] = [
    " Oblast",
    " Province",
    " Region",
    " Governorate",
    " County",
    " District",
    " Krai",
    " Prefecture",
    " State",
    " Municipality",
    " Department",
    " Voivodeship",
    " Republic",
    " Division",
    " City",
    " Parish",
    " Raion",
    " Canton",
    " Territory",
    " Oblast'",
    " Autonomous Region",
    " Sheng",
    " Special Administrative Region",
    " Emirate",
];

fn divisions(names: &mut Names, path: &Path, only: Option<&[&str]>) -> io::Result<()> {
    let divisions: Vec<Division> = serde_json::from_str(&fs::read_to_string(path)?)?;
    for division in &divisions {
        if only.is_some_and(|codes| !codes.iter().any(|code| division.code.starts_with(code))) {
            continue;
        }
        let famous =
            only.is_none() && ["US.", "CA.", "AU."].iter().any(|code| division.code.starts_with(code));
        let inhabitants = if famous { FAMOUS } else { DIVISION };
        names.place(&division.name, PlaceKind::Region, inhabitants);
        for addition in ADDITIONS {
            if let Some(short) = division.name.strip_suffix(addition) {
                names.place(short, PlaceKind::Region, inhabitants);
            }
        }
    }
    Ok(())
}

/// The lists of the census of 1990, most frequent first: name, share, running share, rank.
fn census(names: &mut Names, folder: &Path) -> io::Result<()> {
    for (file, surname) in [("dist.all.last", true), ("dist.female.first", false), ("dist.male.first", false)]
    {
        for (rank, line) in fs::read_to_string(folder.join(file))?.lines().enumerate() {
            let mut cells = line.split_whitespace();
            if let (Some(name), Some(share)) = (cells.next(), cells.next()) {
                let tail = surname
                    && rank >= USUAL_SURNAMES
                    && names.entry(name).is_some_and(|of| !of.facts.surname);
                names.person(name, surname, share.parse().map_err(io::Error::other)?, Reading::General);
                if let Some(entry) = names.entry(name).filter(|_| tail) {
                    entry.tail = true;
                }
            }
        }
    }
    Ok(())
}

/// The name lists of Faker's locales: string literals in what is assigned to `first_names…`, `last_names…`.
fn faker(names: &mut Names, folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let Ok(code) = fs::read_to_string(path.join("__init__.py")) else { continue };
        let locale = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let reading = match locale.as_str() {
            "uk_UA" => Reading::Ukrainian,
            "bg_BG" => Reading::Bulgarian,
            _ => Reading::General,
        };
        let mut list = None;
        for line in code.lines() {
            if line.starts_with("    ") && !line.starts_with("     ") {
                let variable = line.trim_start();
                list = match () {
                    () if variable.starts_with("first_name") => Some(false),
                    () if variable.starts_with("last_name") => Some(true),
                    () => None,
                };
            }
            if let Some(surname) = list {
                for name in line.split('"').skip(1).step_by(2) {
                    names.person(name, surname, RARE, reading);
                }
            }
        }
    }
    Ok(())
}

/// Japanese surnames and the shorter lists of given names, in Hepburn and with long vowels written short.
fn japanese(names: &mut Names, folder: &Path) -> io::Result<()> {
    for (file, surname, column) in [
        ("last_name_org.csv", true, 3),
        ("first_name_man_opti.csv", false, 1),
        ("first_name_woman_opti.csv", false, 1),
    ] {
        for line in fs::read_to_string(folder.join(file))?.lines() {
            let Some(name) = line.split(',').nth(column) else { continue };
            let short = name.replace("ou", "o").replace("uu", "u").replace("oo", "o");
            names.person(name, surname, RARE, Reading::General);
            names.person(&short, surname, RARE, Reading::General);
        }
    }
    Ok(())
}

/// Marks the names that the texts write in lower case too; of a name that they do not have, the dictionary
/// decides.
fn words(names: &mut Names, folder: &Path) -> io::Result<()> {
    let mut uses: HashMap<String, (u32, u32)> = HashMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let Ok(text) = fs::read_to_string(&path) else { continue };
            // Whole words only: an address or a handle writes names in lower case too.
            for word in text.split_whitespace() {
                let word =
                    word.trim_matches(|c: char| c.is_ascii_punctuation() && !matches!(c, '@' | '#' | '/'));
                if word.len() > 1 && word.chars().all(char::is_alphabetic) {
                    let slot = uses.entry(word.to_lowercase()).or_default();
                    if word.starts_with(char::is_lowercase) { slot.0 += 1 } else { slot.1 += 1 }
                }
            }
        }
    }
    let lemma = |name: &str| {
        let known = |word: &str| {
            [WordClass::Noun, WordClass::Verb, WordClass::Adjective, WordClass::Adverb]
                .into_iter()
                .any(|class| lexicon::is_lemma(word, class))
        };
        known(name) || name.strip_suffix('s').is_some_and(|stem| stem.len() > 2 && known(stem))
    };
    for (name, entry) in names.entries.iter_mut().filter(|(name, _)| !name.contains(' ')) {
        let (lower, capital) = uses.get(name).copied().unwrap_or_default();
        let share = f64::from(lower) / f64::from(lower + capital).max(1.0);
        entry.facts.word = match () {
            () if lower >= 3 && share >= MOSTLY => Wordness::Mostly,
            () if lower >= 3 && share >= SOMETIMES => Wordness::Sometimes,
            () if lower + capital < 3 && lemma(name) => Wordness::Sometimes,
            () => Wordness::Never,
        };
    }
    Ok(())
}
