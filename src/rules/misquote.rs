//! # misquote
//!
//! Quoted words that a source has nearly so: a word was changed, dropped or added.
//!
//! Differences of quotation marks, dashes, spaces and of the first letter's case are no misquotes,
//! nor are omissions marked by an ellipsis and insertions in square brackets.
//!
//! ## Example
//!
//! > Keller said the plan was “wholly impossible”.
//!
//! with a source that has *“wholly impractical”* is reported at `impossible`; the message shows what
//! differs. Words left out are reported at their neighbours.
//!
//! ## What to do
//!
//! Restore the source's words (there is a fix), or take the quotation marks away and paraphrase.

use super::catalogue::Rule;
use super::context::{CheckedQuotation, Context};
use super::diagnostic::{Diagnostic, Fix, Related};
use super::severity::Severity;
use crate::evidence::QuoteMatch;
use crate::evidence::quotation::WordChange;
use crate::notes::NoteQuotation;
use crate::text::ByteRange;
use crate::text::visible::in_note;

pub(super) const RULE: Rule =
    Rule { code: "misquote", default: Some(Severity::Error), source: include_str!("misquote.rs"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for CheckedQuotation { quotation, check } in &context.quotations {
        let message = match check.found {
            QuoteMatch::Near => near(context, check.spans.first().map(|span| span.article), &check.changes),
            QuoteMatch::Stitched => {
                "The source has these words, but not together: two passages are joined here without “…”."
                    .to_owned()
            }
            QuoteMatch::Exact | QuoteMatch::Absent | QuoteMatch::TooShort => continue,
        };
        let fixes = match check.found {
            QuoteMatch::Near if !check.source.is_empty() && !quotation.block_quote => {
                let title = "Restore the source’s words".to_owned();
                vec![Fix {
                    safe: check.spans.len() == 1 && check.changes.iter().all(WordChange::is_slip),
                    ..Fix::replace(title, words_alone(context, quotation.inner), in_note(&check.source))
                }]
            }
            _ => Vec::new(),
        };
        out.push(Diagnostic {
            code: RULE.code,
            severity: Severity::Error,
            message,
            range: at_fault(context, quotation, &check.changes).unwrap_or(quotation.inner),
            evidence: context.evidence_at(&check.spans),
            related: check
                .spans
                .iter()
                .map(|span| Related {
                    span: *span,
                    message: format!(
                        "{} has “{}”",
                        context.article_name(span.article),
                        context.library.span_text(*span)
                    ),
                })
                .collect(),
            fixes,
        });
    }
}

/// A quotation without the mark that ends it, which is the note's own.
fn words_alone(context: &Context, inner: ByteRange) -> ByteRange {
    let words = context.words(inner);
    let kept =
        words.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | '!' | '?' | ';'));
    ByteRange::new(inner.start(), inner.start() + kept.len())
}

/// From the first changed word to the last, in the note; `None` when the whole is at fault.
fn at_fault(context: &Context, quotation: &NoteQuotation, changes: &[WordChange]) -> Option<ByteRange> {
    let changed = changes.iter().map(|change| change.at).reduce(ByteRange::join)?;
    let written = context.words(quotation.inner);
    // The text that was checked is the written one without its markup and line breaks.
    let mut rest = quotation.text.char_indices().filter(|(_, c)| !c.is_whitespace()).peekable();
    let (mut start, mut end) = (None, None);
    for (at, c) in written.char_indices() {
        let Some((place, _)) = rest.next_if(|(_, wanted)| *wanted == c) else { continue };
        if changed.contains(place) {
            start = start.or(Some(at));
            end = Some(at + c.len_utf8());
        }
    }
    let found = ByteRange::new(start?, end?).shift(quotation.inner.start());
    rest.peek().is_none().then_some(found)
}

fn near(context: &Context, article: Option<u32>, changes: &[WordChange]) -> String {
    let place = article.map(|article| format!(", in {}", context.article_name(article)));
    let told: Vec<String> = changes
        .iter()
        .take(3)
        .map(|change| match (change.quoted.as_str(), change.source.as_str()) {
            ("", source) => format!("“{source}” is left out"),
            (quoted, "") => format!("“{quoted}” is added"),
            (quoted, source) => format!("“{quoted}” for the source’s “{source}”"),
        })
        .collect();
    format!("Misquoted: {}{}.", told.join("; "), place.unwrap_or_default())
}
