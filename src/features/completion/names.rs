//! Names and their other spellings.

use super::{Completion, CompletionKind, MOST};
use crate::entities::fold_name;
use crate::index::Library;
use crate::text::ByteRange;

/// The spellings of the corpus that begin with what was typed, or a word of which does; those of the
/// most mentioned first. They are inserted as they stand.
pub(super) fn names(text: &str, range: ByteRange, library: &Library) -> Vec<Completion> {
    let mut found = matching(text, range, library);
    // `After Kel`: a capital that opens the sentence is no part of the name.
    let mut rest = range;
    while found.is_empty() {
        let Some(space) = rest.of(text).find(' ') else { break };
        rest = ByteRange::new(rest.start() + space + 1, rest.end());
        found = matching(text, rest, library);
    }
    found
}

fn matching(text: &str, range: ByteRange, library: &Library) -> Vec<Completion> {
    let typed = fold_name(range.of(text));
    if typed.is_empty() {
        return Vec::new();
    }
    let inside = format!(" {typed}");
    let fits = |key: &str| key.starts_with(&typed) || key.contains(&inside);
    let mut keys = library.entities.spellings(fits);
    let weight = |ids: &[crate::entities::EntityId]| {
        ids.iter().map(|id| library.entities.mention_count(*id)).max().unwrap_or(0)
    };
    keys.sort_by_cached_key(|(key, ids)| {
        (!key.starts_with(&typed), std::cmp::Reverse(weight(ids)), key.clone())
    });
    keys.truncate(MOST + 1);
    let mut found: Vec<Completion> = Vec::new();
    for (key, ids) in keys {
        for (id, entity) in ids.iter().filter_map(|id| Some((*id, library.entities.get(*id)?))) {
            let Some(alias) = entity.aliases.iter().find(|alias| fold_name(&alias.text) == key) else {
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
