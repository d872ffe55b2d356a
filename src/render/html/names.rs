//! The table of names, and who is linked to whom.

use maud::{Markup, html};

use super::{cards, graph};
use crate::features::report::{NameRow, Report};
use crate::render::markdown::kind;
use crate::render::paths::Base;

pub(super) fn section(report: &Report, base: &Base) -> Markup {
    let names = &report.names;
    html! {
        section id="names" aria-labelledby="h-names" {
            h2 id="h-names" { "Names" }
            @if !names.links.is_empty() {
                figure.graph {
                    (graph::svg(names))
                    figcaption { "Who is named with whom in one sentence of an article; the thicker the line, the more often." }
                }
                details {
                    summary { "The same as a list, with a sentence for each" }
                    ul.links {
                        @for link in &names.links {
                            @if let (Some(one), Some(other)) = (names.known.get(link.one), names.known.get(link.other)) {
                                li {
                                    b { (one.name) " – " (other.name) } ": "
                                    @if link.sentences == 1 { "1 sentence" } @else { (link.sentences) " sentences" }
                                    @if let Some(example) = &link.example { (cards::passage(example, base)) }
                                }
                            }
                        }
                    }
                }
            }
            @if !names.unknown.is_empty() {
                h3 { "In no article" }
                ul {
                    @for name in &names.unknown {
                        li {
                            b { (name.text) }
                            @if let Some(near) = &name.near { " (the nearest name is " (near) ")" }
                        }
                    }
                }
            }
            @if names.known.is_empty() { p { "The notes name nobody whom the articles name." } }
            @else {
                table {
                    thead { tr {
                        th scope="col" { "Name" }
                        th scope="col" { "Who or what, by the articles" }
                        th.number scope="col" { "In the notes" }
                        th.number scope="col" { "In the corpus" }
                        th scope="col" { "Seen" }
                    } }
                    tbody { @for row in &names.known { (line(row)) } }
                }
            }
        }
    }
}

fn line(row: &NameRow) -> Markup {
    html! {
        tr {
            th scope="row" {
                (row.name)
                @if !row.aliases.is_empty() { br; span.path { "also: " (row.aliases.join(", ")) } }
            }
            td { (kind(row.kind)) @if let Some(role) = &row.role { ", " (role) } }
            td.number { (row.in_notes) }
            td.number { (row.mentions) " in " (row.articles) }
            td {
                @if let Some((first, last)) = row.seen {
                    (first) @if first != last { " to " (last) }
                }
            }
        }
    }
}
