//! [`Union`]: which groups of all articles are one entity.

use rustc_hash::FxHashMap;

use super::reason::Reason;
use super::within::Group;
use crate::entities::decisions::Decisions;

/// Union-find over the groups of all articles; remembers why a group was joined, and never joins what
/// the analyst keeps apart.
pub(super) struct Union {
    parent: Vec<u32>,
    why: Vec<Option<Reason>>,
    /// By root, where the analyst says anything of it.
    bounds: FxHashMap<usize, Bound>,
}

/// What the analyst says of a set of groups.
#[derive(Clone, Debug, Default)]
struct Bound {
    /// The decision that it is about.
    is: Option<u32>,
    /// The decisions that it is not about.
    not: Vec<u32>,
}

impl Bound {
    fn of(group: &Group, decisions: &Decisions) -> Self {
        let mut bound = Self::default();
        for form in &group.forms {
            // A short form says nothing of whoever the article introduces by it.
            if group.forms.first().is_some_and(|lead| lead.key != form.key) && form.reason.shortens() {
                continue;
            }
            bound.is = bound.is.or(decisions.claims(&form.key));
            bound.not.extend(decisions.refuse(&form.key));
        }
        bound
    }

    fn says_nothing(&self) -> bool {
        self.is.is_none() && self.not.is_empty()
    }

    fn contradicts(&self, other: &Self) -> bool {
        let refuses = |one: &Self, other: &Self| other.is.is_some_and(|at| one.not.contains(&at));
        self.is.zip(other.is).is_some_and(|(one, two)| one != two)
            || refuses(self, other)
            || refuses(other, self)
    }
}

impl Union {
    /// Each of `groups` by itself, but for those that the analyst says are one.
    pub(super) fn of(groups: &[&Group], decisions: &Decisions) -> Self {
        let size = groups.len();
        let mut union = Self {
            parent: (0..u32::try_from(size).unwrap_or(u32::MAX)).collect(),
            why: vec![None; size],
            bounds: FxHashMap::default(),
        };
        if decisions.is_empty() {
            return union;
        }
        let mut first: FxHashMap<u32, usize> = FxHashMap::default();
        for (at, group) in groups.iter().enumerate() {
            let bound = Bound::of(group, decisions);
            let claim = bound.is;
            if !bound.says_nothing() {
                union.bounds.insert(at, bound);
            }
            if let Some(decision) = claim {
                let first = *first.entry(decision).or_insert(at);
                union.join(at, first, None);
            }
        }
        union
    }

    /// The group that stands for all that `at` was joined with.
    pub(super) fn root(&mut self, mut at: usize) -> usize {
        loop {
            let up = self.parent.get(at).map_or(at, |&up| up as usize);
            if up == at {
                return at;
            }
            let over = self.parent.get(up).copied().unwrap_or_default();
            if let Some(slot) = self.parent.get_mut(at) {
                *slot = over;
            }
            at = up;
        }
    }

    /// Joins two groups, unless the analyst keeps them apart.
    pub(super) fn join(&mut self, from: usize, to: usize, why: Option<Reason>) {
        let (a, b) = (self.root(from), self.root(to));
        // The earlier group leads, so that ids follow the order of first mention.
        let (low, high) = (a.min(b), a.max(b));
        if low == high || !self.bind(low, high) {
            return;
        }
        if let Some(slot) = self.why.get_mut(from)
            && slot.is_none()
        {
            *slot = why;
        }
        if let Some(slot) = self.parent.get_mut(high) {
            *slot = u32::try_from(low).unwrap_or_default();
        }
    }

    /// Lets what the analyst says of `high` hold for `low` too; `false` when it can't.
    fn bind(&mut self, low: usize, high: usize) -> bool {
        let Some(upper) = self.bounds.get(&high) else { return true };
        if self.bounds.get(&low).is_some_and(|lower| lower.contradicts(upper)) {
            return false;
        }
        let Some(upper) = self.bounds.remove(&high) else { return true };
        let lower = self.bounds.entry(low).or_default();
        lower.is = lower.is.or(upper.is);
        lower.not.extend(upper.not);
        true
    }

    /// Why group `at` was joined to others.
    pub(super) fn why(&self, at: usize) -> Option<Reason> {
        self.why.get(at).copied().flatten()
    }

    /// The decision of the analyst's that the entity of group `at` is about.
    pub(super) fn decision(&mut self, at: usize) -> Option<u32> {
        let root = self.root(at);
        self.bounds.get(&root).and_then(|bound| bound.is)
    }
}
