//! One name, one kind: what an article mostly takes a name for, and what the corpus does, outvotes
//! the odd sentence; a headline believes running text.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::draft::{Draft, Proof};
use super::fold::fold_name;
use super::gazetteer::{self, Wordness};
use super::model::EntityKind;
use super::reading::{Uses, word_key};
use super::resolve::forms;
use super::resolve::within::{KINDS, kind_index};
use super::stored::EntityBase;
use crate::corpus::Article;

/// An article's mentions count as at most this many: the model errs on a name again and again.
const ARTICLE: u32 = 6;

/// The corpus counts as this many mentions in the article, and more the more often it has the name.
const CORPUS: f64 = 4.0;

/// The full name of a person in the same article counts as this many mentions of the surname.
const FULL_NAME: u32 = 6;

/// And as this many more where the article uses the surname as a person's at least once, and no body is
/// called by it.
const USED_SO: u32 = 8;

/// How many mentions of one word, none of them in a full name, show that it is no person's.
const NOBODY: u32 = 12;

/// In one of how many mentions a place that no gazetteer knows stands behind `in` or `near`, at the least; and
/// how many mentions it takes to tell.
const NOWHERE: u32 = 16;

/// What is a country's name and nobody's counts as this many mentions of the country.
const COUNTRY: u32 = 12;

/// What a name's own words say it is counts as this many mentions.
const BY_WORDS: u32 = 4;

/// What the corpus says of one name.
#[derive(Clone, Copy, Debug, Default, serde::Serialize, serde::Deserialize)]
pub(crate) struct Tally {
    kinds: [u32; 4],
    /// How often it ends a person's full name.
    surname: u32,
    /// How often it begins a longer name that is nobody's.
    front: u32,
    /// How often a preposition of place stands before it.
    located: u32,
}

impl Tally {
    fn add(&mut self, other: Self) {
        for (sum, count) in self.kinds.iter_mut().zip(other.kinds) {
            *sum += count;
        }
        self.surname += other.surname;
        self.front += other.front;
        self.located += other.located;
    }

    /// In how many places running text has it as a name.
    fn names(&self) -> u32 {
        self.kinds.iter().sum::<u32>() + self.surname
    }

    /// Whether the corpus has the name often, and hardly ever where places stand.
    fn lies_nowhere(&self) -> bool {
        let seen = self.kinds.iter().sum::<u32>();
        seen >= NOWHERE && self.located * NOWHERE < seen
    }
}

/// What the running text of the corpus takes its names for.
#[derive(Debug, Default)]
pub(crate) struct Votes {
    corpus: FxHashMap<u64, Tally>,
    /// What was counted before, of other articles.
    base: Option<Arc<EntityBase>>,
}

impl Votes {
    /// Votes that come to those of a stored corpus.
    pub(crate) fn over(base: Option<Arc<EntityBase>>) -> Self {
        Self { corpus: FxHashMap::default(), base }
    }

    /// Counts the drafts of one article.
    pub(crate) fn count(&mut self, drafts: &[Draft]) {
        for draft in drafts.iter().filter(|draft| draft.proof == Proof::Text) {
            let tally = self.corpus.entry(draft.key).or_default();
            tally.kinds[kind_index(draft.kind)] += 1;
            tally.located += u32::from(draft.located);
            if let Some(last) = draft.last.filter(|_| draft.kind == EntityKind::Person) {
                self.corpus.entry(last).or_default().surname += 1;
            }
        }
    }

    /// The votes on each name, by its key, ascending.
    pub(crate) fn into_sorted(self) -> Vec<(u64, Tally)> {
        let mut all: Vec<(u64, Tally)> = self.corpus.into_iter().collect();
        all.sort_unstable_by_key(|(key, _)| *key);
        all
    }

    fn of(&self, key: u64) -> Tally {
        let mut tally = self.corpus.get(&key).copied().unwrap_or_default();
        if let Some(before) = self.base.as_ref().and_then(|base| base.tally(key)) {
            tally.add(before);
        }
        tally
    }

    /// Settles the kind of every draft of `article`, and which of a headline's stretches are names: the
    /// longest that running text of the corpus knows, then what the gazetteer knows.
    pub(crate) fn settle(&self, article: &Article, drafts: &mut Vec<Draft>, uses: &dyn Uses) {
        let mut here: FxHashMap<u64, Tally> = FxHashMap::default();
        self.choose(drafts, article, uses);
        let surnames: FxHashSet<u64> = drafts
            .iter()
            .filter(|draft| draft.kind == EntityKind::Person)
            .filter_map(|draft| draft.last)
            .collect();
        drafts.retain(|draft| {
            !ordinary(draft, article, uses)
                && (surnames.contains(&draft.key) || !self.mostly_a_word(draft, article, uses))
        });
        for draft in drafts.iter() {
            let entry = here.entry(draft.key).or_default();
            entry.kinds[kind_index(draft.kind)] += u32::from(draft.proof == Proof::Text);
            match (draft.last, draft.kind) {
                (Some(last), EntityKind::Person) => here.entry(last).or_default().surname += 1,
                (Some(_), _) => {
                    let folded = fold_name(draft.range.of(&article.text));
                    let first = folded.split(' ').next().unwrap_or_default();
                    here.entry(word_key(first)).or_default().front += 1;
                }
                (None, _) => {}
            }
        }
        let mut decided: FxHashMap<u64, EntityKind> = FxHashMap::default();
        for draft in drafts.iter() {
            let local = here.get(&draft.key).copied().unwrap_or_default();
            decided.insert(draft.key, decide(draft, article, local, self.of(draft.key)));
        }
        for draft in drafts.iter_mut() {
            draft.kind = decided.get(&draft.key).copied().unwrap_or(draft.kind);
        }
    }

    /// Leaves of the overlapping stretches of headlines those that are names, in text order.
    fn choose(&self, drafts: &mut Vec<Draft>, article: &Article, uses: &dyn Uses) {
        if drafts.iter().all(|draft| draft.proof == Proof::Text) {
            return;
        }
        // Longer first; of equal length the one that running text knows.
        let mut order: Vec<(std::cmp::Reverse<usize>, bool, usize)> = drafts
            .iter()
            .enumerate()
            .filter_map(|(at, draft)| {
                // `Report` in a headline is no name because one sentence took it for one.
                let attested = self.of(draft.key).names() > as_word(draft, article, uses);
                let kept = draft.proof != Proof::Capitals || attested;
                kept.then_some((std::cmp::Reverse(draft.range.len()), !attested, at))
            })
            .collect();
        order.sort_unstable();
        let mut taken: Vec<Draft> = Vec::with_capacity(drafts.len());
        let mut covered: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
        for (_, _, at) in order {
            let Some(draft) = drafts.get(at) else { continue };
            let (start, end) = (draft.range.start(), draft.range.end());
            let before = covered.range(..end).next_back();
            if before.is_some_and(|(_, &stop)| stop > start) {
                continue;
            }
            covered.insert(start, end);
            taken.push(*draft);
        }
        taken.sort_by_key(|draft| draft.range.start());
        *drafts = taken;
    }

    /// Whether running text uses the word as a plain one more often than as any name: `(Photo: ...)`. A title
    /// in front makes it a name all the same.
    fn mostly_a_word(&self, draft: &Draft, article: &Article, uses: &dyn Uses) -> bool {
        if !matches!(draft.kind, EntityKind::Person | EntityKind::Other)
            || as_word(draft, article, uses) <= self.of(draft.key).names()
        {
            return false;
        }
        let before = article.text.get(..draft.range.start()).unwrap_or_default().trim_end_matches(' ');
        let word = before.rsplit([' ', '\n']).next().unwrap_or_default();
        !gazetteer::is_title(word)
    }
}

/// How often the corpus writes the single word in lower case. Of a given name or surname that is no word, that
/// is no more than carelessness.
fn as_word(draft: &Draft, article: &Article, uses: &dyn Uses) -> u32 {
    let facts = gazetteer::facts(draft.range.of(&article.text));
    if draft.last.is_some() || facts.word != Wordness::Mostly && (facts.given || facts.surname) {
        return 0;
    }
    uses.of(draft.key).map_or(0, |used| used.lower)
}

/// Whether it is a plain word that stands in capitals here: `Photo:`. Who is called by a plain word is called so
/// more often than the word is used.
fn ordinary(draft: &Draft, article: &Article, uses: &dyn Uses) -> bool {
    if draft.last.is_some() || !matches!(draft.kind, EntityKind::Person | EntityKind::Other) {
        return false;
    }
    let facts = gazetteer::facts(draft.range.of(&article.text));
    let used = uses.of(draft.key).unwrap_or_default();
    let plain = facts.word != Wordness::Never && !(facts.given || facts.surname || facts.place.is_some());
    plain && used.lower > 0 && used.lower >= used.capital
}

fn decide(draft: &Draft, article: &Article, here: Tally, corpus: Tally) -> EntityKind {
    let mut local = here.kinds;
    let mut wide = corpus.kinds;
    let mut full_name = 0;
    let written = draft.range.of(&article.text);
    if draft.last.is_none() {
        full_name = here.surname.min(1) * FULL_NAME;
        let known_place = gazetteer::place(written).is_some();
        let body = kind_index(EntityKind::Organisation);
        // A body that is called after somebody is named far more often than the one it is called after.
        let used_so = local[0] > 0 || local[body] == 0 || corpus.surname * 2 >= wide[body];
        if full_name > 0 && here.front == 0 && used_so && !known_place {
            full_name += USED_SO;
        }
        // A surname elsewhere says nothing of a well-known place here.
        if corpus.surname > 0 && gazetteer::place(draft.range.of(&article.text)).is_none() {
            wide[0] += corpus.surname;
        }
    }
    let place = kind_index(EntityKind::Place);
    let facts = gazetteer::facts(written);
    let well_known = gazetteer::place(written).is_some();
    // What the name is well known as counts like one mention.
    local[place] += u32::from(draft.last.is_none() && well_known);
    let of_country =
        if forms::country(written).is_some() && !(facts.given || facts.surname) { COUNTRY } else { 0 };
    let seen = wide.iter().sum::<u32>();
    let nowhere = !well_known && of_country == 0 && corpus.lies_nowhere();
    if nowhere {
        (local[place], wide[place]) = (0, 0);
    }
    let by_words = kind_by_words(written);
    if by_words == Some(EntityKind::Other) {
        return EntityKind::Other;
    }
    // A given name with one more word behind it, which some sentence takes for somebody's, is somebody's
    // rather than a name of no sort.
    let other = kind_index(EntityKind::Other);
    let (given, rest) = written.split_once(' ').unwrap_or_default();
    if wide[0] > 0 && !rest.is_empty() && !rest.contains(' ') && gazetteer::is_given_name(given) {
        local[0] += std::mem::take(&mut local[other]);
        wide[0] += std::mem::take(&mut wide[other]);
    }
    // Whom many sentences name, some sentence names in full.
    let nobody = draft.last.is_none()
        && seen >= NOBODY
        && full_name == 0
        && corpus.surname * NOBODY <= wide[0]
        && !(facts.given || facts.surname);
    if nobody {
        (local[0], wide[0]) = (0, 0);
    }
    // What is no place and seldom anything else is a name of its own sort: an event, a product.
    if nowhere && full_name == 0 && corpus.surname == 0 && wide.iter().sum::<u32>() * 2 < seen {
        return EntityKind::Other;
    }
    let share = |votes: &[u32; 4], kind: usize, weight: f64| {
        let total: u32 = votes.iter().sum();
        f64::from(votes[kind]) / f64::from(total.max(1)) * weight
    };
    let here = f64::from(local.iter().sum::<u32>().min(ARTICLE));
    let seen = f64::from(wide.iter().sum::<u32>());
    let corpus = CORPUS + 2.0 * (seen / 10.0).max(1.0).log10();
    let fallback =
        if nobody || nowhere && draft.kind == EntityKind::Place { EntityKind::Other } else { draft.kind };
    let mut best = (0.0, fallback);
    for kind in KINDS {
        let at = kind_index(kind);
        let named = match kind {
            EntityKind::Person => full_name,
            EntityKind::Place => of_country,
            _ => 0,
        };
        let bonus = f64::from(named + if by_words == Some(kind) { BY_WORDS } else { 0 });
        let votes = share(&local, at, here) + share(&wide, at, corpus) + bonus;
        if votes > best.0 {
            best = (votes, kind);
        }
    }
    best.1
}

/// What a name's words say by themselves: `Northport Sailors Association` is a body, and `XYZ-12` is
/// nobody.
fn kind_by_words(name: &str) -> Option<EntityKind> {
    let numbered = name.rsplit_once(super::fold::is_hyphen).is_some_and(|(head, tail)| {
        head.chars().all(char::is_uppercase) && !tail.is_empty() && tail.chars().all(|c| c.is_ascii_digit())
    });
    if numbered {
        return Some(EntityKind::Other);
    }
    let mut words = name.split_whitespace().take_while(|word| !matches!(*word, "of" | "for" | "at"));
    let (_, head) = (words.next()?, words.last()?);
    (gazetteer::is_organisation_word(head) && !gazetteer::is_place_word(head))
        .then_some(EntityKind::Organisation)
}
