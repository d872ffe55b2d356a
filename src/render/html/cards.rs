//! The cards beside a note: what the sources say of each claim.

use maud::{Markup, html};

use super::figures::severity;
use super::{class, sign, words};
use crate::evidence::Verdict;
use crate::features::hover::{ObjectionHover, Quote};
use crate::features::report::{NoteReport, ReportClaim};
use crate::render::paths::Base;
use crate::rules::Diagnostic;
use crate::text::ByteRange;

/// The cards of the claims that start within `range` of the note, and what else the rules say there.
pub(super) fn beside(note: &NoteReport, range: ByteRange, base: &Base) -> Markup {
    let claims: Vec<&ReportClaim> =
        note.claims.iter().filter(|claim| range.contains(claim.range.start())).collect();
    let loose: Vec<&Diagnostic> =
        note.loose.iter().filter(|diagnostic| range.contains(diagnostic.range.start())).collect();
    html! {
        div.cards {
            @for claim in claims { (card(claim, base)) }
            @for diagnostic in loose {
                div class={ "card " (severity(diagnostic.severity)) } { (said(diagnostic)) }
            }
        }
    }
}

fn card(claim: &ReportClaim, base: &Base) -> Markup {
    html! {
        details class={ "card " (class(claim.verdict)) } {
            summary {
                span.sign aria-hidden="true" { (sign(claim.verdict)) } " "
                b { (claim.number) " " (words(claim.verdict)) }
                span.brief { " — " (brief(claim)) }
            }
            div.evidence id={ "e" (claim.number) } {
                p.statement { "“" (claim.text) "”" }
                @if claim.verdict != Verdict::Supported && claim.diagnostics.is_empty() { p { (claim.reason) "." } }
                @for diagnostic in &claim.diagnostics { (said(diagnostic)) }
                @if let Some(objection) = &claim.objection { (against(objection, base)) }
                @if !claim.quotes.is_empty() && !claim.has_evidence() { p.lead { "The nearest passage:" } }
                @for (_, quote) in &claim.quotes { (passage(quote, base)) }
                p.score {
                    "score " (format!("{:.2}", claim.score)) " · "
                    a href={ "#c" (claim.number) } { "back to the claim" span.hidden { " " (claim.number) } }
                }
            }
        }
    }
}

/// The reason in as few words as a folded card has room for.
fn brief(claim: &ReportClaim) -> String {
    let best = claim.quotes.first().map(|(_, quote)| quote);
    let source = best.map(|quote| match quote.provenance.as_str() {
        "" => quote.article.clone(),
        known => known.to_owned(),
    });
    match (claim.verdict, source) {
        (Verdict::Supported, Some(source)) if claim.independent > 1 => {
            format!("{} independent sources, best: {source}", claim.independent)
        }
        (Verdict::Supported, Some(source)) => source,
        _ => claim.reason.clone(),
    }
}

fn said(diagnostic: &Diagnostic) -> Markup {
    html! {
        p class={ "said " (severity(diagnostic.severity)) } {
            span.tag { (diagnostic.severity.name()) } " " (diagnostic.message) " " span.path { (diagnostic.code) }
        }
    }
}

fn against(objection: &ObjectionHover, base: &Base) -> Markup {
    html! {
        p.lead {
            b { "≠ " @if objection.later { "a later source reports otherwise" } @else { "sources disagree" } }
            " — " (objection.message)
        }
        (passage(&objection.quote, base))
    }
}

pub(super) fn passage(quote: &Quote, base: &Base) -> Markup {
    html! {
        figure.passage {
            blockquote { (quote.words) }
            figcaption {
                cite { (quote.article) }
                @if !quote.provenance.is_empty() { ", " (quote.provenance) }
                " " span.path { (base.shown(&quote.place.path)) ":" (quote.place.line()) }
            }
        }
    }
}
