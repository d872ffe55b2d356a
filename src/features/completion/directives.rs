//! What is written to Attest itself: directives in comments, keys of the front matter.

use super::{Completion, CompletionKind};
use crate::rules::RULES;
use crate::text::ByteRange;

/// Inside `<!-- attest: … -->`: the orders, and behind `allow` the codes of the rules.
pub(super) fn directives(text: &str, range: ByteRange) -> Vec<Completion> {
    let line = text.get(..range.start()).and_then(|head| head.rsplit('\n').next()).unwrap_or("");
    if line.rsplit("attest:").next().is_some_and(|order| order.contains("allow")) {
        let item = |rule: &crate::rules::Rule| Completion {
            label: rule.code.to_owned(),
            detail: rule.summary(),
            kind: CompletionKind::Rule(rule.code),
            filter: rule.code.to_owned(),
            range,
            text: rule.code.to_owned(),
            besides: None,
        };
        return RULES.iter().map(item).collect();
    }
    let orders = [
        ("allow", "silences rules in the next block"),
        ("off", "nothing is checked from here"),
        ("on", "ends a stretch that is off"),
    ];
    keywords(&orders, range)
}

/// A key of the front matter.
pub(super) fn front_matter(range: ByteRange) -> Vec<Completion> {
    let keys = [("attest: off", "nothing in this note is checked"), ("date: ", "the day of the note")];
    keywords(&keys, range)
}

fn keywords(words: &[(&str, &str)], range: ByteRange) -> Vec<Completion> {
    let item = |(word, detail): &(&str, &str)| Completion {
        label: word.trim_end().to_owned(),
        detail: (*detail).to_owned(),
        kind: CompletionKind::Keyword,
        filter: (*word).to_owned(),
        range,
        text: (*word).to_owned(),
        besides: None,
    };
    words.iter().map(item).collect()
}
