//! All rules, and running them over a note.

use super::context::Context;
use super::diagnostic::Diagnostic;
use super::severity::{Severities, Severity};
use super::{
    ambiguous_name, broken_citation, citation_mismatch, conflicting_sources, contradicted_claim,
    date_mismatch, doc, estimative_language, misattributed_quote, misquote, name_variant, number_mismatch,
    partly_supported_claim, remedies, single_source, superseded_claim, unattested_quote, uncited_claim,
    unknown_name, unsupported_claim, unused_suppression,
};
use crate::notes::{Note, SuppressionScope};
use crate::text::ByteRange;
use crate::text::visible::one_line;

/// A named check.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its code, as settings, suppressions and JSON spell it.
    pub code: &'static str,
    /// Its severity unless settings say otherwise; `None` is off.
    pub default: Option<Severity>,
    /// The text of its file, from whose head comment its documentation is made.
    pub source: &'static str,
    /// Appends what it has to say; the severities are filled in by [`run`].
    pub check: fn(&Context<'_>, &mut Vec<Diagnostic>),
}

impl Rule {
    /// Its documentation, as Markdown.
    #[must_use]
    pub fn documentation(&self) -> String {
        doc::markdown(self.source)
    }

    /// What it finds, in one sentence.
    #[must_use]
    pub fn summary(&self) -> String {
        doc::summary(&self.documentation())
    }
}

/// Every rule, in the order of the catalogue.
pub const RULES: &[Rule] = &[
    contradicted_claim::RULE,
    number_mismatch::RULE,
    date_mismatch::RULE,
    misquote::RULE,
    misattributed_quote::RULE,
    unattested_quote::RULE,
    unsupported_claim::RULE,
    partly_supported_claim::RULE,
    unknown_name::RULE,
    ambiguous_name::RULE,
    name_variant::RULE,
    broken_citation::RULE,
    citation_mismatch::RULE,
    conflicting_sources::RULE,
    superseded_claim::RULE,
    single_source::RULE,
    uncited_claim::RULE,
    estimative_language::RULE,
    unused_suppression::RULE,
];

/// The rule whose code is `code`.
#[must_use]
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code)
}

/// Runs every rule that is on, drops what the note suppresses and what another rule says better,
/// and orders the rest by place.
#[must_use]
pub fn run(context: &Context<'_>, severities: &Severities) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for rule in RULES {
        let Some(severity) = severities.of(rule) else { continue };
        let from = found.len();
        (rule.check)(context, &mut found);
        for diagnostic in found.iter_mut().skip(from) {
            // A rule that is less sure than usual stays below its own loudness.
            let unsure = rule.default.is_some_and(|usual| diagnostic.severity < usual);
            diagnostic.severity = if unsure { severity.min(diagnostic.severity) } else { severity };
        }
    }
    if let Some(severity) = severities.of(&unused_suppression::RULE) {
        let mut unused = Vec::new();
        unused_suppression::unused(context, severities, &found, &mut unused);
        found.extend(unused.into_iter().map(|diagnostic| Diagnostic { severity, ..diagnostic }));
    }
    // Echoes first: what a suppressed finding tells is not told again in other words.
    let mut found = without_echoes(found);
    found.retain(|diagnostic| !is_suppressed(context.note, diagnostic.code, diagnostic.range));
    found.sort_by(|a, b| (a.range, a.code, &a.message).cmp(&(b.range, b.code, &b.message)));
    found.dedup_by(|a, b| a.range == b.range && a.code == b.code);
    for diagnostic in &mut found {
        remedies::add(context, diagnostic);
        make_visible(diagnostic);
    }
    found
}

/// Messages quote notes and articles: nothing in them hides or drives anything, wherever they are shown.
fn make_visible(diagnostic: &mut Diagnostic) {
    let related = diagnostic.related.iter_mut().map(|related| &mut related.message);
    let titles = diagnostic.fixes.iter_mut().map(|fix| &mut fix.title);
    for text in std::iter::once(&mut diagnostic.message).chain(related).chain(titles) {
        *text = one_line(text);
    }
}

/// Whether the note asks to be spared `code` at `range`.
#[must_use]
pub fn is_suppressed(note: &Note, code: &str, range: ByteRange) -> bool {
    note.suppressions.iter().any(|suppression| {
        suppression.covers.covers(range)
            && match &suppression.scope {
                SuppressionScope::All => true,
                SuppressionScope::Codes(codes) => codes.iter().any(|suppressed| suppressed == code),
            }
    })
}

/// One fault is told once: words that a more specific rule names are not told again as words that
/// no source has.
fn without_echoes(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    const GENERAL: [&str; 2] = ["unsupported-claim", "partly-supported-claim"];
    const ELSE: [&str; 5] =
        ["citation-mismatch", "name-variant", "ambiguous-name", "estimative-language", "unused-suppression"];
    const CLAIMED: [&str; 3] = ["contradicted-claim", "number-mismatch", "date-mismatch"];
    let specific: Vec<ByteRange> = found
        .iter()
        .filter(|diagnostic| !GENERAL.contains(&diagnostic.code) && !ELSE.contains(&diagnostic.code))
        .map(|diagnostic| diagnostic.range)
        .collect();
    // Quoted words have the source's words as their fix: they are not told again as the claim's.
    let quoted: Vec<ByteRange> = found
        .iter()
        .filter(|diagnostic| diagnostic.code == "misquote")
        .map(|diagnostic| diagnostic.range)
        .collect();
    found
        .into_iter()
        .filter(|diagnostic| {
            !CLAIMED.contains(&diagnostic.code)
                || !quoted.iter().any(|range| range.overlaps(diagnostic.range))
        })
        .filter(|diagnostic| {
            !GENERAL.contains(&diagnostic.code)
                || !specific.iter().any(|range| range.overlaps(diagnostic.range) && !range.is_empty())
        })
        .collect()
}
