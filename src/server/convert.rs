//! From bytes of a text to positions of the session's encoding and back, and from the engine's data
//! to the protocol's.

use std::collections::HashMap;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use ropey::Rope;
use serde_json::Value;
use tower_lsp::lsp_types as lsp;

use super::capabilities::ClientTraits;
use super::lines::Lines;
use super::renditions::path_to_open;
use super::rule_pages;
use super::uri;
use crate::corpus::ArticleSpan;
use crate::entities::EntityKind;
use crate::features::Place;
use crate::features::symbols::{OutlineEntry, WorkspaceSymbol};
use crate::index::Library;
use crate::render::terminal::plain;
use crate::rules::{Diagnostic, Severity};
use crate::text::ByteRange;
use crate::text::position::{self, Encoding, LineColumn};

/// What diagnostics say they come from.
pub const SOURCE: &str = "attest";

/// Bytes of a file that are looked at for the place of a fault in it.
const HEAD: u64 = 1 << 20;

/// The byte offset of a position of the client.
#[must_use]
pub fn offset(rope: &Rope, place: lsp::Position, encoding: Encoding) -> usize {
    position::offset(rope, LineColumn { line: place.line, column: place.character }, encoding).0
}

/// The position of a byte offset.
#[must_use]
pub fn position(rope: &Rope, offset: usize, encoding: Encoding) -> lsp::Position {
    let LineColumn { line, column } = position::line_column(rope, offset, encoding);
    lsp::Position::new(line, column)
}

/// The range of a byte range.
#[must_use]
pub fn range(rope: &Rope, bytes: ByteRange, encoding: Encoding) -> lsp::Range {
    lsp::Range::new(position(rope, bytes.start(), encoding), position(rope, bytes.end(), encoding))
}

/// Converts places in any number of files, each file's lines counted once.
pub struct Places {
    encoding: Encoding,
    /// By the address of the text, which the value keeps alive.
    lines: HashMap<*const u8, (Arc<str>, Lines)>,
}

impl Places {
    /// A converter for positions of `encoding`.
    #[must_use]
    pub fn new(encoding: Encoding) -> Self {
        Self { encoding, lines: HashMap::new() }
    }

    /// The range of `bytes` in `text`.
    pub fn range(&mut self, text: &Arc<str>, bytes: ByteRange) -> lsp::Range {
        let (text, lines) =
            self.lines.entry(text.as_ptr()).or_insert_with(|| (Arc::clone(text), Lines::new(text)));
        lines.range(text, bytes, self.encoding)
    }

    /// A place as a location; `None` when its path is no absolute one.
    pub fn location(&mut self, place: &Place) -> Option<lsp::Location> {
        Some(lsp::Location::new(uri::from_path(&path_to_open(place))?, self.range(&place.text, place.range)))
    }

    /// A stretch of an article as a location.
    pub fn article(&mut self, span: ArticleSpan, library: &Library) -> Option<lsp::Location> {
        self.location(&Place::of_span(span, library)?)
    }
}

/// The link to a place's line, as editors understand it in Markdown.
#[must_use]
pub fn link(place: &Place) -> Option<String> {
    let mut uri = uri::from_path(&path_to_open(place))?;
    uri.set_fragment(Some(&format!("L{}", place.line())));
    Some(uri.into())
}

/// Markdown of a hover, or its words alone for a client that shows Markdown as it is written.
#[must_use]
pub fn markup(markdown: String, understood: bool) -> lsp::MarkupContent {
    if understood {
        return lsp::MarkupContent { kind: lsp::MarkupKind::Markdown, value: markdown };
    }
    let mut words = String::with_capacity(markdown.len());
    let mut rest = markdown.as_str();
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or("");
        rest = if let Some(after) = rest.strip_prefix("**").or_else(|| rest.strip_prefix("~~")) {
            after
        } else if let Some((after, link)) =
            rest.strip_prefix("](").and_then(|it| it.split_once(')').map(|(link, after)| (after, link)))
        {
            words.push_str(&format!(" ({link})"));
            after
        } else if let Some(after) = rest.strip_prefix("&amp;") {
            words.push('&');
            after
        } else if let Some(after) = rest.strip_prefix("&lt;") {
            words.push('<');
            after
        } else if c == '\\' {
            let escaped = after.chars().next();
            words.extend(escaped);
            after.get(escaped.map_or(0, char::len_utf8)..).unwrap_or("")
        } else {
            words.extend((c != '[').then_some(c));
            after
        };
    }
    lsp::MarkupContent { kind: lsp::MarkupKind::PlainText, value: words }
}

/// A severity.
#[must_use]
pub fn severity(severity: Severity) -> lsp::DiagnosticSeverity {
    match severity {
        Severity::Error => lsp::DiagnosticSeverity::ERROR,
        Severity::Warning => lsp::DiagnosticSeverity::WARNING,
        Severity::Information => lsp::DiagnosticSeverity::INFORMATION,
        Severity::Hint => lsp::DiagnosticSeverity::HINT,
    }
}

/// A diagnostic of a note whose text is `rope`, with what the client can show of it.
#[must_use]
pub fn diagnostic(
    found: &Diagnostic,
    rope: &Rope,
    library: &Library,
    places: &mut Places,
    traits: &ClientTraits,
) -> lsp::Diagnostic {
    let page = traits.code_descriptions.then(|| rule_pages::page(found.code)).flatten();
    let related_information = traits.related_information.then(|| {
        let information = found.related.iter().filter_map(|related| {
            let location = places.article(related.span, library)?;
            Some(lsp::DiagnosticRelatedInformation { location, message: related.message.clone() })
        });
        information.collect::<Vec<_>>()
    });
    lsp::Diagnostic {
        range: range(rope, found.range, places.encoding),
        severity: Some(severity(found.severity)),
        code: Some(lsp::NumberOrString::String(found.code.to_owned())),
        code_description: page.map(|href| lsp::CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message: found.message.clone(),
        related_information: related_information.filter(|information| !information.is_empty()),
        ..lsp::Diagnostic::default()
    }
}

/// A fault of a file outside of the notes (settings, an article), at a line and column from 1 or at
/// the head of the file.
#[must_use]
pub fn fault(
    path: &Path,
    place: Option<(usize, usize)>,
    severity: lsp::DiagnosticSeverity,
    code: &str,
    message: String,
    encoding: Encoding,
) -> lsp::Diagnostic {
    let (line, column) = place.unwrap_or((1, 1));
    let rope = Rope::from_str(&head_of(path, line));
    let at = LineColumn { line: narrow(line - line.min(1)), column: narrow(column - column.min(1)) };
    let (start, _) = position::offset(&rope, at, Encoding::Utf32);
    let (end, _) = position::offset(&rope, LineColumn { column: u32::MAX, ..at }, Encoding::Utf32);
    lsp::Diagnostic {
        range: range(&rope, ByteRange::new(start, end), encoding),
        severity: Some(severity),
        code: Some(lsp::NumberOrString::String(code.to_owned())),
        source: Some(SOURCE.to_owned()),
        message: plain(&message),
        ..lsp::Diagnostic::default()
    }
}

/// The first `lines` lines of the file at `path`, for the place of a fault; empty for one that is no file,
/// or has it further down than anybody looks.
fn head_of(path: &Path, lines: usize) -> String {
    let limit = if lines > 1 { HEAD } else { HEAD / 16 };
    // Opening a pipe would wait for its writer.
    if !path.is_file() {
        return String::new();
    }
    let mut bytes = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes));
    if read.is_ok() { String::from_utf8_lossy(&bytes).into_owned() } else { String::new() }
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// A note's outline as a tree.
#[must_use]
pub fn outline(entries: Vec<OutlineEntry>, rope: &Rope, encoding: Encoding) -> Vec<lsp::DocumentSymbol> {
    entries
        .into_iter()
        .map(|entry| {
            #[expect(deprecated, reason = "the field has to be filled in")]
            lsp::DocumentSymbol {
                name: shown(&entry.name),
                detail: (!entry.detail.is_empty()).then_some(entry.detail),
                kind: outline_kind(entry.level),
                tags: None,
                deprecated: None,
                range: range(rope, entry.range.join(entry.selection), encoding),
                selection_range: range(rope, entry.selection, encoding),
                children: Some(outline(entry.children, rope, encoding)),
            }
        })
        .collect()
}

/// A note's outline as a list, for clients that know no tree.
#[must_use]
pub fn flat_outline(
    entries: &[OutlineEntry],
    uri: &lsp::Url,
    rope: &Rope,
    encoding: Encoding,
) -> Vec<lsp::SymbolInformation> {
    let mut flat = Vec::new();
    let mut open: Vec<(Option<&str>, &OutlineEntry)> =
        entries.iter().rev().map(|entry| (None, entry)).collect();
    while let Some((container, entry)) = open.pop() {
        let location = lsp::Location::new(uri.clone(), range(rope, entry.range, encoding));
        flat.push(symbol(&entry.name, outline_kind(entry.level), location, container.unwrap_or("")));
        open.extend(entry.children.iter().rev().map(|child| (Some(entry.name.as_str()), child)));
    }
    flat
}

fn outline_kind(level: Option<u8>) -> lsp::SymbolKind {
    if level.is_some() { lsp::SymbolKind::STRING } else { lsp::SymbolKind::EVENT }
}

/// An entity or article.
pub fn workspace_symbol(found: &WorkspaceSymbol, places: &mut Places) -> Option<lsp::SymbolInformation> {
    // The protocol has no kinds for these; each gets one with an icon of its own.
    let kind = match found.kind {
        Some(EntityKind::Person) => lsp::SymbolKind::OBJECT,
        Some(EntityKind::Organisation) => lsp::SymbolKind::CLASS,
        Some(EntityKind::Place) => lsp::SymbolKind::NAMESPACE,
        Some(EntityKind::Other) => lsp::SymbolKind::CONSTANT,
        None => lsp::SymbolKind::FILE,
    };
    Some(symbol(&found.name, kind, places.location(&found.place)?, &found.detail))
}

fn symbol(
    name: &str,
    kind: lsp::SymbolKind,
    location: lsp::Location,
    container: &str,
) -> lsp::SymbolInformation {
    #[expect(deprecated, reason = "the field has to be filled in")]
    lsp::SymbolInformation {
        name: shown(name),
        kind,
        tags: None,
        deprecated: None,
        location,
        container_name: (!container.is_empty()).then(|| container.to_owned()),
    }
}

/// Clients refuse a symbol without a name.
fn shown(name: &str) -> String {
    if name.trim().is_empty() { "(no words)".to_owned() } else { plain(name) }
}

/// The settings inside of what a client sent: the member named after the server, or the whole.
#[must_use]
pub fn section(mut settings: Value) -> Value {
    match settings.get_mut(SOURCE) {
        Some(section) => section.take(),
        None => settings,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_without_markdown_is_given_the_words() {
        let markdown = [
            r"**✓ supported** — a \*b\* \[c\] &amp; &lt;d",
            "> “x”",
            "> — [Title, line 3](file:///a.txt#L3)",
        ]
        .join("\n");
        let plain = markup(markdown, false);
        assert_eq!(plain.kind, lsp::MarkupKind::PlainText);
        assert_eq!(plain.value, "✓ supported — a *b* [c] & <d\n> “x”\n> — Title, line 3 (file:///a.txt#L3)");
    }
}
