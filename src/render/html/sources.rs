//! The table of sources, copies of a story together.

use maud::{Markup, html};

use super::{claim_links, count};
use crate::features::report::{Report, SourceRow, Story};
use crate::render::paths::Base;

pub(super) fn section(report: &Report, base: &Base) -> Markup {
    let table = &report.sources;
    html! {
        section id="sources" aria-labelledby="h-sources" {
            h2 id="h-sources" { "Sources" }
            p {
                (count(table.stories.len(), "independent source", "independent sources"))
                " of the notes, the one that carries most first. "
                @if table.idle > 0 {
                    (table.idle) " of " (count(table.articles, "article", "articles")) " of the corpus carry no claim."
                }
            }
            table.sources {
                thead { tr {
                    th scope="col" { "Article" }
                    th scope="col" { "Published" }
                    th scope="col" { "Supports" }
                    th scope="col" { "Partly" }
                    th scope="col" { "Contradicts" }
                    th.number scope="col" { "Cited" }
                } }
                @for story in &table.stories { (rows(story, base)) }
            }
        }
    }
}

fn rows(story: &Story, base: &Base) -> Markup {
    html! {
        tbody {
            @for (index, row) in story.articles.iter().enumerate() {
                tr.copy[index > 0] {
                    th scope="row" {
                        @if index > 0 { span.tag { "copy" } " " }
                        (row.title) br; span.path { (base.shown(&row.path)) }
                        // An address from an article is shown, not followed.
                        @if let Some(url) = &row.url { br; span.path { (url) } }
                    }
                    td { (published(row)) }
                    td { (claim_links(&row.supports)) }
                    td { (claim_links(&row.partly)) }
                    td { (claim_links(&row.contradicts)) }
                    td.number { (row.cited) }
                }
            }
            @if story.more > 0 {
                tr.copy { td colspan="6" { (count(story.more, "more copy", "more copies")) } }
            }
        }
    }
}

fn published(row: &SourceRow) -> Markup {
    html! {
        @if let Some(outlet) = &row.outlet { (outlet) br; }
        @if let Some(date) = row.date { time datetime=(date) { (date) } } @else { "day not known" }
    }
}
