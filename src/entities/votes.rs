//! One name, one kind: what most mentions of a name across the corpus are typed as outvotes the
//! odd sentence, and a headline believes running text.

use rustc_hash::FxHashMap;

use super::draft::Draft;
use super::fold::fold_name;
use super::model::EntityKind;
use super::resolve::within::{kind_index, majority};
use crate::corpus::Article;

/// Settles the kind of every draft by the votes of the corpus, and drops headline names that no
/// running text of the corpus supports when their words are ordinary.
pub(crate) fn settle(ballots: Vec<(&Article, &mut Vec<Draft>)>) {
    let mut votes: FxHashMap<String, [u32; 4]> = FxHashMap::default();
    for (article, drafts) in &ballots {
        for draft in drafts.iter().filter(|draft| !draft.headline) {
            votes.entry(fold_name(draft.range.of(&article.text))).or_default()[kind_index(draft.kind)] += 1;
        }
    }
    for (article, drafts) in ballots {
        for draft in drafts.iter_mut() {
            let Some(count) = votes.get(&fold_name(draft.range.of(&article.text))) else { continue };
            let total: u32 = count.iter().sum();
            let best = majority(count);
            let most = count.get(kind_index(best)).copied().unwrap_or_default();
            if draft.headline || most * 4 >= total * 3 && total >= 3 {
                draft.kind = best;
            }
        }
        drafts.retain(|draft| {
            !draft.headline
                || draft.kind != EntityKind::Other
                || votes.contains_key(&fold_name(draft.range.of(&article.text)))
        });
    }
}
