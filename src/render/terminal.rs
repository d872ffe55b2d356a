//! Diagnostics as a compiler would print them: the note's words underlined, and the source's words
//! below.

use std::path::Path;
use std::sync::Arc;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::json::Summary;
use super::paths::Base;
use crate::corpus::Article;
use crate::index::Library;
use crate::rules::{Diagnostic, FixKind, Related, Severity};
use crate::text::ByteRange;

/// How a terminal wants its output.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Whether escapes for colours may be written.
    pub colour: bool,
    /// Columns.
    pub width: usize,
}

/// One diagnostic of the note `text` shown as `path`, with the sources that it points to.
#[must_use]
pub fn diagnostic(
    found: &Diagnostic,
    text: &str,
    path: &Path,
    library: &Library,
    base: &Base,
    style: Style,
) -> String {
    let message = plain(&found.message);
    let related: Vec<(&Related, Arc<Article>, String)> = found
        .related
        .iter()
        .take(2)
        .filter_map(|related| {
            Some((related, library.article(related.span.article)?, plain(&related.message)))
        })
        .collect();
    let shown = visible(text);
    let range = within(text, found.range);
    let mut report = vec![
        level(found.severity).primary_title(message.as_str()).id(found.code).element(
            Snippet::source(shown.as_str())
                .path(plain(&base.shown(path)))
                .annotation(AnnotationKind::Primary.span(range)),
        ),
    ];
    let sources: Vec<String> = related.iter().map(|(_, article, _)| visible(&article.source)).collect();
    for ((related, article, message), source) in related.iter().zip(&sources) {
        report.push(
            Group::with_title(Level::NOTE.secondary_title(message.as_str())).element(
                Snippet::source(source.as_str()).path(plain(&base.shown(&article.path))).annotation(
                    AnnotationKind::Primary
                        .span(within(&article.source, article.map.to_source(related.span.range))),
                ),
            ),
        );
    }
    // What marks or silences can be done anywhere; a reader of the shell wants what repairs.
    for fix in found.fixes.iter().filter(|fix| fix.kind <= FixKind::Weaken).take(1) {
        report.push(Group::with_title(Level::HELP.secondary_title(plain(&fix.title))));
    }
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).term_width(style.width).render(&report)
}

/// The closing line of a run over `notes` notes and `articles` articles.
#[must_use]
pub fn summary(summary: &Summary, notes: usize, articles: usize) -> String {
    let found = summary.diagnostics;
    let checked = summary.claims - summary.not_checkable;
    format!(
        "{}, {}, {} against {}: {} supported, {} partly, {} without a source, {} contradicted; {}, {}.",
        count(notes, "note"),
        count(checked, "claim"),
        format_args!("{} not checkable", summary.not_checkable),
        count(articles, "article"),
        summary.supported,
        summary.partial,
        summary.unsupported,
        summary.contradicted,
        count(found.error, "error"),
        count(found.warning, "warning"),
    )
}

/// `n` of `what`.
#[must_use]
pub fn count(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::INFO,
        Severity::Hint => Level::HELP.with_name("hint"),
    }
}

/// A range of whole characters inside `text`; an empty one keeps its place.
fn within(text: &str, range: ByteRange) -> std::ops::Range<usize> {
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    floor(range.start())..floor(range.end())
}

/// `text` with every control and bidirectional character replaced by a mark of the same length in
/// bytes, so that a hostile file can't drive the terminal and the offsets still hold.
fn visible(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        match c {
            '\n' | '\t' => out.push(c),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => out.push('\u{fffd}'),
            c if c.is_control() => {
                (0..c.len_utf8()).for_each(|_| out.push(if c == '\r' { ' ' } else { '?' }))
            }
            c => out.push(c),
        }
        out
    })
}

/// A message on one line without control characters.
#[must_use]
pub fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_of_a_hostile_article_do_not_reach_the_terminal() {
        let hostile = "a\u{1b}[31mb\u{202e}c\n";
        let shown = visible(hostile);
        assert_eq!(shown, "a?[31mb\u{fffd}c\n");
        assert_eq!(shown.len(), hostile.len());
    }
}
