//! [`Name`]: the distinct names of one article, before they are linked.

use rustc_hash::FxHashMap;

use super::within::{kind_index, majority};
use crate::entities::draft::{Draft, Proof};
use crate::entities::fold::fold_name;
use crate::entities::gazetteer;
use crate::entities::model::EntityKind;
use crate::entities::tables::address_gender;

/// All mentions of one article that are written alike.
pub(super) struct Name {
    /// Their [`fold_name`].
    pub key: String,
    /// Their spellings, and how many mentions use each.
    pub texts: FxHashMap<String, u32>,
    /// The mentions by kind.
    pub kinds: [u32; 4],
    /// Indices into the article's drafts, ascending.
    pub mentions: Vec<u32>,
    /// The first mention in running text; in an article's headlines only, the first of all.
    pub introduced: u32,
    /// Whether running text has it.
    pub in_text: bool,
    /// Whether an office stands before its first mention in running text: `President Keller`.
    pub with_office: bool,
    /// How many mentions follow `the`.
    pub after_the: usize,
}

impl Name {
    /// What most of the mentions are.
    pub(super) fn kind(&self) -> EntityKind {
        majority(&self.kinds)
    }

    /// Whether it is one word.
    pub(super) fn single(&self) -> bool {
        !self.key.contains(' ')
    }

    /// Whether it is mostly written with `the`.
    pub(super) fn takes_the(&self) -> bool {
        self.after_the * 2 >= self.mentions.len()
    }

    /// Its commonest spelling.
    pub(super) fn text(&self) -> &str {
        self.texts
            .iter()
            .max_by_key(|(text, count)| (**count, std::cmp::Reverse(text.as_str())))
            .map_or("", |(text, _)| text)
    }
}

/// The distinct names among `drafts`, in order of first mention.
pub(super) fn distinct(text: &str, drafts: &[Draft]) -> Vec<Name> {
    let mut index: FxHashMap<String, usize> = FxHashMap::default();
    let mut names: Vec<Name> = Vec::new();
    let title = title(text);
    for (at, draft) in drafts.iter().enumerate() {
        let written = draft.range.of(text);
        let key = fold_name(written);
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        let slot = *index.entry(key.clone()).or_insert_with(|| {
            names.push(Name {
                key,
                texts: FxHashMap::default(),
                kinds: [0; 4],
                mentions: Vec::new(),
                introduced: at,
                in_text: false,
                with_office: false,
                after_the: 0,
            });
            names.len() - 1
        });
        let Some(name) = names.get_mut(slot) else { continue };
        let before = text.get(..draft.range.start()).unwrap_or_default().trim_end_matches(' ');
        let in_text = draft.proof == Proof::Text && draft.range.start() >= title;
        if in_text && !name.in_text {
            (name.introduced, name.in_text) = (at, true);
            name.with_office = behind_office(before);
        }
        let inside = written.get(..4).is_some_and(|front| front.eq_ignore_ascii_case("the "));
        name.after_the += usize::from(inside || before.ends_with(" the") || before.ends_with("The"));
        *name.texts.entry(written.split_whitespace().collect::<Vec<_>>().join(" ")).or_default() += 1;
        name.kinds[kind_index(draft.kind)] += 1;
        name.mentions.push(at);
    }
    names
}

/// Where the first line ends if it is a title, which introduces nobody: it ends without a full stop, and more
/// text follows.
fn title(text: &str) -> usize {
    let end = text.find('\n').filter(|&end| text.get(end..).is_some_and(|rest| !rest.trim().is_empty()));
    let line = text.get(..end.unwrap_or_default()).unwrap_or_default().trim_end();
    if line.ends_with(['.', '!', '?', ':', '”', '"', '’']) { 0 } else { line.len() }
}

/// Whether the text ends with an office or rank, and not with `Ms`.
fn behind_office(before: &str) -> bool {
    let from = before.rfind(['\n', '.', ',']).filter(|at| at + 1 < before.len()).map_or(0, |at| at + 1);
    let line = before.get(from..).unwrap_or_default();
    let word = line.rsplit(' ').next().unwrap_or_default();
    let starts = line.rmatch_indices(' ').take(3).map(|(at, _)| at + 1).chain([0]);
    address_gender(word).is_none()
        && starts
            .filter_map(|at| line.get(at..))
            .any(|words| words.starts_with(char::is_uppercase) && gazetteer::is_title(words))
}
