//! [`claims_of_plain`]: the claims of plain text that is no note, as other programs hand it in.

use super::before;
use super::checkable::{NOTHING, QUESTION};
use super::clauses;
use super::model::{Checkable, Claim};
use super::prose::Prose;
use super::quotations;
use super::sentence::Sentence;
use crate::corpus::SourceMap;
use crate::text::{ByteRange, sentences};

/// What tokenisers of the Penn Treebank write for brackets and quotation marks.
const BRACKETS: &[(&str, &str)] = &[
    ("-LRB-", "("),
    ("-RRB-", ")"),
    ("-LSB-", "["),
    ("-RSB-", "]"),
    ("-LCB-", "{"),
    ("-RCB-", "}"),
    ("-lrb-", "("),
    ("-rrb-", ")"),
    ("-lsb-", "["),
    ("-rsb-", "]"),
    ("``", "“"),
    ("''", "”"),
];

/// The claims of `text`: its sentences and their clauses. Everything that is a statement is
/// checkable; nothing is taken for the writer's opinion. Tokenised text (`-LRB-`, ` .`) is read as
/// if it were not; ranges are into `text` as given. Markdown has no meaning here.
#[must_use]
pub fn claims_of_plain(text: &str) -> Vec<Claim> {
    let prose = untokenised(text);
    let quotes = quotations::outermost(&prose.text);
    let mut claims = Vec::new();
    let all = sentences::split(&prose.text);
    for (nth, range) in all.iter().copied().enumerate() {
        let sentence = Sentence::within(&prose.text, range, &quotes);
        let checkable = if !sentence.text.contains(char::is_alphanumeric) {
            NOTHING
        } else if sentence.text.ends_with('?') && sentence.quotes.is_empty() {
            QUESTION
        } else {
            Checkable::Yes
        };
        for clause in clauses::split(&sentence) {
            let clause = clause.shift(range.start());
            let (words, map) = prose.slice(clause);
            claims.push(Claim {
                range: prose.source(clause),
                text: words.replace(['\n', '\r', '\t'], " "),
                map,
                context: String::new(),
                context_map: SourceMap::identity(),
                before: if before::has_personal(clause.of(&prose.text)) {
                    before::before(&prose.text, &all, nth, clause.start()).to_owned()
                } else {
                    String::new()
                },
                sentence: prose.source(range),
                block: 0,
                citations: Vec::new(),
                quotations: Vec::new(),
                checkable,
            });
        }
    }
    claims
}

/// The text without the marks of tokenisation.
fn untokenised(text: &str) -> Prose {
    let mut prose = Prose::default();
    let mut at = 0;
    while at < text.len() {
        let rest = text.get(at..).unwrap_or("");
        if let Some((mark, character)) = BRACKETS.iter().find(|(mark, _)| rest.starts_with(mark)) {
            prose.push_made(character, ByteRange::new(at, at + mark.len()));
            at += mark.len();
            continue;
        }
        let next = rest.chars().next().map_or(1, char::len_utf8);
        if rest.starts_with(' ') && glued(prose.text.as_str(), rest.get(1..).unwrap_or("")) {
            at += 1;
            continue;
        }
        if rest.starts_with(' ') && stands_alone(text, at) {
            // Behind a full stop that stands alone a new sentence begins, in lower case too.
            prose.push_made("\n\n", ByteRange::new(at, at + 1));
            at += 1;
            continue;
        }
        prose.push_verbatim(text, ByteRange::new(at, at + next));
        at += next;
    }
    prose
}

/// Whether a full stop between spaces, as a tokeniser leaves it, stands right before `at`.
fn stands_alone(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("");
    let stop = before.strip_suffix(['.', '?', '!']).and_then(|rest| rest.strip_suffix(' '));
    stop.is_some_and(|rest| rest.ends_with(char::is_alphanumeric) || rest.ends_with([')', '"', '\'']))
        && text.get(at + 1..).is_some_and(|next| next.starts_with(|c: char| c.is_lowercase()))
}

/// Whether the space between `before` and `after` is a tokeniser's: `agreed .`, `Keller 's`, `did n't`.
fn glued(before: &str, after: &str) -> bool {
    let ends = |rest: &str| rest.is_empty() || rest.starts_with(char::is_whitespace);
    let mark = [
        ".", ",", ";", ":", "?", "!", ")", "]", "'s", "’s", "n't", "n’t", "'re", "'ve", "'ll", "'d", "'m",
        "%", "-RRB-", "-rrb-", "''",
    ]
    .into_iter()
    .any(|mark| after.strip_prefix(mark).is_some_and(ends));
    mark && before.ends_with(|c: char| !c.is_whitespace())
        || before.ends_with(['(', '[', '“']) && !after.is_empty()
}
