//! # unknown-name
//!
//! A name that no article of the corpus attests.
//!
//! When a name of the corpus is near, the message says which, and a fix writes it.
//!
//! ## Example
//!
//! > Maria Kellner spoke first.
//!
//! in a corpus that knows only *Maria Keller*.
//!
//! ## What to do
//!
//! Correct the spelling, or add the source that has the name.

use super::catalogue::Rule;
use super::context::{Context, NamedStretch};
use super::diagnostic::{Diagnostic, Fix, Related};
use super::severity::Severity;
use crate::entities::{EntityKind, Resolution, spells_out};

pub(super) const RULE: Rule = Rule {
    code: "unknown-name",
    default: Some(Severity::Warning),
    source: include_str!("unknown_name.rs"),
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for name in context.names.iter().filter(|name| name.resolution == Resolution::Unknown) {
        let words = context.words(name.range);
        if is_spelled_out(context, name) {
            continue;
        }
        let near: Vec<_> = context
            .library
            .entities
            .suggest(words)
            .into_iter()
            .filter_map(|id| context.library.entities.face(id))
            .take(3)
            .collect();
        let what = match name.kind {
            EntityKind::Person => "person",
            EntityKind::Organisation => "organisation",
            EntityKind::Place => "place",
            EntityKind::Other => "name",
        };
        let mut message = format!("No article names the {what} “{words}”.");
        if let Some(first) = near.first() {
            message.push_str(&format!(" Did you mean “{}”?", first.name));
        }
        out.push(Diagnostic {
            code: RULE.code,
            severity: Severity::Warning,
            message,
            range: name.range,
            evidence: Vec::new(),
            related: near
                .iter()
                .filter_map(|entity| {
                    let span = *entity.mentions.first()?;
                    Some(Related { span, message: format!("“{}” is named here", entity.name) })
                })
                .collect(),
            fixes: near
                .iter()
                .map(|entity| {
                    Fix::replace(format!("Replace by “{}”", entity.name), name.range, entity.name.clone())
                })
                .collect(),
        });
    }
}

/// Whether a source of the claim has the name in full, of which the note has the initials.
fn is_spelled_out(context: &Context<'_>, name: &NamedStretch) -> bool {
    let evidence =
        context.claim_around(name.range).into_iter().flat_map(|checked| &checked.assessment.evidence);
    let mut passages = evidence.map(|found| context.library.span_text(found.span));
    passages.any(|passage| spells_out(&passage, context.words(name.range)))
}
