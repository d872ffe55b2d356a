//! Diagnostics as a compiler would print them: the note's words underlined, and the source's words
//! below.

use std::path::Path;
use std::sync::Arc;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, Title};

use super::json::Summary;
use super::paths::Base;
use crate::corpus::Article;
use crate::index::Library;
use crate::rules::{Diagnostic, FixKind, Related, Severity};
use crate::text::ByteRange;
pub use crate::text::visible::one_line as plain;
use crate::text::visible::reorders;

/// A line with more bytes than this beside the words at fault is shown in part.
const LONG_LINE: usize = 2_000;
/// How many of its bytes are shown then, on either side.
const AROUND: usize = 200;

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
    let title = level(found.severity).primary_title(message.as_str()).id(found.code);
    let mut report = vec![Excerpt::of(text, found.range).under(title, path, base)];
    for (related, article, message) in &related {
        let excerpt = Excerpt::of(&article.source, article.map.to_source(related.span.range));
        let title = Level::NOTE.secondary_title(message.as_str());
        report.push(excerpt.under(title, &article.path, base));
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

/// The lines of a text that a finding stands on; of very long ones only what is around it. No more than
/// that is looked at: a note may have as many findings as words.
struct Excerpt {
    shown: String,
    /// The place of the finding in `shown`.
    range: std::ops::Range<usize>,
    /// The number of the first line of `shown`.
    line: usize,
    /// The column of the finding in its line, from 1 and in characters, when `shown` starts inside of it.
    column: Option<usize>,
}

impl Excerpt {
    fn of(text: &str, range: ByteRange) -> Self {
        let (start, end) = (text.floor_char_boundary(range.start()), text.floor_char_boundary(range.end()));
        let (before, behind) = (text.get(..start).unwrap_or(""), text.get(end.max(start)..).unwrap_or(""));
        let mut first = before.rfind('\n').map_or(0, |at| at + 1);
        let mut last = behind.find('\n').map_or(text.len(), |length| end + length);
        let column = text.get(first..start).filter(|head| head.len() > LONG_LINE);
        let column = column.map(|head| {
            first = text.floor_char_boundary(start - AROUND);
            head.chars().count() + 1
        });
        if last - end > LONG_LINE {
            last = text.floor_char_boundary(end + AROUND);
        }
        Self {
            shown: visible(text.get(first..last).unwrap_or("")),
            range: start - first..end.max(start) - first,
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column,
        }
    }

    /// The excerpt of the file at `path`, below `title`.
    fn under<'a>(self, title: Title<'a>, path: &Path, base: &Base) -> Group<'a> {
        let path = plain(&base.shown(path));
        let snippet = Snippet::source(self.shown)
            .line_start(self.line)
            .annotation(AnnotationKind::Primary.span(self.range));
        match self.column {
            None => title.element(snippet.path(path)),
            Some(column) => {
                title.element(Origin::path(path).line(self.line).char_column(column)).element(snippet)
            }
        }
    }
}

/// `text` with every control and bidirectional character replaced by a mark of the same length in
/// bytes, so that a hostile file can't drive the terminal and the offsets still hold.
fn visible(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        match c {
            '\n' | '\t' => out.push(c),
            // Three bytes, as these have; the one that has two is a letter's mark.
            c if reorders(c) && c.len_utf8() == 3 => out.push('\u{fffd}'),
            c if reorders(c) => out.push_str("??"),
            c if c.is_control() => {
                (0..c.len_utf8()).for_each(|_| out.push(if c == '\r' { ' ' } else { '?' }))
            }
            c => out.push(c),
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(text: &str, words: &str) -> String {
        let at = text.find(words).expect("the words are in the text");
        let excerpt = Excerpt::of(text, ByteRange::new(at, at + words.len()));
        let group =
            excerpt.under(Level::ERROR.primary_title("wrong"), Path::new("/n/a.md"), &Base::new("/n".into()));
        Renderer::plain().decor_style(DecorStyle::Ascii).render(&[group])
    }

    #[test]
    fn only_the_lines_of_a_finding_are_looked_at_and_it_keeps_its_place() {
        let shown = rendered("One.\nTwo 43.\nThree.\n", "43");
        assert_eq!(shown, "error: wrong\n --> a.md:2:5\n  |\n2 | Two 43.\n  |     ^^");
    }

    #[test]
    fn of_a_very_long_line_the_words_around_the_finding_are_shown_with_its_true_column() {
        let line = format!("{}43{}", "é ".repeat(3_000), " b".repeat(3_000));
        let shown = rendered(&format!("One.\n{line}\n"), "43");
        assert!(shown.contains("a.md:2:6001\n") && shown.contains("é é 43 b b"), "{shown}");
        assert!(shown.len() < 4_000, "{}", shown.len());
    }

    #[test]
    fn escapes_of_a_hostile_article_do_not_reach_the_terminal() {
        let hostile = "a\u{1b}[31mb\u{202e}c\n";
        let shown = visible(hostile);
        assert_eq!(shown, "a?[31mb\u{fffd}c\n");
        assert_eq!(shown.len(), hostile.len());
    }
}
