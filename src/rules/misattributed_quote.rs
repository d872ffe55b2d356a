//! # misattributed-quote
//!
//! The quoted words occur, but every source that names a speaker gives them to somebody else.
//!
//! ## Example
//!
//! > Keller said: “We will not sign.”
//!
//! with a source in which *Orlov* says so is reported at *Keller*; so is one in which they are those of *one
//! senior official*, unless Keller is named beside it.
//!
//! ## What to do
//!
//! Name the source's speaker (there is a fix), or cite the source that gives the words to yours.

use super::catalogue::Rule;
use super::context::{CheckedQuotation, Context};
use super::diagnostic::{Diagnostic, Fix, Related};
use super::severity::Severity;
use crate::evidence::{FindingKind, QuoteMatch, SpeakerMatch};
use crate::text::ByteRange;

pub(super) const RULE: Rule = Rule {
    code: "misattributed-quote",
    default: Some(Severity::Error),
    source: include_str!("misattributed_quote.rs"),
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for CheckedQuotation { quotation, check } in &context.quotations {
        let Some(speaker) = check.speaker.instead(context.library) else { continue };
        if check.found != QuoteMatch::Exact {
            continue;
        }
        let article = check.spans.first().map(|span| context.article_name(span.article)).unwrap_or_default();
        let named = speaker_in_note(context, quotation.range);
        let is_named = matches!(check.speaker, SpeakerMatch::Other(_));
        let fixes = named.filter(|_| is_named).map(|range| {
            let title = format!("Replace “{}” by the source’s “{speaker}”", context.words(range));
            Fix::replace(title, range, speaker.clone())
        });
        out.push(Diagnostic {
            code: RULE.code,
            severity: Severity::Error,
            message: if is_named {
                format!("These words are {speaker}’s in {article}.")
            } else {
                format!("{article} gives these words to {speaker}, without a name.")
            },
            range: named.unwrap_or(quotation.range),
            evidence: context.evidence_at(&check.spans),
            related: check
                .spans
                .iter()
                .map(|span| Related {
                    span: *span,
                    message: format!("{} gives the words to {speaker}", context.article_name(span.article)),
                })
                .collect(),
            fixes: fixes.into_iter().collect(),
        });
    }
}

/// The words of the note that name the wrong speaker.
fn speaker_in_note(context: &Context<'_>, quotation: ByteRange) -> Option<ByteRange> {
    let checked = context.claim_around(quotation)?;
    checked
        .assessment
        .conflicts()
        .filter(|finding| finding.kind == FindingKind::Attribution)
        .map(|finding| checked.claim.to_note(finding.claim))
        .find(|range| !range.overlaps(quotation))
}
