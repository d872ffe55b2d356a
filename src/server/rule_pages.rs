//! The rules' documentation as files, for editors that open it from the code of a finding.

use std::path::Path;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use tower_lsp::lsp_types::Url;

use super::{cached, uri};
use crate::rules::RULES;

/// Keeps the examples of a page, which are wrong on purpose, from being checked when it is opened.
const UNCHECKED: &str = "---\nattest: off\n---\n\n";

/// Where the documentation of the rule `code` lies; `None` when it can't be written.
#[must_use]
pub fn page(code: &str) -> Option<Url> {
    static PAGES: LazyLock<FxHashMap<&str, Url>> =
        LazyLock::new(|| cached::folder("rules").map(|folder| written(&folder)).unwrap_or_default());
    PAGES.get(code).cloned()
}

/// The pages of all rules in `folder`, by code.
fn written(folder: &Path) -> FxHashMap<&'static str, Url> {
    let mut pages = FxHashMap::default();
    for rule in RULES {
        let text = format!("{UNCHECKED}{}", rule.documentation());
        match cached::written(folder, &rule.code, &format!("{}.md", rule.code), &text) {
            Ok(path) => pages.extend(uri::from_path(&path).map(|uri| (rule.code, uri))),
            Err(error) => tracing::warn!("no documentation of {} written: {error}", rule.code),
        }
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_page_with_its_documentation() {
        let folder = tempfile::tempdir().unwrap();
        let pages = written(folder.path());
        for rule in RULES {
            let path = uri::to_path(&pages[rule.code]).unwrap();
            let text = std::fs::read_to_string(&path).unwrap();
            assert_eq!(text, format!("---\nattest: off\n---\n\n{}", rule.documentation()));
        }
    }
}
