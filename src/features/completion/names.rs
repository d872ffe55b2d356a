//! Names and their other spellings.

use super::{Completion, CompletionKind, MOST};
use crate::entities::{Spellings, fold_name};
use crate::index::Library;
use crate::text::ByteRange;

/// The spellings of a corpus by each of their words. Made once for each corpus: with it, a list of names
/// takes the same time whether there are fifty or fifty thousand.
#[derive(Debug, Default)]
pub struct NameIndex(Spellings);

impl NameIndex {
    /// The index of the library's spellings.
    #[must_use]
    pub fn of(library: &Library) -> Self {
        Self(Spellings::of(&library.entities))
    }
}

/// The spellings of the corpus that begin with what was typed, or a word of which does; those of the
/// most mentioned first. They are inserted as they stand.
pub(super) fn names(text: &str, range: ByteRange, library: &Library, index: &NameIndex) -> Vec<Completion> {
    let mut found = matching(text, range, library, index);
    // `After Kel`: a capital that opens the sentence is no part of the name.
    let mut rest = range;
    while found.is_empty() {
        let Some(space) = rest.of(text).find(' ') else { break };
        rest = ByteRange::new(rest.start() + space + 1, rest.end());
        found = matching(text, rest, library, index);
    }
    found
}

fn matching(text: &str, range: ByteRange, library: &Library, index: &NameIndex) -> Vec<Completion> {
    let typed = fold_name(range.of(text));
    if typed.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Completion> = Vec::new();
    for key in index.0.matching(&library.entities, &typed, MOST + 1) {
        // Of one surname there may be thousands.
        if found.len() > MOST {
            break;
        }
        for (id, entity) in key.ids.iter().filter_map(|id| Some((*id, library.entities.face(*id)?))) {
            let Some(alias) = entity.aliases.iter().find(|alias| fold_name(&alias.text) == key.folded) else {
                continue;
            };
            let role = entity.roles.first().map(|role| role.text.as_str());
            let whole = (alias.text != entity.name).then_some(entity.name.as_str());
            let detail: Vec<&str> = whole.into_iter().chain(role).collect();
            found.push(Completion {
                label: alias.text.clone(),
                detail: detail.join(", "),
                kind: CompletionKind::Name(id),
                filter: alias.text.clone(),
                range,
                text: alias.text.clone(),
                besides: None,
            });
        }
    }
    found
}
