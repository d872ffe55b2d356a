//! A note as it reads, with its claims marked, and beside each of its blocks the cards of the claims
//! that stand in it.
//!
//! The Markdown parser's events are written as HTML; the note's own HTML is shown as text, its links
//! and pictures as their words, so that the page never loads or leads anywhere a note says.

use std::ops::Range;

use maud::{Markup, PreEscaped, html};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Parser, Tag, TagEnd};

use super::{cards, class, sign, words};
use crate::features::report::{NoteReport, ReportClaim};
use crate::notes::markdown_options;
use crate::render::paths::Base;
use crate::text::ByteRange;

pub(super) fn note(index: usize, note: &NoteReport, base: &Base) -> Markup {
    let number = index + 1;
    html! {
        section.note id={ "note-" (number) } aria-labelledby={ "h-note-" (number) } {
            h2 id={ "h-note-" (number) } { (note.title) " " span.path { (base.shown(&note.path)) } }
            @for row in rows(note) {
                div.row {
                    div.text { (PreEscaped(row.html)) }
                    (cards::beside(note, row.range, base))
                }
            }
        }
    }
}

/// A block of the note, or an item of one of its outer lists.
struct Row {
    range: ByteRange,
    html: String,
}

fn rows(note: &NoteReport) -> Vec<Row> {
    let body = note.text.strip_prefix('\u{feff}').unwrap_or(&note.text);
    let skipped = note.text.len() - body.len();
    let mut rows = Vec::new();
    let (mut depth, mut row): (usize, Vec<Event<'_>>) = (0, Vec::new());
    let (mut start, mut list) = (0, None);
    let mut marker = Marker { note, chips: Vec::new() };
    let mut hidden = false;
    for (event, range) in Parser::new_ext(body, markdown_options()).into_offset_iter() {
        let range = range.start + skipped..range.end + skipped;
        match &event {
            // The items of an outer list are rows of their own: their cards stand beside them.
            Event::Start(Tag::List(first)) if depth == 0 => {
                list = Some(*first);
                continue;
            }
            Event::End(TagEnd::List(_)) if depth == 0 => {
                list = None;
                continue;
            }
            Event::Start(Tag::MetadataBlock(_)) => hidden = true,
            _ => {}
        }
        if depth == 0 {
            start = range.start;
            if let Some(first) = list {
                row.push(Event::Start(Tag::List(first)));
            }
        }
        depth += usize::from(matches!(event, Event::Start(_)));
        let end = matches!(event, Event::End(_));
        let metadata = matches!(event, Event::End(TagEnd::MetadataBlock(_)));
        if !hidden {
            marker.event(event, range.clone(), &mut row);
        }
        hidden &= !metadata;
        depth -= usize::from(end);
        if depth > 0 || row.is_empty() {
            continue;
        }
        if let Some(first) = &mut list {
            row.push(Event::End(TagEnd::List(first.is_some())));
            *first = first.map(|number| number + 1);
        }
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, row.drain(..));
        rows.push(Row { range: ByteRange::new(start, range.end), html });
    }
    rows
}

/// Writes claims into the events of a note.
struct Marker<'n> {
    note: &'n NoteReport,
    /// Claims whose words have begun and whose sign is still due.
    chips: Vec<&'n ReportClaim>,
}

impl<'n> Marker<'n> {
    fn event<'e>(&mut self, event: Event<'e>, range: Range<usize>, row: &mut Vec<Event<'e>>) {
        match event {
            Event::Text(text) => self.text(&text, range, None, row),
            Event::Code(text) => self.text(&text, range, Some("code"), row),
            Event::SoftBreak => self.text(" ", range, None, row),
            Event::Html(text) | Event::InlineHtml(text) => {
                if !text.trim_start().starts_with("<!--") {
                    row.push(Event::Text(text));
                }
            }
            Event::FootnoteReference(label) => {
                row.push(Event::InlineHtml(html! { sup { "[" (label) "]" } }.into_string().into()));
            }
            Event::TaskListMarker(done) => row.push(Event::Text(if done { "☑ " } else { "☐ " }.into())),
            Event::Start(Tag::FootnoteDefinition(label)) => {
                let label = html! { sup { "[" (label) "]" } }.into_string();
                row.push(Event::Html(format!("<div class=\"footnote\">{label} ").into()));
            }
            Event::End(TagEnd::FootnoteDefinition) => row.push(Event::Html("</div>".into())),
            Event::Start(Tag::Heading { level, .. }) => {
                let level = below(level);
                let (id, classes, attrs) = (None, Vec::new(), Vec::new());
                row.push(Event::Start(Tag::Heading { level, id, classes, attrs }));
            }
            Event::End(TagEnd::Heading(level)) => {
                self.signs(row, |_| true);
                row.push(Event::End(TagEnd::Heading(below(level))));
            }
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::HtmlBlock)
            | Event::End(TagEnd::Link | TagEnd::Image | TagEnd::HtmlBlock) => {}
            Event::End(end) => {
                if matches!(end, TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell | TagEnd::BlockQuote(_))
                {
                    self.signs(row, |_| true);
                }
                row.push(Event::End(end));
            }
            other => row.push(other),
        }
    }

    /// Words of the note: what a claim covers is marked as the claim's.
    fn text(&mut self, text: &str, range: Range<usize>, element: Option<&str>, row: &mut Vec<Event<'_>>) {
        self.signs(row, |claim| claim.range.end() <= range.start);
        // Words that stand otherwise in the note (an entity, an escape) are marked as a whole.
        let verbatim = text.len() == range.len() && element.is_none();
        let mut at = range.start;
        while at < range.end {
            let claim = self.claim_at(at);
            let cut = match verbatim {
                true => self.next_cut(at).unwrap_or(range.end).clamp(at + 1, range.end),
                false => range.end,
            };
            let piece = match verbatim {
                true => text.get(at - range.start..cut - range.start).unwrap_or(""),
                false => text,
            };
            row.push(Event::InlineHtml(CowStr::from(marked(piece, claim, element))));
            if let Some(claim) = claim
                && !self.chips.iter().any(|known| known.number == claim.number)
            {
                self.chips.push(claim);
            }
            self.signs(row, |claim| claim.range.end() <= cut);
            at = cut;
        }
    }

    /// The innermost claim around the byte `at`.
    fn claim_at(&self, at: usize) -> Option<&'n ReportClaim> {
        let around = self.note.claims.iter().filter(|claim| claim.range.contains(at));
        around.min_by_key(|claim| claim.range.len())
    }

    /// The next byte behind `at` at which a claim starts or ends.
    fn next_cut(&self, at: usize) -> Option<usize> {
        let ends = self.note.claims.iter().flat_map(|claim| [claim.range.start(), claim.range.end()]);
        ends.filter(|end| *end > at).min()
    }

    /// Writes the signs of the claims that are done.
    fn signs(&mut self, row: &mut Vec<Event<'_>>, done: impl Fn(&ReportClaim) -> bool) {
        self.chips.retain(|claim| {
            if done(claim) {
                row.push(Event::InlineHtml(chip(claim).into()));
                return false;
            }
            true
        });
    }
}

/// Words of a claim; a click leads to its card. The sign behind them is what the keyboard reaches.
fn marked(words: &str, claim: Option<&ReportClaim>, element: Option<&str>) -> String {
    let words = html! { (words) }.into_string();
    let words = match element {
        Some(element) => format!("<{element}>{words}</{element}>"),
        None => words,
    };
    match claim {
        None => words,
        Some(claim) => html! {
            a class={ "claim " (class(claim.verdict)) } href={ "#e" (claim.number) } tabindex="-1" { (PreEscaped(words)) }
        }
        .into_string(),
    }
}

/// The sign behind a claim: its number and verdict.
fn chip(claim: &ReportClaim) -> String {
    html! {
        a class={ "chip " (class(claim.verdict)) } id={ "c" (claim.number) } href={ "#e" (claim.number) } {
            span aria-hidden="true" { (sign(claim.verdict)) } (claim.number)
            span.hidden { " " (words(claim.verdict)) ", see the evidence" }
        }
    }
    .into_string()
}

/// Headings of a note stand below the report's own.
fn below(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 => HeadingLevel::H3,
        HeadingLevel::H3 => HeadingLevel::H4,
        HeadingLevel::H4 => HeadingLevel::H5,
        HeadingLevel::H5 | HeadingLevel::H6 => HeadingLevel::H6,
    }
}
