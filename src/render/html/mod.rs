//! The sourcing report as one HTML file that needs nothing else: no script, no font, no picture from
//! anywhere. Words of notes and articles are escaped by the templates, and the page's own policy
//! forbids scripts and requests besides.

mod cards;
mod figures;
mod graph;
mod names;
mod note;
mod sources;
mod timeline;
mod unchecked;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::markdown;
use super::paths::Base;
use crate::evidence::Verdict;
use crate::features::report::Report;
use crate::text::visible::reorders;

/// Nothing may be loaded and nothing may run.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The page.
#[must_use]
pub fn page(report: &Report, base: &Base) -> String {
    let title = match report.notes.as_slice() {
        [note] => format!("Sourcing report: {}", note.title),
        notes => format!("Sourcing report: {} notes", notes.len()),
    };
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="generator" content=(concat!("attest-ls ", env!("CARGO_PKG_VERSION")));
                title { (title) }
                style { (PreEscaped(include_str!("style.css"))) }
            }
            body {
                a.skip href="#main" { "Skip to the report" }
                header {
                    h1 { (title) }
                    p.made {
                        "Made on " time datetime=(report.day) { (report.day) } " by attest-ls "
                        (env!("CARGO_PKG_VERSION")) ". " (count(report.figures.claims(), "claim", "claims"))
                        " held against " (count(report.sources.articles, "article", "articles")) "."
                    }
                    (contents(report))
                }
                main id="main" {
                    (figures::summary(report, base))
                    @for (index, note) in report.notes.iter().enumerate() { (note::note(index, note, base)) }
                    (timeline::section(report))
                    (sources::section(report, base))
                    (names::section(report, base))
                    (unchecked::section(report, base))
                }
                footer {
                    p {
                        "A verdict says what these articles say. “No source found” does not mean false, and "
                        "“supported” does not mean true: a person has to read the passages."
                    }
                }
            }
        }
    };
    // What notes and articles hold of these would hide or reorder what is read.
    page.into_string()
        .chars()
        .filter(|c| matches!(c, '\n' | '\t') || !c.is_control() && !reorders(*c))
        .collect()
}

fn contents(report: &Report) -> Markup {
    html! {
        nav aria-label="Contents" {
            ul {
                li { a href="#summary" { "Summary" } }
                @if !report.concerns.is_empty() { li { a href="#concerns" { "Look at first" } } }
                @for (index, note) in report.notes.iter().enumerate() {
                    li { a href={ "#note-" (index + 1) } { (note.title) } }
                }
                li { a href="#timeline" { "Timeline of the evidence" } }
                li { a href="#sources" { "Sources" } }
                li { a href="#names" { "Names" } }
                li { a href="#unchecked" { "Not checked" } }
            }
        }
    }
}

/// The class of a verdict in the style sheet.
fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Supported => "supported",
        Verdict::Partial => "partial",
        Verdict::Unsupported => "unsupported",
        Verdict::Contradicted => "contradicted",
        Verdict::NotCheckable => "unchecked",
    }
}

/// A verdict's sign without its words.
fn sign(verdict: Verdict) -> &'static str {
    markdown::verdict(verdict).split(' ').next().unwrap_or("")
}

/// A verdict's words without its sign.
fn words(verdict: Verdict) -> &'static str {
    markdown::verdict(verdict).split_once(' ').map_or("", |(_, words)| words)
}

/// Numbers of claims as links to their cards.
fn claim_links(numbers: &[usize]) -> Markup {
    html! {
        @for (index, number) in numbers.iter().enumerate() {
            @if index > 0 { ", " }
            a href={ "#e" (number) } { (number) }
        }
    }
}

fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
