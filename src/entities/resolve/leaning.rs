//! [`Finder`]: which fuller name of the article a name leans on.

use rustc_hash::FxHashMap;

use super::forms;
use super::names::Name;
use super::reason::Reason;
use super::short_forms::{self, ShortForm};
use super::spelling;
use crate::entities::model::EntityKind;

/// Look-ups over the names of one article, so that linking stays linear in them.
pub(super) struct Finder<'a> {
    pub names: &'a [Name],
    pub by_key: FxHashMap<&'a str, usize>,
    /// Full personal names by surname and by given name, each once: forms that another name of the
    /// article extends or turns round are left out.
    pub by_surname: FxHashMap<String, Vec<usize>>,
    pub by_given: FxHashMap<&'a str, Vec<usize>>,
    /// Names that are not personal, by their first letter.
    pub by_letter: FxHashMap<char, Vec<usize>>,
    /// Names that are not personal, by their core.
    pub by_core: FxHashMap<String, Vec<usize>>,
    /// Organisations by what may stand for them.
    pub by_short: FxHashMap<(ShortForm, String), Vec<usize>>,
    pub by_country: FxHashMap<&'static str, usize>,
    by_skeleton: FxHashMap<String, Vec<usize>>,
}

impl<'a> Finder<'a> {
    pub(super) fn of(names: &'a [Name]) -> Self {
        let mut finder = Self {
            names,
            by_key: names.iter().enumerate().map(|(at, name)| (name.key.as_str(), at)).collect(),
            by_surname: FxHashMap::default(),
            by_given: FxHashMap::default(),
            by_letter: FxHashMap::default(),
            by_core: FxHashMap::default(),
            by_short: FxHashMap::default(),
            by_country: FxHashMap::default(),
            by_skeleton: FxHashMap::default(),
        };
        for (at, name) in names.iter().enumerate() {
            finder.by_skeleton.entry(spelling::skeleton(&name.key)).or_default().push(at);
            if name.kind() == EntityKind::Person {
                finder.add_person(at, name);
            } else {
                finder.add_body(at, name);
            }
        }
        finder
    }

    fn add_person(&mut self, at: usize, name: &'a Name) {
        if self.same_full(at, name).is_some() {
            return;
        }
        if forms::is_double_barrelled(name.text()) {
            return;
        }
        if let Some(surname) = forms::written_surname(name.text()) {
            self.by_surname.entry(surname).or_default().push(at);
            if let Some(first) = name.key.split(' ').next() {
                self.by_given.entry(first).or_default().push(at);
            }
        }
    }

    fn add_body(&mut self, at: usize, name: &'a Name) {
        if let Some(country) = forms::country(name.text()) {
            self.by_country.entry(country).or_insert(at);
        }
        self.by_core.entry(forms::organisation_core(&name.key).words).or_default().push(at);
        if let Some(letter) = name.key.chars().next() {
            self.by_letter.entry(letter).or_default().push(at);
        }
        if name.kind() == EntityKind::Organisation {
            for (form, words) in short_forms::of(&name.key) {
                self.by_short.entry((form, words.to_owned())).or_default().push(at);
            }
        }
    }

    /// The name that `name` leans on, and why.
    pub(super) fn target(&self, at: usize, name: &Name) -> Option<(usize, Reason)> {
        let kind = name.kind();
        if (kind == EntityKind::Person || name.single() && kind == EntityKind::Other)
            && let Some(found) = self.person(at, name)
        {
            return Some(found);
        }
        if kind != EntityKind::Person
            && let Some(found) = self.body(at, name)
        {
            return Some(found);
        }
        self.spelling(at, name)
    }

    fn spelling(&self, at: usize, name: &Name) -> Option<(usize, Reason)> {
        let near: Vec<usize> = self
            .by_skeleton
            .get(&spelling::skeleton(&name.key))?
            .iter()
            .copied()
            .filter(|&other| {
                other != at
                    && self.names.get(other).is_some_and(|found| {
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
        self.only_one(&near).map(|full| (full, Reason::Spelling))
    }

    pub(super) fn key(&self, at: usize) -> &'a str {
        self.names.get(at).map_or("", |name| name.key.as_str())
    }

    /// The one name that all of `found` are, if they can be one: forms of each other count once, and
    /// `Keller` is Maria Keller's rather than Maria Keller Jr's.
    pub(super) fn only_one(&self, found: &[usize]) -> Option<usize> {
        let elders = self.elders(found);
        let longest = elders.iter().copied().max_by_key(|&at| self.key(at).len())?;
        elders
            .iter()
            .all(|&at| at == longest || forms::same_person(self.key(at), self.key(longest)))
            .then_some(longest)
    }

    /// `found` without those whose name is another's with a generation behind it.
    pub(super) fn elders(&self, found: &[usize]) -> Vec<usize> {
        found
            .iter()
            .copied()
            .filter(|&at| !found.iter().any(|&other| forms::younger(self.key(at), self.key(other))))
            .collect()
    }
}
