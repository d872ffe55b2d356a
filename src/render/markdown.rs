//! Hovers as Markdown. Source text is data: it is escaped, so that brackets, pipes, backticks and
//! HTML of an article show as they stand.

use std::fmt::Write;

use crate::entities::EntityKind;
use crate::evidence::{QuoteMatch, Verdict};
use crate::features::hover::{CitationHover, ClaimHover, Hover, NameHover, Quote, QuoteHover, Subject};
use crate::features::place::Place;

/// Lines of a hover at most: longer ones hide the text they explain.
const MOST_LINES: usize = 12;
/// Characters of a quoted sentence at most; the rest is behind its link.
const MOST_CHARS: usize = 320;

/// A hover as Markdown. `link` makes a link's address of a place.
#[must_use]
pub fn hover(hover: &Hover, link: &dyn Fn(&Place) -> Option<String>) -> String {
    let mut lines = match &hover.subject {
        Subject::Claim => Vec::new(),
        Subject::Name(name) => name_lines(name, link),
        Subject::Ambiguous(names) => {
            let names: Vec<String> = names.iter().map(|name| format!("**{}**", escape(name))).collect();
            vec![format!("Ambiguous: fits {}.", names.join(", "))]
        }
        Subject::Unknown(near) => {
            let near =
                near.as_ref().map(|near| format!(" Did you mean **{}**?", escape(near))).unwrap_or_default();
            vec![format!("No article has this name.{near}")]
        }
        Subject::Quotation(quotation) => quotation_lines(quotation, link),
        Subject::Citation(citation) => citation_lines(citation, link),
    };
    if let Some(claim) = &hover.claim {
        let whole = hover.subject == Subject::Claim;
        lines.extend(claim_lines(claim, whole, link));
    }
    lines.truncate(MOST_LINES);
    // Two blanks end a line without ending the paragraph; block quotes stand apart by themselves.
    lines.join("  \n")
}

/// One verdict as a sign and words; the sign is never the only carrier.
#[must_use]
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Supported => "✓ supported",
        Verdict::Partial => "◐ partly supported",
        Verdict::Unsupported => "○ no source found",
        Verdict::Contradicted => "✗ contradicted",
        Verdict::NotCheckable => "– not a claim",
    }
}

fn claim_lines(claim: &ClaimHover, whole: bool, link: &dyn Fn(&Place) -> Option<String>) -> Vec<String> {
    let mut lines = vec![format!("**{}** — {}", verdict(claim.verdict), escape(&claim.reason))];
    if claim.verdict == Verdict::NotCheckable {
        lines.truncate(1);
        return if whole { lines } else { Vec::new() };
    }
    let shown = if whole { claim.quotes.len() } else { 1 };
    for quote in claim.quotes.iter().take(shown) {
        lines.extend(quote_lines(quote, link));
    }
    let more = claim.more + claim.quotes.len() - shown.min(claim.quotes.len());
    if whole && more > 0 {
        lines.push(format!("… and {more} more"));
    }
    lines
}

fn name_lines(name: &NameHover, link: &dyn Fn(&Place) -> Option<String>) -> Vec<String> {
    let mut head = format!("**{}** ({})", escape(&name.name), kind(name.kind));
    if !name.roles.is_empty() {
        let roles: Vec<String> = name.roles.iter().map(|role| escape(role)).collect();
        let _ = write!(head, " — {}", roles.join("; "));
    }
    let mut lines = vec![head];
    if !name.aliases.is_empty() {
        let aliases: Vec<String> = name.aliases.iter().map(|alias| escape(alias)).collect();
        lines.push(format!("also: {}", aliases.join(", ")));
    }
    lines.push(format!("{} in {}", count(name.mentions, "mention"), count(name.articles, "article")));
    for quote in &name.quotes {
        lines.extend(quote_lines(quote, link));
    }
    lines
}

fn quotation_lines(quotation: &QuoteHover, link: &dyn Fn(&Place) -> Option<String>) -> Vec<String> {
    let mut lines = vec![match quotation.found {
        QuoteMatch::Exact => "**✓ verbatim** in the sources".to_owned(),
        QuoteMatch::Near => {
            let changes: Vec<String> = quotation
                .changes
                .iter()
                .take(4)
                .map(|change| match (change.quoted.as_str(), change.source.as_str()) {
                    ("", source) => format!("left out: **{}**", escape(source)),
                    (quoted, "") => format!("added: ~~{}~~", escape(quoted)),
                    (quoted, source) => format!("~~{}~~ → **{}**", escape(quoted), escape(source)),
                })
                .collect();
            format!("**✗ misquoted** — {}", changes.join("; "))
        }
        QuoteMatch::Stitched => "**✗ joined from several places**".to_owned(),
        QuoteMatch::Absent | QuoteMatch::TooShort => "**○ not in the sources**".to_owned(),
    }];
    for quote in quotation.quotes.iter().take(2) {
        lines.extend(quote_lines(quote, link));
    }
    lines
}

fn citation_lines(citation: &CitationHover, link: &dyn Fn(&Place) -> Option<String>) -> Vec<String> {
    let mut lines = Vec::new();
    if !citation.title.is_empty() {
        let mut head = format!("**{}**", escape(&citation.title));
        if !citation.provenance.is_empty() {
            let _ = write!(head, " — {}", escape(&citation.provenance));
        }
        lines.push(head);
    }
    if let Some(fault) = &citation.fault {
        lines.push(format!("**✗ broken** — {}", escape(fault)));
    }
    if let Some(quote) = &citation.quote {
        lines.extend(quote_lines(quote, link));
    }
    if citation.claims > 0 {
        lines.push(format!("{} of this note cite it", count(citation.claims, "claim")));
    }
    lines
}

/// The sentence as a block quote, and where it stands.
fn quote_lines(quote: &Quote, link: &dyn Fn(&Place) -> Option<String>) -> Vec<String> {
    let mut name = escape(&quote.article);
    if !quote.provenance.is_empty() {
        let _ = write!(name, ", {}", escape(&quote.provenance));
    }
    let line = quote.place.line();
    let source = match link(&quote.place) {
        Some(address) => format!("[{name}, line {line}]({address})"),
        None => format!("{name}, line {line}"),
    };
    vec![format!("> {}", escape(&clip(&quote.words))), format!("> — {source}")]
}

/// The type of an entity as a word.
#[must_use]
pub fn kind(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Organisation => "organisation",
        EntityKind::Place => "place",
        EntityKind::Other => "name",
    }
}

fn count(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

/// At most [`MOST_CHARS`] characters, cut at a word.
fn clip(words: &str) -> String {
    let Some((cut, _)) = words.char_indices().nth(MOST_CHARS) else { return words.to_owned() };
    let head = words.get(..cut).unwrap_or(words);
    format!("{} …", head.rsplit_once(' ').map_or(head, |(head, _)| head))
}

/// `text` so that Markdown shows it as it stands, on one line.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            // Left out: they hide or reorder what an analyst reads.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            c if c.is_control() => {}
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '|' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn source_text_never_becomes_markup() {
        assert_eq!(escape("a [b](c) `d` <e> | f"), "a \\[b\\](c) \\`d\\` &lt;e> \\| f");
    }

    #[test]
    fn control_and_bidi_characters_are_left_out() {
        assert_eq!(escape("a\u{202e}b\u{1b}[0m\nc"), "ab\\[0m c");
    }
}
