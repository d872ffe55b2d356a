//! Whom a surname or an initial means across the corpus: those who bear the surname, and how the articles
//! use short names.

use rustc_hash::{FxHashMap, FxHashSet};

use super::across::LARGEST_BLOCK;
use super::forms;
use super::reason::Reason;
use super::union::Union;
use super::within::Group;
use crate::entities::decisions::Decisions;
use crate::entities::gazetteer;
use crate::entities::model::EntityKind;

/// One bearer of a surname counts as the bearer when this share of the articles that give a full
/// name with it mean them.
const DOMINANT: f64 = 0.9;

/// A short form that an article introduces is taken for the same elsewhere while at most this many times
/// as many articles use it without a full name: a word that stands alone everywhere is a name by itself.
const ALONE: u32 = 4;

/// How many articles must call somebody by a surname for it to be more than a guess.
const OFTEN: u32 = 3;

/// How articles use short names: with a full one beside them, or alone.
pub(super) struct Lone<'a> {
    alone: FxHashMap<&'a str, u32>,
    beside: FxHashMap<&'a str, u32>,
    of_people: FxHashSet<&'a str>,
}

impl<'a> Lone<'a> {
    pub(super) fn of(groups: &[&'a Group]) -> Self {
        let (mut alone, mut beside) = (FxHashMap::default(), FxHashMap::default());
        let mut of_people = FxHashSet::default();
        for group in groups {
            let keys: FxHashSet<&str> = group.forms.iter().map(|form| form.key.as_str()).collect();
            for key in keys.iter().filter(|key| !key.contains(' ')) {
                let table = if keys.len() == 1 { &mut alone } else { &mut beside };
                *table.entry(*key).or_default() += 1;
                if keys.len() > 1 && group.kind == EntityKind::Person {
                    of_people.insert(*key);
                }
            }
        }
        Self { alone, beside, of_people }
    }

    /// Whether articles mostly introduce `key` by a full name, and none as a person's.
    pub(super) fn introduced(&self, key: &str) -> bool {
        let count = |table: &FxHashMap<&str, u32>| table.get(key).copied().unwrap_or_default();
        count(&self.alone) <= ALONE * count(&self.beside) && !self.of_people.contains(key)
    }

    /// How many articles use `key` alone.
    pub(super) fn alone(&self, key: &str) -> u32 {
        self.alone.get(key).copied().unwrap_or_default()
    }
}

/// The full personal names of the corpus by surname.
pub(super) type Bearers<'a> = FxHashMap<String, Vec<Bearer<'a>>>;

/// A full personal name of the corpus.
pub(super) struct Bearer<'a> {
    /// A group that has it.
    group: usize,
    key: &'a str,
    /// How many articles give it.
    articles: u32,
    /// How many of them go on with the surname alone.
    by_surname: u32,
}

/// The full personal names of all `groups`.
pub(super) fn bearers<'a>(groups: &[&'a Group]) -> Bearers<'a> {
    let mut names = Bearers::default();
    for (at, group) in groups.iter().enumerate().filter(|(_, group)| group.kind == EntityKind::Person) {
        // `George Keller`, which one article takes for George W.'s, may be another's elsewhere.
        for form in group.forms.iter().filter(|form| form.full && form.reason != Reason::FullName) {
            let Some(surname) = forms::written_surname(&form.text) else { continue };
            let short = u32::from(group.forms.iter().any(|other| other.key == surname));
            let list = names.entry(surname).or_default();
            let room = list.len() < LARGEST_BLOCK;
            match list.iter_mut().find(|bearer| bearer.key == form.key) {
                Some(bearer) => {
                    bearer.articles += 1;
                    bearer.by_surname += short;
                }
                None if room => {
                    list.push(Bearer { group: at, key: &form.key, articles: 1, by_surname: short });
                }
                None => {}
            }
        }
    }
    names
}

/// Joins `M. Keller` and `Maria A. Keller` to `Maria Keller` when only one Keller fits: `George Keller`
/// is neither George W. nor George P. when the corpus has both.
pub(super) fn full_names(names: &Bearers<'_>, union: &mut Union) {
    for list in names.values() {
        let fits = |a: &Bearer, b: &Bearer| a.key != b.key && forms::same_person(a.key, b.key);
        for bearer in list {
            let mut near: Vec<&Bearer> = list.iter().filter(|other| fits(bearer, other)).collect();
            let most = near.iter().map(|other| other.articles).max().unwrap_or_default();
            near.retain(|other| f64::from(other.articles) > (1.0 - DOMINANT) * f64::from(most));
            let one = near.iter().all(|a| near.iter().all(|b| a.key == b.key || fits(a, b)));
            // Both must find each other, or the long form of one would be joined to that of another.
            for other in near.iter().filter(|_| one) {
                let back = list.iter().filter(|third| fits(other, third));
                if back.clone().all(|third| {
                    third.key == bearer.key
                        || fits(third, bearer)
                        || f64::from(third.articles) <= (1.0 - DOMINANT) * f64::from(bearer.articles)
                }) {
                    union.join(bearer.group, other.group, Some(Reason::FullName));
                }
            }
        }
    }
}

/// Those of one surname who are no younger one of another's name; all in one pass, as there may be thousands.
fn elders<'l, 'a>(list: &'l [Bearer<'a>]) -> Vec<&'l Bearer<'a>> {
    let elder = list.iter().find(|bearer| forms::generation(bearer.key).is_none());
    list.iter().filter(|a| !elder.is_some_and(|b| forms::younger(a.key, b.key))).collect()
}

/// Joins articles that know somebody by the surname alone to the one bearer the corpus has, or to the
/// one whom nearly all articles mean that go on with the surname.
pub(super) fn lone_surnames(
    articles: &[Vec<Group>],
    groups: &[&Group],
    (names, lone_names): (&Bearers<'_>, &Lone<'_>),
    union: &mut Union,
    decisions: &Decisions,
) {
    let mut elders_of: FxHashMap<&str, Vec<&Bearer>> = FxHashMap::default();
    let mut first = 0;
    let neighbours: Vec<std::ops::Range<usize>> = articles
        .iter()
        .flat_map(|article| {
            let range = first..first + article.len();
            first = range.end;
            std::iter::repeat_n(range, article.len())
        })
        .collect();
    for (at, group) in groups.iter().enumerate() {
        let lone = group.kind == EntityKind::Person && group.forms.iter().all(|form| !form.full);
        let lead = group.forms.first().filter(|lead| lone && lead.key.len() > 2);
        let Some(lead) = lead.filter(|lead| decisions.claims(&lead.key).is_none()) else { continue };
        let Some((surname, list)) = names.get_key_value(&lead.key) else { continue };
        let elders = &*elders_of.entry(surname).or_insert_with(|| elders(list));
        let often = elders.iter().any(|bearer| bearer.by_surname >= OFTEN);
        // Paris alone is hardly Peter Paris, whom no article calls so.
        if gazetteer::place(&lead.key).is_some() && !often {
            continue;
        }
        let short: u32 = elders.iter().map(|bearer| bearer.by_surname).sum();
        let mut counts: FxHashMap<usize, u32> = FxHashMap::default();
        for bearer in elders {
            let count = if short > 0 { bearer.by_surname } else { bearer.articles };
            *counts.entry(union.root(bearer.group)).or_default() += count;
        }
        let total: u32 = counts.values().sum();
        if lone_names.alone(&lead.key) > ALONE * total {
            continue;
        }
        let best = counts.iter().max_by_key(|(root, count)| (**count, std::cmp::Reverse(**root)));
        let Some((&best, &count)) = best else { continue };
        // President Keller is not the only other Keller of the article.
        let beside = group.in_office
            && neighbours.get(at).cloned().unwrap_or_default().any(|other| union.root(other) == best);
        if beside && !often {
            continue;
        }
        if counts.len() == 1 || f64::from(count) >= DOMINANT * f64::from(total) {
            union.join(at, best, Some(Reason::OnlyBearer));
        }
    }
}
