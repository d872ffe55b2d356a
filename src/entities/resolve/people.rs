//! Which full name of the article a personal name leans on.

use super::forms;
use super::leaning::Finder;
use super::names::Name;
use super::reason::Reason;
use crate::entities::gazetteer;
use crate::entities::model::EntityKind;

/// Who is called by the surname more often than this before any full name comes is known by it.
const KNOWN_BY_SURNAME: usize = 2;

impl Finder<'_> {
    pub(super) fn person(&self, at: usize, name: &Name) -> Option<(usize, Reason)> {
        let words = forms::person_words(&name.key);
        if let Some(found) = self.same_full(at, name) {
            return Some(found);
        }
        let bearers = self.by_surname.get(&words.join(" "));
        if let Some(bearers) = bearers {
            if let Some(generation) = forms::generation(&name.key) {
                let juniors: Vec<usize> = bearers
                    .iter()
                    .copied()
                    .filter(|&other| forms::generation(self.key(other)) == Some(generation))
                    .collect();
                return self
                    .only_one(&juniors)
                    .filter(|&full| full != at)
                    .map(|full| (full, Reason::Surname));
            }
            let found = match self.only_one(bearers) {
                Some(full) if self.introduces(full, name) => (full, Reason::Surname),
                Some(_) => return None,
                None => (self.introduced_first(bearers, name)?, Reason::FirstIntroduced),
            };
            return (found.0 != at).then_some(found);
        }
        match words.as_slice() {
            [] => None,
            [word] if forms::generation(&name.key).is_none() => self.given_name(at, name, word),
            [_] => None,
            _ => self.fuller(at, name),
        }
    }

    /// Whether the surname `name` leans on the only full name that has it. Somebody well known goes by the
    /// surname from the start, and then a relative's full name comes by: `President Keller ... Peter Keller`.
    fn introduces(&self, full: usize, name: &Name) -> bool {
        let Some(full) = self.names.get(full) else { return false };
        let generation = forms::generation(&full.key);
        let junior = generation.is_some_and(|generation| {
            self.by_key.contains_key(format!("{} {generation}", name.key).as_str())
        });
        let before = full.introduced < name.introduced || !name.in_text || !full.in_text;
        let known_by_then =
            name.mentions.iter().filter(|&&mention| mention < full.introduced).count() > KNOWN_BY_SURNAME;
        let in_office_alone = name.with_office && !full.with_office;
        !junior && (before || !(known_by_then || in_office_alone))
    }

    /// Of several bearers of a surname the one who is introduced before the surname stands alone,
    /// when all the others come later.
    fn introduced_first(&self, bearers: &[usize], name: &Name) -> Option<usize> {
        let introduced = |at: usize| self.names.get(at).map_or(u32::MAX, |full| full.introduced);
        let elders = self.elders(bearers);
        let first = elders.iter().copied().min_by_key(|&at| introduced(at))?;
        let (same, others): (Vec<usize>, Vec<usize>) = elders
            .iter()
            .copied()
            .partition(|&at| at == first || forms::same_person(self.key(at), self.key(first)));
        let alone = name.introduced;
        if introduced(first) > alone || others.iter().any(|&at| introduced(at) < alone) {
            return None;
        }
        self.only_one(&same)
    }

    fn given_name(&self, at: usize, name: &Name, word: &str) -> Option<(usize, Reason)> {
        let full = self.only_one(self.by_given.get(word)?)?;
        // `Ryan` may be somebody's surname, who has not been introduced.
        let before = self.names.get(full).is_some_and(|full| full.mentions.first() < name.mentions.first());
        let surname = gazetteer::is_surname(&name.key) && name.mentions.len() < 2;
        (before && !surname && full != at).then_some((full, Reason::GivenName))
    }

    /// A fuller form of the same full name, and only one.
    fn fuller(&self, at: usize, name: &Name) -> Option<(usize, Reason)> {
        let surname = forms::written_surname(name.text())?;
        let fuller: Vec<usize> = self
            .by_surname
            .get(&surname)?
            .iter()
            .copied()
            .filter(|&other| {
                other != at
                    && self.key(other).len() > name.key.len()
                    && forms::same_person(self.key(other), &name.key)
            })
            .collect();
        self.only_one(&fuller).map(|full| (full, Reason::FullName))
    }

    /// The full name within `name`: without an origin behind it or words in front of it that are no
    /// given names, or the surname put last.
    pub(super) fn same_full(&self, at: usize, name: &Name) -> Option<(usize, Reason)> {
        let person = |key: &str| {
            let found = self.by_key.get(key).copied().filter(|&found| found != at)?;
            self.names.get(found).is_some_and(|full| full.kind() == EntityKind::Person).then_some(found)
        };
        let whole = forms::without_origin(&name.key);
        if whole.len() < name.key.len()
            && let Some(found) = person(whole)
        {
            return Some((found, Reason::Extended));
        }
        let words: Vec<&str> = whole.split(' ').collect();
        if let [first, second] = words.as_slice() {
            let turned = person(&format!("{second} {first}"))?;
            let earlier = self.names.get(turned).is_some_and(|other| other.introduced < name.introduced);
            return earlier.then_some((turned, Reason::Turned));
        }
        (1..words.len().saturating_sub(1)).find_map(|from| {
            let (front, full) = words.split_at(from);
            let titles = front.iter().all(|word| word.chars().count() > 1 && !gazetteer::is_given_name(word));
            titles.then(|| person(&full.join(" "))).flatten().map(|full| (full, Reason::Extended))
        })
    }
}
