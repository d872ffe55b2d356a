//! [`Label`]: what the sequence model says of a word, and the spans that labels spell.

use super::model::EntityKind;

/// Part of no name, or beginning or inside of a name of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Label(pub u8);

/// How many labels there are.
pub(crate) const LABELS: usize = 11;

/// What a labelled stretch names, as the model tells it: [`EntityKind`] with peoples apart, which
/// some sources count as names and others do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A human being.
    Person,
    /// A body of people.
    Organisation,
    /// A place.
    Place,
    /// Another name.
    Other,
    /// A people, a faith, the followers of a party: `Northlanders`, `Northlandic`.
    People,
}

const CLASSES: [Class; 5] = [Class::Person, Class::Organisation, Class::Place, Class::Other, Class::People];

impl Class {
    /// Position in the labels.
    fn index(self) -> usize {
        match self {
            Self::Person => 0,
            Self::Organisation => 1,
            Self::Place => 2,
            Self::Other => 3,
            Self::People => 4,
        }
    }

    /// The kind of the entity.
    pub(crate) fn kind(self) -> EntityKind {
        match self {
            Self::Person => EntityKind::Person,
            Self::Organisation => EntityKind::Organisation,
            Self::Place => EntityKind::Place,
            Self::Other | Self::People => EntityKind::Other,
        }
    }
}

impl Label {
    /// Part of no name.
    pub(crate) const OUTSIDE: Self = Self(0);

    /// The first word of a name.
    pub(crate) fn begin(class: Class) -> Self {
        Self(1 + 2 * class.index() as u8)
    }

    /// A later word of a name.
    pub(crate) fn inside(class: Class) -> Self {
        Self(2 + 2 * class.index() as u8)
    }

    /// Of a name of which kind it is part.
    pub(crate) fn class(self) -> Option<Class> {
        CLASSES.get(usize::from(self.0).checked_sub(1)? / 2).copied()
    }

    /// Whether it starts a name.
    pub(crate) fn begins(self) -> bool {
        self.0 % 2 == 1
    }

    /// Whether `self` may follow `before`: the inside of a name follows only that name.
    pub(crate) fn may_follow(self, before: Self) -> bool {
        self == Self::OUTSIDE || self.begins() || before.class() == self.class()
    }
}

/// The stretches of words that `labels` spell.
pub(crate) fn spans(labels: &[Label]) -> Vec<(usize, usize, Class)> {
    let mut found: Vec<(usize, usize, Class)> = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        let Some(class) = label.class() else { continue };
        match found.last_mut() {
            Some((_, end, last)) if !label.begins() && *end == at && *last == class => *end = at + 1,
            _ => found.push((at, at + 1, class)),
        }
    }
    found
}
