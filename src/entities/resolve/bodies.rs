//! Which fuller name of the article the name of a country, organisation or other body leans on.

use super::forms;
use super::leaning::Finder;
use super::names::Name;
use super::reason::Reason;
use super::short_forms::ShortForm;
use crate::entities::gazetteer;
use crate::entities::model::EntityKind;

impl Finder<'_> {
    pub(super) fn body(&self, at: usize, name: &Name) -> Option<(usize, Reason)> {
        if let Some(country) = forms::country(name.text()) {
            let first = *self.by_country.get(country)?;
            return (first != at).then_some((first, Reason::Country));
        }
        self.same_core(at, name)
            .map(|full| (full, Reason::Core))
            .or_else(|| self.initials(name).map(|full| (full, Reason::Initials)))
            .or_else(|| self.short(at, name))
    }

    fn same_core(&self, at: usize, name: &Name) -> Option<usize> {
        let core = forms::organisation_core(&name.key);
        let same: Vec<usize> = self
            .by_core
            .get(&core.words)?
            .iter()
            .copied()
            .filter(|&other| self.names.get(other).is_some_and(|full| one_sort(name, full)))
            .collect();
        // `Foreign Ministry` is Northland's when no other country's is named.
        let mut countries =
            same.iter().filter_map(|&other| forms::organisation_core(self.key(other)).country);
        let first = countries.next();
        let one = countries.all(|country| Some(country) == first);
        let longest = same
            .iter()
            .copied()
            .filter(|&other| one || forms::organisation_core(self.key(other)).country == core.country)
            .max_by_key(|&other| (self.key(other).len(), other))?;
        (longest != at).then_some(longest)
    }

    /// The only name whose initials the name is.
    fn initials(&self, name: &Name) -> Option<usize> {
        let written = name.text();
        // `FNSs`, `FNSes`
        let plural = written.trim_end_matches('s');
        if plural.len() < written.len() && forms::is_acronym(plural) {
            return self.by_key.get(name.key.trim_end_matches('s')).copied();
        }
        if !name.single() || !forms::is_acronym(written) {
            return None;
        }
        let fitting: Vec<usize> = self
            .by_letter
            .get(&name.key.chars().next()?)?
            .iter()
            .copied()
            .filter(|&other| {
                self.names.get(other).is_some_and(|full| {
                    if full.single() {
                        forms::capitals_of(written, full.text())
                    } else {
                        forms::initials_of(&name.key, &full.key)
                    }
                })
            })
            .collect();
        self.only_one(&fitting)
    }

    /// The only organisation that the name is a short form of.
    fn short(&self, at: usize, name: &Name) -> Option<(usize, Reason)> {
        if name.kind() != EntityKind::Organisation || gazetteer::place(&name.key).is_some() {
            return None;
        }
        let full = |form: ShortForm| {
            let found = self.by_short.get(&(form, name.key.clone()))?;
            let before = |&&other: &&usize| {
                form == ShortForm::Complement
                    || self.names.get(other).is_some_and(|full| full.introduced < name.introduced)
            };
            match found.iter().filter(before).collect::<Vec<_>>().as_slice() {
                [only] => Some(**only).filter(|&only| only != at),
                _ => None,
            }
        };
        let head = name.takes_the().then(|| full(ShortForm::Head)).flatten();
        head.map(|full| (full, Reason::Head))
            .or_else(|| full(ShortForm::Front).map(|full| (full, Reason::Front)))
            .or_else(|| full(ShortForm::Complement).map(|full| (full, Reason::Complement)))
            .or_else(|| self.clipped(name).map(|full| (full, Reason::Clipping)))
    }

    /// The only organisation whose first word begins with the name: `the Met` of `Metropolitan Museum`. What bodies of
    /// it are called in turn, `Metropolitan Museum Foundation`, does not make it two.
    fn clipped(&self, name: &Name) -> Option<usize> {
        if !forms::may_clip(name.text()) || !name.takes_the() {
            return None;
        }
        let fits = |other: &usize| {
            self.names.get(*other).is_some_and(|full| {
                full.kind() == EntityKind::Organisation && forms::clips(&name.key, &full.key)
            })
        };
        let fitting: Vec<usize> =
            self.by_letter.get(&name.key.chars().next()?)?.iter().copied().filter(fits).collect();
        let shortest = fitting.iter().copied().min_by_key(|&other| (self.key(other).len(), other))?;
        let base = self.key(shortest);
        let of_it = |&other: &usize| {
            self.key(other).strip_prefix(base).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        fitting.iter().all(of_it).then_some(shortest)
    }
}

/// Whether both can be one sort of thing: the Southwest is no airline.
fn one_sort(a: &Name, b: &Name) -> bool {
    let (x, y) = (a.kind(), b.kind());
    let place = |name: &Name| name.kind() == EntityKind::Place && gazetteer::place(&name.key).is_some();
    x == y || !(place(a) || place(b))
}
