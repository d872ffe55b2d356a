//! Suppressions: the directives in comments, and what of the note each covers.

use super::layout::Layout;
use super::model::{Suppression, SuppressionScope};
use crate::text::ByteRange;

/// A directive in an HTML comment.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Directive {
    Allow { codes: Vec<String>, reason: String },
    Off { reason: String },
    On,
}

/// A comment with what it would cover if it allows something.
pub(super) struct Placed {
    pub comment: ByteRange,
    pub block: ByteRange,
}

/// The suppressions that `comments` (in text order) and the front matter make.
pub(super) fn read(note: &str, layout: &Layout, mut comments: Vec<Placed>) -> Vec<Suppression> {
    let mut found = Vec::new();
    if let Some(front) = layout.front_matter.as_ref().filter(|front| front.off) {
        let covers = ByteRange::new(0, note.len());
        found.push(Suppression {
            range: front.range,
            covers,
            scope: SuppressionScope::All,
            reason: String::new(),
        });
    }
    comments.sort_by_key(|placed| placed.comment.start());
    let mut off: Option<Suppression> = None;
    for Placed { comment, block } in comments {
        match directive(comment.of(note)) {
            Some(Directive::Allow { codes, reason }) => {
                let scope = SuppressionScope::Codes(codes);
                found.push(Suppression { range: comment, covers: block, scope, reason });
            }
            Some(Directive::Off { reason }) if off.is_none() => {
                let covers = ByteRange::new(comment.end(), note.len());
                off = Some(Suppression { range: comment, covers, scope: SuppressionScope::All, reason });
            }
            Some(Directive::On) => {
                if let Some(mut region) = off.take() {
                    region.covers = ByteRange::new(region.covers.start(), comment.start());
                    found.push(region);
                }
            }
            Some(Directive::Off { .. }) | None => {}
        }
    }
    found.extend(off);
    found.sort_by_key(|suppression| suppression.range.start());
    found
}

/// Reads `<!-- attest: allow a, b -- why -->`, `<!-- attest: off -->`, `<!-- attest: on -->`.
fn directive(comment: &str) -> Option<Directive> {
    let body = comment.strip_prefix("<!--")?.strip_suffix("-->")?.trim();
    let body = strip_word(body, "attest")?.trim_start().strip_prefix(':')?.trim();
    let (order, reason) = body.split_once("--").unwrap_or((body, ""));
    let (order, reason) = (order.trim(), reason.trim_matches(['-', ' ']).to_owned());
    if order.eq_ignore_ascii_case("off") {
        return Some(Directive::Off { reason });
    }
    if order.eq_ignore_ascii_case("on") {
        return Some(Directive::On);
    }
    let codes = strip_word(order, "allow")?;
    let codes = codes.split([',', ' ', '\t', '\n', '\r']).map(str::trim).filter(|code| !code.is_empty());
    Some(Directive::Allow { codes: codes.map(str::to_owned).collect(), reason })
}

fn strip_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let head = text.get(..word.len())?;
    head.eq_ignore_ascii_case(word).then(|| text.get(word.len()..).unwrap_or(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_reason_are_read() {
        let read = directive("<!-- attest: allow number-mismatch, misquote -- the wire was corrected -->");
        let codes = vec!["number-mismatch".to_owned(), "misquote".to_owned()];
        assert_eq!(read, Some(Directive::Allow { codes, reason: "the wire was corrected".to_owned() }));
        assert_eq!(directive("<!-- ATTEST: OFF -->"), Some(Directive::Off { reason: String::new() }));
    }

    #[test]
    fn other_comments_are_no_directives() {
        for comment in ["<!-- attest -->", "<!-- attestation: off -->", "<!-- off -->", "<!---->"] {
            assert_eq!(directive(comment), None, "{comment}");
        }
    }
}
