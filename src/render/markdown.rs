//! Hovers as Markdown. Source text is data: it is escaped, so that brackets, pipes, backticks and
//! HTML of an article show as they stand.

use std::fmt::Write;

use crate::entities::EntityKind;
use crate::evidence::{QuoteMatch, Verdict};
use crate::features::hover::{CitationHover, ClaimHover, Hover, NameHover, Quote, QuoteHover, Subject};
use crate::features::place::Place;
use crate::text::visible::reorders;

/// Lines of a hover at most: longer ones hide the text they explain.
const MOST_LINES: usize = 12;
/// Characters of a quoted sentence at most; the rest is behind its link.
const MOST_CHARS: usize = 320;

/// A hover as Markdown. `link` makes a link's address of a place.
#[must_use]
pub fn hover(hover: &Hover, link: &dyn Fn(&Place) -> Option<String>) -> String {
    let mut page = Page { out: String::new(), lines: 0, in_quote: false, link };
    match &hover.subject {
        Subject::Claim => {}
        Subject::Name(name) => name_lines(name, &mut page),
        Subject::Ambiguous(names) => {
            let names: Vec<String> = names.iter().map(|name| format!("**{}**", escape(name))).collect();
            page.line(&format!("Ambiguous: fits {}.", names.join(", ")));
        }
        Subject::Unknown(near) => {
            let near =
                near.as_ref().map(|near| format!(" Did you mean **{}**?", escape(near))).unwrap_or_default();
            page.line(&format!("No article has this name.{near}"));
        }
        Subject::Quotation(quotation) => quotation_lines(quotation, &mut page),
        Subject::Citation(citation) => citation_lines(citation, &mut page),
    }
    if let Some(claim) = &hover.claim {
        claim_lines(claim, hover.subject == Subject::Claim, &mut page);
    }
    page.out
}

/// One sentence of an article, and where it stands.
#[must_use]
pub fn passage(quote: &Quote, link: &dyn Fn(&Place) -> Option<String>) -> String {
    let mut page = Page { out: String::new(), lines: 0, in_quote: false, link };
    page.quote(quote);
    page.out
}

/// Lines and block quotes of a hover, at most [`MOST_LINES`] of them.
struct Page<'a> {
    out: String,
    lines: usize,
    in_quote: bool,
    link: &'a dyn Fn(&Place) -> Option<String>,
}

impl Page<'_> {
    /// A line of its own.
    fn line(&mut self, text: &str) {
        if self.lines < MOST_LINES {
            // Two blanks end a line without ending the paragraph; behind a block quote only an empty
            // line keeps words from being taken into it.
            self.out.push_str(match (self.out.is_empty(), self.in_quote) {
                (true, _) => "",
                (false, true) => "\n\n",
                (false, false) => "  \n",
            });
            self.out.push_str(text);
            self.lines += 1;
            self.in_quote = false;
        }
    }

    /// A sentence as a block quote with where it stands, or nothing of it when there is no room.
    fn quote(&mut self, quote: &Quote) -> bool {
        if self.lines + 2 > MOST_LINES {
            return false;
        }
        let mut name = escape(&quote.article);
        if !quote.provenance.is_empty() {
            let _ = write!(name, ", {}", escape(&quote.provenance));
        }
        let line = quote.place.line();
        let source = match (self.link)(&quote.place) {
            Some(address) => format!("[{name}, line {line}]({address})"),
            None => format!("{name}, line {line}"),
        };
        let apart = if self.in_quote { "\n>\n" } else { "\n\n" };
        let apart = if self.out.is_empty() { "" } else { apart };
        let _ = write!(self.out, "{apart}> {}  \n> — {source}", marked(quote));
        self.lines += 2;
        self.in_quote = true;
        true
    }
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

/// A bold head, and the words behind it unless they are told elsewhere.
fn with_words(head: &str, words: &str) -> String {
    if words.is_empty() { format!("**{head}**") } else { format!("**{head}** — {}", escape(words)) }
}

fn claim_lines(claim: &ClaimHover, whole: bool, page: &mut Page) {
    if claim.verdict == Verdict::NotCheckable && !whole {
        return;
    }
    page.line(&with_words(verdict(claim.verdict), &claim.reason));
    if claim.verdict == Verdict::NotCheckable {
        return;
    }
    if let Some(objection) = &claim.objection {
        let head = if objection.later { "a later source reports otherwise" } else { "sources disagree" };
        page.line(&with_words(&format!("≠ {head}"), &objection.message));
        page.line(&format!("✓ says so{}:", dated(&objection.support)));
        page.quote(&objection.support);
        page.line(&format!("✗ says otherwise{}:", dated(&objection.quote)));
        page.quote(&objection.quote);
    }
    let wanted = if whole { claim.quotes.len() } else { 1 };
    let shown = claim.quotes.iter().take(wanted).filter(|quote| page.quote(quote)).count();
    let more = claim.more + claim.quotes.len() - shown;
    if whole && more > 0 {
        page.line(&format!("… and {more} more"));
    }
}

fn name_lines(name: &NameHover, page: &mut Page) {
    let mut head = format!("**{}** ({})", escape(&name.name), kind(name.kind));
    if !name.roles.is_empty() {
        let roles: Vec<String> = name.roles.iter().map(|role| escape(role)).collect();
        let _ = write!(head, " — {}", roles.join("; "));
    }
    page.line(&head);
    if !name.aliases.is_empty() {
        let aliases: Vec<String> = name.aliases.iter().map(|alias| escape(alias)).collect();
        page.line(&format!("also: {}", aliases.join(", ")));
    }
    let seen = match name.seen {
        Some((first, last)) if first == last => format!(", on {first}"),
        Some((first, last)) => format!(", {first} to {last}"),
        None => String::new(),
    };
    let articles = count(name.articles, "article");
    page.line(&format!("{} in {articles}{seen}", count(name.mentions, "mention")));
    if !name.company.is_empty() {
        let company: Vec<String> = name.company.iter().map(|other| escape(other)).collect();
        page.line(&format!("often with: {}", company.join(", ")));
    }
    for quote in &name.quotes {
        page.quote(quote);
    }
}

fn quotation_lines(quotation: &QuoteHover, page: &mut Page) {
    page.line(&match quotation.found {
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
            let told = if changes.is_empty() { "" } else { " — " };
            format!("**✗ misquoted**{told}{}", changes.join("; "))
        }
        QuoteMatch::Stitched => "**✗ joined from several places**".to_owned(),
        QuoteMatch::Absent | QuoteMatch::TooShort => "**○ not in the sources**".to_owned(),
    });
    for quote in quotation.quotes.iter().take(2) {
        page.quote(quote);
    }
}

fn citation_lines(citation: &CitationHover, page: &mut Page) {
    if !citation.title.is_empty() {
        let mut head = format!("**{}**", escape(&citation.title));
        if !citation.provenance.is_empty() {
            let _ = write!(head, " — {}", escape(&citation.provenance));
        }
        page.line(&head);
    }
    if let Some(fault) = &citation.fault {
        page.line(&format!("**✗ broken** — {}", escape(fault)));
    }
    if let Some(quote) = &citation.quote {
        page.quote(quote);
    }
    if citation.claims + citation.resting > 0 {
        let verb = if citation.claims == 1 { "cites" } else { "cite" };
        let cited = format!("{} of this note {verb} it", count(citation.claims, "claim"));
        page.line(&format!("{cited}, {} on its words", count_resting(citation.resting)));
    }
}

/// `2 rest`.
fn count_resting(n: usize) -> String {
    match n {
        0 => "none rests".to_owned(),
        1 => "1 rests".to_owned(),
        n => format!("{n} rest"),
    }
}

/// Outlet and date of a source, behind a comma.
fn dated(quote: &Quote) -> String {
    if quote.provenance.is_empty() { String::new() } else { format!(", {}", escape(&quote.provenance)) }
}

/// The words of a quote, those that differ from the note in bold; escaped and clipped.
fn marked(quote: &Quote) -> String {
    let words = clip(&quote.words);
    let mut out = String::new();
    let mut at = 0;
    for mark in quote.marks.iter().filter(|mark| mark.end() <= words.len()) {
        let (before, differs) = (words.get(at..mark.start()), words.get(mark.start()..mark.end()));
        let (Some(before), Some(differs)) = (before, differs) else { continue };
        // Bold needs a letter or figure at both of its ends.
        let bare = differs.trim_matches(|c: char| !c.is_alphanumeric());
        let (head, tail) = differs.split_once(bare).unwrap_or((differs, ""));
        let bold = if bare.is_empty() { String::new() } else { format!("**{}**", escape(bare)) };
        out.push_str(&[escape(before), escape(head), bold, escape(tail)].concat());
        at = mark.end();
    }
    out + &escape(words.get(at..).unwrap_or(""))
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

/// Whether `text` ends with the start of a bare address.
fn ends_with_www(text: &str) -> bool {
    text.len().checked_sub(3).and_then(|at| text.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

/// `text` so that Markdown shows it as it stands, on one line.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            // Left out: they hide or reorder what an analyst reads.
            c if reorders(c) => {}
            c if c.is_control() => {}
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            // A client may make a link of a bare address.
            ':' if rest.as_str().starts_with("//") => out.push_str("\\:"),
            '.' if ends_with_www(&out) => out.push_str("\\."),
            '@' => out.push_str("\\@"),
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
    use pulldown_cmark::{Event, Parser, Tag, TagEnd};

    use super::*;
    use crate::text::ByteRange;

    #[test]
    fn source_text_never_becomes_markup() {
        assert_eq!(escape("a [b](c) `d` <e> | f"), "a \\[b\\](c) \\`d\\` &lt;e> \\| f");
        assert_eq!(escape("http://a.b www.a.b c@d.e 7:30"), "http\\://a.b www\\.a.b c\\@d.e 7:30");
    }

    fn quote(words: &str) -> Quote {
        let place = Place { path: "a.txt".into(), text: words.into(), range: ByteRange::new(0, 1) };
        let (article, provenance) = ("Ferry sinks".to_owned(), "Northport Wire, 2024-03-05".to_owned());
        Quote { words: words.to_owned(), marks: Vec::new(), article, provenance, place }
    }

    /// The text of each block quote, and of each paragraph outside of them, as a client renders them.
    fn blocks(markdown: &str) -> Vec<String> {
        let (mut found, mut depth) = (Vec::new(), 0);
        for event in Parser::new(markdown) {
            match event {
                Event::Start(Tag::BlockQuote(_)) => depth += 1,
                Event::End(TagEnd::BlockQuote(_)) => depth -= 1,
                Event::Start(Tag::Paragraph) => {
                    found.push(if depth > 0 { "> ".into() } else { String::new() })
                }
                Event::Text(text) => found.last_mut().expect("text stands in a paragraph").push_str(&text),
                Event::HardBreak => found.last_mut().expect("a break stands in a paragraph").push('/'),
                _ => {}
            }
        }
        found
    }

    #[test]
    fn each_passage_is_a_paragraph_of_its_own_and_nothing_else_is_taken_into_a_quote() {
        let hover = Hover {
            range: ByteRange::new(0, 1),
            subject: Subject::Claim,
            claim: Some(ClaimHover {
                verdict: Verdict::Supported,
                reason: "2 articles say so".to_owned(),
                quotes: vec![quote("It sank."), quote("It went down.")],
                more: 1,
                objection: None,
            }),
        };
        let shown = super::hover(&hover, &|_| None);
        let source = "— Ferry sinks, Northport Wire, 2024-03-05, line 1";
        assert_eq!(
            blocks(&shown),
            [
                "✓ supported — 2 articles say so".to_owned(),
                format!("> It sank./{source}"),
                format!("> It went down./{source}"),
                "… and 1 more".to_owned(),
            ],
            "{shown}"
        );
    }

    #[test]
    fn the_words_that_differ_are_bold_and_nothing_else_of_the_source_is() {
        let marked = |words: &str, from: usize, to: usize| {
            super::marked(&Quote { marks: vec![ByteRange::new(from, to)], ..quote(words) })
        };
        assert_eq!(marked("injured 98 *people*", 8, 10), "injured **98** \\*people\\*");
        assert_eq!(marked("it said, while declining", 7, 24), "it said, **while declining**");
        assert_eq!(marked("a — b", 2, 5), "a — b");
    }

    #[test]
    fn control_and_bidi_characters_are_left_out() {
        assert_eq!(escape("a\u{202e}b\u{1b}[0m\nc"), "ab\\[0m c");
    }
}
