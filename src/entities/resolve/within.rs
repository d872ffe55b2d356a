//! Resolution within one article: an article introduces somebody by a full name and goes on with a
//! short one, so a short form leans on the one full name that it fits.

use rustc_hash::FxHashMap;

use super::forms;
use super::spelling;
use crate::entities::draft::{Definition, Draft};
use crate::entities::fold::fold_name;
use crate::entities::gazetteer;
use crate::entities::model::EntityKind;
use crate::text::lexicon;

/// One spelling within a group.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    /// Its [`fold_name`].
    pub key: String,
    /// As the article writes it.
    pub text: String,
    /// How many mentions use it.
    pub count: u32,
    /// Why it belongs to the group.
    pub reason: &'static str,
}

/// The mentions of one article that name the same.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    /// What it is, by most of its mentions.
    pub kind: EntityKind,
    /// Its spellings; the first is the one that the others lean on.
    pub forms: Vec<Form>,
    /// Indices into the article's drafts, ascending.
    pub mentions: Vec<u32>,
}

/// The reason of a group's own full form.
pub(crate) const ITSELF: &str = "the name itself";

/// Distinct names of the article, before they are linked.
struct Name {
    key: String,
    texts: FxHashMap<String, u32>,
    kinds: [u32; 4],
    mentions: Vec<u32>,
}

impl Name {
    fn kind(&self) -> EntityKind {
        majority(&self.kinds)
    }

    fn single(&self) -> bool {
        !self.key.contains(' ')
    }

    /// Its commonest spelling.
    fn text(&self) -> &str {
        self.texts
            .iter()
            .max_by_key(|(text, count)| (**count, std::cmp::Reverse(text.as_str())))
            .map_or("", |(text, _)| text)
    }
}

const KINDS: [EntityKind; 4] =
    [EntityKind::Person, EntityKind::Organisation, EntityKind::Place, EntityKind::Other];

/// The kind with the most votes; the earlier of the enum's order on a tie.
pub(crate) fn majority(votes: &[u32; 4]) -> EntityKind {
    let mut best = EntityKind::Other;
    let mut most = 0;
    for (kind, &count) in KINDS.iter().zip(votes) {
        if count > most {
            (best, most) = (*kind, count);
        }
    }
    best
}

/// Position of a kind in an array of votes.
pub(crate) fn kind_index(kind: EntityKind) -> usize {
    match kind {
        EntityKind::Person => 0,
        EntityKind::Organisation => 1,
        EntityKind::Place => 2,
        EntityKind::Other => 3,
    }
}

/// Groups the names of one article.
pub(crate) fn groups(text: &str, drafts: &[Draft], definitions: &[Definition]) -> Vec<Group> {
    let names = distinct(text, drafts);
    let links = link(text, drafts, definitions, &names);
    gather(names, &links)
}

fn distinct(text: &str, drafts: &[Draft]) -> Vec<Name> {
    let mut index: FxHashMap<String, usize> = FxHashMap::default();
    let mut names: Vec<Name> = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        let written = draft.range.of(text);
        let key = fold_name(written);
        let slot = *index.entry(key.clone()).or_insert_with(|| {
            names.push(Name { key, texts: FxHashMap::default(), kinds: [0; 4], mentions: Vec::new() });
            names.len() - 1
        });
        if let Some(name) = names.get_mut(slot) {
            *name.texts.entry(written.split_whitespace().collect::<Vec<_>>().join(" ")).or_default() += 1;
            name.kinds[kind_index(draft.kind)] += 1;
            name.mentions.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
    }
    names
}

/// For each name the name that it leans on, and why.
type Links = Vec<Option<(usize, &'static str)>>;

fn link(text: &str, drafts: &[Draft], definitions: &[Definition], names: &[Name]) -> Links {
    let mut links: Links = vec![None; names.len()];
    let finder = Finder::of(names);
    for definition in definitions {
        let find = |start: u32| {
            let at = drafts
                .binary_search_by_key(&start, |draft| u32::try_from(draft.range.start()).unwrap_or(u32::MAX))
                .ok()?;
            finder.by_key.get(fold_name(drafts.get(at)?.range.of(text)).as_str()).copied()
        };
        if let (Some(long), Some(short)) = (find(definition.long), find(definition.short))
            && long != short
        {
            set(&mut links, short, long, "the short form that an article introduces in brackets");
        }
    }
    for (at, name) in names.iter().enumerate() {
        if links.get(at).is_some_and(Option::is_some) {
            continue;
        }
        if let Some((target, reason)) = finder.target(names, at, name) {
            set(&mut links, at, target, reason);
        }
    }
    links
}

/// Records that `from` leans on `to`, unless that would close a circle.
fn set(links: &mut Links, from: usize, to: usize, reason: &'static str) {
    let mut at = to;
    while let Some(Some((next, _))) = links.get(at) {
        if *next == from {
            return;
        }
        at = *next;
    }
    if at != from
        && let Some(slot) = links.get_mut(from)
    {
        *slot = Some((to, reason));
    }
}

/// Look-ups over the names of one article, so that linking stays linear in them.
struct Finder<'a> {
    by_key: FxHashMap<&'a str, usize>,
    /// Full personal names by surname and by given name.
    by_surname: FxHashMap<String, Vec<usize>>,
    by_given: FxHashMap<&'a str, Vec<usize>>,
    /// Names of several words that are not personal, by their first letter.
    by_letter: FxHashMap<char, Vec<usize>>,
    /// Names that are not personal, by their core.
    by_core: FxHashMap<String, Vec<usize>>,
    by_country: FxHashMap<&'static str, usize>,
    by_skeleton: FxHashMap<String, Vec<usize>>,
}

impl<'a> Finder<'a> {
    fn of(names: &'a [Name]) -> Self {
        let mut finder = Self {
            by_key: FxHashMap::default(),
            by_surname: FxHashMap::default(),
            by_given: FxHashMap::default(),
            by_letter: FxHashMap::default(),
            by_core: FxHashMap::default(),
            by_country: FxHashMap::default(),
            by_skeleton: FxHashMap::default(),
        };
        for (at, name) in names.iter().enumerate() {
            finder.by_key.insert(&name.key, at);
            finder.by_skeleton.entry(spelling::skeleton(&name.key)).or_default().push(at);
            if name.kind() == EntityKind::Person {
                if let Some(surname) = forms::surname(&name.key) {
                    finder.by_surname.entry(surname).or_default().push(at);
                    if let Some(first) = name.key.split(' ').next() {
                        finder.by_given.entry(first).or_default().push(at);
                    }
                }
                continue;
            }
            if let Some(country) = lexicon::country(name.text()) {
                finder.by_country.entry(country).or_insert(at);
            }
            finder.by_core.entry(forms::organisation_core(&name.key).words).or_default().push(at);
            if !name.single()
                && let Some(letter) = name.key.chars().next()
            {
                finder.by_letter.entry(letter).or_default().push(at);
            }
        }
        finder
    }

    fn target(&self, names: &[Name], at: usize, name: &Name) -> Option<(usize, &'static str)> {
        let kind = name.kind();
        if (kind == EntityKind::Person || name.single() && kind == EntityKind::Other)
            && let Some(found) = self.person(names, at, name)
        {
            return Some(found);
        }
        if kind != EntityKind::Person
            && let Some(found) = self.body(names, at, name)
        {
            return Some(found);
        }
        self.spelling(names, at, name)
    }

    fn person(&self, names: &[Name], at: usize, name: &Name) -> Option<(usize, &'static str)> {
        let words = forms::person_words(&name.key);
        let all_surnames = self.by_surname.get(&words.join(" "));
        if let Some(full) = all_surnames.and_then(|full| only_one(names, full)) {
            return (full != at).then_some((full, "the surname of the full name in the same article"));
        }
        if words.len() == 1 && all_surnames.is_none() {
            let given = self.by_given.get(words.first().copied()?)?;
            let full = only_one(names, given)?;
            // `Ryan` may be somebody's surname, who has not been introduced.
            let before = names.get(full).is_some_and(|full| full.mentions.first() < name.mentions.first());
            let surname = gazetteer::is_surname(&name.key) && name.mentions.len() < 2;
            if !before || surname {
                return None;
            }
            return (full != at).then_some((full, "the first part of the full name in the same article"));
        }
        if words.len() > 1 {
            // A fuller form of the same name, and only one.
            let surname = forms::surname(&name.key)?;
            let fuller: Vec<usize> = self
                .by_surname
                .get(&surname)?
                .iter()
                .copied()
                .filter(|&other| {
                    other != at
                        && names.get(other).is_some_and(|full| {
                            full.key.len() > name.key.len() && forms::same_person(&full.key, &name.key)
                        })
                })
                .collect();
            let full = only_one(names, &fuller)?;
            return Some((full, "the same full name with an initial or without the middle name"));
        }
        None
    }

    fn body(&self, names: &[Name], at: usize, name: &Name) -> Option<(usize, &'static str)> {
        if let Some(country) = lexicon::country(name.text()) {
            let first = *self.by_country.get(country)?;
            return (first != at).then_some((first, "another name of the same country"));
        }
        let core = forms::organisation_core(&name.key);
        if let Some(same) = self.by_core.get(&core.words) {
            // `Foreign Ministry` is Northland's when no other country's is named.
            let mut countries =
                same.iter().filter_map(|&other| forms::organisation_core(&names.get(other)?.key).country);
            let first = countries.next();
            let one = countries.all(|country| Some(country) == first);
            let longest = same
                .iter()
                .copied()
                .filter(|&other| {
                    one || names
                        .get(other)
                        .is_some_and(|full| forms::organisation_core(&full.key).country == core.country)
                })
                .max_by_key(|&other| names.get(other).map_or((0, other), |full| (full.key.len(), other)))?;
            if longest != at {
                return Some((longest, "the same name without its company form, country or word order"));
            }
        }
        if !name.single() {
            return None;
        }
        let written = name.text();
        let letter = name.key.chars().next()?;
        let long = self.by_letter.get(&letter)?;
        if forms::is_acronym(written) {
            let fitting: Vec<usize> = long
                .iter()
                .copied()
                .filter(|&other| {
                    names.get(other).is_some_and(|full| forms::initials_of(&name.key, &full.key))
                })
                .collect();
            return only_one(names, &fitting)
                .map(|full| (full, "its initials, which fit only this name in the article"));
        }
        None
    }

    fn spelling(&self, names: &[Name], at: usize, name: &Name) -> Option<(usize, &'static str)> {
        let near: Vec<usize> = self
            .by_skeleton
            .get(&spelling::skeleton(&name.key))?
            .iter()
            .copied()
            .filter(|&other| {
                other != at
                    && names.get(other).is_some_and(|found| {
                        found.kind() == name.kind()
                            && (found.mentions.len(), other) > (name.mentions.len(), at)
                            && (spelling::same_name(
                                &found.key,
                                &name.key,
                                found.kind() == EntityKind::Person,
                            ) || found.kind() == EntityKind::Person
                                && spelling::same_word(&found.key, &name.key))
                    })
            })
            .collect();
        only_one(names, &near).map(|full| (full, "another spelling of the same name"))
    }
}

/// The one name that all of `found` are, if they can be one: forms of each other count once, and
/// `Keller` is Maria Keller's rather than Maria Keller Jr's.
fn only_one(names: &[Name], found: &[usize]) -> Option<usize> {
    let key = |at: usize| names.get(at).map_or("", |name| name.key.as_str());
    let elders: Vec<usize> = found
        .iter()
        .copied()
        .filter(|&at| !found.iter().any(|&other| forms::younger(key(at), key(other))))
        .collect();
    let longest = elders.iter().copied().max_by_key(|&at| key(at).len())?;
    elders.iter().all(|&at| at == longest || forms::same_person(key(at), key(longest))).then_some(longest)
}

fn gather(names: Vec<Name>, links: &Links) -> Vec<Group> {
    let root = |mut at: usize| {
        while let Some(Some((next, _))) = links.get(at) {
            at = *next;
        }
        at
    };
    let mut slots: FxHashMap<usize, usize> = FxHashMap::default();
    let mut groups: Vec<(Group, [u32; 4])> = Vec::new();
    let mut parts: Vec<(usize, usize, Name)> =
        names.into_iter().enumerate().map(|(at, name)| (root(at), at, name)).collect();
    // The root first, so that it leads its group's forms.
    parts.sort_by_key(|(root, at, _)| (*root, *at != *root, *at));
    for (root, at, name) in parts {
        let slot = *slots.entry(root).or_insert_with(|| {
            groups.push((Group { kind: EntityKind::Other, forms: Vec::new(), mentions: Vec::new() }, [0; 4]));
            groups.len() - 1
        });
        let Some((group, votes)) = groups.get_mut(slot) else { continue };
        let reason = links.get(at).copied().flatten().map_or(ITSELF, |(_, reason)| reason);
        for (text, count) in name.texts {
            group.forms.push(Form { key: name.key.clone(), text, count, reason });
        }
        // A short form says little of the kind: the full form's votes weigh double.
        let weight = if at == root { 2 } else { 1 };
        for (sum, votes) in votes.iter_mut().zip(name.kinds) {
            *sum += votes * weight;
        }
        group.mentions.extend(name.mentions);
    }
    let mut groups: Vec<Group> = groups
        .into_iter()
        .map(|(mut group, votes)| {
            group.kind = majority(&votes);
            group.mentions.sort_unstable();
            group
        })
        .collect();
    groups.sort_by_key(|group| group.mentions.first().copied());
    groups
}
