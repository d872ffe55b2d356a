//! The summary: figures over all notes, by note and section, and what to look at first.

use maud::{Markup, html};

use super::{class, count, sign, words};
use crate::evidence::Verdict;
use crate::features::report::{Concern, Figures, Report};
use crate::render::paths::Base;
use crate::rules::Severity;

/// The verdicts of checked claims, the best first.
const VERDICTS: [Verdict; 4] =
    [Verdict::Supported, Verdict::Partial, Verdict::Unsupported, Verdict::Contradicted];

pub(super) fn summary(report: &Report, base: &Base) -> Markup {
    let figures = &report.figures;
    html! {
        section id="summary" aria-labelledby="h-summary" {
            h2 id="h-summary" { "Summary" }
            dl.figures {
                @for verdict in VERDICTS {
                    div class=(class(verdict)) {
                        dt { span.sign aria-hidden="true" { (sign(verdict)) } " " (words(verdict)) }
                        dd { (figures.of(verdict)) small { " of " (figures.claims()) } }
                    }
                }
            }
            (bar(figures))
            ul.facts {
                li { (figures.cited) " of " (count(figures.claims(), "claim carries", "claims carry")) " a citation." }
                @if figures.supported > 0 {
                    li { (figures.single_source) " of the supported ones rest on one independent source only; copies of a story count once." }
                }
                @if figures.disputed > 0 {
                    li { (count(figures.disputed, "supported claim is", "supported claims are")) " disputed by another source." }
                }
                @if figures.quotations > 0 {
                    li {
                        (count(figures.quotations, "quotation", "quotations")) ": " (figures.verbatim) " verbatim, "
                        (figures.misquoted) " misquoted, " (figures.unattested) " in no source."
                    }
                }
                li { (count(figures.not_checkable, "statement is", "statements are")) " no claim and "
                    a href="#unchecked" { "not checked" } "." }
            }
            (table(report, base))
        }
        (concerns(report, base))
    }
}

/// The shares of the verdicts as one bar. The figures beside it say the same in words.
fn bar(figures: &Figures) -> Markup {
    let share = |verdict| 100.0 * figures.of(verdict) as f64 / figures.claims().max(1) as f64;
    html! {
        div.bar aria-hidden="true" {
            @for verdict in VERDICTS {
                @if figures.of(verdict) > 0 {
                    span class=(class(verdict)) style={ "width:" (format!("{:.2}", share(verdict))) "%" } { (sign(verdict)) }
                }
            }
        }
    }
}

fn table(report: &Report, base: &Base) -> Markup {
    html! {
        details open[report.notes.len() > 1] {
            summary { "By note and section" }
            table {
                thead { tr {
                    th scope="col" { "Note or section" }
                    @for verdict in VERDICTS {
                        th.number scope="col" { span.sign aria-hidden="true" { (sign(verdict)) } " " span.word { (words(verdict)) } }
                    }
                    th.number scope="col" { "cited" }
                } }
                tbody {
                    @for (index, note) in report.notes.iter().enumerate() {
                        tr.note-row {
                            th scope="row" { a href={ "#note-" (index + 1) } { (note.title) } " " span.path { (base.shown(&note.path)) } }
                            (cells(&note.figures))
                        }
                        @for section in note.sections.iter().filter(|section| section.title != note.title) {
                            tr {
                                th scope="row" class={ "level-" (section.level) } { (section.title) }
                                (cells(&section.figures))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn cells(figures: &Figures) -> Markup {
    html! {
        @for verdict in VERDICTS { td.number { (figures.of(verdict)) } }
        td.number { (figures.cited) " of " (figures.claims()) }
    }
}

fn concerns(report: &Report, base: &Base) -> Markup {
    if report.concerns.is_empty() {
        return html! {};
    }
    html! {
        section id="concerns" aria-labelledby="h-concerns" {
            h2 id="h-concerns" { "Look at first" }
            ol.concerns { @for concern in &report.concerns { (line(concern, report, base)) } }
        }
    }
}

fn line(concern: &Concern, report: &Report, base: &Base) -> Markup {
    let note = report.notes.get(concern.note);
    let address = match concern.claim {
        Some(number) => format!("#e{number}"),
        None => format!("#note-{}", concern.note + 1),
    };
    html! {
        li class=(severity(concern.severity)) {
            span.tag { (concern.severity.name()) } " "
            a href=(address) { "“" (clip(&concern.words)) "”" }
            " — " (concern.message) " "
            span.path { (note.map(|note| base.shown(&note.path)).unwrap_or_default()) ":" (concern.line) " " (concern.code) }
        }
    }
}

pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "contradicted",
        Severity::Warning => "unsupported",
        Severity::Information | Severity::Hint => "partial",
    }
}

/// The first words of a long stretch.
pub(super) fn clip(words: &str) -> String {
    match words.char_indices().nth(140) {
        None => words.to_owned(),
        Some((cut, _)) => {
            let head = words.get(..cut).unwrap_or(words);
            format!("{} …", head.rsplit_once(' ').map_or(head, |(head, _)| head))
        }
    }
}
