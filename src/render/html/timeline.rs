//! The evidence by day of publication.

use maud::{Markup, html};

use super::{class, sign, words};
use crate::features::report::Report;

pub(super) fn section(report: &Report) -> Markup {
    html! {
        section id="timeline" aria-labelledby="h-timeline" {
            h2 id="h-timeline" { "Timeline of the evidence" }
            @if report.timeline.is_empty() { p { "No passage supports or contradicts a claim." } }
            ol.timeline {
                @for day in &report.timeline {
                    li {
                        h3 {
                            @match day.date {
                                Some(date) => time datetime=(date) { (date.strftime("%-d %B %Y")) },
                                None => "Day not known",
                            }
                        }
                        ul {
                            @for entry in &day.entries {
                                li {
                                    span.marks {
                                        @for (number, verdict) in &entry.claims {
                                            a class={ "chip " (class(*verdict)) } href={ "#e" (number) } {
                                                span aria-hidden="true" { (sign(*verdict)) } (number)
                                                span.hidden { " " (words(*verdict)) }
                                            } " "
                                        }
                                    }
                                    q { (entry.quote.words) } " " cite { (entry.quote.article) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
