//! What was not checked.

use maud::{Markup, html};

use super::count;
use super::figures::clip;
use crate::features::report::Report;
use crate::render::paths::Base;

pub(super) fn section(report: &Report, base: &Base) -> Markup {
    let left = &report.unchecked;
    let place = |note: usize, line: usize| {
        let path = report.notes.get(note).map(|note| base.shown(&note.path)).unwrap_or_default();
        html! { span.path { (path) ":" (line) } }
    };
    html! {
        section id="unchecked" aria-labelledby="h-unchecked" {
            h2 id="h-unchecked" { "Not checked" }
            @for (why, statements) in &left.statements {
                details {
                    summary { (why) ": " (count(statements.len(), "statement", "statements")) }
                    ul { @for one in statements { li { (clip(&one.text)) " " (place(one.note, one.line)) } } }
                }
            }
            @if !left.silenced.is_empty() {
                h3 { "Findings that the analyst allowed" }
                ul {
                    @for one in &left.silenced {
                        li {
                            @if one.codes.is_empty() { "all rules" } @else { (one.codes.join(", ")) }
                            @if one.reason.is_empty() { ", without a reason" } @else { ": " (one.reason) }
                            " " (place(one.note, one.line))
                        }
                    }
                }
            }
            @if !left.foreign.is_empty() {
                h3 { "Articles that are not English" }
                p { "Their names, numbers, dates and quotations are found; claims are not checked against them: "
                    @for (index, (id, language)) in left.foreign.iter().enumerate() {
                        @if index > 0 { ", " } (id) " (" (language) ")"
                    } "." }
            }
            @if !left.problems.is_empty() {
                h3 { "Files that could not be read" }
                ul { @for problem in &left.problems { li { (problem) } } }
            }
        }
    }
}
