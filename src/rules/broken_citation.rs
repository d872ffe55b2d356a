//! # broken-citation
//!
//! A citation that leads nowhere: no article has that id or path, or the article has no such line
//! or heading, or the footnote has no definition.
//!
//! ## Example
//!
//! > The ministers met on Thursday [@northport-2024-03-07].
//!
//! in a corpus without a file `northport-2024-03-07`.
//!
//! ## What to do
//!
//! Correct the id (there is a fix when one is near), or add the article to the corpus.

use super::catalogue::Rule;
use super::context::Context;
use super::diagnostic::{Diagnostic, Fix, Related};
use super::severity::Severity;
use crate::corpus::ArticleSpan;
use crate::evidence::citation::Destination;
use crate::notes::Citation;
use crate::text::ByteRange;

pub(super) const RULE: Rule = Rule {
    code: "broken-citation",
    default: Some(Severity::Error),
    source: include_str!("broken_citation.rs"),
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for (citation, destination) in &context.citations {
        let (message, article, fixes) = match destination {
            Destination::Article { .. } | Destination::Elsewhere => continue,
            Destination::NoDefinition => {
                let message = format!("The footnote {} has no definition.", context.words(citation.range));
                (message, None, Vec::new())
            }
            Destination::NoArticle { candidates } => no_article(context, citation, candidates),
            Destination::NoLine { article, lines } => {
                let message = format!("{} has {lines} lines.", context.article_name(*article));
                (message, Some(*article), Vec::new())
            }
            Destination::NoPage { article, pages } => {
                let message = format!("{} has {pages} pages.", context.article_name(*article));
                (message, Some(*article), Vec::new())
            }
            Destination::NoHeading { article, heading } => {
                let message = format!("{} has no heading “{heading}”.", context.article_name(*article));
                (message, Some(*article), Vec::new())
            }
        };
        out.push(Diagnostic {
            code: RULE.code,
            severity: Severity::Error,
            message,
            range: match destination {
                Destination::NoLine { .. } | Destination::NoHeading { .. } => place_range(context, citation),
                _ => citation.key_range,
            },
            evidence: Vec::new(),
            related: article
                .map(|article| Related {
                    span: ArticleSpan { article, range: ByteRange::default() },
                    message: "the article that is cited".to_owned(),
                })
                .into_iter()
                .collect(),
            fixes,
        });
    }
}

fn no_article(
    context: &Context<'_>,
    citation: &Citation,
    candidates: &[String],
) -> (String, Option<u32>, Vec<Fix>) {
    let mut message = format!("No article of the corpus is called “{}”.", citation.key);
    if let Some(first) = candidates.first() {
        message.push_str(&format!(" Did you mean “{first}”?"));
    }
    // Only an id stands alone in the note: a path would have to be rewritten whole.
    let is_id = context.words(citation.key_range) == citation.key && !citation.key.contains('/');
    let fixes = candidates
        .iter()
        .filter(|_| is_id)
        .map(|id| Fix {
            safe: candidates.len() == 1,
            ..Fix::replace(format!("Cite “{id}”"), citation.key_range, id.clone())
        })
        .collect();
    (message, None, fixes)
}

/// The `#…` of a citation whose article exists: the part that is broken.
fn place_range(context: &Context<'_>, citation: &Citation) -> ByteRange {
    let tail = ByteRange::new(citation.key_range.end(), citation.range.end());
    let words = context.words(tail);
    let Some(start) = words.find('#') else { return citation.key_range };
    let rest = words.get(start..).unwrap_or("");
    let length = rest.find([']', '|', ')', ',']).unwrap_or(rest.len());
    ByteRange::new(tail.start() + start, tail.start() + start + length)
}
